//! What the table of keys can say of a key.

/// What may stand behind the equals sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    Day,
    /// Text on one line; blank, it counts as left out.
    Text(Words),
    /// Sentences, perhaps on many lines.
    Prose,
    List(Words),
    /// One of these words; blank, it counts as left out.
    OneOf(&'static [&'static str]),
}

/// Where the words come from that may be suggested, and by which words are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Any,
    /// What the log has used before.
    Used,
    /// The same: a name kept elsewhere, of which a part means nothing.
    Reference,
    Outcome,
    Stage,
    Priority,
    /// A ball of the party whose section it is; of any party elsewhere.
    Ball,
}

impl ValueKind {
    /// Whether it holds what people write in their own words.
    pub const fn is_written_freely(self) -> bool {
        match self {
            Self::Prose => true,
            Self::Text(words) => !words.is_vocabulary(),
            Self::Day | Self::List(_) | Self::OneOf(_) => false,
        }
    }

    /// Where its words come from, where it takes words.
    pub const fn words(self) -> Option<Words> {
        match self {
            Self::Text(words) | Self::List(words) => Some(words),
            Self::Day | Self::Prose | Self::OneOf(_) => None,
        }
    }
}

impl Words {
    /// Whether the vocabulary has them, with a slug for each.
    pub const fn is_vocabulary(self) -> bool {
        !matches!(self, Self::Any | Self::Used | Self::Reference)
    }
}

/// Whether a file may do without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// What becomes of the line of a key that says nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emptied {
    /// It stays, with a blank value: a new file shows the key for people to fill in.
    Stays,
    /// It goes.
    Goes,
}

/// What stripping a post-mortem of its sentences does to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redaction {
    /// It is counted, and stays.
    Stays,
    Goes,
    /// That something was written stays, as [`REDACTED`](super::REDACTED).
    Marked,
}

/// How a key is set on the command line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flag {
    pub letter: Option<char>,
    /// What stands for the value in the help.
    pub value: &'static str,
}

/// What the table says of a key.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub name: &'static str,
    pub kind: ValueKind,
    pub need: Need,
    pub emptied: Emptied,
    pub redaction: Redaction,
    /// In a few words. In a section, `this party` is the party whose section it is.
    pub meaning: &'static str,
    /// What somebody who writes it should know besides, to be put behind the meaning.
    pub hint: &'static str,
    /// `None` where no flag sets it.
    pub flag: Option<Flag>,
    /// Another hint for those who set it by a flag.
    pub flag_hint: Option<&'static str>,
    /// What it means as a field of a query; `None` where it is none.
    pub query: Option<&'static str>,
    /// What the conversation asks; `None` where it does not ask for it.
    pub question: Option<&'static str>,
}

impl About {
    pub(super) const fn new(name: &'static str, kind: ValueKind, meaning: &'static str) -> Self {
        Self {
            name,
            kind,
            need: Need::Optional,
            emptied: Emptied::Stays,
            redaction: Redaction::Stays,
            meaning,
            hint: "",
            flag: None,
            flag_hint: None,
            query: None,
            question: None,
        }
    }

    pub(super) const fn required(self) -> Self {
        let need = Need::Required;
        Self { need, ..self }
    }

    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(super) const fn goes_when_empty(self) -> Self {
        let emptied = Emptied::Goes;
        Self { emptied, ..self }
    }

    pub(super) const fn redacted(self, redaction: Redaction) -> Self {
        Self { redaction, ..self }
    }

    pub(super) const fn flag(self, letter: Option<char>, value: &'static str) -> Self {
        let flag = Some(Flag { letter, value });
        Self { flag, ..self }
    }

    pub(super) const fn flag_hint(self, hint: &'static str) -> Self {
        let flag_hint = Some(hint);
        Self { flag_hint, ..self }
    }

    pub(super) const fn queried(self) -> Self {
        let meaning = self.meaning;
        self.queried_as(meaning)
    }

    pub(super) const fn queried_as(self, meaning: &'static str) -> Self {
        let query = Some(meaning);
        Self { query, ..self }
    }

    pub(super) const fn asked(self, question: &'static str) -> Self {
        let question = Some(question);
        Self { question, ..self }
    }
}
