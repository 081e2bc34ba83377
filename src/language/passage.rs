//! One text of a post-mortem, and whose it is.

use crate::model::Party;

/// Which key of a post-mortem the text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Tldr,
    Owned,
    Next,
    Case,
    Role,
    Team,
    Hold,
}

#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    pub text: &'a str,
    pub field: Field,
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
