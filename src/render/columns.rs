//! What other tools read of a log. Each row is an object, in which the keys of a party are
//! an object of their own: JSON prints it as it is, and CSV has its keys for a head and its
//! values for cells.

use super::json::SCHEMA;
use crate::model::{DecisionEntry, Entry, Fact, IMPORTED, Id, Key, SORTED, Text, Value, ValueKind};
use crate::patterns::Chance;
use crate::talk::visible_lines;
use crate::vocabulary::Vocabulary;
use csv::{Terminator, WriterBuilder};
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What stands in it under which name.
pub(super) struct Row<'a>(Vec<(&'static str, ExportCell<'a>)>);

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ExportCell<'a> {
    Nothing,
    Number(u32),
    Text(Cow<'a, str>),
    List(&'a [Text]),
    Answer(bool),
    Section(Row<'a>),
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, cell)| (name, cell)))
    }
}

impl<'a> ExportCell<'a> {
    fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// Lists are joined by semicolons; a cell that a spreadsheet would run as a formula
    /// begins with an apostrophe.
    fn in_csv(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing | Self::Section(_) => "".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => harmless(text),
            Self::List([word]) => harmless(word),
            Self::List(words) => harmless(&words.join(";")).into_owned().into(),
            Self::Answer(answer) => answer.to_string().into(),
        }
    }
}

/// What was read: where it is several logs, each row says which one it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logs {
    One,
    Several,
}

/// A post-mortem: where it is, and every key of the format.
pub(super) fn of_entry(entry: &Entry, logs: Logs) -> Row<'_> {
    let post_mortem = &entry.post_mortem;
    let mut row = place(&entry.id, &entry.path, entry.log.as_deref(), logs);
    for fact in Fact::HEAD {
        row.push((fact.name(), said(*fact, Key::head(*fact).get(post_mortem))));
        if *fact == Fact::Hold {
            row.push((IMPORTED, ExportCell::Answer(entry.imported)));
        }
    }
    for (party, section) in post_mortem.by_party() {
        let mut own = Vec::with_capacity(Fact::SECTION.len() + 1);
        for fact in Fact::SECTION {
            own.push((fact.name(), said(*fact, fact.of_section(section))));
            if *fact == Fact::Dropped {
                own.push((SORTED, ExportCell::Answer(section.is_sorted())));
            }
        }
        row.push((party.as_str(), ExportCell::Section(Row(own))));
    }
    Row(row)
}

/// A decision: where it is, and every key of its file.
pub(super) fn of_decision(entry: &DecisionEntry, logs: Logs) -> Row<'_> {
    let mut row = place(&entry.id, &entry.path, entry.log.as_deref(), logs);
    let keys = Fact::DECISION.iter();
    row.extend(keys.map(|fact| (fact.name(), said(*fact, fact.of_decision(&entry.decision)))));
    Row(row)
}

/// A dropped ball; one that a party's section names twice, or under two of its names, is
/// one row.
pub(super) fn of_dropped<'a>(
    entry: &'a Entry,
    ball: Chance<'a>,
    words: &Vocabulary,
    logs: Logs,
) -> Row<'a> {
    let facts = [Fact::Outcome, Fact::Stage, Fact::Role, Fact::Team];
    let known = words.ball(&ball.slug);
    let is_declared = known.is_some_and(|known| known.party == ball.party);
    let is_own = entry.post_mortem.section(ball.party).by == Some(ball.party);
    let mut row = of_ball(entry, ball, Some(&entry.path), &facts, logs);
    row.push(("declared", ExportCell::Answer(is_declared)));
    row.push(("own_voice", ExportCell::Answer(is_own)));
    Row(row)
}

/// A chance to drop a ball, so that every rate is a mean of a group.
pub(super) fn of_chance<'a>(entry: &'a Entry, ball: Chance<'a>, logs: Logs) -> Row<'a> {
    let (facts, dropped) = ([Fact::Team, Fact::Role, Fact::Stage], ball.dropped);
    let mut row = of_ball(entry, ball, None, &facts, logs);
    row.push(("dropped", ExportCell::Answer(dropped)));
    Row(row)
}

/// The same with the version of the format, as a document by itself.
pub(super) fn with_schema(mut row: Row<'_>) -> Row<'_> {
    row.0.insert(0, ("schema", ExportCell::Number(SCHEMA)));
    row
}

type Cells<'a> = Vec<(&'static str, ExportCell<'a>)>;

/// Which post-mortem it is, what is said of it, whose ball, and which.
fn of_ball<'a>(
    entry: &'a Entry,
    ball: Chance<'a>,
    path: Option<&'a str>,
    facts: &[Fact],
    logs: Logs,
) -> Cells<'a> {
    let key = |fact: Fact| {
        (
            fact.name(),
            said(fact, Key::head(fact).get(&entry.post_mortem)),
        )
    };
    let mut row = vec![key(Fact::Date), ("id", ExportCell::text(entry.id.as_str()))];
    row.extend(path.map(|path| ("path", ExportCell::text(path))));
    row.extend(of_its_log(entry.log.as_deref(), logs));
    row.extend(facts.iter().map(|fact| key(*fact)));
    row.push(("party", ExportCell::text(ball.party.as_str())));
    row.push(("slug", ExportCell::Text(ball.slug)));
    row
}

