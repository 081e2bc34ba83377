//! The conversation at a terminal: somebody to ask, what the log remembers, and
//! a draft from the first answer on.

use super::keeper::{Keeper, Left};
use crate::context::{Departure, Screen, tell};
use crate::diagnostic::Family;
use crate::error::{Error, Kind};
use crate::interview::terminal::{Drawn, EditText, Plain};
use crate::interview::{
    self, Conversation, FRESH_CASE, Heard, InterviewEnd, InterviewState, Keep, Memory, Nudge,
    Occasion, Offer, Person, Prompt, PromptKind, Resources, Response, TypedText,
};
use crate::language::{Finding, Language, Passage};
use crate::log::{Log, Prose, Reading};
use crate::model::{Entry, Fact, Id, Party, PostMortem};
use crate::patterns::usage;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::search::Search;
use crate::vocabulary::{Questions, Vocabulary};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Answers to whether one goes on with what was left.
const GO_ON: &str = "go on";
pub const THROW_AWAY: &str = "throw it away";

/// What helps with a first conversation, in one line. Plain lines say more of it
/// themselves.
pub fn about_new(session: &Session<'_>) -> String {
    let needed = "Only the first answer is needed.";
    if session.context.terminals.plain {
        needed.to_owned()
    } else {
        format!("{needed} Enter takes what is marked or skips, Esc goes back, Ctrl-C keeps it.")
    }
}

/// What to do about conversations that were left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    /// Go on with one.
    Resume,
    /// Ask first.
    Offer,
    /// Leave them where they are.
    Keep,
}

/// Where a conversation takes place.
pub struct Room<'a> {
    pub session: &'a Session<'a>,
    pub log: Option<&'a Log>,
    pub vocabulary: &'a Vocabulary,
    /// The party that keeps the log for itself, where one does.
    pub keeper: Option<Party>,
    pub drafts: Drafts,
    /// Said before the first question.
    pub about: String,
}

/// Whether somebody is there to talk to: at the keyboard, and before a screen.
pub fn is_possible(session: &Session<'_>) -> bool {
    !session.unattended() && session.context.terminals.talk.is_terminal
}

/// Somebody at the terminal: before a screen, or at plain lines.
pub(super) fn with_person<T>(
    session: &Session<'_>,
    departure: &Departure,
    edit: &EditText<'_>,
    talk: impl FnOnce(&mut dyn Person) -> Result<T, Error>,
) -> Result<T, Error> {
    if session.context.terminals.plain {
        return talk(&mut Plain::new(departure, edit));
    }
    let screen = Screen::open(departure)
        .map_err(|error| Error::io("draw on", "the terminal".as_ref(), error))?;
    talk(&mut Drawn::new(screen, session.talk_look(), edit))
}

/// The same for questions that need no editor.
pub(super) fn with_answers<T>(
    session: &Session<'_>,
    talk: impl FnOnce(&mut dyn Person) -> Result<T, Error>,
) -> Result<T, Error> {
    let departure = session.context.departure()?;
    let no_editor = |_: &str| Err("there is nothing to edit here".to_owned());
    with_person(session, &departure, &no_editor, talk)
}

/// A question with two answers, each with what comes of it.
pub struct Consent {
    pub label: &'static str,
    pub question: String,
    pub no: (&'static str, &'static str),
    pub yes: (&'static str, &'static str),
}

/// Shows what was found in what is about to be saved, and asks whether to save it as it is.
///
/// # Errors
/// Where the person leaves instead of answering.
pub fn wants_it_saved(found: &Talk, session: &Session<'_>) -> Result<bool, Error> {
    let consent = Consent {
        label: "save",
        question: "Save it as it is?".to_owned(),
        no: ("not yet", "take that out first"),
        yes: ("save", "and take it out afterwards"),
    };
    agrees(found, &consent, session)
}

/// Shows what is about to be done, and asks. What changes nothing stands there.
///
/// # Errors
/// Where the person leaves instead of answering.
pub fn agrees(shown: &Talk, consent: &Consent, session: &Session<'_>) -> Result<bool, Error> {
    let offers = [consent.no, consent.yes].map(|(slug, meaning)| Offer::new(slug, meaning));
    tell(shown.as_str());
    let chosen = chosen(consent.label, &consent.question, offers.into(), session)?;
    Ok(chosen.is_some_and(|slug| slug == consent.yes.0))
}

