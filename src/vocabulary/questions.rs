//! What to ask a party about its own part, chosen by stage, by outcome and by
//! what the other parties dropped. The built-in questions come from
//! `templates/questions.toml`; a team's own are added from its `hirelog.toml`.

mod lately;

use super::Vocabulary;
use crate::model::{Asks, Day, DroppedBall, Entry, Party, PostMortem, Question, read_template};
use lately::{Asked, Remembered, in_turn};
use serde::Deserialize;
use std::cmp::Reverse;

/// How many open a section: people answer a short letter.
const OPENING: usize = 3;
/// The limit of those that are about what another party dropped.
const MIRRORED: usize = 2;

#[derive(Debug, Clone)]
pub struct Questions<'a> {
    vocabulary: &'a Vocabulary,
    /// The team's own before the built-in ones.
    all: Vec<Question>,
    /// How many are the team's own.
    of_team: usize,
    /// After these outcomes only the questions that name them are asked.
    own_sets: Vec<String>,
    remembered: Remembered<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    #[serde(rename = "schema")]
    _schema: i64,
    own_sets: Vec<String>,
    question: Vec<Question>,
}

impl<'a> Questions<'a> {
    /// The team's own and the built-in ones; a team's question with the slug of
    /// a built-in one takes its place, and a hidden slug is not asked.
    pub fn new(team: Vec<Question>, vocabulary: &'a Vocabulary) -> Self {
        let of_team = team.len();
        let mut all = team;
        let BuiltIn {
            question, own_sets, ..
        } = built_in();
        for built_in in question {
            match all
                .iter_mut()
                .find(|own| own.slug == built_in.slug && own.party == built_in.party)
            {
                Some(own) => own.asks = built_in.asks,
                None if vocabulary.hides(&built_in.slug) && is_optional(&built_in) => {}
                None => all.push(built_in),
            }
        }
        Self {
            vocabulary,
            all,
            of_team,
            own_sets,
            remembered: Remembered::default(),
        }
    }

    /// What a team may hide or put in a question's place.
    pub fn built_in_slugs() -> impl Iterator<Item = String> {
        let all = built_in().question.into_iter();
        all.map(|question| question.slug)
    }

    /// The same, for whoever is asked about the post-mortem with this id, which is empty for
    /// one that is not in the log yet.
    #[must_use]
    pub fn remembering(self, entries: &'a [Entry], id: &'a str, keeper: Option<Party>) -> Self {
        let remembered = Remembered {
            entries,
            id,
            keeper,
        };
        Self { remembered, ..self }
    }

    /// Three questions to open a party's section: first the other side of what others
    /// dropped, then what fits this outcome and stage, then what fits any. The same for the
    /// same post-mortem, whoever asks, and whatever is written after it.
    pub fn choose(&self, party: Party, post_mortem: &PostMortem) -> Vec<Question> {
        let mut asked = Vec::new();
        for earlier in self.remembered.earlier(party, post_mortem) {
            let dropped = earlier.section(party).balls().iter();
            let dropped: Vec<_> = dropped
                .map(|ball| self.vocabulary.known(ball).slug)
                .collect();
            for question in self.chosen(party, earlier, &asked) {
                let ball = question.ball.as_ref();
                asked.push(Asked {
                    day: earlier.date,
                    was_useful: ball.is_some_and(|ball| dropped.iter().any(|one| one == ball)),
                    slug: question.slug,
                });
            }
        }
        self.chosen(party, post_mortem, &asked)
    }

    /// What is asked of anybody at this stage after this outcome.
    pub fn at_stage(&self, party: Party, stage: &str, outcome: &str) -> Vec<Question> {
        let mut post_mortem = PostMortem::new(Day::LAST, outcome);
        post_mortem.stage = Some(stage.into());
        self.chosen(party, &post_mortem, &[])
    }

