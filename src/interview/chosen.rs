//! Which of a closed list somebody means: by the beginning of its name, by what people
//! call it, or by the words of either in any order. What is only a little alike is
//! offered and not chosen.

use super::person::Offer;
use crate::model::folded_words;
use rust_stemmers::{Algorithm, Stemmer};

/// What words leave of a list, best first, and whether the first is meant.
#[derive(Debug, Default)]
pub(super) struct ClosestOffers {
    pub offers: Vec<Offer>,
    pub is_plain: bool,
}

/// Words that say nothing by themselves.
const LITTLE: &str = " a an the our us we they them their he she it i you to of for in on at was \
                      is were be been and or with by my me so just had has have theyve theyre weve ive hes shes ";
/// From here on words are like an offer, and plainly mean it.
const ALIKE: f64 = 0.34;
const PLAIN: f64 = 0.6;

pub(super) fn meant(all: &[Offer], typed: &str) -> ClosestOffers {
    let folded = folded_words(typed);
    if folded.is_empty() {
        return ClosestOffers {
            offers: all.to_vec(),
            is_plain: false,
        };
    }
    let spelt = ranked(all, |offer| spelt(offer, &folded));
    if let Some((first, _)) = spelt.first() {
        let is_plain = *first < IN_MEANING || spelt.len() == 1;
        return ClosestOffers {
            offers: spelt.into_iter().map(|(_, offer)| offer).collect(),
            is_plain,
        };
    }
    let reader = Stemmer::create(Algorithm::English);
    let words = stems(&reader, &folded);
    let alike = |offer: &Offer| {
        let likeness = likeness(&reader, offer, &words);
        (likeness >= ALIKE).then_some(std::cmp::Reverse((likeness * 100.0) as u32))
    };
    let said = ranked(all, alike);
    let first = said.first().map_or(0, |(rank, _)| rank.0);
    let second = said.get(1).map_or(0, |(rank, _)| rank.0);
    ClosestOffers {
        is_plain: f64::from(first) >= PLAIN * 100.0 && first > second,
        offers: said.into_iter().map(|(_, offer)| offer).collect(),
    }
}

/// Those whose name or alias says what is typed, best first.
pub(super) fn called(all: &[Offer], typed: &str) -> Vec<Offer> {
    let typed = folded_words(typed);
    let called = |offer: &Offer| spelt(offer, &typed).filter(|rank| *rank < IN_MEANING);
    let ranked = ranked(all, called).into_iter();
    ranked.map(|(_, offer)| offer).collect()
}

fn ranked<R: Ord + Copy>(all: &[Offer], rank: impl Fn(&Offer) -> Option<R>) -> Vec<(R, Offer)> {
    let ranks = all
        .iter()
        .filter_map(|offer| Some((rank(offer)?, offer.clone())));
    let mut ranks: Vec<_> = ranks.collect();
    ranks.sort_by_key(|(rank, _)| *rank);
    ranks
}

/// The last of the ranks below.
const IN_MEANING: u8 = 6;

/// How a text stands in an offer, letter for letter.
fn spelt(offer: &Offer, typed: &str) -> Option<u8> {
    let name = folded_words(offer.name());
    let aliases: Vec<String> = offer
        .aliases
        .iter()
        .map(|alias| folded_words(alias))
        .collect();
    let called = |fits: &dyn Fn(&str) -> bool| aliases.iter().any(|alias| fits(alias));
    Some(match () {
        () if name == typed => 0,
        () if name.starts_with(typed) => 1,
        () if called(&|alias| alias == typed) => 2,
        () if name.contains(typed) => 3,
        () if called(&|alias| alias.starts_with(typed)) => 4,
        () if called(&|alias| alias.contains(typed)) => 5,
        () if folded_words(&offer.meaning).contains(typed) => IN_MEANING,
        () => return None,
    })
}

/// The share of the words that the name, an alias or the meaning says.
fn likeness(reader: &Stemmer, offer: &Offer, words: &[String]) -> f64 {
    let name = folded_words(offer.name());
    let phrases = [(name, 1.0), (folded_words(&offer.meaning), 0.8)];
    let aliases = offer.aliases.iter().map(|alias| (folded_words(alias), 1.0));
    let phrases = phrases.into_iter().chain(aliases).map(|(phrase, weight)| {
        let said = stems(reader, &phrase);
        let same = |word: &&String| said.iter().any(|said| said == *word);
        let matched = words.iter().filter(same).count() as f64;
        let of_words = matched / words.len().max(1) as f64;
        let of_phrase = matched / said.len().max(1) as f64;
        weight * (0.9 * of_words + 0.1 * of_phrase)
    });
    phrases.fold(0.0, f64::max)
}

fn stems(reader: &Stemmer, folded: &str) -> Vec<String> {
    let says = |word: &&str| {
        !LITTLE.contains(&format!(" {word} ")) && !word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let words = folded.split(' ').filter(says);
    words.map(|word| reader.stem(word).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{TeamWords, Vocabulary};

    #[test]
    fn what_people_type_finds_how_it_ended_and_how_far_it_got() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let outcomes = vocabulary.outcomes.iter();
        let outcomes: Vec<Offer> = outcomes
            .map(|one| Offer::new(&one.slug, &one.meaning).called(&one.aliases))
            .collect();
        let stages = vocabulary.stages.iter();
        let stages: Vec<Offer> = stages
            .map(|one| Offer::new(&one.slug, &one.meaning).called(&one.aliases))
            .collect();
        for (all, typed, expected) in [
            (&outcomes, "declined our offer", "offer-declined"),
            (&outcomes, "they've declined", "offer-declined"),
            (&outcomes, "rej", "rejected"),
            (&outcomes, "quit", "left-early"),
            (&outcomes, "counteroffer", "reneged"),
            (&outcomes, "took counter", "reneged"),
            (&outcomes, "took the counter", "reneged"),
            (&outcomes, "frozen", "role-closed"),
            (&outcomes, "headcount freeze", "role-closed"),
            (&outcomes, "fired", "left-early"),
            (&outcomes, "went with someone else", "rejected"),
            (&outcomes, "lost to competitor", "offer-declined"),
            (&outcomes, "left after two months", "left-early"),
            (&outcomes, "not a fit", "rejected"),
            (&outcomes, "great hire", "accepted"),
            (&stages, "take home", "first-interview"),
            (&stages, "hm chat", "first-interview"),
            (&stages, "references", "offer"),
            (&stages, "week 6", "onboarding"),
        ] {
            let meant = meant(all, typed);
            assert!(meant.is_plain, "{typed}: {:?}", meant.offers);
            assert_eq!(meant.offers[0].slug, expected, "{typed}");
        }
        for typed in ["pizza", "zz", "the weather was bad"] {
            let meant = meant(&outcomes, typed);
            assert!(!meant.is_plain, "{typed}: {:?}", meant.offers);
        }
    }
}
