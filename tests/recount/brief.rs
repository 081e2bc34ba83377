//! Briefs, counted the obvious way, from what the help of the command says about
//! them: which post-mortems it is made of, and every number from its ids.

use crate::generate::{Log, Random, TODAY, fold, log};
use crate::obvious::{
    Row, Rows, commitment, could_drop, decided, decisions, is_skeleton, kebab, named, priorities,
    rows, slug,
};
use hirelog::tested::{Day, Entry, Party, Text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What may be asked for.
struct Query {
    role: Option<&'static str>,
    team: Option<&'static str>,
    stage: Option<String>,
}

impl Query {
    fn draw(log: &Log, random: &mut Random) -> Self {
        let slugs = log.team.vocabulary.stages.iter().map(|stage| &stage.slug);
        let stages = Vec::from_iter(slugs);
        let mut maybe = |chance: usize| random.below(4) < chance;
        let (role, team, stage) = (maybe(3), maybe(1), maybe(3));
        Self {
            role: role.then(|| *random.pick(&["engineer", "accountant", "zookeeper"])),
            team: team.then(|| *random.pick(&["platform", "sales"])),
            stage: stage.then(|| (*random.pick(&stages)).clone()),
        }
    }

    fn typed(&self, log: &Log) -> Vec<String> {
        let role = self.role.map(|role| format!("role:{role}"));
        let team = self.team.map(|team| format!("team:{team}"));
        let stage = self.stage.as_ref().map(|stage| format!("stage:{stage}"));
        let since = format!("since:{}", log.team.settings.window.since);
        let terms = [role, team, stage, Some(since)].into_iter();
        terms.flatten().collect()
    }

    /// What was asked, in the order in which it is given up.
    fn asked(&self) -> Vec<&'static str> {
        let asked = [
            ("role", self.role.is_some()),
            ("team", self.team.is_some()),
            ("stage", self.stage.is_some()),
        ];
        asked
            .into_iter()
            .filter(|one| one.1)
            .map(|one| one.0)
            .collect()
    }

    /// Role and team as asked, without what is given up.
    fn matches(&self, entry: &Entry, without: &[&str]) -> bool {
        let has = |field: &str, asked: Option<&str>, own: &Option<Text>| {
            let Some(asked) = asked.filter(|_| !without.contains(&field)) else {
                return true;
            };
            own.as_ref()
                .is_some_and(|own| crate::walls::same(own).contains(asked))
        };
        let post_mortem = &entry.post_mortem;
        has("role", self.role, &post_mortem.role) && has("team", self.team, &post_mortem.team)
    }
}

/// The rows of a part of the log.
fn part<'a>(log: &'a Log, part: &'a Log) -> Rows<'a> {
    let window = log.team.settings.window;
    let before = window.before();
    Rows {
        team: log.team,
        named: named(part),
        now: rows(part, (window.since, window.until)),
        before: rows(part, (before.since, before.until)),
        all: rows(part, (Day::FIRST, window.until)),
        decisions: decided(part),
    }
}

fn some(log: &Log, keep: impl Fn(&Entry) -> bool) -> Log {
    let entries = log.entries.iter().filter(|entry| keep(entry));
    Log {
        team: log.team,
        entries: entries.cloned().collect(),
        decisions: log.decisions.clone(),
    }
}

fn rank(log: &Log, stage: &str) -> Option<usize> {
    log.team.ranks.get(&fold(stage)).copied()
}

/// Got as far as the stage, as far as anybody knows.
fn got_to(log: &Log, entry: &Entry, stage: &str) -> bool {
    let own = entry.post_mortem.stage.as_ref();
    let own = own.and_then(|own| rank(log, own));
    own.is_none_or(|own| own >= rank(log, stage).unwrap())
}