    fn chosen(&self, party: Party, post_mortem: &PostMortem, asked: &[Asked]) -> Vec<Question> {
        let dropped_by_others = post_mortem.dropped_by_others(party);
        let (stage, outcome) = (post_mortem.stage.as_deref(), &post_mortem.outcome);
        let moment = Moment::new(stage, outcome, self.vocabulary);
        let mut fitting = self.fitting(party, &moment, &dropped_by_others);
        if !asked.is_empty() && !self.own_sets.contains(&moment.outcome) {
            fitting.extend(self.further(party, &moment));
        }
        let mut chosen = Vec::new();
        for question in in_turn(fitting, asked, post_mortem.date) {
            if chosen.len() < OPENING {
                add(&mut chosen, question);
            }
        }
        chosen
    }

    /// All that may be asked, the best first.
    fn fitting(
        &self,
        party: Party,
        moment: &Moment<'_>,
        dropped_by_others: &[&str],
    ) -> Vec<Question> {
        let mut fitting = Vec::new();
        for question in self.sides(party, dropped_by_others, moment) {
            if fitting.len() < MIRRORED {
                add(&mut fitting, question);
            }
        }
        let has_own_set = self.own_sets.contains(&moment.outcome);
        let is_asked = |at: usize, question: &Question| {
            let names_it = !question.outcomes.is_empty();
            question.party == party
                && question.asks == Asks::Opening
                && (!has_own_set || names_it || at < self.of_team)
                && (dropped_by_others.is_empty() || !question.only_alone)
        };
        let all = self.all.iter().enumerate();
        let mut opening: Vec<_> = all
            .filter(|(at, question)| is_asked(*at, question))
            .filter_map(|(_, question)| Some((moment.fit(question)?, question)))
            .collect();
        opening.sort_by_key(|(fit, _)| Reverse(*fit));
        fitting.extend(opening.into_iter().map(|(_, question)| question.clone()));
        fitting
    }

    /// Where those do not last for three months: about each ball that can be dropped there.
    fn further(&self, party: Party, moment: &Moment<'_>) -> Vec<Question> {
        let is_there = |question: &&Question| {
            let ball = question.ball.as_ref();
            let ball = ball.and_then(|ball| self.vocabulary.ball(ball));
            question.asks == Asks::Mirrored && ball.is_some_and(|ball| moment.has(&ball.stages))
        };
        self.of_party(party).filter(is_there).cloned().collect()
    }

    /// The words that the questions are about.
    pub const fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// What to ask a party about one of its balls, whenever that was; nothing
    /// for a word nobody declared for this party.
    pub fn about_ball(&self, words: &str, party: Party) -> Option<Question> {
        let ball = self.vocabulary.ball(words)?;
        let any = Moment::new(None, "", self.vocabulary);
        (ball.party == party).then(|| self.about(ball, &any))
    }

    /// Everything a party may have been asked, to know it again in a reply.
    pub fn of_party(&self, party: Party) -> impl Iterator<Item = &Question> {
        self.all
            .iter()
            .filter(move |question| question.party == party)
    }

    /// The one that asks a party this.
    pub fn of(&self, party: Party, asks: Asks) -> Option<&Question> {
        self.of_party(party).find(|question| question.asks == asks)
    }

    /// The questions about this party's side of what others dropped, those that somebody
    /// wrote first.
    fn sides(&self, party: Party, dropped: &[&str], moment: &Moment<'_>) -> Vec<Question> {
        let mut sides: Vec<(bool, Question)> = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for words in dropped {
            let slug = self.vocabulary.known(words).slug;
            let mut all = self.of_party(party);
            if let Some(question) =
                all.find(|question| question.after.iter().any(|one| *one == slug))
            {
                sides.push((true, question.clone()));
                continue;
            }
            if let Some(ball) = self.mirrored(party, words)
                && !known.contains(&ball.slug.as_str())
            {
                known.push(&ball.slug);
                sides.push((self.is_written(ball), self.about(ball, moment)));
            }
        }
        sides.sort_by_key(|(is_written, _)| Reverse(*is_written));
        sides.into_iter().map(|(_, question)| question).collect()
    }

