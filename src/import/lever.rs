//! Lever: opportunities. Read are the id, when it was archived and with which
//! reason, the stage and the title of the posting. The reason is an id; its text
//! comes from the file of archive reasons.
//!
//! Lever tells reasons for hiring from others and no more, so who said no is in
//! the reason's text, or in an offer that was denied.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::json::{RowObject, compact, text, text_or_below};
use super::reader::ExportReader;
use super::{moment, side_files};
use serde_json::Value;

pub(super) const KEYS: &[&str] = &[
    "id",
    "archived",
    "archivedAt",
    "archiveReason",
    "stage",
    "stageChanges",
    "applications",
    "posting",
    "posting_title",
    "offers",
];

pub(super) const ENVELOPES: &[&str] = &["data"];

pub(super) fn application(
    reader: &ExportReader<'_>,
    row: &RowObject,
) -> Result<Application, String> {
    let id = text(row.get("id")).ok_or("it has no `id`")?;
    let archived = row.get("archived").filter(|archived| archived.is_object());
    let reason = archived.and_then(|archived| archived.get("reason"));
    let reason = reason
        .or(row.get("archiveReason"))
        .filter(|reason| !reason.is_null());
    let at = archived.and_then(|archived| archived.get("archivedAt"));
    let at = at.or(row.get("archivedAt")).filter(|at| !at.is_null());
    let offer = reader
        .side_files
        .offer(&id)
        .or_else(|| last_offer(reader, row));
    let posting = posting(row);
    let mut application = Application {
        offer,
        source: Some(Source::Id(id)),
        stage: stage(row),
        role: text_or_below(posting, &["text", "title", "name"])
            .filter(|title| !is_id(title))
            .or_else(|| text(row.get("posting_title"))),
        team: posting
            .and_then(|posting| posting.get("categories")?.get("team"))
            .and_then(|team| text(Some(team))),
        ..Application::default()
    };
    if at.is_none() && reason.is_none() {
        return Ok(application);
    }
    application.status = Status::Archived;
    match moment::day(at, reader.zone) {
        Ok(day) => application.ended = day,
        Err(why) => application.no_day = Some(format!("`archivedAt`: {why}")),
    }
    let known = match reason {
        Some(Value::String(id)) => reader.side_files.reason(id).cloned(),
        Some(Value::Object(_)) => Some(reader.side_files.whole(side_files::reason(|key| {
            reason.and_then(|reason| reason.get(key))
        }))),
        _ => None,
    };
    match (known, reason) {
        (Some(known), _) => {
            let says_hired = known.text.as_deref().map(compact).as_deref() == Some("hired");
            if known.hired || says_hired {
                application.status = Status::Hired;
            }
            application.decided_by = known.decided_by;
            application.labels.extend(known.text);
        }
        (None, Some(Value::String(text))) if !is_id(text) => {
            if compact(text) == "hired" {
                application.status = Status::Hired;
            }
            application.labels.push(text.clone());
        }
        (None, Some(_)) if application.offer.is_none() => {
            return Err("its archive reason is an id that no text belongs to: give the file of archive reasons too, --reasons FILE".to_owned());
        }
        _ => {}
    }
    Ok(application)
}

fn last_offer(reader: &ExportReader<'_>, row: &RowObject) -> Option<AnsweredOffer> {
    let offers = row.get("offers")?.as_array()?;
    let known = offers.iter().filter_map(Value::as_object).map(|offer| {
        let pick = |key: &'static str| Some((key, offer.get(key)?.clone()));
        let keys = ["status", "createdAt", "decidedAt", "version"];
        side_files::offer(&keys.into_iter().filter_map(pick).collect(), reader.zone)
    });
    known.max_by(|left, right| left.0.cmp(&right.0))?.1
}

/// The posting's own object, as far as the export was asked to hold it.
fn posting(row: &RowObject) -> Option<&Value> {
    let of_application = row
        .get("applications")
        .and_then(|applications| applications.get(0)?.get("posting"));
    row.get("posting").or(of_application)
}

/// By its name; an id alone says nothing to anybody.
fn stage(row: &RowObject) -> Option<String> {
    text_or_below(row.get("stage"), &["text", "name"])
        .or_else(|| {
            let changes = row.get("stageChanges")?.as_array()?;
            let last = changes.last()?;
            ["toStageText", "toStage"]
                .into_iter()
                .find_map(|key| text_or_below(last.get(key), &["text", "name"]))
        })
        .filter(|name| !is_id(name))
}

/// A UUID.
fn is_id(text: &str) -> bool {
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
}
