//! Who does it: each word of a text gets the role of the subject of its clause.
//! A shallow reading that knows pronouns, nouns for people, determiners, verbs
//! and what opens a clause; enough to tell "I didn't send" from "they didn't".

use super::Passage;
use super::book::Book;
use super::lexicon::Classes;
use super::people::{Mine, Role, understood};
use super::words::{Kind, Letters, Word, split};
use std::ops::Range;

/// A passage that has been read.
pub(super) struct Reading<'a> {
    pub passage: Passage<'a>,
    pub words: Vec<Word>,
    /// Beside each word: its classes, who it names, and the subject in force.
    pub classes: Vec<Classes>,
    pub names: Vec<Role>,
    pub subjects: Vec<Role>,
    /// Sentences as ranges of words, marks included.
    pub sentences: Vec<Range<usize>>,
}

/// The classes of words that hold a sentence together.
pub(super) struct Grammar {
    pub determiner: Classes,
    pub my: Classes,
    pub their: Classes,
    pub auxiliary: Classes,
    pub verb: Classes,
    pub adverb: Classes,
    pub preposition: Classes,
    pub opener: Classes,
    pub joiner: Classes,
    pub relative: Classes,
    pub owner: Classes,
    pub modifier: Classes,
    pub which: Classes,
    pub it: Classes,
}

/// No noun phrase is longer.
const PHRASE: usize = 7;

impl<'a> Reading<'a> {
    pub fn new(passage: &Passage<'a>, book: &Book) -> Self {
        let words = split(passage.text, &book.lexicon, &book.spelling);
        let classes: Vec<Classes> = words
            .iter()
            .map(|word| book.lexicon.classes(word.id))
            .collect();
        let sentences = sentences(&words);
        let mut reading = Self {
            passage: *passage,
            names: vec![Role::NONE; words.len()],
            subjects: vec![Role::NONE; words.len()],
            words,
            classes,
            sentences: Vec::new(),
        };
        for sentence in &sentences {
            reading.find_subjects(sentence.clone(), book);
        }
        reading.sentences = sentences;
        reading
    }

