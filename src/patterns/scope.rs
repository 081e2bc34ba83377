//! Which post-mortems a brief is made of: those that were asked for, and where
//! they are too few, those of any role, of any team, at any stage.

use super::brief::{Material, reached};
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
#[derive(Debug, Clone)]
pub struct Widened {
    /// The fields given up.
    pub without: Vec<&'static str>,
    pub post_mortems: usize,
}

pub struct BriefScope<'a> {
    entries: &'a [Entry],
    vocabulary: &'a Vocabulary,
    window: Span,
    query: Query,
    stages: Vec<String>,
    /// What was tried, and how many post-mortems of the window it gave.
    steps: Vec<(Vec<Field>, usize)>,
    /// What was given up to find enough that say what was wanted and pitched.
    wishes: Vec<Field>,
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
            wishes: Vec::new(),
        };
        for without in scope.widenings(&WIDENING) {
            let count = scope.in_window(&scope.here(&without)).count();
            scope.steps.push((without, count));
            if count >= FEWEST {
                break;
            }
        }
        // A step that gave nothing new says nothing.
        while let [.., (_, fewer), (_, last)] = scope.steps.as_slice()
            && fewer == last
        {
            scope.steps.pop();
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
    fn here(&self, without: &[Field]) -> Vec<&'a Entry> {
        let stages = if without.contains(&Field::STAGE) {
            &[][..]
        } else {
            &self.stages[..]
        };
        reached(
            &self.matching(&with_stage(without)),
            stages,
            self.vocabulary,
        )
    }

    /// Of the window, without imported ones that nobody has looked at.
    fn in_window<'e>(&self, entries: &'e [&'a Entry]) -> impl Iterator<Item = &'e &'a Entry> {
        let window = self.window;
        let counts =
            move |entry: &&&Entry| window.contains(entry.post_mortem.date) && !entry.is_skeleton();
        entries.iter().filter(counts)
    }

    fn given_up(&self) -> &[Field] {
        self.steps.last().map_or(&[], |(without, _)| without)
    }

    pub fn material(&self) -> Material<'a> {
        let given_up = self.given_up();
        let stages_unless = |given_up: bool| {
            if given_up {
                Vec::new()
            } else {
                self.stages.clone()
            }
        };
        // A promise holds for any role; where a team has too little, for any team.
        let team = given_up
            .iter()
            .copied()
            .filter(|field| *field == Field::TEAM);
        let promises: Vec<_> = team.chain([Field::ROLE, Field::STAGE]).collect();
        Material {
            here: self.here(given_up),
            stages: self.stages.clone(),
            reaching: stages_unless(given_up.contains(&Field::STAGE)),
            promises: self.matching(&promises),
            wishes: self.matching(&with_stage(&self.wishes)),
            runs: match self.query.without(&[Field::STAGE]).takes_roles_whole() {
                true => self.matching(&[Field::STAGE]),
                false => Vec::new(),
            },
            wall_stages: stages_unless(self.query.asked(Field::ROLE).is_some()),
            decisions: Vec::new(),
        }
    }

    /// The days of the first and the last post-mortem that fits, whenever it was.
    pub fn days(&self) -> Option<Span> {
        let here = self.here(self.given_up());
        let here = here.iter().filter(|entry| !entry.is_skeleton());
        let days = here.map(|entry| entry.post_mortem.date);
        Some(Span {
            since: days.clone().min()?,
            until: days.max()?,
        })
    }

    /// `typed` is the query word by word.
    pub fn sought(&self, query: &'a Query, typed: &[String]) -> Sought<'a> {
        let step = |(without, count): &(Vec<Field>, usize)| Widened {
            without: names(without),
            post_mortems: *count,
        };
        Sought {
            query: query.text(),
            role: self.name(Field::ROLE, typed, |it| it.role.as_deref()),
            team: self.name(Field::TEAM, typed, |it| it.team.as_deref()),
            stage: query.asked(Field::STAGE).map(|stages| stages.join(" or ")),
            asks_more: !query.without(&WIDENING).is_empty(),
            default_days: !query.names_days(),
            steps: self.steps.iter().map(step).collect(),
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
