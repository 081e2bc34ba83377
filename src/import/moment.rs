//! Timestamps of an export -> the day of the outcome.
//!
//! A post-mortem has a local date, and exports have instants, mostly in UTC: an
//! offer declined in San Francisco at five in the afternoon is stored as the next
//! day. So an instant in UTC (`Z`, `+00:00`, milliseconds) becomes the day it was
//! where the import runs, by the rules in force on that day; a timestamp with an
//! offset of its own is the day that it names; a date is itself.

use crate::model::{Day, month};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use clap::ValueEnum;
use serde_json::Value;

/// Which number of `03/04/2026` comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FieldOrder {
    DayFirst,
    MonthFirst,
}

/// The local day of an instant, in seconds since 1970 in UTC.
pub type Zone<'a> = &'a dyn Fn(i64) -> Option<Day>;

/// The day of a timestamp in JSON: ISO 8601, or milliseconds as a number or text.
/// `None` where there is none, an error where it cannot be read.
pub(super) fn day(value: Option<&Value>, zone: Zone<'_>) -> Result<Option<Day>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => read(text, None, zone).map(Some),
        Some(Value::Number(number)) => {
            let milliseconds = number.as_i64().or_else(|| whole(number.as_f64()?));
            milliseconds
                .and_then(|milliseconds| zone(milliseconds.div_euclid(1000)))
                .map(Some)
                .ok_or_else(|| format!("{number} is no time"))
        }
        Some(_) => Err("a time is text or a number".to_owned()),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float outside of the range saturates, and no day is that far"
)]
fn whole(number: f64) -> Option<i64> {
    number.is_finite().then_some(number as i64)
}

/// The day of a text, as exports and spreadsheets write it. No system has applications
/// from before it had any.
pub(super) fn read(text: &str, order: Option<FieldOrder>, zone: Zone<'_>) -> Result<Day, String> {
    let day = any_day(text, order, zone)?;
    match day.year() < EARLIEST {
        true => Err(format!("`{}` is before {EARLIEST}", shortened(text.trim()))),
        false => Ok(day),
    }
}

const EARLIEST: i32 = 1990;

fn any_day(text: &str, order: Option<FieldOrder>, zone: Zone<'_>) -> Result<Day, String> {
    let text = text.trim();
    let no_day = || format!("`{}` is no day", shortened(text));
    if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() > 10 {
        let milliseconds: i64 = text.parse().map_err(|_| no_day())?;
        return zone(milliseconds.div_euclid(1000)).ok_or_else(no_day);
    }
    if let Some(day) = Day::parse(text) {
        return Ok(day);
    }
    if let Some(day) = instant(text, zone) {
        return Ok(day);
    }
    // What follows the date is a time of day, local by the look of it.
    let end = text.find(['T', ',', ' ']).unwrap_or(text.len());
    if let Some(day) = Day::parse(&text[..end]) {
        // How far from UTC it is, and nobody knows where that would be.
        let is_odd = text[end..].contains(['+', '-']);
        return if is_odd { Err(no_day()) } else { Ok(day) };
    }
    if let Some(day) = named_month(text) {
        return Ok(day);
    }
    numbers(text, order).unwrap_or_else(|| Err(no_day()))
}

