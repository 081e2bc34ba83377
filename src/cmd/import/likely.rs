//! Files that another import wrote and that may be of the same application: what an export
//! of another kind, or a colleague with another key, made of it.

use crate::error::Error;
use crate::import::{ImportMark, Skeleton, System};
use crate::log::{ImportOrigin, Log, Prose};
use crate::model::{Day, PostMortem, same_name};
use std::collections::{HashMap, HashSet};

/// The files of other imports by outcome and role, each for one twin.
#[derive(Debug, Default)]
pub(super) struct LikelyTwins(HashMap<(String, String), Vec<(Day, String)>>);

/// A row with the file of another import that it may be.
pub(super) struct LikelyTwin {
    pub number: usize,
    pub path: String,
    /// The row and the file, to be shown.
    pub said: String,
    pub skeleton: Skeleton,
}

impl LikelyTwins {
    /// # Errors
    /// Where the log cannot be read.
    pub fn of(
        log: &Log,
        imported: &[(ImportOrigin, String)],
        key: &str,
        system: System,
    ) -> Result<Self, Error> {
        let own = format!("{key} {}", system.as_str());
        // Of a further mark it is said since merges say it; an older one may be of any system.
        let is_ours = |mark: &String| {
            let of = mark.split_whitespace().nth(1);
            of.is_none_or(|of| of == system.as_str())
                && ImportMark::parse(mark).is_some_and(|mark| mark.key == key)
        };
        let others = imported.iter().filter(|(origin, _)| {
            origin.import() != own && !origin.marks.iter().skip(1).any(is_ours)
        });
        let others: HashSet<&String> = others.map(|(_, path)| path).collect();
        let mut twins = Self::default();
        if others.is_empty() {
            return Ok(twins);
        }
        for entry in log.read(Prose::Hinted)?.all() {
            if let Some(place) = place(&entry.post_mortem).filter(|_| others.contains(&entry.path))
            {
                let day = (entry.post_mortem.date, entry.path.clone());
                twins.0.entry(place).or_default().push(day);
            }
        }
        Ok(twins)
    }

    /// The file that a row may be, as `check` finds twins (HL208): of the same outcome and
    /// role, and at most a day apart.
    pub fn take(&mut self, post_mortem: &PostMortem) -> Option<String> {
        let files = self.0.get_mut(&place(post_mortem)?)?;
        let day = post_mortem.date;
        let is_near = |(of, _): &(Day, String)| of.plus_days(1) >= day && day.plus_days(1) >= *of;
        let at = files.iter().position(|file| file.0 == day);
        let at = at.or_else(|| files.iter().position(is_near))?;
        Some(files.swap_remove(at).1)
    }
}

fn place(post_mortem: &PostMortem) -> Option<(String, String)> {
    let role = same_name(post_mortem.role.as_deref()?);
    Some((post_mortem.outcome.to_string(), role))
}
