//! The page of `hirelog ask --format html` in Chromium: axe-core finds nothing, nothing is
//! loaded, and what it makes of the answers is read back as they were written.
//!
//! It needs what `tests/it/report/browser.rs` needs; `.ci/browser` installs it.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test runs a browser, and says where there is none"
)]

use crate::support::Sandbox;
use std::env;
use std::process::Command;

const HOSTILE: &str = "schema = 1\ndate = 2026-11-18\noutcome = 'withdrew'\nstage = 'final-loop'\nrole = '<script>alert(1)</script> {{to}} \"x\" & co'\ncase = \"c'1\"\ntldr = '</section><img src=x onerror=alert(2)> {{letters}}'\n";

#[test]
fn a_page_is_filled_in_and_read_back() {
    let node = Command::new("node")
        .args(["-e", "require('playwright-core'); require('axe-core')"])
        .output();
    if !node.is_ok_and(|output| output.status.success()) {
        assert!(env::var_os("EVERY_BROWSER").is_none(), "no browser");
        eprintln!("skipped: no browser");
        return;
    }
    let sandbox = Sandbox::new();
    sandbox.put("work/hirelog.toml", "schema = 1\n");
    sandbox.put("work/logs/2026-11-18-b7k2m.toml", HOSTILE);
    sandbox.put(
        "work/logs/2026-11-17-c8m3n.toml",
        "schema = 1\ndate = 2026-11-17\noutcome = 'rejected'\n",
    );
    let page = sandbox
        .hirelog(["ask", "--as", "manager", "--format", "html", "-q"])
        .ok();
    assert!(!page.contains("<img") && !page.contains("<script>alert"));
    sandbox.put("work/page.html", &page);
    let output = Command::new("node")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/letters.cjs"))
        .arg(sandbox.path("work/page.html"))
        .args([
            "I waited.\n\n2. For nine [days].",
            "Ask first & <again>.",
            "I did not prepare.",
        ])
        .env("HOME", sandbox.path("home"))
        .output()
        .unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}");
    sandbox.put("work/reply.txt", &output.stdout);
    sandbox.hirelog(["edit", "--reply", "reply.txt"]).ok();
    let first = sandbox.read("work/logs/2026-11-18-b7k2m.toml");
    assert!(
        first.contains("owned = \"I waited. 2, For nine (days).\""),
        "{first}"
    );
    assert!(first.contains("next = \"Ask first & <again>.\""), "{first}");
    assert!(first.contains("dropped = [\""), "{first}");
    let second = sandbox.read("work/logs/2026-11-17-c8m3n.toml");
    assert!(
        second.contains("owned = \"I did not prepare.\""),
        "{second}"
    );
}
