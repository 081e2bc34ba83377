//! What a classifier weighs: words and their neighbours, with people replaced by
//! their roles, each word together with the subject of its clause, classes of
//! words, what the rules found, and where it all stands.

use super::model::Models;
use super::names::{Feature, FeaturePart, PartName, Tag};
use crate::language::parsed::Parsed;
use crate::language::role::Role;
use crate::language::rules::hit::{Hit, Trust, within};
use crate::language::words::lexicon::{Classes, UNKNOWN, bits};
use crate::language::words::token::TokenKind;
use crate::model::{Fact, Party};
use std::ops::Range;

/// Takes features: to add up their weights, or to learn these.
pub trait Sink {
    /// One that is of some words, and weighs for some of the models.
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], words: Range<usize>, of: Models);
}

/// The classes of words that are weighed as such.
pub struct NamedClasses {
    /// By the bit of a class, its name and the models that weigh it.
    pub by_bit: [Option<(FeaturePart, Models)>; Classes::BITS as usize],
    /// All of them: few words are of any.
    pub any: Classes,
}

/// An excerpt of text that is judged by itself.
pub struct Excerpt<'a> {
    pub parsed: &'a Parsed<'a>,
    pub words: Range<usize>,
    pub hits: &'a [Hit],
    /// Who judge it.
    pub models: Models,
    pub classes: &'a NamedClasses,
}

/// What the words of an excerpt come to.
struct Gist {
    /// The parts of the sequence, and the word that each stands for.
    sequence: Vec<(FeaturePart, usize)>,
    first_subject: Role,
    subjects: Role,
    named: Role,
}

/// A negation is about this many words behind it.
const DENIED: usize = 3;

