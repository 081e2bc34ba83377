//! What mail and chat programs put between messages, known by its shape in any language:
//! attribution lines, header blocks, rules, and the name and time above a chat message.

use super::line::{ReplyLine, spoken, words};
use super::manners::{LineShape, Phrasing, is_label, is_name};
use super::numbers::marked;

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
    let header = headers(lines, &is_above_quotation);
    if let Some(length) = header.or_else(|| attribution(lines, &is_above_quotation)) {
        return Some((Divider::Mail(address(&lines[..length])), length));
    }
    if LineShape::Rule.is_match(text) && text.contains(char::is_alphanumeric) {
        return Some((Divider::Mail(String::new()), 1));
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

fn address(lines: &[ReplyLine]) -> String {
    let mut words = lines.iter().flat_map(|line| line.text.split_whitespace());
    let address = words.find(|word| word.contains('@'));
    address.unwrap_or_default().to_lowercase()
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
    let mut joined = String::new();
    for (index, line) in lines.iter().enumerate().take(MOST_LINES) {
        joined += &line.text;
        joined.push(' ');
        let is_addressed = joined.contains('@');
        let is_dated = LineShape::Dated.is_match(&joined);
        let is_long = line.text.len() > MOST_CHARACTERS;
        if line.is_blank() || is_long || !(is_addressed || is_dated) {
            return None;
        }
        if line.text.ends_with([':', '\u{ff1a}']) {
            let is_whole = is_addressed && is_dated && joined.contains('<');
            return (is_whole || is_above_quotation(index + 1)).then_some(index + 1);
        }
    }
    None
}

/// `[20.11.26, 09:14:32] Sam: text`, `20/11/2026, 09:14 - Sam: text`, and in a chat where
/// every line is timed so, `09:14 Sam text`: who said it, if that stands there, and how many
/// bytes stand before the text.
pub(super) fn stamped(line: &str, is_timed: bool) -> Option<(String, usize)> {
    // Most lines hold no time.
    line.find(|one: char| one.is_ascii_digit())?;
    if let Some(caught) = LineShape::ChatSaid.captures(line) {
        let name = caught.name("name").or_else(|| caught.name("spoke"))?;
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
