//! Where a key stands: rules name one, such as `recruiter.dropped[1]`, and the
//! bytes are looked up when the problem is to be shown.

use crate::diagnostic::{Diagnostic, Edit, Fix, Pointed, Remedy};
use crate::log::array::removal;
use crate::log::read::literal::Literal;
use crate::log::read::text::prose;
use crate::log::value::quoted;
use std::collections::HashMap;
use std::ops::Range;
use toml_spanner::{Arena, Array, Item, Key, Table, TableStyle};

/// Gives problems found in values their place, and their fix its bytes.
pub fn place(source: &str, pointed: Vec<Pointed>) -> Vec<Diagnostic> {
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(source, &arena);
    let mut lists = Lists::default();
    // Findings in one text come one after the other: it is taken apart once.
    let mut last: Option<(Range<usize>, Literal)> = None;
    let mut located = Vec::with_capacity(pointed.len());
    for one in pointed {
        let mut diagnostic = one.diagnostic;
        let field = one.field.as_deref();
        let Some(found) = field.and_then(|field| find(document.table(), field, &mut lists)) else {
            diagnostic.field = one.field;
            located.push(diagnostic);
            continue;
        };
        let mut place = found.bytes(source);
        if let Some(words) = &one.words {
            let literal = match last {
                Some((span, literal)) if span == place => literal,
                _ => {
                    let value = prose(found.item.as_str().unwrap_or_default());
                    Literal::new(&source[place.clone()], &value)
                }
            };
            let within = literal.words(words);
            last = Some((place.clone(), literal));
            place = place.start + within.start..place.start + within.end;
        }
        diagnostic.place = Some(place);
        diagnostic.fix = one
            .remedy
            .and_then(|remedy| found.fix(source, remedy))
            .map(Box::new);
        diagnostic.field = Some(found.name);
        located.push(diagnostic);
    }
    located
}

/// Says at which key the problems stand that only have a place.
pub fn name_fields(source: &str, diagnostics: &mut [Diagnostic]) {
    let nameless = |one: &Diagnostic| one.field.is_none() && one.place.is_some();
    if !diagnostics.iter().any(nameless) {
        return;
    }
    let arena = Arena::new();
    let document = toml_spanner::parse_recoverable(source, &arena);
    let nameless = diagnostics.iter_mut().filter(|one| nameless(one));
    for one in nameless.take(MOST_NAMED) {
        let start = one.place.as_ref().map_or(0, |place| place.start);
        one.field = name_at(document.table(), start, DEEPEST);
    }
}

/// The text with its edits made; `None` where two of them touch.
pub fn spliced(source: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.place.start);
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        text.push_str(source.get(at..edit.place.start)?);
        text.push_str(&edit.text);
        at = edit.place.end;
    }
    text.push_str(source.get(at..)?);
    Some(text)
}

/// A file with more problems than this is no post-mortem, and each name takes a
/// walk through it.
const MOST_NAMED: usize = 1_000;

/// What the format has: a section, a list, an item.
const DEEPEST: usize = 4;

struct KeyPlace<'t, 'd> {
    name: String,
    item: &'t Item<'d>,
    /// The list it is an item of, and where in it.
    list: Option<(&'t Array<'d>, usize)>,
}

/// Of each list, by where it stands: the items that say something.
type Lists = HashMap<usize, Vec<usize>>;

fn find<'t, 'd>(root: &'t Table<'d>, field: &str, lists: &mut Lists) -> Option<KeyPlace<'t, 'd>> {
    let mut table = root;
    let mut found: Option<KeyPlace<'t, 'd>> = None;
    for part in field.split('.') {
        if let Some(found) = &found {
            table = found.item.as_table()?;
        }
        let (key, index) = match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
            Some((key, index)) => (key, Some(index.parse::<usize>().ok()?)),
            None => (part, None),
        };
        let mut name = found.map_or_else(String::new, |found| found.name + ".");
        name += key;
        let item = table.get(key)?;
        found = Some(match index {
            None => KeyPlace {
                name,
                item,
                list: None,
            },
            Some(index) => {
                let list = item.as_array()?;
                let (index, item) = nth(list, index, lists)?;
                name += &format!("[{index}]");
                KeyPlace {
                    name,
                    item,
                    list: Some((list, index)),
                }
            }
        });
    }
    found
}

/// The item that the reader counts so: it leaves blank ones out.
fn nth<'t, 'd>(
    list: &'t Array<'d>,
    index: usize,
    lists: &mut Lists,
) -> Option<(usize, &'t Item<'d>)> {
    let says_something = |item: &Item<'_>| item.as_str().is_none_or(|text| !text.trim().is_empty());
    let start = list.span().range().start;
    let positions = lists.entry(start).or_insert_with(|| {
        let items = list.iter().enumerate();
        let items = items.filter(|(_, item)| says_something(item));
        items.map(|(position, _)| position).collect()
    });
    let position = *positions.get(index)?;
    Some((position, list.get(position)?))
}

impl KeyPlace<'_, '_> {
    /// Of a section, its heading.
    fn bytes(&self, source: &str) -> Range<usize> {
        let span = self.item.span().range();
        match self.item.as_table().map(Table::style) {
            Some(TableStyle::Header) => {
                let line = source[span.start..].lines().next().unwrap_or_default();
                let heading = line.find(']').map_or(line.len(), |end| end + 1);
                span.start..span.start + heading
            }
            _ => span,
        }
    }

