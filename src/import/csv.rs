//! A table from any system. It is gone through once before its rows are read: is it whole,
//! where is its header, which number of its days comes first. Cells of columns that
//! nobody asked for are never read.

use super::application::{AnsweredOffer, Application, DecidedBy, OfferAnswer, Source, Status};
use super::columns::{BY_ID, CHANGED, ColumnLayout, DAYS, HIRED, REJECTED, WITHDRAWAL, WITHDRAWN};
use super::metered::Metered;
use super::moment::{FieldOrder, Numbers};
use super::quotes::QuoteWatch;
use super::reader::ExportReader;
use super::row::{ExportRow, ExportSummary, RowPlace, Stopped};
use super::side_files;
use super::table::{self, CONVERT};
use super::words::Meaning;
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
    while first.len() < MOST_TITLES && next(&mut table, &mut record, &taken)? {
        first.push(record.clone());
    }
    let layouts: Vec<_> = first
        .iter()
        .map(|record| ColumnLayout::of(record, reader.columns, reader.words))
        .collect();
    let header = layouts.iter().position(ColumnLayout::is_whole).or_else(|| {
        let known = |at: &usize| layouts[*at].known();
        (0..layouts.len()).rev().max_by_key(known)
    });
    let header = header.unwrap_or(0);
    let Some(layout) = layouts.into_iter().nth(header) else {
        return Err(Stopped {
            what: "the file is empty".to_owned(),
            hint: None,
        });
    };
    let line_of =
        |record: &ByteRecord| record.position().map_or(0, csv::Position::line) + shape.skipped;
    if !layout.is_whole() {
        table::refuse_data(&first[0], line_of(&first[0]))?;
    }
    layout.check(reader.columns, reader.words)?;
    let mut orders = Orders::default();
    let mut shortest = None;
    for record in &first[header + 1..] {
        orders.look(&layout, record, line_of(record));
        shortest = Some(record.len());
    }
    let mut all_full = true;
    while next(&mut table, &mut record, &taken)? {
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
            let behind = position.line().saturating_sub(lines);
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
        next(&mut table, &mut record, &taken)?;
    }
    let is_without_ids = !layout.has("id");
    let mut alike: HashMap<u64, u32> = HashMap::new();
    while next(&mut table, &mut record, &taken)? {
        let line = record.position().map_or(0, csv::Position::line) + shape.skipped;
        let row = TableRow {
            reader,
            survey,
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

struct TableRow<'a> {
    reader: &'a ExportReader<'a>,
    survey: &'a TableSurvey,
    record: &'a ByteRecord,
}

impl TableRow<'_> {
    fn cell(&self, field: &str) -> Result<Option<String>, String> {
        self.survey.layout.cell(field, self.record)
    }

    fn meaning(&self, label: Option<&String>) -> Option<Meaning<'_>> {
        self.reader.words.meaning(label?)
    }

    fn application(&self) -> Result<Application, String> {
        let (layout, record) = (&self.survey.layout, self.record);
        let mut beyond = record.iter().skip(layout.width);
        if beyond.any(|cell| !cell.is_empty()) {
            return Err(format!(
                "it has {} cells where the header has {}: is a quote missing?",
                record.len(),
                layout.width
            ));
        }
        let (outcome, mut reason) = (self.cell("outcome")?, self.cell("reason")?);
        let withdrawal = self.cell(WITHDRAWAL)?;
        if !layout.has("reason") {
            // An id says nothing, but that there is a reason which is not known.
            reason = self.cell(BY_ID)?;
        }
        let (mut stage, mut over) = (None, Vec::new());
        // A column of stages holds in many exports how it ended, too.
        for position in layout.places("stage") {
            let Some(text) = layout.text(position, record)? else {
                continue;
            };
            if self.is_end(&text) {
                over.push(text);
            } else if stage.is_none() {
                stage = Some(text);
            }
        }
        let status = self.cell("status")?;
        let says = status.as_deref().map(|status| self.says(status));
        let has_no_way =
            outcome.is_none() && reason.is_none() && withdrawal.is_none() && over.is_empty();
        let is_hired = [status.as_ref(), outcome.as_ref(), over.first()]
            .into_iter()
            .any(|label| self.meaning(label) == Some(Meaning::Outcome("accepted")));
        let known = match says {
            _ if self.is_left_out()? => Status::Lead,
            _ if is_hired => Status::Hired,
            Some(Says::Lead) => Status::Lead,
            Some(Says::Active) if has_no_way => Status::Active,
            Some(_) => Status::Archived,
            None if !has_no_way => Status::Archived,
            // A stage alone: it goes on.
            None => match (&stage, self.ended(&Status::Archived, false)?) {
                (Some(stage), (None, _)) if self.is_stage(stage) => Status::Active,
                (None, (None, _)) => Status::Active,
                (Some(stage), _)
                    if !layout.has("outcome") && !layout.has("reason") && self.is_stage(stage) =>
                {
                    Status::Active
                }
                _ => Status::Archived,
            },
        };
        if has_no_way
            && says.is_none()
            && known == Status::Archived
            && !layout.has("reason")
            && !layout.has("outcome")
        {
            // Nothing else says anything: the name of the stage is what is asked about.
            over.extend(stage.take());
        }
        if let (None, Some(withdrawal)) = (&reason, &withdrawal) {
            reason = Some(withdrawal.clone());
        }
        let mut decided_by = match self.cell("side")? {
            Some(side) => self.side(&side),
            None => DecidedBy::Unknown,
        };
        if decided_by == DecidedBy::Unknown && withdrawal.is_some() {
            decided_by = DecidedBy::Candidate;
        }
        // That it is over says more where no reason says less.
        let telling = |label: &&String| {
            let is_over = matches!(self.meaning(Some(*label)), Some(Meaning::Over));
            !(is_over && reason.is_some()) && says_more(label)
        };
        let ended_status = status.iter().filter(|_| known == Status::Archived);
        let labels: Vec<String> = reason
            .iter()
            .chain(&outcome)
            .chain(ended_status.chain(&over).filter(telling))
            .cloned()
            .collect();
        let withdrew = decided_by == DecidedBy::Candidate
            || labels
                .iter()
                .any(|label| self.meaning(Some(label)) == Some(Meaning::Outcome("withdrew")));
        let (ended, no_day) = self.ended(&known, withdrew)?;
        let answer = self
            .cell("offer")?
            .and_then(|status| side_files::answer(&status));
        let id = match layout.has("id") {
            true => self.cell("id")?,
            false => self.cell("person")?,
        };
        if layout.has("id") && id.is_none() && known != Status::Active {
            return Err("it has no id".to_owned());
        }
        let stage =
            stage.filter(|stage| self.meaning(Some(stage)) != Some(Meaning::Outcome("accepted")));
        Ok(Application {
            source: id.map(Source::Id),
            decided_by,
            offer: answer.map(|answer| AnsweredOffer {
                answer,
                day: ended.filter(|_| answer == OfferAnswer::Accepted),
            }),
            labels,
            status: known,
            ended,
            no_day,
            stage,
            role: self.cell("role")?,
            is_confidential: false,
            team: self.cell("team")?,
        })
    }

    /// The day of the outcome, from the column of its kind; why there is none.
    fn ended(
        &self,
        status: &Status,
        withdrew: bool,
    ) -> Result<(Option<crate::model::Day>, Option<String>), String> {
        let layout = &self.survey.layout;
        let fields: &[&str] = match status {
            Status::Hired => &[HIRED, "date", CHANGED],
            _ if withdrew => &[WITHDRAWN, "date", REJECTED, CHANGED],
            _ => &[REJECTED, "date", WITHDRAWN, CHANGED],
        };
        let mut empty = None;
        for field in fields {
            for position in layout.places(field) {
                let text = layout.text(position, self.record)?.unwrap_or_default();
                let header = &layout.headers[position];
                match self.reader.calendar.read(&text, self.survey.order) {
                    Ok(Some(day)) => return Ok((Some(day), None)),
                    Ok(None) => empty = empty.or(Some(format!("`{header}` is empty"))),
                    Err(why) => return Ok((None, Some(format!("`{header}`: {why}")))),
                }
            }
        }
        let is_hired = *status == Status::Hired;
        Ok((None, empty.filter(|_| !is_hired)))
    }

    /// Deleted there, or never an application.
    fn is_left_out(&self) -> Result<bool, String> {
        for position in self.survey.layout.places("left out") {
            let says = self.survey.layout.text(position, self.record)?;
            if matches!(
                says.map(|says| says.to_lowercase()).as_deref(),
                Some("true" | "yes" | "1")
            ) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a stage is no step of the process, but how it ended.
    fn is_end(&self, stage: &str) -> bool {
        let is_word = self.reader.words.stage(stage).is_some();
        match self.reader.words.meaning(stage) {
            Some(Meaning::Over) => true,
            Some(Meaning::Outcome(outcome)) => {
                !is_word || outcome == "offer-declined" || outcome == "accepted"
            }
            _ => false,
        }
    }

    /// A bare `Offer` can be a step, or an answer that is missing.
    fn is_stage(&self, stage: &str) -> bool {
        let words = self.reader.words;
        words.meaning(stage) == Some(Meaning::Active)
            || words.stage(stage).is_some_and(|known| known != "offer")
    }

    fn says(&self, status: &str) -> Says {
        match status.to_lowercase().as_str() {
            "true" | "yes" | "1" | "y" => return Says::Over,
            "false" | "no" | "0" | "n" => return Says::Active,
            "lead" | "prospect" | "converted" => return Says::Lead,
            _ => {}
        }
        match self.reader.words.meaning(status) {
            Some(Meaning::Active) => Says::Active,
            _ => Says::Over,
        }
    }

    fn side(&self, side: &str) -> DecidedBy {
        let words = self.reader.words;
        match side.to_lowercase().as_str() {
            "candidate" | "applicant" => DecidedBy::Candidate,
            "company" | "us" | "employer" | "org" | "organization" => DecidedBy::Company,
            _ => match words.meaning(side) {
                Some(Meaning::Outcome("withdrew" | "offer-declined")) => DecidedBy::Candidate,
                Some(Meaning::Outcome("rejected") | Meaning::Over) => DecidedBy::Company,
                _ => side_files::decided_by(side),
            },
        }
    }
}

/// What a status says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Active,
    Lead,
    Over,
}

/// Not the answer to "disqualified?", or that it is archived.
fn says_more(status: &str) -> bool {
    let plain = ["true", "yes", "1", "y", "archived", "closed", "inactive"];
    !plain.contains(&status.to_lowercase().as_str())
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
