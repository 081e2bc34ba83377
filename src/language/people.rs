//! Who is meant: the same noun is the writer's own side in one section and
//! somebody else in another.

use super::lexicon::{Classes, Lexicon};
use super::{Field, Passage};
use crate::model::Party;

/// Who does what a clause tells, seen from the section; a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Role(pub u16);

impl Role {
    pub const NONE: Self = Self(0);
    /// I, or nobody named where a first person is understood.
    pub const ME: Self = Self(1);
    pub const WE: Self = Self(1 << 1);
    /// The section's party in the third person.
    pub const OWN: Self = Self(1 << 2);
    /// One of the other two parties.
    pub const OTHER: Self = Self(1 << 3);
    /// They, he, she: most often one of the other two.
    pub const THEY: Self = Self(1 << 4);
    /// Somebody who is no party: finance, an agency, a coordinator.
    pub const THIRD: Self = Self(1 << 5);
    pub const NOBODY: Self = Self(1 << 6);
    pub const EVERYONE: Self = Self(1 << 7);
    pub const YOU: Self = Self(1 << 8);
    pub const THING: Self = Self(1 << 9);
    /// Something of another's: their feedback, the manager's brief.
    pub const THEIR_THING: Self = Self(1 << 10);
    /// Something of one's own: my notes, our offer.
    pub const MY_THING: Self = Self(1 << 11);
    /// One's own people: my team, our panel.
    pub const MINE: Self = Self(1 << 12);
    /// A sentence that begins with its verb.
    pub const ELIDED: Self = Self(1 << 13);

    /// A sentence without a subject, before its first verb.
    pub const UNNAMED: Self = Self(1 << 14);

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub const SELF: Self = Self::ME.or(Self::WE);
    pub const OTHERS: Self = Self::OTHER.or(Self::THEY).or(Self::THIRD);
    pub const ANYONE: Self = Self::OTHERS.or(Self::OWN);

    /// As the rules name it.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "me" => Self::ME,
            "we" => Self::WE,
            "self" => Self::SELF.or(Self::MINE).or(Self::MY_THING),
            "other" => Self::OTHERS,
            "anyone" => Self::ANYONE,
            "own" => Self::OWN,
            "nobody" => Self::NOBODY,
            "everyone" => Self::EVERYONE,
            "you" => Self::YOU,
            "person" => Self::ANYONE
                .or(Self::SELF)
                .or(Self::ELIDED)
                .or(Self::YOU)
                .or(Self::UNNAMED),
            "thing" => Self::THING.or(Self::THEIR_THING),
            "theirs" => Self::THEIR_THING,
            "elided" => Self::ELIDED,
            "mine" => Self::MINE,
            "party" => Self::OTHER.or(Self::THEY),
            "notself" => Self(
                !Self::SELF
                    .or(Self::ELIDED)
                    .or(Self::MINE)
                    .or(Self::MY_THING)
                    .0,
            ),
            _ => return None,
        })
    }
}

/// The classes of nouns and pronouns that the grammar asks for.
pub(super) struct Nouns {
    manager: Classes,
    company: Classes,
    panel: Classes,
    candidate: Classes,
    recruiter: Classes,
    third: Classes,
    they: Classes,
    nobody: Classes,
    everyone: Classes,
    i: Classes,
    we: Classes,
    you: Classes,
    people: Classes,
}

impl Nouns {
    /// Nothing when the rules lack one of the classes.
    pub fn new(lexicon: &Lexicon) -> Option<Self> {
        let class = |name| lexicon.class(name);
        let mut nouns = Self {
            manager: class("manager")?,
            company: class("company")?,
            panel: class("panel")?,
            candidate: class("candidate")?,
            recruiter: class("recruiter")?,
            third: class("third")?,
            they: class("they")?,
            nobody: class("nobody")?,
            everyone: class("everyone")?,
            i: class("i")?,
            we: class("we")?,
            you: class("you")?,
            people: 0,
        };
        nouns.people = nouns.manager
            | nouns.company
            | nouns.panel
            | nouns.candidate
            | nouns.recruiter
            | nouns.third;
        Some(nouns)
    }

    /// A noun that names people.
    pub fn is_person(&self, classes: Classes) -> bool {
        classes & self.people != 0
    }

    /// The role of a pronoun that can only be a subject, or stands alone.
    pub fn pronoun(&self, classes: Classes, passage: &Passage<'_>) -> Role {
        if classes & self.i != 0 {
            Role::ME
        } else if classes & self.we != 0 {
            Role::WE
        } else if classes & self.they != 0 {
            if passage.is_described() {
                Role::OWN
            } else {
                Role::THEY
            }
        } else if classes & self.nobody != 0 {
            Role::NOBODY
        } else if classes & self.everyone != 0 {
            Role::EVERYONE
        } else if classes & self.you != 0 {
            Role::YOU
        } else {
            Role::NONE
        }
    }

    /// The role of a noun that names people; `mine` says that my or our stands
    /// before it.
    pub fn noun(&self, classes: Classes, mine: Mine, passage: &Passage<'_>) -> Role {
        let is = |class: Classes| classes & class != 0;
        let side = is(self.company) || is(self.panel);
        if mine == Mine::Yes && side && passage.party != Some(Party::Candidate) {
            return Role::MINE;
        }
        let own = match passage.party {
            Some(Party::Manager) => is(self.manager) || is(self.company),
            Some(Party::Candidate) => is(self.candidate),
            Some(Party::Recruiter) => is(self.recruiter),
            None => false,
        };
        if own {
            Role::OWN
        } else if is(self.third) {
            Role::THIRD
        } else if is(self.people) {
            Role::OTHER
        } else {
            Role::NONE
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mine {
    Yes,
    No,
}

/// Who is understood where a sentence begins with its verb.
pub(super) fn understood(passage: &Passage<'_>) -> Role {
    match passage.field {
        Field::Tldr => Role::ELIDED,
        _ if passage.is_described() => Role::OWN,
        _ => Role::ME.or(Role::ELIDED),
    }
}
