//! Whether the hook guards, by trying it: what nobody may commit is planted in an index
//! that is thrown away, and the hook is run on it.

use crate::check;
use crate::context::Repository;
use crate::error::Error;
use crate::language::Language;
use crate::log::{self, Hook, Log};
use crate::session::Session;
use crate::talk::{Talk, visible};
use std::path::Path;

/// What is planted, by its code: the lines of a post-mortem. Every family with an error
/// has one.
const LEAKS: [(&str, &str); 8] = [
    ("HL501", "tldr = \"Mail jo@example.com to ask.\"\n"),
    ("HL502", "tldr = \"Rang +44 7700 900123 twice.\"\n"),
    (
        "HL602",
        "tldr = \"She is pregnant and would be out by spring.\"\n",
    ),
    (
        "HL005",
        "<<<<<<< a\nrole = \"A\"\n=======\nrole = \"B\"\n>>>>>>> b\n",
    ),
    ("HL006", "role = Data Analyst\n"),
    ("HL008", "role = 1\n"),
    ("HL102", "stage = \"no-such-stage\"\n"),
    ("HL201", "date = 9999-01-01\n"),
];

/// What came of trying.
pub struct Proof {
    /// Where the hook stands, as the person would type it.
    place: String,
    /// What was planted: its code, what that is, and whether the hook refused it.
    tried: Vec<(&'static str, String, bool)>,
    /// What else is wrong, with the way out.
    trouble: Option<String>,
}

impl Proof {
    /// Tries the hook of a repository on the log in it; `None` where no hook of ours
    /// checks that log.
    ///
    /// # Errors
    /// Where it cannot be tried.
    pub fn of(
        root: &Path,
        hook: &Hook<'_>,
        repository: &Repository,
        session: &Session<'_>,
    ) -> Result<Option<Self>, Error> {
        let Some(installed) = log::installed_hook(hook)? else {
            return Ok(None);
        };
        let (log, _) = Log::open_as_far_as_possible(root)?;
        let parts = [hook.log, log.logs()].into_iter();
        let folder = parts.filter(|part| !matches!(*part, "." | ""));
        let folder: String = folder.map(|part| format!("{part}/")).collect();
        let scratch = session.context.scratch_index(&repository.top)?;
        let mut proof = Self {
            place: session.shown(&installed.path),
            tried: Vec::new(),
            trouble: None,
        };
        let today = session.context.today;
        let text = |lines: &str| {
            let date = match lines.starts_with("date") {
                true => String::new(),
                false => format!("date = {today}\n"),
            };
            format!("schema = 1\n{date}outcome = \"rejected\"\n{lines}")
        };
        scratch.plant(&format!("{folder}planted.toml"), &text(""))?;
        let sound = scratch.run(&installed.script, !installed.names_program)?;
        let again = session.command().then("init --hook");
        proof.trouble = if !installed.is_runnable {
            Some(format!("git passes over it, as it may not be run: {again}"))
        } else if installed.is_old {
            Some(format!("an older hirelog wrote it; to renew it: {again}"))
        } else if !sound.passed {
            let said = sound.said.lines().rfind(|line| !line.trim().is_empty());
            let said = visible(said.unwrap_or("it says nothing")).into_owned();
            Some(format!("it refuses every commit of the log: {said}"))
        } else {
            None
        };
        for (code, lines) in LEAKS {
            scratch.plant(&format!("{folder}planted-{code}.toml"), &text(lines))?;
        }
        let found = scratch.run(&installed.script, !installed.names_program)?;
        let rules = check::rules(&Language::new());
        for (code, _) in LEAKS {
            let rule = rules.iter().find(|rule| rule.code.as_str() == code);
            let title = rule.map_or("", |rule| rule.title.as_str());
            let is_named = found.said.contains(&format!("[{code}]"));
            let is_refused = !found.passed && (is_named || !sound.passed);
            let is_refused = is_refused && installed.is_runnable;
            proof.tried.push((code, title.to_owned(), is_refused));
        }
        Ok(Some(proof))
    }

    /// Whether it guards.
    pub fn holds(&self) -> bool {
        self.trouble.is_none() && self.tried.iter().all(|(.., is_refused)| *is_refused)
    }

    /// A line for each that was planted.
    pub fn page(&self) -> String {
        let line = |(code, title, is_refused): &(&str, String, bool)| {
            let what = match is_refused {
                true => "refused",
                false => "LET THROUGH",
            };
            format!("{what:12}{code}  {title}\n")
        };
        self.tried.iter().map(line).collect()
    }

    /// What there is to say of it, in a line or two.
    pub fn summary(&self) -> Talk {
        let place = &self.place;
        let mut said = Talk::default();
        if let Some(trouble) = &self.trouble {
            said += format!("{place} does not guard as it should: {trouble}\n");
        }
        let through = self.tried.iter().filter(|(.., is_refused)| !is_refused);
        let through: Vec<_> = through.map(|(code, ..)| *code).collect();
        if !through.is_empty() {
            let through = through.join(", ");
            said += format!("{place} was tried: it lets {through} through\n");
        } else if self.trouble.is_none() {
            said += format!("{place} was tried: it refuses what may not be committed\n");
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use std::collections::BTreeSet;

    #[test]
    fn every_family_with_an_error_has_a_leak() {
        let rules = check::rules(&Language::new());
        let errors = rules.iter().filter(|rule| rule.severity == Severity::Error);
        let families = |codes: &dyn Fn(&str) -> bool| -> BTreeSet<_> {
            let rules = errors.clone().filter(|rule| codes(rule.code.as_str()));
            rules.map(|rule| rule.code.family().as_str()).collect()
        };
        let planted = |code: &str| LEAKS.iter().any(|(planted, _)| *planted == code);
        assert_eq!(families(&planted), families(&|_| true));
    }
}
