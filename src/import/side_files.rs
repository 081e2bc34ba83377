//! What stands in a second file: answers to offers, the texts of reasons, the
//! rejections of newer exports. Small next to the export, so they are kept.

use super::application::{AnsweredOffer, DecidedBy, OfferAnswer};
use super::json::{self, RowObject, compact, text, text_or_below};
use super::moment::{self, Zone};
use super::row::Stopped;
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

/// By the system's own ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SideFiles {
    /// The last offer of an application, and which one it was.
    offers: HashMap<String, (Order, Option<AnsweredOffer>)>,
    reasons: HashMap<String, Reason>,
    /// The rejection of an application.
    rejections: HashMap<String, Reason>,
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

const OFFER_KEYS: &[&str] = &[
    "application_id",
    "applicationId",
    "opportunityId",
    "opportunity",
    "version",
    "status",
    "acceptanceStatus",
    "resolved_at",
    "decidedAt",
    "latestVersion",
    "created_at",
    "createdAt",
];
const REASON_KEYS: &[&str] = &[
    "id",
    "text",
    "name",
    "type",
    "reasonType",
    "rejection_reason_type",
];
const REJECTION_KEYS: &[&str] = &[
    "application_id",
    "rejection_reason",
    "rejection_reason_id",
    "rejection_reason_name",
];
const ENVELOPES: &[&str] = &[
    "results",
    "data",
    "offers",
    "rejection_reasons",
    "rejection_details",
];

impl SideFiles {
    /// Reads a file of offers. Gives how many say which application they are for.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn add_offers(&mut self, input: impl Read, zone: Zone<'_>) -> Result<usize, Stopped> {
        each(input, OFFER_KEYS, &mut |row| {
            let application = [
                "application_id",
                "applicationId",
                "opportunityId",
                "opportunity",
            ]
            .into_iter()
            .find_map(|key| text_or_below(row.get(key), &["id"]));
            let Some(application) = application else {
                return false;
            };
            let (order, offer) = offer(row, zone);
            let last = self.offers.get(&application);
            if last.is_none_or(|(last, _)| *last <= order) {
                self.offers.insert(application, (order, offer));
            }
            true
        })
    }

    /// Reads a list of reasons: Lever's archive reasons, Greenhouse's rejection reasons.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn add_reasons(&mut self, input: impl Read) -> Result<usize, Stopped> {
        each(input, REASON_KEYS, &mut |row| {
            let id = text(row.get("id"));
            let found = id.map(|id| self.reasons.insert(id, reason(|key| row.get(key))));
            found.is_some()
        })
    }

    /// Reads rejections that an export keeps apart, one row an application.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn add_rejections(&mut self, input: impl Read) -> Result<usize, Stopped> {
        each(input, REJECTION_KEYS, &mut |row| {
            let Some(application) = text(row.get("application_id")) else {
                return false;
            };
            let value = row.get("rejection_reason");
            let mut rejection = reason(|key| value?.get(key));
            rejection.id = rejection
                .id
                .or_else(|| text(row.get("rejection_reason_id")));
            rejection.text = rejection
                .text
                .or_else(|| text(row.get("rejection_reason_name")));
            self.rejections.insert(application, rejection);
            true
        })
    }

    pub(super) fn offer(&self, application: &str) -> Option<AnsweredOffer> {
        self.offers.get(application)?.1
    }

    pub(super) fn reason(&self, id: &str) -> Option<&Reason> {
        self.reasons.get(id)
    }

    /// The rejection of an application, with its text looked up.
    pub(super) fn rejection(&self, application: &str) -> Option<Reason> {
        let rejection = self.rejections.get(application)?.clone();
        Some(self.whole(rejection))
    }

    /// A reason with what the list of reasons knows of it.
    pub(super) fn whole(&self, mut reason: Reason) -> Reason {
        if let Some(listed) = reason.id.as_deref().and_then(|id| self.reason(id)) {
            reason.text = reason.text.or_else(|| listed.text.clone());
            reason.hired |= listed.hired;
            if reason.decided_by == DecidedBy::Unknown {
                reason.decided_by = listed.decided_by;
            }
        }
        reason
    }
}

/// The offer of a row, and which one of several it is.
pub(super) fn offer(row: &RowObject, zone: Zone<'_>) -> (Order, Option<AnsweredOffer>) {
    let version = row.get("version").and_then(Value::as_u64).unwrap_or(0);
    let created = ["created_at", "createdAt", "decidedAt"]
        .into_iter()
        .find_map(|key| text(row.get(key)));
    let status = ["acceptanceStatus", "status"]
        .into_iter()
        .find_map(|key| text(row.get(key)));
    let day = ["resolved_at", "decidedAt"]
        .into_iter()
        .find_map(|key| moment::day(row.get(key), zone).ok().flatten());
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
pub(super) fn reason<'v>(field: impl Fn(&'static str) -> Option<&'v Value>) -> Reason {
    let kind = ["reasonType", "type", "rejection_reason_type"]
        .into_iter()
        .find_map(|key| text_or_below(field(key), &["name"]));
    let kind = kind.map(|kind| compact(&kind)).unwrap_or_default();
    Reason {
        text: text(field("text")).or_else(|| text(field("name"))),
        decided_by: match kind.as_str() {
            "werejectedthem"
            | "rejectedbyorg"
            | "rejectedbyorganization"
            | "rejectedbycompany"
            | "rejectedbyus" => DecidedBy::Company,
            "theyrejectedus" | "rejectedbycandidate" | "candidatewithdrew" | "withdrawn" => {
                DecidedBy::Candidate
            }
            _ => DecidedBy::Unknown,
        },
        hired: kind == "hired",
        id: text(field("id")),
    }
}

/// Counts the rows that `take` could use.
fn each(
    input: impl Read,
    keys: &'static [&'static str],
    take: &mut dyn FnMut(&RowObject) -> bool,
) -> Result<usize, Stopped> {
    let mut used = 0;
    let input = BufReader::with_capacity(1 << 17, input);
    json::objects(input, keys, ENVELOPES, &mut |_, object| {
        if object.is_ok_and(|object| take(&object)) {
            used += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok(used)
}
