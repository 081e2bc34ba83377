//! Properties of the file format: whatever a person types comes back as it was
//! typed, an edit leaves every byte it does not mean to change, and no text
//! makes the reader panic. `toml`, another parser, is the judge of what is TOML.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test reads files, and stops where it cannot go on"
)]

use hirelog::tested::{
    About, Code, Day, Defaults, Emptied, Key, Need, NewValue, Party, PostMortem, Prose,
    Value as ModelValue, ValueKind, decode, decode_with, encode, prose, revise,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// What breaks quoting, lines, terminals or merges.
const NASTY: [&str; 46] = [
    "'",
    "''",
    "'''",
    "\"",
    "\"\"",
    "\"\"\"",
    "\\",
    "\\u",
    "\\\n",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "  \n",
    "\0",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{3000}",
    "\u{2028}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{200b}",
    "\u{fffd}",
    "\u{10ffff}",
    "e\u{301}",
    "👩\u{200d}🚀",
    "<<<<<<<",
    "\n<<<<<<< HEAD\n",
    "\n=======\n",
    "\n>>>>>>> b",
    "\n|||||||\n",
    "\n>>>>>>>",
    "#",
    "#!",
    "[manager]\n",
    "\nowned = \"",
    " = ",
    "]",
    "}",
    "# ---- >8 ----\n",
];

/// Any text at all; seldom one of many pages.
fn text() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        4 => proptest::sample::select(NASTY.as_slice()).prop_map(str::to_owned),
        2 => "[a-z ]{1,12}",
        1 => any::<String>(),
    ];
    let pieces = vec(fragment, 0..10).prop_map(|pieces| pieces.concat());
    prop_oneof![
        200 => pieces.clone(),
        1 => (pieces, 1..2_000_usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

/// Sentences. A line end is one newline, and newlines at the end are layout:
/// no post-mortem in memory has others.
fn sentences() -> impl Strategy<Value = String> {
    text().prop_map(|mut text| {
        while text.contains("\r\n") {
            text = text.replace("\r\n", "\n");
        }
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
        text
    })
}

/// A text that may be left out: a blank one is nothing.
fn optional(text: impl Strategy<Value = String>) -> impl Strategy<Value = Option<String>> {
    text.prop_map(|text| Some(text).filter(|text| !text.trim().is_empty()))
}

/// A list; blank words in it are nothing.
fn list() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4).prop_map(|mut words| {
        words.retain(|word| !word.trim().is_empty());
        words
    })
}

fn day() -> impl Strategy<Value = Day> {
    prop_oneof![
        1 => Just(Day::FIRST),
        1 => Just(Day::LAST),
        8 => (0..9_999_i32, 1..13_u32, 1..29_u32).prop_map(|(year, month, day)| Day::new(year, month, day).unwrap()),
    ]
}

/// Anything that a key may say, or nothing.
fn value(about: &About) -> BoxedStrategy<Option<NewValue>> {
    let needed = about.need == Need::Required;
    match about.kind {
        ValueKind::Day if needed => day().prop_map(NewValue::Day).prop_map(Some).boxed(),
        ValueKind::Day => proptest::option::of(day().prop_map(NewValue::Day)).boxed(),
        ValueKind::Text(_) => optional(text())
            .prop_map(move |text| match text {
                None if needed => Some("withdrew".to_owned()),
                text => text,
            })
            .prop_map(|text| text.map(|text| NewValue::Text(text.into())))
            .boxed(),
        ValueKind::Prose => sentences()
            .prop_map(|text| Some(NewValue::Text(text.into())))
            .boxed(),
        ValueKind::List(_) => {
            proptest::option::of(list().prop_map(|list| NewValue::List(list.into_iter().collect())))
                .boxed()
        }
        ValueKind::OneOf(words) => {
            let word = proptest::sample::select(words);
            proptest::option::of(word.prop_map(|word| NewValue::Text(word.into()))).boxed()
        }
    }
}

