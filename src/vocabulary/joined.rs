//! The words of several logs as one vocabulary. What only one of them declares holds for
//! all; where two mean different things by one word the first that is named has it, and
//! the difference is said.

use super::{TeamWords, Vocabulary};
use crate::model::DroppedBall;
use std::collections::BTreeSet;

/// The words of one log.
pub struct WordsOf<'a> {
    pub log: &'a str,
    pub words: TeamWords,
}

impl TeamWords {
    /// The words of all, and a line for each that means two things.
    pub fn joined(logs: &[WordsOf<'_>]) -> (Self, Vec<String>) {
        let known: Vec<(&str, Vocabulary)> = logs
            .iter()
            .map(|one| (one.log, Vocabulary::new(one.words.clone())))
            .collect();
        let declared = logs.iter().flat_map(|one| &one.words.balls);
        let slugs: BTreeSet<&str> = declared.clone().map(|ball| ball.slug.as_str()).collect();
        let mut differences = Vec::new();
        let mut balls = Vec::new();
        for slug in &slugs {
            let views: Vec<(&str, &DroppedBall)> = known
                .iter()
                .filter_map(|(log, known)| Some((*log, known.ball(slug)?)))
                .filter(|(_, ball)| ball.slug == *slug)
                .collect();
            let Some(((first, ball), others)) = views.split_first() else {
                continue;
            };
            let mut joined = (*ball).clone();
            for (log, other) in others {
                differences.extend(difference(ball, other).map(|what| {
                    format!("`{slug}` means two things, {what}: counted as in {first}, not {log}")
                }));
                add(&mut joined.aliases, &other.aliases);
                add(&mut joined.mirrors, &other.mirrors);
            }
            balls.push(joined);
        }
        let (stages, order) = stages(logs, &known);
        differences.extend(order);
        let hide = logs.first().map_or(&[][..], |first| &first.words.hide);
        let hidden = hide.iter().filter(|slug| {
            let mut others = logs.iter();
            others.all(|one| one.words.hide.contains(slug))
        });
        let words = Self {
            stages,
            balls,
            hide: hidden.cloned().collect(),
        };
        let all = Vocabulary::new(words.clone());
        let aliases = declared.flat_map(|ball| &ball.aliases).map(String::as_str);
        let said: BTreeSet<&str> = aliases.chain(slugs.iter().copied()).collect();
        differences.extend(said.iter().filter_map(|word| folded(word, &known, &all)));
        (words, differences)
    }
}

/// What two declarations of one slug do not agree on.
fn difference(one: &DroppedBall, other: &DroppedBall) -> Option<String> {
    if one.party != other.party {
        let (one, other) = (one.party.title(), other.party.title());
        return Some(format!("of the {one} and of the {other}"));
    }
    if one.meaning != other.meaning {
        return Some(format!("“{}” and “{}”", one.meaning, other.meaning));
    }
    let at = |ball: &DroppedBall| match ball.stages.as_slice() {
        [] => "any stage".to_owned(),
        stages => stages.join(", "),
    };
    (one.stages != other.stages).then(|| format!("at {} and at {}", at(one), at(other)))
}

/// A word that stands for one ball here and for another there.
fn folded(word: &str, known: &[(&str, Vocabulary)], all: &Vocabulary) -> Option<String> {
    let mut meant: Vec<(&str, &str)> = Vec::new();
    for (log, known) in known {
        let ball = known.ball(word).map(|ball| ball.slug.as_str());
        if let Some(slug) = ball
            && !meant.iter().any(|(_, other)| *other == slug)
        {
            meant.push((log, slug));
        }
    }
    let counted = &all.ball(word)?.slug;
    let said: Vec<_> = meant
        .iter()
        .map(|(log, slug)| format!("{slug} in {log}"))
        .collect();
    (meant.len() > 1).then(|| {
        format!(
            "`{word}` means two things, {}: counted as {counted}",
            said.join(" and ")
        )
    })
}

/// The stages of all in one order: each behind the one that stands before it in its log.
/// Empty where no log has stages of its own.
fn stages(logs: &[WordsOf<'_>], known: &[(&str, Vocabulary)]) -> (Vec<String>, Option<String>) {
    if logs.iter().all(|one| one.words.stages.is_empty()) {
        return (Vec::new(), None);
    }
    let mut order: Vec<&str> = Vec::new();
    for (_, known) in known {
        let mut at = 0;
        for stage in known.stages.iter() {
            at = match order.iter().position(|there| *there == stage.slug) {
                Some(there) => there + 1,
                None => {
                    order.insert(at, &stage.slug);
                    at + 1
                }
            };
        }
    }
    let in_order = |known: &Vocabulary| {
        let at = known.stages.iter().map(|stage| {
            let there = order.iter().position(|there| *there == stage.slug);
            there.unwrap_or_default()
        });
        at.is_sorted()
    };
    let otherwise = known.iter().find(|(_, known)| !in_order(known));
    let said = otherwise.map(|(log, _)| {
        let order = order.join(", ");
        format!("the stages of {log} come in another order: counted in this one, {order}")
    });
    (order.into_iter().map(str::to_owned).collect(), said)
}

fn add(words: &mut Vec<String>, more: &[String]) {
    let new: Vec<_> = more.iter().filter(|word| !words.contains(word)).collect();
    words.extend(new.into_iter().cloned().collect::<Vec<_>>());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;

    fn ball(slug: &str, party: Party, stages: &[&str], aliases: &[&str]) -> DroppedBall {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        DroppedBall {
            slug: slug.to_owned(),
            party,
            stages: owned(stages),
            meaning: String::new(),
            aliases: owned(aliases),
            mirrors: Vec::new(),
            care: None,
        }
    }

    fn joined(one: TeamWords, other: TeamWords) -> (TeamWords, Vec<String>) {
        let [one, other] = [("A", one), ("B", other)].map(|(log, words)| WordsOf { log, words });
        TeamWords::joined(&[one, other])
    }

    fn with(balls: Vec<DroppedBall>) -> TeamWords {
        TeamWords {
            balls,
            ..TeamWords::default()
        }
    }

    #[test]
    fn what_both_mean_alike_is_one_word_with_the_aliases_of_both() {
        let (words, said) = joined(
            with(vec![ball(
                "late-notes",
                Party::Manager,
                &[],
                &["slow notes"],
            )]),
            with(vec![
                ball("late-notes", Party::Manager, &[], &["notes came late"]),
                ball("no-room", Party::Recruiter, &[], &[]),
            ]),
        );
        assert_eq!(said, Vec::<String>::new());
        let both = words.balls.iter().find(|ball| ball.slug == "late-notes");
        assert_eq!(both.unwrap().aliases, ["slow notes", "notes came late"]);
        assert_eq!(words.balls.len(), 2);
    }

    #[test]
    fn a_word_that_means_two_things_is_named_and_the_first_log_has_it() {
        let (words, said) = joined(
            with(vec![ball("late-notes", Party::Manager, &["offer"], &[])]),
            with(vec![ball("late-notes", Party::Recruiter, &["offer"], &[])]),
        );
        assert_eq!(words.balls[0].party, Party::Manager);
        assert_eq!(
            said,
            [
                "`late-notes` means two things, of the hiring manager and of the recruiter: counted as in A, not B"
            ]
        );
        let (_, said) = joined(
            with(vec![ball("late-notes", Party::Manager, &[], &[])]),
            with(vec![ball("late-notes", Party::Manager, &["offer"], &[])]),
        );
        assert_eq!(
            said,
            ["`late-notes` means two things, at any stage and at offer: counted as in A, not B"]
        );
    }

    #[test]
    fn a_word_of_ours_that_one_log_means_otherwise_is_named() {
        let own = ball("feedback-late", Party::Recruiter, &[], &[]);
        let (words, said) = joined(TeamWords::default(), with(vec![own]));
        assert_eq!(words.balls[0].party, Party::Manager);
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn an_alias_of_one_that_is_a_word_of_the_other_is_named() {
        let (_, said) = joined(
            with(vec![ball(
                "late-notes",
                Party::Manager,
                &[],
                &["slow-notes"],
            )]),
            with(vec![ball("slow-notes", Party::Manager, &[], &[])]),
        );
        assert_eq!(
            said,
            [
                "`slow-notes` means two things, late-notes in A and slow-notes in B: counted as slow-notes"
            ]
        );
    }

    #[test]
    fn stages_are_put_in_one_order() {
        let stages = |stages: &[&str]| TeamWords {
            stages: stages.iter().map(|stage| (*stage).to_owned()).collect(),
            ..TeamWords::default()
        };
        let (words, said) = joined(
            stages(&["screen", "onsite", "offer"]),
            stages(&["screen", "trial-day", "offer", "start"]),
        );
        assert_eq!(
            words.stages,
            ["screen", "trial-day", "onsite", "offer", "start"]
        );
        assert_eq!(said, Vec::<String>::new());
        let (words, said) = joined(stages(&["a", "b"]), stages(&["b", "a"]));
        assert_eq!(words.stages, ["a", "b"]);
        assert_eq!(
            said,
            ["the stages of B come in another order: counted in this one, a, b"]
        );
    }

    #[test]
    fn what_one_log_uses_is_hidden_in_none() {
        let hide = |hide: &[&str]| TeamWords {
            hide: hide.iter().map(|slug| (*slug).to_owned()).collect(),
            ..TeamWords::default()
        };
        let (words, _) = joined(
            hide(&["feedback-late", "decision-delayed"]),
            hide(&["feedback-late"]),
        );
        assert_eq!(words.hide, ["feedback-late"]);
    }
}
