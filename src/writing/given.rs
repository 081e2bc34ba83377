//! A post-mortem that a person hands over as a whole, in TOML or JSON.

use crate::diagnostic::{Code, Diagnostic, Findings, Severity};
use crate::error::Error;
use crate::flags::Content;
use crate::log::{self, Defaults, Prose};
use crate::model::{Day, Fact, PostMortem};
use crate::session::Session;
use std::path::Path;

pub struct Given {
    /// The file, or standard input.
    name: String,
    pub toml: String,
    /// It came as JSON: places in the TOML made of it mean nothing to anybody.
    is_json: bool,
}

impl Given {
    /// # Errors
    /// Where it cannot be read, or is neither TOML nor JSON.
    pub fn read(file: &Path, session: &Session<'_>) -> Result<Self, Error> {
        let (name, bytes) = input(file, session)?;
        let text = log::text_of(&name, &bytes)?;
        // Windows puts a byte order mark before a text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        let is_json = text.trim_start().starts_with('{');
        let mut given = Self {
            name,
            toml: text,
            is_json,
        };
        if is_json {
            given.toml =
                log::from_json(&given.toml).map_err(|problem| given.refused(vec![*problem]))?;
        }
        Ok(given)
    }

    /// What it leaves out is filled in from flags; what it has too much is
    /// refused, as nothing would keep it.
    ///
    /// # Errors
    /// Everything in it that is no post-mortem, with its place.
    pub fn post_mortem(&self, content: &Content, today: Day) -> Result<PostMortem, Error> {
        let defaults = Defaults {
            date: Some(today),
            outcome: Some(content.text(Fact::Outcome).unwrap_or_default().to_owned()),
        };
        let decoded = log::decode_with(&self.toml, &defaults, Prose::Whole);
        match decoded.post_mortem {
            Some(post_mortem) if decoded.diagnostics.is_empty() => Ok(post_mortem),
            _ => Err(self.refused(decoded.diagnostics)),
        }
    }

    fn refused(&self, mut diagnostics: Vec<Diagnostic>) -> Error {
        for problem in &mut diagnostics {
            if self.is_json {
                problem.place = None;
            }
            // Here nothing would keep it.
            if problem.code == Code::UnknownKey {
                problem.note = None;
                problem.severity = Severity::Error;
            }
        }
        let source = (!self.is_json).then(|| self.toml.clone());
        let findings = Findings {
            path: self.name.clone(),
            source,
            diagnostics,
        };
        Error::findings(
            format!("{} is not a post-mortem", self.name),
            vec![findings],
        )
        .hint("nothing was written; put it right and run this again")
    }
}

/// A file, or standard input where it is `-`, and what to call it.
///
/// # Errors
/// Where it cannot be read.
pub fn input(file: &Path, session: &Session<'_>) -> Result<(String, Vec<u8>), Error> {
    if file == Path::new("-") {
        return Ok((
            "standard input".to_owned(),
            session.context.standard_input()?,
        ));
    }
    let path = session.context.working_folder.join(file);
    session.context.tell_of_pipe(&path);
    Ok((session.shown(&path), log::read_bytes(&path)?))
}
