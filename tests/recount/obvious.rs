//! The second count: slow, obvious, and written from the description of the
//! patterns, not from their code. Every question goes through all rows again.

use crate::evidence::{Chance, expected, grown, verdict};
use crate::generate::{Log, Team, fold};
use hirelog::tested::{Day, DecisionEntry, Entry, Fit, Party, Span, Text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One party's side of a post-mortem, its words understood.
pub struct Row<'a> {
    pub entry: &'a Entry,
    pub reached: Option<usize>,
    pub party: Party,
    pub is_written: bool,
    /// Written, and somebody said which balls there are.
    pub is_sorted: bool,
    pub is_own: bool,
    /// What it promises, where it does: the day, and the balls that is about.
    pub promise: Option<(Day, BTreeSet<String>)>,
    pub dropped: BTreeSet<String>,
}

impl Row<'_> {
    pub fn day(&self) -> Day {
        self.entry.post_mortem.date
    }

    pub fn id(&self) -> &str {
        self.entry.id.as_str()
    }

    pub fn drops(&self, slug: &str) -> bool {
        self.dropped.contains(slug)
    }

    /// The day on which it promises something about a ball, which is one it drops.
    pub fn promises(&self, slug: &str) -> Option<Day> {
        let (day, about) = self.promise.as_ref()?;
        (about.contains(slug) && self.drops(slug)).then_some(*day)
    }
}

/// Whether a post-mortem is an import that nobody touched.
pub fn is_skeleton(entry: &Entry) -> bool {
    let sections = &entry.post_mortem.sections;
    let blank = |text: &str| text.trim().is_empty();
    let untouched = |section: &hirelog::tested::Section| {
        let names = section.dropped.as_ref().map_or(0, |list| list.len());
        blank(&section.owned) && names == 0
    };
    entry.imported && sections.iter().all(untouched)
}

/// Three rows a post-mortem of these days, by date and id.
pub fn rows(log: &Log, (since, until): (Day, Day)) -> Vec<Row<'_>> {
    let (mut rows, mut entries) = (Vec::new(), Vec::from_iter(&log.entries));
    entries.sort_by_key(|entry| (entry.post_mortem.date, &entry.id));
    entries.retain(|entry| (since..=until).contains(&entry.post_mortem.date));
    entries.retain(|entry| !is_skeleton(entry));
    for entry in entries {
        let stage = entry.post_mortem.stage.as_deref().map(fold);
        let reached = stage.and_then(|stage| log.team.ranks.get(&stage).copied());
        for (party, section) in entry.post_mortem.by_party() {
            let meant = |words: &[Text]| -> BTreeSet<String> {
                words.iter().map(|words| slug(words, log.team)).collect()
            };
            let dropped = meant(section.balls());
            let is_written = !section.owned.trim().is_empty() || !dropped.is_empty();
            let promise = (!section.next.trim().is_empty()).then(|| {
                let about = match &section.next_for {
                    Some(named) => meant(named),
                    None if dropped.len() == 1 => dropped.clone(),
                    None => BTreeSet::new(),
                };
                (section.promised.unwrap_or(entry.post_mortem.date), about)
            });
            rows.push(Row {
                entry,
                reached,
                party,
                is_written,
                is_sorted: is_written && section.dropped.is_some(),
                is_own: section.by == Some(party),
                promise,
                dropped,
            });
        }
    }
    rows
}

/// Everything up to the end of the window.
pub fn all_rows(log: &Log) -> Vec<Row<'_>> {
    rows(log, (Day::FIRST, log.team.settings.window.until))
}

pub fn slug(words: &str, team: &Team) -> String {
    let declared = team.slugs.get(&fold(words));
    declared.cloned().unwrap_or_else(|| kebab(words))
}

pub fn kebab(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|one: char| !one.is_alphanumeric());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// Rows of the window, of the one before, and of everything up to today.
pub struct Rows<'a> {
    pub team: &'a Team,
    /// Every role and every team that is written anywhere up to today, imported
    /// post-mortems that nobody touched among them.
    pub named: (Vec<&'a Text>, Vec<&'a Text>),
    pub now: Vec<Row<'a>>,
    pub before: Vec<Row<'a>>,
    pub all: Vec<Row<'a>>,
    /// What was decided and is meant on the last day, by date, then id.
    pub decisions: Vec<&'a DecisionEntry>,
}

