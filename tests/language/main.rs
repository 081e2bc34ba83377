//! How well the language rules tell blame from responsibility, and what may be
//! kept from what may not. `tests/sentences` has labelled sentences in a folder an
//! author: rules and model were made looking at `one`, `two` and `zero`, and never
//! at `held-back`. The model's weights are trained here, from the same sentences
//! and by the same features, so that none of them can drift from the others.
//!
//! `cargo test --test language -- --nocapture` prints the figures.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads its sentences and prints what it measured"
)]

mod figures;
mod hostile;
mod sentences;
mod train;

use figures::Figures;
use hirelog::language::{Family, Field, Language, Passage};
use hirelog::model::Party;
use sentences::Sentence;
use std::path::Path;

/// Whose sentences the rules and the model were made with.
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

/// Everything blame is learned from: the sentences, and the examples of the rules.
fn learn() -> (train::Features, Vec<Learned>) {
    let language = Language::new();
    let mut all: Vec<(&str, Sentence)> = Vec::new();
    for author in AUTHORS {
        let sentences = sentences::read(author, Family::Blame);
        all.extend(sentences.into_iter().map(|one| (author, one)));
    }
    for rule in language
        .rules()
        .iter()
        .filter(|rule| rule.family == Family::Blame)
    {
        let labelled = [("blame", &rule.matches), ("clean", &rule.passes)];
        for (label, examples) in labelled {
            all.extend(
                examples
                    .iter()
                    .map(|one| ("rules", Sentence::of_rule(label, one))),
            );
        }
    }
    let mut features = train::Features::default();
    let learned = all
        .into_iter()
        .map(|(author, sentence)| {
            let stretches = language.weighed(&sentence.passage());
            let names: Vec<String> = stretches.into_iter().flatten().collect();
            let example = features.example(&names, !sentence.is_clean());
            Learned {
                author,
                sentence,
                example,
            }
        })
        .collect();
    (features, learned)
}

/// The weights as the program reads them.
fn write(features: &train::Features, weights: &train::Weights) -> String {
    let thousandths = |weight: f64| (weight * 1000.0).round() as i32;
    let mut lines: Vec<(&String, i32)> = features
        .names
        .iter()
        .zip(&weights.weights)
        .map(|(name, weight)| (name, thousandths(weight * train::strength(name))))
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

/// Each author's sentences judged by a model that was trained on the others'.
#[test]
fn blame_of_authors_the_model_has_not_read() {
    let (features, all) = learn();
    for (held, precision, recall) in [
        ("one", 92.0, 86.0),
        ("two", 94.0, 76.0),
        ("zero", 91.0, 64.0),
    ] {
        let others: Vec<&train::Example> = all
            .iter()
            .filter(|one| one.author != held)
            .map(|one| &one.example)
            .collect();
        let weights = train::train(&others, features.names.len(), &SETTING);
        let mut figures = Figures::default();
        for one in all.iter().filter(|one| one.author == held) {
            figures.add(&one.sentence, weights.score(&one.example) > THRESHOLD);
        }
        figures.print(&format!("blame, {held} held out"));
        assert!(figures.all.precision() >= precision && figures.all.recall() >= recall);
        assert!(figures.ownership.alarms() <= 6.0);
    }
}

fn measure(author: &str, family: Family) -> Figures {
    let language = Language::new();
    let mut figures = Figures::default();
    for sentence in sentences::read(author, family) {
        let findings = language.read(&sentence.passage());
        let found = findings.iter().any(|finding| finding.family == family);
        figures.add(&sentence, found);
    }
    figures.print(&format!("{}, {author}", family.as_str()));
    figures
}

/// What the rules and the model were made with; this says that they were made well,
/// not how well they will do.
#[test]
fn sentences_that_were_looked_at() {
    for author in AUTHORS {
        for (family, precision, recall) in [
            (Family::Blame, 98.0, 88.0),
            (Family::Privacy, 99.0, 96.0),
            (Family::Protected, 99.0, 98.0),
        ] {
            let figures = measure(author, family);
            let all = figures.all;
            assert!(
                all.precision() >= precision && all.recall() >= recall,
                "{author}"
            );
        }
    }
}

/// A log of honest post-mortems: nothing to find.
#[test]
fn examples_are_clean() {
    let language = Language::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/logs/2026");
    let mut loud = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file: toml::Table = std::fs::read_to_string(entry.unwrap().path())
            .unwrap()
            .parse()
            .unwrap();
        for (text, field, party, by) in texts(&file) {
            let passage = Passage {
                text: &text,
                field,
                party,
                by,
            };
            for finding in language.read(&passage) {
                loud.push(format!(
                    "{}: {:?} in: {text}",
                    finding.code, &text[finding.words]
                ));
            }
        }
    }
    assert!(loud.is_empty(), "{}", loud.join("\n"));
}

type Text = (String, Field, Option<Party>, Option<Party>);

fn texts(file: &toml::Table) -> Vec<Text> {
    let text = |table: &toml::Table, key: &str| {
        let value = table.get(key).and_then(toml::Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    let at_top = [
        ("tldr", Field::Tldr),
        ("case", Field::Case),
        ("role", Field::Role),
        ("team", Field::Team),
    ];
    let mut texts: Vec<Text> = at_top
        .into_iter()
        .map(|(key, field)| (text(file, key), field, None, None))
        .collect();
    for party in Party::ALL {
        if let Some(section) = file.get(party.as_str()).and_then(toml::Value::as_table) {
            let by = Party::parse(&text(section, "by"));
            texts.push((text(section, "owned"), Field::Owned, Some(party), by));
            texts.push((text(section, "next"), Field::Next, Some(party), by));
        }
    }
    texts
}
