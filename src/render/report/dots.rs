//! How processes ended, as a table of dots, and what was wanted against pitched.

use super::super::svg::{percent, radius};
use super::super::words::share;
use super::fitted::name;
use crate::patterns::{Endings, Priorities, Unmatched};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// More than this is counted, not drawn.
const MOST_WISHES: usize = 6;
const MOST_COLUMNS: usize = 12;
const MOST_ROWS: usize = 16;
/// Pixels of the largest.
const DOT: f64 = 14.0;

type Pairs<'a> = BTreeMap<(Option<&'a str>, &'a str), usize>;

/// Rows by columns, a dot a count.
fn matrix(rows: &[Option<&str>], columns: &[&str], counts: &Pairs<'_>) -> Value {
    let most = counts.values().copied().max().unwrap_or(0);
    let all: usize = counts.values().sum();
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let mut left_out = all;
    let row = |row: &Option<&str>| {
        let n = |column: &&str| counts.get(&(*row, *column)).copied().unwrap_or(0);
        let dot = |n| json!({ "n": n, "radius": radius(n, most, DOT) });
        let sum: usize = shown.iter().map(n).sum();
        left_out -= sum;
        json!({
            "name": row.map_or_else(|| "not said".to_owned(), name), "sum": sum,
            "cells": shown.iter().map(n).map(dot).collect::<Vec<_>>(),
        })
    };
    let rows: Vec<_> = rows.iter().take(MOST_ROWS).map(row).collect();
    let columns: Vec<_> = shown.iter().map(|column| name(column)).collect();
    json!({ "columns": columns, "rows": rows, "left_out": left_out })
}

pub(super) fn endings(endings: &Endings) -> Value {
    let stages: Vec<_> = endings.stages.iter().map(Option::as_deref).collect();
    let outcomes: Vec<_> = endings.outcomes.iter().map(String::as_str).collect();
    let mut counts = Pairs::new();
    for one in &endings.cells {
        counts.insert((one.stage.as_deref(), &one.outcome), one.ids.len());
    }
    matrix(&stages, &outcomes, &counts)
}

/// What candidates wanted, against what was pitched to them.
pub(super) fn wishes(priorities: &Priorities) -> Value {
    let of = priorities.of();
    let lists = [
        &priorities.wanted_not_pitched,
        &priorities.pitched_not_wanted,
    ];
    let most = lists.iter().copied().flatten().map(Unmatched::n).max();
    let wish = |one: &Unmatched| {
        json!({
            "name": name(&one.slug), "n": one.n(), "figure": share(one.n(), of),
            "width": percent(one.n(), most.unwrap_or(0)),
        })
    };
    let [wanted, pitched] = lists.map(|list| {
        let wishes = list.iter().take(MOST_WISHES).map(wish);
        wishes.collect::<Vec<_>>()
    });
    json!({ "of": of, "wanted": wanted, "pitched": pitched })
}
