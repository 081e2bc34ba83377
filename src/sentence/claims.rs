//! Which words of a sentence are claimed, for which key.

use super::lexicon::SentenceLexicon;
use super::line::Line;
use super::understood::SentenceClaim;
use super::{names, own, when};
use crate::model::{Day, Fact, Key, NewValue, Party, SaidDay, ValueKind};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};
use std::ops::Range;

/// What is known of the log that the sentence is for.
pub struct SentenceResources<'a> {
    pub vocabulary: &'a Vocabulary,
    pub search: &'a Search<'a>,
    pub roles: &'a [String],
    pub teams: &'a [String],
    pub today: Day,
}

const fn key(party: Option<Party>, fact: Fact) -> Key {
    Key { party, fact }
}

/// Whom an ending is told of, between it and its day.
const OBJECTS: [&str; 8] = ["her", "him", "them", "us", "me", "back", "out", "again"];

/// What was claimed so far.
pub struct Claims<'a> {
    line: &'a Line<'a>,
    lexicon: &'a SentenceLexicon,
    pub found: Vec<(Range<usize>, SentenceClaim)>,
    /// Wherever it is said how it ended, also once more.
    pub endings: Vec<Range<usize>>,
    /// The day of the outcome, where it is still to come.
    pub ahead: Option<String>,
    /// That day, where it is none, or not one, and why.
    pub unsure_day: Option<(String, &'static str)>,
}

impl<'a> Claims<'a> {
    pub const fn new(line: &'a Line<'a>, lexicon: &'a SentenceLexicon) -> Self {
        Self {
            line,
            lexicon,
            found: Vec::new(),
            endings: Vec::new(),
            ahead: None,
            unsure_day: None,
        }
    }

    pub fn add(&mut self, fact: Fact, value: &str, words: Range<usize>) {
        self.add_to(None, fact, value, words);
    }

    pub fn add_to(&mut self, party: Option<Party>, fact: Fact, value: &str, words: Range<usize>) {
        self.add_value(key(party, fact), NewValue::Text(value.into()), words);
    }

    fn add_value(&mut self, key: Key, value: NewValue, words: Range<usize>) {
        if let Some(place) = self.place(&words) {
            self.found
                .push((words, SentenceClaim { key, value, place }));
        }
    }

    fn place(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let last = self.line.words.get(words.end.checked_sub(1)?)?;
        Some(self.line.words.get(words.start)?.place.start..last.place.end)
    }

    /// Where a clause holds nothing else, what only binds goes with the word it stands
    /// before, or behind.
    pub fn add_what_binds(&mut self) {
        for clause in self.line.clauses() {
            let loose = self.loose(&clause);
            let binds = |at: &usize| self.lexicon.glue.contains(self.line.text_of(*at));
            if !loose.iter().all(binds) {
                continue;
            }
            for at in loose.into_iter().rev() {
                let after = self
                    .of_clause(&clause)
                    .filter(|(_, words)| words.start > at);
                if let Some((number, words)) = after.min_by_key(|(_, words)| words.start) {
                    self.grow(number, at..words.end);
                }
            }
            for at in self.loose(&clause) {
                let before = self.of_clause(&clause).filter(|(_, words)| words.end == at);
                if let Some((number, words)) = before.max_by_key(|(_, words)| words.start) {
                    self.grow(number, words.start..at + 1);
                }
            }
        }
    }

    /// The words of a clause that nothing has taken.
    fn loose(&self, clause: &Range<usize>) -> Vec<usize> {
        let takes = |(words, claim): &(Range<usize>, SentenceClaim), at: usize| {
            !matches!(claim.kind(), ValueKind::List(_)) && words.contains(&at)
        };
        let is_loose = |at: &usize| !self.found.iter().any(|one| takes(one, *at));
        clause.clone().filter(is_loose).collect()
    }

