//! What a question looks like: rows no wider than the terminal and no more of
//! them than fit, whatever its size.

mod offers;
mod row;

use super::field::PromptField;
use super::line_editor::columns;
use crate::context::Screen;
use crate::interview::person::{By, Prompt, PromptKind, Response};
use crate::model::day_in_words;
use crate::render::{Look, Tone};
use crate::talk::{one_line, visible};
use offers::offers;
use row::row_columns;
pub use row::{FrameRow, cut_row, cut_rows, wrapped};

/// Rows to draw, and where the cursor stands in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frame {
    pub rows: Vec<FrameRow>,
    pub cursor: (usize, usize),
}

/// The most rows of offers, however tall the terminal is.
const MOST_OFFERS: usize = 12;
/// Columns for what a row that was left behind is about.
const LABEL: usize = 9;
/// A question is read best in lines that are not too long.
const WIDEST: usize = 100;

/// The rows of a field in a terminal of this size.
pub fn frame(field: &mut PromptField<'_>, size: (usize, usize), look: Look) -> Frame {
    // The last column stays free: some terminals wrap as soon as it is filled.
    let width = size.0.saturating_sub(1).clamp(1, WIDEST);
    let height = size.1.saturating_sub(1).max(1);
    field.width = width.saturating_sub(2).max(1);
    let heading = heading(field.prompt, width, look);
    let (input, cursor) = input(field, width, height);
    let below = below(field, width, look);
    let kept = heading.question.len() + heading.remark.len() + input.len() + below.len();
    let spare = height.saturating_sub(kept);
    // Offers before what is only to be read; three of them are enough to go on, and a
    // marked one is read to its end.
    let room = spare.saturating_sub(heading.about.len()).max(spare.min(3));
    let offers = offers(field, room.min(MOST_OFFERS), width, look);
    let about = spare.saturating_sub(offers.len());
    let mut rows: Vec<FrameRow> = heading.about.into_iter().take(about).collect();
    rows.extend(heading.question);
    let end_of_question = (
        rows.len().saturating_sub(1),
        rows.last().map_or(0, |row| row_columns(row) + 1),
    );
    rows.extend(heading.remark);
    let at = if input.is_empty() {
        end_of_question
    } else {
        (rows.len() + cursor.0, cursor.1)
    };
    rows.extend(input);
    rows.extend(offers);
    rows.extend(below);
    cut_rows(&mut rows, width, height, look);
    Frame {
        cursor: (at.0.min(rows.len().saturating_sub(1)), at.1.min(width)),
        rows,
    }
}

/// The row that stays behind when a question is answered.
pub fn answered(prompt: &Prompt<'_>, answer: &Response, columns: usize, look: Look) -> FrameRow {
    let text = answer.text.trim();
    let value = match &prompt.kind {
        PromptKind::Choose(offers) => {
            let chosen = offers.iter().find(|offer| offer.slug == answer.text);
            chosen.map_or(String::new(), |offer| match offer.slug.as_str() {
                "" => offer.meaning.clone(),
                slug => slug.to_owned(),
            })
        }
        PromptKind::Line {
            suggested, today, ..
        } if today.is_some() || text.is_empty() => {
            let said = Some(text).filter(|text| !text.is_empty());
            let said = said.or(suggested.as_deref()).unwrap_or_default();
            match today {
                // What is no day is not taken, and asked again.
                Some(today) => day_in_words(said, *today)
                    .map_or_else(String::new, |day| format!("{day}, {}", day.weekday())),
                None => said.to_owned(),
            }
        }
        PromptKind::Line { .. } | PromptKind::Text => one_line(text),
        PromptKind::Pick { .. } => answer.picked.join(", "),
    };
    let (tone, value) = match value.as_str() {
        "" => (Tone::Quiet, "-".to_owned()),
        value => (Tone::Plain, visible(value).into_owned()),
    };
    let mut row = vec![
        (Tone::Quiet, format!("{:LABEL$}", prompt.label)),
        (tone, value),
    ];
    if !prompt.about.is_empty() {
        row.push((Tone::Quiet, format!(": {}", visible(&prompt.about))));
    }
    cut_row(&mut row, columns.saturating_sub(1).max(1), look);
    row
}

/// Text with its colours.
pub fn painted(row: &FrameRow, look: Look) -> String {
    let pieces = row.iter();
    pieces.map(|(tone, text)| look.paint(*tone, text)).collect()
}

/// Draws rows on the screen, with the cursor at its row and column.
pub fn draw(screen: &mut Screen<'_>, rows: &[FrameRow], cursor: (usize, usize), look: Look) {
    let widths: Vec<_> = rows.iter().map(|row| row_columns(row)).collect();
    let rows: Vec<_> = rows.iter().map(|row| painted(row, look)).collect();
    screen.draw(&rows, &widths, cursor);
}

struct Heading {
    /// To read before; left out where there is no room.
    about: Vec<FrameRow>,
    question: Vec<FrameRow>,
    remark: Vec<FrameRow>,
}

fn heading(prompt: &Prompt<'_>, width: usize, look: Look) -> Heading {
    let mut about = Vec::new();
    if let Some(progress) = &prompt.progress {
        let (part, dot) = (&progress.part, look.dot());
        let (at, of) = (progress.at, progress.of);
        let text = format!("{part} {dot} {}{at} of {of}", progress.unit);
        about.extend(wrapped(&text, width, ("", ""), Tone::Quiet));
    }
    for question in &prompt.beside {
        about.extend(wrapped(question, width, ("  - ", "    "), Tone::Plain));
    }
    let remark = prompt.remark.iter();
    let remark = remark.flat_map(|remark| wrapped(remark, width, ("", ""), Tone::Watch));
    Heading {
        about,
        question: wrapped(&prompt.question, width, ("", ""), Tone::Heading).collect(),
        remark: remark.collect(),
    }
}

