//! `report --format json`: all that `patterns --format json` says, and the series
//! the page draws. Every count comes with its ids, or is a count of such.

use super::super::patterns::document as patterns_document;
use crate::model::{Day, Id, Party};
use crate::report::{Report, Subject, Topic};
use crate::vocabulary::Questions;
use serde_json::{Value, json};

pub(super) fn document(report: &Report, questions: &Questions<'_>, signoff: Option<&str>) -> Value {
    let mut document = patterns_document(&report.patterns, questions);
    let series = &report.series;
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
    let endings = report.endings.cells.iter().map(|cell| {
        json!({
            "stage": cell.stage, "outcome": cell.outcome,
            "n": cell.ids.len(), "ids": ids(&cell.ids),
        })
    });
    let promises = report.promises.iter().map(|promise| {
        let ball = &report.patterns.balls[promise.ball];
        let marks = promise.marks.iter().map(|mark| {
            json!({
                "id": mark.id.as_str(), "date": iso(mark.day),
                "commits": mark.commits, "again": mark.again,
            })
        });
        json!({
            "slug": ball.slug, "party": ball.party.as_str(), "state": promise.state.as_str(),
            "latest": iso(promise.latest), "next": promise.words,
            "dropped": marks.collect::<Vec<_>>(),
        })
    });
    let added = json!({
        "new": report.news.as_ref().map(|news| {
            let ids = news.arrivals.iter().map(|one| one.id.as_str());
            json!({ "since": iso(news.since), "ids": ids.collect::<Vec<_>>() })
        }),
        "talk_about": report.topics.iter().map(|one| topic(one, report)).collect::<Vec<_>>(),
        "series": { "step": series.length.as_str(), "steps": steps.collect::<Vec<_>>() },
        "stage_by_outcome": endings.collect::<Vec<_>>(),
        "commitments": promises.collect::<Vec<_>>(),
        "signoff": signoff,
    });
    if let (Value::Object(document), Value::Object(added)) = (&mut document, added) {
        document.extend(added);
    }
    document
}

/// What it is about stands whole in `balls`, `clusters` or `walls`.
fn topic(topic: &Topic, report: &Report) -> Value {
    let patterns = &report.patterns;
    let question = topic.question.as_ref();
    let ball = |reason: &str, position: usize| {
        let ball = &patterns.balls[position];
        json!({ "reason": reason, "slugs": [ball.slug], "party": ball.party.as_str(), "ids": ids(&ball.ids) })
    };
    let mut told = match topic.subject {
        Subject::CameBack(position) => ball("came-back", position),
        Subject::Recurring(position) => ball("recurring", position),
        Subject::Counted(position) => ball("counted", position),
        Subject::Cluster(position) => {
            let cluster = &patterns.clusters[position];
            json!({ "reason": "cluster", "slugs": cluster.slugs, "party": null, "ids": ids(&cluster.ids) })
        }
        Subject::Wall(position) => {
            let wall = &patterns.walls[position];
            json!({
                "reason": "wall", "slugs": [], "party": null, "ids": ids(&wall.ids),
                "role": wall.role, "team": wall.team, "stage": wall.stage,
            })
        }
    };
    told["question"] =
        json!(question.map(|it| json!({ "party": it.party.as_str(), "text": it.text })));
    told
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn iso(day: Day) -> String {
    day.to_string()
}
