//! Which repository is meant, and that nothing runs which a tracked file names.

use super::team::Team;
use crate::support::{HIRELOG, Sandbox, files};
use std::fs;

/// Makes a folder of the log one that git takes for a repository of its own, as
/// anybody who may push can: all of it are files that are tracked.
fn plant(sandbox: &Sandbox, folder: &str, work_tree: &str, setting: &str) {
    for name in ["objects", "refs", "refs/heads"] {
        sandbox.put(&format!("{folder}/{name}/.keep"), "");
    }
    sandbox.put(&format!("{folder}/HEAD"), "ref: refs/heads/main\n");
    let config = format!(
        "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = {work_tree}\n{setting}\n\
         [user]\nname = x\nemail = x@example.org\n"
    );
    sandbox.put(&format!("{folder}/config"), config);
}

const MONITOR: &str = r#"fsmonitor = "touch \"$HOME\"/pwned; false""#;
const HOOKS: &str = "hooksPath = evil";

#[test]
fn nothing_of_a_repository_among_the_files_runs_and_the_commit_is_not_made_there() {
    nothing_runs(MONITOR, &["log"]);
    nothing_runs(HOOKS, &["log/logs/2026"]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn nothing_runs_wherever_a_repository_lies_among_the_files() {
    for setting in [MONITOR, HOOKS] {
        nothing_runs(setting, &["log", "log/logs", "log/logs/2026"]);
    }
}

fn nothing_runs(setting: &str, places: &[&str]) {
    for place in places {
        let sandbox = Sandbox::new();
        let run = |folder: &str, program: &str, arguments: &[&str]| {
            let mut command = sandbox.command(program);
            sandbox.run(command.args(arguments).current_dir(sandbox.path(folder)))
        };
        run("work", "git", &["init", "-q", "-b", "main"]).ok();
        sandbox.hirelog(["init", "-q", "log"]).ok();
        let new = ["-C", "log", "new", "-q", "-o", "withdrew"];
        sandbox.hirelog(new).ok();
        let up = vec![".."; place.split('/').count()].join("/");
        plant(&sandbox, &format!("work/{place}"), &up, setting);
        sandbox.script("work/evil/pre-commit", r#"touch "$HOME"/pwned"#);
        run("work", "git", &["add", "-A"]).ok();
        run("work", "git", &["commit", "-q", "-m", "Notes"]).ok();
        run("", "git", &["clone", "-q", "work", "victim"]).ok();
        // From the top, and from within what was planted.
        for (stand, log) in [("victim", "log"), ("victim/log/logs/2026", "../..")] {
            let owned = format!("I led with equity, said in {stand}.");
            // The latest is the leak of the round before.
            let edit = ["-C", log, "edit", "@latest", "--allow-findings", "--commit"];
            let edit = [&edit[..], &["--as", "manager", "--owned", &owned]].concat();
            run(stand, HIRELOG, &edit).ok();
            let new = ["-C", log, "new", "-o", "rejected", "--commit"];
            run(stand, HIRELOG, &new).ok();
            let leak = ["-C", log, "new", "-q", "-o", "rejected", "--tldr"];
            let leak = [&leak[..], &["Mail jo@example.com."]].concat();
            run(stand, HIRELOG, &leak).ok();
            run("victim", "git", &["add", "log"]).ok();
            let check = ["-C", log, "check", "--staged", "--quiet"];
            let found = run(stand, HIRELOG, &check);
            assert_eq!(found.code, Some(1), "{place}: {found:?}");
            assert!(found.stdout.contains("HL501"), "{place}: {found:?}");
            run("victim", "git", &["rm", "-q", "-r", "--cached", "log"]).ok();
            run("victim", "git", &["reset", "-q"]).ok();
            run(stand, HIRELOG, &["init", log, "--hook"]).ok();
            // It is where it belongs, and would refuse the leak from now on.
            fs::remove_file(sandbox.path("victim/.git/hooks/pre-commit")).unwrap();
            assert!(
                !sandbox.path("home/pwned").exists(),
                "{setting} in {place} ran, from {stand}"
            );
        }
        let subjects = run("victim", "git", &["log", "--format=%s"]).ok();
        let begun: Vec<_> = subjects.lines().map(|line| &line[..3]).collect();
        assert_eq!(
            begun,
            ["Add", "Edi", "Add", "Edi", "Not"],
            "{place}: {subjects}"
        );
        for below in ["objects", "refs/heads"] {
            let planted = files(&sandbox.path(&format!("victim/{place}/{below}")));
            assert_eq!(planted.len(), 1, "nothing was stored there: {planted:?}");
        }
    }
}

#[test]
fn hooks_and_settings_of_the_own_repository_count_as_with_any_git() {
    let team = Team::new();
    team.sandbox
        .script("work/own/pre-commit", r#"echo hook >> "$HOME"/ran"#);
    let monitor = team
        .sandbox
        .script("monitor", r#"echo monitor >> "$HOME"/ran; exit 1"#);
    team.git(&["config", "core.hooksPath", "own"]).ok();
    team.git(&["config", "core.fsmonitor", &monitor]).ok();
    team.sandbox
        .hirelog(["new", "-o", "rejected", "--commit"])
        .ok();
    let ran = team.sandbox.read("home/ran");
    assert!(ran.contains("hook\n") && ran.contains("monitor\n"), "{ran}");
}

#[test]
fn what_is_staged_is_asked_of_the_repository_that_the_log_is_in() {
    // `outer` is a repository only in the second round.
    for outer_is_repository in [false, true] {
        let sandbox = Sandbox::new();
        let run = |folder: &str, program: &str, arguments: &[&str]| {
            let mut command = sandbox.command(program);
            sandbox.run(command.args(arguments).current_dir(sandbox.path(folder)))
        };
        if outer_is_repository {
            run("work", "git", &["init", "-q"]).ok();
        }
        run("work", HIRELOG, &["init", "-q", "log"]).ok();
        run("work/log", "git", &["init", "-q"]).ok();
        let leak = [
            "new",
            "-q",
            "-o",
            "rejected",
            "--tldr",
            "Mail jo@example.com.",
        ];
        run("work/log", HIRELOG, &leak).ok();
        let places = [
            ("work", "log"),
            ("work/log", "."),
            ("work/log/logs", ".."),
            ("home", "../work/log"),
            ("", "work/log"),
        ];
        for (stand, log) in places {
            let check = ["-C", log, "check", "--staged", "--format", "short"];
            let nothing = run(stand, HIRELOG, &check);
            assert_eq!(nothing.code, Some(0), "from {stand}: {nothing:?}");
            run("work/log", "git", &["add", "-A"]).ok();
            let found = run(stand, HIRELOG, &check);
            assert_eq!(found.code, Some(1), "from {stand}: {found:?}");
            assert!(found.stdout.contains("HL501"), "{found:?}");
            run("work/log", "git", &["rm", "-q", "-r", "--cached", "."]).ok();
        }
        // In a hook of the outer one, the index named there is not the one meant.
        if outer_is_repository {
            run("work/log", "git", &["add", "-A"]).ok();
            let hook = format!("{HIRELOG} -C log check --staged --quiet");
            sandbox.script("work/.git/hooks/pre-commit", &hook);
            sandbox.put("work/other", "1\n");
            run("work", "git", &["add", "other"]).ok();
            let committed = run("work", "git", &["commit", "-q", "-m", "Other"]);
            assert_eq!(committed.code, Some(1), "{committed:?}");
            assert!(committed.stderr.contains("HL501") || committed.stdout.contains("HL501"));
        }
    }
}

#[test]
fn in_a_hook_the_index_of_that_commit_is_meant() {
    let team = Team::new();
    team.git(&["commit", "-q", "-a", "-m", "Rest"]).ok();
    let hook = format!("{HIRELOG} check --staged --quiet");
    team.sandbox.script("work/.git/hooks/pre-commit", &hook);
    team.git(&["worktree", "add", "-q", "-b", "other", "../tree"])
        .ok();
    for place in ["work", "tree"] {
        let run = |program: &str, arguments: &[&str]| {
            let mut command = team.sandbox.command(program);
            team.sandbox.run(
                command
                    .args(arguments)
                    .current_dir(team.sandbox.path(place)),
            )
        };
        let leak = [
            "new",
            "-q",
            "-o",
            "rejected",
            "--tldr",
            "Mail jo@example.com.",
        ];
        let leak = run(HIRELOG, &leak).ok();
        let sound = run(HIRELOG, &["new", "-q", "-o", "rejected"]).ok();
        run("git", &["add", "logs"]).ok();
        // `git commit -- PATH` makes an index of its own.
        run("git", &["commit", "-q", "-m", "Sound", "--", &sound]).ok();
        let refused = run("git", &["commit", "-q", "-m", "Leak", "--", &leak]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        let refused = run("git", &["commit", "-q", "-m", "Leak"]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        // Where git is told where its folder is, and hands that on.
        let folder = run("git", &["rev-parse", "--absolute-git-dir"]).ok();
        let named = [
            "--git-dir",
            &folder,
            "--work-tree",
            ".",
            "commit",
            "-q",
            "-m",
            "Leak",
        ];
        let refused = run("git", &named);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        run("git", &["rm", "-q", "-f", &leak]).ok();
    }
}

#[test]
fn a_repository_whose_folder_has_another_name_checks_what_is_staged_in_its_hook() {
    // As people keep the files of their home folder: nothing is called .git.
    let sandbox = Sandbox::with_log();
    let git = |arguments: &[&str]| {
        let mut command = sandbox.command("git");
        command.args(["--git-dir", "../dots", "--work-tree", "."]);
        sandbox.run(command.args(arguments))
    };
    let init = ["init", "-q", "--bare", "-b", "main", "../dots"];
    sandbox.run(sandbox.command("git").args(init)).ok();
    git(&["config", "core.bare", "false"]).ok();
    let leak = [
        "new",
        "-q",
        "-o",
        "rejected",
        "--tldr",
        "Mail jo@example.com.",
    ];
    sandbox.hirelog(leak).ok();
    let hook = format!("{HIRELOG} check --staged --quiet");
    sandbox.script("dots/hooks/pre-commit", &hook);
    git(&["add", "-A"]).ok();
    let refused = git(&["commit", "-q", "-m", "Leak"]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
}
