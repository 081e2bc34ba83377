//! What the tests of whole processes share: a sandbox with a clean environment,
//! in which nothing of the person who runs the tests is seen or touched.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::memory;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

pub const HIRELOG: &str = env!("CARGO_BIN_EXE_hirelog");

/// What a process left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ran {
    /// It went well; what it printed, without the last newline.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout.trim_end().to_owned()
    }

    /// It ended with this code, and not by a panic; what it said about it.
    #[track_caller]
    pub fn failed(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        self.stderr
    }
}

/// A folder with a home, the XDG folders and a place to work.
pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// With an empty place to work.
    pub fn new() -> Self {
        let folder = memory::folder().unwrap();
        for name in ["home", "config", "data", "state", "cache", "work"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        Self { folder }
    }

    /// With a log in the place to work.
    pub fn with_log() -> Self {
        let sandbox = Self::new();
        sandbox.hirelog(["init"]).ok();
        sandbox
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// The whole environment of every process in the sandbox.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let path = std::env::var_os("PATH").unwrap();
        vec![
            ("PATH", path.into()),
            ("HOME", self.path("home")),
            ("XDG_CONFIG_HOME", self.path("config")),
            ("XDG_DATA_HOME", self.path("data")),
            ("XDG_STATE_HOME", self.path("state")),
            ("XDG_CACHE_HOME", self.path("cache")),
            ("HIRELOG_TODAY", "2026-11-20".into()),
            ("LC_ALL", "C.UTF-8".into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
            ("GIT_AUTHOR_NAME", "A".into()),
            ("GIT_AUTHOR_EMAIL", "a@example.org".into()),
            ("GIT_COMMITTER_NAME", "A".into()),
            ("GIT_COMMITTER_EMAIL", "a@example.org".into()),
        ]
    }

    /// A program in the place to work, with nobody at the keyboard.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(self.environment())
            .current_dir(self.path("work"))
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, command: &mut Command) -> Ran {
        command.output().unwrap().into()
    }

    pub fn hirelog<const N: usize>(&self, arguments: [&str; N]) -> Ran {
        self.run(self.command(HIRELOG).args(arguments))
    }

    /// Writes a file, with the folders it needs.
    pub fn put(&self, below: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Writes a shell script that can be run; its path. Another process writes
    /// it: were it open here while a second test forks, it could not be run.
    pub fn script(&self, below: &str, lines: &str) -> String {
        let path = self.path(below);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let write = r#"printf '#!/bin/sh\n%s\n' "$2" > "$1" && chmod 755 "$1""#;
        let mut command = self.command("sh");
        self.run(command.args(["-c", write, "sh"]).arg(&path).arg(lines))
            .ok();
        path.into_os_string().into_string().unwrap()
    }

    pub fn read(&self, below: impl AsRef<Path>) -> String {
        fs::read_to_string(self.folder.path().join(below)).unwrap()
    }

    /// Every file in the folder of the log.
    pub fn logged(&self) -> Vec<PathBuf> {
        files(&self.path("work/logs"))
    }

    pub fn drafts(&self) -> Vec<PathBuf> {
        files(&self.path("state/hirelog/drafts"))
    }

    /// All there is: kind and permissions, length, time of the last change, target.
    pub fn listing(&self) -> BTreeMap<PathBuf, String> {
        let described = |path: &Path| {
            let about = path.symlink_metadata().unwrap();
            let (mode, length) = (about.mode(), about.len());
            let (seconds, rest) = (about.mtime(), about.mtime_nsec());
            format!(
                "{mode:o} {length} {seconds}.{rest:09} {:?}",
                fs::read_link(path).ok()
            )
        };
        let mut folders = vec![self.folder.path().to_owned()];
        let mut listing = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                listing.insert(path.clone(), described(&path));
                if path.symlink_metadata().unwrap().is_dir() {
                    folders.push(path);
                }
            }
        }
        listing
    }
}

/// Every file below a folder, hidden ones too; none where there is no folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
