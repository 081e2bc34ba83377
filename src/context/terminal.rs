//! What the terminal is and can do.

use crate::model::spelled;
use std::env;
use std::io::{self, IsTerminal};
use terminal_size::{Height, Width};

spelled! {
    /// When to colour.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
    pub enum Color {
        #[default]
        Auto = "auto",
        Always = "always",
        Never = "never",
    }
}

/// One output stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    pub is_terminal: bool,
    /// What the environment asks for, where it asks for anything.
    pub environment: Option<bool>,
}

/// Where answers go, where talk goes, and whether somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminals {
    pub input: bool,
    pub output: Terminal,
    pub talk: Terminal,
    pub width: Option<usize>,
    pub height: Option<usize>,
    /// The locale can show more than ASCII.
    pub unicode: bool,
    /// Nothing may be drawn over: a terminal that cannot, or somebody who has
    /// the screen read aloud.
    pub plain: bool,
}

impl Terminals {
    pub(super) fn look() -> Self {
        let output = io::stdout();
        let size = terminal_size::terminal_size_of(&output);
        let columns = number("COLUMNS").or(size.map(|(Width(width), _)| usize::from(width)));
        let lines = number("LINES").or(size.map(|(_, Height(height))| usize::from(height)));
        Self {
            input: io::stdin().is_terminal(),
            output: stream(output.is_terminal()),
            talk: stream(io::stderr().is_terminal()),
            width: columns.filter(|columns| *columns > 0),
            height: lines.filter(|lines| *lines > 0),
            unicode: speaks_unicode(),
            plain: is_plain(),
        }
    }
}

impl Terminal {
    /// A flag over the environment over the person's own configuration over
    /// whether it is a terminal at all.
    pub fn color(self, flag: Option<Color>, configured: Option<Color>) -> bool {
        let asked = |color: Option<Color>| match color? {
            Color::Always => Some(true),
            Color::Never => Some(false),
            Color::Auto => None,
        };
        match flag {
            Some(Color::Auto) => self.environment.unwrap_or(self.is_terminal),
            flag => asked(flag)
                .or(self.environment)
                .or_else(|| asked(configured))
                .unwrap_or(self.is_terminal),
        }
    }
}

fn stream(is_terminal: bool) -> Terminal {
    // NO_COLOR over CLICOLOR_FORCE over CLICOLOR=0 over TERM=dumb.
    let environment = if anstyle_query::no_color() {
        Some(false)
    } else if anstyle_query::clicolor_force() && env::var("CLICOLOR_FORCE").as_deref() != Ok("0") {
        Some(true)
    } else if anstyle_query::clicolor() == Some(false)
        || is_terminal && !anstyle_query::term_supports_color()
    {
        Some(false)
    } else {
        None
    };
    Terminal {
        is_terminal,
        environment,
    }
}

/// HIRELOG_PLAIN is ours; ACCESSIBLE asks the same of every program that knows it.
fn is_plain() -> bool {
    let asked = |name: &str| env::var(name).is_ok_and(|value| !value.is_empty() && value != "0");
    let dumb = match env::var("TERM") {
        Ok(terminal) => terminal == "dumb",
        Err(_) => !cfg!(windows),
    };
    dumb || asked("HIRELOG_PLAIN") || asked("ACCESSIBLE")
}

fn number(name: &str) -> Option<usize> {
    env::var(name).ok()?.parse().ok()
}

/// As the C library decides: LC_ALL over LC_CTYPE over LANG. Nothing set is a
/// bare container or a service, whose output modern terminals read as UTF-8.
fn speaks_unicode() -> bool {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
}
