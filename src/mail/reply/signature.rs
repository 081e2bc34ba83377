//! The bottom of a text: closings, signatures, names, what phones and mail
//! programs add. A postscript below them stays. All else is shown as left out.

use super::greeting::politeness;
use super::letter::Line;
use super::manners::{MANNERS, is_name, is_starter};
use super::numbers::numbered;
use std::ops::Range;

/// Takes the signature from the bottom of a text. A postscript below it stays.
pub(super) fn without_signature(lines: &mut Vec<Line>, left_out: &mut Vec<String>) {
    let mut from = 0;
    let tail = (0..lines.len()).find_map(|index| Some((index, closing_tail(lines, index)?)));
    if let Some((index, tail)) = tail {
        let mut signature = lines[index].clone();
        signature.text.drain(..tail);
        let text = lines[index].text[..tail].trim_end().to_owned();
        lines[index].text = text;
        lines.insert(index + 1, signature);
    }
    while let Some(start) = (from..lines.len()).find(|&index| signs_off(lines, index)) {
        let postscript = (start..lines.len()).find(|&index| is_postscript(&lines[index].text));
        let end = postscript.unwrap_or(lines.len());
        take(lines, start..end, left_out);
        if let Some(line) = lines.get_mut(start) {
            line.text = without_postscript_mark(&line.text).to_owned();
        }
        from = start;
    }
    while lines.last().is_some_and(Line::is_blank) {
        lines.pop();
    }
}

/// Takes a bare name, or a block of name, title and number, from the very end.
pub(super) fn without_trailing_name(
    lines: &mut Vec<Line>,
    apart: bool,
    left_out: &mut Vec<String>,
) {
    for _ in 0..3 {
        while lines.last().is_some_and(Line::is_blank) {
            lines.pop();
        }
        let start = lines
            .iter()
            .rposition(Line::is_blank)
            .map_or(0, |blank| blank + 1);
        let paragraph = &lines[start..];
        let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else {
            return;
        };
        let alone = start > 0 || apart;
        let polite = paragraph.len() == 1 && start > 0 && politeness(&last.text) == Some("");
        let card = paragraph.len() >= 2
            && alone
            && is_name(&first.text)
            && paragraph.iter().all(|line| is_card_line(&line.text));
        let titled = first
            .text
            .split_once(['|', ','])
            .is_some_and(|(name, title)| is_name(name) && name.contains(' ') && !title.is_empty());
        let one_line_card = paragraph.len() == 1 && alone && titled && is_card_line(&first.text);
        if card || one_line_card || polite || paragraph.len() == 1 && alone && is_name(&last.text) {
            take(lines, start..lines.len(), left_out);
        } else if paragraph.len() >= 2 && is_name(&last.text) && ends_sentence(paragraph) {
            take(lines, lines.len() - 1..lines.len(), left_out);
        } else {
            return;
        }
    }
}

fn take(lines: &mut Vec<Line>, range: Range<usize>, left_out: &mut Vec<String>) {
    let taken = lines.drain(range).map(|line| line.text);
    left_out.extend(taken.filter(|text| !text.is_empty()));
}

fn is_card_line(line: &str) -> bool {
    line.split_whitespace().count() <= 8
        && !line.ends_with(['.', '?', '!'])
        && numbered(line).is_none_or(|line| !line.marked)
}

fn ends_sentence(paragraph: &[Line]) -> bool {
    let before = &paragraph[paragraph.len() - 2].text;
    before.ends_with(['.', '!', '?']) && !before.starts_with(['-', '*', '\u{2022}'])
}

/// Whether the signature begins with this line.
fn signs_off(lines: &[Line], index: usize) -> bool {
    let text = lines[index].text.as_str();
    let below = &lines[index + 1..];
    if below
        .iter()
        .any(|line| numbered(&line.text).is_some_and(|line| line.marked))
    {
        return false;
    }
    let lower = text
        .trim_start_matches(['*', '_', '~', '(', '['])
        .to_lowercase();
    if MANNERS
        .devices
        .iter()
        .any(|device| lower.starts_with(device))
        || is_disclaimer(&lower)
    {
        return true;
    }
    let dashes = text.len() >= 2
        && text
            .chars()
            .all(|character| matches!(character, '-' | '_' | '\u{2014}'));
    if dashes {
        return below.iter().any(|line| !line.is_blank());
    }
    if MANNERS.closings.iter().any(|closing| closes(text, closing)) {
        return true;
    }
    is_short(below)
        && MANNERS
            .light_closings
            .iter()
            .any(|closing| closes(text, closing))
}

