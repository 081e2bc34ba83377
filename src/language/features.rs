//! What the model weighs: words and their neighbours, with people replaced by
//! their roles, each word together with the subject of its clause, classes of
//! words, what the rules found, and where it all stands.

use super::book::{Book, Hit, Trust};
use super::clauses::Reading;
use super::model::Model;
use super::people::Role;
use super::words::Kind;
use super::{Family, Field};
use crate::model::Party;
use std::ops::Range;

/// One part of a feature.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// A word of the text, as spelt out.
    Word(usize),
    /// Its first letters.
    Stem(usize),
    /// Something that is no word of the text.
    Tag(&'static str),
}

/// Takes features: to add up their weights, or to learn these.
pub(super) trait Sink {
    fn add(&mut self, kind: &'static str, parts: &[Part], words: Range<usize>);
}

/// A stretch of text that is judged as one: a short text whole, a long one
/// sentence by sentence.
pub(super) fn units(reading: &Reading<'_>) -> Vec<Range<usize>> {
    const SHORT: usize = 45;
    const FEW: usize = 5;
    if reading.words.len() <= SHORT {
        let whole = 0..reading.words.len();
        return std::iter::once(whole).collect();
    }
    let mut units: Vec<Range<usize>> = Vec::new();
    for sentence in &reading.sentences {
        match units.last_mut() {
            Some(last) if sentence.len() < FEW && last.len() < SHORT => last.end = sentence.end,
            _ => units.push(sentence.clone()),
        }
    }
    units
}

/// The hits of a stretch. They come sentence by sentence, and a stretch has whole
/// sentences.
pub(super) fn within<'h>(hits: &'h [Hit], unit: &Range<usize>) -> &'h [Hit] {
    let from = hits.partition_point(|hit| hit.words.start < unit.start);
    let to = hits.partition_point(|hit| hit.words.start < unit.end);
    &hits[from..to]
}

