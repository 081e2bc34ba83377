//! What becomes of an answer.

use super::asking::{ALL, BOTH, NOBODY, NOTHING};
use super::course::Conversation;
use crate::interview::person::Response;
use crate::interview::resources::TypedText;
use crate::interview::state::Occasion;
use crate::interview::step::Step;
use crate::model::{
    Fact, Fit, Key, NewValue, Party, SaidDay, Section, Text, Value, ValueKind, day_in_words,
    says_something, trimmed_lines, whole_day,
};
use crate::talk::one_line;

impl Conversation<'_> {
    /// Puts the answer in and goes on, unless there is a word to say about it first.
    pub(super) fn take(&mut self, step: Step, answer: &Response) {
        self.remark = self.no_answer(step, answer);
        if self.remark.is_some() {
            self.state.typed.insert(step, answer.clone());
            return;
        }
        self.state.typed.remove(&step);
        self.put(step, answer);
        if let Some(party) = step.party() {
            self.sign(party);
        }
        if let Some(key) = step.key()
            && key.fact.about().kind.is_written_freely()
            && let Some((words, question)) = self.nudge(step, key)
        {
            self.remark = Some(format!("\"{words}\": {question} (Enter keeps it)"));
            self.state.nudged.entry(step).or_default().push(words);
            return;
        }
        if let Step::Part(party, Fact::Dropped) = step {
            let remarks = [self.before(party), self.care(party)];
            let remarks: Vec<_> = remarks.into_iter().flatten().collect();
            self.remark = (!remarks.is_empty()).then(|| remarks.join("; "));
        }
        self.state.at = self.next(step);
    }

    /// What to say of words for a day that are none, and of a sentence without a word.
    fn no_answer(&self, step: Step, answer: &Response) -> Option<String> {
        let text = answer.text.trim();
        let kind = step.key()?.fact.about().kind;
        match kind {
            _ if text.is_empty() => None,
            ValueKind::Day => {
                let said = whole_day(text, self.resources.today);
                let why = said.map_or(Err("is no day"), SaidDay::day).err()?;
                Some(format!("\"{text}\" {why}; {}", SaidDay::hint(said)))
            }
            ValueKind::Prose if !says_something(text) => Some(format!(
                "\"{text}\" says nothing yet; write a sentence, or leave it empty to pass over it"
            )),
            _ => None,
        }
    }

    fn put(&mut self, step: Step, answer: &Response) {
        let text = answer.text.trim();
        match step {
            Step::Fact(Fact::Outcome) => self.put_outcome(text),
            Step::Fact(Fact::Team) => {
                let usual = self.usual_team();
                self.state.post_mortem.team = suggested(text, usual);
            }
            Step::Fact(Fact::Case) => {
                let fresh = Some(self.resources.case.clone());
                self.state.post_mortem.case = suggested(text, fresh);
            }
            Step::Fact(Fact::Fit) => {
                let was_nobody = std::mem::replace(&mut self.state.nobody, text == NOBODY);
                if was_nobody && !self.state.nobody {
                    self.take_back_nothing();
                }
                self.state.post_mortem.fit = match text {
                    NOBODY => Some(Fit::Mismatch),
                    text => Fit::parse(text),
                };
            }
            Step::Writer => self.put_writer(Party::parse(text)),
            Step::Whose => self.state.occasion = Occasion::Section(Party::parse(text)),
            Step::Part(party, Fact::Dropped) => self.put_dropped(party, &answer.picked),
            Step::Part(party, Fact::NextFor) => {
                let about = &answer.picked;
                self.section(party).next_for = (!about.is_empty()).then(|| about.iter().collect());
            }
            Step::Others => {
                let others = self.others();
                self.state.now = match text {
                    BOTH | ALL => others,
                    text => Party::parse(text).into_iter().collect(),
                };
            }
            Step::Fact(_) | Step::Part(..) => {
                if let Some(key) = step.key() {
                    let value = self.value(key, answer);
                    key.set(&mut self.state.post_mortem, value);
                }
            }
        }
    }

    /// What an answer says for a key, in the words of the vocabulary.
    fn value(&self, key: Key, answer: &Response) -> Option<NewValue> {
        let text = answer.text.trim();
        match key.fact.about().kind {
            ValueKind::Day if text.is_empty() => match key.get(&self.state.post_mortem) {
                Some(Value::Day(day)) => Some(NewValue::Day(day)),
                _ => Some(NewValue::Day(self.resources.today)),
            },
            ValueKind::Day => day_in_words(text, self.resources.today).map(NewValue::Day),
            ValueKind::List(_) => Some(NewValue::List(answer.picked.iter().collect())),
            ValueKind::Text(words) => {
                let slug = self.resources.vocabulary.slug_of(words, text);
                Some(NewValue::Text(slug.into()))
            }
            ValueKind::Prose => Some(NewValue::Text(trimmed_lines(text).into())),
            ValueKind::OneOf(_) => Some(NewValue::Text(text.into())),
        }
    }

    /// Picking nothing says nothing, not that there was none.
    fn put_dropped(&mut self, party: Party, picked: &[String]) {
        let was_written = self.before[party.index()].is_written();
        if let Some(about) = &mut self.section(party).next_for {
            about.retain(|ball| picked.iter().any(|picked| picked == ball));
        }
        let dropped = &mut self.section(party).dropped;
        // An empty list of an older template says nothing either.
        let says_none = dropped.as_deref().is_some_and(Vec::is_empty) && was_written;
        if !picked.is_empty() {
            *dropped = Some(picked.iter().collect());
        } else if !says_none {
            *dropped = None;
        }
    }

    /// Another outcome usually means another stage; one that was only preset
    /// does not outlive it.
    fn put_outcome(&mut self, text: &str) {
        let usual = self.usual_stage().map(Text::from);
        let slug = self.resources.vocabulary.outcome_slug(text).into_owned();
        if slug != self.state.post_mortem.outcome {
            if self.state.post_mortem.stage == usual
                && !self.state.is_given(Step::Fact(Fact::Stage))
            {
                self.state.post_mortem.stage = None;
            }
            self.state.typed.remove(&Step::Fact(Fact::Stage));
            self.state.post_mortem.outcome = slug.into();
        }
    }

    /// Whoever picked the wrong party first loses no sentence: it moves along.
    /// The balls stay behind, being the other party's.
    fn put_writer(&mut self, party: Option<Party>) {
        let was = std::mem::replace(&mut self.state.writer, party);
        if self.state.occasion != Occasion::New {
            return;
        }
        self.state.now.retain(|other| Some(*other) != party);
        let (Some(was), Some(is)) = (was, party) else {
            return;
        };
        let is_free = {
            let section = self.state.post_mortem.section(is);
            !section.is_written() && section.next.is_empty()
        };
        let untouched = Step::of_section(was).all(|step| !self.state.is_given(step));
        if was != is && is_free && untouched {
            let mut moved = std::mem::take(self.section(was));
            moved.dropped = None;
            *self.section(is) = moved;
            for (from, to) in Step::of_section(was).zip(Step::of_section(is)) {
                if let Some(typed) = self.state.typed.remove(&from)
                    && !matches!(from, Step::Part(_, Fact::Dropped))
                {
                    self.state.typed.insert(to, typed);
                }
            }
            self.sign(is);
        }
    }

    /// What was offered to whoever dropped nothing is no answer to another question.
    fn take_back_nothing(&mut self) {
        if let Some(party) = self.state.writer {
            let step = Step::Part(party, Fact::Owned);
            self.state
                .typed
                .retain(|typed, answer| *typed != step || answer.text != NOTHING);
            let section = self.section(party);
            if section.owned == NOTHING {
                section.owned = Text::new();
            }
        }
    }

    fn section(&mut self, party: Party) -> &mut Section {
        self.state.post_mortem.section_mut(party)
    }

    /// Whoever corrects a section that another wrote does not become its voice.
    pub(super) fn sign(&mut self, party: Party) {
        let writer = self.state.writer;
        let before = &self.before[party.index()];
        let section = self.state.post_mortem.section_mut(party);
        let says_something = section.is_written() || !section.next.is_empty();
        let is_of_another = before.is_written() && writer != Some(party);
        section.by = if !says_something || is_of_another {
            before.by
        } else {
            writer.or(before.by)
        };
    }

    /// The words and a question about them: only about what was typed now, and once for
    /// the same words, also where the text around them is another.
    fn nudge(&self, step: Step, key: Key) -> Option<(String, String)> {
        let text = key.get(&self.state.post_mortem).and_then(Value::text)?;
        let before = key.party.and_then(|party| {
            let before = key.fact.of_section(&self.before[party.index()]);
            before.and_then(Value::text)
        });
        if text.is_empty() || before == Some(text) {
            return None;
        }
        let nudges = (self.resources.nudges)(&TypedText {
            party: key.party,
            by: self.state.writer,
            fact: key.fact,
            text,
        });
        let said = self.state.nudged.get(&step);
        nudges.into_iter().find_map(|nudge| {
            let words = one_line(&nudge.words);
            let is_kept =
                said.is_some_and(|said| said.iter().any(|one| one.is_empty() || *one == words));
            (!is_kept).then_some((words, nudge.question))
        })
    }

    /// How often what was picked was dropped before: said after the choice, as it is no
    /// reason for it.
    fn before(&self, party: Party) -> Option<String> {
        let picked = self.state.post_mortem.section(party).balls().iter();
        let before = picked.filter_map(|ball| match self.resources.memory.times(ball) {
            0 => None,
            1 => Some(format!("{ball} once before")),
            n => Some(format!("{ball} {n} times before")),
        });
        let before: Vec<_> = before.collect();
        (!before.is_empty()).then(|| before.join(", "))
    }

    /// What to leave out when writing about what was picked.
    fn care(&self, party: Party) -> Option<String> {
        let dropped = self.state.post_mortem.section(party).balls();
        let mut balls = dropped
            .iter()
            .filter_map(|words| self.resources.vocabulary.ball(words));
        let ball = balls.find(|ball| ball.care.is_some())?;
        Some(format!("{}: {}", ball.slug, ball.care.as_deref()?))
    }
}

/// Nothing typed takes what is suggested; a hyphen takes nothing.
fn suggested(text: &str, suggested: Option<String>) -> Option<Text> {
    match text {
        "" => suggested.map(Text::from),
        "-" => None,
        text => Some(text.into()),
    }
}
