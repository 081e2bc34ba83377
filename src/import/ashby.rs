//! Ashby: the results of its list of applications. Read are the id, the status,
//! when and why it was archived, the stage reached and the title of the job.
//!
//! Archiving puts a stage of its own in place of the current one, so the stage
//! reached is the last one of the history that is not such a stage.

use super::application::{AnsweredOffer, Application, Source, Status};
use super::reader::ExportReader;
use super::record::{RowObject, compact, text, text_or_below};
use super::side_files;
use serde_json::Value;

pub(super) const KEYS: &str = "id status archivedAt archiveReason currentInterviewStage applicationHistory job hiredAt \
    updatedAt offer offers acceptanceStatus";

pub(super) const ENVELOPES: &str = "results data record applications _airbyte_data";

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
        _ => Status::Unknown,
    };
    // Some connectors write the object as text.
    let written = row.get("archiveReason").and_then(Value::as_str);
    let unpacked: Option<Value> = written.and_then(|text| serde_json::from_str(text).ok());
    let value = unpacked.as_ref().or(row.get("archiveReason"));
    let reason = side_files::reason(|key| value?.get(key));
    let at = match status {
        Status::Hired => "hiredAt",
        _ => "archivedAt",
    };
    let entered = (status == Status::Hired).then(|| entered_hired(row));
    let days = [row.get(at), entered.flatten()];
    let mut days = days.into_iter().flatten();
    let day = days.find(|day| text(Some(day)).is_some());
    let (ended, no_day) = reader.ended(at, day, &status);
    let history = reader.side_files.history.get(&id).cloned();
    let job = side_files::job(|key| row.get("job").and_then(|job| job.get(key)));
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

fn own_offer(row: &RowObject, reader: &ExportReader<'_>) -> Option<AnsweredOffer> {
    let offers = row.get("offers").and_then(Value::as_array);
    let last = offers
        .and_then(|offers| offers.last())
        .or(row.get("offer"))?;
    let answer = side_files::answer(&text(last.get("acceptanceStatus"))?)?;
    let day = reader.calendar.day(last.get("decidedAt")).ok().flatten();
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

fn stage(row: &RowObject) -> Option<String> {
    let reached = history(row)
        .map(|(_, title)| title)
        .rfind(|title| !side_files::is_end(title));
    reached.or_else(|| {
        let current = row.get("currentInterviewStage")?;
        let is_archive = text(current.get("type")).is_some_and(|kind| side_files::is_end(&kind));
        let title = text_or_below(Some(current), &["title", "name"])?;
        (!is_archive && !side_files::is_end(&title)).then_some(title)
    })
}

/// When it came to the stage that says it ended in a hire.
fn entered_hired(row: &RowObject) -> Option<&Value> {
    let (step, _) = history(row).rfind(|(_, title)| compact(title) == "hired")?;
    step.get("enteredStageAt")
}
