//! Pages never contradict each other: what one of them says of a log, table,
//! Markdown, HTML, JSON and brief say in the same words or not at all, down to
//! "too few to call".

use crate::generate::{Log, TODAY, log};
use hirelog::tested::{Claim, Digest, patterns, recurrences};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

const TOO_FEW: &str =
    "Too few to call: with fewer than 5 post-mortems there are counts and no patterns.";
const NOTHING: &str = "Nothing yet: no post-mortem lies in this window.";

/// What no page may say where there is too little to call anything.
const CALLS: [&str; 14] = [
    "ecur",
    "ame back",
    "holding",
    "held ",
    "ising",
    "alling",
    "uiet now",
    "losses in a row",
    "several sides",
    "Watch",
    "Once",
    "less than half",
    "somebody else wrote",
    "small number",
];

/// Every page about one log.
struct Pages {
    table: String,
    markdown: String,
    report: String,
    html: String,
    brief: String,
    invite: String,
    json: Value,
}

impl Pages {
    fn of(log: &Log) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text);
        write("hirelog.toml", &log.team.file).unwrap();
        std::fs::create_dir(folder.path().join("logs")).unwrap();
        for entry in &log.entries {
            let text = hirelog::tested::encode(&entry.post_mortem).unwrap();
            write(&entry.path, &text).unwrap();
        }
        let since = format!("since:{}", log.team.settings.window.since);
        let run = |arguments: &[&str]| run(folder.path(), arguments);
        Self {
            table: run(&["patterns"]),
            markdown: run(&["patterns", "--format", "md"]),
            report: run(&["report"]),
            html: seen(&run(&["report", "--format", "html"])),
            brief: run(&["brief", &since]),
            invite: run(&["brief", &since, "--format", "md"]),
            json: serde_json::from_str(&run(&["report", "--format", "json"])).unwrap(),
        }
    }

    fn all(&self) -> [(&str, &str); 6] {
        [
            ("patterns", &self.table),
            ("patterns md", &self.markdown),
            ("report", &self.report),
            ("report html", &self.html),
            ("brief", &self.brief),
            ("brief md", &self.invite),
        ]
    }
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hirelog"))
        .env_clear()
        .args(arguments)
        .env("HOME", folder)
        .env("HIRELOG_TODAY", TODAY)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The text of an HTML page up to its footer, a line for each element; without
/// the legends, which explain words that the page may not say.
fn seen(html: &str) -> String {
    let body = html.split_once("<body>").unwrap().1;
    let mut text = String::new();
    let mut rest = body.split_once("<footer>").unwrap().0;
    while let Some((before, after)) = rest.split_once('<') {
        text += before;
        let legend = ["div class=\"about\"", "figcaption"]
            .into_iter()
            .find(|legend| after.starts_with(legend));
        let end = match legend {
            Some("figcaption") => "</figcaption>",
            Some(_) => "</div>",
            None => ">",
        };
        rest = after.split_once(end).unwrap().1;
        text += "\n";
    }
    let text = text + rest;
    text.replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Slugs and parties in order, as the table has them below a title.
fn tabled(page: &str, title: &str) -> Vec<(String, String)> {
    let mut lines = page.lines().skip_while(|line| *line != title).skip(1);
    let rows = lines.by_ref().take_while(|line| !line.is_empty());
    rows.map(|line| {
        let mut words = line.split_whitespace();
        let slug = words.next().unwrap().trim_end_matches('?');
        (slug.to_owned(), words.next().unwrap().to_owned())
    })
    .collect()
}

/// The same in Markdown.
fn listed(page: &str, title: &str) -> Vec<(String, String)> {
    let title = format!("**{title}**");
    let lines = page.lines().skip_while(|line| *line != title).skip(2);
    let rows = lines.take_while(|line| !line.is_empty());
    rows.map(|line| {
        let (slug, rest) = line[3..].split_once('`').unwrap();
        let party = rest[2..].split([',', ')']).next().unwrap();
        (slug.to_owned(), party.to_owned())
    })
    .collect()
}

/// The same as the report numbers them, up to its twelfth topic.
fn numbered(page: &str, kicker: &str) -> Vec<(String, String)> {
    let topic = |line: &str| {
        let (number, rest) = line.split_once(". **")?;
        number.parse::<usize>().ok()?;
        let (slug, rest) = rest.split_once("** · ")?;
        let (party, rest) = rest.split_once(" · ")?;
        let party = if party == "hiring manager" {
            "manager"
        } else {
            party
        };
        let found = (slug.to_owned(), party.to_owned());
        rest.starts_with(&format!("{kicker} · ")).then_some(found)
    };
    page.lines().filter_map(topic).collect()
}

fn topics(pages: &Pages, reason: &str) -> Vec<(String, String)> {
    let topics = pages.json["talk_about"].as_array().unwrap().iter();
    let own = topics.filter(|topic| topic["reason"] == reason);
    own.map(|topic| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&topic["slugs"][0]), text(&topic["party"]))
    })
    .collect()
}

