//! Words of a post-mortem, held against the vocabulary.

use crate::diagnostic::{Code, Diagnostic, Pointed, Remedy, nearest};
use crate::model::{
    DroppedBall, Key, MOST_PRIORITIES, NewValue, Outcome, Party, PostMortem, Value, ValueKind,
    Words, says_none,
};
use crate::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::HashSet;

/// Words of a list for which one spelt alike is looked for.
const MOST_SUGGESTED: usize = 50;

pub(super) fn check(post_mortem: &PostMortem, vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    for key in Key::all() {
        let value = key.get(post_mortem);
        match (key.fact.about().kind, value) {
            (ValueKind::Text(words), Some(Value::Text(word))) if words.is_vocabulary() => {
                one_word(key, words, word, vocabulary, found);
            }
            (ValueKind::List(Words::Priority), Some(Value::List(list))) => {
                priorities(key.fact.name(), list, vocabulary, found);
            }
            (ValueKind::List(Words::Ball), Some(Value::List(list))) => {
                balls(key, list, vocabulary, found);
            }
            _ => {}
        }
    }
}

/// An outcome at a stage where it cannot be.
pub(super) fn place(post_mortem: &PostMortem, vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    let Some(stage) = post_mortem.stage.as_deref() else {
        return;
    };
    let (Some(outcome), Some(rank)) = (
        vocabulary.outcome(&post_mortem.outcome),
        vocabulary.stage_rank(stage),
    ) else {
        return;
    };
    // A team may have stages of its own, between or in place of those.
    let [from, until] = [&outcome.from, &outcome.until].map(|bound| {
        let bound = bound.as_deref()?;
        Some((bound, vocabulary.stage_rank(bound)?))
    });
    let is_before = from.is_some_and(|(_, from)| rank < from);
    let is_after = until.is_some_and(|(_, until)| rank > until);
    let Outcome { slug, .. } = outcome;
    let when = match (from, until) {
        _ if !is_before && !is_after => return,
        (Some((from, _)), Some((until, _))) if from == until => format!("is at {from}"),
        (Some((from, _)), Some((until, _))) => format!("is from {from} to {until}"),
        (Some((from, _)), None) => format!("is from {from} on"),
        (None, Some((until, _))) => format!("is up to {until}"),
        (None, None) => return,
    };
    let what = format!("{slug} cannot be at {}", vocabulary.stage_slug(stage));
    let help = format!("{slug} {when}: put right the stage, or the outcome");
    let diagnostic = Diagnostic::new(Code::NotThere, what).help(help);
    found.push(Pointed::at("stage", diagnostic));
}

/// A word from a list that only the program or the team can make longer.
fn one_word(key: Key, words: Words, word: &str, vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    let field = key.to_string();
    if vocabulary.declares(words, word) {
        alias(&field, word, &vocabulary.slug_of(words, word), found);
        return;
    }
    let code = match words {
        Words::Stage => Code::Stage,
        _ => Code::Outcome,
    };
    let known = vocabulary.declared(words).into_iter();
    let known: Vec<_> = known.map(|(slug, _)| slug).collect();
    let list = known.join(", ");
    let help = match nearest(word, known) {
        Some(near) => format!("did you mean {near}? there are: {list}"),
        None => format!("there are: {list}"),
    };
    let diagnostic = Diagnostic::new(code, format!("there is no {field} \"{word}\"")).help(help);
    found.push(Pointed::at_word(field, word, diagnostic));
}

/// A post-mortem as it is counted: every word its slug, every list without
/// repetition. What a fix may not change.
#[must_use]
pub fn folded(post_mortem: &PostMortem, vocabulary: &Vocabulary) -> PostMortem {
    let mut folded = post_mortem.clone();
    for key in Key::all() {
        let value = match (key.fact.about().kind, key.get(post_mortem)) {
            (ValueKind::Text(words), Some(Value::Text(word))) => {
                NewValue::Text(vocabulary.slug_of(words, word).into_owned())
            }
            (ValueKind::List(words), Some(Value::List(list))) => {
                let slugs = list.iter().map(|word| vocabulary.slug_of(words, word));
                NewValue::List(once_each(slugs.map(Cow::into_owned)))
            }
            _ => continue,
        };
        key.set(&mut folded, Some(value));
    }
    folded
}

fn once_each(slugs: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    slugs.filter(|slug| seen.insert(slug.clone())).collect()
}

fn alias(field: &str, word: &str, slug: &str, found: &mut Vec<Pointed>) {
    if word != slug {
        let diagnostic = Diagnostic::new(Code::Alias, format!("\"{word}\" is counted as {slug}"));
        found
            .push(Pointed::at_word(field, word, diagnostic).remedy(Remedy::Write(slug.to_owned())));
    }
}

