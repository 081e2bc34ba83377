//! Whole processes over generated logs, in turn with a peer that does less:
//! `rg -c` opens and reads the same files. Prints ratios of medians and gates
//! nothing. `cargo bench`, or `cargo bench -- 1000 100000` for other sizes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a benchmark runs programs, looks at the clock and prints"
)]

use hirelog::tested::{Day, Fit, Party, PostMortem, TeamWords, Vocabulary, encode};
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 15;
const PROSE: &str = "I led with the story I like to tell and moved on when a question did not fit it. The brief \
                     named the stack and the team, and left out the two things that had been said to matter. ";

fn main() {
    let sizes: Vec<usize> = env::args()
        .skip(1)
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![1_000, 10_000]
    } else {
        sizes
    };
    let hirelog = env!("CARGO_BIN_EXE_hirelog");
    compare(
        "--version against true",
        &[hirelog, "--version"],
        &["true"],
        Path::new("."),
    );
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        generate(folder.path(), size);
        let peer: &[&str] = if runs(&["rg", "--version"]) {
            &["rg", "-c", "zzzqqq"]
        } else {
            &["grep", "-rc", "zzzqqq", "."]
        };
        for command in [
            &["patterns"][..],
            &["list"],
            &["list", "--format", "json"],
            &["show", "@latest"],
            &["check", "--quiet"],
            &["completions", "zsh", "--", "hirelog", "edit", ""],
        ] {
            let words: Vec<&str> = [&[hirelog][..], command].concat();
            let name = format!(
                "{size} files: {} against {}",
                command.join(" "),
                peer.join(" ")
            );
            compare(&name, &words, peer, folder.path());
        }
    }
}

/// Runs the two in turn, after a round that does not count.
fn compare(name: &str, ours: &[&str], peers: &[&str], folder: &Path) {
    let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (our_time, peer_time) = (time(ours, folder), time(peers, folder));
        if round > 0 {
            our_times.push(our_time);
            peer_times.push(peer_time);
        }
    }
    let (our_time, peer_time) = (median(our_times), median(peer_times));
    println!(
        "{name}: {:.2} ({:.1} ms against {:.1} ms)",
        our_time / peer_time,
        our_time * 1e3,
        peer_time * 1e3
    );
}

fn time(words: &[&str], folder: &Path) -> f64 {
    let start = Instant::now();
    command(words, folder).status().unwrap();
    start.elapsed().as_secs_f64()
}

fn runs(words: &[&str]) -> bool {
    command(words, Path::new("."))
        .status()
        .is_ok_and(|status| status.success())
}

fn command(words: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(words[0]);
    command
        .args(&words[1..])
        .current_dir(folder)
        .env("HIRELOG_TODAY", "2026-11-20");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// A log of post-mortems of about 1.5 KB, the same at every run.
fn generate(root: &Path, size: usize) {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let roles = [
        "Staff Platform Engineer",
        "Product Designer",
        "Account Executive",
        "Data Analyst",
        "Support Lead",
    ];
    fs::write(root.join("hirelog.toml"), "schema = 1\n").unwrap();
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for number in 0..size {
        let date = Day::new(2024, 1, 1)
            .unwrap()
            .plus_days(random(1_050) as u64);
        let outcome = &vocabulary.outcomes[random(vocabulary.outcomes.len())].slug;
        let mut post_mortem = PostMortem::new(date, outcome);
        post_mortem.stage = Some(
            vocabulary.stages[random(vocabulary.stages.len())]
                .slug
                .clone(),
        );
        post_mortem.role = Some(roles[random(roles.len())].to_owned());
        post_mortem.team = Some("platform".to_owned());
        post_mortem.tldr =
            Some("Chose a company nearer to home; the offer letter took eight days.".to_owned());
        post_mortem.fit = (random(5) == 0).then_some(Fit::Mismatch);
        post_mortem.wanted = vec!["benefits".to_owned(), "stability".to_owned()];
        post_mortem.pitched = vec!["equity".to_owned(), "mission".to_owned()];
        for party in Party::ALL {
            let balls: Vec<_> = vocabulary.balls_of(party).collect();
            let section = post_mortem.section_mut(party);
            section.by = Some(party);
            section.owned = PROSE.repeat(1 + random(2));
            section.dropped = Some(vec![balls[random(balls.len())].slug.clone()]);
            section.next = "Write the two priorities into the brief before hanging up.".to_owned();
        }
        let folder = root.join(format!("logs/{:04}", date.year()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(
            folder.join(format!("{date}-role-{number}.toml")),
            encode(&post_mortem).unwrap(),
        )
        .unwrap();
    }
}
