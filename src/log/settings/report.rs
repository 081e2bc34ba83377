//! What a team's file says about its report.

use super::{TeamSettings, below, section};
use crate::diagnostic::{Code, Diagnostic};
use crate::log::fields::Problems;
use toml_spanner::{Item, Key};

pub(super) fn read(
    key: &Key<'_>,
    item: &Item<'_>,
    problems: &mut Problems,
    settings: &mut TeamSettings,
) {
    let known = ["signoff", "template"];
    section(key, item, problems, known, |name, item, problems| {
        let text = problems.filled(&format!("report.{name}"), item);
        match name {
            "signoff" => settings.signoff = text,
            _ => settings.template = text.and_then(|path| template(&path, item, problems)),
        }
    });
}

/// A file below the team's own, and of a form that a report has.
fn template(path: &str, item: &Item<'_>, problems: &mut Problems) -> Option<String> {
    let mut refuse = |what: &str, help: &str| {
        let place = item.span().range();
        problems.push(Diagnostic::error(Code::NotAllowed, place, what).help(help));
        None
    };
    match below(path) {
        None => refuse(
            "`report.template` must be a file below this one",
            "write a relative path, such as \"report.html\"",
        ),
        Some(path) if path.ends_with(".html") || path.ends_with(".md") => Some(path),
        Some(_) => refuse(
            "`report.template` must end in .html or .md",
            "a template is used for the form of report that its name says",
        ),
    }
}