impl Excerpt<'_> {
    pub fn features(&self, sink: &mut impl Sink) {
        self.place(sink);
        let gist = self.single_words(sink);
        self.sequence(&gist.sequence, sink);
        self.order(&gist.sequence, sink);
        let who = self.people(&gist, sink);
        let length = match gist.sequence.len() {
            0..=6 => Tag::UpTo6,
            7..=12 => Tag::UpTo12,
            13..=22 => Tag::UpTo22,
            _ => Tag::Longer,
        };
        self.tags(Feature::Length, [length], sink);
        self.rules(who, sink);
    }

    fn section(&self) -> Tag {
        let passage = &self.parsed.passage;
        match passage.party {
            Some(Party::Manager) if passage.field != Fact::Tldr => Tag::Manager,
            Some(Party::Candidate) if passage.field != Fact::Tldr => Tag::Candidate,
            Some(Party::Recruiter) if passage.field != Fact::Tldr => Tag::Recruiter,
            _ => Tag::Top,
        }
    }

    fn author(&self) -> Tag {
        if self.parsed.passage.is_described() {
            Tag::Described
        } else {
            Tag::Own
        }
    }

    /// Adds something that is said of the excerpt as a whole.
    fn tags<const COUNT: usize>(&self, feature: Feature, tags: [Tag; COUNT], sink: &mut impl Sink) {
        self.whole(feature, &tags.map(FeaturePart::tag), sink);
    }

    fn whole(&self, feature: Feature, parts: &[FeaturePart], sink: &mut impl Sink) {
        sink.add(feature, parts, self.words.clone(), self.models);
    }

    /// A word as it is.
    fn written(&self, at: usize) -> FeaturePart {
        FeaturePart {
            hash: self.parsed.words[at].hash,
            name: PartName::Word(at),
        }
    }

    fn stem(&self, at: usize) -> FeaturePart {
        let word = &self.parsed.words[at];
        let hash = match word.id {
            UNKNOWN => word.stem,
            id => self.parsed.english.lexicon.stem(id),
        };
        let name = PartName::Stem(at);
        FeaturePart { hash, name }
    }

    fn place(&self, sink: &mut impl Sink) {
        self.tags(Feature::Section, [self.section(), self.author()], sink);
        if self.parsed.passage.field == Fact::Next {
            self.tags(Feature::Field, [Tag::Next], sink);
        }
    }

    /// Each word by itself.
    fn single_words(&self, sink: &mut impl Sink) -> Gist {
        let mut gist = Gist {
            sequence: Vec::with_capacity(self.words.len()),
            first_subject: Role::NONE,
            subjects: Role::NONE,
            named: Role::NONE,
        };
        let mut quoted = false;
        for at in self.words.clone() {
            if self.parsed.words[at].kind == TokenKind::Quote {
                self.tags(Feature::Quotes, [], sink);
            }
            if self.parsed.words[at].quoted {
                // Somebody else's words, however many, are one part.
                if !quoted {
                    gist.sequence.push((FeaturePart::tag(Tag::Quotation), at));
                }
                quoted = true;
                continue;
            }
            let Some(part) = self.part(at) else {
                continue;
            };
            let subject = self.parsed.subjects[at];
            gist.subjects = gist.subjects.or(subject);
            gist.named = gist.named.or(self.parsed.names[at]);
            if gist.first_subject == Role::NONE {
                gist.first_subject = subject;
            }
            if matches!(part.name, PartName::Word(_)) {
                self.word(at, subject, sink);
            }
            gist.sequence.push((part, at));
        }
        gist
    }

    /// What a word counts as in a sequence; `None` for what says nothing.
    fn part(&self, at: usize) -> Option<FeaturePart> {
        let (parsed, name) = (self.parsed, self.parsed.names[at]);
        Some(match parsed.words[at].kind {
            TokenKind::Word if name != Role::NONE => FeaturePart::tag(tag_of(name)),
            TokenKind::Word if parsed.is(at, parsed.english.class.article) => return None,
            TokenKind::Word => self.written(at),
            TokenKind::Number => FeaturePart::tag(Tag::Number),
            TokenKind::Stop => FeaturePart::tag(match parsed.text(at) {
                "!" => Tag::Exclamation,
                "?" => Tag::Question,
                _ => Tag::Stop,
            }),
            TokenKind::Pause => FeaturePart::tag(Tag::Pause),
            TokenKind::Quote | TokenKind::Mark => return None,
        })
    }

    fn word(&self, at: usize, subject: Role, sink: &mut impl Sink) {
        let (word, side) = (self.written(at), FeaturePart::tag(side_of(subject)));
        let mut add = |feature, parts: &[FeaturePart], of| sink.add(feature, parts, at..at + 1, of);
        add(Feature::Word, &[word], self.models);
        add(Feature::SubjectAndWord, &[side, word], self.models);
        add(Feature::Stem, &[self.stem(at)], self.models);
        let named = bits(self.parsed.classes[at] & self.classes.any);
        for (class, models) in named.filter_map(|bit| self.classes.by_bit[bit]) {
            let of = models.and(self.models);
            if of != Models::NONE {
                add(Feature::Class, &[class], of);
                add(Feature::SubjectAndClass, &[side, class], of);
            }
        }
        if self.parsed.is(at, self.parsed.english.class.negation) {
            let parts = [tag_of(subject), self.author()].map(FeaturePart::tag);
            add(Feature::Negation, &parts, self.models);
        }
    }

    /// Words beside each other, and how the excerpt opens and closes.
    fn sequence(&self, sequence: &[(FeaturePart, usize)], sink: &mut impl Sink) {
        for (at, &(first, place)) in sequence.iter().enumerate() {
            let [next, after] = [1, 2].map(|on| sequence.get(at + on));
            let mut add = |feature, parts: &[FeaturePart], last: usize| {
                sink.add(feature, parts, place..last + 1, self.models);
            };
            if let Some(&(second, last)) = next {
                add(Feature::Pair, &[first, second], last);
                if let Some(&(third, last)) = after {
                    add(Feature::Around, &[first, third], last);
                    add(Feature::Triple, &[first, second, third], last);
                }
            }
        }
        let (Some((first, _)), Some((last, _))) = (sequence.first(), sequence.last()) else {
            return;
        };
        self.whole(Feature::Opening, &[*first], sink);
        self.whole(Feature::Closing, &[*last], sink);
        if let Some((second, _)) = sequence.get(1) {
            self.whole(Feature::Opening, &[*first, *second], sink);
        }
    }

    /// Who is named first and who last, and what is denied.
    fn order(&self, sequence: &[(FeaturePart, usize)], sink: &mut impl Sink) {
        let (parsed, class) = (self.parsed, &self.parsed.english.class);
        let mut denied = 0..0;
        for (place, (_, at)) in sequence.iter().enumerate() {
            let (name, kind) = (parsed.names[*at], parsed.words[*at].kind);
            if name != Role::NONE {
                let half = match 2 * place < sequence.len() {
                    true => Tag::Early,
                    false => Tag::Late,
                };
                self.tags(Feature::Place, [tag_of(name), half], sink);
            }
            if matches!(kind, TokenKind::Stop | TokenKind::Pause) {
                denied = 0..0;
            } else if parsed.is(*at, class.negation) {
                denied = place + 1..place + 1 + DENIED;
            } else if denied.contains(&place)
                && name == Role::NONE
                && kind == TokenKind::Word
                && !parsed.is(*at, class.preposition | class.auxiliary)
            {
                let side = FeaturePart::tag(side_of(parsed.subjects[*at]));
                let (word, place) = (self.stem(*at), *at..*at + 1);
                sink.add(Feature::Denied, &[word], place.clone(), self.models);
                sink.add(Feature::Denied, &[side, word], place, self.models);
            }
        }
    }

    /// Who acts and who is named; returns on whose side that is.
    fn people(&self, gist: &Gist, sink: &mut impl Sink) -> Tag {
        let (section, author) = (self.section(), self.author());
        let first = tag_of(gist.first_subject);
        self.tags(Feature::FirstSubject, [first], sink);
        self.tags(Feature::FirstSubject, [first, section, author], sink);
        for (role, tag) in ROLES {
            if gist.subjects.meets(role) {
                self.tags(Feature::Subject, [tag], sink);
                self.tags(Feature::Subject, [tag, section], sink);
            }
            if gist.named.meets(role) {
                self.tags(Feature::Named, [tag], sink);
            }
        }
        let (parsed, my) = (self.parsed, self.parsed.english.class.my);
        let possessive = |at: usize| parsed.is(at, my) && !parsed.words[at].quoted;
        let oneself = gist
            .subjects
            .meets(Role::SELF.or(Role::MY_THING).or(Role::MINE))
            || gist.named.meets(Role::SELF)
            || self.words.clone().any(possessive);
        let others = gist.subjects.meets(Role::OTHERS.or(Role::THEIR_THING));
        let who = match (oneself, others) {
            (true, true) => Tag::Both,
            (true, false) => Tag::Oneself,
            (false, true) => Tag::Others,
            (false, false) => Tag::Nobody,
        };
        self.tags(Feature::Who, [who], sink);
        self.tags(Feature::Who, [who, author], sink);
        self.tags(Feature::Who, [who, section], sink);
        who
    }

    /// What the rules of what is judged found in the writer's own words.
    fn rules(&self, who: Tag, sink: &mut impl Sink) {
        let mut any = Models::NONE;
        for hit in within(self.hits, &self.words) {
            let of = Models::taught_by(hit.code.family()).and(self.models);
            if of != Models::NONE && !hit.quoted {
                self.hit(hit, of, sink);
                any = of;
            }
        }
        if any != Models::NONE {
            let parts = [who, self.author()].map(FeaturePart::tag);
            sink.add(Feature::AnyRule, &parts, self.words.clone(), any);
        }
    }

    fn hit(&self, hit: &Hit, of: Models, sink: &mut impl Sink) {
        let class = &self.parsed.english.class;
        let code = FeaturePart::named(hit.code.as_str());
        let side = FeaturePart::tag(side_of(self.parsed.subjects[hit.words.start]));
        let mut add =
            |feature, parts: &[FeaturePart]| sink.add(feature, parts, hit.words.clone(), of);
        add(Feature::Rule, &[code]);
        let before = |most: usize| hit.words.start.saturating_sub(most).max(self.words.start);
        let mut just_before = before(3)..hit.words.start;
        if just_before.any(|at| self.parsed.is(at, class.negation)) {
            add(Feature::Rule, &[code, FeaturePart::tag(Tag::Not)]);
        }
        let mut around = before(2)..(hit.words.end + 3).min(self.words.end);
        if around.any(|at| self.parsed.is(at, class.first_person)) {
            add(Feature::Rule, &[code, FeaturePart::tag(Tag::Near)]);
        }
        if hit.trust == Trust::Sure {
            add(Feature::Sure, &[side]);
            add(Feature::Sure, &[]);
        }
        add(Feature::Rule, &[code, FeaturePart::tag(self.author())]);
        add(Feature::Rule, &[code, side]);
    }
}

