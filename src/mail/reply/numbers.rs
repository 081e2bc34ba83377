//! Numbers in front of answers, in the many ways people write them: `1.`, `2)`, `(3)`,
//! `Q4:`, `5 -`, `1-3:`, `①`, `１．`, `question one`, `b)`.

use super::letters::letter_place;
use super::line::{spoken, words};
use super::manners::LineShape;
use super::manners::Phrasing::{self, Five, Four, One, Three, Two};

/// A line that begins with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    pub number: usize,
    pub rest: &'a str,
    pub kind: NumberKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    Marked,
    /// Without a mark behind it: it may be part of the sentence.
    Bare,
    Letter,
    /// At the end of a few words before a colon, as in `honest answer to 1:`; no language of
    /// these is known.
    Labelled,
}

const SPELLED: [Phrasing; 5] = [One, Two, Three, Four, Five];
/// Zero, in the scripts that count by ten, and what stands before ① and ❶.
const ZEROS: [u32; 10] = [
    0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0xff10, 0x245f, 0x2775,
];
/// No letter has as many questions.
const MOST: usize = 20;

pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    // What is looked at; nothing that counts is longer.
    const LONGEST: usize = 60;
    let head = line.char_indices().nth(LONGEST);
    let head = head.map_or(line, |(end, _)| &line[..end]);
    counted(line, head).or_else(|| labelled(line, head))
}

fn labelled<'l>(line: &'l str, head: &str) -> Option<Numbered<'l>> {
    let (label, _) = head.split_once(": ")?;
    let (words, number) = label.trim_end().rsplit_once(' ')?;
    let last = words.rsplit(' ').next()?;
    // What is called by a number is no answer to it: `Round 2:`, `day 1:`.
    let is_called = last.starts_with(char::is_uppercase) && last.chars().count() > 3;
    let is_label = words.split(' ').count() <= 4
        && !is_called
        && !Phrasing::Counted.has(&last.to_lowercase())
        && words
            .chars()
            .all(|one| one.is_alphabetic() || " '\u{2019}".contains(one));
    let mut digits = number.chars().map(digit);
    let number = digits
        .next()
        .flatten()
        .filter(|_| digits.next().is_none())?;
    let rest = line[label.len() + 1..].trim_start();
    let kind = NumberKind::Labelled;
    (is_label && number > 0).then_some(Numbered { number, rest, kind })
}

/// A number, and what beside it says that it counts: a dash with a space, a bar in a table,
/// or a word that means a question or an answer.
fn counted<'l>(line: &'l str, head: &str) -> Option<Numbered<'l>> {
    use LineShape::{Digits, DigitsNamed, DigitsPrefixed, Lettered, Ordinal};
    use NumberKind::{Bare, Letter, Marked};
    let found = |number, end: usize, kind| {
        let rest = &line[end..];
        Some(Numbered { number, rest, kind })
    };
    // `Question 1`: up to its digit.
    let start = DigitsPrefixed.find(head).and_then(|before| {
        let digit = before.as_str().char_indices().next_back();
        digit.map(|(at, _)| at)
    });
    let start = start.unwrap_or(0);
    let plain = Digits.captures(&head[start..]);
    let named = DigitsNamed.find(&head[start..]);
    let said = named.or_else(|| plain.as_ref()?.get(0));
    if let Some(said) = said.map(|said| said.as_str()) {
        let digits = said.chars().skip_while(|one| digit(*one).is_none());
        let number = digits
            .map_while(digit)
            .fold(0, |sum, digit| sum * 10 + digit);
        let end = start + said.len();
        let is_decimal = !said.ends_with(char::is_whitespace)
            && line[end..].starts_with(|next: char| next.is_ascii_digit());
        let is_cell = !said.trim_end().ends_with('|') || line.trim_start().starts_with('|');
        let is_number = (1..=MOST).contains(&number) && !is_decimal && is_cell;
        let is_bare = named.is_none() && plain.is_some_and(|it| it.name("bare").is_some());
        let kind = if is_bare { Bare } else { Marked };
        return found(number, end, kind).filter(|_| is_number);
    }
    if let Some(caught) = Ordinal.captures(head) {
        let nth = caught.iter().skip(1).flatten().next()?;
        let word = spoken(nth.as_str(), 4);
        let place = SPELLED.iter().position(|words| words.has(&word))?;
        return found(place + 1, caught[0].len(), Marked);
    }
    let said = Lettered.find(head)?;
    let (letter, _) = words(said.as_str()).last()?;
    let place = letter_place(&letter).filter(|_| !line[said.end()..].starts_with('/'))?;
    found(place + 1, said.end(), Letter)
}

