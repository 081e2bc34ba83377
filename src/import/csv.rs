//! A table from any system. It is gone through once before its rows are read: is it whole,
//! where is its header, which number of its days comes first. Cells of columns that
//! nobody asked for are never read.

use super::application::{Application, Source};
use super::columns::{ColumnLayout, DAYS};
use super::metered::Metered;
use super::moment::{FieldOrder, Numbers};
use super::quotes::QuoteWatch;
use super::reader::ExportReader;
use super::row::{ExportRow, ExportSummary, RowPlace, Stopped};
use super::table::{self, CONVERT, Shape};
use super::table_row::TableRow;
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// The header of an export stands within its first lines.
const MOST_TITLES: usize = 20;

/// What a table turned out to be before any row of it is used.
#[derive(Debug)]
pub(super) struct TableSurvey {
    layout: ColumnLayout,
    /// Records before the first row.
    before_rows: usize,
    order: Option<FieldOrder>,
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
    let (taken, watch) = (Cell::new(0), QuoteWatch::new(shape.separator));
    let mut table = opened(shape.separator, watch.over(Metered::new(input, &taken)));
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
    let Some(layout) = layouts.into_iter().nth(header) else {
        return Err(Stopped {
            what: "the file is empty".to_owned(),
            hint: None,
        });
    };
    let line_of =
        |record: &ByteRecord| record.position().map_or(0, csv::Position::line) + shape.skipped;
    if !layout.is_whole() {
        table::refuse_data(&first[header], line_of(&first[header]))?;
    }
    layout.check(reader.columns, reader.words)?;
    let mut orders = Orders::default();
    let mut shortest = None;
    for record in &first[header + 1..] {
        orders.look(&layout, record, line_of(record));
        shortest = Some(record.len());
    }
    let mut all_full = true;
    while next(&mut table, &mut record, &shape, &taken)? {
        all_full &= shortest.is_none_or(|length| length >= layout.width);
        orders.look(&layout, &record, line_of(&record));
        shortest = Some(record.len());
    }
    if let Some(line) = watch.open_since() {
        return Err(Stopped {
            what: format!(
                "line {}: a quote is opened there and never closed",
                line + shape.skipped
            ),
            hint: Some(
                "nothing was imported; close the quote, or export the file again".to_owned(),
            ),
        });
    }
    let is_cut = shortest.is_some_and(|length| length < layout.width) && all_full;
    if is_cut && !watch.ends_with_newline() && first.len() + 1 > header + 2 {
        return Err(Stopped {
            what: format!(
                "the file ends in the middle of line {}",
                watch.line() + shape.skipped
            ),
            hint: Some("nothing was imported; was it copied whole?".to_owned()),
        });
    }
    Ok(TableSurvey {
        order: match reader.columns.dates {
            Some(order) => Some(order),
            None => orders.settled(&layout)?,
        },
        header_line: (header > 0).then(|| line_of(&first[header])),
        before_rows: header + 1,
        layout,
    })
}

/// The lines in which days say by themselves which number comes first.
#[derive(Debug, Default)]
struct Orders {
    day_first: Option<(u64, usize)>,
    month_first: Option<(u64, usize)>,
}

impl Orders {
    fn look(&mut self, layout: &ColumnLayout, record: &ByteRecord, line: u64) {
        if self.day_first.is_some() && self.month_first.is_some() {
            return;
        }
        for position in DAYS.iter().flat_map(|field| layout.places(field)) {
            let cell = record
                .get(position)
                .and_then(|cell| str::from_utf8(cell).ok());
            let seen = match cell
                .and_then(Numbers::of)
                .and_then(|numbers| numbers.order())
            {
                Some(FieldOrder::DayFirst) => &mut self.day_first,
                Some(FieldOrder::MonthFirst) => &mut self.month_first,
                None => continue,
            };
            seen.get_or_insert((line, position));
        }
    }

    fn settled(&self, layout: &ColumnLayout) -> Result<Option<FieldOrder>, Stopped> {
        match (self.day_first, self.month_first) {
            (Some((one, first)), Some((other, second))) => Err(Stopped {
                what: format!(
                    "the days disagree: line {one} has the day first (column {}), line {other} the month (column {})",
                    first + 1,
                    second + 1
                ),
                hint: Some(format!(
                    "say which holds: --dates day-first or --dates month-first; the column of the first is \"{}\"",
                    layout.headers[first]
                )),
            }),
            (Some(_), None) => Ok(Some(FieldOrder::DayFirst)),
            (None, Some(_)) => Ok(Some(FieldOrder::MonthFirst)),
            (None, None) => Ok(None),
        }
    }
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
    loop {
        taken.set(0);
        let read = table.read_byte_record(record);
        if !read.map_err(|error| stopped(&error))? {
            return Ok(false);
        }
        if !record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            let lines = 1 + memchr::memchr_iter(b'\n', record.as_slice()).count() as u64;
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
    let mut alike: HashMap<u64, u32> = HashMap::new();
    while next(&mut table, &mut record, &shape, &taken)? {
        if layout.is_of_page(&record, reader.words) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line) + shape.skipped;
        let row = TableRow {
            reader,
            layout,
            order: survey.order,
            record: &record,
        };
        let mut application = row.application();
        if let (Ok(application), true) = (&mut application, is_without_ids) {
            application.source = Some(Source::Content(without_id(application, &mut alike)));
        }
        let place = RowPlace::Line(line);
        if each(ExportRow { place, application }).is_break() {
            break;
        }
    }
    Ok(ExportSummary {
        without_ids: is_without_ids && !layout.has("person"),
        header_line: survey.header_line,
        ..ExportSummary::default()
    })
}

/// Rows without an id are distinguished by what is taken from them; of several that
/// are the same it counts how many there are, not which is which. A person's number and
/// the role together are as good as an id.
fn without_id(application: &Application, alike: &mut HashMap<u64, u32>) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    if let Some(person) = &application.source {
        return format!("{}\u{1e}{}", person.as_str(), text(&application.role));
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
    let hash = {
        use std::hash::{Hash, Hasher};
        let mut hasher = siphasher::sip::SipHasher24::new();
        content.hash(&mut hasher);
        hasher.finish()
    };
    let count = alike.entry(hash).or_default();
    *count += 1;
    format!("{content}\u{1e}{count}")
}

fn stopped(error: &csv::Error) -> Stopped {
    let line = error.position().map_or(0, csv::Position::line);
    let place = if line == 0 {
        String::new()
    } else {
        format!("line {line}: ")
    };
    let hint = error
        .to_string()
        .contains("4 MiB")
        .then(|| "a quote is opened and never closed, by the look of it".to_owned());
    Stopped {
        what: format!("{place}{error}"),
        hint,
    }
}

/// What to do about cells that are no UTF-8, if that is what is wrong.
pub fn encoding_hint(problem: &str) -> Option<&'static str> {
    problem.contains("is not UTF-8").then_some(CONVERT)
}
