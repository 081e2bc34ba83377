//! Finding the dropped ball that a person's words mean. What was typed and every
//! phrase of the vocabulary are read for what they are about, and compared ball
//! by ball and phrase by phrase; party and stage tip the scale. How often a ball was
//! dropped before has no say: what is counted would be offered, and counted again. Pure, and fast enough to be asked on each keystroke.

mod index;
mod lexicon;
mod reader;
mod weights;

use super::Vocabulary;
use super::index::fold;
use crate::model::{self, DroppedBall, Party};
use index::{BallPhrase, PhraseIndex};
use lexicon::SearchLexicon;
use reader::{Reader, Stem, WordFeature};
use std::sync::OnceLock;

/// The limit of matches that are offered.
pub const MOST: usize = 8;

/// What is known about where the words come from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// Whose section it is for.
    pub party: Option<Party>,
    /// The slug of the stage the process got to.
    pub stage: Option<&'a str>,
    /// The slug of how it ended.
    pub outcome: Option<&'a str>,
}

impl<'a> Hints<'a> {
    /// Of the section of a party.
    pub fn of(party: Party, stage: Option<&'a str>) -> Self {
        Self {
            party: Some(party),
            stage,
            outcome: None,
        }
    }
}

/// A ball that the words may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'v> {
    pub ball: &'v DroppedBall,
    /// 1 for the ball's own name or alias, less for less alike.
    pub score: f64,
    /// The words say it plainly and nothing else: it may be taken for what was meant.
    pub mark: bool,
}

/// A vocabulary set up for searching. Balls that the team hides are not offered.
/// What it takes is made when it is first asked for: a check reads ten thousand
/// sentences, and few of them are worth comparing.
pub struct Search<'v> {
    vocabulary: &'v Vocabulary,
    balls: Vec<&'v DroppedBall>,
    lexicon: OnceLock<SearchLexicon>,
    phrases: OnceLock<ReadPhrases>,
}

/// Every phrase of the vocabulary, read.
struct ReadPhrases {
    reader: Reader,
    index: PhraseIndex,
}

impl ReadPhrases {
    fn of(balls: &[&DroppedBall], lexicon: &SearchLexicon) -> Self {
        let mut reader = Reader::new(lexicon);
        let mut phrases = Vec::new();
        for (position, ball) in balls.iter().enumerate() {
            let said = lexicon.said.get(&ball.slug).into_iter().flatten();
            let texts = [
                (&ball.slug, weights::SLUG),
                (&ball.meaning, weights::MEANING),
            ]
            .into_iter()
            .chain(ball.aliases.iter().map(|alias| (alias, weights::ALIAS)))
            .chain(said.map(|said| (said, weights::SAID)));
            for (text, weight) in texts {
                let stems = reader.learn_text(text);
                phrases.push(BallPhrase {
                    ball: position,
                    weight,
                    features: reader.features(&stems),
                });
            }
        }
        Self {
            index: PhraseIndex::new(balls.len(), &phrases),
            reader,
        }
    }
}

