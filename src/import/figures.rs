//! Days in figures, or with the name of their month, as exports and spreadsheets write
//! them: which number is the day is for the column to say.

use crate::model::{Day, DayInFigures, DayOrder, month, weekday};

/// `11/20/2026`, `20.11.26`, `20-Nov-26`: which number is the day is not guessed.
pub(super) fn in_figures(text: &str) -> Option<DayInFigures> {
    let date = text.trim().split([' ', 'T', ',']).next()?;
    DayInFigures::parse(date).or_else(|| named_month(text))
}

/// The days that an outcome in an export can be of, where a year has no century.
pub(super) fn likely_days(today: Day) -> (Day, Day) {
    const OLDEST_YEARS: u32 = 20;
    (today.minus_months(12 * OLDEST_YEARS), today)
}

/// `day`, where `--dates` takes `day-first`.
pub(super) fn first_of(order: DayOrder) -> &'static str {
    order.as_str().trim_end_matches("-first")
}

/// What has to be said where several orders are possible.
pub(super) fn flags(orders: &[DayOrder]) -> String {
    let flags = orders
        .iter()
        .map(|order| format!("--dates {order}", order = order.as_str()));
    listed(flags.collect())
}

pub(super) fn listed(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    match words.is_empty() {
        true => last,
        false => format!("{} or {last}", words.join(", ")),
    }
}

/// `20 Nov 2026`, `Nov 20, 2026`, `20-Nov-26`, `2026-Nov-20`, `Fri Nov 20 2026`.
fn named_month(text: &str) -> Option<DayInFigures> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty() && !is_weekday(word));
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    match month_word(second) {
        Some(month) => DayInFigures::with_month(bare_number(first), month, third),
        // Nobody puts the year behind the month and before the day.
        None => {
            DayInFigures::with_month(bare_number(second), month_word(first)?, &whole_year(third))
        }
    }
}

fn bare_number(ordinal: &str) -> &str {
    ordinal.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
}

fn whole_year(year: &str) -> String {
    if year.len() == 2 {
        format!("20{year}")
    } else {
        year.to_owned()
    }
}

/// `Mon`, `Monday`, and `Montag` too.
fn is_weekday(word: &str) -> bool {
    word.get(..3).and_then(weekday).is_some()
}

/// Months of exports in German, French and Spanish, as they begin.
fn month_word(word: &str) -> Option<u32> {
    const OTHERS: &str = "jan 1 ene 1 feb 2 fév 2 mär 3 mars 3 avr 4 abr 4 mai 5 juin 6 juil 7 \
                          aoû 8 ago 8 okt 10 oct 10 nov 11 dez 12 déc 12 dic 12";
    let lower = word.to_lowercase();
    let others: Vec<&str> = OTHERS.split(' ').collect();
    let other = others
        .chunks_exact(2)
        .find(|pair| lower.starts_with(pair[0]));
    month(word).or_else(|| other?[1].parse().ok())
}
