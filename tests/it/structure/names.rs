//! A type name means one thing in all of src.

use super::{below_src, sources};
use std::collections::BTreeMap;
use std::fs;

/// The type that a line defines. What a trait calls its own types is not ours to choose;
/// those stand indented.
fn defined(line: &str) -> Option<&str> {
    let is_indented = line.starts_with(' ');
    let line = line.trim_start();
    let line = match line.strip_prefix("pub(") {
        Some(rest) => rest.split_once(") ")?.1,
        None => line.strip_prefix("pub ").unwrap_or(line),
    };
    let (kind, rest) = line.split_once(' ')?;
    let is_type = ["struct", "enum", "trait"].contains(&kind) || (kind == "type" && !is_indented);
    let end = rest.find(|letter: char| !letter.is_alphanumeric());
    let name = &rest[..end.unwrap_or(rest.len())];
    (is_type && name.starts_with(|letter: char| letter.is_uppercase())).then_some(name)
}

#[test]
fn a_type_name_means_one_thing() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources() {
        for name in fs::read_to_string(&path)
            .unwrap()
            .lines()
            .filter_map(defined)
        {
            places
                .entry(name.to_owned())
                .or_default()
                .push(below_src(&path));
        }
    }
    assert!(places.len() > 300, "the types of src are not seen");
    places.retain(|_, places| places.len() > 1);
    assert!(places.is_empty(), "one name, two types: {places:#?}");
}

#[test]
fn types_are_seen_wherever_they_stand() {
    assert_eq!(defined("pub(super) struct Judged<'a> {"), Some("Judged"));
    assert_eq!(defined("    pub enum Claim {"), Some("Claim"));
    assert_eq!(
        defined("pub(in crate::log) type Places = u8;"),
        Some("Places")
    );
    assert_eq!(defined("    type Value = ();"), None);
    assert_eq!(defined("/// A struct Of words"), None);
    assert_eq!(defined("use super::Judged;"), None);
}
