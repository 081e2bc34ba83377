//! `report --format json`: all that `patterns --format json` says, and the series
//! the page draws. Every count comes with its ids, or is a count of such.

use super::super::json::{ids, iso};
use super::super::patterns::{by, document as patterns_document};
use super::meeting::Meeting;
use crate::model::Party;
use serde_json::{Value, json};

pub(super) fn document(meeting: &Meeting<'_>) -> Value {
    let (patterns, history) = (meeting.patterns, meeting.history);
    let mut document = patterns_document(patterns, meeting.digest, meeting.questions);
    let series = &history.series;
    let steps = series.steps.iter().map(|step| {
        json!({
            "since": iso(step.days.since), "until": iso(step.days.until),
            "post_mortems": step.post_mortems,
            "dropped": {
                "manager": step.dropped[Party::Manager.index()],
                "candidate": step.dropped[Party::Candidate.index()],
                "recruiter": step.dropped[Party::Recruiter.index()],
            },
        })
    });
    let endings = history.endings.cells.iter().map(|cell| {
        json!({
            "stage": cell.stage, "outcome": cell.outcome,
            "n": cell.ids.len(), "ids": ids(&cell.ids),
        })
    });
    let promises = history.promises.iter().map(|promise| {
        let ball = &patterns.balls[promise.ball];
        let marks = promise.marks.iter().map(|mark| {
            json!({
                "id": mark.id.as_str(), "date": iso(mark.day),
                "commits": mark.promises, "again": mark.again,
            })
        });
        json!({
            "slug": ball.slug, "party": ball.party.as_str(), "state": promise.verdict.as_str(),
            "latest": iso(promise.latest), "next": promise.words,
            "dropped": marks.collect::<Vec<_>>(),
        })
    });
    let added = json!({
        "new": history.news.as_ref().map(|news| {
            let ids = news.arrivals.iter().map(|one| one.id.as_str());
            json!({ "since": iso(news.since), "ids": ids.collect::<Vec<_>>() })
        }),
        "series": { "step": series.length.as_str(), "steps": steps.collect::<Vec<_>>() },
        "stage_by_outcome": endings.collect::<Vec<_>>(),
        "commitments": promises.collect::<Vec<_>>(),
        "signoff": meeting.signoff,
    });
    if let Some(grouped) = meeting.grouped {
        document["by"] = by(grouped);
    }
    if let (Value::Object(document), Value::Object(added)) = (&mut document, added) {
        document.extend(added);
    }
    document
}
