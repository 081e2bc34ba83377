//! Looking at files: which are meant, what is wrong with each and with all of
//! them together, and what of it is switched off.

use super::chosen::{Chosen, absolute, is_stdin};
use super::subject::{Examiner, Subject, in_order};
use crate::check::{self, Checker, Switches};
use crate::cli::Check;
use crate::diagnostic::{Code, Diagnostic, Findings, Pointed};
use crate::error::Error;
use crate::language::Language;
use crate::log::{self, Log, TEAM_FILE, TeamSettings};
use crate::render::Examined;
use crate::session::{Session, team_words};
use crate::vocabulary::Vocabulary;
use std::path::Path;

/// What came of looking.
pub(super) struct Examination {
    pub vocabulary: Vocabulary,
    /// Post-mortems that were looked at.
    pub looked_at: usize,
    /// Files in which something was found, by path.
    pub found: Vec<Examined>,
}

impl Examination {
    pub fn of(args: &Check, session: &Session<'_>) -> Result<Self, Error> {
        let (chosen, root) = Chosen::by(args, session)?;
        let opened = root.as_deref().map(Log::open_as_far_as_possible);
        let (log, team_file) = match opened {
            Some(Ok((log, team_file))) => (Some(log), Some(team_file)),
            // Files that are named are checked wherever they are.
            Some(Err(error)) if args.paths.is_empty() => return Err(error),
            _ => (None, None),
        };
        let root = log.as_ref().map(|log| log.root.clone());
        let no_team = TeamSettings::default();
        let team = log.as_ref().map_or(&no_team, |log| &log.team);
        let vocabulary = Vocabulary::new(team_words(team));
        let language = Language::new();
        let examiner = Examiner {
            checker: Checker {
                vocabulary: &vocabulary,
                language: &language,
                today: session.context.today,
                retain: team.retain.as_deref(),
            },
            root: root.as_deref(),
            chosen: &chosen,
        };
        let mut subjects = Vec::new();
        if let Some(log) = &log {
            let parts = log.each(|part: &mut Vec<Subject>, page| part.push(examiner.look(page)))?;
            subjects = parts.into_iter().flatten().collect();
            examiner.add_gone(log, &mut subjects);
            subjects.sort_unstable_by(|one, other| one.seen.path.cmp(&other.seen.path));
        }
        let outside = outside(args, session, root.as_deref(), &subjects, &examiner)?;
        across(&mut subjects);
        let whole = matches!(chosen, Chosen::All);
        let rules = check::rules(&language);
        let mut switches = Switches::new(&team.ignore, &team.allow, &rules);
        let mut found = Vec::new();
        let mut looked_at = 0;
        let any = !subjects.is_empty();
        for subject in subjects.into_iter().chain(outside) {
            if subject.is_meant {
                looked_at += usize::from(subject.is_post_mortem());
                found.extend(subject.examined(root.as_deref(), session, &mut switches));
            }
        }
        if let (Some(log), Some(file)) = (&log, team_file)
            && chosen.contains(&log.root.join(TEAM_FILE))
        {
            let file = staged_team_file(&chosen, &log.root, file);
            let sound = !file.diagnostics.iter().any(Diagnostic::is_error);
            let mut pointed = switches.misspelt();
            if sound {
                let (balls, questions) = (&team.balls, &team.questions);
                pointed.extend(check::team(balls, questions, &team.hide, &vocabulary));
                if whole && any && team.retain.is_none() {
                    pointed.push(retain_unset());
                }
            }
            let findings = of_team(file, pointed, whole, &mut switches);
            if !findings.diagnostics.is_empty() {
                let path = session.shown(&log.root.join(TEAM_FILE));
                found.push(Examined {
                    path: TEAM_FILE.to_owned(),
                    id: None,
                    findings: Findings { path, ..findings },
                });
            }
        }
        found.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self {
            vocabulary,
            looked_at,
            found,
        })
    }
}

/// What is wrong with files only because of others.
fn across(subjects: &mut [Subject]) {
    let seen: Vec<_> = subjects.iter().map(|one| one.seen.clone()).collect();
    for (position, pointed) in check::across(&seen) {
        let subject = &mut subjects[position];
        if subject.is_meant {
            let source = subject.source.as_deref().unwrap_or_default();
            subject
                .diagnostics
                .extend(log::place(source, vec![pointed]));
        }
    }
}

/// Files that are named and not part of the log.
fn outside(
    args: &Check,
    session: &Session<'_>,
    root: Option<&Path>,
    subjects: &[Subject],
    examiner: &Examiner<'_>,
) -> Result<Vec<Subject>, Error> {
    let mut outside = Vec::new();
    let examine = |path: &Path, shown: &str| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = log::file_at(path);
        let text = text.as_deref().map_err(Clone::clone);
        examiner.examine(shown.to_owned(), &stem, text, true)
    };
    for path in &args.paths {
        if is_stdin(path) {
            let bytes = session.context.standard_input()?;
            let path = "standard input".to_owned();
            outside.push(examiner.examine(path, "ID", log::text(&bytes), true));
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
        match log::files_below(&whole)? {
            None => outside.push(examine(&whole, &path.display().to_string())),
            Some(files) => {
                for file in files {
                    outside.push(examine(
                        &whole.join(&file),
                        &path.join(&file).display().to_string(),
                    ));
                }
            }
        }
    }
    Ok(outside)
}

/// The team's file as the next commit would hold it.
fn staged_team_file(chosen: &Chosen, root: &Path, file: Findings) -> Findings {
    let Chosen::Staged(staged) = chosen else {
        return file;
    };
    match staged.get(&root.join(TEAM_FILE)) {
        Some(Some(bytes)) => match log::text(bytes) {
            Ok(text) => log::team_findings(TEAM_FILE, text),
            Err(problem) => Findings {
                source: None,
                diagnostics: vec![*problem],
                ..file
            },
        },
        _ => file,
    }
}

fn retain_unset() -> Pointed {
    let message = "nothing says how long sentences about people are kept";
    Pointed::of_file(
        Diagnostic::new(Code::RetainUnset, message)
            .help("such as [policy] retain = \"12m\"; `hirelog redact` strips what is older"),
    )
}

fn of_team(
    mut file: Findings,
    pointed: Vec<Pointed>,
    whole: bool,
    switches: &mut Switches<'_>,
) -> Findings {
    let source = file.source.clone().unwrap_or_default();
    file.diagnostics.extend(log::place(&source, pointed));
    let comments = log::switches(&source);
    file.diagnostics = switches
        .left(&source, &comments, file.diagnostics)
        .diagnostics;
    if whole {
        file.diagnostics
            .extend(log::place(&source, switches.unused()));
    }
    in_order(&source, &mut file.diagnostics);
    file
}
