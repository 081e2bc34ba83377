//! One sentence: how much of what people type is understood, and how much of that is
//! right. The floors are the figures that the reader has.

#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use hirelog::tested::{
    Day, Party, PostMortem, Search, SentenceResources, TeamWords, Text, Understood, ValueKind,
    Vocabulary, read_sentence,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Sentences {
    sentence: Vec<Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    text: String,
    r#as: Option<String>,
    outcome: Option<String>,
    stage: Option<String>,
    date: Option<String>,
    role: Option<String>,
    team: Option<String>,
    owned_by: Option<String>,
    #[serde(default)]
    owned_has: Vec<String>,
    #[serde(default)]
    wanted: Vec<String>,
    #[serde(default)]
    pitched: Vec<String>,
    #[serde(default)]
    dropped: Vec<String>,
    #[serde(default)]
    may: HashMap<String, OneOrMore>,
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Sentence {
    fn may(&self, field: &str) -> Vec<&str> {
        match self.may.get(field) {
            Some(OneOrMore::One(one)) => vec![one],
            Some(OneOrMore::More(more)) => more.iter().map(String::as_str).collect(),
            None => Vec::new(),
        }
    }
}

#[derive(Debug, Default)]
struct Figures {
    filled: usize,
    right: usize,
    /// Of the fields that are to be filled, those that are.
    expected: usize,
    met: usize,
    outcomes: usize,
    outcomes_found: usize,
    without_day: usize,
    days_invented: usize,
    wrong: Vec<String>,
}

impl Figures {
    fn count(&mut self, sentence: &Sentence, post_mortem: &PostMortem, is_day_said: bool) {
        let day = is_day_said.then(|| post_mortem.date.to_string());
        let outcome = Some(post_mortem.outcome.clone()).filter(|outcome| !outcome.is_empty());
        let mut owner = None;
        let (mut owned, mut dropped) = (String::new(), Vec::new());
        for (party, section) in post_mortem.by_party() {
            if !section.owned.is_empty() {
                owner = Some(party.to_string());
                owned += &section.owned;
            }
            dropped.extend(section.balls().to_vec());
        }
        if let Some(expected) = &sentence.outcome {
            let found = outcome.as_deref();
            let is_right = |found| found == expected || sentence.may("outcome").contains(&found);
            self.outcomes += 1;
            self.outcomes_found += usize::from(found.is_some_and(is_right));
        }
        if sentence.date.is_none() && sentence.may("date").is_empty() {
            self.without_day += 1;
            self.days_invented += usize::from(day.is_some());
        }
        let lacks = sentence
            .owned_has
            .iter()
            .find(|words| !owned.contains(*words));
        let is_never = owner.is_some() && sentence.never.iter().any(|one| one == "owned");
        let owner = match lacks.filter(|_| owner.is_some()) {
            Some(words) => Some(format!("nobody who owns \"{words}\"")),
            None if is_never => Some("somebody".to_owned()),
            None => owner,
        };
        let single = |value: Option<&str>| value.into_iter().map(Text::from).collect::<Vec<_>>();
        let list = |words: &[String]| words.iter().map(Text::from).collect::<Vec<_>>();
        for (field, expected, found) in [
            (
                "outcome",
                single(sentence.outcome.as_deref()),
                single(outcome.as_deref()),
            ),
            (
                "stage",
                single(sentence.stage.as_deref()),
                single(post_mortem.stage.as_deref()),
            ),
            (
                "date",
                single(sentence.date.as_deref()),
                single(day.as_deref()),
            ),
            (
                "role",
                single(sentence.role.as_deref()),
                single(post_mortem.role.as_deref()),
            ),
            (
                "team",
                single(sentence.team.as_deref()),
                single(post_mortem.team.as_deref()),
            ),
            (
                "owned_by",
                single(sentence.owned_by.as_deref()),
                single(owner.as_deref()),
            ),
            (
                "wanted",
                list(&sentence.wanted),
                post_mortem.wanted.to_vec(),
            ),
            (
                "pitched",
                list(&sentence.pitched),
                post_mortem.pitched.to_vec(),
            ),
            ("dropped", list(&sentence.dropped), dropped),
        ] {
            for value in &found {
                let is_right =
                    expected.contains(value) || sentence.may(field).contains(&value.as_str());
                self.filled += 1;
                self.right += usize::from(is_right);
                if !is_right {
                    self.wrong
                        .push(format!("{}: {field} {value}", sentence.text));
                }
            }
            self.expected += expected.len();
            self.met += expected
                .iter()
                .filter(|value| found.contains(value))
                .count();
        }
    }
}

fn figures(sentences: &str) -> Figures {
    let sentences: Sentences = toml::from_str(sentences).unwrap();
    let vocabulary = Vocabulary::new(TeamWords::default());
    let search = Search::new(&vocabulary);
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let resources = SentenceResources {
        vocabulary: &vocabulary,
        search: &search,
        roles: &names(&[
            "Staff Platform Engineer",
            "Data Analyst",
            "Account Executive",
            "Ward Nurse",
            "Product Designer",
        ]),
        teams: &names(&["platform", "data", "sales", "ward-3", "design"]),
        today: Day::parse("2026-11-20").unwrap(),
    };
    let mut figures = Figures::default();
    for sentence in &sentences.sentence {
        let writer = sentence.r#as.as_deref().and_then(Party::parse);
        let understood = read_sentence(&sentence.text, writer, &resources);
        let mut post_mortem = PostMortem::new(Day::FIRST, "");
        understood.put_into(&mut post_mortem);
        let is_day_said = post_mortem.date != Day::FIRST;
        figures.count(sentence, &post_mortem, is_day_said);
    }
    figures
}

#[test]
fn sentences_are_understood_and_what_is_understood_is_right() {
    for (sentences, floors) in [
        // Filled, right, met, outcomes found.
        (include_str!("../capture/seen.toml"), [245, 245, 240, 79]),
        (include_str!("../capture/own.toml"), [112, 112, 109, 42]),
    ] {
        let figures = figures(sentences);
        let [filled, right, met, outcomes] = floors;
        let Figures {
            without_day,
            days_invented,
            wrong,
            ..
        } = &figures;
        assert!(
            figures.filled >= filled && figures.right >= right,
            "{figures:#?}"
        );
        assert!(
            figures.met >= met && figures.outcomes_found >= outcomes,
            "{figures:#?}"
        );
        assert!(*without_day > 10 && *days_invented == 0, "{figures:#?}");
        assert!(100 * figures.right >= 99 * figures.filled, "{wrong:#?}");
    }
}

/// The words of a text, as they stand there.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.char_indices().filter(|(at, one)| {
        let before = text[..*at].chars().next_back();
        one.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric)
    });
    starts.map(|(at, _)| {
        let rest = &text[at..];
        let end = rest
            .find(|one: char| !one.is_alphanumeric())
            .unwrap_or(rest.len());
        (at, &rest[..end])
    })
}

