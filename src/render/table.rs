//! Tables that fit: columns shrink, then leave, the least important first; a
//! row is always one line. Piped, every cell is whole and nothing is ruled off.

use super::style::{Look, Tone};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, TableStyle};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(super) struct Column<'t> {
    pub title: &'t str,
    /// The fewest columns of the terminal that it makes sense in.
    pub least: usize,
    /// Columns with a higher number leave first; equal ones, from the right.
    pub gives_way: u8,
    pub align: CellAlignment,
}

impl<'t> Column<'t> {
    pub const fn left(title: &'t str, least: usize, gives_way: u8) -> Self {
        Self {
            title,
            least,
            gives_way,
            align: CellAlignment::Left,
        }
    }

    pub const fn right(title: &'t str, least: usize, gives_way: u8) -> Self {
        let align = CellAlignment::Right;
        Self {
            align,
            ..Self::left(title, least, gives_way)
        }
    }
}

/// Text of one cell, or words of which some may be left out.
#[derive(Debug, Clone)]
pub(super) enum CellContent<'a> {
    Text(Cow<'a, str>),
    Words(Vec<Cow<'a, str>>),
}

#[derive(Debug, Clone)]
pub(super) struct Cell<'a> {
    pub content: CellContent<'a>,
    pub tone: Tone,
}

impl<'a> Cell<'a> {
    pub fn text(tone: Tone, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            content: CellContent::Text(text.into()),
            tone,
        }
    }

    pub fn words(tone: Tone, words: Vec<Cow<'a, str>>) -> Self {
        Self {
            content: CellContent::Words(words),
            tone,
        }
    }

    fn whole(&self) -> Cow<'_, str> {
        match &self.content {
            CellContent::Text(text) => Cow::Borrowed(text),
            CellContent::Words(words) => match words.as_slice() {
                [word] => Cow::Borrowed(word),
                words => Cow::Owned(words.join(", ")),
            },
        }
    }

    /// The words that fit and how many did not; text cut off with an ellipsis.
    pub fn fitted(&self, width: usize, look: Look) -> String {
        let whole = self.whole();
        if whole.width() <= width {
            return whole.into_owned();
        }
        if let CellContent::Words(words) = &self.content {
            for count in (1..words.len()).rev() {
                let some = format!("{} +{}", words[..count].join(", "), words.len() - count);
                if some.width() <= width {
                    return some;
                }
            }
            if words.len() > 1 {
                let more = format!(" +{}", words.len() - 1);
                if width > more.len() + 4 {
                    return cut(&words[0], width - more.len(), look) + &more;
                }
            }
        }
        cut(&whole, width, look)
    }
}

/// The longest beginning of a text that fits, with an ellipsis.
pub(super) fn cut(text: &str, width: usize, look: Look) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let ellipsis = look.ellipsis();
    let Some(room) = width.checked_sub(ellipsis.width()) else {
        return ".".repeat(width);
    };
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.truncate(kept.trim_end().len());
    kept + ellipsis
}

const GAP: usize = 2;

