//! The built-in vocabulary, from `templates/vocabulary.toml`.

use crate::model::{DroppedBall, Outcome, Priority, Stage};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BuiltInWords {
    #[serde(rename = "schema")]
    _schema: i64,
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    #[serde(rename = "dropped_ball")]
    pub balls: Vec<DroppedBall>,
    #[serde(rename = "priority")]
    pub priorities: Vec<Priority>,
}

#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and a test reads it on every change"
)]
pub(super) fn read() -> BuiltInWords {
    toml::from_str(include_str!("../../templates/vocabulary.toml"))
        .expect("templates/vocabulary.toml is valid")
}