/// One question, the first of whose answers stands there; `None` for a step back.
///
/// # Errors
/// Where the person leaves instead of answering.
pub fn chosen(
    label: &'static str,
    question: &str,
    offers: Vec<Offer>,
    session: &Session<'_>,
) -> Result<Option<String>, Error> {
    let first = offers.first().map(|offer| offer.slug.clone());
    let prompt = Prompt {
        label,
        question: question.to_owned(),
        answer: Response::text(first.unwrap_or_default()),
        kind: PromptKind::Choose(offers),
        ..Prompt::default()
    };
    with_answers(session, |person| match person.ask(&prompt, &mut |_| {}) {
        Heard::Answer(answer) => Ok(Some(answer.text)),
        Heard::Back(_) => Ok(None),
        Heard::Left(_) => Err(interrupted()),
    })
}

impl Room<'_> {
    /// Asks from `state` on, or where a draft was left, until all is said; shows what was
    /// understood of a sentence, where there is one, until it is to be saved.
    ///
    /// # Errors
    /// Where the log or a draft cannot be read, or somebody stops.
    pub fn converse(
        &self,
        state: InterviewState,
        keeper: &mut Keeper<'_>,
        sentence: Option<&interview::SentenceReading<'_>>,
    ) -> Result<InterviewState, Error> {
        let reading = match self.log {
            Some(log) => log.read(Prose::Hinted)?,
            None => Reading::default(),
        };
        let departure = self.session.context.departure()?;
        let mut left = match self.drafts {
            Drafts::Keep => Vec::new(),
            _ => keeper.left(),
        };
        // Whoever names a party means that one, whatever was left of another's section.
        if let Occasion::Section(Some(party)) = state.occasion {
            let is_other = |other: Party| other != party;
            left.retain(|left| !left.unfinished.place.party.is_some_and(is_other));
        }
        // The others are offered once this one is in the log.
        let left = left.into_iter().next();
        let shared = std::cell::RefCell::new(keeper);
        let edit = |text: &str| shared.borrow().edit(text, &departure);
        with_person(self.session, &departure, &edit, |person| {
            let hints = |left: &Left| shared.borrow().hints_of(&left.draft);
            let hints = left.as_ref().map_or(Vec::new(), hints);
            let chosen = left.map_or(Ok(None), |left| self.choose(left, person));
            let chosen = chosen.map_err(|error| hints.into_iter().fold(error, Error::hint));
            let state = match chosen? {
                Some(left) => {
                    person.say(&about(&left.unfinished.post_mortem));
                    shared.borrow_mut().adopt(left)
                }
                None if sentence.is_some() => state,
                None => {
                    person.say(&self.about);
                    state
                }
            };
            self.hold(state, &reading.entries, sentence, person, &shared)
        })
    }

    fn hold(
        &self,
        state: InterviewState,
        entries: &[Entry],
        sentence: Option<&interview::SentenceReading<'_>>,
        person: &mut dyn Person,
        keeper: &std::cell::RefCell<&mut Keeper<'_>>,
    ) -> Result<InterviewState, Error> {
        let vocabulary = self.vocabulary;
        let all: Vec<&Entry> = entries.iter().collect();
        let counts = usage(&all, vocabulary).into_iter();
        let counts: HashMap<String, usize> = counts.map(|one| (one.slug, one.n)).collect();
        let memory = Memory::of(entries, vocabulary, counts);
        let questions = match self.log {
            Some(log) => self.session.questions(log, vocabulary),
            None => Questions::new(Vec::new(), vocabulary),
        };
        let id = keeper.borrow().id.clone();
        let questions = questions.remembering(entries, &id, self.keeper);
        let search = Search::new(vocabulary);
        let language: LazyLock<Language> = LazyLock::new(Language::new);
        let resources = Resources {
            vocabulary,
            questions: &questions,
            search: &search,
            memory: &memory,
            keeper: self.keeper,
            today: self.session.context.today,
            case: self.fresh_case(entries)?,
            nudges: &|text| nudges(&language, text),
        };
        let before = keeper.borrow().before.clone();
        let start = (keeper.borrow().is_fresh()).then(|| state.post_mortem.clone());
        let mut conversation = Conversation::new(&resources, state, before);
        let keep: &mut Keep<'_> = &mut |state| keeper.borrow().keep(state);
        let end = match sentence {
            Some(sentence) => conversation.review(sentence, person, keep),
            None => conversation.hold(person, keep),
        };
        match end {
            InterviewEnd::Whole => Ok(conversation.state),
            InterviewEnd::Left => {
                let state = &conversation.state;
                let is_typed = state.typed.values().any(|one| !one.is_empty());
                // What nobody said anything in is a copy of the file.
                if start.as_ref() == Some(&state.post_mortem) && !is_typed {
                    keeper.borrow().done();
                }
                let hints = keeper.borrow().hints();
                Err(hints.into_iter().fold(interrupted(), Error::hint))
            }
        }
    }

    /// The conversation that was left, where the person goes on with it.
    fn choose(&self, left: Left, person: &mut dyn Person) -> Result<Option<Left>, Error> {
        if self.drafts == Drafts::Resume {
            return Ok(Some(left));
        }
        let unfinished = &left.unfinished;
        let whose = unfinished.place.party.map(Party::title);
        let whose = whose.map_or_else(String::new, |title| format!("the {title}'s part of "));
        let offers = [
            (GO_ON, whose + &about(&unfinished.post_mortem)),
            ("start afresh", "and keep it for later".to_owned()),
            (THROW_AWAY, "and start afresh".to_owned()),
        ];
        let prompt = Prompt {
            label: "draft",
            question: "You left one unfinished. Go on with it?".to_owned(),
            answer: Response::text(GO_ON),
            kind: PromptKind::Choose(offers.map(|(slug, about)| Offer::new(slug, about)).into()),
            ..Prompt::default()
        };
        loop {
            match person.ask(&prompt, &mut |_| {}) {
                Heard::Answer(answer) if answer.text == GO_ON => return Ok(Some(left)),
                Heard::Answer(answer) => {
                    if answer.text == THROW_AWAY {
                        left.draft.remove();
                    }
                    return Ok(None);
                }
                // It is the first question, and asked anew.
                Heard::Back(_) => {}
                Heard::Left(_) => return Err(interrupted()),
            }
        }
    }

    /// A reference nobody can guess anything from, and that no case has yet.
    fn fresh_case(&self, entries: &[Entry]) -> Result<String, Error> {
        loop {
            let mut bytes = [0; 16];
            let drawn = self.session.context.random(&mut bytes);
            drawn.map_err(|error| Error::io("draw", "a reference".as_ref(), error))?;
            let Some(id) = Id::from_random(&bytes) else {
                continue;
            };
            let case = format!("{FRESH_CASE}{}", &id.as_str()[..4]);
            let is_taken = |entry: &Entry| entry.post_mortem.case.as_deref() == Some(&case);
            if !entries.iter().any(is_taken) {
                return Ok(case);
            }
        }
    }
}

