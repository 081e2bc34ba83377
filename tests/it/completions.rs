//! Completions in the shells themselves: each is started at a real terminal,
//! loads the script as its help says, and somebody presses Tab. What the line
//! then says is printed by the shell, so quotes count as the shell reads them.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_macros,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Talk;
use crate::support::{HIRELOG, Ran, Sandbox, files};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

/// What is typed before Tab, and the words of the line after it.
const TYPED: [(&str, &str); 31] = [
    ("hirelog pat", "hirelog|patterns"),
    ("hirelog init --no-in", "hirelog|init|--no-input"),
    ("hirelog edit k7", "hirelog|edit|k7f3q"),
    ("hirelog show @l", "hirelog|show|@latest"),
    ("hirelog list sta", "hirelog|list|stage:"),
    ("hirelog list stage:of", "hirelog|list|stage:offer"),
    ("hirelog list -stage:of", "hirelog|list|-stage:offer"),
    (
        "hirelog list stage:screen,of",
        "hirelog|list|stage:screen,offer",
    ),
    ("hirelog list -- stage:of", "hirelog|list|--|stage:offer"),
    (
        "hirelog list role:Sta",
        "hirelog|list|role:Staff Platform Engineer",
    ),
    (
        "hirelog list 'role:Sta",
        "hirelog|list|role:Staff Platform Engineer",
    ),
    ("hirelog list equity no:te", "hirelog|list|equity|no:team"),
    (
        "hirelog patterns since:last-w",
        "hirelog|patterns|since:last-week",
    ),
    (
        "hirelog patterns take-h",
        "hirelog|patterns|take-home-unpaid",
    ),
    ("hirelog list team:plat", "hirelog|list|team:platform"),
    ("hirelog new -o offer-d", "hirelog|new|-o|offer-declined"),
    (
        "hirelog new --outcome=offer-d",
        "hirelog|new|--outcome=offer-declined",
    ),
    (
        "hirelog new --role Sta",
        "hirelog|new|--role|Staff Platform Engineer",
    ),
    (
        "hirelog new --role Staff\\ Pl",
        "hirelog|new|--role|Staff Platform Engineer",
    ),
    ("hirelog new --as man", "hirelog|new|--as|manager"),
    (
        "hirelog new --dropped feedback-late,panel-n",
        "hirelog|new|--dropped|feedback-late,panel-not-briefed",
    ),
    (
        "hirelog vocab rename counteroffer-not-w",
        "hirelog|vocab|rename|counteroffer-not-weighed",
    ),
    (
        "hirelog new --as candidate --dropped coun",
        "hirelog|new|--as|candidate|--dropped|counteroffer-not-weighed",
    ),
    (
        "hirelog new --recruiter-dropped coun",
        "hirelog|new|--recruiter-dropped|counteroffer-not-prepped",
    ),
    (
        "hirelog new --wanted benefits,miss",
        "hirelog|new|--wanted|benefits,mission",
    ),
    ("hirelog completions fi", "hirelog|completions|fish"),
    // The shell knows best how to complete a path.
    ("hirelog -C ../wo", "hirelog|-C|../work/"),
    (
        "hirelog new --from a\\ re",
        "hirelog|new|--from|a reply.txt",
    ),
    ("hirelog decide feedback-l", "hirelog|decide|feedback-late"),
    ("hirelog decide q4", "hirelog|decide|q4x7m"),
    ("hirelog show q4", "hirelog|show|q4x7m"),
];

/// The lines in which shells differ most: words they break, quotes, paths.
const A_FEW: [usize; 7] = [0, 5, 10, 18, 26, 27, 29];

/// How many lines of the table are typed.
#[derive(Clone, Copy, PartialEq)]
enum Size {
    Everyday,
    Full,
}

/// A place with the log of examples/, in which `hirelog` is on the path.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with_log();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/logs")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        sandbox.put(&format!("work/logs/2026/{name}"), fs::read(&file).unwrap());
    }
    let decision = "schema = 1\ndate = 2026-11-20\nabout = ['feedback-late']\nparty = 'manager'\nnext = 'When it ends, I will call.'\n";
    sandbox.put("work/decisions/2026-11-20-q4x7m.toml", decision);
    sandbox.put("work/a reply.txt", "");
    fs::create_dir(sandbox.path("bin")).unwrap();
    symlink(HIRELOG, sandbox.path("bin/hirelog")).unwrap();
    sandbox
}

/// A shell at a terminal.
struct Shell {
    talk: Talk,
}