/// All features of one stretch.
pub(super) fn features(
    reading: &Reading<'_>,
    book: &Book,
    hits: &[Hit],
    unit: Range<usize>,
    model: &Model,
    sink: &mut impl Sink,
) {
    let passage = &reading.passage;
    let section = match (passage.field, passage.party) {
        (Field::Tldr, _) | (_, None) => "top",
        (_, Some(Party::Manager)) => "manager",
        (_, Some(Party::Candidate)) => "candidate",
        (_, Some(Party::Recruiter)) => "recruiter",
    };
    let described = if passage.is_described() {
        "described"
    } else {
        "own"
    };
    let whole = unit.clone();
    let tag = Part::Tag;
    sink.add("section", &[tag(section), tag(described)], whole.clone());
    if passage.field == Field::Next {
        sink.add("field", &[tag("next")], whole.clone());
    }

    let mut sequence: Vec<(Part, usize)> = Vec::with_capacity(unit.len());
    let mut first = None;
    let mut roles = Role::NONE;
    let mut named = Role::NONE;
    let mut quoted = false;
    for at in unit.clone() {
        let word = reading.words[at];
        if word.quoted {
            if !quoted {
                sequence.push((tag("QUOTE"), at));
            }
            quoted = true;
            continue;
        }
        let part = match word.kind {
            Kind::Word if reading.names[at] != Role::NONE => tag(name(reading.names[at])),
            Kind::Word if reading.is(at, book.article) => continue,
            Kind::Word => Part::Word(at),
            Kind::Number => tag("#"),
            Kind::Stop => match reading.text(at) {
                "!" => tag("!"),
                "?" => tag("?"),
                _ => tag("."),
            },
            Kind::Pause => tag(","),
            Kind::Quote | Kind::Mark => continue,
        };
        let subject = reading.subjects[at];
        roles = roles.or(subject);
        named = named.or(reading.names[at]);
        if first.is_none() && subject != Role::NONE {
            first = Some(subject);
        }
        if matches!(part, Part::Word(_)) {
            sink.add("w", &[part], at..at + 1);
            sink.add("s", &[tag(coarse(subject)), part], at..at + 1);
            sink.add("m", &[Part::Stem(at)], at..at + 1);
            for (bit, class) in &model.weighed {
                if reading.is(at, *bit) {
                    sink.add("c", &[tag(class)], at..at + 1);
                    sink.add("sc", &[tag(coarse(subject)), tag(class)], at..at + 1);
                }
            }
            if reading.is(at, book.negation) {
                sink.add("not", &[tag(name(subject)), tag(described)], at..at + 1);
            }
        }
        sequence.push((part, at));
    }
    let span = |from: usize, to: usize| sequence[from].1..sequence[to].1 + 1;
    for at in 0..sequence.len() {
        let part = |at: usize| sequence[at].0;
        if at + 1 < sequence.len() {
            sink.add("b", &[part(at), part(at + 1)], span(at, at + 1));
        }
        if at + 2 < sequence.len() {
            sink.add(
                "t",
                &[part(at), part(at + 1), part(at + 2)],
                span(at, at + 2),
            );
        }
    }
    if let (Some((start, _)), Some((end, _))) = (sequence.first(), sequence.last()) {
        sink.add("^", &[*start], whole.clone());
        sink.add("$", &[*end], whole.clone());
        if sequence.len() > 1 {
            sink.add("^", &[*start, sequence[1].0], whole.clone());
        }
    }
    let first = first.unwrap_or(Role::NONE);
    sink.add("first", &[tag(name(first))], whole.clone());
    sink.add(
        "first",
        &[tag(name(first)), tag(section), tag(described)],
        whole.clone(),
    );
    for (role, word) in NAMES {
        if roles.meets(role) {
            sink.add("subject", &[tag(word)], whole.clone());
            sink.add("subject", &[tag(word), tag(section)], whole.clone());
        }
        if named.meets(role) {
            sink.add("named", &[tag(word)], whole.clone());
        }
    }
    let mine = roles.meets(Role::SELF.or(Role::MY_THING).or(Role::MINE)) || named.meets(Role::SELF);
    let possessive = unit
        .clone()
        .any(|at| reading.is(at, book.grammar.my) && !reading.words[at].quoted);
    let theirs = roles.meets(Role::OTHERS.or(Role::THEIR_THING));
    let who = match (mine || possessive, theirs) {
        (true, true) => "both",
        (true, false) => "self",
        (false, true) => "others",
        (false, false) => "nobody",
    };
    sink.add("who", &[tag(who)], whole.clone());
    sink.add("who", &[tag(who), tag(described)], whole.clone());
    sink.add("who", &[tag(who), tag(section)], whole.clone());
    let length = match sequence.len() {
        0..=6 => "6",
        7..=12 => "12",
        13..=22 => "22",
        _ => "more",
    };
    sink.add("length", &[tag(length)], whole.clone());

    // The patterns for protected traits know the sentences that its model learns
    // from too well: it has to see for itself.
    if model.family == Family::Protected {
        return;
    }
    let mut any = false;
    for hit in within(hits, &unit) {
        let rule = &book.rules[hit.rule];
        let quoted = reading.words[hit.words.clone()]
            .iter()
            .any(|word| word.quoted);
        if rule.family != model.family || quoted {
            continue;
        }
        any = true;
        let subject = reading.subjects[hit.words.start];
        sink.add("rule", &[tag(rule.code)], hit.words.clone());
        let before = hit.words.start.saturating_sub(3).max(unit.start)..hit.words.start;
        if before.into_iter().any(|at| reading.is(at, book.negation)) {
            sink.add("rule", &[tag(rule.code), tag("not")], hit.words.clone());
        }
        let near =
            hit.words.start.saturating_sub(2).max(unit.start)..(hit.words.end + 3).min(unit.end);
        if near.into_iter().any(|at| reading.is(at, book.first_person)) {
            sink.add("rule", &[tag(rule.code), tag("near")], hit.words.clone());
        }
        if hit.trust == Trust::Sure {
            sink.add("sure", &[tag(coarse(subject))], hit.words.clone());
            sink.add("sure", &[], hit.words.clone());
        }
        sink.add("rule", &[tag(rule.code), tag(described)], hit.words.clone());
        sink.add(
            "rule",
            &[tag(rule.code), tag(coarse(subject))],
            hit.words.clone(),
        );
    }
    if any {
        sink.add("rules", &[tag(who), tag(described)], whole);
    }
}

const NAMES: [(Role, &str); 14] = [
    (Role::ELIDED, "ELIDED"),
    (Role::ME, "ME"),
    (Role::WE, "WE"),
    (Role::OWN, "OWN"),
    (Role::OTHER, "OTHER"),
    (Role::THEY, "THEY"),
    (Role::THIRD, "THIRD"),
    (Role::NOBODY, "NOBODY"),
    (Role::EVERYONE, "EVERYONE"),
    (Role::YOU, "YOU"),
    (Role::THEIR_THING, "THEIRS"),
    (Role::MY_THING, "MYTHING"),
    (Role::MINE, "MINE"),
    (Role::THING, "THING"),
];

fn name(role: Role) -> &'static str {
    NAMES
        .iter()
        .find(|(one, _)| role.meets(*one))
        .map_or("NONE", |(_, name)| name)
}

/// Self, others, or neither.
fn coarse(role: Role) -> &'static str {
    if role.meets(
        Role::SELF
            .or(Role::ELIDED)
            .or(Role::MINE)
            .or(Role::MY_THING),
    ) {
        "self"
    } else if role.meets(Role::OTHERS) {
        "others"
    } else if role.meets(Role::OWN) {
        "own"
    } else if role.meets(Role::THEIR_THING) {
        "theirs"
    } else if role.meets(Role::NOBODY.or(Role::EVERYONE).or(Role::YOU)) {
        "people"
    } else if role == Role::NONE {
        "none"
    } else {
        "thing"
    }
}
