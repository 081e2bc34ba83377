//! Lines as paragraphs: what a mail client wrapped flows together again, what
//! the person broke stays broken.

use super::line::ReplyLine;

/// No client wraps earlier than this.
const NARROWEST: usize = 58;
/// A longer line was not wrapped by anybody.
const WIDEST: usize = 100;

/// Paragraphs between blank lines; within one, the person's own lines.
pub(super) fn paragraphs(lines: &[ReplyLine], width: usize) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut previous: Option<&ReplyLine> = None;
    for line in lines {
        if line.is_blank() {
            previous = None;
            continue;
        }
        let text = with_plain_bullet(&line.text);
        match (previous, paragraphs.last_mut()) {
            (Some(previous), Some(paragraph)) => {
                paragraph.push(if goes_on(previous, line, width) {
                    ' '
                } else {
                    '\n'
                });
                paragraph.push_str(&text);
            }
            _ => paragraphs.push(text),
        }
        previous = Some(line);
    }
    paragraphs
}

/// The width at which these lines were wrapped, if they were.
pub(super) fn width(lines: &[ReplyLine]) -> usize {
    let longest = lines.iter().map(|line| line.width).max();
    match longest {
        Some(longest) if longest <= WIDEST => longest.max(NARROWEST),
        _ => usize::MAX,
    }
}

fn goes_on(previous: &ReplyLine, line: &ReplyLine, width: usize) -> bool {
    if bullet(&line.text).is_some() {
        return false;
    }
    let word = line
        .text
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    previous.flowed || previous.width.saturating_add(1 + word) > width
}

fn with_plain_bullet(text: &str) -> String {
    bullet(text).map_or_else(|| text.to_owned(), |text| format!("- {text}"))
}

/// The text behind a bullet.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    let mark = characters.next()?;
    let rest = characters.as_str();
    let marks = matches!(
        mark,
        '-' | '*'
            | '+'
            | '\u{2022}'
            | '\u{2013}'
            | '\u{2014}'
            | '\u{b7}'
            | '\u{2023}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25e6}'
    );
    let tight = matches!(
        mark,
        '\u{2022}' | '\u{b7}' | '\u{2023}' | '\u{25aa}' | '\u{25cf}' | '\u{25e6}'
    );
    (marks && (rest.starts_with(' ') || tight))
        .then(|| rest.trim_start())
        .filter(|rest| !rest.is_empty())
}
