//! What stands at both ends of a text and is no answer: greetings, names, small talk,
//! closings, signatures, what phones and mail servers add. They carry names, so they are
//! left out, and shown as left out.

use super::line::{ReplyLine, each_sentence, sentences, spoken, word_count, words};
use super::manners::{
    LineShape, NonAnswer, Phrasing, begins_with_oneself, behind_manners, is_contact, is_label,
    is_name, is_titled, labelled, non_answer, speaks_of_oneself,
};
use super::numbers::{NumberKind, marked, numbered};
use super::promise::{cut_at_next_time, speaks_of_next_time};

/// A line of a signature has at most this many words.
const MOST_WORDS: usize = 8;
/// A short line in a script without spaces.
const MOST_CHARACTERS: usize = 90;
/// No signature has more lines, with what stands below it.
const LONGEST_BOTTOM: usize = 60;

/// Takes the greeting, and what is only talk, from the top of a text; whether it took any.
/// `more` stands below it.
pub(super) fn without_top(lines: &mut Vec<ReplyLine>, more: bool, out: &mut Vec<String>) -> bool {
    let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
    let filled = |from: usize| (from..lines.len()).find(|at| !lines[*at].is_blank());
    let framed =
        filled(0).filter(|first| filled(first + 1).is_some_and(|at| is_banner(&lines[at].text)));
    let signed = filled(0).filter(|first| {
        let is_apart = lines.get(first + 1).is_some_and(ReplyLine::is_blank);
        is_apart && names_and_dates(&lines[*first].text)
    });
    let (mut taken, mut is_greeted) = (0, false);
    for (index, line) in lines.iter_mut().enumerate() {
        // What is underlined is a heading, and below it no signature; what stands above a
        // banner is its frame.
        let is_underlined = out.last().is_some_and(|above| above.ends_with(':'));
        let is_frame = is_underlined || framed == Some(index);
        if taken == index && is_frame && LineShape::Dashes.is_match(&line.text) {
            taken = index + 1;
            continue;
        }
        let mut rest = line.text.as_str();
        let is_signed = signed == Some(index);
        let is_begun = |rest| numbered(rest).is_some() || LineShape::Dashes.is_match(rest);
        while !rest.is_empty() && (is_signed || !is_begun(rest)) {
            let greeted = greeting(rest).filter(|_| !is_greeted);
            is_greeted |= greeted.is_some();
            let is_whose = || is_titled(rest) && is_card(rest) && !speaks_of_oneself(rest);
            let is_named = is_name(rest) || is_whose();
            // `Sam Rivera commented on HIR-204:` and what was said.
            let introduces = rest.ends_with(':') && !speaks_of_oneself(rest) && !is_label(rest);
            let is_above = (more || index < last) && (is_named || introduces || is_signed);
            let whole = || (is_above || is_banner(rest)).then_some("");
            let Some(after) = greeted.or_else(whole).or_else(|| behind_talk(rest)) else {
                break;
            };
            out.push(rest[..rest.len() - after.len()].trim().to_owned());
            rest = after.trim_start();
        }
        let says_more = rest.contains(char::is_alphanumeric) || LineShape::Dashes.is_match(rest);
        line.text = rest.to_owned();
        if says_more {
            break;
        }
        taken = index + 1;
    }
    lines.drain(..taken);
    taken > 0
}

/// `Posted by Sam Rivera on 18 Nov 2026`, `Sam Rivera hat am 18.11.2026 um 10:04 geschrieben`,
/// `Sam Rivera replied to a comment`: a name, and when or that they said it, in no sentence, as
/// programs write it above what somebody said.
fn names_and_dates(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&str| {
        let word = word.trim_matches(['*', '_', '(', ',']);
        let begins = word.starts_with(char::is_uppercase);
        begins && !word.contains(|one: char| one.is_ascii_digit())
    };
    let tails = (1..=3).filter_map(|from| words.len().checked_sub(from));
    let is_ago = |from: usize| LineShape::Ago.is_match(&words[from..].join(" "));
    let is_told = words.iter().take(2).all(is_capital) && Phrasing::Told.tells(&spoken(text, 8));
    words.len() <= MOST_WORDS
        && words.windows(2).any(|two| two.iter().all(is_capital))
        && (LineShape::Dated.is_match(text) || tails.into_iter().any(is_ago) || is_told)
        && !text.ends_with(['.', '!', '?'])
        && !begins_with_oneself(text)
        && numbered(text).is_none_or(|it| it.kind == NumberKind::Bare)
}

