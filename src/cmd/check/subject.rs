//! One file: what it says, and what is wrong with it.

use super::chosen::Chosen;
use crate::check::{self, Checker, Seen, Switches, Told};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::log::{self, Decoded, Log, LogFile};
use crate::model::{Id, PostMortem};
use crate::render::Examined;
use crate::session::Session;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// One file, as it is gathered.
pub(super) struct Subject {
    pub seen: Seen,
    /// Whether it is one of those that are meant.
    pub is_meant: bool,
    /// Its text, where it was looked into.
    pub source: Option<String>,
    pub readable: bool,
    pub diagnostics: Vec<Diagnostic>,
}

pub(super) struct Examiner<'a> {
    pub checker: Checker<'a>,
    pub root: Option<&'a Path>,
    pub chosen: &'a Chosen,
}

impl Examiner<'_> {
    pub fn look(&self, page: LogFile<'_>) -> Subject {
        let path = self.root.map(|root| root.join(&page.path));
        let Some(path) = path.filter(|path| self.chosen.contains(path)) else {
            return self.examine(page.path, page.stem, page.text, false);
        };
        match self.chosen {
            Chosen::Staged(staged) => {
                let text = match staged.get(&path) {
                    Some(Some(bytes)) => log::text(bytes),
                    _ => page.text,
                };
                self.examine(page.path, page.stem, text, true)
            }
            _ => self.examine(page.path, page.stem, page.text, true),
        }
    }

    /// Files that are staged, and no longer in the working tree.
    pub fn add_gone(&self, log: &Log, subjects: &mut Vec<Subject>) {
        let Chosen::Staged(staged) = self.chosen else {
            return;
        };
        let there: HashSet<_> = subjects.iter().map(|one| one.seen.path.clone()).collect();
        for (path, bytes) in staged {
            let below = path.strip_prefix(log.root.join(log.logs()));
            let name = path.strip_prefix(&log.root).unwrap_or(path);
            let name = name.to_string_lossy().replace('\\', "/");
            if let (Ok(_), Some(bytes), false) = (below, bytes, there.contains(&name)) {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                subjects.push(self.examine(name, &stem, log::text(bytes), true));
            }
        }
    }

    pub fn examine(
        &self,
        path: String,
        stem: &str,
        text: Result<&str, Box<Diagnostic>>,
        is_meant: bool,
    ) -> Subject {
        let mut subject = Subject {
            seen: Seen {
                path,
                id: Id::from_stem(stem),
                digest: None,
                told: None,
            },
            is_meant,
            source: None,
            readable: false,
            diagnostics: Vec::new(),
        };
        let text = match text {
            Ok(text) => text,
            Err(problem) => {
                subject.diagnostics.push(*problem);
                return subject;
            }
        };
        let Decoded {
            post_mortem,
            diagnostics,
            ..
        } = log::decode(text);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        subject.seen.digest = Some(hasher.finish());
        subject.readable = post_mortem.is_some();
        subject.seen.told = post_mortem.as_ref().map(told);
        if !is_meant {
            return subject;
        }
        subject.diagnostics = diagnostics;
        let mut pointed: Vec<_> = check::name(&subject.seen.path).into_iter().collect();
        if let Some(post_mortem) = &post_mortem {
            pointed.extend(self.checker.post_mortem(stem, post_mortem));
        }
        if !pointed.is_empty() {
            subject.diagnostics.extend(log::place(text, pointed));
        }
        subject.source = Some(text.to_owned());
        subject
    }
}

fn told(post_mortem: &PostMortem) -> Told {
    Told {
        case: post_mortem.case.clone(),
        outcome: post_mortem.outcome.clone(),
        date: post_mortem.date,
    }
}

impl Subject {
    pub fn is_post_mortem(&self) -> bool {
        let stray = |one: &Diagnostic| one.code == Code::NotRead;
        !self.diagnostics.iter().any(stray)
    }

    /// What is left to be told, if anything is.
    pub fn examined(
        self,
        root: Option<&Path>,
        session: &Session<'_>,
        switches: &mut Switches<'_>,
    ) -> Option<Examined> {
        let source = self.source.unwrap_or_default();
        let comments = if self.readable {
            log::switches(&source)
        } else {
            Vec::new()
        };
        if self.diagnostics.is_empty() && comments.is_empty() {
            return None;
        }
        let mut diagnostics = switches
            .left(&source, &comments, self.diagnostics)
            .diagnostics;
        if diagnostics.is_empty() {
            return None;
        }
        in_order(&source, &mut diagnostics);
        let shown = root.map(|root| session.shown(&root.join(&self.seen.path)));
        Some(Examined {
            id: Some(self.seen.id).filter(|id| id.as_str() != "ID"),
            findings: Findings {
                path: shown.unwrap_or_else(|| self.seen.path.clone()),
                source: (!source.is_empty()).then_some(source),
                diagnostics,
            },
            path: self.seen.path,
        })
    }
}

/// By place, the file as a whole first, and each with the key it stands at.
pub(super) fn in_order(source: &str, diagnostics: &mut [Diagnostic]) {
    log::name_fields(source, diagnostics);
    diagnostics.sort_by_key(|one| {
        let start = one.place.as_ref().map(|place| place.start);
        (start, one.code.as_str())
    });
}
