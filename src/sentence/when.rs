//! The day of the outcome. It is one only where it stands with the words that say how
//! it ended, or by itself between two marks: the day of the start, of the letter or of
//! the interview is another.

use super::line::{Line, is_among, one_by_one};
use crate::model::{Day, SaidDay, said_day};
use std::ops::Range;

/// A day that a sentence names, and its words.
type DayNamed = (SaidDay, Range<usize>);

/// Before a day these say that something else was, or will be, on it.
const OTHERWISE_AFTER: &str = "since by until till before after from for start starts started starting due \
                               next every each not than in to between of only never through within";

/// Behind a day these make it the day of something.
const OTHERWISE_BEFORE: &str = "start interview screen call panel onsite round meeting availability slot shift \
                                debrief deadline time int stage floor one candidate week month quarter loop attempt";

/// Words that are a day only where nothing goes on behind them, and behind which it may.
const ALSO_WORDS: &str = "wed sat sun mon may march thu fri";
const GO_ON: &str = "after at by in over and but because bc from with w";

const PRONOUNS: &str = "i we he she they who you id theyd";

/// Between an ending and a day, these begin another story.
const ANOTHER: &str = "i we he she they who that which because bc when start starting before signing \
                       accepting signed accepted";

/// Every day that a sentence names, in order.
pub fn days(line: &Line<'_>, endings: &[Range<usize>], today: Day) -> Vec<DayNamed> {
    let clauses = line.clauses().into_iter();
    let days = clauses
        .flat_map(|clause| one_by_one(clause.clone(), |at| day(line, &clause, endings, at, today)));
    days.collect()
}

fn day(
    line: &Line<'_>,
    clause: &Range<usize>,
    endings: &[Range<usize>],
    at: usize,
    today: Day,
) -> Option<DayNamed> {
    let words = line.texts(at..clause.end);
    let (count, said) = said_day(&words, today)?;
    let is_open = |at: usize| line.words[at].is_quoted || line.words[at].is_contracted;
    if (at..at + count).any(is_open) {
        return None;
    }
    let end = at + count;
    let word_before = |at: usize| {
        let is_ending = |at: usize| endings.iter().any(|ending| ending.contains(&at));
        let is_free = at > clause.start && !is_ending(at - 1);
        if is_free { line.text_of(at - 1) } else { "" }
    };
    let before = word_before(at);
    let after = if end < clause.end {
        line.text_of(end)
    } else {
        ""
    };
    let mut start = at;
    if matches!(before, "on" | "the" | "this" | "late" | "early" | "of") {
        start -= 1;
    }
    // Who has been gone since then, went then.
    let is_since = before == "since"
        && endings.iter().any(|ending| ending.end + 1 == at)
        && matches!(said, SaidDay::Day(_) | SaidDay::Unclear);
    start -= usize::from(is_since);
    let is_rough = said == SaidDay::Roughly;
    let is_another = !is_since && is_among(OTHERWISE_AFTER, before)
        || !is_since && start < at && is_among(OTHERWISE_AFTER, word_before(start))
        || is_among(OTHERWISE_BEFORE, after)
        || is_rough && after == "of";
    let is_word = !is_rough && words[..count].iter().any(|word| is_among(ALSO_WORDS, word));
    let goes_on = !after.is_empty() && !is_among(GO_ON, after);
    let is_verb = is_word && (is_among(PRONOUNS, before) || goes_on && before != "on");
    // 2nd round, the 3rd one: a number is a day only with "on", "the" or a month.
    let is_bare_number = count == 1
        && words[0].as_bytes()[0].is_ascii_digit()
        && !words[0].contains(['.', '/', '-']);
    let is_some_number = is_bare_number && start == at && !after.is_empty();
    (!is_another && !is_verb && !is_some_number).then_some((said, start..end))
}

/// Whether a day or a stage stands with the words of an ending: behind them, or before
/// them with nothing of its own between.
pub fn is_with(
    line: &Line<'_>,
    named: &Range<usize>,
    ending: &Range<usize>,
    binds: &dyn Fn(usize) -> bool,
) -> bool {
    let piece = |words: &Range<usize>| line.words[words.start].piece;
    if piece(named) != piece(ending) {
        return false;
    }
    if named.end <= ending.start {
        let joins = |at: usize| matches!(line.text_of(at), "and" | "but" | "then");
        return (named.end..ending.start).all(|at| binds(at) && !joins(at));
    }
    let between = ending.end..named.start.max(ending.end);
    let is_another = line
        .texts(between)
        .iter()
        .any(|word| is_among(ANOTHER, word));
    ending.end <= named.start && !is_another
}
