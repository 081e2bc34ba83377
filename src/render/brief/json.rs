//! `brief --format json`: every number with the ids behind it.

use super::super::json::{SCHEMA, each, ids, iso, pretty};
use super::super::patterns::{commitment, decision, wall};
use crate::patterns::{Again, Ball, Brief, Mirrored, Promises, Sought, Unmatched};
use serde_json::{Value, json};

pub fn brief_json(brief: &Brief, sought: &Sought<'_>) -> String {
    let window = brief.settings.window;
    let steps = each(
        &sought.steps,
        |step| json!({ "without": step.without, "post_mortems": step.post_mortems }),
    );
    let ask = each(
        &brief.ask,
        |one| json!({ "party": one.party.as_str(), "ball": one.slug, "text": one.text }),
    );
    pretty(&json!({
        "schema": SCHEMA,
        "query": sought.query,
        "window": {
            "since": iso(window.since), "until": iso(window.until), "post_mortems": brief.ids.len(),
        },
        "steps": steps,
        "ids": ids(&brief.ids),
        "balls": each(&brief.again, ball),
        "commitments": each(&brief.promised, |ball| promised(ball, &ball.promises)),
        "priorities": {
            "without": sought.wishes_without,
            "of": brief.priorities.of(),
            "wanted_not_pitched": each(&brief.priorities.wanted_not_pitched, priority),
            "ids": ids(&brief.priorities.ids),
        },
        "decisions": each(&brief.decided, decision),
        "walls": each(&brief.walls, wall),
        "questions": ask,
        "too_few": brief.too_few,
    }))
}

fn ball(again: &Again) -> Value {
    let ball = &again.ball;
    json!({
        "slug": ball.slug, "party": ball.party.as_str(), "declared": ball.declared,
        "n": ball.n(), "of": ball.of, "last": iso(ball.last), "ids": ids(&ball.ids),
        "mirrors": each(&again.mirrors, mirror),
        "commitment": again.is_promised.then(|| promised(ball, &again.promises)),
    })
}

fn mirror(side: &Mirrored) -> Value {
    json!({
        "slug": side.slug, "party": side.party.as_str(), "n": side.ids.len(), "ids": ids(&side.ids),
    })
}

fn promised(ball: &Ball, promises: &Promises) -> Value {
    let mut told = commitment(promises, ball.party);
    told["slug"] = json!(ball.slug);
    told
}

fn priority(one: &Unmatched) -> Value {
    json!({ "slug": one.slug, "n": one.n(), "ids": ids(&one.ids) })
}
