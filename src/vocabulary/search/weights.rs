//! What counts how much. The numbers come from climbing on the tuning part of
//! `tests/phrases` and on the vocabulary's own phrases, each held out in turn;
//! around here they hardly matter: words do.

use super::index::Weighing;
use super::reader::Kinds;

#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    pub kinds: Kinds,
    pub weighing: Weighing,
    pub slug: f32,
    pub meaning: f32,
    pub alias: f32,
    pub said: f32,
    /// What is left for a ball of another party, or of other stages, than hinted.
    pub other_party: f32,
    pub other_stage: f32,
    /// For words that begin a slug.
    pub begun: f32,
    /// For words that stand inside one.
    pub part: f32,
    /// Less than this, or than this share of the best, is no real likeness.
    pub least: f32,
    pub least_share: f32,
    /// From here on a new slug says what a known one says.
    pub near: f32,
    /// From here on a ball is marked, whatever else is alike.
    pub sure: f32,
    /// From here on, and so far before the next one, too. Set on the tuning parts of
    /// `tests/phrases`.
    pub mark: f32,
    pub mark_before_next: f32,
    /// And only where so many words stand in one phrase of the ball.
    pub mark_words: usize,
    /// From here on, so far before the next, and in a sentence of so many words, a ball
    /// is said plainly, where the clauses that say what fell short are this likely to
    /// mean it by themselves.
    pub plain: f32,
    pub plain_before_next: f32,
    pub plain_short: f32,
    pub plain_words: usize,
}

pub(super) const WEIGHTS: Weights = Weights {
    kinds: Kinds {
        stem: 1.0,
        idea: 1.15,
        turned: 0.55,
        pair: 0.45,
        not: 0.6,
        strange: 0.8,
    },
    weighing: Weighing {
        saturation: 1.3,
        length: 0.4,
        phrases: 0.3,
        second: 0.5,
        third: 0.2,
        few: 3,
    },
    slug: 0.6,
    meaning: 2.5,
    alias: 1.6,
    said: 1.0,
    other_party: 0.45,
    other_stage: 0.9,
    begun: 0.95,
    part: 0.55,
    least: 0.2,
    least_share: 0.35,
    near: 0.55,
    sure: 0.6,
    mark: 0.4,
    mark_before_next: 0.08,
    mark_words: 2,
    plain: 0.45,
    plain_before_next: 0.15,
    plain_short: 0.35,
    plain_words: 6,
};
