//! Numbers, shares and days.

use crate::model::Span;

/// Percentages of fewer than this say less than the figures do.
const FEWEST_FOR_PERCENT: usize = 20;

/// `3 post-mortems`.
pub fn plural(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// `3rd`.
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `3 times`.
pub fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// `4 of 13`.
pub(in crate::render) fn figures(n: usize, of: usize) -> String {
    format!("{n} of {of}")
}

/// `31%`, where there is enough to divide.
pub(in crate::render) fn percent(n: usize, of: usize) -> Option<String> {
    (of >= FEWEST_FOR_PERCENT).then(|| format!("{}%", (200 * n + of) / (2 * of)))
}

/// `4 of 13 (31%)`.
pub(in crate::render) fn share(n: usize, of: usize) -> String {
    let percent = percent(n, of).map_or(String::new(), |percent| format!(" ({percent})"));
    figures(n, of) + &percent
}

/// `90 days`.
pub(in crate::render) fn days(span: Span) -> String {
    let days = usize::try_from(span.days()).unwrap_or(usize::MAX);
    plural(days, "day")
}

/// `4th time in 90 days`.
pub(in crate::render) fn nth_time(nth: usize, window: Span) -> String {
    format!("{} time in {}", ordinal(nth), days(window))
}

/// `23 Aug – 20 Nov 2026`: the year once where that is enough.
pub(in crate::render) fn span(span: Span, dash: &str) -> String {
    let (since, until) = (span.since.spoken(), span.until.spoken());
    if since == until {
        return since;
    }
    match since.rsplit_once(' ') {
        Some((day, _)) if span.since.year() == span.until.year() => {
            format!("{day} {dash} {until}")
        }
        _ => format!("{since} {dash} {until}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    #[test]
    fn percentages_are_rounded_and_only_of_enough() {
        assert_eq!(percent(4, 19), None);
        assert_eq!(percent(0, 20).as_deref(), Some("0%"));
        assert_eq!(percent(2, 32).as_deref(), Some("6%"), "6.25");
        assert_eq!(percent(1, 200).as_deref(), Some("1%"), "0.5");
        assert_eq!(percent(23, 23).as_deref(), Some("100%"));
        assert_eq!(share(3, 9), "3 of 9");
        assert_eq!(share(8, 26), "8 of 26 (31%)");
        assert_eq!(share(0, 0), "0 of 0");
    }

    #[test]
    fn numbers_are_spoken() {
        let spoken = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112].map(ordinal);
        assert_eq!(
            spoken.join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th"
        );
        assert_eq!([1, 2, 3].map(times), ["once", "twice", "3 times"]);
        assert_eq!(plural(1, "day") + ", " + &plural(0, "day"), "1 day, 0 days");
    }

    #[test]
    fn a_span_says_its_year_once_where_it_can() {
        let day = |text| Day::parse(text).unwrap();
        let spoken = |since, until| {
            let (since, until) = (day(since), day(until));
            span(Span { since, until }, "–")
        };
        assert_eq!(spoken("2026-08-23", "2026-11-20"), "23 Aug – 20 Nov 2026");
        assert_eq!(
            spoken("2025-12-01", "2026-01-31"),
            "1 Dec 2025 – 31 Jan 2026"
        );
        assert_eq!(spoken("2026-01-31", "2026-01-31"), "31 Jan 2026");
    }
}
