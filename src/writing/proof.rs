//! Whether the hook guards, by trying it: what nobody may commit is planted in an index
//! that is thrown away, and the hook is run on it.

use crate::check;
use crate::context::{HookRun, Repository};
use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::error::Error;
use crate::language::Language;
use crate::log::{self, HOOKS, Hook, InstalledHook, Log};
use crate::render::Examined;
use crate::session::Session;
use crate::talk::{Talk, visible};
use std::path::{Path, PathBuf};

/// What is planted, by its code: the lines of a post-mortem. Every family with an error
/// has one.
const LEAKS: [(&str, &str); 8] = [
    ("HL501", "tldr = \"Mail jo@example.com to ask.\"\n"),
    ("HL502", "tldr = \"Rang +44 7700 900123 twice.\"\n"),
    (
        "HL602",
        "tldr = \"She is pregnant and would be out by spring.\"\n",
    ),
    (
        "HL005",
        "<<<<<<< a\nrole = \"A\"\n=======\nrole = \"B\"\n>>>>>>> b\n",
    ),
    ("HL006", "role = Data Analyst\n"),
    ("HL008", "role = 1\n"),
    ("HL102", "stage = \"no-such-stage\"\n"),
    ("HL201", "date = 9999-01-01\n"),
];

/// What no hook before a commit can do.
const UNASKED: &str = "not covered: git runs no hook for what a rebase, a cherry-pick or a revert commits by itself, nor with --no-verify; `hirelog check` looks at that, as GitHub does after `hirelog init --ci`\n";

/// What came of trying.
pub struct Proof {
    leaks: Vec<(Code, String)>,
    /// One a hook, in the order of [`HOOKS`].
    trials: Vec<Trial>,
}

struct Trial {
    /// Where the hook stands, or would.
    path: PathBuf,
    /// As the person would type it.
    place: String,
    /// Whether each leak was refused.
    refused: [bool; LEAKS.len()],
    /// What else is wrong, with the way out.
    trouble: Option<String>,
}

impl Proof {
    /// Tries the hooks of a repository on the log in it; `None` where no hook of ours
    /// checks a commit of that log.
    ///
    /// # Errors
    /// Where it cannot be tried.
    pub fn of(
        root: &Path,
        hook: &Hook<'_>,
        repository: &Repository,
        session: &Session<'_>,
    ) -> Result<Option<Self>, Error> {
        let installed = log::installed_hooks(hook)?;
        let Some(commit) = &installed[0] else {
            return Ok(None);
        };
        let (log, _) = Log::open_as_far_as_possible(root)?;
        let parts = [hook.log, log.logs()].into_iter();
        let folder = parts.filter(|part| !matches!(*part, "." | ""));
        let folder: String = folder.map(|part| format!("{part}/")).collect();
        let rules = check::rules(&Language::new());
        let leaks = LEAKS.iter().filter_map(|(code, _)| {
            let rule = rules.iter().find(|rule| rule.code.as_str() == *code)?;
            Some((rule.code, rule.title.clone()))
        });
        let tried = Tried::of(commit, &folder, repository, session)?;
        let mut trials = Vec::with_capacity(HOOKS.len());
        for (one, (name, commits)) in installed.iter().zip(HOOKS) {
            trials.push(match one {
                // The same script does the same.
                Some(one) if one.script == commit.script => Trial::of(one, &tried, session),
                Some(one) => {
                    let tried = Tried::of(one, &folder, repository, session)?;
                    Trial::of(one, &tried, session)
                }
                None => Trial::none(hook.folder.join(name), commits, session),
            });
        }
        Ok(Some(Self {
            leaks: leaks.collect(),
            trials,
        }))
    }

    /// Whether they guard.
    pub fn holds(&self) -> bool {
        self.trials.iter().all(Trial::holds)
    }

    /// A line for each that was planted, and where it is let through.
    pub fn page(&self) -> String {
        let line = |(number, (code, title)): (usize, &(Code, String))| {
            let through = self.trials.iter().zip(HOOKS);
            let through = through.filter(|(trial, _)| !trial.refused[number]);
            let through: Vec<_> = through.map(|(_, (_, commits))| commits).collect();
            let (what, when) = match through.len() {
                0 => ("refused", String::new()),
                all if all == HOOKS.len() => ("LET THROUGH", String::new()),
                _ => ("LET THROUGH", format!(", in a {}", through.join(" and a "))),
            };
            format!("{what:12}{}  {title}{when}\n", code.as_str())
        };
        self.leaks.iter().enumerate().map(line).collect()
    }

