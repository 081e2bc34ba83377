//! CSV from any system. Cells of columns that nobody asked for are never read.

use super::application::{
    AnsweredOffer, Application, DecidedBy, OfferAnswer, OpenText, Source, Status,
};
use super::columns::ColumnLayout;
use super::json::compact;
use super::metered::{Metered, Quoted};
use super::reader::ExportReader;
use super::row::{ExportRow, ExportSummary, RowPlace, Stopped};
use super::table::{self, CONVERT};
use super::{moment, side_files};
use csv::{ByteRecord, ReaderBuilder};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;

pub(super) fn rows(
    reader: &ExportReader<'_>,
    mut input: impl BufRead,
    each: &mut dyn FnMut(ExportRow) -> ControlFlow<()>,
) -> Result<ExportSummary, Stopped> {
    let shape = table::open(&mut input)?;
    let taken = Cell::new(0);
    let mut table = ReaderBuilder::new()
        .delimiter(shape.separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(Metered {
            input: BufReader::new(Quoted::new(input, shape.separator, shape.skipped)),
            taken: &taken,
        });
    let mut record = ByteRecord::new();
    let read = table.read_byte_record(&mut record);
    read.map_err(|error| stopped(&error))?;
    let layout = ColumnLayout::of(&record, reader.columns, reader.words)?;
    let mut alike: HashMap<u64, u32> = HashMap::new();
    loop {
        taken.set(0);
        if !table
            .read_byte_record(&mut record)
            .map_err(|error| stopped(&error))?
        {
            break;
        }
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        let line = record.position().map_or(0, csv::Position::line) + shape.skipped;
        let mut application = application(&layout, &record, reader);
        if let (Ok(application), None) = (&mut application, layout.column("id")) {
            application.source = Some(Source::Content(without_id(application, &mut alike)));
        }
        let place = RowPlace::Line(line);
        if each(ExportRow { place, application }).is_break() {
            break;
        }
    }
    Ok(ExportSummary {
        more_pages: false,
        without_ids: layout.column("id").is_none(),
    })
}

/// Rows without an id are distinguished by what is taken from them; of several that
/// are the same it counts how many there are, not which is which.
fn without_id(application: &Application, alike: &mut HashMap<u64, u32>) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
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

fn application(
    layout: &ColumnLayout,
    record: &ByteRecord,
    reader: &ExportReader<'_>,
) -> Result<Application, String> {
    if record.len() > layout.width
        && record
            .iter()
            .skip(layout.width)
            .any(|cell| !cell.is_empty())
    {
        return Err(format!(
            "it has {} cells where the header has {}: is a quote missing?",
            record.len(),
            layout.width
        ));
    }
    let cell = |field| layout.cell(field, record);
    let (status, outcome, reason) = (cell("status")?, cell("outcome")?, cell("reason")?);
    let (stage, date) = (cell("stage")?, cell("date")?);
    let answer = cell("offer")?.and_then(|status| side_files::answer(&status));
    let ended = date
        .as_deref()
        .map(|date| moment::read(date, reader.columns.dates, reader.zone))
        .transpose();
    let labels = outcome.iter().chain(&reason);
    let is_open = outcome.is_none() && reason.is_none();
    let known = read_status(
        status.as_deref(),
        stage.as_deref(),
        is_open && date.is_none(),
    );
    // A status may say more than that it is over.
    let telling = status
        .iter()
        .filter(|status| known == Status::Archived && !says_only_that_it_is_over(status));
    let decided_by = cell("side")?;
    let no_day = match (&ended, layout.column("date")) {
        (Err(why), Some(position)) => Some(format!("`{}`: {why}", layout.headers[position])),
        (Ok(None), Some(position)) => Some(format!("`{}` is empty", layout.headers[position])),
        _ => None,
    };
    let ended = ended.ok().flatten();
    let missing_id = layout.column("id").is_some() && cell("id")?.is_none();
    if missing_id && known != Status::Active {
        return Err("it has no id".to_owned());
    }
    Ok(Application {
        source: cell("id")?.map(Source::Id),
        decided_by: decided_by.map_or(DecidedBy::Unknown, |side| read_side(&side)),
        offer: answer.map(|answer| AnsweredOffer {
            answer,
            day: ended.filter(|_| answer == OfferAnswer::Accepted),
        }),
        labels: labels.chain(telling).cloned().collect(),
        status: known,
        ended,
        no_day,
        stage: stage.filter(|stage| compact(stage) != "hired"),
        role: cell("role")?,
        team: cell("team")?,
        open_text: OpenText::Possible,
    })
}

/// Whether it is over. `true` and `false` answer "disqualified?".
fn read_status(status: Option<&str>, stage: Option<&str>, nothing_says_so: bool) -> Status {
    let is_hired = |text: Option<&str>| text.map(compact).as_deref() == Some("hired");
    match status.map(compact).as_deref() {
        _ if is_hired(status) || is_hired(stage) => Status::Hired,
        Some("active" | "inprogress" | "open" | "new" | "inprocess" | "interviewing") => {
            Status::Active
        }
        Some("false" | "no" | "0") => Status::Active,
        Some("lead" | "prospect" | "converted") => Status::Lead,
        None if nothing_says_so => Status::Active,
        _ => Status::Archived,
    }
}

/// A status that tells nothing of how it ended, or by whom.
fn says_only_that_it_is_over(status: &str) -> bool {
    let plain = [
        "true",
        "yes",
        "1",
        "archived",
        "closed",
        "inactive",
        "disqualified",
        "rejected",
    ];
    plain.contains(&compact(status).as_str())
}

fn read_side(text: &str) -> DecidedBy {
    let value = serde_json::Value::String(text.to_owned());
    let known = side_files::reason(|key| (key == "type").then_some(&value)).decided_by;
    match compact(text).as_str() {
        "candidate" | "applicant" => DecidedBy::Candidate,
        "company" | "us" | "employer" | "org" | "organization" => DecidedBy::Company,
        _ => known,
    }
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