pub fn decided(log: &Log) -> Vec<&DecisionEntry> {
    let until = log.team.settings.window.until;
    let mut decided = Vec::from_iter(&log.decisions);
    decided.retain(|one| one.decision.date <= until);
    decided.retain(|one| one.decision.withdrawn.is_none_or(|day| day > until));
    decided.sort_by_key(|one| (one.decision.date, one.id.as_str()));
    decided
}

/// What the page says of decisions: those to be looked at first, then the latest.
pub fn decisions(rows: &Rows<'_>) -> Vec<Value> {
    let until = rows.team.settings.window.until;
    let is_due = |one: &&DecisionEntry| one.decision.review.is_some_and(|day| day <= until);
    let (due, rest): (Vec<_>, Vec<_>) = rows.decisions.iter().rev().copied().partition(is_due);
    let of = |entry: &DecisionEntry| {
        let decision = &entry.decision;
        let party = decision.party.as_str();
        let about = decision.about.iter().map(|word| slug(word, rows.team));
        let about: Vec<_> = about.collect();
        let only = Promised {
            day: decision.date,
            id: entry.id.as_str(),
            text: &decision.next,
        };
        json!({
            "id": entry.id.as_str(), "date": decision.date.to_string(), "about": *decision.about,
            "party": party, "next": decision.next,
            "review": decision.review.map(|day| day.to_string()),
            "rests_on": decision.rests_on.map(hirelog::tested::RestsOn::as_str),
            "commitment": judged(rows, &about, party, &[only]),
        })
    };
    due.into_iter().chain(rest).map(of).collect()
}

pub fn named(log: &Log) -> (Vec<&Text>, Vec<&Text>) {
    let until = log.team.settings.window.until;
    let known = || {
        let entries = log.entries.iter().map(|entry| &entry.post_mortem);
        entries.filter(move |one| one.date <= until)
    };
    let roles = known().filter_map(|one| one.role.as_ref());
    let teams = known().filter_map(|one| one.team.as_ref());
    (roles.collect(), teams.collect())
}

/// The answer as JSON, and beside it what only the page prints.
pub fn recount(log: &Log) -> Value {
    let Span { since, until } = log.team.settings.window;
    let before_since = since.minus_days(until.days_since(since) + 1);
    let before_until = since.minus_days(1);
    let rows = Rows {
        team: log.team,
        named: named(log),
        now: rows(log, (since, until)),
        before: rows(log, (before_since, before_until)),
        all: all_rows(log),
        decisions: decided(log),
    };
    let (mut unfinished, mut unsorted) = (Vec::new(), Vec::new());
    let (mut roles, mut honest) = (Vec::new(), Vec::new());
    for three in rows.now.chunks(3) {
        let (id, post_mortem) = (three[0].id(), &three[0].entry.post_mortem);
        let nothing = three.iter().all(|row| row.dropped.is_empty());
        if nothing && post_mortem.fit == Some(Fit::Mismatch) {
            honest.push(id);
        }
        let date = post_mortem.date.to_string();
        let parties = |waits: &dyn Fn(&Row<'_>) -> bool| -> Vec<&str> {
            let waiting = three.iter().filter(|row| waits(row));
            waiting.map(|row| row.party.as_str()).collect()
        };
        let unwritten = parties(&|row| !row.is_written);
        if !unwritten.is_empty() {
            unfinished.push(json!({ "id": id, "date": date, "parties": unwritten }));
            roles.push(&post_mortem.role);
        }
        let open = parties(&|row| row.is_written && !row.is_sorted);
        if !open.is_empty() {
            unsorted.push(json!({ "id": id, "date": date, "parties": open }));
        }
    }
    let (mut balance, mut by_others) = (Vec::new(), Vec::new());
    for party in Party::ALL {
        let of_party = rows.now.iter().filter(|row| row.party == party);
        let written: Vec<_> = of_party.filter(|row| row.is_written).collect();
        let dropped: usize = written.iter().map(|row| row.dropped.len()).sum();
        let own = written.iter().filter(|row| row.is_own);
        balance.push(json!({
            "party": party.as_str(), "written": written.len(), "of": rows.now.len() / 3,
            "own_voice": own.clone().count(), "dropped": dropped,
        }));
        by_others.push(dropped - own.map(|row| row.dropped.len()).sum::<usize>());
    }
    let mut keys = BTreeSet::new();
    for row in rows.now.iter().chain(&rows.before) {
        keys.extend(row.dropped.iter().map(|slug| (slug, row.party.as_str())));
    }
    let too_few = rows.now.len() / 3 < 5;
    let grown = stakes(&rows);
    let balls = keys
        .into_iter()
        .map(|key| ball(&rows, key, &grown, too_few));
    let (balls, were_recurring): (Vec<_>, Vec<_>) = balls.unzip();
    let none = || Vec::<Value>::new();
    let walls = if too_few {
        none()
    } else {
        crate::walls::walls(&rows)
    };
    let mut told = walls.clone();
    told.retain(|wall| !crate::walls::is_interrupted(log, wall));
    let topics = crate::topics::topics(&rows, &balls, &told, too_few);
    let answer = json!({
        "schema": 1,
        "window": {
            "since": since.to_string(), "until": until.to_string(), "post_mortems": rows.now.len() / 3,
            "before": {
                "since": before_since.to_string(), "until": before_until.to_string(),
                "post_mortems": rows.before.len() / 3,
            },
        },
        "balance": balance, "funnel": funnel(log), "honest_mismatches": honest.len(), "balls": balls,
        "clusters": if too_few { none() } else { clusters(&rows, &balls) },
        "walls": walls, "topics": topics,
        "priorities": priorities(&rows), "unfinished": unfinished, "unsorted": unsorted,
        "imported": imported(log), "decisions": decisions(&rows), "too_few": too_few,
    });
    json!([answer, were_recurring, by_others, roles, honest])
}

