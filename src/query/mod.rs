//! The query that every reading command takes: words match whatever is shown of a
//! post-mortem, `field:value` a field, `-field:value` not that, `no:field` an empty one;
//! `"a phrase"`, `OR`, `NOT` and `-word` do what people expect. Parsed against the vocabulary and today, then matched; pure.

mod field;
mod matching;
mod parse;
mod period;
mod word;

pub use field::{Field, MINUS, STANDINGS};
pub use matching::UnknownValue;
pub use parse::QueryError;

use crate::model::{Day, Fact, Party, Span, ValueKind};
use word::SoughtWord;

/// Of each of these terms one must hold: an OR stands between those of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Vec<QueryTerm>>,
    since: Option<Day>,
    until: Option<Day>,
    text: String,
    /// The party that keeps the log for itself; no other's part is unfinished there.
    keeper: Option<Party>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct QueryTerm {
    test: Test,
    negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Test {
    /// Somewhere in what is shown, hyphens and letter case aside.
    Word(SoughtWord),
    /// The field is one of these; already folded by the vocabulary.
    Is(Field, Vec<String>),
    /// The day of a key is one of these.
    Within(Fact, Vec<Span>),
    Empty(Field),
}

impl Query {
    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first day that `since:TEXT` means.
    pub fn first_day(text: &str, today: Day) -> Option<Day> {
        period::since(text, today)
    }

    /// The last day that `until:TEXT` means.
    pub fn last_day(text: &str, today: Day) -> Option<Day> {
        period::until(text, today)
    }

    /// The same, asked of a log that a party keeps for itself, where one does.
    #[must_use]
    pub fn kept_by(self, keeper: Option<Party>) -> Self {
        Self { keeper, ..self }
    }

    /// Whether sentences have to be read whole to say what matches.
    pub fn reads_sentences(&self) -> bool {
        self.leaves().any(|term| match &term.test {
            Test::Word(_) => true,
            Test::Is(Field::Fact(fact), _) => matches!(fact.about().kind, ValueKind::Prose),
            _ => false,
        })
    }

    fn leaves(&self) -> impl Iterator<Item = &QueryTerm> {
        self.terms.iter().flatten()
    }

    /// What a field has to be one of; `None` where the query does not say.
    pub fn asked(&self, field: Field) -> Option<&[String]> {
        self.terms.iter().find_map(|terms| match terms.as_slice() {
            [one] => one.asks(&[field]),
            _ => None,
        })
    }

    /// The same query without what it asks of these fields; what it does not want
    /// of them stays.
    #[must_use]
    pub fn without(&self, fields: &[Field]) -> Self {
        let mut query = self.clone();
        query.terms.retain(|terms| match terms.as_slice() {
            [one] => one.asks(fields).is_none(),
            _ => true,
        });
        query
    }

    /// Whether a day is one that `since:` and `until:` leave.
    fn holds_on(&self, day: Day) -> bool {
        self.days().is_none_or(|days| days.contains(day))
    }

    /// Whether it asks for nothing, days aside.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it leaves out nothing of the roles and teams that match. Of what it
    /// chooses otherwise nobody can say what followed what, or what there is none of.
    pub fn takes_roles_whole(&self) -> bool {
        let is_of_whom =
            |term: &QueryTerm| matches!(term.test, Test::Is(Field::ROLE | Field::TEAM, _));
        self.leaves().all(is_of_whom)
    }

    /// Whether `since:` or `until:` name days.
    pub const fn names_days(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// The days asked for with `since:` and `until:`, where one of them was.
    pub fn days(&self) -> Option<Span> {
        self.names_days().then(|| Span {
            since: self.since.unwrap_or(Day::FIRST),
            until: self.until.unwrap_or(Day::LAST),
        })
    }

    /// The days asked for with `since:` and `until:`, or `otherwise` where
    /// neither was.
    pub fn span_or(&self, otherwise: Span) -> Span {
        match (self.since, self.until) {
            (None, None) => otherwise,
            (Some(since), until) => Span {
                since,
                until: until.unwrap_or_else(|| otherwise.until.max(since)),
            },
            (None, Some(until)) => Span {
                since: until.minus_days(otherwise.days() - 1),
                until,
            },
        }
    }
}

impl QueryTerm {
    /// What one of these fields has to be one of.
    fn asks(&self, fields: &[Field]) -> Option<&[String]> {
        match &self.test {
            Test::Is(field, values) if !self.negated && fields.contains(field) => Some(values),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
