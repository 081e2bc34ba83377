//! The rules against their manual, and against files nobody planned.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads the manual, and stops where it cannot go on"
)]

use crate::support::files;
use hirelog::tested::{
    Checker, Code, Day, Diagnostic, Family, Language, Search, TeamWords, Vocabulary, decode,
    folded, name_fields, place, rules, spliced, switches,
};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let codes: BTreeSet<_> = rules(&LANGUAGE)
        .iter()
        .map(|rule| rule.code.as_str().to_owned())
        .collect();
    let mut pages = BTreeSet::new();
    for entry in fs::read_dir(Path::new(ROOT).join("tests/cases/check")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".md");
        if name.starts_with("HL") {
            pages.insert(name.to_owned());
        }
    }
    assert_eq!(codes, pages);
    for rule in rules(&LANGUAGE) {
        let page = Path::new(ROOT).join(format!("tests/cases/check/{}.md", rule.code));
        let page = fs::read_to_string(page).unwrap();
        let heading = format!("# {}: {}\n", rule.code, rule.title);
        assert!(page.starts_with(&heading), "{}", rule.code);
        assert!(
            page.contains(&format!("[{}]:", rule.code)),
            "{} is not printed on its page",
            rule.code
        );
    }
}

#[test]
fn codes_are_in_order_and_say_what_to_do() {
    let rules = rules(&LANGUAGE);
    assert!(rules.is_sorted_by(|one, next| one.code.as_str() < next.code.as_str()));
    for rule in rules {
        let code = rule.code.as_str();
        assert!(code.len() == 5 && code.starts_with("HL"), "{code}");
        assert!(
            !rule.title.is_empty() && rule.explanation.len() > 80,
            "{code}"
        );
    }
}

/// Words that only who wrote the program would use so.
const DIALECT: [&str; 11] = [
    "one can watch",
    "could watch",
    "can be watched",
    "names no act",
    "this side",
    "answers to",
    "judged by nothing",
    "that nothing has",
    "nothing where",
    "so many",
    "worth a word",
];
/// A message, or a hint, longer than this is not read to its end.
const MOST_WORDS: usize = 24;

#[test]
fn messages_are_short_and_in_plain_words() {
    for rule in rules(&LANGUAGE) {
        let page = Path::new(ROOT).join(format!("tests/cases/check/{}.md", rule.code));
        let page = fs::read_to_string(page).unwrap();
        let said: Vec<&str> = page.lines().filter_map(said).collect();
        for text in said
            .iter()
            .copied()
            .chain([&*rule.title, &*rule.explanation])
        {
            let plain = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase();
            let odd = DIALECT.iter().find(|words| plain.contains(*words));
            assert!(odd.is_none(), "{}: {odd:?} in: {plain}", rule.code);
        }
        for text in said {
            // A list of words to choose from is looked through, not read.
            let (text, _) = text.split_once("there are: ").unwrap_or((text, ""));
            let words = text.split_whitespace().count();
            assert!(words <= MOST_WORDS, "{}: {words} words: {text}", rule.code);
        }
    }
}

/// What a line of a page says to a reader: a message, a question or a hint.
fn said(line: &str) -> Option<&str> {
    let is_finding = |line: &str| {
        let weights = ["error[", "warning[", "advice["];
        weights.iter().any(|weight| line.starts_with(weight))
    };
    let after = |marker| line.split_once(marker).map(|(_, text)| text);
    if is_finding(line) {
        return after("]: ");
    }
    [" ask: ", " help: ", " note: "].into_iter().find_map(after)
}

#[test]
fn nobody_is_blamed_in_the_examples() {
    let files = files(&Path::new(ROOT).join("examples"));
    let logs = files.iter().filter(|file| !file.ends_with("hirelog.toml"));
    let mut read = 0;
    for file in logs {
        let source = fs::read_to_string(file).unwrap();
        let blame = found(&source)
            .into_iter()
            .find(|one| one.code.family() == Family::Blame);
        let said = blame.map(|one| (one.code, one.place.map(|place| source[place].to_owned())));
        assert!(said.is_none(), "{}: {said:?}", file.display());
        read += 1;
    }
    assert!(read >= 100, "{read} post-mortems were read");
}

static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(ROOT).join("examples/logs/2026");
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
});

static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::new);
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(TeamWords::default()));

static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&VOCABULARY));

/// Everything that is found in one text.
fn found(source: &str) -> Vec<Diagnostic> {
    let checker = Checker {
        vocabulary: &VOCABULARY,
        language: &LANGUAGE,
        today: Day::new(2026, 11, 20).unwrap(),
        keeper: None,
        retain: Some("3m"),
        search: Some(&SEARCH),
    };
    let decoded = decode(source);
    let mut found = decoded.diagnostics;
    if let Some(post_mortem) = &decoded.post_mortem {
        let pointed = checker.post_mortem("2026-11-02-k7f3q", post_mortem);
        found.extend(place(source, pointed));
    }
    name_fields(source, &mut found);
    found
}

/// An example with pieces put in, in place of others.
fn spoilt(example: prop::sample::Index, spoils: &[(prop::sample::Index, usize, String)]) -> String {
    let mut text = example.get(&EXAMPLES).clone();
    for (at, length, piece) in spoils {
        let mut start = at.index(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        text.replace_range(start..end, piece);
    }
    text
}

fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\"",
            "\"\"\"",
            "'",
            "\r\n",
            "\n",
            "[",
            "]",
            ", ",
            "\\",
            "\\u00e9",
            "#",
            "= ",
            "\u{feff}",
            "feedback-late",
            "\"feedback late\", ",
            "outcome",
            "manager",
            "日本",
            "\u{202e}",
            "# hirelog: allow HL104 so",
            "date = \"2026-11-02\"\n",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

    #[test]
    fn places_lie_in_the_text_and_fixes_change_no_count(
        example: prop::sample::Index,
        spoils in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, pieces()), 0..4),
    ) {
        let source = spoilt(example, &spoils);
        let before = decode(&source).post_mortem;
        for one in found(&source) {
            if let Some(place) = &one.place {
                prop_assert!(source.get(place.clone()).is_some(), "{one:?}");
            }
            let Some(fix) = &one.fix else { continue };
            let fixed = spliced(&source, &fix.edits).unwrap();
            let after = decode(&fixed);
            match (&before, &after.post_mortem) {
                (Some(before), Some(after)) => prop_assert_eq!(
                    folded(before, &VOCABULARY),
                    folded(after, &VOCABULARY)
                ),
                (Some(_), None) => prop_assert!(false, "{fixed}"),
                (None, _) => {
                    let count = |code: Code, all: &[Diagnostic]| {
                        all.iter().filter(|one| one.code == code).count()
                    };
                    let old = decode(&source).diagnostics;
                    prop_assert!(count(one.code, &after.diagnostics) < count(one.code, &old));
                }
            }
        }
        for switch in switches(&source) {
            prop_assert!(source.get(switch.place).is_some() && source.get(switch.covers).is_some());
        }
    }
}
