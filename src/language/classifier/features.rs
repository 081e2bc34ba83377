//! What a classifier weighs: words and their neighbours, with people replaced by
//! their roles, each word together with the subject of its clause, classes of
//! words, what the rules found, and where it all stands.

use super::names::{Feature, Tag};
use crate::diagnostic::Family;
use crate::language::parsed::Parsed;
use crate::language::role::Role;
use crate::language::rules::hit::{Hit, Trust, within};
use crate::language::words::lexicon::{Classes, hash};
use crate::language::words::token::TokenKind;
use crate::model::{Fact, Party};
use std::ops::Range;

/// One part of a feature.
#[derive(Debug, Clone, Copy)]
pub enum FeaturePart {
    /// A word of the text, written out.
    Word(usize),
    /// Its first letters.
    Stem(usize),
    Tag(Tag),
    /// A class of words or the code of a rule.
    Name(PartName),
}

/// A name, and its hash.
#[derive(Debug, Clone, Copy)]
pub struct PartName {
    #[cfg_attr(not(test), expect(dead_code, reason = "the training writes it"))]
    pub text: &'static str,
    pub hash: u64,
}

impl PartName {
    pub const fn new(text: &'static str) -> Self {
        let hash = hash(text);
        Self { text, hash }
    }
}

/// Takes features: to add up their weights, or to learn these.
pub trait Sink {
    fn add(&mut self, feature: Feature, parts: &[FeaturePart], words: Range<usize>);
}

/// A class of words, and its name.
pub type NamedClass = (Classes, PartName);

/// An excerpt of text that is judged by itself.
pub struct Excerpt<'a> {
    pub parsed: &'a Parsed<'a>,
    pub words: Range<usize>,
    pub hits: &'a [Hit],
    /// What it is judged for.
    pub family: Family,
    /// Classes of words that are weighed as such.
    pub classes: &'a [NamedClass],
}

/// What the words of an excerpt come to.
struct Gist {
    /// The parts of the sequence, and the word that each stands for.
    sequence: Vec<(FeaturePart, usize)>,
    first_subject: Role,
    subjects: Role,
    named: Role,
}

