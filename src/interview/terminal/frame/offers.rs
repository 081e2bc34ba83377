//! What can be picked below a question: a row each, the marked one to its end.

use super::row::{FrameRow, wrapped};
use crate::interview::person::Offer;
use crate::interview::terminal::field::{PromptField, number};
use crate::interview::terminal::line_editor::columns;
use crate::render::{Look, Tone};
use crate::talk::visible;

/// Columns for the name of an offer, where there are enough.
const LONGEST_NAME: usize = 30;

/// As many rows as there is room for, around the marked one.
pub(super) fn offers(
    field: &PromptField<'_>,
    room: usize,
    width: usize,
    look: Look,
) -> Vec<FrameRow> {
    let at = field.at.unwrap_or(0);
    let all = &field.offers;
    let names = all.iter().map(|offer| columns(offer.name()));
    let name_width = names.max().unwrap_or(0).min(LONGEST_NAME);
    let is_numbered = field.is_numbered();
    let mut rows: Vec<Vec<FrameRow>> = Vec::new();
    for (index, offer) in all.iter().enumerate() {
        let is_at = field.at == Some(index);
        let sign = if is_at { ">" } else { " " };
        let number = match number(index, all).filter(|_| is_numbered) {
            Some(number) => format!("{number:>2}"),
            None => String::new(),
        };
        let tone = if is_at { Tone::Id } else { Tone::Plain };
        let plus = if offer.is_new { "+ " } else { "" };
        let name = format!("{plus}{}", visible(offer.name()));
        let gap = " ".repeat(name_width.saturating_sub(columns(&name)));
        let place = field.picked.iter().position(|one| *one == offer.slug);
        let about = beside_name(offer, place, look);
        let gapped = format!("{sign}{number} {name}{gap}  ");
        let alone = vec![(tone, format!("{sign}{number} {name}"))];
        if about.is_empty() {
            rows.push(vec![alone]);
        } else if columns(&gapped) + columns(&about) <= width {
            rows.push(vec![vec![(tone, gapped), (Tone::Quiet, about)]]);
        } else if is_at && room > 1 {
            // What Enter takes is to be read to its end.
            let whole = wrapped(&about, width, ("    ", "    "), Tone::Quiet);
            rows.push(std::iter::once(alone).chain(whole).collect());
        } else if columns(&gapped) + 8 > width {
            // Half a word of a meaning is worth nothing.
            rows.push(vec![alone]);
        } else {
            rows.push(vec![vec![(tone, gapped), (Tone::Quiet, about)]]);
        }
    }
    // Whoever sees a full list takes it for the whole one.
    let is_cut = rows.iter().map(Vec::len).sum::<usize>() > room && room > 4;
    let room = room - usize::from(is_cut);
    // As many before the marked one as there is room for.
    let mut first = at.min(rows.len());
    let mut used = rows.get(first).map_or(0, Vec::len);
    while first > 0 && used + rows[first - 1].len() <= room {
        first -= 1;
        used += rows[first].len();
    }
    let mut shown = 0;
    let mut drawn: Vec<FrameRow> = Vec::new();
    for one in rows.into_iter().skip(first) {
        if drawn.len() >= room {
            break;
        }
        drawn.extend(one);
        shown += 1;
    }
    drawn.truncate(room);
    if is_cut {
        let more = format!("   and {} more", all.len() - shown);
        drawn.push(vec![(Tone::Quiet, more)]);
    }
    drawn
}

fn beside_name(offer: &Offer, place: Option<usize>, look: Look) -> String {
    let picked = place.map(|place| format!("picked as {}", place + 1));
    let parts = [
        picked.unwrap_or_default(),
        visible(&offer.meaning).into_owned(),
        visible(&offer.note).into_owned(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&format!(" {} ", look.dot()))
}
