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

mod train;

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
    fn of_rule(label: &str, example: &hirelog::language::Example) -> Self {
        Self {
            label: label.to_owned(),
            category: "example".to_owned(),
            party: example.party,
            by: example.by,
            field: example.field,
            text: example.text.clone(),
        }
    }

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

/// Authors of the sentences the rules and the model were made with.
const AUTHORS: [&str; 3] = ["one", "two", "zero"];
const WEIGHTS: &str = "templates/language-model.txt";
/// Chosen in cross-validation; flat around here.
const SETTING: train::Setting = train::Setting {
    blame: 1.0,
    clean: 1.0,
    least: 2,
    rounds: 40,
};
/// How far above the fence of the machine blame begins: more precision for less
/// recall.
const THRESHOLD: f64 = 0.2;
/// Weights below this, in thousandths, say nothing.
const LEAST: i32 = 12;

struct Learned {
    author: &'static str,
    sentence: Sentence,
    example: train::Example,
}

/// Everything blame is learned from.
fn learn() -> (train::Features, Vec<Learned>) {
    let language = Language::new();
    let mut features = train::Features::default();
    let mut all = Vec::new();
    for author in AUTHORS {
        for sentence in sentences(author, Family::Blame) {
            let units = language.weighed(&sentence.passage());
            let names: Vec<String> = units.into_iter().flatten().collect();
            let example = features.example(&names, sentence.label == "blame");
            all.push(Learned {
                author,
                sentence,
                example,
            });
        }
    }
    for rule in language
        .rules()
        .iter()
        .filter(|rule| rule.family == Family::Blame)
    {
        let labelled = |label, examples: &[hirelog::language::Example]| -> Vec<Sentence> {
            examples
                .iter()
                .map(|one| Sentence::of_rule(label, one))
                .collect()
        };
        let matches = labelled("blame", &rule.matches);
        for sentence in matches.into_iter().chain(labelled("clean", &rule.passes)) {
            let units = language.weighed(&sentence.passage());
            let names: Vec<String> = units.into_iter().flatten().collect();
            let example = features.example(&names, sentence.label == "blame");
            all.push(Learned {
                author: "rules",
                sentence,
                example,
            });
        }
    }
    (features, all)
}

/// The weights as the program reads them.
fn write(features: &train::Features, weights: &train::Weights) -> String {
    let thousandths = |weight: f64| (weight * 1000.0).round() as i32;
    let mut lines: Vec<(String, i32)> = features
        .names
        .iter()
        .zip(&weights.weights)
        .map(|(name, weight)| (name.clone(), thousandths(weight * train::strength(name))))
        .filter(|(_, weight)| weight.abs() >= LEAST)
        .collect();
    lines.sort();
    let mut text =
        "# Written by `SNAPSHOTS=overwrite cargo test --test language weights`; not by hand.\n\
        # Weight in thousandths, then what it is the weight of: src/language/features.rs.\n"
            .to_owned();
    text += &format!("{}\tbias\n", thousandths(weights.bias - THRESHOLD));
    for (name, weight) in lines {
        text += &format!("{weight}\t{name}\n");
    }
    text
}

