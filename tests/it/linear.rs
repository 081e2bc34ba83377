//! Nothing takes more than its share of time when a log grows: four times as much of
//! anything takes about four times as long, whatever the command. What somebody may push
//! is not to be waited for.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a test runs programs, and says what it measured"
)]

use crate::support::{HIRELOG, Sandbox};

const COMMANDS: [&[&str]; 25] = [
    &["list"],
    &["list", "--format", "json"],
    &["list", "is:unsorted"],
    &["show", "bbbbb"],
    &["show", "--case", "c-0"],
    &["patterns"],
    &["patterns", "--by", "role"],
    &["brief", "X"],
    &["report"],
    &["report", "--format", "html"],
    &["vocab"],
    &["vocab", "the late feedback thing"],
    &["check"],
    &["check", "--format", "json"],
    &["export", "--by", "ball"],
    &["export", "--by", "chance"],
    &["export", "--format", "csv"],
    &["ask", "bbbbb", "--as", "candidate"],
    &["sort"],
    &["edit", "bbbbb", "--team", "y", "--dry-run"],
    &[
        "edit",
        "bbbbb",
        "--as",
        "manager",
        "--dropped",
        "+x",
        "--dry-run",
    ],
    &[
        "new",
        "offer declined yesterday, i was late with feedback",
        "--as",
        "recruiter",
        "--dry-run",
    ],
    &["redact", "bbbbb", "--dry-run"],
    &["vocab", "rename", "feedback-late", "x", "--dry-run"],
    &["where"],
];

/// What there may be much of, how much is tried first, and how so much of it is written:
/// the texts of post-mortems, and what stands in the file of the team.
type Much = (&'static str, usize, fn(usize) -> (Vec<String>, String));

const MUCH: [Much; 8] = [
    ("bytes of prose", 600_000, |count| {
        prose(
            count,
            "I was late with the notes and they never called me back. ",
        )
    }),
    ("bytes of names", 150_000, |count| {
        prose(
            count,
            "Jo Smith told me that Ann Lee (ann@example.com, +49 170 1234567) is 54. ",
        )
    }),
    ("bytes of one word", 600_000, |count| prose(count, "ab")),
    ("balls", 2_500, |count| {
        let ball = |at| {
            format!(
                "[[dropped_ball]]\nslug = \"ball-{0}-late\"\nparty = \"manager\"\ntitle = \"The {0} was late\"\n",
                id(at)
            )
        };
        let dropped = |at| post_mortem("X", "I was late.", &format!("\"ball-{}-late\"", id(at)));
        (
            (0..20).map(dropped).collect(),
            (0..count).map(ball).collect(),
        )
    }),
    ("words nobody declared", 2_500, |count| {
        let words = |from: usize| {
            (from * 50..from * 50 + 50)
                .map(|at| format!("\"zz-{}\"", id(at)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        (
            (0..count / 50)
                .map(|at| post_mortem("X", "I was late.", &words(at)))
                .collect(),
            String::new(),
        )
    }),
    ("words in one list", 2_500, |count| {
        let words: Vec<_> = (0..count).map(|at| format!("\"zz-{}\"", id(at))).collect();
        (
            vec![post_mortem("X", "I was late.", &words.join(", "))],
            String::new(),
        )
    }),
    ("roles", 2_500, |count| {
        (
            (0..count)
                .map(|at| post_mortem(&id(at), "I was late.", "\"feedback-late\""))
                .collect(),
            String::new(),
        )
    }),
    ("post-mortems of one day", 2_500, |count| {
        (
            vec![post_mortem("X", "I was late.", "\"feedback-late\""); count],
            String::new(),
        )
    }),
];

fn id(mut at: usize) -> String {
    let letters = b"bcdfghjkmnpqrstvwxyz23456789";
    let mut id = [b'b'; 5];
    for place in id.iter_mut().rev() {
        *place = letters[at % letters.len()];
        at /= letters.len();
    }
    String::from_utf8(id.to_vec()).unwrap()
}

fn post_mortem(role: &str, owned: &str, dropped: &str) -> String {
    format!(
        "schema = 1\ndate = 2026-11-10\noutcome = \"withdrew\"\nstage = \"offer\"\nrole = \"{role}\"\nteam = \"{role}\"\ncase = \"c-0\"\n[manager]\nby = \"manager\"\nowned = \"{owned}\"\ndropped = [{dropped}]\nnext = \"When a loop ends, I will write.\"\n"
    )
}

/// In files of at most 800 kB, as a larger one is not read.
fn prose(bytes: usize, said: &str) -> (Vec<String>, String) {
    let files = bytes / 800_000 + 1;
    let owned = said.repeat(bytes / files / said.len());
    (
        vec![post_mortem("X", &owned, "\"feedback-late\""); files],
        String::new(),
    )
}

/// Seconds of this process alone, however busy the machine is.
fn seconds(sandbox: &Sandbox, command: &[&str]) -> f64 {
    let mut shell = sandbox.command("sh");
    shell.args([
        "-c",
        "\"$@\" > ../said 2>&1; test $? -le 2 || exit 3; times",
        "sh",
        HIRELOG,
    ]);
    let said = sandbox.run(shell.args(command)).ok();
    let child = said.lines().last().unwrap();
    let seconds = |time: &str| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').unwrap();
        minutes.parse::<f64>().unwrap() * 60.0 + seconds.parse::<f64>().unwrap()
    };
    child.split_whitespace().map(seconds).sum()
}

#[test]
#[ignore = "an hour of debug, so run by hand: .ci/full says how"]
fn four_times_as_much_takes_about_four_times_as_long_full_size() {
    let mut slow = Vec::new();
    for (what, count, written) in MUCH {
        let times = [count, 4 * count].map(|count| {
            let sandbox = Sandbox::with_log();
            let (texts, team) = written(count);
            for (at, text) in texts.iter().enumerate() {
                sandbox.put(
                    &format!("work/logs/2026/2026-11-10-x-{}.toml", id(at)),
                    text,
                );
            }
            sandbox.put("work/hirelog.toml", format!("schema = 1\n{team}"));
            COMMANDS.map(|command| seconds(&sandbox, command))
        });
        for (at, command) in COMMANDS.iter().enumerate() {
            let (once, four) = (times[0][at], times[1][at]);
            println!(
                "{what:24} {count:7} {:40} {once:6.2} {four:6.2}",
                command.join(" ")
            );
            if four > 0.5 + 6.0 * once {
                slow.push((what, command, once, four));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
