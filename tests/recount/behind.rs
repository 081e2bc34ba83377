//! What is behind one ball, counted the obvious way.

use crate::generate::Log;
use crate::obvious::{Row, all_rows, could_drop};
use hirelog::tested::{BehindBall, behind};
use serde_json::{Value, json};

/// The same of both: drops latest first, each with the day of its promise.
pub fn counted(log: &Log, slug: &str) -> Value {
    let entries: Vec<_> = log.entries.iter().collect();
    let (vocabulary, settings) = (&log.team.vocabulary, log.team.settings);
    let found = crate::generate::count(log);
    let one = |one: &BehindBall<'_>| {
        let dropped = one.dropped.iter().map(|dropped| {
            let promised = dropped.promised.map(|day| day.to_string());
            json!([dropped.entry.id.as_str(), promised])
        });
        let mirrors = one
            .mirrors
            .iter()
            .map(|ball| json!([ball.slug, ball.party.as_str(), ball.of, ball.was_of]));
        let figures = [one.ball.n(), one.ball.of, one.ball.was(), one.ball.was_of];
        json!([
            one.ball.party.as_str(),
            figures,
            Vec::from_iter(dropped),
            Vec::from_iter(mirrors)
        ])
    };
    behind(slug, &entries, vocabulary, settings, &found)
        .iter()
        .map(one)
        .collect()
}

pub fn recounted(log: &Log, slug: &str) -> Value {
    let (window, team) = (log.team.settings.window, log.team);
    let rows = all_rows(log);
    let parties = |slug: &str| {
        let dropping = rows.iter().filter(|row| row.drops(slug));
        let mut parties: Vec<_> = dropping.map(|row| row.party).collect();
        let mut declared = team.vocabulary.balls.iter();
        let declared = declared.find(|ball| ball.slug == slug);
        if parties.is_empty() {
            parties.extend(declared.map(|ball| ball.party));
        }
        parties.sort();
        parties.dedup();
        parties
    };
    let of = |slug: &str, party, span: hirelog::tested::Span| {
        let able = |row: &&Row<'_>| {
            row.party == party && span.contains(row.day()) && could_drop(row, slug, team)
        };
        rows.iter().filter(able).count()
    };
    let mut answer = Vec::new();
    for party in parties(slug) {
        let dropping = |row: &&Row<'_>| row.party == party && row.drops(slug);
        let mut dropped = Vec::new();
        for row in rows.iter().filter(dropping) {
            let promised = row.promises(slug).map(|day| day.to_string());
            dropped.insert(0, json!([row.id(), promised]));
        }
        let mut mirrors = Vec::new();
        for mirror in team.mirrors.get(slug).into_iter().flatten() {
            for party in parties(mirror) {
                let (now, before) = (
                    of(mirror, party, window),
                    of(mirror, party, window.before()),
                );
                mirrors.push(json!([mirror, party.as_str(), now, before]));
            }
        }
        let n = |span: hirelog::tested::Span| {
            let within = |row: &&Row<'_>| span.contains(row.day());
            rows.iter().filter(dropping).filter(within).count()
        };
        let before = window.before();
        let figures = [
            n(window),
            of(slug, party, window),
            n(before),
            of(slug, party, before),
        ];
        answer.push(json!([party.as_str(), figures, dropped, mirrors]));
    }
    json!(answer)
}
