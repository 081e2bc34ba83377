//! Ashby: the results of its list of applications. Read are the id, the status,
//! when and why it was archived, the stage reached and the title of the job.
//!
//! Archiving puts a stage of its own in place of the current one, so the stage
//! reached is the last one of the history that is not such a stage.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::json::{RowObject, compact, text, text_or_below};
use super::reader::ExportReader;
use super::{moment, side_files};
use crate::model::Day;
use serde_json::Value;

pub(super) const KEYS: &[&str] = &[
    "id",
    "status",
    "archivedAt",
    "archiveReason",
    "currentInterviewStage",
    "applicationHistory",
    "job",
    "hiredAt",
    "updatedAt",
    "offer",
    "offers",
    "acceptanceStatus",
];

pub(super) const ENVELOPES: &[&str] = &["results"];

pub(super) fn application(
    reader: &ExportReader<'_>,
    row: &RowObject,
) -> Result<Application, String> {
    let id = text(row.get("id")).ok_or("it has no `id`")?;
    let status = text(row.get("status")).ok_or("it has no `status`")?;
    let status = match compact(&status).as_str() {
        "hired" => Status::Hired,
        "archived" => Status::Archived,
        "active" => Status::Active,
        "lead" => Status::Lead,
        _ => Status::Unknown(status),
    };
    let value = row.get("archiveReason");
    let reason = side_files::reason(|key| value?.get(key));
    let at = match status {
        Status::Hired => "hiredAt",
        _ => "archivedAt",
    };
    let ended = match (&status, moment::day(row.get(at), reader.zone)) {
        (Status::Hired, Ok(None)) => entered_hired(row, reader),
        (_, ended) => ended,
    };
    Ok(Application {
        offer: reader
            .side_files
            .offer(&id)
            .or_else(|| own_offer(row, reader)),
        source: Some(Source::Id(id)),
        no_day: match (&status, &ended) {
            (_, Err(why)) => Some(format!("`{at}`: {why}")),
            (Status::Archived, Ok(None)) => Some(format!("it has no `{at}`")),
            _ => None,
        },
        status,
        decided_by: reason.decided_by,
        ended: ended.ok().flatten(),
        stage: stage(row),
        role: text_or_below(row.get("job"), &["title", "name"]),
        labels: reason.text.into_iter().collect(),
        ..Application::default()
    })
}

fn own_offer(row: &RowObject, reader: &ExportReader<'_>) -> Option<AnsweredOffer> {
    let offers = row.get("offers").and_then(Value::as_array);
    let last = offers
        .and_then(|offers| offers.last())
        .or(row.get("offer"))?;
    let answer = side_files::answer(&text(last.get("acceptanceStatus"))?)?;
    let day = moment::day(last.get("decidedAt"), reader.zone)
        .ok()
        .flatten();
    Some(AnsweredOffer { answer, day })
}

fn history(row: &RowObject) -> impl DoubleEndedIterator<Item = (&Value, String)> {
    let steps = row.get("applicationHistory").and_then(Value::as_array);
    steps.into_iter().flatten().filter_map(|step| {
        let title = text(step.get("title")).or_else(|| {
            text_or_below(
                step.get("stage").or(step.get("interviewStage")),
                &["title", "name"],
            )
        })?;
        Some((step, title))
    })
}

/// A stage that is no step of the process, but the end of it.
fn is_end(stage: &str) -> bool {
    compact(stage).starts_with("archived") || compact(stage) == "hired"
}

fn stage(row: &RowObject) -> Option<String> {
    let reached = history(row)
        .map(|(_, title)| title)
        .rfind(|title| !is_end(title));
    reached.or_else(|| {
        let current = row.get("currentInterviewStage")?;
        let is_archive = text(current.get("type")).is_some_and(|kind| is_end(&kind));
        let title = text_or_below(Some(current), &["title", "name"])?;
        (!is_archive && !is_end(&title)).then_some(title)
    })
}

/// When it came to the stage that says it ended in a hire.
fn entered_hired(row: &RowObject, reader: &ExportReader<'_>) -> Result<Option<Day>, String> {
    let mut steps = history(row);
    let hired = steps.rfind(|(_, title)| compact(title) == "hired");
    match hired {
        Some((step, _)) => moment::day(step.get("enteredStageAt"), reader.zone),
        None => Ok(None),
    }
}