    /// What may take in a word beside its own, by its number.
    fn of_clause(&self, clause: &Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        let found = self.found.iter().enumerate();
        let found = found.filter(|(_, (words, claim))| {
            let is_value = !matches!(claim.kind(), ValueKind::List(_) | ValueKind::Prose);
            is_value && clause.contains(&words.start)
        });
        found.map(|(number, (words, _))| (number, words.clone()))
    }

    fn grow(&mut self, number: usize, words: Range<usize>) {
        if let Some(place) = self.place(&words) {
            self.found[number].1.place = place;
        }
        self.found[number].0 = words;
    }

    fn is_free(&self, words: &Range<usize>) -> bool {
        let overlaps = |(other, _): &(Range<usize>, SentenceClaim)| {
            other.start < words.end && words.start < other.end
        };
        !self.found.iter().any(overlaps)
    }

    /// Days, stages and teams: each where it stands with the outcome, or where a clause
    /// holds nothing else than such words.
    pub fn add_what_stands_with_it(
        &mut self,
        resources: &SentenceResources<'_>,
        open: &mut Vec<String>,
    ) {
        let line = self.line;
        let endings = self.endings.clone();
        let mut days: Vec<_> = when::days(line, &endings, resources.today)
            .into_iter()
            .filter(|(_, words)| self.is_free(words))
            .collect();
        let is_one = |(said, _): &(SaidDay, _)| matches!(said, SaidDay::Day(_) | SaidDay::Unclear);
        if days.iter().any(is_one) {
            days.retain(is_one);
        }
        let stages: Vec<_> = self.stages(resources.vocabulary);
        let teams: Vec<_> = names::teams(line, resources.teams)
            .into_iter()
            .filter(|team| self.is_free(&team.words))
            .collect();
        let all: Vec<Range<usize>> = { self.found.iter().map(|(words, _)| words.clone()) }
            .chain(days.iter().map(|(_, words)| words.clone()))
            .chain(stages.iter().map(|(_, words)| words.clone()))
            .chain(teams.iter().map(|team| team.words.clone()))
            .collect();
        let binds = |at: usize| {
            let is_claimed = all.iter().any(|words| words.contains(&at));
            is_claimed || self.lexicon.glue.contains(line.text_of(at))
        };
        let is_label = |words: &Range<usize>| {
            let clause = line.words[words.start].clause;
            line.clauses()
                .into_iter()
                .filter(|one| line.words[one.start].clause == clause)
                .all(|mut one| one.all(binds))
        };
        let with = |words: &Range<usize>| {
            let mut endings = endings.iter();
            endings.any(|ending| when::is_with(line, words, ending, &binds))
        };
        if !endings.is_empty() {
            // Nothing that is tomorrow has ended, wherever it stands beside it.
            let piece = |words: &Range<usize>| line.words[words.start].piece;
            let is_tomorrow = |words: &Range<usize>| {
                line.text_of(words.end - 1) == "tomorrow"
                    && endings.iter().any(|ending| piece(ending) == piece(words))
            };
            // A month stands with many things; it is the ending's right behind it.
            let is_close = |words: &Range<usize>| {
                let binds = |at| binds(at) || OBJECTS.contains(&line.text_of(at));
                let mut endings = endings.iter();
                endings.any(|ending| (ending.end..words.start).all(binds))
            };
            let near = days.iter().filter(|(said, words)| {
                let is_near = *said != SaidDay::Roughly || is_close(words);
                with(words) && is_near || is_tomorrow(words)
            });
            let near: Vec<_> = near.collect();
            // "Final loop friday" is the day of the loop.
            let is_of_stage = |words: &Range<usize>| {
                let clause = |at: usize| line.words[at].clause;
                let mut stages = stages.iter();
                stages.any(|(_, stage)| clause(stage.start) == clause(words.start))
            };
            let alone = |words: &Range<usize>| is_label(words) && !is_of_stage(words);
            let alone: Vec<_> = days.iter().filter(|(_, words)| alone(words)).collect();
            let after = |(_, words): &&&(SaidDay, Range<usize>)| {
                endings.iter().any(|ending| ending.end <= words.start)
            };
            let meant = match (near.as_slice(), alone.as_slice()) {
                ([], [first, rest @ ..]) => {
                    let is_one = rest.iter().all(|one| one.0 == first.0);
                    if !is_one {
                        let typed = line.texts(first.1.clone()).join(" ");
                        open.push(format!("the day: {typed} is not the only one"));
                        self.unsure_day = Some((typed, "is not the only day that is named"));
                    }
                    is_one.then_some(*first)
                }
                ([one], _) => Some(*one),
                (several, _) => several.iter().find(after).or(several.first()).copied(),
            };
            if let Some((said, words)) = meant {
                let words = words.clone();
                let typed = line.texts(words.clone()).join(" ");
                let typed = typed.strip_prefix("on ").unwrap_or(&typed);
                match (said.day(), *said) {
                    (Ok(day), _) => {
                        self.add_value(Key::head(Fact::Date), NewValue::Day(day), words);
                    }
                    (Err(_), SaidDay::Ahead) => self.ahead = Some(typed.to_owned()),
                    (Err(why), _) => {
                        open.push(format!("the day: {typed} {why}"));
                        self.unsure_day = Some((typed.to_owned(), why));
                    }
                }
            }
        }
        let meant: Vec<_> = stages
            .iter()
            .filter(|(_, words)| with(words) || is_label(words))
            .collect();
        if let Some((slug, words)) = meant.first()
            && meant.iter().all(|(other, _)| other == slug)
        {
            self.add(Fact::Stage, slug, words.clone());
        }
        let meant: Vec<_> = teams
            .iter()
            .filter(|team| team.is_plain || is_label(&team.words))
            .collect();
        if let Some(team) = meant.first()
            && meant.iter().all(|other| other.name == team.name)
        {
            self.add(Fact::Team, team.name, team.words.clone());
        }
    }

