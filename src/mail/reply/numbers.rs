//! Numbers in front of answers, in the many ways people write them: `1.`, `2)`,
//! `(3)`, `Q4:`, `5 -`, `1-3:`, `①`.

/// A line that begins with a number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    pub number: usize,
    pub rest: &'a str,
    /// With a mark behind it; a bare number may be part of the sentence.
    pub marked: bool,
}

const PREFIXES: [&str; 14] = [
    "question", "answer", "number", "point", "frage", "punkt", "as for", "for", "zu", "re", "ad",
    "nr", "q", "a",
];
const SPELLED: [[&str; 2]; 5] = [
    ["one", "first"],
    ["two", "second"],
    ["three", "third"],
    ["four", "fourth"],
    ["five", "fifth"],
];
/// No letter has as many questions.
const MOST: usize = 20;

pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    let line = line
        .trim_start()
        .trim_start_matches(['*', '_', '#', '(', '[', '|', ' ']);
    let mut rest = line;
    for word in PREFIXES {
        let cut = rest
            .get(..word.len())
            .filter(|start| start.eq_ignore_ascii_case(word));
        let after = cut.map(|_| rest[word.len()..].trim_start_matches([' ', '#', '.']));
        if let Some(after) =
            after.filter(|after| after.starts_with(|digit: char| digit.is_ascii_digit()))
        {
            rest = after;
            break;
        }
    }
    if let Some(circled) = circled(rest) {
        return Some(circled);
    }
    if let Some(spelled) = spelled(rest) {
        return Some(spelled);
    }
    let (number, after) = digits(rest)?;
    let after = after_range(after);
    let marked = |rest| {
        Some(Numbered {
            number,
            rest,
            marked: true,
        })
    };
    let trimmed = after.trim_start_matches(['*', '_', '\u{fe0f}', ' ']);
    if let Some(rest) = trimmed.strip_prefix('\u{20e3}') {
        return marked(rest.trim_start());
    }
    for mark in ['.', ')', ':', ']', '/'] {
        if let Some(rest) = trimmed.strip_prefix(mark) {
            let rest = rest.trim_start_matches([')', ':', '*', '_']);
            if rest.starts_with(|next: char| next.is_ascii_digit()) {
                return None;
            }
            return marked(rest.trim_start());
        }
    }
    for dash in ['-', '\u{2013}', '\u{2014}', '='] {
        let rest = trimmed
            .strip_prefix(dash)
            .or_else(|| trimmed.strip_prefix("->"));
        if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with([' ', '>'])) {
            return marked(rest.trim_start_matches(['>', ' ']));
        }
    }
    let bare = after.is_empty() || after.starts_with(' ');
    bare.then(|| Numbered {
        number,
        rest: after.trim_start(),
        marked: false,
    })
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    ((1..=MOST).contains(&number)).then_some((number, &text[length..]))
}

/// Behind `-3` of `1-3`, or `, 2` of `1, 2`, where a mark follows.
fn after_range(after: &str) -> &str {
    let mut rest = after;
    loop {
        let joined = rest.trim_start();
        let next = ["-", "\u{2013}", ",", "&", "+", "and ", "to "]
            .iter()
            .find_map(|joint| digits(joined.strip_prefix(joint)?.trim_start()));
        match next {
            Some((_, next)) => rest = next,
            None if rest.trim_start().starts_with(['.', ')', ':']) => return rest,
            None => return after,
        }
    }
}

/// `One. The deck` and `Second: the list`, with a mark only.
fn spelled(text: &str) -> Option<Numbered<'_>> {
    let end = text.find(|one: char| !one.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at(end);
    let rest = rest.strip_prefix(['.', ')', ':'])?;
    let position = SPELLED.iter().position(|words| {
        let mut words = words.iter();
        words.any(|known| known.eq_ignore_ascii_case(word))
    })?;
    Some(Numbered {
        number: position + 1,
        rest: rest.trim_start(),
        marked: true,
    })
}

fn circled(text: &str) -> Option<Numbered<'_>> {
    let first = text.chars().next()?;
    let number = match first {
        '\u{2460}'..='\u{2468}' => u32::from(first) - 0x245f,
        '\u{2776}'..='\u{277e}' => u32::from(first) - 0x2775,
        _ => return None,
    };
    let rest = text[first.len_utf8()..].trim_start();
    Some(Numbered {
        number: number as usize,
        rest,
        marked: true,
    })
}

/// `1) one 2) two` as the lines it stands for.
pub(super) fn split_inline(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(first) = numbered(rest).filter(|first| first.marked) {
        let next = first.number + 1;
        let cut = [')', '.', ':']
            .iter()
            .filter_map(|mark| first.rest.find(&format!(" {next}{mark} ")))
            .min();
        let Some(cut) = cut else { break };
        let at = rest.len() - first.rest.len() + cut;
        parts.push(rest[..at].trim_end());
        rest = rest[at..].trim_start();
    }
    parts.push(rest);
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
            ("#4 - yes", 4, "yes"),
            ("*1.* yes", 1, "yes"),
            ("1.yes", 1, "yes"),
            ("1)", 1, ""),
            ("1-3: n/a", 1, "n/a"),
            ("1, 2 & 3) n/a", 1, "n/a"),
            ("① yes", 1, "yes"),
            ("2\u{fe0f}\u{20e3} yes", 2, "yes"),
            ("Two. yes", 2, "yes"),
            ("Zu 3: yes", 3, "yes"),
            ("| 4. yes", 4, "yes"),
        ] {
            let marked = Numbered {
                number,
                rest,
                marked: true,
            };
            assert_eq!(numbered(line), Some(marked), "{line}");
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
            assert!(!numbered(line).is_some_and(|line| line.marked), "{line}");
        }
        assert!(!numbered("3 weeks").unwrap().marked);
    }

    #[test]
    fn answers_on_one_line_are_told_apart() {
        assert_eq!(
            split_inline("1) one  2) two 3) three"),
            ["1) one", "2) two", "3) three"]
        );
        assert_eq!(
            split_inline("1. one at 2. and 3. no"),
            ["1. one at", "2. and", "3. no"]
        );
        assert_eq!(
            split_inline("1) in round 2 we waited"),
            ["1) in round 2 we waited"]
        );
        assert_eq!(split_inline("no numbers"), ["no numbers"]);
    }
}
