//! After `init --hook` what may not be committed is refused, by real commits of a real
//! git, in every set-up that people have; and `check --hook` says so beforehand, and says
//! it where that is not so.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;
use std::os::unix::fs::PermissionsExt;

const LEAKS: [(&str, &str); 4] = [
    ("HL501", "tldr = \"Mail jo@example.com to ask.\""),
    ("HL502", "tldr = \"Rang +44 7700 900123 twice.\""),
    (
        "HL602",
        "tldr = \"She is pregnant and would be out by spring.\"",
    ),
    ("HL006", "role = Data Analyst"),
];

/// A repository, where one stands in it, and how one commits there.
struct SetUp {
    sandbox: Sandbox,
    /// Below the sandbox.
    top: &'static str,
    log: &'static str,
    environment: Vec<(&'static str, String)>,
    /// Before each commit; with `F` for the file.
    stage: &'static [&'static str],
    commit: &'static [&'static str],
}

impl SetUp {
    /// With one sound file that the last commit has.
    fn new(log: &'static str) -> Self {
        let setup = Self {
            sandbox: Sandbox::new(),
            top: "work",
            log,
            environment: Vec::new(),
            stage: &["add", "-A"],
            commit: &["commit", "-q", "-m", "Leak"],
        };
        setup.git(&["init", "-q", "-b", "main"]).ok();
        setup
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Ran {
        let mut command = self.sandbox.command(program);
        command.current_dir(self.sandbox.path(self.top));
        command.envs(self.environment.iter().cloned());
        self.sandbox.run(command.args(arguments))
    }

    fn git(&self, arguments: &[&str]) -> Ran {
        self.run("git", arguments)
    }

    fn put(&self, lines: &str) {
        let file = format!(
            "{}/{}/logs/2026/2026-11-02-x-k7f3q.toml",
            self.top, self.log
        );
        let text = format!("schema = 1\ndate = 2026-11-02\noutcome = \"rejected\"\n{lines}\n");
        self.sandbox.put(&file, text);
    }

    fn begin(&self) {
        self.put("");
        self.git(&["add", "-A"]).ok();
        self.git(&["commit", "-q", "-m", "Begin"]).ok();
    }

    fn init(&self) -> Ran {
        self.run(HIRELOG, &["init", "--hook", "--", self.log])
    }

    /// Installs the hook, which says that it guards, and commits something sound with it.
    #[track_caller]
    fn install(&self) {
        let said = self.init();
        assert_eq!(said.code, Some(0), "{said:?}");
        let told = "was tried: it refuses what may not be committed";
        assert!(said.stderr.contains(told), "{said:?}");
        self.begin();
    }

    /// Every leak, one by one.
    #[track_caller]
    fn refuses(&self) {
        let proof = self.run(HIRELOG, &["-C", self.log, "check", "--hook"]);
        assert_eq!(proof.code, Some(0), "{proof:?}");
        assert!(!proof.stdout.contains("LET THROUGH"), "{proof:?}");
        let head = self.git(&["rev-parse", "HEAD"]).ok();
        for (code, lines) in LEAKS {
            self.put(lines);
            if !self.stage.is_empty() {
                self.git(self.stage).ok();
            }
            let ran = self.git(self.commit);
            assert_eq!(ran.code, Some(1), "{code}: {ran:?}");
            let said = format!("{}{}", ran.stdout, ran.stderr);
            assert!(said.contains(code), "{code}: {said}");
            assert_eq!(self.git(&["rev-parse", "HEAD"]).ok(), head, "{code}");
        }
        self.put("role = \"Data Analyst\"");
        self.git(&["add", "-A"]).ok();
        self.git(&["commit", "-q", "-m", "Sound"]).ok();
    }
}

#[test]
fn in_a_subfolder_and_with_spaces_in_names() {
    for log in [".", "hiring", "our hiring log"] {
        let setup = SetUp::new(log);
        setup.install();
        setup.refuses();
    }
}

#[test]
fn with_another_log_in_the_environment() {
    let mut setup = SetUp::new("hiring");
    setup.sandbox.hirelog(["init", "-q", "../other"]).ok();
    let other = setup.sandbox.path("other").display().to_string();
    setup.environment = vec![("HIRELOG_DIR", other)];
    setup.install();
    setup.refuses();
}

#[test]
fn without_our_folder_on_the_path() {
    let mut setup = SetUp::new("hiring");
    setup.environment = vec![("PATH", "/usr/bin:/bin".to_owned())];
    setup.install();
    setup.refuses();
}

#[test]
fn with_a_hook_that_was_there() {
    let setup = SetUp::new(".");
    let hook = "work/.git/hooks/pre-commit";
    setup
        .sandbox
        .script(hook, r#"echo theirs >> "$HOME"/ran; exit 0"#);
    setup.install();
    let ran = || setup.sandbox.read("home/ran");
    assert_eq!(
        ran(),
        "theirs\n",
        "only ours is tried, and theirs runs with a commit"
    );
    setup.refuses();
    assert_eq!(ran(), "theirs\ntheirs\n");
}

#[test]
fn beside_the_pre_commit_framework() {
    let setup = SetUp::new(".");
    let framework = "# File generated by pre-commit: https://pre-commit.com\nexec true";
    setup
        .sandbox
        .script("work/.git/hooks/pre-commit", framework);
    setup.install();
    setup.refuses();
}

#[test]
fn beside_husky() {
    let setup = SetUp::new("hiring");
    let stub = r#"sh -e "$(dirname "$(dirname "$0")")/pre-commit" "$@""#;
    setup.sandbox.script("work/.husky/_/pre-commit", stub);
    setup.git(&["config", "core.hooksPath", ".husky/_"]).ok();
    setup.install();
    setup.refuses();
}

#[test]
fn beside_lefthook() {
    let mut setup = SetUp::new("hiring");
    let hook = "work/.git/hooks/pre-commit";
    setup
        .sandbox
        .script(hook, r#"call_lefthook run "pre-commit" "$@""#);
    setup.sandbox.put("work/lefthook.yml", "pre-push: {}\n");
    let said = setup.init();
    // Until the entry is made no commit is checked, and it says so.
    assert!(
        said.stderr.contains("until then no commit is checked"),
        "{said:?}"
    );
    let unguarded = ["-C", "hiring", "check", "--hook"];
    let said = setup.run(HIRELOG, &unguarded).failed(1);
    assert!(said.contains("no commit of this log is checked"), "{said}");
    let said = setup.init().stderr;
    let (_, entry) = said.split_once("is checked:\n").unwrap();
    setup.sandbox.put("work/lefthook.yml", entry);
    let (_, line) = entry.split_once("run: ").unwrap();
    let line: String = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    // What lefthook does with it.
    setup
        .sandbox
        .script(hook, &format!("# call_lefthook\n{line}"));
    let folder = std::path::Path::new(HIRELOG).parent().unwrap().display();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    setup.environment = vec![("PATH", path)];
    setup.begin();
    setup.refuses();
}

#[test]
fn where_hooks_lie_in_a_folder_that_is_shared() {
    let setup = SetUp::new("hiring");
    setup.git(&["config", "core.hooksPath", ".hooks"]).ok();
    setup.install();
    setup.refuses();
}

#[test]
fn in_a_worktree() {
    let mut setup = SetUp::new("hiring");
    setup.install();
    setup
        .git(&["worktree", "add", "-q", "-b", "other", "../tree"])
        .ok();
    setup.top = "tree";
    setup.refuses();
}

#[test]
fn in_a_submodule() {
    let mut setup = SetUp::new(".");
    let module = setup.sandbox.path("module").display().to_string();
    setup
        .run("git", &["init", "-q", "-b", "main", &module])
        .ok();
    let empty = [
        "-C",
        &module,
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "Begin",
    ];
    setup.git(&empty).ok();
    let add = [
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        &module,
        "sub",
    ];
    setup.git(&add).ok();
    setup.top = "work/sub";
    setup.install();
    setup.refuses();
}

#[test]
fn with_two_logs() {
    let mut setup = SetUp::new("one");
    setup.install();
    setup.log = "two";
    setup.install();
    for log in ["one", "two"] {
        setup.log = log;
        setup.refuses();
    }
}

#[test]
fn on_a_detached_head() {
    let setup = SetUp::new(".");
    setup.install();
    setup.git(&["checkout", "-q", "--detach"]).ok();
    setup.refuses();
}

#[test]
fn by_every_way_to_commit() {
    let ways: [(&[&str], &[&str]); 4] = [
        (&[], &["commit", "-q", "-a", "-m", "Leak"]),
        (&[], &["commit", "-q", "-m", "Leak", "--", "logs"]),
        (&["add", "-A"], &["commit", "-q", "--amend", "--no-edit"]),
        (
            &["add", "-A"],
            &[
                "-c",
                "core.quotePath=false",
                "commit",
                "-q",
                "-F",
                "README.md",
            ],
        ),
    ];
    for (stage, commit) in ways {
        let mut setup = SetUp::new(".");
        setup.install();
        (setup.stage, setup.commit) = (stage, commit);
        setup.refuses();
    }
    // Piece by piece, answered as a person does.
    let setup = SetUp::new(".");
    setup.install();
    for (code, lines) in LEAKS {
        setup.put(lines);
        let said = setup.run("sh", &["-c", "yes | git commit -q -p -m Leak"]);
        assert_eq!(said.code, Some(1), "{said:?}");
        assert!(format!("{said:?}").contains(code), "{said:?}");
        setup.git(&["reset", "-q", "--hard"]).ok();
    }
}

#[test]
fn in_the_commit_of_a_merge() {
    let setup = SetUp::new(".");
    setup.install();
    setup.git(&["checkout", "-q", "-b", "other"]).ok();
    setup.sandbox.put("work/page", "1\n");
    setup.git(&["add", "-A"]).ok();
    setup.git(&["commit", "-q", "-m", "Page"]).ok();
    setup.git(&["checkout", "-q", "main"]).ok();
    for (code, lines) in LEAKS {
        setup
            .git(&["merge", "-q", "--no-ff", "--no-commit", "other"])
            .ok();
        setup.put(lines);
        setup.git(&["add", "-A"]).ok();
        let ran = setup.git(&["commit", "-q", "--no-edit"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(format!("{ran:?}").contains(code), "{ran:?}");
        setup.git(&["reset", "-q", "--hard"]).ok();
    }
}

/// `check --hook` where the hook does not guard: what is wrong, and the command that
/// puts it right, which is then run.
#[test]
fn a_hook_that_does_not_guard_is_named_with_the_way_out() {
    let setup = SetUp::new("hiring");
    setup.install();
    let hook = setup.sandbox.path("work/.git/hooks/pre-commit");
    let script = fs::read_to_string(&hook).unwrap();
    let check = || setup.run(HIRELOG, &["-C", "hiring", "check", "--hook"]);
    let mended = || {
        let init = ["-C", "hiring", "init", "--hook"];
        setup.run(HIRELOG, &init).ok();
        assert_eq!(fs::read_to_string(&hook).unwrap(), script);
        check().ok();
    };
    let renew = "hirelog -C hiring init --hook";

    let old = script.replace("# hirelog hook 1", "# hirelog hook 0");
    let old = old.replace("--quiet || exit", "--quiet");
    fs::write(&hook, old).unwrap();
    let said = check();
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(
        said.stderr.contains("an older hirelog wrote it"),
        "{said:?}"
    );
    assert!(said.stderr.contains(renew), "{said:?}");
    assert!(said.stdout.contains("LET THROUGH HL501"), "{said:?}");
    mended();

    fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).unwrap();
    let said = check().failed(1);
    assert!(
        said.contains("git passes over it") && said.contains(renew),
        "{said}"
    );
    mended();

    let gone = script.replace(HIRELOG, "/nowhere/hirelog");
    fs::write(&hook, gone).unwrap();
    let said = check().failed(1);
    assert!(
        said.contains("it refuses every commit of the log: hirelog was not found"),
        "{said}"
    );
    mended();

    fs::remove_file(&hook).unwrap();
    let said = check().failed(1);
    assert!(
        said.contains("git runs no hook of hirelog here") && said.contains(renew),
        "{said}"
    );
    mended();

    let elsewhere = setup.sandbox.path("elsewhere").display().to_string();
    setup.git(&["config", "core.hooksPath", &elsewhere]).ok();
    let said = check().failed(2);
    assert!(
        said.contains("does not belong to this repository"),
        "{said}"
    );
    setup.git(&["config", "--unset", "core.hooksPath"]).ok();

    // What the team has switched off is not refused, and that is said.
    let team = setup.sandbox.read("work/hiring/hirelog.toml");
    let off = team.replace("ignore = []", "ignore = [\"privacy\"]");
    let off = match off == team {
        true => format!("{team}\n[check]\nignore = [\"privacy\"]\n"),
        false => off,
    };
    setup.sandbox.put("work/hiring/hirelog.toml", off);
    setup.git(&["commit", "-q", "-a", "-m", "Off"]).ok();
    let said = check().failed(1);
    assert!(said.contains("it lets HL501, HL502 through"), "{said}");
}

#[test]
fn trying_the_hook_leaves_nothing_behind() {
    let setup = SetUp::new(".");
    setup.install();
    setup.sandbox.put("work/code", "1\n");
    setup.git(&["add", "code"]).ok();
    let before = setup.sandbox.listing();
    setup.run(HIRELOG, &["check", "--hook"]).ok();
    assert_eq!(setup.sandbox.listing(), before);
}
