//! Which post-mortems could have dropped a ball: somebody said of that party's
//! section which balls it drops, and it got as far as the earliest stage of the
//! ball. Where no stage is known, or the ball was dropped anyway, it could.

use super::mentions::{Mention, Mentions, PartyBall, balls_of};
use super::share::Share;
use crate::model::{Day, Entry, Party, Span};
use crate::vocabulary::Vocabulary;
use foldhash::{HashSet, HashSetExt};
use std::borrow::Cow;

/// Days of post-mortems, by what an exposure depends on; each list in order.
pub(super) struct Exposures<'v> {
    vocabulary: &'v Vocabulary,
    /// By party: sections sorted where nobody knows how far it got.
    anywhere: [Vec<Day>; 3],
    /// By party, then stage: sections sorted where it ended at that stage.
    ended_at: [Vec<Vec<Day>>; 3],
}

impl<'v> Exposures<'v> {
    /// `sorted` is everything that is known, by date.
    pub fn new(sorted: &[&Entry], vocabulary: &'v Vocabulary) -> Self {
        let stages = vocabulary.stages.len();
        let mut exposures = Self {
            vocabulary,
            anywhere: Default::default(),
            ended_at: std::array::from_fn(|_| vec![Vec::new(); stages]),
        };
        for entry in sorted {
            let rank = exposures.rank(entry);
            for (party, section) in entry.post_mortem.by_party() {
                let party = party.index();
                if section.is_sorted() {
                    let days = match rank {
                        Some(rank) => &mut exposures.ended_at[party][rank],
                        None => &mut exposures.anywhere[party],
                    };
                    days.push(entry.post_mortem.date);
                }
            }
        }
        exposures
    }

    /// How far the process got; `None` where that is not said or not known.
    pub fn rank(&self, entry: &Entry) -> Option<usize> {
        let stage = entry.post_mortem.stage.as_deref()?;
        self.vocabulary.stage_rank(stage)
    }

    /// How far a process must have got for the ball to be dropped.
    pub fn earliest(&self, slug: &str) -> usize {
        let ball = self.vocabulary.ball(slug);
        let stages = ball.map_or(&[][..], |ball| &ball.stages);
        let ranks = stages
            .iter()
            .filter_map(|stage| self.vocabulary.stage_rank(stage));
        ranks.min().unwrap_or(0)
    }

    /// Whether one post-mortem could have dropped the ball of a party, if it did not.
    pub fn could(&self, slug: &str, party: Party, entry: &Entry) -> bool {
        got_to(self.rank(entry), self.earliest(slug), party, entry)
    }

    /// The chances to drop a ball, given all that did.
    pub fn of<'m>(&'m self, mentions: &'m Mentions<'_>) -> Chances<'m> {
        let (slug, party) = (&mentions.key.0, mentions.key.1.index());
        let earliest = self.earliest(slug);
        let far_enough = self.ended_at[party].iter().skip(earliest);
        let lists = far_enough.chain([&self.anywhere[party]]);
        let too_early = |one: &&Mention<'_>| {
            let rank = self.rank(one.entry);
            rank.is_some_and(|rank| rank < earliest)
        };
        Chances {
            lists: lists.map(Vec::as_slice).collect(),
            anyway: mentions
                .all
                .iter()
                .filter(too_early)
                .map(Mention::day)
                .collect(),
            drops: mentions.all.iter().map(Mention::day).collect(),
        }
    }
}

/// The same, for whoever looks at every ball of every post-mortem: how far it got and how
/// far the ball lies are looked up once each.
pub(super) fn got_to(rank: Option<usize>, earliest: usize, party: Party, entry: &Entry) -> bool {
    let far_enough = rank.is_none_or(|rank| rank >= earliest);
    far_enough && entry.post_mortem.section(party).is_sorted()
}

/// The chances to drop one ball, and its drops, by day.
pub(super) struct Chances<'e> {
    lists: Vec<&'e [Day]>,
    /// Dropped where it does not get far enough for that.
    anyway: Vec<Day>,
    drops: Vec<Day>,
}

impl Chances<'_> {
    /// Those dated before a day.
    pub fn before(&self, day: Day) -> Share {
        self.count(|one| one < day)
    }

    /// Those up to the end of a day.
    pub fn until(&self, day: Day) -> Share {
        self.count(|one| one <= day)
    }

    fn count(&self, is_earlier: impl Fn(Day) -> bool) -> Share {
        let earlier = |days: &[Day]| days.partition_point(|day| is_earlier(*day));
        let far_enough: usize = self.lists.iter().map(|days| earlier(days)).sum();
        Share::new(earlier(&self.drops), far_enough + earlier(&self.anyway))
    }

    pub fn within(&self, span: Span) -> Share {
        self.until(span.until).minus(self.before(span.since))
    }
}

/// Every ball of a log, and which post-mortem could have dropped which.
pub struct EveryChance<'v> {
    exposures: Exposures<'v>,
    /// What the vocabulary offers, then what is dropped besides, each with how far a
    /// process must have got for it.
    balls: Vec<(PartyBall<'v>, usize)>,
}

/// One post-mortem could have dropped a ball.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chance<'a> {
    pub slug: Cow<'a, str>,
    /// Whose section is meant.
    pub party: Party,
    /// Whether it did.
    pub dropped: bool,
}

impl<'a> Chance<'a> {
    /// The balls that one post-mortem did drop, each once a party.
    pub fn taken(entry: &'a Entry, vocabulary: &'a Vocabulary) -> Vec<Self> {
        let balls = balls_of(entry, vocabulary).into_iter();
        let dropped = true;
        balls
            .map(|(slug, party)| Self {
                slug,
                party,
                dropped,
            })
            .collect()
    }
}

impl<'v> EveryChance<'v> {
    pub fn new(entries: &[&'v Entry], vocabulary: &'v Vocabulary) -> Self {
        let offered = vocabulary.balls.iter();
        let offered = offered.filter(|ball| !vocabulary.hides(&ball.slug));
        let offered = offered.map(|ball| (Cow::Borrowed(ball.slug.as_str()), ball.party));
        let dropped = entries.iter().flat_map(|entry| balls_of(entry, vocabulary));
        let mut known = HashSet::new();
        let exposures = Exposures::new(&[], vocabulary);
        let balls = offered.chain(dropped);
        let balls = balls.filter(|ball| known.insert(ball.clone())).map(|ball| {
            let earliest = exposures.earliest(&ball.0);
            (ball, earliest)
        });
        Self {
            balls: balls.collect(),
            exposures,
        }
    }

    /// Those of one post-mortem; none where nobody has looked at it.
    pub fn of<'a>(&'a self, entry: &'a Entry) -> Vec<Chance<'a>> {
        if entry.is_skeleton() {
            return Vec::new();
        }
        let dropped: HashSet<PartyBall<'_>> = balls_of(entry, self.exposures.vocabulary)
            .into_iter()
            .collect();
        let rank = self.exposures.rank(entry);
        let chances = self.balls.iter().filter_map(|(ball, earliest)| {
            let dropped = dropped.contains(ball);
            let (slug, party) = (&ball.0, ball.1);
            (dropped || got_to(rank, *earliest, party, entry)).then(|| Chance {
                slug: Cow::Borrowed(&**slug),
                party,
                dropped,
            })
        });
        chances.collect()
    }
}
