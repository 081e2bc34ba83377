//! Pages never contradict each other: what one of them says of a log, table,
//! Markdown, HTML, JSON and brief say in the same words or not at all, down to
//! "too few to call".

use crate::generate::{Log, TODAY, count, log};
use crate::monthly::{monthly, rates_of};
use hirelog::tested::recurrences;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

const TOO_FEW: &str =
    "Too few to call: with fewer than 5 post-mortems there are counts and no patterns.";
const NOTHING: &str = "Nothing yet: no post-mortem lies in this window.";

/// What no page may say where there is too little to call anything.
const CALLS: [&str; 16] = [
    "ecurring",
    "recurs",
    "ore often",
    "ess often",
    "Quiet",
    "losses in a row",
    "several sides",
    "Watch",
    "Once",
    "less than half",
    "somebody else wrote",
    "small numbers",
    "early to say",
    "hat is less",
    "no less",
    "less since",
];

/// What stands on a line with its kind, on every page.
const LINES: [&str; 9] = [
    "Dropped",
    "More often",
    "Recurring",
    "Recurring as well",
    "Watch",
    "Less often",
    "Quiet",
    "Runs",
    "The same thing, dropped from several sides",
];

/// Every page about one log.
struct Pages {
    table: String,
    all: String,
    markdown: String,
    report: String,
    html: String,
    brief: String,
    invite: String,
    json: Value,
    /// `export --by chance`.
    chances: String,
}

impl Pages {
    fn of(log: &Log) -> Self {
        let folder = log.written();
        let since = format!("since:{}", log.team.settings.window.since);
        let run = |arguments: &[&str]| run(folder.path(), arguments);
        Self {
            table: run(&["patterns"]),
            all: run(&["patterns", "--all"]),
            markdown: run(&["patterns", "--format", "md"]),
            report: run(&["report"]),
            html: seen(&run(&["report", "--format", "html"])),
            brief: run(&["brief", &since]),
            invite: run(&["brief", &since, "--format", "md"]),
            json: serde_json::from_str(&run(&["report", "--format", "json"])).unwrap(),
            chances: run(&["export", "--by", "chance"]),
        }
    }

    fn all(&self) -> [(&str, &str); 7] {
        [
            ("patterns", &self.table),
            ("patterns --all", &self.all),
            ("patterns md", &self.markdown),
            ("report", &self.report),
            ("report html", &self.html),
            ("brief", &self.brief),
            ("brief md", &self.invite),
        ]
    }
}

