//! The one table of the keys of a post-mortem and of a decision: what each is called, what it takes
//! and means, and where its value is. Files are read and written by it, and changes
//! told by it; the flags, the questions of the conversation, the fields of a query,
//! JSON, CSV, the schema for editors and the help are made of it. A new key is one
//! entry here; who has to know more of a key than the table says, asks for it by
//! its [`Fact`].

use super::about::{About, Need, Redaction, ValueKind, Words};
use super::choices::{Fit, RestsOn};
use super::day::Day;
use super::party::Party;
use super::text::{Text, TextList};
use super::value::{Held, NewValue, Value};

/// Where the value of a key is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Head(Get<PostMortem>, Set<PostMortem>),
    Section(Get<Section>, Set<Section>),
    Decision(Get<Decision>, Set<Decision>),
}

pub(super) type Get<T> = fn(&T) -> &dyn Held;
pub(super) type Set<T> = fn(&mut T) -> &mut dyn Held;

/// Each line: `field: Type => Fact(kind, meaning)`, and what else there is to say of
/// it. Gives the three structs, an enum of the keys, and the table.
macro_rules! facts {
    (
        $(#[$head_about:meta])*
        PostMortem {
            $($(#[$head_line:meta])* $head:ident: $head_type:ty =>
                $head_fact:ident($head_kind:expr, $head_meaning:literal) $(.$head_option:ident($($head_value:expr),*))*;)+
        }
        $(#[$section_about:meta])*
        Section {
            $($(#[$line:meta])* $field:ident: $type:ty =>
                $fact:ident($kind:expr, $meaning:literal) $(.$option:ident($($value:expr),*))*;)+
        }
        $(#[$decision_about:meta])*
        Decision {
            $($key:ident: $key_type:ty =>
                $key_fact:ident($key_kind:expr, $key_meaning:literal) $(.$key_option:ident($($key_value:expr),*))*;)+
        }
    ) => {
        $(#[$head_about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct PostMortem {
            $($(#[$head_line])* #[doc = $head_meaning] pub $head: $head_type,)+
            /// Indexed by [`Party::index`].
            pub sections: [Section; Party::ALL.len()],
        }

        $(#[$section_about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Section {
            $($(#[$line])* #[doc = $meaning] pub $field: $type,)+
        }

        $(#[$decision_about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Decision {
            $(#[doc = $key_meaning] pub $key: $key_type,)+
        }

        /// A key of a post-mortem, above the sections or of every section; or of a decision.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fact {
            $($(#[$head_line])* $head_fact,)+
            $($(#[$line])* $fact,)+
            $($key_fact,)+
        }

        impl Fact {
            /// The keys above the sections, in the order of the format.
            pub const HEAD: &[Self] = &[$($(#[$head_line])* Self::$head_fact),+];

            /// The keys of a section, in the order of the format.
            pub const SECTION: &[Self] = &[$($(#[$line])* Self::$fact),+];

            /// The keys of a decision, in the order of the format.
            pub const DECISION: &[Self] = &[$(Self::$key_fact),+];
        }

        static TABLE: &[(About, Place)] = &[
            $($(#[$head_line])* (
                About::new(stringify!($head), $head_kind, $head_meaning)
                    $(.$head_option($($head_value),*))*,
                Place::Head(|it| &it.$head, |it| &mut it.$head),
            ),)+
            $($(#[$line])* (
                About::new(stringify!($field), $kind, $meaning)$(.$option($($value),*))*,
                Place::Section(|it| &it.$field, |it| &mut it.$field),
            ),)+
            $((
                About::new(stringify!($key), $key_kind, $key_meaning)
                    $(.$key_option($($key_value),*))*,
                Place::Decision(|it| &it.$key, |it| &mut it.$key),
            ),)+
        ];

        impl PostMortem {
            /// With an outcome, and nothing else said yet.
            pub fn new(date: Day, outcome: impl Into<Text>) -> Self {
                Self {
                    date,
                    outcome: outcome.into(),
                    ..Self::default()
                }
            }
        }
    };
}

facts! {
    /// What happened after one hiring outcome, and who takes responsibility for what.
    PostMortem {
        date: Day => Date(ValueKind::Day, "day of the outcome")
            .required().flag(Some('d'), "DAY").flag_hint(", as 2026-11-20, yesterday or \"last friday\"; without it `new` takes today")
            .asked("When was that? Such as yesterday, tuesday, 17 nov");
        outcome: Text => Outcome(ValueKind::Text(Words::Outcome), "how it ended")
            .required().hint(", such as offer-declined").flag(Some('o'), "OUTCOME").queried()
            .asked("How did it end?");
        stage: Option<Text> => Stage(ValueKind::Text(Words::Stage), "how far it got")
            .hint(", such as final-loop").flag(Some('s'), "STAGE").queried()
            .asked("How far did it get?");
        role: Option<Text> => Role(ValueKind::Text(Words::Used), "what was hired for")
            .flag(Some('r'), "ROLE").queried().asked("What was the role?");
        team: Option<Text> => Team(ValueKind::Text(Words::Used), "the team that hired")
            .flag(Some('t'), "TEAM").queried().asked("Which team?");
        case: Option<Text> => Case(ValueKind::Text(Words::Reference), "a reference kept elsewhere")
            .hint("; never a name").redacted(Redaction::Goes).flag(None, "REFERENCE").queried()
            .asked("A reference for the case, never a name (- for none)");
        tldr: Option<Text> => Tldr(ValueKind::Prose, "one line of what happened")
            .redacted(Redaction::Goes).flag(None, "TEXT").asked("What happened, in one line?");
        fit: Option<Fit> => Fit(ValueKind::OneOf(Fit::WORDS), "whether it was a match at all")
            .flag(None, "FIT").queried().asked("Was it a match at all?");
        wanted: TextList => Wanted(ValueKind::List(Words::Priority), "what the candidate said mattered")
            .hint(", most important first, at most five").flag(None, "A,B").queried()
            .asked("What did they say mattered to them? Most important first");
        pitched: TextList => Pitched(ValueKind::List(Words::Priority), "what we led with")
            .hint(", at most five").flag(None, "A,B").queried().asked("What did we lead with?");
        hold: Option<Text> => Hold(ValueKind::Text(Words::Any), "why nothing may redact or remove this file")
            .goes_when_empty().redacted(Redaction::Marked).flag(None, "TEXT").queried();
        #[cfg(test)]
        scratch: Option<Text> => Scratch(ValueKind::Text(Words::Any), "a key of the tests alone")
            .goes_when_empty().flag(None, "TEXT").queried();
    }

    /// What one party writes about its own part.
    Section {
        by: Option<Party> => By(ValueKind::OneOf(Party::WORDS), "which party wrote this section")
            .queried_as("who wrote a section");
        owned: Text => Owned(ValueKind::Prose, "what this party takes responsibility for")
            .redacted(Redaction::Marked).flag(None, "TEXT").asked("What is yours to own?");
        dropped: Option<TextList> => Dropped(ValueKind::List(Words::Ball), "the balls this party dropped")
            .hint("; [] says none, and no such line that nobody has said yet")
            .goes_when_empty().flag(None, "A,B").flag_hint("; '' says none")
            .queried_as("a ball that somebody dropped")
            .asked("Which ball was dropped? Say what happened, in your own words");
        next: Text => Next(ValueKind::Prose, "what this party will do next time")
            .redacted(Redaction::Marked).flag(None, "TEXT").queried()
            .asked("What will you do next time: when ..., I will ...?");
        promised: Option<Day> => Promised(ValueKind::Day, "the day on which this party wrote what it will do")
            .hint("; set with it").goes_when_empty().flag(None, "DAY")
            .queried_as("the day of a promise");
        next_for: Option<TextList> => NextFor(ValueKind::List(Words::Ball), "the balls of this party that the promise is about")
            .hint("; needed where it dropped several").goes_when_empty().flag(None, "A,B")
            .asked("Which of the balls is that about?");
        asked: Option<Day> => Asked(ValueKind::Day, "the day on which this party was asked")
            .hint("; set by `hirelog ask --sent`").goes_when_empty()
            .queried_as("the day on which somebody was asked");
        #[cfg(test)]
        scratch_day: Option<Day> => ScratchDay(ValueKind::Day, "a day of the tests alone")
            .goes_when_empty().flag(None, "DAY").queried();
        #[cfg(test)]
        scratch_list: Option<TextList> => ScratchList(ValueKind::List(Words::Ball), "a list of the tests alone")
            .goes_when_empty().flag(None, "A,B").queried();
    }

    /// What a meeting decided about dropped balls: a promise like any `next`.
    Decision {
        date: Day => DecidedOn(ValueKind::Day, "the day of the meeting").required();
        about: TextList => DecidedAbout(ValueKind::List(Words::Ball), "the dropped balls it is about").required();
        party: Party => DecidedFor(ValueKind::OneOf(Party::WORDS), "the party that will do it").required();
        next: Text => Decided(ValueKind::Prose, "what that party will do, and when").required()
            .redacted(Redaction::Marked);
        review: Option<Day> => Review(ValueKind::Day, "the day to look at it again").goes_when_empty();
        rests_on: Option<RestsOn> => RestsOn(ValueKind::OneOf(RestsOn::WORDS), "what makes it happen when nobody remembers")
            .goes_when_empty();
        withdrawn: Option<Day> => Withdrawn(ValueKind::Day, "from this day on it is no longer meant, and judged no more")
            .goes_when_empty();
    }
}

impl Fact {
    pub fn about(self) -> &'static About {
        &TABLE[self as usize].0
    }

    pub(super) fn place(self) -> Place {
        TABLE[self as usize].1
    }

    pub fn name(self) -> &'static str {
        self.about().name
    }

    /// Every key of a post-mortem, once.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        Self::HEAD.iter().chain(Self::SECTION).copied()
    }

    /// The keys that every post-mortem has.
    pub fn required() -> impl Iterator<Item = Self> {
        Self::all().filter(|fact| fact.about().need == Need::Required)
    }

    /// The one of these keys that has this name.
    pub fn find(keys: &[Self], name: &str) -> Option<Self> {
        keys.iter().copied().find(|fact| fact.name() == name)
    }

    /// What it says in a section; `None` of a key that belongs above the sections.
    pub fn of_section(self, section: &Section) -> Option<Value<'_>> {
        match self.place() {
            Place::Section(get, _) => get(section).get(),
            Place::Head(..) | Place::Decision(..) => None,
        }
    }

    /// What it says in a decision; `None` of a key of a post-mortem.
    pub fn of_decision(self, decision: &Decision) -> Option<Value<'_>> {
        match self.place() {
            Place::Decision(get, _) => get(decision).get(),
            Place::Head(..) | Place::Section(..) => None,
        }
    }

    /// Sets it in a decision, where it belongs into one.
    pub fn set_in_decision(self, decision: &mut Decision, value: Option<NewValue>) {
        if let Place::Decision(_, get_mut) = self.place() {
            get_mut(decision).set(value);
        }
    }

    /// Sets it in a section, where it belongs into one.
    pub fn set_in_section(self, section: &mut Section, value: Option<NewValue>) {
        if let Place::Section(_, get_mut) = self.place() {
            get_mut(section).set(value);
        }
    }
}