fn in_window(log: &Log) -> impl Iterator<Item = &Entry> {
    let window = log.team.settings.window;
    let entries = log.entries.iter();
    entries.filter(move |entry| window.contains(entry.post_mortem.date))
}

fn imported(log: &Log) -> Value {
    let imported: Vec<_> = in_window(log).filter(|entry| entry.imported).collect();
    let looked_at = imported.iter().filter(|entry| !is_skeleton(entry)).count();
    json!({ "n": imported.len(), "looked_at": looked_at })
}

fn funnel(log: &Log) -> Vec<Value> {
    let got_to = |entry: &Entry| {
        let stage = entry.post_mortem.stage.as_deref()?;
        log.team.ranks.get(&fold(stage)).copied()
    };
    let all: Vec<_> = in_window(log)
        .filter_map(|entry| Some((got_to(entry)?, outcome(entry, log.team))))
        .collect();
    let stages = log.team.vocabulary.stages.iter().enumerate();
    let floor = |(rank, stage): (usize, &hirelog::tested::Term)| {
        let ended = |outcomes: &[&str]| {
            let here = all.iter().filter(|one| one.0 == rank);
            here.filter(|one| outcomes.contains(&one.1.as_str()))
                .count()
        };
        json!({
            "stage": stage.slug, "reached": all.iter().filter(|one| one.0 >= rank).count(),
            "accepted": ended(&["accepted"]),
            "they_ended": ended(&["offer-declined", "withdrew", "reneged", "unresponsive"]),
            "we_ended": ended(&["rejected"]), "left_early": ended(&["left-early"]),
        })
    };
    stages.map(floor).collect()
}

/// The declared outcome that somebody's words mean, or the words.
pub fn outcome(entry: &Entry, team: &Team) -> String {
    let said = fold(&entry.post_mortem.outcome);
    let mut declared = team.vocabulary.outcomes.iter();
    let found = declared.find(|outcome| {
        let names = outcome.aliases.iter().chain([&outcome.slug]);
        names.into_iter().any(|name| fold(name) == said)
    });
    found.map_or(said, |outcome| outcome.slug.clone())
}

