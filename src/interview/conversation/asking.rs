//! What each question says, and what stands in it already.

use super::course::Conversation;
use crate::interview::offers::{self, SectionSoFar};
use crate::interview::person::{By, Offer, PartProgress, Prompt, PromptKind, Response};
use crate::interview::state::Occasion;
use crate::interview::step::{FACTS, Step};
use crate::model::{Fit, MOST_PRIORITIES, Outcome, Party, Stage};

/// As the answer to whether it was a fit.
pub(super) const NOBODY: &str = "nobody";
/// As the answer to whether the others are looked at now.
pub(super) const BOTH: &str = "both";
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
            answer: typed.unwrap_or_else(|| self.standing(step)),
            kind,
        }
    }

    fn question(&self, step: Step) -> String {
        let own = |party| self.state.writer == Some(party);
        let questions = self.resources.questions;
        let asked = match step {
            Step::Outcome => "How did it end?",
            Step::Stage => "How far did it get?",
            Step::Role => "What was the role?",
            Step::Team => "Which team?",
            Step::Case => "A reference for the case, never a name (- for none)",
            Step::Tldr => "What happened, in one line?",
            Step::Fit => "Was it a match at all?",
            Step::Wanted => "What did they say mattered to them? Most important first",
            Step::Pitched => "What did we lead with?",
            Step::Writer if self.state.occasion == Occasion::New => "Who is writing?",
            Step::Writer => "Whose part is it?",
            Step::Others if self.state.writer.is_none() => "Whose part do you want to look at now?",
            Step::Others => "And the others?",
            Step::Owned(party) if own(party) => {
                let asked = questions.dropped_question(party);
                return asked.map_or_else(
                    || "What is yours to own?".to_owned(),
                    |asked| asked.text.clone(),
                );
            }
            Step::Owned(party) => {
                let title = party.title();
                return format!(
                    "What was in the {title}'s hands, as far as you know? What happened, not why"
                );
            }
            Step::Dropped(party) if own(party) => {
                "Which ball was dropped? Say what happened, in your own words"
            }
            Step::Dropped(party) => {
                let title = party.title();
                return format!("Which ball was the {title}'s? Say what happened");
            }
            Step::Next(party) if own(party) => {
                let asked = questions.next_question(party);
                return asked.map_or_else(
                    || "What will you do next time, and before which step?".to_owned(),
                    |asked| asked.text.clone(),
                );
            }
            Step::Next(party) => {
                let title = party.title();
                return format!("What will the {title} do next time? Only what they said");
            }
        };
        asked.to_owned()
    }

    /// The curious questions to a party, fitted to how it ended and how far it got.
    fn beside(&self, step: Step) -> Vec<String> {
        match step {
            Step::Owned(party) => {
                let asked = self.resources.questions.choose(
                    party,
                    self.state.post_mortem.stage.as_deref(),
                    &self.state.post_mortem.outcome,
                    &self.dropped_by_others(party),
                );
                // To others it is what they would be asked.
                let quoted = |text: String| {
                    if self.state.writer == Some(party) {
                        text
                    } else {
                        format!("\"{text}\"")
                    }
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
            let dropped = self.dropped_by_others(party);
            let mut balls = dropped.iter().filter_map(|words| vocabulary.ball(words));
            balls.find(|ball| {
                let mut own = vocabulary.balls_of(party);
                own.any(|own| offers::mirrors(own, ball))
            })?;
            let post_mortem = &self.state.post_mortem;
            let asked = self.resources.questions.choose(
                party,
                post_mortem.stage.as_deref(),
                &post_mortem.outcome,
                &dropped,
            );
            Some(format!("{}: {}", party.title(), asked.first()?.text))
        };
        self.others().into_iter().filter_map(sides).collect()
    }

    /// What the post-mortem says about it already.
    fn standing(&self, step: Step) -> Response {
        let post_mortem = &self.state.post_mortem;
        let word = |text: &Option<String>| Response::text(text.clone().unwrap_or_default());
        match step {
            Step::Outcome if post_mortem.outcome.is_empty() => {
                let losses = self.resources.vocabulary.outcomes.iter();
                let first = || {
                    let mut losses = losses.filter(|outcome| outcome.loss);
                    losses.next().map(|outcome| outcome.slug.clone())
                };
                Response::text(
                    (self.resources.memory.outcome.clone())
                        .or_else(first)
                        .unwrap_or_default(),
                )
            }
            Step::Outcome => Response::text(post_mortem.outcome.clone()),
            Step::Stage => Response::text(self.stage().unwrap_or_default()),
            Step::Role => word(&post_mortem.role),
            Step::Team => word(&post_mortem.team),
            Step::Case => word(&post_mortem.case),
            Step::Tldr => word(&post_mortem.tldr),
            Step::Fit if self.state.nobody => Response::text(NOBODY),
            Step::Fit => Response::text(post_mortem.fit.map_or("", Fit::as_str)),
            Step::Wanted => Response::picked(&post_mortem.wanted),
            Step::Pitched => Response::picked(&post_mortem.pitched),
            Step::Writer => Response::text(self.likely_writer().as_str()),
            Step::Owned(party) => {
                let owned = &post_mortem.section(party).owned;
                let nothing = self.state.nobody && self.state.writer == Some(party);
                Response::text(match owned.as_str() {
                    "" if nothing => NOTHING,
                    owned => owned,
                })
            }
            Step::Dropped(party) => Response::picked(&post_mortem.section(party).dropped),
            Step::Next(party) => Response::text(post_mortem.section(party).next.clone()),
            Step::Others => Response::text(match self.state.now.as_slice() {
                [] => "",
                [party] => party.as_str(),
                _ => BOTH,
            }),
        }
    }

    fn likely_writer(&self) -> Party {
        let unwritten = self.state.post_mortem.unwritten().next();
        let usual = self.resources.memory.writer;
        match self.state.occasion {
            Occasion::Section(Some(party)) => party,
            Occasion::Section(None) => (self.state.writer)
                .filter(|writer| self.state.post_mortem.unwritten().any(|one| one == *writer))
                .or(unwritten)
                .unwrap_or(Party::Manager),
            Occasion::New => self.state.writer.or(usual).unwrap_or(Party::Manager),
        }
    }

    fn kind(&self, step: Step) -> PromptKind<'_> {
        let resources = self.resources;
        let (vocabulary, memory) = (resources.vocabulary, resources.memory);
        match step {
            Step::Outcome => {
                let all = vocabulary.outcomes.iter();
                let offer =
                    |one: &Outcome| Offer::new(&one.slug, &one.meaning).called(&one.aliases);
                PromptKind::Choose(all.map(offer).collect())
            }
            Step::Stage => {
                let all = vocabulary.stages.iter();
                let offer = |one: &Stage| Offer::new(&one.slug, &one.meaning).called(&one.aliases);
                let mut offers: Vec<Offer> = all.map(offer).collect();
                offers.push(Offer::default());
                PromptKind::Choose(offers)
            }
            Step::Role => PromptKind::Line {
                suggested: None,
                known: &memory.roles,
            },
            Step::Team => PromptKind::Line {
                suggested: self.usual_team(),
                known: &memory.teams,
            },
            Step::Case => PromptKind::Line {
                suggested: Some(resources.case.clone()),
                known: &[],
            },
            Step::Tldr => PromptKind::Line {
                suggested: None,
                known: &[],
            },
            Step::Fit => PromptKind::Choose(vec![
                Offer::new("match", "It could have worked."),
                Offer::new(
                    "mismatch",
                    "It was not a fit, and there is something to own all the same.",
                ),
                Offer::new(NOBODY, "Nobody dropped a ball; it was not a fit."),
                Offer::new("unsure", "Hard to say."),
                Offer::default(),
            ]),
            Step::Wanted => PromptKind::Pick {
                most: MOST_PRIORITIES,
                by: By::Name,
                offers: Box::new(|words, picked| {
                    offers::priorities(words, picked, &memory.wanted, vocabulary)
                }),
            },
            Step::Pitched => PromptKind::Pick {
                most: MOST_PRIORITIES,
                by: By::Name,
                offers: Box::new(|words, picked| {
                    offers::priorities(words, picked, &memory.pitched, vocabulary)
                }),
            },
            Step::Writer => {
                let mut offers = Party::ALL
                    .map(|party| Offer::new(party.as_str(), self.about(party)))
                    .to_vec();
                if self.state.occasion == Occasion::New {
                    offers.push(Offer {
                        meaning: "only what happened, for now".to_owned(),
                        ..Offer::default()
                    });
                }
                PromptKind::Choose(offers)
            }
            Step::Owned(_) | Step::Next(_) => PromptKind::Text,
            Step::Dropped(party) => {
                let moment = SectionSoFar {
                    party,
                    stage: self.stage(),
                    owned: &self.state.post_mortem.section(party).owned,
                    by_others: self.dropped_by_others(party),
                };
                PromptKind::Pick {
                    most: usize::MAX,
                    by: By::Meaning,
                    offers: Box::new(move |words, picked| {
                        let search = resources.search;
                        offers::balls(words, picked, &moment, vocabulary, search, memory)
                    }),
                }
            }
            Step::Others => PromptKind::Choose(self.ways_on()),
        }
    }

    fn about(&self, party: Party) -> String {
        match self.state.occasion {
            Occasion::New => party.title().to_owned(),
            Occasion::Section(_) if self.state.post_mortem.section(party).is_written() => {
                format!("{}, written already", party.title())
            }
            Occasion::Section(_) => format!("{}, nobody has looked at it yet", party.title()),
        }
    }

    fn ways_on(&self) -> Vec<Offer> {
        let others = self.others();
        let mut offers = vec![Offer {
            note: String::new(),
            ..Offer::new("", "they fill in theirs")
        }];
        for party in &others {
            let meaning = format!("the {}'s part now, as far as you know it", party.title());
            offers.push(Offer::new(party.as_str(), meaning));
        }
        if others.len() > 1 {
            offers.push(Offer::new(BOTH, "one after the other"));
        }
        offers
    }

    /// Within a part whose length is known by now.
    fn progress(&self, step: Step) -> Option<PartProgress> {
        let steps = self.steps();
        let (part, of_part): (String, Vec<Step>) = match step.party() {
            // Whether there is a question about the fit depends on the first answer.
            None if step == Step::Outcome => return None,
            None if FACTS.contains(&step) => {
                let facts = steps.into_iter().filter(|step| FACTS.contains(step));
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
            part,
            at,
            of: of_part.len(),
        })
    }

    const fn label(&self, step: Step) -> &'static str {
        match step {
            Step::Outcome => "outcome",
            Step::Stage => "stage",
            Step::Role => "role",
            Step::Team => "team",
            Step::Case => "case",
            Step::Tldr => "in short",
            Step::Fit => "fit",
            Step::Wanted => "wanted",
            Step::Pitched => "pitched",
            Step::Writer => match self.state.occasion {
                Occasion::New => "writer",
                Occasion::Section(_) => "whose",
            },
            Step::Owned(_) => "owned",
            Step::Dropped(_) => "dropped",
            Step::Next(_) => "next",
            Step::Others => "others",
        }
    }
}