/// Any post-mortem, by the table of keys: a new key is written and read here too.
fn post_mortem() -> impl Strategy<Value = PostMortem> {
    let values: Vec<_> = Key::all().map(|key| value(key.fact.about())).collect();
    values.prop_map(|values| {
        let mut it = PostMortem::new(Day::FIRST, "");
        for (key, value) in Key::all().zip(values) {
            key.set(&mut it, value);
        }
        it
    })
}

/// Which keys an edit changes.
fn changes() -> impl Strategy<Value = Vec<bool>> {
    vec(any::<bool>(), Key::all().count())
}

/// One post-mortem and what an edit makes of it.
fn edit() -> impl Strategy<Value = (PostMortem, PostMortem)> {
    (post_mortem(), post_mortem(), changes()).prop_map(|(old, other, changes)| {
        let new = partly(&old, &other, &changes);
        (old, new)
    })
}

/// Some keys of the one, the rest of the other.
fn partly(old: &PostMortem, other: &PostMortem, changes: &[bool]) -> PostMortem {
    let mut new = old.clone();
    let changed = Key::all().zip(changes).filter(|(_, changes)| **changes);
    for (key, _) in changed {
        key.set(&mut new, key.get(other).map(ModelValue::to_new));
    }
    new
}

/// How a file may have come to look, where the format leaves it open.
#[derive(Debug, Clone)]
struct Rendering {
    line_end: &'static str,
    byte_order_mark: bool,
    final_newline: bool,
    /// Keys, then whole sections, that hold nothing are left out.
    sparse: bool,
    bare: bool,
}

fn rendering() -> impl Strategy<Value = Rendering> {
    any::<[bool; 5]>().prop_map(|[windows, byte_order_mark, final_newline, sparse, bare]| {
        Rendering {
            line_end: if windows { "\r\n" } else { "\n" },
            byte_order_mark,
            final_newline,
            sparse: sparse || bare,
            bare,
        }
    })
}

impl Rendering {
    fn of(&self, post_mortem: &PostMortem) -> String {
        let mut text = encode(post_mortem).unwrap();
        if self.sparse {
            let values = values(&text);
            let empty = |place: &Range<usize>| ["\"\"", "[]"].contains(&&text[place.clone()]);
            let places = values.into_iter().filter(|(key, place)| {
                // An empty list says something where its absence says another thing.
                let says_so = Key::all().any(|one| {
                    one.to_string() == *key && one.fact.about().emptied == Emptied::Goes
                });
                empty(place) && !says_so
            });
            let lines = places.map(|(_, place)| lines_of(&text, &place)).collect();
            text = cut(&text, lines);
        }
        if self.bare {
            let document = DeTable::parse(&text).unwrap();
            let sections = document.get_ref().iter();
            let empty =
                sections.filter(|(_, it)| it.get_ref().as_table().is_some_and(DeTable::is_empty));
            let headers = empty.map(|(key, _)| lines_of(&text, &key.span())).collect();
            text = cut(&text, headers);
        }
        text = text.replace('\n', self.line_end);
        if self.byte_order_mark {
            text.insert(0, '\u{feff}');
        }
        if !self.final_newline {
            text.truncate(text.trim_end().len());
        }
        text
    }
}

/// The text without these places.
fn cut(text: &str, mut places: Vec<Range<usize>>) -> String {
    let mut text = text.to_owned();
    places.sort_by_key(|place| place.start);
    for place in places.into_iter().rev() {
        text.replace_range(place, "");
    }
    text
}

