//! Lines as paragraphs: what a mail client wrapped flows together again, what the person
//! broke stays broken.

use super::line::ReplyLine;
use super::manners::{LineShape, is_label};

/// No client wraps earlier than this.
pub(super) const NARROWEST: usize = 58;
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
        let text = bullet(&line.text).map_or_else(
            || line.text.trim_matches(['|', ' ']).to_owned(),
            |text| format!("- {text}"),
        );
        match (previous, paragraphs.last_mut()) {
            (Some(previous), Some(paragraph)) => {
                // A label on a line of its own.
                let is_label = is_label(&previous.text);
                if is_label && !previous.text.ends_with(':') {
                    paragraph.push(':');
                }
                paragraph.push(if is_label || goes_on(previous, line, width) {
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
    match lines.iter().map(|line| line.width).max() {
        Some(longest) if longest <= WIDEST => longest.max(NARROWEST),
        _ => usize::MAX,
    }
}

fn goes_on(previous: &ReplyLine, line: &ReplyLine, width: usize) -> bool {
    let word = line
        .text
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .count();
    (previous.flowed || previous.width.saturating_add(1 + word) > width)
        && bullet(&line.text).is_none()
}

/// The text behind a bullet.
pub(super) fn bullet(text: &str) -> Option<&str> {
    LineShape::Bullet.part(text)
}
