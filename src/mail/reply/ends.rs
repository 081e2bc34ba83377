//! What stands at both ends of a text and is no answer: greetings, names, small talk,
//! closings, signatures, what phones and mail servers add. They carry names, so they are
//! left out, and shown as left out.

use super::line::{ReplyLine, sentences, spoken, word_at};
use super::manners::{
    NonAnswer, Says, is_contact, is_empty_answer, is_name, is_talk, is_titled, non_answer, shapes,
    speaks_of_oneself,
};
use super::numbers::{NumberKind, marked, numbered};

/// A line of a signature has at most this many words.
const MOST_WORDS: usize = 8;
/// A short line in a script without spaces.
const MOST_CHARACTERS: usize = 90;
/// No signature has more lines, with what stands below it.
const LONGEST_BOTTOM: usize = 60;
/// A sentence that answers nothing is no longer; `Best, Sam` at the end of a line neither.
const LONGEST_TALK: usize = 240;

/// Takes the greeting, and what is only talk, from the top of a text; whether it took any.
pub(super) fn without_top(lines: &mut Vec<ReplyLine>, left_out: &mut Vec<String>) -> bool {
    let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
    let (mut taken, mut is_greeted) = (0, false);
    for (index, line) in lines.iter_mut().enumerate() {
        let mut rest = line.text.as_str();
        if shapes().dashes.is_match(rest) {
            break;
        }
        if is_banner(rest) {
            left_out.push(rest.to_owned());
            rest = "";
        }
        while !rest.is_empty()
            && numbered(rest).is_none_or(|number| number.rest.is_empty() && rest.len() > 3)
        {
            let greeted = greeting(rest, index >= last).filter(|_| !is_greeted);
            is_greeted |= greeted.is_some();
            let Some(after) = greeted.or_else(|| behind_talk(rest)) else {
                break;
            };
            left_out.push(rest[..rest.len() - after.len()].trim().to_owned());
            rest = after.trim_start();
        }
        let says_more = rest.contains(char::is_alphanumeric);
        line.text = rest.to_owned();
        if says_more {
            break;
        }
        taken = index + 1;
    }
    lines.drain(..taken);
    taken > 0
}

/// What stands behind the first sentence, where that answers nothing.
fn behind_talk(text: &str) -> Option<&str> {
    let opening = text
        .char_indices()
        .nth(LONGEST_TALK)
        .map_or(text, |(end, _)| &text[..end]);
    let whole = (opening.len() == text.len()).then_some(text.len());
    let end = sentences(opening).get(1).copied().or(whole);
    let marks = [" - ", " \u{2013} ", " \u{2014} ", ": "];
    let cut = marks.iter().filter_map(|mark| opening.find(mark)).min();
    let cut = cut
        .map(|cut| cut + 1)
        .filter(|cut| end.is_none_or(|end| *cut < end));
    cut.into_iter().chain(end).find_map(|end| {
        non_answer(&text[..end]).filter(|talk| *talk <= NonAnswer::Later)?;
        Some(text[end..].trim_start_matches(['-', '\u{2013}', '\u{2014}', ' ', ':']))
    })
}

/// What is left of a line behind what greets or calls somebody.
fn greeting(line: &str, is_last: bool) -> Option<&str> {
    const MOST_CALLED: usize = 3;
    let is_mark =
        |one: char| !one.is_alphanumeric() && !"\"'#([".contains(one) && !one.is_whitespace();
    if is_name(line) && !is_last && !is_talk(line) {
        return Some("");
    }
    let greeted = Says::Greeting.behind(line);
    let rest = greeted.unwrap_or(line);
    // `Thanks for …` is talk as a whole.
    let is_soft = greeted.is_some() && !is_talk(&line[..line.len() - rest.len()]);
    let (mut from, mut count, mut is_named) = (0, 0, false);
    // Up to three names or words before a mark or the beginning of a sentence.
    loop {
        let after = &rest[from..];
        let behind = after.trim_start_matches(|one: char| is_mark(one) || one == ' ');
        let next = word_at(rest, from);
        let is_end =
            after.trim_start().starts_with(is_mark) && !after.starts_with('-') || next.is_none();
        let begins = next
            .as_ref()
            .is_some_and(|(word, ..)| Says::Starter.has(word) && word != "there");
        if count > 0 || greeted.is_some() {
            let called = match (greeted, rest[from..].trim_start().chars().next()) {
                // `Good morning, Robin.`
                (Some(_), Some(',' | '\u{3001}' | '\u{ff0c}'))
                    if count == 0 && names_only(behind) =>
                {
                    return Some("");
                }
                (Some(_), _) if is_end => true,
                (Some(_), _) => is_soft && begins && count > 0,
                // `Robin - quick ones`, `Robin, I led`: with a word behind it that begins a sentence.
                (None, Some('-' | '\u{2013}' | '\u{2014}')) => after.starts_with(' ') && from > 1,
                (None, Some(',')) => begins || next.is_none(),
                (None, Some('!')) => next.is_none(),
                _ => false,
            };
            if called {
                return (!rest[..from].ends_with("ly")).then_some(behind);
            }
        }
        let (word, start, end) = next?;
        let is_tall = rest[start..].starts_with(char::is_uppercase);
        if is_end && count > 0
            || begins
            || count == MOST_CALLED
            || (greeted.is_none() && !is_tall)
            || is_empty_answer(&word)
        {
            return None;
        }
        // `Hi Robin the offer`, `hi robin i led`: behind a name anything begins a sentence.
        if is_soft && is_named && !is_tall {
            return Some(behind);
        }
        // `Robin, hello`.
        if greeted.is_none() && rest[end..].starts_with(',') && Says::Greeting.is(&rest[end..]) {
            return Some("");
        }
        is_named |= is_tall;
        (from, count) = (end, count + 1);
    }
}

