//! A second, slow and obvious count of the patterns, written from their
//! description and not from their code. Random logs go through both; where the
//! two differ, the smallest log that still shows it is printed.
//!
//! Fifty logs take a moment; `.ci/full` draws a thousand.

#![allow(clippy::disallowed_methods, reason = "a test writes files")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

mod agree;
mod behind;
mod brief;
mod calibration;
mod chance;
mod generate;
mod obvious;
mod walls;

use generate::{Log, Random, TODAY, count, entry, log};
use hirelog::tested::{Ball, Entry, Id, Party, Patterns, Questions, patterns_json};
use obvious::recount;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::LazyLock;

/// Nobody compares questions, so that those of one team do.
static QUESTIONS: LazyLock<Questions<'_>> =
    LazyLock::new(|| Questions::new(Vec::new(), &generate::TEAMS[0].vocabulary));

/// Printed JSON, with the balls by slug and party, and without the questions,
/// which nobody counts.
fn printed(text: &[u8]) -> Value {
    let mut printed: Value = serde_json::from_slice(text).unwrap();
    let balls = printed["balls"].as_array_mut().unwrap();
    balls.sort_by_cached_key(|ball| (ball["slug"].to_string(), ball["party"].to_string()));
    for wall in printed["walls"].as_array_mut().unwrap() {
        wall.as_object_mut().unwrap().shift_remove("question");
    }
    printed
}

/// Takes the evidence out of an answer: it is only nearly the same both ways.
fn evidence(answer: &mut Value) -> Vec<Option<f64>> {
    let balls = answer["balls"].as_array_mut().unwrap().iter_mut();
    balls.map(|ball| ball["evidence"].take().as_f64()).collect()
}

fn near(counted: &[Option<f64>], recounted: &[Option<f64>]) -> bool {
    let pairs = counted.iter().zip(recounted);
    counted.len() == recounted.len()
        && pairs.into_iter().all(|pair| match pair {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-5 * other,
            (one, other) => one == other,
        })
}

/// What the count and the recount do not agree on.
fn disagreements(log: &Log) -> Option<String> {
    let mut patterns = count(log);
    let answer = printed(patterns_json(&patterns, &QUESTIONS).as_bytes());
    let balls = &mut patterns.balls;
    let in_order = balls.is_sorted_by(|one, next| (one.level, next.n()) <= (next.level, one.n()));
    balls.sort_by_key(|ball| (ball.slug.clone(), ball.party.as_str()));
    let were_recurring = Vec::from_iter(balls.iter().map(|ball| ball.was_recurring));
    let by_others = patterns.balance.map(|side| side.dropped_by_others);
    let roles = Vec::from_iter(patterns.unfinished.iter().map(|one| &one.role));
    let honest = Vec::from_iter(patterns.honest_mismatches.iter().map(|id| id.as_str()));
    let mut counted = json!([answer, were_recurring, by_others, roles, honest]);
    let mut recounted = recount(log);
    let [one, other] = [&mut counted, &mut recounted].map(|both| evidence(&mut both[0]));
    let agree = in_order && near(&one, &other) && counted == recounted;
    (!agree).then(|| {
        let parts = counted[0].as_object().unwrap().iter();
        let differ = parts.filter(|(name, value)| recounted[0][name.as_str()] != **value);
        let differ: Vec<_> = differ.map(|(name, _)| name).collect();
        format!("in order: {in_order}; {differ:?}\ncounted {counted} {one:?}\nrecounted {recounted} {other:?}")
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

/// Otherwise those would prove nothing. Walls of a role and of a team are among
/// fifty; one of a log without roles is seldom.
#[test]
fn fifty_random_logs_hold_nearly_everything_there_is_to_count() {
    random_logs_hold_everything_there_is_to_count(0..50, 2);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_thousand_random_logs_hold_everything_there_is_to_count() {
    random_logs_hold_everything_there_is_to_count(0..1000, 3);
}

fn random_logs_hold_everything_there_is_to_count(seeds: Range<u64>, kinds_of_walls: usize) {
    let logs = usize::try_from(seeds.end - seeds.start).unwrap();
    let (mut states, mut trends, mut clusters, mut walls) = (Vec::new(), Vec::new(), 0, [0; 3]);
    let mut partly = 0;
    for found in seeds.map(|seed| count(&log(seed))) {
        for ball in &found.balls {
            states.push(ball.promises.standing().as_str());
            trends.push(ball.trend.as_str());
            partly += usize::from(!ball.promises.partly.is_empty());
        }
        clusters += usize::from(!found.clusters.is_empty());
        for wall in &found.walls {
            walls[usize::from(wall.role.is_none())
                + usize::from(wall.role.is_none() && wall.team.is_none())] += 1;
        }
    }
    for list in [&mut states, &mut trends] {
        list.sort_unstable();
        list.dedup();
    }
    assert_eq!(
        states,
        ["came-back", "holding", "none", "so-far", "untested"]
    );
    assert_eq!(trends, ["falling", "new", "quiet", "rising", "steady"]);
    let enough = 20 * partly > logs && 20 * clusters > logs;
    assert!(enough, "{partly} {clusters}");
    let walls = &walls[..kinds_of_walls];
    assert!(walls.iter().all(|walls| 100 * *walls > logs), "{walls:?}");
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
            section.dropped = vec!["nothing-else-like-it".to_owned()];
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
            let (promised, came_back) = (&ball.promises, ball.promises.came_back);
            ball.n() <= ball.of
                && days == ball.days
                && promised.dropped_since <= promised.exposures.min(came_back)
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
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text);
        write("hirelog.toml", &log.team.file).unwrap();
        std::fs::create_dir(folder.path().join("logs")).unwrap();
        for entry in &log.entries {
            let text = hirelog::tested::encode(&entry.post_mortem).unwrap();
            write(&entry.path, &text).unwrap();
        }
        let mut recounted = recount(&log)[0].take();
        let recounted_evidence = evidence(&mut recounted);
        for zone in ["UTC", "Pacific/Honolulu", "Pacific/Kiritimati"] {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_hirelog"));
            command.env_clear().args(["patterns", "--format", "json"]);
            command.env("HOME", folder.path());
            command.envs([("HIRELOG_TODAY", TODAY), ("TZ", zone)]);
            let output = command.current_dir(folder.path()).output().unwrap();
            assert!(output.status.success(), "seed {seed}: {output:?}");
            let mut printed = printed(&output.stdout);
            assert!(
                near(&evidence(&mut printed), &recounted_evidence),
                "seed {seed}"
            );
            assert_eq!(printed, recounted, "seed {seed} {zone}");
        }
    }
}
