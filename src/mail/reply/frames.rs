//! What mail and chat programs put between messages, known by its shape in any language:
//! attribution lines, header blocks, rules, and the name and time above a chat message.

use super::line::{ReplyLine, spoken, words};
use super::manners::{LineShape, Phrasing, is_label, is_name};
use super::numbers::marked;
use std::collections::BTreeMap;

/// What divides messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Divider {
    /// What follows is an earlier message.
    Mail,
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
    let header = headers(lines, &is_above_quotation);
    if let Some(length) = header.or_else(|| attribution(lines, &is_above_quotation)) {
        return Some((Divider::Mail, length));
    }
    let is_rule = LineShape::Rule.is_match(text);
    let is_named = is_rule && text.contains(char::is_alphanumeric);
    if is_rule || text.ends_with([':', '\u{ff1a}']) {
        let above = 1 + lines[1..].iter().take_while(|line| line.is_blank()).count();
        let below = &lines[above..];
        let block = headers(below, &|length| is_above_quotation(length + above));
        // Below a rule that says so, header lines need no colons.
        let bare = below.iter().take_while(|line| !line.is_blank()).count();
        let is_bare = is_named && below[..bare].iter().any(|line| line.text.contains('@'));
        if let Some(length) = block.or(is_bare.then_some(bare)) {
            return Some((Divider::Mail, above + length));
        }
        if is_named {
            return Some((Divider::Mail, 1));
        }
    }
    let is_time = |line: &ReplyLine| LineShape::BareTime.is_match(&line.text);
    let is_named_above =
        lines.get(1).is_some_and(is_time) && (is_name(text) || !text.contains([' ', ':']));
    // `Tue, Nov 17 at 9:12 AM` says when and not who.
    let is_named = || !LineShape::Alone.is_match(text);
    let is_chat = || is_chat_heading(text) && marked(text).is_none() && is_named();
    if !is_named_above && (!is_chat() || Phrasing::Starter.has(&spoken(text, 1))) {
        return None;
    }
    let is_word = |word: &String| !word.contains(char::is_numeric);
    let said = words(text).map(|(word, _)| word).take_while(is_word);
    let name: Vec<String> = said.take(2).collect();
    Some((
        Divider::Chat(name.join(" ")),
        1 + usize::from(is_named_above),
    ))
}

/// Nothing but a name and a time.
pub(super) fn is_chat_heading(text: &str) -> bool {
    text.contains(|one: char| one.is_ascii_digit()) && LineShape::ChatHeading.is_match(text)
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
    if !is_reached(lines) && !(0..lines.len()).any(is_above_quotation) {
        return None;
    }
    let goes_on = |line: &&ReplyLine| is_header(line) || line.text.contains(['@', ';', '<']);
    let length = lines.iter().take_while(goes_on).count();
    let found = lines[..length]
        .iter()
        .filter(|line| is_header(line))
        .count();
    let is_told = is_reached(&lines[..length]) || (found >= 3 && is_above_quotation(length));
    (found >= 2 && is_told).then_some(length)
}

/// `On Fri, Nov 20, 2026 at 9:12 AM Robin <…> wrote:`, broken over up to three lines, above
/// a quotation; with an address above anything.
fn attribution(lines: &[ReplyLine], is_above_quotation: &dyn Fn(usize) -> bool) -> Option<usize> {
    const MOST_LINES: usize = 3;
    const MOST_CHARACTERS: usize = 300;
    let says = |text: &str| (text.contains('@'), LineShape::Dated.is_match(text));
    let mut joined = String::new();
    for (index, line) in lines.iter().enumerate().take(MOST_LINES) {
        let is_begun = index == 0 || says(&lines[0].text) != (false, false);
        if line.is_blank() || line.text.len() > MOST_CHARACTERS || !is_begun {
            return None;
        }
        joined += &line.text;
        joined.push(' ');
        if line.text.ends_with([':', '\u{ff1a}']) {
            let is_told = match says(&joined) {
                (true, true) => is_above_quotation(index + 1) || joined.contains('<'),
                (false, false) => false,
                _ => is_above_quotation(index + 1),
            };
            return is_told.then_some(index + 1);
        }
    }
    None
}

/// What stands between two `{quote}`, as a mail quotes it.
pub(super) fn quoted_in_jira(text: &str) -> String {
    const MARK: &str = "{quote}";
    if text.matches(MARK).count() < 2 {
        return text.to_owned();
    }
    let parts = text.split(MARK).enumerate().map(|(place, part)| {
        if place % 2 == 0 {
            part.to_owned()
        } else {
            format!("\n> {}\n", part.trim().replace('\n', "\n> "))
        }
    });
    parts.collect()
}

/// What was copied from a chat that puts spaces between the time, the name and what was
/// said, with tabs there. A name is what stands alone behind a time, or begins two messages.
pub(super) fn tabbed(text: &str) -> String {
    let parts = |line: &str| {
        let (time, rest) = line.split_once(' ')?;
        let is_time = time.contains(':') && LineShape::BareTime.is_match(time);
        let is_begun = Phrasing::Starter.has(&spoken(rest, 1));
        let rest = rest.trim().to_owned();
        (is_time && !is_begun && !rest.is_empty()).then(|| (time.to_owned(), rest))
    };
    let first = |rest: &str| rest.split(' ').next().unwrap_or_default().to_owned();
    let said: Vec<String> = text
        .lines()
        .filter_map(|line| Some(parts(line)?.1))
        .collect();
    if said.len() < 2 {
        return text.to_owned();
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for rest in &said {
        *counts.entry(first(rest)).or_default() += 1;
    }
    let is_chat = said.iter().any(|rest| is_name(rest)) || counts.values().any(|count| *count > 1);
    let lines = text
        .split('\n')
        .map(|line| match parts(line).filter(|_| is_chat) {
            Some((time, rest)) => {
                let name = if is_name(&rest) {
                    rest.clone()
                } else {
                    first(&rest)
                };
                format!("{time}\t{name}\t{}", rest[name.len()..].trim_start())
            }
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// `[20.11.26, 09:14:32] Sam: text`, `20/11/2026, 09:14 - Sam: text`: who said it, if that
/// stands there, and how many bytes stand before the text.
pub(super) fn stamped(line: &str) -> Option<(Option<String>, usize)> {
    let said = |name: &str| Some(spoken(name, 3));
    // Most lines hold no time.
    line.find(|one: char| one.is_ascii_digit())?;
    if let Some(caught) = LineShape::ChatSaid.captures(line) {
        let name = caught.name("name").or_else(|| caught.name("spoke"))?;
        return Some((said(name.as_str()), caught[0].len()));
    }
    let stamp = LineShape::ChatStamp.find(line)?.end();
    let rest = &line[stamp..];
    if is_name(rest) {
        return Some((said(rest), line.len()));
    }
    let caught = LineShape::ChatName.captures(rest);
    let name = caught.as_ref().and_then(|caught| said(&caught[1]));
    Some((name, stamp + caught.map_or(0, |caught| caught[0].len())))
}