/// A name, and a stop behind it.
fn names_only(text: &str) -> bool {
    is_name(text.trim_end_matches(['.', ':', '!']))
}

/// Takes closings, names and signatures from the bottom of a text, and of each postscript
/// below it. What the postscripts say is given back.
pub(super) fn without_bottom(
    lines: &mut Vec<ReplyLine>,
    is_apart: bool,
    left_out: &mut Vec<String>,
) -> Vec<ReplyLine> {
    let mut postscripts = Vec::new();
    let begins = |line: &ReplyLine| shapes().postscript.end(&line.text);
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| begins(&lines[*at]).is_some())
        .collect();
    let below: Vec<_> = starts.iter().rev().map(|at| lines.split_off(*at)).collect();
    cut_bottom(lines, is_apart, left_out);
    for mut postscript in below.into_iter().rev() {
        let mark = begins(&postscript[0]).unwrap_or(0);
        postscript[0].text.drain(..mark);
        cut_bottom(&mut postscript, false, left_out);
        postscripts.append(&mut postscript);
    }
    postscripts
}

fn cut_bottom(lines: &mut Vec<ReplyLine>, is_apart: bool, left_out: &mut Vec<String>) {
    let filled = lines
        .iter()
        .rposition(|line| !line.is_blank())
        .map_or(0, |last| last + 1);
    lines.truncate(filled);
    // Nobody signs above a numbered answer.
    let first = lines.iter().rposition(begins_answer).unwrap_or(0);
    let first = first.max(filled.saturating_sub(LONGEST_BOTTOM));
    cut_tail(lines, first);
    // What is below a line that signs off is all of it the signature.
    let cut = (first..lines.len()).find(|at| signs_off(lines, *at, first, is_apart));
    let mut bottom = cut.map(|cut| lines.split_off(cut)).unwrap_or_default();
    // Talk in a paragraph of its own above it.
    while lines.len() > first + 1 {
        let last = &lines[lines.len() - 1];
        let is_above_blank = lines[..lines.len() - 1].iter().any(ReplyLine::is_blank);
        let goes = last.is_blank()
            || (is_above_blank
                && sentences(&last.text).len() == 1
                && non_answer(&last.text).is_some_and(|talk| talk != NonAnswer::Question));
        if !goes {
            break;
        }
        bottom.extend(lines.pop());
        bottom.rotate_right(1);
    }
    left_out.extend(
        bottom
            .into_iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.text),
    );
}

/// Puts `Best, Sam` behind the last sentence of a line on a line of its own.
fn cut_tail(lines: &mut Vec<ReplyLine>, first: usize) {
    let is_below = |line: &ReplyLine| line.is_blank() || is_card(&line.text);
    let card = lines.iter().rev().take_while(|line| is_below(line)).count();
    let index = (lines.len() - card.min(lines.len())).saturating_sub(1);
    for index in [lines.len().saturating_sub(1), index] {
        let Some(line) = lines.get(index).filter(|_| index >= first) else {
            continue;
        };
        let text = line.text.as_str();
        let tail = text.len().saturating_sub(LONGEST_TALK);
        let stops = text.match_indices(['.', '!', '?', ')', '\u{3002}', '\u{2014}', '\u{2013}']);
        let stops = stops.map(|(at, stop)| (at + stop.len(), stop));
        let dash = text.rfind(" - ").map(|at| (at, "-"));
        let cut = stops
            .chain(dash)
            .filter(|(at, _)| *at > tail)
            .find(|(at, stop)| {
                let tail = text[*at..].trim_start();
                let is_dashed = matches!(*stop, "\u{2014}" | "\u{2013}")
                    || tail.starts_with(['-', '\u{2013}', '\u{2014}', '~']);
                text[..*at].contains(' ')
                    && !tail.is_empty()
                    && ((is_dashed && is_name(tail)) || closes(tail))
            });
        if let Some((at, _)) = cut {
            let signature = line.with(text[at..].trim());
            lines[index].text = text[..at]
                .trim_end_matches([' ', '\u{2014}', '\u{2013}', '-'])
                .to_owned();
            lines.insert(index + 1, signature);
            return;
        }
    }
}