/// The whole lines on which a value stands.
fn lines_of(text: &str, place: &Range<usize>) -> Range<usize> {
    let start = text[..place.start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let end = text[place.end..]
        .find('\n')
        .map_or(text.len(), |newline| place.end + newline + 1);
    start..end
}

/// Where each value stands, by `key` or `party.key`, as the other parser sees it.
fn values(text: &str) -> BTreeMap<String, Range<usize>> {
    let mut found = BTreeMap::new();
    for (key, value) in DeTable::parse(text).unwrap().get_ref() {
        match value.get_ref() {
            DeValue::Table(section) => found.extend(section.iter().map(|(below, value)| {
                (
                    format!("{}.{}", key.get_ref(), below.get_ref()),
                    value.span(),
                )
            })),
            _ => {
                found.insert(key.get_ref().to_string(), value.span());
            }
        }
    }
    found
}

/// Every value of a post-mortem as a file says it, by `key` or `party.key`.
fn said(it: &PostMortem) -> BTreeMap<String, String> {
    let schema = ("schema".to_owned(), "1".to_owned());
    let said = Key::all().map(|key| {
        let value = match (key.get(it), key.fact.about().kind) {
            (Some(ModelValue::Day(day)), _) => day.to_string(),
            (Some(ModelValue::Text(text)), _) => text.to_owned(),
            (Some(ModelValue::List(list)), _) => format!("{list:?}"),
            (None, ValueKind::List(_)) if key.fact.about().emptied == Emptied::Stays => {
                "[]".to_owned()
            }
            (None, _) => String::new(),
        };
        (key.to_string(), value)
    });
    [schema].into_iter().chain(said).collect()
}

fn prose_keys() -> impl Iterator<Item = Key> {
    Key::all().filter(|key| key.fact.about().kind == ValueKind::Prose)
}

/// The other parser reads these values and no others.
fn assert_says(text: &str, it: &PostMortem) {
    let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}'))
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut expected = said(it);
    let mut check = |key: &str, value: &toml::Value| {
        let expected = expected
            .remove(key)
            .unwrap_or_else(|| panic!("there is no {key}"));
        let found = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(array) => format!(
                "{:?}",
                array
                    .iter()
                    .map(|word| word.as_str().unwrap())
                    .collect::<Vec<_>>()
            ),
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Datetime(date) => date.to_string(),
            _ => panic!("{key} is of no kind that is written"),
        };
        // Prose of several lines ends in a newline that is layout.
        let is_prose = prose_keys().any(|prose| prose.to_string() == key);
        let is_lines = is_prose && found.strip_suffix('\n') == Some(&expected);
        assert!(
            found == expected || is_lines,
            "{key} is {found:?}, not {expected:?}"
        );
    };
    for (key, value) in &table {
        match value {
            toml::Value::Table(section) => section
                .iter()
                .for_each(|(below, value)| check(&format!("{key}.{below}"), value)),
            value => check(key, value),
        }
    }
    for (key, value) in expected {
        assert!(
            ["", "[]"].contains(&value.as_str()),
            "{key} was lost: {value:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

    #[test]
    fn any_post_mortem_is_written_and_read_as_it_is(it in post_mortem()) {
        let text = encode(&it).unwrap();
        assert_says(&text, &it);
        let decoded = decode(&text);
        assert_eq!(decoded.diagnostics, []);
        assert_eq!(decoded.post_mortem, Some(it));
    }

    #[test]
    fn a_file_holds_no_character_that_is_obeyed_instead_of_shown(it in post_mortem()) {
        let obeyed = |character: &char| {
            character.is_control() && !matches!(character, '\n' | '\t')
                || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(encode(&it).unwrap().chars().find(obeyed), None);
    }

    #[test]
    fn an_edit_says_what_was_meant_and_leaves_every_other_byte(
        (old, new) in edit(), rendering in rendering(),
    ) {
        let before = rendering.of(&old);
        assert_eq!(decode(&before).post_mortem.as_ref(), Some(&old), "{before}");
        let after = revise(&before, &old, &new);
        let after = after.unwrap_or_else(|problems| panic!("{problems:?}\n{before}"));
        assert_says(&after.replace("\r\n", "\n"), &new);
        assert_eq!(decode(&after).post_mortem.as_ref(), Some(&new), "{after}");
        assert_rest_is_untouched(&before, &after, &old, &new, rendering.line_end);
    }

    #[test]
    fn a_file_in_any_layout_can_be_edited(
        before in layout(), other in post_mortem(), changes in changes(),
    ) {
        prop_assume!(toml::from_str::<toml::Table>(before.trim_start_matches('\u{feff}')).is_ok());
        let old = decode(&before).post_mortem.unwrap_or_else(|| panic!("{before}"));
        let new = partly(&old, &other, &changes);
        let after = revise(&before, &old, &new);
        let after = after.unwrap_or_else(|problems| panic!("{problems:?}\n{before}"));
        assert_eq!(decode(&after).post_mortem.as_ref(), Some(&new), "{after}");
        assert_lines_stay(&before, &after, &old, &new);
    }

    #[test]
    fn a_hint_of_prose_says_whether_there_is_any_and_the_rest_is_the_same(it in post_mortem()) {
        // Signs alone say nothing; behind them may stand what does.
        let hint = |text: &str| match text.contains(char::is_alphanumeric) {
            true => "x".to_owned(),
            false => text.trim_start().chars().take(1).collect(),
        };
        let hinted = decode_with(&encode(&it).unwrap(), &Defaults::default(), Prose::Hinted);
        let mut expected = it.clone();
        for key in prose_keys() {
            let text = key.get(&it).and_then(ModelValue::text).unwrap_or_default();
            key.set(&mut expected, Some(NewValue::Text(hint(text).into())));
        }
        assert_eq!(hinted.post_mortem, Some(expected));
    }

    #[test]
    fn prose_settles_at_once(text in text()) {
        let once = prose(&text);
        assert_eq!(prose(&once), once);
    }

    #[test]
    fn a_file_with_a_byte_changed_is_read_or_refused_as_the_other_parser_does(
        it in post_mortem(), at in any::<prop::sample::Index>(), change in change(),
    ) {
        let text = encode(&it).unwrap();
        assert_agree(&changed(&text, at.index(text.len()), change));
    }
}

/// Without the changed values, and without the lines of the keys that were not
/// there, two texts differ in nothing but the headers of sections that were not
/// there; those come last.
fn assert_rest_is_untouched(
    before: &str,
    after: &str,
    old: &PostMortem,
    new: &PostMortem,
    line_end: &str,
) {
    let (old, new) = (said(old), said(new));
    let (there, places) = (values(before), values(after));
    let changed: Vec<_> = old.keys().filter(|key| old[*key] != new[*key]).collect();
    // Where nobody had said which balls there are, a comment of ours says so.
    let stood_in = |key: &str| {
        let (party, name) = key.split_once('.')?;
        let says_now = name == "dropped" && places.contains_key(key);
        let head = format!("\n[{party}]");
        let heads = before.match_indices(&head).map(|(at, _)| at);
        let mut heads = heads.filter(|at| !there.values().any(|place| place.contains(at)));
        let section = heads.next().filter(|_| says_now)?;
        let values = there.iter().filter(|(key, _)| key.starts_with(party));
        let values: Vec<_> = values.map(|(_, place)| place).collect();
        let rest = &before[section + 1..];
        let until = rest.find("\n# Where can").unwrap_or(rest.len());
        let mut found = rest[..until].match_indices("# dropped = [] # the balls");
        let at = found.find_map(|(at, _)| {
            let at = section + 1 + at;
            let is_text = values.iter().any(|place| place.contains(&at));
            (!is_text && before[..at].ends_with('\n')).then_some(at)
        })?;
        Some(lines_of(before, &(at..at)))
    };
    let values = changed.iter().filter_map(|key| {
        let place = match there.get(*key) {
            None => return stood_in(key),
            Some(place) => place,
        };
        // A key that goes takes its line along.
        Some(match places.get(*key) {
            Some(_) => place.clone(),
            None => lines_of(before, place),
        })
    });
    let mut left = cut(before, values.collect());
    let lines = changed.iter().filter_map(|key| {
        let place = places.get(*key)?;
        Some(match there.get(*key) {
            Some(_) => place.clone(),
            None => lines_of(after, place),
        })
    });
    let found = cut(after, lines.collect());
    let without_end = |text: &str| text.strip_suffix(line_end).unwrap_or(text).to_owned();
    let document = DeTable::parse(before).unwrap();
    for party in Party::ALL {
        let is_changed = changed.iter().any(|key| key.starts_with(party.as_str()));
        if is_changed && !document.get_ref().contains_key(party.as_str()) {
            left = format!(
                "{}{line_end}{line_end}[{party}]{line_end}",
                without_end(&left)
            );
        }
    }
    assert_eq!(without_end(&found), without_end(&left));
}

/// Lines in any order that TOML allows: every form a section can have, keys in
/// any order, and between them what no hirelog wrote.
fn layout() -> impl Strategy<Value = String> {
    let key = |line: &'static str| {
        let spaced = line.replacen(" = ", "   =\t", 1) + " # why";
        prop_oneof![Just(String::new()), Just(line.to_owned()), Just(spaced)]
    };
    let head = [
        "stage = 'a'",
        "role = \"\"",
        "tldr = '''\nb\n[x]\n'''",
        "wanted = [\n  'a', # [\n]",
        "hold = 'c'",
    ];
    let odd = [
        "# [manager]",
        "mood = 1",
        "x.y.z = 1",
        "extra = { owned = [{ a = 1 }] }",
    ];
    let lines: Vec<_> = head.into_iter().chain(odd).map(key).collect();
    let needed = Just(vec![
        "schema = 1".to_owned(),
        "date = 2026-11-20".to_owned(),
        "outcome = 'x'".to_owned(),
    ]);
    let parties = Party::ALL.map(section_layout);
    let tables = [
        "[links]\na = 1",
        "[[talks]]\nby = 1\n\n[[talks]]\n[talks.sub]",
        "[deep.er.still]",
    ];
    let tables = proptest::sample::subsequence(tables.to_vec(), 0..=3);
    (needed, lines, parties, tables, any::<[bool; 3]>())
        .prop_flat_map(|(needed, lines, parties, tables, ends)| {
            let mut above = [needed, lines].concat();
            let mut below: Vec<_> = tables.into_iter().map(str::to_owned).collect();
            for (in_head, blocks) in parties {
                above.extend(in_head);
                below.extend(blocks);
            }
            (
                Just(above).prop_shuffle(),
                Just(below).prop_shuffle(),
                Just(ends),
            )
        })
        .prop_map(
            |(above, below, [windows, byte_order_mark, final_newline])| {
                let mut text = [above, below].concat().join("\n");
                if final_newline {
                    text.push('\n');
                }
                if windows {
                    text = text.replace('\n', "\r\n");
                }
                if byte_order_mark {
                    text.insert(0, '\u{feff}');
                }
                text
            },
        )
}

/// One section: lines for the head of the file, and blocks with headers.
fn section_layout(party: Party) -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    let keys = [
        "by = ''",
        "owned = \"\"\"\na\n\"\"\" # b",
        "dropped = ['c']",
        "mood = 1",
        "notes.a = 1",
        "next = 'd'",
    ];
    let keys = proptest::sample::subsequence(keys.to_vec(), 0..=6).prop_shuffle();
    let below = [
        format!("[{party}.sub]\nowned = 1\n"),
        format!("[[{party}.list]]\n[[{party}.list]]\nnext = 1"),
        format!("\n# {party}\n"),
    ];
    let below = proptest::sample::subsequence(below.to_vec(), 0..=3);
    (0..4, keys, below).prop_map(move |(form, keys, mut below)| match form {
        0 => (Vec::new(), below),
        1 => {
            below.push(format!("[{party}] # it\n{}\n", keys.join("\n")));
            (Vec::new(), below)
        }
        2 => {
            let dotted = keys.iter().map(|key| format!("{party}.{key}")).collect();
            (dotted, below)
        }
        _ => {
            let keys: Vec<_> = keys
                .iter()
                .map(|key| key.split(" #").next().unwrap().replace('\n', ""))
                .collect();
            (
                vec![format!("{party} = {{ {} }} # it", keys.join(", "))],
                Vec::new(),
            )
        }
    })
}

