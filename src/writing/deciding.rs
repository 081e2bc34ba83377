//! What a meeting decided, from what somebody said to the file: the same checks before, and
//! the same ending after, as for a post-mortem.

use super::commit;
use super::finish::{SAVED_ALL_THE_SAME, drawn};
use super::guard::Guard;
use super::guided::{self, interrupted, with_person};
use super::meant::{NEW_FILE, OnFindings, Purpose};
use crate::context::Answer;
use crate::diagnostic::Findings;
use crate::error::Error;
use crate::interview::{By, Heard, Offer, Prompt, PromptKind, Response, balls_by_meaning};
use crate::log::{LoadedDecision, Log, encode_decision};
use crate::model::{Day, Decision, Id, Party, RestsOn, path_text};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};

/// What is known of a decision so far.
#[derive(Debug, Clone, Default)]
pub struct DecisionSoFar {
    pub about: Vec<String>,
    pub party: Option<Party>,
    pub next: Option<String>,
    pub review: Option<Day>,
    pub rests_on: Option<RestsOn>,
    /// How one would see that it was kept: a sentence behind the other.
    pub kept: String,
}

impl DecisionSoFar {
    /// The whole of it, made today; `None` where something is missing.
    pub fn whole(&self, today: Day) -> Option<Decision> {
        Some(Decision {
            date: today,
            about: Some(self.about.clone()).filter(|about| !about.is_empty())?,
            party: self.party?,
            next: self.next.clone().filter(|next| !next.trim().is_empty())?,
            review: self.review,
            rests_on: self.rests_on,
            withdrawn: None,
        })
    }
}

/// Checks it, writes it and says where it is; or prints what it would write. `before` is the
/// one it takes the place of, where it is no new one.
///
/// # Errors
/// Where it cannot be written, or the person wants to change it first.
pub fn finish_decision(
    decision: &Decision,
    before: Option<&LoadedDecision>,
    log: &Log,
    vocabulary: &Vocabulary,
    (purpose, on_findings): (Purpose, OnFindings),
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let file = |path: &str| log.root.join(path);
    let (name, text) = match before {
        None => (NEW_FILE.to_owned(), encode_decision(decision)),
        Some(before) => {
            let path = path_text(&file(&before.entry.path));
            (path, before.revised(decision)?)
        }
    };
    let guard = Guard::new(vocabulary, Some(&log.team), session.context.today);
    let found = guard.decision(&name, &text, decision);
    let is_clean = found.diagnostics.is_empty() || on_findings == OnFindings::Insist;
    let mut answer = Answer::default();
    if purpose == Purpose::Print {
        if !is_clean {
            answer.complaints += drawn(&found, session);
        }
        answer.text = text;
        return Ok(answer);
    }
    let is_seen = !is_clean && guided::is_possible(session);
    if is_seen && !guided::wants_it_saved(&drawn(&found, session), session)? {
        return Err(Error::usage("nothing was saved")
            .hint("run it again with other words; --allow-findings saves it as it is"));
    }
    let path = match before {
        None => {
            let random = |bytes: &mut [u8]| session.context.random(bytes);
            log.create_decision(&text, decision.date, random)?
        }
        Some(before) => {
            log.replace_decision(before, &text)?;
            before.entry.path.clone()
        }
    };
    let file = file(&path);
    let id = Id::from_stem(&file.file_stem().unwrap_or_default().to_string_lossy());
    answer.text = format!("{}\n", session.shown(&file));
    let patterns = session.command().then("patterns");
    answer.talk += match (before, decision.withdrawn) {
        (None, _) => format!("saved {id}; what becomes of it opens the page: {patterns}\n"),
        (Some(_), Some(_)) => format!("{id} is no longer meant, and judged no more\n"),
        (Some(_), None) => format!("{id} changed; the page opens with it: {patterns}\n"),
    };
    if !is_clean && !is_seen {
        let path = path_text(&file);
        answer.complaints += drawn(&Findings { path, ..found }, session);
    }
    match purpose {
        Purpose::Commit if !is_clean => commit::refuse(&file, &[], session, &mut answer),
        Purpose::Commit => {
            let done = if before.is_none() { "Add" } else { "Edit" };
            let message = commit::of_decision(done, &id, &decision.about);
            commit::commit(&file, &[], &message, session, &mut answer);
        }
        _ if !is_clean && !is_seen => answer.complaints += SAVED_ALL_THE_SAME,
        _ => {}
    }
    Ok(answer)
}

/// What is said of words that are weak, and the question to try instead.
pub fn weak(decision: &Decision, vocabulary: &Vocabulary, session: &Session<'_>) -> Option<String> {
    let guard = Guard::new(vocabulary, None, session.context.today);
    let found = guard.weak(decision)?;
    let question = found.question.map(|question| format!(". {question}"));
    Some(found.message + &question.unwrap_or_default())
}

/// What is asked, in order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DecisionStep {
    About,
    Party,
    Next,
    Kept,
    RestsOn,
    Review,
}

/// Days after which a decision is looked at again, unless the meeting says otherwise.
const REVIEW: u64 = 56;

/// Asks for what is not said yet.
///
/// # Errors
/// Where there is no terminal, or the person leaves.
pub fn ask(
    said: &DecisionSoFar,
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Result<DecisionSoFar, Error> {
    let departure = session.context.departure()?;
    let no_editor = |_: &str| Err("there is nothing to edit here".to_owned());
    let search = Search::new(vocabulary);
    let today = session.context.today;
    let mut so_far = said.clone();
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
            let all = [
                DecisionStep::About,
                DecisionStep::Party,
                DecisionStep::Next,
                DecisionStep::Kept,
                DecisionStep::RestsOn,
                DecisionStep::Review,
            ];
            let mut open = all.into_iter().filter(|ask| !asked.contains(ask));
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
                Heard::Left(_) => return Err(interrupted()),
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
    let (label, question, kind, answer) = match step {
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
            ("about", question.to_owned(), kind, picked)
        }
        DecisionStep::Party => (
            "party",
            "Who will do it?".to_owned(),
            one_of(&Party::ALL.map(|party| (party.as_str(), party.title()))),
            Response::text(so_far.party.unwrap_or(Party::Manager).as_str()),
        ),
        DecisionStep::Next => (
            "next",
            format!("What will the {whose} do: when ..., I will ...?"),
            PromptKind::Text,
            Response::text(so_far.next.as_deref().unwrap_or_default()),
        ),
        DecisionStep::Kept => (
            "kept",
            "How would one see that it was kept? Kept when ... (Enter: leave it open)".to_owned(),
            line(None),
            Response::text(so_far.kept.as_str()),
        ),
        DecisionStep::RestsOn => (
            "rests on",
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
            "review",
            "On which day do you look at it again?".to_owned(),
            line(Some(look_again(so_far, today).to_string())),
            Response::default(),
        ),
    };
    Prompt {
        label,
        progress: None,
        question,
        beside: Vec::new(),
        remark: None,
        answer,
        kind,
        at_once: false,
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
