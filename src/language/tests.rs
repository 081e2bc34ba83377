use super::*;
use std::collections::BTreeSet;

fn codes(language: &Language, passage: &Passage<'_>) -> Vec<&'static str> {
    let found = language.read(passage);
    found.iter().map(|finding| finding.code).collect()
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
        for example in &rule.matches {
            let found = codes(&language, &example.passage());
            let family = language.read(&example.passage());
            if !family.iter().any(|finding| finding.family == rule.family) {
                wrong.push(format!(
                    "{} misses: {} ({found:?})",
                    rule.code, example.text
                ));
            }
        }
        for example in &rule.passes {
            let found = language.read(&example.passage());
            if let Some(finding) = found.iter().find(|finding| finding.family == rule.family) {
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
fn codes_and_categories_are_unique_and_in_order() {
    let language = Language::new();
    let codes: Vec<&str> = language.rules().iter().map(|rule| rule.code).collect();
    let ordered: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes, ordered.into_iter().collect::<Vec<_>>());
    for rule in language.rules() {
        let hundred = match rule.family {
            Family::Blame => "HL3",
            Family::Commitment => "HL4",
            Family::Privacy => "HL5",
            Family::Protected => "HL6",
        };
        assert!(
            rule.code.starts_with(hundred) && rule.code.len() == 5,
            "{}",
            rule.code
        );
        assert!(!rule.title.is_empty() && !rule.explanation.is_empty());
    }
}
