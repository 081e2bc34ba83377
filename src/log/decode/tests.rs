use super::*;
use crate::diagnostic::line_and_column;

/// Line, column (both 0 for the file as a whole), code, part of the message,
/// part of the help (empty: no help).
type Expected<'a> = (usize, usize, Code, &'a str, &'a str);

const HEAD: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"\n";

fn file(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

fn read_file(rest: &str) -> PostMortem {
    let decoded = decode(&file(rest));
    assert_eq!(decoded.diagnostics, [], "{rest}");
    decoded.post_mortem.unwrap()
}

/// Every problem of the text, and no other.
fn check(text: &str, expected: &[Expected<'_>]) {
    let decoded = decode(text);
    let found: Vec<_> = decoded
        .diagnostics
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref();
            let (line, column) = place.map_or((0, 0), |place| line_and_column(text, place.start));
            (
                line,
                column,
                problem.code,
                problem.message.as_str(),
                problem.help.as_deref(),
            )
        })
        .collect();
    let agrees = found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            (found.0, found.1, found.2) == (expected.0, expected.1, expected.2)
                && found.3.contains(expected.3)
                && match found.4 {
                    Some(help) => !expected.4.is_empty() && help.contains(expected.4),
                    None => expected.4.is_empty(),
                }
        });
    let shown: String = text.chars().take(400).collect();
    assert!(
        agrees,
        "in\n{shown}\nfound {found:#?}\nexpected {expected:#?}"
    );
    let broken = decoded.diagnostics.iter().any(Diagnostic::is_error);
    assert!(
        !broken || decoded.post_mortem.is_none(),
        "a file with an error is not used"
    );
}

#[test]
fn seven_mistakes_are_seven_problems() {
    check(
        "schema = 1\ndate = \"2026-11-20\"\noutcome = rejected\nstage = 3\nfit = \"missmatch\"\n\n\
         [manager]\nby = \"boss\"\ndropped = \"late\"\nownd = \"x\"\n",
        &[
            (
                2,
                8,
                Code::WrongType,
                "`date` must be a date",
                "date = 2026-11-20",
            ),
            (
                3,
                11,
                Code::Syntax,
                "must be quoted",
                "put the text in quotes",
            ),
            (
                4,
                9,
                Code::WrongType,
                "`stage` must be text in quotes, not a number",
                "quotes",
            ),
            (
                5,
                7,
                Code::NotAllowed,
                "`fit` cannot be \"missmatch\"",
                "did you mean \"mismatch\"? allowed: match, mismatch, unsure",
            ),
            (
                8,
                6,
                Code::NotAllowed,
                "`manager.by` cannot be \"boss\"",
                "allowed: manager, candidate, recruiter",
            ),
            (
                9,
                11,
                Code::WrongType,
                "`manager.dropped` must be a list",
                "[\"late\"]",
            ),
            (
                10,
                1,
                Code::UnknownKey,
                "[manager] has no key `ownd`",
                "did you mean `owned`?",
            ),
        ],
    );
}

#[test]
fn a_remedy_can_be_typed_where_the_mistake_stands() {
    let problem = decode(&file("[manager]\ndropped = \"late\"\n"))
        .diagnostics
        .remove(0);
    assert_eq!(problem.help.as_deref(), Some("write dropped = [\"late\"]"));
    let problem = decode("schema = 1.0\ndate = 2026-11-20\noutcome = \"x\"\n")
        .diagnostics
        .remove(0);
    let help = problem.help.unwrap_or_default();
    assert!(
        !help.contains("quotes"),
        "{}: {help}: there are none",
        problem.message
    );
}

#[test]
fn a_date_that_is_no_day_says_how_to_write_one() {
    for (date, column, code, message, help) in [
        (
            "\"2026-11-20\"",
            8,
            Code::WrongType,
            "must be a date, not text",
            "without quotes: date = 2026-11-20",
        ),
        (
            "'20 Nov'",
            8,
            Code::WrongType,
            "must be a date, not text",
            "such as date = 2026-11-20",
        ),
        (
            "2026-11-20T10:00:00Z",
            8,
            Code::WrongType,
            "a day without a time",
            "such as date = 2026-11-20",
        ),
        (
            "2026-11-20 10:00:00",
            8,
            Code::WrongType,
            "a day without a time",
            "such as date = 2026-11-20",
        ),
        (
            "10:00:00",
            8,
            Code::WrongType,
            "a day without a time",
            "such as date = 2026-11-20",
        ),
        (
            "2026-02-29",
            8,
            Code::Syntax,
            "day is out of range",
            "such as 2026-11-20",
        ),
        (
            "2026-11-2",
            8,
            Code::Syntax,
            "2-digit day",
            "such as 2026-11-20",
        ),
        (
            "20261120",
            8,
            Code::WrongType,
            "a day without a time, not a number",
            "such as date = 2026-11-20",
        ),
    ] {
        check(
            &format!("schema = 1\ndate = {date}\noutcome = \"x\"\n"),
            &[(2, column, code, message, help)],
        );
    }
}

