//! A second, slow and obvious count of the patterns, written from their
//! description and not from their code. Random logs go through both; where the
//! two differ, the smallest log that still shows it is printed.

#![allow(clippy::disallowed_methods, reason = "a test writes files")]
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use hirelog::model::{Day, DroppedBall, Entry, Fit, Id, Party, PostMortem, Span};
use hirelog::patterns::{Ball, Patterns, Settings, patterns};
use hirelog::render::patterns_json;
use hirelog::vocabulary::{TeamWords, Vocabulary};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const TODAY: &str = "2026-11-20";

/// Balls of a team's own, some of them at odds with the built-in ones: an alias
/// and a slug that are taken, another party, stages nobody knows.
const TEAM_BALLS: &str = "dropped_ball = [
    { slug = 'panel-not-briefed', party = 'manager', stages = ['onsite'], aliases = ['No Brief'] },
    { slug = 'reply-forgotten', party = 'recruiter', stages = ['nowhere'], aliases = ['no kickoff'] },
    { slug = 'mood-unread', party = 'candidate', stages = ['nowhere', 'Offer'], aliases = ['role-oversold'] },
    { slug = 'intake-skipped', party = 'recruiter', aliases = ['unicorn spec', 'purple squirrel'] },
]";

/// The generator called splitmix64: the same numbers from a seed for ever.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A declared word as somebody may write it.
    fn spell(&mut self, words: &str) -> String {
        let forms = [(" ", "-"), ("-", "_"), ("-", "  "), ("-", ""), (" ", "")];
        let &(from, to) = self.pick(&forms);
        let respelled = words.replace(from, to);
        let shouted = format!(" {} ", respelled.to_uppercase());
        self.pick(&[respelled, shouted]).clone()
    }
}

/// A team's settings and words, and what every spelling of a declared one means.
struct Team {
    file: String,
    settings: Settings,
    vocabulary: Vocabulary,
    slugs: BTreeMap<String, String>,
    ranks: BTreeMap<String, usize>,
}

/// Reading a vocabulary takes longer than counting, so the logs share a few.
static TEAMS: LazyLock<Vec<Team>> = LazyLock::new(|| (0..60).map(team).collect());

fn team(seed: u64) -> Team {
    let mut random = Random(seed);
    let until = Day::parse(TODAY).unwrap();
    let (days, threshold) = (*random.pick(&[1, 7, 30, 90]), *random.pick(&[2, 3, 4]));
    let since = until.minus_days(days - 1);
    let own = *random.pick(&["", TEAM_BALLS]);
    let own_balls: BTreeMap<String, Vec<DroppedBall>> = toml::from_str(own).unwrap();
    let own_balls: Vec<_> = own_balls.into_values().flatten().collect();
    let lists = ["", "", "screen onsite offer", "offer final-loop trial-day"];
    let stages = random.pick(&lists).split_whitespace();
    let stages: Vec<_> = stages.map(str::to_owned).collect();
    let tables = format!("threshold = {threshold}\n[vocabulary]\nstages = {stages:?}");
    let file = format!("schema = 1\n{own}\n[patterns]\nwindow = '{days}d'\n{tables}\n");
    let mut words = TeamWords::default();
    (words.balls, words.stages) = (own_balls.clone(), stages);
    let vocabulary = Vocabulary::new(words);
    // Whatever comes later wins: the team over the built-in, a slug over an alias.
    let (mut slugs, mut ranks) = (BTreeMap::new(), BTreeMap::new());
    for ball in vocabulary.balls.iter().chain(&own_balls) {
        let aliases = ball.aliases.iter().map(|alias| fold(alias));
        slugs.extend(aliases.map(|alias| (alias, ball.slug.clone())));
    }
    let declared = vocabulary.balls.iter().map(|ball| ball.slug.clone());
    slugs.extend(declared.map(|slug| (fold(&slug), slug)));
    for (rank, stage) in vocabulary.stages.iter().enumerate() {
        let names = stage.aliases.iter().chain([&stage.slug]);
        ranks.extend(names.map(|name| (fold(name), rank)));
    }
    let window = Span { since, until };
    Team {
        file,
        settings: Settings { window, threshold },
        vocabulary,
        slugs,
        ranks,
    }
}

/// Letter case, spaces, hyphens and underscores tell no words apart.
fn fold(words: &str) -> String {
    words.to_lowercase().replace([' ', '-', '_'], "")
}

struct Log {
    team: &'static Team,
    entries: Vec<Entry>,
}

