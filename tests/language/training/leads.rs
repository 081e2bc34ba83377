//! The words that lead to what nobody may commit, taken from the rules, and that nothing is
//! missed without them. `SNAPSHOTS=overwrite cargo test --lib weights` writes them.

use super::super::leads::{MISTYPED, may_leak};
use super::super::parsed::Parsed;
use super::super::words::inflect;
use super::super::words::lexicon::hash;
use super::super::words::lexicon::{AGE, NUMBER, UNKNOWN, WordId};
use super::super::written::WrittenLanguage;
use super::super::{Language, Passage};
use crate::diagnostic::Family;
use crate::model::Fact;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Every word of the rules, by its number.
fn words(language: &Language) -> BTreeMap<WordId, String> {
    let template = include_str!("../../../templates/language.toml");
    let is_inside = |one: char| one.is_alphabetic() || "'-~".contains(one);
    let mut words: BTreeSet<String> = [NUMBER, AGE].map(str::to_owned).into();
    for run in template.split_whitespace() {
        words.insert(run.trim_matches(['"', ',']).to_owned());
        for run in run.split(|one| !is_inside(one)) {
            words.insert(run.to_owned());
            words.extend(
                run.strip_prefix('~')
                    .map(inflect::forms)
                    .unwrap_or_default(),
            );
        }
    }
    let id = |word: String| (language.english.lexicon.id(hash(&word)), word);
    let known = words.into_iter().map(id).filter(|(id, _)| *id != UNKNOWN);
    known.collect()
}

const MOST: usize = 10_000;

/// What hardly any command goes without.
const ROLES: [&str; 6] = [
    "Dev",
    "Staff Platform Engineer",
    "Product Designer",
    "Account Executive",
    "Data Analyst",
    "Support Lead",
];

/// In how many sentences each word stands.
fn how_often(language: &Language) -> BTreeMap<WordId, usize> {
    let mut often = BTreeMap::new();
    for author in ["one", "ten", "fourteen", "sixteen"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/sentences")
            .join(author)
            .join("blame.tsv");
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let passage = passage(line);
            let parsed = Parsed::new(&passage, &language.english);
            let ids: BTreeSet<WordId> = parsed.words.iter().map(|word| word.id).collect();
            ids.into_iter()
                .for_each(|id| *often.entry(id).or_default() += 1);
        }
    }
    often
}

/// The sentence of a line, as if it stood anywhere.
fn passage(line: &str) -> Passage<'_> {
    Passage {
        text: line.rsplit('\t').next().unwrap_or_default(),
        field: Fact::Owned,
        party: None,
        by: None,
    }
}

/// The words without which no pattern of what nobody may commit fits.
fn leads() -> String {
    let language = Language::new();
    let lexicon = &language.english.lexicon;
    let words = words(&language);
    let written = WrittenLanguage::read();
    let mistyped: BTreeSet<&str> = written.often_mistyped.into_iter().collect();
    let often = how_often(&language);
    let is_in_a_role = |word: &str| {
        ROLES
            .iter()
            .any(|role| role.to_lowercase().split(" ").any(|one| one == word))
    };
    // A typed letter may be wrong, and a number may be any.
    let cost_of = |id: &WordId, word: &str| match word {
        NUMBER | AGE => MOST,
        _ if mistyped.contains(word) || is_in_a_role(word) => MOST,
        _ => 1 + often.get(id).copied().unwrap_or(0),
    };
    let cost = |is_of: &dyn Fn(WordId) -> bool| {
        let of_step = words.iter().filter(|(id, _)| is_of(**id));
        of_step.map(|(id, word)| cost_of(id, word)).sum()
    };
    let mut leads = BTreeSet::new();
    let found = language.rules.leading(lexicon, cost, |is_of| {
        leads.extend(words.keys().copied().filter(|id| is_of(*id)));
    });
    assert_eq!(found, Ok(()));
    let is_lead = |word: &str| leads.contains(&lexicon.id(hash(word)));
    let written_as = |id: &WordId| match &words[id] {
        word if mistyped.contains(word.as_str()) => format!("{MISTYPED}{word}"),
        word => word.clone(),
    };
    let mut all: BTreeSet<String> = leads.iter().map(written_as).collect();
    for (form, full) in written.spelling {
        assert!(
            full.split(' ')
                .all(|word| words.contains_key(&lexicon.id(hash(word))))
        );
        if full.split(' ').any(is_lead) {
            let before = form.split('\'').next().unwrap();
            let before = [form, before, before.trim_end_matches('n')];
            all.extend(before.map(str::to_owned));
        }
    }
    // A number of a text is any number.
    if all.remove(AGE) {
        all.insert(NUMBER.to_owned());
    }
    let mut text = String::new();
    let mut width = 0;
    for word in all {
        width += word.len() + 1;
        let end = if width > 100 { '\n' } else { ' ' };
        width = if width > 100 { 0 } else { width };
        text.push_str(&word);
        text.push(end);
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn leads_are_those_of_the_rules_as_are_weights() {
    let leads = leads();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/language-leads.txt");
    if std::env::var("SNAPSHOTS").is_ok_and(|what| what == "overwrite") {
        std::fs::write(&path, &leads).unwrap();
    }
    let on_file = std::fs::read_to_string(&path).unwrap();
    assert!(
        on_file.replace("\r\n", "\n") == leads,
        "templates/language-leads.txt is older than the rules: SNAPSHOTS=overwrite cargo test --lib weights"
    );
}

#[test]
fn what_leads_nowhere_holds_nothing() {
    let language = Language::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    let authors = std::fs::read_dir(folder).unwrap();
    for author in authors {
        let author = author.unwrap().path();
        for family in Family::ALL {
            let file = author.join(format!("{}.tsv", family.as_str()));
            let text = std::fs::read_to_string(file).unwrap_or_default();
            for line in text.lines() {
                let passage = passage(line);
                let is_missed = !may_leak(&passage) && !language.leaks(&passage).is_empty();
                assert!(!is_missed, "{line}");
            }
        }
    }
    for role in ROLES {
        let passage = Passage {
            field: Fact::Role,
            ..passage(role)
        };
        assert!(!may_leak(&passage), "{role}");
    }
}
