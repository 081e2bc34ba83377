//! Blocks such as `[[question]]`: each is read as far as it can be.

use crate::diagnostic::{Code, Diagnostic};
use crate::log::read::fields::Problems;
use toml_spanner::{Item, Table};

/// Each block called `[[name]]`, as far as it can be read.
pub(super) fn blocks<T>(
    name: &str,
    item: &Item<'_>,
    problems: &mut Problems,
    read: impl Fn(&Item<'_>, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let Some(array) = item.as_array() else {
        let help = format!("write each as a block that begins with [[{name}]]");
        problems.wrong_type(name, item, "a list of blocks").help = Some(help);
        return Vec::new();
    };
    array
        .iter()
        .filter_map(|item| read(item, problems))
        .collect()
}

/// Says which keys a block lacks or leaves blank, each with what could stand there.
pub(super) fn missing(
    name: &str,
    table: &Table<'_>,
    keys: [(&str, &str); 2],
    problems: &mut Problems,
) {
    for (key, help) in keys {
        let place = match table.get(key) {
            None => table.span(),
            Some(item) if item.as_str().is_some_and(|text| text.trim().is_empty()) => item.span(),
            Some(_) => continue,
        };
        let what = format!("this [[{name}]] has no `{key}`");
        problems.push(Diagnostic::error(Code::Missing, place.range(), what).help(help));
    }
}
