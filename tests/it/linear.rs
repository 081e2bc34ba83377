//! Twice as much takes about twice the time of the processor, whatever there is much of:
//! prose, dropped balls, roles. Nothing here looks at the clock of the room, and what comes
//! out too slow is measured again, as others are at work on the same machine.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox};
use std::fmt::Write;

/// More than this for twice as much is no longer in proportion.
const MOST: f64 = 2.6;
/// So often is it measured before that is believed.
const TRIES: usize = 4;

const HEAD: &str = "schema = 1\noutcome = \"rejected\"\nstage = \"offer\"\n";
/// Words of which sentences are drawn, such as people write and none of which is a rule's.
const WORDS: &str = "the brief named stack and team left out two things that had been said to matter when we met again in spring they asked about leave I was late with my scorecard because nobody told her so it went on for weeks until a candidate wrote us a letter which said no thank you";

fn put(sandbox: &Sandbox, number: usize, head: &str, section: &str) {
    let day = number % 20 + 1;
    let text = format!(
        "{HEAD}date = 2026-11-{day:02}\n{head}\n[manager]\nby = \"manager\"\n{section}next = \"\"\n"
    );
    let id = format!("{number:05}");
    sandbox.put(
        &format!("work/logs/2026/2026-11-{day:02}-x-{id}.toml"),
        text,
    );
}

/// So many bytes of sentences, in files of a hundred kilobytes.
fn prose(sandbox: &Sandbox, bytes: usize) {
    let words: Vec<_> = WORDS.split(' ').collect();
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let each = 100_000;
    for number in 0..bytes / each {
        let mut text = String::new();
        while text.len() < each {
            let sentence: Vec<_> = (0..5 + random(14))
                .map(|_| words[random(words.len())])
                .collect();
            let _ = write!(text, "{}. ", sentence.join(" "));
        }
        let section = format!("owned = \"\"\"\n{text}\"\"\"\ndropped = []\n");
        put(sandbox, number, "", &section);
    }
}

/// So many words for dropped balls that nobody declared, ten a file.
fn balls(sandbox: &Sandbox, count: usize) {
    for number in 0..count / 10 {
        let words: Vec<_> = (0..10)
            .map(|word| format!("\"zz{number}-{word}\""))
            .collect();
        let section = format!(
            "owned = \"I was late.\"\ndropped = [{}]\n",
            words.join(", ")
        );
        put(sandbox, number, "", &section);
    }
}

/// So many roles and teams, one each a file.
fn roles(sandbox: &Sandbox, count: usize) {
    for number in 0..count {
        let head = format!("role = \"Role number {number}\"\nteam = \"Team {number}\"\n");
        put(
            sandbox,
            number,
            &head,
            "owned = \"I was late.\"\ndropped = [\"feedback-late\"]\n",
        );
    }
}

/// So many rows of an export that are in the log, and the same a day later.
fn imported(sandbox: &Sandbox, count: usize) {
    for (name, day) in [("a", "2026-10-01"), ("b", "2026-10-02")] {
        let rows = (0..count).map(|id| format!("{id},{day},rejected,Onsite,Analyst\n"));
        let text = format!("id,date,outcome,stage,role\n{}", rows.collect::<String>());
        sandbox.put(&format!("work/{name}.csv"), text);
    }
    sandbox.hirelog(["import", "a.csv", "--from", "csv"]).ok();
}

/// Seconds of the processor that so many runs take, as a shell counts those of what it ran.
fn seconds(sandbox: &Sandbox, command: &str, runs: usize) -> f64 {
    let run = format!("\"$0\" {command} > ../out 2>&1; code=$?; ");
    let line = format!("{}times; exit $code", run.repeat(runs));
    let ran = sandbox.run(sandbox.command("sh").args(["-c", &line, HIRELOG]));
    assert!(matches!(ran.code, Some(0 | 1)), "{command}: {ran:?}");
    let of_children = ran.stdout.lines().nth(1).unwrap();
    let each = of_children.split_whitespace().map(|time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    });
    each.sum()
}

fn grows_with(fill: fn(&Sandbox, usize), much: usize, commands: &[&str]) {
    let half = Sandbox::with_log();
    let whole = Sandbox::with_log();
    fill(&half, much / 2);
    fill(&whole, much);
    for command in commands {
        let mut seen = Vec::new();
        // They are counted in hundredths: what takes a few of them is run more often.
        let runs = if seconds(&half, command, 1) < 0.1 {
            10
        } else {
            1
        };
        let grows = (0..TRIES).any(|_| {
            let ratio = seconds(&whole, command, runs) / seconds(&half, command, runs).max(0.01);
            seen.push(ratio);
            ratio <= MOST
        });
        assert!(
            grows,
            "{command}: twice as much takes {seen:.1?} times as long"
        );
    }
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn prose_is_read_in_proportion() {
    grows_with(prose, 1_000_000, &["check", "patterns", "report", "export"]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn dropped_balls_are_counted_in_proportion() {
    let commands = ["check", "patterns", "report", "vocab", "brief", "list"];
    grows_with(balls, 4_000, &commands);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn roles_are_told_apart_in_proportion() {
    let commands = [
        "check",
        "patterns",
        "report",
        "vocab",
        "list",
        "brief",
        "brief role:role",
        "patterns team:team",
        "list role:role",
    ];
    grows_with(roles, 4_000, &commands);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn what_changed_since_is_imported_in_proportion() {
    let there_and_back =
        "import b.csv --from csv > ../first 2>&1 && \"$0\" import a.csv --from csv";
    grows_with(imported, 4_000, &[there_and_back]);
}
