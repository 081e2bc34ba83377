//! `patterns --format json`: every count, with the ids behind it.

use super::super::json::{SCHEMA, each, ids, iso, pretty};
use crate::model::Party;
use crate::patterns::{
    Balance, Ball, BehindBall, Cluster, Dropped, Patterns, Priorities, Promises, Unmatched, Wall,
};
use crate::vocabulary::Questions;
use serde_json::{Value, json};

/// The whole answer; a wall comes with the question to ask about it.
pub fn patterns_json(patterns: &Patterns, questions: &Questions<'_>) -> String {
    pretty(&document(patterns, questions))
}

/// The same as a value, for what is made of patterns and more.
pub(in crate::render) fn document(patterns: &Patterns, questions: &Questions<'_>) -> Value {
    let unfinished = each(&patterns.unfinished, |one| {
        let parties: Vec<_> = one.parties.iter().map(|party| party.as_str()).collect();
        json!({ "id": one.id.as_str(), "date": iso(one.date), "parties": parties })
    });
    json!({
        "schema": SCHEMA,
        "window": window(patterns),
        "balance": each(&patterns.balance, balance),
        "honest_mismatches": patterns.honest_mismatches.len(),
        "balls": each(&patterns.balls, ball),
        "clusters": each(&patterns.clusters, cluster),
        "walls": each(&patterns.walls, |one| wall(one, questions)),
        "priorities": priorities(&patterns.priorities),
        "unfinished": unfinished,
        "too_few": patterns.too_few,
    })
}

/// `patterns SLUG`: one ball, or one for each party that drops it.
pub fn behind_json(slug: &str, behind: &[BehindBall<'_>], patterns: &Patterns) -> String {
    let meaning = behind
        .iter()
        .find_map(|one| one.declared)
        .map(|ball| ball.meaning.as_str());
    let balls = each(behind, |one| {
        let mut value = ball(&one.ball);
        value["post_mortems"] = json!(each(&one.dropped, |dropped| dropped_json(
            dropped,
            one.ball.party
        )));
        value["mirrors"] = json!(each(&one.mirrors, ball));
        value
    });
    pretty(&json!({
        "schema": SCHEMA,
        "slug": slug,
        "meaning": meaning.filter(|meaning| !meaning.is_empty()),
        "window": window(patterns),
        "balls": balls,
        "too_few": patterns.too_few,
    }))
}

fn dropped_json(dropped: &Dropped<'_>, party: Party) -> Value {
    let post_mortem = &dropped.entry.post_mortem;
    let filled = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let owned = |party| filled(&post_mortem.section(party).owned);
    let commitment = dropped.promise.as_ref().map(|kept| {
        let came_back = kept.came_back.as_ref();
        json!({
            "next": filled(&post_mortem.section(party).next), "state": kept.standing().as_str(),
            "exposures": kept.exposures, "dropped_since": kept.dropped_since,
            "came_back": came_back.map(|first| first.id.as_str()),
        })
    });
    json!({
        "id": dropped.entry.id.as_str(), "path": dropped.entry.path, "date": iso(post_mortem.date),
        "outcome": post_mortem.outcome, "stage": post_mortem.stage, "role": post_mortem.role, "team": post_mortem.team,
        "owned": {
            "manager": owned(Party::Manager), "candidate": owned(Party::Candidate), "recruiter": owned(Party::Recruiter),
        },
        "commitment": commitment,
    })
}

fn window(patterns: &Patterns) -> Value {
    let (window, before) = (patterns.window, patterns.before);
    json!({
        "since": iso(window.since), "until": iso(window.until), "post_mortems": patterns.post_mortems,
        "before": {
            "since": iso(before.since), "until": iso(before.until),
            "post_mortems": patterns.post_mortems_before,
        },
    })
}

fn balance(side: &Balance) -> Value {
    json!({
        "party": side.party.as_str(), "written": side.written, "of": side.of,
        "own_voice": side.own_voice, "dropped": side.dropped,
    })
}

fn ball(ball: &Ball) -> Value {
    json!({
        "slug": ball.slug, "party": ball.party.as_str(), "declared": ball.declared, "level": ball.level.as_str(),
        "n": ball.n(), "of": ball.of, "was": ball.was(), "was_of": ball.was_of,
        "trend": ball.trend.as_str(), "evidence": ball.evidence.map(six_digits),
        "first": iso(ball.first), "last": iso(ball.last), "roles": ball.roles,
        "commitment": commitment(&ball.promises),
        "ids": ids(&ball.ids), "was_ids": ids(&ball.was_ids),
    })
}

fn commitment(commitment: &Promises) -> Value {
    let latest = commitment.latest.as_ref();
    json!({
        "state": commitment.standing().as_str(), "made": commitment.made,
        "exposures": commitment.exposures, "came_back": commitment.came_back,
        "latest": latest.map(|promise| promise.id.as_str()),
        "last_came_back": commitment.last_came_back.map(iso),
        "partly": commitment.partly,
    })
}

fn cluster(cluster: &Cluster) -> Value {
    json!({ "slugs": cluster.slugs, "n": cluster.n(), "ids": ids(&cluster.ids) })
}

fn wall(wall: &Wall, questions: &Questions<'_>) -> Value {
    let question = wall
        .question(questions)
        .map(|question| json!({ "party": question.party.as_str(), "text": question.text }));
    json!({
        "role": wall.role, "team": wall.team, "stage": wall.stage,
        "length": wall.length(), "since": iso(wall.since), "ids": ids(&wall.ids),
        "question": question,
    })
}

fn priorities(priorities: &Priorities) -> Value {
    let only = |one: &Unmatched| json!({ "slug": one.slug, "n": one.n(), "ids": ids(&one.ids) });
    let matrix = each(
        &priorities.matrix,
        |pair| json!({ "wanted": pair.wanted, "pitched": pair.pitched, "n": pair.n }),
    );
    json!({
        "of": priorities.of(),
        "wanted_not_pitched": each(&priorities.wanted_not_pitched, only),
        "pitched_not_wanted": each(&priorities.pitched_not_wanted, only),
        "matrix": matrix,
        "ids": ids(&priorities.ids),
    })
}

/// More would be noise, and fewer would make a very small chance none at all.
fn six_digits(chance: f64) -> f64 {
    format!("{chance:.5e}").parse().unwrap_or(chance)
}
