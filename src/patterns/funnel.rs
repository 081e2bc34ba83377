//! How far people get, and how it ends there. Outcomes say it, so that imported
//! post-mortems nobody has looked at count here as any other.

use crate::model::{EndedBy, Entry};
use crate::vocabulary::Vocabulary;

/// One stage of the window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Floor {
    pub stage: String,
    /// Got at least this far.
    pub reached: usize,
    /// Ended here.
    pub accepted: usize,
    pub they_ended: usize,
    pub we_ended: usize,
    pub left_early: usize,
    /// Of `reached`, those that were imported and that nobody has looked at.
    pub skeletons: usize,
    /// How those ended that got at least this far: outcomes that occur, in the order
    /// of the vocabulary, then words nobody declared by name.
    pub outcomes: Vec<(String, usize)>,
}

/// A floor a stage, in their order. Where nobody said how far it got, it is on none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Funnel {
    pub floors: Vec<Floor>,
    /// Where nobody said how far it got.
    pub unsaid: usize,
    /// However far they say that it got.
    pub hires: usize,
}

impl Funnel {
    /// Those of the window that say how far they got.
    pub fn reached(&self) -> usize {
        self.floors.first().map_or(0, |floor| floor.reached)
    }
}

/// `window` is what lies in it.
pub(super) fn funnel(window: &[&Entry], vocabulary: &Vocabulary) -> Funnel {
    let floors = vocabulary.stages.iter().map(|stage| Floor {
        stage: stage.slug.clone(),
        ..Floor::default()
    });
    let mut floors: Vec<Floor> = floors.collect();
    let (mut unsaid, mut hires) = (0, 0);
    for entry in window {
        let post_mortem = &entry.post_mortem;
        let outcome = vocabulary.outcome(&post_mortem.outcome);
        let ended_by = outcome.map(|outcome| outcome.ended_by);
        hires += usize::from(ended_by == Some(EndedBy::Accepted));
        let stage = post_mortem.stage.as_deref();
        let Some(stage) = stage.and_then(|stage| vocabulary.stage_rank(stage)) else {
            unsaid += 1;
            continue;
        };
        let slug = vocabulary.outcome_slug(&post_mortem.outcome);
        for floor in &mut floors[..=stage] {
            floor.reached += 1;
            floor.skeletons += usize::from(entry.is_skeleton());
            match floor.outcomes.iter_mut().find(|one| one.0 == slug) {
                Some((_, times)) => *times += 1,
                None => floor.outcomes.push((slug.to_string(), 1)),
            }
        }
        let floor = &mut floors[stage];
        match ended_by {
            Some(EndedBy::Accepted) => floor.accepted += 1,
            Some(EndedBy::Either) => floor.left_early += 1,
            Some(EndedBy::They) => floor.they_ended += 1,
            Some(EndedBy::We) => floor.we_ended += 1,
            Some(EndedBy::Closed) | None => {}
        }
    }
    let rank = |slug: &str| {
        let position = vocabulary.outcomes.iter().position(|one| one.slug == slug);
        position.unwrap_or(usize::MAX)
    };
    for floor in &mut floors {
        let outcomes = &mut floor.outcomes;
        outcomes.sort_by(|(one, _), (other, _)| (rank(one), one).cmp(&(rank(other), other)));
    }
    Funnel {
        floors,
        unsaid,
        hires,
    }
}