/// Lines that hold no changed value are all still there, in their order, and
/// what no hirelog wrote says the same.
fn assert_lines_stay(before: &str, after: &str, old: &PostMortem, new: &PostMortem) {
    let (old, new) = (said(old), said(new));
    let changed = |key: &str| old.get(key) != new.get(key);
    let places = values(before).into_iter().filter(|(key, _)| changed(key));
    let places = places
        .map(|(_, place)| lines_of(before, &place))
        .collect::<Vec<_>>();
    let mut found = after.trim_start_matches('\u{feff}').lines();
    let mut start = 0;
    // A key that was not there may go between the braces.
    let braces = Party::ALL.map(|party| format!("{party} = {{"));
    for line in before.split_inclusive('\n') {
        let is_changed = places.iter().any(|place| place.contains(&start))
            || braces.iter().any(|start| line.contains(start));
        start += line.len();
        let line = line.trim_start_matches('\u{feff}').trim_end();
        assert!(
            is_changed || found.any(|found| found.trim_end() == line),
            "{line:?} is gone or moved:\n{after}"
        );
    }
    let unknown = |text: &str| {
        let mut table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).unwrap();
        for key in old.keys() {
            match key.split_once('.') {
                None => drop(table.remove(key)),
                Some((party, below)) => {
                    let section = table.get_mut(party).and_then(toml::Value::as_table_mut);
                    section.map(|section| section.remove(below));
                }
            }
        }
        table.retain(|_, value| value.as_table().is_none_or(|table| !table.is_empty()));
        table
    };
    assert_eq!(unknown(after), unknown(before), "{after}");
}

