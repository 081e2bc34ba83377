//! Numbers in front of answers, in the many ways people write them: `1.`, `2)`, `(3)`,
//! `Q4:`, `5 -`, `1-3:`, `①`, `１．`, `question one`, `b)`, `iv.`.

use super::line::word_at;

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
    Roman,
}

const PREFIXES: [&str; 14] = [
    "question", "answer", "number", "point", "frage", "pregunta", "for", "zu", "re", "ad", "nr",
    "no", "q", "a",
];
const SPELLED: [&[&str]; 5] = [
    &["one", "first", "firstly", "eins", "uno", "一"],
    &["two", "second", "secondly", "zwei", "dos", "due", "二"],
    &["three", "third", "drei", "tres", "三"],
    &["four", "fourth", "vier", "四"],
    &["five", "fifth", "fünf", "五"],
];
const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "v"];
/// Zero, in the scripts that count by ten.
const ZEROS: [u32; 8] = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0xff10];
const MARKS: [char; 9] = [
    '.', ')', ':', ']', '/', '\u{3001}', '\u{ff0e}', '\u{ff09}', '\u{ff1a}',
];
const DASHES: [char; 5] = ['-', '\u{2013}', '\u{2014}', '=', '>'];
/// No letter has as many questions.
const MOST: usize = 20;

pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    let text = line.trim_start_matches(['*', '_', '#', '(', '[', '|', ' ', '\u{ff08}']);
    let found = |number, rest, kind| Some(Numbered { number, rest, kind });
    let end = text
        .find(|one: char| !one.is_alphabetic())
        .unwrap_or(text.len());
    let word = text[..end].to_lowercase();
    let after_prefix = PREFIXES
        .contains(&word.as_str())
        .then(|| text[end..].trim_start_matches([' ', '#', '.']));
    if word == "question"
        && let Some((spelled, _, end)) = word_at(text, end)
        && let Some(number) = position(&spelled)
    {
        let rest = text["question".len()..].trim_start();
        let rest = rest
            .get(end - (text.len() - rest.len())..)
            .unwrap_or_default();
        return found(
            number,
            rest.trim_start_matches([' ', '.', ':', ',', '-']),
            NumberKind::Marked,
        );
    }
    let start = after_prefix
        .filter(|after| digits(after).is_some())
        .unwrap_or(text);
    if let Some((number, after)) = digits(start) {
        let after = after_range(after);
        let trimmed = after.trim_start_matches(['*', '_', '\u{fe0f}', ' ']);
        if let Some(rest) = trimmed.strip_prefix('\u{20e3}') {
            return found(number, rest.trim_start(), NumberKind::Marked);
        }
        if let Some(rest) = behind_mark(trimmed, after) {
            return found(number, rest, NumberKind::Marked);
        }
        let is_cell = text.len() < line.len()
            && line.trim_start().starts_with('|')
            && trimmed.starts_with('|');
        if is_cell {
            return found(
                number,
                trimmed.trim_start_matches(['|', ' ']),
                NumberKind::Marked,
            );
        }
        let is_bare = after.is_empty() || after.starts_with([' ', ',']);
        return is_bare.then(|| Numbered {
            number,
            rest: after.trim_start_matches([' ', ',']),
            kind: NumberKind::Bare,
        });
    }
    let first = text.chars().next()?;
    let circled = match first {
        '\u{2460}'..='\u{2468}' => u32::from(first) - 0x245f,
        '\u{2776}'..='\u{277e}' => u32::from(first) - 0x2775,
        _ => 0,
    };
    if circled > 0 {
        return found(
            circled as usize,
            text[first.len_utf8()..].trim_start(),
            NumberKind::Marked,
        );
    }
    let rest = text[end..].trim_start_matches(['*', '_']);
    let rest = rest
        .strip_prefix(MARKS)
        .filter(|_| !rest.starts_with('/'))?;
    let rest = rest.trim_start_matches([')', ':', '*', '_', ' ']);
    if let Some(number) = position(&word) {
        return found(number, rest, NumberKind::Marked);
    }
    if let Some(number) = ROMAN.iter().position(|roman| *roman == word) {
        return found(number + 1, rest, NumberKind::Roman);
    }
    let letter = word
        .bytes()
        .next()
        .filter(|byte| word.len() == 1 && byte.is_ascii_lowercase())?;
    found(usize::from(letter - b'a') + 1, rest, NumberKind::Letter)
}

