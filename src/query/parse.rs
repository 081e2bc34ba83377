//! Words of the command line -> a query, or what is wrong with them.

use super::{Field, Query, STANDINGS, Term, Test, period};
use crate::diagnostic::nearest;
use crate::model::{Day, Party, ValueKind};
use crate::vocabulary::Vocabulary;

/// Stands for the hyphen of a negated term, which a command line would take for
/// the beginning of flags.
pub const MINUS: char = '\u{2212}';

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
    ) -> Result<Self, Vec<QueryError>> {
        let mut query = Self {
            text: words.join(" ").replace(MINUS, "-"),
            ..Self::default()
        };
        let mut errors = Vec::new();
        for word in words
            .iter()
            .map(|word| word.trim())
            .filter(|word| !word.is_empty())
        {
            errors.extend(query.add(word, vocabulary, today).err());
        }
        if let (Some(since), Some(until)) = (query.since, query.until)
            && since > until
        {
            errors.push(QueryError::new(
                format!("nothing lies between since {since} and until {until}"),
                "swap them, or leave one out".to_owned(),
            ));
        }
        if errors.is_empty() {
            Ok(query)
        } else {
            Err(errors)
        }
    }

    fn add(&mut self, word: &str, vocabulary: &Vocabulary, today: Day) -> Result<(), QueryError> {
        let bare = word.strip_prefix(['-', MINUS]);
        let negated = bare.is_some();
        let Some((name, value)) = bare
            .unwrap_or(word)
            .split_once(':')
            .filter(|(name, _)| is_field_like(name))
        else {
            let word = word.to_lowercase();
            self.terms.push(Term {
                test: Test::Word(word),
                negated: false,
            });
            return Ok(());
        };
        let (name, word) = (&*name.to_ascii_lowercase(), &*word.replace(MINUS, "-"));
        if name == "no" {
            if value.is_empty() {
                let hint = "such as no:team".to_owned();
                return Err(QueryError::new(format!("`{word}` names no field"), hint));
            }
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
        if value.trim_matches([',', ' ']).is_empty() {
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
        let values = value.split(',').map(str::trim);
        let values = values.filter(|value| !value.is_empty());
        let test = match field {
            Field::Fact(fact) if fact.about().kind == ValueKind::Day => {
                let days = |value| period::days(value, today).ok_or_else(|| no_day(value, word));
                Test::Within(fact, values.map(days).collect::<Result<_, _>>()?)
            }
            _ => {
                let values = values.map(|value| normal(field, value, vocabulary));
                Test::Is(field, values.collect::<Result<_, _>>()?)
            }
        };
        self.terms.push(Term { test, negated });
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
        let wrong = || no_day(value, word);
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

fn no_day(value: &str, word: &str) -> QueryError {
    QueryError::new(
        format!("`{value}` in `{word}` is not a day or a span of days"),
        format!("write {}", period::FORMS),
    )
}

/// `stage:offer` names a field, and so does a misspelt one; `10:30`, `TODO:x` and
/// `https://…` are words.
fn is_field_like(name: &str) -> bool {
    let plain = name.len() > 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    plain && !matches!(name, "http" | "https") || Field::parse(&name.to_ascii_lowercase()).is_some()
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

fn article(field: Field) -> String {
    match field {
        Field::Since | Field::Until => "a date".to_owned(),
        Field::Is => "a standing".to_owned(),
        field => format!("an {}", field.as_str()),
    }
}

/// The value in the form in which it is compared.
fn normal(field: Field, value: &str, vocabulary: &Vocabulary) -> Result<String, QueryError> {
    let standings = STANDINGS.map(|standing| standing.word);
    let allowed = match (field, field.kind()) {
        (Field::Party, _) => Party::WORDS,
        (Field::Is, _) => &standings,
        (_, Some(ValueKind::OneOf(allowed))) => allowed,
        (_, Some(ValueKind::Text(words) | ValueKind::List(words))) if words.is_vocabulary() => {
            return Ok(vocabulary.slug_of(words, value).into_owned());
        }
        _ => return Ok(value.to_lowercase()),
    };
    let word = value.to_ascii_lowercase();
    if allowed.contains(&word.as_str()) {
        return Ok(word);
    }
    let list = allowed.join(", ");
    let hint = match nearest(value, allowed.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? allowed: {list}"),
        None => format!("allowed: {list}"),
    };
    let what = format!("`{value}` is not a value of `{}:`", field.as_str());
    Err(QueryError::new(what, hint))
}
