//! What a merge leaves in a file that two people changed.

use crate::diagnostic::{Code, Diagnostic};

/// Git's markers at the beginning of a line. Looked for before anything else:
/// inside a text in triple quotes they are valid TOML.
pub(super) fn conflict_markers(source: &str) -> Vec<Diagnostic> {
    let bytes = source.as_bytes();
    let mut markers = Vec::new();
    for start in memchr::memchr3_iter(b'<', b'>', b'|', bytes) {
        let begins_line = start == 0 || bytes[start - 1] == b'\n';
        let line = || source[start..].lines().next().unwrap_or_default();
        if begins_line && is_conflict_marker(line()) {
            let message = format!("a merge left a conflict marker here: {}", &line()[..7]);
            let place = start..start + line().trim_end().len();
            markers.push(Diagnostic::error(Code::Conflict, place, message));
        }
    }
    if let Some(first) = markers.first_mut() {
        first.help = Some(
            "keep the lines that are right, delete the markers, then `git add` the file".to_owned(),
        );
    }
    markers
}

/// Whether a line of this text would look like a conflict.
pub(super) fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", ">>>>>>>", "|||||||"].iter().any(|marker| {
        line.strip_prefix(marker)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}
