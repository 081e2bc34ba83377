//! A commit that is never made: an index and an object store in a temporary folder, on
//! which a hook is tried. The repository itself, and what is staged in it, has no part.

use super::Context;
use super::git::{Git, not_started, os_string};
use super::wait::wait;
use crate::error::{Error, Kind};
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The last commit, and what is planted on it.
pub struct ScratchIndex {
    git: Git,
    folder: TempDir,
}

/// What a hook made of it.
pub struct HookRun {
    /// It let the commit through.
    pub passed: bool,
    pub said: String,
}

impl Context {
    /// # Errors
    /// Where the folder is in no repository, or git cannot read the last commit.
    pub fn scratch_index(&self, folder: &Path) -> Result<ScratchIndex, Error> {
        let git = Git::of(folder)
            .ok_or_else(|| Error::new(Kind::Io, "there is no git repository to try a hook in"))?;
        let objects = git.path(&[
            "rev-parse",
            "--path-format=absolute",
            "--git-path",
            "objects",
        ])?;
        let scratch = tempfile::tempdir().or_else(|_| tempfile::tempdir_in(&objects));
        let failed = |error| Error::io("try the hook in", "a temporary folder".as_ref(), error);
        let scratch = ScratchIndex {
            git,
            folder: scratch.map_err(failed)?,
        };
        let info = scratch.folder.path().join("objects/info");
        fs::create_dir_all(&info).map_err(failed)?;
        let mut borrowed = objects.into_os_string().into_encoded_bytes();
        borrowed.push(b'\n');
        fs::write(info.join("alternates"), borrowed).map_err(failed)?;
        let head = ["rev-parse", "--quiet", "--verify", "HEAD"];
        let tree = match scratch.git.output(&head)?.status.success() {
            true => "HEAD",
            false => "--empty",
        };
        scratch.ask(&["read-tree".into(), tree.into()])?;
        Ok(scratch)
    }
}

impl ScratchIndex {
    /// Stages a text at a path from the top, as `git add` would.
    ///
    /// # Errors
    /// Where git does not take it.
    pub fn plant(&self, path: &str, text: &str) -> Result<(), Error> {
        let planted = self.folder.path().join("planted");
        let failed = |error| Error::io("plant", "a file for the hook".as_ref(), error);
        fs::write(&planted, text).map_err(failed)?;
        let mut named = OsString::from("--path=");
        named.push(path);
        let object = self.ask(&["hash-object".into(), "-w".into(), named, planted.into()])?;
        let mut entry = OsString::from("100644,");
        entry.push(os_string(object.trim_ascii().to_vec()));
        entry.push(",");
        entry.push(path);
        let add = ["update-index", "--add", "--cacheinfo"].map(OsString::from);
        self.ask(&[&add[..], &[entry]].concat()).map(drop)
    }

    /// Runs a script as git runs a hook, and as a graphical client does: with the PATH of
    /// the system and no folder of the person's own, unless the script looks there.
    ///
    /// # Errors
    /// Where it cannot be started.
    pub fn run(&self, script: &str, has_own_path: bool) -> Result<HookRun, Error> {
        let failed = |error| Error::io("try", "the hook".as_ref(), error);
        let file = self.folder.path().join("pre-commit");
        fs::write(&file, script).map_err(failed)?;
        let mut shell = Command::new("sh");
        shell
            .arg(&file)
            .current_dir(&self.git.top)
            .stdin(Stdio::null())
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env("GIT_PREFIX", "")
            .envs(self.environment());
        // On Windows a graphical client has the PATH that everybody has.
        if !has_own_path && !cfg!(windows) {
            shell.env("PATH", system_path());
        }
        let _wait = wait(|| "waiting for the hook, which is tried".to_owned());
        let output = shell.output().map_err(failed)?;
        let said = [output.stdout, output.stderr].concat();
        Ok(HookRun {
            passed: output.status.success(),
            said: String::from_utf8_lossy(&said).into_owned(),
        })
    }

    fn environment(&self) -> [(&'static str, PathBuf); 2] {
        let below = |name: &str| self.folder.path().join(name);
        [
            ("GIT_INDEX_FILE", below("index")),
            ("GIT_OBJECT_DIRECTORY", below("objects")),
        ]
    }

    fn ask(&self, question: &[OsString]) -> Result<Vec<u8>, Error> {
        let mut command = self.git.command(question);
        let command = command.envs(self.environment()).env("LC_ALL", "C");
        let output = command.output().map_err(|error| not_started(&error))?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(super::git::says(&String::from_utf8_lossy(&output.stderr))),
        }
    }
}

/// Where a graphical client finds programs: git itself, and those of the system.
fn system_path() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let has_git = |folder: &PathBuf| folder.join("git").is_file();
    let mut folders: Vec<_> = env::split_paths(&path).filter(has_git).take(1).collect();
    folders.extend(["/usr/bin", "/bin", "/usr/sbin", "/sbin"].map(PathBuf::from));
    env::join_paths(folders).unwrap_or(path)
}
