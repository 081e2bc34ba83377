//! A page for people: what its parts are drawn with.

use super::super::claims::{Voice, marked};
use super::super::style::{Look, Tone};
use super::super::wrap::wrap;
use crate::patterns::{Digest, Patterns};
use crate::talk::visible;

pub(super) struct Sheet<'a> {
    pub patterns: &'a Patterns,
    pub digest: &'a Digest<'a>,
    /// The program as it is called for this log.
    pub hirelog: &'a str,
    pub look: Look,
    pub room: SheetRoom,
}

/// How much of each kind there is room for.
#[derive(Clone, Copy)]
pub(super) struct SheetRoom {
    /// Balls and the like that are named on a line; the rest is counted.
    pub named: usize,
    /// Post-mortems that wait and are shown; the rest is counted.
    pub oldest: usize,
    /// Of the latest promises.
    pub promises: usize,
    /// Ids behind a topic that are shown.
    pub ids: usize,
    /// The words of the latest promises.
    pub quotes: bool,
    /// A line between its parts.
    pub is_airy: bool,
}

impl Sheet<'_> {
    /// What is said on one line, behind a label.
    pub fn folded(&self, label: &str, tone: Tone, said: &str) -> String {
        let label = format!("{label}: ");
        let text = self.wrapped(&label, said);
        // Where there is hardly any room the label itself is broken, and stays plain.
        let label = label.trim_end();
        match text.strip_prefix(label) {
            Some(rest) => format!("{}{rest}", self.look.paint(tone, label)),
            None => text,
        }
    }

    pub fn voice(&self) -> Voice<'_> {
        Voice {
            digest: self.digest,
            shown: to_read,
            slug: to_read,
            ball: |ball| marked(ball, to_read),
        }
    }

    pub fn titled(&self, title: &str, lines: &[String]) -> Option<String> {
        let title = self.look.paint(Tone::Heading, self.wrapped("", title));
        (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
    }

    pub fn wrapped(&self, label: &str, text: &str) -> String {
        match self.look.width {
            None => format!("{label}{text}"),
            Some(width) => wrap(&format!("{label}{text}"), width, "", "  "),
        }
    }
}

/// A text from a file, as a terminal shows it.
pub(super) fn to_read(text: &str) -> String {
    visible(text).into_owned()
}