fn count(log: &Log) -> Patterns {
    let entries: Vec<_> = log.entries.iter().collect();
    patterns(&entries, &log.team.vocabulary, log.team.settings)
}

fn log(seed: u64) -> Log {
    let mut random = Random(seed);
    let team = random.pick(&TEAMS);
    // Few different balls, so that they come back; in a large log now and then
    // so many that three are less than one in twenty.
    let sizes = [(random.below(61), 5), (240, 60)];
    let (size, kinds) = sizes[usize::from(random.below(20) == 0)];
    let new = ["panel-was-cold", "panelwascold", "über Eilig"];
    let mut words = Vec::from(new.map(|new| (*random.pick(&Party::ALL), new)));
    let mut balls = Vec::from_iter(&team.vocabulary.balls);
    balls.retain(|ball| team.file.contains(&ball.slug));
    balls.extend((0..kinds).map(|_| random.pick(&team.vocabulary.balls)));
    for ball in balls {
        let names = ball.aliases.iter().take(2).chain([&ball.slug]);
        words.extend(names.map(|name| (ball.party, name.as_str())));
    }
    let entries = (0..size).map(|index| entry(index, &words, team, &mut random));
    let entries = entries.collect();
    Log { team, entries }
}

fn entry(index: usize, words: &[(Party, &str)], team: &Team, random: &mut Random) -> Entry {
    let days = team.settings.window.days();
    let anywhere = random.below(400) as u64 % (2 * days + 3);
    let back = *random.pick(&[1, days, days + 1, 2 * days, anywhere, anywhere]);
    let date = team.settings.window.until.plus_days(1).minus_days(back);
    let stem = format!("{date}-{:05}", index * 7919 % 100_000);
    let mut post_mortem = PostMortem::new(date, &random.pick(&team.vocabulary.outcomes).slug);
    let stages = "cv review,screen,hm call,onsite,final-loop,offer,pre-start,ramp,trial-day,huh";
    let stage = *random.pick(&Vec::from_iter(stages.split(',')));
    post_mortem.stage = (random.below(6) > 0).then(|| random.spell(stage));
    let role = ["Engineer", "Recruiter", "Accountant"][random.below(3)];
    post_mortem.role = (random.below(4) > 0).then(|| role.to_owned());
    post_mortem.fit = *random.pick(&[None, Some(Fit::Match), Some(Fit::Mismatch)]);
    for party in Party::ALL {
        let any = random.below(4) == 0;
        let near = Vec::from_iter(words.iter().filter(|word| any || word.0 == party));
        let section = post_mortem.section_mut(party);
        section.by = *random.pick(&[None, Some(party), Some(party), Some(Party::Recruiter)]);
        section.owned = random.pick(&["", "", " \n", "Not ours."]).to_string();
        section.next = random.pick(&["", "Call on Monday."]).to_string();
        let count = *random.pick(&[0, 0, 1, 2, 4]);
        while section.dropped.len() < count && !near.is_empty() {
            let word = random.pick(&near);
            section.dropped.push(random.spell(word.1));
        }
    }
    Entry {
        id: Id::from_stem(&stem),
        path: format!("logs/{stem}.toml"),
        post_mortem,
    }
}

/// One party's side of a post-mortem, its words understood.
struct Row<'a> {
    entry: &'a Entry,
    reached: Option<usize>,
    party: Party,
    is_written: bool,
    is_own: bool,
    dropped: BTreeSet<String>,
}

/// Three rows a post-mortem of these days, by date and id.
fn rows(log: &Log, (since, until): (Day, Day)) -> Vec<Row<'_>> {
    let (mut rows, mut entries) = (Vec::new(), Vec::from_iter(&log.entries));
    entries.sort_by_key(|entry| (entry.post_mortem.date, &entry.id));
    entries.retain(|entry| (since..=until).contains(&entry.post_mortem.date));
    for entry in entries {
        let stage = entry.post_mortem.stage.as_deref().map(fold);
        let reached = stage.and_then(|stage| log.team.ranks.get(&stage).copied());
        for (party, section) in entry.post_mortem.by_party() {
            let words = section.dropped.iter();
            rows.push(Row {
                entry,
                reached,
                party,
                is_written: !section.owned.trim().is_empty() || !section.dropped.is_empty(),
                is_own: section.by == Some(party),
                dropped: words.map(|words| slug(words, log.team)).collect(),
            });
        }
    }
    rows
}

fn slug(words: &str, team: &Team) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|one: char| !one.is_alphanumeric());
    let kebab: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    let declared = team.slugs.get(&fold(words));
    declared.cloned().unwrap_or_else(|| kebab.join("-"))
}

