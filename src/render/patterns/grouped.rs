//! `patterns --by`: a ball a row, a group a column; in a chat a ball a line.

use super::super::json::{each, pretty};
use super::super::markdown::{code, escaped};
use super::super::style::{Look, Tone};
use super::super::table::{Cell, Column, left_out, table};
use super::super::words::{figures, of_those, plural, span};
use super::json::document;
use crate::patterns::{Digest, FEWEST, Grouped, GroupedRow, Patterns, Share};
use crate::talk::visible;
use crate::vocabulary::Questions;
use serde_json::{Value, json};

/// What is said below: such a cell is there to be seen, and not to be compared.
pub(in crate::render) fn few() -> String {
    format!("few: fewer than {FEWEST} post-mortems could have dropped it; too few to compare")
}

pub(in crate::render) fn cell(share: Share) -> String {
    match share.of {
        0 => "-".to_owned(),
        of if of < FEWEST => format!("{}, few", figures(share.n, of)),
        of => figures(share.n, of),
    }
}

pub(in crate::render) fn group_name(grouped: &Grouped, group: &str) -> String {
    match group {
        "" => format!("no {}", grouped.by.as_str()),
        group => visible(group).into_owned(),
    }
}

pub fn grouped_page(grouped: &Grouped, patterns: &Patterns, look: Look) -> String {
    let names = grouped.groups.iter();
    let names: Vec<_> = names.map(|group| group_name(grouped, group)).collect();
    let mut columns = vec![
        Column::left("dropped ball", 27, 0),
        Column::left("party", 9, 2),
    ];
    // The last groups leave first where there is no room for all.
    columns.extend(names.iter().map(|name| Column::right(name, usize::MAX, 1)));
    let head = ["dropped ball", "party"].into_iter();
    let head = head.chain(names.iter().map(String::as_str));
    let head: Vec<_> = head.map(|name| Cell::text(Tone::Heading, name)).collect();
    // A pipe gets no heading of its own, and these columns mean nothing without one.
    let head = look.width.is_none().then_some(head);
    let rows: Vec<_> = grouped.rows.iter().map(row).collect();
    let rows: Vec<_> = head.into_iter().chain(rows).collect();
    let drawn = if grouped.rows.is_empty() {
        "No dropped ball is named.\n".to_owned()
    } else {
        let left_out = left_out(&columns, &rows, look);
        let groups = left_out.into_iter().filter(|index| *index > 1).count();
        let more = match groups {
            0 => String::new(),
            groups => {
                let by = grouped.by.as_str();
                format!(
                    "Room for {} of {}; all: --by {by} --format md\n",
                    names.len() - groups,
                    plural(names.len(), by)
                )
            }
        };
        format!("{}\n{}\n{more}", table(&columns, rows, look), few())
    };
    let of = of_those(patterns);
    format!("{}{}\n\n{drawn}", span(patterns.window, "–"), visible(&of))
}

fn row(row: &GroupedRow) -> Vec<Cell<'_>> {
    let slug = visible(&row.slug);
    let name = match row.declared {
        true => slug.into_owned(),
        false => format!("{slug}?"),
    };
    let mut cells = vec![
        Cell::text(Tone::Plain, name),
        Cell::text(Tone::Plain, row.party.as_str()),
    ];
    cells.extend(
        row.cells
            .iter()
            .map(|share| Cell::text(Tone::Plain, cell(*share))),
    );
    cells
}

pub fn grouped_markdown(grouped: &Grouped, patterns: &Patterns) -> String {
    let line = |row: &GroupedRow| {
        let cells = grouped.groups.iter().zip(&row.cells);
        let cells = cells.filter(|(_, share)| share.of > 0);
        let cells = cells.map(|(group, share)| {
            format!("{} {}", escaped(&group_name(grouped, group)), cell(*share))
        });
        let cells: Vec<_> = cells.collect();
        format!(
            "- {} ({}): {}",
            code(&row.slug),
            row.party,
            cells.join("; ")
        )
    };
    let lines: Vec<_> = grouped.rows.iter().map(line).collect();
    let title = format!(
        "**Dropped balls by {}, {}{}**",
        grouped.by.as_str(),
        span(patterns.window, "–"),
        escaped(&of_those(patterns))
    );
    match lines.is_empty() {
        true => format!("{title}\n\nNo dropped ball is named.\n"),
        false => format!("{title}\n\n{}\n\n*{}.*\n", lines.join("\n"), few()),
    }
}

/// Everything that is printed without groups, and the groups.
pub fn grouped_json(
    grouped: &Grouped,
    patterns: &Patterns,
    digest: &Digest<'_>,
    questions: &Questions<'_>,
) -> String {
    let mut document = document(patterns, digest, questions);
    document["by"] = by(grouped);
    pretty(&document)
}

/// The groups, and each ball with its figures in each.
pub(in crate::render) fn by(grouped: &Grouped) -> Value {
    let ball = |row: &GroupedRow| {
        let cells = grouped.groups.iter().zip(&row.cells);
        let cells = cells.map(|(group, share)| {
            let group = (!group.is_empty()).then_some(group);
            json!({ "group": group, "n": share.n, "of": share.of })
        });
        json!({
            "slug": row.slug, "party": row.party.as_str(), "cells": cells.collect::<Vec<_>>(),
        })
    };
    let groups = grouped.groups.iter().filter(|group| !group.is_empty());
    json!({
        "group": grouped.by.as_str(),
        "groups": groups.collect::<Vec<_>>(),
        "balls": each(&grouped.rows, ball),
    })
}
