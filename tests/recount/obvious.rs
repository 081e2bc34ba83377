//! The second count: slow, obvious, and written from the description of the
//! patterns, not from their code. Every question goes through all rows again.

use crate::generate::{Log, Team, fold};
use hirelog::tested::{Day, Entry, Fit, Party, Span};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One party's side of a post-mortem, its words understood.
pub struct Row<'a> {
    pub entry: &'a Entry,
    pub reached: Option<usize>,
    pub party: Party,
    pub is_written: bool,
    pub is_own: bool,
    pub commits: bool,
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
}

/// Three rows a post-mortem of these days, by date and id.
pub fn rows(log: &Log, (since, until): (Day, Day)) -> Vec<Row<'_>> {
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
                commits: !section.next.trim().is_empty(),
                dropped: words.map(|words| slug(words, log.team)).collect(),
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
    pub now: Vec<Row<'a>>,
    pub before: Vec<Row<'a>>,
    pub all: Vec<Row<'a>>,
}

/// The answer as JSON, and beside it what only the page prints.
pub fn recount(log: &Log) -> Value {
    let Span { since, until } = log.team.settings.window;
    let before_since = since.minus_days(until.days_since(since) + 1);
    let before_until = since.minus_days(1);
    let rows = Rows {
        team: log.team,
        now: rows(log, (since, until)),
        before: rows(log, (before_since, before_until)),
        all: all_rows(log),
    };
    let (mut unfinished, mut roles, mut honest) = (Vec::new(), Vec::new(), Vec::new());
    for three in rows.now.chunks(3) {
        let (id, post_mortem) = (three[0].id(), &three[0].entry.post_mortem);
        let nothing = three.iter().all(|row| row.dropped.is_empty());
        if nothing && post_mortem.fit == Some(Fit::Mismatch) {
            honest.push(id);
        }
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
    let balls = keys.into_iter().map(|key| ball(&rows, key));
    let (mut balls, were_recurring): (Vec<_>, Vec<_>) = balls.unzip();
    let too_few = rows.now.len() / 3 < 5;
    crate::chance::call(&mut balls, log.team.settings.threshold, too_few);
    let answer = json!({
        "schema": 1,
        "window": {
            "since": since.to_string(), "until": until.to_string(), "post_mortems": rows.now.len() / 3,
            "before": {
                "since": before_since.to_string(), "until": before_until.to_string(),
                "post_mortems": rows.before.len() / 3,
            },
        },
        "balance": balance, "honest_mismatches": honest.len(), "balls": balls,
        "clusters": clusters(&rows, &balls), "walls": crate::walls::walls(&rows),
        "priorities": priorities(&rows), "unfinished": unfinished, "too_few": too_few,
    });
    json!([answer, were_recurring, by_others, roles, honest])
}

/// One ball, and whether it was recurring in the window before.
fn ball(rows: &Rows<'_>, key: (&String, &str)) -> (Value, bool) {
    let (slug, party) = key;
    let mut declared = rows.team.vocabulary.balls.iter();
    let declared = declared.find(|ball| ball.slug == *slug);
    let (mut ids, mut roles) = ([vec![], vec![]], [BTreeSet::new(), BTreeSet::new()]);
    let (mut of, mut days) = ([0, 0], BTreeSet::new());
    for (window, side) in [&rows.now, &rows.before].into_iter().enumerate() {
        for row in side.iter().filter(|row| row.party.as_str() == party) {
            of[window] += usize::from(could_drop(row, slug, rows.team));
            if row.drops(slug) {
                ids[window].push(row.id());
                let role = row.entry.post_mortem.role.iter();
                roles[window].extend(role.map(|role| role.trim().to_lowercase()));
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
    let in_all = rows
        .all
        .iter()
        .filter(|row| row.party.as_str() == party && row.drops(slug));
    let trend = match (n, in_all.count()) {
        (0, _) if recurs(was, of[1]) => "quiet",
        (1.., ever) if ever == n => "new",
        _ => "steady",
    };
    let ball = json!({
        "slug": slug, "party": party, "level": level,
        "declared": declared.is_some_and(|ball| ball.party.as_str() == party),
        "n": n, "of": of[0], "was": was, "was_of": of[1], "ids": ids[0], "was_ids": ids[1],
        "first": days.first(), "last": days.last(), "roles": roles[0].len(),
        "trend": trend, "evidence": null, "commitment": commitment(rows, slug, party),
    });
    (ball, recurs(was, of[1]))
}

/// In another party's section too it can be dropped from its earliest stage on.
pub fn could_drop(row: &Row<'_>, slug: &str, team: &Team) -> bool {
    let earliest = team.earliest.get(slug).copied().unwrap_or(0);
    let far_enough = row.reached.is_none_or(|reached| reached >= earliest);
    row.drops(slug) || row.is_written && far_enough
}

pub fn commitment(rows: &Rows<'_>, slug: &str, party: &str) -> Value {
    let side = rows.all.iter().filter(|row| row.party.as_str() == party);
    let side: Vec<_> = side.collect();
    let promises = side.iter().filter(|row| row.drops(slug) && row.commits);
    let promises: Vec<_> = promises.collect();
    let Some(latest) = promises.last() else {
        return json!({
            "state": "none", "made": 0, "exposures": 0, "came_back": 0,
            "latest": null, "last_came_back": null, "partly": [],
        });
    };
    let exposures = side.iter().filter(|row| row.day() > latest.day());
    let exposures = exposures
        .filter(|row| could_drop(row, slug, rows.team))
        .count();
    let is_broken = |row: &&&Row<'_>| {
        row.drops(slug) && promises.iter().any(|promise| promise.day() < row.day())
    };
    let broken: Vec<_> = side.iter().filter(is_broken).collect();
    let mirrors = rows.team.mirrors.get(slug).cloned().unwrap_or_default();
    let later = rows.all.iter().filter(|row| row.day() > latest.day());
    let later: BTreeSet<_> = later.flat_map(|row| &row.dropped).cloned().collect();
    let state = match (broken.len(), exposures) {
        (1.., _) => "came-back",
        (_, 0) => "untested",
        (_, 1 | 2) => "so-far",
        _ => "holding",
    };
    json!({
        "state": state, "made": promises.len(), "exposures": exposures, "came_back": broken.len(),
        "latest": latest.id(), "last_came_back": broken.last().map(|row| row.day().to_string()),
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
    let mut found = BTreeSet::new();
    for (name, mirrors) in &rows.team.mirrors {
        let mut members = mirrors.clone();
        members.insert(name.clone());
        members.retain(|slug| dropped.contains(slug));
        let recurs = |ball: &Value| {
            members.contains(ball["slug"].as_str().unwrap()) && ball["level"] == "recurring"
        };
        let enough = || behind(&members).len() >= rows.team.settings.threshold as usize;
        if members.len() >= 2 && enough() && !balls.iter().any(recurs) {
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
            json!({ "slugs": slugs, "n": ids.len(), "ids": ids }),
        ));
    }
    clusters.sort_by_key(|(often, cluster)| (*often, cluster["slugs"].to_string()));
    clusters.into_iter().map(|(_, cluster)| cluster).collect()
}

pub fn priorities(rows: &Rows<'_>) -> Value {
    let mut declared = BTreeMap::new();
    for priority in &rows.team.vocabulary.priorities {
        for name in priority.aliases.iter().chain([&priority.slug]) {
            declared.insert(fold(name), priority.slug.clone());
        }
    }
    let understood = |words: &[String]| -> BTreeSet<String> {
        let slug = |word: &String| declared.get(&fold(word)).cloned().unwrap_or(kebab(word));
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
