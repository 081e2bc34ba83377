//! What a merge leaves in a file that two people changed.

use crate::diagnostic::{Code, Diagnostic};

const SHORTEST_MARKER: usize = 7;

/// Git's markers at the beginning of a line. Looked for before anything else:
/// inside a text in triple quotes they are valid TOML.
pub(super) fn conflict_markers(source: &str) -> Vec<Diagnostic> {
    let bytes = source.as_bytes();
    let mut markers = Vec::new();
    for start in memchr::memchr3_iter(b'<', b'>', b'|', bytes) {
        let begins_line = start == 0 || bytes[start - 1] == b'\n';
        let line = || source[start..].lines().next().unwrap_or_default();
        if begins_line && is_conflict_marker(line()) {
            let message = format!(
                "a merge left a conflict marker here: {}",
                &line()[..SHORTEST_MARKER]
            );
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

/// Whether a line of this text would look like a conflict. Of files that both sides renamed git
/// makes the markers longer, and says which side they are of.
pub(super) fn is_conflict_marker(line: &str) -> bool {
    let rest = line.trim_start_matches(line.chars().next().unwrap_or_default());
    let is_long = line.len() - rest.len() >= SHORTEST_MARKER;
    let is_whole = rest.is_empty() && line.len() == SHORTEST_MARKER;
    line.starts_with(['<', '>', '|']) && is_long && (is_whole || rest.starts_with(' '))
}
