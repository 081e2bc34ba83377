//! What the log remembers, for offering it again: the roles and teams it knows,
//! latest first, and how often each ball was dropped.

use crate::model::{Entry, Fact, Key, Party, Value, ValueKind, Words, same_name};
use crate::vocabulary::Vocabulary;
use std::collections::{HashMap, HashSet};

/// How a reference begins that nobody chose.
pub const FRESH_CASE: &str = "c-";

#[derive(Debug, Default)]
pub struct Memory {
    /// What a key said, the latest first, each once however it is capitalised.
    pub(super) used: HashMap<Fact, Vec<String>>,
    /// The team that last hired for a role, by the folded role.
    pub team_of: HashMap<String, String>,
    /// Whether post-mortems have references that are no fresh ones of ours.
    pub has_cases: bool,
    /// The outcome most post-mortems have.
    pub outcome: Option<String>,
    /// The party that wrote most sections.
    pub writer: Option<Party>,
    /// How many post-mortems drop a ball.
    pub dropped: HashMap<String, usize>,
}

impl Memory {
    pub fn of(entries: &[Entry], vocabulary: &Vocabulary, dropped: HashMap<String, usize>) -> Self {
        let mut latest: Vec<&Entry> = entries.iter().collect();
        latest.sort_by_key(|entry| std::cmp::Reverse(entry.order()));
        let mut outcomes: HashMap<String, usize> = HashMap::new();
        let mut writers = [0; Party::ALL.len()];
        let mut known = HashSet::new();
        let mut memory = Self {
            dropped,
            ..Self::default()
        };
        for entry in &latest {
            let post_mortem = &entry.post_mortem;
            for key in Fact::HEAD.iter().map(|fact| Key::head(*fact)) {
                if let (ValueKind::Text(Words::Used), Some(Value::Text(text))) =
                    (key.fact.about().kind, key.get(post_mortem))
                {
                    let text = text.trim();
                    if !text.is_empty() && known.insert((key.fact, same_name(text))) {
                        memory
                            .used
                            .entry(key.fact)
                            .or_default()
                            .push(text.to_owned());
                    }
                }
            }
            let case = post_mortem.case.as_deref();
            memory.has_cases |= case.is_some_and(|case| !case.starts_with(FRESH_CASE));
            if let (Some(role), Some(team)) = (&post_mortem.role, &post_mortem.team) {
                let of_role = memory.team_of.entry(same_name(role));
                of_role.or_insert_with(|| team.trim().to_owned());
            }
            let outcome = vocabulary.outcome_slug(&post_mortem.outcome).into_owned();
            *outcomes.entry(outcome).or_default() += 1;
            for by in post_mortem.sections.iter().filter_map(|section| section.by) {
                writers[by.index()] += 1;
            }
        }
        let outcomes = vocabulary.outcomes.iter().rev().filter_map(|outcome| {
            let count = outcomes.get(&outcome.slug)?;
            Some((*count, &outcome.slug))
        });
        memory.outcome = outcomes
            .max_by_key(|(count, _)| *count)
            .map(|(_, slug)| slug.clone());
        memory.writer = Party::ALL
            .into_iter()
            .rev()
            .filter(|party| writers[party.index()] > 0)
            .max_by_key(|party| writers[party.index()]);
        memory
    }

    /// What a key has said in this log, the latest first.
    pub fn used(&self, fact: Fact) -> &[String] {
        self.used.get(&fact).map_or(&[], Vec::as_slice)
    }

    pub fn times(&self, ball: &str) -> usize {
        self.dropped.get(ball).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id, PostMortem};
    use crate::vocabulary::TeamWords;

    #[test]
    fn the_latest_role_comes_first_and_the_most_frequent_outcome_wins() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let entry = |date: &str, outcome: &str, role: &str, by| {
            let mut post_mortem = PostMortem::new(Day::parse(date).unwrap(), outcome);
            post_mortem.role = Some(role.into());
            post_mortem.team = Some(format!("{outcome} team").into());
            post_mortem.section_mut(Party::Candidate).by = by;
            Entry {
                id: Id::from_stem(date),
                path: format!("logs/{date}.toml"),
                log: None,
                post_mortem: post_mortem.into(),
                imported: false,
            }
        };
        let log = [
            entry("2026-11-01", "rejected", "Designer", None),
            entry("2026-11-03", "declined", "SRE", Some(Party::Recruiter)),
            entry("2026-11-02", "offer-declined", "designer ", None),
        ];
        let memory = Memory::of(&log, &vocabulary, HashMap::new());
        assert_eq!(memory.used(Fact::Role), ["SRE", "designer"]);
        assert_eq!(memory.team_of["designer"], "offer-declined team");
        assert_eq!(memory.outcome.as_deref(), Some("offer-declined"));
        assert_eq!(memory.writer, Some(Party::Recruiter));
        let empty = Memory::of(&[], &vocabulary, HashMap::new());
        assert_eq!((empty.outcome, empty.writer), (None, None));
    }
}