/// What is staked on every ball that was ever dropped, and when it was drawn.
type Stakes = BTreeMap<(String, &'static str), Option<[crate::evidence::Grown; 2]>>;

fn stakes(rows: &Rows<'_>) -> Stakes {
    let mut keys = BTreeSet::new();
    for row in &rows.all {
        let slugs = row.dropped.iter().cloned();
        keys.extend(slugs.map(|slug| (slug, row.party.as_str())));
    }
    let keys = Vec::from_iter(keys);
    let balls: Vec<Vec<Chance>> = keys
        .iter()
        .map(|(slug, party)| chances(rows, slug, party))
        .collect();
    let grown = grown(&balls, rows.team.settings.window.until);
    keys.into_iter().zip(grown).collect()
}

/// Every chance to drop a ball: its day, and whether it was dropped.
fn chances(rows: &Rows<'_>, slug: &str, party: &str) -> Vec<Chance> {
    let able = rows
        .all
        .iter()
        .filter(|row| row.party.as_str() == party && could_drop(row, slug, rows.team));
    able.map(|row| (row.day(), row.drops(slug))).collect()
}

/// One ball, and whether it was recurring in the window before.
fn ball(
    rows: &Rows<'_>,
    key: (&String, &'static str),
    stakes: &Stakes,
    too_few: bool,
) -> (Value, bool) {
    let (slug, party) = key;
    let mut declared = rows.team.vocabulary.balls.iter();
    let declared = declared.find(|ball| ball.slug == *slug);
    let (mut ids, mut roles) = ([vec![], vec![]], BTreeSet::new());
    let (mut of, mut days) = ([0, 0], BTreeSet::new());
    for (window, side) in [&rows.now, &rows.before].into_iter().enumerate() {
        for row in side.iter().filter(|row| row.party.as_str() == party) {
            of[window] += usize::from(could_drop(row, slug, rows.team));
            if row.drops(slug) {
                ids[window].push(row.id());
                if window == 0 {
                    let role = row.entry.post_mortem.role.iter();
                    roles.extend(role.map(|role| crate::walls::same(role)));
                }
                days.insert(row.day().to_string());
            }
        }
    }
    let [n, was] = [ids[0].len(), ids[1].len()];
    let recurs = |n, of| n >= rows.team.settings.threshold as usize && 20 * n >= of;
    let level = match n {
        0 => "quiet",
        _ if recurs(n, of[0]) => "recurring",
        1 => "once",
        _ => "watch",
    };
    let grown = stakes[&(slug.clone(), party)];
    let is_called = |grown: &crate::evidence::Grown| grown.worth >= 60.0;
    let (mut trend, mut called) = ("steady", None);
    let r = (was as f64 + 0.5) / (of[1] as f64 + 1.0);
    let by_chance = (1.0 - r).powi(i32::try_from(of[0]).unwrap());
    if n == 0 && of[0] > 0 && recurs(was, of[1]) && by_chance <= 0.05 && !too_few {
        trend = "quiet";
    }
    if let Some([more, less]) = grown.filter(|_| !too_few) {
        let both = [(more, "rising", n >= 3), (less, "falling", true)];
        let passing = both.into_iter().filter(|one| one.2 && is_called(&one.0));
        let largest = passing.reduce(|one, other| match other.0.worth > one.0.worth {
            true => other,
            false => one,
        });
        if let Some((grown, word, _)) = largest {
            (trend, called) = (word, Some(grown));
        }
    }
    let evidence = grown.map(|[more, less]| match called {
        Some(called) => (called.worth / 60.0).ln(),
        None => (more.worth.max(less.worth) / 60.0).ln(),
    });
    let pair = |(n, of): (usize, usize)| json!({ "n": n, "of": of });
    let all = rows.all.iter();
    let mut ever = all.filter(|row| row.party.as_str() == party && row.drops(slug));
    let ball = json!({
        "slug": slug, "party": party, "level": level,
        "declared": declared.is_some_and(|ball| ball.party.as_str() == party),
        "n": n, "of": of[0], "was": was, "was_of": of[1], "ids": ids[0], "was_ids": ids[1],
        "first": days.first(), "last": days.last(), "roles": roles.len(),
        "first_ever": ever.next().map(|row| row.day().to_string()),
        "trend": trend, "evidence": evidence,
        "since_day": called.map(|called| called.day.to_string()),
        "since": called.map(|called| pair(called.since)),
        "older": called.map(|called| pair(called.older)),
        "commitment": commitment(rows, slug, party),
    });
    (ball, recurs(was, of[1]))
}

/// In another party's section too it can be dropped from its earliest stage on.
pub fn could_drop(row: &Row<'_>, slug: &str, team: &Team) -> bool {
    let earliest = team.earliest.get(slug).copied().unwrap_or(0);
    let far_enough = row.reached.is_none_or(|reached| reached >= earliest);
    row.drops(slug) || row.is_sorted && far_enough
}

/// One promise about a ball, in a section or by a meeting.
struct Promised<'a> {
    day: Day,
    id: &'a str,
    text: &'a str,
}

/// Of the promises of all sections and meetings, a meeting's last on its day.
pub fn commitment(rows: &Rows<'_>, about: &str, party: &str) -> Value {
    let mut all = Vec::new();
    for row in rows.all.iter().filter(|row| row.party.as_str() == party) {
        let text = &row.entry.post_mortem.section(row.party).next;
        let day = row.promises(about);
        all.extend(day.map(|day| Promised {
            day,
            id: row.id(),
            text,
        }));
    }
    for one in &rows.decisions {
        let mut words = one.decision.about.iter();
        let is_about = words.any(|word| slug(word, rows.team) == about);
        let (day, text) = (one.decision.date, &one.decision.next);
        let promised = Promised {
            day,
            id: one.id.as_str(),
            text,
        };
        all.extend((is_about && one.decision.party.as_str() == party).then_some(promised));
    }
    all.retain(|one| one.day <= rows.team.settings.window.until);
    all.sort_by_key(|one| one.day);
    judged(rows, &[about.to_owned()], party, &all)
}

/// A row drops one of several balls where it drops any of them.
fn judged(rows: &Rows<'_>, slugs: &[String], party: &str, all: &[Promised<'_>]) -> Value {
    let drops = |row: &Row<'_>| slugs.iter().any(|slug| row.drops(slug));
    let promises =
        |row: &Row<'_>, day: Day| slugs.iter().any(|slug| row.promises(slug) == Some(day));
    let able = |row: &Row<'_>| slugs.iter().any(|slug| could_drop(row, slug, rows.team));
    let window = rows.team.settings.window;
    let side: Vec<_> = rows
        .all
        .iter()
        .filter(|row| row.party.as_str() == party)
        .collect();
    let promised: BTreeSet<Day> = all.iter().map(|one| one.day).collect();
    let event = side.iter().rev().find_map(|row| {
        let is_recent = row.day() > window.until.minus_days(7) && drops(row);
        let before = promised.range(..row.day()).next_back()?;
        let is_its_own = promises(row, *before);
        (is_recent && !is_its_own).then(|| {
            let days = row.day().days_since(*before);
            json!({ "id": row.id(), "date": row.day().to_string(), "days_after": days })
        })
    });
    let Some(day) = promised.last().copied() else {
        return json!({
            "state": "none", "made": 0, "promised": null, "party": null, "text": null,
            "id": null, "since": null, "before": null, "expected": null, "event": event,
            "partly": [],
        });
    };
    let latest = all.last().unwrap();
    let count = |is_within: &dyn Fn(Day) -> bool| {
        let counts = |row: &&&Row<'_>| able(row) && !promises(row, day) && is_within(row.day());
        let able: Vec<_> = side.iter().filter(counts).collect();
        (able.iter().filter(|row| drops(row)).count(), able.len())
    };
    let since = count(&|date| date > day);
    let first = day.minus_days(2 * window.days());
    let before = count(&|date| first <= date && date < day);
    let mirrors = slugs.iter().filter_map(|slug| rows.team.mirrors.get(slug));
    let mirrors: BTreeSet<_> = mirrors.flatten().cloned().collect();
    let later = rows.all.iter().filter(|row| row.day() > day);
    let later: BTreeSet<_> = later.flat_map(|row| &row.dropped).cloned().collect();
    let pair = |(n, of): (usize, usize)| json!({ "n": n, "of": of });
    json!({
        "state": verdict(since, before), "made": promised.len(), "promised": day.to_string(),
        "party": party, "text": latest.text.trim(), "id": latest.id, "since": pair(since),
        "before": pair(before), "expected": expected(since.1, before), "event": event,
        "partly": Vec::from_iter(mirrors.intersection(&later)),
    })
}

