//! A dropped ball renamed in the whole log: every file is read and every new text
//! made and read back before the first one is written, and all are written or none.

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Kind};
use crate::log::edit::reword::{Declaration, Rewording, reword, reword_team};
use crate::log::read::check_whole;
use crate::log::read::text;
use crate::log::settings::TEAM_FILE;
use crate::log::write::TRIES;
use crate::log::write::change::fits;
use crate::log::write::together::{Replacement, Stop, replace_all};
use crate::log::{Log, Reading};
use crate::model::{Fact, Id, Party, Text};

/// What is renamed, and where.
#[derive(Clone, Copy)]
pub struct Renaming<'a> {
    pub word: Rewording<'a>,
    /// Whose sections.
    pub parties: &'a [Party],
    /// What becomes of the team's own vocabulary; `None` where it is left alone.
    pub team: Option<Declaration<'a>>,
}

/// A file that a renaming changes.
#[derive(Debug, Clone)]
pub struct Renamed {
    /// `None` for the team's file.
    pub id: Option<Id>,
    /// Relative to the root of the log.
    pub path: String,
    pub lists: Vec<WordList>,
    pub source: String,
    pub text: String,
}

/// One list of words, or one word, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// Such as `manager.dropped`.
    pub key: String,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

impl WordList {
    /// `None` where it stays as it is.
    fn of<W: PartialEq + ToString>(key: String, before: &[W], after: &[W]) -> Option<Self> {
        (before != after).then(|| Self {
            key,
            before: before.iter().map(W::to_string).collect(),
            after: after.iter().map(W::to_string).collect(),
        })
    }
}

impl Log {
    /// The files that would change, by date, then id, the team's last. An error
    /// where one file of the log cannot be read or may not be written.
    ///
    /// # Errors
    /// Where one file of the log cannot be read or may not be written.
    pub fn renamed(
        &self,
        reading: &Reading,
        renaming: Renaming<'_>,
    ) -> Result<Vec<Renamed>, Error> {
        let decisions = self.decisions()?;
        for broken in [&reading.broken, &decisions.broken] {
            check_whole(&self.root, broken, "hold the old word", "was renamed")?;
        }
        let mut all = Vec::new();
        let parties = renaming.parties.iter();
        let is_meant = |word: &Text| renaming.word.is_meant(word);
        for entry in reading.all() {
            let post_mortem = &entry.post_mortem;
            let mut lists = parties
                .clone()
                .map(|party| post_mortem.section(*party).balls());
            if lists.any(|list| list.iter().any(is_meant)) {
                all.push(self.renamed_in(&entry.path, renaming).map(Some));
            }
        }
        for entry in decisions.entries {
            let decision = &entry.decision;
            let is_theirs = renaming.parties.contains(&decision.party);
            if is_theirs && decision.about.iter().any(is_meant) {
                all.push(self.renamed_in_decision(&entry.path, renaming.word));
            }
        }
        if let Some(declaration) = renaming.team {
            all.push(self.renamed_in_team(declaration, renaming.word));
        }
        let (mut renamed, mut causes) = (Vec::new(), Vec::new());
        for one in all {
            match one {
                Ok(one) => renamed.extend(one),
                Err(error) => causes.push(error),
            }
        }
        match Error::all(causes) {
            None => Ok(renamed),
            Some(error) => Err(error.hint("nothing was renamed")),
        }
    }

    fn renamed_in(&self, path: &str, renaming: Renaming<'_>) -> Result<Renamed, Error> {
        let loaded = self.load(path)?;
        let old = loaded.editable(&self.root)?;
        let (text, new) = reword(&loaded.source, old, renaming.parties, renaming.word)
            .map_err(|diagnostics| self.unchanged(path, &loaded.source, diagnostics))?;
        fits(&text)?;
        let lists = old.by_party().zip(&new.sections);
        let lists = lists.filter_map(|((party, old), new)| {
            WordList::of(format!("{party}.dropped"), old.balls(), new.balls())
        });
        let lists = lists.collect();
        Ok(Renamed {
            id: Some(loaded.id),
            path: loaded.path,
            lists,
            source: loaded.source,
            text,
        })
    }

    fn renamed_in_decision(
        &self,
        path: &str,
        word: Rewording<'_>,
    ) -> Result<Option<Renamed>, Error> {
        let Some(loaded) = self.find_decision(path)? else {
            return Ok(None);
        };
        let old = &loaded.entry.decision;
        let mut new = old.clone();
        new.about = word.list(&old.about).into_iter().collect();
        let list = WordList::of(Fact::DecidedAbout.name().to_owned(), &old.about, &new.about);
        Ok(Some(Renamed {
            text: loaded.revised(&new)?,
            lists: list.into_iter().collect(),
            id: Some(loaded.entry.id),
            path: loaded.entry.path,
            source: loaded.source,
        }))
    }

    fn renamed_in_team(
        &self,
        declaration: Declaration<'_>,
        word: Rewording<'_>,
    ) -> Result<Option<Renamed>, Error> {
        let source = text::whole(&self.root.join(TEAM_FILE))?;
        let (text, new) = reword_team(&source, declaration, word)
            .map_err(|diagnostics| self.unchanged(TEAM_FILE, &source, diagnostics))?;
        if text == source {
            return Ok(None);
        }
        fits(&text)?;
        let mut lists = Vec::new();
        for (index, (old, new)) in self.team.balls.iter().zip(&new.balls).enumerate() {
            let key = |name: &str| format!("dropped_ball[{index}].{name}");
            let (before, after) = ([old.slug.clone()], [new.slug.clone()]);
            lists.extend(WordList::of(key("slug"), &before, &after));
            lists.extend(WordList::of(key("mirrors"), &old.mirrors, &new.mirrors));
        }
        lists.extend(WordList::of(
            "vocabulary.hide".to_owned(),
            &self.team.hide,
            &new.hide,
        ));
        Ok(Some(Renamed {
            id: None,
            path: TEAM_FILE.to_owned(),
            lists,
            source,
            text,
        }))
    }

    fn unchanged(&self, path: &str, source: &str, diagnostics: Vec<Diagnostic>) -> Error {
        let what = "this file cannot be changed as it is";
        self.refused(what, path, source, diagnostics)
    }

    /// Renames what `prepare` finds, and prepares anew where somebody else wrote
    /// meanwhile.
    ///
    /// # Errors
    /// What `prepare` fails with, or where a file cannot be written: then none is.
    pub fn rename_all(
        &self,
        prepare: impl Fn() -> Result<Vec<Renamed>, Error>,
        stop: Stop<'_>,
    ) -> Result<Vec<Renamed>, Error> {
        for _ in 0..TRIES {
            let renamed = prepare()?;
            let replacements = renamed.iter().map(|one| Replacement {
                file: self.root.join(&one.path),
                old: one.source.clone(),
                new: one.text.clone(),
            });
            let replacements: Vec<_> = replacements.collect();
            if renamed.is_empty() || replace_all(&self.root, &replacements, stop)? {
                return Ok(renamed);
            }
        }
        Err(Error::new(
            Kind::Io,
            "the files kept changing while they were renamed in; nothing was written",
        )
        .hint("try again"))
    }
}
