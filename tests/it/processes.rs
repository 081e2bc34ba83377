//! Whole processes: many at once, with readers that go away and disks that are
//! full, and commands that only read, which must leave everything as it was.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox, files};
use hirelog::tested::{Day, Fit, Party, PostMortem, TextList, decode, encode};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

/// Starts all of them before waiting for the first.
fn at_once(sandbox: &Sandbox, commands: &[Vec<&str>]) -> Vec<Ran> {
    let start = |arguments: &Vec<&str>| -> Child {
        let mut command = sandbox.command(HIRELOG);
        command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let started: Vec<_> = commands.iter().map(start).collect();
    started
        .into_iter()
        .map(|child| child.wait_with_output().unwrap().into())
        .collect()
}

fn names(sandbox: &Sandbox) -> BTreeSet<String> {
    let logged = sandbox.logged();
    let relative = |path: &Path| {
        path.strip_prefix(sandbox.path("work"))
            .unwrap()
            .display()
            .to_string()
    };
    logged.iter().map(|path| relative(path)).collect()
}

/// A command line without quotes.
fn typed(sandbox: &Sandbox, line: &str) -> Command {
    let mut command = sandbox.command(HIRELOG);
    command.args(line.split_whitespace());
    command
}

/// A log with as many post-mortems, each a little different.
fn large(count: u32) -> Sandbox {
    let sandbox = Sandbox::with_log();
    for number in 0..count {
        let date = Day::new(2026, 1 + number % 10, 1 + number % 28).unwrap();
        let mut post_mortem = PostMortem::new(date, "rejected");
        post_mortem.role =
            Some(format!("Data Analyst with quite a long title, number {number}").into());
        let manager = post_mortem.section_mut(Party::Manager);
        manager.owned = format!("I did not ask. {number}").into();
        manager.dropped = Some(TextList::from_iter([
            "feedback-late",
            "priorities-not-heard",
        ]));
        sandbox.put(
            &format!("work/logs/2026/{date}-number-{number}.toml"),
            encode(&post_mortem).unwrap(),
        );
    }
    sandbox
}

#[test]
fn new_many_times_at_the_same_moment_leaves_as_many_whole_files() {
    as_many_whole_files(16);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn new_64_times_at_the_same_moment_leaves_64_whole_files() {
    as_many_whole_files(64);
}

fn as_many_whole_files(count: usize) {
    let sandbox = Sandbox::with_log();
    let text = "I did not ask.\nTwice.";
    let new = vec!["new", "--outcome", "rejected", "--manager-owned", text];
    let printed: BTreeSet<_> = at_once(&sandbox, &vec![new; count])
        .into_iter()
        .map(Ran::ok)
        .collect();
    assert_eq!(printed.len(), count);
    assert_eq!(
        names(&sandbox),
        printed,
        "nothing but what was printed, no temporary file either"
    );
    for path in sandbox.logged() {
        let read = decode(&fs::read_to_string(path).unwrap())
            .post_mortem
            .unwrap();
        assert_eq!(read.section(Party::Manager).owned, text);
    }
    assert_eq!(sandbox.hirelog(["list"]).ok().lines().count(), count);
}

#[test]
fn new_at_the_same_moment_where_there_is_no_log_makes_one_log() {
    let sandbox = Sandbox::new();
    let ran = at_once(&sandbox, &vec![vec!["new", "--outcome", "withdrew"]; 8]);
    let printed: BTreeSet<_> = ran.into_iter().map(Ran::ok).collect();
    assert_eq!(printed.len(), 8);
    assert_eq!(sandbox.hirelog(["list"]).ok().lines().count(), 8);
    assert_eq!(
        files(&sandbox.path("data")).len(),
        8 + 3,
        "and the three files of a log"
    );
}

#[test]
fn edits_of_different_keys_at_the_same_moment_lose_nothing() {
    let sandbox = Sandbox::with_log();
    let path = sandbox.hirelog(["new", "--outcome", "rejected"]).ok();
    let edits = [
        ["--outcome", "withdrew"],
        ["--stage", "offer"],
        ["--role", "Data Analyst"],
        ["--team", "data"],
        ["--date", "2026-11-19"],
        ["--case", "c-7f3k"],
        ["--tldr", "One.\nTwo."],
        ["--fit", "unsure"],
        ["--wanted", "benefits,stability"],
        ["--pitched", "mission"],
        ["--manager-owned", "Manager."],
        ["--manager-next", "Ask."],
        ["--candidate-owned", "Candidate."],
        ["--candidate-next", "Say."],
        ["--recruiter-owned", "Recruiter."],
        ["--recruiter-dropped", "feedback-late"],
    ];
    let commands: Vec<_> = edits
        .iter()
        .map(|[flag, value]| vec!["edit", &path, flag, value])
        .collect();
    for ran in at_once(&sandbox, &commands) {
        ran.ok();
    }
    // One of them called the file after its new day.
    let path = path.replace("2026-11-20", "2026-11-19");
    let read = decode(&sandbox.read(Path::new("work").join(&path)))
        .post_mortem
        .unwrap();
    let mut expected = PostMortem::new(Day::new(2026, 11, 19).unwrap(), "withdrew");
    expected.stage = Some("offer".into());
    expected.role = Some("Data Analyst".into());
    expected.team = Some("data".into());
    expected.case = Some("c-7f3k".into());
    expected.tldr = Some("One.\nTwo.".into());
    expected.fit = Some(Fit::Unsure);
    expected.wanted = TextList::from_iter(["benefits", "stability"]);
    expected.pitched = TextList::from_iter(["mission"]);
    for (party, owned, next) in [
        (Party::Manager, "Manager.", "Ask."),
        (Party::Candidate, "Candidate.", "Say."),
        (Party::Recruiter, "Recruiter.", ""),
    ] {
        expected.section_mut(party).owned = owned.into();
        expected.section_mut(party).next = next.into();
        expected.section_mut(party).promised = Day::new(2026, 11, 20).filter(|_| !next.is_empty());
    }
    expected.section_mut(Party::Recruiter).dropped = Some(TextList::from_iter(["feedback-late"]));
    assert_eq!(read, expected);
    assert_eq!(
        names(&sandbox),
        BTreeSet::from([path]),
        "no temporary file is left"
    );
}

/// The texts of all post-mortems, by name.
fn texts(sandbox: &Sandbox) -> Vec<String> {
    let logged = sandbox.logged();
    logged
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn a_renaming_that_is_killed_leaves_whole_files_and_is_finished_by_another() {
    renaming_is_killed(30, &[4, 7]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_renaming_of_many_files_that_is_killed_at_any_moment_is_finished_by_another() {
    renaming_is_killed(120, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
}

/// At each moment, in sixths of the time that it takes: killed, then told to end.
fn renaming_is_killed(count: u32, moments: &[u32]) {
    let sandbox = large(count);
    let (mut old, mut new) = ("feedback-late", "panel-answers-lost");
    let took = {
        let before = Instant::now();
        sandbox.hirelog(["vocab", "rename", old, new]).ok();
        before.elapsed()
    };
    for &step in moments {
        (old, new) = (new, old);
        let before = texts(&sandbox);
        let after: Vec<_> = before.iter().map(|text| text.replace(old, new)).collect();
        let mut child = sandbox
            .command(HIRELOG)
            .args(["vocab", "rename", old, new])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(took * (step / 2 + 1) / 6);
        if step % 2 == 0 {
            child.kill().unwrap();
        } else {
            let id = child.id().to_string();
            let interrupt = Command::new("kill").args(["-INT", &id]).status();
            interrupt.unwrap();
        }
        let status = child.wait().unwrap();
        let left = texts(&sandbox);
        for ((left, before), after) in left.iter().zip(&before).zip(&after) {
            assert!(left == before || left == after, "half a file: {left}");
        }
        if status.code() == Some(130) {
            assert_eq!(
                left, before,
                "Ctrl-C before anything happened changes nothing"
            );
        }
        if status.success() {
            assert_eq!(left, after);
        } else {
            let again = sandbox.hirelog(["vocab", "rename", old, new]);
            assert!(again.code == Some(0) || left == after, "{again:?}");
        }
        assert_eq!(texts(&sandbox), after);
        let hidden = fs::read_dir(sandbox.path("work")).unwrap();
        let hidden = hidden.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let waiting: Vec<_> = hidden.filter(|name| name.ends_with(".waiting")).collect();
        assert!(waiting.is_empty() || left == after, "{waiting:?}");
    }
}

#[test]
fn a_renaming_and_edits_at_the_same_moment_lose_nothing() {
    renaming_and_edits(12);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_renaming_and_many_edits_at_the_same_moment_lose_nothing() {
    renaming_and_edits(40);
}

fn renaming_and_edits(count: u32) {
    let sandbox = large(count);
    let mut commands = vec![vec!["vocab", "rename", "feedback-late", "answers-late"]];
    let paths: Vec<String> = names(&sandbox).into_iter().collect();
    for path in &paths {
        commands.push(vec!["edit", path, "--recruiter-owned", "I forgot to call."]);
    }
    for ran in at_once(&sandbox, &commands) {
        ran.ok();
    }
    for text in texts(&sandbox) {
        let read = decode(&text).post_mortem.unwrap();
        assert_eq!(read.section(Party::Recruiter).owned, "I forgot to call.");
        let dropped = read.section(Party::Manager).balls();
        assert_eq!(dropped, ["answers-late", "priorities-not-heard"]);
    }
}

#[test]
fn a_reader_that_has_had_enough_is_success() {
    let sandbox = large(600);
    for format in ["table", "json", "jsonl", "csv"] {
        let arguments = ["list", "--format", format];
        let whole = sandbox.hirelog(arguments).ok();
        assert!(
            whole.len() > 1 << 16,
            "{format} fits into a pipe: {}",
            whole.len()
        );
        let mut command = sandbox.command(HIRELOG);
        let mut child = command
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        assert_eq!(first.trim_end(), whole.lines().next().unwrap());
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_with_a_message() {
    let sandbox = Sandbox::with_log();
    sandbox.hirelog(["new", "--outcome", "rejected"]).ok();
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let lines = "list\n list --format json\n show @latest\n patterns\n where\n
        new --outcome rejected --dry-run\n edit @latest --team a --dry-run
        --version\n --help\n new --help";
    for line in lines.lines() {
        let said = sandbox.run(typed(&sandbox, line).stdout(full())).failed(2);
        let expected = "could not write to standard output: ";
        assert!(said.contains(expected), "{line}: {said}");
    }
    // With nowhere to complain, the code alone says it.
    sandbox
        .run(typed(&sandbox, "show nothing").stderr(full()))
        .failed(2);
}

#[test]
fn commands_that_read_change_nothing_at_all() {
    let sandbox = Sandbox::with_log();
    let text = encode(&PostMortem::new(
        Day::new(2026, 11, 20).unwrap(),
        "rejected",
    ))
    .unwrap();
    sandbox.put("work/logs/2026/data.toml", &text);
    sandbox.put(
        "work/logs/2026/newer.toml",
        text.replace("schema = 1", "schema = 2"),
    );
    sandbox.put("work/logs/2026/broken.toml", "not = ");
    sandbox.put("config/hirelog/config.toml", "editor = \"touch opened\"\n");
    let lines = "list\n list --format json\n list --format jsonl\n list --format csv
        list outcome:rejected since:90d\n list outcome:nowhere\n list stage:offer
        show @latest\n show @latest --format json\n show broken\n show nothing
        patterns\n patterns --format json\n patterns stage:offer\n where\n where --format json\n
        --help\n --version\n new --help\n new\n edit @latest\n new --outcome nowhere
        new --outcome withdrew --dry-run\n edit data --team a --dry-run\n edit newer --team a
        edit broken --team a\n edit nothing --team a\n -C .. list\n -C nowhere list";
    let run_all = || -> Vec<Ran> {
        lines
            .lines()
            .map(|line| sandbox.run(&mut typed(&sandbox, line)))
            .collect()
    };
    let before = sandbox.listing();
    let answers = run_all();
    assert_eq!(sandbox.listing(), before);
    for (line, ran) in lines.lines().zip(&answers) {
        let calm = matches!(ran.code, Some(0 | 2)) && !ran.stderr.contains("panicked");
        assert!(calm, "{line}: {ran:?}");
    }
    // The same where nobody but root may write; and nothing changes for root either.
    let chmod = |mode| {
        let mut command = sandbox.command("chmod");
        command.args([
            "-R",
            mode,
            ".",
            "../home",
            "../config",
            "../data",
            "../state",
            "../cache",
        ]);
        sandbox.run(&mut command).ok();
    };
    chmod("a-w");
    let before = sandbox.listing();
    assert_eq!(run_all(), answers);
    assert_eq!(sandbox.listing(), before);
    let new = sandbox.hirelog(["new", "--outcome", "rejected"]);
    let is_root = sandbox.listing() != before;
    if !is_root {
        let edit = sandbox.hirelog(["edit", "data", "--team", "a"]);
        for said in [new.failed(2), edit.failed(2)] {
            assert!(
                said.contains("could not write") && said.contains("Permission denied"),
                "{said}"
            );
        }
        assert_eq!(sandbox.listing(), before);
    }
    chmod("u+w");
}

#[test]
fn a_place_without_a_log_is_left_without_one_by_commands_that_read() {
    let sandbox = Sandbox::new();
    let before = sandbox.listing();
    for arguments in [
        ["list", "."],
        ["show", "@latest"],
        ["patterns", "x"],
        ["edit", "@latest"],
    ] {
        let said = sandbox.hirelog(arguments).failed(2);
        assert!(
            said.contains("there is no log at") && said.contains("hirelog init"),
            "{said}"
        );
    }
    sandbox.hirelog(["where"]).ok();
    sandbox
        .hirelog(["new", "--outcome", "rejected", "--dry-run"])
        .ok();
    assert_eq!(sandbox.listing(), before);
}