/// What happens to one byte.
#[derive(Debug, Clone, Copy)]
enum Change {
    Lost,
    Replaced(u8),
    Inserted(u8),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Lost),
        any::<u8>().prop_map(Change::Replaced),
        any::<u8>().prop_map(Change::Inserted),
    ]
}

fn changed(text: &str, at: usize, change: Change) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    match change {
        Change::Lost => {
            bytes.remove(at);
        }
        Change::Replaced(byte) => bytes[at] = byte,
        Change::Inserted(byte) => bytes.insert(at, byte),
    }
    bytes
}

/// Both parsers agree on whether it is TOML. Numbers that no 64 bits hold are
/// the exception: ours reads them, as no key asks for one. And whatever can be
/// read can be edited.
fn assert_agree(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else {
        return; // refused before it is parsed
    };
    let decoded = decode(text);
    let problems = &decoded.diagnostics;
    let has = |code| problems.iter().any(|problem| problem.code == code);
    let other = toml::from_str::<toml::Table>(text.trim_start_matches('\u{feff}'));
    let is_too_large = other
        .as_ref()
        .is_err_and(|error| error.message().contains("too large"));
    if !has(Code::Conflict) && !is_too_large {
        assert_eq!(
            has(Code::Syntax),
            other.is_err(),
            "{problems:?}\n{:?}\n{text}",
            other.err()
        );
    }
    let Some(old) = decoded.post_mortem.filter(|_| !decoded.newer) else {
        return;
    };
    let mut new = old.clone();
    new.section_mut(Party::Recruiter).next = "Ask.\nAgain.".into();
    let revised = revise(text, &old, &new);
    assert!(revised.is_ok(), "{revised:?}\n{text}");
}