impl<'v> Search<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        let parties = Party::ALL.into_iter();
        Self {
            vocabulary,
            balls: parties
                .flat_map(|party| vocabulary.balls_of(party))
                .collect(),
            lexicon: OnceLock::new(),
            phrases: OnceLock::new(),
        }
    }

    fn lexicon(&self) -> &SearchLexicon {
        self.lexicon.get_or_init(lexicon::read)
    }

    fn phrases(&self) -> &ReadPhrases {
        let phrases = || ReadPhrases::of(&self.balls, self.lexicon());
        self.phrases.get_or_init(phrases)
    }

    /// Whether a ball can have been dropped in what ended like this and got so far.
    pub fn is_possible(&self, ball: &DroppedBall, hints: Hints<'_>) -> bool {
        let rules = &self.lexicon().rules;
        let only = rules.only_after.get(&ball.slug);
        let after = |outcome: &str| only.is_none_or(|only| only.iter().any(|one| one == outcome));
        if !hints.outcome.is_none_or(after) {
            return false;
        }
        let usual = |outcome| {
            let until = rules.until.get(outcome);
            until.map(String::as_str)
        };
        let stage = hints.stage.or_else(|| hints.outcome.and_then(usual));
        let rank = |stage: &str| self.vocabulary.stage_rank(stage);
        let Some(reached) = stage.and_then(rank) else {
            return true;
        };
        let mut ranks = ball.stages.iter().map(|stage| rank(stage)).peekable();
        ranks.peek().is_none() || ranks.any(|rank| rank.is_none_or(|rank| rank <= reached))
    }

    /// The balls that the words may mean, best first; at most `MOST`, and none
    /// without a real likeness.
    pub fn find(&self, words: &str, hints: Hints<'_>) -> Vec<Match<'v>> {
        let phrases = self.phrases();
        let stems = phrases.reader.read(words);
        let typed = phrases.reader.features(&stems);
        let name = NameSearched {
            folded: fold(words),
            means: self.vocabulary.ball(words),
        };
        let mut scores: Vec<(f32, usize)> = phrases
            .index
            .likeness(&typed)
            .into_iter()
            .enumerate()
            .filter(|(position, _)| self.is_possible(self.balls[*position], hints))
            .map(|(position, likeness)| {
                let ball = self.balls[position];
                (score(ball, likeness, &name, hints), position)
            })
            .collect();
        scores.sort_by(|(left, first), (right, second)| {
            right.total_cmp(left).then(first.cmp(second))
        });
        let best = scores.first().map_or(0.0, |(score, _)| *score);
        let least = weights::LEAST.max(best * weights::LEAST_SHARE);
        let mut found: Vec<Match<'v>> = scores
            .into_iter()
            .take(MOST)
            .take_while(|(score, _)| *score >= least)
            .map(|(score, position)| Match {
                ball: self.balls[position],
                score: f64::from(score.min(1.0)),
                mark: false,
            })
            .collect();
        if let Some(first) = likeliest(&mut found, hints.party) {
            let is_said =
                || self.agrees(first.ball, &stems, &typed) && !self.is_kept(words, first.ball);
            first.mark = name.is_of(first.ball) || is_said();
        }
        found
    }

    /// The balls of a party that sentences it owned may mean, best first. Each clause
    /// is read by itself: people own one thing after the other.
    pub fn owned(&self, prose: &str, party: Party, stage: Option<&str>) -> Vec<Match<'v>> {
        let hints = Hints::of(party, stage);
        let mut likely: Vec<Match<'v>> = Vec::new();
        for clause in clauses(prose).chain([prose]).take(MOST_CLAUSES) {
            let found = self.find(clause, hints).into_iter();
            for one in found.filter(|one| one.ball.party == party).take(2) {
                match likely.iter_mut().find(|known| known.ball == one.ball) {
                    Some(known) => known.score = known.score.max(one.score),
                    None => likely.push(one),
                }
            }
        }
        likely.sort_by(|one, other| other.score.total_cmp(&one.score));
        likely
    }

    /// The ball of a party that a sentence says so plainly that it is worth a
    /// question, and that sentence. The opposite of a ball is put in the same words
    /// ("I had read the CV"), so that the sentence must also say that something fell
    /// short, and the clauses that say so must mean the same ball.
    pub fn plain<'p>(
        &self,
        prose: &'p str,
        party: Party,
        stage: Option<&str>,
    ) -> Option<(&'v DroppedBall, &'p str)> {
        let hints = Hints::of(party, stage);
        let is_long = |one: &&str| one.split_whitespace().count() >= weights::PLAIN_WORDS;
        let long = sentences(prose).filter(is_long);
        let own = long.filter(|one| lexicon::is_own(one));
        own.take(MOST_CLAUSES).find_map(|sentence| {
            let short = clauses(sentence).filter(|clause| self.lexicon().falls_short(clause));
            let short = short.collect::<Vec<_>>().join(", ");
            if short.is_empty() {
                return None;
            }
            let ball = self.alone(sentence, hints, weights::PLAIN, weights::PLAIN_BEFORE_NEXT)?;
            let same = self.alone(&short, hints, weights::PLAIN_SHORT, 0.0)?;
            (ball.party == party && same == ball).then_some((ball, sentence))
        })
    }

    /// The first ball that the words may mean, where it is as likely as this, and so far
    /// before the next.
    fn alone(
        &self,
        words: &str,
        hints: Hints<'_>,
        least: f32,
        before_next: f32,
    ) -> Option<&'v DroppedBall> {
        let found = self.find(words, hints);
        let (first, others) = found.split_first()?;
        let next = others.first().map_or(0.0, |next| next.score);
        let is_alone =
            first.score >= f64::from(least) && first.score - next >= f64::from(before_next);
        is_alone.then_some(first.ball)
    }

    /// Whether words say that a ball was not dropped: turned around they are more like it, as
    /// "I passed on what they wanted" is like nothing but its opposite.
    pub fn is_kept(&self, words: &str, ball: &DroppedBall) -> bool {
        let ReadPhrases { reader, index } = self.phrases();
        let stems = reader.read(words);
        let position = self.balls.iter().position(|one| *one == ball);
        let likeness = |stems: &[Stem]| Some(index.likeness(&reader.features(stems))[position?]);
        self.lexicon().went_well(words)
            || (!self.lexicon().falls_short(words)
                && likeness(&Reader::opposite(&stems)) > likeness(&stems))
    }

    /// The known ball that a slug nobody declared most likely stands for: one
    /// that is spelt nearly so, or says nearly the same.
    pub fn nearest(&self, slug: &str, hints: Hints<'_>) -> Option<&'v DroppedBall> {
        let spelt = self.vocabulary.nearest_ball(slug);
        let spelt = spelt.and_then(|spelt| self.balls.iter().find(|ball| ball.slug == spelt));
        spelt.copied().or_else(|| {
            let found = self.find(&slug.replace(['-', '_'], " "), hints);
            let first = found.first()?;
            (first.score >= f64::from(weights::NEAR)).then_some(first.ball)
        })
    }

    /// Whether the words have enough in common with one phrase of a ball: everybody's prose
    /// ("It was a busy week.") has a word in common with some. A rare thing denied is enough.
    fn agrees(&self, ball: &DroppedBall, stems: &[Stem], typed: &[(WordFeature, f32)]) -> bool {
        let ReadPhrases { reader, index } = self.phrases();
        let position = self.balls.iter().position(|one| *one == ball);
        let placed = reader.placed(stems);
        position.is_some_and(|position| {
            index.words_in_common(position, &placed) >= weights::MARK_WORDS
                || index.denies_the_same(position, typed)
        })
    }
}

