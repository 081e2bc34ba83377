//! The old and the new word of a renaming, as the vocabulary sees them, and
//! whether it makes sense to turn one into the other.

use crate::cli::Vocab;
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::language::Language;
use crate::log::{Declaration, Log, Reading};
use crate::model::{DroppedBall, Entry, Party, slug};
use crate::talk::shell_word;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};
use crate::writing::words::no_ball;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The two words, as the vocabulary sees them.
pub(super) struct WordPair<'v> {
    pub vocabulary: &'v Vocabulary,
    pub typed_old: String,
    typed_new: String,
    /// The slugs.
    pub old: String,
    pub new: String,
    /// What declares them, if anything does.
    pub old_ball: Option<&'v DroppedBall>,
    pub new_ball: Option<&'v DroppedBall>,
    /// The team's file declares the old one.
    pub team_declares: bool,
    /// Whose sections are looked through.
    pub parties: Vec<Party>,
}

impl<'v> WordPair<'v> {
    /// # Errors
    /// Where the new word cannot be one, and why.
    pub fn read(
        typed_old: &str,
        typed_new: &str,
        party: Option<Party>,
        log: &Log,
        vocabulary: &'v Vocabulary,
    ) -> Result<Self, Error> {
        let old = vocabulary.known(typed_old);
        let mut new = vocabulary.known(typed_new);
        let mut new_ball = vocabulary.ball(typed_new);
        if new_ball.is_none()
            && let Some(no_ball) = no_ball(typed_new, &LazyLock::new(Language::new))
        {
            return Err(no_ball);
        }
        let team_declares = log.team.balls.iter().any(|ball| ball.slug == old.slug);
        // Another name of the same ball: a team may make it the first one.
        let typed_slug = slug(typed_new);
        if new.slug == old.slug && typed_slug != old.slug && slug(typed_old) == old.slug {
            if !team_declares || party.is_some() {
                let slug = &old.slug;
                return Err(Error::usage(format!(
                    "`{typed_new}` is another name of `{slug}`, and whatever is written counts as `{slug}`"
                ))
                .hint(format!("to write {slug} everywhere: hirelog vocab rename {} {slug}", shell_word(typed_new))));
            }
            new.slug = typed_slug.into();
            new_ball = None;
        }
        let old_slug = old.slug.into_owned();
        Ok(Self {
            vocabulary,
            typed_old: typed_old.to_owned(),
            typed_new: typed_new.to_owned(),
            new: new.slug.into_owned(),
            old: old_slug,
            old_ball: vocabulary.ball(typed_old),
            new_ball,
            team_declares,
            parties: party.map_or(Party::ALL.to_vec(), |party| vec![party]),
        })
    }

    pub fn is_old(&self, word: &str) -> bool {
        self.vocabulary.known(word).slug == self.old
    }

    pub fn is_new(&self, word: &str) -> bool {
        self.vocabulary.known(word).slug == self.new
    }

