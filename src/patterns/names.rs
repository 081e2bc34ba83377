//! Names of roles and teams, each under all its spellings.

use crate::model::same_name;
use foldhash::{HashMap, HashMapExt};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which spellings mean the same, and how a name is mostly written.
pub(super) struct Names<'a> {
    /// `None` for one that is nothing but blanks.
    numbers: HashMap<&'a str, Option<usize>>,
    by_normal: HashMap<String, usize>,
    names: Vec<Name<'a>>,
}

struct Name<'a> {
    normal: String,
    /// How often it is written how.
    spellings: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub fn of(spelled: impl Iterator<Item = &'a str>) -> Self {
        let mut often: HashMap<&str, usize> = HashMap::new();
        for spelled in spelled {
            *often.entry(spelled).or_default() += 1;
        }
        let mut numbers = HashMap::new();
        let mut by_normal: HashMap<String, usize> = HashMap::new();
        let mut names: Vec<Name<'_>> = Vec::new();
        for (spelled, times) in often {
            let normal = same_name(spelled);
            let number = (!normal.is_empty()).then(|| {
                let number = *by_normal.entry(normal).or_insert_with_key(|normal| {
                    names.push(Name {
                        normal: normal.clone(),
                        spellings: BTreeMap::new(),
                    });
                    names.len() - 1
                });
                *names[number].spellings.entry(spelled.trim()).or_default() += times;
                number
            });
            numbers.insert(spelled, number);
        }
        Self {
            numbers,
            by_normal,
            names,
        }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// What all spellings of the name have in common.
    pub fn normal(&self, spelled: &str) -> Option<&str> {
        let number = self.numbers.get(spelled)?;
        Some(&self.names[(*number)?].normal)
    }

    /// As most often written; the first by the alphabet where that is several.
    pub fn shown(&self, normal: &str) -> String {
        let name = self
            .by_normal
            .get(normal)
            .map(|number| &self.names[*number]);
        let spellings = name.map(|name| &name.spellings).into_iter().flatten();
        let most = spellings.min_by_key(|(spelled, times)| (Reverse(**times), **spelled));
        most.map_or(normal, |(spelled, _)| spelled).to_owned()
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
