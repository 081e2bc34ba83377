//! What is set, and what set it.

use super::style::{Look, Tone};
use super::wrap::wrap;
use crate::talk::visible;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

/// One setting with its origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    pub key: &'static str,
    /// `None` where it is not set.
    pub value: Option<String>,
    /// A file, a variable, a flag, or what is built in.
    pub origin: String,
}

impl Setting {
    pub fn new(
        key: &'static str,
        value: impl Into<Option<String>>,
        origin: impl Into<String>,
    ) -> Self {
        Self {
            key,
            value: value.into(),
            origin: origin.into(),
        }
    }
}

/// Two lines a setting on a terminal, so that no path is ever cut; one line
/// where it is piped.
pub fn settings_page(settings: &[Setting], look: Look) -> String {
    let widest = settings
        .iter()
        .map(|setting| setting.key.width())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for setting in settings {
        let key = format!("{:widest$}", setting.key);
        let value = setting.value.as_deref().map_or("(not set)".into(), visible);
        let origin = format!("({})", visible(&setting.origin));
        let one_line = widest + 4 + value.width() + origin.width();
        let (value, gap, origin) = match look.width {
            Some(width) if one_line > width => {
                let indent = " ".repeat(widest + 2);
                let below = " ".repeat((widest + 2).min(width / 2));
                let value = wrap(&value, width, &indent, &indent);
                let origin = wrap(&origin, width, &below, &below);
                let trimmed = |text: &str| text.trim_start().to_owned();
                (trimmed(&value), format!("\n{below}"), trimmed(&origin))
            }
            _ => (value.into_owned(), "  ".to_owned(), origin),
        };
        text.push_str(&format!(
            "{}  {value}{gap}{}\n",
            look.paint(Tone::Heading, key),
            look.paint(Tone::Quiet, origin)
        ));
    }
    text
}
