//! What git makes of the files: people who write at the same time in clones of
//! their own find all of it in the merge.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox, files};
use hirelog::tested::{Party, PostMortem, Section, decode};
use std::fs;
use std::path::Path;
use std::thread;

/// A team's repository with a log in it, cloned twice.
struct Clones {
    sandbox: Sandbox,
}

impl Clones {
    fn new() -> Self {
        let clones = Self {
            sandbox: Sandbox::new(),
        };
        clones
            .git(
                "work",
                &["init", "-q", "--bare", "-b", "main", "../team.git"],
            )
            .ok();
        clones
            .git("work", &["clone", "-q", "../team.git", "../a"])
            .ok();
        clones.hirelog("a", &["init"]).ok();
        clones.commit("a");
        clones.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        clones
            .git("work", &["clone", "-q", "../team.git", "../b"])
            .ok();
        clones
    }

    fn run(&self, program: &str, clone: &str, arguments: &[&str]) -> Ran {
        let mut command = self.sandbox.command(program);
        self.sandbox.run(
            command
                .args(arguments)
                .current_dir(self.sandbox.path(clone)),
        )
    }

    fn git(&self, clone: &str, arguments: &[&str]) -> Ran {
        self.run("git", clone, arguments)
    }

    fn hirelog(&self, clone: &str, arguments: &[&str]) -> Ran {
        self.run(HIRELOG, clone, arguments)
    }

    fn commit(&self, clone: &str) {
        self.git(clone, &["add", "-A"]).ok();
        self.git(clone, &["commit", "-q", "-m", "More"]).ok();
    }

    /// What A has is now in B as well.
    fn share(&self) {
        self.commit("a");
        self.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        self.git("b", &["pull", "-q", "origin", "main"]).ok();
    }

    /// A writes, B writes; B merges what A pushed. The merge in B.
    fn merged(&self) -> Ran {
        self.commit("a");
        self.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        self.commit("b");
        self.git(
            "b",
            &[
                "-c",
                "merge.conflictStyle=diff3",
                "pull",
                "-q",
                "--no-rebase",
                "--no-edit",
                "origin",
                "main",
            ],
        )
    }
}

#[test]
fn two_clones_that_write_the_same_role_on_the_same_day_merge() {
    let clones = Clones::new();
    let new = [
        "new",
        "--outcome",
        "rejected",
        "--role",
        "Data Analyst",
        "--date",
        "2026-11-20",
    ];
    thread::scope(|scope| {
        for clone in ["a", "b"] {
            scope.spawn(|| (0..20).for_each(|_| drop(clones.hirelog(clone, &new).ok())));
        }
    });
    clones.merged().ok();
    let logged = files(&clones.sandbox.path("b/logs"));
    assert_eq!(logged.len(), 40, "{logged:?}");
    assert_eq!(clones.hirelog("b", &["list"]).ok().lines().count(), 40);
}

/// What somebody may write in a section.
fn sections() -> Vec<Section> {
    let long = "I led with the equity story and moved on when they asked about parental benefits. "
        .repeat(4);
    let lines = "I did not ask.\n\n  - twice\n[candidate]\nowned = \"\"\nnext = \"\"".to_owned();
    let mut sections = Vec::new();
    for owned in ["I did not ask.".to_owned(), long.trim().to_owned(), lines] {
        for next in ["", "Ask first.", "Ask first.\nThen listen."] {
            sections.push(Section {
                by: None,
                owned: owned.clone(),
                dropped: vec!["feedback-late".to_owned()],
                next: next.to_owned(),
            });
        }
    }
    sections
}

fn edit(clones: &Clones, clone: &str, id: &str, party: Party, section: &Section) {
    let mut arguments = vec![
        "edit",
        id,
        "--as",
        party.as_str(),
        "--owned",
        &section.owned,
        "--dropped",
        "feedback-late",
    ];
    if !section.next.is_empty() {
        arguments.extend(["--next", &section.next]);
    }
    clones.hirelog(clone, &arguments).ok();
}