/// The number, where something behind it says that it counts an answer.
pub(super) fn marked(line: &str) -> Option<Numbered<'_>> {
    numbered(line).filter(|numbered| numbered.kind == NumberKind::Marked)
}

fn digit(character: char) -> Option<usize> {
    let digits = ZEROS
        .iter()
        .map(|zero| u32::from(character).wrapping_sub(*zero));
    digits.map(|digit| digit as usize).find(|digit| *digit < 10)
}

/// `the second one`, `option 2`, `the first two`: which of those that were offered, and
/// nothing else.
pub(super) fn placed(said: &str) -> Option<Vec<usize>> {
    const MOST_WORDS: usize = 3;
    /// Option, opción, opção, opzione.
    const OPTION: [&str; 4] = ["opt", "opc", "op\u{e7}", "opz"];
    let words: Vec<&str> = said.split(' ').collect();
    let is_option = |word: &&str| OPTION.iter().any(|begins| word.starts_with(begins));
    let by_name = words.iter().any(is_option);
    let mut found: Option<Vec<usize>> = None;
    for (at, word) in words.iter().enumerate() {
        let spelled = SPELLED.iter().position(|words| words.has(word));
        let digit = word
            .parse()
            .ok()
            .and_then(|digit: usize| digit.checked_sub(1));
        let is_beside = is_option(word) || Phrasing::Filler.has(word);
        match spelled.or(digit.filter(|_| by_name)) {
            Some(place) if found.is_none() && (by_name || !is_beside) => found = Some(vec![place]),
            Some(last)
                if !by_name && last > 0 && SPELLED[0].has(words[..at].last().unwrap_or(&"")) =>
            {
                found = Some((0..=last).collect());
            }
            _ if is_beside => {}
            _ => return None,
        }
    }
    found.filter(|_| (2..=MOST_WORDS).contains(&words.len()))
}

