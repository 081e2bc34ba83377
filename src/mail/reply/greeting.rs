//! The top of a text: a greeting carries a name, a warning is the mail server's,
//! and a sentence that is only polite answers nothing. All are shown as left out.

use super::known::words;
use super::letter::Line;
use super::manners::{MANNERS, begins_with, is_empty_answer, is_name, is_one_of, is_starter};
use super::numbers::numbered;

/// Takes the greeting, and what is only politeness, from the top of a text.
pub(super) fn without_greeting(lines: &mut Vec<Line>, left_out: &mut Vec<String>) {
    let mut greeted = false;
    while let Some(first) = lines.iter().position(|line| !line.is_blank()) {
        let text = lines[first].text.clone();
        let rest = if let Some(rest) = banner(&text) {
            rest
        } else if let Some(rest) = greeting(&text).filter(|_| !greeted) {
            greeted = true;
            rest
        } else if !greeted && is_name_line(&text) {
            greeted = true;
            ""
        } else if let Some(rest) = vocative(&text).filter(|_| !greeted) {
            greeted = true;
            rest
        } else if let Some(rest) = politeness(&text) {
            rest
        } else {
            return;
        };
        let taken = text[..text.len() - rest.len()].trim();
        left_out.push(taken.to_owned());
        if rest.is_empty() {
            lines.drain(..=first);
        } else {
            lines[first].text = rest.to_owned();
            lines.drain(..first);
        }
    }
}

/// What is left of a line behind its greeting.
fn greeting(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    if let Some(mention) = line.strip_prefix('@') {
        return Some(
            mention
                .split_once([' ', ',', ':'])
                .map_or("", |(_, rest)| rest.trim_start()),
        );
    }
    let greeting = MANNERS.greetings.iter().find(|greeting| {
        lower
            .strip_prefix(greeting.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    let rest = line.get(greeting.len()..)?;
    let mut rest = rest.trim_start();
    // `Hi, Sam!` and `Hey - Sam here`.
    if let Some(after) = rest.strip_prefix([',', '!', '.', '-', '\u{2013}', '\u{2014}']) {
        let after = after.trim_start_matches(['!', ')', ':', ' ']);
        let name = after.split([',', '!', '.']).next().unwrap_or_default();
        let named = is_name(name) && !is_starter(name) && name.split_whitespace().count() <= 2;
        if named && (name.len() < after.len() || after.len() == name.len()) {
            rest = after;
        } else {
            return Some(after);
        }
    }
    let mut end = None;
    for (index, character) in rest.char_indices() {
        let dash =
            matches!(character, '-' | '\u{2013}' | '\u{2014}') && rest[..index].ends_with(' ');
        let title = words(&rest[..index])
            .last()
            .is_some_and(|word| ["dr", "mr", "mrs", "ms", "prof"].contains(&word.as_str()));
        if dash || matches!(character, ',' | '!' | ':' | ';') || character == '.' && !title {
            end = Some(index);
            break;
        }
    }
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
fn banner(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let warns = MANNERS
        .banners
        .iter()
        .any(|warning| lower.contains(warning));
    warns.then_some("")
}

/// What is left of a line behind a sentence that is only polite.
pub(super) fn politeness(line: &str) -> Option<&str> {
    if numbered(line).is_some_and(|line| line.marked) {
        return None;
    }
    let end = line
        .char_indices()
        .find(|&(index, character)| {
            let dash =
                matches!(character, '-' | '\u{2013}' | '\u{2014}') && line[..index].ends_with(' ');
            let stop = matches!(character, '.' | '!' | ':' | ';')
                && line[index + character.len_utf8()..].starts_with([' ', '!', '.', ')']);
            dash || stop
        })
        .map_or(line.len(), |(index, character)| {
            index + character.len_utf8()
        });
    let sentence = words(&line[..end]);
    let spoken = sentence.join(" ");
    let thanks = begins_with(&spoken, &MANNERS.thanks) && !spoken.starts_with("thanks to");
    let polite = sentence.len() <= 10 && (thanks || begins_with(&spoken, &MANNERS.polite));
    let whole = is_one_of(&spoken, &MANNERS.polite_whole);
    (polite || whole)
        .then(|| line[end..].trim_start_matches(['!', '.', ':', ')', ' ', '-', '\u{2013}']))
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
