//! The table of rules, and one of them explained.

use super::json::{SCHEMA, each, pretty};
use super::style::{Look, Tone};
use super::wrap::wrap;
use crate::diagnostic::Rule;
use serde_json::json;

/// One line a rule.
pub fn rules_page(rules: &[Rule], look: Look) -> String {
    let mut page = String::new();
    for rule in rules {
        let family = rule.code.family().as_str();
        page += &format!(
            "{}  {:8} {family:13} {}\n",
            look.paint(Tone::Id, rule.code),
            rule.severity.as_str(),
            rule.title
        );
    }
    page
}

/// What a rule means, why it matters and what to do.
pub fn rule_page(rule: &Rule, look: Look) -> String {
    let width = look.width.unwrap_or(90).min(90);
    let mut page = format!(
        "{}\n{}, {}\n\n",
        look.paint(Tone::Heading, format!("{}: {}", rule.code, rule.title)),
        rule.code.family().as_str(),
        rule.severity.as_str()
    );
    let mut paragraph = String::new();
    let mut in_example = false;
    for line in rule.explanation.lines() {
        if line.starts_with("```") {
            end(&mut paragraph, width, &mut page);
            in_example = !in_example;
        } else if in_example {
            page += &format!("    {line}\n");
        } else if line.is_empty() {
            end(&mut paragraph, width, &mut page);
            page.push('\n');
        } else {
            paragraph += line;
            paragraph.push(' ');
        }
    }
    end(&mut paragraph, width, &mut page);
    page
}

fn end(paragraph: &mut String, width: usize, page: &mut String) {
    if !paragraph.is_empty() {
        *page += &wrap(paragraph.trim_end(), width, "", "");
        page.push('\n');
        paragraph.clear();
    }
}

/// The table for programs.
pub fn rules_json(rules: &[Rule]) -> String {
    let rule = |rule: &Rule| {
        json!({
            "code": rule.code.as_str(), "family": rule.code.family().as_str(),
            "severity": rule.severity.as_str(), "title": rule.title,
            "explanation": rule.explanation,
        })
    };
    pretty(&json!({ "schema": SCHEMA, "rules": each(rules, rule) }))
}