fn recount(log: &Log, query: &Query) -> Value {
    let window = log.team.settings.window;
    let within = |entry: &&Entry| window.contains(entry.post_mortem.date) && !is_skeleton(entry);
    let asked = query.asked();
    let mut steps: Vec<(Vec<&str>, Log)> = Vec::new();
    for count in 0..=asked.len() {
        let without = asked[..count].to_vec();
        let here = some(log, |entry| {
            let stage = query.stage.as_ref().filter(|_| !without.contains(&"stage"));
            query.matches(entry, &without) && stage.is_none_or(|stage| got_to(log, entry, stage))
        });
        let enough = here.entries.iter().filter(within).count() >= 5;
        steps.push((without, here));
        if enough {
            break;
        }
    }
    let count = |here: &Log| here.entries.iter().filter(within).count();
    while steps.len() > 1 && count(&steps[steps.len() - 2].1) == count(&steps[steps.len() - 1].1) {
        steps.pop();
    }
    let (without, here) = steps.last().unwrap();
    let stage = query.stage.as_deref();
    let anywhere = without.contains(&"stage");
    let counted = part(log, here);

    let promising = some(log, |entry| {
        let team = ["team"].into_iter().filter(|team| without.contains(team));
        query.matches(entry, &Vec::from_iter(team.chain(["role"])))
    });
    let promising = part(log, &promising);
    let mut promised = Vec::new();
    for (slug, party) in keys(promising.now.iter().chain(&promising.before)) {
        if anywhere || fits(log, &slug, stage) {
            promised.extend(promise(&promising, &slug, party));
        }
    }
    // A decision is read out before the steps at which one of its balls can be dropped, once.
    let mut decided = decisions(&promising);
    decided.retain(|one| {
        let mut about = one["about"].as_array().unwrap().iter();
        about.any(|word| fits(log, &slug(word.as_str().unwrap(), log.team), stage))
    });
    promised.retain(|one| decided.iter().all(|other| other["id"] != one["id"]));
    promised.sort_by_key(|one| {
        let date = one["promised"].as_str().unwrap().to_owned();
        let slug = one["slug"].as_str().unwrap().to_owned();
        (order(&one["party"]), std::cmp::Reverse(date), slug)
    });

    let mut balls = Vec::new();
    for (slug, party) in keys(counted.now.iter()) {
        let elsewhere = !fits(log, &slug, stage);
        if anywhere || !elsewhere {
            let (strength, ball) = ball(&counted, &slug, party);
            balls.push(((elsewhere, strength), ball));
        }
    }
    balls.sort_by(|one, other| one.0.cmp(&other.0));
    let mut questions = Vec::new();
    // One person alone has nobody else to ask.
    let keeper = log.team.settings.keeper;
    for party in Party::ALL {
        if keeper.is_some_and(|keeper| keeper != party) {
            continue;
        }
        let own = balls
            .iter()
            .find(|(_, ball)| ball["party"] == party.as_str());
        let slug = own.map_or(Value::Null, |(_, ball)| ball["slug"].clone());
        questions.push(json!({ "party": party.as_str(), "ball": slug }));
    }
    let mut listed = Vec::new();
    for (_, mut ball) in balls.into_iter().take(5) {
        let same = |one: &&Value| one["slug"] == ball["slug"] && one["party"] == ball["party"];
        ball["commitment"] = promised.iter().find(same).cloned().unwrap_or(Value::Null);
        listed.push(ball);
    }

    let (mut wishes, mut given_up) = (some(log, |entry| query.matches(entry, &[])), Vec::new());
    for field in asked.iter().filter(|field| **field != "stage") {
        let both = |entry: &&Entry| {
            !entry.post_mortem.wanted.is_empty() && !entry.post_mortem.pitched.is_empty()
        };
        if wishes.entries.iter().filter(within).filter(both).count() >= 5 {
            break;
        }
        given_up.push(*field);
        wishes = some(log, |entry| query.matches(entry, &given_up));
    }
    let found = priorities(&part(log, &wishes));

    let runs = some(log, |entry| query.matches(entry, &[]));
    // Among fewer than five of the window nothing is called, as on every page.
    let mut walls = match count(&runs) < 5 {
        true => Vec::new(),
        false => crate::walls::walls(&part(log, &runs)),
    };
    if query.role.is_none()
        && let Some(stage) = &query.stage
    {
        walls.retain(|wall| wall["stage"] == **stage);
    }
    walls.dedup_by(|next, first| next["ids"] == first["ids"]);

    let ids: Vec<_> = counted.now.chunks(3).map(|three| three[0].id()).collect();
    let steps = steps
        .iter()
        .map(|(without, here)| json!({ "without": without, "post_mortems": count(here) }));
    json!({
        "schema": 1, "query": query.typed(log).join(" "),
        "window": {
            "since": window.since.to_string(), "until": window.until.to_string(),
            "post_mortems": ids.len(),
        },
        "steps": Vec::from_iter(steps), "ids": ids, "balls": listed, "commitments": promised,
        "priorities": {
            "without": given_up, "of": found["of"],
            "wanted_not_pitched": found["wanted_not_pitched"], "ids": found["ids"],
        },
        "decisions": decided, "walls": walls, "questions": questions, "too_few": ids.len() < 5,
    })
}

fn order(party: &Value) -> Option<usize> {
    Party::ALL.iter().position(|one| *party == one.as_str())
}

fn keys<'a, 'r: 'a>(rows: impl Iterator<Item = &'a Row<'r>>) -> BTreeSet<(String, &'static str)> {
    let mut keys = BTreeSet::new();
    for row in rows {
        keys.extend(
            row.dropped
                .iter()
                .map(|slug| (slug.clone(), row.party.as_str())),
        );
    }
    keys
}

/// Whether it can be dropped at the stage: one of its own, or it has none.
fn fits(log: &Log, slug: &str, stage: Option<&str>) -> bool {
    let mut balls = log.team.vocabulary.balls.iter();
    let (Some(stage), Some(ball)) = (stage, balls.find(|ball| ball.slug == slug)) else {
        return true;
    };
    let is = |own: &String| match rank(log, own) {
        Some(rank) => log.team.vocabulary.stages[rank].slug == stage,
        None => kebab(own) == stage,
    };
    ball.stages.is_empty() || ball.stages.iter().any(is)
}