fn clusters(rows: &Rows<'_>, balls: &[Value]) -> Vec<Value> {
    let behind = |slugs: &BTreeSet<String>| -> Vec<&str> {
        let dropping = |three: &&[Row<'_>]| three.iter().any(|row| !row.dropped.is_disjoint(slugs));
        rows.now
            .chunks(3)
            .filter(dropping)
            .map(|three| three[0].id())
            .collect()
    };
    let dropped: BTreeSet<_> = rows
        .now
        .iter()
        .flat_map(|row| &row.dropped)
        .cloned()
        .collect();
    let parties = |slugs: &BTreeSet<String>| -> BTreeSet<(String, &str)> {
        let mut found = BTreeSet::new();
        for row in &rows.now {
            let own = row.dropped.intersection(slugs).cloned();
            found.extend(own.map(|slug| (slug, row.party.as_str())));
        }
        found
    };
    let (mut found, mut of) = (BTreeSet::new(), BTreeMap::new());
    for name in &dropped {
        let Some(mirrors) = rows.team.mirrors.get(name) else {
            continue;
        };
        let mut members = mirrors.clone();
        members.insert(name.clone());
        members.retain(|slug| dropped.contains(slug));
        let recurs = |ball: &Value| {
            members.contains(ball["slug"].as_str().unwrap()) && ball["level"] == "recurring"
        };
        let sides = parties(&members);
        let whose: BTreeSet<_> = sides.iter().map(|side| side.1).collect();
        let could = rows.now.chunks(3).filter(|three| {
            three.iter().any(|row| {
                let mut own = sides.iter().filter(|side| side.1 == row.party.as_str());
                own.any(|(slug, _)| could_drop(row, slug, rows.team))
            })
        });
        let (could, n) = (could.count(), behind(&members).len());
        let enough = n >= rows.team.settings.threshold as usize && 20 * n >= could;
        if members.len() >= 2 && whose.len() >= 2 && enough && !balls.iter().any(recurs) {
            of.insert(members.clone(), could);
            found.insert(members);
        }
    }
    let held = |one: &BTreeSet<String>| {
        found
            .iter()
            .any(|other| one != other && one.is_subset(other))
    };
    let mut clusters = Vec::new();
    for members in found.iter().filter(|members| !held(members)) {
        let often = |slug: &String| behind(&BTreeSet::from([slug.clone()])).len();
        let mut slugs = Vec::from_iter(members);
        slugs.sort_by_key(|slug| usize::MAX - often(slug));
        let ids = behind(members);
        clusters.push((
            usize::MAX - ids.len(),
            json!({ "slugs": slugs, "n": ids.len(), "of": of[members], "ids": ids }),
        ));
    }
    clusters.sort_by_key(|(often, cluster)| (*often, cluster["slugs"].to_string()));
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

pub fn priorities(rows: &Rows<'_>) -> Value {
    let mut declared = BTreeMap::new();
    for priority in rows.team.vocabulary.priorities.iter() {
        for name in priority.aliases.iter().chain([&priority.slug]) {
            declared.insert(fold(name), priority.slug.clone());
        }
    }
    let understood = |words: &[Text]| -> BTreeSet<String> {
        let slug = |word: &Text| declared.get(&fold(word)).cloned().unwrap_or(kebab(word));
        words.iter().map(slug).collect()
    };
    let (mut ids, mut lists) = (Vec::new(), Vec::new());
    for three in rows.now.chunks(3) {
        let post_mortem = &three[0].entry.post_mortem;
        if !post_mortem.wanted.is_empty() && !post_mortem.pitched.is_empty() {
            ids.push(three[0].id());
            lists.push([&post_mortem.wanted, &post_mortem.pitched].map(|words| understood(words)));
        }
    }
    let all: BTreeSet<&String> = lists.iter().flatten().flatten().collect();
    let only = |one: usize, other: usize| {
        let mut found = Vec::new();
        for slug in &all {
            let has = |lists: &[BTreeSet<String>; 2]| {
                lists[one].contains(*slug) && !lists[other].contains(*slug)
            };
            let behind: Vec<_> = ids
                .iter()
                .zip(&lists)
                .filter(|(_, lists)| has(lists))
                .collect();
            let ids: Vec<_> = behind.iter().map(|(id, _)| id).collect();
            if !ids.is_empty() {
                found.push(json!({ "slug": slug, "n": ids.len(), "ids": ids }));
            }
        }
        found.sort_by_key(|one| u64::MAX - one["n"].as_u64().unwrap());
        found
    };
    let mut matrix = Vec::new();
    for wanted in &all {
        for pitched in &all {
            let both = |lists: &&[BTreeSet<String>; 2]| {
                lists[0].contains(*wanted) && lists[1].contains(*pitched)
            };
            match lists.iter().filter(both).count() {
                0 => {}
                n => matrix.push(json!({ "wanted": wanted, "pitched": pitched, "n": n })),
            }
        }
    }
    json!({
        "of": ids.len(), "wanted_not_pitched": only(0, 1), "pitched_not_wanted": only(1, 0),
        "matrix": matrix, "ids": ids,
    })
}
