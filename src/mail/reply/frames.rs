//! What mail and chat programs put between messages: attribution lines, header
//! blocks, separators, and the name and time above a chat message.

use super::line::ReplyLine;
use super::manners::{MANNERS, begins_with, is_name, is_one_of, opening};

/// What kind of line divides messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// What follows is an earlier message.
    Mail,
    /// What follows is the next message of the same conversation.
    Chat,
}

/// No header goes on for more lines.
const LONGEST_HEADER: usize = 20;

/// A separator at the beginning of these lines, and how many it takes.
pub(super) fn separator(lines: &[ReplyLine]) -> Option<(Separator, usize)> {
    let first = lines.first()?.text.as_str();
    if let Some(length) = attribution(lines).or_else(|| headers(lines)) {
        return Some((Separator::Mail, length));
    }
    let is_named = is_one_of(&opening(first), &MANNERS.separators.between);
    let is_rule = first.len() >= 10
        && first
            .chars()
            .all(|character| matches!(character, '_' | '-' | '='));
    if is_named || is_rule {
        let below = &lines[1..];
        let blank = below.iter().take_while(|line| line.is_blank()).count();
        let block = headers(&below[blank..]).map_or(0, |length| blank + length);
        return (is_named || block > 0).then_some((Separator::Mail, 1 + block));
    }
    if chat(first) {
        return Some((Separator::Chat, 1));
    }
    let name_above_time =
        is_name(first) && lines.get(1).is_some_and(|line| is_bare_time(&line.text));
    name_above_time.then_some((Separator::Chat, 2))
}

/// `On Fri, Nov 20, 2026 at 9:12 AM Robin <…> wrote:`, in the languages of the
/// clients, and broken over up to three lines.
fn attribution(lines: &[ReplyLine]) -> Option<usize> {
    let mut joined = String::new();
    for (index, line) in lines.iter().enumerate().take(3) {
        if line.is_blank() {
            return None;
        }
        joined.push(' ');
        joined.push_str(&line.text);
        let text = joined.trim().trim_start_matches(['-', ' ']).to_lowercase();
        let opens = begins_with(&text, &MANNERS.separators.openings) || text.ends_with("wrote:");
        if index == 0 && !opens {
            return None;
        }
        if says_who_wrote(&text) {
            return Some(index + 1);
        }
    }
    None
}

/// It ends in `wrote:`, or in `schrieb NAME:`, and says when or from where. In lower case.
fn says_who_wrote(text: &str) -> bool {
    let text = text.trim_end_matches(['-', ' ']);
    let stem = text.trim_end_matches([':', '：']).trim_end();
    let ends = stem.len() < text.len() || text.ends_with("wrote");
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let has_day = || {
        text.split([' ', ','])
            .any(|word| is_time(word) || is_year(word))
    };
    ends && names_writer(stem) && (text.contains('@') || has_day())
}

fn names_writer(stem: &str) -> bool {
    let is_name_behind = |wrote: &str| {
        let name = stem.rfind(wrote).map(|start| &stem[start + wrote.len()..]);
        name.is_some_and(|name| name.contains(['<', '@']) || name.split_whitespace().count() <= 3)
    };
    MANNERS.separators.wrote.iter().any(|wrote| {
        // Some languages put the name behind the word.
        let before_name = wrote.starts_with("sch");
        stem.ends_with(wrote.as_str()) || (before_name && is_name_behind(wrote))
    })
}

/// Where an attribution ends that has more text behind it on the same line.
pub(super) fn attribution_end(line: &str) -> Option<usize> {
    let end = line.find("wrote:")? + "wrote:".len();
    let (attribution, more) = line.split_at(end);
    let opens = || begins_with(&line.to_lowercase(), &MANNERS.separators.openings);
    let is_dated = || attribution.contains(|character: char| character.is_ascii_digit());
    let says_who = attribution.contains(['@', ',']);
    (!more.trim().is_empty() && says_who && is_dated() && opens()).then_some(end)
}

/// `From: … Sent: … To: … Subject: …`, as long as it goes on.
fn headers(lines: &[ReplyLine]) -> Option<usize> {
    let name = |line: &ReplyLine| -> Option<String> {
        let text = line.text.trim_start_matches(['*', '_', ' ']);
        let (name, _) = text.split_once(':')?;
        let name = name.trim_matches(['*', '_', ' ']).to_lowercase();
        (!name.contains(' ')).then_some(name)
    };
    let named = |line: &ReplyLine, list: &[String]| {
        name(line).is_some_and(|name| is_one_of(&name, list) || name.starts_with("x-"))
    };
    if !named(lines.first()?, &MANNERS.separators.headers) {
        return None;
    }
    let (mut length, mut found, mut continued) = (1, 1, 0);
    for line in &lines[1..] {
        if named(line, &MANNERS.separators.further_headers) {
            (found, continued) = (found + 1, 0);
        } else if line.text.contains(['@', ';', '<']) && continued < LONGEST_HEADER {
            continued += 1;
        } else {
            break;
        }
        length += 1;
    }
    let has_address = || lines[..length].iter().any(|line| line.text.contains('@'));
    (found >= 3 || (found == 2 && has_address())).then_some(length)
}

/// `Sam Rivera  9:14 AM`: nothing but a name and a time.
fn chat(line: &str) -> bool {
    let line = line.trim_end_matches("(edited)").trim_end();
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if words
        .last()
        .is_some_and(|last| matches!(clean(last).as_str(), "am" | "pm"))
    {
        words.pop();
    }
    let Some(time) = words.pop() else {
        return false;
    };
    let time = clean(time);
    let time = time.trim_end_matches(['a', 'p', 'm']);
    let named = |word: &&str| {
        matches!(*word, "at" | "um" | "today" | "yesterday" | "|")
            || !word.starts_with(|first: char| first.is_lowercase())
    };
    is_time(time) && words.len() <= 5 && words.iter().all(named)
}

fn is_bare_time(line: &str) -> bool {
    line.split_whitespace().count() <= 2 && chat(line)
}

fn clean(word: &str) -> String {
    word.trim_matches(['[', ']', '(', ')', ',', '.'])
        .to_lowercase()
}

/// `[20.11.26, 09:14:32] Sam: text` and `20/11/2026, 09:14 - Sam: text`: how many
/// bytes stand before the text, in a chat that was exported or copied.
pub(super) fn chat_prefix(line: &str) -> Option<usize> {
    let (stamp, rest) = if let Some(inside) = line.strip_prefix('[') {
        let (stamp, rest) = inside.split_once(']')?;
        (stamp, rest)
    } else {
        let (stamp, rest) = line.split_once(" - ")?;
        stamp
            .starts_with(|first: char| first.is_ascii_digit())
            .then_some((stamp, rest))?
    };
    if stamp.len() > 40 || !stamp.split([' ', ',']).any(is_time) {
        return None;
    }
    let name = rest.split(':').next().unwrap_or_default();
    let named = rest.contains(':') && name.split_whitespace().count() <= 4;
    let text = match rest {
        _ if named => &rest[name.len() + 1..],
        _ if is_name(rest) => "",
        _ => rest,
    };
    Some(line.len() - text.trim_start().len())
}

fn is_time(word: &str) -> bool {
    let mut parts = word.split(':');
    let numbers = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let count = word.split(':').count();
    (2..=3).contains(&count) && parts.all(numbers)
}
