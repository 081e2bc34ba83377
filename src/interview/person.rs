//! Whoever is asked, seen from the conversation: one question goes in, what was
//! heard comes out. A person at a drawn screen, at plain lines, or a script.

use super::spoken::SpokenRow;
use super::step::Step;
use crate::model::Day;
pub use crate::model::Response;

/// Somebody who answers.
pub trait Person {
    /// Puts a question and waits. `keep` is given what stands in the answer so far,
    /// now and then, as the terminal may close at any time.
    fn ask(&mut self, prompt: &Prompt<'_>, keep: &mut dyn FnMut(&Response)) -> Heard;

    /// Shows what was understood of a sentence, and waits for what to do with it.
    fn review(&mut self, review: &Review<'_>) -> Reviewed;

    /// Says something that needs no answer.
    fn say(&mut self, text: &str);
}

/// A sentence, and what was understood of it.
pub struct Review<'a> {
    /// What was claimed stands in brackets.
    pub line: &'a str,
    pub rows: &'a [SpokenRow],
    /// What may be one of several things.
    pub open: &'a [String],
    pub notice: Option<String>,
}

impl Review<'_> {
    /// The question that a letter opens.
    pub fn step_of(&self, letter: char) -> Option<Step> {
        let letter = letter.to_ascii_lowercase();
        let row = self.rows.iter().find(|row| row.letter == letter);
        row.map(|row| row.step)
    }
}

/// What to do with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    Save,
    /// The last claim is none.
    TakeBack,
    /// A field is to be asked about.
    Open(Step),
    Left,
}

/// How a question ended. Going back and leaving keep what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    Answer(Response),
    Back(Response),
    Left(Response),
}

/// One question.
#[derive(Default)]
pub struct Prompt<'a> {
    /// A word or two for what it is about; it stands before the answer later.
    pub label: &'static str,
    pub progress: Option<PartProgress>,
    pub question: String,
    /// To read before answering.
    pub beside: Vec<String>,
    /// One quiet line about what was typed.
    pub remark: Option<String>,
    /// What stands there already.
    pub answer: Response,
    pub kind: PromptKind<'a>,
    /// What the answer is about, where its label does not say it.
    pub about: String,
}

/// How far along: of a part whose length is known, never of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartProgress {
    pub part: String,
    /// What is counted, with a blank, where the part does not say it.
    pub unit: &'static str,
    pub at: usize,
    pub of: usize,
}

#[derive(Default)]
pub enum PromptKind<'a> {
    /// One of these; the one with an empty slug leaves it open.
    Choose(Vec<Offer>),
    /// One line. Enter alone takes what is suggested.
    Line {
        suggested: Option<String>,
        known: &'a [String],
        /// It cannot be left empty.
        is_needed: bool,
        /// It is a day, which may be said in words as on this one.
        today: Option<Day>,
    },
    /// As much as they like.
    #[default]
    Text,
    /// Several, found by typing, the most important first.
    Pick {
        most: usize,
        by: By,
        offers: Offers<'a>,
    },
}

/// How something to pick is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By its name or its number; commas go between names.
    Name,
    /// By what happened, in any words, numbers and commas among them.
    Meaning,
}

/// What to offer for words typed, given what is picked already, best first.
pub type Offers<'a> = Box<dyn Fn(&str, &[String]) -> Vec<Offer> + 'a>;

/// Something to choose or to pick.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    pub slug: String,
    pub meaning: String,
    /// What else there is to know: how often, or what it may be instead.
    pub note: String,
    /// What people call it.
    pub aliases: Vec<String>,
    pub is_new: bool,
    /// What was typed says it plainly: Enter takes it.
    pub is_plain: bool,
}

impl Offer {
    pub fn new(slug: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self {
            slug: slug.into(),
            meaning: meaning.into(),
            ..Self::default()
        }
    }

    pub fn called(mut self, aliases: &[String]) -> Self {
        self.aliases = aliases.to_vec();
        self
    }

    /// What it is called on the screen.
    pub fn name(&self) -> &str {
        if self.slug.is_empty() {
            "leave it open"
        } else {
            &self.slug
        }
    }
}
