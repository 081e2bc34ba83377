//! Whether a text may hold anything that nobody may commit, told without reading the rules:
//! every command that writes asks, and of most texts the answer is no. A pattern for
//! protected traits fits no text without one of the words of `templates/language-leads.txt`,
//! which the tests write from the rules (`tests/language/training/leads.rs`); contact data is looked for as it always is.

use super::english::English;
use super::parsed::Parsed;
use super::passage::Passage;
use super::privacy;
use super::words::lexicon::{ByHash, hash};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../templates/language-leads.txt");

struct Leads {
    english: English,
    words: ByHash<()>,
}

/// Stands before a word that is recognised with one letter wrong.
pub const MISTYPED: char = '~';

static LEADS: LazyLock<Leads> = LazyLock::new(|| {
    let words = WORDS.split_ascii_whitespace();
    let mistyped: Vec<&str> = words
        .clone()
        .filter_map(|word| word.strip_prefix(MISTYPED))
        .collect();
    Leads {
        english: English::unread(&mistyped),
        words: words
            .map(|word| (hash(word.trim_start_matches(MISTYPED)), ()))
            .collect(),
    }
});

/// Whether the rules have to be asked. Where this says no, [`super::Language::leaks`] finds
/// nothing.
pub fn may_leak(passage: &Passage<'_>) -> bool {
    let parsed = Parsed::new(passage, &LEADS.english);
    let is_lead = |hash| LEADS.words.contains_key(&hash);
    parsed.words.iter().any(|word| is_lead(word.hash)) || !privacy::find(&parsed).is_empty()
}
