//! One thing under two names: it is counted once, named by every command, and whoever
//! strips it strips all of it.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use crate::support::{Ran, Sandbox};

fn post_mortem(role: &str, more: &str) -> String {
    format!(
        "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\nstage = \"offer\"\nrole = \"{role}\"\n{more}\n[manager]\nby = \"manager\"\nowned = \"I was late.\"\ndropped = [\"feedback-late\"]\nnext = \"By Friday.\"\n"
    )
}

fn put(sandbox: &Sandbox, stem: &str, text: &str) {
    sandbox.put(&format!("work/logs/2026/{stem}.toml"), text);
}

#[track_caller]
fn counted(sandbox: &Sandbox, named: &[&str]) {
    for command in ["list", "patterns", "report", "export", "brief", "vocab"] {
        let ran = sandbox.hirelog([command]);
        for name in named {
            assert!(ran.stderr.contains(name), "{command}: {ran:?}");
        }
        if command == "list" || command == "export" {
            assert_eq!(ran.ok().matches("offer").count(), 1, "{command}");
        }
    }
    let found = sandbox.hirelog(["patterns", "--format", "json"]).ok();
    assert!(found.contains("\"n\": 1"), "{found}");
}

fn check(sandbox: &Sandbox) -> Ran {
    sandbox.hirelog(["check", "--format", "short"])
}

#[test]
fn a_copy_that_a_sync_client_made_is_named_and_counts_nothing() {
    for tail in [
        ".sync-conflict-20261120-101112-ABCDEFG",
        " (Conflicted copy laptop 202611201129)",
        " (1)",
        "-LAPTOP",
    ] {
        let sandbox = Sandbox::with_log();
        let ours = "2026-11-10-dev-k7f3q";
        put(&sandbox, ours, &post_mortem("Dev", ""));
        let copy = post_mortem("Dev", "").replace("late.", "very late.");
        put(&sandbox, &format!("{ours}{tail}"), &copy);
        counted(&sandbox, &["HL204", tail]);
        let checked = check(&sandbox);
        assert_eq!(checked.code, Some(1));
        assert!(checked.stdout.contains("HL204") && checked.stdout.contains("delete it"));
        // The plainly named one is shown and edited, and the other named.
        let shown = sandbox.hirelog(["show", "k7f3q"]);
        assert!(shown.stderr.contains(tail), "{shown:?}");
        assert!(!shown.ok().contains("very late"));
        let edited = sandbox.hirelog(["edit", "k7f", "--team", "core"]);
        assert!(edited.stderr.contains(tail), "{edited:?}");
        edited.ok();
        let written = |name: &str| sandbox.read(format!("work/logs/2026/{name}.toml"));
        assert!(written(ours).contains("team = \"core\""));
        assert!(!written(&format!("{ours}{tail}")).contains("team = \"core\""));
        // Words are renamed, and sentences stripped, in both.
        sandbox.hirelog(["redact", "k7f3q"]).ok();
        assert!(!written(ours).contains("I was"));
        assert!(!written(&format!("{ours}{tail}")).contains("I was"));
    }
}

#[test]
fn one_case_in_two_files_is_one() {
    let sandbox = Sandbox::with_log();
    put(
        &sandbox,
        "2026-11-10-k7f3q",
        &post_mortem("Dev", "case = \"c-1\""),
    );
    let fuller = post_mortem("Dev", "case = \" C-1 \"")
        + "[candidate]\nby = \"candidate\"\nowned = \"I did not ask.\"\ndropped = []\n";
    put(&sandbox, "2026-11-10-m2x9d", &fuller);
    counted(&sandbox, &["HL205", "2026-11-10-k7f3q"]);
    sandbox.hirelog(["redact", "--case", "c-1"]).ok();
    for id in ["k7f3q", "m2x9d"] {
        let text = sandbox.read(format!("work/logs/2026/2026-11-10-{id}.toml"));
        assert!(!text.contains("I was late"), "{text}");
    }
}

#[test]
fn a_role_written_in_several_ways_is_one_wall() {
    let sandbox = Sandbox::with_log();
    for (position, role) in [
        "Data Analyst",
        "Data  Analyst",
        "Data\u{a0}Analyst",
        "data analyst",
        "Cafe\u{301} Manager",
        "Café Manager",
    ]
    .iter()
    .enumerate()
    {
        put(
            &sandbox,
            &format!("2026-11-10-x-bbbb{position}"),
            &post_mortem(role, ""),
        );
    }
    let list = |query: &str| sandbox.hirelog(["list", query, "--format", "jsonl"]).ok();
    assert_eq!(list("role:Data Analyst").lines().count(), 4);
    assert_eq!(list("role:café").lines().count(), 2);
    let page = sandbox.hirelog(["patterns", "--format", "json"]).ok();
    assert!(page.contains("\"length\": 4"), "{page}");
    let checked = check(&sandbox).stdout;
    assert_eq!(checked.matches("HL207").count(), 3, "{checked}");
    put(
        &sandbox,
        "2026-11-10-x-bbbb7",
        &post_mortem("Data-Analyst", ""),
    );
    let checked = check(&sandbox).stdout;
    assert!(checked.contains("counted apart"), "{checked}");
}

