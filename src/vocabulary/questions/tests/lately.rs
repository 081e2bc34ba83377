//! Questions in turn: none twice in three months of the same role, unless it was useful.

use super::super::*;
use crate::model::TextList;
use crate::vocabulary::TeamWords;
use crate::vocabulary::questions::lately::lately;
use std::collections::HashMap;

/// Numbers as good as any drawn.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_000).unwrap() % end
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn entry(id: &str, day: &str, role: &str) -> Entry {
    let mut post_mortem = PostMortem::new(Day::parse(day).unwrap(), "offer-declined");
    post_mortem.stage = Some("offer".into());
    post_mortem.role = Some(role.into());
    Entry::sample(id, post_mortem)
}

fn asked(log: &[Entry], at: usize, party: Party, keeper: Option<Party>) -> Vec<String> {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let questions = Questions::new(Vec::new(), &vocabulary);
    let questions = questions.remembering(log, log[at].id.as_str(), keeper);
    let asked = questions.choose(party, &log[at].post_mortem);
    asked.into_iter().map(|question| question.slug).collect()
}

#[test]
fn the_second_time_others_are_asked_and_the_useful_one_first() {
    let mut log = [
        entry("a", "2026-08-01", "SRE"),
        entry("b", "2026-08-20", "sre "),
        entry("c", "2026-08-20", "Designer"),
        entry("d", "2026-12-01", "SRE"),
    ];
    let first = asked(&log, 0, Party::Manager, None);
    let others = asked(&log, 1, Party::Manager, None);
    assert!(
        others.iter().all(|slug| !first.contains(slug)),
        "{others:?}"
    );
    assert_eq!(asked(&log, 2, Party::Manager, None), first, "another role");
    assert_eq!(asked(&log, 3, Party::Manager, None), first, "months later");
    assert_eq!(first[1], "manager-no");
    let section = log[0].post_mortem.section_mut(Party::Manager);
    section.dropped = Some(TextList::from_iter(["Defensive after no"]));
    let again = asked(&log, 1, Party::Manager, None);
    assert_eq!(again[0], "manager-no", "its ball was named");
    assert!(!again.contains(&first[0]) && !again.contains(&first[2]));
}

#[test]
fn each_candidate_of_a_team_is_another_person() {
    let log = [
        entry("a", "2026-08-01", "SRE"),
        entry("b", "2026-08-20", "SRE"),
    ];
    let candidate = Party::Candidate;
    let of_team = |at| asked(&log, at, candidate, None);
    assert_eq!(of_team(0), of_team(1), "nothing is told of the others");
    let own = |at| asked(&log, at, candidate, Some(candidate));
    assert!(own(1).iter().all(|slug| !own(0).contains(slug)));
}

#[test]
fn nothing_comes_twice_in_three_months_while_there_is_another() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let outcomes: Vec<_> = vocabulary.outcomes.iter().map(|one| &one.slug).collect();
    let stages: Vec<_> = vocabulary.stages.iter().map(|one| &one.slug).collect();
    for round in 0..12 {
        let mut day = Day::parse("2026-01-01").unwrap();
        let mut log = Vec::new();
        for number in 0..12 {
            day = day.plus_days(u64::try_from(draw.below(40)).unwrap());
            let role = *draw.of(&["SRE", "Designer"]);
            let mut one = entry(&format!("{number:02}"), &day.to_string(), role);
            one.post_mortem.outcome = (*draw.of(&outcomes)).into();
            one.post_mortem.stage = Some((*draw.of(&stages)).into());
            for party in Party::ALL {
                let balls: Vec<_> = vocabulary.balls_of(party).collect();
                let dropped = (0..draw.below(3)).map(|_| draw.of(&balls).slug.clone());
                one.post_mortem.section_mut(party).dropped = Some(dropped.collect());
            }
            log.push(one);
        }
        for party in [Party::Manager, Party::Recruiter] {
            let mut asked_of: HashMap<&str, Vec<Asked>> = HashMap::new();
            for at in 0..log.len() {
                let (post_mortem, id) = (&log[at].post_mortem, log[at].id.as_str());
                let all = Questions::new(Vec::new(), &vocabulary);
                let questions = all.clone().remembering(&log, id, None);
                let until_then = all.clone().remembering(&log[..=at], id, None);
                let chosen = questions.choose(party, post_mortem);
                let context = format!("round {round}, {party}, {at}");
                assert_eq!(chosen, until_then.choose(party, post_mortem), "{context}");
                assert_eq!(chosen.len(), OPENING, "{context}");
                let role = post_mortem.role.as_deref().unwrap();
                let asked = asked_of.entry(role).or_default();
                let date = post_mortem.date;
                let last = |question: &Question| lately(asked, date)(question);
                let is_right = |(place, question): (usize, &Question)| {
                    let last = last(question);
                    last.is_none_or(|(_, last)| place == 0 && last.was_useful)
                };
                if !chosen.iter().enumerate().all(is_right) {
                    let stage = post_mortem.stage.as_deref();
                    let moment = Moment::new(stage, &post_mortem.outcome, &vocabulary);
                    let mut left = all.fitting(party, &moment, &[]);
                    if !all.own_sets.iter().any(|own| *own == post_mortem.outcome) {
                        left.extend(all.further(party, &moment));
                    }
                    let is_beside = |one: &Question| {
                        chosen.iter().any(|other| {
                            other.slug == one.slug || one.ball.is_some() && other.ball == one.ball
                        })
                    };
                    left.retain(|one| last(one).is_none() && !is_beside(one));
                    assert!(left.is_empty(), "{context}: {chosen:?}, {left:?}");
                }
                let dropped = post_mortem.section(party).balls();
                for question in chosen {
                    let ball = question.ball.as_ref();
                    asked.push(Asked {
                        was_useful: ball
                            .is_some_and(|ball| dropped.iter().any(|dropped| dropped == ball)),
                        slug: question.slug,
                        day: date,
                    });
                }
            }
        }
    }
}
