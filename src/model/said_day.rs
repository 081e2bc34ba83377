//! Days as people say them: yesterday, tuesday, last friday, 17 nov, the 10th, 3 days
//! ago, 16/11. Always a day that has been: outcomes are not written down before they
//! are there. Whether words that could be a day are meant as one is for whoever asks.

use super::day::{Day, month, weekday};
use super::figures::{DayInFigures, DayOrder, unbroken};
use super::rough_day::roughly;
use super::rough_day::{YEARS, digits, length, number};

/// What a day may be called, for whoever typed something else.
pub const DAYS_IN_WORDS: &str = "2026-11-20, today, yesterday, tuesday, last friday, 17 nov or 3d";

/// What words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaidDay {
    Day(Day),
    /// A day, but which: 11/9 is one of two.
    Unclear,
    /// A date that no calendar has: 31/11/2026.
    Never,
    /// More than one day: last month, march, two fridays ago.
    Roughly,
    /// Still to come.
    Ahead,
}

/// A day without a year is one of these last days; further back, somebody means another.
pub(super) const LONGEST_AGO: u64 = 300;

/// Every day of any year is one of this.
const LEAP_YEAR: i32 = 2024;

/// A year without its century is one of these last months, where it can be.
const RECENT_MONTHS: u32 = 24;

impl SaidDay {
    /// The one day that is meant.
    ///
    /// # Errors
    /// Why it is none, as words that follow what was typed.
    pub const fn day(self) -> Result<Day, &'static str> {
        match self {
            Self::Day(day) => Ok(day),
            Self::Unclear => Err("can be one of two days"),
            Self::Never => Err("is on no calendar"),
            Self::Roughly => Err("is more than one day"),
            Self::Ahead => Err("is still to come, and a post-mortem looks back"),
        }
    }

    /// How to say it so that it can be read.
    pub fn hint(said: Option<Self>) -> String {
        match said {
            Some(Self::Unclear) => {
                "write its month in letters and its year, as in 17 nov 2026, or year first, as in 2026-11-17".into()
            }
            _ => format!("such as {DAYS_IN_WORDS}"),
        }
    }
}

/// What the whole text says, if it says a time. Blanks may be hyphens there: 17-nov.
pub fn whole_day(text: &str, today: Day) -> Option<SaidDay> {
    let so_far_off = || day_of_another_year(text, today).map(|_| SaidDay::Unclear);
    whole(text, today).or_else(so_far_off)
}

/// The whole text as one day, which is the last of its name where it names no year.
pub fn last_day_called(text: &str, today: Day) -> Option<Day> {
    match whole(text, today) {
        Some(said) => said.day().ok(),
        None => day_of_another_year(text, today),
    }
}

fn whole(text: &str, today: Day) -> Option<SaidDay> {
    in_words(text, |words| {
        let (_, said) = said_day(words, today).filter(|(count, _)| *count == words.len())?;
        Some(said)
    })
}

/// What is made of the words of a text in lower case; hyphens may stand for the blanks
/// between them, and before the first they are a sign.
pub(super) fn in_words<T>(text: &str, of: impl Fn(&[&str]) -> Option<T>) -> Option<T> {
    let text = text.trim().to_lowercase();
    let of = |text: &str| {
        let words = text.split_whitespace();
        let words: Vec<&str> = words.map(|word| word.trim_end_matches(',')).collect();
        of(&words)
    };
    let joined = || of(&text.replace(['-', '_'], " "));
    of(&text).or_else(|| joined().filter(|_| !text.starts_with('-')))
}

/// So long ago, or so soon, that its year has to be said: the last of its name.
fn day_of_another_year(text: &str, today: Day) -> Option<Day> {
    let in_a_year = whole(text, today.plus_days(LONGEST_AGO))?.day().ok()?;
    [in_a_year, in_a_year.minus_months(12)]
        .into_iter()
        .find(|day| *day <= today)
}

/// The whole text as one day.
pub fn day_in_words(text: &str, today: Day) -> Option<Day> {
    whole_day(text, today)?.day().ok()
}

