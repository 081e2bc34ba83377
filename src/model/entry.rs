//! A post-mortem at its place in the log.

use super::{Id, PostMortem, Section};
use std::sync::Arc;

/// What reading one file of the log gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub id: Id,
    /// Relative to the log, or where several are read to the folder one stands in, with forward slashes on every platform.
    pub path: String,
    /// The log it is of, where several are read.
    pub log: Option<Arc<str>>,
    pub post_mortem: PostMortem,
    /// It was made of a row of an export.
    pub imported: bool,
}

impl Entry {
    /// A post-mortem at its usual place.
    #[cfg(test)]
    pub fn sample(stem: &str, post_mortem: PostMortem) -> Self {
        Self {
            id: Id::from_stem(stem),
            path: format!("logs/{stem}.toml"),
            log: None,
            post_mortem,
            imported: false,
        }
    }

    /// Imported, and nobody has touched it since.
    pub fn is_skeleton(&self) -> bool {
        self.imported && !self.post_mortem.sections.iter().any(Section::is_written)
    }

    /// The file name without its folder and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// Date, then id: the order of every list on every platform.
    pub fn order(&self) -> (super::Day, &str, &str) {
        (self.post_mortem.date, self.id.as_str(), &self.path)
    }
}
