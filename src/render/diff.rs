//! What a change makes of a file, as a unified diff that `git apply` takes.

use super::style::{Look, Tone};
use crate::diagnostic::Edit;
use crate::talk::visible;
use std::ops::Range;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// The edits, in no particular order, touching each other nowhere.
pub fn diff(path: &str, source: &str, edits: &[Edit], look: Look) -> String {
    let lines: Vec<&str> = source.split_inclusive('\n').collect();
    let mut starts = vec![0];
    for line in &lines {
        starts.push(starts[starts.len() - 1] + line.len());
    }
    let line_of = |byte: usize| {
        let after = starts.partition_point(|start| *start <= byte);
        after.saturating_sub(1).min(lines.len().saturating_sub(1))
    };
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.place.start);
    let mut changes: Vec<ChangedLines> = Vec::new();
    for edit in edits {
        let touched = line_of(edit.place.start)..line_of(edit.place.end) + 1;
        match changes.last_mut() {
            Some(last) if touched.start < last.lines.end => {
                last.lines.end = last.lines.end.max(touched.end);
                last.edits.push(edit);
            }
            _ => changes.push(ChangedLines {
                lines: touched,
                edits: vec![edit],
            }),
        }
    }
    let path = visible(path).into_owned();
    let head = format!("--- a/{path}\n+++ b/{path}\n");
    let mut text = look.paint(Tone::Heading, head.trim_end()) + "\n";
    let mut moved = 0_isize;
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        let near = |pair: &[ChangedLines]| pair[1].lines.start <= pair[0].lines.end + 2 * CONTEXT;
        let count = 1 + rest.windows(2).take_while(|pair| near(pair)).count();
        let (hunk, later) = rest.split_at(count);
        rest = later;
        let last = hunk.last().unwrap_or(first);
        let from = first.lines.start.saturating_sub(CONTEXT);
        let until = (last.lines.end + CONTEXT).min(lines.len());
        let (mut body, mut added, mut at) = (String::new(), 0, from);
        for change in hunk {
            push(&mut body, ' ', &lines[at..change.lines.start], look);
            let old = &lines[change.lines.clone()];
            let new = change.new_text(source, &starts);
            let new: Vec<&str> = new.split_inclusive('\n').collect();
            added += new.len();
            // An edit may begin at the end of a line that stays, and end where one begins.
            let pairs = old.iter().zip(&new);
            let same = pairs.take_while(|(old, new)| old == new).count();
            let (gone, come) = (&old[same..], &new[same..]);
            let pairs = gone.iter().rev().zip(come.iter().rev());
            let tail = pairs.take_while(|(old, new)| old == new).count();
            push(&mut body, ' ', &old[..same], look);
            push(&mut body, '-', &gone[..gone.len() - tail], look);
            push(&mut body, '+', &come[..come.len() - tail], look);
            push(&mut body, ' ', &gone[gone.len() - tail..], look);
            at = change.lines.end;
        }
        push(&mut body, ' ', &lines[at..until], look);
        let removed: usize = hunk.iter().map(|change| change.lines.len()).sum();
        let old = until - from;
        let new = old + added - removed;
        let new_from = from.saturating_add_signed(moved) + 1;
        text += &format!("@@ -{},{old} +{new_from},{new} @@\n{body}", from + 1);
        moved += added.cast_signed() - removed.cast_signed();
    }
    text
}

struct ChangedLines<'a> {
    lines: Range<usize>,
    edits: Vec<&'a Edit>,
}

impl ChangedLines<'_> {
    fn new_text(&self, source: &str, starts: &[usize]) -> String {
        let mut text = String::new();
        let mut at = starts[self.lines.start];
        for edit in &self.edits {
            text += &source[at..edit.place.start];
            text += &edit.text;
            at = edit.place.end;
        }
        text + &source[at..starts[self.lines.end]]
    }
}

fn push(body: &mut String, sign: char, lines: &[&str], look: Look) {
    let tone = match sign {
        '-' => Tone::Removed,
        '+' => Tone::Added,
        _ => Tone::Plain,
    };
    for line in lines {
        let line_alone = line.trim_end_matches('\n');
        // What is piped must still apply; what is looked at must not be obeyed.
        let line_alone = match look.width {
            Some(_) => visible(line_alone.trim_end_matches('\r')),
            None => line_alone.into(),
        };
        let shown = format!("{sign}{line_alone}");
        *body += &look.paint(tone, shown);
        body.push('\n');
        if !line.ends_with('\n') {
            *body += "\\ No newline at end of file\n";
        }
    }
}
