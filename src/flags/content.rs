//! The flags that say what a post-mortem consists of: one a key, made of the table of
//! keys. A key of sections has one for the section of whoever writes, and one a party.

use super::globals::{parties, sentence};
use crate::model::{Fact, Key, NewValue, Party, ValueKind, Words};
use clap::builder::PossibleValuesParser;
use clap::error::{Error, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::ffi::OsString;

/// What a post-mortem consists of.
#[derive(Debug, Default)]
pub struct Content {
    /// Who is writing.
    pub writer: Option<Party>,
    /// What was given, in the order of the format.
    pub given: Vec<GivenValue>,
}

/// What one flag says.
#[derive(Debug)]
pub struct GivenValue {
    pub flag: KeyFlag,
    /// As it was typed, a day too; a blank one empties the key.
    pub value: NewValue,
}

/// The flag of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFlag {
    /// In the section of whoever writes.
    Writers(Fact),
    At(Key),
}

impl Content {
    /// Nothing was named but, perhaps, who is writing.
    pub const fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// The text given for a key above the sections.
    pub fn text(&self, fact: Fact) -> Option<&str> {
        let flag = KeyFlag::At(Key::head(fact));
        let given = self.given.iter().find(|given| given.flag == flag)?;
        match &given.value {
            NewValue::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl KeyFlag {
    /// Every flag of a key, those of the head first; of these, those that have a letter,
    /// and the day last, as it is seldom another than today.
    fn all() -> impl Iterator<Item = Self> {
        let mut head: Vec<_> = flagged(Fact::HEAD).collect();
        head.sort_by_key(|fact| {
            let about = fact.about();
            let has_letter = about.flag.is_some_and(|flag| flag.letter.is_some());
            (!has_letter, about.kind == ValueKind::Day)
        });
        let parties = Party::ALL.into_iter().flat_map(Key::of);
        let parties = parties.filter(|key| key.fact.about().flag.is_some());
        head.into_iter()
            .map(|fact| Self::At(Key::head(fact)))
            .chain(flagged(Fact::SECTION).map(Self::Writers))
            .chain(parties.map(Self::At))
    }

    pub const fn fact(self) -> Fact {
        match self {
            Self::Writers(fact) | Self::At(Key { fact, .. }) => fact,
        }
    }

    /// By which the parser knows it.
    fn id(self) -> String {
        match self {
            Self::Writers(fact) => fact.name().to_owned(),
            Self::At(key) => key.to_string(),
        }
    }

    /// As it is typed: `owned`, `manager-owned`.
    pub fn name(self) -> String {
        self.id().replace(['.', '_'], "-")
    }

    fn argument(self) -> Arg {
        let about = self.fact().about();
        let flag = about.flag.unwrap_or_default();
        let (heading, whose) = match self {
            Self::At(Key { party: None, .. }) => (None, ""),
            Self::At(Key {
                party: Some(party), ..
            }) => (Some("Section of any party"), party.as_str()),
            Self::Writers(_) => (Some("Section of the writer"), "writer"),
        };
        let hint = about.flag_hint.unwrap_or(about.hint);
        let meaning = about.meaning.replace("this party", &format!("the {whose}"));
        let mut argument = Arg::new(self.id())
            .long(self.name())
            .value_name(flag.value)
            .help(sentence_case(&(meaning + hint)));
        if let Some(letter) = flag.letter {
            argument = argument.short(letter);
        }
        if let Some(heading) = heading {
            argument = argument.help_heading(heading);
        }
        match about.kind {
            ValueKind::Prose | ValueKind::Text(Words::Any) => {
                argument.allow_hyphen_values(true).value_parser(sentence)
            }
            ValueKind::Text(_) => argument,
            // What is no day is refused with days that are: `-5` is no flag.
            ValueKind::Day => argument.allow_negative_numbers(true),
            ValueKind::List(_) => argument
                .value_delimiter(',')
                .action(ArgAction::Append)
                .allow_hyphen_values(true),
            ValueKind::OneOf(words) => argument.value_parser(PossibleValuesParser::new(words)),
        }
    }

    fn read(self, matches: &ArgMatches) -> Option<NewValue> {
        let id = self.id();
        match self.fact().about().kind {
            ValueKind::List(_) => {
                let words = matches.get_many::<String>(&id)?;
                Some(NewValue::List(words.cloned().collect()))
            }
            _ => { matches.get_one::<String>(&id) }.map(|text| NewValue::Text(text.into())),
        }
    }
}

/// The shell hands over `--wanted benefits, stability` as a list that ends in a comma and a
/// word of its own, which would be missing in the list; and a word may begin with a hyphen,
/// so the flag behind one that lacks its list would be taken for it.
pub fn misplaced_list(typed: &[OsString]) -> Option<Error> {
    let is_list = |flag: &str| {
        let flag = flag.strip_prefix("--");
        flag.is_some_and(|flag| {
            KeyFlag::all().any(|known| {
                matches!(known.fact().about().kind, ValueKind::List(_)) && known.name() == flag
            })
        })
    };
    let typed = typed.split(|word| word == "--").next()?;
    let missing = typed.windows(2).find_map(|two| {
        let [flag, next] = [0, 1].map(|at| two[at].to_string_lossy());
        (next.starts_with("--") && is_list(&flag)).then(|| {
            let what = format!("{flag} lacks its list: {next} stands in its place");
            Error::raw(ErrorKind::ValueValidation, what)
        })
    });
    let in_pieces = || {
        typed.windows(3).find_map(|three| {
        let [flag, list, next] = [0, 1, 2].map(|at| three[at].to_string_lossy());
        let goes_on = !next.starts_with('-') || list.starts_with(['+', '-']);
        let is_in_pieces = list.ends_with(',') && goes_on && is_list(&flag);
        is_in_pieces.then(|| {
            let what = format!(
                "the list of {flag} ends in a comma; put all of it in quotes: {flag} '{list} {next}'"
            );
            Error::raw(ErrorKind::ValueValidation, what)
        })
    })
    };
    missing.or_else(in_pieces)
}

/// The keys that flags set.
fn flagged(facts: &'static [Fact]) -> impl Iterator<Item = Fact> {
    let facts = facts.iter().copied();
    facts.filter(|fact| fact.about().flag.is_some())
}

const WRITER: &str = "writer";

impl Args for Content {
    fn augment_args(command: Command) -> Command {
        let own: Vec<_> = flagged(Fact::SECTION)
            .map(|fact| format!("--{}", KeyFlag::Writers(fact).name()))
            .collect();
        let own = match own.split_last() {
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        };
        let writer = Arg::new(WRITER)
            .long("as")
            .value_name("PARTY")
            .value_parser(parties())
            .help(format!("Who is writing; {own} are this party's"));
        let is_of_section = |flag: &KeyFlag| Fact::SECTION.contains(&flag.fact());
        let (sections, head): (Vec<_>, Vec<_>) = KeyFlag::all().partition(is_of_section);
        let head = head.into_iter().map(KeyFlag::argument);
        let sections = sections.into_iter().map(KeyFlag::argument);
        command.args(head).arg(writer).args(sections)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Content {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |flag: KeyFlag| {
            let value = flag.read(matches)?;
            Some(GivenValue { flag, value })
        };
        Ok(Self {
            writer: matches.get_one(WRITER).copied(),
            given: KeyFlag::all().filter_map(given).collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn sentence_case(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_the_table_alone_knows_has_its_flags() {
        let command = Content::augment_args(Command::new("new"));
        let typed = [
            "new",
            "--scratch",
            "- words",
            "--scratch-list",
            "a,b",
            "--scratch-list",
            "-c",
            "--candidate-scratch-day",
            "last friday",
            "--recruiter-scratch-list",
            "",
        ];
        let matches = command.try_get_matches_from(typed).unwrap();
        let content = Content::from_arg_matches(&matches).unwrap();
        assert_eq!(content.text(Fact::Scratch), Some("- words"));
        let given = |name: &str| {
            let given = content.given.iter().find(|given| given.flag.name() == name);
            &given.unwrap().value
        };
        let list =
            |words: &[&str]| NewValue::List(words.iter().map(|&one| one.to_owned()).collect());
        assert_eq!(given("scratch-list"), &list(&["a", "b", "-c"]));
        assert_eq!(given("recruiter-scratch-list"), &list(&[""]));
        let day = NewValue::Text("last friday".into());
        assert_eq!(given("candidate-scratch-day"), &day);
        assert_eq!(content.given.len(), 4);
    }

    #[test]
    fn a_flag_says_whose_section_it_is_about() {
        let mut command = Content::augment_args(Command::new("new"));
        let help = command.render_long_help().to_string();
        for line in [
            "Why nothing may redact",
            "What the writer will do",
            "The balls the recruiter",
        ] {
            assert!(help.contains(line), "{line} in {help}");
        }
    }
}
