//! Telephone numbers: international ones by their plus, national ones by their
//! leading zero or their grouping, and bare digits only when a word says so.

use super::chunks::{Chunk, Chunks};
use super::given::is_common;
use crate::language::listing::listed;
use std::ops::Range;

/// Says that a number is a telephone's.
const CALL: [&str; 42] = listed(include_str!("../../../templates/contact/calls.txt"));
/// Says that a number is something else's.
const NO_CALL: [&str; 50] = listed(include_str!("../../../templates/contact/no-calls.txt"));

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let text = chunks.text;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    let starts = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'(');
    while chunks.digits > 0
        && let Some(next) = bytes[from..].iter().position(starts)
    {
        let next = from + next;
        let letter_for_zero =
            next > from && matches!(bytes[next - 1], b'o' | b'O') && bytes[next].is_ascii_digit();
        let at = next - usize::from(letter_for_zero);
        let inside = at > 0 && {
            let before = bytes[at - 1];
            before.is_ascii_alphanumeric()
                || !before.is_ascii()
                || (matches!(before, b'-' | b'.' | b'/' | b'_' | b'#' | b':' | b',')
                    && at > 1
                    && !bytes[at - 2].is_ascii_whitespace()
                    && !ends_label(text, at - 1))
                || matches!(before, b'#' | b'$' | b'_' | b'v')
        };
        let run = DigitRun::at(bytes, at);
        let end = run.end.max(at + 1);
        if !inside && run.is_complete(text) && run.is_phone(|| context(chunks, at, end)) {
            found.push(at..end);
        }
        from = end;
    }
    found.extend(spoken(chunks));
    found
}

/// A label such as `tel:` ends here, and may touch the number.
fn ends_label(text: &str, at: usize) -> bool {
    text[at..].starts_with(':') && text[..at].ends_with(char::is_alphabetic)
}

/// Says behind a number that it is a telephone's.
const AFTER: [&str; 11] =
    listed("mobile cell whatsapp ext extension landline rang voicemail answered text call");

/// Words for a number of something, which is no telephone's behind one of
/// [`NO_CALL`].
const NUMBER: [&str; 8] = ["number", "no", "nr", "id", "#", "line", "code", "num"];

/// What the words around a number say about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// It is a telephone's.
    Call,
    /// Somebody's name stands before it.
    Named,
    Nothing,
    /// It is something else's.
    Otherwise,
}

fn context(chunks: &Chunks<'_>, start: usize, end: usize) -> Around {
    let at = chunks
        .list
        .partition_point(|chunk| chunk.range().end <= start);
    let after = chunks.list.partition_point(|chunk| chunk.start < end);
    let touching = chunks
        .lower(at)
        .split_once(':')
        .map_or("", |(label, _)| label);
    let word = |back: usize| match at.checked_sub(back) {
        Some(at) => chunks.lower(at),
        None => "",
    };
    let of_something = NO_CALL.contains(&word(2)) && !CALL.contains(&word(2));
    if (NO_CALL.contains(&word(1)) && !NUMBER.contains(&word(1)))
        || (NUMBER.contains(&word(1)) && of_something)
    {
        return Around::Otherwise;
    }
    // `my number 555-0134`, `my number is 555-0134`.
    let is_called = word(1) == "is" && NUMBER.contains(&word(2)) && !NO_CALL.contains(&word(3));
    let called = chunks.before(at, 6, &CALL)
        || chunks.before(at, 4, &["my", "his", "her", "their"])
            && (NUMBER.contains(&word(1)) || is_called)
        || chunks.before(at, 3, &["number", "numbers"]) && !of_something;
    if CALL.contains(&touching) || called || (after > 0 && chunks.after(after - 1, 4, &AFTER)) {
        Around::Call
    } else if is_named(chunks, at) {
        Around::Named
    } else {
        Around::Nothing
    }
}

/// A name stands at most this many words before the number that is its own.
const REACH_OF_NAME: usize = 3;

fn is_named(chunks: &Chunks<'_>, at: usize) -> bool {
    let before = &chunks.list[at.saturating_sub(REACH_OF_NAME)..at];
    let pair = |two: &[Chunk<'_>]| {
        two.iter().all(|one| one.is_word() && one.is_capitalised()) && !two[0].ends
    };
    before.iter().any(|one| is_common(&one.lower)) || before.windows(2).any(pair)
}

/// Digits with the marks that people put between them.
struct DigitRun {
    end: usize,
    plus: bool,
    bracket: bool,
    /// How many digits each group has, and what stands between groups.
    groups: Vec<usize>,
    marks: Vec<u8>,
    digits: Vec<u8>,
}

/// A telephone number has at most this many digits.
const MOST_DIGITS: usize = 15;

