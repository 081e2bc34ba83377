//! What came of promises. Counts may always be said; that one holds or came back
//! only of enough.

use super::names::listed;
use super::numbers::{figures, times};
use crate::model::Day;
use crate::patterns::{Promises, Sample, Standing, Tested};

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Telling {
    /// `came back twice`.
    Word,
    /// `came back twice, last on 7 Oct 2026`.
    Line,
    /// `came back twice, last on 7 Oct 2026; dropped 0 of 1 since`.
    Story,
}

/// What came of the promises about a ball, where something else says that it is
/// about a promise.
pub(in crate::render) fn promise(promises: &Promises, sample: Sample, length: Telling) -> String {
    let said = match sample.standing(promises.standing()) {
        Some(Standing::CameBack) => return came_back(promises, length),
        Some(standing) => unbroken(standing, promises.exposures),
        None if promises.made == 0 => unbroken(Standing::None, 0),
        None => return counted(promises.dropped_since, promises.exposures),
    };
    match promises.partly.as_slice() {
        [] => said,
        _ if length == Telling::Word => said,
        mirrors => format!("partly {said}, as {} since", dropped(mirrors)),
    }
}

/// The same as a sentence of its own.
pub(in crate::render) fn promise_sentence(promises: &Promises, sample: Sample) -> String {
    let Some(latest) = &promises.latest else {
        return "Nothing is promised about it yet.".to_owned();
    };
    let day = latest.day.spoken();
    let held = figures(promises.exposures, promises.exposures);
    let since = |whose: &str| match promises.exposures {
        0 => format!("Since {whose} nothing could have dropped it."),
        exposures => format!(
            "Since {whose} it was dropped in {}.",
            figures(promises.dropped_since, exposures)
        ),
    };
    let sentence = match sample.standing(promises.standing()) {
        None => return since(&format!("the promise of {day}")),
        Some(Standing::CameBack) => {
            let times = times(promises.came_back);
            let last = promises.last_came_back.map(Day::spoken);
            let last = last.unwrap_or_default();
            let since = since("the latest promise");
            return format!("It came back {times} after a promise, last on {last}. {since}");
        }
        Some(Standing::None | Standing::Untested) => {
            format!("The promise of {day} is untested: nothing since could have dropped it.")
        }
        Some(Standing::SoFar) => format!("The promise of {day} has held so far, {held}."),
        Some(Standing::Holding) => format!("The promise of {day} is holding, {held}."),
    };
    match promises.partly.as_slice() {
        [] => sentence,
        mirrors => format!(
            "{sentence} Partly: {} since, the same thing from another side.",
            dropped(mirrors)
        ),
    }
}

/// What came of one promise.
pub(in crate::render) fn tested(tested: &Tested<'_>, sample: Sample) -> String {
    let counted = counted(tested.dropped_since, tested.exposures);
    match (sample.standing(tested.standing()), tested.came_back) {
        (Some(Standing::CameBack), Some(first)) => format!(
            "came back on {}, in {}; {counted}",
            first.post_mortem.date.spoken(),
            first.id
        ),
        (Some(standing), _) => unbroken(standing, tested.exposures),
        (None, _) => counted,
    }
}

fn unbroken(standing: Standing, exposures: usize) -> String {
    let held = figures(exposures, exposures);
    match standing {
        Standing::None => "nothing promised yet".to_owned(),
        Standing::Untested => "untested".to_owned(),
        Standing::SoFar => format!("held {held} so far"),
        Standing::Holding => format!("holding {held}"),
        Standing::CameBack => "came back".to_owned(),
    }
}

fn came_back(promises: &Promises, length: Telling) -> String {
    let last = promises.last_came_back.map(Day::spoken);
    let last = last.unwrap_or_default();
    let back = match (promises.came_back, length) {
        (count, Telling::Word) => return format!("came back {}", times(count)),
        (1, _) => format!("came back on {last}"),
        (count, _) => format!("came back {}, last on {last}", times(count)),
    };
    if length == Telling::Line {
        return back;
    }
    let counted = counted(promises.dropped_since, promises.exposures);
    let since = if promises.exposures == 0 {
        " since"
    } else {
        ""
    };
    format!("{back}; {counted}{since}")
}