    pub fn declaration(&self) -> Declaration<'_> {
        if self.team_declares && self.new_ball.is_none() {
            Declaration::Moves(&self.old)
        } else {
            Declaration::Stays
        }
    }

    /// Post-mortems that drop the new one, before and after.
    pub fn counted(&self, entries: &[Entry]) -> (usize, usize) {
        let drops = |entry: &Entry, counts: &dyn Fn(Party, &str) -> bool| {
            let mut sections = entry.post_mortem.by_party();
            sections.any(|(party, section)| section.balls().iter().any(|word| counts(party, word)))
        };
        let before = |_: Party, word: &str| self.is_new(word);
        let after = |party: Party, word: &str| {
            self.is_new(word) || self.parties.contains(&party) && self.is_old(word)
        };
        let count = |counts: &dyn Fn(Party, &str) -> bool| {
            entries.iter().filter(|entry| drops(entry, counts)).count()
        };
        (count(&before), count(&after))
    }

    /// What a team may say in `hirelog.toml` to those who still have the old word in their
    /// fingers.
    pub fn advice(&self) -> String {
        let (old, new) = (&self.old, &self.new);
        match self.old_ball {
            _ if old == new => String::new(),
            Some(_) if !self.team_declares => format!(
                "{old} stays in the built-in vocabulary; to stop offering it, put it into `hide` of [vocabulary] in hirelog.toml\n"
            ),
            _ => format!(
                "for fingers that still type {old}, put it into the aliases of {new} in hirelog.toml\n"
            ),
        }
    }

    /// Post-mortems in which the section of a party says the old one.
    fn said_by(&self, party: Party, reading: &Reading) -> usize {
        let says = |entry: &&Entry| {
            let dropped = entry.post_mortem.section(party).balls();
            dropped.iter().any(|word| self.is_old(word))
        };
        reading.entries.iter().filter(says).count()
    }

    /// Whether it makes sense at all.
    ///
    /// # Errors
    /// Where nobody says the old word, or the new one is not of the party.
    pub fn check(&self, reading: &Reading, args: &Vocab) -> Result<(), Error> {
        let said = |party: &Party| self.said_by(*party, reading) > 0;
        if self.old_ball.is_none() && !Party::ALL.iter().any(said) && reading.broken.is_empty() {
            return Err(self.nobody_says(&reading.entries));
        }
        let Some(new) = self.new_ball.filter(|_| self.new != self.old) else {
            return Ok(());
        };
        let meant = match args.party.or(self.old_ball.map(|old| old.party)) {
            Some(party) => vec![party],
            None => Party::ALL.into_iter().filter(said).collect(),
        };
        let Some(other) = meant.into_iter().find(|party| *party != new.party) else {
            return Ok(());
        };
        let (ours, theirs) = (new.party.title(), other.title());
        let own = said(&new.party) && args.party.is_none();
        let own = own.then(|| {
            format!(
                "in the {ours}'s sections alone: hirelog vocab rename {} {} --as {}",
                shell_word(&self.typed_old),
                self.new,
                new.party
            )
        });
        Err(Error::usage(format!(
            "`{}` is the {ours}'s ball, and `{}` is said of the {theirs}: one word cannot stand for both",
            self.new, self.old
        ))
        .maybe_hint(own)
        .hint(format!(
            "find the {theirs}'s word for it: hirelog vocab {} --as {other}",
            self.old.replace('-', " ")
        )))
    }

    fn nobody_says(&self, entries: &[Entry]) -> Error {
        let typed = &self.typed_old;
        let sections = entries.iter().flat_map(|entry| &entry.post_mortem.sections);
        let said: BTreeSet<_> = sections
            .flat_map(|section| section.balls())
            .map(|word| self.vocabulary.known(word).slug)
            .collect();
        let near = nearest(&self.old, said.iter().map(AsRef::as_ref));
        let (vocabulary, is) = (self.vocabulary, |kind: &str| {
            format!("{typed} is {kind}; only dropped balls are renamed")
        });
        let kind = None
            .or_else(|| vocabulary.priority(typed).map(|_| is("a priority")))
            .or_else(|| vocabulary.stage(typed).map(|_| is("a stage")))
            .or_else(|| vocabulary.outcome(typed).map(|_| is("an outcome")));
        Error::usage(format!("nothing in the log drops `{typed}`"))
            .maybe_hint(near.map(|near| format!("did you mean {near}?")))
            .maybe_hint(kind)
            .hint(format!(
                "to look for these words, put them in quotes: hirelog vocab 'rename {typed} {}'",
                self.typed_new
            ))
    }

    /// Warnings about the two words.
    pub fn notes(&self) -> String {
        let mut notes = String::new();
        let spelt = |typed: &str, slug: &str| {
            (typed != slug).then(|| format!("note: `{typed}` is written as {slug}\n"))
        };
        if self.old != self.new {
            let folded = self.typed_old != self.old;
            let old = folded.then(|| format!("note: `{}` is {}\n", self.typed_old, self.old));
            notes.extend(old);
        }
        notes.extend(spelt(&self.typed_new, &self.new));
        if self.new_ball.is_none() && !self.team_declares {
            let search = Search::new(self.vocabulary);
            let hints = Hints {
                party: self.old_ball.map(|ball| ball.party),
                stage: None,
                outcome: None,
            };
            let near = search.nearest(&self.new, hints);
            let near = near.map(|near| near.slug.as_str());
            let near = near.filter(|near| *near != self.old);
            notes += &format!(
                "note: {} is new to the vocabulary{}\n",
                self.new,
                near.map(|near| format!("; did you mean {near}?"))
                    .unwrap_or_default()
            );
        }
        notes
    }
}
