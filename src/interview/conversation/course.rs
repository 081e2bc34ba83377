//! Which question comes next: the steps of a conversation as things stand.

use crate::interview::resources::Resources;
use crate::interview::state::{InterviewState, Occasion};
use crate::interview::step::Step;
use crate::model::{Fact, Party, Section, Text, same_name};

pub struct Conversation<'a> {
    pub(super) resources: &'a Resources<'a>,
    pub state: InterviewState,
    /// The sections as they were before anybody was asked.
    pub(super) before: [Section; 3],
    /// A quiet line about the last answer, for the next question.
    pub(super) remark: Option<String>,
}

impl<'a> Conversation<'a> {
    /// Begins where the state is; `before` is what the sections said before
    /// anybody was asked.
    pub fn new(resources: &'a Resources<'a>, state: InterviewState, before: [Section; 3]) -> Self {
        let mut conversation = Self {
            resources,
            state,
            before,
            remark: None,
        };
        let asked = conversation.steps();
        let is_asked = |step| asked.contains(&step);
        let (case, is_new) = (
            Step::Fact(Fact::Case),
            conversation.state.occasion == Occasion::New,
        );
        let has_case = conversation.state.post_mortem.case.is_some();
        if is_new && !has_case && !is_asked(case) && !conversation.state.is_given(case) {
            let fresh = Some(resources.case.clone()).filter(|fresh| !fresh.is_empty());
            conversation.state.post_mortem.case = fresh.map(Text::from);
        }
        if conversation.state.at.is_some_and(|step| !is_asked(step)) {
            conversation.state.at = asked.first().copied();
        }
        conversation
    }

    /// The steps of this conversation as far as they are known, in order.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        match self.state.occasion {
            Occasion::New => {
                steps.extend(Step::facts());
                steps.push(Step::Writer);
                steps.extend(self.state.writer.into_iter().flat_map(Step::of_section));
                steps.push(Step::Others);
                for party in &self.state.now {
                    steps.extend(Step::of_section(*party));
                }
            }
            Occasion::Section(party) => {
                steps.extend([Step::Writer, Step::Whose]);
                steps.extend(party.into_iter().flat_map(Step::of_section));
            }
        }
        steps.retain(|step| !self.state.is_given(*step) && self.makes_sense(*step));
        steps
    }

    /// Whether a question is asked at all, as things stand.
    fn makes_sense(&self, step: Step) -> bool {
        let state = &self.state;
        let outcome = self
            .resources
            .vocabulary
            .outcome(&state.post_mortem.outcome);
        match step {
            Step::Fact(Fact::Team) => !self.resources.memory.used(Fact::Team).is_empty(),
            // The fresh one does where nobody has any of their own.
            Step::Fact(Fact::Case) => self.resources.memory.has_cases,
            Step::Fact(Fact::Fit) => outcome.is_none_or(|outcome| outcome.is_loss()),
            // One ball is what the promise is about.
            Step::Part(party, Fact::NextFor) => state.post_mortem.section(party).balls().len() > 1,
            // Whoever dropped nothing still says so.
            Step::Part(party, fact) if fact != Fact::Owned => {
                !(state.nobody && state.writer == Some(party))
            }
            Step::Others => self.resources.keeper.is_none() && !self.others().is_empty(),
            _ => true,
        }
    }

    /// A promise about nothing is not asked for, nor what no promise is about.
    fn is_idle(&self, step: Step) -> bool {
        let section = |party| self.state.post_mortem.section(party);
        match step {
            Step::Part(party, Fact::Next) => !section(party).is_written(),
            Step::Part(party, Fact::NextFor) => section(party).next.trim().is_empty(),
            _ => false,
        }
    }

    pub(super) fn next(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let at = steps.iter().position(|known| *known == step)?;
        let mut later = steps[at + 1..].iter().copied();
        later.find(|later| !self.is_idle(*later))
    }

    pub(super) fn previous(&self, step: Step) -> Option<Step> {
        let steps = self.steps();
        let at = steps.iter().position(|known| *known == step)?;
        let mut earlier = steps[..at].iter().rev().copied();
        earlier.find(|earlier| !self.is_idle(*earlier))
    }

    /// The parties besides the writer whose sections nobody has filled in.
    pub(super) fn others(&self) -> Vec<Party> {
        let named = |party: Party| {
            let mut steps = Step::of_section(party);
            steps.any(|step| self.state.is_given(step))
        };
        Party::ALL
            .into_iter()
            .filter(|party| Some(*party) != self.state.writer && !named(*party))
            .collect()
    }

    /// The stage as far as it is known: written down, or what the outcome usually means.
    pub(super) fn stage(&self) -> Option<&str> {
        let stage = self.state.post_mortem.stage.as_deref();
        stage.or_else(|| self.usual_stage())
    }

    /// The team that last hired for this role.
    pub(super) fn usual_team(&self) -> Option<String> {
        let role = self.state.post_mortem.role.as_deref()?;
        self.resources.memory.team_of.get(&same_name(role)).cloned()
    }

    pub(super) fn usual_stage(&self) -> Option<&str> {
        let vocabulary = self.resources.vocabulary;
        let outcome = vocabulary.outcome(&self.state.post_mortem.outcome)?;
        let stage = vocabulary.stage(outcome.stage.as_deref()?)?;
        Some(&stage.slug)
    }
}