/// The day that words in lower case begin with, and how many of them say it.
pub fn said_day(words: &[&str], today: Day) -> Option<(usize, SaidDay)> {
    let of = |count: usize, day: Option<Day>| Some((count, SaidDay::Day(day?)));
    // Friday 13 November is the 13th of November.
    if let [name, rest @ ..] = words
        && since_weekday(name, today).is_some()
        && let Some((count, day)) = dated(rest, today)
    {
        return Some((count + 1, day));
    }
    match words {
        ["tomorrow", ..] => return Some((1, SaidDay::Ahead)),
        ["next", name, ..]
            if length(name) == Some(7) || *name == "month" || weekday(name).is_some() =>
        {
            return Some((2, SaidDay::Ahead));
        }
        _ => {}
    }
    relative(words, today)
        .and_then(|(count, day)| of(count, Some(day)))
        .or_else(|| dated(words, today))
        .or_else(|| match words {
            ["the", nth, ..] => of(2, of_a_month(ordinal(nth)?, today)),
            [nth, ..] => of(1, of_a_month(ordinal(nth)?, today)),
            [] => None,
        })
        .or_else(|| Some((roughly(words)?, SaidDay::Roughly)))
}

/// In figures, or with its month.
pub(super) fn dated(words: &[&str], today: Day) -> Option<(usize, SaidDay)> {
    if let Some(said) = written(words.first()?, today) {
        return Some((1, said));
    }
    with_month(words, today)
}

/// Counted from today.
fn relative(words: &[&str], today: Day) -> Option<(usize, Day)> {
    let (count, back) = match words {
        ["the", "day", "before", "yesterday", ..] => (4, 2),
        ["day", "before", "yesterday", ..] => (3, 2),
        ["earlier" | "late" | "just", "today", ..] => (2, 0),
        ["this", "morning" | "afternoon" | "evening", ..] => (2, 0),
        ["last", "night", ..] => (2, 1),
        ["today" | "tonight", ..] => (1, 0),
        ["yesterday" | "yest" | "yday", ..] => (1, 1),
        ["last" | "past", name, ..] => (2, since_weekday(name, today).map(last)?),
        ["this", name, ..] => (2, since_weekday(name, today)?),
        [count, unit, "ago", ..] => (3, number(count)? * length(unit)?),
        [short, "ago", ..] => (2, short_length(short)?),
        [name, ..] => match short_length(name) {
            Some(back) if words.len() == 1 => (1, back),
            _ => (1, since_weekday(name, today)?),
        },
        [] => return None,
    };
    let part_of_day = ["morning", "afternoon", "evening", "night", "am", "pm"];
    let has_part = words
        .get(count)
        .is_some_and(|word| part_of_day.contains(word));
    Some((count + usize::from(has_part), today.minus_days(back)))
}

/// On a Friday, "friday" is today and "last friday" seven days ago.
const fn last(since: u64) -> u64 {
    if since == 0 { 7 } else { since }
}

/// Days since the last day of this name, today included.
pub(super) fn since_weekday(name: &str, today: Day) -> Option<u64> {
    let at = u64::from(weekday(name)?);
    Some((today.days_from_monday() + 7 - at) % 7)
}

/// `3d`, `2w`.
pub(super) fn short_length(text: &str) -> Option<u64> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    Some(digits::<u64>(count, 1..=3)? * length(unit)?)
}

/// A date in figures: 2026-11-20, also with its hour, 20261120, 20.11.2026, 20/11, 13.11.
fn written(word: &str, today: Day) -> Option<SaidDay> {
    let day = word.split('t').next().and_then(Day::parse);
    if let Some(day) = day.or_else(|| unbroken(word)) {
        return Some(past(day, today).map_or(SaidDay::Ahead, SaidDay::Day));
    }
    if let Some(figures) = DayInFigures::parse(word.trim_end_matches('.')) {
        return Some(in_some_order(&figures, today));
    }
    let sign = word.chars().find(|one| !one.is_ascii_digit())?;
    let parts: Vec<&str> = word.trim_end_matches('.').split(sign).collect();
    let (first, second) = match (sign, parts.as_slice()) {
        ('/', [first, second]) if word != "24/7" => (first, second),
        // 4.5 is no day; 4.5. is, and so is 13.11
        ('.', [first, second]) if word.ends_with('.') || second.len() == 2 => (first, second),
        _ => return None,
    };
    let (first, second) = (digits(first, 1..=2)?, digits(second, 1..=2)?);
    let day_first = in_year(None, second, first, today);
    let month_first = in_year(None, first, second, today).filter(|_| sign != '.');
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => Some(SaidDay::Unclear),
        (one, other) => one.or(other).map(SaidDay::Day),
    }
}