/// What stands behind the first sentence, where that answers nothing.
fn behind_talk(text: &str) -> Option<&str> {
    let end = sentences(text).get(1).map_or(text.len(), |(at, _)| *at);
    // `Danke Ines, ich habe …`
    if let Some(said) = behind_manners(&text[..end]) {
        return Some(&text[end - said.len()..]);
    }
    let (kind, rest) = (non_answer(&text[..end])?, text[end..].trim_start());
    // Who answers below `Call me if that is unclear.` asks for nothing else.
    let is_answered = begins_with_oneself(rest) && cut_at_next_time(rest, true, false) < rest.len();
    (kind <= NonAnswer::Later || (kind == NonAnswer::Call && is_answered)).then_some(rest)
}

/// What is left of a line behind what greets or calls somebody.
fn greeting(line: &str) -> Option<&str> {
    let begins =
        |text: &str| Phrasing::Starter.has(&spoken(text, 1)) || LineShape::Letter.is_match(text);
    let greeted = Phrasing::Greeting.behind(line);
    let rest = greeted.unwrap_or(line);
    let is_greeted = greeted.is_some();
    let shape = if is_greeted {
        LineShape::Greeted
    } else {
        LineShape::Called
    };
    // `@Sam Rivera I did`: a mention of two words.
    let mentioned = LineShape::Mentioned.find(rest).filter(|it| {
        let is_marked = it.as_str().trim_end().ends_with([',', ':']);
        let said = &rest[it.end()..];
        is_marked
            || begins_with_oneself(said)
            || marked(said).is_some()
            || labelled(said).is_some_and(|(label, _)| is_label(label))
    });
    if let Some(called) = mentioned.or_else(|| shape.find(rest)) {
        let behind = &rest[called.end()..];
        let mut said = words(called.as_str()).map(|(word, _)| word);
        let is_sentence = said
            .any(|word| Phrasing::Starter.has(&word) && !["there", "all"].contains(&word.as_str()));
        // `Robin, I led`, `Robin, hello`.
        let is_called =
            is_greeted || rest.starts_with(['@', '[']) || behind.is_empty() || begins(behind);
        let is_name = is_name(behind.trim_end_matches(['.', ':', '!']));
        if (is_name && is_greeted) || Phrasing::Greeting.is(behind) {
            return Some("");
        }
        return (!is_sentence && is_called).then_some(behind);
    }
    // `Hi Robin the offer`: behind a name anything begins a sentence.
    let (_, end) = words(rest).next().filter(|_| is_greeted)?;
    (!begins(rest) && begins(&rest[end..])).then(|| &rest[end..])
}

/// Takes closings, names and signatures from the bottom of a text, and of the postscripts
/// below it, which stay where they say something.
pub(super) fn without_bottom(
    lines: &mut Vec<ReplyLine>,
    is_apart: bool,
    left_out: &mut Vec<String>,
) {
    let begins = |line: &ReplyLine| Some(LineShape::Postscript.find(&line.text)?.end());
    let start = lines.iter().position(|line| begins(line).is_some());
    let mut below = lines.split_off(start.unwrap_or(lines.len()));
    cut_bottom(lines, is_apart, left_out);
    cut_bottom(&mut below, false, left_out);
    for mut line in below {
        let said = line.text.split_off(begins(&line).unwrap_or(0));
        if !line.text.is_empty() {
            lines.push(ReplyLine::default());
        }
        if speaks_of_oneself(&said) || speaks_of_next_time(&said) {
            lines.push(line.with(&said));
        } else {
            left_out.extend(Some(said).filter(|said| !said.is_empty()));
        }
    }
}

fn cut_bottom(lines: &mut Vec<ReplyLine>, is_apart: bool, left_out: &mut Vec<String>) {
    let filled = lines.iter().rposition(|line| !line.is_blank());
    lines.truncate(filled.map_or(0, |last| last + 1));
    let first = lines.len().saturating_sub(LONGEST_BOTTOM);
    cut_tail(lines, first);
    // What is below a line that signs off is all of it the signature, and a name above
    // what a program signed with is one.
    let mut bottom = Vec::new();
    while let Some(cut) = (first..lines.len()).find(|at| signs_off(lines, *at, is_apart)) {
        bottom.splice(..0, lines.drain(cut..));
    }
    while lines.last().is_some_and(ReplyLine::is_blank) {
        lines.pop();
    }
    let bottom = bottom.into_iter().filter(|line| !line.is_blank());
    left_out.extend(bottom.map(|line| line.text));
}