#[test]
fn names_that_a_disk_takes_for_one_are_one_post_mortem() {
    let sandbox = Sandbox::with_log();
    put(&sandbox, "Notes", &post_mortem("Dev", ""));
    put(&sandbox, "notes", &post_mortem("Dev", ""));
    counted(&sandbox, &["HL204"]);
    let checked = check(&sandbox).stdout;
    assert!(checked.contains("only by letter case"), "{checked}");
    let sandbox = Sandbox::with_log();
    put(&sandbox, "cafe\u{301}", &post_mortem("Dev", ""));
    // As it is typed, and not as the disk has it.
    sandbox.hirelog(["show", "caf\u{e9}"]).ok();
    sandbox.hirelog(["list", "id:caf\u{e9}"]).ok();
}

#[test]
fn two_imports_of_one_candidate_are_named() {
    let sandbox = Sandbox::with_log();
    for (id, system, key, day) in [
        ("bbbbb", "greenhouse", "k7f3q", "2026-11-10"),
        ("ccccc", "csv", "k7f3q", "2026-11-11"),
        ("ddddd", "greenhouse", "k7f3q", "2026-11-10"),
        ("fffff", "csv", "k7f3q", "2026-11-14"),
    ] {
        let text = post_mortem("Dev", "").replace("2026-11-10", day);
        let remark = format!(
            "# imported from {system}; the sections are still open\n# import: {key}-0123456789abcdef0123456789abcd{}\n",
            &id[..2]
        );
        put(&sandbox, &format!("{day}-{id}"), &(remark + &text));
    }
    let checked = check(&sandbox).stdout;
    let named: Vec<_> = checked
        .lines()
        .filter(|line| line.contains("HL208"))
        .collect();
    assert_eq!(named.len(), 3, "{checked}");
    assert!(
        !named.iter().any(|line| line.contains("fffff")),
        "{checked}"
    );
}

#[test]
fn a_copy_under_a_name_of_its_own_is_counted_once_and_two_of_ours_twice() {
    for (copy, counted) in [
        ("backup", 1),
        ("dev-2", 1),
        ("copy of 2026-11-10-dev-k7f3q", 1),
        ("2026-11-10-dev-m2x9d", 2),
    ] {
        let sandbox = Sandbox::with_log();
        put(&sandbox, "2026-11-10-dev-k7f3q", &post_mortem("Dev", ""));
        put(&sandbox, copy, &post_mortem("Dev", ""));
        let list = sandbox.hirelog(["list"]);
        let is_named = list.stderr.contains("is not counted");
        assert_eq!(is_named, counted == 1, "{copy}: {list:?}");
        assert_eq!(list.stdout.lines().count(), counted, "{copy}: {list:?}");
        let checked = check(&sandbox).stdout;
        assert!(checked.contains("HL20"), "{copy}: {checked}");
        // Whoever writes in it makes it another.
        let text = post_mortem("Dev", "").replace("late", "very late");
        put(&sandbox, "notes", &text);
        let list = sandbox.hirelog(["list"]).stdout;
        assert_eq!(list.lines().count(), counted + 1, "{copy}: {list}");
    }
    // Both by hand, and neither named after the other: nobody knows.
    let sandbox = Sandbox::with_log();
    for name in ["dev", "ops"] {
        put(&sandbox, name, &post_mortem("Dev", ""));
    }
    assert_eq!(sandbox.hirelog(["list"]).ok().lines().count(), 2);
}

#[test]
fn an_untouched_twin_of_another_import_counts_nothing_until_somebody_writes_in_it() {
    let sandbox = Sandbox::with_log();
    let skeleton = |id: &str, system: &str, day: &str, more: &str| {
        let text = format!(
            "# imported from {system}; the sections are still open\n# import: k7f3q-0123456789abcdef0123456789abcd{}\nschema = 1\ndate = {day}\noutcome = \"rejected\"\nstage = \"offer\"\nrole = \"Dev\"\n{more}",
            &id[..2]
        );
        put(&sandbox, &format!("{day}-{id}"), &text);
    };
    let written = "[recruiter]\nby = \"recruiter\"\nowned = \"I was late.\"\n";
    // Two of one system are two candidates, and at most one of each is of the other's.
    skeleton("bbbbb", "greenhouse", "2026-11-10", "");
    skeleton("ccccc", "greenhouse", "2026-11-10", "");
    skeleton("ddddd", "csv", "2026-11-11", "");
    let counted = || {
        let list = sandbox.hirelog(["list", "--format", "jsonl"]);
        (
            list.stdout.lines().count(),
            list.stderr.matches("HL208").count(),
        )
    };
    assert_eq!(counted(), (2, 1));
    skeleton("ddddd", "csv", "2026-11-11", written);
    assert_eq!(counted(), (2, 1));
    let list = sandbox.hirelog(["list"]).stdout;
    assert!(list.contains("ddddd"), "what people wrote counts: {list}");
    skeleton("bbbbb", "greenhouse", "2026-11-10", written);
    skeleton("ccccc", "greenhouse", "2026-11-10", written);
    assert_eq!(counted(), (3, 0));
}
