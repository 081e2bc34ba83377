//! What is wrong with a log beyond its syntax: words nobody declared, sections
//! and dates that cannot be, files that say the same; and which findings a team
//! has switched off. Rules name a key and never a byte, and touch no disk.

mod days;
mod files;
mod sections;
mod sentences;
mod switches;
mod team;
mod words;

pub use days::ahead;
pub use files::{Seen, Told, across, name};
pub use sentences::{hidden_in_slug, in_names, remarks};
pub use switches::Switches;
pub use team::team;
pub use words::folded;

use crate::diagnostic::{Code, Pointed, Rule};
use crate::language::Language;
use crate::model::{Day, Decision, Fact, Id, Party, PostMortem};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::Search;
use sentences::Reads;
use std::sync::LazyLock;

/// What the rules go by.
#[derive(Clone, Copy)]
pub struct Checker<'a> {
    pub vocabulary: &'a Vocabulary,
    /// Read when there is a first sentence.
    pub language: &'a LazyLock<Language>,
    pub today: Day,
    /// The party that keeps the log for itself, where one does.
    pub keeper: Option<Party>,
    /// How long sentences are kept, such as `12m`.
    pub retain: Option<&'a str>,
    /// Set up once a sentence has to be compared; none compares none.
    pub search: Option<&'a Search<'a>>,
}

impl Checker<'_> {
    /// What is wrong with one post-mortem, taken by itself.
    pub fn post_mortem(&self, stem: &str, post_mortem: &PostMortem) -> Vec<Pointed> {
        self.look_at(stem, post_mortem, sentences::everything)
    }

    /// The same without advice on sentences, which takes most of the time.
    pub fn without_advice(&self, stem: &str, post_mortem: &PostMortem) -> Vec<Pointed> {
        self.look_at(stem, post_mortem, sentences::leaking)
    }

    fn look_at(&self, stem: &str, post_mortem: &PostMortem, read: Reads) -> Vec<Pointed> {
        let mut found = Vec::new();
        words::check(post_mortem, self.vocabulary, &mut found);
        words::place(post_mortem, self.vocabulary, &mut found);
        let id = Id::from_stem(stem);
        days::check(stem, &id, post_mortem, self.today, self.retain, &mut found);
        sections::check(&id, post_mortem, self.today, self.keeper, &mut found);
        sections::balls(post_mortem, self.vocabulary, self.search, &mut found);
        sentences::check(
            post_mortem,
            self.vocabulary,
            self.language,
            read,
            &mut found,
        );
        found
    }

    /// What is wrong with what could be read of a file that is no post-mortem as it is:
    /// its words, its sentences, its day. What is not there may be in what could not be
    /// read.
    pub fn rest(&self, stem: &str, rest: &PostMortem) -> Vec<Pointed> {
        let mut found = Vec::new();
        words::check(rest, self.vocabulary, &mut found);
        if rest.date != Day::FIRST {
            let id = Id::from_stem(stem);
            days::check(stem, &id, rest, self.today, None, &mut found);
        }
        sentences::check(
            rest,
            self.vocabulary,
            self.language,
            sentences::everything,
            &mut found,
        );
        found
    }

    /// What is wrong with one decision, taken by itself: by the rules of a section, its balls as
    /// what the section drops, its sentence as what the party does next.
    pub fn decision(&self, stem: &str, decision: &Decision) -> Vec<Pointed> {
        let mut told = PostMortem::new(decision.date, "");
        let section = told.section_mut(decision.party);
        section.by = Some(decision.party);
        section.dropped = Some(decision.about.clone());
        section.next.clone_from(&decision.next);
        let mut found = Vec::new();
        words::check(&told, self.vocabulary, &mut found);
        let id = Id::from_stem(stem);
        days::check(stem, &id, &told, self.today, self.retain, &mut found);
        sentences::check(
            &told,
            self.vocabulary,
            self.language,
            sentences::everything,
            &mut found,
        );
        // There is no outcome that could be a wrong word.
        found.retain(|one| one.field.as_deref() != Some(Fact::Outcome.name()));
        for one in &mut found {
            if one.diagnostic.code == Code::OtherParty {
                let help = "a decision is of one party; make another one of that ball";
                one.diagnostic.help = Some(help.to_owned());
            }
            let field = one.field.take();
            one.field = field.map(|field| match field.rsplit_once('.') {
                Some((_, section)) => section.replace(Fact::Dropped.name(), "about"),
                None => field,
            });
        }
        found
    }
}

/// What is wrong with the words of one post-mortem, by the vocabulary alone.
pub fn words(post_mortem: &PostMortem, vocabulary: &Vocabulary) -> Vec<Pointed> {
    let mut found = Vec::new();
    words::check(post_mortem, vocabulary, &mut found);
    found
}

/// The table of all rules, by code: those of this room, and those of the
/// language room.
pub fn rules(language: &Language) -> Vec<Rule> {
    let structure = Code::ALL.iter().map(|code| Rule {
        code: *code,
        severity: code.severity(),
        title: code.title().to_owned(),
        explanation: code.explanation(),
    });
    structure.chain(sentences::rules(language)).collect()
}
