//! A day written in figures, or with the name of its month and two figures for its year:
//! which of them is the day, which the month and which the year is not said.

use super::day::Day;
use super::spelled::spelled;

spelled! {
    /// Which number of a day comes first.
    #[expect(clippy::enum_variant_names, reason = "they are the words of a flag")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum DayOrder {
        DayFirst = "day-first",
        MonthFirst = "month-first",
        YearFirst = "year-first",
    }
}

use DayOrder::{DayFirst, MonthFirst, YearFirst};

/// Three numbers of a day, in the order in which they stand.
#[derive(Debug, Clone, Copy)]
pub struct DayInFigures {
    numbers: [u32; 3],
    /// The orders it can be read in; those that people use come first.
    pub orders: &'static [DayOrder],
    /// How many of them are in use.
    usual: usize,
    /// The century is left out.
    is_short: bool,
}

impl DayInFigures {
    /// Three numbers with the same sign between them.
    pub fn parse(date: &str) -> Option<Self> {
        let separator = date.chars().find(|character| !character.is_ascii_digit())?;
        let parts: Vec<_> = date.split(separator).collect();
        let ([first, second, third], '/' | '.' | '-') = (parts.as_slice(), separator) else {
            return None;
        };
        Self::of([first, second, third], separator)
    }

    /// A month that is named stands in the middle.
    pub fn with_month(first: &str, month: u32, third: &str) -> Option<Self> {
        Self::of([first, &month.to_string(), third], '.')
    }

    fn of(parts: [&str; 3], separator: char) -> Option<Self> {
        let mut numbers = [0; 3];
        for (number, part) in numbers.iter_mut().zip(parts) {
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            *number = part.parse().ok().filter(|_| is_number)?;
        }
        let (orders, usual): (&[DayOrder], usize) = match (parts.map(str::len), separator) {
            ([4, 1 | 2, 1 | 2], _) => (&[YearFirst], 1),
            // Points, and a month that is named, are written where the day comes first.
            ([1 | 2, 1 | 2, 4], '.') => (&[DayFirst], 1),
            ([1 | 2, 1 | 2, 2], '.') => (&[DayFirst, YearFirst], 1),
            ([1 | 2, 1 | 2, 4], _) => (&[DayFirst, MonthFirst], 2),
            ([1 | 2, 1 | 2, 2], '/') => (&[DayFirst, MonthFirst, YearFirst], 2),
            ([1 | 2, 1 | 2, 2], _) => (&[DayFirst, MonthFirst, YearFirst], 3),
            ([2, 1 | 2, 1], _) => (&[YearFirst], 1),
            _ => return None,
        };
        let is_short = parts.iter().all(|part| part.len() < 3);
        Some(Self {
            numbers,
            orders,
            usual,
            is_short,
        })
    }

    /// The orders in which it is likely one, as `DayOrders` has them.
    pub fn likely_orders(&self, likely: (Day, Day)) -> Vec<DayOrder> {
        match self.orders {
            [only] => vec![*only],
            _ => {
                let mut orders = DayOrders::default();
                orders.add(self, likely, ());
                orders.left()
            }
        }
    }

    pub fn day(&self, order: DayOrder) -> Option<Day> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match order {
            DayFirst => (third, second, first),
            MonthFirst => (third, first, second),
            YearFirst => (first, second, third),
        };
        let century = if self.is_short { 2000 } else { 0 };
        Day::new(century + i32::try_from(year).ok()?, month, day)
    }
}

/// What the days of a column, or one alone, say of their order.
#[derive(Debug, Clone, Default)]
pub struct DayOrders<P>([OrderSeen<P>; 3]);

#[derive(Debug, Clone)]
struct OrderSeen<P> {
    is_possible: bool,
    is_usual: bool,
    /// Some day would be of the future, or too old, and is not in another order.
    is_unlikely: bool,
    /// Where no calendar has such a day.
    refused: Option<P>,
}

impl<P> Default for OrderSeen<P> {
    fn default() -> Self {
        Self {
            is_possible: false,
            is_usual: false,
            is_unlikely: false,
            refused: None,
        }
    }
}

impl<P: Copy> DayOrders<P> {
    /// Takes in a day. Outcomes are written down after they are there, so it is likely one
    /// from `oldest` to `today`; only a year without its century can be another.
    pub fn add(&mut self, day: &DayInFigures, (oldest, today): (Day, Day), place: P) {
        let read = |order: &DayOrder| day.day(*order);
        let is_likely = |read: Day| read <= today && (!day.is_short || read >= oldest);
        let mut known = day.orders.iter().filter_map(read).peekable();
        if known.peek().is_none() {
            return; // a slip, whatever comes first
        }
        let is_any_likely = known.any(is_likely);
        for (index, order) in day.orders.iter().enumerate() {
            let seen = &mut self.0[*order as usize];
            // What can be read in one way alone says nothing of the others.
            seen.is_possible |= day.orders.len() > 1;
            seen.is_usual |= index < day.usual;
            match read(order) {
                None => drop(seen.refused.get_or_insert(place)),
                Some(read) => seen.is_unlikely |= is_any_likely && !is_likely(read),
            }
        }
    }

    /// The orders that are left: one where it is settled, none where days contradict each
    /// other or there are none.
    pub fn left(&self) -> Vec<DayOrder> {
        let all = DayOrder::ALL.into_iter();
        let seen = |order: &DayOrder| &self.0[*order as usize];
        let mut left: Vec<_> = all
            .filter(|one| seen(one).is_possible && seen(one).refused.is_none())
            .collect();
        for is_better in [
            |one: &OrderSeen<P>| !one.is_unlikely,
            |one: &OrderSeen<P>| one.is_usual,
        ] {
            let better: Vec<_> = left
                .iter()
                .copied()
                .filter(|one| is_better(seen(one)))
                .collect();
            if !better.is_empty() {
                left = better;
            }
        }
        left
    }

    /// Two orders with where the other one cannot be, where days contradict each other.
    pub fn contradiction(&self) -> Option<[(DayOrder, P); 2]> {
        let mut refused = DayOrder::ALL
            .into_iter()
            .filter_map(|order| Some((order, self.0[order as usize].refused?)));
        let (first, second) = (refused.next()?, refused.next()?);
        let is_any = self
            .0
            .iter()
            .any(|one| one.is_possible && one.refused.is_none());
        (!is_any).then_some([(first.0, second.1), (second.0, first.1)])
    }
}
