//! `report --format json`: all that `patterns --format json` says, and the series
//! the page draws. Every count comes with its ids, or is a count of such.

use super::super::json::{ids, iso};
use super::super::patterns::{by, document as patterns_document};
use super::meeting::Meeting;
use super::page::merged;
use crate::model::Party;
use crate::patterns::History;
use serde_json::{Value, json};

pub(super) fn document(meeting: &Meeting<'_>) -> Value {
    let patterns = meeting.patterns;
    // Whole: what the page can draw of the days before, a program can read.
    let History {
        news,
        series,
        endings,
        promises,
    } = meeting.history;
    let mut document = patterns_document(patterns, meeting.digest, meeting.questions);
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
    let endings = endings.cells.iter().map(|cell| {
        json!({
            "stage": cell.stage, "outcome": cell.outcome,
            "n": cell.ids.len(), "ids": ids(&cell.ids),
        })
    });
    let promises = promises.iter().map(|promise| {
        let ball = &patterns.balls[promise.ball];
        let marks = promise.marks.iter().map(|mark| {
            json!({
                "id": mark.id.as_str(), "date": iso(mark.day),
                "commits": mark.promises, "again": mark.again,
            })
        });
        json!({
            "slug": ball.slug, "party": ball.party.as_str(), "state": promise.latest.verdict.as_str(),
            "latest": iso(promise.latest.promise.day), "next": promise.latest.promise.text,
            "dropped": marks.collect::<Vec<_>>(),
        })
    });
    let months = meeting.months.iter().map(|one| {
        let ball = &patterns.balls[one.ball];
        let month = one.months.iter().map(|month| {
            json!({
                "since": iso(month.days.since), "until": iso(month.days.until),
                "n": month.share.n, "of": month.share.of,
                "expected": month.expected.map(|(fewest, most)| [fewest, most]),
            })
        });
        let promised = one.promised.iter().map(|day| iso(*day));
        json!({
            "slug": ball.slug, "party": ball.party.as_str(),
            "months": month.collect::<Vec<_>>(),
            "older": one.older.map(|older| json!({ "n": older.n, "of": older.of })),
            "provisional": one.provisional,
            "promised": promised.collect::<Vec<_>>(),
        })
    });
    let added = json!({
        "new": news.as_ref().map(|news| {
            let ids = news.arrivals.iter().map(|one| one.id.as_str());
            json!({ "since": iso(news.since), "ids": ids.collect::<Vec<_>>() })
        }),
        "series": { "step": series.length.as_str(), "steps": steps.collect::<Vec<_>>() },
        "months": months.collect::<Vec<_>>(),
        "stage_by_outcome": endings.collect::<Vec<_>>(),
        "commitments": promises.collect::<Vec<_>>(),
        "signoff": meeting.signoff,
    });
    if let Some(grouped) = meeting.grouped {
        document["by"] = by(grouped);
    }
    merged(document, added)
}