impl DigitRun {
    fn at(bytes: &[u8], start: usize) -> Self {
        let mut run = Self {
            end: start,
            plus: bytes[start] == b'+',
            bracket: false,
            groups: Vec::new(),
            marks: Vec::new(),
            digits: Vec::new(),
        };
        let mut at = start + usize::from(run.plus);
        let mut group = 0;
        while at < bytes.len() && run.digits.len() <= MOST_DIGITS {
            let byte = bytes[at];
            let letter_for_zero = matches!(byte, b'o' | b'O')
                && (group > 0 || bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
                && bytes
                    .get(at + 1)
                    .is_none_or(|next| !next.is_ascii_alphabetic() || matches!(next, b'o' | b'O'));
            if byte.is_ascii_digit() || letter_for_zero {
                run.digits
                    .push(if letter_for_zero { 0 } else { byte - b'0' });
                group += 1;
                run.end = at + 1;
            } else if byte == b'(' || byte == b')' {
                if byte == b'(' && run.bracket {
                    break;
                }
                run.bracket = true;
                if group > 0 {
                    run.groups.push(group);
                    run.marks.push(b' ');
                    group = 0;
                }
            } else if matches!(byte, b' ' | b'-' | b'.' | b'/') {
                let next = bytes.get(at + 1).copied().unwrap_or(b' ');
                let spaced = byte == b' ' && matches!(next, b'-' | b'/' | b'(');
                let next_digit = next.is_ascii_digit()
                    || next == b'('
                    || spaced
                    || (bytes[at - 1] == b' ' && next == b' ' && byte == b'-');
                if !next_digit {
                    break;
                }
                if group > 0 {
                    run.groups.push(group);
                    run.marks.push(byte);
                    group = 0;
                }
            } else {
                break;
            }
            at += 1;
        }
        if group > 0 {
            run.groups.push(group);
        }
        run
    }

    /// Not cut out of a longer word, and not an amount.
    fn is_complete(&self, text: &str) -> bool {
        let rest = &text[self.end..];
        let mut next = rest.chars();
        match next.next() {
            None => true,
            Some(mark @ (',' | ':' | '-' | '_' | '/' | '@')) => {
                !next.next().is_some_and(char::is_alphanumeric) || mark == '/'
            }
            Some(mark) => !(mark.is_alphanumeric() || matches!(mark, '%' | '€' | '£' | '$')),
        }
    }

    fn is_phone(&self, around: impl Fn() -> Around) -> bool {
        let count = self.digits.len();
        if !(7..=MOST_DIGITS).contains(&count) || self.is_date() {
            return false;
        }
        if self.plus {
            return count >= 8 && self.digits[0] != 0;
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == 0).count();
        if zeros == 2 && count >= 11 {
            return around() != Around::Otherwise;
        }
        let grouped = self.groups.len() > 1;
        let dots = self.marks.iter().all(|mark| *mark == b'.');
        let spaces = !self.marks.contains(&b'.') && !self.marks.contains(&b'/');
        match &self.groups[..] {
            // 07700 900123, (030) 1234567, 06 12 34 56 78
            _ if zeros == 1 && (9..=12).contains(&count) => match around() {
                Around::Otherwise => false,
                Around::Call => true,
                Around::Named | Around::Nothing => grouped || count >= 10,
            },
            // 555-010-1234, 1 (555) 010 1234
            [3, 3, 4] | [1, 3, 3, 4] => {
                (!dots || self.groups.len() == 3) && around() != Around::Otherwise
            }
            [2, 4, 4] | [2, 5, 4] if self.bracket => true,
            // (202)5550143, 1 (202) 5550143
            [3, 7] | [1, 3, 7] if self.bracket => around() != Around::Otherwise,
            // 202.5550143, which no place on a map is, nor any version
            [3, 7] if dots && self.is_north_american() => around() != Around::Otherwise,
            // 138-0013-8000, 138 0013 8000
            [3, 4, 4] if spaces && self.digits[0] == 1 && self.digits[1] >= 3 => {
                self.marks[0] == self.marks[1] && around() != Around::Otherwise
            }
            [5, 5] if self.digits[0] >= 6 && spaces => around() != Around::Otherwise,
            // Marit Solberg, 555-0155
            [3, 4] if spaces => matches!(around(), Around::Call | Around::Named),
            [3, 3, 3] if self.digits[0] >= 6 && spaces => {
                around() == Around::Call || self.marks[0] == b' '
            }
            [3, 2, 2, 2] if self.digits[0] >= 6 => around() != Around::Otherwise,
            _ => {
                around() == Around::Call
                    && (grouped || count >= 7)
                    && count <= 13
                    && !self.is_years()
            }
        }
    }

    /// An area code and an exchange, neither of which begins with 0 or 1.
    fn is_north_american(&self) -> bool {
        self.digits[0] >= 2 && self.digits[1] != 9 && self.digits[3] >= 2
    }

    fn is_date(&self) -> bool {
        let year = |digits: &[u8]| {
            digits.len() == 4
                && (digits[0] == 1 && digits[1] == 9 || digits[0] == 2 && digits[1] == 0)
        };
        match &self.groups[..] {
            [4, 1 | 2, 1 | 2, ..] => year(&self.digits[..4]),
            [1 | 2, 1 | 2, 4, ..] if self.marks[0] == self.marks[1] => {
                let from = self.groups[0] + self.groups[1];
                year(&self.digits[from..from + 4])
            }
            [8] => year(&self.digits[..4]) && self.digits[4] < 2,
            _ => false,
        }
    }

    /// 2019-2023, 2024 2025
    fn is_years(&self) -> bool {
        self.groups.len() == 2
            && self.groups.iter().all(|group| *group == 4)
            && matches!(self.digits[0], 1 | 2)
    }
}

/// Digits in words.
const SPOKEN: [&str; 20] = listed(
    "zero oh one two three four five six seven eight nine double triple treble nought double-oh \
    double-o hundred plus null",
);

/// "oh seven seven double zero nine …": seven words of digits in a row.
fn spoken(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = None;
    for at in 0..=chunks.list.len() {
        let digit = at < chunks.list.len() && SPOKEN.contains(&chunks.lower(at));
        match (digit, from) {
            (true, None) => from = Some(at),
            (false, Some(first)) => {
                if at - first >= 6 {
                    found.push(chunks.span(first, at - 1));
                }
                from = None;
            }
            _ => {}
        }
    }
    found
}
