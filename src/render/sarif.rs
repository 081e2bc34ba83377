//! Findings in the Static Analysis Results Interchange Format, version 2.1.0.

use super::check::Examined;
use super::json::pretty;
use crate::diagnostic::{Counter, Diagnostic, Fix, Rule, Severity};
use serde_json::{Value, json};
use std::ops::Range;

/// One run with the rules it went by. Columns count characters.
pub fn sarif(files: &[&Examined], rules: &[Rule], version: &str) -> String {
    let mut results = Vec::new();
    for file in files {
        let mut counter = file.findings.source.as_deref().map(Counter::new);
        for one in &file.findings.diagnostics {
            results.push(result(file, one, rules, counter.as_mut()));
        }
    }
    let rules: Vec<_> = rules.iter().map(rule).collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "hirelog", "version": version, "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code.as_str(),
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.code.family().as_str()] },
    })
}

fn result(
    file: &Examined,
    one: &Diagnostic,
    rules: &[Rule],
    counter: Option<&mut Counter<'_>>,
) -> Value {
    let artifact = json!({ "uri": uri(&file.findings.path) });
    let mut physical = json!({ "artifactLocation": artifact });
    let mut fixes = Vec::new();
    if let Some(counter) = counter {
        if let Some(place) = &one.place {
            physical["region"] = region(counter, place);
        }
        fixes.extend(one.fix.iter().map(|one| fix(one, &artifact, counter)));
    }
    let more = [&one.help, &one.question].into_iter().flatten();
    let message = more.fold(one.sentence().into_owned(), |all, more| all + "\n" + more);
    let mut result = json!({
        "ruleId": one.code.as_str(),
        "level": level(one.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": physical }],
    });
    let index = rules
        .iter()
        .position(|rule| rule.code.as_str() == one.code.as_str());
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if !fixes.is_empty() {
        result["fixes"] = json!(fixes);
    }
    result
}

fn fix(fix: &Fix, artifact: &Value, counter: &mut Counter<'_>) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        json!({
            "deletedRegion": region(counter, &edit.place),
            "insertedContent": { "text": edit.text },
        })
    });
    json!({
        "description": { "text": fix.what },
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn region(counter: &mut Counter<'_>, place: &Range<usize>) -> Value {
    let ((start_line, start_column), (end_line, end_column)) = counter.span(place);
    json!({
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a reference: what has a meaning there, and what is no ASCII, by its
/// bytes.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
