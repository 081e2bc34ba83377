//! Whole processes over generated logs, each in turn with a peer that does less: `rg -c`
//! opens and reads the same files. Prints seconds of the processor as ratios of each other
//! (the steadiest figure on a busy machine), and gates nothing. Beside them, what other
//! tools take to count the dropped balls of the same records.
//! `cargo bench`, or `cargo bench -- 1000 100000` for other sizes.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    reason = "a benchmark runs programs, looks at the clock and prints"
)]

use hirelog::tested::{
    Day, Fit, Id, Log, Party, PostMortem, Prose, TeamWords, TextList, Vocabulary, encode,
};
use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Rounds of each pair, and seconds after which there are enough of them.
const ROUNDS: std::ops::Range<usize> = 3..30;
const LONG: f64 = 4.0;
/// Days of five years, up to what the commands take for today.
const DAYS: usize = 1_826;
const TODAY: &str = "2026-11-20";
/// What other tools are asked to do with the same records.
const COUNT_BY_DUCKDB: &str = "import duckdb; print(duckdb.sql(\"select s.manager.dropped d, count(*) from \
                               read_json('all.jsonl') s group by d order by 2 desc limit 5\"))";
const COUNT_BY_JQ: &str =
    "reduce inputs as $one ({}; reduce $one.manager.dropped[]? as $ball (.; .[$ball] += 1))";
const COUNT_BY_PYTHON: &str = "import collections, glob, tomllib\n\
                               count = collections.Counter()\n\
                               for path in glob.glob('logs/*/*.toml'):\n    \
                               with open(path, 'rb') as file:\n        \
                               count.update(tomllib.load(file)['manager']['dropped'])\n\
                               print(count.most_common(5))";

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
    let here = Path::new(".");
    compare(
        "--version against true",
        &[hirelog, "--version"],
        &["true"],
        here,
    );
    let peer: &[&str] = if runs(&["rg", "--version"]) {
        &["rg", "-c", "zzzqqq"]
    } else {
        &["grep", "-rc", "zzzqqq", "."]
    };
    for size in sizes {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let id = generate(root, size);
        println!("{size} files against {}", peer.join(" "));
        for command in [
            &["patterns"][..],
            &["list"],
            &["list", "since:2026"],
            &["show", "@latest"],
            &["show", id.as_str()],
            &["completions", "zsh", "--", "hirelog", "edit", ""],
            &["report"],
            &["brief", "role:designer"],
            &["list", "--format", "json"],
            &["export"],
            &["check", "--quiet"],
        ] {
            let words: Vec<&str> = [&[hirelog][..], command].concat();
            compare(&command.join(" "), &words, peer, root);
        }
        let records = command(&[hirelog, "export", "--format", "jsonl"], root);
        let records = { records }.stdout(Stdio::piped()).output().unwrap();
        fs::write(root.join("all.jsonl"), records.stdout).unwrap();
        for (name, words) in [
            ("DuckDB, one JSONL", &["python3", "-c", COUNT_BY_DUCKDB][..]),
            ("jq, one JSONL", &["jq", "-n", COUNT_BY_JQ, "all.jsonl"]),
            (
                "Python's tomllib, the files",
                &["python3", "-c", COUNT_BY_PYTHON],
            ),
        ] {
            if command(words, root)
                .status()
                .is_ok_and(|status| status.success())
            {
                compare(name, words, peer, root);
            } else {
                println!("  {name}: not here");
            }
        }
    }
}

/// Runs the two in turn, after a round that does not count.
fn compare(name: &str, ours: &[&str], peers: &[&str], folder: &Path) {
    let (mut our_time, mut peer_time, mut rounds) = (0.0, 0.0, 0);
    let start = Instant::now();
    for round in 0..ROUNDS.end {
        let (ours, peers) = (time(ours, folder), time(peers, folder));
        if round > 0 {
            (our_time, peer_time, rounds) = (our_time + ours, peer_time + peers, rounds + 1);
        }
        if round >= ROUNDS.start && start.elapsed().as_secs_f64() > LONG {
            break;
        }
    }
    let each = |time: f64| time / f64::from(rounds) * 1e3;
    println!(
        "  {name}: {:.2} ({:.1} ms against {:.1} ms)",
        our_time / peer_time,
        each(our_time),
        each(peer_time)
    );
}

