//! One file: what it says, and what is wrong with it.

use super::names::ShownNames;
use super::scope::{Chosen, is_chosen};
use crate::check::{self, Checker, Seen, Switches, Told};
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::log::{self, Decoded, LogFile, Remark};
use crate::model::{Id, Party, PostMortem};
use crate::render::Examined;
use foldhash::fast::FixedState;
use std::hash::BuildHasher;
use std::path::{Path, PathBuf};

/// What a file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SubjectKind {
    PostMortem,
    Decision,
    /// Nothing that hirelog reads; git keeps what it says all the same.
    Beside,
}

/// One file, as it is gathered.
pub(super) struct Subject {
    pub seen: Seen,
    /// Where it lies; nothing for what came by standard input.
    pub file: Option<PathBuf>,
    /// Whether it is one of those that are meant.
    pub is_meant: bool,
    pub kind: SubjectKind,
    /// Its text, where something may be told of it.
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
    pub fn look(&self, page: LogFile<'_>, kind: SubjectKind) -> Subject {
        let file = self.root.map(|root| root.join(&page.path));
        let is_meant = file
            .as_deref()
            .is_some_and(|file| is_chosen(self.chosen, file));
        let mut subject = self.examine(page, is_meant, kind);
        if is_meant {
            let named = check::in_names(&subject.seen.path, self.checker.language);
            subject.diagnostics.extend(named);
        }
        Subject { file, ..subject }
    }

    /// The same of a file that can be read once more: most have nothing wrong with them,
    /// and the texts of all are most of a log.
    pub fn look_at_file(&self, page: LogFile<'_>, kind: SubjectKind) -> Subject {
        let mut subject = self.look(page, kind);
        let is_told = |text: &str| !log::switches(text).is_empty();
        if subject.diagnostics.is_empty() && !subject.source.as_deref().is_some_and(is_told) {
            subject.source = None;
        }
        subject
    }

    pub fn examine(&self, page: LogFile<'_>, is_meant: bool, kind: SubjectKind) -> Subject {
        let LogFile { path, stem, text } = page;
        let mut subject = Subject {
            seen: Seen {
                path,
                id: Id::from_stem(stem),
                digest: None,
                import: None,
                told: None,
            },
            file: None,
            is_meant,
            kind,
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
        if kind == SubjectKind::Beside {
            subject.readable = true;
            return self.with_remarks(subject, text, &lines(text));
        }
        if kind == SubjectKind::Decision {
            let (decision, diagnostics) = log::decode_decision(text);
            subject.readable = decision.is_some();
            subject.diagnostics = diagnostics;
            let pointed = decision.map(|decision| self.checker.decision(stem, &decision));
            let placed = log::place(text, pointed.unwrap_or_default());
            subject.diagnostics.extend(placed);
            return self.with_remarks(subject, text, &log::decision_remarks(text));
        }
        let Decoded {
            post_mortem,
            rest,
            diagnostics,
            is_plain,
            ..
        } = log::decode(text);
        subject.seen.import = log::ImportOrigin::of(text.as_bytes()).map(|origin| origin.import());
        subject.seen.digest = Some(FixedState::default().hash_one(text));
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
        if let Some(rest) = &rest {
            pointed.extend(self.checker.rest(stem, rest));
        }
        if !pointed.is_empty() {
            subject.diagnostics.extend(log::place(text, pointed));
        }
        self.with_remarks(subject, text, &log::remarks_beside(text, is_plain))
    }

    fn with_remarks(&self, mut subject: Subject, text: &str, remarks: &[Remark<'_>]) -> Subject {
        if !remarks.is_empty() {
            let leaks = check::remarks(remarks, self.checker.language);
            subject.diagnostics.extend(leaks);
        }
        subject.source = Some(text.to_owned());
        subject
    }
}

/// The lines of a text.
fn lines(text: &str) -> Vec<Remark<'_>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let from = start;
        start += line.len();
        (from..start, line.into())
    });
    lines.collect()
}

fn told(post_mortem: &PostMortem) -> Told {
    Told {
        case: post_mortem.case.clone(),
        outcome: post_mortem.outcome.clone(),
        date: post_mortem.date,
        role: post_mortem.role.clone(),
        team: post_mortem.team.clone(),
        written: { Party::ALL.into_iter() }
            .filter(|party| post_mortem.section(*party).is_written())
            .collect(),
    }
}

impl Subject {
    pub fn is_post_mortem(&self) -> bool {
        let stray = |one: &Diagnostic| one.code == Code::NotRead;
        self.kind == SubjectKind::PostMortem && !self.diagnostics.iter().any(stray)
    }

    /// Its text, read once more where it was not kept.
    pub fn text(&mut self) -> &str {
        let read = || log::file_at(self.file.as_deref()?).ok();
        if self.source.is_none() {
            self.source = read();
        }
        self.source.as_deref().unwrap_or_default()
    }

    /// What is left to be told, if anything is.
    pub fn examined(self, names: &ShownNames<'_>, switches: &mut Switches<'_>) -> Option<Examined> {
        let source = self.source.unwrap_or_default();
        let comments = log::switches(&source);
        if self.diagnostics.is_empty() && comments.is_empty() {
            return None;
        }
        let mut diagnostics = switches
            .left(&source, &comments, self.diagnostics)
            .diagnostics;
        if !self.readable {
            // What a comment switches off may be in what could not be read.
            diagnostics.retain(|one| one.code != Code::SwitchUnused);
        }
        if diagnostics.is_empty() {
            return None;
        }
        in_order(&source, &mut diagnostics);
        let shown = self.file.as_deref().map(|file| names.of(file));
        Some(Examined {
            file: self.file,
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
