//! Looking at files: which are meant, what is wrong with each and with all of
//! them together, and what of it is switched off.

use super::names::ShownNames;
use super::scope::{Chosen, Scope, absolute, is_chosen, is_stdin};
use super::subject::{Examiner, Subject, SubjectKind, in_order};
use super::{named, staged};
use crate::check::{self, Checker, Switches};
use crate::cli::Check;
use crate::diagnostic::{Code, Diagnostic, Findings, Pointed};
use crate::error::Error;
use crate::language::Language;
use crate::log::{self, Log, LogFile, TEAM_FILE, TeamSettings};
use crate::model::{Party, path_text};
use crate::render::Examined;
use crate::session::{Session, team_words};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::Search;
use std::path::Path;
use std::sync::LazyLock;

/// What came of looking.
#[derive(Default)]
pub(super) struct Examination {
    /// By log.
    pub parts: Vec<Part>,
    /// Post-mortems that were looked at.
    pub looked_at: usize,
}

/// What was found in the files of one log.
pub(super) struct Part {
    pub vocabulary: Vocabulary,
    /// Files in which something was found, by path.
    pub found: Vec<Examined>,
}

impl Examination {
    /// # Errors
    /// Where there is no log, it cannot be read, or git fails.
    pub fn of(args: &Check, session: &Session<'_>) -> Result<Self, Error> {
        let scopes = match args.staged {
            true => staged::scopes(session)?,
            false => named::scopes(args, session)?,
        };
        let names = ShownNames::new(args.format, session);
        let are_several = scopes.len() > 1;
        let language: LazyLock<Language> = LazyLock::new(Language::new);
        let logs = scopes.into_iter();
        let logs = logs.map(|scope| LogFiles::of(scope, &language, session));
        let mut logs = logs.collect::<Result<Vec<_>, _>>()?;
        let keepers = logs.windows(2);
        let are_counted_as_one = are_several
            && args.paths.is_empty()
            && !args.staged
            && keepers
                .into_iter()
                .all(|pair| pair[0].keeper == pair[1].keeper);
        if are_counted_as_one {
            for subject in logs.iter_mut().flat_map(|log| &mut log.subjects) {
                let file = subject.file.as_deref();
                subject.seen.path = file.map_or_else(String::new, |file| names.of(file));
            }
            across(logs.iter_mut().flat_map(|log| &mut log.subjects).collect());
        } else {
            for log in &mut logs {
                across(log.subjects.iter_mut().collect());
            }
        }
        let mut all = Self::default();
        for log in logs {
            let root = log.log.as_ref().map(|(log, _)| log.root.clone());
            let (mut part, looked_at) = log.examined(&names, &language);
            let found = part.found.iter_mut();
            for one in found.flat_map(|file| &mut file.findings.diagnostics) {
                one.help = one
                    .help
                    .take()
                    .map(|help| names.advice(help, root.as_deref()));
            }
            if are_several {
                // A path within its log could be one of another as well.
                for file in &mut part.found {
                    file.path.clone_from(&file.findings.path);
                }
            }
            all.looked_at += looked_at;
            all.parts.push(part);
        }
        Ok(all)
    }

    pub fn found(&self) -> Vec<&Examined> {
        self.parts.iter().flat_map(|part| &part.found).collect()
    }
}

/// The files of one log, each looked at by itself.
struct LogFiles {
    log: Option<(Log, Findings)>,
    chosen: Chosen,
    vocabulary: Vocabulary,
    keeper: Option<Party>,
    subjects: Vec<Subject>,
    /// Named, and not part of the log.
    outside: Vec<Subject>,
}

