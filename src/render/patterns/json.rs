//! `patterns --format json`: every count, with the ids behind it.

use super::super::json::{SCHEMA, each, ids, iso, pretty};
use super::super::words::breath;
use crate::model::{Party, RestsOn};
use crate::patterns::{
    Balance, Ball, BehindBall, Cluster, Decided, Digest, Floor, Mention, OfLog, Patterns,
    Priorities, Promises, Share, Statement, Unmatched, Waiting, Wall,
};
use crate::vocabulary::Questions;
use serde_json::{Value, json};

/// The whole answer; a wall comes with the question to ask about it.
pub fn patterns_json(
    patterns: &Patterns,
    digest: &Digest<'_>,
    questions: &Questions<'_>,
) -> String {
    pretty(&document(patterns, digest, questions))
}

/// The same as a value, for what is made of patterns and more.
pub(in crate::render) fn document(
    patterns: &Patterns,
    digest: &Digest<'_>,
    questions: &Questions<'_>,
) -> Value {
    let topic = |topic: &Statement<'_>| self::topic(topic, digest);
    // Whole: what the pages can say of a log, a program can read.
    let Patterns {
        balance,
        honest_mismatches,
        balls,
        clusters,
        walls,
        priorities,
        unfinished,
        unsorted,
        imported,
        decisions,
        funnel,
        too_few,
        logs,
        window: _,
        post_mortems: _,
        before: _,
        post_mortems_before: _,
        // How the sentences are put, which the topics have.
        is_old: _,
        unread: _,
        query: _,
        sorted_mismatches: _,
        open_parts: _,
        none_of: _,
        is_chosen: _,
        written_late: _,
        keeper: _,
    } = patterns;
    let mut document = json!({
        "schema": SCHEMA,
        "window": window(patterns),
        "topics": each(&digest.topics, topic),
        "balance": each(balance, self::balance),
        "funnel": each(&funnel.floors, floor),
        "honest_mismatches": honest_mismatches.len(),
        "balls": each(balls, ball),
        "clusters": each(clusters, cluster),
        "walls": each(walls, |one| asked(one, questions)),
        "priorities": self::priorities(priorities),
        "unfinished": each(unfinished, waiting),
        "unsorted": each(unsorted, waiting),
        "imported": { "n": imported.of, "looked_at": imported.n },
        "decisions": each(decisions, decision),
        "too_few": too_few,
    });
    if !logs.is_empty() {
        let of_log = |one: &OfLog| json!({ "log": *one.log, "ids": ids(&one.ids) });
        document["logs"] = json!(each(logs, of_log));
    }
    document
}

/// Something to talk about, in the sentence of the page.
fn topic(topic: &Statement<'_>, digest: &Digest<'_>) -> Value {
    let question = topic.question.as_ref();
    json!({
        "kind": topic.kind.as_str(), "slug": topic.ball().map(|ball| &ball.slug),
        "party": topic.party().map(Party::as_str),
        "sentence": breath(topic, digest, str::to_owned),
        "question": question.map(|question| &question.text),
        "ids": ids(topic.ids()),
    })
}

pub(in crate::render) fn decision(decided: &Decided) -> Value {
    let decision = &decided.entry.decision;
    json!({
        "id": decided.entry.id.as_str(), "date": iso(decision.date), "about": *decision.about,
        "party": decision.party.as_str(), "next": decision.next,
        "review": decision.review.map(iso),
        "rests_on": decision.rests_on.map(RestsOn::as_str),
        "commitment": commitment(&decided.came_of_it, decision.party),
    })
}

fn waiting(one: &Waiting) -> Value {
    let parties: Vec<_> = one.parties.iter().map(|party| party.as_str()).collect();
    let mut value = json!({ "id": one.id.as_str(), "date": iso(one.date), "parties": parties });
    if let Some(log) = &one.log {
        value["log"] = json!(**log);
    }
    value
}

