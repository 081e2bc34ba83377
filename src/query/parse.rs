//! Words of the command line -> a query, or what is wrong with them.

use super::word::SoughtWord;
use super::{Field, MINUS, Query, QueryTerm, STANDINGS, Test, period};
use crate::diagnostic::nearest;
use crate::model::{Day, Party, ValueKind, same_name};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;

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
    ///
    /// # Errors
    /// Every word that is no term, with what it could have been.
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
        let mut joins = Joins::default();
        for typed in &phrases(words) {
            // An OR at the beginning, or behind another, is a word.
            let may_join = !joins.or && !joins.not && !query.terms.is_empty();
            match typed {
                (Cow::Borrowed("OR"), false) if may_join => joins.or = true,
                (Cow::Borrowed("NOT"), false) => joins.not = !joins.not,
                _ => errors.extend(query.add(typed, &mut joins, vocabulary, today).err()),
            }
        }
        if joins.or || joins.not {
            let word = if joins.or { "OR" } else { "NOT" };
            let what = format!("nothing stands behind the last `{word}`");
            let hint = format!("to look for the word itself: {}", word.to_lowercase());
            errors.push(QueryError::new(what, hint));
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

    fn add(
        &mut self,
        (word, is_phrase): &TypedTerm<'_>,
        joins: &mut Joins,
        vocabulary: &Vocabulary,
        today: Day,
    ) -> Result<(), QueryError> {
        let bare = word.strip_prefix(['-', MINUS]);
        let negated = bare.is_some();
        let Some((name, value)) = bare
            .unwrap_or(word)
            .split_once(':')
            .filter(|(name, _)| is_field_like(name) && !is_phrase)
        else {
            // A hyphen alone, or before a figure, is no word to be left out.
            let bare =
                bare.filter(|bare| bare.chars().filter(|one| one.is_alphabetic()).count() > 1);
            if let Some(sought) = SoughtWord::new(bare.unwrap_or(word), vocabulary) {
                self.push(Test::Word(sought), bare.is_some(), joins);
            }
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
            self.push(Test::Empty(field), negated, joins);
            return Ok(());
        }
        let field = field(name, word)?;
        if between_commas(value).is_empty() {
            return Err(QueryError::new(
                format!("`{word}` names no value"),
                field
                    .can_be_empty()
                    .then(|| format!("for post-mortems without one: no:{}", field.as_str())),
            ));
        }
        if matches!(field, Field::Since | Field::Until) {
            if joins.or || joins.not {
                let what = format!("`{word}` holds for the whole query");
                return Err(QueryError::new(
                    what,
                    "leave out the OR or NOT before it".to_owned(),
                ));
            }
            return self.add_day(field, value, word, negated, today);
        }
        let values = between_commas(value);
        let values = values.iter().map(String::as_str);
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
        self.push(test, negated, joins);
        Ok(())
    }

    /// Behind an OR it is one of two with the term before it.
    fn push(&mut self, test: Test, negated: bool, joins: &mut Joins) {
        let Joins { or, not } = std::mem::take(joins);
        let term = QueryTerm {
            test,
            negated: negated != not,
        };
        match self.terms.last_mut() {
            Some(before) if or => before.push(term),
            _ => self.terms.push(vec![term]),
        }
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

/// What stands before the next term.
#[derive(Default)]
struct Joins {
    or: bool,
    not: bool,
}

/// What stands between blanks, or between quotes, and whether it is the latter.
type TypedTerm<'a> = (Cow<'a, str>, bool);

const QUOTES: [char; 3] = ['"', '\u{201c}', '\u{201d}'];

/// The values of a field: a comma parts them, unless quotes hold it.
fn between_commas(value: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut is_quoted = false;
    for letter in value.chars() {
        match (letter, values.last_mut()) {
            (',', _) if !is_quoted => values.push(String::new()),
            (letter, _) if QUOTES.contains(&letter) => is_quoted = !is_quoted,
            (letter, Some(last)) => last.push(letter),
            (_, None) => {}
        }
    }
    let values = values.iter().map(|value| value.trim().to_owned());
    values.filter(|value| !value.is_empty()).collect()
}

/// Quotes that the shell left hold words together, from one to the next.
fn phrases(words: &[String]) -> Vec<TypedTerm<'_>> {
    let mut spoken = Vec::new();
    let mut open: Option<String> = None;
    for word in words.iter().map(|word| word.trim()) {
        // A hyphen before the quote is about the whole phrase.
        let bare = word.strip_prefix(['-', MINUS]).unwrap_or(word);
        let opened = bare.strip_prefix(QUOTES).filter(|_| open.is_none());
        match &mut open {
            None if opened.is_some() => {
                let minus = if bare.len() < word.len() { "-" } else { "" };
                open = opened.map(|rest| format!("{minus}{rest}"));
            }
            Some(phrase) => {
                phrase.push(' ');
                phrase.push_str(word);
            }
            None if word.is_empty() => {}
            None => spoken.push((word.into(), false)),
        }
        if let Some(phrase) = open.take_if(|phrase| phrase.ends_with(QUOTES)) {
            spoken.push((phrase.trim_end_matches(QUOTES).to_owned().into(), true));
        }
    }
    // A quote that nothing closes is one of the word's own.
    spoken.extend(open.map(|phrase| (phrase.into(), true)));
    spoken
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
    let is_slug = match field.kind() {
        Some(ValueKind::Text(words) | ValueKind::List(words)) => words.is_vocabulary(),
        kind => kind.is_none() && field != Field::Id || matches!(kind, Some(ValueKind::OneOf(_))),
    };
    if let Some(bare) = value.strip_prefix(['-', MINUS]).filter(|_| is_slug) {
        let field = field.as_str();
        let what = format!("`{field}:-{bare}` asks for a value that begins with a hyphen");
        return Err(QueryError::new(
            what,
            format!("to leave those out: -{field}:{bare}"),
        ));
    }
    let standings = STANDINGS.map(|standing| standing.word);
    let allowed = match (field, field.kind()) {
        (Field::Party, _) => Party::WORDS,
        (Field::Is, _) => &standings,
        (_, Some(ValueKind::OneOf(allowed))) => allowed,
        (_, Some(ValueKind::Text(words) | ValueKind::List(words))) if words.is_vocabulary() => {
            return Ok(vocabulary.slug_of(words, value).into_owned());
        }
        _ => return Ok(same_name(value)),
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