#[test]
fn a_clone_that_fills_in_another_section_merges() {
    two_sections_filled_in_apart_merge(3);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_clone_that_fills_in_another_section_merges_whatever_the_text() {
    two_sections_filled_in_apart_merge(1);
}

/// Each pair of parties with one text in so many, and each text with some pair.
fn two_sections_filled_in_apart_merge(step: usize) {
    let pairs: Vec<_> = Party::ALL
        .into_iter()
        .flat_map(|first| Party::ALL.map(|second| (first, second)))
        .filter(|(first, second)| first != second)
        .collect();
    assert_eq!(pairs.len(), 6);
    // One file a pair and text: a commit and a merge for all of them.
    let clones = Clones::new();
    let mut cases = Vec::new();
    for (number, &(first, second)) in pairs.iter().enumerate() {
        let texts = sections().into_iter().enumerate();
        for (index, section) in texts.skip(number % step).step_by(step) {
            let other = sections().remove((index * 4 + 1) % 9);
            let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
            cases.push((path, (first, section), (second, other)));
        }
    }
    clones.share();
    for (path, first, second) in &cases {
        edit(&clones, "a", path, first.0, &first.1);
        edit(&clones, "b", path, second.0, &second.1);
    }
    clones.merged().ok();
    for (path, first, second) in cases {
        let text = fs::read_to_string(clones.sandbox.path("b").join(&path)).unwrap();
        let merged = decode(&text)
            .post_mortem
            .unwrap_or_else(|| panic!("{text}"));
        let mut both = PostMortem::new(merged.date, "rejected");
        for (party, section) in [first, second] {
            *both.section_mut(party) = Section {
                by: Some(party),
                ..section
            };
        }
        assert_eq!(merged, both, "{text}");
    }
}

#[test]
fn a_clone_that_fills_in_the_head_merges_with_one_that_fills_in_a_section() {
    let clones = Clones::new();
    let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
    clones.share();
    let head = [
        "--team",
        "data",
        "--tldr",
        "One.\nTwo.",
        "--pitched",
        "mission",
    ];
    clones
        .hirelog("a", &[&["edit", &path][..], &head].concat())
        .ok();
    let section = ["--as", "manager", "--owned", "I did not ask."];
    clones
        .hirelog("b", &[&["edit", &path][..], &section].concat())
        .ok();
    clones.merged().ok();
    let text = fs::read_to_string(clones.sandbox.path("b").join(&path)).unwrap();
    let merged = decode(&text)
        .post_mortem
        .unwrap_or_else(|| panic!("{text}"));
    assert_eq!(merged.tldr.as_deref(), Some("One.\nTwo."));
    assert_eq!(merged.pitched, ["mission"]);
    assert_eq!(merged.section(Party::Manager).owned, "I did not ask.");
}

#[test]
fn a_merge_that_fails_is_named_with_its_lines_and_not_written_to() {
    let clones = Clones::new();
    let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
    clones.share();
    for clone in ["a", "b"] {
        let owned = format!("Written in {clone}.\nAnd more.");
        clones
            .hirelog(
                clone,
                &["edit", &path, "--as", "manager", "--owned", &owned],
            )
            .ok();
    }
    assert_eq!(clones.merged().code, Some(1), "both wrote the same section");
    let before = fs::read(clones.sandbox.path("b").join(&path)).unwrap();
    let said = clones.hirelog("b", &["list"]).failed(2);
    for part in [
        "a merge left a conflict marker here: <<<<<<<",
        "|||||||",
        ">>>>>>>",
        &path,
        "git add",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    clones
        .hirelog("b", &["edit", "@latest", "--team", "data"])
        .failed(2);
    clones
        .hirelog("b", &["edit", &path, "--team", "data"])
        .failed(2);
    assert_eq!(
        fs::read(clones.sandbox.path("b").join(&path)).unwrap(),
        before
    );
}

#[test]
fn line_ends_in_the_repository_are_one_newline() {
    let clones = Clones::new();
    let path = clones
        .hirelog(
            "a",
            &["new", "--outcome", "rejected", "--role", "Data Analyst"],
        )
        .ok();
    let file = clones.sandbox.path("a").join(&path);
    let windows = fs::read_to_string(&file).unwrap().replace('\n', "\r\n");
    fs::write(&file, &windows).unwrap();
    clones
        .hirelog(
            "a",
            &["edit", &path, "--as", "manager", "--owned", "One.\nTwo."],
        )
        .ok();
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "a clone may use others"
    );
    clones.commit("a");
    let stored = clones.git("a", &["show", &format!("HEAD:{path}")]).ok();
    assert_eq!(stored, text.replace("\r\n", "\n").trim_end());
    assert_eq!(
        clones
            .git("a", &["ls-files", "--eol", &path])
            .ok()
            .split_whitespace()
            .next(),
        Some("i/lf")
    );
    assert!(Path::new(&path).starts_with("logs"));
}

/// A repository with a log in it, one commit old, beside other work: one file
/// staged and then changed further, one only changed, one never added.
struct Team {
    sandbox: Sandbox,
}

const OTHER_WORK: &str = " M changed\nM  changed-and-staged\nMM staged-and-changed-on\n?? new\n";

impl Team {
    fn new() -> Self {
        let team = Self {
            sandbox: Sandbox::new(),
        };
        team.git(&["init", "-q", "-b", "main"]).ok();
        team.sandbox.hirelog(["init"]).ok();
        for name in ["changed", "changed-and-staged", "staged-and-changed-on"] {
            team.sandbox.put(&format!("work/{name}"), "1\n");
        }
        team.git(&["add", "-A"]).ok();
        team.git(&["commit", "-q", "-m", "Begin"]).ok();
        for name in ["changed", "changed-and-staged", "staged-and-changed-on"] {
            team.sandbox.put(&format!("work/{name}"), "2\n");
        }
        team.git(&["add", "changed-and-staged", "staged-and-changed-on"])
            .ok();
        team.sandbox.put("work/staged-and-changed-on", "3\n");
        team.sandbox.put("work/new", "1\n");
        team
    }

    fn git(&self, arguments: &[&str]) -> Ran {
        self.sandbox
            .run(self.sandbox.command("git").args(arguments))
    }

    /// What is staged and changed, without the log.
    fn others(&self) -> String {
        let status = self.git(&["status", "--porcelain", "--", ":!logs"]);
        let mut lines: Vec<_> = status.stdout.lines().collect();
        lines.sort_unstable_by_key(|line| line[3..].to_owned());
        lines.sort_by_key(|line| line[..2] == *"??");
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "-q", "--verify", "HEAD"]).stdout
    }

    /// Runs `hirelog new --commit`, which cannot commit; why not, in one line.
    #[track_caller]
    fn refuses(&self, command: &mut std::process::Command) -> String {
        let said = self.refuses_in_words_of_git(command);
        assert_eq!(said.lines().count(), 1, "{said}");
        let why = said.strip_prefix(": ");
        why.unwrap_or_else(|| panic!("{said}")).to_owned()
    }

    /// The same, and where git or a hook refuses, all of what is passed on.
    #[track_caller]
    fn refuses_in_words_of_git(&self, command: &mut std::process::Command) -> String {
        let (head, before) = (self.head(), self.git(&["status", "--porcelain"]).stdout);
        let staged = self.git(&["ls-files", "--stage"]).stdout;
        let logged = self.sandbox.logged().len();
        let ran = self
            .sandbox
            .run(command.args(["-q", "new", "-o", "rejected", "--commit"]));
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(
            ran.stdout.trim_end().ends_with(".toml"),
            "the path is printed: {ran:?}"
        );
        assert_eq!(self.sandbox.logged().len(), logged + 1, "the file is kept");
        assert_eq!(self.head(), head, "no commit");
        assert_eq!(
            self.git(&["ls-files", "--stage"]).stdout,
            staged,
            "the index is as it was"
        );
        let after = self.git(&["status", "--porcelain"]).stdout;
        let without_logs = |status: &str| {
            let others = status.lines().filter(|line| !line.contains("logs/"));
            others.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_logs(&after), without_logs(&before));
        let said = ran.stderr.trim_end();
        let why = said.strip_prefix("saved, but not committed");
        why.unwrap_or_else(|| panic!("{said}")).to_owned()
    }

    #[track_caller]
    fn refuses_plainly(&self) -> String {
        self.refuses(&mut self.sandbox.command(HIRELOG))
    }

    /// Subject and files of the last commit.
    fn last(&self) -> String {
        self.git(&["log", "-1", "--format=%s", "--name-status"])
            .ok()
    }
}

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

