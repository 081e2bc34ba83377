//! A second, slow and obvious count of the patterns, written from their
//! description and not from their code. Random logs go through both; where the
//! two differ, the smallest log that still shows it is printed.
//!
//! Fifty logs take a moment; `.ci/full` draws a thousand.

#![allow(clippy::disallowed_methods, reason = "a test writes files")]
#![allow(clippy::disallowed_macros, reason = "a simulation prints its table")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

mod agree;
mod behind;
mod brief;
mod evidence;
mod generate;
mod groups;
mod monthly;
mod obvious;
mod screens;
mod simulations;
mod topics;
mod walls;

use generate::{Log, Random, TODAY, count, entry, log};
use hirelog::tested::Questions;
use hirelog::tested::patterns_json;
use hirelog::tested::{Ball, Digest, Patterns, Share, TextList};
use hirelog::tested::{Entry, Id, Party};
use obvious::recount;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Nobody compares questions, so that those of one team do.
static QUESTIONS: LazyLock<Questions<'_>> =
    LazyLock::new(|| Questions::new(Vec::new(), &generate::TEAMS[0].vocabulary));

/// Printed JSON, with the balls by slug and party, and without questions and
/// sentences, which nobody counts.
fn printed(text: &[u8]) -> Value {
    let mut printed: Value = serde_json::from_slice(text).unwrap();
    let balls = printed["balls"].as_array_mut().unwrap();
    balls.sort_by_cached_key(|ball| (ball["slug"].to_string(), ball["party"].to_string()));
    for list in ["walls", "topics"] {
        for one in printed[list].as_array_mut().unwrap() {
            for told in ["question", "sentence"] {
                one.as_object_mut().unwrap().shift_remove(told);
            }
        }
    }
    printed
}

/// Whether both are the same; numbers that are not whole have six digits in one of
/// them, and are only nearly the same both ways.
pub fn agree(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(left), Value::Number(right)) if left.is_f64() || right.is_f64() => {
            let [left, right] = [left, right].map(|number| number.as_f64().unwrap());
            (left - right).abs() <= 1e-5 * right.abs().max(1e-3)
        }
        (Value::Array(left), Value::Array(right)) => {
            let mut pairs = left.iter().zip(right);
            left.len() == right.len() && pairs.all(|(one, other)| agree(one, other))
        }
        (Value::Object(left), Value::Object(right)) => {
            let mut both = left.iter();
            left.len() == right.len()
                && both.all(|(name, value)| right.get(name).is_some_and(|it| agree(value, it)))
        }
        (one, other) => one == other,
    }
}

/// What the count and the recount do not agree on.
fn disagreements(log: &Log) -> Option<String> {
    let mut patterns = count(log);
    let digest = Digest::of(&patterns, Some(&QUESTIONS));
    let answer = printed(patterns_json(&patterns, &digest, &QUESTIONS).as_bytes());
    let balls = &mut patterns.balls;
    let in_order = balls.is_sorted_by(|one, next| (one.level, next.n()) <= (next.level, one.n()));
    balls.sort_by_key(|ball| (ball.slug.clone(), ball.party.as_str()));
    let were_recurring = Vec::from_iter(balls.iter().map(|ball| ball.was_recurring));
    let by_others = patterns.balance.map(|side| side.dropped_by_others);
    let roles = Vec::from_iter(patterns.unfinished.iter().map(|one| &one.role));
    let honest = Vec::from_iter(patterns.honest_mismatches.iter().map(|id| id.as_str()));
    let counted = json!([answer, were_recurring, by_others, roles, honest]);
    let recounted = recount(log);
    (!in_order || !agree(&counted, &recounted)).then(|| {
        let parts = counted[0].as_object().unwrap().iter();
        let differ = parts.filter(|(name, value)| !agree(value, &recounted[0][name.as_str()]));
        let differ: Vec<_> = differ
            .map(|(name, value)| format!("{name}\n{value}\n{}", recounted[0][name.as_str()]))
            .collect();
        let (rest, again) = (
            &counted.as_array().unwrap()[1..],
            &recounted.as_array().unwrap()[1..],
        );
        format!(
            "in order: {in_order}; {}\n{rest:?}\n{again:?}",
            differ.join("\n")
        )
    })
}

