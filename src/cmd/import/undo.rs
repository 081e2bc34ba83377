//! `hirelog import --undo`: what the last import wrote, and nobody has touched since, is
//! taken away again.

use super::again;
use super::keys::owned;
use super::told::first_lines;
use crate::cli::Import;
use crate::context::Answer;
use crate::error::Error;
use crate::import::ImportMark;
use crate::log::{ImportOrigin, Loaded};
use crate::render::plural;
use crate::session::Session;
use crate::talk::Talk;
use crate::writing::guided::{self, Consent};

pub(super) fn run(args: &Import, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    log.check_writable()?;
    let _alone = log.keep_others_out()?;
    let imported = log.imported()?;
    let key = |origin: &ImportOrigin| Some(ImportMark::parse(origin.marks.first()?)?.key);
    let owned = owned(
        args,
        session,
        &log,
        imported.iter().filter_map(|one| key(&one.0)),
    )?;
    let is_ours = |origin: &ImportOrigin| key(origin).is_some_and(|key| owned.contains(&key));
    let ours = imported.iter().filter(|one| is_ours(&one.0));
    let Some(last) = ours.clone().filter_map(|one| one.0.last()).max() else {
        return Err(Error::usage("no import here can be undone").hint(
            "only files that say which import wrote them are taken away, and only where you have its key (--key FILE)",
        ));
    };
    let (mut untouched, mut touched, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for (origin, path) in ours.filter(|one| one.0.last() == Some(last)) {
        if origin.number != Some(last) {
            changed.push(session.shown(&log.root.join(path)));
            continue;
        }
        match log.load(path) {
            Ok(loaded) if again::is_untouched(&loaded.source) => untouched.push(loaded),
            _ => touched.push(session.shown(&log.root.join(path))),
        }
    }
    if untouched.is_empty() && touched.is_empty() {
        let what = format!(
            "the last import, {last}, wrote no file: it changed {}, which cannot be undone",
            plural(changed.len(), "file")
        );
        return Err(Error::usage(what).hint(
            "git has what they said before; an earlier import is not undone before a later one",
        ));
    }
    let mut shown = Talk::default();
    if !changed.is_empty() {
        shown += format!("import {last} changed these, which stay as they are now:\n");
        shown += first_lines("  ", changed);
    }
    if !touched.is_empty() {
        shown += format!("import {last}, changed since, so they stay:\n");
        shown += first_lines("  ", touched);
    }
    if !untouched.is_empty() {
        shown += format!("import {last}, and nobody has touched them since:\n");
        let path = |one: &Loaded| session.shown(&log.root.join(&one.path));
        let paths = untouched.iter().map(path);
        shown += first_lines("  ", paths.collect());
    }
    let (count, mut answer) = (plural(untouched.len(), "file"), Answer::default());
    if untouched.is_empty() || args.dry_run {
        answer.talk = shown;
        answer.talk += format!("{count} to take away; nothing was changed\n");
        return Ok(answer);
    }
    if !args.yes {
        if !guided::is_possible(session) {
            answer.talk = shown;
            answer.complaints += format!(
                "nothing was changed; to take {count} away: {} --yes\n",
                session.command().then("import --undo")
            );
            answer.exit_code = 2;
            return Ok(answer);
        }
        let consent = Consent {
            label: "undo",
            question: format!("Take {count} away?"),
            no: ("keep", "nothing changes"),
            yes: ("take away", "what was committed stays in git's history"),
        };
        if !guided::agrees(&shown, &consent, session)? {
            answer.talk += "nothing was changed\n";
            return Ok(answer);
        }
    } else {
        answer.talk = shown;
    }
    let mut removed = 0;
    for loaded in &untouched {
        removed += usize::from(again::remove(&log, loaded)?);
    }
    answer.talk += format!("{} taken away\n", plural(removed, "file"));
    Ok(answer)
}
