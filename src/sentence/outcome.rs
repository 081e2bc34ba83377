//! How it ended, as a sentence says it. What a not, an if or a might stands before did
//! not happen; of several endings the one that outdoes the others is meant, and where
//! none does, nobody can tell.

use super::lexicon::{SentenceLexicon, Sureness};
use super::line::{Line, begins_with_i, is_among};
use crate::model::Party;
use std::collections::HashSet;
use std::ops::Range;

/// Words that say an ending.
#[derive(Debug, Clone)]
pub struct Ending {
    pub slug: String,
    pub words: Range<usize>,
    sureness: Sureness,
}

/// So far before an ending a `not` turns it, and an `if` or a `might` leaves it open.
const NOT_REACHES: usize = 3;
const UNSURE_REACHES: usize = 2;
const SUBJECTS: &str = "they we she he i candidate cand";
const NOBODY: &str = "nobody noone none neither";

/// Before "to" these make what follows a wish, or a plan.
const WISHES: &str = "want wants wanted going about likely hoped trying planning";

/// Who does not answer, where it is not the team.
const THEIRS: &str = "they them she he it who candidate cand everyone";

/// The outcome, wherever it is said.
///
/// # Errors
/// Outcomes of which none outdoes the others.
pub fn endings(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    writer: Option<Party>,
) -> Result<Vec<Ending>, Vec<String>> {
    let mut found: Vec<Ending> = Vec::new();
    for clause in line.clauses() {
        for at in clause.clone() {
            found.extend(longest(line, lexicon, &clause, at));
        }
    }
    // What a longer phrase covers is a part of it.
    let longer = |one: &Ending| {
        found.iter().any(|other| {
            other.words.len() > one.words.len()
                && other.words.start < one.words.end
                && one.words.start < other.words.end
        })
    };
    let mut left: Vec<Ending> = found.iter().filter(|one| !longer(one)).cloned().collect();
    left.retain(|one| happened(line, lexicon, one) && !is_of_ours(line, lexicon, one));
    for one in &mut left {
        one.slug = seen_by(line, one, writer);
    }
    chosen(line, &left)
}

fn longest(
    line: &Line<'_>,
    lexicon: &SentenceLexicon,
    clause: &Range<usize>,
    at: usize,
) -> Option<Ending> {
    let endings = lexicon
        .outcomes
        .iter()
        .filter_map(|(slug, sureness, phrase)| {
            let end = phrase.end(line, clause, at).filter(|end| *end > at)?;
            Some(Ending {
                slug: slug.clone(),
                words: at..end,
                sureness: *sureness,
            })
        });
    endings.max_by_key(|one| (one.words.len(), one.sureness == Sureness::Plain))
}

fn happened(line: &Line<'_>, lexicon: &SentenceLexicon, one: &Ending) -> bool {
    let at = one.words.start;
    let piece = line.words[at].piece;
    let before = |reach: usize| {
        let words = line.words[..at].iter().rev().take(reach);
        words.take_while(|word| word.piece == piece)
    };
    let turns = |(back, word): (usize, &super::line::LineWord)| {
        // "no answer, declined": a no is about the next word.
        let reach = if word.text == "no" { 1 } else { NOT_REACHES };
        lexicon.not.contains(&word.text) && back < reach
    };
    // "We hired in may" is no doubt.
    let is_month =
        |at: usize| at > 0 && matches!(line.text_of(at - 1), "in" | "last" | "since" | "of");
    let is_open = |(back, word): (usize, &super::line::LineWord)| {
        lexicon.unsure.contains(&word.text) && !(word.text == "may" && is_month(at - 1 - back))
    };
    let after = line
        .words
        .get(one.words.end)
        .filter(|word| word.piece == piece);
    let of_nobody = after
        .is_some_and(|word| matches!(word.text.as_str(), "nobody" | "noone" | "none" | "nothing"));
    let texts: Vec<&str> = before(2).map(|word| word.text.as_str()).collect();
    let is_wish = matches!(texts.as_slice(), ["to", word] if is_among(WISHES, word));
    let piece_of = |word: &&super::line::LineWord| word.piece == piece;
    // "Nobody had told her, she declined": whoever acts stands nearest.
    let is_nobody = |at: usize| {
        let is_no_one = line.text_of(at) == "one" && at > 0 && line.text_of(at - 1) == "no";
        is_no_one || is_among(NOBODY, line.text_of(at))
    };
    let is_near = |at: &usize| line.words[*at].piece == piece && line.text_of(*at) != "but";
    let mut actors = (0..at).rev().take_while(is_near);
    let actor = actors.find(|at| is_among(SUBJECTS, line.text_of(*at)) || is_nobody(*at));
    // A silence that lasts is one.
    let is_yet = |(at, word): (usize, &super::line::LineWord)| {
        word.text == "yet" && line.text_of(at + 1) != "another" && one.slug != "unresponsive"
    };
    let in_piece = || {
        line.words
            .iter()
            .enumerate()
            .filter(|(_, word)| word.piece == piece)
    };
    let is_ahead = in_piece().any(is_yet);
    let is_condition = line.words[..at]
        .iter()
        .filter(piece_of)
        .any(|word| matches!(word.text.as_str(), "if" | "whether" | "unless"));
    !(actor.is_some_and(is_nobody)
        || before(NOT_REACHES).enumerate().any(turns)
        || before(UNSURE_REACHES).enumerate().any(is_open)
        || of_nobody
        || is_wish
        || is_ahead
        || is_condition)
}

