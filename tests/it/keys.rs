//! Every key of a post-mortem, at every place that has to know of it: the file, the
//! page, JSON, every export, queries, completions, the schema, the flags. The table of
//! keys is walked, so that a new entry is held to all of it, and whatever lacks it is
//! named.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox};
use hirelog::tested::{Emptied, Fact, Key, Need, Party, REDACTED, Redaction, ValueKind, Words};
use serde_json::{Value, json};

const HEAD: &str = "schema = 1\ndate = 2026-11-02\noutcome = \"rejected\"\n";

/// One value that a key may have, and how it is written wherever it turns up.
struct Sample {
    toml: String,
    json: Value,
    cell: String,
    /// What the page of `show` prints.
    shown: String,
    /// As a flag and a query take it.
    typed: String,
}

impl Sample {
    fn of(key: Key) -> Self {
        let word = |word: &str| Self {
            toml: format!("\"{word}\""),
            json: json!(word),
            cell: word.to_owned(),
            shown: word.to_owned(),
            typed: word.to_owned(),
        };
        let list = |word: &str| Self {
            toml: format!("[\"{word}\"]"),
            json: json!([word]),
            ..Self::word(word)
        };
        match key.fact.about().kind {
            ValueKind::Day => Self {
                toml: "2026-10-05".to_owned(),
                shown: "5 Oct 2026".to_owned(),
                ..word("2026-10-05")
            },
            ValueKind::Text(Words::Outcome) => word("withdrew"),
            ValueKind::Text(Words::Stage) => word("screen"),
            ValueKind::Text(_) | ValueKind::Prose => word("settled quietly"),
            ValueKind::List(Words::Priority) => list("benefits"),
            ValueKind::List(_) => list(match key.party {
                Some(Party::Candidate) => "went-quiet",
                Some(Party::Recruiter) => "scheduling-slip",
                _ => "feedback-late",
            }),
            ValueKind::OneOf(words) if key.fact == Fact::By => Self {
                shown: "written by the".to_owned(),
                ..word(
                    words
                        .iter()
                        .find(|one| Party::parse(one) != key.party)
                        .unwrap(),
                )
            },
            ValueKind::OneOf(words) => word(words[words.len() - 1]),
        }
    }

    fn word(word: &str) -> Self {
        Self {
            toml: String::new(),
            json: Value::Null,
            cell: word.to_owned(),
            shown: word.to_owned(),
            typed: word.to_owned(),
        }
    }
}

/// A file that says this under the key; with `None`, one without it.
fn file(key: Key, toml: Option<&str>) -> String {
    let line = toml.map(|toml| format!("{} = {toml}\n", key.fact.name()));
    let line = line.unwrap_or_default();
    // Somebody has to have looked at a section for the page to say whose words it is.
    let dropped = Sample::of(Key {
        fact: Fact::Dropped,
        ..key
    })
    .toml;
    let words = match key.fact {
        Fact::Owned => String::new(),
        // Of a promise, about a ball that is dropped.
        Fact::Promised | Fact::NextFor => {
            format!("owned = \"I looked.\"\ndropped = {dropped}\nnext = \"Ask.\"\n")
        }
        _ => "owned = \"I looked.\"\n".to_owned(),
    };
    match key.party {
        Some(party) => format!("{HEAD}\n[{party}]\n{words}{line}"),
        None => {
            let given = format!("{} = ", key.fact.name());
            let head = HEAD.split_inclusive('\n');
            let others: String = head.filter(|other| !other.starts_with(&given)).collect();
            others + &line
        }
    }
}

/// What stands under a key in a post-mortem as JSON.
fn at(json: &Value, key: Key) -> Value {
    let whole = key.party.map_or(json, |party| &json[party.as_str()]);
    whole
        .get(key.fact.name())
        .cloned()
        .unwrap_or_else(|| panic!("no {key} in {json}"))
}

fn empty(key: Key) -> Value {
    match key.fact.about().kind {
        ValueKind::List(_) => json!([]),
        _ => Value::Null,
    }
}

struct Log {
    sandbox: Sandbox,
    key: Key,
}

impl Log {
    /// A log in which `with` says it and `without`, where that may be, does not.
    fn new(key: Key, sample: &Sample) -> Self {
        let sandbox = Sandbox::with_log();
        sandbox.put("work/logs/with.toml", file(key, Some(&sample.toml)));
        if key.fact.about().need == Need::Optional {
            sandbox.put("work/logs/without.toml", file(key, None));
        }
        Self { sandbox, key }
    }

    #[track_caller]
    fn ok<const N: usize>(&self, arguments: [&str; N]) -> String {
        let ran = self.sandbox.hirelog(arguments);
        assert_eq!(ran.code, Some(0), "{}: {arguments:?}: {ran:?}", self.key);
        ran.stdout
    }