/// `Hi Robin, 1) one 2) two` as the lines it stands for; `last` is the number that stood
/// before, if any did.
pub(super) fn split_inline<'l>(line: &'l str, last: &mut usize) -> Vec<&'l str> {
    /// More bytes than a greeting has.
    const LONGEST_GREETING: usize = 40;
    const JOINTS: [char; 6] = [' ', '/', ';', '|', '\u{2013}', '\u{2014}'];
    let before = *last;
    let (mut cuts, mut behind, mut is_bare) = (Vec::new(), 0, false);
    let spaces = line.match_indices(' ').map(|(space, _)| space + 1);
    for start in std::iter::once(0).chain(spaces) {
        if start < behind || (*last == 0 && start > LONGEST_GREETING) {
            continue;
        }
        // `so 1 i did not say 2 when i get`: bare as the first of them was.
        let begins = |it: &Numbered<'_>| Phrasing::Starter.has(&spoken(it.rest, 1));
        let is_next = |it: &Numbered<'_>| it.kind == NumberKind::Bare && it.number == *last + 1;
        let bare = || numbered(&line[start..]).filter(|it| is_next(it) && begins(it));
        let bare = || bare().filter(|_| is_bare || *last == 0);
        let Some(found) = marked(&line[start..]).or_else(bare) else {
            continue;
        };
        let is_begun = line[..start]
            .trim_end()
            .ends_with(['.', '!', '?', ';', '/']);
        if start > 0 && !is_begun && LineShape::Month.is_match(found.rest) {
            continue;
        }
        let end = line.len() - found.rest.len();
        let mark = line[start..end].trim_end();
        // In the middle of a line a dash is a dash, and a word no number without its prefix.
        let is_dash = mark.ends_with(['-', '\u{2013}', '\u{2014}', '=', '>']);
        let is_plain = words(mark).any(|(word, _)| Phrasing::Prefix.has(&word))
            || !(mark.starts_with(char::is_alphabetic) || is_dash)
            || (line[..start].ends_with(". ") && (is_dash || mark.ends_with([':', ','])));
        // `@Sam Rivera 1 - one`
        let is_called = || {
            LineShape::Mentioned
                .find(line)
                .is_some_and(|it| it.end() == start)
        };
        let is_next = *last == 0 || found.number == *last + 1;
        if is_next && (start == 0 || is_plain || is_called()) {
            cuts.push(start);
            is_bare = found.kind == NumberKind::Bare;
            (*last, behind) = (found.number, end);
        }
    }
    let is_single = before == 0 && matches!(cuts.as_slice(), [cut] if *cut > 0);
    if is_single && Phrasing::Greeting.behind(line).is_none() {
        *last = 0;
        cuts.clear();
    }
    let (mut parts, mut from) = (Vec::new(), 0);
    for end in cuts {
        parts.push(line[from..end].trim().trim_end_matches(JOINTS));
        from = end;
    }
    parts.push(line[from..].trim());
    parts.retain(|part| !part.is_empty() || line.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_known_by_the_mark_behind_them() {
        for (line, number, rest) in [
            ("1. yes", 1, "yes"),
            ("2) yes", 2, "yes"),
            ("(3) yes", 3, "yes"),
            ("4: yes", 4, "yes"),
            ("5 - yes", 5, "yes"),
            ("Q2: yes", 2, "yes"),
            ("Question 3. yes", 3, "yes"),
            ("question two yes", 2, "yes"),
            ("#4 - yes", 4, "yes"),
            ("*1.* yes", 1, "yes"),
            ("1.yes", 1, "yes"),
            ("1)", 1, ""),
            ("1-3: n/a", 1, "n/a"),
            ("1, 2 & 3) n/a", 1, "n/a"),
            ("1/ yes", 1, "yes"),
            ("① yes", 1, "yes"),
            ("２．yes", 2, "yes"),
            ("٢) yes", 2, "yes"),
            ("二、yes", 2, "yes"),
            ("2\u{fe0f}\u{20e3} yes", 2, "yes"),
            ("Two. yes", 2, "yes"),
            ("Po drugie: tak", 2, "tak"),
            ("По-друге: так", 2, "так"),
            ("第一:对", 1, "对"),
            ("And for the second one, yes", 2, "yes"),
            ("As for the first question: yes", 1, "yes"),
            ("and for the second: yes", 2, "yes"),
            ("Zu 3: yes", 3, "yes"),
            ("First question: yes", 1, "yes"),
            ("My second answer - yes", 2, "yes"),
            ("Answer to question 2: yes", 2, "yes"),
            ("As for the second, yes", 2, "yes"),
            ("Zur zweiten Frage: ja", 2, "ja"),
            ("2. soru: evet", 2, "evet"),
            ("2\u{bc88}: \u{b124}", 2, "\u{b124}"),
            (
                "\u{7b2c}\u{4e8c}\u{4e2a}\u{95ee}\u{9898}\u{ff1a}\u{662f}",
                2,
                "\u{662f}",
            ),
            ("| 4. yes", 4, "yes"),
            ("| 2 | yes", 2, "yes"),
        ] {
            let found = marked(line);
            assert_eq!(
                found.map(|found| (found.number, found.rest)),
                Some((number, rest)),
                "{line}"
            );
        }
        for line in [
            "2.5 weeks went by",
            "9:12 was the time",
            "2-3 days",
            "2026. A year",
            "yes",
            "0. no",
            "1/2 of it",
            "One thing: yes",
            "For the first time, yes",
            "The second one, yes",
            "The first question she asked: where?",
            "Auf die erste Frage hatte ich nichts",
            "Item one on the agenda",
        ] {
            assert!(marked(line).is_none(), "{line}");
        }
        let kind = |line| numbered(line).map(|found| (found.number, found.kind));
        assert_eq!(kind("3 weeks"), Some((3, NumberKind::Bare)));
        assert_eq!(kind("B) yes"), Some((2, NumberKind::Letter)));
        for line in ["Honest answer to 2: yes", "k bodu 2: ano", "To 2: yes"] {
            assert_eq!(kind(line), Some((2, NumberKind::Labelled)), "{line}");
        }
        for line in [
            "Round 2: nobody came",
            "on day 2: we met",
            "At 2: we met at 3",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }

    #[test]
    fn answers_on_one_line_are_told_apart() {
        for (line, parts) in [
            (
                "1) one  2) two 3) three",
                vec!["1) one", "2) two", "3) three"],
            ),
            (
                "Hi Robin, 1) one 2) two",
                vec!["Hi Robin,", "1) one", "2) two"],
            ),
            (
                "1: one, my call / 2: two",
                vec!["1: one, my call", "2: two"],
            ),
            (
                "so question one I did question two I will",
                vec!["so", "question one I did", "question two I will"],
            ),
            ("1) in round 2 we waited", vec!["1) in round 2 we waited"]),
            (
                "1. it was Monday 2. November",
                vec!["1. it was Monday 2. November"],
            ),
            ("no numbers", vec!["no numbers"]),
        ] {
            assert_eq!(split_inline(line, &mut 0), parts);
        }
    }
}
