//! What mail and chat programs put between messages, known by its shape in any language:
//! attribution lines, header blocks, rules, and the name and time above a chat message.

use super::line::{ReplyLine, spoken, words};
use super::manners::{LineShape, Phrasing, is_label, is_name, speaks_of_oneself};
use super::numbers::{marked, numbered};
use std::collections::BTreeSet;

/// What divides messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Divider {
    /// What follows is an earlier message, and the first address that stands there.
    Mail(String),
    /// What follows is the next message of the same conversation, and who wrote it.
    Chat(String),
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
    let text = first.text.as_str();
    let is_above_quotation = |length: usize| {
        let mut below = (length..lines.len()).skip_while(|index| lines[*index].is_blank());
        below
            .next()
            .is_some_and(|index| lines[index].depth > first.depth || quotes(index))
    };
    // The first line of our letter may hold what a header does.
    let end = (0..lines.len()).find(|index| quotes(*index));
    let header = headers(&lines[..end.unwrap_or(lines.len())], &is_above_quotation);
    if let Some(length) = header.or_else(|| attribution(lines, &is_above_quotation)) {
        return Some((Divider::Mail(address(&lines[..length])), length));
    }
    if LineShape::Rule.is_match(text) && text.contains(char::is_alphanumeric) {
        return Some((Divider::Mail(String::new()), 1));
    }
    let is_title = || text.split(' ').count() <= 2 && text.len() > 2 && !text.ends_with(':');
    let says_when = |at: usize| lines.get(at).is_some_and(|line| is_when(&line.text));
    let is_sign = |line: &ReplyLine| !line.is_blank() && LineShape::Furniture.is_match(&line.text);
    // `Sam Rivera <sam@…>`, the time below, and to whom below that.
    let (whose, address) = text.split_once(" <").unwrap_or((text, ""));
    // The time below the name, or below a comma or a sign there.
    let last = 1 + usize::from(lines.get(1).is_some_and(is_sign));
    let when = (1..=last).find(|at| says_when(*at)).filter(|at| {
        let heading = || format!("{text} {}", lines[*at].text);
        is_name(whose) || is_title() || is_chat_heading(&heading())
    });
    // The time of the message above, and who goes on.
    let says_more = || lines.get(2).is_some_and(|line| !line.is_blank());
    let is_named_below = || says_more() && is_name(&lines[1].text) && says_when(0);
    let begins = |text: &str| Phrasing::Starter.has(&spoken(text, 1)) && !text.contains(": ");
    // `Read 12:40` says who only looked.
    let is_read = is_sign(first) && text.contains(char::is_alphabetic);
    let says_who = is_chat_heading(text) && !is_read;
    let (name, length) = match when {
        Some(when) => (0, 1 + when),
        None if is_named_below() => (1, 2),
        None if says_who && marked(text).is_none() && !begins(text) => (0, 1),
        None => return None,
    };
    let is_word = |word: &String| !word.contains(char::is_numeric);
    let said = words(&lines[name].text).map(|(word, _)| word);
    let name: Vec<String> = said.take_while(is_word).take(2).collect();
    // `Visibility: private` right below, and nothing more.
    let is_short = |line: &&ReplyLine| {
        let is_named = is_header(line) && line.text.contains(": ");
        let is_sent = address.contains('@') && !line.is_blank();
        (is_named || is_sent) && line.text.split(' ').count() <= 6
    };
    let beside = lines[length..].iter().take_while(is_short).count();
    let is_apart = lines.get(length + beside).is_none_or(ReplyLine::is_blank);
    let length = length + if is_apart { beside } else { 0 };
    Some((Divider::Chat(name.join(" ")), length))
}

fn address(lines: &[ReplyLine]) -> String {
    let mut words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let address = words.find(|word| word.contains('@'));
    address.unwrap_or_default().to_lowercase()
}

/// What stands before a day, a time of day or both at the end of a line, and which it is.
fn moment(text: &str) -> Option<(&str, bool, bool)> {
    const LONGEST: usize = 160;
    let is_digit = |one: char| one.is_ascii_digit();
    // Most lines hold no time.
    if text.len() > LONGEST || !text.contains(is_digit) {
        return None;
    }
    let caught = LineShape::Moment.captures(text)?;
    let when = caught.name("when").or_else(|| caught.name("day"))?;
    let has_time = caught.name("timed").is_some();
    let numbers = when.as_str().split([' ', ',']);
    let has_day = !has_time || numbers.filter(|it| it.contains(is_digit)).count() > 1;
    Some((&text[..when.start()], has_day, has_time))
}

