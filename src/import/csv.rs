//! CSV from any system: columns are named by the person, else found by the
//! headers that systems and people use. Cells of other columns are never read.

use super::json::compact;
use super::metered::Metered;
use super::moment::FieldOrder;
use super::table::{self, CONVERT};
use super::words::fold;
use super::{
    Answer, Application, Ending, Offer, OpenText, Place, Reader, Row, Side, Source, Status,
    Stopped, moment, side_files,
};
use csv::{ByteRecord, ReaderBuilder};
use std::cell::Cell;
use std::collections::HashMap;
use std::io::BufRead;
use std::ops::ControlFlow;

/// What a column may hold.
pub const FIELDS: [&str; 10] = [
    "id", "date", "status", "outcome", "reason", "side", "stage", "role", "team", "offer",
];

/// What the person says about the columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field and header.
    pub named: Vec<(String, String)>,
    pub dates: Option<FieldOrder>,
}

pub(super) fn rows(
    reader: &Reader<'_>,
    mut input: impl BufRead,
    each: &mut dyn FnMut(Row) -> ControlFlow<()>,
) -> Result<Ending, Stopped> {
    let shape = table::open(&mut input)?;
    let taken = Cell::new(0);
    let mut table = ReaderBuilder::new()
        .delimiter(shape.separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(Metered {
            input,
            taken: &taken,
        });
    let mut record = ByteRecord::new();
    let read = table.read_byte_record(&mut record);
    read.map_err(|error| stopped(&error))?;
    let layout = Layout::of(&record, reader)?;
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
        let mut application = layout.application(&record, reader);
        if let (Ok(application), None) = (&mut application, layout.column("id")) {
            application.source = Some(Source::Told(without_id(application, &mut alike)));
        }
        let place = Place::Line(line);
        if each(Row { place, application }).is_break() {
            break;
        }
    }
    Ok(Ending {
        more_pages: false,
        without_ids: layout.column("id").is_none(),
    })
}

/// Rows without an id are told apart by what is taken from them; of several that
/// are the same it counts how many there are, not which is which.
fn without_id(application: &Application, alike: &mut HashMap<u64, u32>) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = application.ended.map(|day| day.to_string());
    let told = [
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
        told.hash(&mut hasher);
        hasher.finish()
    };
    let count = alike.entry(hash).or_default();
    *count += 1;
    format!("{told}\u{1e}{count}")
}

/// Which column holds what.
struct Layout {
    width: usize,
    headers: Vec<String>,
    columns: HashMap<&'static str, usize>,
}

impl Layout {
    fn of(record: &ByteRecord, reader: &Reader<'_>) -> Result<Self, Stopped> {
        let headers: Vec<String> = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        let mut columns = HashMap::new();
        let mut unknown = Vec::new();
        for (field, header) in &reader.columns.named {
            let field = FIELDS.iter().find(|known| *known == field);
            let exact = headers.iter().position(|known| known == header.trim());
            let alike = || headers.iter().position(|known| fold(known) == fold(header));
            match (field, exact.or_else(alike)) {
                (Some(field), Some(position)) => {
                    columns.insert(*field, position);
                }
                _ => unknown.push(format!("\"{header}\"")),
            }
        }
        if !unknown.is_empty() {
            return Err(Stopped {
                what: format!("no column is called {}", unknown.join(", ")),
                hint: Some(columns_there(&headers)),
            });
        }
        for field in FIELDS {
            let mut known = reader.words.headers(field).iter();
            let found = known.find_map(|known| headers.iter().position(|it| fold(it) == *known));
            let free = found.filter(|found| !columns.values().any(|taken| taken == found));
            if let (Some(position), false) = (free, columns.contains_key(field)) {
                columns.insert(field, position);
            }
        }
        let says_how = ["outcome", "reason", "status"]
            .into_iter()
            .any(|field| columns.contains_key(field));
        if !columns.contains_key("date") || !says_how {
            let (what, example) = match says_how {
                true => ("the day it ended", "--map date='Archive Date'"),
                false => ("how it ended", "--map outcome='Archive Reason'"),
            };
            return Err(Stopped {
                what: format!("no column seems to hold {what}"),
                hint: Some(format!("name it: {example}; {}", columns_there(&headers))),
            });
        }
        Ok(Self {
            width: record.len(),
            headers,
            columns,
        })
    }

    fn column(&self, field: &str) -> Option<usize> {
        self.columns.get(field).copied()
    }

    fn cell(&self, field: &str, record: &ByteRecord) -> Result<Option<String>, String> {
        let Some((position, cell)) = self
            .column(field)
            .and_then(|position| Some((position, record.get(position)?)))
        else {
            return Ok(None);
        };
        let text = str::from_utf8(cell)
            .map_err(|_| table::not_utf8(cell, &self.headers[position]))?
            .trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    fn application(&self, record: &ByteRecord, reader: &Reader<'_>) -> Result<Application, String> {
        if record.len() > self.width && record.iter().skip(self.width).any(|cell| !cell.is_empty())
        {
            return Err(format!(
                "it has {} cells where the header has {}: is a quote missing?",
                record.len(),
                self.width
            ));
        }
        let cell = |field| self.cell(field, record);
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
        let side = cell("side")?;
        let no_day = match (&ended, self.column("date")) {
            (Err(why), Some(position)) => Some(format!("`{}`: {why}", self.headers[position])),
            (Ok(None), Some(position)) => Some(format!("`{}` is empty", self.headers[position])),
            _ => None,
        };
        let ended = ended.ok().flatten();
        let missing_id = self.column("id").is_some() && cell("id")?.is_none();
        if missing_id && known != Status::Active {
            return Err("it has no id".to_owned());
        }
        Ok(Application {
            source: cell("id")?.map(Source::Id),
            side: side.map_or(Side::Unknown, |side| read_side(&side)),
            offer: answer.map(|answer| Offer {
                answer,
                day: ended.filter(|_| answer == Answer::Accepted),
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

fn read_side(text: &str) -> Side {
    let value = serde_json::Value::String(text.to_owned());
    let known = side_files::reason(|key| (key == "type").then_some(&value)).side;
    match compact(text).as_str() {
        "candidate" | "applicant" => Side::Candidate,
        "company" | "us" | "employer" | "org" | "organization" => Side::Company,
        _ => known,
    }
}

fn columns_there(headers: &[String]) -> String {
    let shown = headers.iter().map(|header| format!("\"{header}\""));
    format!("the columns are {}", shown.collect::<Vec<_>>().join(", "))
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