    fn shown(&self) -> Value {
        let json = self.ok(["show", "with", "--format", "json"]);
        at(&serde_json::from_str(&json).unwrap(), self.key)
    }

    /// The ids that a query finds.
    fn found(&self, query: &str) -> String {
        let lines = self.ok(["list", query, "--format", "jsonl"]);
        let id = |line: &str| {
            let json: Value = serde_json::from_str(line).unwrap();
            json["id"].as_str().unwrap().to_owned()
        };
        lines.lines().map(id).collect::<Vec<_>>().join(" ")
    }
}

/// The cell of a key in the row of a file.
fn cell(csv: &str, id: &str, key: Key) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let name = match key.party {
        Some(party) => format!("{party}_{}", key.fact.name()),
        None => key.fact.name().to_owned(),
    };
    let heads = reader.headers().unwrap().clone();
    let column = heads.iter().position(|head| head == name);
    let column = column.unwrap_or_else(|| panic!("no {name} in {heads:?}"));
    let rows = reader.records().map(Result::unwrap);
    let row = rows.into_iter().find(|row| &row[0] == id).unwrap();
    row[column].to_owned()
}

#[test]
fn every_key_is_read_shown_and_exported() {
    // One log, with a file for each key.
    let sandbox = Sandbox::with_log();
    let keys: Vec<_> = Key::all().collect();
    for (number, &key) in keys.iter().enumerate() {
        let path = format!("work/logs/with{number}.toml");
        sandbox.put(&path, file(key, Some(&Sample::of(key).toml)));
    }
    let text = |arguments: &[&str]| sandbox.run(sandbox.command(HIRELOG).args(arguments)).ok();
    let lines = [
        text(&["list", "--format", "jsonl"]),
        text(&["export"]),
        text(&["export", "--format", "json"]),
    ];
    let redacted = text(&["export", "--redact"]);
    let list: Value = serde_json::from_str(&text(&["list", "--format", "json"])).unwrap();
    let all = list["post_mortems"].as_array().unwrap();
    let tables = [
        text(&["list", "--format", "csv"]),
        text(&["export", "--format", "csv"]),
    ];
    for (number, &key) in keys.iter().enumerate() {
        let (id, sample) = (format!("with{number}"), Sample::of(key));
        let json: Value = serde_json::from_str(&text(&["show", &id, "--format", "json"])).unwrap();
        assert_eq!(at(&json, key), sample.json, "{key}");
        let page = text(&["show", &id]);
        assert!(page.contains(&sample.shown), "{key} is not on\n{page}");
        let of_lines = |text: &str| -> Value {
            let id = format!("\"id\":\"{id}\"");
            let line = text.lines().find(|line| line.contains(&id));
            let line = line.unwrap().trim_end_matches(',');
            at(&serde_json::from_str(line).unwrap(), key)
        };
        for text in &lines {
            assert_eq!(of_lines(text), sample.json, "{key}");
        }
        let listed = all.iter().find(|one| one["id"] == id).unwrap();
        assert_eq!(at(listed, key), sample.json, "{key}");
        for csv in &tables {
            assert_eq!(cell(csv, &id, key), sample.cell, "{key}");
        }
        let left = match key.fact.about().redaction {
            Redaction::Stays => sample.json,
            Redaction::Goes => Value::Null,
            Redaction::Marked => json!(REDACTED),
        };
        assert_eq!(of_lines(&redacted), left, "{key}");
    }
}

#[test]
fn every_key_open_to_queries_is_found_by_its_value_and_by_its_absence() {
    for key in Key::all().filter(|key| key.fact.about().query.is_some()) {
        let (name, sample) = (key.fact.name(), Sample::of(key));
        let log = Log::new(key, &sample);
        let query = format!("{name}:{}", sample.typed);
        assert_eq!(log.found(&query), "with", "{query}");
        let table = log.ok(["list", &query]);
        assert!(table.contains("with "), "{query}: {table}");
        if key.fact.about().need == Need::Optional {
            assert_eq!(log.found(&format!("no:{name}")), "without", "no:{name}");
            assert_eq!(log.found(&format!("-no:{name}")), "with", "-no:{name}");
        }
    }
    let sandbox = Sandbox::with_log();
    let fields = sandbox
        .hirelog(["completions", "zsh", "--", "hirelog", "list", ""])
        .ok();
    let absent = sandbox
        .hirelog(["completions", "zsh", "--", "hirelog", "list", "no:"])
        .ok();
    let help = sandbox.hirelog(["list", "-h"]).ok();
    let (_, help) = help.split_once("\nFields: ").unwrap();
    let help: Vec<_> = help.split([',', '.', '\n', ' ']).collect();
    for fact in Fact::all() {
        let about = fact.about();
        let Some(meaning) = about.query else {
            assert!(
                !fields.contains(&format!("\n{}:\t", about.name)),
                "{fact:?}"
            );
            continue;
        };
        let line = format!("\n{}:\t{meaning}", about.name);
        assert!(fields.contains(&line), "{line:?} in {fields}");
        let is_offered = absent.contains(&format!("\nno:{}\t", about.name));
        assert_eq!(
            is_offered,
            about.need == Need::Optional,
            "{fact:?}: {absent}"
        );
        assert!(help.contains(&about.name), "{fact:?} in {help:?}");
    }
}

