use super::classifier::lines;
use super::classifier::names::{Feature, Tag};
use super::{Example, Language, Passage};
use crate::diagnostic::{Family, Severity};
use crate::model::{Fact, Party};
use std::collections::BTreeSet;

fn passage(example: &Example) -> Passage<'_> {
    Passage {
        text: &example.text,
        field: example.field,
        party: example.party,
        by: example.by,
    }
}

#[test]
fn every_rule_finds_its_examples_and_passes_the_others() {
    let language = Language::new();
    let mut wrong = Vec::new();
    for rule in language.rules() {
        assert!(
            !rule.matches.is_empty() && !rule.passes.is_empty(),
            "{}",
            rule.code
        );
        let family = rule.code.family();
        for example in &rule.matches {
            let found = language.read(&passage(example));
            if !found.iter().any(|one| one.code.family() == family) {
                wrong.push(format!("{} misses: {}", rule.code, example.text));
            }
        }
        for example in &rule.passes {
            let found = language.read(&passage(example));
            if let Some(finding) = found.iter().find(|one| one.code.family() == family) {
                let words = &example.text[finding.words.clone()];
                wrong.push(format!(
                    "{} finds {words:?} in: {}",
                    finding.code, example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_pattern_can_be_read_and_is_made_of_known_words() {
    let language = Language::new();
    let read = language.rules.read_all(&language.english.lexicon);
    assert_eq!(read, Ok(()));
}

#[test]
fn codes_and_categories_are_unique_and_in_order() {
    let language = Language::new();
    let codes = language.rules().iter().map(|rule| rule.code.as_str());
    let codes: Vec<&str> = codes.collect();
    let ordered: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, ordered.into_iter().collect::<Vec<_>>());
    for rule in language.rules() {
        let (code, family) = (rule.code.as_str(), rule.code.family());
        let hundred = match family {
            Family::Blame => "HL3",
            Family::Commitment => "HL4",
            Family::Privacy => "HL5",
            Family::Protected => "HL6",
            _ => panic!("{code} is of a family that reads no sentences"),
        };
        assert!(code.starts_with(hundred) && code.len() == 5, "{code}");
        assert!(!rule.title.is_empty() && !rule.explanation.is_empty());
    }
}

/// The files of weights, which only the training writes.
const WEIGHTS: [&str; 4] = [
    include_str!("../../templates/language-blame.txt"),
    include_str!("../../templates/language-commitment.txt"),
    include_str!("../../templates/language-protected.txt"),
    include_str!("../../templates/language-hints.txt"),
];

/// What may stand in a slot of a feature's name.
#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Tag,
    Word,
    WordOrTag,
    Class,
    Code,
}

const fn slots(feature: Feature) -> &'static [Slot] {
    match feature {
        Feature::Word | Feature::Stem => &[Slot::Word],
        Feature::SubjectAndWord => &[Slot::Tag, Slot::Word],
        Feature::Class => &[Slot::Class],
        Feature::SubjectAndClass => &[Slot::Tag, Slot::Class],
        Feature::Denied
        | Feature::Pair
        | Feature::Triple
        | Feature::Around
        | Feature::Opening
        | Feature::Closing => &[Slot::WordOrTag; 3],
        Feature::Rule => &[Slot::Code, Slot::Tag],
        _ => &[Slot::Tag; 3],
    }
}

#[test]
fn weights_and_the_table_of_names_agree() {
    let language = Language::new();
    let (mut features, mut tags) = (BTreeSet::new(), BTreeSet::new());
    let lines = WEIGHTS.iter().flat_map(|text| lines(text));
    let names = lines.flat_map(|(first, entries)| {
        entries.map(move |(last, _)| format!("{first} {last}").trim_start().to_owned())
    });
    let names: Vec<String> = names.filter(|name| name != "bias").collect();
    for line in &names {
        let mut parts = line.split(' ');
        let feature = parts.next().unwrap();
        let feature = Feature::ALL.iter().find(|one| one.as_str() == feature);
        let feature = *feature.unwrap_or_else(|| panic!("no feature is called so: {line}"));
        features.insert(feature.as_str());
        let mut slots = slots(feature).iter();
        for part in parts {
            let slot = *slots.next().unwrap_or_else(|| panic!("too much: {line}"));
            let is_tag = Tag::ALL.iter().any(|one| one.as_str() == part);
            let is_word = part.to_lowercase() == part && part.starts_with(char::is_alphabetic)
                || part.starts_with('\'');
            let fits = match slot {
                Slot::Tag => is_tag,
                Slot::Word => is_word,
                Slot::WordOrTag => is_tag || is_word,
                Slot::Class => language.english.lexicon.class(part).is_ok(),
                Slot::Code => language.rules().iter().any(|one| one.code.as_str() == part),
            };
            assert!(fits, "{part} may not stand there: {line}");
            if is_tag && slot != Slot::Word {
                tags.insert(part);
            }
        }
    }
    let unused = |all: &[&'static str], used: &BTreeSet<&str>| -> Vec<&str> {
        all.iter()
            .copied()
            .filter(|one| !used.contains(one))
            .collect()
    };
    let all_features: Vec<_> = Feature::ALL.iter().map(|one| one.as_str()).collect();
    let all_tags: Vec<_> = Tag::ALL.iter().map(|one| one.as_str()).collect();
    assert_eq!(
        unused(&all_features, &features),
        [""; 0],
        "no file weighs these"
    );
    assert_eq!(unused(&all_tags, &tags), [""; 0], "no file weighs these");
    for names in [all_features, all_tags] {
        let different: BTreeSet<_> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{names:?}");
    }
}

/// A finding is read by somebody who is tired or hurt: it is short, says why it matters
/// here, and asks something.
#[test]
fn every_rule_speaks_in_one_voice() {
    const MOST_WORDS: usize = 24;
    // What is said beside contact data and traits: "take it out before you commit".
    const TAKE_IT_OUT: usize = 6;
    for rule in Language::new().rules() {
        let code = rule.code;
        let question = rule.question.as_deref().unwrap_or_default();
        assert!(question.ends_with('?'), "{code} asks nothing: {question:?}");
        let said = rule.message.split(' ').chain(question.split(' ')).count();
        let said = match code.family() {
            Family::Privacy | Family::Protected => said + TAKE_IT_OUT,
            _ => said,
        };
        assert!(said <= MOST_WORDS, "{code} takes {said} words");
        let why = [", ", "; ", ": "]
            .iter()
            .any(|stop| rule.message.contains(stop));
        assert!(why, "{code} does not say why it matters: {}", rule.message);
    }
}

/// What somebody's life has to do with what the writer left undone is a warning; with a
/// decision it is an error.
#[test]
fn a_life_beside_ones_own_omission_warns() {
    let language = Language::new();
    for (text, severity) in [
        (
            "she told me she was pregnant and i forgot to send the offer",
            Severity::Warning,
        ),
        (
            "she was going through a divorce, i chased twice a day",
            Severity::Warning,
        ),
        (
            "Knew he had a new baby and still sent the paperwork at midnight.",
            Severity::Warning,
        ),
        (
            "she was pregnant and i never called her back",
            Severity::Error,
        ),
        (
            "her husband would never move so i didnt send the offer",
            Severity::Error,
        ),
        (
            "single mum, i never considered her for nights",
            Severity::Error,
        ),
        (
            "he'd just had chemo, i forgot to move the slot",
            Severity::Error,
        ),
    ] {
        let found = language.read(&Passage {
            text,
            field: Fact::Owned,
            party: Some(Party::Recruiter),
            by: Some(Party::Recruiter),
        });
        let severities: Vec<Severity> = found.iter().map(|one| one.severity).collect();
        assert_eq!(severities, [severity], "{text}");
    }
}
