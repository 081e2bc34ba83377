//! A table from any system. It is gone through once before its rows are read: is it whole,
//! where is its header, which number of its days comes first. Cells of columns that
//! nobody asked for are never read.

use super::application::{Application, Source};
use super::columns::{ColumnLayout, DAYS};
use super::figures::{first_of, flags, in_figures, likely_days};
use super::metered::Metered;
use super::reader::ExportReader;
use super::rounded::AS_TEXT;
use super::row::{ExportRow, ExportSummary, RowPlace, Stopped};
use super::table::{self, CONVERT, Shape};
use super::table_row::{SettledOrders, TableRow, mark_of_day};
use crate::model::{Day, DayOrders};
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// Stands behind the last line while a table is gone through: where it is no record by
/// itself, a quote before it was never closed.
const END: &[u8] = b"\n\x1e";

/// The header of an export stands within its first lines.
const MOST_TITLES: usize = 20;

/// What a table turned out to be before any row of it is used.
#[derive(Debug)]
pub(super) struct TableSurvey {
    layout: ColumnLayout,
    /// Records before the first row.
    before_rows: usize,
    /// The orders that its days leave.
    orders: SettledOrders,
    /// The line of the header, where others stand above it.
    pub header_line: Option<u64>,
}

/// # Errors
/// Where it is not whole, or nothing says what its columns hold.
pub(super) fn survey(
    reader: &ExportReader<'_>,
    mut input: impl BufRead,
) -> Result<TableSurvey, Stopped> {
    let shape = table::open(&mut input)?;
    let taken = Cell::new(0);
    let mut table = opened(shape.separator, Metered::new(input.chain(END), &taken));
    let mut first = Vec::new();
    let mut record = ByteRecord::new();
    while first.len() < MOST_TITLES && next(&mut table, &mut record, &shape, &taken)? {
        first.push(record.clone());
    }
    let layouts: Vec<_> = first
        .iter()
        .map(|record| ColumnLayout::of(record, reader.columns, reader.words))
        .collect();
    // Titles fill a cell or two. What is taken for the header may be shown, a row never.
    let filled = |record: &ByteRecord| record.iter().filter(|cell| !cell.is_empty()).count();
    let most = first.iter().map(filled).max().unwrap_or(0);
    let is_wide = |record: &ByteRecord| filled(record) * 2 > most;
    let header = layouts.iter().position(ColumnLayout::is_whole);
    let header = header
        .or_else(|| first.iter().position(is_wide))
        .unwrap_or(0);
    let Some(mut layout) = layouts.into_iter().nth(header) else {
        return Err(Stopped::plain("the file is empty"));
    };
    let line_of =
        |record: &ByteRecord| record.position().map_or(0, csv::Position::line) + shape.skipped;
    if !layout.is_whole() {
        table::refuse_data(&first[header], line_of(&first[header]))?;
    }
    layout.keep_days(&first[header + 1..], |cell| {
        in_figures(cell).is_some() || reader.calendar.read(cell, &[]).is_ok()
    });
    layout.check(reader.columns, reader.words)?;
    let (mut orders, today) = (Orders::default(), reader.calendar.today);
    let (mut shortest, mut last) = (None, (line_of(&first[header]), 0));
    let mut see = |record: &ByteRecord| {
        let line = line_of(record);
        look(&mut orders, &layout, record, line, today);
        last = (line, line + line_ends(record));
        refuse_rows_in_cells(record, &layout, shape.separator, line)
    };
    for record in &first[header + 1..] {
        see(record)?;
        shortest = Some(record.len());
    }
    let mut all_full = true;
    while next(&mut table, &mut record, &shape, &taken)? {
        all_full &= shortest.is_none_or(|length| length >= layout.width);
        see(&record)?;
        shortest = Some(record.len());
    }
    let (begins, ends) = last;
    if record.is_empty() {
        return Err(Stopped::new(
            format!("line {begins}: a quote is opened there and never closed"),
            "nothing was imported; close the quote, or export the file again",
        ));
    }
    let is_cut = shortest.is_some_and(|length| length < layout.width) && all_full;
    let ends_with_newline = table.position().line() + shape.skipped > ends + 1;
    if is_cut && !ends_with_newline && first.len() + 1 > header + 2 {
        return Err(Stopped::new(
            format!("the file ends in the middle of line {ends}"),
            "nothing was imported; was it copied whole?",
        ));
    }
    Ok(TableSurvey {
        orders: match reader.columns.dates {
            Some(order) => std::array::from_fn(|_| vec![order]),
            None => settled(&orders, &layout)?,
        },
        header_line: (header > 0).then(|| line_of(&first[header])),
        before_rows: header + 1,
        layout,
    })
}

/// A quote that was not meant to open anything is closed by the next one of its kind, and the
/// rows between them would be read as one cell.
fn refuse_rows_in_cells(
    record: &ByteRecord,
    layout: &ColumnLayout,
    separator: u8,
    line: u64,
) -> Result<(), Stopped> {
    let is_row = |line: &[u8]| {
        let cells: Vec<_> = line.split(|byte| *byte == separator).collect();
        let mut days = DAYS.iter().flat_map(|field| layout.places(field));
        let is_day = |place: usize| {
            let day = cells.get(place).and_then(|cell| str::from_utf8(cell).ok());
            day.and_then(in_figures).is_some()
        };
        cells.len() == layout.width && days.any(is_day)
    };
    let has_row = |cell: &[u8]| cell.split(|byte| *byte == b'\n').skip(1).any(is_row);
    match record.iter().any(has_row) {
        true => Err(Stopped::new(
            format!("line {line}: a quote is opened there, and whole rows stand behind it"),
            "nothing was imported; close the quote, or export the file again",
        )),
        false => Ok(()),
    }
}

