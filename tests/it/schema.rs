//! The schemas against the reader, with the checker that editors use: on every
//! example, on every file of the cases, good and broken, and on every key with
//! every kind of value. What the reader refuses, the schema refuses, where a
//! schema can; what the reader takes, the schema takes.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{Sandbox, files};
use hirelog::tested::{Code, Diagnostic, Log, decode, read_user_settings};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that the checker is to look at.
struct Sample {
    /// Where it came from.
    name: String,
    text: String,
}

/// What the reader says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Taken,
    Refused,
    /// Refused for what no schema can see, or taken for it.
    BeyondSchemas,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The samples that the checker refuses, by their position; nothing where there
/// is no checker, which `.ci/test` does not let pass.
fn refused(sandbox: &Sandbox, schema: &str, samples: &[Sample]) -> Option<Vec<bool>> {
    let schema = sandbox.hirelog(["schema", schema]).ok();
    let schema = sandbox.put("checked/schema.json", schema);
    for (index, sample) in samples.iter().enumerate() {
        sandbox.put(&format!("checked/{index}.toml"), &sample.text);
    }
    let mut command = sandbox.command("taplo");
    command
        .current_dir(sandbox.path("checked"))
        .args(["check", "--colors", "never", "--no-auto-config", "--schema"])
        .arg(format!("file://{}", schema.display()));
    command.args((0..samples.len()).map(|index| format!("{index}.toml")));
    let Ok(output) = command.output() else {
        let every = std::env::var_os("EVERY_TOOL");
        assert!(every.is_none(), "taplo is not installed");
        eprintln!("skipped, as taplo is not installed");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // Named where the mistake is drawn, and once more below: of many lines into
    // a pipe, the checker now and then loses the last.
    let refused = |index: usize| {
        let [drawn, named] = [':', '"'].map(|end| format!("/checked/{index}.toml{end}"));
        said.contains(&drawn) || said.contains(&named)
    };
    let refused: Vec<_> = (0..samples.len()).map(refused).collect();
    assert_eq!(output.status.success(), !refused.contains(&true));
    Some(refused)
}

/// Both say the same of every sample.
fn agree(schema: &str, samples: &[Sample], verdict: impl Fn(&str) -> Verdict) {
    let sandbox = Sandbox::new();
    let Some(refused) = refused(&sandbox, schema, samples) else {
        return;
    };
    let mut counts = BTreeMap::new();
    let mut differ = Vec::new();
    for (sample, refused) in samples.iter().zip(refused) {
        let verdict = verdict(&sample.text);
        *counts.entry(format!("{verdict:?}")).or_insert(0) += 1;
        match verdict {
            Verdict::Taken if refused => differ.push(("taken", sample)),
            Verdict::Refused if !refused => differ.push(("refused", sample)),
            _ => {}
        }
    }
    let shown = differ.iter().map(|(verdict, sample)| {
        format!("{verdict} by the reader: {}\n{}", sample.name, sample.text)
    });
    assert!(
        differ.is_empty(),
        "{}",
        shown.collect::<Vec<_>>().join("\n")
    );
    for verdict in ["Taken", "Refused"] {
        assert!(
            counts.get(verdict).is_some_and(|count| *count > 5),
            "{counts:?}"
        );
    }
}

fn of_post_mortem(text: &str) -> Verdict {
    let decoded = decode(text);
    // A newer hirelog may mean something by what this one does not know, and the
    // checker writes a year before 1000 with three digits.
    let post_mortem = decoded.post_mortem.as_ref();
    let old = post_mortem.is_some_and(|it| it.date.year() < 1_000);
    if decoded.newer || old {
        return Verdict::BeyondSchemas;
    }
    let errors: Vec<_> = decoded
        .diagnostics
        .into_iter()
        .filter(Diagnostic::is_error)
        .collect();
    verdict(&errors)
}

fn of_team_file(text: &str) -> Verdict {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hirelog.toml"), text).unwrap();
    match Log::open(folder.path()) {
        Ok(_) => Verdict::Taken,
        Err(error) => {
            let findings = error.findings.into_iter();
            let problems: Vec<_> = findings.flat_map(|one| one.diagnostics).collect();
            let errors: Vec<_> = problems.into_iter().filter(Diagnostic::is_error).collect();
            verdict(&errors)
        }
    }
}

fn of_decision(text: &str) -> Verdict {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("decisions/2026-11-20-q4x7m.toml");
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(folder.path().join("hirelog.toml"), "schema = 1\n").unwrap();
    fs::write(path, text).unwrap();
    let broken = Log::open(folder.path())
        .unwrap()
        .decisions()
        .unwrap()
        .broken;
    let problems = broken.into_iter().flat_map(|one| one.diagnostics);
    let errors: Vec<_> = problems.filter(Diagnostic::is_error).collect();
    verdict(&errors)
}

fn of_own_file(text: &str) -> Verdict {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    fs::write(&path, text).unwrap();
    match read_user_settings(&path) {
        Ok(_) => Verdict::Taken,
        Err(_) => Verdict::Refused,
    }
}

/// To a schema a date is a text like any other, and 1.0 is a whole number.
fn verdict(errors: &[Diagnostic]) -> Verdict {
    let seen = |error: &Diagnostic| {
        let of_dates = [
            "must be a date, not text",
            "not a date",
            "must be a whole number, not a number",
        ];
        let is_date = of_dates.iter().any(|end| error.message.ends_with(end));
        error.code != Code::Conflict && !(error.code == Code::WrongType && is_date)
    };
    match errors {
        [] => Verdict::Taken,
        errors if errors.iter().any(seen) => Verdict::Refused,
        _ => Verdict::BeyondSchemas,
    }
}

/// The TOML files that the cases write, by their name.
fn of_cases(is_wanted: impl Fn(&str) -> bool) -> Vec<Sample> {
    let mut samples = Vec::new();
    for page in files(&root().join("tests/cases")) {
        let text = fs::read_to_string(&page).unwrap();
        for block in text.split("\n```file").skip(1) {
            let (head, rest) = block.split_once('\n').unwrap();
            let body = rest.split("\n```").next().unwrap();
            let name = head.rsplit(' ').next().unwrap();
            // The other kinds of file are not as they are written there.
            if head.starts_with(' ') && is_wanted(name) {
                let name = format!("{} in {}", name, page.display());
                samples.push(Sample {
                    name,
                    text: format!("{body}\n"),
                });
            }
        }
    }
    samples
}

fn read(path: PathBuf) -> Sample {
    Sample {
        name: path.display().to_string(),
        text: fs::read_to_string(path).unwrap(),
    }
}

/// Values of every kind.
const VALUES: [&str; 26] = [
    "\"x\"",
    "\"\"",
    "\"  \"",
    "\"offer\"",
    "\"manager\"",
    "\"mismatch\"",
    "\"90d\"",
    "\"0d\"",
    "\"90 d\"",
    "\"../x\"",
    "\"/x\"",
    "\"a:b\"",
    "\"a/b.md\"",
    "\"A b\"",
    "\"a-b\"",
    "\"a\\nb\"",
    "0",
    "1",
    "2",
    "1.5",
    "true",
    "[]",
    "[\"a\", \"\"]",
    "[\"a\", 3]",
    "[[\"a\"]]",
    "{ x = 1 }",
];

/// Each key of a schema with each value; `begin` is what stands before it.
fn of_keys(schema: &str, begin: &str) -> Vec<Sample> {
    let schema = Sandbox::new().hirelog(["schema", schema]).ok();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut samples = Vec::new();
    let mut add = |place: &str, key: &str| {
        for value in VALUES {
            // A key that is there already is another mistake.
            let begin: Vec<_> = begin
                .lines()
                .filter(|line| !place.is_empty() || !line.starts_with(&format!("{key} =")))
                .collect();
            let text = format!("{}\n{place}{key} = {value}\n", begin.join("\n"));
            samples.push(Sample {
                name: format!("{place}{key} = {value}"),
                text,
            });
        }
    };
    for (key, property) in schema["properties"].as_object().unwrap() {
        add("", key);
        let below = property["properties"].as_object();
        for name in below.into_iter().flat_map(|below| below.keys()) {
            add(&format!("[{key}]\n"), name);
        }
        let block = property["items"]["properties"].as_object();
        for name in block.into_iter().flat_map(|block| block.keys()) {
            let others = ["slug = \"a\"", "party = \"manager\"", "text = \"b\""];
            let others = others
                .iter()
                .filter(|other| !other.starts_with(&format!("{name} =")));
            // What the other kind of block needs is unknown here, and kept.
            let others: Vec<_> = others.copied().collect();
            add(&format!("[[{key}]]\n{}\n", others.join("\n")), name);
        }
    }
    samples
}

#[test]
fn the_schema_of_a_post_mortem_says_what_the_reader_says() {
    let mut samples = of_cases(|name| name.ends_with(".toml") && name.contains("logs/"));
    samples.extend(files(&root().join("examples/logs")).into_iter().map(read));
    samples.push(read(root().join("templates/post-mortem.toml")));
    samples.extend(of_keys(
        "post-mortem",
        "schema = 1\ndate = 2026-11-20\noutcome = \"rejected\"",
    ));
    assert!(samples.len() > 600, "{}", samples.len());
    agree("post-mortem", &samples, of_post_mortem);
}

#[test]
fn the_schema_of_a_decision_says_what_the_reader_says() {
    let whole = "schema = 1\ndate = 2026-11-20\nabout = [\"feedback-late\"]\nparty = \"manager\"\nnext = \"Call.\"";
    let mut samples = of_keys("decision", whole);
    assert!(samples.len() > 150, "{}", samples.len());
    samples.extend(whole.lines().map(|line| Sample {
        name: format!("without {line}"),
        text: whole.replace(line, ""),
    }));
    agree("decision", &samples, of_decision);
}

#[test]
fn the_schema_of_the_team_file_says_what_the_reader_says() {
    let mut samples = of_cases(|name| name.ends_with("hirelog.toml"));
    samples.push(read(root().join("examples/hirelog.toml")));
    samples.push(read(root().join("templates/hirelog.toml")));
    samples.extend(of_keys("hirelog.toml", "schema = 1"));
    assert!(samples.len() > 600, "{}", samples.len());
    agree("hirelog.toml", &samples, of_team_file);
}

#[test]
fn the_schema_of_a_persons_own_file_says_what_the_reader_says() {
    let mut samples = of_cases(|name| name.ends_with("config.toml"));
    samples.extend(of_keys("config.toml", ""));
    assert!(samples.len() > 100, "{}", samples.len());
    agree("config.toml", &samples, of_own_file);
}

#[test]
fn new_files_name_their_schema_where_the_team_asks_for_it() {
    let sandbox = Sandbox::with_log();
    let team = sandbox.read("work/hirelog.toml");
    // As the template says, with the comment taken away.
    let team = team.replace("# [new]\n# schema = ", "[new]\nschema = ");
    sandbox.put("work/hirelog.toml", &team);
    let schema = sandbox.hirelog(["schema"]).stdout;
    sandbox.put("work/post-mortem.schema.json", schema);
    let path = sandbox.hirelog(["new", "--outcome", "rejected"]).ok();
    let line = "#:schema ../../post-mortem.schema.json\nschema = 1\n";
    let text = sandbox.read(format!("work/{path}"));
    assert!(text.starts_with(line), "{text}");
    let dry = sandbox.hirelog(["new", "-o", "rejected", "--dry-run"]).ok();
    assert!(dry.starts_with(line), "{dry}");
    // An edit leaves it where it is; what is given with one keeps its own.
    sandbox.hirelog(["edit", &path, "--fit", "unsure"]).ok();
    assert!(sandbox.read(format!("work/{path}")).starts_with(line));
    sandbox.put("work/given.toml", format!("{line}outcome = \"withdrew\"\n"));
    let given = sandbox.hirelog(["new", "--from", "given.toml"]).ok();
    assert_eq!(
        sandbox
            .read(format!("work/{given}"))
            .matches("#:schema")
            .count(),
        1
    );
    sandbox.put("work/outcomes.csv", "Date,Outcome\n2026-10-02,withdrew\n");
    let imported = sandbox
        .hirelog([
            "import",
            "outcomes.csv",
            "--from",
            "csv",
            "--map",
            "date=Date",
            "--map",
            "outcome=Outcome",
        ])
        .ok();
    let imported = sandbox.read(format!("work/{imported}"));
    assert!(imported.starts_with("#:schema ../../post-mortem.schema.json\n"));
    // The checker follows the line, from the file to the schema.
    let check = |text: &str| {
        sandbox.put(format!("work/{path}").as_str(), text);
        let mut command = sandbox.command("taplo");
        let command = command.args(["check", "--no-auto-config", &path]);
        command.output().ok().map(|output| output.status.success())
    };
    let text = sandbox.read(format!("work/{path}"));
    if check(&text).is_some() {
        assert_eq!(check(&text), Some(true));
        assert_eq!(check(&text.replace("unsure", "sure")), Some(false));
    }
    // Elsewhere, and on the web.
    for (logs, schema, line) in [
        ("hiring/logs", "a.json", "#:schema ../../../a.json\n"),
        ("logs", "a b.json", "#:schema ../../a b.json\n"),
        (
            "logs",
            "https://example.org/a.json",
            "#:schema https://example.org/a.json\n",
        ),
    ] {
        let team = format!("schema = 1\nlogs = \"{logs}\"\n[new]\nschema = \"{schema}\"\n");
        sandbox.put("work/hirelog.toml", team);
        let dry = sandbox.hirelog(["new", "-o", "rejected", "--dry-run"]).ok();
        assert!(dry.starts_with(line), "{dry}");
    }
}

#[test]
fn a_schema_suggests_the_words_of_the_log_and_refuses_none() {
    let sandbox = Sandbox::with_log();
    let team = "schema = 1\n[[dropped_ball]]\nslug = \"floor-not-shown\"\nparty = \"manager\"\n";
    sandbox.put("work/hirelog.toml", team);
    let schema = sandbox.hirelog(["schema"]).ok();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let dropped =
        |party: &str| schema["properties"][party]["properties"]["dropped"]["items"].to_string();
    assert!(dropped("manager").contains("floor-not-shown"));
    assert!(!dropped("recruiter").contains("floor-not-shown"));
    let required = serde_json::json!(["schema", "date", "outcome"]);
    assert_eq!(schema["required"], required);
    // A team file that cannot be read is just when an editor is of use.
    sandbox.put("work/hirelog.toml", "schema = [");
    let schema = sandbox.hirelog(["schema", "hirelog.toml"]).ok();
    assert!(schema.contains("dropped_ball"), "{schema}");
}
