//! From what a person wrote to the word that is meant: the slug itself, or any
//! alias, letter case, spaces, hyphens and underscores aside.

use std::collections::HashMap;

/// Positions in a list of words.
#[derive(Debug, Clone, Default)]
pub(super) struct SlugIndex {
    /// As declared: what nearly every file says.
    exact: HashMap<String, usize>,
    folded: HashMap<String, usize>,
}

impl SlugIndex {
    /// Words with their aliases; where two claim the same, the later one has it,
    /// and a slug has it over any alias.
    pub fn new<'a>(words: impl Iterator<Item = (usize, &'a str, &'a [String])> + Clone) -> Self {
        let mut index = Self::default();
        for (position, _, aliases) in words.clone() {
            for alias in aliases {
                index.folded.insert(fold(alias), position);
            }
        }
        for (position, slug, _) in words {
            index.folded.insert(fold(slug), position);
            index.exact.insert(slug.to_owned(), position);
        }
        index
    }

    pub fn find(&self, words: &str) -> Option<usize> {
        self.exact
            .get(words)
            .or_else(|| self.folded.get(&fold(words)))
            .copied()
    }
}

pub(super) fn fold(words: &str) -> String {
    words
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}