    fn fix(&self, source: &str, remedy: Remedy) -> Option<Fix> {
        let span = self.item.span().range();
        match remedy {
            Remedy::Write(word) => Some(Fix {
                what: format!("write `{word}`"),
                edits: vec![Edit {
                    place: span,
                    text: quoted(&word),
                }],
            }),
            Remedy::TakeOut => {
                let (list, index) = self.list?;
                let before = list.get(index.checked_sub(1)?)?.span().range();
                Some(Fix {
                    what: format!("take out `{}`", self.item.as_str().unwrap_or_default()),
                    edits: removal(source, span, Some(before)),
                })
            }
        }
    }
}

fn name_at(table: &Table<'_>, byte: usize, depth: usize) -> Option<String> {
    let within = |key: &Key<'_>, item: &Item<'_>| {
        let spans = [key.span.range(), item.span().range()];
        spans.iter().any(|span| span.contains(&byte))
    };
    for (key, item) in table.entries() {
        let name = key.as_str();
        if key.span.range().contains(&byte) {
            return Some(name.to_owned());
        }
        if depth == 0 {
            continue;
        }
        if let Some(below) = item.as_table()
            && let Some(rest) = name_at(below, byte, depth - 1)
        {
            return Some(format!("{name}.{rest}"));
        }
        for (index, item) in item.as_array().into_iter().flatten().enumerate() {
            let inside = item
                .as_table()
                .and_then(|table| name_at(table, byte, depth - 1));
            if let Some(rest) = inside {
                return Some(format!("{name}[{index}].{rest}"));
            }
            if item.span().range().contains(&byte) {
                return Some(format!("{name}[{index}]"));
            }
        }
        if within(key, item) {
            return Some(name.to_owned());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    const SOURCE: &str = "\
schema = 1
date = 2026-11-20
wanted = [\"benefits\", \"\", \"health cover\", \"benefits\"]

[manager]
owned = \"\"\"
I led with equity.
They asked twice.
\"\"\"
dropped = [
    \"a\", # first
    \"b\",
]
";

    fn at(field: &str, words: Option<Range<usize>>, remedy: Option<Remedy>) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::Alias, "");
        let pointed = Pointed {
            words,
            remedy,
            ..Pointed::at(field, diagnostic)
        };
        place(SOURCE, vec![pointed]).remove(0)
    }

    #[test]
    fn a_key_is_found_in_the_text_and_named_as_it_stands_there() {
        for (field, name, text) in [
            ("date", "date", Some("2026-11-20")),
            ("wanted[1]", "wanted[2]", Some("\"health cover\"")),
            ("manager", "manager", Some("[manager]")),
            ("manager.dropped[1]", "manager.dropped[1]", Some("\"b\"")),
            ("stage", "stage", None),
            ("manager.next", "manager.next", None),
        ] {
            let found = at(field, None, None);
            assert_eq!(found.field.as_deref(), Some(name), "{field}");
            assert_eq!(found.place.map(|place| &SOURCE[place]), text, "{field}");
        }
        let words = "I led with equity.\nThey asked".len();
        let found = at("manager.owned", Some(words - 10..words), None);
        assert_eq!(&SOURCE[found.place.unwrap()], "They asked");
    }

    #[test]
    fn places_are_named() {
        for (text, name) in [
            ("2026", Some("date")),
            ("wanted", Some("wanted")),
            ("\"health", Some("wanted[2]")),
            ("asked", Some("manager.owned")),
            ("\"b\"", Some("manager.dropped[1]")),
            ("owned", Some("manager.owned")),
            ("# first", Some("manager.dropped")),
        ] {
            let start = SOURCE.find(text).unwrap();
            let mut one = [Diagnostic::error(Code::WrongType, start..start + 1, "")];
            name_fields(SOURCE, &mut one);
            assert_eq!(one[0].field.as_deref(), name, "{text}");
        }
    }

    #[test]
    fn a_fix_changes_its_own_bytes() {
        let fixed = |field, remedy| {
            let fix = at(field, None, Some(remedy)).fix?;
            spliced(SOURCE, &fix.edits)
        };
        let write = fixed("wanted[1]", Remedy::Write("benefits".to_owned())).unwrap();
        assert_eq!(write, SOURCE.replace("health cover", "benefits"));
        let take = fixed("wanted[2]", Remedy::TakeOut).unwrap();
        assert_eq!(take, SOURCE.replace(", \"benefits\"]", "]"));
        let take = fixed("manager.dropped[1]", Remedy::TakeOut).unwrap();
        assert_eq!(
            take,
            SOURCE.replace("    \"b\",\n", ""),
            "the comment stays"
        );
    }

    #[test]
    fn edits_that_touch_are_not_made() {
        let edit = |place, text: &str| Edit {
            place,
            text: text.to_owned(),
        };
        let both = [edit(2..4, "-"), edit(0..1, "+")];
        assert_eq!(spliced("abcdef", &both).as_deref(), Some("+b-ef"));
        let touching = [edit(0..3, ""), edit(2..4, "")];
        assert_eq!(spliced("abcdef", &touching), None);
    }
}