/// A name, or a few lines of name, title and address.
fn is_short(below: &[Line]) -> bool {
    let named = below
        .iter()
        .find(|line| !line.is_blank())
        .is_some_and(|line| is_name(&line.text));
    let few = below.len() <= 8
        && below
            .iter()
            .all(|line| line.text.split_whitespace().count() <= 8 || is_postscript(&line.text));
    named || few
}

/// Where `Best, Sam` begins behind the last sentence of a line.
fn closing_tail(lines: &[Line], index: usize) -> Option<usize> {
    let text = lines[index].text.as_str();
    let below = &lines[index + 1..];
    if !is_short(below)
        || below
            .iter()
            .any(|line| numbered(&line.text).is_some_and(|line| line.marked))
    {
        return None;
    }
    let starts = text
        .match_indices(['.', '!', '?', ')'])
        .map(|(end, _)| text.len() - text[end + 1..].trim_start().len());
    let closings = || MANNERS.closings.iter().chain(&MANNERS.light_closings);
    starts.filter(|&start| start < text.len()).find(|&start| {
        let tail = &text[start..];
        let signed = tail.starts_with(['-', '\u{2013}', '\u{2014}', '~']) && is_name(tail);
        signed || closings().any(|closing| closes(tail, closing))
    })
}

/// The closing alone, before a mark, or before a name.
fn closes(line: &str, closing: &str) -> bool {
    let lower = line.to_lowercase();
    let Some(rest) = lower
        .strip_prefix(closing)
        .and_then(|rest| line.get(line.len() - rest.len()..))
    else {
        return false;
    };
    // In two languages at once.
    if rest.trim_start().starts_with(['/', '|']) {
        return rest.split_whitespace().count() <= 6;
    }
    if rest.starts_with(char::is_alphanumeric) || rest.split_whitespace().count() > 4 {
        return false;
    }
    let wishes = ["regards", "wishes", "grüße"]
        .iter()
        .any(|word| closing.contains(word));
    if wishes && closing.contains(' ') && rest.split_whitespace().count() <= 3 {
        return true;
    }
    let name = rest.trim_matches([
        ',', '.', '!', ' ', '-', '\u{2013}', '\u{2014}', ':', ')', '*', '_',
    ]);
    let marked = rest
        .trim_start()
        .starts_with([',', '.', '!', '-', '\u{2013}', '\u{2014}', ':']);
    name.is_empty()
        || is_name(name)
        || marked && name.split_whitespace().count() <= 3
        || name.split_whitespace().count() == 1 && !is_starter(name)
}

fn is_disclaimer(lower: &str) -> bool {
    lower.contains("confidential")
        && ["intended", "recipient", "disclos", "privileged"]
            .iter()
            .any(|word| lower.contains(word))
}

fn is_postscript(line: &str) -> bool {
    without_postscript_mark(line).len() < line.len()
}

fn without_postscript_mark(line: &str) -> &str {
    for mark in [
        "P.S.", "P.S", "PS.", "PS:", "PS,", "PS -", "PS ", "p.s.", "ps:", "ps ",
    ] {
        if let Some(rest) = line.strip_prefix(mark) {
            return rest.trim_start_matches([':', '-', ',', ' ', '\u{2013}']);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closings_are_told_from_sentences() {
        let signs = |text: &str| signs_off(&super::super::letter::lines(text, &mut Vec::new()), 0);
        for text in [
            "Best,",
            "Best",
            "Cheers, Sam",
            "Thanks!\nSam",
            "thanks sam",
            "Kind regards",
            "Mit freundlichen Grüßen",
            "Sent from my iPhone",
            "-- \nSam",
        ] {
            assert!(signs(text), "{text}");
        }
        for text in [
            "Best people leave first",
            "Thanks to the brief I knew",
            "Yours was better",
            "Regards of pay, none",
            "Thanks\n\n1) no",
            "--",
        ] {
            assert!(!signs(text), "{text}");
        }
    }
}
