//! A row of a frame, and how much of it fits.

use crate::interview::terminal::line_editor::columns;
use crate::render::{Look, Tone, wrap};
use crate::talk::visible;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces of text side by side.
pub type FrameRow = Vec<(Tone, String)>;

pub fn row_columns(row: &[(Tone, String)]) -> usize {
    row.iter().map(|(_, text)| columns(text)).sum()
}

/// A text in as many rows as it takes, the first and the others each with an indent.
pub fn wrapped(
    text: &str,
    width: usize,
    (first, rest): (&str, &str),
    tone: Tone,
) -> impl Iterator<Item = FrameRow> {
    let lines = wrap(&visible(text), width, first, rest);
    let rows = lines.lines().map(|line| vec![(tone, line.to_owned())]);
    rows.collect::<Vec<_>>().into_iter()
}

/// As many rows as there is room for, and of each as much.
pub fn cut_rows(rows: &mut Vec<FrameRow>, width: usize, height: usize, look: Look) {
    rows.truncate(height);
    for row in rows {
        cut_row(row, width, look);
    }
}

/// Cuts a row to the width; an ellipsis shows where.
pub fn cut_row(row: &mut FrameRow, width: usize, look: Look) {
    if row_columns(row) <= width {
        return;
    }
    let end = look.ellipsis();
    let mut room = width.saturating_sub(columns(end));
    let mut fits = |(_, text): &(Tone, String)| {
        let rest = room.checked_sub(columns(text));
        room = rest.unwrap_or(room);
        rest.is_some()
    };
    let whole = row.iter().take_while(|piece| fits(piece)).count();
    row.truncate(whole + 1);
    if let Some((_, text)) = row.last_mut() {
        let mut kept = String::new();
        for character in text.graphemes(true) {
            if columns(&kept) + columns(character) > room {
                break;
            }
            kept.push_str(character);
        }
        *text = kept + if width >= columns(end) { end } else { "" };
    }
}
