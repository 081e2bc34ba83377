//! After `init --hook` what may not be committed is refused, by real commits of a real
//! git, in every set-up that people have; and `check --hook` says so beforehand, and says
//! it where that is not so.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

mod moved;
mod set_up;

use crate::support::{HIRELOG, Ran, Sandbox};
use std::fs;
use std::os::unix::fs::PermissionsExt;

/// What is said of each hook that was tried.
const GUARDS: &str = "was tried: it refuses what may not be committed";

type Leak = (&'static str, &'static str);

const LEAKS: [Leak; 4] = [
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
        assert!(said.stderr.contains(GUARDS), "{said:?}");
        self.begin();
    }

    /// Every leak, one by one.
    #[track_caller]
    fn refuses(&self, leaks: &[Leak]) {
        let proof = self.run(HIRELOG, &["-C", self.log, "check", "--hook"]);
        assert_eq!(proof.code, Some(0), "{proof:?}");
        assert!(!proof.stdout.contains("LET THROUGH"), "{proof:?}");
        let head = self.git(&["rev-parse", "HEAD"]).ok();
        for (code, lines) in leaks {
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

/// One leak each day, where no test of the hook alone stands for the set-up; every leak
/// everywhere in full.
macro_rules! set_ups {
    ({ $($name:ident,)+ } full { $($full:ident,)+ }) => {
        $(#[test]
        fn $name() {
            set_up::$name(&LEAKS[..1]);
        })+

        #[test]
        #[ignore = "full size, run by .ci/full"]
        fn every_leak_in_every_set_up_is_refused() {
            $(set_up::$name(&LEAKS);)+
            $(set_up::$full(&LEAKS);)+
        }
    };
}

set_ups! {
    {
        without_our_folder_on_the_path,
        where_hooks_lie_in_a_folder_that_is_shared,
        in_a_worktree,
        in_a_submodule,
        on_a_detached_head,
        by_every_way_to_commit,
        in_the_commit_of_a_merge,
        in_a_merge_that_git_commits_by_itself,
        in_a_patch_that_git_am_commits,
        where_the_folder_or_the_mark_of_the_log_moves,
        where_a_hook_that_was_there_stages_more,
    }
    full {
        in_a_subfolder_and_with_spaces_in_names,
        with_another_log_in_the_environment,
        with_a_hook_that_was_there,
        beside_the_pre_commit_framework,
        beside_husky,
        beside_lefthook,
        with_two_logs,
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
        let said = setup.run(HIRELOG, &["-C", "hiring", "init", "--hook"]);
        assert_eq!(said.stderr.matches(GUARDS).count(), 3, "{said:?}");
        said.ok();
        for name in ["pre-commit", "pre-merge-commit", "pre-applypatch"] {
            assert_eq!(
                fs::read_to_string(hook.with_file_name(name)).unwrap(),
                script
            );
        }
    };
    let renew = "hirelog -C hiring init --hook";

    let old = script.replace("# hirelog hook 4", "# hirelog hook 0");
    let old = old.replace("--quiet || exit", "--quiet || true");
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
    // What the settings of another program have checked is neither proven nor denied.
    let settings = setup
        .sandbox
        .put("work/prek.toml", "id = \"hirelog-check\"\n");
    let said = check().failed(1);
    assert!(
        said.contains("nothing was tried: prek.toml has the files") && said.contains(renew),
        "{said}"
    );
    fs::remove_file(settings).unwrap();
    mended();

    let elsewhere = setup.sandbox.path("elsewhere").display().to_string();
    setup.git(&["config", "core.hooksPath", &elsewhere]).ok();
    let said = check().failed(1);
    let (no, why) = (
        "no commit of this log is checked: git looks for hooks in",
        "does not belong to this repository",
    );
    assert!(said.contains(no) && said.contains(why), "{said}");
    setup.git(&["config", "--unset", "core.hooksPath"]).ok();

    // A shell stumbles over the line ends of Windows, wherever it is called from.
    fs::write(&hook, script.replace('\n', "\r\n")).unwrap();
    let said = check().failed(1);
    let returns = "pre-commit does not guard as it should: it has the line ends of Windows";
    assert!(said.contains(returns) && said.contains(renew), "{said}");
    mended();

    // One alone is not enough.
    let merge = setup.sandbox.path("work/.git/hooks/pre-merge-commit");
    fs::remove_file(&merge).unwrap();
    let said = check();
    let alone = "LET THROUGH HL501  An e-mail address, in a merge that git commits by itself";
    assert!(said.stdout.contains(alone), "{said:?}");
    assert!(said.failed(1).contains("it is not there"), "{alone}");
    let json = ["-C", "hiring", "check", "--hook", "--format"];
    for (format, part) in [
        ("json", "this hook lets it through: An e-mail address"),
        (
            "short",
            ".git/hooks/pre-merge-commit: error[HL501]: this hook lets it through",
        ),
        ("github", "::error file=.git/hooks/pre-merge-commit"),
        ("sarif", "\"ruleId\": \"HL501\""),
    ] {
        let said = setup.run(HIRELOG, &[&json[..], &[format]].concat());
        assert!(said.stdout.contains(part), "{format}: {said:?}");
        said.failed(1);
    }
    mended();

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

/// A line of ours in somebody else's script, which git has checked out with the line ends of
/// Windows.
#[test]
fn a_file_of_husky_with_the_line_ends_of_windows_is_named() {
    let setup = SetUp::new("hiring");
    set_up::husky(&setup);
    for name in set_up::HOOKS {
        setup
            .sandbox
            .put(&format!("work/.husky/{name}"), "npm test\n");
    }
    let said = setup.init().stderr;
    let line = said.lines().find(|line| line.ends_with("|| exit 1"));
    for name in set_up::HOOKS {
        let text = format!("{}\r\ntrue\r\n", line.unwrap());
        setup.sandbox.put(&format!("work/.husky/{name}"), text);
    }
    let said = setup.run(HIRELOG, &["-C", "hiring", "check", "--hook"]);
    let told = ".husky/pre-commit does not guard as it should: it has the line ends of Windows, with which no shell runs it: save it";
    assert!(said.failed(1).contains(told));
}

#[test]
fn what_no_hook_covers_is_said() {
    let setup = SetUp::new(".");
    let said = setup.init().stderr;
    assert!(
        said.contains("not covered: git runs no hook for what a rebase"),
        "{said}"
    );
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
