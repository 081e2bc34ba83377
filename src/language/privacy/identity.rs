//! National numbers, passports and accounts: by their form and their check digit
//! where they have one, otherwise by the word before them.

use super::chunks::Chunks;
use crate::language::listing::listed;
use std::ops::Range;

/// Announces a number of a person, which follows within a few words. What also means other
/// things ends with `*`, and needs a word of [`NUMBER`] beside it.
const ANNOUNCE: [&str; 87] = listed(include_str!("../../../templates/contact/numbers.txt"));
const NUMBER: [&str; 10] = listed("number no no. nr id # num card nummer ref");

/// No number has fewer digits.
const FEWEST_DIGITS: usize = 2;
/// A number is written in at most this many groups.
const MOST_GROUPS: usize = 8;

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let count = match chunks.digits {
        0..FEWEST_DIGITS => 0,
        _ => chunks.list.len(),
    };
    let mut at = 0;
    while at < count {
        if !chunks.has_digit(at, 0, MOST_GROUPS) {
            at += 1;
            continue;
        }
        let by_form = by_form(chunks, at);
        if let Some(last) = by_form.or_else(|| announced(chunks, at)) {
            found.push(chunks.span(at, last));
            at = last + 1;
        } else {
            at += 1;
        }
    }
    found
}

/// The last chunk of a number that a word before it announces.
fn announced(chunks: &Chunks<'_>, at: usize) -> Option<usize> {
    let chunk = &chunks.list[at];
    let is_capital = |byte: u8| byte.is_ascii_uppercase();
    if chunk.digits == 0 && !(chunk.text.len() <= 2 && chunk.text.bytes().all(is_capital)) {
        return None;
    }
    let tail = chunk.text.rsplit([':', '#']).next().unwrap_or_default();
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-./".contains(&byte))
    };
    let digits = tail.bytes().filter(u8::is_ascii_digit).count();
    let capitals = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    };
    let enough = digits >= 5 || digits >= 4 && tail.len() >= 8 && capitals(tail);
    let alone = plain(tail) && tail.len() <= 20 && enough;
    // A number in groups: take them together.
    let group = |at: usize| {
        chunks.list.get(at).is_some_and(|chunk| {
            chunk.digits >= 1 && chunk.text.len() <= 6 && plain(chunk.text)
                || chunk.text.len() <= 3 && chunk.text.bytes().all(|byte| byte.is_ascii_uppercase())
        })
    };
    let mut last = at;
    if !alone {
        if !group(at) {
            return None;
        }
        while last - at < MOST_GROUPS && group(last + 1) && !chunks.list[last].ends {
            last += 1;
        }
        let digits: usize = chunks.list[at..=last]
            .iter()
            .map(|chunk| chunk.digits)
            .sum();
        if digits < 5 {
            return None;
        }
    }
    if is_date_or_amount(tail) {
        return None;
    }
    let label = chunk.lower.split([':', '#']).next().unwrap_or_default();
    let touching = chunk.lower.contains([':', '#']) && announces_a_number(label).is_some();
    let from = at.saturating_sub(6);
    let announces = (from..at).any(|one| {
        let word = chunks.lower(one).trim_end_matches("'s");
        let beside = |surely| {
            surely
                || (one + 1..at).any(|next| NUMBER.contains(&chunks.lower(next)))
                || matches!(word, "ni" | "social" | "insurance") && at - one <= 2
                || matches!(word, "licence" | "license")
                    && chunks.before(
                        one,
                        1,
                        &["driver", "drivers", "driver's", "driver’s", "driving"],
                    )
        };
        announces_a_number(word).is_some_and(beside)
    });
    (announces || touching).then_some(last)
}

/// Whether a word announces a number of a person, and whether it surely does.
fn announces_a_number(word: &str) -> Option<bool> {
    let is_it = |entry: &&&str| entry.trim_end_matches('*') == word;
    let entry = ANNOUNCE.iter().find(is_it)?;
    Some(!entry.ends_with('*'))
}

fn is_date_or_amount(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    parts.len() == 3
        && parts.iter().any(|part| part.len() == 4)
        && parts.iter().all(|part| part.len() == 2 || part.len() == 4)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte))
}

