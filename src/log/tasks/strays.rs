//! What may hold the same as a post-mortem that is stripped. Files beside the post-mortems,
//! which nobody reads: what an editor, a merge or a sync tool keeps, an ending in capitals,
//! what is left of a hirelog that was stopped. And lines that name the case: of another
//! post-mortem, of a decision, of a file at the top of the log. Whoever strips a
//! post-mortem is told about those.

use crate::error::plain;
use crate::log::Log;
use crate::log::read::found::{OURS, is_missing};
use crate::log::write::sweep::is_in_use;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// A file that may hold what was stripped elsewhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Stray {
    /// Relative to the root of the log.
    pub path: String,
    pub why: Why,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Why {
    /// It holds the reference of this case.
    Holds(String),
    /// Others read it, and this line of it names this case.
    Names(String, usize),
    /// It has the name of this file.
    CalledAfter(String),
    /// A hirelog that was stopped did not come to remove it.
    Left,
    /// For this reason.
    Unreadable(String),
}

/// Of a larger file this much is looked at.
const MOST: u64 = 64 << 20;
const DEEPEST: usize = 16;

impl Log {
    /// Files that no command reads and that hold one of these cases, are called
    /// after one of these files, or were left behind, and lines of all others that name one
    /// of the cases `named`; by path. The files themselves are known.
    pub fn strays(&self, cases: &[String], named: &[String], files: &[String]) -> Vec<Stray> {
        let mut search = StraySearch {
            cases: folded(cases),
            named: folded(named),
            files,
            stems: files.iter().map(|file| stem(file)).collect(),
            found: Vec::new(),
        };
        for folder in [self.logs(), self.decisions_folder()] {
            search.folder(&self.root.join(folder), folder, 0);
        }
        search.left_at(&self.root);
        search.found.sort_by(|one, other| one.path.cmp(&other.path));
        search.found.dedup();
        search.found
    }
}

struct StraySearch<'a> {
    cases: Vec<String>,
    named: Vec<String>,
    files: &'a [String],
    stems: Vec<String>,
    found: Vec<Stray>,
}

impl StraySearch<'_> {
    /// Everything at or below a folder, hidden or not. Links are not followed.
    fn folder(&mut self, folder: &Path, path: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if is_missing(&error) => return,
            Err(error) => return self.tell(path, Why::Unreadable(plain(&error))),
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let below = format!("{path}/{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && name != ".git" && depth < DEEPEST => {
                    self.folder(&entry.path(), &below, depth + 1);
                }
                Ok(kind) if kind.is_file() && is_read(&below) => {
                    self.lines(&entry.path(), &below);
                }
                Ok(kind) if kind.is_file() => self.file(&entry.path(), &below),
                _ => {}
            }
        }
    }

    /// What a change of several files leaves at the root when it is stopped, and what the
    /// files there say.
    fn left_at(&mut self, root: &Path) {
        for entry in fs::read_dir(root).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().is_ok_and(|kind| kind.is_file()) && !name.starts_with(OURS) {
                self.lines(&entry.path(), &name);
            } else if name.starts_with(OURS) && !is_in_use(&entry.path(), root) {
                self.tell(&name, Why::Left);
            }
        }
    }

    fn file(&mut self, file: &Path, path: &str) {
        let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let why = if path.split('/').any(|part| part.starts_with(OURS)) {
            let folder = file.parent().unwrap_or(file);
            (!is_in_use(file, folder)).then_some(Why::Left)
        } else {
            let stem = self.stems.iter().find(|stem| holds(&name, stem, &[]));
            match text(file) {
                Ok(text) => {
                    let case = self.cases.iter().find(|case| holds_case(&text, case));
                    case.cloned()
                        .map(Why::Holds)
                        .or_else(|| stem.cloned().map(Why::CalledAfter))
                }
                Err(error) => Some(Why::Unreadable(plain(&error))),
            }
        };
        if let Some(why) = why {
            self.tell(path, why);
        }
    }

    /// The lines of a file that others read which name a case.
    fn lines(&mut self, file: &Path, path: &str) {
        if self.named.is_empty() || self.files.iter().any(|known| known == path) {
            return;
        }
        let text = match text(file) {
            Ok(text) => text,
            Err(error) => return self.tell(path, Why::Unreadable(plain(&error))),
        };
        let named = self.named.iter().find(|case| holds_case(&text, case));
        let Some(case) = named.cloned() else {
            return;
        };
        for (number, line) in text.lines().enumerate() {
            if holds_case(line, &case) {
                self.tell(path, Why::Names(case.clone(), number + 1));
            }
        }
    }

    fn tell(&mut self, path: &str, why: Why) {
        let path = path.to_owned();
        self.found.push(Stray { path, why });
    }
}

/// Each once, in small letters.
fn folded(cases: &[String]) -> Vec<String> {
    let cases = cases.iter().map(|case| case.trim().to_lowercase());
    let mut cases: Vec<_> = cases.filter(|case| !case.is_empty()).collect();
    cases.sort_unstable();
    cases.dedup();
    cases
}

/// Whether a text in small letters names a case.
fn holds_case(text: &str, case: &str) -> bool {
    holds(text, case, &['-', '_'])
}

/// Whether a text names one of these cases.
pub fn names_case(text: &str, cases: &[String]) -> bool {
    let text = text.to_lowercase();
    folded(cases).iter().any(|case| holds_case(&text, case))
}

/// Whether reading the log reads a file.
fn is_read(path: &str) -> bool {
    path.ends_with(".toml") && !path.split('/').any(|part| part.starts_with('.'))
}

/// The name of a file without its ending.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.trim_end_matches(".toml").to_lowercase()
}

/// In small letters. Without zeros, text of two bytes a letter can be searched
/// like any other.
fn text(file: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MOST).read_to_end(&mut bytes)?;
    bytes.retain(|byte| *byte != 0);
    Ok(String::from_utf8_lossy(&bytes).to_lowercase())
}

/// As a word of its own: `c-1` is not in `c-12`, nor in `c-1-2` where hyphens join.
fn holds(text: &str, word: &str, joins: &[char]) -> bool {
    let goes_on = |letter: char| letter.is_alphanumeric() || joins.contains(&letter);
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.is_some_and(goes_on) && !after.is_some_and(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_it_stands_alone() {
        for (text, found) in [
            ("case = \"c-1\"", true),
            ("c-1", true),
            ("see c-1, c-2", true),
            ("c-12", false),
            ("c-1-2", false),
            ("abc-1", false),
            ("c-12 and c-1", true),
        ] {
            assert_eq!(holds(text, "c-1", &['-', '_']), found, "{text}");
        }
        assert!(holds("k7f3q-copy.toml.orig", "k7f3q", &[]));
    }
}
