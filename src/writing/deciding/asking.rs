//! The questions after what a meeting decided, what was left of them, and how to go on.

use super::{DecisionSoFar, weak};
use crate::error::Error;
use crate::interview::{By, Heard, Offer, Prompt, PromptKind, Response, balls_by_meaning};
use crate::log::Typed;
use crate::model::{Day, Party, RestsOn, spelled};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};
use crate::writing::guided::{self, interrupted, with_person};
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
    if let Some(left) = keeper.left_answers()
        && goes_on(&left, keeper, session)?
    {
        so_far = DecisionSoFar::resumed(left, said);
    }
    let departure = session.context.departure()?;
    let no_editor = |_: &str| Err("there is nothing to edit here".to_owned());
    let search = Search::new(vocabulary);
    let today = session.context.today;
    with_person(session, &departure, &no_editor, |person| {
        let (mut asked, mut remark) = (Vec::new(), None);
        let mut nudged = String::new();
        loop {
            let is_open = |ask: &DecisionStep| match ask {
                DecisionStep::About => said.about.is_empty(),
                DecisionStep::Party => so_far.party.is_none(),
                DecisionStep::Next | DecisionStep::Kept => said.next.is_none(),
                DecisionStep::RestsOn => said.rests_on.is_none(),
                DecisionStep::Review => said.review.is_none(),
            };
            let mut open = DecisionStep::ALL
                .into_iter()
                .filter(|ask| !asked.contains(ask));
            let Some(step) = open.find(is_open) else {
                if let (Some(next), false) = (&mut so_far.next, so_far.kept.is_empty()) {
                    let kept = ended(&so_far.kept);
                    *next = format!("{} Kept when {kept}", ended(next.trim_end()));
                }
                return Ok(so_far);
            };
            let mut prompt = prompt(step, &so_far, vocabulary, &search, today);
            prompt.remark = remark.take();
            let answer = match person.ask(&prompt, &mut |_| {}) {
                Heard::Left(half) => {
                    match step {
                        DecisionStep::Next if !half.text.trim().is_empty() => {
                            so_far.next = Some(half.text)
                        }
                        DecisionStep::Kept => so_far.kept = half.text,
                        _ => {}
                    }
                    keeper.keep_answers(so_far.typed());
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
            drop(prompt);
            let text = answer.text.trim().to_owned();
            match step {
                DecisionStep::About => match answer.picked.first() {
                    None => remark = Some("pick at least one, by typing what happens".to_owned()),
                    Some(first) => {
                        let party = vocabulary.ball(first).map(|ball| ball.party);
                        so_far.party = said.party.or(party);
                        so_far.about = answer.picked;
                    }
                },
                DecisionStep::Party => so_far.party = Party::parse(&text),
                DecisionStep::Next if text.is_empty() => {
                    remark =
                        Some("without a sentence nothing is decided; Ctrl-C leaves".to_owned());
                }
                DecisionStep::Next => {
                    so_far.next = Some(text.clone());
                    // Enter keeps it, once it was said.
                    let decision = so_far.whole(today).filter(|_| nudged != text);
                    remark = decision.and_then(|one| weak(&one, vocabulary, session));
                    nudged = text;
                }
                DecisionStep::Kept => so_far.kept = text,
                DecisionStep::RestsOn => so_far.rests_on = RestsOn::parse(&text),
                DecisionStep::Review if text == "-" => so_far.review = None,
                DecisionStep::Review if text.is_empty() => {
                    so_far.review = Some(look_again(&so_far, today))
                }
                DecisionStep::Review => {
                    so_far.review = Day::parse(&text).filter(|day| *day > today);
                    if so_far.review.is_none() {
                        remark = Some("write a day to come as 2027-01-15".to_owned());
                    }
                }
            }
            if remark.is_none() {
                asked.push(step);
                remark = keeper.keep_answers(so_far.typed());
            }
        }
    })
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

fn prompt<'a>(
    step: DecisionStep,
    so_far: &DecisionSoFar,
    vocabulary: &'a Vocabulary,
    search: &'a Search<'a>,
    today: Day,
) -> Prompt<'a> {
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
                offers: balls_by_meaning(hints, vocabulary, search),
            };
            let question = "Which dropped ball is it about? Say what happens, in your own words";
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
            "How would one see that it was kept? Kept when ... (Enter: leave it open)".to_owned(),
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
            line(Some(look_again(so_far, today).to_string())),
            Response::default(),
        ),
    };
    Prompt {
        label: step.as_str(),
        progress: None,
        question,
        beside: Vec::new(),
        remark: None,
        answer,
        kind,
        about: String::new(),
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

/// What was said of a decision that was left, by question.
type LeftAnswers = BTreeMap<String, Typed>;

impl DecisionSoFar {
    fn typed(&self) -> LeftAnswers {
        let text = |text: &str| Typed {
            text: text.to_owned(),
            picked: Vec::new(),
        };
        let about = Typed {
            text: String::new(),
            picked: self.about.clone(),
        };
        let review = self.review.map(|day| day.to_string());
        let said = [
            (DecisionStep::Party, self.party.map(Party::as_str)),
            (DecisionStep::Next, self.next.as_deref()),
            (DecisionStep::Kept, Some(self.kept.as_str())),
            (DecisionStep::RestsOn, self.rests_on.map(RestsOn::as_str)),
            (DecisionStep::Review, review.as_deref()),
        ];
        let said = said
            .into_iter()
            .filter_map(|(ask, said)| Some((ask, text(said?))));
        let said = [(DecisionStep::About, about)].into_iter().chain(said);
        said.map(|(ask, said)| (ask.as_str().to_owned(), said))
            .collect()
    }

    /// What was left, but for what is said anew.
    fn resumed(mut said: LeftAnswers, anew: &Self) -> Self {
        let mut take = |ask: DecisionStep| said.remove(ask.as_str()).unwrap_or_default();
        let about = take(DecisionStep::About).picked;
        let mut text = |ask: DecisionStep| take(ask).text;
        Self {
            about: if anew.about.is_empty() {
                about
            } else {
                anew.about.clone()
            },
            party: anew
                .party
                .or_else(|| Party::parse(&text(DecisionStep::Party))),
            next: anew.next.clone().or_else(|| Some(text(DecisionStep::Next))),
            review: anew
                .review
                .or_else(|| Day::parse(&text(DecisionStep::Review))),
            rests_on: anew
                .rests_on
                .or_else(|| RestsOn::parse(&text(DecisionStep::RestsOn))),
            kept: text(DecisionStep::Kept),
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
        Offer::new("start afresh", "and throw it away"),
    ];
    let question = "You left one unfinished. Go on with it?";
    let departure = session.context.departure()?;
    let chosen = guided::chosen("draft", question, offers, session, &departure)?;
    let goes_on = chosen.is_none_or(|chosen| chosen == "go on");
    if !goes_on {
        keeper.done();
    }
    Ok(goes_on)
}
