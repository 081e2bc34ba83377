//! What `init` made.

use super::visible;
use std::path::Path;

/// `created  PATH`, `kept     PATH`: one line a file.
pub fn made<'a>(lines: impl Iterator<Item = (&'static str, &'a Path)>) -> String {
    lines
        .map(|(what, path)| format!("{what:9}{}\n", visible(&path.display().to_string())))
        .collect()
}
