//! A run of days as a line of blocks, a week each; longer runs take more weeks
//! a block.

use crate::model::{Day, Span};

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const MOST: u64 = 26;
/// As many as this in one block are drawn full, if nothing is higher: one is a mark and
/// no mountain.
const FULL: usize = 3;

/// How days are put together to blocks; several lines with one scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Blocks {
    span: Span,
    days_each: u64,
    count: usize,
    full: usize,
}

impl Blocks {
    /// `None` where a line would say nothing: less than three weeks, or nothing
    /// to draw.
    pub fn over<'d>(span: Span, lines: impl Iterator<Item = &'d [Day]>) -> Option<Self> {
        let weeks = span.days().div_ceil(7);
        let days_each = 7 * weeks.div_ceil(MOST);
        let mut blocks = Self {
            span,
            days_each,
            count: usize::try_from(span.days().div_ceil(days_each)).ok()?,
            full: FULL,
        };
        let highest = lines.flat_map(|days| blocks.counts(days)).max()?;
        blocks.full = highest.max(FULL);
        (weeks > 2).then_some(blocks)
    }

    /// A week each?
    pub const fn title(&self) -> &'static str {
        if self.days_each == 7 {
            "by week"
        } else {
            "over time"
        }
    }

    pub fn line(&self, days: &[Day]) -> String {
        let block = |count: usize| BLOCKS[(7 * count).div_ceil(self.full).min(7)];
        self.counts(days).into_iter().map(block).collect()
    }

    /// The last block ends with the span; the first may be shorter.
    fn counts(&self, days: &[Day]) -> Vec<usize> {
        let mut counts = vec![0; self.count];
        for day in days.iter().filter(|day| self.span.contains(**day)) {
            let back = self.span.until.days_since(*day) / self.days_each;
            let back = usize::try_from(back).unwrap_or(usize::MAX);
            if let Some(count) = counts.iter_mut().rev().nth(back) {
                *count += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_week_that_ends_with_the_window() {
        let day = |text| Day::parse(text).unwrap();
        let span = |since| Span {
            since: day(since),
            until: day("2026-11-20"),
        };
        let days = ["2026-10-31", "2026-11-13", "2026-11-14", "2026-11-20"].map(day);
        let draw = |since| {
            let blocks = Blocks::over(span(since), [&days[..]].into_iter())?;
            Some((blocks.line(&days), blocks.title()))
        };
        assert_eq!(draw("2026-10-24"), Some(("▁▄▄▆".to_owned(), "by week")));
        assert_eq!(draw("2026-11-10"), None, "two weeks");
        let (year, title) = draw("2025-11-21").unwrap();
        assert_eq!((year.chars().count(), title), (18, "over time"));
        assert!(year.ends_with("▁▁█"), "{year}");
    }
}
