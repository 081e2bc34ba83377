//! The post-mortems of one case: what is kept about one person's process.

use crate::error::Error;
use crate::log::{
    Draft, Loaded, Log, Prose, Reading, Why, is_whole_name, names_case, outcome_told,
};
use crate::model::{Entry, path_text, same_name};
use crate::session::Session;
use crate::talk::{CommandLine, shell_word};

/// The file that an id means, or all files of a case, for changing all of them.
///
/// # Errors
/// Where there is no such file, or where one that cannot be read may be another.
/// Whoever names one file whole means no other.
pub fn meant(
    log: &Log,
    id: Option<&str>,
    case: Option<&str>,
    session: &Session<'_>,
) -> Result<Vec<Loaded>, Error> {
    let reading = log.read(Prose::Hinted)?;
    let load = |entry: &Entry| log.load(&entry.path);
    if let Some(case) = case {
        log.check_redactable(&reading)?;
        let files = of_case(&reading, case, load)?;
        return if files.is_empty() {
            Err(none(case, &reading, session))
        } else {
            Ok(files)
        };
    }
    let name = id.unwrap_or_default();
    let found = log.find(name);
    let files = of_case(&reading, name, load)?;
    let is_whole = found.as_ref().is_ok_and(|path| is_whole_name(name, path));
    if !is_whole || !files.is_empty() {
        log.check_redactable(&reading)?;
    }
    match (found, files.is_empty()) {
        (Ok(path), true) => {
            session.tell_of_latest(name, &log.load(&path)?);
            with_copies(log, &reading, &path)
        }
        (Ok(path), false) if files.iter().all(|one| one.path != path) => Err(Error::usage(
            format!("`{name}` is a case, and the name of another post-mortem"),
        )
        .hint(format!("the case: --case {}", shell_word(name)))
        .hint(format!("the post-mortem: {}", shell_word(&path)))),
        (Err(error), true) => Err(error.hint("or name a case: --case REF")),
        _ => Ok(files),
    }
}

/// A file, and all that have its id or tell the same outcome of the same case on the same
/// day: who strips one strips what was copied from it.
fn with_copies(log: &Log, reading: &Reading, path: &str) -> Result<Vec<Loaded>, Error> {
    let loaded = log.load(path)?;
    let id = loaded.id.folded();
    let told = { loaded.decoded.post_mortem.as_ref() }.and_then(outcome_told);
    let copies = reading.all().filter(|entry| {
        let tells_same = || told.is_some() && outcome_told(&entry.post_mortem) == told;
        entry.path != path && (entry.id.folded() == id || tells_same())
    });
    let copies: Vec<_> = copies.map(|entry| log.load(&entry.path)).collect();
    [Ok(loaded)].into_iter().chain(copies).collect()
}

/// By date. Letter case does not tell two cases apart.
///
/// # Errors
/// Where one of its files cannot be read.
pub fn of_case(
    reading: &Reading,
    case: &str,
    load: impl Fn(&Entry) -> Result<Loaded, Error>,
) -> Result<Vec<Loaded>, Error> {
    let case = same_name(case);
    let mut files: Vec<_> = reading.all().collect();
    files.retain(|entry| {
        let own = entry.post_mortem.case.as_deref();
        !case.is_empty() && own.is_some_and(|own| same_name(own) == case)
    });
    files.sort_by_key(|entry| entry.order());
    files.into_iter().map(load).collect()
}

pub fn none(case: &str, reading: &Reading, session: &Session<'_>) -> Error {
    let error = Error::usage(format!("no post-mortem has the case `{case}`"));
    let (list, check) = (
        session.command().then("list --format csv"),
        session.command().then("check"),
    );
    match reading.broken.len() {
        0 => error.hint(format!("the cases there are: {list}")),
        1 => error.hint(format!(
            "1 file could not be read, and may have it: {check}"
        )),
        count => error.hint(format!(
            "{count} files could not be read, and may have it: {check}"
        )),
    }
}

/// What else may hold what these held, a line each, with what is to be done by hand: files
/// that no command reads, lines of others that name the case, drafts of the person's own.
/// `named` is what was asked for; it is a case where it is not the name of one of these.
pub fn strays(
    meant: &[Loaded],
    named: &[String],
    by_hand: &str,
    log: &Log,
    session: &Session<'_>,
) -> Vec<String> {
    let post_mortems = meant
        .iter()
        .filter_map(|one| one.decoded.post_mortem.as_ref());
    let own: Vec<_> = post_mortems
        .filter_map(|one| Some(one.case.as_ref()?.to_string()))
        .collect();
    let files: Vec<_> = meant.iter().map(|one| one.path.clone()).collect();
    let is_case = |name: &&String| {
        let is_own = |case: &String| same_name(case) == same_name(name);
        meant.is_empty() || own.iter().any(is_own)
    };
    let in_lines: Vec<_> = named.iter().filter(is_case).cloned().collect();
    let all = [own, named.to_vec()].concat();
    let told = log
        .strays(&all, &in_lines, &files)
        .into_iter()
        .map(|stray| {
            let path = session.shown(&log.root.join(&stray.path));
            match stray.why {
                Why::Holds(case) => format!("{path}: not read, and holds {case}; {by_hand}"),
                Why::Names(case, line) => {
                    format!("{path}:{line}: names {case}; take it out by hand")
                }
                Why::CalledAfter(file) => {
                    format!("{path}: not read, and called after {file}; {by_hand}")
                }
                Why::Left => format!("{path}: left by a hirelog that was stopped; delete it"),
                Why::Unreadable(why) => format!("{path}: could not be looked into: {why}"),
            }
        });
    told.chain(drafts(meant, &all, session)).collect()
}

/// Drafts that nobody is at: of one of these, or that name one of these cases.
fn drafts(meant: &[Loaded], cases: &[String], session: &Session<'_>) -> Vec<String> {
    let state = session.context.folders.state.as_deref();
    let drafts = state.map(Draft::all).unwrap_or_default().into_iter();
    let is_of_them = |draft: &Draft| {
        let stem = draft.path.file_stem().unwrap_or_default().to_string_lossy();
        let is_own = meant.iter().any(|one| one.id.as_str() == stem);
        is_own || draft.read().is_ok_and(|text| names_case(&text, cases))
    };
    let told = drafts.filter(is_of_them).map(|draft| {
        let delete = CommandLine::new("rm").word(&draft.path);
        format!(
            "{}: a draft, with what was typed in it; delete it: {delete}",
            path_text(&draft.path)
        )
    });
    told.collect()
}
