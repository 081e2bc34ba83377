//! `check --fix`: what can be put right for certain, and nothing else.

use super::examine::Examination;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::log;
use crate::render::{self, Examined};
use crate::session::Session;
use crate::talk::Talk;
use crate::writing::guard::Guard;
use std::collections::BTreeMap;

/// A file with its fixes.
struct Mended<'a> {
    file: &'a Examined,
    source: &'a str,
    text: String,
    told: Vec<String>,
}

/// What `--fix` would do, as a diff.
pub(super) fn diff(examination: &Examination, session: &Session<'_>) -> String {
    let mended = all(examination, session);
    let diffs = mended.map(|one| {
        let path = &one.file.findings.path;
        render::diff(path, one.source, &one.text, session.look())
    });
    diffs.collect()
}

/// What there is to say beside the diff.
pub(super) fn rest(diff: &str, left: usize) -> Talk {
    let nothing = if diff.is_empty() {
        "nothing to put right for certain; "
    } else {
        ""
    };
    match left {
        0 => format!("{nothing}nothing else was found\n"),
        1 => format!("{nothing}1 finding is left to you\n"),
        left => format!("{nothing}{left} findings are left to you\n"),
    }
    .into()
}

/// How much it would put right.
pub(super) fn count(examination: &Examination, session: &Session<'_>) -> usize {
    all(examination, session).map(|one| one.told.len()).sum()
}

/// What it would leave to the person.
pub(super) fn left<'a>(examination: &'a Examination, session: &Session<'_>) -> Vec<&'a Diagnostic> {
    let mended: Vec<_> = all(examination, session).map(|one| one.file).collect();
    let files = examination.found().into_iter();
    let left = files.flat_map(|file| {
        let is_mended = mended.iter().any(|one| std::ptr::eq(*one, file));
        let all = file.findings.diagnostics.iter();
        all.filter(move |one| !is_mended || one.fix.is_none())
    });
    left.collect()
}

/// What was done, by file.
#[derive(Default)]
pub(super) struct Fixed {
    files: BTreeMap<String, Vec<String>>,
    /// Written by somebody else in the same moment.
    left_alone: Vec<String>,
    rounds: usize,
}

/// The most times a file is looked at anew; each fix leaves less to put right.
const MOST_ROUNDS: usize = 10;

/// Writes each file that something can be put right in, whole or not at all.
/// Whether it is worth looking again.
pub(super) fn apply(
    examination: &Examination,
    session: &Session<'_>,
    fixed: &mut Fixed,
) -> Result<bool, Error> {
    let mut any = false;
    for one in all(examination, session) {
        let path = &one.file.findings.path;
        let Some(file) = &one.file.file else {
            continue;
        };
        if log::rewrite(file, one.source, &one.text)? {
            any = true;
            fixed
                .files
                .entry(path.clone())
                .or_default()
                .extend(one.told);
        } else if fixed.rounds == 0 {
            fixed.left_alone.push(path.clone());
        }
    }
    fixed.rounds += 1;
    Ok(any && fixed.rounds < MOST_ROUNDS)
}

impl Fixed {
    pub fn summary(&self) -> Talk {
        let mut said = self.done();
        if said.is_empty() {
            said += "nothing to put right for certain\n";
        }
        said
    }

    /// What was put right so far, also where a disk then refuses the next.
    pub fn done(&self) -> Talk {
        let mut said = Talk::default();
        for (path, what) in &self.files {
            said += format!("changed {path}: {}\n", what.join(", "));
        }
        for path in &self.left_alone {
            said += format!("{path} was changed by somebody else meanwhile, and left alone\n");
        }
        said
    }
}

fn all<'a>(
    examination: &'a Examination,
    session: &Session<'_>,
) -> impl Iterator<Item = Mended<'a>> {
    let today = session.context.today;
    let parts = examination.parts.iter();
    parts.flat_map(move |part| {
        let guard = Guard::new(&part.vocabulary, None, today);
        let files = part.found.iter();
        files.filter_map(move |file| mended(file, &guard))
    })
}

/// Every fix of a file made at once; `None` where the file would then say
/// something else than it did.
fn mended<'a>(file: &'a Examined, guard: &Guard<'_>) -> Option<Mended<'a>> {
    let Findings {
        source,
        diagnostics,
        ..
    } = &file.findings;
    let source = source.as_deref()?;
    let fixes: Vec<_> = diagnostics
        .iter()
        .filter_map(|one| one.fix.as_ref())
        .collect();
    let edits: Vec<_> = fixes.iter().flat_map(|fix| fix.edits.clone()).collect();
    if edits.is_empty() {
        return None;
    }
    let text = log::spliced(source, &edits)?;
    let (before, after) = (log::decode(source), log::decode(&text));
    let same = match (&before.post_mortem, &after.post_mortem) {
        (Some(before), Some(after)) => guard.finds_nothing_new(before, after),
        // It could not be read; now there is less in the way.
        (None, _) => after.diagnostics.len() < before.diagnostics.len(),
        (Some(_), None) => false,
    };
    let told = fixes.iter().map(|fix| fix.what.clone()).collect();
    (same && !before.newer).then_some(Mended {
        file,
        source,
        text,
        told,
    })
}
