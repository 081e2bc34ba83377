//! What features are called in `templates/language-*.txt`: one table, which the
//! program, the training and the test of those files share.

use crate::language::words::lexicon::{hash, hashes};
use crate::model::spelled;

spelled! {
    /// What a feature says: the first word of a line.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Feature {
        /// Whose section, and who wrote it.
        Section = "section",
        /// That the text is a promise.
        Field = "field",
        Word = "w",
        /// The subject of the clause, and a word of it.
        SubjectAndWord = "s",
        /// The first letters of a word.
        Stem = "m",
        /// A word of a class.
        Class = "c",
        SubjectAndClass = "sc",
        /// Of whom something is denied.
        Negation = "not",
        /// What is denied, and of whom.
        Denied = "denied",
        /// A quotation mark.
        Quotes = "quotes",
        /// Who is named in which half.
        Place = "place",
        /// Words in a row.
        Pair = "b",
        Triple = "t",
        /// Words with one between them.
        Around = "a",
        /// How the text opens and closes.
        Opening = "^",
        Closing = "$",
        /// The first subject of the text.
        FirstSubject = "first",
        /// Any subject of the text.
        Subject = "subject",
        /// Anybody named in it.
        Named = "named",
        /// Oneself, others, both or nobody.
        Who = "who",
        Length = "length",
        /// What a rule found.
        Rule = "rule",
        /// That a sure pattern fits.
        Sure = "sure",
        /// That any rule fits.
        AnyRule = "rules",
    }
}

spelled! {
    /// A part of a feature that is no word of the text.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Tag {
        Top = "top",
        Manager = "manager",
        Candidate = "candidate",
        Recruiter = "recruiter",

        /// Written by another party.
        Described = "described",
        /// Written by the party itself.
        Own = "own",
        Next = "next",

        Elided = "ELIDED",
        Me = "ME",
        We = "WE",
        OwnParty = "OWN",
        OtherParty = "OTHER",
        They = "THEY",
        Third = "THIRD",
        NobodyNamed = "NOBODY",
        Everyone = "EVERYONE",
        You = "YOU",
        TheirThing = "THEIRS",
        MyThing = "MYTHING",
        Mine = "MINE",
        AThing = "THING",
        NoRole = "NONE",

        Number = "#",
        Exclamation = "!",
        Question = "?",
        Stop = ".",
        Pause = ",",
        Quotation = "QUOTE",

        Oneself = "self",
        Others = "others",
        Both = "both",
        Nobody = "nobody",
        Theirs = "theirs",
        People = "people",
        Thing = "thing",
        Nothing = "none",

        UpTo6 = "6",
        UpTo12 = "12",
        UpTo22 = "22",
        Longer = "more",

        Early = "early",
        Late = "late",

        /// After a negation.
        Not = "not",
        /// Close to a word for oneself.
        Near = "near",
    }
}

static FEATURES: [u64; Feature::ALL.len()] = hashes(Feature::WORDS);
static TAGS: [u64; Tag::ALL.len()] = hashes(Tag::WORDS);

impl Feature {
    pub fn hash(self) -> u64 {
        FEATURES[self as usize]
    }
}

impl Tag {
    pub fn hash(self) -> u64 {
        TAGS[self as usize]
    }
}

/// One part of a feature.
#[derive(Debug, Clone, Copy)]
pub struct FeaturePart {
    pub hash: u64,
    pub name: PartName,
}

/// What a part is called in `templates/language-*.txt`.
#[cfg_attr(not(test), expect(dead_code, reason = "the training writes them"))]
#[derive(Debug, Clone, Copy)]
pub enum PartName {
    /// A word of the text, written out.
    Word(usize),
    /// Its first letters.
    Stem(usize),
    Tag(Tag),
    /// A class of words or the code of a rule.
    Text(&'static str),
}

impl FeaturePart {
    pub const fn named(name: &'static str) -> Self {
        Self {
            hash: hash(name),
            name: PartName::Text(name),
        }
    }

    pub fn tag(tag: Tag) -> Self {
        Self {
            hash: tag.hash(),
            name: PartName::Tag(tag),
        }
    }
}
