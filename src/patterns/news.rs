//! What is new since the last time a team looked.

use super::counts::Patterns;
use crate::model::{Day, Entry, Id, Party, Text};
use crate::vocabulary::Vocabulary;
use std::sync::Arc;

/// The post-mortems since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    pub since: Day,
    /// Those of the window, by date, then id.
    pub arrivals: Vec<Arrival>,
}

/// A new post-mortem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    pub id: Id,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    pub date: Day,
    pub role: Option<Text>,
    pub stage: Option<String>,
    pub outcome: String,
    /// The balls that it drops, and which post-mortem of the window that drops each this is,
    /// from one.
    pub dropped: Vec<(String, usize)>,
    pub unwritten: Vec<Party>,
}

impl News {
    /// `window` is what lies in it, by date, then id.
    pub(super) fn since(
        since: Day,
        patterns: &Patterns,
        window: &[&Entry],
        vocabulary: &Vocabulary,
    ) -> Self {
        let new = window
            .iter()
            .filter(|entry| entry.post_mortem.date >= since);
        let arrival = |entry: &&Entry| {
            let post_mortem = &entry.post_mortem;
            let dropped = patterns.balls.iter().filter_map(|ball| {
                let position = ball.ids.iter().position(|id| *id == entry.id)?;
                Some((ball.slug.clone(), position + 1))
            });
            let stage = post_mortem.stage.as_deref();
            Arrival {
                id: entry.id.clone(),
                log: entry.log.clone(),
                date: post_mortem.date,
                role: post_mortem.role.clone(),
                stage: stage.map(|stage| vocabulary.stage_slug(stage).into_owned()),
                outcome: vocabulary.outcome_slug(&post_mortem.outcome).into_owned(),
                dropped: dropped.collect(),
                unwritten: post_mortem.unwritten().collect(),
            }
        };
        Self {
            since,
            arrivals: new.map(arrival).collect(),
        }
    }
}
