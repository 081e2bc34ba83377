//! The bottom of a text: closings, names, signatures, what phones and mail servers add.
//! They carry names, so they are left out, and shown as left out.

use super::line::{ReplyLine, sentences, spoken};
use super::manners::{MANNERS, NonAnswer, is_name, is_starter, non_answer, speaks_of_oneself};
use super::numbers::{NumberKind, marked, numbered};

/// A signature has at most this many lines, of at most this many words.
const MOST_LINES: usize = 9;
const MOST_WORDS: usize = 8;
/// No signature has more lines, with what stands below it.
const LONGEST_BOTTOM: usize = 60;
/// A short line in a script without spaces.
const MOST_CHARACTERS: usize = 90;
/// More bytes than `Best, Sam` takes behind the last sentence of a line.
const LONGEST_TAIL: usize = 160;

/// Takes closings, names and signatures from the bottom of a text, and of each
/// postscript below it. The postscripts are given back.
pub(super) fn without_bottom(
    lines: &mut Vec<ReplyLine>,
    is_apart: bool,
    left_out: &mut Vec<String>,
) -> Vec<ReplyLine> {
    let begins = |line: &ReplyLine| behind_postscript(&line.text).is_some();
    let starts: Vec<usize> = (1..lines.len()).filter(|at| begins(&lines[*at])).collect();
    let below: Vec<_> = starts.iter().rev().map(|at| lines.split_off(*at)).collect();
    cut_bottom(lines, is_apart, left_out);
    let mut postscripts = Vec::new();
    for mut postscript in below.into_iter().rev() {
        if let Some(first) = postscript.first_mut() {
            let text = behind_postscript(&first.text).unwrap_or_default();
            first.text = text.to_owned();
        }
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
    let first = lines
        .iter()
        .rposition(is_numbered)
        .unwrap_or(0)
        .max(filled.saturating_sub(LONGEST_BOTTOM));
    cut_tail(lines, first);
    let closing = (first..lines.len()).find(|index| signs_off(lines, *index));
    let mut bottom = closing
        .map(|closing| lines.split_off(closing))
        .unwrap_or_default();
    for _ in 0..3 {
        let start = signature(lines, first, is_apart);
        bottom.splice(0..0, lines.split_off(start));
        while lines.last().is_some_and(ReplyLine::is_blank) {
            lines.pop();
        }
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
    for index in (first..lines.len()).rev() {
        let text = lines[index].text.clone();
        if text.is_empty() || !lines[index + 1..].iter().all(|line| is_card(&line.text)) {
            continue;
        }
        let stops = text.match_indices(['.', '!', '?', ')', '\u{2014}', '\u{2013}']);
        let starts = stops
            .filter(|(end, _)| end + LONGEST_TAIL >= text.len())
            .map(|(end, stop)| end + stop.len());
        let dashed = text
            .rfind(" - ")
            .filter(|dash| dash + LONGEST_TAIL >= text.len());
        let tail = starts.chain(dashed).find(|start| {
            let tail = text[*start..].trim_start();
            let is_dashed = tail.starts_with(['-', '\u{2013}', '\u{2014}', '~'])
                || text[..*start].ends_with(['\u{2014}', '\u{2013}']);
            *start > 1
                && text[..*start].contains(' ')
                && !tail.is_empty()
                && ((is_dashed && is_name(tail)) || closes(tail))
        });
        if let Some(start) = tail {
            let signature = lines[index].with(text[start..].trim());
            lines[index].text = text[..start]
                .trim_end_matches([' ', '\u{2014}', '\u{2013}', '-'])
                .to_owned();
            lines.insert(index + 1, signature);
            return;
        }
    }
}

/// Whether the signature begins with this line, above the others.
fn signs_off(lines: &[ReplyLine], index: usize) -> bool {
    let line = lines[index].text.as_str();
    let below = &lines[index + 1..];
    let is_dashes = line.len() >= 2
        && line
            .chars()
            .all(|one| matches!(one, '-' | '_' | '\u{2014}' | '*' | '='));
    let filled = below.iter().filter(|line| !line.is_blank());
    let above_card = filled
        .clone()
        .all(|line| is_card(&line.text) || is_banner(&line.text));
    let is_last = filled.clone().next().is_none();
    let is_signed = filled
        .clone()
        .next()
        .is_some_and(|line| is_name(&line.text))
        && filled.clone().count() <= MOST_LINES
        && !filled.clone().any(|line| speaks_of_oneself(&line.text));
    !line.is_empty()
        && (is_device(line)
            || (is_banner(line) && index > 0)
            || (is_dashes && !is_last)
            || (closes(line) && (is_last || above_card || is_signed)))
}

/// Nothing goes on from the line above.
fn is_apart_at(lines: &[ReplyLine], index: usize) -> bool {
    let above = index.checked_sub(1).map(|above| lines[above].text.as_str());
    above.is_none_or(|above| above.is_empty() || above.ends_with(['.', '!', '?', '\u{3002}']))
}

/// Where the signature begins in the last paragraph: a name alone, or a block of name,
/// title and number, with a closing in any language above it.
fn signature(lines: &[ReplyLine], first: usize, is_apart: bool) -> usize {
    let end = lines.len();
    let blank = lines.iter().rposition(ReplyLine::is_blank);
    let start = blank.map_or(0, |blank| blank + 1).max(first);
    let is_numbered = start == first && lines.get(first).is_some_and(is_numbered);
    let start = start + usize::from(is_numbered);
    let is_apart = is_apart || start > 0;
    let paragraph = &lines[start.min(end)..];
    let (Some(top), Some(last)) = (paragraph.first(), paragraph.last()) else {
        return end;
    };
    let is_card_block =
        paragraph.len() <= MOST_LINES && paragraph.iter().all(|line| is_card(&line.text));
    let is_signed = is_name(&last.text) || is_contact(&last.text);
    let is_cut_off = start > first && blank.is_some();
    if is_apart
        && is_card_block
        && (is_name(&top.text) || is_titled(&top.text) || is_contact(&top.text))
        && (is_cut_off || is_apart_at(lines, start))
    {
        return start;
    }
    if is_signed && paragraph.len() > 1 {
        // `Schönen Tag noch` above the name, in a paragraph of their own.
        let closing = paragraph[..paragraph.len() - 1].iter().all(|line| {
            is_card(&line.text)
                && line.text.split_whitespace().count() <= 5
                && !speaks_of_oneself(&line.text)
        });
        if closing && is_cut_off {
            return start;
        }
        if is_apart_at(lines, end - 1) || is_numbered || last.text.chars().count() <= 2 {
            return end - 1;
        }
    }
    let is_talk = is_cut_off
        && paragraph.iter().all(|line| {
            sentences(&line.text).len() == 1
                && non_answer(&line.text).is_some_and(|talk| talk != NonAnswer::Question)
        });
    if is_talk { start } else { end }
}

/// It begins an answer, and no address.
fn is_numbered(line: &ReplyLine) -> bool {
    let number =
        numbered(&line.text).filter(|number| !number.rest.is_empty() && !is_titled(&line.text));
    number.is_some_and(|number| match number.kind {
        NumberKind::Marked => true,
        NumberKind::Bare => !is_contact(&line.text),
        NumberKind::Letter | NumberKind::Roman => {
            let mut words = number.rest.split(' ');
            !is_contact(&line.text) && !words.all(|word| word.starts_with(char::is_uppercase))
        }
    })
}

/// Short, and no sentence.
fn is_card(line: &str) -> bool {
    let is_short =
        line.split_whitespace().count() <= MOST_WORDS && line.chars().count() <= MOST_CHARACTERS;
    (is_short || is_contact(line))
        && (!line.ends_with(['.', '?', '!']) || is_name(line))
        && (marked(line).is_none_or(|number| is_contact(number.rest)))
}

/// It holds an address, a page or a number to call.
fn is_contact(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    line.split_whitespace().count() <= 16
        && !line.ends_with('.')
        && (line.contains("www.")
            || line.contains("http")
            || (line.contains('@') && !speaks_of_oneself(line))
            || (digits >= 7 && !speaks_of_oneself(line)))
}

/// `Sam Rivera, Staff Engineer`, `Sam Rivera | Commercial`.
fn is_titled(line: &str) -> bool {
    let parts = line
        .split_once(['|', ',', '\u{b7}'])
        .or_else(|| line.split_once(" - "))
        .or_else(|| line.split_once(" / "));
    parts.is_some_and(|(name, title)| {
        is_name(name) && name.trim().contains(' ') && !title.is_empty()
    })
}

fn is_device(line: &str) -> bool {
    let said = spoken(line, 6);
    let is_foreign = line.contains("iPhone") || line.contains("Android");
    MANNERS.devices.begin(&said)
        || (is_foreign && !speaks_of_oneself(line) && line.split_whitespace().count() <= 6)
}

/// The closing alone, before a mark, or before a name.
fn closes(line: &str) -> bool {
    let Some(rest) = MANNERS.closings.behind(line) else {
        return false;
    };
    let name = rest.trim_matches(|one: char| !one.is_alphanumeric());
    let count = name.split_whitespace().count();
    let is_apart = rest
        .trim_start()
        .starts_with([',', '.', '!', '-', '\u{2013}', '\u{2014}', ':', '/']);
    let first = name.split(' ').next().unwrap_or_default();
    name.is_empty()
        || (is_name(name) && !is_starter(name))
        || (is_apart && count <= 3 && !is_starter(first))
        || (count == 1 && !is_starter(name) && !rest.starts_with(['-', '\'']))
}

/// What stands behind the mark of a postscript: `PS`, `P.S.`, `PPS`, `P.P.S.`.
fn behind_postscript(line: &str) -> Option<&str> {
    let marks = ["ps", "pps", "p.s.", "p.p.s."];
    let rest = marks.iter().find_map(|mark| {
        let (said, rest) = line.split_at_checked(mark.len())?;
        let ends = mark.ends_with('.') || rest.starts_with([' ', ':', '.', ',', '-']);
        (ends && said.eq_ignore_ascii_case(mark)).then_some(rest)
    })?;
    Some(rest.trim_start_matches([':', '-', ',', ' ', '.', '\u{2013}']))
}

pub(super) fn is_banner(line: &str) -> bool {
    MANNERS.banners.within(&spoken(line, 60)) && !speaks_of_oneself(line)
}
