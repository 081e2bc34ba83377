//! The top of a text: a greeting carries a name, a warning is the mail server's,
//! and a sentence that is only polite answers nothing. All are shown as left out.

use super::line::{ReplyLine, behind, words};
use super::manners::{MANNERS, begins_with, is_empty_answer, is_name, is_one_of, is_starter};
use super::numbers::numbered;

/// Takes the greeting, and what is only politeness, from the top of a text.
pub(super) fn without_greeting(lines: &mut Vec<ReplyLine>, left_out: &mut Vec<String>) {
    let mut is_greeted = false;
    let mut taken = 0;
    for (index, line) in lines.iter_mut().enumerate() {
        if line.is_blank() {
            continue;
        }
        let rest = behind_opening(&line.text, &mut is_greeted, left_out);
        if rest.is_empty() {
            taken = index + 1;
            continue;
        }
        if rest.len() < line.text.len() {
            line.text = rest.to_owned();
            taken = index;
        }
        break;
    }
    lines.drain(..taken);
}

/// What is left of a line behind what opens a letter and answers nothing.
fn behind_opening<'a>(line: &'a str, is_greeted: &mut bool, left_out: &mut Vec<String>) -> &'a str {
    if is_banner(line) {
        left_out.push(line.to_owned());
        return "";
    }
    let mut rest = line;
    while !rest.is_empty() {
        let behind_call = if *is_greeted { None } else { calling(rest) };
        *is_greeted |= behind_call.is_some();
        let Some(after) = behind_call.or_else(|| politeness(rest)) else {
            break;
        };
        let taken = rest[..rest.len() - after.len()].trim();
        left_out.push(taken.to_owned());
        rest = after;
    }
    rest
}

/// What is left of a line that greets or calls somebody.
fn calling(line: &str) -> Option<&str> {
    greeting(line)
        .or_else(|| is_name_line(line).then_some(""))
        .or_else(|| vocative(line))
}

