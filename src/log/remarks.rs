//! What a file says outside of the keys of the format: comments that somebody wrote, and
//! keys that nobody knows, with their texts. They are kept, and git keeps them too.

use super::edit::encode::BLANK;
use super::read::comments::comments;
use super::read::decode::{SCHEMA_KEY, head_names};
use super::read::mark::{AS_IMPORTED, MARK};
use super::read::plain::{KnownLines, plain};
use super::read::text::Prose;
use crate::model::{Fact, Party};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use toml_spanner::{Arena, Item, Key, Table, Value};

/// The comments of a new file.
static HEADINGS: LazyLock<Vec<&str>> =
    LazyLock::new(|| BLANK.lines().filter(|line| line.starts_with('#')).collect());

/// Comments that somebody wrote. `#:schema …` is for editors, the mark of an import says
/// nothing by itself, and neither do the headings of a new file.
pub(super) fn spoken_comments(source: &str) -> impl Iterator<Item = Range<usize>> {
    comments(source).into_iter().filter(|comment| {
        let text = source[comment.clone()].trim_end();
        let says_nothing = text.starts_with("#:schema ") || text.starts_with(MARK);
        !says_nothing && !HEADINGS.contains(&text)
    })
}

/// What an import wrote of its own file: a day, two slugs and a number, in whose letters
/// nobody says anything.
fn is_digest(comment: &str) -> bool {
    let said = comment.trim_start_matches(['#', ' ']).trim_end();
    let number = said
        .strip_suffix(')')
        .and_then(|said| said.rsplit_once(" ("));
    said.starts_with(AS_IMPORTED)
        && number.is_some_and(|(words, number)| {
            number.len() == 16
                && number.bytes().all(|byte| byte.is_ascii_hexdigit())
                && words.split(", ").count() == 3
        })
}

/// What is said at a place: as it stands there, or otherwise, such as an address written
/// with escapes.
pub type Remark<'s> = (Range<usize>, Cow<'s, str>);

/// All of it; nothing of a text that cannot be read.
pub fn remarks(source: &str) -> Vec<Remark<'_>> {
    remarks_beside(
        source,
        plain(source, Prose::Hinted, &mut KnownLines::default()).is_some(),
    )
}

/// The same of a text of which it is known whether it is plain.
pub fn remarks_beside(source: &str, is_plain: bool) -> Vec<Remark<'_>> {
    match is_plain {
        true => in_comments(source),
        false => beside(source, FileKeys::OfPostMortem),
    }
}

/// The same of a decision.
pub fn decision_remarks(source: &str) -> Vec<Remark<'_>> {
    beside(source, FileKeys::OfDecision)
}

/// Which keys a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKeys {
    OfPostMortem,
    OfDecision,
}

impl FileKeys {
    fn has(self, name: &str) -> bool {
        match self {
            Self::OfPostMortem => head_names().any(|known| known == name),
            Self::OfDecision => name == SCHEMA_KEY || Fact::find(Fact::DECISION, name).is_some(),
        }
    }
}

/// The keys that nobody knows, each by its name with its section.
pub(super) fn unknown<'t, 'd>(
    root: &'t Table<'d>,
    keys: FileKeys,
) -> Vec<(String, &'t (Key<'d>, Item<'d>))> {
    let entries = root.entries().iter();
    let others = entries.filter(|(key, _)| !keys.has(key.as_str()));
    let mut found: Vec<_> = others
        .map(|entry| (entry.0.as_str().to_owned(), entry))
        .collect();
    let parties = Party::ALL.into_iter();
    for party in parties.filter(|party| keys.has(party.as_str())) {
        let section = root.get(party.as_str()).and_then(Item::as_table);
        let entries = section.into_iter().flat_map(Table::entries);
        let others = entries.filter(|(key, _)| Fact::find(Fact::SECTION, key.as_str()).is_none());
        found.extend(others.map(|entry| (format!("{party}.{}", entry.0.as_str()), entry)));
    }
    found
}

fn in_comments(source: &str) -> Vec<Remark<'_>> {
    let said = spoken_comments(source).filter(|comment| !is_digest(&source[comment.clone()]));
    said.map(|place| (place.clone(), Cow::Borrowed(&source[place])))
        .collect()
}

fn beside(source: &str, keys: FileKeys) -> Vec<Remark<'_>> {
    let arena = Arena::new();
    let Ok(document) = toml_spanner::parse(source, &arena) else {
        return Vec::new();
    };
    let mut gathered = Gathered {
        source,
        remarks: in_comments(source),
    };
    for (_, (key, item)) in unknown(document.table(), keys) {
        gathered.say(key.span.range(), key.as_str());
        gathered.texts(key.as_str(), item);
    }
    gathered.remarks
}

struct Gathered<'s> {
    source: &'s str,
    remarks: Vec<Remark<'s>>,
}

impl Gathered<'_> {
    /// Every text at or below a key. A dotted key nests as deep as it is long, and no stack is.
    fn texts(&mut self, key: &str, item: &Item<'_>) {
        let mut open = vec![(key, item)];
        while let Some((key, item)) = open.pop() {
            let place = item.span().range();
            match item.value() {
                Value::Table(table) => {
                    for (key, item) in table.entries() {
                        self.say(key.span.range(), key.as_str());
                        open.push((key.as_str(), item));
                    }
                }
                Value::Array(items) => open.extend(items.iter().map(|item| (key, item))),
                // Figures alone say nothing; `tel` before them does.
                Value::String(text) if !text.contains(char::is_alphabetic) => {
                    self.remarks.push((place, format!("{key}: {text}").into()));
                }
                Value::Integer(number) => {
                    let text = format!("{key}: {}", number.as_i128());
                    self.remarks.push((place, text.into()));
                }
                Value::String(text) => self.say(place, text),
                _ => {}
            }
        }
    }

    fn say(&mut self, place: Range<usize>, text: &str) {
        let there = &self.source[place.clone()];
        let said = match there.contains(text) {
            true => Cow::Borrowed(there),
            false => text.to_owned().into(),
        };
        self.remarks.push((place, said));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_an_import_says_nothing_and_what_is_added_to_it_does() {
        let digest = "as imported: 2026-10-07, offer-declined, offer (afd3c938135e2a5d)";
        assert!(is_digest(&format!("# {digest}")));
        for other in [
            "# as imported: 2026-10-07, offer-declined, offer",
            "# as imported: Jo, 2026-10-07, offer-declined, offer (afd3c938135e2a5d)",
            "# as imported: 2026-10-07, offer-declined, offer (afd3c938135e2a5d) Jo",
        ] {
            assert!(!is_digest(other), "{other}");
        }
    }
}
