//! Making a log. What is already there is left as it is.

use crate::error::Error;
use crate::log::locate::log_of;
use crate::log::settings::TEAM_FILE;
use crate::log::write;
use crate::log::write::target::WriteTarget;
use crate::log::{Log, whole_path};
use crate::model::path_text;
use crate::talk::CommandLine;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What became of one file of a new log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    Created(PathBuf),
    /// It was there before.
    Kept(PathBuf),
    /// It was there before, and lacks lines that it should have.
    Lacks(PathBuf, String),
    /// It was there before, and is not what was asked for now.
    Differs(PathBuf),
    /// It was ours, and is up to date now.
    Changed(PathBuf),
    /// A hook that was there before has another name, under which ours runs it.
    Moved(PathBuf, PathBuf),
    /// It is somebody else's, and does not check yet: how to put what there.
    LacksCheck {
        path: PathBuf,
        how: &'static str,
        what: String,
        /// What is not done until then; nothing where a hook of ours does it, for now.
        until: Option<String>,
    },
}

/// Line ends in the repository are one newline, whatever a clone uses.
const ATTRIBUTES: &str = "/logs/**/*.toml text eol=lf\n/decisions/**/*.toml text eol=lf\n";

/// Whose log it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBy {
    ATeam,
    /// By one person, for a search of their own.
    Me,
}

impl KeptBy {
    const fn readme(self) -> &'static str {
        match self {
            Self::ATeam => include_str!("../../../templates/team-readme.md"),
            Self::Me => include_str!("../../../templates/own-readme.md"),
        }
    }

    fn settings(self) -> String {
        let team = include_str!("../../../templates/hirelog.toml");
        match self {
            Self::ATeam => team.to_owned(),
            Self::Me => team
                .replace(
                    "# kept by the team. What stands here holds for everyone; see README.md beside it.",
                    "# kept by one person for themselves; see README.md beside it.",
                )
                .replace(
                    "logs = \"logs\"\n",
                    &format!("logs = \"logs\"\n{KEEPER}       # every page speaks to you\n"),
                ),
        }
    }
}

/// What makes a log one person's.
const KEEPER: &str = "keeper = \"candidate\"";

/// Creates `hirelog.toml`, `logs/`, a README for whoever keeps it and `.gitattributes`.
/// The mark of a log comes last: a log that is half made is none.
///
/// # Errors
/// Where a file cannot be written, where what is there is no log that anybody could use, and
/// where none may be.
pub fn init(root: &Path, kept: KeptBy) -> Result<Vec<Made>, Error> {
    let log = match fs::symlink_metadata(root.join(TEAM_FILE)) {
        Ok(_) => Some(Log::open(root)?),
        Err(_) => {
            check_place(root)?;
            None
        }
    };
    let logs = log.as_ref().map_or("logs", |log| log.logs());
    let logs = root.join(logs);
    let there = logs.is_dir();
    let inside = WriteTarget::within(root, logs.join(TEAM_FILE));
    let folder = inside.make_folder().map(|_| ());
    folder.map_err(|error| Error::io("create", &logs, error))?;
    let mut made = vec![if there {
        Made::Kept(logs)
    } else {
        Made::Created(logs)
    }];
    for (name, text) in [
        ("README.md", kept.readme()),
        (".gitattributes", ATTRIBUTES),
        (TEAM_FILE, &kept.settings()),
    ] {
        made.push(match add_file(root, name, text)? {
            Made::Kept(path) => {
                let is_own = log.as_ref().is_some_and(|log| log.team.keeper.is_some());
                match name {
                    TEAM_FILE if kept == KeptBy::Me && !is_own => {
                        Made::Lacks(path, format!("{KEEPER} (above the first section)"))
                    }
                    ".gitattributes" => lacking(path, text),
                    _ => Made::Kept(path),
                }
            }
            made => made,
        });
    }
    Ok(made)
}

/// Whether a new log may be made here.
///
/// # Errors
/// Inside the folder of git, and among the post-mortems or the decisions of another log.
fn check_place(root: &Path) -> Result<(), Error> {
    let root = whole_path(root);
    let is_of_git = |folder: &&Path| {
        let parts = ["HEAD", "objects", "refs"];
        parts.iter().all(|part| folder.join(part).exists())
    };
    if let Some(folder) = root.ancestors().find(is_of_git) {
        let what = format!(
            "{} is where git keeps what it knows, and no place for a log",
            path_text(folder)
        );
        return Err(Error::usage(what).hint("make it in a clone, beside the .git there"));
    }
    let around = root.parent().and_then(log_of);
    let Some(around) = around.and_then(|around| Log::open(&around).ok()) else {
        return Ok(());
    };
    let folders = [
        (around.logs(), "post-mortems"),
        (around.decisions_folder(), "decisions"),
    ];
    let is_around = |(folder, _): &(&str, _)| root.starts_with(around.root.join(folder));
    let Some((_, kept)) = folders.into_iter().find(is_around) else {
        return Ok(());
    };
    let what = format!(
        "{} lies among the {kept} of the log at {}, which would take it for some",
        path_text(&root),
        path_text(&around.root)
    );
    let new = CommandLine::new("hirelog").option("-C", &around.root);
    Err(Error::usage(what).hint(format!("that log is there already: {}", new.then("new"))))
}

