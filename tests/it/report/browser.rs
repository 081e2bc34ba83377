//! The page in Chromium, light, dark and in forced colours, wide and narrow, and printed:
//! axe-core finds nothing, nothing is loaded, nothing runs, nothing sticks out; what a
//! meeting begins with fits one screen and one printed side, and no chart is broken.
//!
//! It needs `chromium`, `node`, `pdftotext`, and the npm packages `playwright-core` and
//! `axe-core` in `NODE_PATH`; `.ci/browser` installs them, and sets
//! `EVERY_BROWSER`, with which a missing one is a failure.

use super::logs;
use crate::support::Sandbox;
use std::env;
use std::path::PathBuf;
use std::process::Command;

#[test]
fn a_browser_finds_nothing_to_complain_of() {
    if let Err(missing) = ready() {
        assert!(env::var_os("EVERY_BROWSER").is_none(), "{missing}");
        eprintln!("skipped: {missing}");
        return;
    }
    let few = logs::empty("[report]\nsignoff = 'Until Friday.'\n");
    few.put(
        "work/logs/a.toml",
        "schema = 1\ndate = 2026-11-18\noutcome = 'withdrew'\n[manager]\ndropped = ['feedback-late']\n",
    );
    let mut sandboxes = logs::of_each_kind();
    let others = [
        ("examples", logs::examples()),
        ("year", logs::year(300)),
        ("month", logs::year(12)),
        ("empty", logs::empty("")),
        ("few", few),
        ("hostile", logs::hostile()),
        ("endless", logs::endless()),
    ];
    sandboxes.extend(others.map(|(name, sandbox)| (name.to_owned(), sandbox)));
    let pages: Vec<_> = sandboxes
        .iter()
        .map(|(name, sandbox)| page(name, sandbox))
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/report/browser.cjs");
    let mut browse = Command::new("node");
    browse.arg(script).args(pages);
    // What the browser keeps goes where the sandbox goes.
    browse.env("HOME", sandboxes[0].1.path("home"));
    let output = browse.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    let kinds = sandboxes
        .iter()
        .filter(|(name, _)| name.starts_with("kind-"));
    let looks = sandboxes.len() * 6 - kinds.count() * 5;
    assert!(
        said.contains(&format!("{looks} looks, 0 complaints")),
        "{said}{complained}"
    );
}

fn page(name: &str, sandbox: &Sandbox) -> PathBuf {
    let file = sandbox.path(&format!("{name}.html"));
    let output = file.display().to_string();
    sandbox
        .hirelog(["report", "--since-last", "month", "-o", &output])
        .ok();
    file
}

/// What is not there, in a sentence.
fn ready() -> Result<(), String> {
    let runs = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        output.is_ok_and(|output| output.status.success())
    };
    if !runs("chromium", &["--version"]) {
        return Err("no page is looked at, as chromium is not installed".to_owned());
    }
    if !runs("pdftotext", &["-v"]) {
        return Err("no page is printed, as pdftotext is not installed".to_owned());
    }
    if !runs(
        "node",
        &["-e", "require('playwright-core'); require('axe-core')"],
    ) {
        return Err("no page is looked at, as node, playwright-core or axe-core is not there (set NODE_PATH)".to_owned());
    }
    Ok(())
}