/// No feature has more tags.
const MOST_TAGS: usize = 3;
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
        self.tags(Feature::Length, &[length], sink);
        // The patterns for protected traits know the sentences that their classifier
        // learns from too well: it has to see for itself.
        if self.family != Family::Protected {
            self.rules(who, sink);
        }
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
    fn tags(&self, feature: Feature, tags: &[Tag], sink: &mut impl Sink) {
        let mut parts = [FeaturePart::Tag(Tag::Top); MOST_TAGS];
        for (part, tag) in parts.iter_mut().zip(tags) {
            *part = FeaturePart::Tag(*tag);
        }
        sink.add(feature, &parts[..tags.len()], self.words.clone());
    }

    fn place(&self, sink: &mut impl Sink) {
        self.tags(Feature::Section, &[self.section(), self.author()], sink);
        if self.parsed.passage.field == Fact::Next {
            self.tags(Feature::Field, &[Tag::Next], sink);
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
                self.tags(Feature::Quotes, &[], sink);
            }
            if self.parsed.words[at].quoted {
                // Somebody else's words, however many, are one part.
                if !quoted {
                    gist.sequence.push((FeaturePart::Tag(Tag::Quotation), at));
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
            if matches!(part, FeaturePart::Word(_)) {
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
            TokenKind::Word if name != Role::NONE => FeaturePart::Tag(tag_of(name)),
            TokenKind::Word if parsed.is(at, parsed.english.class.article) => return None,
            TokenKind::Word => FeaturePart::Word(at),
            TokenKind::Number => FeaturePart::Tag(Tag::Number),
            TokenKind::Stop => FeaturePart::Tag(match parsed.text(at) {
                "!" => Tag::Exclamation,
                "?" => Tag::Question,
                _ => Tag::Stop,
            }),
            TokenKind::Pause => FeaturePart::Tag(Tag::Pause),
            TokenKind::Quote | TokenKind::Mark => return None,
        })
    }

    fn word(&self, at: usize, subject: Role, sink: &mut impl Sink) {
        let (place, side) = (at..at + 1, FeaturePart::Tag(side_of(subject)));
        let mut add = |feature, parts: &[FeaturePart]| sink.add(feature, parts, place.clone());
        add(Feature::Word, &[FeaturePart::Word(at)]);
        add(Feature::SubjectAndWord, &[side, FeaturePart::Word(at)]);
        add(Feature::Stem, &[FeaturePart::Stem(at)]);
        let has = self.parsed.classes[at];
        for (_, name) in self.classes.iter().filter(|(class, _)| has & class != 0) {
            add(Feature::Class, &[FeaturePart::Name(*name)]);
            add(Feature::SubjectAndClass, &[side, FeaturePart::Name(*name)]);
        }
        if self.parsed.is(at, self.parsed.english.class.negation) {
            let parts = [
                FeaturePart::Tag(tag_of(subject)),
                FeaturePart::Tag(self.author()),
            ];
            add(Feature::Negation, &parts);
        }
    }

    /// Words beside each other, and how the excerpt opens and closes.
    fn sequence(&self, sequence: &[(FeaturePart, usize)], sink: &mut impl Sink) {
        let part = |at: usize| sequence[at].0;
        let span = |from: usize, to: usize| sequence[from].1..sequence[to].1 + 1;
        for at in 0..sequence.len() {
            if at + 1 < sequence.len() {
                let pair = [part(at), part(at + 1)];
                sink.add(Feature::Pair, &pair, span(at, at + 1));
            }
            if at + 2 < sequence.len() {
                let around = [part(at), part(at + 2)];
                sink.add(Feature::Around, &around, span(at, at + 2));
                let triple = [part(at), part(at + 1), part(at + 2)];
                sink.add(Feature::Triple, &triple, span(at, at + 2));
            }
        }
        let (Some((first, _)), Some((last, _))) = (sequence.first(), sequence.last()) else {
            return;
        };
        sink.add(Feature::Opening, &[*first], self.words.clone());
        sink.add(Feature::Closing, &[*last], self.words.clone());
        if sequence.len() > 1 {
            sink.add(Feature::Opening, &[*first, part(1)], self.words.clone());
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
                self.tags(Feature::Place, &[tag_of(name), half], sink);
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
                let (word, side) = (FeaturePart::Stem(*at), side_of(parsed.subjects[*at]));
                sink.add(Feature::Denied, &[word], *at..at + 1);
                sink.add(
                    Feature::Denied,
                    &[FeaturePart::Tag(side), word],
                    *at..at + 1,
                );
            }
        }
    }

    /// Who acts and who is named; returns on whose side that is.
    fn people(&self, gist: &Gist, sink: &mut impl Sink) -> Tag {
        let (section, author) = (self.section(), self.author());
        let first = tag_of(gist.first_subject);
        self.tags(Feature::FirstSubject, &[first], sink);
        self.tags(Feature::FirstSubject, &[first, section, author], sink);
        for (role, tag) in ROLES {
            if gist.subjects.meets(role) {
                self.tags(Feature::Subject, &[tag], sink);
                self.tags(Feature::Subject, &[tag, section], sink);
            }
            if gist.named.meets(role) {
                self.tags(Feature::Named, &[tag], sink);
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
        self.tags(Feature::Who, &[who], sink);
        self.tags(Feature::Who, &[who, author], sink);
        self.tags(Feature::Who, &[who, section], sink);
        who
    }

    /// What the rules of the family found in the writer's own words.
    fn rules(&self, who: Tag, sink: &mut impl Sink) {
        let mut any = false;
        for hit in within(self.hits, &self.words) {
            if hit.code.family() == self.family && !hit.quoted {
                self.hit(hit, sink);
                any = true;
            }
        }
        if any {
            self.tags(Feature::AnyRule, &[who, self.author()], sink);
        }
    }

    fn hit(&self, hit: &Hit, sink: &mut impl Sink) {
        let class = &self.parsed.english.class;
        let code = FeaturePart::Name(PartName::new(hit.code.as_str()));
        let side = FeaturePart::Tag(side_of(self.parsed.subjects[hit.words.start]));
        let mut add = |feature, parts: &[FeaturePart]| sink.add(feature, parts, hit.words.clone());
        add(Feature::Rule, &[code]);
        let before = |most: usize| hit.words.start.saturating_sub(most).max(self.words.start);
        let mut just_before = before(3)..hit.words.start;
        if just_before.any(|at| self.parsed.is(at, class.negation)) {
            add(Feature::Rule, &[code, FeaturePart::Tag(Tag::Not)]);
        }
        let mut around = before(2)..(hit.words.end + 3).min(self.words.end);
        if around.any(|at| self.parsed.is(at, class.first_person)) {
            add(Feature::Rule, &[code, FeaturePart::Tag(Tag::Near)]);
        }
        if hit.trust == Trust::Sure {
            add(Feature::Sure, &[side]);
            add(Feature::Sure, &[]);
        }
        add(Feature::Rule, &[code, FeaturePart::Tag(self.author())]);
        add(Feature::Rule, &[code, side]);
    }
}

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
    let known = ROLES.iter().find(|(one, _)| role.meets(*one));
    known.map_or(Tag::NoRole, |(_, tag)| *tag)
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
