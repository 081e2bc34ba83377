//! Which post-mortems a brief is made of: those that were asked for, and where
//! they are too few, those of any role, of any team, at any stage.

use super::sample::FEWEST;
use crate::model::{Entry, PostMortem, Span, same_name};
use crate::query::{Field, Query};
use crate::vocabulary::Vocabulary;
use foldhash::HashSet;

/// What is given up first, second, third.
const WIDENING: [Field; 3] = [Field::ROLE, Field::TEAM, Field::STAGE];

/// What was asked for, and what it was answered from.
#[derive(Debug, Clone)]
pub struct Sought<'a> {
    /// As it was typed.
    pub query: &'a str,
    pub role: Option<String>,
    pub team: Option<String>,
    pub stage: Option<String>,
    /// The query says more than role, team, stage and days.
    pub asks_more: bool,
    /// Nobody asked for other days than a brief looks at by itself.
    pub default_days: bool,
    /// What was tried; the last one is what the counts are made of.
    pub steps: Vec<Widened>,
    /// What was given up for wanted and pitched.
    pub wishes_without: Vec<&'static str>,
    /// How many logs were read.
    pub logs: usize,
}

/// One step of widening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widened {
    /// The fields given up.
    pub without: Vec<&'static str>,
    pub post_mortems: usize,
}

pub struct BriefScope<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) vocabulary: &'a Vocabulary,
    window: Span,
    pub(super) query: Query,
    /// What this is about; empty: any stage.
    pub(super) stages: Vec<String>,
    /// What was tried, and what the last of it gave up.
    steps: Vec<Widened>,
    given_up: Vec<Field>,
    /// What was given up to find enough that say what was wanted and pitched.
    wishes: Vec<Field>,
}

/// Those that got as far as the earliest of these stages; where nobody said how
/// far it got, it could have.
fn reached<'a>(
    entries: &[&'a Entry],
    stages: &[String],
    vocabulary: &Vocabulary,
) -> Vec<&'a Entry> {
    let ranks = stages
        .iter()
        .filter_map(|stage| vocabulary.stage_rank(stage));
    let Some(earliest) = ranks.min() else {
        return entries.to_vec();
    };
    let got_there = |entry: &&&Entry| {
        let stage = entry.post_mortem.stage.as_deref();
        let rank = stage.and_then(|stage| vocabulary.stage_rank(stage));
        rank.is_none_or(|rank| rank >= earliest)
    };
    entries.iter().filter(got_there).copied().collect()
}

impl<'a> BriefScope<'a> {
    pub fn of(
        query: &Query,
        entries: &'a [Entry],
        vocabulary: &'a Vocabulary,
        window: Span,
    ) -> Self {
        let mut scope = Self {
            entries,
            vocabulary,
            window,
            query: query.clone(),
            stages: query.asked(Field::STAGE).unwrap_or_default().to_vec(),
            steps: Vec::new(),
            given_up: Vec::new(),
            wishes: Vec::new(),
        };
        for without in scope.widenings(&WIDENING) {
            let post_mortems = scope.in_window(&scope.reaching(&without)).count();
            // A step that gave nothing new says nothing, and is told where a later one does.
            scope.steps.push(Widened {
                without: names(&without),
                post_mortems,
            });
            scope.given_up = without;
            if post_mortems >= FEWEST {
                break;
            }
        }
        while let [.., fewer, last] = scope.steps.as_slice()
            && fewer.post_mortems == last.post_mortems
        {
            scope.steps.pop();
            scope.given_up.pop();
        }
        let says_both = |post_mortem: &PostMortem| {
            !post_mortem.wanted.is_empty() && !post_mortem.pitched.is_empty()
        };
        for without in scope.widenings(&[Field::ROLE, Field::TEAM]) {
            let wishes = scope.matching(&with_stage(&without));
            let count = scope
                .in_window(&wishes)
                .filter(|entry| says_both(&entry.post_mortem))
                .count();
            scope.wishes = without;
            if count >= FEWEST {
                break;
            }
        }
        scope
    }

    /// Nothing given up, then one field after the other of those that were asked.
    fn widenings(&self, order: &[Field]) -> Vec<Vec<Field>> {
        let asked = order.iter().copied();
        let asked: Vec<_> = asked
            .filter(|field| self.query.asked(*field).is_some())
            .collect();
        (0..=asked.len())
            .map(|count| asked[..count].to_vec())
            .collect()
    }

