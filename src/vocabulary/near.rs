//! Words that a log has grown beside the ones it has: spelt nearly alike, the
//! same words in another order, or saying what a declared ball says. What is
//! suggested here will be folded, so a wrong suggestion is worse than none.

use super::search::{Hints, Search};
use crate::model::{Party, spelled};
use rust_stemmers::{Algorithm, Stemmer};

/// A dropped ball as the log has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'a> {
    pub slug: &'a str,
    pub party: Party,
    /// Post-mortems that drop it.
    pub n: usize,
    pub is_declared: bool,
}

spelled! {
    /// Why two words look like one.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Likeness {
        Order = "order",
        Spelling = "spelling",
        Meaning = "meaning",
    }
}

/// A word nobody declared, and the one it most likely stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near<'a> {
    pub word: Word<'a>,
    pub like: Word<'a>,
    pub likeness: Likeness,
}

/// From here on a slug says what a declared ball says, if no other ball of the
/// party comes near: of the phrases in `tests/phrases`, these two call 29, and all
/// 29 rightly. Two words say little, and have to be more alike.
const SAYS_THE_SAME: f64 = 0.7;
const SAYS_THE_SAME_IN_TWO: f64 = 0.85;
const SECOND_AT_MOST: f64 = 0.6;

/// So many words nobody declared are held against each other, the most used ones: whoever
/// has more has another trouble than a slip of the fingers.
pub const MOST_COMPARED: usize = 300;

/// Each word nobody declared with at most one that it is like: of the same party,
/// a declared one first. Of two undeclared ones, the rarer is like the other.
pub fn near<'a>(words: &[Word<'a>], search: &Search<'_>) -> Vec<Near<'a>> {
    let mut grown: Vec<_> = words.iter().filter(|word| !word.is_declared).collect();
    grown.sort_by_key(|word| std::cmp::Reverse(rank(word)));
    let least = grown.get(MOST_COMPARED - 1).map(|word| rank(word));
    let is_compared = |word: &&Word<'_>| word.is_declared || Some(rank(word)) >= least;
    let words: Vec<Word<'_>> = words.iter().filter(is_compared).copied().collect();
    let stemmer = Stemmer::create(Algorithm::English);
    let parts = words.iter().map(|word| Parts::of(word.slug, &stemmer));
    let parts: Vec<_> = parts.collect();
    let mut found = Vec::new();
    for (position, word) in words.iter().enumerate() {
        if word.is_declared || word.n == 0 {
            continue;
        }
        let others = words.iter().enumerate().filter(|(other, like)| {
            *other != position && like.party == word.party && outranks(like, word)
        });
        let spelt = others
            .filter_map(|(other, like)| {
                let likeness = parts[position].likeness(&parts[other])?;
                Some((*like, likeness))
            })
            .max_by(|(left, _), (right, _)| rank(left).cmp(&rank(right)));
        let found_one = spelt.or_else(|| Some((meant(word, &words, search)?, Likeness::Meaning)));
        found.extend(found_one.map(|(like, likeness)| Near {
            word: *word,
            like,
            likeness,
        }));
    }
    found
}

fn rank<'a>(word: &Word<'a>) -> (bool, usize, std::cmp::Reverse<&'a str>) {
    (word.is_declared, word.n, std::cmp::Reverse(word.slug))
}

/// Declared over undeclared, then the more common; the name settles the rest, so
/// that two words never point at each other.
fn outranks(like: &Word<'_>, word: &Word<'_>) -> bool {
    rank(like) > rank(word)
}

/// The declared ball that a word says the same as.
fn meant<'a>(word: &Word<'_>, words: &[Word<'a>], search: &Search<'_>) -> Option<Word<'a>> {
    let hints = Hints::of(word.party, None);
    let mut found = search.find(&word.slug.replace('-', " "), hints);
    found.retain(|one| one.ball.party == word.party);
    let least = match word.slug.split('-').count() {
        0..=2 => SAYS_THE_SAME_IN_TWO,
        _ => SAYS_THE_SAME,
    };
    let first = found.first().filter(|one| one.score >= least)?;
    let second = found.get(1).map_or(0.0, |one| one.score);
    if second > SECOND_AT_MOST * first.score {
        return None;
    }
    let is = |word: &&Word<'_>| word.is_declared && word.slug == first.ball.slug;
    words.iter().find(is).copied()
}

/// The words of a slug, as written and as stems.
struct Parts {
    written: Vec<String>,
    stems: Vec<String>,
}

/// Words that say nothing between the others. `no` and `not` say a lot.
const LITTLE: [&str; 10] = [
    "a", "an", "the", "of", "to", "for", "too", "was", "is", "very",
];
/// What turns a word into its opposite.
const OPPOSITES: [&str; 7] = ["un", "in", "im", "non", "dis", "mis", "ir"];

impl Parts {
    fn of(slug: &str, stemmer: &Stemmer) -> Self {
        let says = |part: &&str| !part.is_empty() && !LITTLE.contains(part);
        let written: Vec<String> = slug.split('-').filter(says).map(str::to_owned).collect();
        let stems = written.iter().map(|part| stemmer.stem(part).into_owned());
        Self {
            stems: stems.collect(),
            written,
        }
    }

    fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.written.is_empty() || other.written.is_empty() {
            return None;
        }
        if self.written.concat() == other.written.concat() || self.stems == other.stems {
            return Some(Likeness::Spelling);
        }
        let sorted = |parts: &Self| {
            let mut stems = parts.stems.clone();
            stems.sort_unstable();
            stems
        };
        // What a `no` belongs to depends on the order.
        let turns = |part: &String| part == "no" || part == "not";
        if sorted(self) == sorted(other) && !self.written.iter().any(turns) {
            return Some(Likeness::Order);
        }
        let same_length = self.written.len() == other.written.len();
        let pairs = self.written.iter().zip(&other.written);
        let differing: Vec<_> = pairs.filter(|(left, right)| left != right).collect();
        let slip = match differing.as_slice() {
            [(left, right)] => is_slip(left, right),
            _ => false,
        };
        (same_length && slip).then_some(Likeness::Spelling)
    }
}

/// One letter wrong, missing, doubled or swapped in a word that is long enough for
/// that to be no other word; two in a very long one. Numbers are never slips.
fn is_slip(left: &str, right: &str) -> bool {
    let letters = left.chars().count().min(right.chars().count());
    let most = match letters {
        0..=4 => return false,
        5..=9 => 1,
        _ => 2,
    };
    let turned = |one: &str, other: &str| {
        let rest = one.strip_suffix(other);
        rest.is_some_and(|rest| OPPOSITES.contains(&rest))
    };
    let number = |text: &str| text.chars().any(char::is_numeric);
    !number(left)
        && !number(right)
        && !turned(left, right)
        && !turned(right, left)
        && strsim::damerau_levenshtein(left, right) <= most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{TeamWords, Vocabulary};
    use std::sync::LazyLock;

    fn word(slug: &str, n: usize) -> Word<'_> {
        Word {
            slug,
            party: Party::Manager,
            n,
            is_declared: false,
        }
    }

    /// The slug that a manager's word is like, beside the built-in ones and these.
    fn like(slug: &str, others: &[(&str, usize)]) -> Option<(String, Likeness)> {
        static VOCABULARY: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::new(TeamWords::default()));
        static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&VOCABULARY));
        let (vocabulary, search) = (&*VOCABULARY, &*SEARCH);
        let declared = vocabulary.balls.iter().map(|ball| Word {
            party: ball.party,
            is_declared: true,
            ..word(&ball.slug, 0)
        });
        let own = others.iter().map(|(slug, n)| word(slug, *n));
        let words: Vec<_> = declared.chain(own).chain([word(slug, 2)]).collect();
        near(&words, search)
            .into_iter()
            .find(|one| one.word.slug == slug)
            .map(|one| (one.like.slug.to_owned(), one.likeness))
    }

    #[test]
    fn what_looks_like_a_declared_ball_is_found() {
        use Likeness::{Meaning, Order, Spelling};
        for (slug, expected, likeness) in [
            ("late-feedback", "feedback-late", Order),
            ("feedbacks-late", "feedback-late", Spelling),
            ("feedback-too-late", "feedback-late", Spelling),
            ("feedbak-late", "feedback-late", Spelling),
            ("feed-back-late", "feedback-late", Spelling),
            ("priority-not-heard", "priorities-not-heard", Spelling),
            ("priorites-not-heard", "priorities-not-heard", Spelling),
            ("slow-feedback", "feedback-late", Meaning),
            ("take-home-unpaid", "process-too-heavy", Meaning),
        ] {
            assert_eq!(
                like(slug, &[]),
                Some((expected.to_owned(), likeness)),
                "{slug}"
            );
        }
    }

    #[test]
    fn what_only_resembles_one_is_left_alone() {
        for slug in [
            "candidate-ghosted", // another party's
            "feedback-later-lost",
            "offer-early",
            "slow-panel",
            "references-slow",
            "brief-missing",
            "priorities-heard",
            "no-parking",
            "visa-delay",
            "laptop-late",
            "feedback",
            "late",
            "x",
        ] {
            assert_eq!(like(slug, &[]), None, "{slug}");
        }
        for (one, other) in [
            ("round-1-cold", "round-2-cold"),
            ("lunch-paid", "lunch-unpaid"),
            ("desk-informed", "desk-uninformed"),
            ("parking-not-shown", "not-parking-shown"),
            ("day-lost", "pay-lost"),
            ("desk-shown", "desk-not-shown"),
        ] {
            assert_eq!(like(one, &[(other, 5)]), None, "{one} {other}");
            assert_eq!(like(other, &[(one, 5)]), None, "{other} {one}");
        }
    }

    #[test]
    fn of_two_that_nobody_declared_the_rarer_is_like_the_other() {
        let parking = |n| like("parking-refused", &[("refused-parking", n)]);
        let found = Some(("refused-parking".to_owned(), Likeness::Order));
        assert_eq!(parking(3), found);
        assert_eq!(parking(1), None);
        let swapped = |n| like("refused-parking", &[("parking-refused", n)]);
        assert_eq!([parking(2), swapped(2)].iter().flatten().count(), 1);
    }
}
