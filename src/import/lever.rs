//! Lever: opportunities. Read are the id, when it was archived and with which
//! reason, the stage and the title of the posting. The reason is an id; its text
//! comes from the file of archive reasons.
//!
//! Lever tells reasons for hiring from others and no more, so who said no is in
//! the reason's text, or in an offer that was denied.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::reader::ExportReader;
use super::record::{RowObject, compact, text, text_or_below};
use super::side_files;
use serde_json::Value;

pub(super) const KEYS: &str = "id archived archivedAt archiveReason stage stageChanges applications posting posting_title \
    offers opportunityId confidentiality";

pub(super) const ENVELOPES: &str = "data opportunities record _airbyte_data";

pub(super) fn application(
    reader: &ExportReader<'_>,
    row: &RowObject,
) -> Result<Application, String> {
    // An application of it is known again by the opportunity.
    let id = text(row.get("opportunityId")).or_else(|| text(row.get("id")));
    let id = id.ok_or("it has no `id`")?;
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
    let listed = posting
        .and_then(|posting| text_or_below(Some(posting), &["id"]))
        .and_then(|id| reader.side_files.jobs.get(&id))
        .cloned()
        .unwrap_or_default();
    let own = side_files::job(|key| posting.and_then(|posting| posting.get(key)));
    let is_confidential = own.is_confidential
        || listed.is_confidential
        || side_files::job(|key| row.get(key)).is_confidential;
    let named = text(posting).filter(|title| !is_id(title));
    let role = own
        .title
        .or(named)
        .or_else(|| text(row.get("posting_title")));
    let mut application = Application {
        offer,
        source: Some(Source::Id(id)),
        stage: stage(reader, row),
        role: role.or(listed.title).filter(|_| !is_confidential),
        team: own.team.or(listed.team).filter(|_| !is_confidential),
        is_confidential,
        ..Application::default()
    };
    if is_lead(row) {
        application.status = Status::Lead;
        return Ok(application);
    }
    if at.is_none() && reason.is_none() {
        return Ok(application);
    }
    application.status = Status::Archived;
    match reader.calendar.day(at) {
        Ok(day) => application.ended = day,
        Err(why) => application.no_day = Some(format!("`archivedAt`: {why}")),
    }
    let known = match reason {
        Some(Value::String(id)) => reader.side_files.reasons.get(id).cloned(),
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
        side_files::offer(
            &keys.into_iter().filter_map(pick).collect(),
            reader.calendar,
        )
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

/// Somebody who was approached and never applied.
fn is_lead(row: &RowObject) -> bool {
    let stage = text_or_below(row.get("stage"), &["id"]);
    let applications = row.get("applications").and_then(Value::as_array);
    stage.is_some_and(|stage| stage.starts_with("lead-")) && applications.is_none_or(Vec::is_empty)
}

/// By its name; an id alone says nothing to anybody.
fn stage(reader: &ExportReader<'_>, row: &RowObject) -> Option<String> {
    let listed = |value: Option<&Value>| {
        let id = text_or_below(value, &["id"])?;
        reader.side_files.stages.get(&id).cloned()
    };
    let change = row
        .get("stageChanges")
        .and_then(|changes| changes.as_array()?.last());
    let keys = ["toStageText", "toStage", "toStageId"];
    text_or_below(row.get("stage"), &["text", "name"])
        .filter(|name| !is_id(name))
        .or_else(|| listed(row.get("stage")))
        .or_else(|| {
            let names = keys.into_iter().filter_map(|key| change?.get(key));
            let mut names = names.filter_map(|name| {
                let text = text_or_below(Some(name), &["text", "name"]);
                text.filter(|name| !is_id(name))
                    .or_else(|| listed(Some(name)))
            });
            names.next()
        })
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
