//! `hirelog completions`: the script for a shell, and the answer to what the
//! script asks each time somebody presses Tab.
//!
//! The library that knows the parser walks the words and says what may stand at
//! the cursor: a command, a flag, the value of one. What values there are comes
//! from the log and the vocabulary, put in afterwards. The scripts are our own:
//! the library's bash breaks `stage:offer` and `@latest` into pieces, its zsh
//! puts a space behind `stage:`, and none leaves paths to the shell, which knows
//! how to complete them. Whatever goes wrong, nothing is said: somebody is in
//! the middle of typing.

mod quoting;
mod values;

use crate::cli::{Cli, Completions, Shell, as_read};
use crate::context::{Answer, Context};
use crate::model::{Fact, Key, Words};
use crate::session::Session;
use crate::talk::visible;
use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use quoting::TypedWord;
use std::ffi::{OsStr, OsString};
use values::{Candidate, TypedSoFar, Values, Wanted};

pub(super) fn run(args: &Completions, context: &Context) -> Answer {
    let text = if args.words.is_empty() {
        script(args.shell).to_owned()
    } else {
        answer(args, context)
    };
    Answer::of(text)
}

const fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Bash => include_str!("../../templates/completions/hirelog.bash"),
        Shell::Zsh => include_str!("../../templates/completions/_hirelog"),
        Shell::Fish => include_str!("../../templates/completions/hirelog.fish"),
        Shell::Powershell => include_str!("../../templates/completions/hirelog.ps1"),
        Shell::Elvish => include_str!("../../templates/completions/hirelog.elv"),
    }
}

/// Stands between what an argument already has (`--stage=`, `a,b,`) and what
/// there is of the value itself.
const HERE: char = '\u{1}';

/// The kind on the first line, and a candidate a line: the value, a tab, and
/// what it means. For bash, just what is to be put in.
fn answer(args: &Completions, context: &Context) -> String {
    let mut raw: Vec<_> = args
        .words
        .iter()
        .map(|word| word.to_string_lossy())
        .collect();
    if args.blank {
        raw.push("".into());
    }
    let Some((last, before)) = raw.split_last() else {
        return String::new();
    };
    let is_raw = args.shell == Shell::Bash || args.shell == Shell::Powershell;
    let mut words: Vec<String> = before
        .iter()
        .map(|word| match is_raw {
            true => TypedWord::read(word).text(),
            false => word.clone().into_owned(),
        })
        .collect();
    let typed = match args.shell {
        Shell::Zsh | Shell::Elvish => TypedWord::plain(last),
        Shell::Bash | Shell::Fish | Shell::Powershell => TypedWord::read(last),
    };
    words.push(typed.text());
    let words: Vec<_> = as_read(words.into_iter().map(OsString::from)).collect();
    let given = TypedSoFar::of(&words, context);
    let session = Session::new(&given.globals, context).ok();
    let values = Values::new(given.writer, session.as_ref());
    let found = match candidates(&words, &values) {
        Completion::Files => return "files\n".to_owned(),
        Completion::Folders => return "folders\n".to_owned(),
        Completion::Words(found) => found,
    };
    let mut text = "words\n".to_owned();
    for one in found {
        text += &match args.shell {
            Shell::Bash => typed.for_bash(&one.value, args.word_breaks.as_deref().unwrap_or("")),
            Shell::Powershell => format!("{}\t{}", quoting::for_powershell(&one.value), one.about),
            Shell::Zsh | Shell::Fish | Shell::Elvish => format!("{}\t{}", one.value, one.about),
        };
        text.push('\n');
    }
    text
}

enum Completion {
    Files,
    Folders,
    Words(Vec<Candidate>),
}

