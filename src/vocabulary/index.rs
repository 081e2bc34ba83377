//! From what a person wrote to the word that is meant: the slug itself, or any
//! alias, letter case, spaces, hyphens and underscores aside.

use crate::model::{DroppedBall, Outcome, Term};
use foldhash::{HashMap, HashMapExt};
use std::collections::HashSet;
use std::sync::OnceLock;

/// A word of the vocabulary.
pub(super) trait Declared {
    fn slug(&self) -> &str;
    fn aliases(&self) -> &[String];
}

macro_rules! declared {
    ($($word:ident),*) => {$(
        impl Declared for $word {
            fn slug(&self) -> &str {
                &self.slug
            }
            fn aliases(&self) -> &[String] {
                &self.aliases
            }
        }
    )*};
}

declared!(Term, Outcome, DroppedBall);

/// Positions in a list of words.
#[derive(Debug, Clone, Default)]
pub(super) struct SlugIndex {
    /// As declared: what nearly every file says.
    exact: HashMap<String, usize>,
    /// Those whose aliases go before the aliases of the others.
    first: Vec<usize>,
    /// Made when somebody first says a word in another way.
    folded: OnceLock<HashMap<String, usize>>,
}

impl SlugIndex {
    pub fn new<T: Declared>(words: &[T], first: &HashSet<String>) -> Self {
        let numbered = words.iter().enumerate();
        let is_first = |(_, word): &(usize, &T)| first.contains(word.slug());
        Self {
            exact: { numbered.clone() }
                .map(|(position, word)| (word.slug().to_owned(), position))
                .collect(),
            first: { numbered.filter(is_first) }
                .map(|(position, _)| position)
                .collect(),
            folded: OnceLock::new(),
        }
    }

    /// The position in the list that the index was made of.
    pub fn find<T: Declared>(&self, said: &str, words: &[T]) -> Option<usize> {
        let exact = self.exact.get(said);
        let position = exact.or_else(|| {
            let folded = self.folded.get_or_init(|| self.fold_all(words));
            folded.get(&fold(said))
        });
        position.copied()
    }

    /// Where two words claim the same, the later one has it; a slug has it over any
    /// alias.
    fn fold_all<T: Declared>(&self, words: &[T]) -> HashMap<String, usize> {
        let mut folded = HashMap::new();
        let first = self.first.iter().copied();
        for position in (0..words.len()).chain(first.clone()) {
            let aliases = words[position].aliases().iter();
            folded.extend(aliases.map(|alias| (fold(alias), position)));
        }
        for position in (0..words.len()).chain(first) {
            folded.insert(fold(words[position].slug()), position);
        }
        folded
    }
}

pub(super) fn fold(words: &str) -> String {
    words
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}
