use crate::log::read::comments::comments;
use crate::log::{decode, revise};
use crate::model::{Party, TextList};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

const HEAD: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"x\"\n";

/// A list before and after; the same with a byte order mark and Windows line ends, and
/// where nothing follows it.
fn becomes(before: &str, words: &[&str], after: &str) {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for frame in [
        "wanted = LIST # ranked\npitched = ['c'] # b\n",
        "pitched = []\nwanted = LIST",
    ] {
        let [before, after] =
            [before, after].map(|list| format!("{HEAD}{}", frame.replace("LIST", list)));
        for [before, after] in [
            [before.clone(), after.clone()],
            [windows(&before), windows(&after)],
        ] {
            let old = decode(&before).post_mortem.unwrap();
            let mut new = old.clone();
            new.wanted = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(revise(&before, &old, &new).unwrap(), after, "{before}");
        }
    }
}

#[test]
fn a_word_comes_in_as_the_one_before_it_stands() {
    for (before, words, after) in [
        ("[]", &["a", "b"][..], "[\"a\", \"b\"]"),
        ("[ ]", &["a"], "[\"a\"]"),
        ("['a']", &["a", "b"], "['a', \"b\"]"),
        ("['a', ]", &["a", "b"], "['a', \"b\", ]"),
        ("[ 'a','b' ]", &["a", "c", "b"], "[ 'a', \"c\",'b' ]"),
        ("['b']", &["a", "b"], "[\"a\", 'b']"),
        ("[\n  'a',\n]", &["a", "b"], "[\n  'a',\n  \"b\",\n]"),
        ("[\n  'a'\n]", &["a", "b"], "[\n  'a',\n  \"b\"\n]"),
        (
            "[\n  # said\n  'a',   # first, twice\n\t'b' # second\n  # end\n]",
            &["a", "b", "c"],
            "[\n  # said\n  'a',   # first, twice\n\t'b', # second\n\t\"c\"\n  # end\n]",
        ),
        (
            "[\n  # said\n  'a', # first\n  'b', # second\n]",
            &["c", "a", "d", "b"],
            "[\n  # said\n  \"c\",\n  'a', # first\n  \"d\",\n  'b', # second\n]",
        ),
        (
            "[\n  'a' # 1\n  , 'b']",
            &["a", "c", "b"],
            "[\n  'a', \"c\" # 1\n  , 'b']",
        ),
        ("[ # none\n]", &["a"], "[ # none\n  \"a\",\n]"),
        (
            "[\n    # none, yet\n  ]",
            &["a", "b"],
            "[\n    # none, yet\n    \"a\",\n    \"b\",\n  ]",
        ),
        ("[\n'', # blank\n]", &["a"], "[\n'', # blank\n\"a\",\n]"),
    ] {
        becomes(before, words, after);
    }
}

#[test]
fn a_word_leaves_or_is_another_and_comments_stay() {
    for (before, words, after) in [
        ("['a', 'b']", &[][..], "[]"),
        ("['a', 'b', 'c']", &["a", "c"], "['a', 'c']"),
        ("[ # all\n  'a', # 1\n]", &[], "[ # all\n   # 1\n]"),
        (
            "[\n  'a', # 1\n  'b', # 2\n]",
            &["a", "c"],
            "[\n  'a', # 1\n  'c', # 2\n]",
        ),
        (
            "[\n  'a', # 1\n  'b', # 2\n]",
            &["b", "a"],
            "[\n   # 1\n  'b', # 2\n  \"a\",\n]",
        ),
        (
            "[\n  'a', # 1\n  'b', # 2\n]",
            &["d"],
            "[\n  'd', # 1\n   # 2\n]",
        ),
    ] {
        becomes(before, words, after);
    }
}

