//! What candidates wanted against what was pitched to them.

use crate::model::{Entry, Id, Text};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Over the post-mortems of the window that have both lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Priorities {
    /// Those post-mortems, by date, then id.
    pub ids: Vec<Id>,
    /// Most often first.
    pub wanted_not_pitched: Vec<Unmatched>,
    pub pitched_not_wanted: Vec<Unmatched>,
    /// Every pair that occurs, by what was wanted, then by what was pitched, and how often.
    pub matrix: Vec<(String, String, usize)>,
}

/// A priority that is in one list and not in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    pub slug: String,
    pub ids: Vec<Id>,
}

impl Unmatched {
    pub fn n(&self) -> usize {
        self.ids.len()
    }
}

impl Priorities {
    pub fn of(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn among(entries: &[&Entry], vocabulary: &Vocabulary) -> Self {
        let mut ids = Vec::new();
        let (mut wanted_only, mut pitched_only) = (BTreeMap::new(), BTreeMap::new());
        let mut matrix: BTreeMap<(Cow<'_, str>, Cow<'_, str>), usize> = BTreeMap::new();
        for entry in entries {
            let wanted = each_once(&entry.post_mortem.wanted, vocabulary);
            let pitched = each_once(&entry.post_mortem.pitched, vocabulary);
            if wanted.is_empty() || pitched.is_empty() {
                continue;
            }
            ids.push(entry.id.clone());
            for slug in wanted.difference(&pitched) {
                add(&mut wanted_only, slug.clone(), entry);
            }
            for slug in pitched.difference(&wanted) {
                add(&mut pitched_only, slug.clone(), entry);
            }
            for one in &wanted {
                for other in &pitched {
                    *matrix.entry((one.clone(), other.clone())).or_default() += 1;
                }
            }
        }
        let pairs = matrix.into_iter();
        let pairs =
            pairs.map(|((wanted, pitched), n)| (wanted.into_owned(), pitched.into_owned(), n));
        Self {
            ids,
            wanted_not_pitched: most_first(wanted_only),
            pitched_not_wanted: most_first(pitched_only),
            matrix: pairs.collect(),
        }
    }
}

type ByPriority<'a> = BTreeMap<Cow<'a, str>, Vec<Id>>;

fn each_once<'a>(words: &'a [Text], vocabulary: &'a Vocabulary) -> BTreeSet<Cow<'a, str>> {
    let slugs = words.iter().map(|word| vocabulary.priority_slug(word));
    slugs.collect()
}

fn add<'a>(to: &mut ByPriority<'a>, slug: Cow<'a, str>, entry: &Entry) {
    to.entry(slug).or_default().push(entry.id.clone());
}

fn most_first(found: ByPriority<'_>) -> Vec<Unmatched> {
    let unmatched = |(slug, ids): (Cow<'_, str>, Vec<Id>)| Unmatched {
        slug: slug.into_owned(),
        ids,
    };
    let mut found: Vec<_> = found.into_iter().map(unmatched).collect();
    found.sort_by_key(|one| Reverse(one.n()));
    found
}
