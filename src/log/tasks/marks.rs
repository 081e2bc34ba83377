//! The marks that imports left in a log, and the keys they were made with, which are
//! kept outside of it; and what the names of the team's tracking system mean here.

use crate::diagnostic::{Diagnostic, Findings};
use crate::error::{Error, Kind};
use crate::log::read::mark::ImportOrigin;
use crate::log::read::{check_whole, text, walk};
use crate::log::settings::{self, ImportSettings, TEAM_FILE};
use crate::log::write::change::rewrite;
use crate::log::write::target::WriteTarget;
use crate::log::write::{self, Mode};
use crate::log::{Log, assignment};
use std::path::Path;

impl Log {
    /// What imports say of the files they wrote, with the path of each. Files are searched
    /// as they are, whether or not they can be read as post-mortems.
    ///
    /// # Errors
    /// Where the mark of a file cannot be known: its application might be imported
    /// a second time.
    pub fn imported(&self) -> Result<Vec<(ImportOrigin, String)>, Error> {
        let listing = self.listing()?;
        let mut unknown = walk::not_opened(&listing);
        unknown.retain(|(_, problem)| problem.is_error());
        let mut reader = walk::FileReader::of(&listing);
        let mut imported = Vec::new();
        for file in &listing.files {
            match reader.read(file) {
                Ok(bytes) => {
                    let origin = ImportOrigin::of(bytes);
                    imported.extend(origin.map(|origin| (origin, listing.path(file))));
                }
                Err(problem) => unknown.push((listing.path(file), *problem)),
            }
        }
        unknown.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let unknown = unknown.into_iter();
        let unknown = unknown.map(|(path, problem)| Findings::of_file(path, problem));
        let may = "hold what was imported before";
        check_whole(
            &self.root,
            &unknown.collect::<Vec<_>>(),
            may,
            "was imported",
        )?;
        Ok(imported)
    }

    /// The file with these names explained, a line each below the head of its table, and every
    /// other byte as it was; `None` where there are none.
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
        let mut meant = settings::team(&old).0;
        meant.import.outcomes.extend(said.outcomes.iter().cloned());
        meant.import.stages.extend(said.stages.iter().cloned());
        for import in [&mut team.import, &mut meant.import] {
            import.outcomes.sort();
            import.stages.sort();
        }
        if problems.iter().any(Diagnostic::is_error) || team != meant {
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

/// What a file that only its owner may read says; `None` where there is none.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_secret(path: &Path) -> Result<Option<String>, Error> {
    text::whole_if_there(path)
}

/// Writes a new file that only its owner may read, in a folder that only its owner
/// may enter if it has to be made.
///
/// # Errors
/// Where the file is there already, or cannot be written.
pub fn keep_secret(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error| write::failed("write", path, error);
    write::make_private_folder(write::folder_of(path)).map_err(failed)?;
    write::create_as(&Mode::Private, &WriteTarget::named(path), text.as_bytes()).map_err(failed)
}

/// A change of `hirelog.toml` that is not written yet.
#[derive(Debug)]
pub struct Meanings {
    /// What is new in it.
    pub lines: String,
    old: String,
    new: String,
}
