use super::*;
use crate::log::revise;
use crate::model::slug;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

const HEAD: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"x\"\n";

fn means(word: &str, slugs: &[&str]) -> bool {
    slugs.contains(&slug(word).as_str())
}

/// `old` and `stale` mean the old word, `new` and `fresh` the new one.
fn rewording() -> Rewording<'static> {
    Rewording {
        slug: "new",
        old: &|word| means(word, &["old", "stale"]),
        new: &|word| means(word, &["new", "fresh"]),
    }
}

fn reworded(text: &str) -> String {
    let old = decode(text).post_mortem.unwrap();
    let (text, new) = reword(text, &old, &Party::ALL, rewording()).unwrap();
    assert_eq!(decode(&text).post_mortem.as_ref(), Some(&new));
    assert!(
        new.sections
            .iter()
            .flat_map(|section| section.balls())
            .all(|word| !rewording().is_meant(word))
    );
    text
}

/// A list before and after, under a header, in braces and with a dotted key;
/// the same with a byte order mark and Windows line ends.
fn changes_only(before: &str, after: &str) {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    for frame in [
        "[manager] # old\nowned = 'old' # \"old\"\ndropped = LIST # old\nnext = 'old'\n",
        "manager = { dropped = LIST, owned = \"old\" }\n",
        "recruiter.dropped = LIST\n# old",
        "[candidate]\n\"dropped\"=LIST",
    ] {
        let [before, after] =
            [before, after].map(|list| format!("{HEAD}{}", frame.replace("LIST", list)));
        assert_eq!(reworded(&before), after);
        assert_eq!(reworded(&windows(&before)), windows(&after));
    }
}

#[test]
fn the_inside_of_the_quotes_changes_and_nothing_else() {
    for (before, after) in [
        ("[\"old\"]", "[\"new\"]"),
        ("['old']", "['new']"),
        ("[ 'Old' ,\"a\"]", "[ 'new' ,\"a\"]"),
        ("[\"a\",\"STALE\" ]", "[\"a\",\"new\" ]"),
        ("['''old''', \"\"\"b\"\"\"]", "['''new''', \"\"\"b\"\"\"]"),
        ("[\"\"\"\nold\"\"\"]", "[\"\"\"new\"\"\"]"),
        ("[\"\\u006fld\"]", "[\"new\"]"),
        ("[\"older\", \"my-old\"]", "[\"older\", \"my-old\"]"),
        ("[\"\", 'old', \" \"]", "[\"\", 'new', \" \"]"),
        (
            "[\n  'a', # old, older\n  'old', # 'old'\n]",
            "[\n  'a', # old, older\n  'new', # 'old'\n]",
        ),
    ] {
        changes_only(before, after);
    }
}

#[test]
fn no_word_stands_there_twice_and_comments_stay() {
    for (before, after) in [
        ("[\"new\", \"old\"]", "[\"new\"]"),
        ("[\"old\", \"new\"]", "[\"new\"]"),
        ("[\"old\", \"Fresh\"]", "[\"Fresh\"]"),
        ("[\"a\", \"old\", \"new\"]", "[\"a\", \"new\"]"),
        ("[\"a\",\"old\",\"new\"]", "[\"a\",\"new\"]"),
        ("[\"new\" , \"old\" , \"a\"]", "[\"new\" , \"a\"]"),
        ("[\"new\", \"old\", ]", "[\"new\", ]"),
        ("[ \"new\", \"old\" ]", "[ \"new\" ]"),
        ("['old', 'Old', 'stale']", "['new']"),
        ("['new', 'old', 'Old', 'stale']", "['new']"),
        ("['old', 'a', 'Old', 'b', 'stale']", "['new', 'a', 'b']"),
        (
            "[\n  'new', # 1\n  'old', # 2\n  'a', # 3\n]",
            "[\n  'new', # 1\n   # 2\n  'a', # 3\n]",
        ),
        ("[\n  'new',\n  'old',\n  'a',\n]", "[\n  'new',\n  'a',\n]"),
        ("[\n  'new',\n  'old',\n]", "[\n  'new',\n]"),
        ("[\n  'new',\n  'old'\n]", "[\n  'new',\n]"),
        ("[\n  'old'\n  , 'new'\n]", "[\n   'new'\n]"),
        ("[\n  'new', 'old',\n  'a'\n]", "[\n  'new',\n  'a'\n]"),
        ("[\n  'new', # 1, 2\n  'old'  ]", "[\n  'new', # 1, 2\n  ]"),
        (
            "[ 'old' # 1, 2\n , # 3\n 'new' ]",
            "[  # 1, 2\n  # 3\n 'new' ]",
        ),
        ("[\n  'old', # why\n  'new']", "[\n   # why\n  'new']"),
    ] {
        // Comments and line breaks have no place in braces.
        if before.contains('\n') {
            let [before, after] =
                [before, after].map(|list| format!("{HEAD}[manager]\ndropped = {list}\n"));
            assert_eq!(reworded(&before), after);
            let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
            assert_eq!(reworded(&windows(&before)), windows(&after));
        } else {
            changes_only(before, after);
        }
    }
}

#[test]
fn only_the_sections_of_the_named_parties_change() {
    let text = format!(
        "{HEAD}wanted = ['old']\n[manager]\ndropped = ['old']\n[recruiter]\ndropped = ['old']\n[old]\ndropped = ['old']\n"
    );
    let old = decode(&text).post_mortem.unwrap();
    let (changed, new) = reword(&text, &old, &[Party::Recruiter], rewording()).unwrap();
    assert_eq!(
        changed,
        text.replace(
            "[recruiter]\ndropped = ['old']",
            "[recruiter]\ndropped = ['new']"
        )
    );
    assert_eq!(new.section(Party::Manager).balls(), ["old"]);
}

