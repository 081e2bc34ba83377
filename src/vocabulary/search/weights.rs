//! What counts how much. The numbers come from climbing on the tuning part of
//! `tests/phrases` and on the vocabulary's own phrases, each held out in turn;
//! around here they hardly matter: words do.

/// How much each kind of feature counts.
pub const STEM: f32 = 1.0;
pub const IDEA: f32 = 1.15;
/// A stem or an idea that a `not` reaches.
pub const TURNED: f32 = 0.55;
/// Two neighbours.
pub const PAIR: f32 = 0.45;
pub const NOT: f32 = 0.6;
pub const STRANGE: f32 = 0.8;

/// How soon saying a thing more often stops to matter.
pub const SATURATION: f32 = 1.3;
/// How much a ball with many phrases is held back.
pub const LENGTH: f32 = 0.4;
/// The share of likeness to whole phrases; the rest is likeness to the ball.
pub const PHRASES: f32 = 0.3;
/// What the second and third nearest phrase add to the nearest.
pub const SECOND: f32 = 0.5;
pub const THIRD: f32 = 0.2;
/// What no more balls say is rare.
pub const FEW: usize = 3;

/// How much each kind of phrase says.
pub const SLUG: f32 = 0.6;
pub const MEANING: f32 = 2.5;
pub const ALIAS: f32 = 1.6;
pub const SAID: f32 = 1.0;

/// What is left for a ball of another party, or of other stages, than hinted.
pub const OTHER_PARTY: f32 = 0.45;
pub const OTHER_STAGE: f32 = 0.9;
/// For words that begin a slug.
pub const BEGUN: f32 = 0.95;
/// For words that stand inside one.
pub const PART: f32 = 0.55;

/// Less than this, or than this share of the best, is no real likeness.
pub const LEAST: f32 = 0.2;
pub const LEAST_SHARE: f32 = 0.35;
/// From here on a new slug says what a known one says.
pub const NEAR: f32 = 0.55;
/// From here on a ball is marked, whatever else is alike.
pub const SURE: f32 = 0.6;
/// From here on, and so far before the next one, too. Set on the tuning parts of
/// `tests/phrases`.
pub const MARK: f32 = 0.4;
pub const MARK_BEFORE_NEXT: f32 = 0.08;
/// And only where so many words stand in one phrase of the ball.
pub const MARK_WORDS: usize = 2;

/// From here on, so far before the next, and in a sentence of so many words, a ball
/// is said plainly, where the clauses that say what fell short are this likely to
/// mean it by themselves.
pub const PLAIN: f32 = 0.45;
pub const PLAIN_BEFORE_NEXT: f32 = 0.15;
pub const PLAIN_SHORT: f32 = 0.35;
pub const PLAIN_WORDS: usize = 6;