/// What follows on a line of words that all pages have.
fn folded(page: &str, label: &str) -> Option<String> {
    let line = page.lines().find_map(|line| {
        line.strip_prefix(&format!("{label}: "))
            .or_else(|| line.strip_prefix(&format!("**{label}:** ")))
    })?;
    Some(
        line.replace(['`', '?'], "")
            .trim_end_matches('.')
            .to_owned(),
    )
}

/// Sentences, wherever they stand, that hold these words.
fn sentences(page: &str, words: &str) -> BTreeSet<String> {
    let with = page.lines().filter(|line| line.contains(words));
    let bare = with.map(|line| line.trim_start_matches(['-', ' ', '*']).replace("**", ""));
    let split = bare.flat_map(|line| {
        let sentences = line.split_inclusive(". ").map(str::trim);
        sentences.map(str::to_owned).collect::<Vec<_>>()
    });
    let own = split.filter(|sentence| sentence.contains(words));
    own.map(|sentence| sentence.trim_end_matches('.').to_owned())
        .collect()
}

/// What a page says became of the promises about a ball, without day and mirrors.
fn standing(words: &str) -> String {
    let words = words.trim().trim_start_matches("partly ");
    if words.starts_with("came back") {
        return "came back".to_owned();
    }
    let end = words.find([',', ';', '.']).unwrap_or(words.len());
    words[..end].to_lowercase()
}

/// By slug and party, as each page that tells it has it.
fn standings(pages: &Pages) -> BTreeMap<(String, String), Vec<(&'static str, String)>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut add = |slug: &str, party: &str, page, words: &str| {
        let key = (slug.trim_end_matches('?').to_owned(), party.to_owned());
        all.entry(key).or_default().push((page, standing(words)));
    };
    for line in pages.table.lines() {
        let cells: Vec<_> = line.split("  ").filter(|cell| !cell.is_empty()).collect();
        if let [slug, party, .., words] = cells.as_slice()
            && ["manager", "candidate", "recruiter"].contains(&party.trim())
            && cells.iter().any(|cell| cell.trim().starts_with("was "))
            && !words.trim().starts_with("was ")
            && !words.starts_with(['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'])
        {
            add(slug, party.trim(), "patterns", words);
        }
    }
    for line in pages.report.lines() {
        let cells: Vec<_> = line.split(" | ").collect();
        if let [slug, party, words, latest] = cells.as_slice()
            && latest.contains("2026: “")
        {
            add(slug.trim_start_matches("| "), party, "report", words);
        }
    }
    for line in pages.brief.lines() {
        if let Some((ball, rest)) = line.split_once("; ")
            && let Some((name, counted)) = ball.split_once(", ")
            && let Some((party, _)) = counted.split_once(": ")
            && let Some((number, slug)) = name.split_once(' ')
            && number.parse::<usize>().is_ok()
        {
            add(slug, party, "brief", rest);
        }
    }
    all
}