#[test]
fn weights_are_those_of_the_sentences() {
    let (features, all) = learn();
    let examples: Vec<&train::Example> = all.iter().map(|one| &one.example).collect();
    let weights = train::train(&examples, features.names.len(), &SETTING);
    let text = write(&features, &weights);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WEIGHTS);
    if std::env::var("SNAPSHOTS").is_ok_and(|what| what == "overwrite") {
        std::fs::write(&path, &text).unwrap();
    }
    let on_file = std::fs::read_to_string(&path).unwrap();
    assert!(
        on_file.replace("\r\n", "\n") == text,
        "{WEIGHTS} is older than the rules or the sentences: SNAPSHOTS=overwrite cargo test --test language weights"
    );
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
    for author in AUTHORS {
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

#[test]
fn explore() {
    let Ok(setting) = std::env::var("EXPLORE") else {
        return;
    };
    let numbers: Vec<f64> = setting
        .split(',')
        .map(|number| number.parse().unwrap())
        .collect();
    let (features, all) = learn();
    println!("{} features", features.names.len());
    let setting = train::Setting {
        blame: numbers[0],
        clean: numbers[1],
        least: numbers[2] as usize,
        rounds: numbers[3] as usize,
    };
    let dump = std::env::var("DUMP").is_ok();
    let mut pooled: Vec<(f64, bool, bool)> = Vec::new();
    for held in ["one", "two", "zero"] {
        let from: Vec<&train::Example> = all
            .iter()
            .filter(|one| one.author != held)
            .map(|one| &one.example)
            .collect();
        let weights = train::train(&from, features.names.len(), &setting);
        let mut scored: Vec<(f64, &Sentence)> = all
            .iter()
            .filter(|one| one.author == held)
            .map(|one| (weights.score(&one.example), &one.sentence))
            .collect();
        scored.sort_by(|left, right| right.0.total_cmp(&left.0));
        let total = scored
            .iter()
            .filter(|(_, sentence)| sentence.label == "blame")
            .count();
        let own = scored
            .iter()
            .filter(|(_, sentence)| sentence.category.starts_with("ownership"))
            .count();
        print!("{held}: ");
        for threshold in [-0.2, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5] {
            let above: Vec<_> = scored
                .iter()
                .filter(|(score, _)| *score > threshold)
                .collect();
            let good = above
                .iter()
                .filter(|(_, sentence)| sentence.label == "blame")
                .count();
            let owned = above
                .iter()
                .filter(|(_, sentence)| sentence.category.starts_with("ownership"))
                .count();
            print!(
                " [{threshold} P{:.1} R{:.1} own{:.1}]",
                100.0 * good as f64 / above.len().max(1) as f64,
                100.0 * good as f64 / total as f64,
                100.0 * owned as f64 / own as f64
            );
        }
        // Recall at precision 0.92.
        let (mut good, mut best) = (0, 0);
        for (position, (_, sentence)) in scored.iter().enumerate() {
            good += usize::from(sentence.label == "blame");
            if good as f64 >= 0.92 * (position + 1) as f64 {
                best = good;
            }
        }
        println!(" R@.92 {:.1}", 100.0 * best as f64 / total as f64);
        if dump {
            for (score, sentence) in &scored {
                let bad = sentence.label == "blame";
                if (*score > 0.2) != bad {
                    println!(
                        "{}\t{score:.2}\t{}\t{}{}\t{}",
                        if bad { "MISS" } else { "CRY" },
                        sentence.category,
                        sentence.party.map_or("-", Party::as_str),
                        if sentence.by == sentence.party {
                            ""
                        } else {
                            "*"
                        },
                        sentence.text
                    );
                }
            }
        }
        pooled.extend(scored.iter().map(|(score, sentence)| {
            (
                *score,
                sentence.label == "blame",
                sentence.category.starts_with("ownership"),
            )
        }));
    }
}

#[test]
fn examples_are_clean() {
    let language = Language::new();
    let mut loud = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/logs/2026");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let file: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        let mut passages = Vec::new();
        let text = |table: &toml::Table, key: &str| {
            table
                .get(key)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
                .to_owned()
        };
        for (key, field) in [
            ("tldr", Field::Tldr),
            ("case", Field::Case),
            ("role", Field::Role),
            ("team", Field::Team),
        ] {
            passages.push((text(&file, key), field, None, None));
        }
        for party in Party::ALL {
            let Some(section) = file.get(party.as_str()).and_then(|value| value.as_table()) else {
                continue;
            };
            let by = Party::parse(&text(section, "by"));
            passages.push((text(section, "owned"), Field::Owned, Some(party), by));
            passages.push((text(section, "next"), Field::Next, Some(party), by));
        }
        for (text, field, party, by) in passages {
            let passage = Passage {
                text: &text,
                field,
                party,
                by,
            };
            for finding in language.read(&passage) {
                loud.push(format!(
                    "{} {field:?} {} <{}> {text}",
                    finding.code,
                    party.map_or("", Party::as_str),
                    &text[finding.words.clone()]
                ));
            }
        }
    }
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

#[test]
fn explain() {
    let Ok(asked) = std::env::var("EXPLAIN") else {
        return;
    };
    let language = Language::new();
    let weights: BTreeMap<String, i32> =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(WEIGHTS))
            .unwrap()
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let (weight, name) = line.split_once('\t').unwrap();
                (name.to_owned(), weight.parse().unwrap())
            })
            .collect();
    for line in asked.lines() {
        let (place, text) = line.split_once('|').unwrap();
        let (party, by, next) = match place.split(' ').collect::<Vec<_>>()[..] {
            [party, "next"] => (party, party, true),
            [party, by] => (party, by, false),
            [party] => (party, party, false),
            _ => panic!(),
        };
        let field = match (party, next) {
            ("tldr", _) => Field::Tldr,
            (_, true) => Field::Next,
            _ => Field::Owned,
        };
        let passage = Passage {
            text,
            field,
            party: Party::parse(party),
            by: Party::parse(by),
        };
        println!("{text}");
        for names in language.weighed(&passage) {
            let mut parts: Vec<(i32, &String)> = names
                .iter()
                .map(|name| (weights.get(name).copied().unwrap_or(0), name))
                .collect();
            parts.sort_by_key(|(weight, _)| -weight.abs());
            let sum: i32 = parts.iter().map(|(weight, _)| weight).sum();
            println!(
                "  {} = {:.0}/sqrt({}) + {}",
                f64::from(sum) / (names.len() as f64).sqrt() + f64::from(weights["bias"]),
                sum,
                names.len(),
                weights["bias"]
            );
            for (weight, name) in parts.iter().take(22) {
                print!(" {weight} {name};");
            }
            println!();
        }
        for finding in language.read(&passage) {
            println!(
                "  {} <{}> {:?}",
                finding.code,
                &text[finding.words.clone()],
                finding.weighed
            );
        }
    }
}

#[test]
fn elsewhere() {
    if std::env::var("SHOW").is_err() { return }
    let language = Language::new();
    for author in AUTHORS {
        for family in [Family::Blame, Family::Privacy, Family::Protected] {
            for sentence in sentences(author, family) {
                for finding in language.read(&sentence.passage()) {
                    let own = finding.family == family;
                    if !own && (family != Family::Blame && finding.family == Family::Blame) == false { println!("ELSE {} <{}> {}", finding.code, &sentence.text[finding.words.clone()], sentence.text); }
                }
            }
        }
    }
}
