//! A row of a frame, and how much of it fits.

use crate::interview::terminal::line_editor::columns;
use crate::render::{Look, Tone, cut};

/// Pieces of text side by side.
pub type FrameRow = Vec<(Tone, String)>;

pub fn row_columns(row: &[(Tone, String)]) -> usize {
    row.iter().map(|(_, text)| columns(text)).sum()
}

/// Cuts a row to the width; an ellipsis shows where.
pub fn cut_row(row: &mut FrameRow, width: usize, look: Look) {
    let mut left = width;
    for (_, text) in row {
        *text = cut(text, left, look);
        left = left.saturating_sub(columns(text));
    }
}
