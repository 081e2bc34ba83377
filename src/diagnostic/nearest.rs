//! Did you mean: the one threshold, for keys, slugs, fields and ids alike.

/// The candidate that a mistyped word most likely means. A suggestion that is
/// wrong is worse than none, so a short word must be very near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (likeness(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= NEAR)
        .max_by(|(left, left_word), (right, right_word)| {
            left.total_cmp(right)
                .then_with(|| right_word.cmp(left_word))
        })
        .map(|(_, candidate)| candidate)
}

/// Words that are less alike are others.
const NEAR: f64 = 0.7;

/// Whether two words can be as near, by the letters they have, in whatever order: most are
/// told apart by that, and the steps from one to the other need not be counted.
fn may_be_near(word: &str, candidate: &str) -> bool {
    let mut more = [0_i32; 64];
    let of = |letter: char| letter as usize % 64;
    let (mut length, mut other) = (0, 0);
    for letter in word.chars() {
        more[of(letter)] += 1;
        length += 1;
    }
    for letter in candidate.chars() {
        more[of(letter)] -= 1;
        other += 1;
    }
    let changed = |sign: i32| more.iter().map(|count| (count * sign).max(0)).sum::<i32>();
    let steps = changed(1).max(changed(-1));
    1.0 - f64::from(steps) / f64::from(length.max(other).max(1)) >= NEAR
}

/// 1 for the same word, 0 for nothing in common. Swapped letters count once; a
/// beginning that somebody stopped typing, or parts in another order, count
/// nearly whole.
fn likeness(word: &str, candidate: &str) -> f64 {
    if word.len() >= 4 && candidate.starts_with(word) {
        return 0.95;
    }
    if !may_be_near(word, candidate) {
        return 0.0;
    }
    let sorted = |text: &str| {
        let mut parts: Vec<&str> = text.split(['-', '_', ' ']).collect();
        parts.sort_unstable();
        parts.join("-")
    };
    let straight = strsim::normalized_damerau_levenshtein(word, candidate);
    let any_order =
        strsim::normalized_damerau_levenshtein(&sorted(word), &sorted(candidate)) * 0.97;
    straight.max(any_order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        let words = [
            "offer-declined",
            "withdrew",
            "rejected",
            "feedback-late",
            "role",
            "date",
        ];
        let suggest = |word| nearest(word, words);
        assert_eq!(suggest("offer-decline"), Some("offer-declined"));
        assert_eq!(suggest("ofer-declined"), Some("offer-declined"));
        assert_eq!(suggest("offer_declined"), Some("offer-declined"));
        assert_eq!(suggest("late-feedback"), Some("feedback-late"));
        assert_eq!(suggest("rejceted"), Some("rejected"));
        assert_eq!(suggest("withdr"), Some("withdrew"));
        assert_eq!(suggest("Roel"), Some("role"));
        assert_eq!(suggest("happy"), None);
        assert_eq!(suggest(""), None);
    }
}