#[test]
fn any_byte_of_a_file_may_be_wrong() {
    bytes_may_be_wrong(7);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn every_byte_of_a_file_may_be_wrong() {
    bytes_may_be_wrong(1);
}

/// One byte in so many is lost, replaced, or has another before it.
fn bytes_may_be_wrong(step: usize) {
    let text = r#"schema = 1
date = 2026-11-20 # é
outcome = "x\u00e9\\"
wanted = [ 'a', "b",
]
manager.owned = '''
'a''' # b
candidate = { by = "", owned = """\
  x""", n = [1_0, -0.5e3, inf, 0xF, true] }
t = 1979-05-27T07:32:00.5-07:00

[recruiter]
next = ''
[a."b c"]
[[a.d]]
[[a.d]]
e = 10:00:00
"#;
    assert_agree(text.as_bytes());
    assert!(decode(text).post_mortem.is_some());
    for at in (0..text.len()).step_by(step) {
        assert_agree(&text.as_bytes()[..at]);
        assert_agree(&changed(text, at, Change::Lost));
        for &byte in b"\"'\\\n\r\t []{}=,.#-:_01aeTZ\0\x7f\x80\xff<" {
            assert_agree(&changed(text, at, Change::Replaced(byte)));
            assert_agree(&changed(text, at, Change::Inserted(byte)));
        }
    }
}