/// Every word is in the prose, or a field was made of it; an "and" between what went to
/// two places joins nothing any more.
fn lost(understood: &Understood) -> Vec<String> {
    let mut post_mortem = PostMortem::new(Day::FIRST, "");
    understood.put_into(&mut post_mortem);
    let mut kept: HashMap<&str, usize> = HashMap::new();
    let prose: Vec<&str> = post_mortem.prose().collect();
    for (_, word) in prose.iter().flat_map(|text| words(text)) {
        *kept.entry(word).or_default() += 1;
    }
    let makes_a_field = |at: usize| {
        understood.claims.iter().any(|claim| {
            let is_prose = matches!(
                claim.key.fact.about().kind,
                ValueKind::Prose | ValueKind::List(_)
            );
            !is_prose && claim.place.contains(&at)
        })
    };
    let mut lost = Vec::new();
    for (at, word) in words(&understood.text) {
        let left = kept.entry(word).or_default();
        match left.checked_sub(1) {
            _ if makes_a_field(at) => {}
            Some(fewer) => *left = fewer,
            None if matches!(word, "and" | "but") => {}
            None => lost.push(word.to_owned()),
        }
    }
    lost
}

#[test]
fn no_word_is_lost_whatever_is_typed_and_whatever_is_taken_back() {
    let sentences = [
        include_str!("../capture/seen.toml"),
        include_str!("../capture/own.toml"),
    ];
    let all: Vec<Sentence> = { sentences.into_iter() }
        .flat_map(|text| toml::from_str::<Sentences>(text).unwrap().sentence)
        .collect();
    let pool: Vec<String> = { all.iter() }
        .flat_map(|one| one.text.split(' ').map(str::to_owned))
        .collect();
    let word = prop_oneof![8 => proptest::sample::select(pool), 1 => "\\PC{0,6}"];
    let text = proptest::collection::vec(word, 0..16).prop_map(|words| words.join(" "));
    let vocabulary = Vocabulary::new(TeamWords::default());
    let search = Search::new(&vocabulary);
    let names = ["Data Analyst".to_owned(), "data".to_owned()];
    let resources = SentenceResources {
        vocabulary: &vocabulary,
        search: &search,
        roles: &names[..1],
        teams: &names[1..],
        today: Day::parse("2026-11-20").unwrap(),
    };
    let writers = [None, Some(Party::Manager), Some(Party::Candidate)];
    let check = |text: &str, writer: Option<Party>| {
        let mut understood = read_sentence(text, writer, &resources);
        loop {
            assert_eq!(
                lost(&understood),
                Vec::<String>::new(),
                "{text} {:?}",
                understood.claims
            );
            if understood.take_back().is_none() {
                break;
            }
        }
    };
    for one in &all {
        check(&one.text, one.r#as.as_deref().and_then(Party::parse));
    }
    let mut runner = TestRunner::new(Config::with_cases(60));
    let strategy = (text, proptest::sample::select(writers.to_vec()));
    let run = runner.run(&strategy, |(text, writer)| {
        check(&text, writer);
        Ok(())
    });
    run.unwrap();
}
