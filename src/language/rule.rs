//! A rule as people meet it: a code, why it matters, what to ask instead, and
//! sentences that it must and must not find, which are run as tests.

use super::{Family, Field, Passage};
use crate::diagnostic::Severity;
use crate::model::Party;

#[derive(Debug, Clone)]
pub struct Rule {
    /// `HL301`; never renumbered or reused.
    pub code: &'static str,
    pub family: Family,
    pub severity: Severity,
    /// The kind of finding in a word or two, as the labelled sentences name it.
    pub category: &'static str,
    pub title: String,
    pub explanation: String,
    /// Why, in one sentence, beside the words found.
    pub message: String,
    pub question: Option<String>,
    pub matches: Vec<Example>,
    pub passes: Vec<Example>,
    /// A rule that cries wolf stays off until a team asks for it.
    pub on: bool,
}

/// A sentence, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    pub field: Field,
    pub party: Option<Party>,
    pub by: Option<Party>,
}

impl Example {
    /// `manager: …` stands in the manager's section and `candidate by recruiter: …`
    /// in the candidate's, written by the recruiter; `manager next: …` is a
    /// commitment, and `tldr: …` and `case: …` stand at the top of the file.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let (place, text) = written.split_once(": ")?;
        let words: Vec<&str> = place.split(' ').collect();
        let at_top = |field| Self {
            text: text.to_owned(),
            field,
            party: None,
            by: None,
        };
        let of = |party: &str, by: &str, field| {
            Some(Self {
                text: text.to_owned(),
                field,
                party: Some(Party::parse(party)?),
                by: Some(Party::parse(by)?),
            })
        };
        match words[..] {
            ["tldr"] => Some(at_top(Field::Tldr)),
            ["case"] => Some(at_top(Field::Case)),
            ["role"] => Some(at_top(Field::Role)),
            ["team"] => Some(at_top(Field::Team)),
            ["hold"] => Some(at_top(Field::Hold)),
            [party] => of(party, party, Field::Owned),
            [party, "next"] => of(party, party, Field::Next),
            [party, "by", by] => of(party, by, Field::Owned),
            _ => None,
        }
    }

    pub fn passage(&self) -> Passage<'_> {
        Passage {
            text: &self.text,
            field: self.field,
            party: self.party,
            by: self.by,
        }
    }
}
