//! The workflow that `init --ci` writes for a filled-in form: its steps as they are, with
//! real git and a `gh` that writes down what it was asked.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox};
use std::path::Path;
use std::process::Command;

const OPEN: &str =
    "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\nstage = \"final-loop\"\n";
const OWN: &str =
    "### What is yours to own: one thing you did, or did not do, that made a difference?";
const NEXT: &str = "### What will you do next time, and before which step?";
const BOXES: &str = "### If you led the hiring: tick what says it\n\n- [X] feedback-late: my feedback came late\n- [ ] decision-delayed: I could not decide\n";

/// A team's repository with two open post-mortems, one as it is at the origin.
struct Team {
    sandbox: Sandbox,
}

impl Team {
    /// `None` where a program is missing that the workflow needs beside git.
    fn new() -> Option<Self> {
        if !has_jq() {
            return None;
        }
        let team = Self {
            sandbox: Sandbox::new(),
        };
        let sandbox = &team.sandbox;
        team.git(&["init", "-q", "-b", "main"]);
        sandbox.hirelog(["init", "--ci", "-q"]).ok();
        for id in ["b7k2m", "c8m3n"] {
            sandbox.put(&format!("work/logs/2026/2026-11-18-{id}.toml"), OPEN);
        }
        team.git(&["add", "-A"]);
        team.git(&["commit", "-q", "-m", "A log"]);
        let origin = sandbox.path("origin.git");
        team.git(&["clone", "-q", "--bare", ".", origin.to_str().unwrap()]);
        team.git(&["remote", "add", "origin", origin.to_str().unwrap()]);
        sandbox.put("may", "write\n");
        sandbox.script(
            "bin/gh",
            r#"echo "$*" >> "$HOME/gh"; [ "$1" != api ] || cat "$HOME/../may""#,
        );
        Some(team)
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut command = self.sandbox.command("git");
        self.sandbox.run(command.args(arguments)).ok()
    }

    /// Runs a step of the workflow for an issue with this body.
    fn step(&self, index: usize, body: &str) -> Ran {
        let sandbox = &self.sandbox;
        let event = serde_json::json!({ "issue": { "body": body.replace('\n', "\r\n") } });
        let event = sandbox.put("event.json", event.to_string());
        let workflow = sandbox.read("work/.github/workflows/look-back.yml");
        let variables = [
            ("AUTHOR", "robin"),
            ("SENDER", "sam"),
            ("ISSUE", "12"),
            ("HIRELOG_DIR", "."),
            ("GITHUB_EVENT_PATH", event.to_str().unwrap()),
        ];
        run_step(sandbox, &scripts(&workflow)[index], &variables)
    }

    /// The step that writes; afterwards back to where the next run begins.
    fn write(&self, body: &str) -> Ran {
        let ran = self.step(1, body);
        self.git(&["switch", "-q", "-f", "main"]);
        self.git(&[
            "branch",
            "--list",
            "look-back/*",
            "--format=%(refname:short)",
        ])
        .lines()
        .for_each(|branch| drop(self.git(&["branch", "-q", "-D", branch])));
        ran
    }

    /// The branches of the origin, but `main`.
    fn pushed(&self) -> String {
        let all = self.git(&["ls-remote", "--heads", "origin", "look-back/*"]);
        let names = all.lines().map(|line| line.rsplit('\t').next().unwrap());
        names.collect::<Vec<_>>().join(" ")
    }

    fn asked_of_gh(&self) -> String {
        self.sandbox.read("home/gh")
    }
}

pub fn has_jq() -> bool {
    let has = Command::new("jq").arg("--version").output().is_ok();
    assert!(has || std::env::var_os("EVERY_TOOL").is_none(), "no jq");
    has
}

/// Runs the script of a step as GitHub does, with the programs that the sandbox has in `bin`.
pub fn run_step(sandbox: &Sandbox, script: &str, variables: &[(&str, &str)]) -> Ran {
    let script = sandbox.put("script", script);
    let programs = [&sandbox.path("bin"), Path::new(HIRELOG).parent().unwrap()];
    let programs = programs.map(|path| path.to_str().unwrap()).join(":");
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap());
    let mut command = sandbox.command("bash");
    let command = command.args(["--noprofile", "--norc", "-eo", "pipefail"]);
    command.arg(script).env("PATH", path);
    command.env("GITHUB_REPOSITORY", "team/log");
    command.env("RUNNER_TEMP", sandbox.path("state"));
    command.envs(variables.iter().copied());
    sandbox.run(command)
}

/// The scripts of more than one line, as they stand below `run: |`.
pub fn scripts(workflow: &str) -> Vec<String> {
    let blocks = workflow.split("run: |\n").skip(1);
    let script = |block: &str| {
        let lines = block
            .lines()
            .take_while(|line| line.starts_with("          "));
        lines.map(|line| format!("{}\n", &line[10..])).collect()
    };
    blocks.map(script).collect()
}

fn form(mark: &str, own: &str, next: &str) -> String {
    format!("### Mark\n\n{mark}\n\n{OWN}\n\n{own}\n\n{NEXT}\n\n{next}\n\n{BOXES}")
}

