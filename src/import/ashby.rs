//! Ashby: the results of its list of applications. Read are the id, the status,
//! when and why it was archived, the stage reached and the title of the job.
//!
//! Archiving puts a stage of its own in place of the current one, so the stage
//! reached is the last one of the history that is not such a stage.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::reader::ExportReader;
use super::record::{compact, either, text, text_or_below};
use super::side_files;
use serde_json::Value;

pub(super) const KEYS: &str = "id status archivedAt archiveReason currentInterviewStage applicationHistory job hiredAt \
    updatedAt offer offers acceptanceStatus";

pub(super) const ENVELOPES: &str = "results data record applications _airbyte_data";

pub(super) fn application(reader: &ExportReader<'_>, row: &Value) -> Result<Application, String> {
    let id = text(&row["id"]).ok_or("it has no `id`")?;
    let status = text(&row["status"]).ok_or("it has no `status`")?;
    let status = match compact(&status).as_str() {
        "hired" => Status::Hired,
        "archived" => Status::Archived,
        "active" => Status::Active,
        "lead" => Status::Lead,
        _ => Status::Unknown,
    };
    // Some connectors write the object as text.
    let written = row["archiveReason"].as_str();
    let unpacked: Option<Value> = written.and_then(|text| serde_json::from_str(text).ok());
    let reason = side_files::reason(unpacked.as_ref().unwrap_or(&row["archiveReason"]));
    let at = match status {
        Status::Hired => "hiredAt",
        _ => "archivedAt",
    };
    let day = match text(&row[at]) {
        None if status == Status::Hired => entered_hired(row),
        _ => &row[at],
    };
    let (ended, no_day) = reader.ended(at, day, &status);
    let history = reader.side_files.history.get(&id).cloned();
    let job = side_files::job(&row["job"]);
    Ok(Application {
        offer: reader
            .side_files
            .offer(&id)
            .or_else(|| own_offer(row, reader)),
        source: Some(Source::Id(id)),
        no_day,
        status,
        decided_by: reason.decided_by,
        ended,
        stage: stage(row).or(history),
        role: job.title.filter(|_| !job.is_confidential),
        is_confidential: job.is_confidential,
        labels: reason.text.into_iter().collect(),
        ..Application::default()
    })
}

fn own_offer(row: &Value, reader: &ExportReader<'_>) -> Option<AnsweredOffer> {
    let offers = row["offers"].as_array();
    let last = offers
        .and_then(|offers| offers.last())
        .unwrap_or(&row["offer"]);
    let answer = side_files::answer(&text(&last["acceptanceStatus"])?)?;
    let day = reader.calendar.day(&last["decidedAt"]).ok().flatten();
    Some(AnsweredOffer { answer, day })
}

fn history(row: &Value) -> impl DoubleEndedIterator<Item = (&Value, String)> {
    let steps = row["applicationHistory"].as_array();
    steps.into_iter().flatten().filter_map(|step| {
        let stage = either(&step["stage"], &step["interviewStage"]);
        let stage = || text_or_below(stage, &["title", "name"]);
        Some((step, text(&step["title"]).or_else(stage)?))
    })
}

fn stage(row: &Value) -> Option<String> {
    let reached = history(row)
        .map(|(_, title)| title)
        .rfind(|title| !side_files::is_end(title));
    reached.or_else(|| {
        let current = &row["currentInterviewStage"];
        let is_archive = text(&current["type"]).is_some_and(|kind| side_files::is_end(&kind));
        let title = text_or_below(current, &["title", "name"])?;
        (!is_archive && !side_files::is_end(&title)).then_some(title)
    })
}

/// When it came to the stage that says it ended in a hire.
fn entered_hired(row: &Value) -> &Value {
    let hired = history(row).rfind(|(_, title)| compact(title) == "hired");
    hired.map_or(&Value::Null, |(step, _)| &step["enteredStageAt"])
}
