//! Whose part it is, what of a sentence that party owns, and which balls that are. "I"
//! is whoever writes; where nobody says who that is, nobody owns anything.

use super::lexicon::SentenceLexicon;
use super::line::{Line, begins_with_i};
use crate::model::Party;
use crate::vocabulary::search::{Hints, Search};
use std::ops::Range;

/// The party that a sentence says it is written by, and the words that say so.
pub fn named(line: &Line<'_>) -> Option<(Party, Range<usize>)> {
    (0..line.words.len()).find_map(|at| {
        let (party, end) = party(line, at)?;
        let before = |back: usize| at.checked_sub(back).map_or("", |at| line.text_of(at));
        let is_first = at == 0 || line.words[at - 1].clause != line.words[at].clause;
        let is_alone = is_first
            && line
                .words
                .get(end)
                .is_none_or(|next| next.clause != line.words[at].clause);
        if is_alone && matches!(before(1), "i" | "me" | "im") {
            return Some((party, at - 1..end)); // I (recruiter)
        }
        if is_first
            && matches!(
                line.text_of(end),
                "here" | "part" | "side" | "speaking" | "pov"
            )
        {
            return Some((party, at..end + 1));
        }
        let start = match before(1) {
            "the" | "a" => at - 2.min(at),
            _ => at - 1.min(at),
        };
        let is_as =
            line.text_of(start) == "as" && (start == 0 || line.text_of(end).starts_with('i'));
        let is_im = line.text_of(start) == "im";
        (start < at && (is_as || is_im)).then_some((party, start..end))
    })
}

fn party(line: &Line<'_>, at: usize) -> Option<(Party, usize)> {
    match (line.text_of(at), line.text_of(at + 1)) {
        ("hiring", "manager") => Some((Party::Manager, at + 2)),
        ("hm" | "manager" | "mgr", _) => Some((Party::Manager, at + 1)),
        ("recruiter" | "rec" | "sourcer", _) => Some((Party::Recruiter, at + 1)),
        ("candidate" | "cand", _) => Some((Party::Candidate, at + 1)),
        _ => None,
    }
}

/// The pieces in which the writer speaks of what it did itself; an ending, told in the
/// first person, is none.
pub fn owned(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    endings: &[Range<usize>],
    promised: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut owned: Vec<Range<usize>> = Vec::new();
    let is_promised = |piece: &Range<usize>| promised.iter().any(|one| one.contains(&piece.start));
    for piece in line
        .pieces()
        .into_iter()
        .filter(|piece| !is_promised(piece))
    {
        let clause = line.words[piece.start].clause;
        let is_ending = |one: &Range<usize>| one.start < piece.end && piece.start < one.end;
        let has_ending = endings.iter().any(is_ending);
        let says = piece.clone().any(|at| {
            lexicon
                .own_says
                .iter()
                .any(|one| one.end(line, &piece, at).is_some())
        });
        let first_words = line.texts(piece.start..piece.end.min(piece.start + 4));
        let has_i = first_words.iter().any(|word| begins_with_i(word))
            && !first_words
                .iter()
                .take_while(|word| !begins_with_i(word))
                .any(|word| lexicon.others.contains(*word));
        let is_first = piece.start == 0 || line.words[piece.start - 1].clause != clause;
        let first = line.text_of(piece.start);
        let is_not = line.text_of(piece.start + 1) == "not";
        let has_not =
            is_not && matches!(first, "did" | "had" | "have" | "was" | "could" | "should");
        let begins = is_first && (has_not || lexicon.own_begins.contains(first));
        let after_own = owned.last().is_some_and(|last| last.end == piece.start);
        let goes_on = after_own && matches!(line.text_of(piece.start), "had" | "was" | "just");
        if says || !has_ending && (has_i || begins || goes_on) {
            let mut start = piece.start;
            // I (recruiter) booked the wrong room.
            if begins
                && start > 1
                && party(line, start - 1).is_some()
                && begins_with_i(line.text_of(start - 2))
            {
                start -= 2;
            }
            match owned.last_mut() {
                Some(last) if last.end == start => last.end = piece.end,
                _ => owned.push(start..piece.end),
            }
        }
    }
    owned
}

/// What begins with these says what comes next.
const NEXT_TIME: [&[&str]; 5] = [
    &["next", "time"],
    &["from", "now", "on"],
    &["going", "forward"],
    &["in", "future"],
    &["in", "the", "future"],
];

/// The words of each sentence that say what the writer will do next time: from "next time" on,
/// or all of "when a loop ends, I will ...". One that tells how it ended promises nothing.
pub fn promised(line: &Line<'_>, endings: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut promised = Vec::new();
    for sentence in line.sentences() {
        let is_ending = |one: &Range<usize>| one.start < sentence.end && sentence.start < one.end;
        let begins = |at: usize| {
            let before = at.checked_sub(1).map(|before| line.words[before].piece);
            before != Some(line.words[at].piece) || at == sentence.start
        };
        let says = |at: &usize| {
            let words = line.texts(*at..sentence.end);
            begins(*at) && NEXT_TIME.iter().any(|next| words.starts_with(next))
        };
        let will = |at: usize| match line.text_of(at) {
            "i" => line.text_of(at + 1) == "will",
            "ill" => line.words[at].is_contracted,
            _ => false,
        };
        let starts = ["when", "if", "before", "after", "once", "i", "ill"];
        let is_whole = starts.contains(&line.text_of(sentence.start))
            && sentence.clone().any(|at| begins(at) && will(at));
        let start = sentence.clone().find(says);
        let start = start.or(is_whole.then_some(sentence.start));
        let ended = endings.iter().filter(|one| is_ending(one));
        if let Some(start) = start.filter(|start| ended.into_iter().all(|one| one.end <= *start)) {
            promised.push(start..sentence.end);
        }
    }
    promised
}

/// From here on, and so far before the next, a clause says a ball plainly enough to
/// name it; a word or two say too little. Set on the sentences of `tests/capture`.
const PLAIN: f64 = 0.45;
const BEFORE_NEXT: f64 = 0.15;
const LEAST_WORDS: usize = 4;

/// The ball of a party that a piece of what it owns names.
pub fn ball(text: &str, hints: Hints<'_>, search: &Search<'_>) -> Option<String> {
    let mut found = search.find(text, hints);
    found.retain(|one| Some(one.ball.party) == hints.party);
    let (first, others) = found.split_first()?;
    let next = others.first().map_or(0.0, |next| next.score);
    let is_named = first.score >= 1.0 || text.split_whitespace().count() >= LEAST_WORDS;
    let is_plain = first.score >= PLAIN && first.score - next >= BEFORE_NEXT;
    let is_said = is_named && is_plain && !search.is_kept(text, first.ball);
    is_said.then(|| first.ball.slug.clone())
}
