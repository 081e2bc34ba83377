//! The shapes in which exports leave their systems, and what an import makes of each: the
//! plan, and what is said beside it. `right` shapes give every row that a person would
//! read; `asked` ones say what is missing with a flag made of the file's own words.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ats/shapes")
}

/// `SNAPSHOTS=overwrite` writes down what is said now; what follows `==` is by hand.
#[test]
fn every_shape_gives_what_is_on_file() {
    let file = folder().join("expected.txt");
    let expected = fs::read_to_string(&file).unwrap();
    let sandbox = Sandbox::with_log();
    let mut found = String::new();
    for head in expected.lines().filter_map(|line| line.strip_prefix("== ")) {
        let mut words = head.split_whitespace();
        let verdict = words.next().unwrap();
        assert!(["right", "asked"].contains(&verdict), "{head}");
        let mut command = sandbox.command(HIRELOG);
        command.args(["import", "--dry-run"]);
        for word in words {
            match word.contains('/') {
                true => command.arg(folder().join(word)),
                false => command.arg(word),
            };
        }
        let ran = sandbox.run(&mut command);
        let said = format!("{}{}", ran.stdout, ran.stderr).replace(folder().to_str().unwrap(), "");
        assert!(
            !said.contains("PLANT") && !said.contains("Zz") && !said.contains("555 0"),
            "{said}"
        );
        write!(found, "== {head}\n? {}\n{said}\n", ran.code.unwrap()).unwrap();
    }
    if env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        fs::write(&file, found).unwrap();
        return;
    }
    for (found, expected) in found.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
}

/// The arguments of each shape that can be read.
fn heads() -> Vec<Vec<String>> {
    let expected = fs::read_to_string(folder().join("expected.txt")).unwrap();
    let heads = expected.lines().filter_map(|line| line.strip_prefix("== "));
    let words = |head: &str| head.split_whitespace().skip(1).map(str::to_owned).collect();
    heads.map(words).collect()
}

/// What is planted: a mail address where a name could not be known, a bare name elsewhere.
fn plant(key: &str, number: usize) -> String {
    let is_name = [
        "name",
        "title",
        "text",
        "job",
        "role",
        "position",
        "posting",
        "designation",
        "department",
        "team",
        "categories",
        "opening",
        "stelle",
    ];
    match is_name
        .iter()
        .any(|known| key.to_lowercase().contains(known))
    {
        true => format!(" zzplant{number}@example.com"),
        false => format!(" Zzplant Q{number}"),
    }
}

/// Every text below some keys, with something behind it.
fn planted(value: &mut Value, keys: &[&String], here: &str, number: &mut usize) {
    match value {
        Value::String(text) if keys.iter().any(|key| *key == here) => {
            *number += 1;
            text.push_str(&plant(here, *number));
        }
        Value::Array(values) => {
            for value in values {
                planted(value, keys, here, number);
            }
        }
        Value::Object(entries) => {
            for (below, value) in entries {
                planted(value, keys, below, number);
            }
        }
        _ => {}
    }
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        _ => {}
    }
}

/// The file with something planted in one key or column of so many, until each had its turn.
fn variants(text: &str, of: usize) -> Vec<String> {
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let mut found = BTreeSet::new();
        keys(&value, &mut found);
        let variant = |turn: usize| {
            let mut value = value.clone();
            let keys: Vec<_> = found.iter().skip(turn).step_by(of).collect();
            planted(&mut value, &keys, "", &mut 0);
            value.to_string()
        };
        return (0..found.len().min(of)).map(variant).collect();
    }
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let columns: Vec<_> = head.split(',').collect();
    let rows: Vec<_> = lines
        .map(|line| line.split(',').collect::<Vec<_>>())
        .collect();
    let variant = |turn: usize| {
        let rows = rows.iter().enumerate().map(|(number, row)| {
            let is_planted = |at: usize| at < columns.len() && at % of == turn;
            let cells = row
                .iter()
                .enumerate()
                .map(|(at, cell)| match is_planted(at) {
                    true => format!("{cell}{}", plant(columns[at], number)),
                    false => (*cell).to_owned(),
                });
            cells.collect::<Vec<_>>().join(",")
        });
        [head.to_owned()]
            .into_iter()
            .chain(rows)
            .collect::<Vec<_>>()
            .join("\n")
            + "\n"
    };
    (0..columns.len().min(of)).map(variant).collect()
}

#[test]
fn what_is_planted_in_any_field_reaches_neither_the_log_nor_what_is_said() {
    let written = plant_in_one_of(2);
    assert!(written > 100, "{written} files were looked through");
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn what_is_planted_in_one_field_alone_reaches_neither_the_log_nor_what_is_said() {
    let written = plant_in_one_of(1000);
    assert!(written > 500, "{written} files were looked through");
}

/// How many files came of it.
fn plant_in_one_of(fields: usize) -> usize {
    let mut written = 0;
    for head in heads() {
        let Ok(text) = fs::read_to_string(folder().join(&head[0])) else {
            continue;
        };
        for variant in variants(&text, fields) {
            let sandbox = Sandbox::new();
            sandbox.put("work/hirelog.toml", "schema = 1\n");
            let name = if text.starts_with(['[', '{']) {
                "work/export.json"
            } else {
                "work/export.csv"
            };
            let file = sandbox.put(name, &variant);
            let mut command = sandbox.command(HIRELOG);
            command.arg("import").arg(&file);
            for word in &head[1..] {
                match word.contains('/') {
                    true => command.arg(folder().join(word)),
                    false => command.arg(word),
                };
            }
            let ran = sandbox.run(&mut command);
            let mut all = format!("{}{}", ran.stdout, ran.stderr);
            for path in sandbox.logged() {
                written += 1;
                all += &format!("{}\n{}", path.display(), fs::read_to_string(&path).unwrap());
            }
            assert!(
                !all.to_lowercase().contains("zzplant"),
                "{head:?}\n{variant}\n{all}"
            );
        }
    }
    written
}
