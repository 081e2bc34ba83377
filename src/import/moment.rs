//! Timestamps of an export -> the day of the outcome.
//!
//! A post-mortem has a local date, and exports have instants, mostly in UTC: an
//! offer declined in San Francisco at five in the afternoon is stored as the next
//! day. So an instant in UTC (`Z`, `+00:00`, seconds, milliseconds) becomes the day it
//! was where the import runs, by the rules in force on that day; a timestamp with an
//! offset of its own is the day that it names; a date is itself.
//!
//! What is wrong with a cell is said without the cell: it may hold anything.

use super::figures::{first_of, flags, in_figures, likely_days, listed};
use super::table;
use crate::model::{Day, DayInFigures, DayOrder};
use chrono::{DateTime, Datelike, Days, NaiveDate};
use serde_json::Value;

/// The local day of an instant, in seconds since 1970 in UTC.
pub type Zone<'a> = &'a dyn Fn(i64) -> Option<Day>;

/// What days are read by.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    pub zone: Zone<'a>,
    pub today: Day,
}

/// No applicant tracking system is older.
const FIRST_YEAR: i32 = 1990;

/// A cell that is no day, as far as it can be shown: one that is no date may be about somebody.
fn no_day(text: &str) -> String {
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let is_figure =
        |part: &&str| matches!(part.len(), 1..=4) && part.bytes().all(|one| one.is_ascii_digit());
    match parts.len() == 3 && parts.iter().all(is_figure) && text.len() <= 10 {
        true => format!("\"{text}\" is no day"),
        false => "that is no day".to_owned(),
    }
}

fn is_two_days(text: &str) -> bool {
    let is_day = |text: &str| Day::parse(text.trim()).is_some() || in_figures(text).is_some();
    let between = [" - ", "–", "—", " to ", " bis ", " ", "/", ",", ";"];
    let mut parts = between
        .iter()
        .filter_map(|between| text.split_once(between));
    parts.any(|(one, other)| is_day(one) && is_day(other))
}

impl Calendar<'_> {
    /// The day of a timestamp in JSON: ISO 8601, or a number or text of seconds or
    /// milliseconds. `None` where there is none, an error where it cannot be read.
    pub(super) fn day(&self, value: &Value) -> Result<Option<Day>, String> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) => self.read(text, &[]),
            Value::Number(number) => {
                let number = number.as_i64().or_else(|| whole(number.as_f64()?));
                let day = number.and_then(|number| (self.zone)(seconds(number)));
                self.plausible(day.ok_or("the number is no time")?)
                    .map(Some)
            }
            _ => Err("a time is text or a number".to_owned()),
        }
    }

    /// The day of a text, as exports and spreadsheets write it, in one of the orders that its
    /// column leaves; where it leaves none, in one of its own.
    pub(super) fn read(&self, text: &str, orders: &[DayOrder]) -> Result<Option<Day>, String> {
        let text = text.trim();
        if table::is_nothing(text) || text.starts_with("0000-00-00") {
            return Ok(None);
        }
        if is_two_days(text) {
            return Err("two days stand there".to_owned());
        }
        let day = self.written(text, orders)?;
        self.plausible(day.ok_or_else(|| no_day(text))?).map(Some)
    }

    fn written(&self, text: &str, orders: &[DayOrder]) -> Result<Option<Day>, String> {
        let whole_part = text.split(['.', ',']).next().unwrap_or(text);
        let is_number = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
            && text.matches(['.', ',']).count() < 2;
        if is_number {
            let Ok(number) = whole_part.parse::<i64>() else {
                return Ok(None);
            };
            return Ok(match whole_part.len() {
                5 => serial(number),
                8 => formatted(whole_part, "%Y%m%d"),
                10.. => (self.zone)(seconds(number)),
                _ => None,
            });
        }
        let date = text.split(['T', ',', ' ']).next().unwrap_or(text);
        let offset = text[date.len()..].rsplit_once(['+', '-']);
        let hours = offset.and_then(|(_, offset)| offset.get(..2)?.parse::<u8>().ok());
        if hours >= Some(24) {
            return Ok(None);
        }
        let day = Day::parse(text)
            .or_else(|| instant(text, self.zone))
            // What follows the date is a time of day, local by the look of it.
            .or_else(|| Day::parse(date))
            .or_else(|| formatted(date, "%G-W%V-%u"));
        match (day, in_figures(text)) {
            (None, Some(figures)) => self.ordered(&figures, orders),
            (day, _) => Ok(day),
        }
    }

    fn ordered(&self, figures: &DayInFigures, orders: &[DayOrder]) -> Result<Option<Day>, String> {
        let mut orders = orders.to_vec();
        orders.retain(|order| figures.orders.contains(order));
        if orders.is_empty() {
            orders = figures.likely_orders(likely_days(self.today));
        }
        let days: Vec<_> = orders.iter().map(|order| figures.day(*order)).collect();
        match days.split_first() {
            None => Ok(None),
            Some((first, others)) if others.iter().all(|other| other == first) => Ok(*first),
            Some(_) => {
                let firsts = orders
                    .iter()
                    .map(|order| format!("the {}", first_of(*order)));
                let (firsts, flags) = (listed(firsts.collect()), flags(&orders));
                Err(format!("is the first number {firsts}? say so: {flags}"))
            }
        }
    }

    /// A day that can be one of an outcome.
    fn plausible(&self, day: Day) -> Result<Day, String> {
        if day.year() < FIRST_YEAR {
            return Err(format!("the day is before {FIRST_YEAR}"));
        }
        if day > self.today {
            return Err("the day is still to come".to_owned());
        }
        Ok(day)
    }
}

