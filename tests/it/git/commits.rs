//! `--commit` makes a commit of the one file, whatever else is going on around it.

use super::team::{OTHER_WORK, Team};
use crate::support::{HIRELOG, Sandbox};
use std::path::Path;

#[test]
fn a_new_file_is_committed_alone() {
    let team = Team::new();
    assert_eq!(team.others(), OTHER_WORK);
    let ran = team.sandbox.hirelog([
        "new",
        "-o",
        "offer-declined",
        "-r",
        "Staff Platform Engineer",
        "--commit",
    ]);
    let path = ran.stdout.trim_end().to_owned();
    let id = &path[path.len() - 10..path.len() - 5];
    let subject = format!("Add post-mortem {id}: offer-declined, Staff Platform Engineer");
    assert!(ran.stderr.ends_with(&format!("committed: {subject}\n")));
    assert_eq!(ran.code, Some(0));
    assert_eq!(team.last(), format!("{subject}\n\nA\t{path}"));
    assert_eq!(team.others(), OTHER_WORK, "what else was there stays");
    assert_eq!(team.git(&["status", "--porcelain", "logs"]).ok(), "");
    assert_eq!(
        team.git(&["show", ":changed-and-staged"]).stdout,
        "2\n",
        "what was staged is still what was staged"
    );
    assert_eq!(team.git(&["show", ":staged-and-changed-on"]).stdout, "2\n");
    // Quietly, and from another folder.
    let mut command = team.sandbox.command(HIRELOG);
    command.current_dir(team.sandbox.path("home"));
    let log = team.sandbox.path("work");
    command.arg("-q").arg("-C").arg(&log);
    let ran = team
        .sandbox
        .run(command.args(["new", "-o", "rejected", "--commit"]));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(team.last().contains(": rejected\n\nA\tlogs/2026/"));
}

