//! The words of a list, changed where it stands: one leaves with its comma, one comes
//! in behind the word before it, laid out as that is. Comments are somebody's, and stay.

use crate::diagnostic::Edit;
use crate::log::value::quoted;
use crate::model::{Text, slug};
use std::ops::Range;
use toml_spanner::{Arena, Array, Table};

/// What brings a list one word nearer to what it is meant to say; `None` where it says it.
/// A blank in quotes is no word, and is passed over.
pub(super) fn step(source: &str, list: &Array<'_>, meant: &[Text]) -> Option<Vec<Edit>> {
    let there: Vec<(usize, &str)> = list
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((at, item.as_str()?)))
        .filter(|(_, word)| !word.trim().is_empty())
        .collect();
    let both = there.iter().zip(meant);
    let same = both.take_while(|((_, word), meant)| word == meant).count();
    let (here, meant) = (&there[same..], &meant[same..]);
    let place = |at: usize| list.get(at).map(|item| item.span().range());
    let own = here.first().and_then(|(at, _)| place(*at));
    let stays = |word: &str| meant.iter().any(|one| one == word);
    let stands = |word: &str| here.iter().any(|(_, one)| *one == word);
    match (here.first(), own, meant.first()) {
        (Some((_, word)), Some(place), Some(other)) if !stays(word) && !stands(other) => {
            // A slug needs no escapes: whatever quotes stand there may stay.
            let edit = match slug(other) == *other {
                true => inside(source, place, other),
                false => Edit {
                    place,
                    text: quoted(other),
                },
            };
            Some(vec![edit])
        }
        (Some((at, word)), Some(own), other)
            if !stays(word) || other.is_some_and(|other| stands(other)) =>
        {
            let before = at.checked_sub(1).and_then(place);
            Some(removal(source, own, before))
        }
        (_, own, Some(word)) => {
            let word = quoted(word);
            let before = match same.checked_sub(1) {
                Some(last) => Some(there[last].0),
                None if own.is_none() => list.len().checked_sub(1),
                None => None,
            };
            Some(match (before.and_then(place), own) {
                (Some(before), _) => behind(source, &before, &word),
                (None, Some(first)) => vec![in_front(source, first.start, &word)],
                (None, None) => vec![alone(source, list.span().range(), &word)],
            })
        }
        _ => None,
    }
}

/// A word behind another: on a line of its own where that has one.
fn behind(source: &str, own: &Range<usize>, word: &str) -> Vec<Edit> {
    let comma = comma_behind(source, own.end);
    let end = match comma {
        Some(comma) if is_blank(&source[own.end..comma]) => Some(comma + 1),
        Some(_) => None,
        None => Some(own.end),
    };
    let lead = &source[line_start(source, own.start)..own.start];
    let line = end.filter(|_| is_blank(lead)).and_then(|end| {
        let length = source[end..].find('\n')?;
        let rest = source[end..end + length].trim_start_matches([' ', '\t']);
        let (rest, line_end) = match rest.strip_suffix('\r') {
            Some(rest) => (rest, "\r\n"),
            None => (rest, "\n"),
        };
        let at = end + length + 1 - line_end.len();
        (rest.is_empty() || rest.starts_with('#')).then_some((at, line_end))
    });
    let Some((at, line_end)) = line else {
        return vec![insert(own.end, format!(", {word}"))];
    };
    let also = if comma.is_some() { "," } else { "" };
    let mut edits = vec![insert(at, format!("{line_end}{lead}{word}{also}"))];
    if comma.is_none() {
        edits.push(insert(own.end, ",".to_owned()));
    }
    edits
}

/// In front of the first one.
fn in_front(source: &str, first: usize, word: &str) -> Edit {
    let line = line_start(source, first);
    let lead = &source[line..first];
    let text = if is_blank(lead) {
        format!("{word},{}{lead}", line_end_before(source, line))
    } else {
        format!("{word}, ")
    };
    insert(first, text)
}

