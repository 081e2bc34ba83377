//! A day written in figures, or with the name of its month and two figures for its year:
//! which of them is the day, which the month and which the year is not said.

use super::day::Day;
use super::rough_day::{YEARS, digits};
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

#[derive(Debug, Clone, Default)]
struct OrderSeen<P> {
    is_possible: bool,
    is_usual: bool,
    /// How many days can be an outcome's, and how many of these or to come are recent.
    likely: usize,
    recent: usize,
    /// Where no calendar has such a day, and another order reads a likely one.
    refused: Option<P>,
    /// Where no calendar has such a day, and no order reads a likely one.
    never: Option<P>,
}

/// Further from today, a year without its century is more likely another number.
const RECENT_YEARS: u32 = 10;

impl<P: Copy> DayOrders<P> {
    /// Takes in a day. Outcomes are written down after they are there, so it is likely one
    /// from `oldest` to `today`; only a year without its century can be another. A day that
    /// is no likely one in any order is a slip, and decides nothing.
    pub fn add(&mut self, day: &DayInFigures, (oldest, today): (Day, Day), place: P) {
        let read = |order: &DayOrder| day.day(*order);
        let is_likely = |read: &Day| *read <= today && (!day.is_short || *read >= oldest);
        let recent = oldest.max(today.minus_months(12 * RECENT_YEARS));
        let is_recent =
            |read: &Day| *read <= today.plus_days(365) && (!day.is_short || *read >= recent);
        let known: Vec<Day> = day.orders.iter().filter_map(read).collect();
        // What can be read in one way alone says nothing of the others.
        if day.orders.len() < 2 || known.is_empty() {
            return;
        }
        let decides = known.iter().any(is_likely);
        for (index, order) in day.orders.iter().enumerate() {
            let seen = &mut self.0[*order as usize];
            seen.is_possible = true;
            seen.is_usual |= index < day.usual;
            match read(order) {
                Some(read) if decides => {
                    seen.likely += usize::from(is_likely(&read));
                    seen.recent += usize::from(is_recent(&read));
                }
                Some(_) => {}
                None if decides => drop(seen.refused.get_or_insert(place)),
                None => drop(seen.never.get_or_insert(place)),
            }
        }
    }

    /// The orders that are left: those that most days can be in, and most recent ones. One
    /// where it is settled, several where that is to be asked, none where there are no days.
    pub fn left(&self) -> Vec<DayOrder> {
        let seen = |order: &DayOrder| &self.0[*order as usize];
        let mut all = DayOrder::ALL.to_vec();
        all.retain(|one| seen(one).is_possible);
        if !self.is_decided() {
            all.retain(|one| seen(one).never.is_none());
            return self.better(all, |one| one.is_usual);
        }
        let most = |count: fn(&OrderSeen<P>) -> usize| {
            let most = all.iter().map(|one| count(seen(one))).max();
            let fits = |one: &DayOrder| Some(count(seen(one))) == most;
            all.iter().copied().filter(fits).collect::<Vec<_>>()
        };
        let (likely, recent) = (most(|one| one.likely), most(|one| one.recent));
        let fits = |one: &DayOrder| likely.contains(one) || recent.contains(one);
        let both = |one: &DayOrder| likely.contains(one) && recent.contains(one);
        let is_clear = all.iter().any(both);
        let is_left = |one: &DayOrder| if is_clear { both(one) } else { fits(one) };
        // What nobody writes wins over what is usual only where that fits worse in both.
        let is_usual = all.iter().any(|one| is_left(one) && seen(one).is_usual);
        let also = |one: &DayOrder| !is_usual && seen(one).is_usual && fits(one);
        let left = all.iter().copied();
        let mut left: Vec<_> = left.filter(|one| is_left(one) || also(one)).collect();
        if is_usual {
            left.retain(|one| seen(one).is_usual);
        }
        self.better(left, |one| one.refused.is_none())
    }

    fn is_decided(&self) -> bool {
        self.0.iter().any(|one| one.likely > 0)
    }

    /// Those that are better, if any is.
    fn better(
        &self,
        mut orders: Vec<DayOrder>,
        is_better: impl Fn(&OrderSeen<P>) -> bool,
    ) -> Vec<DayOrder> {
        let is_better = |order: &DayOrder| is_better(&self.0[*order as usize]);
        if orders.iter().any(is_better) {
            orders.retain(is_better);
        }
        orders
    }

    /// Two orders with where the other one cannot be, where days contradict each other: every
    /// order in use is refused by a day that is a likely one in another.
    pub fn contradiction(&self) -> Option<[(DayOrder, P); 2]> {
        let is_decided = self.is_decided();
        let all = DayOrder::ALL.into_iter();
        let seen = all.map(|order| (order, &self.0[order as usize]));
        let asked: Vec<_> = seen
            .filter(|(_, one)| one.is_possible && (one.is_usual || !is_decided))
            .map(|(order, one)| (order, if is_decided { one.refused } else { one.never }))
            .collect();
        let [(first, one), (second, other), ..] = asked.as_slice() else {
            return None;
        };
        let is_any_left = asked.iter().any(|(_, refused)| refused.is_none());
        let (one, other) = (*one, *other);
        (!is_any_left).then_some([(*first, other?), (*second, one?)])
    }
}

/// `20261120`, of a year that people now alive may mean.
pub(super) fn unbroken(word: &str) -> Option<Day> {
    let year = digits(word.get(..4)?, 4..=4).filter(|year| YEARS.contains(year))?;
    let (month, day) = (
        digits(word.get(4..6)?, 2..=2)?,
        digits(word.get(6..)?, 2..=2)?,
    );
    Day::new(year, month, day)
}