#[test]
fn what_a_merge_left_is_said_first_and_alone() {
    let remedy = "keep the lines that are right, delete the markers, then `git add` the file";
    let in_text = "fit = maybe\n[manager]\nowned = \"\"\"\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n\"\"\"\n";
    check(
        &file(in_text),
        &[
            (7, 1, Code::Conflict, "<<<<<<<", remedy),
            (11, 1, Code::Conflict, ">>>>>>>", ""),
        ],
    );
    let three_way = "<<<<<<< ours\nrole = 'a'\n||||||| 1c0ffee\nrole = ''\n=======\nrole = 'b'\n>>>>>>> theirs\n";
    let expected = [
        (4, 1, Code::Conflict, "<<<<<<<", remedy),
        (6, 1, Code::Conflict, "|||||||", ""),
        (10, 1, Code::Conflict, ">>>>>>>", ""),
    ];
    check(&file(three_way), &expected);
    check(&file(three_way).replace('\n', "\r\n"), &expected);
    let harmless = "tldr = \"a <<<<<<< b\"\n[manager]\nowned = \"\"\"\n <<<<<<< x\n<<<<<<<<\n=======\n\"\"\"\n";
    assert_eq!(
        read_file(harmless).sections[0].owned,
        " <<<<<<< x\n<<<<<<<<\n======="
    );
}

#[test]
fn what_is_not_toml_comes_with_a_way_out() {
    for (rest, line, column, message, help) in [
        (
            "role = Staff Engineer\n",
            4,
            8,
            "must be quoted",
            "put the text in quotes",
        ),
        (
            "[manager]\nowned = I did not ask.\n",
            5,
            9,
            "must be quoted",
            "put the text in quotes",
        ),
        (
            "wanted = [\"a\", \"b\"\n[manager]\nowned = \"x\"\n",
            5,
            1,
            "expected `,`",
            "] behind the last",
        ),
        (
            "wanted = [\"a\" \"b\"]\n",
            4,
            15,
            "missing comma",
            "a comma between the items",
        ),
        (
            "role = \"a\"\nrole = \"b\"\n",
            5,
            1,
            "`role` is defined multiple times",
            "keep one of the two",
        ),
        (
            "[manager]\nby = ''\n[manager]\n",
            6,
            1,
            "redefinition of table `manager`",
            "keep one of the two",
        ),
        ("role = “Staff”\n", 4, 8, "`“`", "write plain ones"),
        (
            "role =\n",
            4,
            7,
            "the value is missing",
            "write \"\" for nothing",
        ),
        (
            "role =\r\n",
            4,
            7,
            "the value is missing",
            "write \"\" for nothing",
        ),
        (
            "role = \"Staff\nteam = 'x'\n",
            4,
            14,
            "unterminated",
            "close the quotes",
        ),
        ("role = \"C:\\dev\"\n", 4, 12, "invalid escape", "backslash"),
        ("role = \"a\u{0}b\"\n", 4, 10, "invalid character", ""),
    ] {
        check(&file(rest), &[(line, column, Code::Syntax, message, help)]);
    }
}

#[test]
fn a_broken_header_does_not_cascade() {
    let below =
        "by = \"manager\"\nowned = \"x\"\n\n[candidate]\nby = \"candidate\"\nowned = \"y\"\n";
    for header in [
        "[manager",
        "[manager [",
        "[[manager]",
        "[mana ger]",
        "manager]",
    ] {
        let text = file(&format!("fit = \"maybe\"\n{header}\n{below}"));
        let found = decode(&text).diagnostics;
        let codes: Vec<_> = found.iter().map(|problem| problem.code).collect();
        assert_eq!(
            codes,
            [Code::NotAllowed, Code::Syntax],
            "{header}: {found:#?}"
        );
        let place = found[1].place.clone().unwrap();
        assert_eq!(
            line_and_column(&text, place.start).0,
            5,
            "{header}: {found:#?}"
        );
    }
}

