//! The day of an outcome: possible, agreeing with the file's name, and within
//! the period for which the team keeps sentences.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Day, Id, PostMortem, named_day};
use crate::talk::CommandLine;

/// Nothing was logged before; a digit is mistyped.
const FIRST_YEAR: i32 = 2000;

pub(super) fn check(
    stem: &str,
    id: &Id,
    post_mortem: &PostMortem,
    today: Day,
    retain: Option<&str>,
    found: &mut Vec<Pointed>,
) {
    let date = post_mortem.date;
    let named = named_day(stem);
    found.extend(promised_ahead(post_mortem, today));
    if let Some(diagnostic) = Diagnostic::in_future(date, today) {
        let help = named.filter(|named| *named <= today);
        let help = help
            .map(|named| format!("the file is named after {named}; write the day of the outcome"));
        let diagnostic = match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        };
        found.push(Pointed::at("date", diagnostic));
        return;
    }
    if date.year() < FIRST_YEAR {
        let message = format!("{date} is too long ago to be true");
        let diagnostic =
            Diagnostic::new(Code::TooOld, message).help("write the day of the outcome");
        found.push(Pointed::at("date", diagnostic));
        return;
    }
    if let Some(named) = named.filter(|named| *named != date) {
        found.push(Pointed::at(
            "date",
            Diagnostic::of_another_day(id, named, date),
        ));
    }
    if let Some(retain) = retain {
        retention(id, post_mortem, today, retain, found);
    }
}

/// Days that cannot be yet: of the outcome, and of promises.
pub fn ahead(post_mortem: &PostMortem, today: Day) -> Vec<Pointed> {
    let date = Diagnostic::in_future(post_mortem.date, today);
    let date = date.map(|ahead| Pointed::at("date", ahead));
    date.into_iter()
        .chain(promised_ahead(post_mortem, today))
        .collect()
}

fn promised_ahead(post_mortem: &PostMortem, today: Day) -> impl Iterator<Item = Pointed> {
    post_mortem.by_party().filter_map(move |(party, section)| {
        let ahead = Diagnostic::in_future(section.promised?, today)?;
        let ahead = ahead.help("write the day on which it was promised");
        Some(Pointed::at(format!("{party}.promised"), ahead))
    })
}

fn retention(
    id: &Id,
    post_mortem: &PostMortem,
    today: Day,
    retain: &str,
    found: &mut Vec<Pointed>,
) {
    let first = today.first_of_last(retain);
    let expired = first.is_some_and(|first| post_mortem.date < first);
    if expired && post_mortem.hold.is_none() && says_something(post_mortem) {
        let date = post_mortem.date.spoken();
        let message = format!("the team keeps sentences for {retain}, and this is from {date}");
        let diagnostic = Diagnostic::new(Code::Retain, message).help(format!(
            "`{}` strips the sentences and keeps what counts are made of",
            CommandLine::new("hirelog redact").word(id.as_str())
        ));
        found.push(Pointed::at("date", diagnostic));
    }
}

/// Whether there is anything to strip.
fn says_something(post_mortem: &PostMortem) -> bool {
    post_mortem.redacted() != *post_mortem
}
