//! The same event, seen from another party.

use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which balls are the same event, seen from another party. Whoever of two
/// names the other, both are meant.
pub(super) struct Mirrors<'v> {
    of: BTreeMap<Cow<'v, str>, Vec<Cow<'v, str>>>,
}

impl<'v> Mirrors<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut of: BTreeMap<Cow<'v, str>, Vec<Cow<'v, str>>> = BTreeMap::new();
        for ball in vocabulary.balls.iter() {
            for words in &ball.mirrors {
                let (slug, mirror) = (Cow::from(&ball.slug), vocabulary.known(words).slug);
                if mirror != slug {
                    of.entry(slug.clone()).or_default().push(mirror.clone());
                    of.entry(mirror).or_default().push(slug);
                }
            }
        }
        for mirrors in of.values_mut() {
            mirrors.sort_unstable();
            mirrors.dedup();
        }
        Self { of }
    }

    /// By name.
    pub fn of(&self, slug: &str) -> &[Cow<'v, str>] {
        self.of.get(slug).map_or(&[], Vec::as_slice)
    }
}
