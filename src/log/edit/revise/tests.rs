use super::*;
use crate::model::{Day, Fit, TextList};

const HEAD: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"x\"\n";

fn revised(
    before: &str,
    edit: impl Fn(&mut PostMortem),
) -> Result<(String, PostMortem), Vec<Diagnostic>> {
    let decoded = decode(before);
    let old = decoded.post_mortem.ok_or(decoded.diagnostics)?;
    let mut new = old.clone();
    edit(&mut new);
    revise(before, &old, &new).map(|text| (text, new))
}

fn exactly(before: &str, edit: impl Fn(&mut PostMortem), after: &str) {
    let (text, new) = revised(before, edit).unwrap();
    assert_eq!(text, after);
    assert_eq!(decode(&text).post_mortem, Some(new));
}

/// Before and after in full, as they stand below a head that stays as it is;
/// the same with a byte order mark and Windows line ends.
fn changes_only(before: &str, edit: impl Fn(&mut PostMortem), after: &str) {
    let [before, after] = [before, after].map(|rest| format!("{HEAD}{rest}"));
    exactly(&before, &edit, &after);
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    exactly(&windows(&before), &edit, &windows(&after));
}

fn role(it: &mut PostMortem) {
    it.role = Some("Data Analyst".into());
}

fn owned(it: &mut PostMortem) {
    it.section_mut(Party::Manager).owned = "I did not ask.".into();
}

/// Every key of the manager's section.
fn section(it: &mut PostMortem) {
    let manager = it.section_mut(Party::Manager);
    manager.by = Some(Party::Manager);
    manager.owned = "I did not ask.\nTwice.".into();
    manager.dropped = Some(TextList::from_iter(["feedback-late", "no-pre-close"]));
    manager.next = "Ask.".into();
}

#[test]
fn spacing_comments_and_order_around_a_value_stay() {
    changes_only(
        "\n  role   =   'Analyst'\t# the title, as advertised\n\n\n# end\n[manager]\nnext = \"\"\n",
        role,
        "\n  role   =   \"Data Analyst\"\t# the title, as advertised\n\n\n# end\n[manager]\nnext = \"\"\n",
    );
    changes_only(
        "[ recruiter ] # me\nnext='a'#b\n\n[\"manager\"]\nnext = 'later'\n\"owned\" = \"\"\"\nOld.\n  Older.\n\"\"\" # was this it?\nby = ''\n\n[candidate]\nowned = ''\n",
        owned,
        "[ recruiter ] # me\nnext='a'#b\n\n[\"manager\"]\nnext = 'later'\n\"owned\" = \"I did not ask.\" # was this it?\nby = ''\n\n[candidate]\nowned = ''\n",
    );
    changes_only(
        "wanted = [\n  'a', # first\n  'b',\n] # ranked\npitched = ['c']\n",
        |it| it.wanted = TextList::from_iter(["d"]),
        "wanted = [\n  'd', # first\n] # ranked\npitched = ['c']\n",
    );
}

#[test]
fn every_key_can_be_set_and_emptied_where_it_stands() {
    let blank = "stage = \"\"\nrole = \"\"\nteam = \"\"\ncase = \"\"\ntldr = \"\"\nfit = \"\"\nwanted = []\npitched = []\n";
    let full = "stage = \"offer\"\nrole = \"Data Analyst\"\nteam = \"it's \\\"us\\\"\"\ncase = 'c-\"7f3k\"'\ntldr = \"\"\"\nOne.\nTwo.\n\"\"\"\nfit = \"unsure\"\nwanted = [\"a\", \"b c\"]\npitched = [\"d\"]\nhold = \"claim pending\"\n";
    let fill = |it: &mut PostMortem| {
        role(it);
        it.stage = Some("offer".into());
        it.team = Some("it's \"us\"".into());
        it.case = Some("c-\"7f3k\"".into());
        it.tldr = Some("One.\nTwo.".into());
        it.fit = Some(Fit::Unsure);
        it.wanted = TextList::from_iter(["a", "b c"]);
        it.pitched = TextList::from_iter(["d"]);
        it.hold = Some("claim pending".into());
    };
    let clear = |it: &mut PostMortem| *it = PostMortem::new(it.date, it.outcome.clone());
    changes_only(blank, fill, full);
    changes_only(full, clear, blank);
    exactly(
        HEAD,
        |it| (it.date, it.outcome) = (Day::FIRST, "y".into()),
        "schema = 1\ndate = 0000-01-01\noutcome = \"y\"\n",
    );
}

