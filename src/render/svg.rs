//! Where the marks of a chart stand. Across, everything is a share of the width,
//! so that a chart fits any screen without a script; down, it is pixels.

/// A share in percent, with two digits: `37.5`. None of nothing.
pub(super) fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    rounded(100.0 * part.min(whole) as f64 / whole as f64)
}

/// Two digits are less than a pixel on any screen.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The radius of a dot whose area stands for a count; its number fits into it.
pub(super) fn radius(count: usize, most: usize, largest: f64) -> f64 {
    if count == 0 || most == 0 {
        return 0.0;
    }
    rounded((largest * (count as f64 / most as f64).sqrt()).max(7.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_inside_and_nothing_is_divided_by_nothing() {
        assert_eq!(percent(3, 8), 37.5);
        assert_eq!(percent(1, 3), 33.33);
        assert_eq!(percent(9, 8), 100.0);
        assert_eq!(percent(1, 0), 0.0);
        assert_eq!(radius(4, 4, 13.0), 13.0);
        assert_eq!(radius(1, 2, 13.0), 9.19);
        assert_eq!(radius(1, 40, 13.0), 7.5);
    }
}
