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
    /// Needs a talk.
    Loud,
    /// Worth an eye.
    Watch,
}

impl Look {
    pub fn paint(self, tone: Tone, text: impl Display) -> String {
        let style = match tone {
            Tone::Plain => Style::new(),
            Tone::Heading => Style::new().bold(),
            Tone::Id => AnsiColor::Cyan.on_default(),
            Tone::Quiet => Style::new().dimmed(),
            Tone::Loud => AnsiColor::Red.on_default().bold(),
            Tone::Watch => AnsiColor::Yellow.on_default(),
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

    pub const fn dot(self) -> &'static str {
        if self.unicode { "·" } else { "-" }
    }
}
