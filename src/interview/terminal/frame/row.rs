//! A row of a frame, and how much of it fits.

use crate::interview::terminal::line_editor::columns;
use crate::render::{Look, Tone};
use unicode_segmentation::UnicodeSegmentation;

/// Pieces of text side by side.
pub type FrameRow = Vec<(Tone, String)>;

pub fn row_columns(row: &[(Tone, String)]) -> usize {
    row.iter().map(|(_, text)| columns(text)).sum()
}

/// Cuts a row to the width; an ellipsis shows where.
pub fn cut_row(row: &mut FrameRow, width: usize, look: Look) {
    if row_columns(row) <= width {
        return;
    }
    let end = look.ellipsis();
    let room = width.saturating_sub(end.len().min(3).min(columns(end)));
    let mut used = 0;
    let mut kept = FrameRow::new();
    'pieces: for (tone, text) in row.iter() {
        let mut piece = String::new();
        for character in text.graphemes(true) {
            let wide = columns(character);
            if used + wide > room {
                if width >= columns(end) {
                    piece.push_str(end);
                }
                kept.push((*tone, piece));
                break 'pieces;
            }
            used += wide;
            piece.push_str(character);
        }
        kept.push((*tone, piece));
    }
    *row = kept;
}
