//! A repository in which people work on other things too, and how a commit there is
//! refused.

use crate::support::{HIRELOG, Ran, Sandbox};

/// A repository with a log in it, one commit old, beside other work: one file
/// staged and then changed further, one only changed, one never added.
pub struct Team {
    pub sandbox: Sandbox,
}

pub const OTHER_WORK: &str =
    " M changed\nM  changed-and-staged\nMM staged-and-changed-on\n?? new\n";

impl Team {
    pub fn new() -> Self {
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

    pub fn git(&self, arguments: &[&str]) -> Ran {
        self.sandbox
            .run(self.sandbox.command("git").args(arguments))
    }

    /// What is staged and changed, without the log.
    pub fn others(&self) -> String {
        let status = self.git(&["status", "--porcelain", "--", ":!logs"]);
        let mut lines: Vec<_> = status.stdout.lines().collect();
        lines.sort_unstable_by_key(|line| line[3..].to_owned());
        lines.sort_by_key(|line| line[..2] == *"??");
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    pub fn head(&self) -> String {
        self.git(&["rev-parse", "-q", "--verify", "HEAD"]).stdout
    }

    /// Runs `hirelog new --commit`, which cannot commit; why not, in one line.
    #[track_caller]
    pub fn refuses(&self, command: &mut std::process::Command) -> String {
        let said = self.refuses_in_words_of_git(command);
        assert_eq!(said.lines().count(), 1, "{said}");
        let why = said.strip_prefix(": ");
        why.unwrap_or_else(|| panic!("{said}")).to_owned()
    }

    /// The same, and where git or a hook refuses, all of what is passed on.
    #[track_caller]
    pub fn refuses_in_words_of_git(&self, command: &mut std::process::Command) -> String {
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
    pub fn refuses_plainly(&self) -> String {
        self.refuses(&mut self.sandbox.command(HIRELOG))
    }

    /// Subject and files of the last commit.
    pub fn last(&self) -> String {
        self.git(&["log", "-1", "--format=%s", "--name-status"])
            .ok()
    }
}
