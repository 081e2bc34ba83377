//! Runs and walls, counted the obvious way: for every stage all that reached it, from
//! the last one back.

use crate::generate::{Log, fold};
use crate::obvious::{Row, Rows, is_skeleton, outcome};
use hirelog::tested::Text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What the spellings of one name have in common, of those that are generated.
pub fn same(name: &str) -> String {
    let seen = name.replace('\u{200b}', "").replace("e\u{301}", "\u{e9}");
    let words: Vec<_> = seen.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// As most often written, then by the alphabet.
fn shown(names: &[&Text]) -> String {
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *often.entry(name.trim()).or_default() += 1;
    }
    let most = often.values().max().unwrap();
    let first = often.iter().find(|(_, times)| *times == most);
    (*first.unwrap().0).to_owned()
}

pub fn walls(rows: &Rows<'_>) -> Vec<Value> {
    let all: Vec<_> = rows.all.iter().step_by(3).collect();
    let named = |name: &Option<Text>| name.as_ref().map(|name| same(name));
    let role = |row: &Row<'_>| named(&row.entry.post_mortem.role);
    let team = |row: &Row<'_>| named(&row.entry.post_mortem.team);
    let roles: BTreeSet<_> = rows.named.0.iter().map(|name| same(name)).collect();
    let teams: BTreeSet<_> = rows.named.1.iter().map(|name| same(name)).collect();
    let mut groups = Vec::new();
    for name in &roles {
        let of_role = all.iter().filter(|row| role(row).as_ref() == Some(name));
        groups.push(((0, name.clone()), of_role.collect::<Vec<_>>()));
    }
    for name in &teams {
        let of_team = all.iter().filter(|row| team(row).as_ref() == Some(name));
        groups.push(((1, name.clone()), of_team.collect()));
    }
    if roles.len() < 2 || rows.team.settings.keeper.is_some() {
        groups.push(((2, String::new()), all.iter().collect()));
    }
    let window = rows.team.settings.window;
    let mut walls = Vec::new();
    for ((kind, name), group) in groups {
        for (rank, stage) in rows.team.vocabulary.stages.iter().enumerate() {
            let reached = |row: &&&&Row<'_>| row.reached.is_some_and(|own| own >= rank);
            let is_lost = |row: &Row<'_>| {
                let ended = outcome(row.entry, rows.team);
                row.reached == Some(rank) && !["accepted", "role-closed"].contains(&ended.as_str())
            };
            let got_there: Vec<_> = group.iter().filter(reached).collect();
            // The day on which somebody got past it belongs to no run.
            let past = got_there.iter().filter(|row| !is_lost(row));
            let past = past.map(|row| row.day()).max();
            let run = got_there.iter().filter(|row| Some(row.day()) > past);
            let run: Vec<_> = run.collect();
            let Some(last) = run.last().filter(|_| run.len() >= 3) else {
                continue;
            };
            if !window.contains(last.day()) {
                continue;
            }
            // All roles: who reached it in the window, and in both without the run.
            let everybody = all
                .iter()
                .filter(|row| row.reached.is_some_and(|own| own >= rank));
            let everybody: Vec<_> = everybody.collect();
            let n = everybody
                .iter()
                .filter(|row| window.contains(row.day()))
                .count();
            let both = |row: &&&&Row<'_>| {
                let is_run = run.iter().any(|own| own.id() == row.id());
                let is_recent = window.before().since <= row.day() && row.day() <= window.until;
                is_recent && !is_run
            };
            let others: Vec<_> = everybody.iter().filter(both).collect();
            let lost = others.iter().filter(|row| is_lost(row)).count();
            let share = (lost as f64 + 1.0) / (others.len() as f64 + 2.0);
            let by_chance = (0..run.len()).fold(n as f64 * (1.0 - share), |e, _| e * share);
            let enders: BTreeSet<_> = run
                .iter()
                .map(|row| match outcome(row.entry, rows.team).as_str() {
                    "offer-declined" | "withdrew" | "reneged" | "unresponsive" => "them",
                    "rejected" => "us",
                    _ => "both",
                })
                .collect();
            let ended_by = match enders.len() {
                1 => enders.first().unwrap(),
                _ => "both",
            };
            let spelt = |names: &[&Text]| {
                let own: Vec<_> = names
                    .iter()
                    .filter(|one| same(one) == name)
                    .copied()
                    .collect();
                shown(&own)
            };
            let ids: Vec<_> = run.iter().map(|row| row.id()).collect();
            let since = run[0].day().to_string();
            let order = (
                usize::MAX - ids.len(),
                since.clone(),
                kind,
                name.clone(),
                rank,
            );
            walls.push((
                order,
                json!({
                    "role": (kind == 0).then(|| spelt(&rows.named.0)),
                    "team": (kind == 1).then(|| spelt(&rows.named.1)),
                    "stage": stage.slug, "length": ids.len(), "since": since, "ids": ids,
                    "kind": if by_chance <= 0.02 { "wall" } else { "run" },
                    "by_chance": by_chance, "ended_by": ended_by,
                }),
            ));
        }
    }
    walls.sort_by(|(one, _), (other, _)| one.cmp(other));
    walls.into_iter().map(|(_, wall)| wall).collect()
}

/// Whether somebody of whom walls know nothing got past the stage since it began: imported
/// and not looked at, or of no stage. How it ended says how far at least.
pub fn is_interrupted(log: &Log, wall: &Value) -> bool {
    let rank = |stage: &str| log.team.ranks.get(&fold(stage)).copied();
    let at = rank(wall["stage"].as_str().unwrap()).unwrap();
    log.entries.iter().any(|entry| {
        let post_mortem = &entry.post_mortem;
        let said = post_mortem.stage.as_deref().and_then(rank);
        let ended = outcome(entry, log.team);
        let at_least = match ended.as_str() {
            "accepted" | "offer-declined" | "reneged" => rank("offer"),
            "left-early" => rank("onboarding"),
            _ => None,
        };
        let stays = !["accepted", "role-closed"].contains(&ended.as_str());
        let passed = said
            .or(at_least)
            .is_some_and(|reached| reached > at || reached == at && !stays);
        let is_own = |name: &Option<Text>, of: &Value| match of.as_str() {
            Some(of) => name.as_ref().is_some_and(|name| same(name) == same(of)),
            None => true,
        };
        let is_known = said.is_some() && !is_skeleton(entry);
        let day = post_mortem.date;
        !is_known
            && passed
            && is_own(&post_mortem.role, &wall["role"])
            && is_own(&post_mortem.team, &wall["team"])
            && day.to_string().as_str() >= wall["since"].as_str().unwrap()
            && day <= log.team.settings.window.until
    })
}