/// The last chunk of a number that shows by itself what it is.
fn by_form(chunks: &Chunks<'_>, at: usize) -> Option<usize> {
    let chunk = &chunks.list[at];
    let text = chunk.text.rsplit(':').next().unwrap_or_default();
    if !text.is_ascii() {
        return None;
    }
    if chunk.digits >= FEWEST_DIGITS
        && (is_social_security(text)
            || is_insurance(text)
            || is_iban(text)
            || is_dni(text)
            || is_codice_fiscale(text)
            || is_cpf(text)
            || is_ahv(text)
            || is_personnummer(text)
            || is_pan(text)
            || is_nric(text)
            || is_orcid(text))
    {
        return Some(at);
    }
    // The same, in groups with blanks between: the first is of capitals and digits, or of two
    // letters and a digit.
    let is_code = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    if !text.bytes().all(is_code)
        && text
            .as_bytes()
            .get(2)
            .is_some_and(|byte| !byte.is_ascii_digit())
    {
        return None;
    }
    let is_group = |at: &usize| {
        let group = chunks.list.get(*at).map_or("", |chunk| chunk.text);
        group.len() == 4 && group.bytes().all(is_code)
    };
    // GB00 TEST 1234 5698 7654 32: an account, whatever its check digits are.
    let groups = (at + 1..chunks.list.len()).take_while(is_group).count();
    if groups >= 3 && shaped(text, "AA99") {
        return Some(
            at + groups
                + usize::from(
                    chunks
                        .list
                        .get(at + groups + 1)
                        .is_some_and(|rest| rest.is_number() && rest.text.len() < 4),
                ),
        );
    }
    let mut joined = text.to_owned();
    for last in at + 1..=(at + 8).min(chunks.list.len().saturating_sub(1)) {
        let next = &chunks.list[last];
        if next.text.len() > 6
            || !next.text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            || chunks.list[last - 1].ends
        {
            break;
        }
        joined.push_str(next.text);
        let groups = last - at + 1;
        let all = |length: usize| {
            chunks.list[at..=last]
                .iter()
                .all(|chunk| chunk.text.len() == length && chunk.is_number())
        };
        let is = (is_insurance(&joined) && groups >= 3)
            || is_iban(&joined)
            || (groups == 3 && all(4) && verhoeff(&joined))
            || (groups == 4 && all(4) && luhn(&joined))
            || (joined.len() == 15 && is_nir(&joined));
        if is {
            return Some(last);
        }
    }
    (text.len() == 15 && is_nir(text)).then_some(at)
}

/// 9 stands for a digit, A for a letter, all else for itself.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, wanted)| match wanted {
                b'9' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_uppercase(),
                other => byte == other,
            })
}

fn is_social_security(text: &str) -> bool {
    shaped(text, "999-99-9999")
}

fn is_insurance(text: &str) -> bool {
    let shape = "AA999999A";
    text.len() == shape.len() && {
        let text = text.to_ascii_uppercase();
        shaped(&text, shape) && text.ends_with(['A', 'B', 'C', 'D'])
    }
}

fn is_iban(text: &str) -> bool {
    let head = text.len() >= 15
        && text.len() <= 34
        && shaped(&text[..4], "AA99")
        && text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    head && text[4..]
        .bytes()
        .chain(text[..4].bytes())
        .fold(0_u32, |rest, byte| match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
        })
        == 1
}

fn is_dni(text: &str) -> bool {
    if text.bytes().filter(|byte| *byte != b'-').count() != 9 {
        return false;
    }
    let text = text.replace('-', "");
    let digits = match text.as_bytes() {
        [b'X', ..] => text.replacen('X', "0", 1),
        [b'Y', ..] => text.replacen('Y', "1", 1),
        [b'Z', ..] => text.replacen('Z', "2", 1),
        _ => text,
    };
    shaped(&digits, "99999999A")
        && digits[..8]
            .parse::<usize>()
            .is_ok_and(|number| b"TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] == digits.as_bytes()[8])
}

fn is_codice_fiscale(text: &str) -> bool {
    let shape = "AAAAAA99A99A999A";
    text.len() == shape.len() && shaped(&text.to_ascii_uppercase(), shape)
}

fn is_cpf(text: &str) -> bool {
    shaped(text, "999.999.999-99")
}

fn is_ahv(text: &str) -> bool {
    shaped(text, "999.9999.9999.99") && text.starts_with("756")
}

fn is_personnummer(text: &str) -> bool {
    let short = match text.len() {
        13 => &text[2..],
        _ => text,
    };
    shaped(short, "999999-9999") && luhn(&short.replace('-', ""))
}

/// India's permanent account number: the fourth letter says who holds it.
fn is_pan(text: &str) -> bool {
    shaped(text, "AAAAA9999A") && text.as_bytes()[3] == b'P'
}

fn is_nric(text: &str) -> bool {
    shaped(text, "A9999999A") && text.starts_with(['S', 'T', 'F', 'G'])
}

/// A researcher's: the last sign is a digit or an X.
fn is_orcid(text: &str) -> bool {
    text.len() == 19 && shaped(&text[..18], "0000-9999-9999-999")
}

fn is_nir(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text.starts_with(['1', '2'])
        && text[..13].parse::<u64>().is_ok_and(|number| {
            text[13..]
                .parse::<u64>()
                .is_ok_and(|key| key == 97 - number % 97)
        })
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match (place % 2, digit) {
                (1, 5..) => digit * 2 - 9,
                (1, _) => digit * 2,
                _ => digit,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Aadhaar: J. Verhoeff's check digit over the dihedral group of the pentagon.
fn verhoeff(digits: &str) -> bool {
    const SWAP: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let times = |left: u8, right: u8| match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => 5 + (left + right) % 5,
        (false, true) => 5 + (left + 10 - right) % 5,
        (false, false) => (left + 10 - right) % 5,
    };
    digits
        .bytes()
        .rev()
        .enumerate()
        .fold(0, |sum, (place, byte)| {
            let mut digit = byte.wrapping_sub(b'0') % 10;
            for _ in 0..place % 8 {
                digit = SWAP[digit as usize];
            }
            times(sum, digit)
        })
        == 0
}
