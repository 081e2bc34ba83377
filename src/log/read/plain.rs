//! A post-mortem as hirelog writes it, read line by line and without a tree: most files of a
//! log are nothing else, and this takes a fifth of the time. What is written in another way,
//! or has a mistake, is for the whole reader, `decode`, which knows what to say;
//! on whatever is read here the two agree, as a property of the tests.

use super::text::Prose;
use crate::log::conflict::conflict_markers;
use crate::model::{
    Day, Fact, Key, Need, NewValue, Party, PostMortem, SCHEMA, Text, TextList, ValueKind, Words,
};
use foldhash::HashMap;

/// Lines that many files have, as they were read in the first of them: what they say is
/// held once, and not looked at again.
#[derive(Debug, Default)]
pub(in crate::log) struct KnownLines(HashMap<Text, (Fact, Option<NewValue>)>);

/// More lines than this are no longer words that come again and again.
const MOST_KNOWN: usize = 1 << 13;

/// `None` where the text is not quite of that form.
pub(in crate::log) fn plain(
    source: &str,
    prose: Prose,
    known: &mut KnownLines,
) -> Option<PostMortem> {
    let mut post_mortem = PostMortem::default();
    // The keys that were read above the sections and in each, one bit each.
    let mut read = [0_u32; 1 + Party::ALL.len()];
    let (mut party, mut has_schema, mut rest) = (None, false, source);
    while !rest.is_empty() {
        let line = line(&mut rest)?;
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            party = Some(Party::parse(name)?);
            once(&mut read[1 + party?.index()], u32::BITS - 1)?;
        } else if line.starts_with('#') {
            is_plain(line, false).then_some(())?;
        } else if line == SCHEMA_LINE && party.is_none() && !has_schema {
            has_schema = true;
        } else if !line.is_empty() {
            let (keys, section) = match party {
                None => (Fact::HEAD, 0),
                Some(party) => (Fact::SECTION, 1 + party.index()),
            };
            let (fact, value) = match known.0.get(line) {
                Some(known) => known.clone(),
                None => known.read(line, keys, &mut rest, prose)?,
            };
            keys.contains(&fact).then_some(())?;
            once(&mut read[section], fact as u32)?;
            Key { party, fact }.set(&mut post_mortem, value);
        }
    }
    let is_there = |fact: Fact| read[0] >> fact as u32 & 1 == 1;
    (has_schema && Fact::required().all(is_there)).then_some(post_mortem)
}

impl KnownLines {
    /// What a line says, with those behind it that it goes on in.
    fn read(
        &mut self,
        line: &str,
        keys: &[Fact],
        rest: &mut &str,
        prose: Prose,
    ) -> Option<(Fact, Option<NewValue>)> {
        let (name, written) = line.split_at(memchr::memchr(b' ', line.as_bytes())?);
        let (written, fact) = (written.strip_prefix(" = ")?, Fact::find(keys, name)?);
        let kind = fact.about().kind;
        let value = value(kind, written, rest, prose.of_key(fact))?;
        // Where that is a mistake, it is told.
        let may_be_blank = fact.about().need == Need::Optional && fact != Fact::Hold;
        (value.is_some() || may_be_blank).then_some(())?;
        let is_own = matches!(
            kind,
            ValueKind::Prose | ValueKind::Day | ValueKind::Text(Words::Reference)
        );
        if !is_own && self.0.len() < MOST_KNOWN {
            self.0.insert(line.into(), (fact, value.clone()));
        }
        Some((fact, value))
    }
}

/// How the first line of every file stands there.
const SCHEMA_LINE: &str = "schema = 1";
const _: () = assert!(SCHEMA == 1, "as in the line above");

const QUOTES: &str = "\"\"\"";

/// The text up to the next line end, which is left behind.
fn line<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let (line, behind) = rest.split_at(memchr::memchr(b'\n', rest.as_bytes())?);
    *rest = &behind[1..];
    Some(line)
}

/// Notes that something was read, for the first time.
fn once(read: &mut u32, bit: u32) -> Option<()> {
    let before = *read;
    *read |= 1 << bit;
    (before != *read).then_some(())
}

/// The value behind an equals sign, as far as it may be blank; text in triple quotes goes on
/// in the lines that follow.
fn value(
    kind: ValueKind,
    written: &str,
    rest: &mut &str,
    whole: Prose,
) -> Option<Option<NewValue>> {
    let text = |text: &str| Some(NewValue::Text(text.into()));
    let filled = |text: &&str| !text.trim().is_empty();
    Some(match kind {
        ValueKind::Day => Some(NewValue::Day(Day::parse(written)?)),
        ValueKind::Text(_) => Some(quoted(written)?).filter(filled).and_then(text),
        ValueKind::OneOf(allowed) => match Some(quoted(written)?).filter(filled) {
            Some(word) => text(allowed.iter().find(|allowed| **allowed == word)?),
            None => None,
        },
        ValueKind::Prose if written == QUOTES => {
            let quote = |at: &usize| rest[*at..].starts_with(QUOTES);
            let end = memchr::memchr_iter(b'"', rest.as_bytes()).find(quote)?;
            let (prose, behind) = rest.split_at(end);
            *rest = &behind[QUOTES.len()..];
            let is_whole = is_plain(prose, true) && conflict_markers(prose).is_empty();
            (is_whole && line(rest)?.is_empty()).then_some(())?;
            Some(NewValue::Text(whole.read(prose)))
        }
        ValueKind::Prose => Some(NewValue::Text(whole.read(quoted(written)?))),
        ValueKind::List(_) => {
            let mut items = written.strip_prefix('[')?.strip_suffix(']')?;
            let mut list = Vec::new();
            while !items.is_empty() {
                let end = memchr::memchr(b'"', items.as_bytes().get(1..)?)? + 2;
                let (item, behind) = items.split_at(end);
                let item = Some(quoted(item)?).filter(filled);
                list.extend(item.map(Text::from));
                items = match behind.strip_prefix(", ") {
                    Some(items) if !items.is_empty() => items,
                    _ => behind.is_empty().then_some(behind)?,
                };
            }
            Some(NewValue::List(TextList::from_iter(list)))
        }
    })
}

/// What stands between quotes on one line.
fn quoted(written: &str) -> Option<&str> {
    let text = written.strip_prefix('"')?.strip_suffix('"')?;
    (is_plain(text, false) && memchr::memchr(b'"', text.as_bytes()).is_none()).then_some(text)
}

/// Whether text means itself, and no sign of it something else.
fn is_plain(text: &str, may_break: bool) -> bool {
    let is_other = |byte: u8| {
        let is_break = may_break & (byte == b'\n');
        (byte < b' ') & !is_break | (byte == b'\\') | (byte == 0x7f)
    };
    // All are looked at: that is many at a time.
    !text
        .bytes()
        .fold(false, |other, byte| other | is_other(byte))
}
