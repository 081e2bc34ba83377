//! The stable codes of problems. This is the one list of them.

use std::fmt;

/// `HL0xx`: the format of files. Codes are never renumbered or reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The file could not be opened or read.
    Unreadable,
    /// A link, folder or device where a post-mortem was expected; never followed.
    NotAFile,
    /// Larger than any post-mortem: nobody writes a mebibyte about one outcome.
    TooLarge,
    /// Not UTF-8 text.
    NotText,
    /// Git left conflict markers.
    Conflict,
    /// Not TOML.
    Syntax,
    /// A key that every post-mortem needs is not there.
    Missing,
    /// A value of the wrong kind.
    WrongType,
    /// A value of the right kind that is none of those allowed.
    NotAllowed,
    /// A key the format does not have.
    UnknownKey,
    /// Written by a newer hirelog.
    NewerSchema,
}

impl Code {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "HL001",
            Self::NotAFile => "HL002",
            Self::TooLarge => "HL003",
            Self::NotText => "HL004",
            Self::Conflict => "HL005",
            Self::Syntax => "HL006",
            Self::Missing => "HL007",
            Self::WrongType => "HL008",
            Self::NotAllowed => "HL009",
            Self::UnknownKey => "HL010",
            Self::NewerSchema => "HL011",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