/// Seconds of the processor that a command takes; of the clock where that is not known.
fn time(words: &[&str], folder: &Path) -> f64 {
    let (start, before) = (Instant::now(), processor());
    command(words, folder).status().unwrap();
    match (before, processor()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// What all children that ended took, in hundredths of a second: enough over many rounds.
fn processor() -> Option<f64> {
    let text = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(13)? + ticks(14)?) / 100.0)
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
        .env("HIRELOG_TODAY", TODAY);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What the example logs say, sentence by sentence: no two texts made of them are the same.
fn sentences() -> Vec<String> {
    let mut said = Vec::new();
    for log in ["examples", "examples/year"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(log);
        let reading = Log::open(&root).unwrap().read(Prose::Whole).unwrap();
        for entry in &reading.entries {
            for section in &entry.post_mortem.sections {
                let text = section.owned.replace('\n', " ");
                said.extend(text.split_inclusive(". ").map(|one| one.trim().to_owned()));
            }
        }
    }
    said.retain(|one| one.len() > 20);
    said
}

/// A log of post-mortems of about 2 KB over five years, the same at every run, with names
/// as `new` gives them. Gives an id in it.
fn generate(root: &Path, size: usize) -> Id {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let roles = [
        ("Staff Platform Engineer", "staff-platform-engineer"),
        ("Product Designer", "product-designer"),
        ("Account Executive", "account-executive"),
        ("Data Analyst", "data-analyst"),
        ("Support Lead", "support-lead"),
    ];
    fs::write(root.join("hirelog.toml"), "schema = 1\n").unwrap();
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let today = Day::parse(TODAY).unwrap();
    let said = sentences();
    let mut last = None;
    for number in 0..size {
        let date = today.minus_days(random(DAYS) as u64);
        let outcome = &vocabulary.outcomes[random(vocabulary.outcomes.len())].slug;
        let (role, slug) = roles[random(roles.len())];
        let mut post_mortem = PostMortem::new(date, outcome);
        post_mortem.stage = Some(
            vocabulary.stages[random(vocabulary.stages.len())]
                .slug
                .as_str()
                .into(),
        );
        post_mortem.role = Some(role.into());
        post_mortem.team = Some("platform".into());
        post_mortem.tldr =
            Some("Chose a company nearer to home; the offer letter took eight days.".into());
        post_mortem.fit = (random(5) == 0).then_some(Fit::Mismatch);
        post_mortem.wanted = TextList::from_iter(["benefits", "stability"]);
        post_mortem.pitched = TextList::from_iter(["equity", "mission"]);
        for party in Party::ALL {
            let balls: Vec<_> = vocabulary.balls_of(party).collect();
            let section = post_mortem.section_mut(party);
            section.by = Some(party);
            let some: Vec<_> = (0..2 + random(4))
                .map(|_| said[random(said.len())].as_str())
                .collect();
            section.owned = some.join(" ").into();
            section.dropped = Some(TextList::from_iter([&balls[random(balls.len())].slug]));
            section.next = said[random(said.len())].as_str().into();
            section.promised = Some(date);
        }
        let digits = [614_656, 21_952, 784, 28, 1].map(|unit| (number / unit % 28) as u8);
        let id = Id::from_random(&digits).unwrap();
        let folder = root.join(format!("logs/{:04}", date.year()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{date}-{slug}-{id}.toml"));
        fs::write(file, encode(&post_mortem).unwrap()).unwrap();
        last = Some(id);
    }
    last.unwrap()
}
