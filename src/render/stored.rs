//! A file as it is stored.

use super::style::{Look, Tone};
use crate::talk::visible;
use crate::talk::visible_lines;

/// The path, then the text: shown, never obeyed.
pub fn stored(path: &str, source: &str, look: Look) -> String {
    let text = source.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    format!(
        "{}\n\n{}\n",
        look.paint(Tone::Heading, visible(path)),
        visible_lines(text.trim_end())
    )
}
