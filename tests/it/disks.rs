//! Disks that take several spellings of a name for one, as those of macOS and Windows do.
//! git knows (`core.ignorecase`), and one spelling may stand in its index, another in a
//! setting, and a third is typed: they are one folder, and a leak in it is refused.

#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test runs programs, and says why it did not"
)]

use crate::support::{HIRELOG, Ran, Sandbox};

const LEAK: &str = "schema = 1\ndate = 2026-11-20\noutcome = \"withdrew\"\nstage = \"offer\"\n[manager]\nby = \"manager\"\nowned = \"Mail jo@example.com.\"\ndropped = []\n";

fn shell(sandbox: &Sandbox, lines: &str) -> Ran {
    let mut shell = sandbox.command("sh");
    shell.env("hirelog", HIRELOG);
    sandbox.run(shell.args(["-ec", lines]))
}

/// What git holds under one spelling belongs to the log that is named by another.
#[test]
fn a_leak_is_found_in_the_index_under_any_spelling_of_the_folders() {
    for (log, staged) in [
        ("Hiring", "hiring/LOGS/2026/x.toml"),
        ("Hiring", "HIRING/logs/2026/x.toml"),
        // As macOS composes it, and as it was typed.
        ("protokoll u\u{308}", "protokoll \u{fc}/logs/2026/x.toml"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.put("leak", LEAK);
        let before = format!(
            "git init -q -b main .; \"$hirelog\" init -q '{log}'; git add -A; git commit -qm Before
            cd '{log}'; \"$hirelog\" init -q --hook; cd ..
            git update-index --add --cacheinfo 100644,$(git hash-object -w ../leak),'{staged}'"
        );
        shell(&sandbox, &before).ok();
        // Two folders on this disk, of which one is no log.
        sandbox.hirelog(["-C", log, "check", "--staged"]).ok();
        shell(&sandbox, "git config core.ignorecase true").ok();
        for arguments in [
            &["-C", log, "check", "--staged"][..],
            &["check", "--staged"],
        ] {
            let ran = sandbox.run(sandbox.command(HIRELOG).args(arguments));
            assert_eq!(ran.code, Some(1), "{log} {staged} {arguments:?}: {ran:?}");
            assert!(ran.stdout.contains("HL501"), "{log} {staged}: {ran:?}");
        }
        let ran = shell(&sandbox, "git commit -qm Leak");
        assert_ne!(ran.code, Some(0), "{log} {staged}: {ran:?}");
        assert!(ran.stderr.contains("HL501"), "{log} {staged}: {ran:?}");
    }
}

/// The place to work is on a real one.
struct Folding(Sandbox);

impl Folding {
    /// Nothing where this system can mount none, and why.
    fn new() -> Option<Self> {
        let disk = Self(Sandbox::new());
        let mount =
            "truncate -s 16M ../disk; mkntfs -F -q ../disk; lowntfs-3g -o ignore_case ../disk .";
        let ran = shell(&disk.0, &format!("cd ../work; {mount}"));
        if ran.code != Some(0) {
            eprintln!(
                "skipped: no disk that folds names can be mounted: {}",
                ran.stderr
            );
            return None;
        }
        Some(disk)
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        shell(&self.0, "cd ..; umount work 2>&1 || true");
    }
}

#[test]
fn every_door_works_on_a_disk_that_folds_names() {
    let Some(Folding(sandbox)) = &Folding::new() else {
        return;
    };
    let ran = shell(
        sandbox,
        r#"
        git init -q -b main .; test "$(git config core.ignorecase)" = true
        "$hirelog" init -q Hiring; git add -A; git commit -qm Before
        (cd Hiring; "$hirelog" init --hook; "$hirelog" check --hook) 2>&1 | grep -c refuse
        "$hirelog" -C HIRING new -q -o withdrew -r Dev --as manager --dropped feedback-late --commit
        "$hirelog" -C hiring new -q -o withdrew -r DEV --as manager --dropped feedback-late --commit
        file=$("$hirelog" -C Hiring list -q --format jsonl | head -1 | sed 's/.*"path": *"\([^"]*\)".*/\1/')
        "$hirelog" -C Hiring edit "$(echo "$file" | tr a-z A-Z)" --team core --commit
        "$hirelog" -C hIring edit "$file" --team ops --commit
        "$hirelog" -C hIring edit "$file" --team ops --commit 2>&1 | grep 'nothing to commit'
        "$hirelog" -C HIRING vocab rename feedback-late feedback-slow
        printf 'Application ID,Archive Date,Stage,Archive Reason,Job\n1,2026-10-01,Onsite,Offer declined,Dev\n' > rows.csv
        "$hirelog" -C hiring import rows.csv --from csv
        "$hirelog" -C HIRING import ROWS.CSV --from csv 2>&1 | grep 'imported before'
        "$hirelog" -C hirinG redact "$file"
        git add -A; git commit -qm After
        test "$("$hirelog" -C HiRing list -q | wc -l)" = 3
        test -z "$(git status --short)"; git ls-files | sort -f | uniq -di | (! grep .)
        "#,
    );
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for spelling in ["Hiring", "hiring", "HIRING"] {
        sandbox.put("work/hiring/logs/2026/leak.toml", LEAK);
        let ran = shell(
            sandbox,
            &format!("cd {spelling}; git add -A .; git commit -qm Leak"),
        );
        assert_ne!(ran.code, Some(0), "{spelling}: {ran:?}");
        assert!(ran.stderr.contains("HL501"), "{spelling}: {ran:?}");
        let new = [
            "-C",
            spelling,
            "new",
            "-q",
            "-o",
            "withdrew",
            "--as",
            "manager",
            "--owned",
            "Mail jo@example.com.",
            "--commit",
        ];
        let said = sandbox.hirelog(new).failed(2);
        assert!(
            said.contains("saved, but not committed"),
            "{spelling}: {said}"
        );
    }
}
