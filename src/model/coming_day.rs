//! Days to come as people say them: 15 jan, friday, in 8 weeks, 3m.

use super::day::{Day, weekday};
use super::rough_day::{length, number};
use super::said_day::{LONGEST_AGO, SaidDay, dated, in_words, short_length, since_weekday};

/// What a day to come may be called, for whoever typed something else.
pub const COMING_DAYS: &str = "write a day to come, such as 2027-01-15, 15 jan, friday or 8w";

/// The day to come that the whole text says: 2027-01-15, 15 jan, friday, 8w, in 2 months.
pub fn coming_day(text: &str, today: Day) -> Option<Day> {
    in_words(text, |words| match words {
        ["in", words @ ..] | words => day_of_words(words, today),
    })
}

fn day_of_words(words: &[&str], today: Day) -> Option<Day> {
    let months = |count: &str| Some(today.plus_months(u32::try_from(number(count)?).ok()?));
    let counted = match words {
        ["tomorrow"] => Some(today.plus_days(1)),
        ["next", name] | [name] if weekday(name).is_some() => {
            since_weekday(name, today).map(|since| today.plus_days(7 - since))
        }
        [count, "month" | "months"] => months(count),
        [short] if short.ends_with('m') => months(short.trim_end_matches('m')),
        [count, unit] => number(count)
            .zip(length(unit))
            .map(|(count, unit)| today.plus_days(count * unit)),
        [short] => short_length(short).map(|days| today.plus_days(days)),
        _ => None,
    };
    // A date is one that has been, for somebody who looks back at it: within a year, or where
    // its year is said.
    let looking_back = [LONGEST_AGO, 366].map(|days| today.plus_days(days));
    let mut dates = looking_back
        .into_iter()
        .chain([Day::LAST])
        .filter_map(|then| match dated(words, then)? {
            (count, SaidDay::Day(day)) if count == words.len() => Some(day),
            _ => None,
        });
    let is_said = |day: &Day| {
        let year = day.year().to_string();
        words.iter().any(|word| word.contains(&year))
    };
    let is_meant = |day: &Day| *day > today && (*day <= today.plus_days(366) || is_said(day));
    counted
        .filter(|day| *day > today)
        .or_else(|| dates.find(is_meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_to_come_are_said_as_those_that_have_been() {
        let today = Day::parse("2026-11-20").unwrap(); // a Friday
        for (text, day) in [
            ("2027-01-15", "2027-01-15"),
            ("15.01.2027", "2027-01-15"),
            ("15 jan", "2027-01-15"),
            ("15-jan", "2027-01-15"),
            ("17 nov", "2027-11-17"),
            ("20 nov", "2027-11-20"),
            ("oct 1", "2027-10-01"),
            ("17.11.", "2027-11-17"),
            ("January 15, 2029", "2029-01-15"),
            ("friday", "2026-11-27"),
            ("next monday", "2026-11-23"),
            ("tomorrow", "2026-11-21"),
            ("8w", "2027-01-15"),
            ("in 8 weeks", "2027-01-15"),
            ("3m", "2027-02-20"),
            ("in two months", "2027-01-20"),
        ] {
            assert_eq!(coming_day(text, today), Day::parse(day), "{text}");
        }
        for none in [
            "",
            "yesterday",
            "2026-11-20",
            "1/2/27",
            "soon",
            "15",
            "20 nov 2025",
            "0w",
            "-8w",
        ] {
            assert_eq!(coming_day(none, today), None, "{none}");
        }
    }
}