/// The answer as JSON, and beside it what only the page prints.
fn recount(log: &Log) -> Value {
    let Span { since, until } = log.team.settings.window;
    let before_since = since.minus_days(until.days_since(since) + 1);
    let before_until = since.minus_days(1);
    let [now, before] = [(since, until), (before_since, before_until)].map(|days| rows(log, days));
    let (mut unfinished, mut roles, mut honest) = (Vec::new(), Vec::new(), 0);
    for three in now.chunks(3) {
        let (id, post_mortem) = (three[0].entry.id.as_str(), &three[0].entry.post_mortem);
        let nothing = three.iter().all(|row| row.dropped.is_empty());
        honest += usize::from(nothing && post_mortem.fit == Some(Fit::Mismatch));
        let unwritten = three.iter().filter(|row| !row.is_written);
        let parties: Vec<_> = unwritten.map(|row| row.party.as_str()).collect();
        if !parties.is_empty() {
            let date = post_mortem.date.to_string();
            unfinished.push(json!({ "id": id, "date": date, "parties": parties }));
            roles.push(&post_mortem.role);
        }
    }
    let (mut balance, mut by_others) = (Vec::new(), Vec::new());
    for party in Party::ALL {
        let of_party = now.iter().filter(|row| row.party == party);
        let written: Vec<_> = of_party.filter(|row| row.is_written).collect();
        let dropped: usize = written.iter().map(|row| row.dropped.len()).sum();
        let own = written.iter().filter(|row| row.is_own);
        balance.push(json!({
            "party": party.as_str(), "written": written.len(), "of": now.len() / 3,
            "own_voice": own.clone().count(), "dropped": dropped,
        }));
        by_others.push(dropped - own.map(|row| row.dropped.len()).sum::<usize>());
    }
    let mut keys = BTreeSet::new();
    for row in now.iter().chain(&before) {
        keys.extend(row.dropped.iter().map(|slug| (slug, row.party.as_str())));
    }
    let ball = |key| recount_ball(log.team, key, [&now, &before]);
    let (balls, were_recurring): (Vec<_>, Vec<_>) = keys.into_iter().map(ball).unzip();
    let answer = json!({
        "schema": 1,
        "window": {
            "since": since.to_string(), "until": until.to_string(), "post_mortems": now.len() / 3,
            "before": {
                "since": before_since.to_string(), "until": before_until.to_string(),
                "post_mortems": before.len() / 3,
            },
        },
        "balance": balance, "honest_mismatches": honest, "balls": balls,
        "clusters": null, "walls": null, "priorities": null,
        "unfinished": unfinished, "too_few": now.len() / 3 < 5,
    });
    json!([answer, were_recurring, by_others, roles])
}

