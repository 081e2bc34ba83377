//! Where git, or a hook, does not commit, the file is kept and what is said is the
//! reason.

use super::team::{OTHER_WORK, Team};
use crate::support::{HIRELOG, Sandbox};
use std::fs;
use std::thread;

#[test]
fn where_git_cannot_commit_the_file_is_kept_and_one_line_says_why() {
    // Outside a repository.
    let alone = Team {
        sandbox: Sandbox::with_log(),
    };
    assert_eq!(alone.refuses_plainly(), "it is in no git repository");
    // Without git.
    let team = Team::new();
    let mut command = team.sandbox.command(HIRELOG);
    command.env("PATH", team.sandbox.path("home"));
    assert_eq!(team.refuses(&mut command), "git is not installed");
    // Without a name to commit under.
    let nameless = Team::new();
    nameless.git(&["config", "user.useConfigOnly", "true"]).ok();
    let mut command = nameless.sandbox.command(HIRELOG);
    for name in [
        "AUTHOR_NAME",
        "AUTHOR_EMAIL",
        "COMMITTER_NAME",
        "COMMITTER_EMAIL",
    ] {
        command.env_remove(format!("GIT_{name}"));
    }
    let said = nameless.refuses_in_words_of_git(&mut command);
    assert!(
        said.contains("\n  *** Please tell me who you are.\n"),
        "{said}"
    );
    let way = "\nwhen that is settled: git add logs/2026/2026-11-20-";
    assert!(said.contains(way), "{said}");
    // On no branch.
    let detached = Team::new();
    detached.git(&["checkout", "-q", "--detach"]).ok();
    let said = detached.refuses_plainly();
    assert!(said.starts_with("no branch is checked out"), "{said}");
    // Ignored.
    let ignored = Team::new();
    ignored
        .sandbox
        .put("work/.git/info/exclude", "# no\nlogs/\n");
    let said = ignored.refuses_in_words_of_git(&mut ignored.sandbox.command(HIRELOG));
    let rule = ":\n  The following paths are ignored by one of your .gitignore files:\n  logs\n";
    assert!(said.starts_with(rule), "{said}");
    // In the folder of git itself.
    let inside = Team::new();
    inside
        .sandbox
        .put("work/.git/log/hirelog.toml", "schema = 1\n");
    let mut command = inside.sandbox.command(HIRELOG);
    let ran = inside
        .sandbox
        .run(command.args(["-C", ".git/log", "-q", "new", "-o", "rejected", "--commit"]));
    assert_eq!(
        ran.failed(2),
        "saved, but not committed: it is not in the working tree of the repository\n"
    );
}

/// What git has begun, and the commands that begin it.
type Begun = (&'static str, &'static [&'static [&'static str]]);

const BEGUN: [Begun; 6] = [
    (
        "a merge",
        &[&["merge", "-q", "--no-commit", "--no-ff", "side"]],
    ),
    ("a rebase", &[&["rebase", "-q", "clash"]]),
    ("a squashed merge", &[&["merge", "-q", "--squash", "side"]]),
    ("a cherry-pick", &[&["cherry-pick", "clash"]]),
    ("a revert", &[&["revert", "--no-edit", "HEAD~1"]]),
    ("a bisect", &[&["bisect", "start"], &["bisect", "bad"]]),
];

