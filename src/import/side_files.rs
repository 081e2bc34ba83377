//! What stands in a second file: answers to offers, the texts of reasons, the
//! rejections of newer exports. Small next to the export, so they are kept.

use super::application::{AnsweredOffer, DecidedBy, OfferAnswer};
use super::json;
use super::metered::LARGEST_ROW;
use super::moment::Calendar;
use super::record::{self, compact, first, text, text_or_below};
use super::row::{Stopped, unreadable};
use super::side_file::SideFile;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// By the system's own ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SideFiles {
    /// The last offer of an application, and which one it was.
    offers: HashMap<String, (Order, Option<AnsweredOffer>)>,
    pub(super) reasons: HashMap<String, Reason>,
    /// The rejection of an application.
    rejections: HashMap<String, Reason>,
    pub(super) jobs: HashMap<String, Job>,
    pub(super) stages: HashMap<String, String>,
    /// The last stage of an application that is no end of it.
    pub(super) history: HashMap<String, String>,
}

/// What a list of jobs says of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Job {
    pub title: Option<String>,
    pub team: Option<String>,
    pub is_confidential: bool,
}

/// A version counts before a time.
type Order = (u64, String);

/// Why an application was closed, as a team's list has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reason {
    pub text: Option<String>,
    pub decided_by: DecidedBy,
    /// Lever says of a reason whether it is one for hiring.
    pub hired: bool,
    /// Where the text stands in the list of reasons.
    pub id: Option<String>,
}
const OFFER_KEYS: &str = "application_id applicationId opportunityId opportunity version status acceptanceStatus \
    resolved_at decidedAt latestVersion created_at createdAt";
const REASON_KEYS: &str = "id text name type reasonType rejection_reason_type";
const REJECTION_KEYS: &str =
    "application_id rejection_reason rejection_reason_id rejection_reason_name";
const JOB_KEYS: &str = "id name text title confidential confidentiality categories";
const HISTORY_KEYS: &str = "applicationId application title stage";
const ENVELOPES: &str =
    "results data record offers jobs postings stages rejection_reasons rejection_details";

impl SideFiles {
    /// Reads one of them. Gives how many rows it could use.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn add(
        &mut self,
        file: SideFile,
        input: impl Read,
        calendar: Calendar<'_>,
    ) -> Result<usize, Stopped> {
        match file {
            SideFile::Offers => each(input, OFFER_KEYS, &mut |row| {
                let keys = ["application_id", "applicationId", "opportunityId"];
                let named = || first(row, &["opportunity"]);
                let application = first(row, &keys).or_else(named)?;
                let (order, offer) = offer(row, calendar);
                let last = self.offers.get(&application);
                if last.is_none_or(|(last, _)| *last <= order) {
                    self.offers.insert(application, (order, offer));
                }
                Some(())
            }),
            SideFile::Reasons => each(input, REASON_KEYS, &mut |row| {
                self.reasons.insert(text(&row["id"])?, reason(row));
                Some(())
            }),
            SideFile::Rejections => each(input, REJECTION_KEYS, &mut |row| {
                let application = text(&row["application_id"])?;
                let mut given = reason(&row["rejection_reason"]);
                given.id = given.id.or_else(|| text(&row["rejection_reason_id"]));
                let name = || text(&row["rejection_reason_name"]);
                given.text = given.text.or_else(name);
                self.rejections.insert(application, given);
                Some(())
            }),
            SideFile::Jobs => each(input, JOB_KEYS, &mut |row| {
                self.jobs.insert(text(&row["id"])?, job(row));
                Some(())
            }),
            SideFile::Stages => each(input, REASON_KEYS, &mut |row| {
                let name = first(row, &["text", "name"])?;
                self.stages.insert(text(&row["id"])?, name);
                Some(())
            }),
            SideFile::History => each(input, HISTORY_KEYS, &mut |row| {
                let application = first(row, &["applicationId", "application"])?;
                let stage = || text_or_below(&row["stage"], &["title", "name"]);
                let title = text(&row["title"]).or_else(stage)?;
                if !is_end(&title) {
                    self.history.insert(application, title);
                }
                Some(())
            }),
        }
    }

    /// Reads what stands beside the applications in one file: a record a line, each with the
    /// name of its stream.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn add_streams(&mut self, input: impl Read, calendar: Calendar<'_>) -> Result<(), Stopped> {
        let mut input = BufReader::with_capacity(1 << 17, input);
        let mut line = Vec::new();
        for number in 0.. {
            line.clear();
            let read = (&mut input).take(LARGEST_ROW).read_until(b'\n', &mut line);
            let is_last = read.map_err(|error| unreadable(&error))? == 0;
            let is_record = || memchr::memmem::find(&line, b"\"type\"").is_some();
            if is_last || number == 0 && !(line.starts_with(b"{") && is_record()) {
                break;
            }
            let stream = record::stream(line.trim_ascii());
            if let Some(kind) = stream.and_then(|stream| SideFile::of_stream(&stream)) {
                self.add(kind, line.trim_ascii(), calendar)?;
            }
        }
        Ok(())
    }

    pub(super) fn offer(&self, application: &str) -> Option<AnsweredOffer> {
        self.offers.get(application)?.1
    }

    /// The rejection of an application, with its text looked up.
    pub(super) fn rejection(&self, application: &str) -> Option<Reason> {
        let rejection = self.rejections.get(application)?.clone();
        Some(self.whole(rejection))
    }

    /// A reason with what the list of reasons knows of it.
    pub(super) fn whole(&self, mut reason: Reason) -> Reason {
        if let Some(listed) = reason.id.as_deref().and_then(|id| self.reasons.get(id)) {
            reason.text = reason.text.or_else(|| listed.text.clone());
            reason.hired |= listed.hired;
            if reason.decided_by == DecidedBy::Unknown {
                reason.decided_by = listed.decided_by;
            }
        }
        reason
    }
}