/// A day and a time, and nothing else.
pub(super) fn is_when(text: &str) -> bool {
    const LONGEST: usize = 64;
    let text = text.trim_start_matches(|one: char| !one.is_alphanumeric());
    let is_ago = |text: &str| LineShape::Ago.is_match(text);
    // `3 minutes ago (18 Nov 2026 at 8:20 AM)`
    let is_alone = |before: &str| before.is_empty() || is_ago(before.trim_end_matches([' ', '(']));
    let is_told =
        |text: &str| moment(text).is_some_and(|(before, ..)| is_alone(before)) || is_ago(text);
    // `Nov 18, 2026 · 8:20 AM · Visible to: Hiring team`
    let mut apart = text.rmatch_indices(['\u{b7}', '\u{2022}', '|']);
    text.len() <= LONGEST
        && (is_told(text) || apart.any(|(end, _)| is_told(text[..end].trim_end())))
}

/// `Sam Rivera  9:14 AM`, `Sam Rivera added a note · Nov 18, 2026`: a name, hardly more, and when.
pub(super) fn is_chat_heading(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    const APART: [char; 7] = ['\u{b7}', '\u{2022}', '|', '-', '\u{2013}', '\u{2014}', '['];
    let Some((before, has_day, has_time)) = moment(text) else {
        return is_told_ago(text);
    };
    let head = before.trim_end().trim_end_matches([',', '(']);
    let is_apart = head.ends_with(APART);
    let head = head.trim_end_matches(APART).trim_end_matches([' ', ',']);
    let head = head.rsplit(": ").next().unwrap_or_default();
    // `Sam Rivera :palm_tree: 9:14 AM`
    let words = head
        .split_whitespace()
        .filter(|word| !LineShape::Furniture.is_match(word));
    let words: Vec<&str> = words.collect();
    let is_named = |word: &&&str| !word.starts_with(char::is_lowercase);
    let named = words.iter().take_while(is_named).count();
    let is_told = named == words.len() || named >= 2 || (is_apart && words.len() <= 3);
    // `rgomez  10:02`, `r.gomez 10:02`
    let is_dotted = head.trim_end_matches('.').contains(['.', '_']);
    let is_handle = words.len() == 1 && (before.ends_with("  ") || is_dotted);
    let is_told = is_told || is_handle || (named > 0 && has_day && has_time);
    let is_dated = is_apart && words.len() > 1 && !text.contains(" - ");
    // `Tue, Nov 17 at 9:12 AM` says when and not who.
    let is_whose = !words.is_empty() || !has_day;
    // `Rivera, Sam  Wednesday 9:14`
    let name = head.split("  ").next().unwrap_or_default();
    let is_list = |word: &&str| word.contains([';', ':']);
    let is_listed = words.iter().any(is_list) || (head.contains(',') && !is_name(name));
    let is_sentence = is_listed || speaks_of_oneself(head);
    words.len() <= MOST_WORDS && is_whose && !is_sentence && is_told && (has_time || is_dated)
}

/// `Sam Rivera commented 3 hours ago`
fn is_told_ago(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(9).collect();
    let is_named = |word: &&&str| word.starts_with(char::is_uppercase);
    let is_ago = |at: &usize| LineShape::Ago.is_match(&words[*at..].join(" "));
    let named = words.iter().take_while(is_named).count();
    words.len() < 9
        && named > 1
        && !speaks_of_oneself(text)
        && (named..words.len()).any(|at| is_ago(&at))
}

/// It begins as a line of a header does, and not with a label of an answer.
fn is_header(line: &ReplyLine) -> bool {
    LineShape::Header
        .part(&line.text)
        .is_some_and(|label| !is_label(label))
}

/// Short `Word: value` lines of which one holds an address, or right above a quotation.
fn headers(lines: &[ReplyLine], is_above_quotation: &dyn Fn(usize) -> bool) -> Option<usize> {
    // Most lines are none, or only look like one.
    lines.first().filter(|line| is_header(line))?;
    let is_reached = |lines: &[ReplyLine]| lines.iter().any(|line| line.text.contains('@'));
    let end = lines.iter().position(ReplyLine::is_blank);
    if end.is_none() && !is_reached(lines) && !(0..lines.len()).any(is_above_quotation) {
        return None;
    }
    let goes_on = |line: &&ReplyLine| is_header(line) || line.text.contains(['@', ';', '<']);
    let length = lines.iter().take_while(goes_on).count();
    let header = &lines[..length];
    let found = header.iter().filter(|line| is_header(line)).count();
    // `Author: Sam Rivera`, `Created: 2026-11-18 10:04`, and below that what was said.
    let is_dated = |line: &ReplyLine| moment(&line.text).is_some();
    let is_told = is_reached(header)
        || (end == Some(length) && header.iter().any(is_dated))
        || (found >= 3 && is_above_quotation(length));
    (found >= 2 && is_told).then_some(length)
}

