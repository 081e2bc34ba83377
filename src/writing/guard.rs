//! The step before every write, whatever the door: the rules of `check` look at what is
//! about to be written, and what they find may stop it.

use super::meant::NEW_FILE;
use crate::check;
use crate::diagnostic::{Code, Family, Findings, Pointed};
use crate::error::Error;
use crate::log;
use crate::model::{PostMortem, slug};
use crate::vocabulary::Vocabulary;

pub struct Guard<'a> {
    vocabulary: &'a Vocabulary,
}

/// One file, as it is about to be written.
pub struct Proposal<'a> {
    /// What to call it.
    pub path: &'a str,
    pub text: &'a str,
    /// What it said; `None` where it is a new one.
    pub before: Option<&'a PostMortem>,
    pub after: &'a PostMortem,
}

impl<'a> Proposal<'a> {
    /// A file of its own.
    pub const fn new(text: &'a str, after: &'a PostMortem) -> Self {
        Self {
            path: NEW_FILE,
            text,
            before: None,
            after,
        }
    }
}

impl<'a> Guard<'a> {
    pub const fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary }
    }

    /// Lets a file pass.
    ///
    /// # Errors
    /// The findings that stop it, each with its place.
    pub fn pass(&self, proposal: &Proposal<'_>) -> Result<(), Error> {
        let found = self.stopping(proposal.before, proposal.after);
        if found.is_empty() {
            return Ok(());
        }
        let findings = Findings {
            path: proposal.path.to_owned(),
            source: Some(proposal.text.to_owned()),
            diagnostics: log::place(proposal.text, found),
        };
        Err(Error::findings("this cannot be saved yet", vec![findings]))
    }

    /// What stops a write: never what the file said already, as nobody could then mend
    /// anything else in it.
    pub fn stopping(&self, before: Option<&PostMortem>, after: &PostMortem) -> Vec<Pointed> {
        let mut found = self.findings(after);
        found.retain(stops);
        if let (false, Some(before)) = (found.is_empty(), before) {
            let before = self.findings(before);
            let is_old = |one: &Pointed| {
                let (old, new) = (before.iter(), &one.diagnostic);
                old.map(|one| &one.diagnostic)
                    .any(|old| old.code == new.code && old.message == new.message)
            };
            found.retain(|one| !is_old(one));
        }
        found
    }

    /// The rules that are asked.
    fn findings(&self, post_mortem: &PostMortem) -> Vec<Pointed> {
        check::words(post_mortem, self.vocabulary)
    }
}

/// Whether a finding stops a write: words that no count could make anything of. The rest
/// is left to `check`.
fn stops(one: &Pointed) -> bool {
    let finding = &one.diagnostic;
    match finding.code {
        Code::TooMany => true,
        Code::Ball => finding
            .words
            .as_deref()
            .is_some_and(|word| slug(word).is_empty()),
        code => code.family() == Family::Vocabulary && finding.is_error(),
    }
}
