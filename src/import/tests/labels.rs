//! Labels and days as systems and people write them, each with what it has to become.

use super::{calendar, verdicts};
use crate::import::{SideFiles, System};

const LABELS: &str = include_str!("../../../tests/ats/labels.tsv");
const DAYS: &str = include_str!("../../../tests/ats/days.tsv");

/// What becomes of a label that stands alone, or beside its side.
fn outcome(label: &str, side: &str) -> String {
    let quoted = label.replace('"', "\"\"");
    let text = format!("Date,Outcome,Side\n2026-10-03,\"{quoted}\",{side}\n");
    let line = verdicts(System::Csv, text, &SideFiles::default()).remove(0);
    match line.split(' ').collect::<Vec<_>>().as_slice() {
        ["skip:", "still", ..] => "active".to_owned(),
        ["skip:", ..] => "skip".to_owned(),
        ["unclear:", ..] => "ask".to_owned(),
        [_, outcome, ..] => (*outcome).to_owned(),
        _ => line,
    }
}

#[test]
fn labels_are_right_or_asked_about_and_never_wrong() {
    let (mut right, mut asked) = ([0, 0], [0, 0]);
    for line in LABELS.lines().skip(1) {
        let cells: Vec<_> = line.split('\t').collect();
        let [label, side, alone, beside, ..] = cells.as_slice() else {
            panic!("{line}");
        };
        for (which, side, expected) in [(0, "", alone), (1, *side, beside)] {
            if expected.is_empty() {
                continue;
            }
            match outcome(label, side) {
                found if found == **expected => right[which] += 1,
                found if found == "ask" => asked[which] += 1,
                found => panic!("{label} / {side}: {found}, not {expected}"),
            }
        }
    }
    let of_hundred = |which: usize| right[which] * 100 / (right[which] + asked[which]);
    assert!(of_hundred(1) >= 85, "{right:?} right, {asked:?} asked");
    assert!(of_hundred(0) >= 70, "{right:?} right, {asked:?} asked");
}

#[test]
fn days_are_read_asked_about_or_refused() {
    for line in DAYS.lines().skip(1) {
        let (cell, expected) = line.split_once('\t').unwrap_or((line, "empty"));
        let found = match calendar().read(cell, &[]) {
            Ok(Some(day)) => day.to_string(),
            Ok(None) => "empty".to_owned(),
            Err(why) if why.contains("--dates") => "ask".to_owned(),
            Err(_) => "no".to_owned(),
        };
        let expected = expected.split(' ').next().unwrap_or_default();
        let is_refused = expected.starts_with(|first: char| first.is_ascii_alphabetic())
            && !["ask", "empty"].contains(&expected);
        let expected = if is_refused { "no" } else { expected };
        assert_eq!(found, expected, "{cell}");
    }
}