/// `On Fri, Nov 20, 2026 at 9:12 AM Robin <…> wrote:`, broken over up to three lines, above
/// a quotation; with an address above anything.
fn attribution(lines: &[ReplyLine], is_above_quotation: &dyn Fn(usize) -> bool) -> Option<usize> {
    const MOST_LINES: usize = 3;
    let mut joined = String::new();
    for (index, line) in lines.iter().enumerate().take(MOST_LINES) {
        joined += &line.text;
        joined.push(' ');
        let is_addressed = joined.contains('@');
        let is_dated = LineShape::Dated.is_match(&joined);
        if line.is_blank() || !(is_addressed || is_dated) {
            return None;
        }
        if line.text.ends_with([':', '\u{ff1a}']) {
            let is_whole = is_addressed && is_dated && joined.contains('<');
            return (is_whole || is_above_quotation(index + 1)).then_some(index + 1);
        }
    }
    None
}

/// `Sam: text`: who may have said it, and how many bytes stand before that.
fn speaker(line: &str) -> Option<(String, usize)> {
    let (name, said) = line.split_once(": ")?;
    let is_word = |one: char| one.is_alphabetic() || " '-".contains(one);
    let can_be = is_name(name) && name.chars().all(is_word) && name.contains(char::is_lowercase);
    let is_other = is_label(&spoken(name, 3)) || numbered(line).is_some();
    (can_be && !is_other).then(|| (spoken(name, 3), line.len() - said.len()))
}

/// Those who begin lines so, where one of them begins more than one and hardly a line is without.
pub(super) fn speakers<'l>(lines: impl Iterator<Item = &'l str>) -> BTreeSet<String> {
    let own = lines.filter(|line| !line.trim().is_empty() && !line.starts_with(['>', '[']));
    let all: Vec<Option<String>> = own.map(|line| Some(speaker(line)?.0)).collect();
    let said: Vec<&String> = all.iter().flatten().collect();
    let speakers: BTreeSet<String> = said.iter().copied().cloned().collect();
    match speakers.len() < said.len() && said.len() * 3 > all.len() * 2 {
        true => speakers,
        false => BTreeSet::new(),
    }
}

/// `[20.11.26, 09:14:32] Sam: text`, `20/11/2026, 09:14 - Sam: text`, and in a chat where
/// every line is timed so, `09:14 Sam text`: who said it, if that stands there, and how many
/// bytes stand before the text. `speakers` begin lines without a time as well.
pub(super) fn stamped(
    line: &str,
    is_timed: bool,
    speakers: &BTreeSet<String>,
) -> Option<(String, usize)> {
    if let Some(said) = speaker(line).filter(|(name, _)| speakers.contains(name)) {
        return Some(said);
    }
    // Most lines hold no time.
    line.find(|one: char| one.is_ascii_digit())?;
    if let Some(caught) = LineShape::ChatSaid.captures(line) {
        let name = caught.iter().skip(1).flatten().next()?;
        return Some((spoken(name.as_str(), 3), caught[0].len()));
    }
    let timed = LineShape::ChatTimed.captures(line);
    let timed = timed.filter(|caught| is_timed && !Phrasing::Starter.is(&caught["name"]));
    let stamp = LineShape::ChatStamp.find(line).map(|stamp| stamp.end());
    let stamp = stamp.or_else(|| timed.as_ref().and_then(|_| Some(line.find(' ')? + 1)))?;
    let rest = &line[stamp..];
    if is_name(rest) {
        return Some((spoken(rest, 3), line.len()));
    }
    let named = timed.map(|caught| (spoken(&caught["name"], 3), caught[0].len()));
    let named = named.or_else(|| {
        let caught = LineShape::ChatName.captures(rest)?;
        Some((spoken(&caught["name"], 3), stamp + caught[0].len()))
    });
    Some(named.unwrap_or_else(|| (String::new(), stamp)))
}
