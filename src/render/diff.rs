//! What a change makes of a file, as a unified diff that `git apply` takes.

use super::style::{Look, Tone};
use crate::talk::visible;
use similar::{ChangeTag, TextDiff};

/// Lines shown around a change.
const CONTEXT: usize = 3;

pub fn diff(path: &str, before: &str, after: &str, look: Look) -> String {
    // As git splits them: a carriage return by itself ends no line.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::from_slices(&before, &after);
    let path = visible(path).into_owned();
    let head = format!("--- a/{path}\n+++ b/{path}");
    let mut text = look.paint(Tone::Heading, head) + "\n";
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text += &format!("{}\n", hunk.header());
        for change in hunk.iter_changes() {
            let tone = match change.tag() {
                ChangeTag::Delete => Tone::Removed,
                ChangeTag::Insert => Tone::Added,
                ChangeTag::Equal => Tone::Plain,
            };
            let line = change.value().trim_end_matches('\n');
            // What is piped must still apply; what is looked at must not be obeyed.
            let line = match look.width {
                Some(_) => visible(line.trim_end_matches('\r')),
                None => line.into(),
            };
            text += &look.paint(tone, format!("{}{line}", change.tag()));
            text.push('\n');
            if !change.value().ends_with('\n') {
                text += "\\ No newline at end of file\n";
            }
        }
    }
    text
}
