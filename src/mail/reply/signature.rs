//! The bottom of a text: closings, signatures, names, what phones and mail
//! programs add. A postscript below them stays. All else is shown as left out.

use super::greeting::politeness;
use super::line::{ReplyLine, behind};
use super::manners::{MANNERS, is_name, is_starter};
use super::numbers::numbered;

/// More bytes than `Best, Sam` takes behind the last sentence of a line.
const LONGEST_TAIL: usize = 160;
/// A block of name, title and number has at most this many lines, of at most this
/// many words.
const MOST_LINES: usize = 8;
const MOST_WORDS: usize = 8;

/// Takes the signature from the bottom of a text. A postscript below it stays.
pub(super) fn without_signature(lines: &mut Vec<ReplyLine>, left_out: &mut Vec<String>) {
    // Nobody signs above a numbered answer.
    let is_numbered = |line: &ReplyLine| numbered(&line.text).is_some_and(|line| line.marked);
    let first = lines.iter().rposition(is_numbered).unwrap_or(0);
    let tail = (first..lines.len()).find_map(|index| {
        Some((
            index,
            closing_tail(&lines[index].text, &lines[index + 1..])?,
        ))
    });
    if let Some((index, start)) = tail {
        let mut signature = lines[index].clone();
        signature.text.drain(..start);
        let text = lines[index].text[..start].trim_end().to_owned();
        lines[index].text = text;
        lines.insert(index + 1, signature);
    }
    let bottom = lines.split_off(first);
    let mut has_signed = false;
    for (index, line) in bottom.iter().enumerate() {
        let below = &bottom[index + 1..];
        let mut line = line.clone();
        has_signed = has_signed || signs_off(&line.text, below);
        if has_signed && let Some(text) = postscript(&line.text) {
            line.text = text.to_owned();
            has_signed = signs_off(&line.text, below);
        }
        if !has_signed {
            lines.push(line);
        } else if !line.is_blank() {
            left_out.push(line.text);
        }
    }
    while lines.last().is_some_and(ReplyLine::is_blank) {
        lines.pop();
    }
}

/// Takes a bare name, or a block of name, title and number, from the very end.
pub(super) fn without_trailing_name(
    lines: &mut Vec<ReplyLine>,
    apart: bool,
    left_out: &mut Vec<String>,
) {
    for _ in 0..3 {
        while lines.last().is_some_and(ReplyLine::is_blank) {
            lines.pop();
        }
        let blank = lines.iter().rposition(ReplyLine::is_blank);
        let start = blank.map_or(0, |blank| blank + 1);
        let is_apart = start > 0 || apart;
        let signature = match &lines[start..] {
            [] => None,
            [only] => {
                let only = only.text.as_str();
                let is_signature = is_apart && (is_name(only) || is_card_in_one_line(only));
                let is_polite = start > 0 && politeness(only) == Some("");
                (is_signature || is_polite).then_some(start)
            }
            paragraph @ [first, .., last] => {
                let is_card = is_apart
                    && is_name(&first.text)
                    && paragraph.iter().all(|line| is_card_line(&line.text));
                let before_last = &paragraph[paragraph.len() - 2].text;
                let is_signed = is_name(&last.text) && is_sentence(before_last);
                if is_card {
                    Some(start)
                } else {
                    is_signed.then_some(lines.len() - 1)
                }
            }
        };
        let Some(signature) = signature else {
            return;
        };
        left_out.extend(lines.drain(signature..).map(|line| line.text));
    }
}

fn is_card_line(line: &str) -> bool {
    line.split_whitespace().count() <= MOST_WORDS
        && !line.ends_with(['.', '?', '!'])
        && numbered(line).is_none_or(|line| !line.marked)
}

/// `Sam Rivera, Staff Engineer`.
fn is_card_in_one_line(line: &str) -> bool {
    let is_titled = line
        .split_once(['|', ','])
        .is_some_and(|(name, title)| is_name(name) && name.contains(' ') && !title.is_empty());
    is_titled && is_card_line(line)
}

fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?']) && !line.starts_with(['-', '*', '\u{2022}'])
}

