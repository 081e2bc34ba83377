//! Names of roles and teams, each under all its spellings.

use crate::model::same_name;
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which spellings mean the same, and how a name is mostly written.
pub(super) struct Names<'a> {
    /// What all spellings of a name have in common, by each that is more than blanks.
    normal: HashMap<&'a str, String>,
    /// By that, as it is most often written; the first by the alphabet where that is several.
    shown: HashMap<String, &'a str>,
}

impl<'a> Names<'a> {
    pub fn of(spelled: impl Iterator<Item = &'a str>) -> Self {
        let mut often: HashMap<&str, usize> = HashMap::new();
        for spelled in spelled {
            *often.entry(spelled).or_default() += 1;
        }
        let mut normal = HashMap::new();
        let mut spellings: HashMap<String, BTreeMap<&str, usize>> = HashMap::new();
        for (spelled, times) in often {
            let same = same_name(spelled);
            if !same.is_empty() {
                let spellings = spellings.entry(same.clone()).or_default();
                *spellings.entry(spelled.trim()).or_default() += times;
                normal.insert(spelled, same);
            }
        }
        let shown = spellings.into_iter().filter_map(|(normal, spellings)| {
            let most = spellings.into_iter();
            let most = most.min_by_key(|(spelled, times)| (Reverse(*times), *spelled));
            Some((normal, most?.0))
        });
        Self {
            normal,
            shown: shown.collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// What all spellings of the name have in common.
    pub fn normal(&self, spelled: &str) -> Option<&str> {
        self.normal.get(spelled).map(String::as_str)
    }

    pub fn shown(&self, normal: &str) -> String {
        let shown = self.shown.get(normal).copied();
        shown.unwrap_or(normal).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_it_is_mostly_written() {
        let log = [
            "Data  Engineer",
            "data engineer ",
            "data engineer",
            "Ops",
            " ",
            "OPS",
        ];
        let names = Names::of(log.into_iter());
        assert_eq!(names.len(), 2);
        let normal = |spelled| names.normal(spelled);
        assert_eq!(normal("Data  Engineer"), Some("data engineer"));
        assert_eq!(normal(" "), None);
        assert_eq!(names.shown("data engineer"), "data engineer");
        assert_eq!(names.shown("ops"), "OPS", "the first of two");
    }
}
