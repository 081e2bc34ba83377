//! What the names of the team's tracking system mean here, added to `hirelog.toml`: a line
//! each below the head of its table, and every other byte as it was.

use crate::error::{Error, Kind};
use crate::log::read::text;
use crate::log::settings::{self, ImportSettings, TEAM_FILE};
use crate::log::write::change::rewrite;
use crate::log::{Log, assignment};

/// A change of `hirelog.toml` that is not written yet.
#[derive(Debug)]
pub struct Meanings {
    /// What is new in it.
    pub lines: String,
    old: String,
    new: String,
}

impl Log {
    /// The file with these names explained; `None` where there are none.
    ///
    /// # Errors
    /// Where the file cannot be read, or is written so that lines cannot be added to it.
    pub fn with_meanings(&self, said: &ImportSettings) -> Result<Option<Meanings>, Error> {
        let path = self.root.join(TEAM_FILE);
        let old = text::whole(&path)?;
        let (mut new, mut lines) = (old.clone(), String::new());
        for (key, names) in [("outcomes", &said.outcomes), ("stages", &said.stages)] {
            if names.is_empty() {
                continue;
            }
            let head = format!("[import.{key}]\n");
            let is_head = |line: &str| line.split('#').next().map(str::trim) == Some(head.trim());
            let each: String = names
                .iter()
                .map(|(name, word)| assignment(name, word) + "\n")
                .collect();
            lines += &format!("{head}{each}");
            let below = new.lines().position(is_head);
            let ends = new.match_indices('\n').map(|(at, _)| at + 1);
            match below.map(|line| ends.clone().nth(line)) {
                Some(Some(at)) => new.insert_str(at, &each),
                Some(None) => new += &format!("\n{each}"),
                None => {
                    let gap = if new.ends_with('\n') { "\n" } else { "\n\n" };
                    new += &format!("{gap}{head}{each}");
                }
            }
        }
        let (mut team, problems) = settings::team(&new);
        let import = std::mem::take(&mut team.import);
        let mut before = settings::team(&old).0;
        let has = |names: &[(String, String)], said: &[(String, String)]| {
            said.iter().all(|pair| names.contains(pair))
        };
        let is_said = has(&import.outcomes, &said.outcomes) && has(&import.stages, &said.stages);
        let is_kept = has(&import.outcomes, &before.import.outcomes)
            && has(&import.stages, &before.import.stages);
        before.import = ImportSettings::default();
        if problems.iter().any(crate::diagnostic::Diagnostic::is_error)
            || !is_said
            || !is_kept
            || team != before
        {
            let what = format!("{TEAM_FILE} is written so that these lines cannot be added to it");
            let hint = format!("add them yourself: {}", lines.trim().replace('\n', " · "));
            return Err(Error::new(Kind::Unreadable, what).hint(hint));
        }
        Ok((old != new).then_some(Meanings { lines, old, new }))
    }

    /// False where the file changed meanwhile.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep_meanings(&self, meanings: &Meanings) -> Result<bool, Error> {
        rewrite(&self.root.join(TEAM_FILE), &meanings.old, &meanings.new)
    }
}
