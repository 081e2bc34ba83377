//! A team's own questions, one `[[question]]` block each.

use super::blocks::{blocks, missing};
use super::shape::{self, QUESTION};
use super::value;
use crate::log::read::fields::Problems;
use crate::model::{Asks, Party, Question, slug};
use toml_spanner::Item;

pub(super) fn read(item: &Item<'_>, problems: &mut Problems) -> Vec<Question> {
    blocks("question", item, problems, question)
}

fn question(item: &Item<'_>, problems: &mut Problems) -> Option<Question> {
    let table = problems.table("question", item)?;
    let (mut own_slug, mut asked, mut text) = (None, None, None);
    let (mut stages, mut outcomes) = (Vec::new(), Vec::new());
    for (key, item) in table.entries() {
        let name = key.as_str();
        let Some(takes) = shape::find(QUESTION, name) else {
            problems.unknown_key(key, "a [[question]]", shape::names(QUESTION));
            continue;
        };
        let value = value::read(takes, name, item, problems);
        match name {
            "slug" => own_slug = value.text,
            "party" => asked = value.text.as_deref().and_then(Party::parse),
            "stages" => stages = value.list,
            "outcomes" => outcomes = value.list,
            _ => text = value.text,
        }
    }
    let keys = [
        ("party", "manager, candidate or recruiter"),
        (
            "text",
            "such as text = \"What did you do on the day of the decision?\"",
        ),
    ];
    missing("question", table, keys, problems);
    let text = text?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Question {
        slug: own_slug.unwrap_or_else(|| slug(&text)),
        party: asked?,
        asks: Asks::Opening,
        stages,
        outcomes,
        after: Vec::new(),
        only_alone: false,
        ball: None,
        text,
    })
}
