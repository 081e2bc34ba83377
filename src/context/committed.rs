//! What the last commit says of one file.

use super::Context;
use super::git::Git;
use std::path::Path;

impl Context {
    /// The text of a file as the last commit has it, through the filters of git; `None`
    /// where that has no such text, or where no git can say.
    pub fn committed_text(&self, file: &Path) -> Option<String> {
        let folder = file.parent()?;
        let git = Git::of(folder)?;
        let below = git.below(folder)?.join(file.file_name()?);
        let below = below.to_str()?.replace('\\', "/");
        let text = git.answer(&["cat-file", "--filters", &format!("HEAD:{below}")]);
        String::from_utf8(text.ok()?).ok()
    }
}