/// How well a ball fits, from how alike its phrases are.
fn score(ball: &DroppedBall, likeness: f32, name: &NameSearched<'_>, hints: Hints<'_>) -> f32 {
    let mut score = likeness;
    if name.is_begun(ball) {
        score = score.max(weights::BEGUN);
    } else if name.is_part(ball) {
        score = score.max(weights::PART);
    }
    if hints.party.is_some_and(|party| party != ball.party) {
        score *= weights::OTHER_PARTY;
    }
    let elsewhere = |stage| !ball.stages.is_empty() && ball.stages.iter().all(|one| one != stage);
    if hints.stage.is_some_and(elsewhere) {
        score *= weights::OTHER_STAGE;
    }
    // Below 1 is for what is only alike.
    match name.means {
        Some(means) if means.slug == ball.slug => 1.0,
        _ => score.min(0.999),
    }
}

/// Of the balls that a party can pick, the first, where it is far enough before the next.
fn likeliest<'f, 'v>(
    found: &'f mut [Match<'v>],
    party: Option<Party>,
) -> Option<&'f mut Match<'v>> {
    let own = |one: &&mut Match<'_>| party.is_none_or(|party| party == one.ball.party);
    let mut own = found.iter_mut().filter(own);
    let first = own.next()?;
    let next = own.next().map_or(0.0, |next| next.score);
    let score = first.score as f32;
    let is_likely = score >= weights::SURE
        || score >= weights::MARK && score - next as f32 >= weights::MARK_BEFORE_NEXT;
    is_likely.then_some(first)
}

/// Whoever owns more at once gets the first of it looked up.
const MOST_CLAUSES: usize = 24;

/// The sentences of what somebody wrote, without the marks at their ends.
pub fn sentences(prose: &str) -> impl Iterator<Item = &str> {
    model::sentences(prose).map(|said| said.trim_end_matches(['.', '!', '?', ' ']))
}

fn clauses(prose: &str) -> impl Iterator<Item = &str> {
    let clauses = prose.split(['.', ';', ',', '!', '?', ':', '\n']);
    clauses.flat_map(|clause| clause.split(" and "))
}

/// What was typed, taken as the name of a ball.
struct NameSearched<'v> {
    folded: String,
    /// The ball whose slug or alias it is.
    means: Option<&'v DroppedBall>,
}

impl NameSearched<'_> {
    /// A name of the ball, or words of its slug and nothing else.
    fn is_of(&self, ball: &DroppedBall) -> bool {
        let is_named = self.means.is_some_and(|means| means.slug == ball.slug);
        is_named || self.is_begun(ball) || self.is_part(ball)
    }

    /// A word or two of a slug, from its beginning.
    fn is_begun(&self, ball: &DroppedBall) -> bool {
        self.folded.len() > 3 && fold(&ball.slug).starts_with(&self.folded)
    }

    /// Words that stand in a slug as they are.
    fn is_part(&self, ball: &DroppedBall) -> bool {
        let words: Vec<_> = ball.slug.split(['-', '_']).collect();
        let from = |start: usize| (start + 1..=words.len()).map(move |end| (start, end));
        let mut parts = (0..words.len()).flat_map(from);
        self.folded.len() > 3
            && parts.any(|(start, end)| fold(&words[start..end].concat()) == self.folded)
    }
}

#[cfg(test)]
mod tests;
