//! Which post-mortem drops which ball, and promises what about it: one pass over
//! the log.

use crate::model::{Day, Entry, Party, Section, Span, Text};
use crate::vocabulary::Vocabulary;
use foldhash::HashMap;
use std::borrow::Cow;

/// A slug in one party's section.
pub(super) type PartyBall<'a> = (Cow<'a, str>, Party);

/// One post-mortem that drops a ball.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'a> {
    pub entry: &'a Entry,
    /// The day on which its section promises something about this ball.
    pub promised: Option<Day>,
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

/// The balls of one section, each once, however often it is named.
pub(super) fn balls_in<'a>(section: &'a Section, vocabulary: &'a Vocabulary) -> Vec<Cow<'a, str>> {
    slugs(section.balls(), vocabulary)
}

/// Each once, by the one name it has.
pub(super) fn slugs<'a>(words: &'a [Text], vocabulary: &'a Vocabulary) -> Vec<Cow<'a, str>> {
    let mut slugs: Vec<Cow<'a, str>> = Vec::new();
    for words in words {
        let slug = vocabulary.known(words).slug;
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    slugs
}

/// The balls of one post-mortem, each once a party.
pub(super) fn balls_of<'a>(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<PartyBall<'a>> {
    let sections = entry.post_mortem.by_party();
    let balls = sections.flat_map(|(party, section)| {
        let balls = balls_in(section, vocabulary).into_iter();
        balls.map(move |slug| (slug, party))
    });
    balls.collect()
}

/// What one section promises, as far as it can be judged: the day, and the balls
/// it is about. With several balls dropped and none named it is about none in
/// particular, and a ball that is not dropped is nothing to promise about.
pub(super) fn promise_of<'a>(
    date: Day,
    section: &'a Section,
    dropped: &[Cow<'a, str>],
    vocabulary: &'a Vocabulary,
) -> Option<(Day, Vec<Cow<'a, str>>)> {
    let promised = section.promised_on(date)?;
    let about = match (&section.next_for, dropped) {
        (Some(named), _) => {
            let mut about = slugs(named, vocabulary);
            about.retain(|slug| dropped.contains(slug));
            about
        }
        (None, [one]) => vec![one.clone()],
        (None, _) => Vec::new(),
    };
    Some((promised, about))
}

/// `sorted` is everything that is known, by date, then id.
pub(super) fn all_mentions<'a>(
    sorted: &[&'a Entry],
    vocabulary: &'a Vocabulary,
) -> Vec<Mentions<'a>> {
    let mut mentions: Vec<Mentions<'a>> = Vec::new();
    let mut numbers: [HashMap<Cow<'a, str>, usize>; 3] = Default::default();
    for &entry in sorted {
        let date = entry.post_mortem.date;
        for (party, section) in entry.post_mortem.by_party() {
            let dropped = balls_in(section, vocabulary);
            if dropped.is_empty() {
                continue;
            }
            let promise = promise_of(date, section, &dropped, vocabulary);
            for slug in dropped {
                let about = promise.as_ref().filter(|(_, about)| about.contains(&slug));
                let promised = about.map(|(day, _)| *day);
                let number = *numbers[party.index()]
                    .entry(slug)
                    .or_insert_with_key(|slug| {
                        let (key, all) = ((slug.clone(), party), Vec::new());
                        mentions.push(Mentions { key, all });
                        mentions.len() - 1
                    });
                mentions[number].all.push(Mention { entry, promised });
            }
        }
    }
    mentions
}
