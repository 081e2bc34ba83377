//! A sentence and what was understood of it: drawn, one field a row and those of which
//! nothing is said in one.

use super::frame::{FrameRow, cut_rows, draw, wrapped};
use crate::context::{KeyPress, Screen};
use crate::interview::person::{Review, Reviewed};
use crate::render::{Look, Tone, wrap};
use crate::talk::visible;

/// Lines are read best when they are not too long.
const WIDEST: usize = 88;
/// Columns before what a field says.
const INDENT: &str = "             ";

/// Draws it until a key says what to do.
pub fn review(screen: &mut Screen<'_>, look: Look, review: &Review<'_>) -> Reviewed {
    let mut notice = review.notice.clone();
    // Nobody saves what they have not seen.
    screen.forget_typed_ahead();
    loop {
        let rows = frame(review, notice.as_deref(), screen.size(), look);
        draw(screen, &rows, (rows.len().saturating_sub(1), 0), look);
        let reviewed = match screen.read() {
            KeyPress::Enter => Reviewed::Save,
            KeyPress::Backspace => Reviewed::TakeBack,
            KeyPress::Interrupt | KeyPress::Finish => Reviewed::Left,
            KeyPress::Character(letter) => match review.step_of(letter) {
                Some(step) => Reviewed::Open(step),
                None => {
                    notice = Some(format!("no field is called {letter}"));
                    continue;
                }
            },
            KeyPress::Resize => {
                screen.resized();
                continue;
            }
            KeyPress::Suspend => {
                screen.suspend();
                continue;
            }
            KeyPress::Pause => continue,
            _ => {
                notice = Some("Enter saves, a letter changes a field, Ctrl-C leaves".to_owned());
                continue;
            }
        };
        screen.clear();
        return reviewed;
    }
}

fn frame(
    review: &Review<'_>,
    notice: Option<&str>,
    size: (usize, usize),
    look: Look,
) -> Vec<FrameRow> {
    let width = size.0.saturating_sub(1).clamp(1, WIDEST);
    let height = size.1.saturating_sub(1).max(1);
    let mut fields: Vec<FrameRow> = Vec::new();
    let mut unsaid = Vec::new();
    for row in review.rows {
        let label = format!("  {} {:8} ", row.letter, row.label);
        if row.value.is_empty() {
            unsaid.push(format!("{} {}", row.letter, row.label));
            continue;
        }
        let text = wrap(&visible(&row.value), width, INDENT, INDENT);
        for (index, line) in text.lines().enumerate() {
            let label = if index == 0 { &label } else { INDENT };
            let said = line.trim_start().to_owned();
            fields.push(vec![(Tone::Id, label.to_owned()), (Tone::Plain, said)]);
        }
    }
    if !unsaid.is_empty() {
        let text = unsaid.join(&format!(" {} ", look.dot()));
        fields.extend(wrapped(
            &text,
            width,
            ("  not said:  ", INDENT),
            Tone::Quiet,
        ));
    }
    for open in review.open {
        fields.extend(wrapped(open, width, ("  unsure:    ", INDENT), Tone::Watch));
    }
    if let Some(notice) = notice {
        fields.extend(wrapped(notice, width, ("  ", "  "), Tone::Watch));
    }
    let dot = look.dot();
    let keys = format!(
        "Enter saves {dot} a letter changes {dot} Backspace unmarks the last {dot} Ctrl-C leaves"
    );
    fields.extend(wrapped(&keys, width, ("  ", "  "), Tone::Quiet));
    // What does not fit goes from the sentence, which the person has just typed.
    let line = wrapped(review.line, width, ("", ""), Tone::Heading);
    let spare = height.saturating_sub(fields.len());
    let mut rows: Vec<FrameRow> = line.take(spare).collect();
    rows.extend(fields);
    cut_rows(&mut rows, width, height, look);
    rows
}

#[cfg(test)]
mod tests {
    use super::super::frame::painted;
    use super::*;
    use crate::interview::spoken::SpokenRow;
    use crate::interview::step::Step;
    use crate::model::Fact;
    use unicode_width::UnicodeWidthStr;

    const LOOK: Look = Look {
        width: None,
        color: false,
        unicode: true,
    };

    #[test]
    fn every_row_fits_and_the_keys_are_always_there() {
        let row = |letter, fact: Fact, value: &str| SpokenRow {
            letter,
            step: Step::Fact(fact),
            label: fact.name(),
            value: value.to_owned(),
        };
        let rows = [
            row('o', Fact::Outcome, "offer-declined"),
            row('s', Fact::Stage, ""),
            row(
                'l',
                Fact::Tldr,
                &"they wanted benefits and we led with equity ".repeat(9),
            ),
        ];
        let open = ["the day: 11/9".to_owned()];
        for (columns, height) in [(80, 24), (50, 20), (30, 8), (12, 3)] {
            let review = Review {
                line: "[offer declined] 11/9, they wanted [benefits] and we led with [equity]",
                rows: &rows,
                open: &open,
                notice: None,
            };
            let rows = frame(&review, None, (columns, height), LOOK);
            let texts: Vec<_> = rows.iter().map(|row| painted(row, LOOK)).collect();
            assert!(texts.len() < height, "{columns} x {height}: {texts:?}");
            assert!(texts.iter().all(|text| text.width() < columns), "{texts:?}");
            if height > 10 {
                let all: Vec<_> = texts.iter().map(|text| text.trim()).collect();
                let all = all.join(" ");
                for said in [
                    "unmarks",
                    "s stage",
                    "offer-declined",
                    "unsure:",
                    "[benefits]",
                ] {
                    assert!(all.contains(said), "{said} at {columns}: {all}");
                }
            }
        }
    }
}
