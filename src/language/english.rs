//! What the program knows of English: its words and their classes, how they are
//! spelt, and whom nouns and pronouns name.

use super::passage::Passage;
use super::role::Role;
use super::words::lexicon::{Classes, Lexicon};
use super::words::spelling::Spelling;
use super::written::WrittenLanguage;
use crate::model::Party;
use std::collections::BTreeMap;

/// About as many words the rules know.
const WORDS: usize = 7000;

pub(super) struct English {
    pub lexicon: Lexicon,
    pub spelling: Spelling,
    pub class: KnownClasses,
    /// Every class of nouns that name people.
    people: Classes,
    /// Every class of pronouns.
    pronouns: Classes,
}

/// One list of names, for the fields and for looking them up.
macro_rules! known_classes {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// The classes of words that the program asks for by name.
        #[derive(Default)]
        pub(super) struct KnownClasses {
            $($(#[$doc])* pub $name: Classes,)+
        }

        impl KnownClasses {
            fn read(lexicon: &Lexicon) -> Result<Self, String> {
                Ok(Self { $($name: lexicon.class(stringify!($name))?,)+ })
            }
        }
    };
}

known_classes! {
    adverb,
    article,
    auxiliary,
    being,
    candidate,
    company,
    determiner,
    everyone,
    /// Words for oneself, also as an object.
    first_person,
    i,
    it,
    joiner,
    kin,
    manager,
    mark,
    modifier,
    my,
    negation,
    nobody,
    /// Opens a clause.
    opener,
    /// Things of a company, which may be named after anything.
    orgthing,
    /// `'s`
    owner,
    panel,
    person_noun,
    preposition,
    recruiter,
    relative,
    spouse,
    their,
    they,
    third,
    verb,
    we,
    which,
    you,
}

/// Whether my or our stands before a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mine {
    Yes,
    No,
}

impl English {
    /// English of which hardly a word is known: what is contracted is written out, and some
    /// words are recognised with a letter wrong.
    pub fn unread(often_mistyped: &[&str]) -> Self {
        let mut lexicon = Lexicon::new(0);
        Self {
            spelling: Spelling::new(&BTreeMap::new(), often_mistyped, &mut lexicon),
            lexicon,
            class: KnownClasses::default(),
            people: 0,
            pronouns: 0,
        }
    }

    /// # Errors
    ///
    /// When the template lacks a class of words, or has too many.
    pub fn new(template: &WrittenLanguage) -> Result<Self, String> {
        let mut lexicon = Lexicon::new(WORDS);
        let spelling = Spelling::new(&template.spelling, &template.often_mistyped, &mut lexicon);
        for (name, words) in &template.words {
            let class = lexicon.learn_class(name)?;
            for word in words.split_whitespace() {
                lexicon.learn_entry(word, class);
            }
        }
        let class = KnownClasses::read(&lexicon)?;
        lexicon.set_common(
            class.determiner
                | class.auxiliary
                | class.preposition
                | class.opener
                | class.joiner
                | class.negation
                | class.adverb
                | class.i
                | class.we
                | class.they
                | class.you
                | class.it
                | class.first_person
                | class.mark,
        );
        let people = class.manager
            | class.company
            | class.panel
            | class.candidate
            | class.recruiter
            | class.third;
        let pronouns = class.i | class.we | class.they | class.nobody | class.everyone | class.you;
        Ok(Self {
            lexicon,
            spelling,
            class,
            people,
            pronouns,
        })
    }

    /// A noun that names people.
    pub fn is_person(&self, classes: Classes) -> bool {
        classes & self.people != 0
    }

    /// The role of a pronoun that can only be a subject, or stands alone.
    pub fn pronoun(&self, classes: Classes, passage: &Passage<'_>) -> Role {
        let is = |class: Classes| classes & class != 0;
        // Most words are none.
        if !is(self.pronouns) {
            Role::NONE
        } else if is(self.class.i) {
            Role::ME
        } else if is(self.class.we) {
            Role::WE
        } else if is(self.class.they) {
            if passage.is_described() {
                Role::OWN
            } else {
                Role::THEY
            }
        } else if is(self.class.nobody) {
            Role::NOBODY
        } else if is(self.class.everyone) {
            Role::EVERYONE
        } else if is(self.class.you) {
            Role::YOU
        } else {
            Role::NONE
        }
    }

    /// The role of a noun that names people.
    pub fn noun(&self, classes: Classes, mine: Mine, passage: &Passage<'_>) -> Role {
        let is = |class: Classes| classes & class != 0;
        let side = is(self.class.company) || is(self.class.panel);
        if mine == Mine::Yes && side && passage.party != Some(Party::Candidate) {
            return Role::MINE;
        }
        let own = match passage.party {
            Some(Party::Manager) => is(self.class.manager) || is(self.class.company),
            Some(Party::Candidate) => is(self.class.candidate),
            Some(Party::Recruiter) => is(self.class.recruiter),
            None => false,
        };
        if own {
            Role::OWN
        } else if is(self.class.third) {
            Role::THIRD
        } else if is(self.people) {
            Role::OTHER
        } else {
            Role::NONE
        }
    }
}
