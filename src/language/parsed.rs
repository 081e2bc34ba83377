//! Who does it: each word of a text gets the role of the subject of its clause.
//! A shallow parse that knows pronouns, nouns for people, determiners, verbs and
//! what opens a clause; enough to tell "I didn't send" from "they didn't".

use super::english::{English, Mine};
use super::passage::Passage;
use super::role::Role;
use super::words::lexicon::Classes;
use super::words::split::split;
use super::words::token::{Token, TokenKind, WordCase};
use std::ops::Range;

/// A passage, and what each of its words does.
pub(super) struct Parsed<'a> {
    pub passage: Passage<'a>,
    pub english: &'a English,
    pub words: Vec<Token>,
    /// Beside each word: its classes, whom it names, and the subject of its clause.
    pub classes: Vec<Classes>,
    pub names: Vec<Role>,
    pub subjects: Vec<Role>,
    /// Sentences as ranges of words, marks included.
    pub sentences: Vec<Range<usize>>,
}

/// No noun phrase has more words.
const LONGEST_PHRASE: usize = 7;
/// At most this many adverbs stand between a subject and its verb.
const MOST_ADVERBS: usize = 3;
/// A text of at most this many words is one excerpt.
const SHORT_TEXT: usize = 45;
/// A sentence of fewer words is judged with the one before it.
const SHORT_SENTENCE: usize = 5;

impl<'a> Parsed<'a> {
    pub fn new(passage: &Passage<'a>, english: &'a English) -> Self {
        let words = split(passage.text, &english.lexicon, &english.spelling);
        let classes = words.iter().map(|word| english.lexicon.classes(word.id));
        let sentences = sentences(&words);
        let mut parsed = Self {
            passage: *passage,
            english,
            classes: classes.collect(),
            names: vec![Role::NONE; words.len()],
            subjects: vec![Role::NONE; words.len()],
            words,
            sentences: Vec::new(),
        };
        for sentence in &sentences {
            parsed.find_subjects(sentence.clone());
        }
        parsed.sentences = sentences;
        parsed
    }

