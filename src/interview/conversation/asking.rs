//! What each question says, and what stands in it already.

use super::course::Conversation;
use crate::interview::offers::{self, SectionSoFar};
use crate::interview::person::{By, Offer, PartProgress, Prompt, PromptKind, Response};
use crate::interview::state::Occasion;
use crate::interview::step::Step;
use crate::model::{
    Asks, Fact, MOST_PRIORITIES, Need, Outcome, Party, Term, Text, Value, ValueKind, Words,
};
use crate::vocabulary::search::Hints;

/// As the answer to whether it was a fit.
pub(super) const NOBODY: &str = "nobody";
/// As the answer to whether the others are looked at now.
pub(super) const BOTH: &str = "both";
pub(super) const ALL: &str = "all";
/// Offered to whoever looked and found nothing: a section counts when it is said.
pub(super) const NOTHING: &str = "I looked at my part: it was not a fit, and I dropped nothing.";

impl Conversation<'_> {
    pub(super) fn ask(&self, step: Step) -> Prompt<'_> {
        let kind = self.kind(step);
        let mut typed = self.state.typed.get(&step).cloned();
        if let PromptKind::Choose(offers) = &kind {
            // The beginning of a word chooses nothing yet.
            typed = typed.filter(|typed| offers.iter().any(|offer| offer.slug == typed.text));
        }
        Prompt {
            label: self.label(step),
            progress: self.progress(step),
            question: self.question(step),
            beside: self.beside(step),
            remark: self.remark.clone(),
            about: String::new(),
            answer: typed.unwrap_or_else(|| self.standing(step)),
            kind,
        }
    }

    fn question(&self, step: Step) -> String {
        let own = |party| self.state.writer == Some(party);
        let questions = self.resources.questions;
        let asked = |fact: Fact| fact.about().question.unwrap_or_default().to_owned();
        match step {
            Step::Writer => "Who is writing?".to_owned(),
            Step::Whose => "Whose part is it?".to_owned(),
            Step::Others if self.state.writer.is_none() => {
                "Whose part do you want to look at now?".to_owned()
            }
            Step::Others => "And the others?".to_owned(),
            Step::Part(party, fact) if own(party) => {
                let fitted = match fact {
                    Fact::Owned => questions.of(party, Asks::Dropped),
                    Fact::Next => questions.of(party, Asks::Next),
                    _ => None,
                };
                fitted.map_or_else(|| asked(fact), |question| question.text.clone())
            }
            Step::Part(party, fact) => {
                let title = party.title();
                match fact {
                    Fact::Owned => format!(
                        "What was in the {title}'s hands, as far as you know? What happened, not why"
                    ),
                    Fact::Dropped => format!("Which ball was the {title}'s? Say what happened"),
                    Fact::Next => {
                        format!("What will the {title} do next time? Only what they said")
                    }
                    _ => asked(fact),
                }
            }
            Step::Fact(Fact::Wanted) if self.is_candidates() => {
                "What mattered to you? Most important first".to_owned()
            }
            Step::Fact(Fact::Pitched) if self.is_candidates() => {
                "What did they lead with?".to_owned()
            }
            Step::Fact(fact) => asked(fact),
        }
    }

    /// The log is a candidate's own.
    fn is_candidates(&self) -> bool {
        self.resources.keeper == Some(Party::Candidate)
    }

    /// The curious questions to a party, fitted to how it ended and how far it got.
    fn beside(&self, step: Step) -> Vec<String> {
        match step {
            Step::Part(party, Fact::Owned) => {
                let questions = self.resources.questions;
                let asked = questions.choose(party, &self.state.post_mortem);
                // To others it is what they would be asked.
                let quoted = |text: String| match self.state.writer == Some(party) {
                    true => text,
                    false => format!("\"{text}\""),
                };
                asked.into_iter().map(|asked| quoted(asked.text)).collect()
            }
            Step::Others => self.other_sides(),
            _ => Vec::new(),
        }
    }

    /// For each party that is left, the question about the other side of what
    /// the writer dropped.
    fn other_sides(&self) -> Vec<String> {
        let vocabulary = self.resources.vocabulary;
        let sides = |party: Party| {
            let dropped = self.state.post_mortem.dropped_by_others(party);
            let mut balls = dropped.iter().filter_map(|words| vocabulary.ball(words));
            balls.find(|ball| {
                let mut own = vocabulary.balls_of(party);
                own.any(|own| offers::mirrors(own, ball))
            })?;
            let questions = self.resources.questions;
            let asked = questions.choose(party, &self.state.post_mortem);
            Some(format!("{}: {}", party.title(), asked.first()?.text))
        };
        self.others().into_iter().filter_map(sides).collect()
    }

    /// What the post-mortem says about it already.
    pub(super) fn standing(&self, step: Step) -> Response {
        let post_mortem = &self.state.post_mortem;
        match step {
            Step::Fact(Fact::Outcome) if post_mortem.outcome.is_empty() => {
                let losses = self.resources.vocabulary.outcomes.iter();
                let first = || {
                    let mut losses = losses.filter(|outcome| outcome.is_loss());
                    losses.next().map(|outcome| outcome.slug.clone())
                };
                let outcome = self.resources.memory.outcome.clone().or_else(first);
                Response::text(outcome.unwrap_or_default())
            }
            // What is typed takes its place, so that nobody types behind it.
            Step::Fact(Fact::Date) => Response::default(),
            Step::Fact(Fact::Stage) => Response::text(self.stage().unwrap_or_default()),
            Step::Fact(Fact::Fit) if self.state.nobody => Response::text(NOBODY),
            Step::Part(party, Fact::Owned)
                if self.state.nobody
                    && self.state.writer == Some(party)
                    && post_mortem.section(party).owned.is_empty() =>
            {
                Response::text(NOTHING)
            }
            Step::Fact(_) | Step::Part(..) => {
                match step.key().and_then(|key| key.get(post_mortem)) {
                    Some(Value::Text(text)) => Response::text(text),
                    Some(Value::Day(day)) => Response::text(day.to_string()),
                    Some(Value::List(list)) => Response::picked(list.iter().map(Text::to_string)),
                    None => Response::default(),
                }
            }
            Step::Writer => Response::text(self.likely_writer().as_str()),
            Step::Whose => Response::text(self.likely_part().as_str()),
            Step::Others => Response::text(match self.state.now.as_slice() {
                [] => "",
                [party] => party.as_str(),
                [_, _] => BOTH,
                _ => ALL,
            }),
        }
    }

    fn likely_writer(&self) -> Party {
        let usual = self.resources.memory.writer;
        self.state.writer.or(usual).unwrap_or(Party::Manager)
    }

    fn likely_part(&self) -> Party {
        if let Occasion::Section(Some(party)) = self.state.occasion {
            return party;
        }
        let unwritten: Vec<Party> = self.state.post_mortem.unwritten().collect();
        let own = self.state.writer.filter(|own| unwritten.contains(own));
        let first = unwritten.first().copied();
        own.or(first).unwrap_or(Party::Manager)
    }

    pub(super) fn kind(&self, step: Step) -> PromptKind<'_> {
        match step {
            Step::Fact(fact) => self.kind_of_fact(fact),
            Step::Part(party, fact) => match fact.about().kind {
                ValueKind::List(_) if fact == Fact::NextFor => self.pick_dropped(party),
                ValueKind::List(Words::Ball) => self.pick_balls(party),
                ValueKind::Prose => PromptKind::Text,
                _ => self.kind_of_fact(fact),
            },
            Step::Whose => PromptKind::Choose(
                Party::ALL
                    .map(|party| Offer::new(party.as_str(), self.about(party)))
                    .to_vec(),
            ),
            Step::Writer => {
                let mut offers = Party::ALL
                    .map(|party| Offer::new(party.as_str(), party.title()))
                    .to_vec();
                if self.state.occasion == Occasion::New {
                    offers.push(Offer {
                        meaning: "only what happened, for now".to_owned(),
                        ..Offer::default()
                    });
                }
                PromptKind::Choose(offers)
            }
            Step::Others => PromptKind::Choose(self.ways_on()),
        }
    }

    fn kind_of_fact(&self, fact: Fact) -> PromptKind<'_> {
        let vocabulary = self.resources.vocabulary;
        match (fact, fact.about().kind) {
            (Fact::Outcome, _) => {
                let all = vocabulary.outcomes.iter();
                let offer =
                    |one: &Outcome| Offer::new(&one.slug, &one.meaning).called(&one.aliases);
                PromptKind::Choose(all.map(offer).collect())
            }
            (Fact::Stage, _) => {
                let all = vocabulary.stages.iter();
                let offer = |one: &Term| Offer::new(&one.slug, &one.meaning).called(&one.aliases);
                PromptKind::Choose(all.map(offer).chain([Offer::default()]).collect())
            }
            (Fact::Date, _) => {
                let date = self.state.post_mortem.date;
                let is_today = date == self.resources.today;
                let said = if is_today {
                    "today".to_owned()
                } else {
                    date.to_string()
                };
                self.line(fact, Some(said))
            }
            (Fact::Team, _) => self.line(fact, self.usual_team()),
            (Fact::Case, _) => self.line(fact, Some(self.resources.case.clone())),
            (Fact::Fit, _) => PromptKind::Choose(vec![
                Offer::new("match", "It could have worked."),
                Offer::new(
                    "mismatch",
                    "It was not a fit, and there is something to own all the same.",
                ),
                Offer::new(NOBODY, "Nobody dropped a ball; it was not a fit."),
                Offer::new("unsure", "Hard to say."),
                Offer::default(),
            ]),
            (_, ValueKind::OneOf(words)) => PromptKind::Choose(one_of(words)),
            (_, ValueKind::List(_)) => self.pick_priorities(),
            (_, ValueKind::Day | ValueKind::Text(_) | ValueKind::Prose) => self.line(fact, None),
        }
    }

    fn line(&self, fact: Fact, suggested: Option<String>) -> PromptKind<'_> {
        PromptKind::Line {
            suggested,
            known: self.resources.memory.used(fact),
            is_needed: fact.about().need == Need::Required,
            today: matches!(fact.about().kind, ValueKind::Day).then_some(self.resources.today),
        }
    }

    fn pick_priorities(&self) -> PromptKind<'_> {
        let vocabulary = self.resources.vocabulary;
        PromptKind::Pick {
            most: MOST_PRIORITIES,
            by: By::Name,
            offers: Box::new(move |words, picked| offers::priorities(words, picked, vocabulary)),
        }
    }

    fn pick_balls(&self, party: Party) -> PromptKind<'_> {
        let resources = self.resources;
        let moment = SectionSoFar {
            hints: Hints {
                party: Some(party),
                stage: self.stage(),
                outcome: Some(&self.state.post_mortem.outcome),
            },
            owned: &self.state.post_mortem.section(party).owned,
            by_others: self.state.post_mortem.dropped_by_others(party),
        };
        PromptKind::Pick {
            most: usize::MAX,
            by: By::Meaning,
            offers: offers::balls_by_meaning(moment, resources.vocabulary, resources.search),
        }
    }

    /// One of those that were just named.
    fn pick_dropped(&self, party: Party) -> PromptKind<'_> {
        let dropped = self.state.post_mortem.section(party).balls();
        PromptKind::Pick {
            most: dropped.len(),
            by: By::Name,
            offers: Box::new(move |words, picked| offers::dropped(words, picked, dropped)),
        }
    }

    fn about(&self, party: Party) -> String {
        let title = party.title();
        match self.state.post_mortem.section(party).is_written() {
            true => format!("{title}, written already"),
            false => format!("{title}, nobody has looked at it yet"),
        }
    }

    fn ways_on(&self) -> Vec<Offer> {
        let others = self.others();
        let mut offers = vec![Offer::new("", "they fill in theirs")];
        for party in &others {
            let meaning = format!("the {}'s part now, as far as you know it", party.title());
            offers.push(Offer::new(party.as_str(), meaning));
        }
        match others.len() {
            0 | 1 => {}
            2 => offers.push(Offer::new(BOTH, "one after the other")),
            _ => offers.push(Offer::new(ALL, "one after the other")),
        }
        offers
    }

    /// Within a part whose length is known by now.
    fn progress(&self, step: Step) -> Option<PartProgress> {
        let steps = self.steps();
        let (part, of_part): (String, Vec<Step>) = match step.party() {
            // Whether there is a question about the fit depends on the first answer.
            None if step == Step::Fact(Fact::Outcome) => return None,
            None if matches!(step, Step::Fact(_)) => {
                let facts = steps.into_iter();
                let facts = facts.filter(|step| matches!(step, Step::Fact(_)));
                ("what happened".to_owned(), facts.collect())
            }
            None => return None,
            Some(party) => {
                let section = steps.into_iter().filter(|step| step.party() == Some(party));
                let part = if self.state.writer == Some(party) {
                    "your part".to_owned()
                } else {
                    format!("the {}'s part", party.title())
                };
                (part, section.collect())
            }
        };
        let at = 1 + of_part.iter().position(|known| *known == step)?;
        Some(PartProgress {
            unit: "",
            part,
            at,
            of: of_part.len(),
        })
    }

    fn label(&self, step: Step) -> &'static str {
        match step {
            Step::Fact(Fact::Tldr) => "in short",
            Step::Part(_, Fact::NextFor) => "about",
            Step::Fact(fact) | Step::Part(_, fact) => fact.name(),
            Step::Writer => "writer",
            Step::Whose => "whose",
            Step::Others => "others",
        }
    }
}

/// A closed list, and the way to leave it open.
fn one_of(words: &[&str]) -> Vec<Offer> {
    let offers = words.iter().map(|word| Offer::new(*word, ""));
    offers.chain([Offer::default()]).collect()
}