fn place<'a>(id: &'a Id, path: &'a str, log: Option<&'a str>, logs: Logs) -> Cells<'a> {
    // Ten thousand rows grow once each.
    let mut row = Vec::with_capacity(Fact::HEAD.len() + Fact::DECISION.len());
    row.push(("id", ExportCell::text(id.as_str())));
    row.push(("path", ExportCell::text(path)));
    row.extend(of_its_log(log, logs));
    row
}

fn of_its_log(log: Option<&str>, logs: Logs) -> Option<(&'static str, ExportCell<'_>)> {
    let log = log.map_or(ExportCell::Nothing, ExportCell::text);
    (logs == Logs::Several).then_some(("log", log))
}

fn said<'a>(fact: Fact, value: Option<Value<'a>>) -> ExportCell<'a> {
    match value {
        Some(Value::Day(day)) => ExportCell::Text(Cow::Owned(day.to_string())),
        Some(Value::List(list)) => ExportCell::List(list),
        None if matches!(fact.about().kind, ValueKind::List(_)) => ExportCell::List(&[]),
        value => { value.and_then(Value::text) }.map_or(ExportCell::Nothing, ExportCell::text),
    }
}

/// The names of the columns as the first line of a CSV.
pub(super) fn csv_head(row: &Row<'_>) -> String {
    let names = row.0.iter().flat_map(|(name, cell)| match cell {
        ExportCell::Section(own) => { own.0.iter() }
            .map(|(key, _)| format!("{name}_{key}").into())
            .collect(),
        _ => vec![Cow::Borrowed(*name)],
    });
    csv_lines([names])
}

pub(super) fn csv_rows(rows: &[Row<'_>]) -> String {
    csv_lines(rows.iter().map(|row| {
        let cells = row.0.iter().flat_map(|(_, cell)| match cell {
            ExportCell::Section(own) => own.0.iter().map(|(_, cell)| cell).collect(),
            cell => vec![cell],
        });
        cells.map(ExportCell::in_csv)
    }))
}

fn csv_lines<'a, L: IntoIterator<Item = Cow<'a, str>>>(
    lines: impl IntoIterator<Item = L>,
) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        // Writing to memory does not fail.
        for cell in line {
            let _ = writer.write_field(cell.as_bytes());
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer
        .into_inner()
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

/// Whatever a spreadsheet would run gets an apostrophe: also behind what may begin a cell
/// where the list separator is a semicolon, as quotes within a line mean nothing there.
fn harmless(cell: &str) -> Cow<'_, str> {
    let is_run = |part: &str| {
        let mut signs = part.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars();
        matches!(
            signs.next(),
            Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
        )
    };
    let parts = cell.split_inclusive([';', '\n']);
    if !parts.clone().any(is_run) {
        return visible_lines(cell);
    }
    parts
        .fold(String::new(), |cell, part| {
            cell + if is_run(part) { "'" } else { "" } + &visible_lines(part)
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Party, PostMortem, TextList};

    #[test]
    fn formulas_are_text_and_escapes_are_shown() {
        for (cell, expected) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("-1+1", "'-1+1"),
            ("＝1+1", "'＝1+1"),
            ("＠SUM", "'＠SUM"),
            ("a\u{1b}b\nc", "a\\u{1b}b\nc"),
            ("plain", "plain"),
            ("I was late;=1+1", "I was late;'=1+1"),
            ("I was late; =1+1\n@SUM", "I was late;' =1+1\n'@SUM"),
            (" =1", "' =1"),
            ("a; b;;c = d", "a; b;;c = d"),
        ] {
            assert_eq!(harmless(cell), expected);
        }
    }
    #[test]
    fn a_key_that_the_table_alone_knows_is_a_column_and_a_value() {
        let mut post_mortem = PostMortem::new(Day::FIRST, "withdrew");
        let section = post_mortem.section_mut(Party::Candidate);
        section.scratch_day = Some(Day::LAST);
        section.scratch_list = Some(TextList::from_iter(["a", "b"]));
        let entry = Entry {
            id: Id::from_stem("x"),
            path: "logs/x.toml".to_owned(),
            log: None,
            post_mortem: post_mortem.into(),
            imported: true,
        };
        let row = of_entry(&entry, Logs::One);
        let json = serde_json::to_value(&row).unwrap();
        assert_eq!(json["scratch"], serde_json::Value::Null);
        assert_eq!(json["candidate"]["scratch_day"], "9999-12-31");
        assert_eq!(
            json["candidate"]["scratch_list"],
            serde_json::json!(["a", "b"])
        );
        assert_eq!(json["manager"]["scratch_list"], serde_json::json!([]));
        assert_eq!(json["imported"], true);
        assert_eq!(json["manager"]["sorted"], false);
        let text = csv_head(&row) + &csv_rows(&[row]);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
        let cell = |name| lines[1][lines[0].iter().position(|head| *head == name).unwrap()];
        assert_eq!(cell("candidate_scratch_day"), "9999-12-31");
        assert_eq!(cell("candidate_scratch_list"), "a;b");
        assert_eq!(cell("scratch"), "");
    }
}
