//! What they wanted and what was pitched to them: priorities behind the words that say
//! so, as far as the clause goes.

use super::lexicon::SentenceLexicon;
use super::line::{Line, begins_with_i};
use super::phrase::Phrase;
use crate::model::{MOST_PRIORITIES, Party};
use crate::vocabulary::Vocabulary;
use std::ops::Range;

/// A priority, and the words that name it.
type Wish = (String, Range<usize>);

/// Behind these, a clause speaks of something else.
const ENDS: [&str; 13] = [
    "that", "because", "bc", "but", "who", "which", "when", "instead", "over", "rather", "than",
    "except", "nothing",
];
/// The words that name a priority in a list of the vocabulary, and much else in a sentence.
const TOO_WIDE: [&str; 9] = [
    "fit", "people", "moving", "meaning", "cause", "deadline", "product", "speed", "risk",
];

pub fn wanted(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    words: &Vocabulary,
    writer: Option<Party>,
) -> Vec<Wish> {
    let is_candidate = writer == Some(Party::Candidate);
    let is_theirs = |subject: &str| match subject {
        "they" | "she" | "he" => !is_candidate,
        subject if begins_with_i(subject) => is_candidate,
        "candidate" | "cand" | "who" | "" => true,
        subject => !lexicon.others.contains(subject) && subject != "we",
    };
    behind(line, lexicon, &lexicon.wanted, words, &is_theirs)
}

pub fn pitched(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    words: &Vocabulary,
    writer: Option<Party>,
) -> Vec<Wish> {
    let is_candidate = writer == Some(Party::Candidate);
    let is_ours = |subject: &str| match subject {
        "they" | "she" | "he" => is_candidate,
        "candidate" | "cand" => false,
        subject if begins_with_i(subject) => !is_candidate,
        _ => true,
    };
    behind(line, lexicon, &lexicon.pitched, words, &is_ours)
}

fn behind(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    phrases: &[Phrase],
    vocabulary: &Vocabulary,
    is_meant: &dyn Fn(&str) -> bool,
) -> Vec<Wish> {
    let mut found: Vec<Wish> = Vec::new();
    for clause in line.pieces() {
        for at in clause.clone() {
            let Some(end) = phrases
                .iter()
                .filter_map(|one| one.end(line, &clause, at))
                .max()
            else {
                continue;
            };
            let turned = line.words[clause.start..at].iter().rev().take(2);
            let is_turned = turned
                .into_iter()
                .any(|word| lexicon.not.contains(&word.text));
            let subject = line.words[clause.start..end]
                .iter()
                .rev()
                .map(|word| word.text.as_str());
            let subject = subject.into_iter().find(|word| {
                begins_with_i(word) || *word == "we" || lexicon.others.contains(*word)
            });
            if is_turned || !is_meant(subject.unwrap_or_default()) || line.text_of(end) == "to" {
                continue;
            }
            let goes_on = |at: &usize| {
                let word = line.text_of(*at);
                !ENDS.contains(&word) && !lexicon.not.contains(word)
            };
            let last = (end..clause.end).take_while(goes_on).last();
            let words = end..last.map_or(end, |last| last + 1);
            let named = priorities(line, words, vocabulary);
            add(named, &mut found);
            // They wanted growth, stability and remote.
            let later = line
                .clauses()
                .into_iter()
                .filter(|later| later.start >= clause.end);
            for later in later {
                let more = priorities(line, later.clone(), vocabulary);
                let is_wish = |at: usize| more.iter().any(|(_, words)| words.contains(&at));
                let mut words = later;
                if more.is_empty()
                    || !words.all(|at| is_wish(at) || lexicon.glue.contains(line.text_of(at)))
                {
                    break;
                }
                add(more, &mut found);
            }
        }
    }
    found
}

fn priorities(line: &Line<'_>, words: Range<usize>, vocabulary: &Vocabulary) -> Vec<Wish> {
    line.named(words, |text, _| {
        let priority = vocabulary.priority(text)?;
        (!TOO_WIDE.contains(&text)).then(|| priority.slug.clone())
    })
}

fn add(named: Vec<Wish>, found: &mut Vec<Wish>) {
    for wish in named {
        let is_known = found.iter().any(|(slug, _)| *slug == wish.0);
        if !is_known && found.len() < MOST_PRIORITIES {
            found.push(wish);
        }
    }
}