#[test]
fn what_git_has_not_finished_is_not_committed_into() {
    let begun: [(&str, &[&[&str]]); 6] = [
        (
            "a merge",
            &[&["merge", "-q", "--no-commit", "--no-ff", "side"]],
        ),
        ("a squashed merge", &[&["merge", "-q", "--squash", "side"]]),
        ("a cherry-pick", &[&["cherry-pick", "clash"]]),
        ("a revert", &[&["revert", "--no-edit", "HEAD~1"]]),
        ("a rebase", &[&["rebase", "-q", "clash"]]),
        ("a bisect", &[&["bisect", "start"], &["bisect", "bad"]]),
    ];
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
        for command in commands {
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
fn what_is_not_committed_yet_is_committed_although_nothing_changes() {
    let team = Team::new();
    let path = team.sandbox.hirelog(["new", "-o", "rejected"]).ok();
    let edit = |arguments: &[&str]| {
        let mut command = team.sandbox.command(HIRELOG);
        command.env("EDITOR", "true").arg("edit").arg(&path);
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
fn an_index_that_another_git_holds_is_waited_for_a_moment() {
    let team = Team::new();
    let lock = team.sandbox.put("work/.git/index.lock", "");
    let new = ["-q", "new", "-o", "rejected", "--commit"];
    let said = team.sandbox.hirelog(new).failed(2);
    let waited = "waiting for another git, which holds index.lock\nsaved, but not committed:\n";
    assert!(said.starts_with(waited), "{said}");
    assert!(
        said.contains("\n  remove the file manually to continue.\n"),
        "{said}"
    );
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
        for _ in 0..4 {
            scope.spawn(|| {
                let new = ["new", "-o", "rejected", "--commit"];
                (0..3).for_each(|_| drop(team.sandbox.hirelog(new).ok()));
            });
        }
    });
    let after = team.git(&["rev-list", "--count", "HEAD"]).ok();
    let number = |count: &str| count.parse::<usize>().unwrap();
    assert_eq!(number(&after), number(&before) + 12);
    assert_eq!(team.others(), OTHER_WORK);
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

#[test]
fn nothing_of_a_repository_among_the_files_runs_and_the_commit_is_not_made_there() {
    let settings = [
        r#"fsmonitor = "touch \"$HOME\"/pwned; false""#,
        "hooksPath = evil",
    ];
    for setting in settings {
        for place in ["log", "log/logs", "log/logs/2026"] {
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