/// What the days say by themselves of their order, each with its line and its column.
/// Whoever writes dots puts the day first, and says nothing of who writes slashes.
type Orders = [DayOrders<(u64, usize)>; 3];

fn look(orders: &mut Orders, layout: &ColumnLayout, record: &ByteRecord, line: u64, today: Day) {
    for position in DAYS.iter().flat_map(|field| layout.places(field)) {
        let cell = { record.get(position) }.and_then(|cell| str::from_utf8(cell).ok());
        if let Some(figures) = cell.and_then(in_figures) {
            let orders = &mut orders[mark_of_day(cell.unwrap_or_default())];
            orders.add(&figures, likely_days(today), (line, position));
        }
    }
}

fn settled(orders: &Orders, layout: &ColumnLayout) -> Result<SettledOrders, Stopped> {
    let mut contradictions = orders.iter().filter_map(DayOrders::contradiction);
    let Some([(one, (line, column)), (two, (other_line, other))]) = contradictions.next() else {
        return Ok(orders.each_ref().map(DayOrders::left));
    };
    Err(Stopped::new(
        format!(
            "the days disagree: line {line} has the {} first (column {}), line {other_line} the {} (column {})",
            first_of(one),
            column + 1,
            first_of(two),
            other + 1
        ),
        format!(
            "say which holds: {}; the column of the first is \"{}\"",
            flags(&[one, two]),
            layout.headers[column]
        ),
    ))
}

fn opened<R: Read>(separator: u8, input: R) -> Reader<R> {
    ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(input)
}

/// The next record that is not blank. Its position is that of its own first line: the
/// parser's is that of the blank lines before it.
fn next<R: Read>(
    table: &mut Reader<R>,
    record: &mut ByteRecord,
    shape: &Shape,
    taken: &Cell<u64>,
) -> Result<bool, Stopped> {
    let is_end = |record: &ByteRecord| record.len() == 1 && record.as_slice() == &END[1..];
    while !is_end(record) {
        taken.set(0);
        let read = table.read_byte_record(record);
        if !read.map_err(|error| stopped(&error))? {
            return Ok(false);
        }
        if !is_end(record) && !record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            let lines = 1 + line_ends(record);
            let mut position = table.position().clone();
            // Of two bytes that end a line, the second is not read yet.
            let ended = position.line() + u64::from(shape.is_crlf);
            let behind = ended.saturating_sub(lines);
            let first = record.position().map_or(0, csv::Position::line);
            position.set_line(behind.max(first));
            record.set_position(Some(position));
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many lines end within it.
fn line_ends(record: &ByteRecord) -> u64 {
    memchr::memchr_iter(b'\n', record.as_slice()).count() as u64
}

pub(super) fn rows(
    reader: &ExportReader<'_>,
    survey: &TableSurvey,
    mut input: impl BufRead,
    each: &mut dyn FnMut(ExportRow) -> ControlFlow<()>,
) -> Result<ExportSummary, Stopped> {
    let shape = table::open(&mut input)?;
    let taken = Cell::new(0);
    let mut table = opened(shape.separator, Metered::new(input, &taken));
    let mut record = ByteRecord::new();
    let layout = &survey.layout;
    for _ in 0..survey.before_rows {
        next(&mut table, &mut record, &shape, &taken)?;
    }
    let is_without_ids = !layout.has("id");
    let mut alike = HashMap::new();
    while next(&mut table, &mut record, &shape, &taken)? {
        if layout.is_of_page(&record, reader.words) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line) + shape.skipped;
        let row = TableRow {
            reader,
            layout,
            orders: &survey.orders,
            record: &record,
        };
        let mut application = row.application();
        if let (Ok(application), true) = (&mut application, is_without_ids) {
            application.source = Some(without_id(application, &mut alike));
        }
        let place = RowPlace::Line(line);
        if each(ExportRow { place, application }).is_break() {
            break;
        }
    }
    Ok(ExportSummary {
        without_ids: is_without_ids && !layout.has("person"),
        header_line: survey.header_line,
        columns: layout.told(),
        ..ExportSummary::default()
    })
}

/// Rows without an id are distinguished by what is taken from them; of several that
/// are the same it counts how many there are, not which is which. A person's number and
/// the role together are as good as an id.
fn without_id(application: &Application, alike: &mut HashMap<String, u32>) -> Source {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    if let Some(person) = &application.source {
        return Source::of_person(person.as_str(), &text(&application.role));
    }
    let day = application.ended.map(|day| day.to_string());
    let content = [
        text(&day),
        text(&application.stage),
        text(&application.role),
        text(&application.team),
        application.labels.join("\u{1f}"),
    ]
    .join("\u{1e}");
    let count = alike.entry(content.clone()).or_default();
    *count += 1;
    Source::Content(format!("{content}\u{1e}{count}"))
}

fn stopped(error: &csv::Error) -> Stopped {
    let line = error.position().map_or(0, csv::Position::line);
    let place = match line {
        0 => String::new(),
        line => format!("line {line}: "),
    };
    let hint = "a quote is opened and never closed, by the look of it";
    let is_large = error.to_string().contains("4 MiB");
    Stopped {
        what: format!("{place}{error}"),
        hint: is_large.then(|| hint.to_owned()),
    }
}

/// What to do about cells that are no UTF-8, or rounded, if that is what is wrong.
pub fn row_hint(problem: &str) -> Option<&'static str> {
    let is_rounded = problem.contains("rounded");
    let hint = problem.contains("is not UTF-8").then_some(CONVERT);
    hint.or(is_rounded.then_some(AS_TEXT))
}
