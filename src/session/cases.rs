//! The post-mortems of one case: what is kept about one person's process.

use crate::error::Error;
use crate::log::{Loaded, Log, Prose, Reading, is_whole_name};
use crate::talk::shell_word;

/// The file that an id means, or all files of a case, for changing all of them.
///
/// # Errors
/// Where there is no such file, or where one that cannot be read may be another.
/// Whoever names one file whole means no other.
pub fn meant(log: &Log, id: Option<&str>, case: Option<&str>) -> Result<Vec<Loaded>, Error> {
    let reading = log.read(Prose::Hinted)?;
    if let Some(case) = case {
        log.check_redactable(&reading)?;
        let files = of_case(log, &reading, case)?;
        return if files.is_empty() {
            Err(none(case, &reading))
        } else {
            Ok(files)
        };
    }
    let name = id.unwrap_or_default();
    let found = log.find(name);
    let files = of_case(log, &reading, name)?;
    let is_whole = found.as_ref().is_ok_and(|path| is_whole_name(name, path));
    if !is_whole || !files.is_empty() {
        log.check_redactable(&reading)?;
    }
    match (found, files.is_empty()) {
        (Ok(path), true) => Ok(vec![log.load(&path)?]),
        (Ok(path), false) if files.iter().all(|one| one.path != path) => Err(Error::usage(
            format!("`{name}` is a case, and the name of another post-mortem"),
        )
        .hint(format!("the case: --case {}", shell_word(name)))
        .hint(format!("the post-mortem: {}", shell_word(&path)))),
        (Err(error), true) => Err(error.hint("or name a case: --case REF")),
        _ => Ok(files),
    }
}

/// By date. Letter case does not tell two cases apart.
pub fn of_case(log: &Log, reading: &Reading, case: &str) -> Result<Vec<Loaded>, Error> {
    let case = case.trim().to_lowercase();
    let files = reading.entries.iter().filter(|entry| {
        let own = entry.post_mortem.case.as_deref();
        !case.is_empty() && own.is_some_and(|own| own.trim().to_lowercase() == case)
    });
    files.map(|entry| log.load(&entry.path)).collect()
}

pub fn none(case: &str, reading: &Reading) -> Error {
    let error = Error::usage(format!("no post-mortem has the case `{case}`"));
    match reading.broken.len() {
        0 => error.hint("the cases there are: hirelog list --format csv"),
        1 => error.hint("1 file could not be read, and may have it: hirelog check"),
        count => error.hint(format!(
            "{count} files could not be read, and may have it: hirelog check"
        )),
    }
}
