//! Words of the command line -> a query, or what is wrong with them.

use super::{Field, Query, Term, Test, period};
use crate::diagnostic::nearest;
use crate::model::{Day, Fit, Party};
use crate::vocabulary::Vocabulary;

/// One term that could not be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    pub what: String,
    pub hint: Option<String>,
}

impl QueryError {
    fn new(what: String, hint: impl Into<Option<String>>) -> Self {
        Self {
            what,
            hint: hint.into(),
        }
    }
}

impl Query {
    /// Each word is a term; a word may hold spaces (`'role:platform engineer'`).
    pub fn parse(
        words: &[String],
        vocabulary: &Vocabulary,
        today: Day,
    ) -> Result<Self, QueryError> {
        let mut query = Self {
            text: words.join(" "),
            ..Self::default()
        };
        for word in words
            .iter()
            .map(|word| word.trim())
            .filter(|word| !word.is_empty())
        {
            query.add(word, vocabulary, today)?;
        }
        match (query.since, query.until) {
            (Some(since), Some(until)) if since > until => Err(QueryError::new(
                format!("nothing lies between since {since} and until {until}"),
                "swap them, or leave one out".to_owned(),
            )),
            _ => Ok(query),
        }
    }

    fn add(&mut self, word: &str, vocabulary: &Vocabulary, today: Day) -> Result<(), QueryError> {
        let (negated, bare) = match word.strip_prefix('-') {
            Some(bare) => (true, bare),
            None => (false, word),
        };
        let Some((name, value)) = bare.split_once(':').filter(|(name, _)| is_field_like(name))
        else {
            if negated {
                return Err(QueryError::new(
                    format!("`{word}` is neither an option nor a term"),
                    format!(
                        "to leave something out, name its field, as in -outcome:accepted; to look for the text itself, put -- before it: -- {word}"
                    ),
                ));
            }
            self.terms.push(Term {
                test: Test::Word(word.to_lowercase()),
                negated,
            });
            return Ok(());
        };
        if name == "no" {
            let field = field(value, word)?;
            if !field.can_be_empty() {
                return Err(QueryError::new(
                    format!("`{word}`: every post-mortem has {}", article(field)),
                    None,
                ));
            }
            self.terms.push(Term {
                test: Test::Empty(field),
                negated,
            });
            return Ok(());
        }
        let field = field(name, word)?;
        if value.is_empty() {
            return Err(QueryError::new(
                format!("`{word}` names no value"),
                field
                    .can_be_empty()
                    .then(|| format!("for post-mortems without one: no:{}", field.as_str())),
            ));
        }
        if matches!(field, Field::Since | Field::Until) {
            return self.add_day(field, value, word, negated, today);
        }
        let values = value
            .split(',')
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(|value| normal(field, value, vocabulary))
            .collect::<Result<Vec<_>, _>>()?;
        self.terms.push(Term {
            test: Test::Is(field, values),
            negated,
        });
        Ok(())
    }

    fn add_day(
        &mut self,
        field: Field,
        value: &str,
        word: &str,
        negated: bool,
        today: Day,
    ) -> Result<(), QueryError> {
        if negated {
            let other = if field == Field::Since {
                "until"
            } else {
                "since"
            };
            return Err(QueryError::new(
                format!("`{word}` cannot be turned round"),
                format!("use {other}: instead"),
            ));
        }
        let wrong = || {
            QueryError::new(
                format!("`{value}` in `{word}` is not a day or a span of days"),
                format!("write {}", period::FORMS),
            )
        };
        if field == Field::Since {
            let day = period::since(value, today).ok_or_else(wrong)?;
            self.since = Some(self.since.map_or(day, |since| since.max(day)));
        } else {
            let day = period::until(value, today).ok_or_else(wrong)?;
            self.until = Some(self.until.map_or(day, |until| until.min(day)));
        }
        Ok(())
    }
}

/// `stage:offer` names a field; `10:30` and `https://…` are words.
fn is_field_like(name: &str) -> bool {
    name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        && !matches!(name, "http" | "https")
}

fn field(name: &str, word: &str) -> Result<Field, QueryError> {
    Field::parse(name).ok_or_else(|| {
        let hint = match nearest(name, Field::names()) {
            Some(near) => format!("did you mean `{near}:`?"),
            None => format!(
                "the fields are {}",
                Field::names().collect::<Vec<_>>().join(", ")
            ),
        };
        QueryError::new(format!("there is no field `{name}` in `{word}`"), hint)
    })
}

const fn article(field: Field) -> &'static str {
    match field {
        Field::Outcome => "an outcome",
        Field::Id => "an id",
        _ => "a date",
    }
}

/// The value in the form in which it is compared.
fn normal(field: Field, value: &str, vocabulary: &Vocabulary) -> Result<String, QueryError> {
    let one_of = |allowed: &[&str]| {
        allowed
            .iter()
            .find(|word| **word == value.to_ascii_lowercase())
            .map(|&word| word.to_owned())
            .ok_or_else(|| {
                let hint = match nearest(value, allowed.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`? allowed: {}", allowed.join(", ")),
                    None => format!("allowed: {}", allowed.join(", ")),
                };
                QueryError::new(
                    format!("`{value}` is not a value of `{}:`", field.as_str()),
                    hint,
                )
            })
    };
    Ok(match field {
        Field::Outcome => vocabulary.outcome_slug(value).into_owned(),
        Field::Stage => vocabulary.stage_slug(value).into_owned(),
        Field::Dropped => vocabulary.known(value).slug.into_owned(),
        Field::Wanted | Field::Pitched => vocabulary.priority_slug(value).into_owned(),
        Field::Fit => one_of(&Fit::ALL.map(Fit::as_str))?,
        Field::Party | Field::By => one_of(&Party::ALL.map(Party::as_str))?,
        Field::Role | Field::Team | Field::Case | Field::Id | Field::Since | Field::Until => {
            value.to_lowercase()
        }
    })
}
