//! What mail and chat programs put between messages, known by its shape in any language:
//! attribution lines, header blocks, rules, and the name and time above a chat message.

use super::line::{ReplyLine, spoken};
use super::manners::{MANNERS, is_name, is_starter};
use super::numbers::marked;

/// What kind of line divides messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Divider {
    /// What follows is an earlier message.
    Mail,
    /// What follows is the next message of the same conversation.
    Chat,
}

/// No header has more lines, with what stands right below it.
const LONGEST_HEADER: usize = 40;

/// A divider at the beginning of these lines, and how many it takes. `quotes` says of a
/// line, counted from here, whether it is a quotation or our own letter.
pub(super) fn divider(
    lines: &[ReplyLine],
    quotes: impl Fn(usize) -> bool,
) -> Option<(Divider, usize)> {
    let lines = &lines[..lines.len().min(LONGEST_HEADER)];
    let first = lines.first()?;
    let is_above_quotation = |length: usize| {
        let below = lines.iter().enumerate().skip(length);
        let mut below = below.skip_while(|(_, line)| line.is_blank());
        below
            .next()
            .is_some_and(|(index, line)| line.depth > first.depth || quotes(index))
    };
    if let Some(length) =
        headers(lines, &is_above_quotation).or_else(|| attribution(lines, &is_above_quotation))
    {
        return Some((Divider::Mail, length));
    }
    let text = first.text.as_str();
    let is_dash = |one: char| matches!(one, '_' | '-' | '=' | '*' | '\u{2014}');
    let inside = text.trim_matches(is_dash);
    let is_rule = text.len() >= 10
        && (inside.is_empty() || (text.starts_with("---") && text.ends_with("---")));
    let is_opener = text.ends_with([':', '\u{ff1a}']);
    if is_rule || is_opener {
        let blank = lines[1..].iter().take_while(|line| line.is_blank()).count();
        let block = headers(&lines[1 + blank..], &|length| {
            is_above_quotation(length + 1 + blank)
        });
        if block.is_some() || (is_rule && !inside.is_empty()) {
            return Some((Divider::Mail, 1 + block.map_or(0, |length| blank + length)));
        }
    }
    if is_chat_line(text) && (!is_bare_time(text) || lines.len() > 1) {
        return Some((Divider::Chat, 1));
    }
    if is_dated_heading(text) {
        return Some((Divider::Chat, 1));
    }
    let name_above_time =
        is_name(text) && lines.get(1).is_some_and(|line| is_bare_time(&line.text));
    name_above_time.then_some((Divider::Chat, 2))
}

/// The name of a header line: up to three words before a colon.
fn label(line: &ReplyLine) -> Option<&str> {
    let text = line.text.trim_start_matches(['*', '_', ' ']);
    let end = text.find([':', '\u{ff1a}'])?;
    let label = text[..end].trim_matches(['*', '_', ' ']);
    let is_word = |one: char| one.is_alphabetic() || matches!(one, ' ' | '-' | '.');
    let is_label = (1..=3).contains(&label.split(' ').count())
        && label.chars().count() <= 28
        && label.chars().all(is_word);
    let said = spoken(label, 8);
    let is_ours = [
        &MANNERS.own_labels,
        &MANNERS.next_labels,
        &MANNERS.dropped_labels,
    ]
    .iter()
    .any(|list| list.has(&said));
    (is_label && !is_ours && marked(text).is_none()).then_some(label)
}

/// Short `Word: value` lines of which one holds an address, or right above a quotation.
fn headers(lines: &[ReplyLine], is_above_quotation: &dyn Fn(usize) -> bool) -> Option<usize> {
    label(lines.first()?)?;
    let (mut length, mut found) = (0, 0);
    for line in lines {
        if label(line).is_some() {
            found += 1;
        } else if !line.text.contains(['@', ';', '<']) {
            break;
        }
        length += 1;
    }
    let has_address = lines[..length].iter().any(|line| line.text.contains('@'));
    (found >= 2 && (has_address || (found >= 3 && is_above_quotation(length)))).then_some(length)
}

