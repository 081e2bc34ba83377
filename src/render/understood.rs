//! What was understood of a reply or a sentence, before it is written down.

use super::style::Look;
use super::wrap::wrapped;
use crate::model::Section;
use crate::talk::visible_lines;

const INDENT: &str = "          ";

/// What was understood of a reply: whose section of which post-mortem, its answers, and
/// what is left out, in as few lines as show it.
pub fn understood(
    (id, whose): (&str, &str),
    section: &Section,
    left_out: &[String],
    look: Look,
) -> String {
    let dropped = match section.dropped.as_deref().map(Vec::as_slice) {
        Some([]) => "no ball".to_owned(),
        _ => section.balls().join(", "),
    };
    let left_out = shortly(left_out);
    let rows = [
        (id, whose, true),
        ("owned", section.owned.as_str(), true),
        ("dropped", &dropped, false),
        ("next", &section.next, true),
        ("left out", &left_out, false),
    ];
    let said = |text| {
        if str::is_empty(text) {
            "(nothing found)"
        } else {
            text
        }
    };
    let rows = rows
        .into_iter()
        .filter(|(_, text, always)| *always || !text.is_empty());
    labelled(rows.map(|(label, text, _)| (label, said(text))), look)
}

/// The beginnings of the first of them: a signature may be long, and a disclaimer longer.
fn shortly(left_out: &[String]) -> String {
    const MOST: usize = 12;
    const LONGEST: usize = 100;
    let shown = left_out.iter().take(MOST).map(|line| {
        let end = line.char_indices().nth(LONGEST).map(|(end, _)| end);
        end.map_or_else(|| line.clone(), |end| format!("{}\u{2026}", &line[..end]))
    });
    let more = left_out.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("and {more} more"));
    shown.chain(more).collect::<Vec<_>>().join(" / ")
}

/// A label a row and what it says, wrapped on a terminal only.
pub fn labelled<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>, look: Look) -> String {
    let mut text = String::new();
    for (label, said) in rows {
        for (index, line) in visible_lines(said).split('\n').enumerate() {
            let label = if index == 0 { label } else { "" };
            let first = format!("{label:9} ");
            let line = wrapped(line, look, &first, INDENT);
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}