#[test]
fn every_key_is_in_the_schema_and_every_flag_in_the_help() {
    let sandbox = Sandbox::with_log();
    let schema: Value = serde_json::from_str(&sandbox.hirelog(["schema"]).ok()).unwrap();
    for key in Key::all() {
        let mut properties = &schema["properties"];
        if let Some(party) = key.party {
            properties = &properties[party.as_str()]["properties"];
        }
        let about = &properties[key.fact.name()]["description"];
        let about = about
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in the schema"));
        assert!(
            about.starts_with(key.fact.about().meaning),
            "{key}: {about}"
        );
    }
    for command in ["new", "edit"] {
        let help = sandbox.hirelog([command, "--help"]).ok();
        let manual = sandbox.hirelog(["man", command]).ok().replace("\\-", "-");
        let typed = ["completions", "zsh", "--", "hirelog", command, "--"];
        let offered = sandbox.hirelog(typed).ok();
        for fact in Fact::all().filter(|fact| fact.about().flag.is_some()) {
            let name = fact.name().replace('_', "-");
            let is_of_section = Fact::SECTION.contains(&fact);
            let of_parties = Party::ALL.map(|party| format!("{party}-{name}"));
            let of_parties = of_parties.into_iter().filter(|_| is_of_section);
            for flag in of_parties.chain([name.clone()]) {
                assert!(help.contains(&format!("--{flag} <")), "--{flag} in {help}");
                assert!(
                    manual.contains(&format!("--{flag}")),
                    "--{flag} in {manual}"
                );
                assert!(
                    offered.contains(&format!("\n--{flag}\t")),
                    "--{flag} in {offered}"
                );
            }
        }
    }
}

#[test]
fn every_flag_sets_its_key_and_takes_it_out_again() {
    flags_set_their_keys(|key| key.party.is_none_or(|party| party == Party::Recruiter));
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn every_flag_of_every_party_sets_its_key_and_takes_it_out_again() {
    flags_set_their_keys(|key| key.party.is_some_and(|party| party != Party::Recruiter));
}

fn flags_set_their_keys(is_meant: impl Fn(&Key) -> bool) {
    let has_flag = |key: &Key| key.fact.about().flag.is_some();
    for key in Key::all().filter(has_flag).filter(is_meant) {
        let (about, sample) = (key.fact.about(), Sample::of(key));
        let log = Log::new(key, &sample);
        let without = file(key, None);
        if about.need == Need::Optional {
            log.sandbox.put("work/logs/with.toml", &without);
        }
        let flag = format!("--{key}").replace(['.', '_'], "-");
        log.ok(["edit", "with", &flag, &sample.typed]);
        assert_eq!(log.shown(), sample.json, "{flag}");
        if about.need == Need::Required || matches!(about.kind, ValueKind::OneOf(_)) {
            continue;
        }
        if about.kind != ValueKind::Day {
            log.ok(["edit", "with", &flag, ""]);
            assert_eq!(log.shown(), empty(key), "{flag} ''");
            let text = log.sandbox.read("work/logs/with.toml");
            let is_there = text.lines().any(|line| line.starts_with(about.name));
            // That there was none is something to say.
            let stays = about.emptied == Emptied::Stays || key.fact == Fact::Dropped;
            assert_eq!(is_there, stays, "{flag} '': {text}");
            if !stays {
                assert_eq!(text, without, "{flag} ''");
            }
        }
        // The one short form: whose section it is comes from --as.
        if let Some(party) = key.party {
            let flag = format!("--{}", about.name).replace('_', "-");
            log.ok(["edit", "with", "--as", party.as_str(), &flag, &sample.typed]);
            assert_eq!(log.shown(), sample.json, "{flag} --as {party}");
        }
    }
}

#[test]
fn a_new_file_shows_the_keys_that_stay_when_they_are_emptied() {
    let sandbox = Sandbox::new();
    let text = sandbox
        .hirelog(["new", "--outcome", "rejected", "--dry-run"])
        .ok();
    let table: toml::Table = text.parse().unwrap();
    for key in Key::all() {
        let table = match key.party {
            Some(party) => table[party.as_str()].as_table().unwrap(),
            None => &table,
        };
        let stays = key.fact.about().emptied == Emptied::Stays;
        assert_eq!(
            table.contains_key(key.fact.name()),
            stays,
            "{key} in\n{text}"
        );
    }
}