/// What is left of a line behind its greeting.
fn greeting(line: &str) -> Option<&str> {
    if let Some(mention) = line.strip_prefix('@') {
        return Some(
            mention
                .split_once([' ', ',', ':'])
                .map_or("", |(_, rest)| rest.trim_start()),
        );
    }
    let rest = MANNERS.greetings.iter().find_map(|greeting| {
        behind(line, greeting).filter(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    let mut rest = rest.trim_start();
    // `Hi, Sam!` and `Hey - Sam here`.
    if let Some(after) = rest.strip_prefix([',', '!', '.', '-', '\u{2013}', '\u{2014}']) {
        let after = after.trim_start_matches(['!', ')', ':', ' ']);
        let name = after.split([',', '!', '.']).next().unwrap_or_default();
        if is_name(name) && !is_starter(name) && name.split_whitespace().count() <= 2 {
            rest = after;
        } else {
            return Some(after);
        }
    }
    let is_end = |(index, character): &(usize, char)| match character {
        ',' | '!' | ':' | ';' => true,
        '-' | '\u{2013}' | '\u{2014}' => rest[..*index].ends_with(' '),
        '.' => !ends_in_title(&rest[..*index]),
        _ => false,
    };
    let end = rest.char_indices().find(is_end).map(|(index, _)| index);
    let before = end.map_or(rest, |end| &rest[..end]);
    let everybody = ["there", "all", "both", "team", "again", "everyone"];
    let starter = before
        .split_whitespace()
        .position(|word| is_starter(word) && !everybody.contains(&word.to_lowercase().as_str()));
    if before.split_whitespace().count() <= 4 && starter.is_none() {
        let after = end.map_or("", |end| &rest[end..]);
        return Some(
            after.trim_start_matches(|mark: char| {
                !mark.is_alphanumeric() && !"\"'#(".contains(mark)
            }),
        );
    }
    // No mark at all: up to two words are the name.
    let names = match starter {
        Some(names) if names <= 2 => names,
        _ => usize::from(rest.starts_with(char::is_uppercase)),
    };
    let mut after = rest;
    for _ in 0..names {
        after = after
            .split_once(' ')
            .map_or("", |(_, rest)| rest.trim_start());
    }
    Some(after)
}

/// `Dr` in `Dr. Miller`.
fn ends_in_title(text: &str) -> bool {
    let text = text.trim_end_matches(|one: char| !one.is_alphanumeric());
    let word = text.rsplit(|one: char| !one.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    matches!(word.as_str(), "dr" | "mr" | "mrs" | "ms" | "prof")
}

/// What is left of a line that begins by calling somebody: `Robin - quick ones`,
/// `Robin, I led`. Without a word that begins a sentence behind it, it may be no name.
fn vocative(line: &str) -> Option<&str> {
    let line = ["Sorry ", "Thanks ", "Thank you ", "Well "]
        .iter()
        .find_map(|opening| line.strip_prefix(opening))
        .unwrap_or(line);
    let (name, _) = line.split_once([' ', ','])?;
    let marks = line[name.len()..].trim_start_matches(' ');
    let dash = marks
        .strip_prefix(['-', '\u{2013}', '\u{2014}'])
        .filter(|rest| rest.starts_with(' '));
    let comma = marks
        .strip_prefix(',')
        .filter(|rest| rest.split_whitespace().next().is_some_and(is_starter));
    let called = is_name(name) && name.len() > 1 && !is_starter(name) && !name.ends_with("ly");
    called.then(|| dash.or(comma).map(str::trim_start))?
}

/// `Robin,` on a line of its own.
fn is_name_line(line: &str) -> bool {
    line.strip_suffix([',', '-', '\u{2013}', '\u{2014}', ':'])
        .is_some_and(|name| is_name(name) && !is_starter(name) && !is_empty_answer(name))
}

/// A warning that a mail server put above the text.
fn is_banner(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut warnings = MANNERS.banners.iter();
    warnings.any(|warning| lower.contains(warning))
}

/// A longer sentence says something beside its politeness.
const LONGEST_SENTENCE: usize = 10;

/// What is left of a line behind a sentence that is only polite.
pub(super) fn politeness(line: &str) -> Option<&str> {
    if numbered(line).is_some_and(|line| line.marked) {
        return None;
    }
    let is_end = |(index, character): &(usize, char)| match character {
        '-' | '\u{2013}' | '\u{2014}' => line[..*index].ends_with(' '),
        '.' | '!' | ':' | ';' => line[index + 1..].starts_with([' ', '!', '.', ')']),
        _ => false,
    };
    let end = line.char_indices().find(is_end);
    let end = end.map_or(line.len(), |(index, character)| {
        index + character.len_utf8()
    });
    let (sentence, rest) = line.split_at(end);
    let sentence: Vec<String> = words(sentence).take(LONGEST_SENTENCE + 1).collect();
    let is_short = sentence.len() <= LONGEST_SENTENCE;
    let spoken = sentence.join(" ");
    let thanks = begins_with(&spoken, &MANNERS.thanks) && !spoken.starts_with("thanks to");
    let is_polite = is_short && (thanks || begins_with(&spoken, &MANNERS.polite));
    (is_polite || is_one_of(&spoken, &MANNERS.polite_whole))
        .then(|| rest.trim_start_matches(['!', '.', ':', ')', ' ', '-', '\u{2013}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_called_is_told_from_how_a_sentence_begins() {
        assert_eq!(vocative("Robin - quick ones"), Some("quick ones"));
        assert_eq!(vocative("Robin, I led"), Some("I led"));
        for line in [
            "Honestly, I led",
            "However, we led",
            "Equity, mostly",
            "I - we",
            "Robin led",
            "Yes, we did",
        ] {
            assert_eq!(vocative(line), None, "{line}");
        }
    }

    #[test]
    fn a_greeting_goes_with_its_name_and_nothing_else_does() {
        for (line, rest) in [
            ("Hi Robin,", ""),
            ("Hey!", ""),
            ("hi robin", ""),
            ("Hello Robin - we led with equity.", "we led with equity."),
            ("Hi, Sam! All good.", "All good."),
            ("Dear Dr. Miller, we led.", "we led."),
            ("Hi Sam I led with equity", "I led with equity"),
            (
                "hi sam i led with equity and forgot",
                "i led with equity and forgot",
            ),
            (
                "Hey! We led with equity, and stopped.",
                "We led with equity, and stopped.",
            ),
            ("Good morning Robin, 1) no", "1) no"),
            ("@robin we led", "we led"),
            ("Hi all - nothing", "nothing"),
        ] {
            assert_eq!(greeting(line), Some(rest), "{line}");
        }
        for line in [
            "Hiring was slow, I think",
            "Heyday",
            "We said hi, once",
            "Morningstar asked",
        ] {
            assert_eq!(greeting(line), None, "{line}");
        }
    }
}
