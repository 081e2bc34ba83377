//! What each model is taught, and how well it then judges what it has not read.

use super::figures::Figures;
use super::sentences::{self, Sentence};
use super::train;
use hirelog::language::{Family, Language};
use std::path::Path;

/// What a model is made from, and how.
struct Lesson {
    family: Family,
    weights: &'static str,
    /// Whose sentences.
    authors: &'static [&'static str],
    setting: train::Setting,
    /// How far above the fence of the machine a finding begins: more precision for
    /// less recall.
    threshold: f64,
    /// What a rule found is kept from here on, as in `src/language/judge.rs`.
    kept: f64,
    /// And the model alone speaks from here on.
    alone: f64,
}

/// Chosen in cross-validation; flat around here.
const SETTING: train::Setting = train::Setting {
    sought: 1.0,
    clean: 1.0,
    least: 2,
    rounds: 40,
};

const BLAME: Lesson = Lesson {
    family: Family::Blame,
    weights: "templates/language-model.txt",
    authors: &["one", "two", "zero"],
    setting: SETTING,
    threshold: 0.2,
    kept: f64::INFINITY,
    alone: 0.0,
};

const COMMITMENT: Lesson = Lesson {
    family: Family::Commitment,
    weights: "templates/language-commitment.txt",
    authors: &["four"],
    setting: SETTING,
    threshold: 0.1,
    kept: -0.3,
    alone: 0.0,
};

const PROTECTED: Lesson = Lesson {
    family: Family::Protected,
    weights: "templates/language-protected.txt",
    authors: &["one", "two", "zero", "five"],
    setting: SETTING,
    threshold: 0.0,
    kept: -0.4,
    alone: f64::INFINITY,
};

/// Weights below this, in thousandths, say nothing.
const LEAST: i32 = 60;

struct Learned {
    author: &'static str,
    /// Every other sentence of an author.
    odd: bool,
    sentence: Sentence,
    example: train::Example,
    /// A rule finds something in it.
    fits: bool,
}