/// The latest promise about a ball, where it is no older than the window.
fn promise(rows: &Rows<'_>, slug: &str, party: &'static str) -> Option<Value> {
    let mut found = commitment(rows, slug, party);
    let day = Day::parse(found["promised"].as_str()?).unwrap();
    found["slug"] = json!(slug);
    rows.team.settings.window.contains(day).then_some(found)
}

/// One ball with its place among the others.
fn ball(rows: &Rows<'_>, slug: &str, party: &'static str) -> (impl Ord + use<>, Value) {
    let behind = |rows: &[Row<'_>], slug: &str, party: &str| -> Vec<(String, Day)> {
        let side = rows
            .iter()
            .filter(|row| row.party.as_str() == party && row.drops(slug));
        side.map(|row| (row.id().to_owned(), row.day())).collect()
    };
    let now = behind(&rows.now, slug, party);
    let was = behind(&rows.before, slug, party).len();
    let could = |row: &&Row<'_>| row.party.as_str() == party && could_drop(row, slug, rows.team);
    let of = rows.now.iter().filter(could).count();
    let n = now.len();
    let level = match n {
        _ if n >= rows.team.settings.threshold as usize && 20 * n >= of => 0,
        1 => 2,
        _ => 1,
    };
    let last = now.last().unwrap().1;
    let declared: BTreeMap<_, _> = rows
        .team
        .vocabulary
        .balls
        .iter()
        .map(|ball| (ball.slug.as_str(), ball.party.as_str()))
        .collect();
    let mut mirrors = Vec::new();
    for mirror in rows.team.mirrors.get(slug).into_iter().flatten() {
        if let Some(party) = declared.get(mirror.as_str()) {
            let ids: Vec<_> = behind(&rows.now, mirror, party)
                .into_iter()
                .map(|one| one.0)
                .collect();
            mirrors.push(json!({ "slug": mirror, "party": party, "n": ids.len(), "ids": ids }));
        }
    }
    mirrors.sort_by_key(|mirror| u64::MAX - mirror["n"].as_u64().unwrap());
    let strength = (
        level,
        std::cmp::Reverse((n, 1_000_000 * n / of, was, last)),
        slug.to_owned(),
        Party::ALL.iter().position(|one| one.as_str() == party),
    );
    let ids: Vec<_> = now.iter().map(|one| &one.0).collect();
    let ball = json!({
        "slug": slug, "party": party, "declared": declared.get(slug) == Some(&party),
        "n": n, "of": of, "last": last.to_string(), "ids": ids, "mirrors": mirrors,
    });
    (strength, ball)
}

#[test]
fn a_brief_counts_the_same_both_ways() {
    briefs_count_the_same_both_ways(0..10);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_brief_counts_the_same_both_ways_in_many_logs() {
    briefs_count_the_same_both_ways(10..100);
}

/// The program is asked about random logs; its questions are compared by what
/// they are about.
fn briefs_count_the_same_both_ways(seeds: Range<u64>) {
    let logs = usize::try_from(seeds.end - seeds.start).unwrap();
    let (mut widened, mut held) = (0, [0; 4]);
    for seed in seeds {
        let log = log(seed);
        let folder = log.written();
        let mut random = Random(seed);
        for _ in 0..2 {
            let query = Query::draw(&log, &mut random);
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hirelog"));
            command.env_clear().args(["brief", "--format", "json"]);
            command.args(query.typed(&log)).env("HOME", folder.path());
            command.env("HIRELOG_TODAY", TODAY);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert!(output.status.success(), "seed {seed}: {output:?}");
            let mut printed: Value = serde_json::from_slice(&output.stdout).unwrap();
            for question in printed["questions"].as_array_mut().unwrap() {
                let text = question.as_object_mut().unwrap().remove("text");
                assert!(text.unwrap().as_str().is_some_and(|text| !text.is_empty()));
            }
            let recounted = recount(&log, &query);
            widened += recounted["steps"].as_array().unwrap().len() - 1;
            for (name, count) in ["balls", "commitments", "walls"].into_iter().zip(&mut held) {
                *count += recounted[name].as_array().unwrap().len();
            }
            held[3] += usize::from(recounted["priorities"]["of"] != 0);
            for (name, value) in recounted.as_object().unwrap() {
                let typed = query.typed(&log);
                let agrees = crate::agree(&printed[name], value);
                let counted = &printed[name];
                assert!(agrees, "seed {seed} {typed:?} {name}\n{counted}\n{value}");
            }
            assert_eq!(
                printed.as_object().unwrap().len(),
                recounted.as_object().unwrap().len()
            );
        }
    }
    // Otherwise it would prove nothing.
    let enough = held.iter().zip([200, 80, 3, 40]);
    assert!(
        2 * widened > logs && { enough }.all(|(held, least)| *held * 40 >= least * logs),
        "{widened} {held:?}"
    );
}