#[test]
fn a_key_that_no_new_file_shows_goes_with_its_line() {
    let clear = |it: &mut PostMortem| {
        it.hold = None;
        let manager = it.section_mut(Party::Manager);
        (manager.scratch_day, manager.scratch_list) = (None, None);
    };
    changes_only(
        "role = \"x\"\nhold = \"claim\"\n\n# me\n[manager]\nowned = \"y\"\n  scratch_day = 2026-11-20  \nscratch_list = [\n  \"a\",\n  \"b\",\n]\n\n# you\n",
        clear,
        "role = \"x\"\n\n# me\n[manager]\nowned = \"y\"\n\n# you\n",
    );
    changes_only(
        "hold = \"claim\" # by whom?\nmanager.scratch_day = 2026-11-20#when\nmanager.by = \"\"\n",
        clear,
        "# by whom?\n#when\nmanager.by = \"\"\n",
    );
    for (braces, cleared) in [
        ("{ scratch_day = 2026-11-20 }", "{  }"),
        ("{ scratch_day = 2026-11-20, by = '' }", "{ by = '' }"),
        ("{ by = '' , scratch_day = 2026-11-20}", "{ by = ''}"),
        ("{by='',scratch_list=[],next=''}", "{by='',next=''}"),
    ] {
        let [before, after] = [braces, cleared].map(|braces| format!("manager = {braces}\n"));
        changes_only(&before, clear, &after);
    }
    exactly(
        &format!("\u{feff}hold = \"claim\"\n{HEAD}[manager]\nscratch_list = []"),
        clear,
        &format!("\u{feff}{HEAD}[manager]\n"),
    );
}

#[test]
fn an_empty_list_may_stand_where_no_list_says_something_else() {
    changes_only(
        "\n[manager]\nowned = \"x\"\nnext = \"y\"\n",
        |it| it.section_mut(Party::Manager).scratch_list = Some(TextList::default()),
        "\n[manager]\nowned = \"x\"\nnext = \"y\"\nscratch_list = []\n",
    );
}

#[test]
fn line_ends_are_those_of_the_file_and_its_end_stays_as_it_is() {
    exactly(
        "schema = 1\ndate = 2026-11-20\noutcome = 'x'",
        |it| it.outcome = "y".into(),
        "schema = 1\ndate = 2026-11-20\noutcome = \"y\"",
    );
    exactly(
        "schema = 1\r\ndate = 2026-11-20\noutcome = 'x'\r\n[manager]\nby = ''\nnext = '' # ?\r\n",
        section,
        "schema = 1\r\ndate = 2026-11-20\noutcome = 'x'\r\n[manager]\nby = \"manager\"\nowned = \"\"\"\r\nI did not ask.\r\nTwice.\r\n\"\"\"\r\ndropped = [\"feedback-late\", \"no-pre-close\"]\r\nnext = \"Ask.\" # ?\r\n",
    );
    exactly(
        "\u{feff}outcome = 'x'\ndate = 2026-11-20\nschema = 1",
        role,
        "\u{feff}outcome = 'x'\ndate = 2026-11-20\nschema = 1\nrole = \"Data Analyst\"\n",
    );
}

#[test]
fn a_missing_key_follows_the_order_of_the_format_above_the_blank_lines() {
    changes_only(
        "# what they said\nteam = \"data\"\n\n\n# next\n[manager]\nby = \"\"\n\n\n# then\n[candidate]\n",
        |it| {
            role(it);
            it.hold = Some("claim".into());
            section(it);
        },
        "role = \"Data Analyst\"\n# what they said\nteam = \"data\"\nhold = \"claim\"\n\n\n# next\n[manager]\nby = \"manager\"\nowned = \"\"\"\nI did not ask.\nTwice.\n\"\"\"\ndropped = [\"feedback-late\", \"no-pre-close\"]\nnext = \"Ask.\"\n\n\n# then\n[candidate]\n",
    );
    changes_only(
        "wanted = [\n  'a', # [b]\n] # end\n\n[manager]\nowned = '''\nx\n''' # end\n\n# end\n",
        |it| {
            it.pitched = TextList::from_iter(["c"]);
            it.section_mut(Party::Manager).next = "Ask.".into();
        },
        "wanted = [\n  'a', # [b]\n] # end\npitched = [\"c\"]\n\n[manager]\nowned = '''\nx\n''' # end\nnext = \"Ask.\"\n\n# end\n",
    );
}

#[test]
fn a_missing_or_empty_section_is_filled_in() {
    let filled = "[manager]\nby = \"manager\"\nowned = \"\"\"\nI did not ask.\nTwice.\n\"\"\"\ndropped = [\"feedback-late\", \"no-pre-close\"]\nnext = \"Ask.\"\n";
    changes_only("", section, &format!("\n{filled}"));
    changes_only(
        "\n[candidate] # [manager]\n# [manager]\n",
        section,
        &format!("\n[candidate] # [manager]\n# [manager]\n\n{filled}"),
    );
    changes_only("[candidate]", section, &format!("[candidate]\n\n{filled}"));
    changes_only("[manager]", section, filled);
    changes_only("[manager]\n", section, filled);
    changes_only(
        "[manager] # me",
        section,
        &filled.replace("[manager]", "[manager] # me"),
    );
    changes_only(
        "\n[manager]\n\n\n[candidate]\n",
        section,
        &format!("\n{filled}\n\n[candidate]\n"),
    );
}