impl Shell {
    /// Nothing where it is not installed, which `.ci/test` does not let pass.
    fn start(sandbox: &Sandbox, program: &str, arguments: &[&str]) -> Option<Self> {
        let there = Command::new(program)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if there.is_err() {
            assert!(
                std::env::var_os("EVERY_TOOL").is_none(),
                "{program} is not installed"
            );
            eprintln!("skipped, as {program} is not installed");
            return None;
        }
        let line = format!("stty cols 200 rows 50; exec {program} \"$@\"");
        let mut command = sandbox.command("sh");
        let path = std::env::var("PATH").unwrap();
        command
            .args(["-c", &line, program])
            .args(arguments)
            .env("PATH", format!("{}:{path}", sandbox.path("bin").display()))
            .env("TERM", "xterm")
            .env("ZDOTDIR", sandbox.path("home"))
            .stdin(Stdio::inherit());
        let talk = Talk::new(command);
        Some(Self { talk })
    }

    fn send(&mut self, keys: &str) {
        self.talk.keys(keys);
    }

    /// Waits until a text appears that the keys do not contain.
    #[track_caller]
    fn expect(&mut self, text: &str) {
        self.talk.see(text);
    }

    /// Runs a line, and waits until it is done.
    #[track_caller]
    fn run(&mut self, line: &str) {
        self.send(&format!("{line}\recho do''ne\r"));
        self.expect("done\r\n");
    }

    /// Types, presses Tab, and gives the words the line then consists of: a
    /// command that prints them is put in front.
    #[track_caller]
    fn completed(&mut self, typed: &str) -> String {
        self.send(&format!("{typed}\t\u{1}words \r"));
        self.expect("<hirelog>");
        let rest = self.talk.shown_until("\r\n");
        let words = rest.trim_start_matches('<').trim_end_matches('>');
        format!("hirelog|{}", words.replace("><", "|"))
    }

    #[track_caller]
    fn completes(&mut self, size: Size, differs: &[(&str, &str)]) {
        for (index, (typed, expected)) in TYPED.into_iter().enumerate() {
            if size == Size::Everyday && !A_FEW.contains(&index) {
                continue;
            }
            let other = differs.iter().find(|(other, _)| *other == typed);
            let expected = other.map_or(expected, |(_, expected)| *expected);
            assert_eq!(self.completed(typed), expected, "{typed}");
        }
    }
}

const WORDS: &str = "words() { printf '<%s>' \"$@\"; echo; }";

#[test]
fn bash_completes() {
    in_bash(Size::Everyday);
}

#[test]
fn zsh_completes() {
    in_zsh(Size::Everyday);
}