    pub fn text(&self, at: usize) -> &'a str {
        &self.passage.text[self.words[at].range()]
    }

    pub fn is(&self, at: usize, class: Classes) -> bool {
        self.classes.get(at).is_some_and(|has| has & class != 0)
    }

    /// Bytes of the text that some words cover.
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let first = self.words[words.start].range();
        let last = self.words[words.end - 1].range();
        first.start..last.end
    }

    /// The excerpts that are judged by themselves: a short text whole, a long one
    /// sentence by sentence.
    pub fn excerpts(&self) -> Vec<Range<usize>> {
        if self.words.len() <= SHORT_TEXT {
            let whole = 0..self.words.len();
            return std::iter::once(whole).collect();
        }
        let mut excerpts: Vec<Range<usize>> = Vec::new();
        for sentence in &self.sentences {
            match excerpts.last_mut() {
                Some(last) if sentence.len() < SHORT_SENTENCE && last.len() < SHORT_TEXT => {
                    last.end = sentence.end;
                }
                _ => excerpts.push(sentence.clone()),
            }
        }
        excerpts
    }

    /// The sentences of an excerpt.
    pub fn sentences_of(&self, excerpt: &Range<usize>) -> &[Range<usize>] {
        let before = |word: usize| self.sentences.partition_point(|one| one.start < word);
        &self.sentences[before(excerpt.start)..before(excerpt.end)]
    }

    fn find_subjects(&mut self, sentence: Range<usize>) {
        let english = self.english;
        let class = &english.class;
        let mut subject = Role::NONE;
        let mut main = Role::NONE;
        // The last person named, for "who".
        let mut last = Role::NONE;
        let mut at = sentence.start;
        let end = sentence.end;
        while at < end {
            let word = self.words[at];
            if word.kind == TokenKind::Stop {
                (subject, main) = (Role::NONE, Role::NONE);
            }
            if word.kind != TokenKind::Word || word.quoted {
                self.subjects[at] = subject;
                at += 1;
                continue;
            }
            let pronoun = english.pronoun(self.classes[at], &self.passage);
            let after_preposition = at > sentence.start && self.is(at - 1, class.preposition);
            if pronoun != Role::NONE {
                self.names[at] = pronoun;
                let nominative = Role::SELF.or(Role::THEY).or(Role::OWN);
                if pronoun.meets(nominative)
                    || (!after_preposition && self.acts(at + 1, end))
                    || subject == Role::NONE
                {
                    subject = pronoun;
                }
            } else if self.is(at, class.relative) && last != Role::NONE {
                if self.acts(at + 1, end) {
                    subject = last;
                }
            } else if let Some((head, role)) = self.phrase(at, end) {
                let fills = subject == Role::NONE && !after_preposition;
                let person = english.is_person(self.classes[head]);
                if self.acts(head + 1, end) || (fills && person) {
                    subject = role;
                }
                for one in at..=head {
                    self.subjects[one] = subject;
                }
                self.names[head] = role;
                if person {
                    last = role;
                }
                if main == Role::NONE {
                    main = subject;
                }
                at = head + 1;
                continue;
            } else if self.is(at, class.which | class.it) && self.acts(at + 1, end) {
                subject = Role::THING;
            } else if subject == Role::NONE && self.is_verb(at) {
                subject = Role::understood(&self.passage);
            } else if self.is(at, class.joiner) && main.meets(Role::SELF) && self.acts(at + 1, end)
            {
                // "I never told them that they had moved, and didn't ask."
                subject = main;
            }
            if main == Role::NONE {
                main = subject;
            }
            if pronoun.meets(Role::THEY.or(Role::OWN)) {
                last = pronoun;
            }
            self.subjects[at] = subject;
            at += 1;
        }
    }

    /// A noun phrase that begins here: its last word, and whom it names.
    fn phrase(&mut self, at: usize, end: usize) -> Option<(usize, Role)> {
        let english = self.english;
        let class = &english.class;
        let opens = self.is(at, class.determiner)
            || english.is_person(self.classes[at])
            || self.is(at, class.modifier);
        let first_of_clause =
            at == 0 || self.words[at - 1].kind != TokenKind::Word || self.is(at - 1, class.opener);
        if !opens && (!first_of_clause || self.is_function_word(at)) {
            return None;
        }
        let mine = if self.is(at, class.my) {
            Mine::Yes
        } else {
            Mine::No
        };
        let start = at + usize::from(self.is(at, class.determiner));
        let (head, owners) = self.words_of_phrase(start..end.min(at + LONGEST_PHRASE), end, mine);
        let of_another = owners.iter().any(|(_, whose)| whose.meets(Role::OTHERS));
        for (one, whose) in owners {
            self.names[one] = whose;
        }
        let head = head?;
        let role = english.noun(self.classes[head], mine, &self.passage);
        if role != Role::NONE {
            return Some((head, role));
        }
        if !opens && !self.acts(head + 1, end) {
            return None;
        }
        let their = self.is(at, class.their) && !self.passage.is_described();
        let thing = if of_another || their && mine == Mine::No {
            Role::THEIR_THING
        } else if mine == Mine::Yes {
            Role::MY_THING
        } else {
            Role::THING
        };
        Some((head, thing))
    }

    /// The last word of a noun phrase, if it has one, and the owners before it: "the
    /// manager's brief" is a thing of the manager's.
    fn words_of_phrase(
        &self,
        words: Range<usize>,
        end: usize,
        mine: Mine,
    ) -> (Option<usize>, Vec<(usize, Role)>) {
        let (english, class) = (self.english, &self.english.class);
        let mut head = None;
        let mut owners = Vec::new();
        for at in words.clone() {
            let names_a_thing = matches!(self.words[at].kind, TokenKind::Word | TokenKind::Number);
            let pronoun = english.pronoun(self.classes[at], &self.passage);
            if !names_a_thing || pronoun != Role::NONE {
                break;
            }
            if self.is(at, class.owner) && at > words.start {
                let noun_follows = at + 1 < end
                    && self.words[at + 1].kind == TokenKind::Word
                    && !self.is_function_word(at + 1)
                    && !self.is(at + 1, class.adverb);
                if !noun_follows {
                    break;
                }
                let whose = english.noun(self.classes[at - 1], mine, &self.passage);
                owners.push((at - 1, whose));
                head = None;
                continue;
            }
            let ends = self.is_verb(at) || self.is(at, class.adverb);
            if self.is_function_word(at) || head.is_some() && ends {
                break;
            }
            head = Some(at);
        }
        (head, owners)
    }

    /// A verb stands here, perhaps after an adverb or two.
    fn acts(&self, at: usize, end: usize) -> bool {
        let adverb = |at: &usize| !self.is_verb(*at) && self.is(*at, self.english.class.adverb);
        let adverbs = (at..end).take(MOST_ADVERBS).take_while(adverb).count();
        let after = at + adverbs;
        after < end && self.is_verb(after)
    }

    pub fn is_function_word(&self, at: usize) -> bool {
        let class = &self.english.class;
        let function = class.determiner
            | class.auxiliary
            | class.preposition
            | class.opener
            | class.joiner
            | class.relative
            | class.owner;
        self.is(at, function)
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.words[at];
        if word.kind != TokenKind::Word {
            return false;
        }
        let class = &self.english.class;
        if self.is(at, class.auxiliary | class.verb) {
            return true;
        }
        !self.is(at, class.modifier)
            && word.letters != WordCase::Capitals
            && self.text(at).len() > 4
            && self.text(at).ends_with("ed")
    }
}

fn sentences(words: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let last = at + 1 == words.len();
        let more = !last && words[at + 1].kind == TokenKind::Stop;
        if last || (word.kind == TokenKind::Stop && !word.quoted && !more) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}
