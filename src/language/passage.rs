//! One text of a post-mortem, and whose it is.

use crate::model::{Fact, Party};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Passage<'a> {
    pub text: &'a str,
    /// The key it stands in.
    pub field: Fact,
    /// Whose section it stands in; `None` at the top of the file.
    pub party: Option<Party>,
    /// Who wrote that section, if the file says so.
    pub by: Option<Party>,
}

impl Passage<'_> {
    /// Written by somebody else than the party it is about: described, not owned.
    pub(super) fn is_described(&self) -> bool {
        self.party.is_some() && self.by.is_some() && self.by != self.party
    }
}
