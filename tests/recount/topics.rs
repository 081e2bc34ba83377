//! What to talk about, the obvious way: everything there might be, in order, and the
//! first three of them.

use crate::obvious::Rows;
use hirelog::tested::Party;
use serde_json::{Value, json};

/// A ball is one thing to talk about whatever there is to say of it, and so are runs
/// of the same post-mortems.
pub fn topics(rows: &Rows<'_>, balls: &[Value], walls: &[Value], too_few: bool) -> Vec<Value> {
    let mut balls = Vec::from_iter(balls.iter().filter(|ball| ball["n"] != 0));
    balls.sort_by_cached_key(|ball| strength(ball));
    if let Some(keeper) = rows.team.settings.keeper {
        // Nobody else promises anything there, or is there to be asked.
        balls.retain(|ball| ball["party"] == keeper.as_str());
    }
    let mut all: Vec<Value> = Vec::new();
    let mut of_balls = |kind: &str, is: &dyn Fn(&Value) -> bool| {
        for ball in balls.iter().filter(|ball| is(ball)) {
            let ids = match kind {
                "event" => json!([ball["commitment"]["event"]["id"]]),
                _ => ball["ids"].clone(),
            };
            let topic = json!({
                "kind": kind, "slug": ball["slug"], "party": ball["party"], "ids": ids,
            });
            all.push(topic);
        }
        if kind == "more-often" {
            for wall in walls.iter().filter(|wall| wall["kind"] == "wall") {
                let party = whose(rows, wall);
                all.push(
                    json!({ "kind": "wall", "slug": null, "party": party, "ids": wall["ids"] }),
                );
            }
        }
    };
    of_balls("event", &|ball| !ball["commitment"]["event"].is_null());
    if !too_few {
        let state = |ball: &Value, state: &str| {
            ball["level"] == "recurring" && ball["commitment"]["state"] == state
        };
        of_balls("more-often", &|ball| ball["trend"] == "rising");
        of_balls("no-promise", &|ball| state(ball, "none"));
        of_balls("no-less", &|ball| state(ball, "no-less"));
    }
    let mut topics: Vec<Value> = Vec::new();
    for topic in all {
        let is_same = |other: &Value| match topic["slug"].is_null() {
            true => other["slug"].is_null() && other["ids"] == topic["ids"],
            false => other["slug"] == topic["slug"] && other["party"] == topic["party"],
        };
        if topics.len() < 3 && !topics.iter().any(is_same) {
            topics.push(topic);
        }
    }
    topics
}

/// Loudest, most often, most often for what was possible, then latest.
fn strength(ball: &Value) -> impl Ord + use<> {
    let number = |name: &str| i64::try_from(ball[name].as_u64().unwrap()).unwrap();
    let levels = ["recurring", "watch", "once", "quiet"];
    let level = levels.iter().position(|level| ball["level"] == *level);
    let last = ball["last"].as_str().unwrap().replace('-', "");
    let last: i64 = last.parse().unwrap();
    let party = Party::ALL
        .iter()
        .position(|party| ball["party"] == party.as_str());
    let counts = [
        number("n"),
        1_000_000 * number("n") / number("of"),
        number("was"),
        last,
    ];
    (
        level,
        counts.map(|count| -count),
        ball["slug"].to_string(),
        party,
    )
}

/// The party whose balls were dropped most in a run; the first of several.
fn whose(rows: &Rows<'_>, wall: &Value) -> &'static str {
    let ids = wall["ids"].as_array().unwrap();
    let dropped = |party: &Party| -> usize {
        let own = rows.all.iter().filter(|row| row.party == *party);
        let behind = own.filter(|row| ids.iter().any(|id| id == row.id()));
        behind.map(|row| row.dropped.len()).sum()
    };
    let most = Party::ALL.iter().map(dropped).max().unwrap();
    let mut parties = Party::ALL.iter().filter(|party| dropped(party) == most);
    parties.next().unwrap().as_str()
}
