//! The texts of `templates/` that are read as TOML: the built-in vocabulary first.

use crate::model::{DroppedBall, Outcome, Priority, Stage};
use serde::Deserialize;
use serde::de::DeserializeOwned;

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

pub(super) fn read() -> BuiltInWords {
    read_template(include_str!("../../templates/vocabulary.toml"))
}

/// What a text of `templates/` says.
#[expect(
    clippy::expect_used,
    reason = "the text is part of the program, and a test reads it on every change"
)]
pub fn read_template<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("every text of templates/ is valid")
}