/// Whether the signature begins with this line, above those.
fn signs_off(line: &str, below: &[ReplyLine]) -> bool {
    let closes_with = |closings: &[String]| closings.iter().any(|closing| closes(line, closing));
    !line.is_empty()
        && (is_of_device(line)
            || is_disclaimer(line)
            || (is_dashes(line) && below.iter().any(|line| !line.is_blank()))
            || closes_with(&MANNERS.closings)
            || (closes_with(&MANNERS.light_closings) && is_short(below)))
}

/// `Sent from my phone`.
fn is_of_device(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', '~', '(', '[']);
    let mut devices = MANNERS.devices.iter();
    devices.any(|device| behind(line, device).is_some())
}

fn is_disclaimer(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.contains("confidential")
        && ["intended", "recipient", "disclos", "privileged"]
            .iter()
            .any(|word| lower.contains(word))
}

/// `--`, as mail programs put it above a signature.
fn is_dashes(line: &str) -> bool {
    line.len() >= 2
        && line
            .chars()
            .all(|character| matches!(character, '-' | '_' | '\u{2014}'))
}

/// A name, or a few lines of name, title and address.
fn is_short(below: &[ReplyLine]) -> bool {
    let is_few = || {
        below.len() <= MOST_LINES
            && below.iter().all(|line| {
                line.text.split_whitespace().count() <= MOST_WORDS
                    || postscript(&line.text).is_some()
            })
    };
    let first = below.iter().find(|line| !line.is_blank());
    first.is_some_and(|line| is_name(&line.text)) || is_few()
}

/// Where `Best, Sam` begins behind the last sentence of a line.
fn closing_tail(line: &str, below: &[ReplyLine]) -> Option<usize> {
    if line.is_empty() || !is_short(below) {
        return None;
    }
    let starts = line
        .match_indices(['.', '!', '?', ')'])
        .filter(|(end, _)| end + LONGEST_TAIL >= line.len())
        .map(|(end, _)| line.len() - line[end + 1..].trim_start().len());
    let closings = || MANNERS.closings.iter().chain(&MANNERS.light_closings);
    starts.filter(|&start| start < line.len()).find(|&start| {
        let tail = &line[start..];
        let is_marked = tail.starts_with(['-', '\u{2013}', '\u{2014}', '~']);
        (is_marked && is_name(tail)) || closings().any(|closing| closes(tail, closing))
    })
}

/// The closing alone, before a mark, or before a name.
fn closes(line: &str, closing: &str) -> bool {
    let Some(rest) = behind(line, closing) else {
        return false;
    };
    let count = rest.split_whitespace().count();
    // In two languages at once.
    if rest.trim_start().starts_with(['/', '|']) {
        return count <= 6;
    }
    if rest.starts_with(char::is_alphanumeric) || count > 4 {
        return false;
    }
    let says_wishes = ["regards", "wishes", "grüße"]
        .iter()
        .any(|word| closing.contains(word));
    let is_wish = says_wishes && closing.contains(' ') && count <= 3;
    let marks = [',', '.', '!', '-', '\u{2013}', '\u{2014}', ':'];
    let is_marked = rest.trim_start().starts_with(marks);
    let name = rest.trim_matches([
        ',', '.', '!', ' ', '-', '\u{2013}', '\u{2014}', ':', ')', '*', '_',
    ]);
    let count = name.split_whitespace().count();
    let is_likely_name =
        is_name(name) || (is_marked && count <= 3) || (count == 1 && !is_starter(name));
    is_wish || name.is_empty() || is_likely_name
}

/// What stands behind the mark of a postscript.
fn postscript(line: &str) -> Option<&str> {
    const MARKS: [&str; 10] = [
        "P.S.", "P.S", "PS.", "PS:", "PS,", "PS -", "PS ", "p.s.", "ps:", "ps ",
    ];
    let rest = MARKS.iter().find_map(|mark| line.strip_prefix(mark))?;
    Some(rest.trim_start_matches([':', '-', ',', ' ', '\u{2013}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closings_are_told_from_sentences() {
        let signs = |text: &str| {
            let mut lines = text.split('\n').map(ReplyLine::new).collect();
            let mut left_out = Vec::new();
            without_signature(&mut lines, &mut left_out);
            !left_out.is_empty()
        };
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
            "Best,\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}\u{130}",
            "It was late. \u{212a}ind regards, \u{130}pek",
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
