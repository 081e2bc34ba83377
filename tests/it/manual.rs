//! The manual: a page for each command, that says all that `--help` says, and
//! with which the checker of pages finds nothing wrong.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{Ran, Sandbox, files};
use std::fs;

/// The commands that `--help` lists.
fn commands(sandbox: &Sandbox) -> Vec<String> {
    let help = sandbox.hirelog(["--help"]).ok();
    let listed = help.split("Commands:\n").nth(1).unwrap();
    let listed = listed.split("\n\n").next().unwrap();
    let names = listed.lines().map(|line| line.split_whitespace().next());
    names.map(|name| name.unwrap().to_owned()).collect()
}

/// As a reader sees a page: without macros, fonts and escapes.
fn shown(page: &str) -> String {
    let page = page
        .replace("\\fB", "")
        .replace("\\fI", "")
        .replace("\\fR", "");
    page.replace("\\-", "-")
        .replace("\\*(Aq", "'")
        .replace("\\(aq", "'")
}

#[test]
fn there_is_a_page_for_each_command_and_the_checker_finds_nothing() {
    let sandbox = Sandbox::new();
    let commands = commands(&sandbox);
    assert!(commands.len() > 10, "{commands:?}");
    let written = sandbox.hirelog(["man", "--to", "pages/man1"]).ok();
    let expected: Vec<_> = [String::new()]
        .into_iter()
        .chain(commands.iter().map(|command| format!("-{command}")))
        .map(|end| format!("pages/man1/hirelog{end}.1"))
        .collect();
    assert_eq!(written.lines().collect::<Vec<_>>(), expected);
    let pages = files(&sandbox.path("work/pages"));
    assert_eq!(pages.len(), expected.len(), "and nothing else");
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for section in [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "OPTIONS",
            "ENVIRONMENT",
            "FILES",
            // The first page names the others as its commands.
            if page.ends_with("hirelog.1") {
                "COMMANDS"
            } else {
                "SEE ALSO"
            },
        ] {
            assert!(
                text.contains(&format!("\n.SH {section}\n"))
                    || text.contains(&format!("\n.SH \"{section}\"\n")),
                "{section} in {}",
                page.display()
            );
        }
        assert!(text.contains("\n.SH \"EXIT STATUS\"\n"), "{text}");
        match sandbox
            .command("mandoc")
            .args(["-Tlint", "-Wall"])
            .arg(page)
            .output()
        {
            Ok(output) => {
                let ran = Ran::from(output);
                assert_eq!(
                    (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
                    (Some(0), "", "")
                );
            }
            Err(_) => {
                let every = std::env::var_os("EVERY_TOOL");
                assert!(every.is_none(), "mandoc is not installed");
                eprintln!("skipped, as mandoc is not installed");
            }
        }
    }
    // Again, over older ones: each is what it was.
    let before: Vec<_> = pages.iter().map(|page| fs::read(page).unwrap()).collect();
    fs::write(&pages[0], "older").unwrap();
    sandbox.hirelog(["man", "--to", "pages/man1"]).ok();
    let after: Vec<_> = pages.iter().map(|page| fs::read(page).unwrap()).collect();
    assert!(before == after);
}

#[test]
fn a_page_says_all_that_help_says() {
    let sandbox = Sandbox::new();
    for command in commands(&sandbox) {
        let page = shown(&sandbox.hirelog(["man", &command]).ok());
        let help = sandbox.hirelog([&command, "--help"]).ok();
        let flags = help
            .split_whitespace()
            .filter(|word| word.starts_with("--"));
        for flag in flags {
            let flag = flag.trim_end_matches(|character: char| !character.is_ascii_alphanumeric());
            assert!(page.contains(flag), "{flag} of {command}");
        }
        // Every example, letter by letter.
        for line in help.lines().filter(|line| line.starts_with("  hirelog ")) {
            assert!(page.contains(line.trim()), "{line} of {command}: {page}");
        }
    }
}

#[test]
fn the_first_page_names_what_the_others_share() {
    let sandbox = Sandbox::new();
    let page = shown(&sandbox.hirelog(["man"]).ok());
    for part in [
        "HIRELOG_DIR",
        "HIRELOG_TODAY",
        "NO_COLOR",
        "~/.config/hirelog/config.toml",
        "130",
        "hirelog-patterns(1)",
        "hirelog list stage:offer since:90d",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let said = sandbox.hirelog(["man", "patern"]).failed(2);
    assert!(said.contains("did you mean patterns?"), "{said}");
    // A file in the way is an error, and nothing is lost.
    sandbox.put("work/file", "mine");
    let said = sandbox.hirelog(["man", "--to", "file"]).failed(2);
    assert!(said.contains("could not make"), "{said}");
    assert_eq!(sandbox.read("work/file"), "mine");
}

#[test]
fn every_system_that_import_reads_is_named_where_people_look_for_it() {
    let sandbox = Sandbox::new();
    let help = sandbox.hirelog(["import", "--help"]).ok();
    let (_, systems) = help.split_once("[possible values: greenhouse").unwrap();
    let (systems, _) = systems.split_once(']').unwrap();
    let overview = sandbox.hirelog([]).ok().to_lowercase();
    let readme = include_str!("../../README.md").to_lowercase();
    for system in systems.split(", ").skip(1).chain(["greenhouse"]) {
        assert!(overview.contains(system), "{system} in {overview}");
        assert!(readme.contains(system), "{system} in README.md");
    }
}

/// `src/patterns/defaults.rs` has them; these texts say them again.
#[test]
fn help_and_the_template_say_the_defaults_that_count() {
    let sandbox = Sandbox::new();
    let settings = sandbox.hirelog(["where", "--format", "json"]).ok();
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    let built_in = |key: &str| {
        let all = settings["settings"].as_array().unwrap();
        let one = all.iter().find(|one| one["key"] == key).unwrap();
        assert_eq!(one["origin"], "built in", "{one}");
        one["value"].as_str().unwrap().to_owned()
    };
    let (window, threshold) = (built_in("patterns.window"), built_in("patterns.threshold"));
    let days = window.strip_suffix('d').unwrap();
    for command in ["patterns", "report"] {
        let help = sandbox.hirelog([command, "--help"]).ok();
        let said = format!("The window is the last {days} days (`window` in hirelog.toml)");
        assert!(help.contains(&said), "{command}: {help}");
    }
    let help = sandbox.hirelog(["patterns", "--help"]).ok();
    let said = format!("A ball recurs from {threshold} post-mortems up");
    assert!(help.contains(&said), "{help}");
    sandbox.hirelog(["init"]).ok();
    let team_file = sandbox.read("work/hirelog.toml");
    for line in [
        format!("window = \"{window}\""),
        format!("threshold = {threshold}"),
    ] {
        let begins = team_file.lines().any(|one| one.starts_with(&line));
        assert!(begins, "{line}: {team_file}");
    }
}