impl LogFiles {
    fn of(
        scope: Scope,
        language: &LazyLock<Language>,
        session: &Session<'_>,
    ) -> Result<Self, Error> {
        let log = scope.log.as_ref().map(|(log, _)| log);
        let root = log.map(|log| log.root.as_path());
        let no_team = TeamSettings::default();
        let team = log.map_or(&no_team, |log| &log.team);
        let vocabulary = Vocabulary::new(team_words(team));
        let keeper = root.and_then(|root| session.keeper_at(root, Some(team)));
        let (subjects, outside) = {
            let search = Search::new(&vocabulary);
            let examiner = Examiner {
                checker: Checker {
                    vocabulary: &vocabulary,
                    language,
                    today: session.context.today,
                    keeper,
                    retain: team.retain.as_deref(),
                    search: Some(&search),
                },
                root,
                chosen: &scope.chosen,
            };
            let mut subjects = Vec::new();
            if let (Some(held), Some(log)) = (&scope.held, log) {
                let pages = held.iter();
                let pages = pages.filter_map(|(path, bytes)| log.held(path, bytes.as_deref()));
                let subject = |page: LogFile<'_>| {
                    let kind = match &page.path {
                        path if log.is_beside(path) => SubjectKind::Beside,
                        path if log.is_of_decisions(path) => SubjectKind::Decision,
                        _ => SubjectKind::PostMortem,
                    };
                    examiner.look(page, kind)
                };
                subjects = pages.map(subject).collect();
            } else if let Some(log) = log {
                let look = |kind| {
                    let examiner = &examiner;
                    move |part: &mut Vec<Subject>, page: LogFile<'_>| {
                        part.push(examiner.look_at_file(page, kind));
                    }
                };
                let parts = [
                    log.each(look(SubjectKind::PostMortem))?,
                    log.each_decision(look(SubjectKind::Decision))?,
                ];
                subjects = parts.into_iter().flatten().flatten().collect();
            }
            subjects.sort_unstable_by(|one, other| one.seen.path.cmp(&other.seen.path));
            let outside = outside(&scope.paths, session, root, &subjects, &examiner)?;
            (subjects, outside)
        };
        Ok(Self {
            keeper,
            subjects,
            outside,
            vocabulary,
            log: scope.log,
            chosen: scope.chosen,
        })
    }

    /// What is found in the files, and how many post-mortems were looked at.
    fn examined(self, names: &ShownNames<'_>, language: &LazyLock<Language>) -> (Part, usize) {
        let no_team = TeamSettings::default();
        let team = self.log.as_ref().map_or(&no_team, |(log, _)| &log.team);
        let whole = self.chosen.is_none();
        let rules = check::rules(language);
        let mut switches = Switches::new(&team.ignore, &team.allow, &rules);
        let mut found = Vec::new();
        let mut looked_at = 0;
        let any = !self.subjects.is_empty();
        for subject in self.subjects.into_iter().chain(self.outside) {
            if subject.is_meant {
                looked_at += usize::from(subject.is_post_mortem());
                found.extend(subject.examined(names, &mut switches));
            }
        }
        if let Some((log, file)) = &self.log
            && is_chosen(&self.chosen, &log.root.join(TEAM_FILE))
        {
            let sound = !file.diagnostics.iter().any(Diagnostic::is_error);
            // What it says to the team git keeps as well.
            let mut file = file.clone();
            let source = file.source.clone().unwrap_or_default();
            let leaks = check::remarks(&log::remarks(&source), language);
            file.diagnostics.extend(leaks);
            let mut pointed = switches.misspelt();
            if sound {
                let (balls, questions) = (&team.balls, &team.questions);
                let words = &self.vocabulary;
                let import = [&*team.import.stages, &*team.import.outcomes];
                pointed.extend(check::team(balls, questions, &team.hide, import, words));
                if whole && any && team.retain.is_none() {
                    pointed.push(retain_unset());
                }
            }
            file.diagnostics.extend(log::place(&source, pointed));
            let comments = log::switches(&source);
            let left = switches.left(&source, &comments, file.diagnostics);
            let mut diagnostics = left.diagnostics;
            if whole {
                diagnostics.extend(log::place(&source, switches.unused()));
            }
            in_order(&source, &mut diagnostics);
            if !diagnostics.is_empty() {
                let source = file.source;
                let file = log.root.join(TEAM_FILE);
                found.push(Examined {
                    path: TEAM_FILE.to_owned(),
                    id: None,
                    findings: Findings {
                        path: names.of(&file),
                        source,
                        diagnostics,
                    },
                    file: Some(file),
                });
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        let vocabulary = self.vocabulary;
        (Part { vocabulary, found }, looked_at)
    }
}

/// What is wrong with files only because of others.
fn across(mut subjects: Vec<&mut Subject>) {
    subjects.retain(|subject| subject.kind != SubjectKind::Beside);
    let seen: Vec<_> = subjects.iter().map(|one| &one.seen).collect();
    for (position, pointed) in check::across(&seen) {
        let subject = &mut subjects[position];
        if subject.is_meant {
            let placed = log::place(subject.text(), vec![pointed]);
            subject.diagnostics.extend(placed);
        }
    }
}

/// Files that are named and not part of the log.
fn outside(
    paths: &[std::path::PathBuf],
    session: &Session<'_>,
    root: Option<&Path>,
    subjects: &[Subject],
    examiner: &Examiner<'_>,
) -> Result<Vec<Subject>, Error> {
    let mut outside = Vec::new();
    let kind = SubjectKind::PostMortem;
    let examine = |file: &Path, typed: &Path| {
        let text = log::file_at(file);
        let page = LogFile {
            path: path_text(typed),
            stem: &file.file_stem().unwrap_or_default().to_string_lossy(),
            text: text.as_deref().map_err(Clone::clone),
        };
        let file = Some(file.to_owned());
        let subject = examiner.examine(page, true, kind);
        Subject { file, ..subject }
    };
    for path in paths {
        if is_stdin(path) {
            let bytes = session.context.standard_input()?;
            let page = LogFile {
                path: "standard input".to_owned(),
                stem: "ID",
                text: log::text(&bytes),
            };
            outside.push(examiner.examine(page, true, kind));
            continue;
        }
        let whole = absolute(path, session);
        let in_log = |root: &Path| {
            let team_file = root.join(TEAM_FILE).starts_with(&whole);
            let mut files = subjects.iter().map(|one| root.join(&one.seen.path));
            team_file || files.any(|file| file.starts_with(&whole))
        };
        if root.is_some_and(in_log) {
            continue;
        }
        let below = log::files_below(&whole)?;
        for below in below.unwrap_or_else(|| vec![String::new()]) {
            let of = |path: &Path| match below.as_str() {
                "" => path.to_owned(),
                below => path.join(below),
            };
            outside.push(examine(&of(&whole), &of(path)));
        }
    }
    Ok(outside)
}

fn retain_unset() -> Pointed {
    let message = "nothing says how long sentences about people are kept";
    Pointed::of_file(
        Diagnostic::new(Code::RetainUnset, message)
            .help("such as [policy] retain = \"12m\"; `hirelog redact` strips what is older"),
    )
}