/// Nothing that an export tells of was before September 2001 in milliseconds, or is
/// after 5138 in seconds.
const fn seconds(number: i64) -> i64 {
    if number.unsigned_abs() < 100_000_000_000 {
        number
    } else {
        number.div_euclid(1000)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float outside of the range saturates, and no day is that far"
)]
fn whole(number: f64) -> Option<i64> {
    number.is_finite().then_some(number as i64)
}

/// How spreadsheets keep a day: the days since the end of 1899.
fn serial(number: i64) -> Option<Day> {
    let days = u64::try_from(number).ok()?;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    of_date(start.checked_add_days(Days::new(days))?)
}

/// A timestamp that says how far from UTC it is.
fn instant(text: &str, zone: Zone<'_>) -> Option<Day> {
    let iso = text.replacen(' ', "T", 1);
    let iso = match iso.strip_suffix(" UTC").or_else(|| iso.strip_suffix("UTC")) {
        Some(time) => format!("{}Z", time.trim_end()),
        None => iso.replace(' ', ""),
    };
    let read = |format| DateTime::parse_from_str(&iso, format).ok();
    let time = read("%Y-%m-%dT%H:%M:%S%.f%#z").or_else(|| read("%Y-%m-%dT%H:%M%#z"))?;
    if time.offset().local_minus_utc() == 0 {
        return zone(time.timestamp());
    }
    of_date(time.date_naive())
}

fn formatted(text: &str, format: &str) -> Option<Day> {
    of_date(NaiveDate::parse_from_str(text, format).ok()?)
}

fn of_date(date: NaiveDate) -> Option<Day> {
    Day::new(date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight hours behind UTC.
    fn pacific(seconds: i64) -> Option<Day> {
        of_date(DateTime::from_timestamp(seconds - 8 * 3600, 0)?.date_naive())
    }

    fn here() -> Calendar<'static> {
        let today = Day::parse("2026-11-20").unwrap();
        Calendar {
            zone: &pacific,
            today,
        }
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
            ("2025-03-04 - 2025-03-07", "no"),
            ("2025-03-04/2025-03-07", "no"),
            ("4.3.2025–17.3.2025", "no"),
            ("Nov 2, 2025 to Nov 5, 2025", "no"),
            ("20-Nov-26", "2026-11-20"),
            ("November 1st, 2026", "2026-11-01"),
            ("20.11.2026", "2026-11-20"),
            ("20.11.2026 14:00", "2026-11-20"),
            ("11/11/2026", "2026-11-11"),
            ("11/20/2026", "2026-11-20"),
            ("1795140000", "2026-11-19"),
            ("46298", "2026-10-03"),
            ("46298,695", "2026-10-03"),
            ("2026-W40-6", "2026-10-03"),
            ("Fri, 2 Oct 2026", "2026-10-02"),
            ("Fri Oct 02 2026 16:40:12 GMT+0000", "2026-10-02"),
            ("3. März 2026", "2026-03-03"),
            ("26-10-03", "2026-10-03"),
            ("26.10.03", "2026-10-03"),
            ("26/10/03", "2026-10-03"),
            ("26-Oct-03", "2026-10-03"),
            ("2026-Oct-03", "2026-10-03"),
            ("03.10.26", "2026-10-03"),
            ("10.10.26", "2026-10-10"),
            ("3-Oct-26", "2026-10-03"),
            ("Oct 3, 26", "2026-10-03"),
            ("10/14/26", "2026-10-14"),
            ("10/3/26", "no"),
            ("26.10.12", "no"),
            ("31.11.25", "no"),
            ("21.12.26", "no"),
            ("20-11-26", "no"),
            ("2026-11-21", "no"),
            ("1926-10-03", "no"),
            ("n/a", "no"),
            ("03/04/2026", "no"),
            ("2026-02-30", "no"),
            ("2026-10-01T10:00:00+99:99", "no"),
            ("soon", "no"),
            ("12", "no"),
        ] {
            let day = here()
                .read(text, &[])
                .ok()
                .flatten()
                .map_or("no".to_owned(), |day| day.to_string());
            assert_eq!(day, expected, "{text}");
        }
        for (text, order, expected) in [
            ("26-10-03", DayOrder::DayFirst, "2003-10-26"),
            ("10/3/26", DayOrder::YearFirst, "2010-03-26"),
            ("03/04/2026", DayOrder::DayFirst, "2026-04-03"),
            ("03/04/2026 10:12", DayOrder::MonthFirst, "2026-03-04"),
            ("3-4-26", DayOrder::MonthFirst, "2026-03-04"),
        ] {
            assert_eq!(
                here().read(text, &[order]).unwrap().unwrap().to_string(),
                expected
            );
        }
        let asks = here().read("03/04/2026", &[]).unwrap_err();
        assert!(asks.contains("--dates day-first"), "{asks}");
    }

    #[test]
    fn milliseconds_come_as_numbers_and_as_text() {
        for value in [
            serde_json::json!(1_795_140_000_000_i64),
            serde_json::json!("1795140000000"),
            serde_json::json!(1_795_140_000),
            serde_json::json!(1_795_140_000_000.0),
        ] {
            let day = here().day(&value).unwrap().unwrap();
            assert_eq!(day.to_string(), "2026-11-19");
        }
        assert_eq!(here().day(&serde_json::json!("  ")), Ok(None));
        assert_eq!(here().day(&Value::Null), Ok(None));
        for wrong in [
            serde_json::json!([]),
            serde_json::json!(1e300),
            serde_json::json!(i64::MAX),
        ] {
            assert!(here().day(&wrong).is_err(), "{wrong}");
        }
    }
}