/// A timestamp that says how far from UTC it is.
fn instant(text: &str, zone: Zone<'_>) -> Option<Day> {
    let iso = text.replacen(' ', "T", 1);
    let iso = match iso.strip_suffix(" UTC").or_else(|| iso.strip_suffix("UTC")) {
        Some(time) => format!("{}Z", time.trim_end()),
        None => iso.replace(' ', ""),
    };
    let time = DateTime::parse_from_rfc3339(&iso)
        .or_else(|_| DateTime::parse_from_str(&iso, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(&iso, "%Y-%m-%dT%H:%M%z"));
    let time = match time {
        Ok(time) => time,
        Err(_) => {
            let time = iso.strip_suffix('Z')?;
            NaiveDateTime::parse_from_str(time, "%Y-%m-%dT%H:%M")
                .ok()?
                .and_utc()
                .fixed_offset()
        }
    };
    if time.offset().local_minus_utc() == 0 {
        return zone(time.timestamp());
    }
    of_date(time.date_naive())
}

/// `20 Nov 2026`, `Nov 20, 2026`, `20-Nov-26`: nobody can mistake these.
fn named_month(text: &str) -> Option<Day> {
    let words: Vec<_> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(3)
        .collect();
    let [first, second, year] = words.as_slice() else {
        return None;
    };
    let (day, month) = match month(second) {
        Some(month) => (first, month),
        None => (second, month(first)?),
    };
    let day = day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    Day::new(full_year(year)?, month, day.parse().ok()?)
}

fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// `11/20/2026`, `20.11.2026`: which number is the day is not guessed.
fn numbers(text: &str, order: Option<FieldOrder>) -> Option<Result<Day, String>> {
    let date = text.split([' ', 'T', ',']).next()?;
    let separator = date.chars().find(|character| !character.is_ascii_digit())?;
    if !matches!(separator, '/' | '.' | '-') {
        return None;
    }
    let parts: Vec<_> = date.split(separator).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    if first.len() == 4 {
        let year = first.parse().ok()?;
        return Day::new(year, second.parse().ok()?, parts[2].parse().ok()?).map(Ok);
    }
    let year = full_year(year)?;
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    // Points are written where the day comes first.
    let order = order.or((separator == '.').then_some(FieldOrder::DayFirst));
    let day = match order {
        Some(FieldOrder::DayFirst) => Day::new(year, second, first),
        Some(FieldOrder::MonthFirst) => Day::new(year, first, second),
        None if first == second => Day::new(year, first, second),
        None => {
            return Some(Err(format!(
                "`{date}`: is the first number the day or the month? say so: --dates day-first or --dates month-first"
            )));
        }
    };
    day.map(Ok)
}

fn of_date(date: NaiveDate) -> Option<Day> {
    Day::new(date.year(), date.month(), date.day())
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(30).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight hours behind UTC.
    fn pacific(seconds: i64) -> Option<Day> {
        of_date(DateTime::from_timestamp(seconds - 8 * 3600, 0)?.date_naive())
    }

    #[test]
    fn an_instant_is_the_day_it_was_here_and_an_offset_its_own() {
        for (text, expected) in [
            ("2026-11-20T02:00:00.000Z", "2026-11-19"),
            ("2026-11-20T02:00:00+00:00", "2026-11-19"),
            ("2026-11-20T02:00:00+09:00", "2026-11-20"),
            ("2026-11-20T23:30:00-0500", "2026-11-20"),
            ("2026-11-20 02:00:00 UTC", "2026-11-19"),
            ("2026-11-20 02:00 UTC", "2026-11-19"),
            ("2026-11-20 02:00:00 +0200", "2026-11-20"),
            ("2026-11-20 02:00:00", "2026-11-20"),
            ("2026-11-20T02:00:00", "2026-11-20"),
            ("2026-11-20", "2026-11-20"),
            ("1795140000000", "2026-11-19"),
            ("20 Nov 2026", "2026-11-20"),
            ("Nov 20, 2026 5:31 PM", "2026-11-20"),
            ("Friday-20", "no"),
            ("20-Nov-26", "2026-11-20"),
            ("November 1st, 2026", "2026-11-01"),
            ("Sept 3, 2026", "2026-09-03"),
            ("20.11.2026", "2026-11-20"),
            ("20.11.2026 14:00", "2026-11-20"),
            ("2026/11/20", "2026-11-20"),
            ("11/11/2026", "2026-11-11"),
            ("11/20/2026", "no"),
            ("03/04/2026", "no"),
            ("2026-02-30", "no"),
            ("soon", "no"),
            ("12", "no"),
            ("2026-11-20T10:00:00+99:99", "no"),
            ("2026-11-20 10:00-99:00", "no"),
            ("0000-01-01", "no"),
        ] {
            let day = read(text, None, &pacific).map_or("no".to_owned(), |day| day.to_string());
            assert_eq!(day, expected, "{text}");
        }
        for (text, order, expected) in [
            ("03/04/2026", FieldOrder::DayFirst, "2026-04-03"),
            ("03/04/2026 10:12", FieldOrder::MonthFirst, "2026-03-04"),
            ("3-4-26", FieldOrder::MonthFirst, "2026-03-04"),
        ] {
            assert_eq!(
                read(text, Some(order), &pacific).unwrap().to_string(),
                expected
            );
        }
        let asks = read("03/04/2026", None, &pacific).unwrap_err();
        assert!(asks.contains("--dates day-first"), "{asks}");
    }

    #[test]
    fn milliseconds_come_as_numbers_and_as_text() {
        for value in [
            serde_json::json!(1_795_140_000_000_i64),
            serde_json::json!("1795140000000"),
            serde_json::json!(1_795_140_000_000.0),
        ] {
            let day = day(Some(&value), &pacific).unwrap().unwrap();
            assert_eq!(day.to_string(), "2026-11-19");
        }
        assert_eq!(day(Some(&serde_json::json!("  ")), &pacific), Ok(None));
        assert_eq!(day(None, &pacific), Ok(None));
        for wrong in [
            serde_json::json!([]),
            serde_json::json!(1e300),
            serde_json::json!(i64::MAX),
        ] {
            assert!(day(Some(&wrong), &pacific).is_err(), "{wrong}");
        }
    }
}