    /// This party's side of a ball that another dropped.
    fn mirrored(&self, party: Party, words: &str) -> Option<&'a DroppedBall> {
        let dropped = self.vocabulary.ball(words)?;
        let mut own = self.vocabulary.balls_of(party);
        own.find(|ball| {
            ball.slug == dropped.slug
                || ball.mirrors.contains(&dropped.slug)
                || dropped.mirrors.contains(&ball.slug)
        })
    }

    fn is_written(&self, ball: &DroppedBall) -> bool {
        self.all.iter().any(|question| is_about(question, ball))
    }

    /// The question about a ball that fits best; where nobody wrote one, its
    /// meaning is put as a question.
    fn about(&self, ball: &DroppedBall, moment: &Moment<'_>) -> Question {
        let written = self
            .all
            .iter()
            .filter(|question| is_about(question, ball))
            .max_by_key(|question| {
                let mirrored = question.asks == Asks::Mirrored;
                let fit = moment.fit(question).filter(|_| !mirrored);
                (fit.filter(|fit| *fit > 0), mirrored)
            });
        written.cloned().unwrap_or_else(|| Question {
            slug: format!("{}-{}", ball.party, ball.slug),
            party: ball.party,
            asks: Asks::Mirrored,
            ball: Some(ball.slug.clone()),
            text: as_question(ball),
            ..Question::default()
        })
    }
}

/// The stage and outcome that questions are chosen for.
struct Moment<'a> {
    vocabulary: &'a Vocabulary,
    /// Empty where nothing says it.
    stage: String,
    outcome: String,
}

impl<'a> Moment<'a> {
    /// Where no stage is written down, it is the one the outcome usually means.
    fn new(stage: Option<&str>, outcome: &str, vocabulary: &'a Vocabulary) -> Self {
        let usual = || vocabulary.outcome(outcome)?.stage.clone();
        let stage = stage.map(|stage| vocabulary.stage_slug(stage).into_owned());
        Self {
            stage: stage.or_else(usual).unwrap_or_default(),
            outcome: vocabulary.outcome_slug(outcome).into_owned(),
            vocabulary,
        }
    }

    /// Whether it is at one of these stages, of which none means any.
    fn has(&self, stages: &[String]) -> bool {
        self.stage.is_empty() || self.is_at(stages).is_some()
    }

    fn is_at(&self, stages: &[String]) -> Option<bool> {
        let stages = stages.iter().map(|word| self.vocabulary.stage_slug(word));
        particular(stages, &self.stage)
    }

    /// How particular a question is to this moment: 0 for one that fits any,
    /// `None` for one that does not fit.
    fn fit(&self, question: &Question) -> Option<u8> {
        let outcomes = question.outcomes.iter();
        let outcomes = outcomes.map(|word| self.vocabulary.outcome_slug(word));
        let by_outcome = particular(outcomes, &self.outcome)?;
        Some(2 * u8::from(by_outcome) + u8::from(self.is_at(&question.stages)?))
    }
}

/// Whether a list names the word; `None` where it names others.
fn particular(
    mut named: impl ExactSizeIterator<Item = impl AsRef<str>>,
    word: &str,
) -> Option<bool> {
    if named.len() == 0 {
        return Some(false);
    }
    named.any(|named| named.as_ref() == word).then_some(true)
}

/// Never the same question, and never two about one ball.
fn add(chosen: &mut Vec<Question>, question: Question) {
    let known = |other: &Question| {
        other.slug == question.slug || question.ball.is_some() && other.ball == question.ball
    };
    if !chosen.iter().any(known) {
        chosen.push(question);
    }
}

fn is_about(question: &Question, ball: &DroppedBall) -> bool {
    question.party == ball.party && question.ball.as_ref() == Some(&ball.slug)
}

/// Every message closes with these two.
fn is_optional(question: &Question) -> bool {
    matches!(question.asks, Asks::Opening | Asks::Mirrored)
}

fn as_question(ball: &DroppedBall) -> String {
    let meaning = ball.meaning.trim();
    let meaning = if meaning.is_empty() {
        ball.slug.replace('-', " ")
    } else {
        meaning.to_owned()
    };
    format!("Was there anything of this on your side? \"{meaning}\"")
}

fn built_in() -> BuiltIn {
    read_template(include_str!("../../templates/questions.toml"))
}

#[cfg(test)]
mod tests;
