//! How well the language rules tell blame from responsibility, and what may be kept
//! from what may not. `tests/sentences` holds labelled sentences by several authors.
//!
//! `cargo test --test language -- --nocapture` prints the figures.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads its sentences and prints what it measured"
)]

use hirelog::language::{Family, Field, Language, Passage};
use hirelog::model::Party;
use std::collections::BTreeMap;
use std::path::Path;

struct Sentence {
    label: String,
    category: String,
    party: Option<Party>,
    by: Option<Party>,
    field: Field,
    text: String,
}

impl Sentence {
    fn passage(&self) -> Passage<'_> {
        Passage {
            text: &self.text,
            field: self.field,
            party: self.party,
            by: self.by,
        }
    }
}

fn sentences(author: &str, family: Family) -> Vec<Sentence> {
    let name = format!("{}.tsv", family.as_str());
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sentences")
        .join(author)
        .join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    text.lines()
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let (place, by, field, text) = match cells[..] {
                [_, _, place, by, field, text] => (place, by, field, text),
                [_, _, place, field, text] => (place, place, field, text),
                _ => panic!("{}: {line}", path.display()),
            };
            let field = match field {
                "owned" => Field::Owned,
                "next" => Field::Next,
                "tldr" => Field::Tldr,
                "case" => Field::Case,
                "role" => Field::Role,
                "team" => Field::Team,
                "hold" => Field::Hold,
                other => panic!("{}: {other} in {line}", path.display()),
            };
            Sentence {
                label: cells[0].to_owned(),
                category: cells[1].to_owned(),
                party: Party::parse(place),
                by: Party::parse(by),
                field,
                text: text.to_owned(),
            }
        })
        .collect()
}

#[derive(Default, Clone, Copy)]
struct Counts {
    found: usize,
    missed: usize,
    cried: usize,
    quiet: usize,
}

#[test]
fn figures() {
    let language = Language::new();
    let show = std::env::var("SHOW").unwrap_or_default();
    for author in ["one", "two"] {
        for family in [Family::Blame, Family::Privacy, Family::Protected] {
            let mut all = Counts::default();
            let mut by: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            for sentence in sentences(author, family) {
                let findings = language.read(&sentence.passage());
                let hit = findings.iter().find(|finding| finding.family == family);
                let bad = sentence.label != "clean";
                match (bad, hit.is_some()) {
                    (true, true) => all.found += 1,
                    (true, false) => all.missed += 1,
                    (false, true) => all.cried += 1,
                    (false, false) => all.quiet += 1,
                }
                if bad != hit.is_some() && show.contains(family.as_str()) {
                    let at = hit.map_or(String::new(), |hit| {
                        format!("{} <{}>", hit.code, &sentence.text[hit.words.clone()])
                    });
                    println!(
                        "{}\t{}\t{}\t{}\t{}",
                        if bad { "MISS" } else { "CRY" },
                        sentence.category,
                        sentence.party.map_or("-", Party::as_str),
                        at,
                        sentence.text
                    );
                }
                let entry = by
                    .entry(format!("{} {}", sentence.label, sentence.category))
                    .or_default();
                entry.1 += 1;
                entry.0 += usize::from(hit.is_some());
            }
            let precision = 100.0 * all.found as f64 / (all.found + all.cried).max(1) as f64;
            let recall = 100.0 * all.found as f64 / (all.found + all.missed).max(1) as f64;
            println!(
                "{author} {}: precision {precision:.1} recall {recall:.1}",
                family.as_str()
            );
            for (category, (found, all)) in by {
                println!("    {found:3} of {all:3} {category}");
            }
        }
    }
}