/// Counted, and nothing called.
fn counted(dropped: usize, exposures: usize) -> String {
    match exposures {
        0 => "untested".to_owned(),
        exposures => format!("dropped {} since", figures(dropped, exposures)),
    }
}

/// `a and b were dropped`.
fn dropped(slugs: &[String]) -> String {
    let were = if slugs.len() == 1 { "was" } else { "were" };
    format!("{} {were} dropped", listed(slugs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;
    use crate::patterns::Promise;

    fn promises(made: usize, exposures: usize, dropped_since: usize, came_back: usize) -> Promises {
        let day = Day::parse("2026-10-07").unwrap();
        Promises {
            made,
            latest: (made > 0).then(|| Promise {
                id: Id::from_stem("a"),
                day,
            }),
            exposures,
            dropped_since,
            came_back,
            last_came_back: (came_back > 0).then_some(day),
            partly: Vec::new(),
        }
    }

    #[test]
    fn a_promise_is_told_by_what_became_of_it() {
        let none = promises(0, 0, 0, 0);
        let untested = promises(1, 0, 0, 0);
        let so_far = promises(1, 2, 0, 0);
        let holding = promises(2, 5, 0, 0);
        let back = promises(2, 4, 1, 2);
        let open = promises(2, 0, 0, 1);
        for (promises, said, few) in [
            (&none, "nothing promised yet", "nothing promised yet"),
            (&untested, "untested", "untested"),
            (&so_far, "held 2 of 2 so far", "dropped 0 of 2 since"),
            (&holding, "holding 5 of 5", "dropped 0 of 5 since"),
            (
                &back,
                "came back twice, last on 7 Oct 2026; dropped 1 of 4 since",
                "dropped 1 of 4 since",
            ),
            (&open, "came back on 7 Oct 2026; untested since", "untested"),
        ] {
            assert_eq!(promise(promises, Sample::Enough, Telling::Story), said);
            assert_eq!(promise(promises, Sample::TooFew, Telling::Story), few);
        }
        assert_eq!(
            promise(&back, Sample::Enough, Telling::Line),
            "came back twice, last on 7 Oct 2026"
        );
        assert_eq!(
            promise(&back, Sample::Enough, Telling::Word),
            "came back twice"
        );
    }

    #[test]
    fn a_promise_is_told_in_a_sentence() {
        let mut partly = promises(1, 3, 0, 0);
        partly.partly = ["a", "b"].map(str::to_owned).to_vec();
        for (promises, sample, said) in [
            (
                promises(0, 0, 0, 0),
                Sample::TooFew,
                "Nothing is promised about it yet.",
            ),
            (
                promises(1, 0, 0, 0),
                Sample::TooFew,
                "Since the promise of 7 Oct 2026 nothing could have dropped it.",
            ),
            (
                promises(1, 2, 0, 0),
                Sample::Enough,
                "The promise of 7 Oct 2026 has held so far, 2 of 2.",
            ),
            (
                partly,
                Sample::Enough,
                "The promise of 7 Oct 2026 is holding, 3 of 3. Partly: a and b were dropped since, the same thing from another side.",
            ),
            (
                promises(2, 4, 1, 2),
                Sample::Enough,
                "It came back twice after a promise, last on 7 Oct 2026. Since the latest promise it was dropped in 1 of 4.",
            ),
            (
                promises(2, 4, 1, 2),
                Sample::TooFew,
                "Since the promise of 7 Oct 2026 it was dropped in 1 of 4.",
            ),
        ] {
            assert_eq!(promise_sentence(&promises, sample), said);
        }
    }
}
