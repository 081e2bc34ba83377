//! The questions after what a meeting decided, what was left of them, and how to go on.

use super::{DecisionSoFar, weak};
use crate::error::Error;
use crate::interview::{
    By, Heard, Offer, Prompt, PromptKind, Response, SectionSoFar, balls_by_meaning,
};
use crate::model::{COMING_DAYS, Day, Party, RestsOn, coming_day, spelled};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};
use crate::writing::guided::{self, interrupted, with_answers};
use crate::writing::keeper::Keeper;
use std::collections::BTreeMap;

spelled! {
    /// What is asked, in order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum DecisionStep {
        About = "about",
        Party = "party",
        Next = "next",
        Kept = "kept",
        RestsOn = "rests on",
        Review = "review",
    }
}

/// Days after which a decision is looked at again, unless the meeting says otherwise.
const REVIEW: u64 = 56;

/// What the questions go by.
struct DecisionAsker<'a> {
    /// What flags say.
    said: &'a DecisionSoFar,
    vocabulary: &'a Vocabulary,
    search: &'a Search<'a>,
    today: Day,
}

/// Asks for what is not said yet.
///
/// # Errors
/// Where there is no terminal, or the person leaves.
pub fn ask(
    said: &DecisionSoFar,
    keeper: &Keeper<'_>,
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Result<DecisionSoFar, Error> {
    let mut so_far = said.clone();
    let mut left = keeper.left_answers().unwrap_or_default();
    if !left.is_empty() && !goes_on(&left, keeper, session)? {
        left.clear();
    }
    let asker = DecisionAsker {
        said,
        vocabulary,
        search: &Search::new(vocabulary),
        today: session.context.today,
    };
    for step in DecisionStep::ALL {
        if said.lacks(step) {
            if let Some(answer) = left.get(step.as_str()) {
                asker.take(&mut so_far, step, answer);
            }
            continue;
        }
        // What flags say is left with the rest.
        let answer = match (step, said.review) {
            (DecisionStep::Review, Some(day)) => Response::text(day.to_string()),
            _ => asker.prompt(step, said).answer,
        };
        left.insert(step.as_str().to_owned(), answer);
    }
    with_answers(session, |person| {
        let (mut asked, mut remark) = (Vec::new(), None);
        let mut nudged = String::new();
        loop {
            let is_open = |ask: &DecisionStep| match ask {
                _ if asked.contains(ask) => false,
                DecisionStep::Party => so_far.party.is_none(),
                ask => said.lacks(*ask),
            };
            let Some(step) = DecisionStep::ALL.into_iter().find(is_open) else {
                if let (Some(next), false) = (&mut so_far.next, so_far.kept.is_empty()) {
                    let kept = ended(&so_far.kept);
                    *next = format!("{} Kept when {kept}", ended(next.trim_end()));
                }
                return Ok(so_far);
            };
            let mut prompt = asker.prompt(step, &so_far);
            prompt.remark = remark.take();
            let answer = match person.ask(&prompt, &mut |_| {}) {
                Heard::Left(half) => {
                    if matches!(step, DecisionStep::Next | DecisionStep::Kept) && !half.is_empty() {
                        left.insert(step.as_str().to_owned(), half);
                    }
                    keeper.keep_answers(left);
                    return Err(keeper.hints().into_iter().fold(interrupted(), Error::hint));
                }
                Heard::Back(_) => {
                    if asked.pop() == Some(DecisionStep::Party) {
                        so_far.party = said.party;
                    }
                    continue;
                }
                Heard::Answer(answer) => answer,
            };
            remark = asker.take(&mut so_far, step, &answer);
            // Enter keeps it, once it was said.
            if step == DecisionStep::Next && remark.is_none() && nudged != answer.text {
                let decision = so_far.whole(asker.today);
                remark = decision.and_then(|one| weak(&one, vocabulary, session));
                nudged.clone_from(&answer.text);
            }
            left.insert(step.as_str().to_owned(), answer);
            if remark.is_none() {
                asked.push(step);
                remark = keeper.keep_answers(left.clone());
            }
        }
    })
}

impl<'a> DecisionAsker<'a> {
    fn prompt(&self, step: DecisionStep, so_far: &DecisionSoFar) -> Prompt<'a> {
        let whose = so_far.party.map_or("party", Party::title);
        let one_of = |offers: &[(&str, &str)]| {
            let offers = offers
                .iter()
                .map(|(slug, meaning)| Offer::new(*slug, *meaning));
            PromptKind::Choose(offers.collect())
        };
        let (question, kind, answer) = match step {
            DecisionStep::About => {
                let hints = Hints {
                    party: so_far.party,
                    ..Hints::default()
                };
                let kind = PromptKind::Pick {
                    most: 3,
                    by: By::Meaning,
                    offers: balls_by_meaning(
                        SectionSoFar {
                            hints,
                            ..SectionSoFar::default()
                        },
                        self.vocabulary,
                        self.search,
                    ),
                };
                let question =
                    "Which dropped ball is it about? Say what happens, in your own words";
                let picked = Response::picked(so_far.about.iter().cloned());
                (question.to_owned(), kind, picked)
            }
            DecisionStep::Party => (
                "Who will do it?".to_owned(),
                one_of(&Party::ALL.map(|party| (party.as_str(), party.title()))),
                Response::text(so_far.party.unwrap_or(Party::Manager).as_str()),
            ),
            DecisionStep::Next => (
                format!("What will the {whose} do: when ..., I will ...?"),
                PromptKind::Text,
                Response::text(so_far.next.as_deref().unwrap_or_default()),
            ),
            DecisionStep::Kept => (
                "How would one see that it was kept? Kept when ... (Enter: leave it open)"
                    .to_owned(),
                line(None),
                Response::text(so_far.kept.as_str()),
            ),
            DecisionStep::RestsOn => (
                "What makes it happen when nobody remembers?".to_owned(),
                one_of(&[
                    (RestsOn::Memory.as_str(), "nothing yet"),
                    (RestsOn::List.as_str(), "a list that somebody goes through"),
                    (
                        RestsOn::Default.as_str(),
                        "it happens unless somebody stops it",
                    ),
                    (RestsOn::Gate.as_str(), "the step cannot go on without it"),
                ]),
                Response::text(so_far.rests_on.unwrap_or(RestsOn::Memory).as_str()),
            ),
            DecisionStep::Review => (
                "On which day do you look at it again?".to_owned(),
                line(Some(look_again(so_far, self.today).to_string())),
                Response::default(),
            ),
        };
        Prompt {
            label: step.as_str(),
            question,
            answer,
            kind,
            ..Prompt::default()
        }
    }

    /// Takes an answer, or says why it is none.
    fn take(
        &self,
        so_far: &mut DecisionSoFar,
        step: DecisionStep,
        answer: &Response,
    ) -> Option<String> {
        let text = answer.text.trim();
        let refused = |why: &str| Some(why.to_owned());
        match step {
            DecisionStep::About => {
                let Some(first) = answer.picked.first() else {
                    return refused("pick at least one, by typing what happens");
                };
                let party = self.vocabulary.ball(first).map(|ball| ball.party);
                so_far.party = self.said.party.or(party);
                so_far.about.clone_from(&answer.picked);
            }
            DecisionStep::Party => so_far.party = Party::parse(text),
            DecisionStep::Next if text.is_empty() => {
                return refused("without a sentence nothing is decided; Ctrl-C leaves");
            }
            DecisionStep::Next => so_far.next = Some(text.to_owned()),
            DecisionStep::Kept => text.clone_into(&mut so_far.kept),
            DecisionStep::RestsOn => so_far.rests_on = RestsOn::parse(text),
            DecisionStep::Review if text == "-" => so_far.review = None,
            DecisionStep::Review if text.is_empty() => {
                so_far.review = Some(look_again(so_far, self.today));
            }
            DecisionStep::Review => {
                so_far.review = coming_day(text, self.today);
                if so_far.review.is_none() {
                    return refused(COMING_DAYS);
                }
            }
        }
        None
    }
}