    pub fn text(&self, at: usize) -> &'a str {
        &self.passage.text[self.words[at].range()]
    }

    pub fn is(&self, at: usize, class: Classes) -> bool {
        self.classes.get(at).is_some_and(|has| has & class != 0)
    }

    fn find_subjects(&mut self, sentence: Range<usize>, book: &Book) {
        let grammar = &book.grammar;
        let mut subject = Role::NONE;
        let mut main = Role::NONE;
        // The last person named, for "who".
        let mut last = Role::NONE;
        let mut at = sentence.start;
        let end = sentence.end;
        while at < end {
            let word = self.words[at];
            if word.kind == Kind::Stop {
                (subject, main) = (Role::NONE, Role::NONE);
            }
            if word.kind != Kind::Word || word.quoted {
                self.subjects[at] = subject;
                at += 1;
                continue;
            }
            let pronoun = book.nouns.pronoun(self.classes[at], &self.passage);
            let after_preposition = at > sentence.start && self.is(at - 1, grammar.preposition);
            if pronoun != Role::NONE {
                self.names[at] = pronoun;
                let nominative = Role::SELF.or(Role::THEY).or(Role::OWN);
                if pronoun.meets(nominative)
                    || (!after_preposition && self.acts(at + 1, end, grammar))
                    || subject == Role::NONE
                {
                    subject = pronoun;
                }
            } else if self.is(at, grammar.relative) && last != Role::NONE {
                if self.acts(at + 1, end, grammar) {
                    subject = last;
                }
            } else if let Some((head, role)) = self.phrase(at, end, book) {
                let fills = subject == Role::NONE && !after_preposition;
                let person = book.nouns.is_person(self.classes[head]);
                if self.acts(head + 1, end, grammar) || (fills && person) {
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
            } else if self.is(at, grammar.which | grammar.it) && self.acts(at + 1, end, grammar) {
                subject = Role::THING;
            } else if subject == Role::NONE && self.is_verb(at, grammar) {
                subject = understood(&self.passage);
            } else if self.is(at, grammar.joiner)
                && main.meets(Role::SELF)
                && self.acts(at + 1, end, grammar)
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
    fn phrase(&mut self, at: usize, end: usize, book: &Book) -> Option<(usize, Role)> {
        let grammar = &book.grammar;
        let opens = self.is(at, grammar.determiner)
            || book.nouns.is_person(self.classes[at])
            || self.is(at, grammar.modifier);
        let first_of_clause =
            at == 0 || self.words[at - 1].kind != Kind::Word || self.is(at - 1, grammar.opener);
        if !opens && (!first_of_clause || self.is_function_word(at, grammar)) {
            return None;
        }
        let mine = if self.is(at, grammar.my) {
            Mine::Yes
        } else {
            Mine::No
        };
        let mut owner = match () {
            () if self.is(at, grammar.my) => Role::MY_THING,
            () if self.is(at, grammar.their) && !self.passage.is_described() => Role::THEIR_THING,
            () => Role::THING,
        };
        let mut head = None;
        let mut owners = Vec::new();
        let start = at + usize::from(self.is(at, grammar.determiner));
        for one in start..end.min(at + PHRASE) {
            let word = self.words[one];
            let pronoun = book.nouns.pronoun(self.classes[one], &self.passage);
            if word.kind != Kind::Word && word.kind != Kind::Number || pronoun != Role::NONE {
                break;
            }
            if self.is(one, grammar.owner) && one > start {
                // The manager's brief: a thing of the manager's.
                let whose = book.nouns.noun(self.classes[one - 1], mine, &self.passage);
                let noun_follows = one + 1 < end
                    && self.words[one + 1].kind == Kind::Word
                    && !self.is_function_word(one + 1, grammar)
                    && !self.is(one + 1, grammar.adverb);
                if !noun_follows {
                    break;
                }
                if whose.meets(Role::OTHERS) {
                    owner = Role::THEIR_THING;
                }
                owners.push((one - 1, whose));
                head = None;
                continue;
            }
            if self.is_function_word(one, grammar) {
                break;
            }
            if head.is_some() && (self.is_verb(one, grammar) || self.is(one, grammar.adverb)) {
                break;
            }
            head = Some(one);
        }
        for (one, whose) in owners {
            self.names[one] = whose;
        }
        let head = head?;
        let role = book.nouns.noun(self.classes[head], mine, &self.passage);
        if role == Role::NONE {
            if !opens && !self.acts(head + 1, end, grammar) {
                return None;
            }
            return Some((head, owner));
        }
        Some((head, role))
    }

    /// A verb stands here, perhaps after an adverb or two.
    fn acts(&self, at: usize, end: usize, grammar: &Grammar) -> bool {
        let mut at = at;
        let most = at + 3;
        while at < end && at < most && self.is(at, grammar.adverb) {
            if self.is_verb(at, grammar) {
                return true;
            }
            at += 1;
        }
        at < end && self.is_verb(at, grammar)
    }

    fn is_function_word(&self, at: usize, grammar: &Grammar) -> bool {
        let function = grammar.determiner
            | grammar.auxiliary
            | grammar.preposition
            | grammar.opener
            | grammar.joiner
            | grammar.relative;
        self.is(at, function) || self.classes[at] & grammar.owner != 0
    }

    pub fn is_verb(&self, at: usize, grammar: &Grammar) -> bool {
        let word = self.words[at];
        if word.kind != Kind::Word {
            return false;
        }
        if self.classes[at] & (grammar.auxiliary | grammar.verb) != 0 {
            return true;
        }
        self.classes[at] & grammar.modifier == 0
            && word.letters != Letters::Capitals
            && self.text(at).len() > 4
            && self.text(at).ends_with("ed")
    }
}

fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let last = at + 1 == words.len();
        let more = !last && words[at + 1].kind == Kind::Stop;
        if last || (word.kind == Kind::Stop && !word.quoted && !more) {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}
