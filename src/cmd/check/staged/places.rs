//! Where the logs of an index are, and what in it is theirs.

use crate::context::{Index, Indexed};
use crate::log::{self, Log, TEAM_FILE};
use std::path::{MAIN_SEPARATOR, Path};

/// What marks the logs in the index.
pub(super) fn marks(index: &Index) -> impl Iterator<Item = &Indexed> {
    index.files.iter().filter(|file| is_mark(index, file))
}

pub(super) fn is_mark(index: &Index, file: &Indexed) -> bool {
    let name = file.path.file_name();
    name.is_some_and(|name| index.is_same(name, TEAM_FILE.as_ref()))
}

pub(super) fn team_file<'i>(index: &'i Index, root: &Path) -> Option<&'i Indexed> {
    let path = log::whole_path(root).join(TEAM_FILE);
    let is_it = |file: &&Indexed| index.below(&file.path, &path) == Some(Path::new(""));
    index.files.iter().find(is_it)
}

/// The path of a file in a log at a folder without links, as its `hirelog.toml` spells it;
/// `None` for what is none of its business. What is no file stands for all that a folder of
/// the log would hold, and what is no post-mortem is looked at once: when it is staged.
pub(super) fn path_in(index: &Index, log: &Log, real: &Path, file: &Indexed) -> Option<String> {
    let text = |path: &Path| path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
    let in_root = || index.below(&file.path, real).map(text);
    for folder in [log.logs(), log.decisions_folder()] {
        let whole = real.join(folder);
        if !file.is_file && index.below(&whole, &file.path).is_some() {
            return in_root();
        }
        if let Some(path) = index.below(&file.path, &whole) {
            let path = format!("{folder}/{}", text(path));
            // Git goes by this one before anything is checked out.
            let is_of_git = path.ends_with(".gitattributes");
            return (log.has(&path) || file.is_staged && !is_of_git).then_some(path);
        }
    }
    in_root().filter(|path| log.has(path))
}
