//! How far each process got, and how it ended.

use crate::model::{Entry, Id};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// Stage by outcome, over the post-mortems of the window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Endings {
    /// Those that occur, in the order of the vocabulary, then words nobody
    /// declared by name; `None`, last, where nobody said how far it got.
    pub stages: Vec<Option<String>>,
    /// Those that occur, in the same order.
    pub outcomes: Vec<String>,
    /// Every pair that occurs, by stage, then by outcome.
    pub cells: Vec<EndingCount>,
}

/// The post-mortems that ended so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingCount {
    pub stage: Option<String>,
    pub outcome: String,
    /// By date, then id.
    pub ids: Vec<Id>,
}

/// Where a word stands: declared ones first.
type Rank = (usize, String);

impl Endings {
    /// `window` is what lies in it, by date, then id.
    pub(super) fn of(window: &[&Entry], vocabulary: &Vocabulary) -> Self {
        let mut cells: BTreeMap<(Rank, Rank), Vec<Id>> = BTreeMap::new();
        for entry in window {
            let post_mortem = &entry.post_mortem;
            let stage = match &post_mortem.stage {
                None => (usize::MAX, String::new()),
                Some(words) => {
                    let rank = vocabulary.stage_rank(words);
                    let slug = vocabulary.stage_slug(words).into_owned();
                    (rank.unwrap_or(usize::MAX - 1), slug)
                }
            };
            let slug = vocabulary.outcome_slug(&post_mortem.outcome).into_owned();
            let mut outcomes = vocabulary.outcomes.iter();
            let rank = outcomes.position(|outcome| outcome.slug == slug);
            let outcome = (rank.unwrap_or(usize::MAX), slug);
            cells
                .entry((stage, outcome))
                .or_default()
                .push(entry.id.clone());
        }
        let named = |stage: &Rank| (stage.0 < usize::MAX).then(|| stage.1.clone());
        let mut stages: Vec<_> = cells.keys().map(|(stage, _)| named(stage)).collect();
        stages.dedup();
        let mut outcomes: Vec<_> = cells.keys().map(|(_, outcome)| outcome).collect();
        outcomes.sort_unstable();
        outcomes.dedup();
        Self {
            stages,
            outcomes: outcomes.into_iter().map(|(_, slug)| slug.clone()).collect(),
            cells: cells
                .into_iter()
                .map(|((stage, outcome), ids)| EndingCount {
                    stage: named(&stage),
                    outcome: outcome.1,
                    ids,
                })
                .collect(),
        }
    }
}