fn look_again(so_far: &DecisionSoFar, today: Day) -> Day {
    so_far.review.unwrap_or_else(|| today.plus_days(REVIEW))
}

/// The text with a full stop, where it ends in none.
fn ended(text: &str) -> String {
    match text.ends_with(['.', '!', '?']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

const fn line<'a>(suggested: Option<String>) -> PromptKind<'a> {
    PromptKind::Line {
        suggested,
        known: &[],
        is_needed: false,
        today: None,
    }
}

/// What was answered, by question.
type LeftAnswers = BTreeMap<String, Response>;

impl DecisionSoFar {
    /// Whether nothing answers this question.
    fn lacks(&self, step: DecisionStep) -> bool {
        match step {
            DecisionStep::About => self.about.is_empty(),
            DecisionStep::Party => self.party.is_none(),
            DecisionStep::Next | DecisionStep::Kept => self.next.is_none(),
            DecisionStep::RestsOn => self.rests_on.is_none(),
            DecisionStep::Review => self.review.is_none(),
        }
    }
}

/// Whether to go on with what was left; it is thrown away otherwise.
fn goes_on(left: &LeftAnswers, keeper: &Keeper<'_>, session: &Session<'_>) -> Result<bool, Error> {
    let about = left
        .get(DecisionStep::About.as_str())
        .map(|about| about.picked.join(", "));
    let offers = vec![
        Offer::new("go on", about.unwrap_or_default()),
        Offer::new(guided::THROW_AWAY, "and start afresh"),
    ];
    let question = "You left one unfinished. Go on with it?";
    let chosen = guided::chosen("draft", question, offers, session)?;
    let goes_on = chosen.is_none_or(|chosen| chosen == "go on");
    if !goes_on {
        keeper.done();
    }
    Ok(goes_on)
}
