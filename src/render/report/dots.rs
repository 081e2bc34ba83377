//! How processes ended, as a table of dots, and what was wanted against pitched.

use super::super::svg::{percent, radius};
use super::super::words::share;
use super::fitted::name;
use crate::patterns::{Endings, Priorities, Unmatched};
use serde::Serialize;
use std::collections::BTreeMap;

/// More than this is counted, not drawn.
const MOST_WISHES: usize = 6;
const MOST_COLUMNS: usize = 12;
const MOST_ROWS: usize = 16;
/// Pixels of the largest.
const DOT: f64 = 14.0;

/// Rows by columns, a dot a count.
#[derive(Serialize)]
pub(super) struct Matrix {
    pub columns: Vec<String>,
    pub rows: Vec<MatrixRow>,
    /// Post-mortems or pairs in rows and columns that are not drawn.
    pub left_out: usize,
}

#[derive(Serialize)]
pub(super) struct MatrixRow {
    pub name: String,
    pub cells: Vec<Dot>,
    pub sum: usize,
}

#[derive(Serialize)]
pub(super) struct Dot {
    pub n: usize,
    pub radius: f64,
}

type Pairs<'a> = BTreeMap<(Option<&'a str>, &'a str), usize>;

fn matrix(rows: &[Option<&str>], columns: &[&str], counts: &Pairs<'_>) -> Matrix {
    let most = counts.values().copied().max().unwrap_or(0);
    let all: usize = counts.values().sum();
    let shown = &columns[..columns.len().min(MOST_COLUMNS)];
    let row = |row: &Option<&str>| {
        let n = |column: &&str| counts.get(&(*row, *column)).copied().unwrap_or(0);
        let dot = |n| Dot {
            n,
            radius: radius(n, most, DOT),
        };
        MatrixRow {
            name: row.map_or_else(|| "not said".to_owned(), name),
            sum: shown.iter().map(n).sum(),
            cells: shown.iter().map(n).map(dot).collect(),
        }
    };
    let drawn: Vec<_> = rows.iter().take(MOST_ROWS).map(row).collect();
    let drawn_sum: usize = drawn.iter().map(|row| row.sum).sum();
    Matrix {
        columns: shown.iter().map(|column| name(column)).collect(),
        rows: drawn,
        left_out: all - drawn_sum,
    }
}

pub(super) fn endings(endings: &Endings) -> Matrix {
    let stages: Vec<_> = endings.stages.iter().map(Option::as_deref).collect();
    let outcomes: Vec<_> = endings.outcomes.iter().map(String::as_str).collect();
    let mut counts = Pairs::new();
    for one in &endings.cells {
        counts.insert((one.stage.as_deref(), &one.outcome), one.ids.len());
    }
    matrix(&stages, &outcomes, &counts)
}

/// What candidates wanted, against what was pitched to them.
#[derive(Serialize)]
pub(super) struct Wishes {
    pub of: usize,
    pub wanted: Vec<UnmatchedRow>,
    pub pitched: Vec<UnmatchedRow>,
}

#[derive(Serialize)]
pub(super) struct UnmatchedRow {
    pub name: String,
    pub n: usize,
    pub width: f64,
    pub figure: String,
}

pub(super) fn wishes(priorities: &Priorities) -> Wishes {
    let of = priorities.of();
    let lists = [
        &priorities.wanted_not_pitched,
        &priorities.pitched_not_wanted,
    ];
    let most = lists
        .iter()
        .flat_map(|list| list.iter().map(Unmatched::n))
        .max()
        .unwrap_or(0);
    let [wanted, pitched] = lists.map(|list| {
        let wish = |one: &Unmatched| UnmatchedRow {
            name: name(&one.slug),
            n: one.n(),
            width: percent(one.n(), most),
            figure: share(one.n(), of),
        };
        list.iter().take(MOST_WISHES).map(wish).collect()
    });
    Wishes {
        of,
        wanted,
        pitched,
    }
}
