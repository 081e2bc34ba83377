//! Lever: opportunities. Read are the id, when it was archived and with which
//! reason, the stage and the title of the posting. The reason is an id; its text
//! comes from the file of archive reasons.
//!
//! Lever tells reasons for hiring from others and no more, so who said no is in
//! the reason's text, or in an offer that was denied.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::reader::ExportReader;
use super::record::{compact, either, text, text_or_below};
use super::side_files::{self, Reason};
use serde_json::Value;

pub(super) const KEYS: &str = "id archived archivedAt archiveReason stage stageChanges applications posting posting_title \
    offers opportunityId confidentiality";

pub(super) const ENVELOPES: &str = "data opportunities record _airbyte_data";

pub(super) fn application(reader: &ExportReader<'_>, row: &Value) -> Result<Application, String> {
    // An application of it is known again by the opportunity.
    let id = text(&row["opportunityId"]).or_else(|| text(&row["id"]));
    let id = id.ok_or("it has no `id`")?;
    let reason = either(&row["archived"]["reason"], &row["archiveReason"]);
    let at = either(&row["archived"]["archivedAt"], &row["archivedAt"]);
    let offer = reader
        .side_files
        .offer(&id)
        .or_else(|| last_offer(reader, row));
    // The posting's own object, as far as the export was asked to hold it.
    let posting = either(&row["posting"], &row["applications"][0]["posting"]);
    let listed = text_or_below(posting, &["id"])
        .and_then(|id| reader.side_files.jobs.get(&id))
        .cloned()
        .unwrap_or_default();
    let own = side_files::job(posting);
    let is_confidential =
        own.is_confidential || listed.is_confidential || side_files::job(row).is_confidential;
    let named = text(posting).filter(|title| !is_id(title));
    let role = own.title.or(named).or_else(|| text(&row["posting_title"]));
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
    if at.is_null() && reason.is_null() {
        return Ok(application);
    }
    application.status = Status::Archived;
    match reader.calendar.day(at) {
        Ok(day) => application.ended = day,
        Err(why) => application.no_day = Some(format!("`archivedAt`: {why}")),
    }
    let known = match reason {
        Value::String(id) => reader.side_files.reasons.get(id).cloned().or_else(|| {
            (!is_id(id)).then(|| Reason {
                text: Some(id.clone()),
                ..Reason::default()
            })
        }),
        Value::Object(_) => Some(reader.side_files.whole(side_files::reason(reason))),
        _ => None,
    };
    match known {
        Some(known) => {
            let says_hired = known.text.as_deref().map(compact).as_deref() == Some("hired");
            if known.hired || says_hired {
                application.status = Status::Hired;
            }
            application.decided_by = known.decided_by;
            application.labels.extend(known.text);
        }
        None if !reason.is_null() && application.offer.is_none() => {
            return Err("its archive reason is an id that no text belongs to: give the file of archive reasons too, --reasons FILE".to_owned());
        }
        None => {}
    }
    Ok(application)
}

fn last_offer(reader: &ExportReader<'_>, row: &Value) -> Option<AnsweredOffer> {
    let offers = row["offers"].as_array()?.iter();
    let known = offers.map(|offer| side_files::offer(offer, reader.calendar));
    known.max_by(|left, right| left.0.cmp(&right.0))?.1
}

/// Somebody who was approached and never applied.
fn is_lead(row: &Value) -> bool {
    let stage = text_or_below(&row["stage"], &["id"]);
    let applications = row["applications"].as_array();
    stage.is_some_and(|stage| stage.starts_with("lead-")) && applications.is_none_or(Vec::is_empty)
}

/// By its name; an id alone says nothing to anybody.
fn stage(reader: &ExportReader<'_>, row: &Value) -> Option<String> {
    let named = |value: &Value| {
        let listed = || {
            let id = text_or_below(value, &["id"])?;
            reader.side_files.stages.get(&id).cloned()
        };
        text_or_below(value, &["text", "name"])
            .filter(|name| !is_id(name))
            .or_else(listed)
    };
    let change = row["stageChanges"].as_array().and_then(|all| all.last());
    let keys = ["toStageText", "toStage", "toStageId"];
    let changed = || keys.into_iter().find_map(|key| named(&change?[key]));
    named(&row["stage"]).or_else(changed)
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