/// A day whose year is said: the one that has been, and not for long, is meant.
fn in_some_order(figures: &DayInFigures, today: Day) -> SaidDay {
    let orders = figures.likely_orders((today.minus_months(RECENT_MONTHS), today));
    let days = orders.into_iter();
    let mut days: Vec<Day> = days
        .filter_map(|order| past(figures.day(order)?, today))
        .collect();
    days.dedup();
    // Nobody means the year that comes first only because nothing else can be.
    let is_usual = |order: &&DayOrder| **order != DayOrder::YearFirst || figures.orders.len() == 1;
    let mut usual = figures.orders.iter().filter(is_usual);
    let is_some_day = usual.any(|order| figures.day(*order).is_some());
    match days.as_slice() {
        [] if is_some_day => SaidDay::Ahead,
        [] => SaidDay::Never,
        [day] => SaidDay::Day(*day),
        _ => SaidDay::Unclear,
    }
}

/// A day with the name of its month, either first.
fn with_month(words: &[&str], today: Day) -> Option<(usize, SaidDay)> {
    let nth = |word: &str| ordinal(word).or_else(|| digits(word, 1..=2));
    let (count, day, month) = match words {
        ["the", day, "of", name, ..] => (4, nth(day)?, month(name)?),
        ["the", day, name, ..] => (3, nth(day)?, month(name)?),
        [day, "of", name, ..] => (3, ordinal(day)?, month(name)?),
        [day, name, ..] if nth(day).is_some() => (2, nth(day)?, month(name)?),
        [name, "the", day, ..] => (3, ordinal(day)?, month(name)?),
        [name, day, ..] => (2, nth(day)?, month(name)?),
        _ => return None,
    };
    let year = words.get(count).and_then(|word| digits(word, 4..=4));
    let year = year.filter(|year| YEARS.contains(year));
    let said = match in_year(year, month, day, today) {
        Some(day) => SaidDay::Day(day),
        None if year.is_some_and(|year| Day::new(year, month, day).is_some()) => SaidDay::Ahead,
        None if year.is_some() || Day::new(LEAP_YEAR, month, day).is_none() => SaidDay::Never,
        None => return None,
    };
    Some((count + usize::from(year.is_some()), said))
}

/// The last day of this number.
fn of_a_month(day: u32, today: Day) -> Option<Day> {
    (0..3).find_map(|back| {
        let month = Day::new(today.year(), today.month(), 1)?.minus_months(back);
        past(Day::new(month.year(), month.month(), day)?, today)
    })
}

fn in_year(year: Option<i32>, month: u32, day: u32, today: Day) -> Option<Day> {
    let of = |year: i32| past(Day::new(year, month, day)?, today);
    match year {
        Some(year) => of(year),
        None => [today.year(), today.year() - 1]
            .into_iter()
            .find_map(of)
            .filter(|day| today.days_since(*day) <= LONGEST_AGO),
    }
}

fn past(day: Day, today: Day) -> Option<Day> {
    (day <= today).then_some(day)
}

/// `1st`, `12th`.
fn ordinal(word: &str) -> Option<u32> {
    let (count, ending) = word.split_at_checked(word.len().checked_sub(2)?)?;
    let is_ordinal = ["st", "nd", "rd", "th"].contains(&ending);
    digits(count, 1..=2).filter(|count| is_ordinal && (1..=31).contains(count))
}

#[cfg(test)]
mod tests;