#[test]
fn fish_completes() {
    in_fish(Size::Everyday);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn bash_completes_every_line() {
    in_bash(Size::Full);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn zsh_completes_every_line() {
    in_zsh(Size::Full);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn fish_completes_every_line() {
    in_fish(Size::Full);
}

fn in_bash(size: Size) {
    let sandbox = sandbox();
    let set_ups = [
        ("", ""),
        // Some take the colon out, for everybody.
        ("COMP_WORDBREAKS=${COMP_WORDBREAKS//:}", ""),
        ("", "/usr/share/bash-completion/bash_completion"),
    ];
    let many = if size == Size::Full { 3 } else { 1 };
    for (breaks, library) in set_ups.into_iter().take(many) {
        let arguments = ["--norc", "--noprofile", "-i"];
        let Some(mut bash) = Shell::start(&sandbox, "bash", &arguments) else {
            return;
        };
        bash.run("PS1='$ '; bind 'set enable-bracketed-paste off'");
        if Path::new(library).is_file() {
            bash.run(&format!(". {library}"));
        }
        bash.run(WORDS);
        bash.run(breaks);
        bash.run("source <(hirelog completions bash)");
        bash.completes(size, &[]);
        // Several: they are listed, without what is typed already.
        bash.send("hirelog new --stage o\t\t");
        bash.expect("offer");
        bash.expect("onboarding");
        bash.send("\u{15}");
        // A folder that a shell would have to look up.
        bash.run("cd ..; HOME=$PWD");
        assert_eq!(
            bash.completed("hirelog -C ~/work edit k7"),
            format!("hirelog|-C|{}|edit|k7f3q", sandbox.path("work").display())
        );
    }
}

fn in_zsh(size: Size) {
    let sandbox = sandbox();
    let Some(mut zsh) = Shell::start(&sandbox, "zsh", &["-f", "-i"]) else {
        return;
    };
    zsh.run("PS1='$ '; unsetopt zle_bracketed_paste prompt_sp; unset zle_bracketed_paste");
    zsh.run(WORDS);
    zsh.run("autoload -Uz compinit && compinit -u -D");
    zsh.run("source <(hirelog completions zsh)");
    // Its slash goes away again when something else is typed.
    zsh.completes(size, &[("hirelog -C ../wo", "hirelog|-C|../work")]);
    zsh.send("hirelog edit \t");
    zsh.expect("k7f3q");
    zsh.expect("2026-11-14 Staff Platform Engineer, offer-declined");
    zsh.send("\u{3}");
    // As a file in $fpath, loaded when it is needed.
    sandbox.put(
        "fpath/_hirelog",
        sandbox.hirelog(["completions", "zsh"]).stdout,
    );
    let Some(mut zsh) = Shell::start(&sandbox, "zsh", &["-f", "-i"]) else {
        return;
    };
    zsh.run("PS1='$ '; unsetopt prompt_sp; unset zle_bracketed_paste");
    zsh.run(WORDS);
    zsh.run("fpath+=(../fpath(:A)) && autoload -Uz compinit && compinit -u -D");
    assert_eq!(zsh.completed("hirelog edit k7"), "hirelog|edit|k7f3q");
    assert_eq!(zsh.completed("hirelog edit m2"), "hirelog|edit|m2x9d");
}

fn in_fish(size: Size) {
    let sandbox = sandbox();
    let script = sandbox.hirelog(["completions", "fish"]).stdout;
    sandbox.put("config/fish/completions/hirelog.fish", script);
    let Some(mut fish) = Shell::start(&sandbox, "fish", &["-i"]) else {
        return;
    };
    fish.run("function fish_prompt; echo '$ '; end; set -g fish_autosuggestion_enabled 0");
    fish.run("function words; printf '<%s>' $argv; echo; end");
    fish.completes(size, &[]);
    fish.send("hirelog edit \t");
    fish.expect("k7f3q");
    fish.expect("2026-11-14 Staff Platform Engineer, offer-declined");
}

#[test]
fn elvish_completes() {
    let sandbox = sandbox();
    let Some(mut elvish) = Shell::start(&sandbox, "elvish", &["-norc"]) else {
        return;
    };
    // It draws the line anew at every key: what it says is looked for there.
    elvish.send("eval (hirelog completions elvish | slurp); echo do''ne\r");
    elvish.expect("done\r\n");
    elvish.send("hirelog list stage:of\t");
    elvish.expect("fer");
    elvish.send("\u{15}hirelog edit \t");
    elvish.expect("2026-11-14 Staff Platform Engineer, offer-declined");
}

#[test]
fn the_scripts_are_what_their_shells_can_read() {
    let sandbox = sandbox();
    for (shell, program, check) in [
        ("bash", "bash", "-n"),
        ("zsh", "zsh", "-n"),
        ("fish", "fish", "--no-execute"),
    ] {
        let script = sandbox.hirelog(["completions", shell]).ok();
        assert!(script.contains("hirelog"), "{script}");
        let path = sandbox.put(shell, script);
        match sandbox.command(program).arg(check).arg(path).output() {
            Ok(output) => assert_eq!(Ran::from(output).ok(), ""),
            Err(_) => eprintln!("skipped, as {program} is not installed"),
        }
    }
}

/// What a script asks, without a shell.
fn asked(sandbox: &Sandbox, shell: &str, words: &[&str]) -> Ran {
    let mut command = sandbox.command(HIRELOG);
    command.args(["completions", shell, "--"]).args(words);
    sandbox.run(&mut command)
}

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];

#[test]
fn nothing_is_said_where_nothing_can_be_read() {
    nothing_is_said(Size::Everyday);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn nothing_is_said_in_any_shell_where_nothing_can_be_read() {
    nothing_is_said(Size::Full);
}

/// Everyday, in one shell each.
fn nothing_is_said(size: Size) {
    let questions = [
        &["hirelog", "edit", ""][..],
        &["hirelog", "list", "role:"],
        &["hirelog", "list", "nonsense:"],
        &["hirelog", "new", "--dropped", ""],
        &["hirelog", "-C", "nowhere", "show", ""],
        &["hirelog", "nonsense", ""],
        &["hirelog", "new", "--nonsense", ""],
        &["hirelog", "--", ""],
        &["hirelog"],
        &[""],
    ];
    let broken = sandbox();
    broken.put("work/logs/2026/broken.toml", "outcome = [\u{1}");
    broken.put("work/logs/2026/huge.toml", vec![b'x'; 2 << 20]);
    broken.put("work/logs/2026/bytes.toml", [0xff, 0xfe, 0]);
    broken.put(
        "work/logs/2026/2026-01-01-hostile.toml",
        "schema = 1\ndate = 2026-01-01\noutcome = \"x\"\nrole = \"a\\u001b[31m\\n$(rm -rf /)\"\n[manager]\ndropped = [\"\\u202eab\"]\n",
    );
    symlink("/dev/zero", broken.path("work/logs/2026/zero.toml")).unwrap();
    let no_log = Sandbox::new();
    let team_file = Sandbox::new();
    team_file.put("work/hirelog.toml", "schema = [");
    let user_file = sandbox();
    user_file.put("config/hirelog/config.toml", "editor = [");
    let is_file = Sandbox::with_log();
    fs::remove_dir_all(is_file.path("work/logs")).unwrap();
    is_file.put("work/logs", "");
    let places = [broken, no_log, team_file, user_file, is_file];
    for (sandbox, shell) in places.into_iter().zip(&SHELLS) {
        let before = sandbox.listing();
        let shells = SHELLS.iter();
        for shell in shells.filter(|one| size == Size::Full || *one == shell) {
            for question in questions {
                let ran = asked(&sandbox, shell, question);
                assert_eq!(
                    (ran.code, ran.stderr.as_str()),
                    (Some(0), ""),
                    "{question:?}"
                );
                let hostile =
                    |character: char| character.is_control() && !"\n\t".contains(character);
                assert!(!ran.stdout.contains(hostile), "{ran:?}");
                assert!(!ran.stdout.contains('\u{202e}'), "{ran:?}");
            }
        }
        assert_eq!(sandbox.listing(), before, "reading changes nothing");
    }
}

#[test]
fn what_is_given_already_is_not_offered_again() {
    let sandbox = sandbox();
    let offered = |words: &[&str]| asked(&sandbox, "zsh", words).stdout;
    let flags = offered(&["hirelog", "new", "--stage", "offer", "--"]);
    assert!(
        flags.contains("--outcome\t") && !flags.contains("--stage\t"),
        "{flags}"
    );
    let balls = offered(&["hirelog", "new", "--dropped", "feedback-late,feedback-l"]);
    assert_eq!(balls, "words\n");
    let stages = offered(&["hirelog", "list", "stage:offer,off"]);
    assert_eq!(stages, "words\n");
    // A team's own words, and what the log alone knows; flags only for a hyphen.
    let balls = offered(&["hirelog", "edit", "x", "--manager-dropped", ""]);
    assert!(
        balls.contains("\ntake-home-unpaid\tused in this log\n"),
        "{balls}"
    );
    assert!(!balls.contains("candidate-not-prepped"), "{balls}");
    assert!(!offered(&["hirelog", "edit", ""]).contains("--"));
}

#[test]
fn powershell_and_elvish_get_what_they_can_insert() {
    let sandbox = sandbox();
    let latest = asked(&sandbox, "powershell", &["hirelog", "show", "'@la"]).stdout;
    assert!(
        latest.starts_with("words\n'@latest'\t2026-11-19 "),
        "{latest}"
    );
    let mut command = sandbox.command(HIRELOG);
    command.args([
        "completions",
        "powershell",
        "--blank",
        "--",
        "hirelog",
        "new",
        "--fit",
    ]);
    assert_eq!(
        sandbox.run(&mut command).ok(),
        "words\nmatch\t\nmismatch\t\nunsure"
    );
    let role = asked(&sandbox, "elvish", &["hirelog", "list", "role:Sta"]).stdout;
    assert_eq!(role, "words\nrole:Staff Platform Engineer\t\n");
}

#[test]
fn a_thousand_files_can_be_completed() {
    let sandbox = Sandbox::with_log();
    for number in 0..1_000 {
        let day = 1 + number % 28;
        sandbox.put(
            &format!("work/logs/2026/2026-10-{day:02}-data-analyst-{number:05}.toml"),
            format!(
                "schema = 1\ndate = 2026-10-{day:02}\noutcome = \"rejected\"\nrole = \"Role {}\"\n",
                number % 50
            ),
        );
    }
    // `cargo bench` says how long it takes.
    let offered = asked(&sandbox, "zsh", &["hirelog", "edit", ""]).ok();
    assert!(offered.lines().count() >= 1_000, "{offered}");
}