#[test]
fn pages_never_contradict_each_other() {
    no_page_contradicts_another(0..10, [1, 0, 5, 5, 1, 1, 2, 15]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn pages_never_contradict_each_other_about_many_logs() {
    no_page_contradicts_another(0..40, [1, 3, 20, 20, 5, 5, 10, 60]);
}

fn no_page_contradicts_another(seeds: Range<u64>, least: [usize; 8]) {
    // How many logs were empty, had too few, and said what.
    let mut held = [0; 8];
    for seed in seeds {
        let log = log(seed);
        let pages = Pages::of(&log);
        let n = pages.json["window"]["post_mortems"].as_u64().unwrap();
        let (nothing, too_few) = (n == 0, (1..5).contains(&n));
        for (page, text) in pages.all() {
            assert_eq!(text.contains(TOO_FEW), too_few, "{seed} {page}:\n{text}");
            assert_eq!(text.contains(NOTHING), nothing, "{seed} {page}:\n{text}");
            assert!(!text.contains(" %"), "{seed} {page}:\n{text}");
            for call in CALLS.iter().filter(|_| nothing || too_few) {
                assert!(!text.contains(call), "{seed} {page} says {call}:\n{text}");
            }
        }
        held[0] += usize::from(nothing);
        held[1] += usize::from(too_few);

        let again = topics(&pages, "came-back");
        let title = match again.is_empty() {
            true => "Recurring",
            false => "Recurring as well",
        };
        let mut listed_so_far = 0;
        for (position, title, kicker, reason) in [
            (
                2,
                "Came back after a promise",
                "came back after a promise",
                "came-back",
            ),
            (3, title, "recurring", "recurring"),
            (4, "Dropped", "dropped", "counted"),
        ] {
            let expected = topics(&pages, reason);
            assert_eq!(tabled(&pages.table, title), expected, "{seed} {title}");
            assert_eq!(listed(&pages.markdown, title), expected, "{seed} {title}");
            let shown = expected.len().min(12_usize.saturating_sub(listed_so_far));
            listed_so_far += shown;
            let numbered = numbered(&pages.report, kicker);
            assert_eq!(numbered, expected[..shown], "{seed} {title}");
            held[position] += expected.len();
        }
        for label in ["Watch", "Once", "Quiet now, recurring before"] {
            let of = |page| folded(page, label);
            let expected = of(&pages.table);
            assert_eq!(of(&pages.markdown), expected, "{seed} {label}");
            let told = of(&pages.report);
            let cut = |told: &str| expected.as_ref().is_some_and(|all| all.contains(told));
            let shortened = told.as_deref().and_then(|told| told.rsplit_once(", "));
            assert!(
                told == expected || shortened.is_some_and(|(some, _)| cut(some)),
                "{seed} {label}: {told:?} {expected:?}"
            );
        }
        for (position, words, everywhere) in [
            (5, "losses in a row", true),
            (6, "less than half", false),
            (6, "somebody else wrote", false),
            (6, "honest mismatch", false),
        ] {
            let expected = sentences(&pages.table, words);
            assert_eq!(sentences(&pages.markdown, words), expected, "{seed}");
            for text in [&pages.report, &pages.html] {
                let told = sentences(text, words);
                let cut = pages.json["talk_about"].as_array().unwrap().len() > 12;
                let agrees = told == expected || cut && told.is_subset(&expected);
                assert!(agrees, "{seed}: {told:?} {expected:?}");
            }
            if everywhere {
                assert_eq!(sentences(&pages.brief, words), expected, "{seed}");
                assert_eq!(sentences(&pages.invite, words), expected, "{seed}");
            }
            held[position] += expected.len();
        }
        for (ball, told) in standings(&pages) {
            let mut words: Vec<_> = told.iter().map(|(_, words)| words).collect();
            words.dedup();
            assert_eq!(words.len(), 1, "{seed} {ball:?}: {told:?}");
            held[7] += usize::from(told.len() > 1);
        }
    }
    // Otherwise it would prove nothing.
    let enough = held.iter().zip(least);
    assert!({ enough }.all(|(held, least)| *held >= least), "{held:?}");
}

/// What is said after saving, the page says as well.
#[test]
fn the_line_after_saving_says_what_the_patterns_say() {
    every_line_after_saving_is_on_the_page(0..30, 20);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn the_line_after_saving_says_what_the_patterns_say_of_many_logs() {
    every_line_after_saving_is_on_the_page(30..150, 100);
}

fn every_line_after_saving_is_on_the_page(seeds: Range<u64>, least: usize) {
    let (mut came_back, mut said) = (0, 0);
    for seed in seeds {
        let log = log(seed);
        let (vocabulary, settings) = (&log.team.vocabulary, log.team.settings);
        let entries: Vec<_> = log.entries.iter().collect();
        let found = patterns(&entries, vocabulary, settings);
        let digest = Digest::of(&found, None, None);
        for entry in &log.entries {
            let all = hirelog::tested::Party::ALL;
            let window = settings.window;
            for one in recurrences(entry, &log.entries, vocabulary, window, &all) {
                let mut balls = found.balls.iter();
                let ball = balls.find(|ball| ball.slug == one.slug && ball.party == one.party);
                let ball = ball.unwrap();
                assert_eq!(one.times, ball.n(), "seed {seed} {}", one.slug);
                said += 1;
                if one.promised.is_some() {
                    assert!(ball.promises.came_back > 0, "seed {seed} {}", one.slug);
                    let mut again = digest.balls(Claim::CameBack);
                    let told = again.any(|other| std::ptr::eq(other, ball));
                    assert!(told || found.too_few, "seed {seed} {}", one.slug);
                    came_back += 1;
                }
            }
        }
    }
    assert!(came_back > least && said > 2 * least, "{came_back} {said}");
}
