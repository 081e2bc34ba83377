//! A large log with everything going on: its page is still two screens of a terminal that
//! nobody has made larger.

use crate::generate::{Log, Random, TEAMS, count, entry, log};
use hirelog::tested::{Claim, Digest, Extent, Look, Party, Questions, patterns_page};
use std::collections::BTreeSet;

const SCREENS: usize = 2 * 24;
const COLUMNS: usize = 80;

/// Four hundred of any kind, with the balls of all parties among them and a year in which
/// one of them changes.
fn large(seed: u64) -> Log {
    let mut random = Random(seed);
    let team = &TEAMS[seed as usize % TEAMS.len()];
    let balls = team.vocabulary.balls.iter().step_by(5);
    let mut words: Vec<(Party, &str)> = balls.map(|ball| (ball.party, &*ball.slug)).collect();
    words.push((Party::Recruiter, "a-word-that-nobody-declared"));
    let entries = (0..400).map(|index| entry(index, &words, team, [true, true], &mut random));
    let entries = entries.collect();
    let decisions = Vec::new();
    Log {
        team,
        entries,
        decisions,
    }
}

#[test]
fn a_page_of_four_hundred_is_two_screens() {
    let look = Look {
        width: Some(COLUMNS),
        color: false,
        unicode: true,
    };
    let mut told = BTreeSet::new();
    let small = (0..200).map(log).filter(|log| log.entries.len() > 200);
    for log in (0..24).map(large).chain(small) {
        let questions = Questions::new(Vec::new(), &log.team.vocabulary);
        let found = count(&log);
        let digest = Digest::of(&found, Some(&questions));
        told.extend(digest.topics.iter().map(|topic| topic.kind.as_str()));
        told.extend(digest.statements.iter().map(|said| said.kind.as_str()));
        let page = patterns_page(&found, &digest, Extent::Short, "hirelog", look);
        let lines = page.lines().count();
        assert!(lines <= SCREENS, "{lines} lines:\n{page}");
        let widest = page.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(COLUMNS), "{page}");
        // What has no room is counted, and never left out without a word.
        for kind in [Claim::Recurring, Claim::Watch] {
            let all = digest.balls(kind).count();
            let named = digest.balls(kind).filter(|ball| page.contains(&ball.slug));
            assert!(named.count() == all || page.contains(" more"), "{page}");
        }
    }
    for kind in [
        "event",
        "promised",
        "recurring",
        "watch",
        "wall",
        "run",
        "quiet",
        "cluster",
        "wanted",
        "pitched",
        "unfinished",
        "unsorted",
        "imported",
        "funnel",
    ] {
        assert!(told.contains(kind), "nothing said {kind}: {told:?}");
    }
}