/// Puts `Best, Sam` behind the last sentence of a line on a line of its own.
fn cut_tail(lines: &mut Vec<ReplyLine>, first: usize) {
    const DASHES: [char; 4] = ['-', '\u{2014}', '\u{2013}', '~'];
    for index in (first..lines.len()).rev() {
        let text = lines[index].text.as_str();
        let dashes = text.match_indices(DASHES).map(|(at, _)| at);
        let mut cuts = sentences(text)
            .into_iter()
            .skip(1)
            .map(|(at, _)| at)
            .chain(dashes);
        let cut = cuts.find(|at| {
            let (before, tail) = (&text[..*at], text[*at..].trim_start());
            let is_dashed = tail.starts_with(DASHES) && before.ends_with([' ', '.', '!', '?']);
            closes(tail) || (is_dashed && is_name(tail))
        });
        if let Some(at) = cut.filter(|at| text[..*at].contains(' ')) {
            let signature = lines[index].with(text[at..].trim());
            lines[index].text = text[..at].trim_end().to_owned();
            return lines.insert(index + 1, signature);
        }
        if !text.is_empty() && !is_card(text) {
            return;
        }
    }
}

/// Whether the signature begins with this line, above the others.
fn signs_off(lines: &[ReplyLine], index: usize, is_apart: bool) -> bool {
    let line = lines[index].text.as_str();
    let below = lines[index + 1..].iter().map(|line| line.text.as_str());
    let below: Vec<&str> = below.filter(|line| !line.is_empty()).collect();
    let is_hours = |line: &str| Phrasing::Hours.tells(&spoken(line, 60));
    let is_beside = |line: &&str| is_card(line) || is_banner(line) || is_hours(line);
    let is_own = |line: &str| speaks_of_oneself(line) || speaks_of_next_time(line);
    let is_rule = LineShape::Dashes.is_match(line) && !below.is_empty();
    if is_device(line) || is_rule || (index > 0 && is_banner(line)) {
        return true;
    }
    let is_named_below = below.first().is_some_and(|line| is_name(line));
    let is_cut_off = index > 0 && lines[index - 1].text.is_empty();
    // `Schönen Tag noch!` above the name, in a paragraph of their own.
    let is_talk = non_answer(line) == Some(NonAnswer::Polite);
    let wishes = is_cut_off && is_named_below && (is_card(line.trim_end_matches('!')) || is_talk);
    let is_kissed = LineShape::Kissed.is_match(line);
    let is_signed = is_name(line) || is_titled(line) || is_contact(line) || is_kissed;
    // `Em cảm ơn chị,` above a name closes in any language.
    let ends = line.ends_with(',') && word_count(line) <= 5;
    let is_signed = is_signed || (wishes && (ends || !is_own(line)));
    // `Hanki Outlook for Android.` below a name, each in a paragraph of its own.
    let is_blank_below = lines.get(index + 1).is_some_and(ReplyLine::is_blank);
    let is_above_program = is_cut_off && is_blank_below && is_name(line) && below.len() == 1;
    (closes(line) || ((index > 0 || is_apart) && is_signed))
        && (below.iter().all(is_beside)
            || (is_named_below && below.len() <= 9)
            || (is_above_program && !is_own(below[0])))
}

/// `Sent from my phone using dictation, please excuse typos`.
fn is_device(line: &str) -> bool {
    const LONGEST: usize = 14;
    let is_short = each_sentence(line)
        .next()
        .is_none_or(|said| word_count(said) <= LONGEST);
    is_short && !speaks_of_oneself(line) && Phrasing::Device.tells(&spoken(line, MOST_WORDS))
}

/// Short, and no sentence.
fn is_card(line: &str) -> bool {
    let is_short =
        line.split_whitespace().count() <= MOST_WORDS && line.chars().count() <= MOST_CHARACTERS;
    (is_short || is_contact(line))
        && (!line.ends_with(['.', '?', '!', '\u{3002}']) || is_name(line) || closes(line))
        && marked(line).is_none_or(|number| is_contact(number.rest))
}

/// A closing alone, before a mark, or before a name.
fn closes(line: &str) -> bool {
    const MARKS: [char; 8] = [',', '.', '!', '-', '\u{2013}', '\u{2014}', ':', '/'];
    let Some(rest) = Phrasing::Closing.behind(line) else {
        return false;
    };
    let name = rest.trim_matches(|one: char| !one.is_alphanumeric());
    let begins = Phrasing::Starter.is(name.split(' ').next().unwrap_or_default());
    let is_apart = rest.trim_start().starts_with(MARKS);
    let said = name.split_whitespace();
    match said.filter(|word| !word.starts_with(':')).count() {
        0 => true,
        1 => !begins,
        2 | 3 => !begins && (is_apart || is_name(name)),
        _ => false,
    }
}

pub(super) fn is_banner(line: &str) -> bool {
    // `## Reply above this line ##`, in any language.
    let is_told = |said| Phrasing::Banner.tells(&spoken(said, 60)) && !speaks_of_oneself(said);
    line.starts_with('\u{a9}')
        || (line.starts_with("##") && line.ends_with("##"))
        || is_told(line)
        // `This email was intended for Sam Rivera. Learn why we included this.`
        || (each_sentence(line).any(is_told) && !each_sentence(line).any(begins_with_oneself))
}
