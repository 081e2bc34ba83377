//! The balls side by side, where a report is asked for `--by`: figures, and no calls.

use super::super::patterns::{cell, few, group_name};
use super::super::words::plural;
use super::fitted::name;
use crate::patterns::{Grouped, GroupedRow};
use serde_json::{Value, json};

/// More than this is counted: a page has an end, and a side.
const MOST_BALLS: usize = 20;
const MOST_GROUPS: usize = 12;

pub(super) fn groups(grouped: &Grouped) -> Value {
    let by = grouped.by.as_str();
    let row = |row: &GroupedRow| {
        let cells = row.cells.iter().take(MOST_GROUPS).copied().map(cell);
        json!({
            "name": name(&row.slug), "party": row.party.as_str(), "declared": row.declared,
            "cells": cells.collect::<Vec<_>>(),
        })
    };
    let columns = grouped.groups.iter().take(MOST_GROUPS);
    let columns = columns.map(|group| name(&group_name(grouped, group)));
    let rows = grouped.rows.iter().take(MOST_BALLS).map(row);
    let more = |count: usize, most: usize, what: &str| {
        (count > most).then(|| plural(count - most, &format!("more {what}")))
    };
    // `3 more teams and 5 more dropped balls`.
    let left_out = [
        more(grouped.groups.len(), MOST_GROUPS, by),
        more(grouped.rows.len(), MOST_BALLS, "dropped ball"),
    ];
    let left_out: Vec<_> = left_out.into_iter().flatten().collect();
    json!({
        "by": by, "columns": columns.collect::<Vec<_>>(), "rows": rows.collect::<Vec<_>>(),
        "legend": few(), "left_out": (!left_out.is_empty()).then(|| left_out.join(" and ")),
    })
}