#[test]
fn fifty_random_logs_count_the_same_both_ways() {
    random_logs_count_the_same_both_ways(0..50);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_thousand_random_logs_count_the_same_both_ways() {
    random_logs_count_the_same_both_ways(50..1000);
}

fn random_logs_count_the_same_both_ways(seeds: Range<u64>) {
    let differs = |seed: &u64| disagreements(&log(*seed)).is_some();
    let first = |mut seeds: Range<u64>| seeds.find(differs);
    let middle = seeds.start.midpoint(seeds.end);
    let found = std::thread::scope(|scope| {
        let other = scope.spawn(|| first(middle..seeds.end));
        first(seeds.start..middle).or(other.join().unwrap())
    });
    if let Some(seed) = found {
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

/// Otherwise those would prove nothing.
#[test]
fn fifty_random_logs_hold_nearly_everything_there_is_to_count() {
    let held = held(0..50);
    let missing = Vec::from_iter(KINDS.iter().filter(|kind| !held.contains_key(*kind)));
    let seldom = [
        "falling",
        "rising",
        "less",
        "no-less",
        "topic more-often",
        "topic no-less",
        "wall",
        "us",
        "threshold not met",
        "topic no-promise",
    ];
    let missing = Vec::from_iter(missing.iter().filter(|kind| !seldom.contains(kind)));
    assert!(missing.is_empty(), "{missing:?} {held:?}");
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_thousand_random_logs_hold_everything_there_is_to_count() {
    let held = held(0..1000);
    let often = |kind: &&&str| held.get(*kind).is_some_and(|logs| *logs >= 10);
    let missing = Vec::from_iter(KINDS.iter().filter(|kind| !often(kind)));
    assert!(missing.is_empty(), "{missing:?} {held:?}");
}

/// What there is to count.
const KINDS: [&str; 40] = [
    "rising",
    "falling",
    "steady",
    "quiet",
    "none",
    "untested",
    "early",
    "less",
    "no-less",
    "partly",
    "event",
    "several promises",
    "cluster",
    "wall",
    "run",
    "them",
    "us",
    "both",
    "of a role",
    "of a team",
    "of everything",
    "unsorted",
    "skeleton",
    "looked at",
    "no stage",
    "personal",
    "too few",
    "undeclared",
    "of another party",
    "without stages",
    "threshold not met",
    "topic event",
    "topic more-often",
    "topic wall",
    "topic no-promise",
    "topic no-less",
    "decision",
    "decision due",
    "decision judged",
    "decision withdrawn",
];

/// In how many of these logs each of them is.
fn held(seeds: Range<u64>) -> BTreeMap<&'static str, usize> {
    let mut held = BTreeMap::new();
    for seed in seeds {
        let (log, found) = (log(seed), count(&log(seed)));
        let mut kinds: BTreeSet<&str> = BTreeSet::new();
        let digest = Digest::of(&found, None);
        let topics = digest.topics.iter().map(|topic| topic.kind.as_str());
        let kind = |topic: &str| KINDS.iter().find(|kind| **kind == format!("topic {topic}"));
        kinds.extend(topics.filter_map(kind));
        for ball in &found.balls {
            let latest = ball.promises.latest.as_ref();
            kinds.insert(ball.trend.as_str());
            kinds.insert(latest.map_or("none", |latest| latest.verdict.as_str()));
            let declared = log.team.vocabulary.ball(&ball.slug);
            for (kind, is_held) in [
                (
                    "partly",
                    latest.is_some_and(|latest| !latest.partly.is_empty()),
                ),
                ("event", ball.promises.event.is_some()),
                ("several promises", ball.promises.made > 1),
                ("undeclared", declared.is_none()),
                (
                    "of another party",
                    declared.is_some_and(|one| one.party != ball.party),
                ),
                (
                    "without stages",
                    declared.is_some_and(|one| one.stages.is_empty()),
                ),
                ("threshold not met", ball.n() > 2 && 20 * ball.n() < ball.of),
            ] {
                kinds.extend(is_held.then_some(kind));
            }
        }
        for wall in &found.walls {
            kinds.insert(if wall.is_wall() { "wall" } else { "run" });
            kinds.insert(wall.ended_by.as_str());
            kinds.insert(match (&wall.role, &wall.team) {
                (Some(_), _) => "of a role",
                (_, Some(_)) => "of a team",
                _ => "of everything",
            });
        }
        let any = |is: &dyn Fn(&Entry) -> bool| log.entries.iter().any(is);
        for (kind, is_held) in [
            ("cluster", !found.clusters.is_empty()),
            ("unsorted", !found.unsorted.is_empty()),
            ("skeleton", any(&Entry::is_skeleton)),
            ("looked at", found.imported.n > 0),
            ("no stage", any(&|entry| entry.post_mortem.stage.is_none())),
            ("personal", found.keeper.is_some()),
            ("too few", found.too_few),
            ("decision", !found.decisions.is_empty()),
            ("decision due", found.decisions.iter().any(|one| one.is_due)),
            (
                "decision judged",
                found.decisions.iter().any(|one| {
                    let latest = one.came_of_it.latest.as_ref();
                    latest.is_some_and(|latest| latest.change.since.of > 0)
                }),
            ),
            (
                "decision withdrawn",
                log.decisions
                    .iter()
                    .any(|one| one.decision.withdrawn.is_some()),
            ),
        ] {
            kinds.extend(is_held.then_some(kind));
        }
        for kind in kinds {
            *held.entry(kind).or_insert(0) += 1;
        }
    }
    held
}

#[test]
fn what_is_behind_a_ball_counts_the_same_both_ways() {
    behind_counts_the_same_both_ways(0..6);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn what_is_behind_a_ball_counts_the_same_both_ways_in_many_logs() {
    behind_counts_the_same_both_ways(6..60);
}

fn behind_counts_the_same_both_ways(seeds: Range<u64>) {
    for seed in seeds {
        let log = log(seed);
        let mut slugs: Vec<_> = count(&log)
            .balls
            .into_iter()
            .map(|ball| ball.slug)
            .collect();
        slugs.extend(["feedback-late", "mood-unread", "panel-not-briefed"].map(str::to_owned));
        for slug in slugs {
            let (counted, recounted) =
                (behind::counted(&log, &slug), behind::recounted(&log, &slug));
            assert_eq!(counted, recounted, "seed {seed}: {slug}");
        }
    }
}

/// What nothing but the post-mortems that drop a ball, or could, may change.
fn own_numbers(patterns: &Patterns) -> Vec<(&str, Party, &[Id], usize)> {
    let mut numbers: Vec<_> = patterns
        .balls
        .iter()
        .map(|ball| (ball.slug.as_str(), ball.party, &ball.ids[..], ball.was()))
        .collect();
    numbers.sort();
    numbers
}

#[test]
fn neither_order_nor_an_unrelated_post_mortem_changes_a_ball() {
    a_ball_stays_as_it_is(0..20);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn neither_order_nor_an_unrelated_post_mortem_changes_a_ball_in_many_logs() {
    a_ball_stays_as_it_is(20..200);
}

fn a_ball_stays_as_it_is(seeds: Range<u64>) {
    for seed in seeds {
        let (mut log, mut random) = (log(seed), Random(seed));
        let before = count(&log);
        log.entries.sort_by_cached_key(|_| random.below(1 << 32));
        assert_eq!(count(&log), before, "seed {seed}");
        let unrelated = |index: usize, random: &mut Random| -> Entry {
            let mut unrelated = entry(index, &[], log.team, [false; 2], random);
            unrelated.post_mortem.sections = Default::default();
            unrelated
        };
        let more: Vec<_> = (700..703)
            .map(|index| unrelated(index, &mut random))
            .collect();
        log.entries.extend(more);
        let after = count(&log);
        if after.too_few == before.too_few {
            assert_eq!(after.balls, before.balls, "seed {seed}");
        }
        let mut unrelated = entry(703, &[], log.team, [false; 2], &mut random);
        for section in &mut unrelated.post_mortem.sections {
            section.dropped = Some(TextList::from_iter(["nothing-else-like-it"]));
        }
        log.entries.push(unrelated);
        let mut after = count(&log);
        after
            .balls
            .retain(|ball| ball.slug != "nothing-else-like-it");
        assert_eq!(own_numbers(&after), own_numbers(&before), "seed {seed}");
    }
}

#[test]
fn every_number_can_be_counted_again_from_the_ids() {
    numbers_follow_from_the_ids(0..20);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn every_number_can_be_counted_again_from_the_ids_in_many_logs() {
    numbers_follow_from_the_ids(20..200);
}

fn numbers_follow_from_the_ids(seeds: Range<u64>) {
    for seed in seeds {
        let (log, found) = (log(seed), count(&log(seed)));
        for side in &found.balance {
            let balls = found.balls.iter().filter(|ball| ball.party == side.party);
            let dropped: usize = balls.map(|ball| ball.ids.len()).sum();
            assert_eq!(dropped, side.dropped, "seed {seed}");
            let parties = found.unfinished.iter().flat_map(|one| &one.parties);
            let unwritten = parties.filter(|party| **party == side.party);
            assert_eq!(side.written + unwritten.count(), side.of, "seed {seed}");
        }
        let sound = |ball: &Ball| {
            let day = |id: &Id| {
                let mut entries = log.entries.iter();
                entries
                    .find(|entry| entry.id == *id)
                    .unwrap()
                    .post_mortem
                    .date
            };
            let days: Vec<_> = ball.ids.iter().map(day).collect();
            let sides = ball.promises.latest.as_ref().map(|latest| latest.change);
            let is_share = |share: Share| share.n <= share.of;
            is_share(ball.share())
                && days == ball.days
                && sides.is_none_or(|sides| is_share(sides.since) && is_share(sides.before))
        };
        assert!(found.balls.iter().all(sound), "seed {seed}");
    }
}

#[test]
fn the_json_of_the_program_says_the_same_in_every_time_zone() {
    the_json_says_the_same(0..3);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn the_json_of_the_program_says_the_same_in_every_time_zone_for_many_logs() {
    the_json_says_the_same(3..30);
}

fn the_json_says_the_same(seeds: Range<u64>) {
    for seed in seeds {
        let log = log(seed);
        let folder = log.written();
        let recounted = recount(&log)[0].take();
        for zone in ["UTC", "Pacific/Honolulu", "Pacific/Kiritimati"] {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hirelog"));
            command.env_clear().args(["patterns", "--format", "json"]);
            command.env("HOME", folder.path());
            command.envs([("HIRELOG_TODAY", TODAY), ("TZ", zone)]);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert!(output.status.success(), "seed {seed}: {output:?}");
            let printed = printed(&output.stdout);
            assert!(
                agree(&printed, &recounted),
                "seed {seed} {zone}\n{printed}\n{recounted}"
            );
        }
    }
}
