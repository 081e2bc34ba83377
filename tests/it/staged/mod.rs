//! `check --staged` and files that are named, with real git: which log is meant, that
//! the index alone is read and read as git would check it out, and what files are
//! called for other programs.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

mod looked_through;

use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;

const SOUND: &str = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\nstage = \"offer\"\n\n[manager]\nby = \"manager\"\nowned = \"I was late.\"\n";
const LEAK: &str = "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\nstage = \"offer\"\n\n[manager]\nby = \"manager\"\nowned = \"Mail jo@example.com.\"\n";

struct Repository {
    sandbox: Sandbox,
}

impl Repository {
    /// With a log in each of these folders.
    fn new<const N: usize>(logs: [&str; N]) -> Self {
        let sandbox = Sandbox::new();
        let repository = Self { sandbox };
        repository.git(&["init", "-q", "-b", "main"]);
        for log in logs {
            repository.run(".", &["init", "-q", log]).ok();
        }
        repository.git(&["add", "-A"]);
        repository.git(&["commit", "-q", "-m", "Begin"]);
        repository
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut command = self.sandbox.command("git");
        self.sandbox.run(command.args(arguments)).ok()
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = self.sandbox.command(HIRELOG);
        let folder = self.sandbox.path("work").join(folder);
        self.sandbox
            .run(command.current_dir(folder).args(arguments))
    }

    fn put(&self, path: &str, text: &str) {
        self.sandbox.put(&format!("work/{path}"), text);
    }