/// The number, where something behind it says that it counts an answer.
pub(super) fn marked(line: &str) -> Option<Numbered<'_>> {
    numbered(line).filter(|numbered| numbered.kind == NumberKind::Marked)
}

fn behind_mark<'a>(trimmed: &'a str, after: &'a str) -> Option<&'a str> {
    if let Some(rest) = trimmed.strip_prefix(MARKS) {
        let rest = rest.trim_start_matches([')', ':', '*', '_']);
        return (!rest.starts_with(|next: char| next.is_ascii_digit())).then(|| rest.trim_start());
    }
    let rest = trimmed.strip_prefix(DASHES)?;
    let is_apart = rest.is_empty() || rest.starts_with([' ', '>']);
    let is_range = !after.starts_with(' ')
        && rest
            .trim_start()
            .starts_with(|next: char| next.is_ascii_digit());
    (is_apart && !is_range).then(|| rest.trim_start_matches(['>', ' ']))
}

fn position(word: &str) -> Option<usize> {
    let position = SPELLED.iter().position(|words| words.contains(&word))?;
    Some(position + 1)
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let mut number = 0_usize;
    let mut rest = text;
    while let Some(digit) = rest.chars().next().and_then(digit) {
        number = number.saturating_mul(10).saturating_add(digit);
        rest = &rest[rest.chars().next()?.len_utf8()..];
    }
    ((1..=MOST).contains(&number) && rest.len() < text.len()).then_some((number, rest))
}

fn digit(character: char) -> Option<usize> {
    let code = u32::from(character);
    let zero = ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))?;
    Some((code - zero) as usize)
}

/// Behind `-3` of `1-3`, or `, 2` of `1, 2`, where a mark follows.
fn after_range(after: &str) -> &str {
    let mut rest = after;
    for _ in 0..MOST {
        let joined = rest.trim_start();
        let joints = ["-", "\u{2013}", ",", "&", "+", "/", "and ", "to ", "und "];
        let next = joints
            .iter()
            .find_map(|joint| digits(joined.strip_prefix(joint)?.trim_start()));
        match next {
            Some((_, next)) => rest = next,
            None if rest.trim_start().starts_with(['.', ')', ':']) => return rest,
            None => return after,
        }
    }
    after
}

/// `Hi Robin, 1) one 2) two` as the lines it stands for.
pub(super) fn split_inline(line: &str) -> Vec<&str> {
    /// More words than a greeting has.
    const LONGEST_GREETING: usize = 40;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    // Behind the mark of the last.
    let mut behind = 0;
    let mut starts = vec![0];
    starts.extend(line.match_indices(' ').map(|(space, _)| space + 1));
    for start in starts {
        if start < behind {
            continue;
        }
        let text = &line[start..];
        let Some(found) = marked(text) else { continue };
        let is_next = match cuts.last() {
            None => start <= LONGEST_GREETING,
            Some((_, last)) => found.number == last + 1,
        };
        // In the middle of a line a dash is a dash.
        let mark = text[..text.len() - found.rest.len()].trim_end();
        let is_question = text
            .get(..8)
            .is_some_and(|word| word.eq_ignore_ascii_case("question"));
        let is_plain =
            is_question || (!mark.starts_with(char::is_alphabetic) && mark.ends_with(MARKS));
        if is_next && (start == 0 || is_plain) {
            cuts.push((start, found.number));
            behind = line.len() - found.rest.len();
        }
    }
    let is_one = cuts.len() == 1 && cuts[0].0 > 0;
    let mut starts: Vec<usize> = cuts
        .iter()
        .map(|(start, _)| *start)
        .filter(|_| !is_one)
        .collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| {
        let part = line[*start..end].trim();
        if end < line.len() {
            part.trim_end_matches([' ', '/', ';', '|', '\u{2013}', '\u{2014}'])
        } else {
            part
        }
    });
    parts.filter(|part| !part.is_empty()).collect()
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
            ("Zu 3: yes", 3, "yes"),
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
        ] {
            assert!(marked(line).is_none(), "{line}");
        }
        let kind = |line| numbered(line).map(|found| (found.number, found.kind));
        assert_eq!(kind("3 weeks"), Some((3, NumberKind::Bare)));
        assert_eq!(kind("B) yes"), Some((2, NumberKind::Letter)));
        assert_eq!(kind("iv. yes"), Some((4, NumberKind::Roman)));
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
            ("no numbers", vec!["no numbers"]),
        ] {
            assert_eq!(split_inline(line), parts);
        }
    }
}