/// What may stand for the last word.
fn candidates(words: &[OsString], values: &Values<'_>) -> Completion {
    let current = words.last().and_then(|word| word.to_str()).unwrap_or("");
    let mut marks = Vec::new();
    let mut command = marked(Cli::command(), &mut marks);
    let found = complete(&mut command, words.to_vec(), words.len() - 1, None);
    let mut candidates: Vec<Candidate> = Vec::new();
    for one in found.unwrap_or_default() {
        let value = one.get_value().to_string_lossy();
        match (value.split_once(HERE), wanted(&one, &marks)) {
            // A hyphen begins a flag rather than a path.
            (Some((_, begun)), Some(Wanted::Files | Wanted::Folders)) if begun.starts_with('-') => {
            }
            (Some(_), Some(Wanted::Files)) => return Completion::Files,
            (Some(_), Some(Wanted::Folders)) => return Completion::Folders,
            (Some((before, begun)), Some(wanted)) => {
                candidates.extend(values.of(wanted, before, begun));
            }
            _ => candidates.push(Candidate {
                about: first_sentence(one.get_help()),
                value: value.into_owned(),
            }),
        }
    }
    // Flags are for those who begin one, unless there is nothing else.
    let is_flag = |one: &Candidate| one.value.starts_with('-');
    if current.is_empty() && !candidates.iter().all(is_flag) {
        candidates.retain(|one| !is_flag(one));
    }
    let given = |one: &Candidate| {
        let same = |word: &OsString| word.to_str() == Some(&one.value);
        one.value.starts_with("--") && words[..words.len() - 1].iter().any(same)
    };
    candidates.retain(|one| !given(one) && visible(&one.value) == one.value);
    for one in &mut candidates {
        one.about = visible(&one.about).replace(['\t', '\n'], " ");
    }
    Completion::Words(candidates)
}

/// Each argument whose values we know says so when it is asked, by its number among
/// those that do.
fn marked(command: Command, marks: &mut Vec<Wanted>) -> Command {
    let command = command.mut_args(|argument| with_mark(argument, marks));
    let names: Vec<_> = command
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(&name, |subcommand| {
            subcommand.mut_args(
                |argument| match (name.as_str(), argument.get_id().as_str()) {
                    ("patterns", "query") => mark(argument, Wanted::BallOrQuery, marks),
                    ("show", "id") => mark(argument, Wanted::AnyId, marks),
                    ("decide", "about") => mark(argument, Wanted::BallOrDecision, marks),
                    _ => with_mark(argument, marks),
                },
            )
        })
    })
}

fn with_mark(argument: Arg, marks: &mut Vec<Wanted>) -> Arg {
    let id = argument.get_id().as_str();
    // The flag of a key has its name, and that of the party where one is meant.
    let of_key = || {
        let key = Key::all().find(|key| key.to_string() == id);
        let fact = Fact::all().find(|fact| fact.name() == id);
        let fact = key.map(|key| key.fact).or(fact)?;
        let words = fact.about().kind.words()?;
        let party = key.and_then(|key| key.party);
        Some(Wanted::Words(words, party, Some(fact)))
    };
    let wanted = match id {
        "id" => Wanted::Id,
        "words" => Wanted::Words(Words::Ball, None, None),
        "query" => Wanted::Query,
        _ => match (of_key(), argument.get_value_hint()) {
            (Some(wanted), _) => wanted,
            (None, ValueHint::DirPath) => Wanted::Folders,
            (None, ValueHint::FilePath | ValueHint::AnyPath) => Wanted::Files,
            (None, _) => return argument,
        },
    };
    mark(argument, wanted, marks)
}

fn mark(argument: Arg, wanted: Wanted, marks: &mut Vec<Wanted>) -> Arg {
    let number = marks.len();
    marks.push(wanted);
    argument.add(ArgValueCompleter::new(move |begun: &OsStr| {
        let value = format!("{HERE}{}", begun.to_string_lossy());
        let tag = StyledStr::from(number.to_string());
        vec![CompletionCandidate::new(value).tag(Some(tag))]
    }))
}

fn wanted(candidate: &CompletionCandidate, marks: &[Wanted]) -> Option<Wanted> {
    let number = candidate.get_tag()?.to_string().parse::<usize>().ok()?;
    marks.get(number).copied()
}

fn first_sentence(help: Option<&StyledStr>) -> String {
    let help = help.map(ToString::to_string).unwrap_or_default();
    help.lines().next().unwrap_or_default().to_owned()
}
