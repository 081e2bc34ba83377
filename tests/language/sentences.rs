//! Labelled sentences, one a line: `label category [provenance] section [by] field sentence`,
//! as tests/sentences/README.md explains.

use super::{Fact, Family, Party, Passage};
use std::path::Path;

pub struct Sentence {
    pub label: String,
    pub category: String,
    pub provenance: String,
    pub party: Option<Party>,
    pub by: Option<Party>,
    pub field: Fact,
    pub text: String,
}

impl Sentence {
    pub fn passage(&self) -> Passage<'_> {
        Passage {
            text: &self.text,
            field: self.field,
            party: self.party,
            by: self.by,
        }
    }

    pub fn is_clean(&self) -> bool {
        self.label == "clean"
    }

    /// Where it stands, as the figures name it.
    pub fn section(&self) -> &'static str {
        self.party.map_or("top", Party::as_str)
    }
}

/// One author's sentences on one family.
pub fn read(author: &str, family: Family) -> Vec<Sentence> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sentences")
        .join(author)
        .join(format!("{}.tsv", family.as_str()));
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    text.lines()
        .map(|line| sentence(line).unwrap_or_else(|| panic!("{}: {line}", path.display())))
        .collect()
}

fn sentence(line: &str) -> Option<Sentence> {
    let cells: Vec<&str> = line.split('\t').collect();
    let (provenance, [label, category, place, by, field, text]) = match cells[..] {
        [label, category, provenance, place, by, field, text] => {
            (provenance, [label, category, place, by, field, text])
        }
        [label, category, place, by, field, text] => {
            ("authored", [label, category, place, by, field, text])
        }
        [label, category, place, field, text] => {
            ("authored", [label, category, place, place, field, text])
        }
        _ => return None,
    };
    Some(Sentence {
        label: label.to_owned(),
        category: category.to_owned(),
        provenance: provenance.to_owned(),
        party: Party::parse(place),
        by: Party::parse(by),
        field: match field {
            "owned" => Fact::Owned,
            "next" => Fact::Next,
            "tldr" => Fact::Tldr,
            "case" => Fact::Case,
            "role" => Fact::Role,
            "team" => Fact::Team,
            "hold" => Fact::Hold,
            _ => return None,
        },
        text: text.to_owned(),
    })
}
