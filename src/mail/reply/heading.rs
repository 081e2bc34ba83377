//! What the top of a reply says before anything else: that a program wrote it, or that it
//! is about another post-mortem.

use super::line::spoken;
use super::manners::{NonAnswer, Says};
use super::{Message, Misread};

/// How the subject of a whole message stands above its text.
pub const SUBJECT: &str = "Subject: ";

/// The subject of a whole message, or one that was pasted with it, and what a program says
/// in its first line: `Accepted: …`, `Liked “…”`.
///
/// # Errors
/// Nobody wrote it.
pub(super) fn below_subject(text: &str) -> Result<&str, Misread> {
    let first = text.trim_start().lines().next().unwrap_or_default().trim();
    let labels: Vec<&str> = first.split([':', '\u{ff1a}']).collect();
    let is_notice = labels
        .iter()
        .rev()
        .skip(1)
        .take(3)
        .any(|label| Says::Notice.is(label));
    let is_quote = |one: char| matches!(one, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    let reacts = first.split_once(' ').is_some_and(|(word, rest)| {
        word.chars().all(char::is_alphabetic)
            && rest.starts_with(is_quote)
            && rest.ends_with(is_quote)
    });
    if is_notice || reacts {
        return Err(Misread::NoAnswer(NonAnswer::Absent));
    }
    let is_subject = text.starts_with(SUBJECT);
    Ok(text
        .split_once('\n')
        .filter(|_| is_subject)
        .map_or(text, |(_, body)| body))
}

/// Without a mark, the subject or the first line of the letter says what it is about: the
/// day of another post-mortem, or its role and its outcome.
///
/// # Errors
/// It is about something else.
pub(super) fn check_about(text: &str, about: &[String], message: &Message) -> Result<(), Misread> {
    let role = spoken(message.role.as_deref().unwrap_or("a recent search"), 20);
    let day = message.day.spoken();
    // `Re: Role, outcome, day: two questions`.
    let subject = text.lines().next().and_then(|line| line.rsplit_once(':'));
    let subject = subject.filter(|(about, count)| {
        about.contains(':') && spoken(count, 9).ends_with("question")
            || spoken(count, 9).ends_with("questions")
    });
    if let Some((about, _)) = subject {
        let said = spoken(about, 60);
        if !said.contains(&role)
            || (said.contains(&message.outcome) && !said.contains(&spoken(&day, 2)))
        {
            return Err(Misread::AboutOther(about.to_owned()));
        }
    }
    let other = about.iter().find(|about| {
        let said = spoken(about, 120);
        let is_year =
            |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let is_dated = said.split(' ').any(is_year);
        let is_named =
            (message.role.is_some() && said.contains(&role)) || said.contains(&message.outcome);
        (!is_named && said.contains("search")) || (is_dated && !said.contains(&spoken(&day, 3)))
    });
    other.map_or(Ok(()), |about| Err(Misread::AboutOther(about.clone())))
}
