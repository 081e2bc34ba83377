//! The days that a query names, behind `since:` and `until:` and any field that is a day.

use crate::model::{Day, Span, last_day_called, month};

/// What may be typed, for messages.
pub const FORMS: &str = "2026-11-20, 2026-11, 2026-Q4, 2026, 90d, 12w, 6m, monday, 17-nov, nov, last-week or last-month";

/// The first day meant by `since:TEXT`.
pub fn since(text: &str, today: Day) -> Option<Day> {
    Some(parse(text, today)?.0)
}

/// The last day meant by `until:TEXT`. A length ends the day before that many
/// days, so that `until:30d` and `since:30d` leave no gap and share no day.
pub fn until(text: &str, today: Day) -> Option<Day> {
    let (first, last) = parse(text, today)?;
    Some(last.unwrap_or(first.minus_days(1)))
}

/// The days meant by a field that is a day.
pub fn days(text: &str, today: Day) -> Option<Span> {
    let (since, last) = parse(text, today)?;
    let until = last.unwrap_or(today);
    Some(Span { since, until })
}

/// The first day and, where it is not so long ago, the last one.
fn parse(text: &str, today: Day) -> Option<(Day, Option<Day>)> {
    let text = text.to_ascii_lowercase();
    if let Some(day) = Day::parse(&text) {
        return Some((day, Some(day)));
    }
    match text.as_str() {
        "last-week" => {
            let sunday = today.minus_days(today.days_from_monday() + 1);
            return Some((sunday.minus_days(6), Some(sunday)));
        }
        "last-month" => {
            let last = today.minus_days(u64::from(today.day()));
            return Some((Day::new(last.year(), last.month(), 1)?, Some(last)));
        }
        _ => {}
    }
    if let Some(first) = today.first_of_last(&text) {
        return Some((first, None));
    }
    if let Some(day) = last_day_called(&text, today) {
        return Some((day, Some(day)));
    }
    if let Some(month) = month(&text) {
        let years = [today.year(), today.year() - 1];
        let mut firsts = years.iter().filter_map(|year| Day::new(*year, month, 1));
        let first = firsts.find(|first| *first <= today)?;
        return Some((first, Some(first.end_of_month())));
    }
    let (year, part) = text.split_once('-').unwrap_or((&text, ""));
    let year: i32 = (year.len() == 4).then(|| year.parse().ok())??;
    let (first, last) = match (part.strip_prefix('q'), part) {
        (_, "") if text.len() == 4 => (1, 12),
        (Some(quarter), _) => {
            let quarter: u32 = quarter
                .parse()
                .ok()
                .filter(|quarter| (1..=4).contains(quarter))?;
            (quarter * 3 - 2, quarter * 3)
        }
        (None, month) if month.len() == 2 => {
            let month: u32 = month.parse().ok()?;
            (month, month)
        }
        _ => return None,
    };
    let last = Day::new(year, last, 1)?.end_of_month();
    Some((Day::new(year, first, 1)?, Some(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn each_form_names_its_first_and_last_day() {
        let today = day("2026-11-20"); // a Friday
        for (text, first, last) in [
            ("2026-11-03", "2026-11-03", "2026-11-03"),
            ("2028-02", "2028-02-01", "2028-02-29"),
            ("2026-Q4", "2026-10-01", "2026-12-31"),
            ("2026-q1", "2026-01-01", "2026-03-31"),
            ("2026", "2026-01-01", "2026-12-31"),
            ("today", "2026-11-20", "2026-11-20"),
            ("yesterday", "2026-11-19", "2026-11-19"),
            ("monday", "2026-11-16", "2026-11-16"),
            ("last-friday", "2026-11-13", "2026-11-13"),
            ("17-nov", "2026-11-17", "2026-11-17"),
            ("3 days ago", "2026-11-17", "2026-11-17"),
            ("nov", "2026-11-01", "2026-11-30"),
            ("December", "2025-12-01", "2025-12-31"),
            ("last-week", "2026-11-09", "2026-11-15"),
            ("last-month", "2026-10-01", "2026-10-31"),
            ("90d", "2026-08-23", "2026-08-22"),
            ("1d", "2026-11-20", "2026-11-19"),
            ("12w", "2026-08-29", "2026-08-28"),
            ("6m", "2026-05-21", "2026-05-20"),
        ] {
            assert_eq!(since(text, today), Some(day(first)), "since:{text}");
            assert_eq!(until(text, today), Some(day(last)), "until:{text}");
        }
        for wrong in [
            "",
            "d",
            "90",
            "90y",
            "2026-13",
            "2026-Q5",
            "26-11",
            "yesterday-ish",
            "-5d",
            "2026-",
            "１２d",
        ] {
            assert_eq!(since(wrong, today), None, "{wrong}");
        }
    }

    #[test]
    fn weeks_and_months_hold_at_the_turn_of_the_year_and_on_leap_days() {
        let new_year = day("2027-01-01"); // a Friday in ISO week 53 of 2026
        assert_eq!(since("last-week", new_year), Some(day("2026-12-21")));
        assert_eq!(until("last-week", new_year), Some(day("2026-12-27")));
        assert_eq!(since("last-month", new_year), Some(day("2026-12-01")));
        let leap = day("2028-02-29");
        assert_eq!(since("1m", leap), Some(day("2028-01-30")));
        assert_eq!(since("12m", leap), Some(day("2027-03-01")));
    }
}
