//! Walls, counted the obvious way: all rows of one name, from the last one back.

use crate::generate::fold;
use crate::obvious::{Row, Rows, kebab};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub fn walls(rows: &Rows<'_>) -> Vec<Value> {
    let all: Vec<_> = rows.all.iter().step_by(3).collect();
    let folded = |name: &Option<String>| name.as_ref().map(|name| name.trim().to_lowercase());
    let role = |row: &Row<'_>| folded(&row.entry.post_mortem.role);
    let team = |row: &Row<'_>| folded(&row.entry.post_mortem.team);
    let roles: BTreeSet<_> = all.iter().filter_map(|row| role(row)).collect();
    let teams: BTreeSet<_> = all.iter().filter_map(|row| team(row)).collect();
    let mut groups = Vec::new();
    for name in &roles {
        let of_role = all.iter().filter(|row| role(row).as_ref() == Some(name));
        groups.push((0, of_role.collect::<Vec<_>>()));
    }
    for name in &teams {
        let of_team = all.iter().filter(|row| team(row).as_ref() == Some(name));
        groups.push((1, of_team.collect()));
    }
    if roles.len() < 2 {
        groups.push((2, all.iter().collect()));
    }
    let mut walls = Vec::new();
    for (kind, group) in groups {
        let Some(last) = group.last() else { continue };
        let Some(stage) = lost_at(last, rows) else {
            continue;
        };
        let mut run = Vec::new();
        for row in group.iter().rev() {
            if lost_at(row, rows).as_ref() != Some(&stage) {
                break;
            }
            run.insert(0, row);
        }
        if run.len() >= 3 && last.day() >= rows.team.settings.window.since {
            let name = |name: &Option<String>| name.as_ref().map(|name| name.trim().to_owned());
            let post_mortem = &last.entry.post_mortem;
            let role = name(&post_mortem.role).filter(|_| kind == 0);
            let team = name(&post_mortem.team).filter(|_| kind == 1);
            let ids: Vec<_> = run.iter().map(|row| row.id()).collect();
            let since = run[0].day().to_string();
            let order = (
                usize::MAX - ids.len(),
                since.clone(),
                kind,
                role.clone(),
                team.clone(),
            );
            walls.push((
                order,
                json!({
                    "role": role, "team": team, "stage": stage,
                    "length": ids.len(), "since": since, "ids": ids,
                }),
            ));
        }
    }
    walls.sort_by(|(one, _), (other, _)| one.cmp(other));
    walls.into_iter().map(|(_, wall)| wall).collect()
}

/// Where it was lost; nothing for a hire, a closed role, or no stage.
fn lost_at(row: &Row<'_>, rows: &Rows<'_>) -> Option<String> {
    let post_mortem = &row.entry.post_mortem;
    if ["accepted", "role-closed"].contains(&post_mortem.outcome.as_str()) {
        return None;
    }
    let stage = post_mortem.stage.as_ref()?;
    let rank = rows.team.ranks.get(&fold(stage));
    let declared = rank.map(|rank| rows.team.vocabulary.stages[*rank].slug.clone());
    Some(declared.unwrap_or_else(|| kebab(stage)))
}
