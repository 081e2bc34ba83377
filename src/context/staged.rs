//! What is staged in git: every file as the next commit would hold it, and as git
//! would check it out: through its filters, as where files are stored encrypted or
//! with other line ends. The working tree has no part in it.

use super::Context;
use super::git::{Git, not_started, os_string, real};
use super::wait::wait;
use crate::error::{Error, Kind};
use crate::model::same_name;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::Stdio;
use std::thread;

/// The index of a repository.
pub struct Index {
    /// The top of the working tree, without links.
    pub top: PathBuf,
    pub files: Vec<Indexed>,
    /// As the last commit has them: those that the next one changes or takes away.
    pub before: Vec<Indexed>,
    git: Git,
    folds_names: bool,
    /// Nobody can have written this into a file.
    mark: String,
}

/// A file that git keeps.
#[derive(Debug)]
pub struct Indexed {
    /// Without links.
    pub path: PathBuf,
    /// Not a link, nor another repository.
    pub is_file: bool,
    /// The next commit adds or changes it.
    pub is_staged: bool,
    object: String,
    /// From the top, as git writes it.
    name: Vec<u8>,
}

impl Context {
    /// The index of the repository that a folder lies in; `None` where it lies in
    /// none. A file in an unfinished merge is not in it, and git does not commit it.
    ///
    /// # Errors
    /// Where git cannot say what is staged.
    pub fn index(&self, folder: &Path) -> Result<Option<Index>, Error> {
        let Some(git) = Git::of_what_is_staged(folder, &self.working_folder) else {
            return Ok(None);
        };
        let top = real(&git.path(&["rev-parse", "--show-toplevel"])?);
        let changes = git.answer(&[
            "diff",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            "--ignore-submodules=none",
        ])?;
        let mut staged = HashSet::new();
        let mut before = Vec::new();
        let mut changes = changes.split(|byte| *byte == 0);
        // `:100644 100644 OBJECT OBJECT M`, and the path.
        while let (Some(about), Some(name)) = (changes.next(), changes.next()) {
            let about = str::from_utf8(about).unwrap_or_default();
            let mut about = about.trim_start_matches(':').split(' ');
            let (mode, object) = (about.next().unwrap_or_default(), about.nth(1));
            match about.nth(1) {
                Some("A" | "M" | "T") => drop(staged.insert(name)),
                Some("D") => {}
                _ => continue,
            }
            if mode.starts_with("100") {
                before.push(Indexed {
                    path: top.join(os_string(name.to_owned())),
                    is_file: true,
                    is_staged: false,
                    object: object.unwrap_or_default().to_owned(),
                    name: name.to_owned(),
                });
            }
        }
        let listed = git.answer(&["ls-files", "--stage", "--full-name", "-z", "--", ":/"])?;
        // `100644 OBJECT 0`, a tab, and the path.
        let files = listed.split(|byte| *byte == 0).filter_map(|line| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            let (about, name) = (str::from_utf8(&line[..tab]).ok()?, &line[tab + 1..]);
            let (mode, rest) = about.split_once(' ')?;
            let (object, stage) = rest.split_once(' ')?;
            (stage == "0").then(|| Indexed {
                path: top.join(os_string(name.to_owned())),
                is_file: mode.starts_with("100"),
                is_staged: staged.contains(name),
                object: object.to_owned(),
                name: name.to_owned(),
            })
        });
        let files = files.collect();
        let mut bytes = [0; 16];
        self.random(&mut bytes)
            .map_err(|error| Error::io("read", "what is staged".as_ref(), error))?;
        Ok(Some(Index {
            top,
            files,
            before,
            folds_names: git.folds_names(),
            git,
            mark: format!("hirelog-{:032x}", u128::from_ne_bytes(bytes)),
        }))
    }
}

impl Index {
    /// Whether two names are of one file, as the disk takes them.
    pub fn is_same(&self, one: &OsStr, other: &OsStr) -> bool {
        let folded = |name: &OsStr| same_name(&name.to_string_lossy());
        one == other || self.folds_names && folded(one) == folded(other)
    }

