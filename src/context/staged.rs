//! What is staged in git: the files as the next commit would hold them.

use super::Context;
use super::git::OF_ANOTHER_GIT;
use crate::error::{Error, Kind};
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One file that the next commit adds or changes.
#[derive(Debug, PartialEq, Eq)]
pub struct Staged {
    pub path: PathBuf,
    /// Its first bytes; nothing for what is no file, such as a link.
    pub bytes: Option<Vec<u8>>,
}

impl Context {
    /// The staged files below a folder, of each at most so many bytes. A file in
    /// an unfinished merge is not staged, and git does not commit it.
    pub fn staged(&self, root: &Path, ending: &str, most: u64) -> Result<Vec<Staged>, Error> {
        let git = Git::new(&self.working_folder, root);
        let top = git.said(&["rev-parse", "--show-toplevel"])?;
        let top = String::from_utf8_lossy(&top);
        let top = Path::new(top.trim_end_matches(['\n', '\r']));
        // git gives paths without links; they are given back as the log is called.
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (top, real_root) = (real(top), real(root));
        let changes = git.said(&[
            "diff",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--diff-filter=AMT",
        ])?;
        // `:100644 100644 OLD NEW M`, then the path.
        let text = String::from_utf8_lossy(&changes);
        let mut parts = text.split('\0');
        let mut found = Vec::new();
        while let (Some(change), Some(path)) = (parts.next(), parts.next()) {
            let words: Vec<_> = change.split(' ').collect();
            let path = top.join(path);
            let below = path.strip_prefix(&real_root);
            if let (Ok(below), [_, mode, _, object, _]) = (below, &words[..])
                && below.to_string_lossy().ends_with(ending)
            {
                found.push((
                    root.join(below),
                    mode.starts_with("100"),
                    (*object).to_owned(),
                ));
            }
        }
        let objects = found.iter().filter(|(_, is_file, _)| *is_file);
        let mut contents = git
            .contents(objects.map(|(_, _, object)| object.as_str()), most)?
            .into_iter();
        let staged = found.into_iter().map(|(path, is_file, _)| Staged {
            path,
            bytes: if is_file { contents.next() } else { None },
        });
        Ok(staged.collect())
    }
}

struct Git<'a> {
    folder: &'a Path,
    /// A git that commits runs us: its index is the one that is meant.
    is_ours: bool,
}

impl<'a> Git<'a> {
    fn new(working_folder: &'a Path, root: &'a Path) -> Self {
        let is_ours = root.starts_with(working_folder) || working_folder.starts_with(root);
        Self {
            folder: if is_ours { working_folder } else { root },
            is_ours,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command
            .args(arguments)
            .current_dir(self.folder)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        if !self.is_ours {
            for name in OF_ANOTHER_GIT {
                command.env_remove(name);
            }
        }
        command
    }

    fn said(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let output = self
            .command(arguments)
            .output()
            .map_err(|error| not_started(&error))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = complaint.lines().next().unwrap_or("nothing");
        Err(if complaint.contains("not a git repository") {
            let what = "nothing is staged here: this is no git repository";
            Error::usage(what).hint("leave out --staged to check the files as they are")
        } else {
            let line = line.trim_start_matches("fatal: ");
            Error::new(
                Kind::Io,
                format!("git could not say what is staged: {line}"),
            )
        })
    }

    /// What objects hold, in their order.
    fn contents<'o>(
        &self,
        objects: impl Iterator<Item = &'o str>,
        most: u64,
    ) -> Result<Vec<Vec<u8>>, Error> {
        let failed = |error| Error::io("read", "what is staged".as_ref(), error);
        let mut list = tempfile::tempfile().map_err(failed)?;
        let mut count = 0;
        for object in objects {
            writeln!(list, "{object}").map_err(failed)?;
            count += 1;
        }
        if count == 0 {
            return Ok(Vec::new());
        }
        list.rewind().map_err(failed)?;
        let mut git = self
            .command(&["cat-file", "--batch"])
            .stdin(list)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| not_started(&error))?;
        let mut contents = Vec::with_capacity(count);
        if let Some(output) = git.stdout.take() {
            let mut output = BufReader::new(output);
            for _ in 0..count {
                contents.push(object(&mut output, most).map_err(failed)?);
            }
        }
        git.wait().map_err(failed)?;
        Ok(contents)
    }
}

/// `OBJECT blob SIZE`, so many bytes, and a newline.
fn object(output: &mut impl BufRead, most: u64) -> std::io::Result<Vec<u8>> {
    let mut heading = String::new();
    output.read_line(&mut heading)?;
    let size = heading.trim_end().rsplit(' ').next().unwrap_or_default();
    let size: u64 = size.parse().map_err(std::io::Error::other)?;
    let mut bytes = Vec::new();
    output
        .by_ref()
        .take(size.min(most))
        .read_to_end(&mut bytes)?;
    let rest = size - size.min(most) + 1;
    std::io::copy(&mut output.by_ref().take(rest), &mut std::io::sink())?;
    Ok(bytes)
}

fn not_started(error: &std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Error::new(Kind::Io, "git is not installed, so nothing is staged")
        }
        _ => Error::new(Kind::Io, format!("git could not be started: {error}")),
    }
}