#[test]
fn spellings_of_a_word_become_its_slug() {
    let spelt = Rewording {
        slug: "new",
        old: &|word| means(word, &["new", "fresh"]),
        new: &|word| means(word, &["new", "fresh"]),
    };
    let text = format!(
        "{HEAD}[manager]\ndropped = ['Fresh', 'a']\n[candidate]\ndropped = ['fresh', 'new', 'NEW']\n[recruiter]\ndropped = ['new']\n"
    );
    let old = decode(&text).post_mortem.unwrap();
    let (changed, _) = reword(&text, &old, &Party::ALL, spelt).unwrap();
    assert_eq!(
        changed,
        format!(
            "{HEAD}[manager]\ndropped = ['new', 'a']\n[candidate]\ndropped = ['new']\n[recruiter]\ndropped = ['new']\n"
        )
    );
}

const TEAM: &str = "schema = 1 # old\n[patterns]\nwindow = '30d'\n\n[[dropped_ball]]\nslug = \"old\" # ours\nparty = \"manager\"\nmeaning = 'old'\naliases = ['stale', 'old one']\nmirrors = ['other', 'old']\n\n[[dropped_ball]]\nslug = 'other'\nparty = 'recruiter'\nmirrors = [\n  'old', # as the manager sees it\n  'new',\n]\n[vocabulary]\nhide = [ 'feedback-late', 'old' ] # old\n";

fn team(declaration: Declaration<'_>) -> String {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (text, _) = reword_team(TEAM, declaration, rewording()).unwrap();
    let (on_windows, _) = reword_team(&windows(TEAM), declaration, rewording()).unwrap();
    assert_eq!(on_windows, windows(&text));
    text
}

#[test]
fn a_team_s_block_takes_the_new_slug_and_what_names_it_follows() {
    assert_eq!(
        team(Declaration::Moves("old")),
        TEAM.replace("slug = \"old\"", "slug = \"new\"")
            .replace("  'old', # as", "   # as")
            .replace(
                "hide = [ 'feedback-late', 'old' ]",
                "hide = [ 'feedback-late', 'new' ]"
            )
    );
    assert_eq!(
        team(Declaration::Stays),
        TEAM.replace("  'old', # as", "   # as")
            .replace("'other', 'old'", "'other', 'new'"),
        "what the old block mirrors is the new word's business"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

    /// Whatever stands around them: between the two texts only words of the
    /// lists differ, and what they say is what was meant.
    #[test]
    fn every_other_byte_stays(
        words in prop::collection::vec(
            prop::sample::select(vec!["old", "Old", "stale", "new", "fresh", "a", "b-c", "", "é"]), 0..6),
        quotes in prop::collection::vec(prop::sample::select(vec!["\"", "'", "\"\"\"", "'''"]), 6),
        gaps in prop::collection::vec(
            prop::sample::select(vec!["", " ", "\n  ", " # old, 'new'\n", "\t", "\n\n", "  # ]\n # [\n "]), 13),
        ends_in_comma in any::<bool>(),
        owned in "[a-z\\n #\\[\\],]{0,30}",
        windows in any::<bool>(),
        mark in any::<bool>(),
        ends_in_newline in any::<bool>(),
    ) {
        let mut list = "[".to_owned();
        for (index, word) in words.iter().enumerate() {
            let last = index + 1 == words.len();
            let comma = if last && !ends_in_comma { "" } else { "," };
            let quote = quotes[index];
            list += &format!("{}{quote}{word}{quote}{}{comma}", gaps[2 * index], gaps[2 * index + 1]);
        }
        list += &format!("{}]", gaps[12]);
        let frame = |list: &str| {
            let end = if ends_in_newline { "\n" } else { "" };
            let text = format!("{HEAD}[candidate]\ndropped = ['a']\n[manager]\nowned = '''\n{owned}x'''\ndropped = {list} # old\n[recruiter]\nowned = 'old'{end}");
            let text = if windows { text.replace('\n', "\r\n") } else { text };
            if mark { format!("\u{feff}{text}") } else { text }
        };
        let before = frame(&list);
        let old = decode(&before).post_mortem.unwrap();
        let (after, new) = reword(&before, &old, &Party::ALL, rewording()).unwrap();
        prop_assert_eq!(rewording().list(old.section(Party::Manager).balls()), new.section(Party::Manager).balls());
        // The list is where they differ: all before and behind it is as it was.
        let place = |text: &str| (text.find("dropped = [").unwrap(), text.rfind("# old").unwrap());
        let start = before.rfind("dropped = [").unwrap();
        let (_, end) = place(&before);
        let (_, new_end) = place(&after);
        prop_assert_eq!(&before[..start], &after[..start]);
        prop_assert_eq!(&before[end..], &after[new_end..]);
        // Comments inside it are all there, in order.
        let comments = |text: &str| text.lines().filter_map(|line| line.split_once('#').map(|(_, rest)| rest.trim_end().to_owned())).collect::<Vec<_>>();
        prop_assert_eq!(comments(&before), comments(&after));
        // A text that lacks the word, or has it no longer, does not change at all.
        let (again, _) = reword(&after, &new, &Party::ALL, rewording()).unwrap();
        prop_assert_eq!(&again, &after);
        // And nothing but what revising the list anew would say.
        let meant = revise(&before, &old, &new).unwrap();
        prop_assert_eq!(decode(&meant).post_mortem, decode(&after).post_mortem);
    }
}
