//! Times as people say them that hold more than one day: last month, in march, two fridays
//! ago; and the numbers and lengths in them.

use super::day::{month, weekday};
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Four digits that are a year.
pub(super) const YEARS: std::ops::Range<i32> = 1990..2100;

/// Times that hold several days, besides the parts of a year.
const LONG: [&str; 5] = ["week", "weekend", "month", "quarter", "year"];

/// "a couple of weeks ago", and a word more.
const MOST_BEFORE_AGO: usize = 6;

/// How many words say a time that is longer than a day.
pub(super) fn roughly(words: &[&str]) -> Option<usize> {
    if let Some(count) = numbered(words) {
        return Some(count);
    }
    let leads = |word: &&&str| {
        let lead = "in during early mid late around about sometime since the";
        lead.split(' ').any(|one| one == **word)
    };
    let lead = words.iter().take_while(leads).count();
    let is_led = words[..lead].iter().any(|word| *word != "the");
    let is_part = |word: &str| {
        let parts = "spring summer autumn fall winter";
        month(word).is_some() || parts.split(' ').any(|part| part == word)
    };
    let is_long = |word: &str| is_part(word) || LONG.contains(&word);
    match words[lead..] {
        ["last" | "past" | "this", name, ..] if is_long(name) => return Some(lead + 2),
        [name, year, ..] if is_led && is_part(name) && digits::<i32>(year, 4..=4).is_some() => {
            return Some(lead + 2);
        }
        [name, ..] if is_led && is_part(name) => return Some(lead + 1),
        [year, ..] if is_led && year.starts_with("20") && digits::<i32>(year, 4..=4).is_some() => {
            return Some(lead + 1);
        }
        _ => {}
    }
    let ago = words
        .iter()
        .take(MOST_BEFORE_AGO)
        .position(|word| *word == "ago")?;
    let (unit, counts) = words[..ago].split_last()?;
    let one = unit.trim_end_matches('s');
    let is_unit = is_long(one) || length(one).is_some() || weekday(one).is_some();
    let counted = "few couple of some several many about around";
    let counts_some =
        |word: &&str| number(word).is_some() || counted.split(' ').any(|one| one == *word);
    let is_counted = counts.iter().all(counts_some) && (!counts.is_empty() || one != *unit);
    (is_unit && is_counted).then_some(ago + 1)
}

/// A week, month or quarter by its number or its year: 2026-W41, KW 41, Q3, 10/2026.
fn numbered(words: &[&str]) -> Option<usize> {
    let lead = usize::from(
        words
            .first()
            .is_some_and(|word| ["in", "since"].contains(word)),
    );
    let words = &words[lead..];
    let is_year = |word: &str| digits(word, 4..=4).is_some_and(|year| YEARS.contains(&year));
    let first = *words.first()?;
    let unit = match first.split_once(['-', '/']) {
        Some((year, unit)) | Some((unit, year)) if is_year(year) => Some(unit),
        _ => None,
    };
    let has_year = unit.is_some();
    let unit = unit.unwrap_or(first);
    let at = unit.find(|one: char| one.is_ascii_digit());
    let (name, figures) = unit.split_at(at.unwrap_or(unit.len()));
    let number = |figures: &str| digits(figures, 1..=2).unwrap_or(0_u32);
    let said = match (name, number(figures)) {
        ("q", 1..=4) | ("kw" | "cw", 1..=53) => 1,
        ("w", 1..=53) | ("", 1..=12) if has_year => 1,
        ("kw" | "cw", _) if (1..=53).contains(&number(words.get(1)?)) => 2,
        _ if month(first).is_some() && is_year(words.get(1)?) => return Some(lead + 2),
        _ => return None,
    };
    let year = words.get(said).filter(|word| !has_year && is_year(word));
    Some(lead + said + usize::from(year.is_some()))
}

pub(super) fn length(unit: &str) -> Option<u64> {
    match unit {
        "day" | "days" | "d" => Some(1),
        "week" | "weeks" | "wk" | "wks" | "w" => Some(7),
        _ => None,
    }
}

pub(super) fn number(word: &str) -> Option<u64> {
    const NUMBERS: [&str; 11] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let spelt = || NUMBERS.iter().position(|one| *one == word);
    match word {
        "a" | "an" => Some(1),
        _ => digits(word, 1..=3).or_else(|| Some(spelt()? as u64)),
    }
}

pub(super) fn digits<N: FromStr>(text: &str, lengths: RangeInclusive<usize>) -> Option<N> {
    let is_number = lengths.contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
