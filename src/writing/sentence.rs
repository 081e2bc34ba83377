//! `hirelog new WORDS`: a post-mortem said in one sentence, understood by the words of
//! the log that it is for.

use super::content::{Filled, fill};
use super::destination::Destination;
use super::guided::Room;
use super::keeper::Keeper;
use super::meant::{Kept, Meant, WantedChange, text_below};
use crate::error::Error;
use crate::flags::Content;
use crate::interview::{InterviewState, Memory, Occasion, SentenceReading, spoken_rows};
use crate::log::{Prose, text_of};
use crate::model::{DAYS_IN_WORDS, Fact, Party, PostMortem};
use crate::render::labelled;
use crate::sentence::{self, SentenceResources, Understood};
use crate::session::Session;
use crate::vocabulary::search::Search;
use std::collections::{BTreeSet, HashMap};

/// A sentence, and what it is read by.
pub struct Spoken<'a> {
    text: String,
    /// What flags say besides.
    content: &'a Content,
    destination: &'a Destination,
    session: &'a Session<'a>,
    search: Search<'a>,
    memory: Memory,
}

impl<'a> Spoken<'a> {
    /// The words of the command line, or those of standard input where they are `-`.
    ///
    /// # Errors
    /// Where there are none, or where the log cannot be read.
    pub fn new(
        words: &[String],
        content: &'a Content,
        destination: &'a Destination,
        session: &'a Session<'a>,
    ) -> Result<Self, Error> {
        let text = match words {
            [word] if word == "-" => text_of("standard input", &session.context.standard_input()?)?
                .trim()
                .to_owned(),
            words => words.join(" ").trim().to_owned(),
        };
        if text.is_empty() {
            return Err(Error::usage("the sentence is empty")
                .hint("such as: hirelog new offer declined yesterday, they wanted benefits"));
        }
        let entries = match destination.log() {
            Some(log) => log.read(Prose::Hinted)?.entries,
            None => Vec::new(),
        };
        let vocabulary = &destination.vocabulary;
        Ok(Self {
            text,
            content,
            destination,
            session,
            search: Search::new(vocabulary),
            memory: Memory::of(&entries, vocabulary, HashMap::new()),
        })
    }

    /// What is understood where this party speaks, or one that the sentence names.
    pub fn read(&self, writer: Option<Party>) -> Understood {
        let resources = SentenceResources {
            vocabulary: &self.destination.vocabulary,
            search: &self.search,
            roles: self.memory.used(Fact::Role),
            teams: self.memory.used(Fact::Team),
            today: self.session.context.today,
        };
        sentence::read(&self.text, writer, &resources)
    }

    /// What is understood where this party speaks, and a new post-mortem that says so,
    /// and what the flags say; of today, where no day is named.
    ///
    /// # Errors
    /// Every problem with the flags, at once.
    pub fn filled(&self, writer: Option<Party>) -> Result<(Understood, Filled), Error> {
        let understood = self.read(writer);
        let says_day = self.content.text(Fact::Date).is_some();
        if let Some(day) = understood.ahead.as_ref().filter(|_| !says_day) {
            let what = format!("`{day}` is still to come, and a post-mortem looks back");
            return Err(Error::usage(what)
                .hint("write it down once it is there; if it is, say its day: --date DAY"));
        }
        let filled = self.fill(&understood, &self.post_mortem(&understood))?;
        Ok((understood, filled))
    }

    /// What stands against saving it unseen: a day that it names, and which one is not plain.
    pub fn unsure_day(&self, understood: &Understood) -> Option<Error> {
        let (day, why) = understood.unsure_day.as_ref()?;
        let what = format!("the day of the outcome: `{day}` {why}, so nothing was saved");
        let hint = format!("say which day it was: --date DAY, such as {DAYS_IN_WORDS}");
        let is_said = self.content.text(Fact::Date).is_some();
        (!is_said).then(|| Error::usage(what).hint(hint))
    }

    fn fill(&self, understood: &Understood, base: &PostMortem) -> Result<Filled, Error> {
        let people = (understood.writer, self.destination.keeper(self.session));
        let words = &self.destination.vocabulary;
        fill(
            self.content,
            people,
            base,
            words,
            self.session.context.today,
        )
    }

    fn post_mortem(&self, understood: &Understood) -> PostMortem {
        let mut post_mortem = PostMortem::new(self.session.context.today, "");
        understood.put_into(&mut post_mortem);
        post_mortem
    }

    /// Shows what was understood until the person wants it saved.
    ///
    /// # Errors
    /// Where the log cannot be read, or somebody stops.
    pub fn review(&self, writer: Option<Party>, room: &Room<'_>) -> Result<Meant<'a>, Error> {
        let (session, destination) = (self.session, self.destination);
        let filled = |understood: &Understood| {
            let base = self.post_mortem(understood);
            // What is wrong with the flags was said before anything was shown.
            let filled = self.fill(understood, &base);
            filled.map_or(base, |filled| filled.post_mortem)
        };
        let reading = SentenceReading {
            read: &|writer| self.read(writer),
            filled: &filled,
            today: session.context.today,
        };
        let blank = PostMortem::new(session.context.today, "");
        let state = InterviewState::new(Occasion::New, blank, writer, BTreeSet::new());
        let mut keeper = Keeper::new(session, &destination.root, "", Default::default());
        let state = room.converse(state, &mut keeper, Some(&reading))?;
        let change = WantedChange::New {
            destination,
            text: text_below(&[], &state.post_mortem)?,
            post_mortem: state.post_mortem.clone(),
        };
        Ok(Meant {
            kept: Kept::conversation(keeper, &state),
            ..Meant::new(change, state.writer)
        })
    }

    /// What was understood, for standard error.
    pub fn told(&self, understood: &Understood, post_mortem: &PostMortem) -> String {
        let rows = spoken_rows(understood, post_mortem, self.session.context.today);
        let said = rows.iter().filter(|row| !row.value.is_empty());
        let rows = said.map(|row| (row.label, row.value.as_str()));
        let open = understood.open.iter().map(|open| ("unsure", open.as_str()));
        labelled(rows.chain(open), self.session.talk_look())
    }
}

/// Nobody is there to look at what was understood.
pub fn unseen() -> Error {
    Error::usage("nobody is there to say whether that is right, so nothing was saved")
        .hint("save it as it was understood: the same command with --yes")
        .hint("or look at the file first: the same command with --dry-run")
}
