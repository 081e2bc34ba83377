//! Colour as a second voice: every text reads the same without it.

use anstyle::{AnsiColor, Style};
use std::fmt::Display;

/// How a text should be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; `None` where the output is no terminal: then one record a
    /// line, never wrapped, cut or ruled off.
    pub width: Option<usize>,
    pub color: bool,
    /// More than ASCII can be shown.
    pub unicode: bool,
}

/// What a piece of text is, not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Heading,
    /// What one types to name a post-mortem.
    Id,
    /// There, but not the point.
    Quiet,
    /// Dropped again and again: needs a talk.
    Loud,
    /// Worth an eye.
    Watch,
    Error,
    Warning,
    /// A line that goes.
    Removed,
    /// A line that comes.
    Added,
}

impl Look {
    pub fn paint(self, tone: Tone, text: impl Display) -> String {
        let style = match tone {
            Tone::Plain => Style::new(),
            Tone::Heading => Style::new().bold(),
            Tone::Id | Tone::Added => AnsiColor::Cyan.on_default(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Loud | Tone::Error | Tone::Removed => AnsiColor::Red.on_default().bold(),
            Tone::Watch | Tone::Warning => AnsiColor::Yellow.on_default(),
        };
        if self.color && tone != Tone::Plain {
            format!("{style}{text}{style:#}")
        } else {
            text.to_string()
        }
    }

    pub const fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    pub const fn arrow(self) -> &'static str {
        if self.unicode { "→" } else { "->" }
    }

    pub const fn dot(self) -> &'static str {
        if self.unicode { "·" } else { "-" }
    }
}