/// Draws the rows, with a heading where the output is a terminal; an empty text
/// where there is none.
pub(super) fn table<'a>(
    columns: &[Column<'_>],
    rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
    look: Look,
) -> String {
    let Some(width) = look.width else {
        return plain(columns, rows, look);
    };
    let rows: Vec<_> = rows.into_iter().collect();
    if rows.is_empty() {
        return String::new();
    }
    let titles = columns.iter().map(|column| column.title.width()).collect();
    let natural = natural_widths(titles, &rows);
    let fitted = fit(columns, &natural, width);
    let shown: Vec<usize> = (0..columns.len())
        .filter(|&index| fitted[index].is_some())
        .collect();
    let cells = |row: &[Cell<'_>]| -> Vec<String> {
        shown
            .iter()
            .map(|&index| {
                look.paint(
                    row[index].tone,
                    row[index].fitted(fitted[index].unwrap_or(0), look),
                )
            })
            .collect()
    };
    let mut table = comfy_table::Table::new();
    table
        .set_content_arrangement(ContentArrangement::Disabled)
        .load_style(rules(look));
    table.set_header(shown.iter().map(|&index| {
        let title = cut(columns[index].title, fitted[index].unwrap_or(0), look);
        look.paint(Tone::Heading, title)
    }));
    for row in &rows {
        table.add_row(cells(row));
    }
    let last = shown.len().saturating_sub(1);
    for (position, &index) in shown.iter().enumerate() {
        if let Some(column) = table.column_mut(position) {
            column.set_padding((0, if position == last { 0 } else { GAP as u16 }));
            column.set_cell_alignment(columns[index].align);
        }
    }
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The columns for which there is no room.
pub(super) fn left_out(columns: &[Column<'_>], rows: &[Vec<Cell<'_>>], look: Look) -> Vec<usize> {
    let Some(width) = look.width else {
        return Vec::new();
    };
    let titles = columns.iter().map(|column| column.title.width()).collect();
    let fitted = fit(columns, &natural_widths(titles, rows), width);
    let left_out = |index: &usize| fitted[*index].is_none();
    (0..columns.len()).filter(left_out).collect()
}

/// A rule below the heading and nothing else.
const fn rules(look: Look) -> TableStyle {
    let rule = if look.unicode { '─' } else { '-' };
    TableStyle::new().header_separator(LineStyle::none().fill(rule))
}

/// One record a line, whole, in aligned columns. Of each row only its text is held.
fn plain<'a>(
    columns: &[Column<'_>],
    rows: impl IntoIterator<Item = Vec<Cell<'a>>>,
    look: Look,
) -> String {
    let mut natural = vec![0; columns.len()];
    let (mut texts, mut cells) = (String::new(), Vec::new());
    for (widest, cell) in rows.into_iter().flat_map(|row| (0..).zip(row)) {
        let (start, whole) = (texts.len(), cell.whole());
        let width = width(&whole);
        natural[widest] = width.max(natural[widest]);
        match look.color {
            true => texts.push_str(&look.paint(cell.tone, &whole)),
            false => texts.push_str(&whole),
        }
        cells.push(((texts.len() - start) as u32, width as u32));
    }
    let (mut text, mut rest) = (String::new(), texts.as_str());
    for row in cells.chunks(columns.len()) {
        for (index, ((length, width), column)) in row.iter().zip(columns).enumerate() {
            let (cell, behind) = rest.split_at(*length as usize);
            let padding = natural[index] - *width as usize;
            let (before, after) = match column.align {
                CellAlignment::Right => (padding, 0),
                _ => (0, padding),
            };
            if index > 0 {
                text.push_str("  ");
            }
            text.extend(std::iter::repeat_n(' ', before));
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', after));
            rest = behind;
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

fn natural_widths(mut widths: Vec<usize>, rows: &[Vec<Cell<'_>>]) -> Vec<usize> {
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = (*widest).max(width(&cell.whole()));
        }
    }
    widths
}

/// Columns a text takes. Nearly all text is ASCII, where every character that is
/// left after escaping takes one.
fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// The width of each column; `None` for one that had to leave.
fn fit(columns: &[Column<'_>], natural: &[usize], width: usize) -> Vec<Option<usize>> {
    let least = |index: usize| columns[index].least.min(natural[index]);
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let needed = |shown: &[usize], each: &dyn Fn(usize) -> usize| -> usize {
        shown.iter().map(|&index| each(index)).sum::<usize>() + GAP * shown.len().saturating_sub(1)
    };
    while shown.len() > 1 && needed(&shown, &least) > width {
        let leaving = shown
            .iter()
            .copied()
            .max_by_key(|&index| (columns[index].gives_way, index));
        shown.retain(|&index| Some(index) != leaving);
    }
    let mut fitted: Vec<Option<usize>> = vec![None; columns.len()];
    for &index in &shown {
        fitted[index] = Some(least(index).min(width));
    }
    let mut spare = width.saturating_sub(needed(&shown, &least));
    // The most important column takes what it needs first.
    shown.sort_by_key(|&index| (columns[index].gives_way, index));
    for index in shown {
        let more = (natural[index] - least(index)).min(spare);
        fitted[index] = fitted[index].map(|width| width + more);
        spare -= more;
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(width: usize) -> Look {
        Look {
            width: Some(width),
            color: false,
            unicode: true,
        }
    }

    fn sample(width: usize) -> String {
        let columns = [
            Column::left("id", 5, 0),
            Column::left("role", 8, 1),
            Column::left("stage", 5, 3),
            Column::left("dropped", 8, 2),
        ];
        let row =
            |id: &'static str, role: &'static str, stage: &'static str, words: &[&'static str]| {
                vec![
                    Cell::text(Tone::Id, id),
                    Cell::text(Tone::Plain, role),
                    Cell::text(Tone::Plain, stage),
                    Cell::words(Tone::Plain, words.iter().map(|&word| word.into()).collect()),
                ]
            };
        let rows = [
            row(
                "k7f3q",
                "平台工程师",
                "offer",
                &["feedback-late", "no-pre-close"],
            ),
            row("m2x9d", "👩‍🚀 Désigner e\u{301}toile", "final-loop", &[]),
        ];
        table(&columns, rows, look(width))
    }

    #[test]
    fn columns_shrink_then_leave_and_rows_stay_one_line() {
        for width in 1..100 {
            let text = sample(width);
            assert_eq!(text.lines().count(), 4, "{text}");
            for line in text.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
        assert_eq!(
            sample(48),
            "id     role                stage  dropped\n".to_owned()
                + "────────────────────────────────────────────────\n"
                + "k7f3q  平台工程师          offer  feedback-l… +1\n"
                + "m2x9d  👩\u{200d}🚀 Désigner e\u{301}toile  fina…\n"
        );
    }
}
