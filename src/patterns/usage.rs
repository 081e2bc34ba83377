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
    let mut declared: HashMap<&str, Vec<Day>> = HashMap::new();
    let mut undeclared: BTreeMap<(Party, String), Vec<Day>> = BTreeMap::new();
    for entry in entries {
        let (day, mut seen) = (entry.post_mortem.date, Vec::new());
        for (slug, party) in balls_of(entry, vocabulary) {
            match vocabulary.ball(&slug) {
                Some(ball) if seen.contains(&ball.slug.as_str()) => {}
                Some(ball) => {
                    seen.push(&ball.slug);
                    declared.entry(&ball.slug).or_default().push(day);
                }
                None => {
                    let key = (party, slug.into_owned());
                    undeclared.entry(key).or_default().push(day);
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
                n: drops.map_or(0, Vec::len),
                last: drops.and_then(|drops| drops.iter().max().copied()),
            }
        }));
        let own = undeclared.iter().filter(|((of, _), _)| *of == party);
        usage.extend(own.map(|((_, slug), drops)| Usage {
            slug: slug.clone(),
            party,
            ball: None,
            n: drops.len(),
            last: drops.iter().max().copied(),
        }));
    }
    usage
}
