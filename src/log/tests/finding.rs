//! From what a person types to one file of a log.

use super::*;
use std::time::{Duration, SystemTime};

#[test]
fn one_post_mortem_is_found_by_any_beginning_that_is_its_own() {
    let (analyst, other, own) = (
        "logs/2026/2026-11-20-data-analyst-k7f3q.toml",
        "logs/2026/2026-11-20-data-analyst-k7zzz.toml",
        "logs/2025/Kept by hand.toml",
    );
    let (_folder, log) = log(&[
        (analyst, VALID),
        (other, VALID),
        (own, VALID),
        ("logs/k7f.toml", VALID),
    ]);
    for (name, path) in [
        ("k7f3q", analyst),
        ("K7F3Q", analyst),
        ("k7f3", analyst),
        ("k7z", other),
        ("k7f", "logs/k7f.toml"), // the whole of one id, though others begin with it
        ("2026-11-20-data-analyst-k7f3q", analyst),
        ("2026-11-20-data-analyst-k7f3q.toml", analyst),
        ("2026-11-20-data-analyst-k7f", analyst),
        (analyst, analyst),
        (&format!("/somewhere/{other}"), other),
        ("kept", own),
        ("Kept by hand", own),
    ] {
        assert_eq!(log.find(name).unwrap(), path, "{name}");
    }
    for name in ["k7", "2026", "2026-11-20-data-analyst"] {
        let said = refusal(log.find(name));
        assert!(
            said.contains(&format!("`{name}` could be any of")),
            "{said}"
        );
        assert!(
            said.contains("k7f3q: 2026-11-20, Analyst, rejected"),
            "{said}"
        );
        assert!(said.contains(other), "{said}");
    }
    for (name, suggestion) in [
        ("k7f3p", Some("k7f3q")),
        ("k7fq3", Some("k7f3q")),
        ("zzzzz", None),
        ("", None),
        ("logs/", None),
    ] {
        let said = refusal(log.find(name));
        assert!(
            said.contains(" is called `") && said.contains("`hirelog list`"),
            "{said}"
        );
        assert_eq!(
            said.lines().find(|line| line.contains("did you mean")),
            suggestion
                .map(|id| format!("did you mean {id}?"))
                .as_deref(),
            "{name}"
        );
    }
}

#[test]
fn of_very_many_candidates_ten_are_named() {
    let paths: Vec<_> = (10..25)
        .map(|day| format!("logs/2026-11-{day}-x-k7f{day}.toml"))
        .collect();
    let files: Vec<_> = paths.iter().map(|path| (path.as_str(), "not = ")).collect();
    let (_folder, log) = log(&files);
    let said = refusal(log.find("k7"));
    assert_eq!(
        said.matches(": cannot be read (logs/").count(),
        10,
        "{said}"
    );
    assert!(said.ends_with("and 5 more"), "{said}");
}

#[test]
fn the_latest_is_the_one_of_the_last_day_and_of_those_the_last_written() {
    let (folder, log) = log(&[]);
    assert!(refusal(log.find("@latest")).contains("hirelog new"));
    for (path, date, age) in [
        ("logs/2026/2026-11-18-bbbbb.toml", "2026-11-19", 0),
        ("logs/2026/2026-11-20-bbbbb.toml", "2026-11-20", 20),
        ("logs/2026/2026-11-20-ccccc.toml", "2026-11-20", 10),
        ("logs/2026/2026-11-20-ddddd.toml", "2026-11-20", 30),
    ] {
        put(folder.path(), path, dated(date));
        let written = SystemTime::now() - Duration::from_secs(age);
        fs::File::options()
            .write(true)
            .open(folder.path().join(path))
            .unwrap()
            .set_modified(written)
            .unwrap();
    }
    put(folder.path(), "logs/2026-11-19-broken.toml", "not = ");
    assert_eq!(
        log.find("@latest").unwrap(),
        "logs/2026/2026-11-20-ccccc.toml"
    );
    // Nothing is taken for it where one that cannot be read may be.
    for broken in ["logs/2026-11-20-broken.toml", "logs/broken.toml"] {
        put(folder.path(), broken, "not = ");
        let said = refusal(log.find("@latest"));
        assert!(said.contains("may be the latest"), "{said}");
        fs::remove_file(folder.path().join(broken)).unwrap();
    }
}
