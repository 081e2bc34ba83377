//! The texts of `templates/` that are read as TOML: the built-in vocabulary first.

use crate::model::{DroppedBall, Outcome, Priority, Stage, read_template};
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

pub(super) fn read() -> BuiltInWords {
    read_template(include_str!("../../templates/vocabulary.toml"))
}