/// What a job, a posting or an opportunity says of the role.
pub(super) fn job(value: &Value) -> Job {
    let names = ["name", "title", "text"];
    Job {
        title: names.into_iter().find_map(|key| text(&value[key])),
        team: text(&value["categories"]["team"]),
        is_confidential: value["confidential"] == true
            || value["confidentiality"] == "confidential",
    }
}

/// A stage that is no step of the process, but the end of it.
pub(super) fn is_end(stage: &str) -> bool {
    compact(stage).starts_with("archived") || compact(stage) == "hired"
}

/// The offer of a row, and which one of several it is.
pub(super) fn offer(row: &Value, calendar: Calendar<'_>) -> (Order, Option<AnsweredOffer>) {
    let version = row["version"].as_u64().unwrap_or(0);
    let created = first(row, &["created_at", "createdAt", "decidedAt"]);
    let status = first(row, &["acceptanceStatus", "status"]);
    let day = ["resolved_at", "decidedAt"]
        .into_iter()
        .find_map(|key| calendar.day(&row[key]).ok().flatten());
    let answer = status.and_then(|status| answer(&status));
    let order = (version, created.unwrap_or_default());
    (order, answer.map(|answer| AnsweredOffer { answer, day }))
}

/// What the status of an offer says of the answer, in the words of any system.
pub(super) fn answer(status: &str) -> Option<OfferAnswer> {
    match compact(status).as_str() {
        "accepted" | "signed" => Some(OfferAnswer::Accepted),
        "rejected" | "declined" | "denied" | "candidaterejected" => Some(OfferAnswer::Declined),
        _ => None,
    }
}

/// A reason of any system: its text, and who decided by it.
pub(super) fn reason(value: &Value) -> Reason {
    let kind = ["reasonType", "type", "rejection_reason_type"]
        .into_iter()
        .find_map(|key| text_or_below(&value[key], &["name"]));
    let kind = kind.map(|kind| compact(&kind)).unwrap_or_default();
    Reason {
        text: text(&value["text"]).or_else(|| text(&value["name"])),
        decided_by: decided_by(&kind),
        hired: kind == "hired",
        id: text(&value["id"]),
    }
}

/// Who said no, as the systems write it.
pub(super) fn decided_by(kind: &str) -> DecidedBy {
    match compact(kind).as_str() {
        "werejectedthem"
        | "rejectedbyorg"
        | "rejectedbyorganization"
        | "rejectedbycompany"
        | "rejectedbyus" => DecidedBy::Company,
        "theyrejectedus" | "rejectedbycandidate" | "candidatewithdrew" | "withdrawn" => {
            DecidedBy::Candidate
        }
        _ => DecidedBy::Unknown,
    }
}

/// Counts the rows that `take` could use.
fn each(
    input: impl Read,
    keys: &'static str,
    take: &mut dyn FnMut(&Value) -> Option<()>,
) -> Result<usize, Stopped> {
    let mut used = 0;
    let input = BufReader::with_capacity(1 << 17, input);
    json::objects(input, keys, ENVELOPES, &mut |_, object| {
        if object.is_ok_and(|object| take(&object).is_some()) {
            used += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok(used)
}