/// GitHub workflows for the log at `below`, relative to the repository: one that checks it,
/// one that writes what a filled-in form says, and one that makes the page of the week.
///
/// # Errors
/// Where a file cannot be written.
pub fn add_workflows(top: &Path, below: &str, weekly: Option<&str>) -> Result<Vec<Made>, Error> {
    // GitHub would work out what stands between such braces.
    let plain = below.replace("${{", "${{ '${{' }}");
    // YAML takes what JSON does.
    let plain = serde_json::Value::from(plain).to_string();
    let named = |text: &str| text.replace("{log}", &plain);
    let check = named(include_str!("../../../templates/workflow.yml"));
    let look_back = named(include_str!("../../../templates/look-back-workflow.yml"));
    let workflows = WriteTarget::within(top, ".github/workflows/hirelog.yml");
    let mut made = vec![
        add(&workflows, &check, "hirelog check --format github")?,
        add_file(top, ".github/workflows/look-back.yml", &look_back)?,
    ];
    if let Some(weekly) = weekly {
        let name = ".github/workflows/weekly-page.yml";
        let weekly = named(weekly);
        made.push(match add_file(top, name, &weekly)? {
            Made::Kept(path) if !fs::read_to_string(&path).is_ok_and(|text| text == weekly) => {
                Made::Differs(path)
            }
            made => made,
        });
    }
    Ok(made)
}

/// Whether a repository has a file or folder of this name.
pub fn has(top: &Path, name: &str) -> bool {
    top.join(name).exists()
}

/// A file of the repository, where there is none of that name.
///
/// # Errors
/// Where it cannot be written.
pub fn add_file(top: &Path, name: &str, text: &str) -> Result<Made, Error> {
    add(&WriteTarget::within(top, name), text, "")
}

/// The log as its repository names it: with forward slashes, `.` for the same
/// folder. Both paths are looked up, as either may go through a link.
///
/// # Errors
/// Where the name is one that cannot be written down.
pub fn below(top: &Path, root: &Path) -> Result<String, Error> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (top, root) = (real(top), real(root));
    let below = root.strip_prefix(&top).unwrap_or(&root);
    let parts: Option<Vec<_>> = below.iter().map(|part| part.to_str()).collect();
    match parts.map(|parts| parts.join("/")) {
        Some(below) if below.is_empty() => Ok(".".to_owned()),
        Some(below) => Ok(below),
        None => {
            let what = format!("the name of {} is not UTF-8", path_text(root));
            Err(Error::usage(what).hint("give the folder another name"))
        }
    }
}

/// Never over what is there: that is somebody's work, and they are told the
/// line it lacks.
fn add(target: &WriteTarget, text: &str, line: &str) -> Result<Made, Error> {
    let path = target.file.clone();
    match write::create(target, text.as_bytes()) {
        Ok(()) => Ok(Made::Created(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let there = fs::read_to_string(&path).is_ok_and(|there| there.contains(line));
            Ok(if there {
                Made::Kept(path)
            } else {
                Made::Lacks(path, line.to_owned())
            })
        }
        Err(error) => Err(write::failed("create", &path, error)),
    }
}

/// The file that tells git about line ends, where there is none.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn attributes(target: &WriteTarget, lines: &str) -> Result<Made, Error> {
    Ok(match add(target, lines, "")? {
        Made::Kept(path) => lacking(path, lines),
        made => made,
    })
}

/// What was there before, and which of these lines it has not.
fn lacking(path: PathBuf, lines: &str) -> Made {
    let there = fs::read_to_string(&path).unwrap_or_default();
    let is_there = |line: &&str| there.lines().any(|known| known.trim() == *line);
    let lacks: Vec<_> = lines.lines().filter(|line| !is_there(line)).collect();
    match lacks.is_empty() {
        true => Made::Kept(path),
        false => Made::Lacks(path, lacks.join("\n")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_folder_is_no_expression_of_a_workflow() {
        let folder = tempfile::tempdir().unwrap();
        add_workflows(folder.path(), "a ${{ github.token }} \"b\"", None).unwrap();
        let path = folder.path().join(".github/workflows/hirelog.yml");
        let text = fs::read_to_string(path).unwrap();
        let line = r#"HIRELOG_DIR: "a ${{ '${{' }} github.token }} \"b\"""#;
        assert!(text.contains(line), "{text}");
    }
}
