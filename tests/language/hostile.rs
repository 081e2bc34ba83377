//! Whatever stands in a file: nothing panics, places are places of the text, and
//! time grows with the text and not with its square.

use hirelog::tested::{Fact, Language, Party, Passage};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use std::sync::LazyLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::new);

const FIELDS: [Fact; 7] = [
    Fact::Tldr,
    Fact::Owned,
    Fact::Next,
    Fact::Case,
    Fact::Role,
    Fact::Team,
    Fact::Hold,
];

fn read(text: &str, field: Fact, party: Option<Party>, by: Option<Party>) {
    let passage = Passage {
        text,
        field,
        party,
        by,
    };
    let findings = LANGUAGE.read(&passage);
    assert_eq!(findings, LANGUAGE.read(&passage), "twice the same");
    let mut last = 0;
    for finding in findings {
        assert!(finding.words.start >= last, "in order");
        assert!(
            text.get(finding.words.clone())
                .is_some_and(|words| !words.is_empty())
        );
        last = finding.words.start;
    }
}

/// Words and marks that rules look for, between all that people can type.
fn prose() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "i ",
        "they ",
        "the recruiter's ",
        "didn't ",
        "didn’t ",
        "should have ",
        "\"",
        "'",
        "@",
        "@jo ",
        "jo@example.com ",
        "+44 ",
        "07700 900123 ",
        "12 ",
        "Street ",
        "born ",
        "1990-01-02 ",
        "at ",
        "dot ",
        "(",
        ")",
        "!!",
        "...",
        "\n\n",
        "\u{202e}",
        "\u{200b}",
        "👩‍👩‍👧",
        "İ",
        "ß ",
        "ǆ",
        "é",
        "passport ",
        "X1234567 ",
        "dob:",
        "linkedin.com/in/",
        "in/",
        ".linkedin.com",
        "o7",
        "b. ",
        "-at-",
        "live:",
        "a t ",
        "#1234 ",
        "u/",
        "\0",
        "\r\n- ",
    ]);
    prop::collection::vec(
        prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()],
        0..30,
    )
    .prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

    #[test]
    fn any_text_is_read(text in prose(), field in prop::sample::select(FIELDS.to_vec()), party in 0..4_usize, by in 0..4_usize) {
        read(&text, field, Party::ALL.get(party).copied(), Party::ALL.get(by).copied());
    }
}

/// What a rule may look for from every place of a text again.
const PARTS: [&str; 33] = [
    "a",
    "not ",
    "they did not ",
    "@",
    "a@",
    "1 ",
    "1",
    "'",
    "\" a ",
    "the ",
    "o0",
    "a dot ",
    "in good faith her pregnancy. ",
    "via in ",
    "born 1 ",
    "(",
    ".a",
    "a t ",
    "my manager's ",
    "👩‍👩‍👧 ",
    "\u{202e}",
    "they never always should have ",
    "ö",
    "12 the ",
    "passport 12 ",
    "-",
    "a-",
    "a'",
    "at 1 ",
    "\n\n",
    "x_",
    "/",
    "in/",
];

#[test]
fn what_repeats_is_read() {
    for part in PARTS {
        read_repeated(part, 1 << 10);
    }
}

/// A quarter of a second where time grows with the text, and many minutes where it
/// grows with its square: then it has not come to an end after one.
#[test]
#[ignore = "full size, run by .ci/full"]
fn what_repeats_for_long_is_read() {
    for part in PARTS {
        let (done, end) = mpsc::channel::<()>();
        let reader = thread::spawn(move || {
            let _done = done;
            read_repeated(part, 1 << 17);
        });
        let ended = end.recv_timeout(Duration::from_secs(60));
        let is_late = ended == Err(RecvTimeoutError::Timeout);
        assert!(!is_late, "{part:?} takes more time than its length");
        reader.join().unwrap();
    }
}

fn read_repeated(part: &str, length: usize) {
    let manager = Some(Party::Manager);
    let text = part.repeat(length / part.len());
    read(&text, Fact::Owned, manager, manager);
}