    /// The rest of a path below a folder, whichever spelling of it either has.
    pub fn below<'p>(&self, path: &'p Path, folder: &Path) -> Option<&'p Path> {
        let mut parts = path.components();
        let is_above = |above: Component<'_>| {
            let part = parts.next();
            part.is_some_and(|part| self.is_same(part.as_os_str(), above.as_os_str()))
        };
        folder.components().all(is_above).then_some(parts.as_path())
    }

    /// What files say, in their order, at most `most` bytes of each; `None` for
    /// what is no file, and for what was never fetched.
    ///
    /// # Errors
    /// Where git cannot read one of them, as where a filter is missing.
    pub fn read(&self, files: &[&Indexed], most: usize) -> Result<Vec<Option<Vec<u8>>>, Error> {
        if !files.iter().any(|file| file.is_file) {
            return Ok(files.iter().map(|_| None).collect());
        }
        let failed = |error| Error::io("read", "what is staged".as_ref(), error);
        let _wait = wait(|| "waiting for git, which reads what is staged".to_owned());
        // An older git takes lines only, which no name but an odd one minds.
        let (end, ends) = match files.iter().any(|file| file.name.contains(&b'\n')) {
            true => ('\0', &["-z"][..]),
            false => ('\n', &[][..]),
        };
        let mut git = self
            .git
            .command(&["cat-file", "--filters", "--batch", "--buffer"])
            .args(ends)
            .env("GIT_NO_LAZY_FETCH", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(&error))?;
        let (Some(mut input), Some(output), Some(mut complaint)) =
            (git.stdin.take(), git.stdout.take(), git.stderr.take())
        else {
            return Err(Error::new(Kind::Io, "git could not be asked"));
        };
        let (read, complaint) = thread::scope(|scope| {
            // git answers while it is asked.
            let ask = thread::Builder::new().spawn_scoped(scope, move || {
                let mut questions = Vec::new();
                for file in files.iter().filter(|file| file.is_file) {
                    questions.extend_from_slice(file.object.as_bytes());
                    questions.push(b' ');
                    questions.extend_from_slice(&file.name);
                    // The size that git tells is the one before the filter; what it
                    // does not know, it says so, and there the file has ended.
                    questions.extend_from_slice(format!("{end}{}{end}", self.mark).as_bytes());
                }
                // A git that goes away says why.
                let _ = input.write_all(&questions);
            });
            let complaint = thread::Builder::new().spawn_scoped(scope, move || {
                let mut said = Vec::new();
                let _ = complaint.read_to_end(&mut said);
                String::from_utf8_lossy(&said).into_owned()
            });
            let (_, complaint) = (ask?, complaint?);
            let mut output = BufReader::new(output);
            let read = files.iter().map(|file| match file.is_file {
                true => self.one(&mut output, most),
                false => Ok(None),
            });
            let read: io::Result<Vec<_>> = read.collect();
            io::Result::Ok((read, complaint.join().unwrap_or_default()))
        })
        .map_err(failed)?;
        match git.wait().map_err(failed)?.success() {
            true => read.map_err(failed),
            false => Err(super::git::says(&complaint)),
        }
    }

    /// `OBJECT blob SIZE`, what it holds, a newline, and the mark; or `OBJECT missing`
    /// and the mark.
    fn one(&self, output: &mut impl BufRead, most: usize) -> io::Result<Option<Vec<u8>>> {
        let mark = format!("{} missing\n", self.mark);
        let mut heading = String::new();
        output.read_line(&mut heading)?;
        let (mut held, mut line) = (Vec::new(), Vec::new());
        let mut begins = true;
        loop {
            line.clear();
            if output.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if begins && line == mark.as_bytes() {
                break;
            }
            begins = line.ends_with(b"\n");
            if held.len() <= most {
                held.extend_from_slice(&line);
            }
        }
        held.pop();
        held.truncate(most);
        Ok((!heading.ends_with(" missing\n")).then_some(held))
    }
}
