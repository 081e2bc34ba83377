//! A word of a query, looked for in everything that is shown of a post-mortem.

use super::field::MINUS;
use crate::model::{Entry, Key, ValueKind, Words};
use crate::vocabulary::Vocabulary;

/// A word or phrase that is looked for everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoughtWord {
    /// As `spoken` has it.
    text: String,
    /// The slugs it is a name of, one a list of the vocabulary, so that no post-mortem has to
    /// ask again.
    slugs: Vec<(Words, String)>,
}

impl SoughtWord {
    /// `None` for a word of nothing but blanks.
    pub fn new(word: &str, vocabulary: &Vocabulary) -> Option<Self> {
        let text = spoken(word);
        let kinds = Key::all().filter_map(|key| key.fact.about().kind.words());
        let mut slugs: Vec<(Words, String)> = Vec::new();
        for words in kinds.filter(|words| words.is_vocabulary()) {
            if slugs.iter().all(|(known, _)| *known != words) {
                let slug = vocabulary.slug_of(words, &text).into_owned();
                slugs.push((words, slug));
            }
        }
        (!text.is_empty()).then_some(Self { text, slugs })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it stands in what `list` and `show` print of a post-mortem, or is what people
    /// call one of its slugs.
    pub fn is_said_in(&self, entry: &Entry, vocabulary: &Vocabulary) -> bool {
        if entry.id.folded() == self.text {
            return true;
        }
        Key::all()
            .filter_map(|key| Some((key.fact.about().kind, key.get(&entry.post_mortem)?)))
            .any(|(kind, value)| match kind {
                ValueKind::Day => false,
                // Who wrote a section is told by its heading, and a word for itself.
                ValueKind::OneOf(_) => value.words().any(|text| spoken(text) == self.text),
                _ => value
                    .words()
                    .any(|text| self.stands_in(text) || self.calls(kind, text, vocabulary)),
            })
    }

    /// Most texts are plain and do not hold it: those are not written down in another form
    /// to be looked at.
    fn stands_in(&self, text: &str) -> bool {
        let first = self.text.split(' ').next().unwrap_or_default().as_bytes();
        let is_there = |at: usize| {
            let there = text.as_bytes().get(at..at + first.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(first))
        };
        let may = !text.is_ascii()
            || first.first().is_some_and(|letter| {
                let upper = letter.to_ascii_uppercase();
                memchr::memchr2_iter(*letter, upper, text.as_bytes()).any(is_there)
            });
        may && spoken(text).contains(&self.text)
    }

    fn calls(&self, kind: ValueKind, text: &str, vocabulary: &Vocabulary) -> bool {
        let slug = |words| self.slugs.iter().find(|(known, _)| *known == words);
        let slug = kind.words().and_then(slug);
        slug.is_some_and(|(words, slug)| {
            let shown = vocabulary.slug_of(*words, text);
            shown == *slug || (shown != text && self.stands_in(&shown))
        })
    }
}

/// As words are compared: in lower case, with blanks for hyphens.
fn spoken(text: &str) -> String {
    let text = text.to_lowercase().replace(['-', '_', MINUS], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
