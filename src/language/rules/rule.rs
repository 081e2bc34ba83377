//! A rule as people meet it: a code, why it matters, what to ask instead, and
//! sentences that it must and must not find, which are run as tests.

use crate::diagnostic::{Code, Family, Severity};
use crate::language::finding::Finding;
use crate::language::written::WrittenRule;
use crate::model::{Fact, Party};
use std::ops::Range;

#[derive(Debug, Clone)]
pub struct SentenceRule {
    /// `HL301` and its family; never renumbered or reused.
    pub code: Code,
    pub severity: Severity,
    /// The kind of finding in a word or two, as the labelled sentences name it.
    pub(in crate::language) category: String,
    pub title: String,
    pub explanation: String,
    /// Why it matters, in one sentence, beside the words found.
    pub message: String,
    pub question: Option<String>,
    pub matches: Vec<Example>,
    pub passes: Vec<Example>,
}

/// A sentence, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    pub(in crate::language) field: Fact,
    pub party: Option<Party>,
    pub(in crate::language) by: Option<Party>,
}

impl SentenceRule {
    /// # Errors
    ///
    /// When the template names a family or a severity that does not exist, or an
    /// example cannot be read.
    pub(super) fn new(written: &WrittenRule) -> Result<Self, String> {
        let family = Family::parse(written.family)
            .ok_or_else(|| format!("no family is called {}", written.family))?;
        let severity = Severity::parse(written.severity)
            .ok_or_else(|| format!("no severity is called {}", written.severity))?;
        let examples = |written: &[&str]| {
            let examples = written.iter().map(|example| {
                Example::parse(example).ok_or_else(|| format!("this is no example: {example}"))
            });
            examples.collect::<Result<Vec<_>, _>>()
        };
        Ok(Self {
            code: Code::Language(written.code, family),
            severity,
            matches: examples(&written.matches)?,
            passes: examples(&written.passes)?,
            category: written.category.to_owned(),
            title: written.title.to_owned(),
            explanation: written.explanation.to_owned(),
            message: written.message.to_owned(),
            question: written.question.map(str::to_owned),
        })
    }

    pub(in crate::language) fn finding(&self, words: Range<usize>) -> Finding {
        Finding {
            code: self.code,
            severity: self.severity,
            words,
            message: self.message.clone(),
            question: self.question.clone(),
            weighed: Vec::new(),
        }
    }
}

impl Example {
    /// `manager: …` stands in the manager's section and `candidate by recruiter: …`
    /// in the candidate's, written by the recruiter; `manager next: …` is a
    /// promise, and `tldr: …` and `case: …` stand at the top of the file.
    fn parse(written: &str) -> Option<Self> {
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
            ["tldr"] => Some(at_top(Fact::Tldr)),
            ["case"] => Some(at_top(Fact::Case)),
            ["role"] => Some(at_top(Fact::Role)),
            ["team"] => Some(at_top(Fact::Team)),
            ["hold"] => Some(at_top(Fact::Hold)),
            [party] => of(party, party, Fact::Owned),
            [party, "next"] => of(party, party, Fact::Next),
            [party, "by", by] => of(party, by, Fact::Owned),
            _ => None,
        }
    }
}