/// `On Fri, Nov 20, 2026 at 9:12 AM Robin <…> wrote:`, broken over up to three lines, above
/// a quotation; with an address above anything.
fn attribution(lines: &[ReplyLine], is_above_quotation: &dyn Fn(usize) -> bool) -> Option<usize> {
    const MOST_LINES: usize = 3;
    const MOST_CHARACTERS: usize = 300;
    let is_dated = |text: &str| {
        let mut words = text.split([' ', ',']);
        text.contains('\u{5e74}') || words.any(|word| is_time(word) || is_year(word))
    };
    let first = lines.first()?.text.as_str();
    let mut joined = String::new();
    for (index, line) in lines.iter().enumerate().take(MOST_LINES) {
        // What stands above the attribution is somebody's text.
        let begins = index > 0 && line.text.starts_with(char::is_uppercase) && is_dated(&line.text);
        let is_begun = first.contains('@') || is_dated(first);
        if line.is_blank() || (index > 0 && !is_begun) || (begins && !first.contains('@')) {
            return None;
        }
        joined.push_str(&line.text);
        joined.push(' ');
        if line.text.ends_with([':', '\u{ff1a}']) || line.text.ends_with("----") {
            let (is_dated, has_address) = (is_dated(&joined), joined.contains('@'));
            let is_quoting = is_above_quotation(index + 1) && (is_dated || has_address);
            let is_addressed = has_address && joined.contains('<') && is_dated;
            let is_short = joined.chars().count() <= MOST_CHARACTERS && marked(first).is_none();
            return (is_short && (is_quoting || is_addressed)).then_some(index + 1);
        }
    }
    None
}

/// Whether words in front of our letter on its first line say who sent it.
pub(super) fn is_attribution(text: &str) -> bool {
    text.trim_end().ends_with([':', '\u{ff1a}'])
        && text.contains(|one: char| one == '@' || one.is_ascii_digit())
}

/// `Sam Rivera  9:14 AM`, `Sam Rivera, Thu 5:20 PM`: nothing but a name and a time.
pub(super) fn is_chat_line(line: &str) -> bool {
    let line = line.trim_end_matches("(edited)").trim_end();
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let is_apm = |word: &&str| matches!(clean(word).as_str(), "am" | "pm" | "today" | "yesterday");
    while words.last().is_some_and(is_apm) {
        words.pop();
    }
    let Some(time) = words.pop() else {
        return false;
    };
    let is_named = |word: &&str| {
        matches!(
            *word,
            "at" | "um" | "today" | "yesterday" | "|" | "de" | "van"
        ) || !word.starts_with(|first: char| first.is_lowercase())
    };
    !words.first().is_some_and(|word| word.ends_with(':'))
        && is_time(clean(time).trim_end_matches(['a', 'p', 'm']))
        && words.len() <= 5
        && words.iter().all(is_named)
        && marked(line).is_none()
}

/// `Robin Vale added a comment - 23/Nov/26 9:02 AM`: begins with a name, and ends with a day
/// and a time.
fn is_dated_heading(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_short = (4..=10).contains(&words.len());
    let time = words.iter().rposition(|word| is_time(&clean(word)));
    let is_day = |word: &&str| {
        let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
        parts.len() == 3
            && parts.iter().all(|part| !part.is_empty())
            && word.contains(|one: char| one.is_ascii_digit())
    };
    is_short
        && time.is_some_and(|time| time + 2 >= words.len())
        && words.iter().any(is_day)
        && is_name(words[0])
        && !is_starter(words[0])
}

fn is_bare_time(line: &str) -> bool {
    line.split_whitespace().count() <= 3
        && line.starts_with(|one: char| one.is_ascii_digit())
        && is_chat_line(line)
}

fn clean(word: &str) -> String {
    word.trim_matches(['[', ']', '(', ')', ',', '.'])
        .to_lowercase()
}

/// `[20.11.26, 09:14:32] Sam: text`, `20/11/2026, 09:14 - Sam: text`: how many bytes stand
/// before the text, in a chat that was exported or copied.
pub(super) fn chat_prefix(line: &str) -> Option<usize> {
    let (stamp, rest) = if let Some(inside) = line.strip_prefix('[') {
        inside.split_once(']')?
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
    let text = match rest {
        _ if rest.contains(':') && name.split_whitespace().count() <= 4 => &rest[name.len() + 1..],
        _ if is_name(rest) => "",
        _ => rest,
    };
    Some(line.len() - text.trim_start().len())
}

/// `like 1`, `2 replies`, `:+1:`, `1`: what a chat adds below a message.
pub(super) fn is_furniture(line: &str) -> bool {
    const COUNTED: [&str; 8] = [
        "like",
        "likes",
        "reply",
        "replies",
        "reaction",
        "reactions",
        "commented",
        "person",
    ];
    let is_sign = |word: &&str| {
        !word.contains(char::is_alphabetic)
            || (word.len() > 2 && word.starts_with(':') && word.ends_with(':'))
    };
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_count = words.len() <= 3
        && words.iter().any(|word| COUNTED.contains(word))
        && words.iter().any(is_sign);
    is_count || words.iter().all(is_sign)
}

fn is_time(word: &str) -> bool {
    let count = word.split(':').count();
    let is_number = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (2..=3).contains(&count) && word.split(':').all(is_number)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}
