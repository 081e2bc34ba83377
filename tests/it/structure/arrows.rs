//! Which file uses which. A name is followed through every `use` that passes it on
//! to the file that defines it; passing a name on is no use of it.

use super::source::{Import, Source};
use std::collections::{BTreeMap, BTreeSet};

/// A module by its names below the crate, and the file it is.
type Module = Vec<String>;

pub struct Sources {
    files: BTreeMap<Module, (String, Source)>,
}

/// What a path names.
enum Named {
    Module(Module),
    /// Something that this module's file defines.
    Item(Module),
    /// Nothing of ours.
    Foreign,
}

/// Names that are followed from file to file; no sources pass one on as often.
const STEPS: usize = 20;

impl Sources {
    /// Of the names of files below `src`, and their texts.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let read = |(file, text): (String, String)| {
            let mut module: Module = file
                .trim_end_matches(".rs")
                .split('/')
                .map(str::to_owned)
                .collect();
            if ["mod", "lib"].contains(&module.last().unwrap().as_str()) {
                module.pop();
            }
            (module, (file, Source::read(&text)))
        };
        Self {
            files: files.into_iter().map(read).collect(),
        }
    }

    /// For each file the files that define what it uses.
    pub fn arrows(&self) -> BTreeMap<String, BTreeSet<String>> {
        let arrows = |(module, (file, source)): (&Module, &(String, Source))| {
            let mut used: BTreeSet<_> = self
                .used(module, source)
                .into_iter()
                .map(|module| self.files[&module].0.clone())
                .collect();
            used.remove(file);
            (file.clone(), used)
        };
        self.files.iter().map(arrows).collect()
    }

    fn used(&self, module: &Module, source: &Source) -> BTreeSet<Module> {
        let mut used = BTreeSet::new();
        let mut add = |path: &[String]| {
            if let Named::Item(definer) = self.follow(module, path, STEPS) {
                used.insert(definer);
            }
        };
        for (name, Import { path, is_passed_on }) in &source.imports {
            if !is_passed_on || source.names.contains(name) {
                add(path);
            }
        }
        for path in &source.paths {
            add(path);
        }
        for glob in &source.globs {
            for name in source.names.iter().filter(|_| !glob.is_passed_on) {
                let path = [&glob.path[..], std::slice::from_ref(name)].concat();
                if self.is_known(module, &glob.path, name) {
                    add(&path);
                }
            }
        }
        used
    }

    /// Whether a module that is brought in with `*` has the name.
    fn is_known(&self, module: &Module, glob: &[String], name: &str) -> bool {
        let Named::Module(below) = self.follow(module, glob, STEPS) else {
            return false;
        };
        let source = &self.files[&below].1;
        source.defined.contains(name) || source.imports.contains_key(name)
    }

    /// What a path names that is written in a module.
    fn follow(&self, module: &Module, path: &[String], steps: usize) -> Named {
        let Some((first, rest)) = path.split_first() else {
            return Named::Module(module.clone());
        };
        if steps == 0 {
            return Named::Foreign;
        }
        match first.as_str() {
            "crate" => self.below(Vec::new(), rest, steps),
            "self" => self.below(module.clone(), rest, steps),
            "super" => {
                let above = &module[..module.len().saturating_sub(1)];
                self.follow_above(above, rest, steps)
            }
            name => {
                let source = &self.files[module].1;
                let is_ours = source.imports.contains_key(name)
                    || source.defined.contains(name)
                    || self.child(module, name).is_some();
                if is_ours {
                    self.below(module.clone(), path, steps)
                } else {
                    Named::Foreign
                }
            }
        }
    }

    /// `super::super::name`
    fn follow_above(&self, above: &[String], rest: &[String], steps: usize) -> Named {
        match rest.split_first() {
            Some((first, rest)) if first == "super" => {
                self.follow_above(&above[..above.len().saturating_sub(1)], rest, steps)
            }
            _ => self.below(above.to_vec(), rest, steps),
        }
    }

    /// What a path names that begins below a module.
    fn below(&self, module: Module, path: &[String], steps: usize) -> Named {
        let Some((first, rest)) = path.split_first() else {
            return Named::Module(module);
        };
        if steps == 0 {
            return Named::Foreign;
        }
        let Some((_, source)) = self.files.get(&module) else {
            return Named::Foreign;
        };
        let child = self.child(&module, first);
        if source.defined.contains(first) && (rest.is_empty() || child.is_none()) {
            return Named::Item(module);
        }
        match (child, source.imports.get(first)) {
            // A room may pass on a function that is called like the file it is in.
            (Some(child), import) if import.is_none() || !rest.is_empty() => {
                self.below(child, rest, steps)
            }
            (_, Some(import)) => match self.follow_import(&module, import, steps) {
                Named::Module(below) => self.below(below, rest, steps - 1),
                named => named,
            },
            (_, None) => self.found_behind_a_star(&module, path, steps),
        }
    }

    /// What an import names; its first name is a file below, or another import.
    fn follow_import(&self, module: &Module, import: &Import, steps: usize) -> Named {
        match import.path.split_first() {
            Some((first, rest)) if !["crate", "self", "super"].contains(&first.as_str()) => {
                match self.child(module, first) {
                    Some(child) => self.below(child, rest, steps - 1),
                    None if self.files[module].1.imports.contains_key(first)
                        && !rest.is_empty() =>
                    {
                        self.follow(module, &import.path, steps - 1)
                    }
                    None => Named::Foreign,
                }
            }
            _ => self.follow(module, &import.path, steps - 1),
        }
    }

    /// A name that is neither defined nor imported: of a `*`, or made by a macro here.
    fn found_behind_a_star(&self, module: &Module, path: &[String], steps: usize) -> Named {
        for glob in &self.files[module].1.globs {
            if self.is_known(module, &glob.path, &path[0])
                && let Named::Module(below) = self.follow(module, &glob.path, steps - 1)
            {
                return self.below(below, path, steps - 1);
            }
        }
        Named::Item(module.clone())
    }

    fn child(&self, module: &Module, name: &str) -> Option<Module> {
        let child = [&module[..], &[name.to_owned()]].concat();
        self.files.contains_key(&child).then_some(child)
    }
}