/// Whether the signature begins with this line, above the others.
fn signs_off(lines: &[ReplyLine], index: usize, first: usize, is_apart: bool) -> bool {
    let line = lines[index].text.as_str();
    let below = || {
        lines[index + 1..]
            .iter()
            .map(|line| line.text.as_str())
            .filter(|line| !line.is_empty())
    };
    if line.is_empty() {
        return false;
    }
    let is_device = Says::Device.tells(&spoken(line, 8))
        && !speaks_of_oneself(line)
        && line.split_whitespace().count() <= 9;
    if is_device
        || (is_banner(line) && index > 0)
        || (shapes().dashes.is_match(line) && below().next().is_some())
    {
        return true;
    }
    let ends_here = || {
        below().all(|line| is_card(line) || is_banner(line))
            || (below().next().is_some_and(is_name) && below().count() <= 9)
    };
    if closes(line) {
        return ends_here();
    }
    let is_numbered = index == first && begins_answer(&lines[index]);
    let above = index.checked_sub(1).map(|above| lines[above].text.as_str());
    let is_cut_off = above.is_some_and(str::is_empty);
    let stops = above.map_or(is_apart, |above| {
        above.is_empty() || above.ends_with(['.', '!', '?', '\u{3002}', ')'])
    });
    let is_signed = is_name(line) || is_titled(line) || is_contact(line);
    // `Schönen Tag noch!` above the name, in a paragraph of their own.
    let wishes = || {
        let words = line.split_whitespace().count();
        is_cut_off
            && (words <= 5 || (words <= MOST_WORDS && line.ends_with(',')))
            && !line.ends_with(['.', '?', '\u{3002}'])
            && marked(line).is_none()
            && !speaks_of_oneself(line)
            && below().next().is_some_and(is_name)
    };
    let begins_below_answer = index > first || is_apart;
    !is_numbered
        && begins_below_answer
        && (is_signed && (stops || line.chars().count() <= 2 || index == first + 1) || wishes())
        && ends_here()
}

/// It begins an answer, and no address.
fn begins_answer(line: &ReplyLine) -> bool {
    let Some(number) = numbered(&line.text).filter(|number| !number.rest.is_empty()) else {
        return false;
    };
    !is_titled(&line.text)
        && match number.kind {
            NumberKind::Marked => true,
            NumberKind::Bare => !is_contact(&line.text),
            NumberKind::Letter | NumberKind::Roman => {
                !is_contact(&line.text)
                    && !number
                        .rest
                        .split(' ')
                        .all(|word| word.starts_with(char::is_uppercase))
            }
        }
}

/// Short, and no sentence.
fn is_card(line: &str) -> bool {
    let is_short =
        line.split_whitespace().count() <= MOST_WORDS && line.chars().count() <= MOST_CHARACTERS;
    (is_short || is_contact(line))
        && (!line.ends_with(['.', '?', '!', '\u{3002}']) || is_name(line) || closes(line))
        && marked(line).is_none_or(|number| is_contact(number.rest))
}

/// A closing alone, before a mark, or before a name.
fn closes(line: &str) -> bool {
    let Some(rest) = Says::Closing.behind(line) else {
        return false;
    };
    let name = rest.trim_matches(|one: char| !one.is_alphanumeric());
    let is_apart = rest
        .trim_start()
        .starts_with([',', '.', '!', '-', '\u{2013}', '\u{2014}', ':', '/']);
    let count = name.split_whitespace().count();
    let begins = Says::Starter.is(name.split(' ').next().unwrap_or_default());
    name.is_empty()
        || (!begins
            && (is_name(name)
                || (is_apart && count <= 3)
                || (count == 1 && !rest.starts_with(['-', '\'']))))
}

pub(super) fn is_banner(line: &str) -> bool {
    Says::Banner.tells(&spoken(line, 60)) && !speaks_of_oneself(line)
}