#[test]
fn what_git_has_not_finished_is_not_committed_into() {
    nothing_is_committed_into(&BEGUN[..2]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn nothing_that_git_can_begin_is_committed_into() {
    nothing_is_committed_into(&BEGUN);
}

fn nothing_is_committed_into(begun: &[Begun]) {
    for (what, commands) in begun {
        let team = Team {
            sandbox: Sandbox::with_log(),
        };
        team.git(&["init", "-q", "-b", "main"]).ok();
        let commit = |text: &str| {
            team.sandbox.put("work/same", text);
            team.git(&["add", "-A"]).ok();
            team.git(&["commit", "-q", "-m", text]).ok();
        };
        commit("1\n");
        for branch in ["side", "clash"] {
            team.git(&["checkout", "-q", "-b", branch, "main"]).ok();
            if branch == "side" {
                team.sandbox.put("work/side", "1\n");
                team.git(&["add", "-A"]).ok();
                team.git(&["commit", "-q", "-m", "side"]).ok();
            } else {
                commit("clash\n");
            }
        }
        team.git(&["checkout", "-q", "main"]).ok();
        commit("2\n");
        commit("3\n");
        for command in *commands {
            team.git(command);
        }
        let said = team.refuses_plainly();
        let expected = format!("{what} is under way; finish it, then: git add ");
        assert!(said.starts_with(&expected), "{what}: {said}");
    }
}

#[test]
fn a_hook_or_a_signature_that_fails_says_why_in_its_own_last_lines() {
    let team = Team::new();
    let said = || team.refuses_in_words_of_git(&mut team.sandbox.command(HIRELOG));
    let hook = "work/.git/hooks/pre-commit";
    let lines = |lines: &str| team.sandbox.script(hook, lines);
    lines("echo; echo 'no commits on \u{1b}[31mFri\u{202e}days'; exit 1");
    assert_eq!(team.refuses_plainly(), "no commits on Fri\\u{202e}days");
    // What comes first is seldom the reason.
    lines("seq 1 100 | sed 's/$/ [INFO]/'; echo; echo 'error[HL501]: an address' >&2; exit 1");
    let why = said();
    assert!(why.starts_with(":\n  82 [INFO]\n"), "{why}");
    let way =
        "\n  100 [INFO]\n  error[HL501]: an address\nwhen that is settled: git add logs/2026/";
    assert!(why.contains(way), "{why}");
    lines("exit 1");
    let silent = "a hook or git refused it without a word; to see more: git add logs/";
    assert!(team.refuses_plainly().starts_with(silent));
    // A hook that leaves something running is not waited for.
    lines("sleep 600 & echo $! > ../pid");
    team.sandbox
        .hirelog(["new", "-o", "rejected", "--commit"])
        .ok();
    let pid = team.sandbox.read("pid");
    team.sandbox
        .run(team.sandbox.command("kill").arg(pid.trim()))
        .ok();
    fs::remove_file(team.sandbox.path(hook)).unwrap();
    team.git(&["config", "commit.gpgsign", "true"]).ok();
    team.git(&["config", "gpg.program", "false"]).ok();
    let why = said();
    assert!(why.contains("gpg failed to sign the data"), "{why}");
}

#[test]
fn the_way_to_commit_by_hand_works_from_where_one_stands() {
    let team = Team::new();
    team.sandbox.script(
        "work/.git/hooks/pre-commit",
        "echo no; echo not now; exit 1",
    );
    for stand in ["work", "work/logs", "home"] {
        let mut command = team.sandbox.command(HIRELOG);
        command.current_dir(team.sandbox.path(stand));
        command.arg("-C").arg(team.sandbox.path("work"));
        let new = ["new", "-q", "-o", "rejected", "-r", "it's", "--commit"];
        let said = team.sandbox.run(command.args(new)).failed(2);
        let (_, way) = said.split_once("when that is settled: ").unwrap();
        fs::remove_file(team.sandbox.path("work/.git/hooks/pre-commit")).unwrap();
        let head = team.head();
        let mut shell = team.sandbox.command("sh");
        shell.current_dir(team.sandbox.path(stand));
        let way = way.replace("commit ", "commit -q -m x ");
        team.sandbox.run(shell.args(["-c", &way])).ok();
        assert_ne!(team.head(), head, "{stand}: {way}");
        team.sandbox.script(
            "work/.git/hooks/pre-commit",
            "echo no; echo not now; exit 1",
        );
    }
}

#[test]
fn a_file_outside_a_sparse_checkout_is_refused_in_whole_sentences() {
    let team = Team::new();
    team.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/logs/2025"])
        .ok();
    let mut command = team.sandbox.command(HIRELOG);
    let new = [
        "new",
        "-q",
        "-o",
        "rejected",
        "--date",
        "2025-10-01",
        "--commit",
    ];
    let said = team.sandbox.run(command.args(new)).failed(2);
    let (_, said) = said.split_once("saved, but not committed:\n").unwrap();
    for part in [
        "outside of your sparse-checkout definition",
        "--sparse option",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn an_index_that_another_git_never_gives_back_is_named() {
    let team = Team::new();
    team.sandbox.put("work/.git/index.lock", "");
    let new = ["-q", "new", "-o", "rejected", "--commit"];
    let said = team.sandbox.hirelog(new).failed(2);
    let waited = "waiting for another git, which holds index.lock\nsaved, but not committed:\n";
    assert!(said.starts_with(waited), "{said}");
    assert!(
        said.contains("\n  remove the file manually to continue.\n"),
        "{said}"
    );
}

#[test]
fn an_index_that_another_git_holds_is_waited_for_a_moment() {
    let team = Team::new();
    let lock = team.sandbox.put("work/.git/index.lock", "");
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(std::time::Duration::from_millis(300));
            fs::remove_file(&lock).unwrap();
        });
        team.sandbox
            .hirelog(["new", "-o", "rejected", "--commit"])
            .ok();
    });
    // Many at once: each is a commit of its own.
    let before = team.git(&["rev-list", "--count", "HEAD"]).ok();
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let new = ["new", "-o", "rejected", "--commit"];
                (0..2).for_each(|_| drop(team.sandbox.hirelog(new).ok()));
            });
        }
    });
    let after = team.git(&["rev-list", "--count", "HEAD"]).ok();
    let number = |count: &str| count.parse::<usize>().unwrap();
    assert_eq!(number(&after), number(&before) + 6);
    assert_eq!(team.others(), OTHER_WORK);
}
