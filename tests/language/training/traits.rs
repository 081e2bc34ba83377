//! What the classifiers of protected traits are taught, and how well they judge: one says
//! whether what a rule found is a trait, the other speaks where no rule does.

use super::super::classifier::Model;
use super::figures::{Counts, Figures, HINT};
use super::{ELSEWHERE, Learned, Lesson, learn, taught_without, with, write};
use crate::diagnostic::Family;

/// Whether what a rule found is a trait.
pub const PROTECTED: Lesson = Lesson {
    family: Family::Protected,
    model: Model::Protected,
    weights: "templates/language-protected.txt",
    authors: &[
        "one",
        "two",
        "zero",
        "five",
        "six",
        "seven",
        "twelve",
        "eighteen",
        "nineteen",
        "twenty-three",
        NAMING,
    ],
    elsewhere: false,
    threshold: 0.0,
    says: 0.38,
};

/// The author whose sentences name traits: who speaks of hints learns less from them.
const NAMING: &str = "twenty-one";

/// Whether a sentence in which no rule found anything hints at a trait.
pub const HINTS: Lesson = Lesson {
    model: Model::Hints,
    weights: "templates/language-hints.txt",
    authors: match PROTECTED.authors {
        [others @ .., _] => others,
        [] => &[],
    },
    // Speaks of nothing that any rule is sure of: more precision.
    threshold: 0.2,
    elsewhere: true,
    ..PROTECTED
};

/// As with blame, and by halves for the author whose look-alikes are hardest. The rules
/// have seen all of these sentences; the classifier that overrules them, and the one that
/// speaks where they are silent, have not. Of a hundred findings of the rules ninety-seven
/// are to be right, and of all together ninety-five.
#[test]
fn traits_the_classifiers_have_not_read() {
    let lesson = Lesson {
        authors: PROTECTED.authors,
        ..HINTS
    };
    let (features, all) = learn(&lesson);
    let (mut by_rules, mut together) = (Counts::default(), Counts::default());
    for held in [
        "one",
        "two",
        "zero",
        "five",
        "other five",
        "six",
        "seven",
        "twelve",
        "eighteen",
        "nineteen",
        NAMING,
    ] {
        let is_held = |one: &Learned| match held {
            "five" => one.author == "five" && one.number.is_multiple_of(2),
            "other five" => one.author == "five" && !one.number.is_multiple_of(2),
            _ => one.author == held,
        };
        let hints = |one: &Learned| is_held(one) || one.author == NAMING;
        let hints = taught_without(&HINTS, &features, &all, hints);
        let named = |one: &Learned| is_held(one) || one.author == ELSEWHERE;
        let named = taught_without(&PROTECTED, &features, &all, named);
        let mut language = with(&HINTS, &features, &hints, HINTS.threshold);
        let written = write(&features, &named, PROTECTED.threshold);
        language.judge.written[Model::Protected as usize] = String::leak(written);
        let (mut rules, mut figures) = (Counts::default(), Figures::default());
        for one in all.iter().filter(|one| is_held(one)) {
            let found = language.read(&one.sentence.passage());
            let mut traits = found
                .iter()
                .filter(|one| one.code.family() == Family::Protected);
            figures.add(&one.sentence, traits.clone().next().is_some());
            let is_found = traits.any(|one| one.code.as_str() != HINT);
            rules.add(one.sentence.is_clean(), is_found);
        }
        figures.print(&format!("protected, {held} held out"));
        rules.print("  by rules alone");
        let (precision, recall) = match held {
            // Those two hint at what the others name.
            "eighteen" | "nineteen" => (95.0, 60.0),
            // Its look-alikes stand closest to traits.
            NAMING => (93.0, 80.0),
            _ => (95.0, 80.0),
        };
        assert!(rules.precision() >= 97.0);
        assert!(figures.all.precision() >= precision && figures.all.recall() >= recall);
        if held != NAMING {
            by_rules += rules;
            together += figures.all;
        }
    }
    together.print("protected, all held out");
    by_rules.print("  by rules alone");
    assert!(by_rules.precision() >= 99.0 && by_rules.recall() >= 83.5);
    assert!(together.precision() >= 98.0 && together.recall() >= 85.5);
}
