//! Finding the dropped ball that a person's words mean. What was typed and every
//! phrase of the vocabulary are read for what they are about, and compared ball
//! by ball and phrase by phrase; party, stage and what the log already drops tip
//! the scale. Pure, and fast enough to be asked on each keystroke.

mod index;
mod lexicon;
mod reader;
mod weights;

use super::Vocabulary;
use super::index::fold;
use crate::model::{DroppedBall, Party};
use index::{Phrase, PhraseIndex};
use reader::Reader;
use weights::WEIGHTS;

/// At most so many matches are offered.
pub const MOST: usize = 8;

/// What is known about where the words come from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// Whose section it is for.
    pub party: Option<Party>,
    /// The slug of the stage the process got to.
    pub stage: Option<&'a str>,
}

/// A ball that the words may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'v> {
    pub ball: &'v DroppedBall,
    /// 1 for the ball's own name or alias, less for less alike.
    pub score: f64,
}

/// A known ball that a new slug may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest<'v> {
    pub ball: &'v DroppedBall,
    /// Post-mortems that drop it.
    pub n: usize,
}

/// A vocabulary set up for searching. Balls that the team hides are not offered.
pub struct Search<'v> {
    vocabulary: &'v Vocabulary,
    balls: Vec<&'v DroppedBall>,
    /// Post-mortems that drop each of the balls.
    usage: Vec<usize>,
    reader: Reader,
    index: PhraseIndex,
}

impl<'v> Search<'v> {
    /// `usage` says how many post-mortems drop a ball.
    pub fn new(vocabulary: &'v Vocabulary, usage: impl Fn(&str) -> usize) -> Self {
        let lexicon = lexicon::read();
        let mut reader = Reader::new(&lexicon, WEIGHTS.kinds);
        let balls: Vec<&DroppedBall> = Party::ALL
            .into_iter()
            .flat_map(|party| vocabulary.balls_of(party))
            .collect();
        let mut phrases = Vec::new();
        for (position, ball) in balls.iter().enumerate() {
            let said = lexicon.said.get(&ball.slug).into_iter().flatten();
            let texts = [(&ball.slug, WEIGHTS.slug), (&ball.meaning, WEIGHTS.meaning)]
                .into_iter()
                .chain(ball.aliases.iter().map(|alias| (alias, WEIGHTS.alias)))
                .chain(said.map(|said| (said, WEIGHTS.said)));
            for (text, weight) in texts {
                let stems = reader.learn_text(text);
                phrases.push(Phrase {
                    ball: position,
                    weight,
                    features: reader.features(&stems),
                });
            }
        }
        Self {
            vocabulary,
            usage: balls.iter().map(|ball| usage(&ball.slug)).collect(),
            index: PhraseIndex::new(balls.len(), &phrases, WEIGHTS.weighing),
            balls,
            reader,
        }
    }

    /// The balls that the words may mean, best first; at most `MOST`, and none
    /// without a real likeness.
    pub fn find(&self, words: &str, hints: Hints<'_>) -> Vec<Match<'v>> {
        let typed = self.reader.features(&self.reader.read(words));
        let name = Name {
            folded: fold(words),
            means: self.vocabulary.ball(words),
        };
        let mut scores: Vec<(f32, usize)> = self
            .index
            .likeness(&typed)
            .into_iter()
            .enumerate()
            .map(|(position, likeness)| (self.score(position, likeness, &name, hints), position))
            .collect();
        scores.sort_by(|(left, first), (right, second)| {
            right.total_cmp(left).then(first.cmp(second))
        });
        let best = scores.first().map_or(0.0, |(score, _)| *score);
        let least = WEIGHTS.least.max(best * WEIGHTS.least_share);
        scores
            .into_iter()
            .take(MOST)
            .take_while(|(score, _)| *score >= least)
            .map(|(score, position)| Match {
                ball: self.balls[position],
                score: f64::from(score.min(1.0)),
            })
            .collect()
    }

    /// The balls of a party that its sentences may mean, best first: each sentence is
    /// read by itself, so that a long text means no less than a short one.
    pub fn said_in(&self, prose: &str, party: Party, stage: Option<&str>) -> Vec<Match<'v>> {
        let party = Some(party);
        let hints = Hints { party, stage };
        let mut said: Vec<Match<'v>> = Vec::new();
        for sentence in prose.split(['.', '!', '?', ';', '\n']) {
            let found = self.find(sentence, hints).into_iter();
            for one in found.filter(|one| Some(one.ball.party) == party) {
                match said.iter_mut().find(|known| known.ball == one.ball) {
                    Some(known) => known.score = known.score.max(one.score),
                    None => said.push(one),
                }
            }
        }
        said.sort_by(|one, other| other.score.total_cmp(&one.score));
        said
    }

    /// The known ball that a slug nobody declared most likely stands for: one
    /// that is spelt nearly so, or says nearly the same.
    pub fn nearest(&self, slug: &str, hints: Hints<'_>) -> Option<Nearest<'v>> {
        let spelt = self.vocabulary.nearest_ball(slug);
        let spelt = spelt.and_then(|spelt| self.balls.iter().position(|ball| ball.slug == spelt));
        let position = spelt.or_else(|| {
            let found = self.find(&slug.replace(['-', '_'], " "), hints);
            let first = found
                .first()
                .filter(|first| first.score >= f64::from(WEIGHTS.near))?;
            self.balls
                .iter()
                .position(|ball| ball.slug == first.ball.slug)
        })?;
        Some(Nearest {
            ball: self.balls[position],
            n: self.usage[position],
        })
    }

    fn score(&self, position: usize, likeness: f32, name: &Name<'_>, hints: Hints<'_>) -> f32 {
        let ball = self.balls[position];
        let mut score = likeness;
        if name.is_begun(ball) {
            score = score.max(WEIGHTS.begun);
        }
        let most = self.usage.iter().copied().max().unwrap_or(0).max(1);
        score *= 1.0 + WEIGHTS.usage * self.usage[position] as f32 / most as f32;
        if hints.party.is_some_and(|party| party != ball.party) {
            score *= WEIGHTS.other_party;
        }
        let elsewhere =
            |stage| !ball.stages.is_empty() && ball.stages.iter().all(|one| one != stage);
        if hints.stage.is_some_and(elsewhere) {
            score *= WEIGHTS.other_stage;
        }
        // Below 1 is for what is only alike.
        match name.means {
            Some(means) if means.slug == ball.slug => 1.0,
            _ => score.min(0.999),
        }
    }
}

/// What was typed, taken as the name of a ball.
struct Name<'v> {
    folded: String,
    /// The ball whose slug or alias it is.
    means: Option<&'v DroppedBall>,
}

impl Name<'_> {
    /// A word or two of a slug, from its beginning.
    fn is_begun(&self, ball: &DroppedBall) -> bool {
        self.folded.len() > 3 && fold(&ball.slug).starts_with(&self.folded)
    }
}

#[cfg(test)]
mod tests;