/// The rows in which is typed, and the cursor in them.
fn input(field: &PromptField<'_>, width: usize, height: usize) -> (Vec<FrameRow>, (usize, usize)) {
    let editor = &field.editor;
    if matches!(field.prompt.kind, PromptKind::Choose(_)) && editor.is_empty() {
        return (Vec::new(), (0, 0)); // a key is enough
    }
    let mut rows = Vec::new();
    if !field.picked.is_empty() {
        let ranked = field.picked.iter().enumerate();
        let ranked: Vec<String> = ranked
            .map(|(index, slug)| format!("{} {}", index + 1, visible(slug)))
            .collect();
        let ranked = format!("  {}", ranked.join("  "));
        rows.extend(wrapped(&ranked, width, ("", ""), Tone::Id));
    }
    let above = rows.len();
    let ranges = editor.rows(field.width);
    let (row, column) = editor.place(&ranges);
    // A text taller than the terminal is seen around the cursor.
    let room = (height / 2).max(1);
    let first = row.saturating_sub(room.saturating_sub(1));
    for (index, range) in ranges.iter().enumerate().skip(first).take(room) {
        let sign = if index == 0 { "> " } else { "  " };
        let mut text = visible(&editor.text()[range.clone()]).into_owned();
        while columns(&text) > field.width && text.ends_with(' ') {
            text.pop(); // blanks may hang over, unseen
        }
        rows.push(vec![(Tone::Id, sign.to_owned()), (Tone::Plain, text)]);
    }
    let ghost = field.ghost().filter(|_| editor.is_at_end());
    if let (Some(row), Some(ghost)) = (rows.last_mut(), ghost) {
        row.push((Tone::Quiet, visible(&ghost).into_owned()));
    }
    (rows, (above + row - first, 2 + column))
}

/// The notice about the last key, and what the keys do now.
fn below(field: &PromptField<'_>, width: usize, look: Look) -> Vec<FrameRow> {
    let mut rows = Vec::new();
    if let Some(notice) = &field.notice {
        rows.extend(wrapped(notice, width, ("  ", "  "), Tone::Watch));
    }
    let keys = keys(field);
    // As many as fit whole.
    let mut line = String::new();
    for key in keys {
        let gap = if line.is_empty() {
            "  ".to_owned()
        } else {
            format!(" {} ", look.dot())
        };
        if !line.is_empty() && columns(&line) + columns(&gap) + columns(&key) > width {
            break;
        }
        line += &format!("{gap}{key}");
    }
    rows.push(vec![(Tone::Quiet, line)]);
    rows
}

/// What the keys do, the most needed first.
fn keys(field: &PromptField<'_>) -> Vec<String> {
    let marked = field.marked();
    let is_new = marked.as_ref().is_some_and(|offer| offer.is_new);
    let marked = marked.map(|offer| visible(offer.name()).into_owned());
    let is_blank = field.editor.text().trim().is_empty();
    let mut keys = Vec::new();
    let mut say = |key: &str| keys.push(key.to_owned());
    match (&field.prompt.kind, marked) {
        (PromptKind::Choose(_), Some(name)) => {
            say(&format!("Enter takes {name}"));
            say("a number or word marks");
        }
        (PromptKind::Choose(_), None) => say(&format!("{} marks", field.marker())),
        (PromptKind::Line { .. }, Some(name)) => say(&format!("Enter takes {name}")),
        (
            PromptKind::Line {
                suggested,
                known,
                is_needed,
                ..
            },
            None,
        ) => {
            match suggested.as_ref().filter(|_| is_blank) {
                Some(suggested) => {
                    say(&format!("Enter takes {}", visible(suggested)));
                    if !is_needed {
                        say("- leaves it empty");
                    }
                }
                None => say("Enter goes on"),
            }
            if !known.is_empty() {
                say("Tab completes");
            }
        }
        (PromptKind::Text, _) => {
            say("Enter goes on");
            say("Ctrl-O editor");
            say("Alt-Enter new line");
        }
        (PromptKind::Pick { .. }, Some(name)) if is_new => {
            say(&format!("Enter adds {name}"));
            if !field.offers.is_empty() {
                say("an arrow marks another");
            }
        }
        (PromptKind::Pick { .. }, Some(name)) => say(&format!("Enter picks {name}")),
        (PromptKind::Pick { .. }, None) if !is_blank && field.offers.is_empty() => {
            say("nothing is listed for that");
        }
        (PromptKind::Pick { .. }, None) if !is_blank => say("an arrow marks one"),
        (PromptKind::Pick { by, .. }, None) => {
            say("Enter goes on");
            match (field.picked.last(), by) {
                (Some(last), _) => say(&format!("Backspace takes {} back", visible(last))),
                (None, By::Name) => say("a number or word marks"),
                (None, By::Meaning) => say("type what happened, or arrows"),
            }
        }
    }
    say("Esc back");
    if matches!(field.prompt.kind, PromptKind::Choose(_)) {
        say("Ctrl-C stops");
    }
    keys
}

#[cfg(test)]
mod tests;