#[test]
fn a_list_that_goes_leaves_its_comments() {
    let goes = |before: &str, after: &str| {
        let [before, after] = [before, after].map(|rest| format!("{HEAD}{rest}"));
        let old = decode(&before).post_mortem.unwrap();
        let mut new = old.clone();
        new.section_mut(Party::Manager).next_for = None;
        assert_eq!(revise(&before, &old, &new).unwrap(), after);
    };
    goes(
        "[manager]\nnext = 'x'\nnext_for = [ # both\n  'a', # 1, [2]\n  'b',\n] # end\n\n",
        "[manager]\nnext = 'x'\n# both\n# 1, [2]\n# end\n\n",
    );
    goes("manager.next_for = [\n'a' # 1\n]", "# 1\n");
    goes(
        "manager = { by = 'manager', next_for = [\n'a' # 1\n], next = 'x' }\n",
        "# 1\nmanager = { by = 'manager', next = 'x' }\n",
    );
}

#[test]
fn a_list_of_thousands_is_written_at_once_and_its_comments_stay() {
    let many: String = (0..5_000).map(|at| format!("'w{at}', # {at}\n")).collect();
    let before = format!("{HEAD}wanted = [{many}]\nstage = ''\n");
    let old = decode(&before).post_mortem.unwrap();
    let mut new = old.clone();
    new.wanted = TextList::from_iter(["a"]);
    let kept: String = (0..5_000).map(|at| format!("# {at}\n")).collect();
    let after = format!("{HEAD}wanted = [\n{kept}\"a\"]\nstage = ''\n");
    assert_eq!(revise(&before, &old, &new).unwrap(), after);
}

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(
        prop::sample::select(vec!["a", "b", "c-d", "e f", "", "é"]),
        0..6,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

    /// Whatever stands between the words, and whatever they become: every comment that
    /// stood stays, in its order, and so does every byte around the list.
    #[test]
    fn every_comment_and_every_other_byte_stays(
        there in words(),
        meant in words(),
        quotes in prop::collection::vec(prop::sample::select(vec!["\"", "'", "\"\"\"", "'''"]), 6),
        gaps in prop::collection::vec(
            prop::sample::select(vec!["", " ", "\n  ", " # a, 'b'\n", "\t", "\n\n", "  # ]\n # [\n ", "# é\n"]), 13),
        key in prop::sample::select(vec!["wanted", "[manager]\ndropped", "[manager]\nnext_for", "manager.next_for"]),
        goes in any::<bool>(),
        ends_in_comma in any::<bool>(),
        windows in any::<bool>(),
        mark in any::<bool>(),
        rest in prop::sample::select(vec!["", "\n", " # a\n", "\n\n[recruiter]\ndropped = ['a', # b\n]"]),
    ) {
        let mut list = "[".to_owned();
        for (index, word) in there.iter().enumerate() {
            let comma = if index + 1 == there.len() && !ends_in_comma { "" } else { "," };
            let quote = quotes[index];
            list += &format!("{}{quote}{word}{quote}{}{comma}", gaps[2 * index], gaps[2 * index + 1]);
        }
        let text = format!("{HEAD}pitched = ['a', # of the head\n'b']\n{key} = {list}{}]{rest}", gaps[12]);
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let before = if mark { format!("\u{feff}{text}") } else { text };
        let old = decode(&before).post_mortem.unwrap();
        let mut new = old.clone();
        let meant: TextList = meant.iter().filter(|word| !word.is_empty()).copied().collect();
        let manager = new.section_mut(Party::Manager);
        let meant = if goes { None } else { Some(meant) };
        match key {
            "wanted" => new.wanted = meant.unwrap_or_default(),
            "[manager]\ndropped" => manager.dropped = meant,
            _ => manager.next_for = meant,
        }
        let after = revise(&before, &old, &new).unwrap();
        prop_assert_eq!(&decode(&after).post_mortem, &Some(new.clone()));
        let said = |text: &str| comments(text).into_iter().map(|one| text[one].trim_end().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(said(&before), said(&after));
        let name = key.rsplit('\n').next().unwrap();
        let start = before.find(name).unwrap();
        prop_assert_eq!(&before[..start], &after[..start]);
        // A key that goes takes the end of its line along where nothing stands behind it.
        let rest = if windows { rest.replace('\n', "\r\n") } else { rest.to_owned() };
        let rest = rest.trim_start_matches([' ', '\r', '\n']);
        prop_assert!(after.ends_with(rest), "{after}");
        prop_assert_eq!(&revise(&after, &new, &new).unwrap(), &after);
    }
}
