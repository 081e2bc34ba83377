//! What flags say about a post-mortem, put into one; and one that a person hands over as a
//! whole, in TOML or JSON.

use super::words::{TypedWords, is_signed};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::error::Error;
use crate::flags::{Content, KeyFlag};
use crate::interview::Step;
use crate::log::{self, Defaults, Prose};
use crate::model::{Day, Fact, Key, NewValue, Party, PostMortem, Value, ValueKind};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::path::Path;

/// A post-mortem with the flags put in, and what is written otherwise than it was typed.
#[derive(Debug)]
pub struct Filled {
    pub post_mortem: PostMortem,
    pub notes: Vec<String>,
    /// The parties of whose promise a flag says the day.
    pub days_said: Vec<Party>,
}

/// The questions of the conversation that flags answer.
pub fn answered(content: &Content, writer: Option<Party>) -> BTreeSet<Step> {
    let keys = content.given.iter().filter_map(|one| key(one.flag, writer));
    keys.filter_map(Step::of_key).collect()
}

/// The key that a flag sets; `None` where that depends on who is writing, and nobody is.
fn key(flag: KeyFlag, writer: Option<Party>) -> Option<Key> {
    match flag {
        KeyFlag::At(key) => Some(key),
        KeyFlag::Writers(fact) => writer.map(|party| key_of(party, fact)),
    }
}

const fn key_of(party: Party, fact: Fact) -> Key {
    Key {
        party: Some(party),
        fact,
    }
}

/// Puts the flags in. In a log that one party keeps, nobody else writes.
///
/// # Errors
/// Every problem with them, at once.
pub fn fill(
    content: &Content,
    (writer, keeper): (Option<Party>, Option<Party>),
    base: &PostMortem,
    vocabulary: &Vocabulary,
    today: Day,
) -> Result<Filled, Error> {
    let mut words = TypedWords::new(vocabulary);
    let mut post_mortem = base.clone();
    let mut set: Vec<Key> = Vec::new();
    let mut lacks_writer = false;
    for given in &content.given {
        let name = given.flag.name();
        let Some(key) = key(given.flag, writer) else {
            if !std::mem::replace(&mut lacks_writer, true) {
                words.problem(
                    format!("--{name} belongs to the section of the writer, and nobody is named"),
                    [
                        "say who is writing: --as manager, --as candidate or --as recruiter"
                            .to_owned(),
                    ],
                );
            }
            continue;
        };
        if set.contains(&key) {
            let own = KeyFlag::Writers(key.fact).name();
            words.problem(
                format!("--{own} and --{name} say the same thing twice"),
                ["keep one of them".to_owned()],
            );
        }
        set.push(key);
        let kind = key.fact.about().kind;
        let name = format!("--{name}");
        let there = key.get(base).map_or(&[][..], Value::list);
        let value = match (kind, &given.value) {
            (ValueKind::Day, NewValue::Text(text)) => match words.day(&name, text, today) {
                Some(day) => NewValue::Day(day),
                None => continue,
            },
            (_, NewValue::List(typed)) => match words.list(kind, &name, typed, there) {
                // Whoever takes the last ball away did not say that there was none.
                list if list.is_empty() && !there.is_empty() && is_signed(typed) => {
                    key.set(&mut post_mortem, None);
                    continue;
                }
                list => NewValue::List(list),
            },
            (_, value) => words.typed(kind, &name, value),
        };
        key.set(&mut post_mortem, Some(value));
    }
    for party in Party::ALL {
        let is_named = set.iter().any(|key| key.party == Some(party));
        let was_written = base.section(party).is_written();
        // An empty list of an older template says nothing about words that come now.
        let says_balls = set.contains(&key_of(party, Fact::Dropped));
        let section = post_mortem.section_mut(party);
        if !was_written && section.is_written() && !says_balls {
            section.dropped = None;
        }
        // Whoever corrects a section that another wrote does not become its voice.
        let voice = keeper.or(writer);
        let is_own = !was_written || voice == Some(party);
        if is_named && is_own && voice.is_some() {
            section.by = voice;
        }
    }
    let is_day_said = |party: &Party| set.contains(&key_of(*party, Fact::Promised));
    Ok(Filled {
        days_said: Party::ALL.into_iter().filter(is_day_said).collect(),
        notes: words.notes_or_error()?,
        post_mortem,
    })
}

pub struct Given {
    /// The file, or standard input.
    name: String,
    pub toml: String,
    /// It came as JSON: places in the TOML made of it mean nothing to anybody.
    is_json: bool,
}

impl Given {
    /// # Errors
    /// Where it cannot be read, or is neither TOML nor JSON.
    pub fn read(file: &Path, session: &Session<'_>) -> Result<Self, Error> {
        let (name, bytes) = input(file, session)?;
        let text = log::text_of(&name, &bytes)?;
        // Windows puts a byte order mark before a text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let is_json = text.trim_start().starts_with('{');
        let mut given = Self {
            name,
            toml: text,
            is_json,
        };
        if is_json {
            given.toml =
                log::from_json(&given.toml).map_err(|problem| given.refused(vec![*problem]))?;
        }
        Ok(given)
    }

    /// What it leaves out is filled in from flags; what it has too much is
    /// refused, as nothing would keep it.
    ///
    /// # Errors
    /// Everything in it that is no post-mortem, with its place.
    pub fn post_mortem(&self, content: &Content, today: Day) -> Result<PostMortem, Error> {
        let defaults = Defaults {
            date: Some(today),
            outcome: Some(content.text(Fact::Outcome).unwrap_or_default().to_owned()),
        };
        let decoded = log::decode_with(&self.toml, &defaults, Prose::Whole);
        match decoded.post_mortem {
            Some(post_mortem) if decoded.diagnostics.is_empty() => Ok(post_mortem),
            _ => Err(self.refused(decoded.diagnostics)),
        }
    }

    fn refused(&self, mut diagnostics: Vec<Diagnostic>) -> Error {
        for problem in &mut diagnostics {
            if self.is_json {
                problem.place = None;
            }
            // Here nothing would keep it.
            if problem.code == Code::UnknownKey {
                problem.note = None;
                problem.severity = Severity::Error;
            }
        }
        let source = (!self.is_json).then(|| self.toml.clone());
        let findings = Findings {
            path: self.name.clone(),
            source,
            diagnostics,
        };
        Error::findings(
            format!("{} is not a post-mortem", self.name),
            vec![findings],
        )
        .hint("nothing was written; put it right and run this again")
    }
}

/// A file, or standard input where it is `-`, and what to call it.
///
/// # Errors
/// Where it cannot be read.
pub fn input(file: &Path, session: &Session<'_>) -> Result<(String, Vec<u8>), Error> {
    if file == Path::new("-") {
        return Ok((
            "standard input".to_owned(),
            session.context.standard_input()?,
        ));
    }
    let path = session.context.working_folder.join(file);
    session.tell_of_pipe(&path);
    Ok((session.shown(&path), log::read_bytes(&path)?))
}