/// What names or tells of somebody, wherever it stands; then blame in what is owned, and
/// promises too weak to keep in what comes next.
fn nudges(language: &Language, written: &TypedText<'_>) -> Vec<Nudge> {
    let of_section = match written.fact {
        Fact::Owned => Some(Family::Blame),
        Fact::Next => Some(Family::Commitment),
        _ => None,
    };
    let is_private =
        |one: &Finding| matches!(one.code.family(), Family::Privacy | Family::Protected);
    let is_weak = |one: &Finding| Some(one.code.family()) == of_section;
    let found = language.read(&Passage {
        text: written.text,
        field: written.fact,
        party: written.party,
        by: written.by,
    });
    let weak = found.iter().find(|one| is_weak(one));
    let nudge = |one: &Finding| {
        let question = match &one.question {
            Some(question) if is_private(one) => format!("{}. {question}", one.message),
            question => question.clone().unwrap_or_else(|| one.message.clone()),
        };
        let words = written.text.get(one.words.clone())?.to_owned();
        Some(Nudge { words, question })
    };
    let shown = found.iter().filter(|one| is_private(one)).chain(weak);
    shown.filter_map(nudge).collect()
}

/// Which post-mortem it is, in a line.
fn about(post_mortem: &PostMortem) -> String {
    let role = post_mortem.role.as_deref().unwrap_or("no role yet");
    format!("{}, {role}, {}", post_mortem.outcome, post_mortem.date)
}

pub(super) fn interrupted() -> Error {
    Error::new(
        Kind::Interrupted,
        "interrupted; nothing was written to the log",
    )
}
