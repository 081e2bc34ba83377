//! What counts as a log and as a file of it.

use super::*;
use crate::diagnostic::Code;
use std::os::unix::fs::symlink;
use std::process::Command;

#[test]
fn a_log_is_read_in_order_and_what_is_no_file_is_named_and_not_opened() {
    let (folder, log) = log(&[
        ("logs/2026/2026-11-20-zzzzz.toml", VALID),
        ("logs/2026/2026-11-20-bbbbb.toml", VALID),
        ("logs/2026/q4/2026-11-19-ccccc.toml", &dated("2026-11-19")),
        ("logs/2025/2025-01-01-ddddd.toml", &dated("2025-01-01")),
        (
            "logs/folder.toml/2026-11-21-fffff.toml",
            &dated("2026-11-21"),
        ),
        ("logs/top.toml", &(VALID.to_owned() + "roel = 1\n")),
        ("logs/.hidden.toml", "not = "),
        ("logs/.git/a.toml", "not = "),
        ("logs/2026/.hirelog-x.tmp", "not = "),
        ("logs/notes.md", "not = "),
        ("logs/broken.toml", "not = "),
        ("logs/1/2/3/4/5/6/7/8/9/deep.toml", "not = "),
        ("elsewhere/2026-11-20-ggggg.toml", VALID),
    ]);
    let logs = folder.path().join("logs");
    symlink("../elsewhere/2026-11-20-ggggg.toml", logs.join("link.toml")).unwrap();
    symlink("../elsewhere", logs.join("2024")).unwrap();
    symlink("..", logs.join("circle.toml")).unwrap();
    for name in ["pipe.toml", "pipe"] {
        assert!(
            Command::new("mkfifo")
                .arg(logs.join(name))
                .status()
                .unwrap()
                .success()
        );
    }
    put(folder.path(), "logs/latin.toml", b"role = \"\xe9\"\n");
    let reading = log.read(Prose::Whole).unwrap();
    let ids: Vec<_> = reading
        .entries
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(ids, ["ddddd", "ccccc", "bbbbb", "top", "zzzzz", "fffff"]);
    let named = |all: &[Findings]| -> Vec<_> {
        all.iter()
            .map(|one| (one.path.clone(), one.diagnostics[0].code))
            .collect()
    };
    assert_eq!(
        named(&reading.odd),
        [("logs/top.toml".to_owned(), Code::UnknownKey)]
    );
    assert_eq!(
        named(&reading.broken),
        [
            ("logs/1/2/3/4/5/6/7/8/9", Code::NotAFile),
            ("logs/2024", Code::NotAFile),
            ("logs/broken.toml", Code::Syntax),
            ("logs/circle.toml", Code::NotAFile),
            ("logs/latin.toml", Code::NotText),
            ("logs/link.toml", Code::NotAFile),
            ("logs/pipe.toml", Code::NotAFile),
        ]
        .map(|(path, code)| (path.to_owned(), code))
    );
    assert!(log.load("logs/link.toml").is_err() && log.load("logs/pipe.toml").is_err());
}

#[test]
fn a_log_that_is_not_there_or_not_understood_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    assert!(refusal(Log::open(folder.path())).contains("there is no log at"));
    put(folder.path(), "file", "");
    assert!(refusal(Log::open(&folder.path().join("file"))).contains("there is no log at"));
    put(folder.path(), TEAM_FILE, "[patterns]\nthreshold = 1\n");
    assert!(refusal(Log::open(folder.path())).contains("`patterns.threshold` cannot be 1"));
    put(folder.path(), TEAM_FILE, "theme = 1\n");
    let log = Log::open(folder.path()).unwrap();
    assert_eq!(
        log.odd.as_ref().unwrap().diagnostics[0].code,
        Code::UnknownKey
    );
    assert_eq!(
        log.read(Prose::Whole).unwrap().entries,
        [],
        "git keeps no empty folders"
    );
    assert_eq!(
        names(folder.path()),
        ["file", TEAM_FILE],
        "reading creates nothing"
    );
}