/// A silence of the team, or somebody of it who did not come, ends nothing.
fn is_of_ours(line: &Line<'_>, lexicon: &SentenceLexicon, one: &Ending) -> bool {
    let Some(before) = one.words.start.checked_sub(1) else {
        return false;
    };
    let word = &line.words[before];
    one.slug == "unresponsive"
        && !line.text_of(one.words.start).starts_with("ghost")
        && word.clause == line.words[one.words.start].clause
        && (lexicon.others.contains(&word.text) || word.text == "i")
        && !is_among(THEIRS, &word.text)
}

/// A no has two sides: whose it is depends on who says it, and who tells it.
fn seen_by(line: &Line<'_>, one: &Ending, writer: Option<Party>) -> String {
    let words = line.texts(one.words.clone());
    let is_candidate = writer == Some(Party::Candidate);
    let of_them = words
        .iter()
        .any(|word| matches!(*word, "them" | "him" | "her"));
    if one.slug == "rejected" && is_candidate && of_them {
        return "offer-declined".to_owned(); // I turned them down
    }
    let bare = ["declined", "decline", "passed", "refused", "no", "declines"];
    let is_bare = words.iter().any(|word| bare.contains(word)) && !words.contains(&"offer");
    if one.slug != "offer-declined" && one.slug != "withdrew" || !is_bare {
        return one.slug.clone();
    }
    let piece = line.words[one.words.start].piece;
    let in_piece = line.words[..one.words.end]
        .iter()
        .filter(|word| word.piece == piece);
    let subject = in_piece
        .map(|word| word.text.as_str())
        .find(|word| begins_with_i(word) || matches!(*word, "they" | "we" | "she" | "he" | "us"));
    let turned = match subject {
        Some("they") => is_candidate,
        Some("we") => !is_candidate,
        Some(word) if begins_with_i(word) => writer.is_some() && !is_candidate,
        _ => false,
    };
    if turned {
        "rejected".to_owned()
    } else {
        one.slug.clone()
    }
}

fn chosen(line: &Line<'_>, endings: &[Ending]) -> Result<Vec<Ending>, Vec<String>> {
    let is = |slug: &'static str| move |one: &&Ending| one.slug == slug;
    let all_of = |slug: &str| {
        let said = endings.iter().filter(|one| one.slug == slug).cloned();
        let mut said: Vec<Ending> = said.collect();
        // Its own name, or the first that says it plainly; then what says it once more.
        said.sort_by_key(|one| {
            let is_named = line.texts(one.words.clone()).join("-") == one.slug;
            (!is_named, one.sureness != Sureness::Plain, one.words.start)
        });
        Ok(said)
    };
    // Who said yes first and then no, reneged.
    let yes = endings
        .iter()
        .find(is("accepted"))
        .map(|one| one.words.start);
    let theirs = ["offer-declined", "withdrew", "unresponsive", "reneged"];
    let before_start = line.words.windows(2).any(|pair| {
        pair[0].text == "before" && matches!(pair[1].text.as_str(), "start" | "starting" | "day")
    });
    let no = endings
        .iter()
        .find(|one| theirs.contains(&one.slug.as_str()));
    if let Some(no) = no
        && (before_start || yes.is_some_and(|yes| yes < no.words.start || is_earlier(line, yes)))
    {
        return Ok(vec![Ending {
            slug: "reneged".to_owned(),
            ..no.clone()
        }]);
    }
    for slug in ["left-early", "reneged"] {
        let is_plain = |one: &Ending| one.slug == slug && one.sureness == Sureness::Plain;
        if endings.iter().any(is_plain) {
            return all_of(slug);
        }
    }
    let plain = |one: &&Ending| one.sureness == Sureness::Plain;
    let weak = ["accepted", "unresponsive"];
    let strong = endings
        .iter()
        .filter(plain)
        .filter(|one| !weak.contains(&one.slug.as_str()));
    let mut slugs: HashSet<&str> = strong.map(|one| one.slug.as_str()).collect();
    // One said no and another yes: two stories.
    let yes = endings.iter().filter(plain).find(is("accepted"));
    if !slugs.is_empty() {
        slugs.extend(yes.map(|one| one.slug.as_str()));
    }
    if slugs.len() > 1 {
        let mut rivals: Vec<String> = slugs.into_iter().map(str::to_owned).collect();
        rivals.sort_unstable();
        return Err(rivals);
    }
    if let Some(slug) = slugs.into_iter().next() {
        return all_of(slug);
    }
    for slug in weak.into_iter().rev() {
        if endings.iter().filter(plain).any(|one| one.slug == slug) {
            return all_of(slug);
        }
    }
    // Of loose words the longest, and a yes only where nobody says no.
    let loose = endings
        .iter()
        .max_by_key(|one| (one.slug != "accepted", one.words.len()));
    loose.map_or(Ok(Vec::new()), |one| all_of(&one.slug))
}

/// "had signed", "already signed": told later, and before it all the same.
fn is_earlier(line: &Line<'_>, at: usize) -> bool {
    let before = line.words[..at].iter().rev().take(2);
    before.into_iter().any(|word| {
        matches!(
            word.text.as_str(),
            "had" | "already" | "after" | "theyd" | "since"
        )
    })
}