    /// The stages that a sentence names.
    fn stages(&self, vocabulary: &Vocabulary) -> Vec<(String, Range<usize>)> {
        let stage = |text: &str, words: &Range<usize>| {
            let stage = vocabulary.stage(text)?;
            self.is_free(words).then(|| stage.slug.clone())
        };
        let clauses = self.line.clauses().into_iter();
        clauses
            .flat_map(|clause| self.line.named(clause, stage))
            .collect()
    }

    /// What `party`, who speaks, owns, and the balls that this is; `promised` are words that
    /// say what comes next.
    pub fn add_owned(
        &mut self,
        party: Party,
        promised: &[Range<usize>],
        resources: &SentenceResources<'_>,
    ) {
        let line = self.line;
        let endings = self.endings.clone();
        let said = |fact| {
            let claim = self
                .found
                .iter()
                .find(|(_, claim)| claim.key == Key::head(fact));
            let value = claim.map(|(_, claim)| &claim.value);
            value
                .and_then(|value| value.as_value().text())
                .map(str::to_owned)
        };
        let (stage, outcome) = (said(Fact::Stage), said(Fact::Outcome));
        let hints = Hints {
            party: Some(party),
            stage: stage.as_deref(),
            outcome: outcome.as_deref(),
        };
        for words in promised {
            self.add_to(Some(party), Fact::Next, "", words.clone());
        }
        for owned in own::owned(line, self.lexicon, &endings, promised) {
            let pieces = line
                .pieces()
                .into_iter()
                .filter(|piece| owned.start <= piece.start && piece.end <= owned.end);
            let mut balls = Vec::new();
            for piece in pieces {
                let place =
                    line.words[piece.start].place.start..line.words[piece.end - 1].place.end;
                let ball = own::ball(&line.text[place], hints, resources.search);
                balls.extend(ball.map(|ball| (ball, piece)));
            }
            self.add_to(Some(party), Fact::Owned, "", owned.clone());
            for (ball, piece) in balls {
                self.add_to(Some(party), Fact::Dropped, &ball, piece);
            }
        }
    }
}
