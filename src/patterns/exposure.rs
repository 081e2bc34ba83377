//! Which post-mortems could have dropped a ball: that party's section is
//! written, and it got as far as the earliest stage of the ball. Where no stage
//! is known, or the ball was dropped anyway, it could.

use super::mentions::Mention;
use crate::model::{Day, Entry, Party, Span};
use crate::vocabulary::Vocabulary;

/// Days of post-mortems, by what an exposure depends on; each list in order.
pub(super) struct Exposures<'v> {
    vocabulary: &'v Vocabulary,
    /// By party: sections written where nobody knows how far it got.
    anywhere: [Vec<Day>; 3],
    /// By party, then stage: sections written where it ended at that stage.
    ended_at: [Vec<Vec<Day>>; 3],
}

impl<'v> Exposures<'v> {
    /// `sorted` is everything that is known, by date.
    pub fn new(sorted: &[&Entry], vocabulary: &'v Vocabulary) -> Self {
        let stages = vocabulary.stages.len();
        let mut exposures = Self {
            vocabulary,
            anywhere: Default::default(),
            ended_at: std::array::from_fn(|_| vec![Vec::new(); stages]),
        };
        for entry in sorted {
            let rank = exposures.rank(entry);
            for (party, section) in entry.post_mortem.by_party() {
                let party = party.index();
                if section.is_written() {
                    let days = match rank {
                        Some(rank) => &mut exposures.ended_at[party][rank],
                        None => &mut exposures.anywhere[party],
                    };
                    days.push(entry.post_mortem.date);
                }
            }
        }
        exposures
    }

    /// How far the process got; `None` where that is not said or not known.
    fn rank(&self, entry: &Entry) -> Option<usize> {
        let stage = entry.post_mortem.stage.as_deref()?;
        self.vocabulary.stage_rank(stage)
    }

    /// How far a process must have got for the ball to be dropped.
    fn earliest(&self, slug: &str) -> usize {
        let ball = self.vocabulary.ball(slug);
        let stages = ball.map_or(&[][..], |ball| &ball.stages);
        let ranks = stages
            .iter()
            .filter_map(|stage| self.vocabulary.stage_rank(stage));
        ranks.min().unwrap_or(0)
    }

    /// How many of these days could have dropped the ball, given all that did.
    pub fn count(&self, slug: &str, party: Party, mentions: &[Mention<'_>], span: Span) -> usize {
        let earliest = self.earliest(slug);
        let ended_at = self.ended_at[party.index()].iter().skip(earliest);
        let far_enough: usize = ended_at.map(|days| days_within(days, span)).sum();
        let too_early = mentions.iter().filter(|one| {
            span.contains(one.day()) && self.rank(one.entry).is_some_and(|rank| rank < earliest)
        });
        let anywhere = days_within(&self.anywhere[party.index()], span);
        anywhere + far_enough + too_early.count()
    }
}

fn days_within(days: &[Day], span: Span) -> usize {
    let until = days.partition_point(|day| *day <= span.until);
    until.saturating_sub(days.partition_point(|day| *day < span.since))
}