    /// What is let through, as what `check` finds in the hooks.
    pub fn found(&self) -> Vec<Examined> {
        let of = |trial: &Trial| {
            let diagnostics = self.through(trial).map(|(code, title)| {
                let message = format!("this hook lets it through: {title}");
                Diagnostic {
                    severity: Severity::Error,
                    ..Diagnostic::new(*code, message)
                }
            });
            Examined {
                path: trial.place.clone(),
                id: None,
                findings: Findings {
                    path: trial.place.clone(),
                    source: None,
                    diagnostics: diagnostics.collect(),
                },
                file: Some(trial.path.clone()),
            }
        };
        let found = self.trials.iter().map(of);
        found
            .filter(|one| !one.findings.diagnostics.is_empty())
            .collect()
    }

    /// What a hook lets through.
    fn through(&self, trial: &Trial) -> impl Iterator<Item = &(Code, String)> {
        let leaks = self.leaks.iter().zip(trial.refused);
        leaks
            .filter(|(_, is_refused)| !is_refused)
            .map(|(leak, _)| leak)
    }

    /// What there is to say of it, in a line or two a hook.
    pub fn summary(&self) -> Talk {
        let mut said = Talk::default();
        for trial in &self.trials {
            let place = &trial.place;
            if let Some(trouble) = &trial.trouble {
                said += format!("{place} does not guard as it should: {trouble}\n");
            }
            let through: Vec<_> = self.through(trial).map(|(code, _)| code.as_str()).collect();
            if !through.is_empty() {
                let through = through.join(", ");
                said += format!("{place} was tried: it lets {through} through\n");
            } else if trial.trouble.is_none() {
                said += format!("{place} was tried: it refuses what may not be committed\n");
            }
        }
        said += UNASKED;
        said
    }
}

/// What a script made of something sound, and of what was planted.
struct Tried {
    sound: HookRun,
    found: HookRun,
}

impl Tried {
    fn of(
        installed: &InstalledHook,
        folder: &str,
        repository: &Repository,
        session: &Session<'_>,
    ) -> Result<Self, Error> {
        let scratch = session.context.scratch_index(&repository.top)?;
        let today = session.context.today;
        let text = |lines: &str| {
            let date = match lines.starts_with("date") {
                true => String::new(),
                false => format!("date = {today}\n"),
            };
            format!("schema = 1\n{date}outcome = \"rejected\"\n{lines}")
        };
        scratch.plant(&format!("{folder}planted.toml"), &text(""))?;
        let sound = scratch.run(&installed.script, !installed.names_program)?;
        for (code, lines) in LEAKS {
            scratch.plant(&format!("{folder}planted-{code}.toml"), &text(lines))?;
        }
        let found = scratch.run(&installed.script, !installed.names_program)?;
        Ok(Self { sound, found })
    }
}

impl Trial {
    fn of(installed: &InstalledHook, tried: &Tried, session: &Session<'_>) -> Self {
        let Tried { sound, found } = tried;
        let again = session.command().then("init --hook");
        let trouble = if !installed.is_runnable {
            Some(format!("git passes over it, as it may not be run: {again}"))
        } else if installed.has_returns {
            let why = "it has the line ends of Windows, with which no shell runs it";
            Some(match installed.names_program {
                true => format!("{why}: {again}"),
                false => format!("{why}: save it with those of Unix (\\n)"),
            })
        } else if installed.is_old {
            Some(format!("an older hirelog wrote it; to renew it: {again}"))
        } else if !sound.passed {
            let said = sound.said.lines().rfind(|line| !line.trim().is_empty());
            let said = visible(said.unwrap_or("it says nothing")).into_owned();
            Some(format!("it refuses every commit of the log: {said}"))
        } else {
            None
        };
        Self {
            place: session.shown(&installed.path),
            path: installed.path.clone(),
            refused: LEAKS.map(|(code, _)| {
                let is_named = found.said.contains(&format!("[{code}]"));
                !found.passed && (is_named || !sound.passed) && installed.is_runnable
            }),
            trouble,
        }
    }

    /// Nothing of ours runs there.
    fn none(path: PathBuf, commits: &str, session: &Session<'_>) -> Self {
        let again = session.command().then("init --hook");
        let trouble = format!("it is not there, and no {commits} is checked: {again}");
        Self {
            place: session.shown(&path),
            path,
            refused: [false; LEAKS.len()],
            trouble: Some(trouble),
        }
    }

    fn holds(&self) -> bool {
        self.trouble.is_none() && self.refused.iter().all(|is_refused| *is_refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_family_with_an_error_has_a_leak() {
        let rules = check::rules(&Language::new());
        let errors = rules.iter().filter(|rule| rule.severity == Severity::Error);
        let families = |codes: &dyn Fn(&str) -> bool| -> BTreeSet<_> {
            let rules = errors.clone().filter(|rule| codes(rule.code.as_str()));
            rules.map(|rule| rule.code.family().as_str()).collect()
        };
        let planted = |code: &str| LEAKS.iter().any(|(planted, _)| *planted == code);
        assert_eq!(families(&planted), families(&|_| true));
    }
}
