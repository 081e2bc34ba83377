//! The balls side by side, where a report is asked for `--by`: figures, and no calls.

use super::super::patterns::{cell, few, group_name};
use super::super::words::plural;
use super::fitted::name;
use crate::patterns::{Grouped, GroupedRow};
use serde::Serialize;

/// More than this is counted: a page has an end, and a side.
const MOST_BALLS: usize = 20;
const MOST_GROUPS: usize = 12;

#[derive(Serialize)]
pub(super) struct SideBySide {
    /// `team`.
    pub by: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<SideBySideRow>,
    /// What small figures are called.
    pub legend: String,
    /// `3 more teams and 5 more dropped balls are not shown`.
    pub left_out: Option<String>,
}

#[derive(Serialize)]
pub(super) struct SideBySideRow {
    pub name: String,
    pub party: &'static str,
    pub declared: bool,
    pub cells: Vec<String>,
}

pub(super) fn groups(grouped: &Grouped) -> SideBySide {
    let by = grouped.by.as_str();
    let row = |row: &GroupedRow| SideBySideRow {
        name: name(&row.slug),
        party: row.party.as_str(),
        declared: row.declared,
        cells: row
            .cells
            .iter()
            .take(MOST_GROUPS)
            .copied()
            .map(cell)
            .collect(),
    };
    let columns = grouped.groups.iter().take(MOST_GROUPS);
    let more = |count: usize, most: usize, what: &str| {
        let more = count.checked_sub(most).filter(|more| *more > 0);
        more.map(|more| plural(more, &format!("more {what}")))
    };
    let left_out = [
        more(grouped.groups.len(), MOST_GROUPS, by),
        more(grouped.rows.len(), MOST_BALLS, "dropped ball"),
    ];
    let left_out: Vec<_> = left_out.into_iter().flatten().collect();
    SideBySide {
        by,
        columns: columns
            .map(|group| name(&group_name(grouped, group)))
            .collect(),
        rows: grouped.rows.iter().take(MOST_BALLS).map(row).collect(),
        legend: few(),
        left_out: (!left_out.is_empty()).then(|| left_out.join(" and ")),
    }
}
