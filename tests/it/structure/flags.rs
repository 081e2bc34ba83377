//! Whether somebody reads what may be typed. The compiler does not say: what parses the
//! command line touches every flag.

use std::collections::BTreeMap;

/// The flags that no file reads, as `Check.hook`, of files by their name below `src`.
pub fn unread(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut unread = Vec::new();
    for (file, text) in files {
        let (room, stem) = file.split_once('/').unwrap_or_default();
        if !matches!(room, "cli" | "flags") {
            continue;
        }
        let command = format!("cmd/{}", stem.trim_end_matches(".rs"));
        for (owner, flag) in flags(text) {
            let is_read = files.iter().any(|(other, text)| {
                let may = room == "flags" || other.starts_with(&command) || has(text, owner);
                may && !other.starts_with("cli/") && has(text, &format!(".{flag}"))
            });
            if !is_read {
                unread.push(format!("{owner}.{flag}"));
            }
        }
    }
    unread
}

/// The fields of every struct, by its name.
fn flags(text: &str) -> Vec<(&str, &str)> {
    let mut owner = None;
    let mut flags = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("pub struct ") {
            owner = rest.split([' ', '<', '(']).next();
        } else if line == "}" {
            owner = None;
        } else if let Some(owner) = owner
            && let Some((flag, _)) = line
                .strip_prefix("    pub ")
                .and_then(|it| it.split_once(':'))
        {
            flags.push((owner, flag));
        }
    }
    flags
}

/// Whether a word ends where it is found.
fn has(text: &str, word: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|one: char| one.is_alphanumeric() || one == '_');
    let mut found = text.match_indices(word);
    found.any(|(at, _)| !goes_on(&text[at + word.len()..]))
}

#[test]
fn a_flag_that_nobody_reads_is_found() {
    let files = [
        (
            "cli/show.rs",
            "pub struct Show {\n    pub id: String,\n    pub raw: bool,\n}\n",
        ),
        (
            "cmd/show.rs",
            "fn run(args: &Show) { args.id.len(); args.raws; }",
        ),
        ("cmd/list.rs", "fn run(args: &List) { args.raw; }"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    assert_eq!(unread(&files.into()), ["Show.raw"]);
}