/// In a list that holds none: below its comments, or between the brackets.
fn alone(source: &str, list: Range<usize>, word: &str) -> Edit {
    let inside = list.start + 1..list.end - 1;
    let within = &source[inside.clone()];
    let Some(newline) = within.rfind('\n') else {
        let text = word.to_owned();
        return Edit {
            place: inside,
            text,
        };
    };
    let line = inside.start + newline + 1;
    let last = within[..newline].lines().skip(1).last();
    let lead = match last.filter(|last| !last.trim().is_empty()) {
        Some(last) => last[..last.len() - last.trim_start().len()].to_owned(),
        None => format!("{}  ", &source[line..inside.end]),
    };
    insert(
        line,
        format!("{lead}{word},{}", line_end_before(source, line)),
    )
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn line_end_before(source: &str, line: usize) -> &'static str {
    let windows = source[..line].ends_with("\r\n");
    if windows { "\r\n" } else { "\n" }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t'))
}

fn insert(at: usize, text: String) -> Edit {
    let place = at..at;
    Edit { place, text }
}

fn cut(place: Range<usize>) -> Edit {
    let text = String::new();
    Edit { place, text }
}

/// The inside of the quotes becomes a slug.
pub(super) fn inside(source: &str, quoted: Range<usize>, slug: &str) -> Edit {
    let text = &source[quoted.clone()];
    let is_long = text.starts_with("\"\"\"") || text.starts_with("'''");
    let quotes = if is_long { 3 } else { 1 };
    Edit {
        place: quoted.start + quotes..quoted.end - quotes,
        text: slug.to_owned(),
    }
}

/// Takes an element out of its list. `before` is the place of the element in
/// front of it.
pub(super) fn removal(source: &str, own: Range<usize>, before: Option<Range<usize>>) -> Vec<Edit> {
    let comma = comma_behind(source, own.end);
    if comma.is_none()
        && let Some(before) = before
    {
        let gap = &source[before.end..own.start];
        if gap.contains(',') && gap.split(',').all(is_blank) {
            return vec![cut(before.end..own.end)];
        }
    }
    let mut cuts = Vec::new();
    let mut gone = own;
    match comma {
        Some(comma) if is_blank(&source[gone.end..comma]) => gone.end = comma + 1,
        Some(comma) => cuts.push(cut(comma..comma + 1)),
        None => {}
    }
    let line = line_start(source, gone.start);
    let rest = &source[gone.end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let line_end = ["\n", "\r\n"]
        .into_iter()
        .find(|end| rest[blanks..].starts_with(end));
    match line_end {
        Some(end) if is_blank(&source[line..gone.start]) => {
            gone = line..gone.end + blanks + end.len();
        }
        Some(_) => gone.start -= trailing_blanks(&source[..gone.start]),
        None if rest[blanks..].starts_with(']') => {
            gone.start -= trailing_blanks(&source[line..gone.start]);
        }
        None if rest[blanks..].starts_with('#') => {}
        None => gone.end += blanks,
    }
    cuts.push(cut(gone));
    cuts
}

fn trailing_blanks(text: &str) -> usize {
    text.len() - text.trim_end_matches([' ', '\t']).len()
}

/// The comma that ends an element, past line breaks and comments.
fn comma_behind(source: &str, mut at: usize) -> Option<usize> {
    loop {
        match source.as_bytes().get(at)? {
            b',' => return Some(at),
            b' ' | b'\t' | b'\r' | b'\n' => at += 1,
            b'#' => at += source[at..].find('\n')?,
            _ => return None,
        }
    }
}

/// Changes step by step, each on the text that the one before it left: lists are short,
/// and places never have to be moved along.
///
/// # Errors
/// A text that cannot be read.
pub(super) fn in_steps(
    source: &str,
    next: impl Fn(&str, &Table<'_>) -> Option<Vec<Edit>>,
) -> Result<String, String> {
    let mut text = source.to_owned();
    loop {
        let arena = Arena::new();
        let Ok(document) = toml_spanner::parse(&text, &arena) else {
            return Err(text.clone());
        };
        let Some(mut edits) = next(&text, document.table()) else {
            return Ok(text);
        };
        drop(document);
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.start));
        for edit in edits {
            text.replace_range(edit.place, &edit.text);
        }
    }
}

#[cfg(test)]
mod tests;
