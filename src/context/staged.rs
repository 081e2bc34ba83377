//! What is staged in git: the files as the next commit would hold them.

use super::Context;
use super::git::{Git, not_started, os_string};
use crate::error::Error;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// What the next commit of a repository adds or changes.
#[derive(Debug)]
pub struct Index {
    /// The top of the working tree, without links.
    pub top: PathBuf,
    pub files: Vec<Staged>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Staged {
    /// Without links.
    pub path: PathBuf,
    /// Its first bytes; `None` for what is no file, such as a link.
    pub bytes: Option<Vec<u8>>,
}

impl Context {
    /// The staged files of this ending in the repository that a folder lies in, of
    /// each at most so many bytes; `None` where it lies in none. A file in an
    /// unfinished merge is not staged, and git does not commit it.
    ///
    /// # Errors
    /// Where git cannot say what is staged.
    pub fn staged(&self, folder: &Path, ending: &str, most: u64) -> Result<Option<Index>, Error> {
        let Some(git) = Git::of_what_is_staged(folder, &self.working_folder) else {
            return Ok(None);
        };
        let top = git.path(&["rev-parse", "--show-toplevel"])?;
        let top = top.canonicalize().unwrap_or(top);
        let changes = git.answer(&[
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
        let mut parts = changes.split(|byte| *byte == 0);
        let mut found = Vec::new();
        while let (Some(change), Some(path)) = (parts.next(), parts.next()) {
            let change = String::from_utf8_lossy(change);
            let words: Vec<_> = change.split(' ').collect();
            if let [_, mode, _, object, _] = words[..]
                && path.ends_with(ending.as_bytes())
            {
                let is_file = mode.starts_with("100");
                let path = top.join(os_string(path.to_owned()));
                found.push((path, is_file, object.to_owned()));
            }
        }
        let objects = found.iter().filter(|(_, is_file, _)| *is_file);
        let objects = objects.map(|(_, _, object)| object.as_str());
        let mut contents = contents(&git, objects, most)?.into_iter();
        let staged = found.into_iter().map(|(path, is_file, _)| Staged {
            path,
            bytes: if is_file { contents.next() } else { None },
        });
        let files = staged.collect();
        Ok(Some(Index { top, files }))
    }
}

/// What objects hold, in their order.
fn contents<'o>(
    git: &Git,
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
    let mut git = git
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
