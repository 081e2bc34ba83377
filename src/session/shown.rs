//! How answers look to the person: widths and colours, the pager, paths as they would be
//! typed here, and what is said on standard error.

use super::Session;
use crate::context::{Answer, Color, Terminal, tell_wait};
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::log::{LATEST, Loaded, Log, Made, is_pipe};
use crate::model::path_text;
use crate::render::{self, Look};
use crate::talk::{CommandLine, Talk, for_this_log};
use std::path::{Path, PathBuf};

const PAGER: &str = "less -FIRX";

/// What it advises to type is for this log.
fn aim(error: &mut Error, hirelog: &CommandLine) {
    for hint in &mut error.hints {
        *hint = for_this_log(hint, hirelog);
    }
    error.further.iter_mut().for_each(|one| aim(one, hirelog));
}

impl Session<'_> {
    /// How answers look.
    pub fn look(&self) -> Look {
        self.look_of(self.context.terminals.output)
    }

    pub fn talk_look(&self) -> Look {
        self.look_of(self.context.terminals.talk)
    }

    fn look_of(&self, stream: Terminal) -> Look {
        let terminals = &self.context.terminals;
        let configured = self.user.color.as_deref().and_then(Color::parse);
        Look {
            width: stream.is_terminal.then(|| terminals.width.unwrap_or(80)),
            color: stream.color(self.globals.color, configured),
            unicode: terminals.unicode,
        }
    }

    /// An answer to read, through a pager where it is taller than the screen.
    pub fn page(&self, text: String) -> Answer {
        let terminals = &self.context.terminals;
        let tall = terminals
            .height
            .is_some_and(|height| text.lines().count() >= height);
        let pager = (tall && terminals.output.is_terminal && terminals.input)
            .then(|| self.pager())
            .flatten();
        Answer {
            text,
            pager,
            ..Answer::default()
        }
    }

    /// HIRELOG_PAGER over PAGER over the person's own configuration; an empty
    /// one, or `cat`, is none.
    pub fn pager(&self) -> Option<String> {
        let named = self
            .context
            .pagers
            .first()
            .map(|(_, command)| command.as_str());
        let command = named.or(self.user.pager.as_deref()).unwrap_or(PAGER).trim();
        (!command.is_empty() && command != "cat").then(|| command.to_owned())
    }

    /// Files that could not be read, named on standard error; the exit code
    /// says that the answer is not whole.
    pub fn with_broken(&self, mut answer: Answer, broken: &[Findings], log: &Log) -> Answer {
        if broken.is_empty() {
            return answer;
        }
        let look = self.talk_look();
        answer.complaints += render::findings(&self.shown_in(&log.root, broken), look);
        answer.complaints += match broken.len() {
            1 => Talk::from("1 file could not be read and is left out\n"),
            count => format!("{count} files could not be read and are left out\n").into(),
        };
        answer.exit_code = 2;
        answer
    }

    /// Something odd, which stops nothing.
    pub fn talk_of(&self, odd: &[Findings], log: &Log) -> Talk {
        render::findings(&self.shown_in(&log.root, odd), self.talk_look())
    }

    /// The files that have the id of this one, which is shown or changed alone.
    ///
    /// # Errors
    /// Where the folder cannot be listed.
    pub fn copies_of(&self, path: &str, log: &Log) -> Result<Talk, Error> {
        let shown = self.shown(&log.root.join(path));
        let mut told = Talk::default();
        for copy in log.copies(path)? {
            let copy = self.shown(&log.root.join(copy));
            told +=
                format!("{copy} has the id of {shown}: bring the two together and delete one\n");
        }
        Ok(told)
    }

    /// A file may be a pipe that nobody is at the other end of yet.
    pub fn tell_of_pipe(&self, path: &Path) {
        if is_pipe(path) && !path.starts_with("/dev/fd") && !path.starts_with("/proc") {
            let path = path_text(path);
            tell_wait(&format!("waiting for the other end of the pipe {path}"));
        }
    }

    /// What was found in files that are named from where we are.
    pub fn talk_of_found(&self, found: &[Findings]) -> Talk {
        render::findings(&self.shown_in(Path::new(""), found), self.talk_look())
    }

    fn shown_in(&self, root: &Path, findings: &[Findings]) -> Vec<Findings> {
        let shown = |one: &Findings| Findings {
            path: self.shown(&root.join(&one.path)),
            ..one.clone()
        };
        findings.iter().map(shown).collect()
    }

    pub fn complaint(&self, mut error: Error) -> Answer {
        error.findings = self.shown_in(Path::new(""), &error.findings);
        aim(&mut error, &self.command());
        Answer {
            complaints: render::error(&error, self.talk_look()),
            exit_code: error.exit_code(),
            ..Answer::default()
        }
    }

    /// A slip of the keys makes a file the latest for ever.
    pub fn tell_of_latest(&self, name: &str, loaded: &Loaded) {
        let date = loaded.decoded.post_mortem.as_ref().map(|it| it.date);
        let ahead = date.filter(|_| name == LATEST);
        if let Some(ahead) = ahead.and_then(|date| Diagnostic::in_future(date, self.context.today))
        {
            let (id, said) = (&loaded.id, ahead.message);
            self.remark(format!(
                "{LATEST} is {id}, and {said}: hirelog edit {id} --date DAY"
            ));
        }
    }

    /// A path as the person would type it here.
    pub fn shown(&self, path: &Path) -> String {
        let shown = path_text(self.seen_from_here(path));
        if shown.is_empty() {
            ".".to_owned()
        } else {
            shown
        }
    }

    /// A path from where the person stands, where it lies at or below the working folder.
    pub fn seen_from_here(&self, path: &Path) -> PathBuf {
        let (working, standing) = (&self.context.working_folder, &self.context.standing);
        let above = || {
            let below = path.strip_prefix(working).ok()?;
            let up = standing.strip_prefix(working).ok()?.components();
            Some(up.map(|_| "..").collect::<PathBuf>().join(below))
        };
        let below = path.strip_prefix(standing).map(Path::to_owned);
        below.ok().or_else(above).unwrap_or_else(|| path.to_owned())
    }

    /// Warnings about the configuration, as a misspelt setting counts for nothing; each is
    /// given once.
    pub fn remarks(&self) -> Talk {
        let mut said = self.talk_of_found(&self.odd.take());
        for remark in self.remarks.take() {
            said += format!("{remark}\n");
        }
        said
    }

    /// One line a file that was made, and what to add to one that was there.
    pub fn made(&self, made: &[Made]) -> Talk {
        let lines: Vec<_> = made
            .iter()
            .map(|one| match one {
                Made::Created(path) => ("created", self.shown(path)),
                Made::Changed(path) => ("changed", self.shown(path)),
                Made::Kept(path)
                | Made::Lacks(path, _)
                | Made::Differs(path)
                | Made::Moved(_, path)
                | Made::LacksCheck { path, .. } => ("kept", self.shown(path)),
            })
            .collect();
        let mut said: Talk = lines
            .iter()
            .map(|(what, path)| format!("{what:9}{path}\n"))
            .collect();
        for one in made {
            match one {
                Made::Lacks(path, lines) => {
                    for line in lines.lines() {
                        said += format!("add this line to {}: {line}\n", self.shown(path));
                    }
                }
                Made::Moved(path, before) => {
                    said += format!(
                        "what was {} is {} now, as it was, and runs before the check\n",
                        self.shown(path),
                        self.shown(before)
                    );
                }
                Made::LacksCheck {
                    path,
                    how,
                    what,
                    until,
                } => {
                    let path = self.shown(path);
                    said += match until {
                        Some(until) => format!("{how} {path}; until then {until}:\n"),
                        None => format!(
                            "{how} {path}; it writes hooks of its own once it is installed here:\n"
                        ),
                    };
                    said += Talk::lines(what);
                    said += "\n";
                }
                Made::Created(_) | Made::Changed(_) | Made::Kept(_) | Made::Differs(_) => {}
            }
        }
        said
    }
}
