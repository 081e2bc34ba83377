//! The page for the weekly meeting, as a whole: that its counts can be counted
//! again, that it stays small, that a hostile log does nothing to it, and what a
//! real browser makes of it.

#![allow(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, says what it passed over, and stops where it cannot go on"
)]
#![cfg(unix)]

mod browser;
mod logs;
mod markup;
mod messages;
mod obvious;

use crate::support::{HIRELOG, Sandbox};
use serde_json::Value;

/// What `hirelog report` prints about a log.
fn report(sandbox: &Sandbox, arguments: &[&str]) -> String {
    run(sandbox, "report", arguments)
}

fn run(sandbox: &Sandbox, command: &str, arguments: &[&str]) -> String {
    let mut hirelog = sandbox.command(HIRELOG);
    let ran = sandbox.run(hirelog.arg(command).args(arguments));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout
}

#[test]
fn a_year_of_a_thousand_post_mortems_is_a_page_below_300_kib() {
    let sandbox = logs::year(1000);
    for arguments in [
        &["--format", "html"][..],
        &["--format", "html", "since:12m", "--since-last", "month"],
    ] {
        let page = report(&sandbox, arguments);
        assert!(page.len() < 300 << 10, "{} bytes", page.len());
        assert!(page.contains("1000 post-mortems") || arguments.len() == 2);
        markup::check(&page);
    }
}

#[test]
fn names_as_long_as_a_file_and_words_without_end_leave_it_small() {
    let page = report(
        &logs::endless(),
        &["--format", "html", "--since-last", "month"],
    );
    assert!(page.len() < 300 << 10, "{} bytes", page.len());
    markup::check(&page);
}

#[test]
fn a_hostile_log_puts_no_markup_into_the_page() {
    let sandbox = logs::hostile();
    let html = ["--format", "html", "--since-last", "month"];
    // A page shows only so many of a kind, so that there are two.
    let later = [&html[..], &["since:2026-11-08"]].concat();
    let pages = [report(&sandbox, &html), report(&sandbox, &later)];
    let text = pages.map(|page| markup::check(&page)).concat();
    for payload in logs::PAYLOADS {
        let shown: String = logs::visible(payload);
        assert!(text.contains(&shown), "{shown} is not shown as it is");
    }
    let page = report(&sandbox, &["--since-last", "month"]);
    for line in page.lines() {
        assert!(!line.contains('<') && !line.contains('\u{1b}'), "{line}");
        assert!(!line.contains("@channel"), "{line}");
    }
}

#[test]
fn the_page_loads_nothing_and_says_so() {
    let sandbox = logs::examples();
    let page = report(&sandbox, &["--format", "html", "--since-last", "week"]);
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    assert!(page.contains(policy));
    for word in [
        "http:", "https:", "url(", "@import", "src=", "href=", "<script", "style=",
    ] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn every_count_of_the_page_can_be_counted_again() {
    for sandbox in [logs::year(150), logs::year(40), logs::year(7)] {
        for query in [
            &[][..],
            &["stage:offer"],
            &["since:2026-Q3"],
            &["since:2024"],
        ] {
            let told = report(
                &sandbox,
                &[&["--format", "json", "--since-last", "month"], query].concat(),
            );
            let told: Value = serde_json::from_str(&told).unwrap();
            let listed = [&["--format", "json"], without_days(query)].concat();
            let listed = run(&sandbox, "list", &listed);
            obvious::check(&told, &serde_json::from_str(&listed).unwrap());
        }
    }
}

fn without_days<'a>(query: &'a [&'a str]) -> &'a [&'a str] {
    match query {
        [days] if days.starts_with("since:") => &[],
        query => query,
    }
}
