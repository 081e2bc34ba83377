//! The form of an issue that asks as a letter does, for the trackers of GitHub and GitLab.
//! What comes back is read as any reply.

use super::message::{MANNERS, said};
use crate::model::{Asks, Party};
use crate::vocabulary::{Questions, Vocabulary};

/// Where they stand in a repository.
pub const GITHUB_FORM: &str = ".github/ISSUE_TEMPLATE/look-back.yml";
pub const GITLAB_FORM: &str = ".gitlab/issue_templates/look-back.md";
/// The parties that have accounts there, and what their boxes stand under.
const ASKED: [(Party, &str); 2] = [
    (Party::Manager, "If you led the hiring: tick what says it"),
    (Party::Recruiter, "If you recruited: tick what says it"),
];

/// The form of a GitHub issue, in YAML.
pub fn github_form(questions: &Questions<'_>) -> String {
    let mut balls = String::new();
    for (party, heading) in ASKED {
        let boxes: String = boxes(questions.vocabulary(), party)
            .map(|label| format!("        - label: {}\n", quoted(&label)))
            .collect();
        if !boxes.is_empty() {
            balls += &format!(
                "  - type: checkboxes\n    id: {party}\n    attributes:\n      label: {}\n      options:\n{boxes}",
                quoted(heading)
            );
        }
    }
    include_str!("../../templates/look-back.yml")
        .replace("{manners}", &quoted(&format!("{MANNERS} Please no names.")))
        .replace("{owned}", &quoted(&owned(questions)))
        .replace("{next}", &quoted(&next(questions)))
        .replace("{balls}\n", &balls)
}

/// The template of a GitLab issue, in Markdown.
pub fn gitlab_template(questions: &Questions<'_>) -> String {
    let balls = ASKED.iter().map(|(party, heading)| {
        let boxes: String = boxes(questions.vocabulary(), *party)
            .map(|label| format!("- [ ] {label}\n"))
            .collect();
        format!("### {heading}\n\n{boxes}")
    });
    include_str!("../../templates/look-back.md")
        .replace("{owned}", &owned(questions))
        .replace("{next}", &next(questions))
        .replace("{balls}\n", &balls.collect::<Vec<_>>().join("\n"))
}

fn owned(questions: &Questions<'_>) -> String {
    let question = questions.of(Party::Manager, Asks::Dropped);
    question
        .map(|question| question.text.clone())
        .unwrap_or_default()
}

fn next(questions: &Questions<'_>) -> String {
    let question = questions.of(Party::Manager, Asks::Next);
    question
        .map(|question| question.text.clone())
        .unwrap_or_default()
}

/// `feedback-late: my feedback came late`: a reply is counted by the slug.
fn boxes(vocabulary: &Vocabulary, party: Party) -> impl Iterator<Item = String> {
    let balls = vocabulary.balls_of(party);
    balls.map(|ball| format!("{}: {}", ball.slug, said(ball)))
}

/// YAML takes what JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
