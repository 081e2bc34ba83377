use super::*;
use crate::log::tests::{check_problems, each_block};
use crate::model::TextList;

const HEAD: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"\n";

fn check(text: &str, expected: &str) {
    let decoded = decode(text);
    check_problems(text, &decoded.diagnostics, expected);
    let broken = decoded.diagnostics.iter().any(Diagnostic::is_error);
    assert!(!broken || decoded.post_mortem.is_none(), "never half used");
}

/// As [`each_block`], below a valid head.
fn check_each(blocks: &str) {
    each_block(blocks, |text, expected| check(&file(text), expected));
}

fn file(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

fn windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

fn valid(rest: &str) -> PostMortem {
    check(&file(rest), "");
    decode(&file(rest)).post_mortem.unwrap()
}

#[test]
fn seven_mistakes_are_seven_problems() {
    let text = r#"schema = 1
date = "2026-11-20"
outcome = rejected
stage = 3
fit = "missmatch"

[manager]
by = "boss"
dropped = "late"
ownd = "x"
"#;
    let expected = r#"2:8 HL008 `date` must be a date, not text => date = 2026-11-20
        3:11 HL006 text without quotes => put the text in quotes
        4:9 HL008 `stage` must be text in quotes, not a number => put it in quotes
        5:7 HL009 `fit` cannot be "missmatch" => did you mean "mismatch"? allowed: match, mismatch
        8:6 HL009 `manager.by` cannot be "boss" => allowed: manager, candidate, recruiter
        9:11 HL008 `manager.dropped` must be a list of texts => ["late"]
        10:1 HL010 the section [manager] has no key `ownd` => did you mean `owned`?"#;
    check(text, expected);
    check(&windows(text), expected);
}

#[test]
fn a_date_that_is_no_day_says_how_to_write_one() {
    for (date, expected) in [
        ("'2026-11-20'", "HL008 a date, not text => without quotes"),
        ("'20 Nov'", "HL008 a date, not text => date = 2026-11-20"),
        ("2026-11-20T10:00:00Z", "HL008 has a time => 2026-11-20"),
        ("2026-11-20 10:00:00", "HL008 has a time => 2026-11-20"),
        ("10:00:00", "HL008 not a time => date = 2026-11-20"),
        ("20261120", "HL008 not a number => date = 2026-11-20"),
        ("2026-02-29", "HL006 day is out of range => 2026-11-20"),
        ("2026-11-2", "HL006 2-digit day => 2026-11-20"),
    ] {
        let text = format!("schema = 1\ndate = {date}\noutcome = 'x'\n");
        check(&text, &format!("2:8 {expected}"));
    }
}

#[test]
fn what_a_merge_left_is_said_first_and_alone() {
    let remedy = "keep the lines that are right, delete the markers, then `git add` the file";
    let in_text =
        "fit = maybe\n[manager]\nowned = \"\"\"\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n\"\"\"\n";
    let expected = format!("7:1 HL005 <<<<<<< => {remedy}\n11:1 HL005 >>>>>>> => nothing");
    check(&file(in_text), &expected);
    let three_way = "<<<<<<< a\nrole = 'a'\n||||||| 1c0ffee\n=======\nrole = 'b'\n>>>>>>>\n";
    let expected = "4:1 HL005 <<<<<<< => `git add`\n6:1 HL005 |||||||\n9:1 HL005 >>>>>>>";
    check(&file(three_way), expected);
    check(&windows(&file(three_way)), expected);
    let renamed = "[manager]\nowned = \"\"\"\nA\n<<<<<<<< HEAD:logs/a.toml\nB\n========\nC\n>>>>>>>> x:logs/b.toml\n\"\"\"\n";
    let expected = "7:1 HL005 <<<<<<< => `git add`\n11:1 HL005 >>>>>>>";
    check(&file(renamed), expected);
    let harmless = valid("[manager]\nowned = \"\"\"\n <<<<<<< x\n<<<<<<<<\n=======\n\"\"\"\n");
    assert_eq!(harmless.sections[0].owned, " <<<<<<< x\n<<<<<<<<\n=======");
}

#[test]
fn what_is_not_toml_comes_with_a_way_out() {
    check_each(
        r#"
role = Staff Engineer
    4:8 HL006 text without quotes => put the text in quotes

wanted = ["a", "b"
[manager]
owned = "x"
    5:1 HL006 expected `,` in array => ] behind the last

role = "a"
role = "b"
    5:1 HL006 `role` is defined multiple times => keep one of the two

[manager]
by = ""
[manager]
    6:1 HL006 redefinition of table `manager` => keep one of the two

role = “Staff”
    4:8 HL006 `“` => write plain ones

role =
    4:7 HL006 the value is missing => write "" for nothing

role = "Staff
team = ""
    4:14 HL006 unterminated => close the quotes

role = "C:\dev"
    4:12 HL006 invalid escape => write a backslash as \\, or put the text in single quotes
"#,
    );
}

#[test]
fn a_broken_header_does_not_cascade() {
    let below = "by = ''\nowned = ''\n\n[candidate]\nby = ''\n";
    for (header, column) in [
        ("[manager", 9),
        ("[[manager]", 11),
        ("[mana ger]", 7),
        ("manager]", 8),
    ] {
        let expected = format!("4:7 HL009 `fit` cannot be\n5:{column} HL006 expected");
        check(
            &file(&format!("fit = 'maybe'\n{header}\n{below}")),
            &expected,
        );
    }
}

#[test]
fn keys_that_mean_nothing_are_named_and_kept() {
    check_each(
        "
roel = 'a'
zzz = 1
owned = 'x'
[manager]
ownd = 'x'
tldr = 'x'
[canditate]
by = 3
    4:1 HL010 a post-mortem has no key `roel` => did you mean `role`?
    5:1 HL010 a post-mortem has no key `zzz` => nothing
    6:1 HL010 `owned` stands above the sections => move it below [manager]
    8:1 HL010 the section [manager] has no key `ownd` => did you mean `owned`?
    9:1 HL010 `tldr` stands in the section [manager] => move it above the first section
    10:2 HL010 a post-mortem has no key `canditate` => did you mean `candidate`?
",
    );
    assert!(decode(&file("zzz = 1\n")).post_mortem.is_some());
}

#[test]
fn values_of_the_wrong_kind_are_named_by_their_path_with_a_remedy_for_the_place() {
    check_each(
        "
team = true
wanted = [1, 'a', []]
manager = 'x'
[candidate]
by = 4
owned = 3
dropped = [7]
next = 2026-11-20
[recruiter]
dropped = 'late'
    4:8 HL008 `team` must be text in quotes, not true or false => put it in quotes
    5:11 HL008 `wanted[0]` must be text in quotes, not a number => put it in quotes
    5:19 HL008 `wanted[2]` must be text in quotes, not a list => put it in quotes
    6:11 HL008 `manager` must be a section, not text => write [manager]
    8:6 HL008 `candidate.by` must be text => put it in quotes
    9:9 HL008 `candidate.owned` must be text => put it in quotes
    10:12 HL008 `candidate.dropped[0]` must be text => put it in quotes
    11:8 HL008 `candidate.next` must be text in quotes, not a date => put it in quotes
    13:11 HL008 `recruiter.dropped` must be a list => write dropped = [\"late\"]
",
    );
    let float = HEAD.replace("= 1\n", "= 1.0\n");
    check(
        &float,
        "1:10 HL008 `schema` must be a whole number => without a point",
    );
}

#[test]
fn what_every_post_mortem_needs_is_asked_for() {
    let all = "- HL007 `schema` is missing => schema = 1
        - HL007 `date` is missing => date = 2026-11-20
        - HL007 `outcome` is missing => outcome = \"offer-declined\"";
    check("# nothing yet\r\n", all);
    for text in ["", "\u{feff}", " \r\n"] {
        check(
            text,
            "- HL007 the file is empty => `hirelog new --outcome withdrew --dry-run`",
        );
    }
    check(
        "\u{feff}schem = 0\ndate = 2026-11-20\noutcome = ' '\n",
        "- HL007 `schema` is missing => schema = 1
         1:1 HL010 no key `schem` => `schema`
         3:11 HL007 `outcome` is blank => outcome = \"offer-declined\"",
    );
    let zero = HEAD.replace("schema = 1", "schema = 0");
    check(&zero, "1:10 HL009 there is no format 0 => schema = 1");
    let defaults = Defaults {
        date: Day::parse("2026-11-20"),
        outcome: Some("withdrew".to_owned()),
    };
    let decoded = decode_with("role = 'x'\n", &defaults, Prose::Whole);
    assert_eq!(decoded.post_mortem.unwrap().outcome, "withdrew");
}

#[test]
fn a_newer_file_is_read_as_far_as_possible_without_other_complaints() {
    let text = "date = 2026-11-20\noutcome = 'x'\nfit = 'partly'\nmood = 1\nrole = 3\nteam = 'a'\n\
                schema = 2\n[manager]\nby = 'agency'\nowned = ['a']\nnext = 'Ask.'\n[agency]\nowned = 1\n";
    let newer = "7:10 HL011 a newer hirelog (format 2; this one knows 1) => update hirelog";
    check(text, newer);
    assert!(decode(text).newer);
    let read = decode(text).post_mortem.unwrap();
    assert_eq!((read.team.as_deref(), read.fit), (Some("a"), None));
    assert_eq!(read.sections[0].next, "Ask.");
}

#[test]
fn dotted_keys_inline_tables_and_any_order_say_the_same() {
    let usual = valid(
        "[manager]\nby = 'manager'\nowned = 'x'\ndropped = ['a']\nnext = 'y'\n[candidate]\nowned = 'z'\n",
    );
    for other in [
        "candidate.owned = 'z'\nmanager.dropped = ['a']\nmanager.by = 'manager'\nmanager.owned = 'x'\nmanager.next = 'y'\n",
        "candidate = {owned = 'z'}\nmanager = {next = 'y', by = 'manager', owned = 'x', dropped = ['a']}\n",
        "[candidate]\n'owned' = \"\"\"z\n\"\"\"\n[ \"manager\" ]\nnext = 'y'\nby = 'manager'\ndropped = [\n  'a', # why\n]\nowned = 'x'\n",
    ] {
        assert_eq!(valid(other), usual, "{other}");
        assert_eq!(decode(&windows(&file(other))).post_mortem.unwrap(), usual);
    }
}

#[test]
fn blank_strings_are_nothing_and_prose_has_one_kind_of_line_end() {
    let blank = "stage = ''\nrole = ' '\nteam = \"\\t\"\ncase = \"\\n\"\ntldr = ''\nfit = ''\n\
                 wanted = ['', 'a', ' ']\npitched = []\n[manager]\nby = ''\nowned = ''\ndropped = [' ']\n";
    let mut nothing = PostMortem::new(Day::new(2026, 11, 20).unwrap(), "rejected");
    nothing.wanted = TextList::from_iter(["a"]);
    nothing.section_mut(Party::Manager).dropped = Some(TextList::default());
    assert_eq!(valid(blank), nothing);
    let hold = decode(&file("hold = ' '\n"));
    assert_eq!(hold.post_mortem.unwrap().hold, None);
    assert_eq!(hold.diagnostics[0].code, Code::HoldBlank);
    let read = valid(
        "tldr = \"a\\r\\nb\\n\"\n[manager]\nowned = \"\"\"\n\n a\\r\\nb\r\nc \n\n\n\"\"\"\nnext = \"a\\rb\\r\"\n",
    );
    assert_eq!(read.tldr.as_deref(), Some("a\nb"));
    assert_eq!(read.sections[0].owned, "\n a\nb\nc ");
    assert_eq!(read.sections[0].next, "a\rb");
    let hostile = "\\r".repeat(100_000);
    let read = valid(&format!("tldr = \"a{hostile}\\nb\"\n"));
    assert_eq!(read.tldr.as_deref(), Some("a\nb"), "settles at once");
}

#[test]
fn what_is_nested_without_end_is_refused_or_kept_but_never_walked() {
    for (open, close) in [("[", "]"), ("{a = ", "}"), ("[", "")] {
        let nested = open.repeat(10_000) + "1" + &close.repeat(10_000);
        let found = decode(&file(&format!("x = {nested}\n"))).diagnostics;
        assert_eq!(
            (found.len(), found[0].message.as_str()),
            (1, "nested too deep")
        );
    }
    let parts = ".a".repeat(99_999);
    let headers: String = (0..10_000).map(|number| format!("[t{number}]\n")).collect();
    for (rest, unknown) in [
        (format!("[a{parts}]\n"), 1),
        (format!("a{parts} = 1\n"), 1),
        (format!("[manager{parts}]\n"), 1),
        (headers, 10_000),
    ] {
        let decoded = decode(&file(&rest));
        assert!(decoded.post_mortem.is_some(), "what is not known is kept");
        assert_eq!(decoded.diagnostics.len(), unknown);
    }
}

#[test]
fn after_25_lines_that_are_no_toml_the_rest_is_said_to_be_unread() {
    for (wrong, unread) in [(24, false), (25, false), (26, true), (4_000, true)] {
        let lines: String = (0..wrong).map(|line| format!("k{line} = x\n")).collect();
        let found = decode(&file(&lines)).diagnostics;
        let said = found.last().unwrap().message.contains("not looked at");
        assert_eq!(said, unread, "{wrong} lines");
        assert_eq!(found.len(), wrong.min(25) + usize::from(unread));
    }
}

#[test]
fn a_key_that_the_table_alone_knows_is_read() {
    let it = valid(
        "scratch = \"words\"\n[manager]\nscratch_day = 2026-11-20\nscratch_list = []\n[candidate]\nscratch_list = ['a', ' ', 'b']\n",
    );
    let [manager, candidate, recruiter] = &it.sections;
    assert_eq!(it.scratch.as_deref(), Some("words"));
    assert_eq!(manager.scratch_day, Day::parse("2026-11-20"));
    assert_eq!(
        manager.scratch_list,
        Some(TextList::default()),
        "empty is said"
    );
    assert_eq!(**candidate.scratch_list.as_ref().unwrap(), ["a", "b"]);
    assert_eq!(recruiter.scratch_list, None);
    check_each(
        r#"
[manager]
scratch_day = "2026-11-20"
    5:15 HL008 `manager.scratch_day` must be a date => write it without quotes: scratch_day = 2026-11-20

[recruiter]
scratch_list = "a"
scratch_lst = []
    5:16 HL008 `recruiter.scratch_list` must be a list of texts => write scratch_list = ["a"]
    6:1 HL010 the section [recruiter] has no key `scratch_lst` => did you mean `scratch_list`?

scratch_day = 2026-11-20
    4:1 HL010 above the sections => move it below
"#,
    );
}

#[test]
fn a_hint_of_sentences_says_whether_they_say_something() {
    for (text, hint) in [
        ("- My notes came late.", "x"),
        ("„Zu spät“, she said", "x"),
        (" … ", "…"),
        (" \n", ""),
    ] {
        assert_eq!(Prose::Hinted.read(text), hint, "{text}");
    }
}
