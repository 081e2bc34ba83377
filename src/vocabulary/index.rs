//! From what a person wrote to the word that is meant: the slug itself, or any
//! alias, letter case, spaces, hyphens and underscores aside.

use crate::model::{DroppedBall, Outcome, Term};
use foldhash::{HashMap, HashMapExt};
use std::collections::HashSet;
use std::ops::Deref;
use std::sync::OnceLock;

/// A word of the vocabulary.
pub trait Declared {
    fn slug(&self) -> &str;
    fn meaning(&self) -> &str;
    fn aliases(&self) -> &[String];
}

macro_rules! declared {
    ($($word:ident),*) => {$(
        impl Declared for $word {
            fn slug(&self) -> &str {
                &self.slug
            }
            fn meaning(&self) -> &str {
                &self.meaning
            }
            fn aliases(&self) -> &[String] {
                &self.aliases
            }
        }
    )*};
}

declared!(Term, Outcome, DroppedBall);

/// Words in the order in which they are declared, found by any of their names.
#[derive(Debug, Clone)]
pub struct DeclaredWords<T> {
    words: Vec<T>,
    /// As declared: what nearly every file says.
    exact: HashMap<String, usize>,
    /// Those whose aliases go before the aliases of the others.
    first: Vec<usize>,
    /// Made when somebody first says a word in another way.
    folded: OnceLock<HashMap<String, usize>>,
}

impl<T> Deref for DeclaredWords<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.words
    }
}

impl<T: Declared> DeclaredWords<T> {
    pub(super) fn new(words: Vec<T>, first: &HashSet<String>) -> Self {
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
            words,
        }
    }

    pub(super) fn find(&self, said: &str) -> Option<&T> {
        self.get(self.position_of(said)?)
    }

    pub(super) fn position_of(&self, said: &str) -> Option<usize> {
        let exact = self.exact.get(said);
        let position = exact.or_else(|| {
            let folded = self.folded.get_or_init(|| self.fold_all());
            folded.get(&fold(said))
        });
        position.copied()
    }

    /// Each with its meaning.
    pub(super) fn with_meanings(&self) -> Vec<(&str, &str)> {
        let words = self.iter();
        words.map(|word| (word.slug(), word.meaning())).collect()
    }

    /// Where two words claim the same, the later one has it; a slug has it over any
    /// alias.
    fn fold_all(&self) -> HashMap<String, usize> {
        let mut folded = HashMap::new();
        let first = self.first.iter().copied();
        for position in (0..self.len()).chain(first.clone()) {
            let aliases = self[position].aliases().iter();
            folded.extend(aliases.map(|alias| (fold(alias), position)));
        }
        for position in (0..self.len()).chain(first) {
            folded.insert(fold(self[position].slug()), position);
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