#[test]
fn dotted_keys_stay_dotted() {
    changes_only(
        "manager.by = '' # me\ncandidate.owned = 'x'\n\"manager\" . next = ''\nrecruiter.x.y = 1\n\n[other]\n",
        |it| {
            section(it);
            it.section_mut(Party::Candidate).next = "Say so.".into();
        },
        "manager.by = \"manager\" # me\nmanager.owned = \"\"\"\nI did not ask.\nTwice.\n\"\"\"\nmanager.dropped = [\"feedback-late\", \"no-pre-close\"]\ncandidate.owned = 'x'\ncandidate.next = \"Say so.\"\n\"manager\" . next = \"Ask.\"\nrecruiter.x.y = 1\n\n[other]\n",
    );
}

#[test]
fn inline_tables_stay_on_one_line() {
    let all = "by = \"manager\", owned = \"I did not ask.\\nTwice.\", dropped = [\"feedback-late\", \"no-pre-close\"], next = \"Ask.\"";
    for (before, after) in [
        (
            "manager = {} # me\n",
            format!("manager = {{ {all} }} # me\n"),
        ),
        (
            "manager = { by = '' }\n",
            format!("manager = {{ {all} }}\n"),
        ),
        (
            "manager = {by='',}\n",
            format!("manager = {{by={},}}\n", &all[5..]),
        ),
        (
            "manager = { by = '', x = { by = 1 }, next = '' }\n",
            format!(
                "manager = {{ {}, x = {{ by = 1 }}, next = \"Ask.\" }}\n",
                &all[..all.len() - 15]
            ),
        ),
        (
            "manager = { owned = '' }\n",
            format!("manager = {{ {all} }}\n"),
        ),
    ] {
        changes_only(before, section, &after);
    }
}

#[test]
fn what_is_not_known_stays_where_it_is() {
    let unknown = "mood = 1 # not ours\nextra = { role = 'no' }\nlist = [{ a = 1 }]\n";
    let below = "\n[manager.notes]\nowned = 1\n\n[links]\nrole = 2\n";
    changes_only(
        &format!("{unknown}[manager]\nby = 'manager'\nowner = 'x'\n{below}"),
        |it| {
            role(it);
            owned(it);
        },
        &format!(
            "{unknown}role = \"Data Analyst\"\n[manager]\nby = 'manager'\nowner = 'x'\nowned = \"I did not ask.\"\n{below}"
        ),
    );
    changes_only(
        "[manager.notes]\na = 1\n\n[manager] # second\n\n[links]\n",
        owned,
        "[manager.notes]\na = 1\n\n[manager] # second\nowned = \"I did not ask.\"\n\n[links]\n",
    );
}

#[test]
fn a_list_of_blocks_does_not_swallow_a_missing_key() {
    changes_only(
        "[manager]\nby = 'manager'\n\n[[manager.talks]]\nday = 1\n\n[[manager.talks]]\nday = 2\n\n[[links]]\nto = 'a'\n",
        |it| {
            role(it);
            owned(it);
        },
        "role = \"Data Analyst\"\n[manager]\nby = 'manager'\nowned = \"I did not ask.\"\n\n[[manager.talks]]\nday = 1\n\n[[manager.talks]]\nday = 2\n\n[[links]]\nto = 'a'\n",
    );
}

#[test]
fn texts_that_would_be_misread_are_written_otherwise() {
    for (text, toml) in [
        ("a\n<<<<<<< b\nc", r#""a\n<<<<<<< b\nc""#),
        ("'''\"\"\"\\\n", r#""'''\"\"\"\\""#),
        ("say \"no\" \\o/", r#"'say "no" \o/'"#),
        ("\u{202e}\u{7}\r\t", r#""\u202E\u0007\r\t""#),
        ("\n\na\n \"\"\"", "\"\"\"\n\n\na\n \"\"\\\"\n\"\"\""),
        ("a\n>>>>>>>\nc", r#""a\n>>>>>>>\nc""#),
        ("a\n>>>>>>>\u{a0}", "\"\"\"\na\n>>>>>>>\u{a0}\n\"\"\""),
    ] {
        changes_only(
            "[manager]\nowned = ''\n",
            |it| it.section_mut(Party::Manager).owned = crate::log::prose(text).into(),
            &format!("[manager]\nowned = {toml}\n"),
        );
    }
}

#[test]
fn what_cannot_be_read_or_would_read_otherwise_is_not_written() {
    for broken in ["", "schema = 1", "role = x\n", "<<<<<<< a\n", "[manager\n"] {
        assert!(!revised(broken, role).unwrap_err().is_empty(), "{broken}");
        let old = PostMortem::new(Day::FIRST, "x");
        let new = PostMortem::new(Day::FIRST, "y");
        assert!(revise(broken, &old, &new).is_err(), "{broken}");
    }
    let refused = revised(HEAD, |it| it.role = Some(" ".into())).unwrap_err();
    assert!(
        refused[0].message.contains("nothing was written"),
        "blank is nothing: {refused:?}"
    );
}