/// Files that reach themselves, each with all that it is in a circle with.
pub fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<BTreeSet<&str>> {
    let reached: BTreeMap<_, _> = arrows
        .keys()
        .map(|file| (file.as_str(), reached(file, arrows)))
        .collect();
    let circle = |file: &&str| -> BTreeSet<&str> {
        let around = reached[file]
            .iter()
            .filter(|other| reached[*other].contains(file));
        around.copied().collect()
    };
    let circles = reached.keys().map(circle);
    circles.filter(|circle| !circle.is_empty()).collect()
}

fn reached<'a>(from: &str, arrows: &'a BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = arrows[from].iter().map(String::as_str).collect();
    while let Some(file) = next.pop() {
        if found.insert(file) {
            next.extend(arrows[file].iter().map(String::as_str));
        }
    }
    found
}

#[test]
fn a_name_is_followed_to_the_file_that_defines_it() {
    let files = [
        ("lib.rs", "mod a; mod b; mod macros;"),
        (
            "a/mod.rs",
            "mod one; mod two; pub use one::One; pub use two::two; pub struct Own; fn f(_: One) {}",
        ),
        ("a/one.rs", "use super::Own; pub struct One;"),
        ("a/two.rs", "use crate::macros::Made; pub fn two() {}"),
        (
            "b.rs",
            "use crate::a::{self, two}; use std::fmt; fn g() { a::One; two(); fmt::Debug }",
        ),
        ("macros.rs", "words! { Made }"),
    ];
    let files = files.map(|(file, text)| (file.to_owned(), text.to_owned()));
    let mut arrows = Sources::new(files).arrows();
    arrows.retain(|_, used| !used.is_empty());
    let used = |used: &[&str]| used.iter().map(|file| (*file).to_owned()).collect();
    let expected = [
        ("a/mod.rs", used(&["a/one.rs"])),
        ("a/one.rs", used(&["a/mod.rs"])),
        ("a/two.rs", used(&["macros.rs"])),
        ("b.rs", used(&["a/one.rs", "a/two.rs"])),
    ];
    let expected = expected.map(|(file, used)| (file.to_owned(), used));
    assert_eq!(arrows, BTreeMap::from(expected));
}
