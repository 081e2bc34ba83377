//! How often the search finds what people mean. `tests/phrases` holds sentences
//! as people type them, each with the ball it means: the tuning part was looked
//! at while words and weights were chosen, the held-back part never was. The
//! floors stand a little below what was measured; lower them for no reason.
//!
//! `cargo test --test it search -- --nocapture` prints the figures.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a test reads its phrases and prints what it measured"
)]

use hirelog::tested::{Hints, Search, TeamWords, Vocabulary};
use std::path::Path;

/// Of a hundred phrases: the right ball first, and among the first three.
struct Found {
    first: f64,
    among_three: f64,
}

#[derive(Clone, Copy)]
enum Party {
    Unknown,
    Hinted,
}

fn phrases(part: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/phrases")
        .join(part);
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .map(|(slug, phrase)| (slug.to_owned(), phrase.to_owned()))
        .collect()
}

/// Phrases that are an alias, word for word, prove nothing and are left out.
fn measure(part: &str, party: Party) -> Found {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let search = Search::new(&vocabulary);
    let (mut first, mut among_three, mut all) = (0, 0, 0);
    for (slug, phrase) in phrases(part) {
        if vocabulary.ball(&phrase).is_some() {
            continue;
        }
        let ball = vocabulary.ball(&slug).unwrap();
        let hints = match party {
            Party::Unknown => Hints::default(),
            Party::Hinted => Hints {
                party: Some(ball.party),
                stage: None,
            },
        };
        let found = search.find(&phrase, hints);
        let place = found.iter().position(|one| one.ball.slug == slug);
        all += 1;
        first += usize::from(place == Some(0));
        among_three += usize::from(place.is_some_and(|place| place < 3));
    }
    let share = |count: usize| 100.0 * count as f64 / f64::from(all);
    let found = Found {
        first: share(first),
        among_three: share(among_three),
    };
    let hint = match party {
        Party::Unknown => "",
        Party::Hinted => ", party hinted",
    };
    println!(
        "{part}{hint}: {first} of {all} first ({:.1} %), {among_three} among three ({:.1} %)",
        found.first, found.among_three
    );
    found
}

#[test]
fn phrases_that_were_looked_at() {
    let found = measure("tuning.tsv", Party::Unknown);
    assert!(found.first >= 90.0 && found.among_three >= 95.0);
    let found = measure("tuning.tsv", Party::Hinted);
    assert!(found.first >= 92.0 && found.among_three >= 96.0);
}

#[test]
fn phrases_that_nobody_looked_at() {
    let found = measure("held-back.tsv", Party::Unknown);
    assert!(found.first >= 67.0 && found.among_three >= 86.0);
    let found = measure("held-back.tsv", Party::Hinted);
    assert!(found.first >= 80.0 && found.among_three >= 91.0);
}

#[test]
fn every_ball_is_meant_by_phrases_of_both_parts() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    for part in ["tuning.tsv", "held-back.tsv"] {
        let phrases = phrases(part);
        assert!(phrases.len() >= 120);
        for ball in &vocabulary.balls {
            let means = phrases.iter().any(|(slug, _)| *slug == ball.slug);
            assert!(means, "{part} has no phrase for {}", ball.slug);
        }
    }
}