pub fn run(folder: &Path, arguments: &[&str]) -> String {
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

/// The same text whatever a page does with what it shows: marks of Markdown go, and
/// so does a character nobody sees.
fn bare(text: &str) -> String {
    let text = text.replace("\\u{200b}", "").replace("<U+200B>", "");
    text.replace(['`', '*', '\\', '\u{200b}', '?'], "")
        .replace('\u{a0}', " ")
}

/// What follows on a line of words that all pages have.
fn folded(page: &str, label: &str) -> Option<String> {
    let line = page.lines().find_map(|line| {
        let line = line.strip_prefix("**").unwrap_or(line);
        let rest = line.strip_prefix(label)?.strip_prefix(':')?;
        Some(rest.strip_prefix("**").unwrap_or(rest))
    })?;
    Some(bare(line.trim()).trim_end_matches('.').to_owned())
}

/// Sentences, wherever they stand, that hold these words.
fn sentences(page: &str, words: &str) -> BTreeSet<String> {
    let with = page.lines().filter(|line| line.contains(words));
    let bare = with.map(|line| bare(line.trim_start_matches(['-', ' '])));
    let split = bare.flat_map(|line| {
        let sentences = line.split_inclusive(". ").map(str::trim);
        sentences.map(str::to_owned).collect::<Vec<_>>()
    });
    let own = split.filter(|sentence| sentence.contains(words));
    own.map(|sentence| sentence.trim_end_matches('.').to_owned())
        .collect()
}

/// Runs and walls: how many there are in a row, where and since when.
fn runs_told(page: &str) -> BTreeSet<String> {
    let told = odds_told(page).into_iter();
    let sentence = |told: String| told.split('.').next().unwrap_or_default().to_owned();
    told.map(sentence).collect()
}

/// The same, to how often chance makes them, which a brief does not say.
fn odds_told(page: &str) -> BTreeSet<String> {
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = bare(&page);
    let found = page.match_indices(" losses in a row").map(|(at, _)| {
        let start = page[..at].rfind(' ').map_or(0, |start| start + 1);
        let ends = ["by chance alone", "nothing to compare with"].iter();
        let end = ends.filter_map(|end| page[start..].find(end)).min();
        let end = end.map_or(page.len(), |end| start + end);
        page[start..end].to_owned()
    });
    found.collect()
}

/// By slug and party, what each page that tells it says came of the promise.
fn verdicts(pages: &Pages) -> BTreeMap<(String, String), Vec<(&'static str, String)>> {
    const WORDS: [&str; 5] = [
        "too early to say",
        "dropped less since",
        "no less since",
        "untested",
        "nothing promised yet",
    ];
    const ENDS: [&str; 3] = ["Promised last", "To talk about", "memory"];
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut add = |slug: &str, party: &str, page, words: &str| {
        let party = party.trim();
        if ["manager", "candidate", "recruiter"].contains(&party)
            && let Some(word) = WORDS.iter().find(|word| words.contains(*word))
        {
            let key = (bare(slug.trim()), party.to_owned());
            all.entry(key).or_default().push((page, (*word).to_owned()));
        }
    };
    for line in pages.all.lines() {
        let cells: Vec<_> = line.split("  ").filter(|cell| !cell.is_empty()).collect();
        if let [slug, party, .., words] = cells.as_slice() {
            add(slug, party, "patterns --all", words);
        }
    }
    for (page, text) in [
        ("patterns", &pages.table),
        ("patterns md", &pages.markdown),
        ("report", &pages.report),
    ] {
        let mut is_decided = false;
        for line in text.lines() {
            // What was decided is judged from its own day; a later promise from another.
            is_decided |= line.contains("Decided last");
            is_decided &= !ENDS.iter().any(|end| line.contains(end));
            // Promised last: `slug (party), day: what came of it`.
            let line = bare(line.trim_start_matches("- "));
            if let Some((slug, rest)) = line.split_once(" (")
                && !is_decided
                && let Some((party, words)) = rest.split_once("), ")
            {
                add(slug, party, page, words.split('“').next().unwrap());
            }
        }
    }
    for line in pages.report.lines() {
        let cells: Vec<_> = line.split(" | ").collect();
        if let [slug, party, words, latest] = cells.as_slice()
            && latest.contains(": “")
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
    pages_agree(0..10, [0, 0, 5, 10, 0, 2, 15, 20]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn pages_never_contradict_each_other_in_many_logs() {
    pages_agree(10..150, [4, 8, 80, 160, 12, 40, 240, 300]);
}

/// `least` is how many logs must be empty, have too few, and say what.
fn pages_agree(seeds: Range<u64>, least: [usize; 8]) {
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

        let day = |span: &Value, end: &str| span[end].as_str().unwrap().to_owned();
        let rates = |since: &str, until: &str| rates_of(&pages.chances, [since, until]);
        held[7] += monthly(&pages.json["months"], seed, &rates).months;
        let window = &pages.json["window"];
        let rates = rates(&day(window, "since"), &day(window, "until"));
        for ball in pages.json["balls"].as_array().unwrap() {
            let name = |name: &str| ball[name].as_str().unwrap().to_owned();
            let key = (name("party"), name("slug"));
            let said = ["n", "of"].map(|count| ball[count].as_u64().unwrap());
            let counted = rates.get(&key).copied().unwrap_or_default();
            assert_eq!((said[0], said[1]), counted, "{seed} {key:?}");
        }

        let topics = pages.json["topics"].as_array().unwrap();
        assert!(topics.len() <= 3, "{seed}");
        for (index, topic) in topics.iter().enumerate() {
            let sentence = bare(topic["sentence"].as_str().unwrap());
            let line = format!("{}. {sentence}", index + 1);
            let has = |text: &str, line: &str| text.lines().any(|one| bare(one).starts_with(line));
            assert!(has(&pages.table, &line), "{seed} {line}\n{}", pages.table);
            let line = format!("- {sentence}");
            assert!(
                has(&pages.markdown, &line),
                "{seed} {line}\n{}",
                pages.markdown
            );
            // The report has the ball and its figures in a title of its own.
            let said = match topic["slug"].is_null() {
                true => sentence.as_str(),
                false => sentence.split_once(". ").unwrap().1,
            };
            for text in [&pages.report, &pages.html] {
                assert!(bare(text).contains(said), "{seed} {said}\n{text}");
            }
            held[2] += 1;
        }
        let topics_told = |text: &str| {
            (1..9)
                .filter(|n| text.contains(&format!("\n{n}. ")))
                .count()
        };
        assert_eq!(
            topics_told(&pages.table),
            topics.len(),
            "{seed}\n{}",
            pages.table
        );
        assert_eq!(
            topics_told(&pages.report),
            topics.len(),
            "{seed}\n{}",
            pages.report
        );
        for label in LINES {
            let expected = folded(&pages.table, label);
            assert_eq!(folded(&pages.markdown, label), expected, "{seed} {label}");
            assert_eq!(folded(&pages.report, label), expected, "{seed} {label}");
            if let Some(items) = expected {
                let html = bare(&pages.html)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                for item in items.split("; ") {
                    let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(html.contains(&item), "{seed} {label} {item}\n{html}");
                }
                held[3] += 1;
            }
        }
        let (runs, odds) = (runs_told(&pages.table), odds_told(&pages.table));
        for (page, text) in pages.all() {
            assert_eq!(runs_told(text), runs, "{seed} {page}");
            if !page.starts_with("brief") {
                assert_eq!(odds_told(text), odds, "{seed} {page}");
            }
        }
        held[4] += runs.len();
        for words in [
            "less than half",
            "somebody else wrote",
            "honest mismatch",
            " got to ",
        ] {
            let expected = sentences(&pages.table, words);
            assert_eq!(sentences(&pages.markdown, words), expected, "{seed}");
            for text in [&pages.report, &pages.html] {
                assert_eq!(sentences(text, words), expected, "{seed}");
            }
            held[5] += expected.len();
        }
        for (ball, told) in verdicts(&pages) {
            let mut words: Vec<_> = told.iter().map(|(_, words)| words).collect();
            words.dedup();
            assert_eq!(words.len(), 1, "{seed} {ball:?}: {told:?}");
            held[6] += usize::from(told.len() > 1);
        }
    }
    // Otherwise it would prove nothing.
    let enough = held.iter().zip(least).all(|(held, least)| *held >= least);
    assert!(enough, "{held:?}");
}

/// What is said after saving, the page says as well.
#[test]
fn the_line_after_saving_says_what_the_patterns_say() {
    lines_after_saving_are_on_the_page(0..30, [20, 2, 40]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn the_line_after_saving_says_what_the_patterns_say_of_many_logs() {
    lines_after_saving_are_on_the_page(30..150, [100, 20, 200]);
}

/// `least` is how often a ball must be dropped again, after a promise and at all.
fn lines_after_saving_are_on_the_page(seeds: Range<u64>, least: [usize; 3]) {
    let (mut again, mut events, mut said) = (0, 0, 0);
    for seed in seeds {
        let log = log(seed);
        let (vocabulary, settings) = (&log.team.vocabulary, log.team.settings);
        let found = count(&log);
        for entry in &log.entries {
            let all = hirelog::tested::Party::ALL;
            let (window, date) = (settings.window, entry.post_mortem.date);
            for one in recurrences(
                entry,
                &log.entries,
                &log.decisions,
                vocabulary,
                window,
                &all,
            ) {
                let mut balls = found.balls.iter();
                let ball = balls.find(|ball| ball.slug == one.slug && ball.party == one.party);
                let ball = ball.unwrap();
                assert_eq!(one.share, ball.share(), "seed {seed} {}", one.slug);
                said += 1;
                let Some((day, after)) = one.promised else {
                    continue;
                };
                assert!(
                    ball.promises.made > 0 && day < date,
                    "seed {seed} {}",
                    one.slug
                );
                again += 1;
                if date > window.until.minus_days(7) {
                    let event = ball.promises.event.as_ref().unwrap();
                    assert!(event.date >= date, "seed {seed} {}", one.slug);
                    if event.id == entry.id {
                        assert_eq!(event.days_after, after, "seed {seed} {}", one.slug);
                        events += 1;
                    }
                }
            }
        }
    }
    let enough = again > least[0] && events > least[1] && said > least[2];
    assert!(enough, "{again} {events} {said}");
}