/// One ball, and whether it was recurring in the window before.
fn recount_ball(team: &Team, key: (&String, &str), windows: [&[Row<'_>]; 2]) -> (Value, bool) {
    let (slug, party) = key;
    let mut declared = team.vocabulary.balls.iter();
    let declared = declared.find(|ball| ball.slug == *slug);
    // In another party's section too it can be dropped from its earliest stage on.
    let stages = declared.map_or(&[][..], |ball| &ball.stages);
    let rank = |stage: &String| team.ranks.get(&fold(stage)).copied();
    let earliest = stages.iter().filter_map(rank).min().unwrap_or(0);
    let (mut ids, mut roles) = ([vec![], vec![]], [BTreeSet::new(), BTreeSet::new()]);
    let (mut of, mut days) = ([0, 0], BTreeSet::new());
    for (window, rows) in windows.into_iter().enumerate() {
        for row in rows.iter().filter(|row| row.party.as_str() == party) {
            let drops = row.dropped.contains(slug);
            let far_enough = row.reached.is_none_or(|reached| reached >= earliest);
            of[window] += usize::from(drops || row.is_written && far_enough);
            if drops {
                ids[window].push(row.entry.id.as_str());
                roles[window].extend(&row.entry.post_mortem.role);
                days.insert(row.entry.post_mortem.date.to_string());
            }
        }
    }
    let [n, was] = [ids[0].len(), ids[1].len()];
    let recurs = |n, of| n >= team.settings.threshold as usize && 20 * n >= of;
    let level = match n {
        0 => "quiet",
        _ if recurs(n, of[0]) => "recurring",
        1 => "once",
        _ => "watch",
    };
    let ball = json!({
        "slug": slug, "party": party, "level": level,
        "declared": declared.is_some_and(|ball| ball.party.as_str() == party),
        "n": n, "of": of[0], "was": was, "was_of": of[1], "ids": ids[0], "was_ids": ids[1],
        "first": days.first(), "last": days.last(), "roles": roles[0].len(),
        "trend": null, "evidence": null, "commitment": null,
    });
    (ball, recurs(was, of[1]))
}

/// Printed JSON, with the balls by slug and party.
fn printed(text: &[u8]) -> Value {
    let mut printed: Value = serde_json::from_slice(text).unwrap();
    let balls = printed["balls"].as_array_mut().unwrap();
    balls.sort_by_cached_key(|ball| (ball["slug"].to_string(), ball["party"].to_string()));
    printed
}

/// What the count and the recount do not agree on.
fn disagreements(log: &Log) -> Option<String> {
    let mut patterns = count(log);
    let answer = printed(patterns_json(&patterns).as_bytes());
    let balls = &mut patterns.balls;
    let in_order = balls.is_sorted_by(|one, next| (one.level, next.n()) <= (next.level, one.n()));
    balls.sort_by_key(|ball| (ball.slug.clone(), ball.party.as_str()));
    let were_recurring = Vec::from_iter(balls.iter().map(|ball| ball.was_recurring));
    let by_others = patterns.balance.map(|side| side.dropped_by_others);
    let roles = Vec::from_iter(patterns.unfinished.iter().map(|one| &one.role));
    let counted = json!([answer, were_recurring, by_others, roles]);
    let recounted = recount(log);
    let agree = in_order && counted == recounted;
    (!agree).then(|| format!("in order: {in_order}\ncounted {counted}\nrecounted {recounted}"))
}

#[test]
fn a_thousand_random_logs_count_the_same_both_ways() {
    let differs = |seed: &u64| disagreements(&log(*seed)).is_some();
    if let Some(seed) = (0..1000).find(differs) {
        let mut log = log(seed);
        for index in (0..log.entries.len()).rev() {
            let entry = log.entries.remove(index);
            if disagreements(&log).is_none() {
                log.entries.insert(index, entry);
            }
        }
        let (file, entries) = (&log.team.file, &log.entries);
        let disagreements = disagreements(&log).unwrap();
        panic!("seed {seed}\n{file}\n{entries:?}\n{disagreements}");
    }
}

#[test]
fn neither_order_nor_a_post_mortem_nobody_wrote_in_changes_a_ball() {
    for seed in 0..200 {
        let (mut log, mut random) = (log(seed), Random(seed));
        let before = count(&log);
        log.entries.sort_by_cached_key(|_| random.below(1 << 32));
        assert_eq!(count(&log), before, "seed {seed}");
        for index in 700..703 {
            let mut unrelated = entry(index, &[], log.team, &mut random);
            unrelated.post_mortem.sections = Default::default();
            log.entries.push(unrelated);
        }
        assert_eq!(count(&log).balls, before.balls, "seed {seed}");
    }
}

#[test]
fn every_number_can_be_counted_again_from_the_ids() {
    for seed in 0..200 {
        let found = count(&log(seed));
        for side in &found.balance {
            let balls = found.balls.iter().filter(|ball| ball.party == side.party);
            let dropped: usize = balls.map(|ball| ball.ids.len()).sum();
            assert_eq!(dropped, side.dropped, "seed {seed}");
            let parties = found.unfinished.iter().flat_map(|one| &one.parties);
            let unwritten = parties.filter(|party| **party == side.party);
            assert_eq!(side.written + unwritten.count(), side.of, "seed {seed}");
        }
        let sound = |ball: &Ball| ball.n() == ball.ids.len() && ball.n() <= ball.of;
        assert!(found.balls.iter().all(sound), "seed {seed}");
    }
}

#[test]
fn the_json_of_the_program_says_the_same() {
    for seed in 0..12 {
        let log = log(seed);
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text);
        write("hirelog.toml", &log.team.file).unwrap();
        std::fs::create_dir(folder.path().join("logs")).unwrap();
        for entry in &log.entries {
            let text = hirelog::log::encode(&entry.post_mortem).unwrap();
            write(&entry.path, &text).unwrap();
        }
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hirelog"));
        command.env_clear().args(["patterns", "--format", "json"]);
        command.envs([("HOME", folder.path()), ("HIRELOG_TODAY", TODAY.as_ref())]);
        let output = command.current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "seed {seed}: {output:?}");
        assert_eq!(printed(&output.stdout), recount(&log)[0], "seed {seed}");
    }
}
