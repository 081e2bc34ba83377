//! A row of a table -> what it says of one application.

use super::application::{AnsweredOffer, Application, DecidedBy, OfferAnswer, Source, Status};
use super::columns::{BY_ID, CHANGED, ColumnLayout, HIRED, REJECTED, WITHDRAWAL, WITHDRAWN};
use super::reader::ExportReader;
use super::rounded::is_rounded;
use super::side_files;
use super::words::Meaning;
use crate::model::{Day, DayOrder};
use csv::ByteRecord;

/// The orders that are left for days with dots, with slashes, and with neither.
pub(super) type SettledOrders = [Vec<DayOrder>; 3];

pub(super) fn mark_of_day(cell: &str) -> usize {
    let mark = cell
        .trim()
        .find(['.', '/', '-'])
        .map(|at| cell.trim().as_bytes()[at]);
    match mark {
        Some(b'.') => 0,
        Some(b'/') => 1,
        _ => 2,
    }
}

pub(super) struct TableRow<'a> {
    pub reader: &'a ExportReader<'a>,
    pub layout: &'a ColumnLayout,
    pub orders: &'a SettledOrders,
    pub record: &'a ByteRecord,
}

impl TableRow<'_> {
    fn cell(&self, field: &str) -> Result<Option<String>, String> {
        self.layout.cell(field, self.record)
    }

    fn meaning(&self, label: Option<&String>) -> Option<Meaning<'_>> {
        self.reader.words.meaning(label?)
    }

    pub fn application(&self) -> Result<Application, String> {
        let (layout, record) = (self.layout, self.record);
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
        let tells = ["outcome", "reason", "side"]
            .into_iter()
            .any(|field| layout.has(field));
        let has_end = self.has_end()?;
        let known = match says {
            _ if self.says_yes("left out")? => Status::Lead,
            _ if self.says_yes("private")? => Status::Private,
            _ if is_hired => Status::Hired,
            Some(Says::Lead) => Status::Lead,
            Some(Says::Active) if has_no_way => Status::Active,
            Some(_) => Status::Archived,
            None if !has_no_way => Status::Archived,
            // A stage alone: it goes on, unless a column of ends has a day.
            None => match &stage {
                Some(stage) if self.is_stage(stage) && !(has_end && tells) => Status::Active,
                None if !has_end => Status::Active,
                _ => Status::Archived,
            },
        };
        if has_no_way && says.is_none() && known == Status::Archived && !tells {
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
        let is_told = known == Status::Archived;
        let ended_status = status.iter().filter(|_| is_told);
        let untold = status.iter().chain(&over);
        let untold = untold.filter(|label| !is_told || !telling(label));
        let over_only = untold.cloned().collect();
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
        // What tells rows apart: an application's number, or else a person's.
        let id_field = if layout.has("id") { "id" } else { "person" };
        let id = self.cell(id_field)?;
        if id.as_deref().is_some_and(is_rounded) && known != Status::Active {
            let header = layout.places(id_field).next();
            let header = header.map_or("", |position| &layout.headers[position]);
            return Err(format!("`{header}`: the id was rounded"));
        }
        if layout.has("id") && id.is_none() && known != Status::Active {
            return Err("it has no id".to_owned());
        }
        let stage =
            stage.filter(|stage| self.meaning(Some(stage)) != Some(Meaning::Outcome("accepted")));
        let is_confidential = self.says_yes("confidential")?;
        Ok(Application {
            source: id.map(Source::Id),
            decided_by,
            offer: answer.map(|answer| AnsweredOffer {
                answer,
                day: ended.filter(|_| answer == OfferAnswer::Accepted),
            }),
            labels,
            over: over_only,
            status: known,
            ended,
            no_day,
            stage,
            role: self.cell("role")?.filter(|_| !is_confidential),
            is_confidential,
            team: self.cell("team")?.filter(|_| !is_confidential),
        })
    }

    /// The day of the outcome, from the column of its kind; why there is none.
    fn ended(
        &self,
        status: &Status,
        withdrew: bool,
    ) -> Result<(Option<Day>, Option<String>), String> {
        let layout = self.layout;
        let fields: &[&str] = match status {
            Status::Hired => &[HIRED, "date", CHANGED],
            _ if withdrew => &[WITHDRAWN, "date", REJECTED, CHANGED],
            _ => &[REJECTED, "date", WITHDRAWN, CHANGED],
        };
        let mut empty = None;
        for field in fields {
            for position in layout.places(field) {
                let mut text = layout.text(position, self.record)?.unwrap_or_default();
                let header = &layout.headers[position];
                // The header says what the time does not.
                if header.contains("GMT") || header.contains("UTC") {
                    let is_bare =
                        text.contains(':') && text.ends_with(|one: char| one.is_ascii_digit());
                    text += if is_bare { " UTC" } else { "" };
                }
                match self
                    .reader
                    .calendar
                    .read(&text, &self.orders[mark_of_day(&text)])
                {
                    Ok(Some(day)) => return Ok((Some(day), None)),
                    Ok(None) => empty = empty.or(Some(format!("`{header}` is empty"))),
                    Err(why) => return Ok((None, Some(format!("`{header}`: {why}")))),
                }
            }
        }
        let is_hired = *status == Status::Hired;
        Ok((None, empty.filter(|_| !is_hired)))
    }

    /// Whether a column says on which day it ended.
    fn has_end(&self) -> Result<bool, String> {
        for field in [REJECTED, "date", WITHDRAWN, HIRED] {
            if self.cell(field)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a column answers yes: deleted there, say, or confidential.
    fn says_yes(&self, field: &str) -> Result<bool, String> {
        for position in self.layout.places(field) {
            let says = self.layout.text(position, self.record)?;
            if matches!(
                says.map(|says| says.to_lowercase()).as_deref(),
                Some("true" | "yes" | "1" | "private" | "confidential")
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
