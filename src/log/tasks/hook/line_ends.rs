//! Hooks that are files of the repository: where git gives files the line ends of Windows,
//! no shell would run them, and nobody there could commit anything.

use super::{HOOKS, Hook};
use crate::error::Error;
use crate::log::Made;
use crate::log::tasks::init::attributes;

impl Hook<'_> {
    /// Has git keep the line ends of those that are ours.
    pub(super) fn line_ends(&self, made: &[Made]) -> Result<Option<Made>, Error> {
        let path = made.iter().find_map(|one| match one {
            Made::Created(path) | Made::Changed(path) | Made::Kept(path) => {
                let name = path.file_name()?;
                (HOOKS.iter().any(|hook| name == hook.0) && self.is_tracked(path)).then_some(path)
            }
            _ => None,
        });
        let Some(folder) = path.and_then(|path| path.parent()) else {
            return Ok(None);
        };
        let lines = HOOKS
            .map(|(hook, _)| format!("/{hook} text eol=lf\n"))
            .concat();
        attributes(&self.target(&folder.join(".gitattributes")), &lines).map(Some)
    }
}
