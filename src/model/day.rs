//! Calendar days, and runs of them.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// A local calendar day. Hiring outcomes have no hour and no time zone: turning
/// them into instants moves them to the neighbouring day for half of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// What stands where none was read yet.
impl Default for Day {
    fn default() -> Self {
        Self::FIRST
    }
}

impl Day {
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(0..=9999).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `2026-11-20` and nothing else: four, two and two digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            bytes[range].iter().try_fold(0, |number, byte| {
                let digit = char::from(*byte).to_digit(10)?;
                Some(10 * number + digit)
            })
        };
        Self::new(
            i32::try_from(number(0..4)?).ok()?,
            number(5..7)?,
            number(8..10)?,
        )
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    pub fn month(self) -> u32 {
        self.0.month()
    }

    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Days since Monday: 0 to 6.
    pub fn days_from_monday(self) -> u64 {
        u64::from(self.0.weekday().num_days_from_monday())
    }

    /// The day so many days before; the first day there is, if there are not so many.
    pub fn minus_days(self, days: u64) -> Self {
        self.0
            .checked_sub_days(Days::new(days))
            .filter(|day| day.year() >= 0)
            .map_or(Self::FIRST, Self)
    }

    pub fn plus_days(self, days: u64) -> Self {
        self.0
            .checked_add_days(Days::new(days))
            .filter(|day| day.year() <= 9999)
            .map_or(Self::LAST, Self)
    }

    /// The same day so many months before, or the last one that month has.
    pub fn minus_months(self, months: u32) -> Self {
        self.0
            .checked_sub_months(Months::new(months))
            .filter(|day| day.year() >= 0)
            .map_or(Self::FIRST, Self)
    }

    /// The same day so many months later, or the last one that month has.
    pub fn plus_months(self, months: u32) -> Self {
        self.0
            .checked_add_months(Months::new(months))
            .filter(|day| day.year() <= 9999)
            .map_or(Self::LAST, Self)
    }

    /// The last day of this day's month.
    pub fn end_of_month(self) -> Self {
        let days = self.0.num_days_in_month();
        self.0.with_day(u32::from(days)).map_or(self, Self)
    }

    /// The first of the last `90d`, `12w` or `6m` ending on this day, both ends
    /// included: `90d` is this day and the 89 before it.
    pub fn first_of_last(self, length: &str) -> Option<Self> {
        let unit = length.chars().last()?;
        let count = &length[..length.len() - unit.len_utf8()];
        let count: u32 = count
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| count.parse().ok())??;
        match unit {
            _ if count == 0 => None,
            'd' => Some(self.minus_days(u64::from(count) - 1)),
            'w' => Some(self.minus_days(u64::from(count) * 7 - 1)),
            'm' => Some(self.minus_months(count).plus_days(1)),
            _ => None,
        }
    }

    /// Days from `earlier` to this day; 0 on the same day or before it.
    pub fn days_since(self, earlier: Self) -> u64 {
        u64::try_from((self.0 - earlier.0).num_days()).unwrap_or(0)
    }

    /// The day as people write it in a sentence: `20 Nov 2026`.
    pub fn spoken(self) -> String {
        self.0.format("%-d %b %Y").to_string()
    }

    /// `Thursday`.
    pub fn weekday(self) -> String {
        self.0.format("%A").to_string()
    }

    /// `October 2026`.
    pub fn spoken_month(self) -> String {
        self.0.format("%B %Y").to_string()
    }

    /// The first day a file can name, 0000-01-01.
    pub const FIRST: Self = match NaiveDate::from_ymd_opt(0, 1, 1) {
        Some(day) => Self(day),
        None => unreachable!(),
    };

    /// The last day a file can name, 9999-12-31.
    pub const LAST: Self = match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => Self(day),
        None => unreachable!(),
    };
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year().unsigned_abs(), self.month(), self.day());
        let mut text = *b"0000-00-00";
        let years = [(0, year / 1000), (1, year / 100), (2, year / 10), (3, year)];
        let rest = [(5, month / 10), (6, month), (8, day / 10), (9, day)];
        for (at, number) in [years, rest].into_iter().flatten() {
            text[at] += (number % 10) as u8;
        }
        formatter.pad(str::from_utf8(&text).unwrap_or_default())
    }
}

/// A run of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub since: Day,
    pub until: Day,
}

impl Span {
    pub fn contains(self, day: Day) -> bool {
        self.since <= day && day <= self.until
    }

    pub fn days(self) -> u64 {
        self.until.days_since(self.since) + 1
    }

    /// The equally long run that ends the day before this one begins.
    pub fn before(self) -> Self {
        Self {
            since: self.since.minus_days(self.days()),
            until: self.since.minus_days(1),
        }
    }
}

/// The number of a month by its English name, in any letter case, whole or cut
/// short after three letters or more.
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: &str =
        "january february march april may june july august september october november december";
    Some(number_of(word, MONTHS)? + 1)
}

/// The days from Monday to a weekday by its English name, whole or cut short likewise.
pub fn weekday(word: &str) -> Option<u32> {
    const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
    number_of(if word == "weds" { "wed" } else { word }, WEEKDAYS)
}

fn number_of(word: &str, names: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let mut numbered = (0..).zip(names.split(' '));
    let (number, _) = numbered.find(|(_, name)| word.len() >= 3 && name.starts_with(&word))?;
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn only_whole_dates_that_exist_are_days() {
        assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
        for wrong in [
            "2026-02-29",
            "2026-2-9",
            "26-02-09",
            "2026-11-20 ",
            "2026/11/20",
            "+026-01-01",
            "2026-1１-1",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_back_stop_at_the_end_of_a_shorter_month() {
        assert_eq!(day("2026-03-31").minus_months(1), day("2026-02-28"));
        assert_eq!(day("2028-02-29").minus_months(12), day("2027-02-28"));
        assert_eq!(Day::FIRST.minus_days(1), Day::FIRST);
    }

    #[test]
    fn the_window_before_is_as_long_and_touches() {
        let window = Span {
            since: day("2026-08-23"),
            until: day("2026-11-20"),
        };
        assert_eq!(window.days(), 90);
        assert_eq!(
            window.before(),
            Span {
                since: day("2026-05-25"),
                until: day("2026-08-22")
            }
        );
    }
}