/// In the order of their numbers.
const ROLES: [(Role, Tag); 14] = [
    (Role::ELIDED, Tag::Elided),
    (Role::ME, Tag::Me),
    (Role::WE, Tag::We),
    (Role::OWN, Tag::OwnParty),
    (Role::OTHER, Tag::OtherParty),
    (Role::THEY, Tag::They),
    (Role::THIRD, Tag::Third),
    (Role::NOBODY, Tag::NobodyNamed),
    (Role::EVERYONE, Tag::Everyone),
    (Role::YOU, Tag::You),
    (Role::THEIR_THING, Tag::TheirThing),
    (Role::MY_THING, Tag::MyThing),
    (Role::MINE, Tag::Mine),
    (Role::THING, Tag::AThing),
];

fn tag_of(role: Role) -> Tag {
    ROLES.get(role.first()).map_or(Tag::NoRole, |(_, tag)| *tag)
}

/// Self, others, or neither.
fn side_of(role: Role) -> Tag {
    if role.meets(Role::OWN_SIDE) {
        Tag::Oneself
    } else if role.meets(Role::OTHERS) {
        Tag::Others
    } else if role.meets(Role::OWN) {
        Tag::OwnParty
    } else if role.meets(Role::THEIR_THING) {
        Tag::Theirs
    } else if role.meets(Role::NOBODY.or(Role::EVERYONE).or(Role::YOU)) {
        Tag::People
    } else if role == Role::NONE {
        Tag::Nothing
    } else {
        Tag::Thing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_in_the_order_of_their_numbers() {
        for (number, (role, tag)) in ROLES.into_iter().enumerate() {
            assert_eq!(role.first(), number);
            assert_eq!(tag_of(role.or(Role::UNNAMED)), tag);
        }
        assert_eq!(tag_of(Role::NONE), Tag::NoRole);
        assert_eq!(tag_of(Role::UNNAMED), Tag::NoRole);
    }
}
