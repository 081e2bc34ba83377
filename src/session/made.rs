//! What is said of files that a log consists of, or is checked by, when they are made.

use super::Session;
use crate::log::Made;
use crate::talk::Talk;

impl Session<'_> {
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