    /// The findings of `check --staged`, one a line.
    #[track_caller]
    fn staged(&self, code: i32) -> String {
        let ran = self.run(".", &["check", "--staged", "--format", "short"]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        ran.stdout
    }
}

#[test]
fn files_of_several_logs_in_one_call_are_each_checked_by_their_own() {
    let repository = Repository::new(["a", "b"]);
    let ball = "\n[[dropped_ball]]\nslug = \"paper-lost\"\nparty = \"manager\"\nmeaning = \"It was lost.\"\n";
    let team = repository.sandbox.read("work/a/hirelog.toml");
    repository.put("a/hirelog.toml", &(team + ball));
    let text = format!("{SOUND}dropped = [\"paper-lost\"]\n");
    let (one, two) = (
        "a/logs/2026-11-10-k7f3q.toml",
        "b/logs/2026-11-10-m2x9d.toml",
    );
    repository.put(one, &text);
    repository.put(two, &text);
    let expected = format!("{two}:9:13: warning[HL104]: ");
    let is_expected = |ran: &Ran| {
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
        assert!(ran.stdout.starts_with(&expected), "{ran:?}");
        assert!(ran.stderr.contains("2 post-mortems checked"), "{ran:?}");
    };
    let named = ["a/hirelog.toml", "b/hirelog.toml", one, two];
    is_expected(&repository.run(".", &[&["check", "--format", "short"], &named[..]].concat()));
    is_expected(&repository.run(".", &["check", "--format", "short", "."]));
    is_expected(&repository.run(".", &["check", "--format", "short", one, "b"]));
    repository.git(&["add", "-A"]);
    is_expected(&repository.run(".", &["check", "--format", "short", "--staged"]));
    // Neither is held against the other, though their bytes are the same, and no path of
    // one could be one of the other.
    let both = repository.run(
        ".",
        &["check", "--format", "json", "--deny", "all", "--staged"],
    );
    assert_eq!(both.code, Some(1), "{both:?}");
    assert!(
        both.stdout.contains(&format!("\"path\": \"{two}\"")),
        "{both:?}"
    );
    // Each is mended where it lies.
    repository.put(one, &text.replace("withdrew", "withdrawn"));
    repository.put(two, &text.replace("withdrew", "withdrawn"));
    let fix = ["check", "--fix", "--format", "short", "../../a", "../../b"];
    let fixed = repository.run("b/logs", &fix);
    assert_eq!(fixed.code, Some(0), "{fixed:?}");
    for path in [one, two] {
        assert_eq!(repository.sandbox.read(format!("work/{path}")), text);
    }
}

#[test]
fn paths_for_other_programs_begin_at_the_top_of_the_repository() {
    let repository = Repository::new(["hiring"]);
    let path = "hiring/logs/2026-11-10-k7f3q.toml";
    repository.put(path, LEAK);
    repository.put("elsewhere.toml", LEAK);
    repository.git(&["add", "hiring"]);
    for (format, expected) in [
        ("short", format!("{path}:8:15: error[HL501]")),
        ("github", format!("::error file={path},line=8,")),
        ("sarif", format!("\"uri\": \"{path}\"")),
    ] {
        for (folder, arguments) in [
            ("hiring", &["check"][..]),
            ("hiring/logs", &["check", "--staged"]),
            ("hiring", &["check", "logs/2026-11-10-k7f3q.toml"]),
            (".", &["-C", "hiring", "check"]),
            ("../home", &["-C", "../work/hiring", "check"]),
        ] {
            let ran = repository.run(folder, &[arguments, &["--format", format]].concat());
            assert_eq!(ran.code, Some(1), "{ran:?}");
            assert!(ran.stdout.contains(&expected), "{folder}: {ran:?}");
        }
        let outside = ["check", "../elsewhere.toml", "--format", format];
        let ran = repository.run("hiring", &outside);
        let expected = expected.replace(path, "elsewhere.toml");
        assert!(ran.stdout.contains(&expected), "{ran:?}");
    }
    // A person is told what can be typed here.
    let ran = repository.run("hiring", &["check"]);
    assert!(
        ran.stdout.contains(" logs/2026-11-10-k7f3q.toml:8:15"),
        "{ran:?}"
    );
}

#[test]
fn what_is_staged_is_read_as_git_would_check_it_out() {
    // Stored encrypted; with other line ends; and both, with an encoding.
    let setups: [&[&[&str]]; 2] = [
        &[
            &["config", "filter.rot.clean", "tr a-z n-za-m"],
            &["config", "filter.rot.smudge", "tr a-z n-za-m"],
            &["config", "filter.rot.required", "true"],
        ],
        &[&["config", "core.autocrlf", "true"]],
    ];
    for setup in setups {
        let repository = Repository::new(["."]);
        repository.put(".gitattributes", "logs/** filter=rot\n");
        for command in setup {
            repository.git(command);
        }
        repository.put("logs/2026-11-10-k7f3q.toml", SOUND);
        repository.put(
            "logs/2026-11-11-no newline and a blank-m2x9d.toml",
            SOUND.trim_end(),
        );
        repository.git(&["add", "-A"]);
        repository.staged(0);
        repository.put("logs/2026-11-10-p3p3p.toml", LEAK);
        repository.git(&["add", "-A"]);
        let found = repository.staged(1);
        assert!(
            found.contains("logs/2026-11-10-p3p3p.toml:8:15: error[HL501]"),
            "{found}"
        );
        assert!(!found.contains("HL004"), "{found}");
    }
    // Where what is staged cannot be decrypted, git says so, and nothing passes.
    let repository = Repository::new(["."]);
    repository.put(".gitattributes", "logs/** filter=rot\n");
    for setting in ["clean", "smudge"] {
        repository.git(&["config", &format!("filter.rot.{setting}"), "cat"]);
    }
    repository.git(&["config", "filter.rot.required", "true"]);
    repository.put("logs/2026-11-10-k7f3q.toml", SOUND);
    repository.git(&["add", "-A"]);
    repository.git(&["config", "filter.rot.smudge", "false"]);
    let said = repository.run(".", &["check", "--staged"]).failed(2);
    assert!(said.contains("git says: "), "{said}");
    assert!(said.contains("smudge filter rot failed"), "{said}");
    // What was committed before is in nobody's way.
    repository.git(&["config", "filter.rot.smudge", "cat"]);
    repository.git(&["commit", "-q", "-m", "Encrypted"]);
    repository.put("logs/.gitattributes", "2026-11-11* -filter\n");
    repository.put("logs/2026-11-11-m2x9d.toml", LEAK);
    repository.git(&["add", "-A"]);
    repository.git(&["config", "filter.rot.smudge", "false"]);
    assert!(repository.staged(1).contains("HL501"));
}

#[test]
fn the_working_tree_has_no_part_in_what_is_staged() {
    let repository = Repository::new(["."]);
    let team = repository.sandbox.read("work/hirelog.toml");
    let loose = team.clone() + "\n[check]\nignore = [\"privacy\"]\nallow = [\"jo@example.com\"]\n";
    let path = "logs/2026-11-10-k7f3q.toml";
    // Settings that are not staged switch nothing off.
    repository.put("hirelog.toml", &loose);
    repository.put(path, LEAK);
    repository.git(&["add", path]);
    assert!(repository.staged(1).contains("HL501"));
    // Those that are staged do, whatever is there.
    repository.git(&["add", "hirelog.toml"]);
    repository.put("hirelog.toml", "no toml at all");
    repository.staged(0);
    fs::remove_file(repository.sandbox.path("work/hirelog.toml")).unwrap();
    fs::remove_dir_all(repository.sandbox.path("work/logs")).unwrap();
    repository.staged(0);
    repository.put("hirelog.toml", &team);
    repository.git(&["add", "hirelog.toml"]);
    fs::remove_file(repository.sandbox.path("work/hirelog.toml")).unwrap();
    assert!(repository.staged(1).contains("HL501"));
    // A file that only lies there is held against nothing.
    repository.put(path, SOUND);
    repository.git(&["add", path]);
    repository.put("logs/2025-11-10-k7f3q.toml", SOUND);
    let alone = repository.staged(0);
    repository.git(&["add", "logs"]);
    repository.git(&["commit", "-q", "-m", "Both", "--", "logs"]);
    repository.put(path, &SOUND.replace("late", "very late"));
    fs::remove_file(repository.sandbox.path("work/logs/2025-11-10-k7f3q.toml")).unwrap();
    repository.git(&["add", path]);
    let both = repository.staged(1);
    assert!(both.contains("HL204") && !alone.contains("HL204"), "{both}");
    // Nothing was put aside, or touched.
    assert_eq!(repository.git(&["stash", "list"]), "");
}

#[test]
fn names_that_only_look_like_post_mortems_are_named_and_links_are_refused() {
    let repository = Repository::new(["."]);
    repository.put("logs/2026-11-10-k7f3q.toml.orig", LEAK);
    // What an editor keeps, and what sets one.
    repository.put("logs/.2026-11-10-k7f3q.toml.swp", LEAK);
    repository.put("logs/.trash/2026-11-09-c8m3n.toml", LEAK);
    repository.put("logs/.taplo.toml", "[formatting]\nalign_entries = true\n");
    std::os::unix::fs::symlink("../README.md", repository.sandbox.path("work/logs/l.toml"))
        .unwrap();
    repository.git(&["add", "-A"]);
    let found = repository.staged(1);
    let mut lines: Vec<_> = found.lines().collect();
    lines.sort_unstable();
    let expected = [
        "logs/.2026-11-10-k7f3q.toml.swp: error[HL012]",
        "logs/.trash/2026-11-09-c8m3n.toml: error[HL012]",
        "logs/2026-11-10-k7f3q.toml.orig: error[HL012]",
        "logs/l.toml: error[HL002]",
    ];
    assert_eq!(lines.len(), expected.len(), "{found}");
    for (line, expected) in lines.iter().zip(expected) {
        assert!(line.starts_with(expected), "{found}");
    }
}

#[test]
fn what_was_never_fetched_is_not_asked_for() {
    let repository = Repository::new(["."]);
    repository.put("logs/2026-11-10-k7f3q.toml", SOUND);
    repository.git(&["add", "-A"]);
    repository.git(&["commit", "-q", "-m", "More"]);
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    let work = format!("file://{}", repository.sandbox.path("work").display());
    let clone = [
        "clone",
        "-q",
        "--filter=blob:none",
        "--no-checkout",
        &work,
        "../part",
    ];
    repository.git(&clone);
    let part = Repository {
        sandbox: repository.sandbox,
    };
    part.git(&[
        "-C",
        "../part",
        "sparse-checkout",
        "set",
        "--no-cone",
        "/hirelog.toml",
    ]);
    part.git(&["-C", "../part", "checkout", "-q"]);
    // Nothing can be fetched from now on.
    fs::rename(part.sandbox.path("work"), part.sandbox.path("gone")).unwrap();
    fs::create_dir(part.sandbox.path("work")).unwrap();
    part.sandbox.put("part/logs/2026-11-11-m2x9d.toml", LEAK);
    part.git(&[
        "-C",
        "../part",
        "add",
        "--sparse",
        "logs/2026-11-11-m2x9d.toml",
    ]);
    let ran = part.run("../part", &["check", "--staged", "--format", "short"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("HL501"), "{ran:?}");
}

#[test]
fn nothing_staged_is_not_called_checked() {
    let repository = Repository::new(["."]);
    let said = "nothing of the log is staged, so nothing was checked\n";
    let ran = repository.run(".", &["check", "--staged"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), said));
    repository.put("code", "1\n");
    repository.git(&["add", "code"]);
    let ran = repository.run("logs", &["check", "--staged"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), said));
}

#[test]
fn no_folder_for_temporary_files_is_needed() {
    let repository = Repository::new(["."]);
    repository.put("logs/2026-11-10-k7f3q.toml", LEAK);
    repository.git(&["add", "-A"]);
    let mut command = repository.sandbox.command(HIRELOG);
    command.env("TMPDIR", "/nowhere");
    let ran = repository
        .sandbox
        .run(command.args(["check", "--staged", "-q"]));
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stdout.contains("HL501"), "{ran:?}");
}
