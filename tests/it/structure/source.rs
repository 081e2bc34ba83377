//! What a source file says of others: the names it defines, the names it brings in
//! and passes on, and the paths it writes. No parser of Rust: comments, texts and
//! tests are passed over, and names and paths are taken from what is left.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// A name that `use` brings into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub path: Vec<String>,
    /// `pub use`: others find the name here.
    pub is_passed_on: bool,
}

#[derive(Debug, Default)]
pub struct Source {
    /// What the file itself defines, outside of any block.
    pub defined: BTreeSet<String>,
    pub imports: BTreeMap<String, Import>,
    /// `use a::b::*`.
    pub globs: Vec<Import>,
    /// Paths of two names and more, outside of `use`.
    pub paths: BTreeSet<Vec<String>>,
    /// Types that stand by themselves, functions that are called, and what begins a
    /// path, outside of `use`; a variable may be called like a function.
    pub names: BTreeSet<String>,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let words = without_tests(words(text));
        let mut source = Self::default();
        let (mut at, mut depth) = (0, 0_usize);
        while at < words.len() {
            match words[at].as_str() {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                "use" => {
                    // `pub use`, `pub(crate) use`
                    let is_passed_on = at > 0 && ["pub", ")"].contains(&words[at - 1].as_str());
                    let end = words[at..].iter().position(|word| word == ";").unwrap() + at;
                    source.take_tree(&words[at + 1..end], &[], is_passed_on);
                    at = end;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union"
                | "macro_rules" => {
                    let is_between = |word: &String| ["!", "fn"].contains(&word.as_str());
                    at += 1 + usize::from(is_between(&words[at + 1]));
                    let name = Some(&words[at]).filter(|word| depth == 0 && is_name(word));
                    source.defined.extend(name.cloned());
                }
                "mod" => at += 1,
                word if is_name(word) => at = source.take_path(&words, at),
                _ => {}
            }
            at += 1;
        }
        source
    }

    /// `a::{b, c as d}` and what is below it.
    fn take_tree(&mut self, words: &[String], above: &[String], is_passed_on: bool) {
        let mut path = above.to_vec();
        let mut alias = None;
        let mut at = 0;
        while at < words.len() {
            match words[at].as_str() {
                "::" => {}
                "as" => {
                    alias = words.get(at + 1).cloned();
                    at += 1;
                }
                "*" => {
                    return self.globs.push(Import { path, is_passed_on });
                }
                "{" => {
                    for branch in branches(&words[at + 1..words.len() - 1]) {
                        self.take_tree(branch, &path, is_passed_on);
                    }
                    return;
                }
                word => path.push(word.to_owned()),
            }
            at += 1;
        }
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        if let Some(name) = alias.or_else(|| path.last().cloned()) {
            self.imports.insert(name, Import { path, is_passed_on });
        }
    }