fn priorities(key: &str, words: &[String], vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    let mut slugs = Slugs::new(key);
    for (index, word) in words.iter().enumerate() {
        let field = format!("{key}[{index}]");
        if slugs.repeated(&field, word, vocabulary.priority_slug(word), found) {
            continue;
        }
        match vocabulary.priority(word) {
            Some(known) => alias(&field, word, &known.slug, found),
            None => {
                let all = vocabulary.priorities.iter().map(|one| &*one.slug);
                let message = format!("\"{word}\" is no priority anybody declared");
                let near = slugs.suggests().then(|| nearest(word, all.clone()));
                let otherwise = || format!("there are: {}", all.collect::<Vec<_>>().join(", "));
                let diagnostic =
                    Diagnostic::new(Code::Priority, message).help(meant(near.flatten(), otherwise));
                found.push(Pointed::at_word(field, word, diagnostic));
            }
        }
    }
    if slugs.seen.len() > MOST_PRIORITIES {
        let count = slugs.seen.len();
        let message = format!("{count} priorities are too many for a ranking");
        let help =
            format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
        let diagnostic = Diagnostic::new(Code::TooMany, message).help(help);
        found.push(Pointed::at(format!("{key}[{MOST_PRIORITIES}]"), diagnostic));
    }
}

fn balls(key: Key, words: &[String], vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    let mut slugs = Slugs::new(key.fact.name());
    for (index, word) in words.iter().enumerate() {
        let field = format!("{key}[{index}]");
        let known = vocabulary.known(word);
        if slugs.repeated(&field, word, known.slug, found) {
            continue;
        }
        match known.ball {
            None if says_none(word) => {
                let message = format!("\"{word}\" is no dropped ball");
                let help =
                    "where none was dropped the list is empty: dropped = [], or --dropped ''";
                let diagnostic = Diagnostic::new(Code::Ball, message).help(help);
                found.push(Pointed::at_word(field, word, diagnostic));
            }
            None => {
                let message = format!("\"{word}\" is no dropped ball anybody declared");
                let near = slugs.suggests().then(|| vocabulary.nearest_ball(word));
                let way =
                    "find the one you mean: hirelog vocab WORDS; or declare it in hirelog.toml";
                let diagnostic = Diagnostic::new(Code::Ball, message)
                    .help(meant(near.flatten(), || way.to_owned()));
                found.push(Pointed::at_word(field, word, diagnostic));
            }
            Some(ball) => match key.party.filter(|party| *party != ball.party) {
                Some(party) => {
                    let other = of_another(party, ball, vocabulary);
                    found.push(Pointed::at_word(field, word, other));
                }
                None => alias(&field, word, &ball.slug, found),
            },
        }
    }
}

fn meant(near: Option<&str>, otherwise: impl FnOnce() -> String) -> String {
    near.map_or_else(otherwise, |near| format!("did you mean {near}?"))
}

fn of_another(party: Party, ball: &DroppedBall, vocabulary: &Vocabulary) -> Diagnostic {
    let owner = ball.party;
    let message = format!("{} is the {}'s ball", ball.slug, owner.title());
    let seen = match vocabulary.mirrors(ball, party).as_slice() {
        [] => String::new(),
        mirrors => format!(
            ", or name what the {} can carry: {}",
            party.title(),
            mirrors.join(" or ")
        ),
    };
    Diagnostic::new(Code::OtherParty, message).help(format!("move it to [{owner}]{seen}"))
}

/// The slugs of a list so far.
struct Slugs<'a> {
    list: &'a str,
    seen: HashSet<Cow<'a, str>>,
    /// How many words nobody declared.
    undeclared: usize,
}

impl<'a> Slugs<'a> {
    fn new(list: &'a str) -> Self {
        let seen = HashSet::new();
        Self {
            list,
            seen,
            undeclared: 0,
        }
    }

    /// Whether to look for a word like this one: of many, it is not worth it.
    fn suggests(&mut self) -> bool {
        self.undeclared += 1;
        self.undeclared <= MOST_SUGGESTED
    }

    fn repeated(
        &mut self,
        field: &str,
        word: &str,
        slug: Cow<'a, str>,
        found: &mut Vec<Pointed>,
    ) -> bool {
        let repeated = self.seen.contains(&slug);
        if repeated {
            let message = if word == slug {
                format!("{slug} is in `{}` twice", self.list)
            } else {
                format!(
                    "\"{word}\" is counted as {slug}, which is in `{}` already",
                    self.list
                )
            };
            let diagnostic = Diagnostic::new(Code::Repeated, message);
            found.push(Pointed::at_word(field, word, diagnostic).remedy(Remedy::TakeOut));
        } else {
            self.seen.insert(slug);
        }
        repeated
    }
}
