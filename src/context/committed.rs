//! What git knows of one file: what the last commit says, and under which names.

use super::Context;
use super::git::{Git, in_head, os_string};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

impl Context {
    /// The text of a file as the last commit has it, through the filters of git; `None`
    /// where that has no such text, or where no git can say.
    pub fn committed_text(&self, file: &Path) -> Option<String> {
        let folder = file.parent()?;
        let git = Git::of(folder)?;
        let below = git.below(folder)?.join(file.file_name()?);
        let text = git.answer(&[
            OsStr::new("cat-file"),
            "--filters".as_ref(),
            &in_head(&below),
        ]);
        String::from_utf8(text.ok()?).ok()
    }

    /// The names below a folder, from the top of its repository, that the index has and
    /// under which nothing is any more.
    pub fn gone(&self, folder: &Path) -> Vec<PathBuf> {
        let gone = || {
            let git = Git::of(folder)?;
            let below = git.below(folder)?;
            let listed = git.answer(&["ls-files", "--deleted", "-z"]).ok()?;
            let listed = listed.split(|byte| *byte == 0).map(<[u8]>::to_vec);
            let listed = listed.map(|name| PathBuf::from(os_string(name)));
            Some(listed.filter(|name| name.starts_with(&below)).collect())
        };
        gone().unwrap_or_default()
    }
}
