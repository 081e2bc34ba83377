//! Greenhouse: applications as its Harvest interface gives them. Read are the id,
//! the status, when and at which stage it was rejected, the reason with its type,
//! and the name of the job; offers and rejections may come in files of their own.
//!
//! The ids of reasons differ from one organisation to the next, and teams add
//! types of their own, so the name of the type counts.

use super::application::{Application, DecidedBy, Source, Status};
use super::reader::ExportReader;
use super::record::{self, compact, either, text, text_or_below};
use super::side_files::{self, Reason};
use serde_json::Value;

pub(super) const KEYS: &str = "id status prospect is_private private rejected_at hired_at current_stage stage_name \
    rejection_reason rejection_reason_id jobs job job_name job_id";

/// Candidates, as another of its exports has them, hold their applications.
pub(super) const ENVELOPES: &str = "applications data results record _airbyte_data";

pub(super) fn application(reader: &ExportReader<'_>, row: &Value) -> Result<Application, String> {
    let id = text(&row["id"]).ok_or("it has no `id`")?;
    let status = text(&row["status"]).ok_or("it has no `status`")?;
    let is_prospect = row["prospect"] == true;
    let status = match compact(&status).as_str() {
        _ if record::is_private(row) => Status::Private,
        "converted" => Status::Lead,
        "active" | "inprocess" if is_prospect => Status::Lead,
        "active" | "inprocess" => Status::Active,
        "rejected" => Status::Archived,
        "hired" => Status::Hired,
        _ => Status::Unknown,
    };
    let mut reason = match &row["rejection_reason"] {
        Value::String(name) => Reason {
            text: Some(name.clone()),
            ..Reason::default()
        },
        value => side_files::reason(value),
    };
    reason.id = reason.id.or_else(|| text(&row["rejection_reason_id"]));
    reason = reader.side_files.whole(reason);
    if reason.text.is_none() && reason.decided_by == DecidedBy::Unknown {
        reason = reader.side_files.rejection(&id).unwrap_or(reason);
    }
    let at = match status {
        Status::Hired => "hired_at",
        _ => "rejected_at",
    };
    let (ended, no_day) = reader.ended(at, &row[at], &status);
    let stage = text_or_below(&row["current_stage"], &["name"]);
    let job = either(&row["jobs"][0], &row["job"]);
    let listed = text_or_below(job, &["id"]).or_else(|| text(&row["job_id"]));
    let listed = listed.and_then(|id| reader.side_files.jobs.get(&id));
    let listed = listed.cloned().unwrap_or_default();
    let is_confidential = listed.is_confidential || side_files::job(job).is_confidential;
    let role = text_or_below(job, &["name"]).or_else(|| text(&row["job_name"]));
    Ok(Application {
        offer: reader.side_files.offer(&id),
        source: Some(Source::Id(id)),
        no_day,
        status,
        decided_by: reason.decided_by,
        ended,
        stage: stage.or_else(|| text(&row["stage_name"])),
        role: role.or(listed.title).filter(|_| !is_confidential),
        is_confidential,
        labels: reason.text.into_iter().collect(),
        ..Application::default()
    })
}