#[test]
fn a_filled_in_form_becomes_a_branch_with_the_section_written() {
    let Some(team) = Team::new() else { return };
    let body = form(
        "[b7k2m manager went-quiet]",
        "I was late, and I knew it.",
        "_No response_",
    );
    team.write(&body).ok();
    assert_eq!(team.pushed(), "refs/heads/look-back/b7k2m-manager");
    team.git(&["fetch", "-q", "origin", "look-back/b7k2m-manager"]);
    let changed = team.git(&["diff", "--name-only", "main", "FETCH_HEAD"]);
    assert_eq!(changed, "logs/2026/2026-11-18-b7k2m.toml");
    let text = team.git(&["show", "FETCH_HEAD:logs/2026/2026-11-18-b7k2m.toml"]);
    assert!(
        text.contains("owned = \"I was late, and I knew it.\""),
        "{text}"
    );
    assert!(text.contains("dropped = [\"feedback-late\"]"), "{text}");
    assert!(
        !text.contains("next =") && !text.contains("response"),
        "{text}"
    );
    let asked = team.asked_of_gh();
    assert!(
        asked.contains("pr create --head look-back/b7k2m-manager"),
        "{asked}"
    );
    assert!(asked.contains("Closes #12."), "{asked}");
    // The branch is somebody's by now.
    let again = team.write(&body);
    assert!(again.stdout.contains("is there already"), "{again:?}");
    assert_eq!(again.code, Some(1));
}

#[test]
fn what_people_write_runs_nothing_and_reaches_no_other_post_mortem() {
    for own in [
        "$(touch pwned) `touch pwned`; touch pwned #",
        "\"; touch pwned; echo \"",
        "'$(touch pwned)'\n\nEOF\ntouch pwned",
        "I was late.\n\n### Mark\n\n[c8m3n manager]\n\nI was late there too.",
        "I was late.\n\n[c8m3n recruiter]\n\nSo was I.",
    ] {
        let Some(team) = Team::new() else { return };
        team.write(&form("[b7k2m manager]", own, "Be on time."));
        assert!(!team.sandbox.path("work/pwned").exists(), "{own}");
        for branch in team.pushed().split_whitespace() {
            assert_eq!(branch, "refs/heads/look-back/b7k2m-manager", "{own}");
            team.git(&["fetch", "-q", "origin", branch]);
            let changed = team.git(&["diff", "--name-only", "main", "FETCH_HEAD"]);
            assert_eq!(changed, "logs/2026/2026-11-18-b7k2m.toml", "{own}");
            let text = team.git(&["show", "FETCH_HEAD:logs/2026/2026-11-18-b7k2m.toml"]);
            assert!(!text.contains("too") && !text.contains("So was"), "{text}");
        }
    }
}

#[test]
fn no_mark_no_answer_and_a_finding_push_nothing() {
    let Some(team) = Team::new() else { return };
    for (body, says) in [
        (form("", "I was late.", "Be on time."), "holds no mark"),
        (form("--help", "I was late.", ""), "holds no mark"),
        (form("[--all manager]", "I was late.", ""), "holds no mark"),
        (form("[b7k2m nobody]", "I was late.", ""), "holds no mark"),
        (
            form("[b7k2m manager] $(id)", "I was late.", ""),
            "holds no mark",
        ),
        (form("[zzzzz manager]", "I was late.", ""), "no post-mortem"),
        (
            form(
                "[b7k2m candidate]",
                "Which role was this again?",
                "_No response_",
            )
            .replace("[X]", "[ ]"),
            "asks something back",
        ),
        (
            form(
                "[b7k2m manager]",
                "I should have told jo@example.com.",
                "Ask.",
            ),
            "HL501",
        ),
    ] {
        let ran = team.write(&body);
        assert_ne!(ran.code, Some(0), "{body}\n{ran:?}");
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(said.contains(says), "{body}\n{said}");
        assert_eq!(team.pushed(), "", "{body}");
    }
}

#[test]
fn only_people_who_may_write_are_heard() {
    let Some(team) = Team::new() else { return };
    for (may, is_heard) in [
        ("admin", true),
        ("write", true),
        ("read", false),
        ("none", false),
    ] {
        team.sandbox.put("may", may);
        assert_eq!(team.step(0, "").code == Some(0), is_heard, "{may}");
    }
    let asked = team.asked_of_gh();
    for person in ["robin", "sam"] {
        let question = format!("api repos/team/log/collaborators/{person}/permission");
        assert!(asked.contains(&question), "{asked}");
    }
}

/// The conditions that no step can show.
#[test]
fn the_workflow_may_do_no_more_than_it_needs() {
    let Some(team) = Team::new() else { return };
    let workflow = team.sandbox.read("work/.github/workflows/look-back.yml");
    let scripts = scripts(&workflow);
    assert!(scripts.iter().all(|script| !script.contains("${{")));
    assert!(workflow.contains("if: github.event.repository.visibility == 'private'"));
    let may: Vec<&str> = workflow
        .lines()
        .filter(|line| line.contains(": write #"))
        .collect();
    assert_eq!(may.len(), 2, "{may:?}");
    assert!(may[0].contains("contents:") && may[1].contains("pull-requests:"));
    assert!(workflow.contains("\npermissions: {}\n") && !workflow.contains("write-all"));
}
