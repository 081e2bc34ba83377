//! The vocabulary as a log uses it: every ball with how many post-mortems drop
//! it and when the last one did.

use super::mentions::balls_of;
use crate::model::{Day, DroppedBall, Entry, Party};
use crate::vocabulary::Vocabulary;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// One dropped ball, whether it was ever dropped or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage<'v> {
    pub slug: String,
    /// Whose ball it is; for a word nobody declared, whose section says it.
    pub party: Party,
    /// `None` for a word nobody declared.
    pub ball: Option<&'v DroppedBall>,
    /// Post-mortems that drop it.
    pub n: usize,
    /// The day of the latest of them.
    pub last: Option<Day>,
}

/// By party, each in the order of the vocabulary, then words nobody declared by
/// name. A ball counts in whichever section it stands, as in `dropped:SLUG`.
pub fn usage<'v>(entries: &[&Entry], vocabulary: &'v Vocabulary) -> Vec<Usage<'v>> {
    let mut declared: HashMap<&str, Uses> = HashMap::new();
    let mut undeclared: BTreeMap<(Party, String), Uses> = BTreeMap::new();
    for entry in entries {
        let mut seen: Vec<&str> = Vec::new();
        for (slug, party) in balls_of(entry, vocabulary) {
            match vocabulary.ball(&slug) {
                Some(ball) if seen.contains(&ball.slug.as_str()) => {}
                Some(ball) => {
                    seen.push(&ball.slug);
                    declared.entry(&ball.slug).or_default().add(entry);
                }
                None => {
                    let key = (party, slug.into_owned());
                    undeclared.entry(key).or_default().add(entry);
                }
            }
        }
    }
    let mut usage = Vec::new();
    for party in Party::ALL {
        usage.extend(vocabulary.balls_of(party).map(|ball| {
            let drops = declared.get(ball.slug.as_str());
            Usage {
                slug: ball.slug.clone(),
                party,
                ball: Some(ball),
                n: drops.map_or(0, |drops| drops.n),
                last: drops.and_then(|drops| drops.last),
            }
        }));
        let own = undeclared.iter().filter(|((of, _), _)| *of == party);
        usage.extend(own.map(|((_, slug), drops)| Usage {
            slug: slug.clone(),
            party,
            ball: None,
            n: drops.n,
            last: drops.last,
        }));
    }
    usage
}

#[derive(Default)]
struct Uses {
    n: usize,
    last: Option<Day>,
}

impl Uses {
    fn add(&mut self, entry: &Entry) {
        self.n += 1;
        self.last = self.last.max(Some(entry.post_mortem.date));
    }
}
