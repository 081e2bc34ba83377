//! What people wrote in sentences, read by the language room: each text with
//! the party whose section it stands in, and who wrote it.

use crate::diagnostic::{Diagnostic, Family, Pointed, Rule};
use crate::language::{self, Field, Language, Passage};
use crate::model::{Party, PostMortem};

pub(super) fn check(post_mortem: &PostMortem, language: &Language, found: &mut Vec<Pointed>) {
    let mut read = |key: String, text: &str, field, party, by| {
        if !text.trim().is_empty() {
            let passage = Passage {
                text,
                field,
                party,
                by,
            };
            let findings = language.read(&passage).into_iter();
            found.extend(findings.map(|finding| pointed(&key, text, finding)));
        }
    };
    let head: [(&str, &Option<String>, Field); 5] = [
        ("role", &post_mortem.role, Field::Role),
        ("team", &post_mortem.team, Field::Team),
        ("case", &post_mortem.case, Field::Case),
        ("tldr", &post_mortem.tldr, Field::Tldr),
        ("hold", &post_mortem.hold, Field::Hold),
    ];
    for (key, text, field) in head {
        let text = text.as_deref().unwrap_or_default();
        read(key.to_owned(), text, field, None, None);
    }
    for (party, section) in post_mortem.by_party() {
        let key = |name: &str| format!("{}.{name}", Party::as_str(party));
        let (whose, by) = (Some(party), section.by);
        read(key("owned"), &section.owned, Field::Owned, whose, by);
        read(key("next"), &section.next, Field::Next, whose, by);
    }
}

fn pointed(key: &str, text: &str, finding: language::Finding) -> Pointed {
    let mut diagnostic = Diagnostic::new(finding.code, finding.message);
    diagnostic.severity = finding.severity;
    diagnostic.question = finding.question;
    diagnostic.words = text.get(finding.words.clone()).map(str::to_owned);
    if matches!(finding.code.family(), Family::Privacy | Family::Protected) {
        diagnostic =
            diagnostic.help("take it out before it is committed; git history does not forget");
    }
    if !finding.weighed.is_empty() {
        diagnostic = diagnostic.help(format!("what weighed most: {}", finding.weighed.join(", ")));
    }
    Pointed {
        words: Some(finding.words),
        ..Pointed::at(key, diagnostic)
    }
}

/// The rules of the language room, as the table of all rules lists them.
pub(super) fn rules(language: &Language) -> impl Iterator<Item = Rule> {
    language.rules().iter().map(|rule| Rule {
        code: rule.code,
        severity: rule.severity,
        title: rule.title.clone(),
        explanation: explanation(rule),
    })
}

/// Examples shown of each kind.
const EXAMPLES: usize = 2;

fn explanation(rule: &language::SentenceRule) -> String {
    let mut text = rule.explanation.trim().to_owned();
    if let Some(question) = &rule.question {
        text += &format!("\n\nTo ask instead: {question}");
    }
    let examples = |heading: &str, examples: &[language::Example]| {
        let mut some = examples.iter().take(EXAMPLES).peekable();
        some.peek()?;
        let lines = some.map(|example| {
            let whose = example.party.map(|party| format!("{party}: "));
            format!("{}{}", whose.unwrap_or_default(), example.text)
        });
        let lines: Vec<_> = lines.collect();
        Some(format!(
            "\n\n{heading}\n\n```text\n{}\n```",
            lines.join("\n")
        ))
    };
    text += &examples("Found:", &rule.matches).unwrap_or_default();
    text + &examples("Left alone:", &rule.passes).unwrap_or_default()
}