#[test]
fn keys_that_mean_nothing_are_named_and_kept() {
    check(
        &file(
            "roel = 'a'\nzzz = 1\nowned = 'x'\n[manager]\nownd = 'x'\ntldr = 'x'\n[canditate]\nby = 3\n",
        ),
        &[
            (
                4,
                1,
                Code::UnknownKey,
                "a post-mortem has no key `roel`",
                "did you mean `role`?",
            ),
            (5, 1, Code::UnknownKey, "a post-mortem has no key `zzz`", ""),
            (
                6,
                1,
                Code::UnknownKey,
                "`owned` stands above the sections",
                "move it below [manager]",
            ),
            (
                8,
                1,
                Code::UnknownKey,
                "[manager] has no key `ownd`",
                "did you mean `owned`?",
            ),
            (
                9,
                1,
                Code::UnknownKey,
                "`tldr` stands in the section [manager]",
                "above the first section",
            ),
            (
                10,
                2,
                Code::UnknownKey,
                "no key `canditate`",
                "did you mean `candidate`?",
            ),
        ],
    );
    let decoded = decode(&file("zzz = 1\n"));
    assert!(decoded.post_mortem.is_some(), "a warning stops nothing");
}

#[test]
fn values_of_the_wrong_kind_are_named_by_their_path() {
    check(
        &file(
            "team = true\nwanted = [1, 'a', []]\nmanager = 'x'\n[candidate]\nby = 4\nowned = 3\ndropped = [7]\nnext = 2026-11-20\n",
        ),
        &[
            (
                4,
                8,
                Code::WrongType,
                "`team` must be text in quotes, not true or false",
                "quotes",
            ),
            (5, 11, Code::WrongType, "`wanted[0]`", "quotes"),
            (
                5,
                19,
                Code::WrongType,
                "`wanted[2]` must be text in quotes, not a list",
                "quotes",
            ),
            (
                6,
                11,
                Code::WrongType,
                "`manager` must be a table",
                "section",
            ),
            (8, 6, Code::WrongType, "`candidate.by`", "quotes"),
            (9, 9, Code::WrongType, "`candidate.owned`", "quotes"),
            (10, 12, Code::WrongType, "`candidate.dropped[0]`", "quotes"),
            (
                11,
                8,
                Code::WrongType,
                "`candidate.next` must be text in quotes, not a date",
                "quotes",
            ),
        ],
    );
}

#[test]
fn what_every_post_mortem_needs_is_asked_for() {
    let missing = |what| (0, 0, Code::Missing, what, "");
    for text in ["", "\u{feff}", "# nothing yet\r\n"] {
        let expected = ["`schema`", "`date`", "`outcome`"].map(missing);
        let found = decode(text).diagnostics;
        assert_eq!(found.len(), 3, "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                found.code == expected.2
                    && found.message.contains(expected.3)
                    && found.help.is_some()
            );
        }
    }
    check(
        "schema = 0\ndate = 2026-11-20\noutcome = ' '\n",
        &[
            (
                1,
                10,
                Code::NotAllowed,
                "there is no format 0",
                "schema = 1",
            ),
            (
                3,
                11,
                Code::Missing,
                "`outcome` is blank",
                "outcome = \"offer-declined\"",
            ),
        ],
    );
    let defaults = Defaults {
        date: Day::parse("2026-11-20"),
        outcome: Some("withdrew".to_owned()),
    };
    let decoded = decode_with("role = 'x'\n", &defaults);
    assert_eq!(
        (
            decoded.diagnostics,
            decoded.post_mortem.unwrap().outcome.as_str()
        ),
        (Vec::new(), "withdrew")
    );
}

#[test]
fn a_newer_file_is_read_as_far_as_possible_without_other_complaints() {
    let text = "date = 2026-11-20\noutcome = 'rejected'\nfit = 'partly'\nmood = 1\nrole = 3\nteam = 'a'\nschema = 2\n\
                [manager]\nby = 'agency'\nowned = ['a']\nnext = 'Ask.'\n[agency]\nowned = 'x'\n";
    let decoded = decode(text);
    assert!(decoded.newer);
    check(
        text,
        &[(
            7,
            10,
            Code::NewerSchema,
            "written by a newer hirelog (format 2; this one knows 1)",
            "update hirelog",
        )],
    );
    let post_mortem = decoded.post_mortem.unwrap();
    assert_eq!(
        (
            post_mortem.team.as_deref(),
            post_mortem.fit,
            post_mortem.role
        ),
        (Some("a"), None, None)
    );
    assert_eq!(post_mortem.sections[0].next, "Ask.");
}