    /// The path that begins here; where its last name stands.
    fn take_path(&mut self, words: &[String], from: usize) -> usize {
        let is_behind = |before: &str| from > 0 && words[from - 1] == before;
        if is_behind(".") || is_behind("::") {
            return from;
        }
        let mut path = vec![words[from].clone()];
        let mut at = from;
        while words.get(at + 1).is_some_and(|word| word == "::")
            && words.get(at + 2).is_some_and(|word| is_name(word))
        {
            path.push(words[at + 2].clone());
            at += 2;
        }
        let is_called = words.get(at + 1).is_some_and(|word| word == "(");
        let is_type = words[from].starts_with(char::is_uppercase);
        if path.len() > 1 || is_called || is_type {
            self.names.insert(path[0].clone());
        }
        if path.len() > 1 {
            self.paths.insert(path);
        }
        at
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// What stands between the commas outside of braces.
fn branches(words: &[String]) -> Vec<&[String]> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 0 => {
                found.push(&words[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&words[start..]);
    found.retain(|branch| !branch.is_empty());
    found
}

/// Takes out what follows `#[cfg(test)]` or `#[cfg(all(test, unix))]`: a module, a
/// function, an import.
fn without_tests(words: Vec<String>) -> Vec<String> {
    let mut left = Vec::new();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        left.push(word);
        let Some(start) = left.len().checked_sub(3) else {
            continue;
        };
        if left[start..] != ["#", "[", "cfg"] {
            continue;
        }
        let condition: Vec<_> = words.by_ref().take_while(|word| word != "]").collect();
        left.truncate(start);
        let has = |name: &str| condition.iter().any(|word| word == name);
        let mut depth = 0;
        if !has("test") || has("not") {
            continue;
        }
        for word in words.by_ref() {
            match word.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 && ["}", ";"].contains(&word.as_str()) {
                break;
            }
        }
    }
    left
}

/// Names, `::` and single marks; no comments, no texts, no lifetimes.
fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = text_at_start(rest) {
            length
        } else if let Some(name) = rest.strip_prefix("r#") {
            2 + name_at_start(name)
        } else if is_name(rest) {
            name_at_start(rest)
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(taken);
        let word = word.strip_prefix("r#").unwrap_or(word);
        let is_mark = !word.starts_with(['/', '"', '\'']) && taken <= first.len_utf8().max(2);
        if is_name(word) && text_at_start(rest).is_none() || is_mark && !word.trim().is_empty() {
            found.push(word.to_owned());
        }
        rest = after;
    }
    found
}

fn name_at_start(rest: &str) -> usize {
    rest.find(|one: char| !one.is_alphanumeric() && one != '_')
        .unwrap_or(rest.len())
}

/// The length of a text, a character or a lifetime that stands first.
fn text_at_start(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let before = rest.len() - body.len();
    if let Some(raw) = body.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if let Some(inside) = raw[hashes..].strip_prefix('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let length = inside.find(&end).unwrap_or(inside.len()) + end.len();
            return Some(before + 1 + hashes + 1 + length);
        }
    }
    if body.starts_with('"') {
        return Some(before + quoted(body, '"'));
    }
    let inside = body.strip_prefix('\'')?;
    let mut characters = inside.chars();
    let (first, second) = (characters.next(), characters.next());
    match (first, second) {
        (Some('\\'), _) | (Some(_), Some('\'')) => Some(before + quoted(body, '\'')),
        _ if before == 0 => Some(1 + name_at_start(inside)),
        _ => None,
    }
}

/// The length of what is between two quotes, with both.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, one) in text.char_indices().skip(1) {
        match one {
            _ if mem::take(&mut is_escaped) => {}
            '\\' => is_escaped = true,
            one if one == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[test]
fn names_and_paths_are_read_as_the_compiler_reads_them() {
    let source = Source::read(
        r##"
//! use crate::no::Comment;
pub use self::inner::{Kept, deep::{Deeper as Renamed, self}};
pub(crate) use inner::Also;
use crate::model::{Day, self};
use super::*;
const TEXT: &str = "use crate::no::Text; \" fn no()";
static RAW: &str = r#"use crate::no::"Raw"; fn no()"#;
struct One<'a>(&'a str);
impl<'a> One<'a> {
    fn inside(&self) -> char {
        let quote = '"';
        let byte = b'\'';
        crate::error::stop(Day::parse("x").field, quote);
        model::r#where::call(byte, 'x', '\u{1b}')
    }
}
fn outside() {}
#[cfg(test)]
use crate::no::Tested;
#[cfg(test)]
mod tests {
    fn no() { crate::no::way() }
}
#[cfg(all(test, unix))]
fn no() {}
const fn last() {
    let unused = free(quote);
}
"##,
    );
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let path = |path: &str| path.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        source.defined,
        names(&["One", "RAW", "TEXT", "last", "outside"])
    );
    let imports = [
        ("Also", "inner::Also", true),
        ("Day", "crate::model::Day", false),
        ("Kept", "self::inner::Kept", true),
        ("Renamed", "self::inner::deep::Deeper", true),
        ("deep", "self::inner::deep", true),
        ("model", "crate::model", false),
    ];
    let imports = imports.map(|(name, from, is_passed_on)| {
        let path = path(from);
        (name.to_owned(), Import { path, is_passed_on })
    });
    assert_eq!(source.imports, BTreeMap::from(imports));
    assert_eq!(source.globs.len(), 1);
    assert_eq!(
        source.paths,
        BTreeSet::from(["crate::error::stop", "Day::parse", "model::where::call"].map(path))
    );
    assert!(source.names.contains("free"));
    assert!(!source.names.contains("quote") && !source.names.contains("no"));
}
