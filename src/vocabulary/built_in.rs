//! The built-in vocabulary, from `templates/vocabulary.toml`.

use super::{Indices, Vocabulary};
use crate::model::{DroppedBall, Outcome, Priority, Stage};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    #[serde(rename = "schema")]
    _schema: i64,
    stage: Vec<Stage>,
    outcome: Vec<Outcome>,
    dropped_ball: Vec<DroppedBall>,
    priority: Vec<Priority>,
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and a test reads it on every change"
)]
pub(super) fn read() -> Vocabulary {
    let built_in: BuiltIn = toml::from_str(include_str!("../../templates/vocabulary.toml"))
        .expect("templates/vocabulary.toml is valid");
    Vocabulary {
        stages: built_in.stage,
        outcomes: built_in.outcome,
        balls: built_in.dropped_ball,
        priorities: built_in.priority,
        hidden: Vec::new(),
        index: Indices::default(),
    }
}