#[test]
fn every_way_to_edit_commits_the_one_file() {
    let team = Team::new();
    let path = team
        .sandbox
        .hirelog(["new", "-o", "rejected", "--commit"])
        .ok();
    let id = path[path.len() - 10..path.len() - 5].to_owned();
    team.sandbox
        .hirelog([
            "edit",
            &id,
            "--as",
            "manager",
            "--owned",
            "I was late.",
            "--stage",
            "offer",
            "--commit",
        ])
        .ok();
    assert_eq!(
        team.last(),
        format!("Edit post-mortem {id}: stage, manager's section\n\nM\t{path}")
    );
    let reply = team.sandbox.put("reply", "I never asked.\n");
    let reply = reply.to_str().unwrap();
    team.sandbox
        .hirelog([
            "edit",
            &id,
            "--as",
            "candidate",
            "--reply",
            reply,
            "--commit",
        ])
        .ok();
    assert_eq!(
        team.last(),
        format!("Edit post-mortem {id}: candidate's section\n\nM\t{path}")
    );
    // An editor in which only a comment is written.
    let editor = team
        .sandbox
        .script("editor", r#"sed -i '1i # A word.' "$1""#);
    let mut command = team.sandbox.command(HIRELOG);
    command.env("EDITOR", editor);
    team.sandbox
        .run(command.args(["edit", &id, "--editor", "--commit"]))
        .ok();
    assert_eq!(team.last(), format!("Edit post-mortem {id}\n\nM\t{path}"));
    assert_eq!(team.others(), OTHER_WORK);
    // Nothing changed, nothing to commit.
    let head = team.head();
    team.sandbox
        .hirelog(["edit", &id, "--stage", "offer", "--commit"])
        .ok();
    assert_eq!(team.head(), head);
    // Changed back to what is committed.
    team.sandbox.hirelog(["edit", &id, "--team", "data"]).ok();
    let ran = team
        .sandbox
        .hirelog(["edit", &id, "--team", "", "--commit"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("the last commit has"), "{ran:?}");
    assert_eq!(team.head(), head);
    // A file that was never added.
    let path = team.sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    team.sandbox
        .hirelog(["edit", &path, "--team", "data", "--commit"])
        .ok();
    assert!(team.last().ends_with(&format!(": team\n\nA\t{path}")));
    assert_eq!(team.others(), OTHER_WORK);
}

#[test]
fn a_name_is_no_pattern() {
    let team = Team::new();
    let text = "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"\n";
    for name in ["a*b", "a-else-b", ":(top)c", "-d"] {
        team.sandbox.put(&format!("work/logs/{name}.toml"), text);
    }
    team.git(&["add", "logs"]).ok();
    team.git(&["commit", "-q", "-m", "More", "--", "logs"]).ok();
    team.sandbox
        .put("work/logs/a-else-b.toml", format!("{text}team = \"x\"\n"));
    for name in ["a*b", ":(top)c", "-d"] {
        let path = format!("logs/{name}.toml");
        let ran = team
            .sandbox
            .hirelog(["edit", &path, "--team", "data", "--commit"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert_eq!(
            team.git(&["log", "-1", "--format=", "--name-only", "-z"])
                .stdout
                .trim_end_matches('\0'),
            path
        );
    }
    let status = team.git(&["status", "--porcelain", "logs"]).stdout;
    assert_eq!(status, " M logs/a-else-b.toml\n");
}

#[test]
fn the_first_commit_of_a_repository_is_one_file_too() {
    let team = Team {
        sandbox: Sandbox::with_log(),
    };
    team.git(&["init", "-q", "-b", "main"]).ok();
    team.sandbox.put("work/staged", "1\n");
    team.git(&["add", "staged"]).ok();
    let path = team
        .sandbox
        .hirelog(["new", "-o", "rejected", "--commit"])
        .ok();
    assert!(team.last().ends_with(&format!("A\t{path}")));
    assert_eq!(
        team.git(&["ls-tree", "-r", "--name-only", "HEAD"]).ok(),
        path
    );
    assert!(team.others().starts_with("A  staged\n"));
}

#[test]
fn what_is_not_committed_yet_is_committed_although_nothing_changes() {
    let team = Team::new();
    let path = team.sandbox.hirelog(["new", "-o", "rejected"]).ok();
    let edit = |arguments: &[&str]| {
        let mut command = team.sandbox.command(HIRELOG);
        command
            .env("EDITOR", "sleep 1; true")
            .arg("edit")
            .arg(&path);
        team.sandbox.run(command.args(arguments).arg("--commit"))
    };
    // As after a commit that failed, or a hirelog that was killed in between.
    for (arguments, status) in [
        (&["--outcome", "rejected"][..], "A"),
        (&["--outcome", "withdrew"], "M"),
        (&["--editor"], "M"),
    ] {
        let head = team.head();
        let ran = edit(arguments);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.stderr.contains("committed: Edit"), "{ran:?}");
        assert_ne!(team.head(), head);
        assert!(team.last().ends_with(&format!("{status}\t{path}")));
        assert_eq!(team.git(&["status", "--porcelain", "logs"]).ok(), "");
        let again = edit(arguments);
        assert!(again.stderr.contains("nothing to commit"), "{again:?}");
        team.sandbox.put(&format!("work/{path}"), {
            let text = team.sandbox.read(format!("work/{path}"));
            format!("{text}\n# a word\n")
        });
    }
    // git was told to pass over what changes, and would do so without a word.
    for flag in ["assume-unchanged", "skip-worktree"] {
        team.git(&["update-index", &format!("--{flag}"), &path])
            .ok();
        let head = team.head();
        let said = edit(&["--team", flag]).failed(2);
        let why = format!(
            "saved, but not committed: git is told to take it for unchanged, whatever it says; take that back with git update-index --no-{flag}, then: git add {path} "
        );
        assert!(said.contains(&why), "{said}");
        assert_eq!(team.head(), head, "{flag}");
        team.git(&["update-index", &format!("--no-{flag}"), &path])
            .ok();
        edit(&["--team", flag]).ok();
        assert_ne!(team.head(), head, "{flag}");
    }
    assert_eq!(team.others(), OTHER_WORK);
}

#[test]
fn a_folder_for_temporary_files_that_is_gone_stops_nothing() {
    let team = Team::new();
    let run = |arguments: &[&str]| {
        let mut command = team.sandbox.command(HIRELOG);
        command.env("TMPDIR", "/nowhere").args(arguments);
        team.sandbox.run(&mut command)
    };
    run(&["new", "-o", "rejected", "--commit"]).ok();
}

#[test]
fn worktrees_and_submodules_are_repositories_like_any_other() {
    let team = Team::new();
    team.git(&["worktree", "add", "-q", "-b", "other", "../tree"])
        .ok();
    let clone = ["clone", "-q", "work", "outer"];
    team.sandbox
        .run(
            team.sandbox
                .command("git")
                .args(clone)
                .current_dir(team.sandbox.path("")),
        )
        .ok();
    let mut add = team.sandbox.command("git");
    add.current_dir(team.sandbox.path("outer")).args([
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        "../work",
        "module",
    ]);
    team.sandbox.run(&mut add).ok();
    for place in ["tree", "outer/module"] {
        // Named for another git, as in a hook: the file decides.
        let mut command = team.sandbox.command(HIRELOG);
        command
            .current_dir(team.sandbox.path(place))
            .env("GIT_DIR", team.sandbox.path("work/.git"))
            .env("GIT_INDEX_FILE", team.sandbox.path("nowhere"))
            .env("GIT_WORK_TREE", team.sandbox.path("home"));
        let head = team.head();
        let path = team
            .sandbox
            .run(command.args(["new", "-o", "rejected", "--commit"]))
            .ok();
        let mut last = team.sandbox.command("git");
        last.current_dir(team.sandbox.path(place));
        let last = team
            .sandbox
            .run(last.args(["log", "-1", "--format=", "--name-status"]))
            .ok();
        assert_eq!(last, format!("A\t{path}"), "{place}");
        assert_eq!(team.head(), head, "the other repository has no part in it");
    }
    assert!(!team.sandbox.path("nowhere").exists());
}

#[test]
fn nothing_runs_git_unless_asked() {
    let team = Team::new();
    let git = team.sandbox.script("bin/git", "touch ../ran-git");
    let bin = Path::new(&git).parent().unwrap().to_owned();
    let hirelog = |arguments: &[&str]| {
        let mut command = team.sandbox.command(HIRELOG);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", bin.display()));
        team.sandbox.run(command.args(arguments)).ok()
    };
    hirelog(&["new", "-o", "rejected"]);
    for arguments in [
        &["edit", "@latest", "--team", "data"][..],
        &["list"],
        &["patterns"],
        &["show", "@latest"],
        &["where"],
        &["init"],
    ] {
        hirelog(arguments);
    }
    assert!(!team.sandbox.path("ran-git").exists());
}

#[test]
fn a_dry_run_commits_nothing() {
    let team = Team::new();
    let said = team
        .sandbox
        .hirelog(["new", "-o", "rejected", "--commit", "--dry-run"])
        .failed(2);
    assert!(
        said.contains("'--commit' cannot be used with '--dry-run'"),
        "{said}"
    );
    assert!(team.sandbox.logged().is_empty());
}

#[test]
fn a_change_of_the_day_is_committed_as_a_move_whenever_it_was_made() {
    let team = Team::new();
    team.sandbox.hirelog(["init", "--hook"]).ok();
    let path = team.sandbox.hirelog(["new", "-o", "rejected", "--commit"]);
    let path = path.ok().trim_end().to_owned();
    let id = &path[path.len() - 10..path.len() - 5];
    let on = |day: &str| format!("logs/{}/{day}-{id}.toml", &day[..4]);
    let moved = || {
        let last = ["log", "-1", "-M", "--format=%s", "--name-status"];
        let shown = team.git(&last).ok();
        let listed = team.git(&["ls-files", "logs"]).ok();
        assert_eq!(team.git(&["status", "--porcelain", "logs"]).ok(), "");
        assert_eq!(team.others(), OTHER_WORK);
        (shown.replace(char::is_numeric, "#"), listed)
    };
    let edit = |arguments: &[&str]| {
        let mut hirelog = team.sandbox.command(HIRELOG);
        team.sandbox.run(hirelog.args(["edit", id]).args(arguments))
    };
    let as_moved = |about: &str, from: &str, to: &str| {
        let shown = format!("Edit post-mortem {id}: {about}\n\nR085\t{from}\t{to}");
        (shown.replace(char::is_numeric, "#"), to.to_owned())
    };
    edit(&["--date", "2025-12-30", "--commit"]).ok();
    assert_eq!(moved(), as_moved("date", &path, &on("2025-12-30")));
    // Renamed at first, and committed later.
    edit(&["--date", "2026-11-02"]).ok();
    edit(&["--team", "data", "--commit"]).ok();
    let (before, now) = (on("2025-12-30"), on("2026-11-02"));
    assert_eq!(moved(), as_moved("team", &before, &now));
    // Back to where it was, and nothing is left to do.
    edit(&["--date", "2026-11-03"]).ok();
    edit(&["--date", "2026-11-02", "--commit"]).ok();
    assert_eq!(team.git(&["status", "--porcelain", "logs"]).ok(), "");
    // Refused, the index is as it was, and what is to be typed does it.
    let hook = team.sandbox.path("work/.git/hooks/pre-commit");
    let ours = std::fs::read_to_string(&hook).unwrap();
    std::fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    let staged = team.git(&["ls-files", "--stage"]).ok();
    let ran = edit(&["--date", "2025-12-30", "--commit"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(team.git(&["ls-files", "--stage"]).ok(), staged);
    std::fs::write(&hook, ours).unwrap();
    let way = format!("git add {before} {now} && git commit {before} {now}");
    assert!(ran.stderr.contains(&way), "{ran:?}");
    let way = way.replace("git commit", "git commit -qm 'Edit post-mortem By: hand'");
    team.sandbox
        .run(team.sandbox.command("sh").args(["-c", &way]))
        .ok();
    let by_hand = moved();
    assert_eq!(by_hand.1, before);
    // A name that git never knew.
    let path = team.sandbox.hirelog(["new", "-o", "withdrew"]).ok();
    let ran = team
        .sandbox
        .hirelog(["edit", path.trim_end(), "--date", "2026-11-02", "--commit"]);
    ran.ok();
    assert!(team.last().contains("\n\nA\tlogs/2026/2026-11-02-"));
    // With what no commit may keep, neither name is committed.
    let ran = edit(&[
        "--date",
        "2026-11-04",
        "--tldr",
        "jo@example.com",
        "--commit",
    ]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let (old, new) = (before, on("2026-11-04"));
    let way = format!("git add {new} {old} && git commit {new} {old}");
    assert!(ran.stderr.contains(&way), "{ran:?}");
    assert_eq!(
        team.git(&["status", "--porcelain", "logs"]).stdout,
        format!(" D {old}\n?? {new}\n")
    );
}
