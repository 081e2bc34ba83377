//! What mail and chat programs put between messages: attribution lines, header
//! blocks, separators, and the name and time above a chat message.

use super::known::words;
use super::letter::Line;
use super::manners::{MANNERS, begins_with, is_name, is_one_of};

/// What kind of line divides messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// What follows is an earlier message.
    Mail,
    /// What follows is the next message of the same conversation.
    Chat,
}

/// A separator at the beginning of these lines, and how many it takes.
pub(super) fn separator(lines: &[Line]) -> Option<(Separator, usize)> {
    let first = lines.first()?.text.as_str();
    if let Some(length) = attribution(lines).or_else(|| headers(lines)) {
        return Some((Separator::Mail, length));
    }
    let said = is_one_of(&words(first).join(" "), &MANNERS.separators.between);
    let rule = first.len() >= 10
        && first
            .chars()
            .all(|character| matches!(character, '_' | '-' | '='));
    if said || rule {
        let below = &lines[1..];
        let blank = below.iter().take_while(|line| line.is_blank()).count();
        let block = headers(&below[blank..]).map_or(0, |length| blank + length);
        return (said || block > 0).then_some((Separator::Mail, 1 + block));
    }
    if chat(first) {
        return Some((Separator::Chat, 1));
    }
    // The name above the time.
    let named = is_name(first) && lines.get(1).is_some_and(|line| is_bare_time(&line.text));
    named.then_some((Separator::Chat, 2))
}

/// `On Fri, Nov 20, 2026 at 9:12 AM Robin <…> wrote:`, in the languages of the
/// clients, and broken over up to three lines.
fn attribution(lines: &[Line]) -> Option<usize> {
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

/// It ends in `wrote:`, or in `schrieb NAME:`, and says when or from where.
fn says_who_wrote(text: &str) -> bool {
    let text = text.trim_end_matches(['-', ' ']);
    let stem = text.trim_end_matches([':', '：']).trim_end();
    let name_behind = |wrote: &str| {
        let name = stem.rfind(wrote).map(|start| &stem[start + wrote.len()..]);
        name.is_some_and(|name| name.contains(['<', '@']) || name.split_whitespace().count() <= 3)
    };
    let wrote = MANNERS.separators.wrote.iter().any(|wrote| {
        stem.ends_with(wrote.as_str()) || wrote.starts_with("sch") && name_behind(wrote)
    });
    let ends = stem.len() < text.len() || text.ends_with("wrote");
    let when = text.split([' ', ',']).any(|word| {
        is_time(word) || word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
    });
    wrote && ends && (when || text.contains('@'))
}

/// Where an attribution ends that has more text behind it on the same line.
pub(super) fn attribution_end(line: &str) -> Option<usize> {
    let end = line.find("wrote:")? + "wrote:".len();
    let opens = begins_with(&line.to_lowercase(), &MANNERS.separators.openings);
    let dated = line[..end].contains(|character: char| character.is_ascii_digit());
    let more = !line[end..].trim().is_empty();
    (opens && dated && more && line[..end].contains(['@', ','])).then_some(end)
}

/// `From: … Sent: … To: … Subject: …`, as long as it goes on.
fn headers(lines: &[Line]) -> Option<usize> {
    let name = |line: &Line| -> Option<String> {
        let text = line.text.trim_start_matches(['*', '_', ' ']);
        let (name, _) = text.split_once(':')?;
        let name = name.trim_matches(['*', '_', ' ']).to_lowercase();
        (!name.contains(' ')).then_some(name)
    };
    let named = |line: &Line, list: &[String]| {
        name(line).is_some_and(|name| is_one_of(&name, list) || name.starts_with("x-"))
    };
    if !named(lines.first()?, &MANNERS.separators.headers) {
        return None;
    }
    let (mut length, mut found) = (1, 1);
    for line in &lines[1..] {
        if line.is_blank() {
            break;
        }
        if named(line, &MANNERS.separators.further_headers) {
            found += 1;
            length += 1;
        } else if line.text.contains(['@', ';', '<']) || line.text.starts_with(['\t', ' ']) {
            length += 1; // a header goes on
        } else {
            break;
        }
    }
    let addressed = lines[..length].iter().any(|line| line.text.contains('@'));
    (found >= 3 || found == 2 && addressed).then_some(length)
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
