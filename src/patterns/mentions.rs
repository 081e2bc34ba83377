//! Which post-mortem drops which ball: one pass over the log.

use crate::model::{Day, Entry, Party, Span};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::HashMap;

/// A slug in one party's section.
pub(super) type PartyBall<'a> = (Cow<'a, str>, Party);

/// One post-mortem that drops a ball.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'a> {
    pub entry: &'a Entry,
    /// The party says what it will do next time.
    pub promises: bool,
}

impl Mention<'_> {
    pub fn day(&self) -> Day {
        self.entry.post_mortem.date
    }
}

/// Every post-mortem that drops one ball, by date, then id.
#[derive(Clone)]
pub(super) struct Mentions<'a> {
    pub key: PartyBall<'a>,
    pub all: Vec<Mention<'a>>,
}

/// Those of some days; `sorted` is by date.
pub(super) fn of_days<'d, 'a>(sorted: &'d [Mention<'a>], span: Span) -> &'d [Mention<'a>] {
    let since = sorted.partition_point(|mention| mention.day() < span.since);
    let until = sorted.partition_point(|mention| mention.day() <= span.until);
    &sorted[since..until.max(since)]
}

/// The balls of one post-mortem, each once a party, however often it is named.
pub(super) fn balls_of<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<PartyBall<'a>> {
    let mut balls: Vec<PartyBall<'a>> = Vec::new();
    for (party, section) in entry.post_mortem.by_party() {
        for words in &section.dropped {
            let ball = (vocabulary.known(words).slug, party);
            if !balls.contains(&ball) {
                balls.push(ball);
            }
        }
    }
    balls
}

/// `sorted` is everything that is known, by date, then id.
pub(super) fn all_mentions<'a>(
    sorted: &[&'a Entry],
    vocabulary: &'a Vocabulary,
) -> Vec<Mentions<'a>> {
    let mut mentions: Vec<Mentions<'a>> = Vec::new();
    let mut by_key: HashMap<PartyBall<'a>, usize> = HashMap::new();
    // Nearly all files spell a ball the same way, so that one look is enough.
    let mut by_spelling: [HashMap<&str, usize>; 3] = Default::default();
    for &entry in sorted {
        for (party, section) in entry.post_mortem.by_party() {
            let promises = !section.next.trim().is_empty();
            for words in &section.dropped {
                let index = *by_spelling[party.index()].entry(words).or_insert_with(|| {
                    let key = (vocabulary.known(words).slug, party);
                    *by_key.entry(key.clone()).or_insert_with(|| {
                        mentions.push(Mentions {
                            key,
                            all: Vec::new(),
                        });
                        mentions.len() - 1
                    })
                });
                let all = &mut mentions[index].all;
                // However often it is named.
                if !all
                    .last()
                    .is_some_and(|last| std::ptr::eq(last.entry, entry))
                {
                    all.push(Mention { entry, promises });
                }
            }
        }
    }
    mentions
}