/// Everything a family is learned from: the sentences, and the examples of the
/// rules. Commitments also learn from what owned sections promise elsewhere.
fn learn(lesson: &Lesson) -> (train::Features, Vec<Learned>) {
    let language = Language::new();
    let mut all: Vec<(&'static str, Sentence)> = Vec::new();
    for author in lesson.authors {
        let sentences = sentences::read(author, lesson.family);
        all.extend(sentences.into_iter().map(|one| (*author, one)));
    }
    if lesson.family == Family::Commitment {
        for author in BLAME.authors {
            let sentences = sentences::read(author, Family::Blame).into_iter();
            let clean = sentences.filter(|one| one.is_next() && one.is_clean());
            all.extend(clean.map(|one| ("others", one)));
        }
    }
    for rule in language
        .rules()
        .iter()
        .filter(|rule| rule.family == lesson.family)
    {
        let labelled = [("found", &rule.matches), ("clean", &rule.passes)];
        for (label, examples) in labelled {
            all.extend(
                examples
                    .iter()
                    .map(|one| ("rules", Sentence::of_rule(label, one))),
            );
        }
    }
    let mut features = train::Features::default();
    let learned = all
        .into_iter()
        .enumerate()
        .map(|(number, (author, sentence))| {
            let stretches = language.weighed(lesson.family, &sentence.passage());
            let names: Vec<String> = stretches.into_iter().flatten().collect();
            let example = features.example(&names, !sentence.is_clean());
            Learned {
                author,
                odd: number % 2 == 1,
                fits: language.fits(lesson.family, &sentence.passage()),
                sentence,
                example,
            }
        })
        .collect();
    (features, learned)
}

/// Figures of some sentences judged by a model that was taught with the others.
fn held_out(
    lesson: &Lesson,
    features: &train::Features,
    all: &[Learned],
    held: impl Fn(&Learned) -> bool,
    title: &str,
) -> Figures {
    let others: Vec<&train::Example> = all
        .iter()
        .filter(|one| !held(one))
        .map(|one| &one.example)
        .collect();
    let weights = train::train(&others, features.names.len(), &lesson.setting);
    let mut figures = Figures::default();
    for one in all.iter().filter(|one| held(one)) {
        let score = weights.score(&one.example) - lesson.threshold;
        let by_rule = one.fits && score > lesson.kept;
        let alone = score > lesson.alone;
        figures.add(&one.sentence, by_rule || alone);
    }
    figures.print(title);
    figures
}

/// The weights as the program reads them.
fn write(lesson: &Lesson, features: &train::Features, weights: &train::Weights) -> String {
    let thousandths = |weight: f64| (weight * 1000.0).round() as i32;
    let mut lines: Vec<(&String, i32)> = features
        .names
        .iter()
        .zip(&weights.weights)
        .map(|(name, weight)| (name, thousandths(weight * train::strength(name))))
        .filter(|(_, weight)| weight.abs() >= LEAST)
        .collect();
    lines.sort();
    let mut text =
        "# Written by `SNAPSHOTS=overwrite cargo test --test language weights`; not by hand.\n\
        # Weight in thousandths, then what it is the weight of: src/language/features.rs.\n"
            .to_owned();
    text += &format!("{}\tbias\n", thousandths(weights.bias - lesson.threshold));
    for (name, weight) in lines {
        text += &format!("{weight}\t{name}\n");
    }
    text
}

#[test]
fn weights_are_those_of_the_sentences() {
    for lesson in [BLAME, COMMITMENT, PROTECTED] {
        let (features, all) = learn(&lesson);
        let examples: Vec<&train::Example> = all.iter().map(|one| &one.example).collect();
        let weights = train::train(&examples, features.names.len(), &lesson.setting);
        let text = write(&lesson, &features, &weights);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(lesson.weights);
        if std::env::var("SNAPSHOTS").is_ok_and(|what| what == "overwrite") {
            std::fs::write(&path, &text).unwrap();
        }
        let on_file = std::fs::read_to_string(&path).unwrap();
        assert!(
            on_file.replace("\r\n", "\n") == text,
            "{} is older than the rules or the sentences: SNAPSHOTS=overwrite cargo test --test language weights",
            lesson.weights
        );
    }
}

/// Each author's sentences judged by a model that was trained on the others'.
#[test]
fn blame_of_authors_the_model_has_not_read() {
    let (features, all) = learn(&BLAME);
    for (held, precision, recall) in [
        ("one", 92.0, 86.0),
        ("two", 94.0, 76.0),
        ("zero", 91.0, 64.0),
    ] {
        let title = format!("blame, {held} held out");
        let figures = held_out(&BLAME, &features, &all, |one| one.author == held, &title);
        assert!(figures.all.precision() >= precision && figures.all.recall() >= recall);
        assert!(figures.ownership.alarms() <= 6.0);
    }
}

/// Half of the author's sentences judged by a model trained on the other half.
#[test]
fn commitments_the_model_has_not_read() {
    let (features, all) = learn(&COMMITMENT);
    for odd in [false, true] {
        let held = |one: &Learned| one.author == "four" && one.odd == odd;
        let title = format!(
            "commitment, {} half held out",
            ["even", "odd"][usize::from(odd)]
        );
        let figures = held_out(&COMMITMENT, &features, &all, held, &title);
        assert!(figures.all.precision() >= 92.0 && figures.all.recall() >= 75.0);
    }
}

/// As with blame, and by halves for the author whose look-alikes are hardest. The
/// rules have seen all of these sentences; the model that overrules them has not.
#[test]
fn traits_the_model_has_not_read() {
    let (features, all) = learn(&PROTECTED);
    for held in PROTECTED.authors {
        let title = format!("protected, {held} held out");
        let figures = held_out(
            &PROTECTED,
            &features,
            &all,
            |one| one.author == *held,
            &title,
        );
        assert!(figures.all.precision() >= 97.0 && figures.all.recall() >= 80.0);
    }
    for odd in [false, true] {
        let held = |one: &Learned| one.author == "five" && one.odd == odd;
        let title = format!(
            "protected, {} half of five held out",
            ["even", "odd"][usize::from(odd)]
        );
        let figures = held_out(&PROTECTED, &features, &all, held, &title);
        assert!(figures.all.precision() >= 97.0 && figures.all.recall() >= 80.0);
    }
}