#[test]
fn dotted_keys_inline_tables_and_any_order_say_the_same() {
    let usual = read_file(
        "[manager]\nby = 'manager'\nowned = 'x'\ndropped = ['a']\nnext = 'y'\n[candidate]\nowned = 'z'\n",
    );
    for other in [
        "candidate.owned = 'z'\nmanager.dropped = ['a']\nmanager.by = 'manager'\nmanager.owned = 'x'\nmanager.next = 'y'\n",
        "candidate = {owned = 'z'}\nmanager = {next = 'y', by = 'manager', owned = 'x', dropped = ['a']}\n",
        "[candidate]\n'owned' = \"\"\"z\n\"\"\"\n[ \"manager\" ]\nnext = 'y'\nby = 'manager'\ndropped = [\n  'a', # why\n]\nowned = 'x'\n",
    ] {
        assert_eq!(read_file(other), usual, "{other}");
        let windows = format!("\u{feff}{}", file(other).replace('\n', "\r\n"));
        assert_eq!(
            decode(&windows).post_mortem.as_ref(),
            Some(&usual),
            "{windows}"
        );
    }
    check(
        &format!(
            "\u{feff}{}",
            file("fit = 'é'\nx.fit = 1\n[manager]\nby = 'boss'\n").replace('\n', "\r\n")
        ),
        &[
            (
                4,
                7,
                Code::NotAllowed,
                "`fit` cannot be \"é\"",
                "allowed: match",
            ),
            (5, 1, Code::UnknownKey, "`x`", ""),
            (7, 6, Code::NotAllowed, "\"boss\"", "allowed: manager"),
        ],
    );
    check(
        &format!("\u{feff}{}", HEAD.replace("schema", "schem")),
        &[
            (0, 0, Code::Missing, "`schema` is missing", "schema = 1"),
            (1, 1, Code::UnknownKey, "`schem`", "`schema`"),
        ],
    );
}

#[test]
fn blank_strings_are_nothing_and_prose_has_one_kind_of_line_end() {
    let blank = "stage = ''\nrole = ' '\nteam = \"\\t\"\ncase = \"\\n\"\ntldr = ''\nfit = ''\nhold = ' '\n\
                 wanted = ['', 'a', ' ']\npitched = []\n[manager]\nby = ''\nowned = ''\ndropped = [' ']\n";
    let mut nothing = PostMortem::new(Day::new(2026, 11, 20).unwrap(), "rejected");
    nothing.wanted = vec!["a".to_owned()];
    assert_eq!(read_file(blank), nothing);
    let prose = "tldr = \"a\\r\\nb\\n\"\n[manager]\nowned = \"\"\"\n\n a\\r\\nb\r\nc \n\n\n\"\"\"\nnext = \"a\\rb\\r\"\n";
    let read = read_file(prose);
    assert_eq!(read.tldr.as_deref(), Some("a\nb"));
    assert_eq!(read.sections[0].owned, "\n a\nb\nc ");
    assert_eq!(read.sections[0].next, "a\rb");
    for text in ["a\r\r\nb", "a\r\r\r\n\n", "\r\n\r", "a\n\r\n"] {
        assert_eq!(
            super::prose(&super::prose(text)),
            super::prose(text),
            "{text:?} settles at once"
        );
    }
}

#[test]
fn what_is_nested_without_end_is_refused_or_kept_but_never_walked() {
    for (open, close) in [("[", "]"), ("{a = ", "}"), ("[", "")] {
        let text = file(&format!(
            "x = {}1{}\n",
            open.repeat(10_000),
            close.repeat(10_000)
        ));
        let found = decode(&text).diagnostics;
        assert!(
            found.len() == 1 && found[0].message == "nested too deep",
            "{found:#?}"
        );
    }
    let parts = ".a".repeat(99_999);
    let headers: String = (0..10_000).map(|n| format!("[t{n}]\n")).collect();
    for (rest, problems) in [
        (format!("[a{parts}]\n"), 1),
        (format!("a{parts} = 1\n"), 1),
        (format!("[manager{parts}]\n"), 1),
        (headers, 10_000),
    ] {
        let decoded = decode(&file(&rest));
        assert!(decoded.post_mortem.is_some(), "what is not known is kept");
        assert_eq!(decoded.diagnostics.len(), problems);
    }
}

#[test]
fn after_25_lines_that_are_no_toml_the_rest_is_said_to_be_unread() {
    for (wrong, unread) in [(24, false), (25, false), (26, true), (4_000, true)] {
        let lines: String = (0..wrong).map(|line| format!("k{line} = x\n")).collect();
        let found = decode(&file(&lines)).diagnostics;
        let said = found
            .last()
            .is_some_and(|last| last.message.contains("the rest was not looked at"));
        assert_eq!(
            (found.len(), said),
            (wrong.min(25) + usize::from(unread), unread),
            "{wrong} wrong lines"
        );
    }
}