fn floor(floor: &Floor) -> Value {
    json!({
        "stage": floor.stage, "reached": floor.reached, "accepted": floor.accepted,
        "they_ended": floor.they_ended, "we_ended": floor.we_ended, "left_early": floor.left_early,
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

fn dropped_json(dropped: &Mention<'_>, party: Party) -> Value {
    let post_mortem = &dropped.entry.post_mortem;
    let filled = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let owned = |party| filled(&post_mortem.section(party).owned);
    let promise = dropped.promised.map(
        |day| json!({ "next": filled(&post_mortem.section(party).next), "promised": iso(day) }),
    );
    json!({
        "id": dropped.entry.id.as_str(), "path": dropped.entry.path, "date": iso(post_mortem.date),
        "outcome": post_mortem.outcome, "stage": post_mortem.stage, "role": post_mortem.role, "team": post_mortem.team,
        "owned": {
            "manager": owned(Party::Manager), "candidate": owned(Party::Candidate), "recruiter": owned(Party::Recruiter),
        },
        "promise": promise,
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
    let since = ball.since.as_ref();
    json!({
        "slug": ball.slug, "party": ball.party.as_str(), "declared": ball.declared, "level": ball.level.as_str(),
        "n": ball.n(), "of": ball.of, "was": ball.was(), "was_of": ball.was_of,
        "trend": ball.trend.as_str(), "evidence": ball.evidence.map(six_digits),
        "since_day": since.map(|since| iso(since.day)), "since": since.map(|it| share(it.since)),
        "older": since.map(|since| share(since.older)),
        "first": iso(ball.first), "last": iso(ball.last), "first_ever": iso(ball.first_ever),
        "roles": ball.roles,
        "commitment": commitment(&ball.promises, ball.party),
        "ids": ids(&ball.ids), "was_ids": ids(&ball.was_ids),
    })
}

/// What came of the latest promise about a ball.
pub(in crate::render) fn commitment(promises: &Promises, party: Party) -> Value {
    let latest = promises.latest.as_ref();
    let event = promises.event.as_ref();
    json!({
        "state": latest.map_or("none", |latest| latest.verdict.as_str()),
        "made": promises.made,
        "promised": latest.map(|latest| iso(latest.promise.day)),
        "party": latest.map(|_| party.as_str()),
        "text": latest.map(|latest| &latest.promise.text),
        "id": latest.map(|latest| latest.promise.id.as_str()),
        "since": latest.map(|latest| share(latest.change.since)),
        "before": latest.map(|latest| share(latest.change.before)),
        "expected": latest.map(|latest| six_digits(latest.change.expected())),
        "event": event.map(|event| json!({
            "id": event.id.as_str(), "date": iso(event.date), "days_after": event.days_after,
        })),
        "partly": latest.map_or(&[][..], |latest| &latest.partly),
    })
}

fn share(share: Share) -> Value {
    json!({ "n": share.n, "of": share.of })
}

fn cluster(cluster: &Cluster) -> Value {
    json!({
        "slugs": cluster.slugs, "n": cluster.n(), "of": cluster.of, "ids": ids(&cluster.ids),
    })
}

/// A wall with what to ask about it.
fn asked(one: &Wall, questions: &Questions<'_>) -> Value {
    let question = one.question(questions);
    let question =
        question.map(|question| json!({ "party": question.party.as_str(), "text": question.text }));
    let mut value = wall(one);
    value["question"] = json!(question);
    value
}

pub(in crate::render) fn wall(wall: &Wall) -> Value {
    json!({
        "role": wall.role, "team": wall.team, "stage": wall.stage,
        "kind": if wall.is_wall() { "wall" } else { "run" },
        "by_chance": six_digits(wall.by_chance), "ended_by": wall.ended_by.as_str(),
        "length": wall.length(), "since": iso(wall.since), "ids": ids(&wall.ids),
    })
}

fn priorities(priorities: &Priorities) -> Value {
    let only = |one: &Unmatched| json!({ "slug": one.slug, "n": one.n(), "ids": ids(&one.ids) });
    let matrix = each(
        &priorities.matrix,
        |(wanted, pitched, n)| json!({ "wanted": wanted, "pitched": pitched, "n": n }),
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
