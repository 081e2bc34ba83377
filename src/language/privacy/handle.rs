//! Names that people go by on social sites and in chats.

use super::chunks::{Chunk, Chunks};
use crate::language::listing::listed;
use std::ops::Range;

/// What follows an @ in code and in chats and is nobody's name.
const NOBODY: [&str; 58] = listed(include_str!("../../../templates/contact/no-names.txt"));
/// Parts of the names of groups in a chat.
const GROUPS: [&str; 26] = listed(include_str!("../../../templates/contact/groups.txt"));
/// Says that an @ belongs to code.
const CODE: [&str; 20] = listed(include_str!("../../../templates/contact/code.txt"));
/// Says that a name in a chat or on a site follows.
const CHATS: [&str; 21] = listed(include_str!("../../../templates/contact/chats.txt"));
/// The same, and as often said of other things.
const SITES: [&str; 3] = ["keybase", "github", "reddit"];
/// Stands between the site and the name.
const JOINS: [&str; 6] = listed("is name id as handle user");

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let is_handle = |at: &usize| match chunks.list[*at].text.strip_prefix('@') {
        Some(name) => is_mention(chunks, *at, name),
        None => is_named(chunks, *at),
    };
    let marked = (0..chunks.list.len()).filter(|at| chunks.list[*at].is_marked);
    let found = marked.filter(is_handle);
    found.map(|at| chunks.list[at].range()).collect()
}

/// Whether a chat or a site is mentioned nearby.
fn is_social(chunks: &Chunks<'_>, at: usize) -> bool {
    let beside = |words: &[&str]| chunks.before(at, 5, words) || chunks.after(at, 4, words);
    beside(&CHATS) || beside(&SITES)
}

/// `@jo`, but not `@latest` and not `@app.route(`.
fn is_mention(chunks: &Chunks<'_>, at: usize, name: &str) -> bool {
    let chunk = &chunks.list[at];
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-@".contains(&byte);
    let is_name = (3..=40).contains(&name.len())
        && name.bytes().all(inside)
        && name.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !name.starts_with(|first: char| first.is_ascii_digit());
    let lower = name.to_lowercase();
    // @data-team-leads: a group of a chat
    let is_of_group = |part: &str| GROUPS.contains(&part) || NOBODY.contains(&part);
    let group = lower.contains('-') && lower.split('-').any(is_of_group);
    let code = NOBODY.contains(&lower.as_ref())
        || chunks.text[chunk.range().end..].starts_with('(')
        || chunks.before(at, 4, &CODE)
        || chunks.after(at, 3, &CODE)
        || (chunk.is_annotation() && !is_social(chunks, at));
    is_name && !group && !code
}

/// "her discord is jo#1234", "handle kay_codes", "u/jobhunter99"
fn is_named(chunks: &Chunks<'_>, at: usize) -> bool {
    let word = chunks.lower(at);
    let reddit = word.strip_prefix("u/").or_else(|| word.strip_prefix("/u/"));
    if reddit.is_some_and(|name| name.len() > 3 && !name.contains('/')) {
        return true;
    }
    let skype = word.strip_prefix("live:");
    let numbered = word.split_once('#').is_some_and(|(name, number)| {
        name.len() > 1 && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if skype.is_some_and(|name| name.len() > 3) || numbered && is_social(chunks, at) {
        return true;
    }
    let joined = |before: &str| {
        JOINS.contains(&before) && (chunks.before(at, 4, &CHATS) || chunks.before(at, 4, &SITES))
    };
    let is_slack = chunks.before(at, 4, &["slack"]) || chunks.after(at, 2, &["slack"]);
    if is_slack && is_member(chunks.list[at].text) {
        return true;
    }
    let introduced = match at {
        0 => false,
        1 => CHATS.contains(&chunks.lower(0)),
        _ => CHATS.contains(&chunks.lower(at - 1)) || joined(chunks.lower(at - 1)),
    };
    introduced && word != "e.g" && looks_like_handle(word) && !is_version(word)
}

/// `U02ABCDEF`, as Slack numbers people.
fn is_member(word: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    word.starts_with(['U', 'W'])
        && (9..=11).contains(&word.len())
        && word.bytes().all(is_sign)
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Letters with a digit or a mark among them.
fn looks_like_handle(word: &str) -> bool {
    let marked = |byte: u8| byte.is_ascii_digit() || b"_-#.".contains(&byte);
    word.len() > 3
        && word.bytes().any(marked)
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || marked(byte))
        && !word.contains("..")
}

fn is_version(word: &str) -> bool {
    word.trim_start_matches('v')
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

impl Chunk<'_> {
    /// `@PostConstruct`, `@app.route`: code rather than a person.
    fn is_annotation(&self) -> bool {
        let name = self.text.trim_start_matches('@');
        let capital = name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_uppercase());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphabetic());
        capital && plain && name.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
            || name.starts_with("app.")
            || name.starts_with("pytest.")
            || name.contains('/')
    }
}
