//! What the top of a reply says before anything else: that a program wrote it, or that it
//! is about another post-mortem.

use super::line::spoken;
use super::manners::{NonAnswer, Phrasing};
use crate::mail::mark::Mark;
use crate::mail::message::Message;

/// Why a reply cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// It answers the letter that this mark is of.
    OtherLetter(Mark),
    /// It quotes a letter about something else: its first line.
    AboutOther(String),
    /// It says no more than letters that nobody offered, and the last that was.
    NotOffered(String, char),
    /// It answers nothing, and is this instead.
    NoAnswer(NonAnswer),
}

/// How the subject of a whole message stands above its text.
pub const SUBJECT: &str = "Subject: ";

/// The subject of a whole message, or one that was pasted with it, and what a program says
/// in its first line: `Accepted: …`, `Liked “…”`.
///
/// # Errors
/// Nobody wrote it.
pub(super) fn below_subject(text: &str) -> Result<&str, Misread> {
    let first = text.trim_start().lines().next().unwrap_or_default().trim();
    let labels = first.rsplit([':', '\u{ff1a}']).skip(1).take(3);
    let is_notice = labels.into_iter().any(|label| Phrasing::Notice.is(label));
    let is_quote = |one: char| matches!(one, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    let reacts = first.split_once(' ').is_some_and(|(word, rest)| {
        let is_quoted = rest.starts_with(is_quote) && rest.ends_with(is_quote);
        is_quoted && word.chars().all(char::is_alphabetic)
    });
    if is_notice || reacts {
        return Err(Misread::NoAnswer(NonAnswer::Absent));
    }
    let body = text.split_once('\n').map_or(text, |(_, body)| body);
    Ok(if text.starts_with(SUBJECT) {
        body
    } else {
        text
    })
}

/// Without a mark, the subject or the first line of the letter says what it is about: the
/// day and the outcome of another post-mortem, or another role.
///
/// # Errors
/// It is about something else.
pub(super) fn check_about(text: &str, about: &[String], message: &Message) -> Result<(), Misread> {
    let day = format!(" {} ", spoken(&message.day.spoken(), 2));
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit());
    let role = message.role.as_ref().map(|role| spoken(role, 20));
    let no_role = || vec!["last search".to_owned(), "recent search".to_owned()];
    let roles = role.map_or_else(no_role, |role| vec![role]);
    let is_other = |said: &str| {
        let has_outcome = said.contains(&message.outcome);
        let role = roles.iter().find(|role| said.contains(role.as_str()));
        let beside = role.map_or(said.to_owned(), |role| said.replace(role, ""));
        if !has_outcome && !beside.split(' ').any(is_year) {
            return role.is_none();
        }
        // Letters of 0.1 did not say how it ended.
        let is_earlier = role.is_some() && said.contains("look back");
        !(has_outcome || is_earlier) || !format!(" {said} ").contains(&day)
    };
    // `Re: Role, outcome, day: two questions`.
    let subject = text.lines().next().and_then(|line| line.rsplit_once(':'));
    let subject = subject.filter(|(_, count)| {
        let count = spoken(count, 9);
        count.ends_with("questions") || count.ends_with("one question")
    });
    let subject = subject.map(|(about, _)| about.to_owned());
    let searches = about
        .iter()
        .filter(|it| it.contains("search") || it.contains("20"));
    let mut all = subject.iter().chain(searches);
    let other = all.find(|about| is_other(&spoken(about, 120)));
    other.map_or(Ok(()), |about| Err(Misread::AboutOther(about.clone())))
}