    fn matching(&self, without: &[Field]) -> Vec<&'a Entry> {
        let query = self.query.without(without);
        let matches = |entry: &&Entry| query.matches_on_any_day(entry, self.vocabulary);
        self.entries.iter().filter(matches).collect()
    }

    /// Those that got as far as the stage that was asked for.
    fn reaching(&self, without: &[Field]) -> Vec<&'a Entry> {
        let stages = match without.contains(&Field::STAGE) {
            true => &[][..],
            false => &self.stages[..],
        };
        let matching = self.matching(&with_stage(without));
        reached(&matching, stages, self.vocabulary)
    }

    /// Of the window, without imported ones that nobody has looked at.
    fn in_window<'e>(&self, entries: &'e [&'a Entry]) -> impl Iterator<Item = &'e &'a Entry> {
        let window = self.window;
        let counts =
            move |entry: &&&Entry| window.contains(entry.post_mortem.date) && !entry.is_skeleton();
        entries.iter().filter(counts)
    }

    /// Those that the counts are made of.
    pub(super) fn here(&self) -> Vec<&'a Entry> {
        self.reaching(&self.given_up)
    }

    /// No stage was asked for, or it was given up.
    pub(super) fn is_of_any_stage(&self) -> bool {
        self.stages.is_empty() || self.given_up.contains(&Field::STAGE)
    }

    /// Where what the parties promised is looked for: a promise holds for any role; where a
    /// team has too little, for any team.
    pub(super) fn promises(&self) -> Vec<&'a Entry> {
        let mut without = vec![Field::ROLE, Field::STAGE];
        without.extend(self.given_up.contains(&Field::TEAM).then_some(Field::TEAM));
        self.matching(&without)
    }

    /// Where wanted and pitched are compared: stages have nothing to do with it.
    pub(super) fn wishes(&self) -> Vec<&'a Entry> {
        self.matching(&with_stage(&self.wishes))
    }

    /// Where losses in a row are looked for, and of which stages they are told.
    pub(super) fn runs(&self) -> Vec<&'a Entry> {
        match self.query.without(&[Field::STAGE]).takes_roles_whole() {
            true => self.matching(&[Field::STAGE]),
            false => Vec::new(),
        }
    }

    pub(super) fn tells_walls_at(&self, stage: &String) -> bool {
        let of_any = self.stages.is_empty() || self.query.asked(Field::ROLE).is_some();
        of_any || self.stages.contains(stage)
    }

    /// The days of the first and the last post-mortem that fits, whenever it was.
    pub fn days(&self) -> Option<Span> {
        let here = self.here();
        let here = here.iter().filter(|entry| !entry.is_skeleton());
        let days = here.map(|entry| entry.post_mortem.date);
        Some(Span {
            since: days.clone().min()?,
            until: days.max()?,
        })
    }

    /// `typed` is the query word by word.
    pub fn sought(&self, query: &'a Query, typed: &[String]) -> Sought<'a> {
        Sought {
            query: query.text(),
            role: self.name(Field::ROLE, typed, |it| it.role.as_deref()),
            team: self.name(Field::TEAM, typed, |it| it.team.as_deref()),
            stage: query.asked(Field::STAGE).map(|stages| stages.join(" or ")),
            asks_more: !query.without(&WIDENING).is_empty(),
            default_days: !query.names_days(),
            steps: self.steps.clone(),
            wishes_without: names(&self.wishes),
            logs: self.logs(),
        }
    }

    fn logs(&self) -> usize {
        let logs = self.entries.iter().map(|entry| &entry.log);
        logs.collect::<HashSet<_>>().len()
    }

    /// A role or a team as the log spells it, where only one is meant; as it was
    /// typed, where there are several or none.
    fn name(
        &self,
        field: Field,
        typed: &[String],
        of: impl Fn(&PostMortem) -> Option<&str>,
    ) -> Option<String> {
        let asked = self.query.asked(field)?;
        let names = self.entries.iter().rev();
        let names = names.filter_map(|entry| of(&entry.post_mortem));
        let normal = names.map(|name| (same_name(name), name));
        let is_meant = |(normal, _): &(String, &str)| {
            let mut asked = asked.iter();
            asked.any(|value| normal.contains(value.as_str()))
        };
        let mut meant = normal.filter(is_meant);
        let first = meant.next();
        let only = first.filter(|(normal, _)| meant.all(|(other, _)| other == *normal));
        Some(match only {
            Some((_, name)) => name.trim().to_owned(),
            None => {
                let begins = format!("{}:", field.as_str());
                let value = |word: &String| {
                    let start = word.get(..begins.len())?;
                    start
                        .eq_ignore_ascii_case(&begins)
                        .then(|| word[begins.len()..].trim().replace(',', " or "))
                };
                typed
                    .iter()
                    .find_map(value)
                    .unwrap_or_else(|| asked.join(" or "))
            }
        })
    }
}

/// The stage is never compared as it stands: what got farther passed it.
fn with_stage(without: &[Field]) -> Vec<Field> {
    without.iter().copied().chain([Field::STAGE]).collect()
}

fn names(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.as_str()).collect()
}
