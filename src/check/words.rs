//! Words of a post-mortem, held against the vocabulary.

use crate::diagnostic::{Code, Diagnostic, Pointed, Remedy, nearest};
use crate::model::{
    DroppedBall, Key, MOST_PRIORITIES, NewValue, Outcome, Party, PostMortem, Text, TextList, Value,
    ValueKind, Words, says_none, slug,
};
use crate::vocabulary::Vocabulary;
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
            (ValueKind::List(words), Some(Value::List(said))) => {
                list(key, words, said, vocabulary, found);
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
    if vocabulary.declares(words, word) {
        alias(
            || key.to_string(),
            word,
            &vocabulary.slug_of(words, word),
            found,
        );
        return;
    }
    let field = key.to_string();
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
                NewValue::Text(vocabulary.slug_of(words, word).into())
            }
            (ValueKind::List(words), Some(Value::List(list))) => {
                let slugs = list.iter().map(|word| vocabulary.slug_of(words, word));
                NewValue::List(once_each(slugs.map(Text::from)))
            }
            _ => continue,
        };
        key.set(&mut folded, Some(value));
    }
    folded
}

fn once_each(slugs: impl Iterator<Item = Text>) -> TextList {
    let mut seen = HashSet::new();
    slugs.filter(|slug| seen.insert(slug.clone())).collect()
}

fn alias(field: impl Fn() -> String, word: &str, slug: &str, found: &mut Vec<Pointed>) {
    if word != slug {
        let diagnostic = Diagnostic::new(Code::Alias, format!("\"{word}\" is counted as {slug}"));
        let pointed = Pointed::at_word(field(), word, diagnostic);
        found.push(pointed.remedy(Remedy::Write(slug.to_owned())));
    }
}

/// Words of a list that people make longer.
fn list(key: Key, of: Words, said: &[Text], vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    let list = key.fact.name();
    let mut seen = HashSet::new();
    let mut undeclared = 0;
    for (index, word) in said.iter().enumerate() {
        let field = || format!("{key}[{index}]");
        let slug = vocabulary.slug_of(of, word);
        if seen.contains(&slug) {
            let message = match *word == slug {
                true => format!("{slug} is in `{list}` twice"),
                false => format!("\"{word}\" is counted as {slug}, which is in `{list}` already"),
            };
            let diagnostic = Diagnostic::new(Code::Repeated, message);
            found.push(Pointed::at_word(field(), word, diagnostic).remedy(Remedy::TakeOut));
            continue;
        }
        let ball = Some(of).filter(|of| *of == Words::Ball);
        let ball = ball.and_then(|_| vocabulary.ball(word));
        let other = ball
            .zip(key.party)
            .filter(|(ball, party)| ball.party != *party);
        if let Some((ball, party)) = other {
            let diagnostic = of_another(party, ball, vocabulary);
            found.push(Pointed::at_word(field(), word, diagnostic));
        } else if vocabulary.declares(of, word) {
            alias(field, word, &slug, found);
        } else {
            undeclared += 1;
            let diagnostic = nobodys(of, word, undeclared <= MOST_SUGGESTED, vocabulary);
            found.push(Pointed::at_word(field(), word, diagnostic));
        }
        seen.insert(slug);
    }
    if of == Words::Priority && seen.len() > MOST_PRIORITIES {
        let message = format!("{} priorities are too many for a ranking", seen.len());
        let help =
            format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
        let diagnostic = Diagnostic::new(Code::TooMany, message).help(help);
        found.push(Pointed::at(format!("{key}[{MOST_PRIORITIES}]"), diagnostic));
    }
}

/// A word that nobody declared; of many it is not worth it to look for one that is alike.
fn nobodys(of: Words, word: &str, is_one_of_few: bool, vocabulary: &Vocabulary) -> Diagnostic {
    if of == Words::Ball && says_none(word) {
        let help = "where none was dropped the list is empty: dropped = [], or --dropped ''";
        return Diagnostic::new(Code::Ball, format!("\"{word}\" is no dropped ball")).help(help);
    }
    let all = vocabulary.declared(of).into_iter();
    let all: Vec<_> = all.map(|(slug, _)| slug).collect();
    let (code, what, otherwise) = match of {
        Words::Ball => {
            let way = "find the one you mean: hirelog vocab WORDS; or declare it in hirelog.toml";
            (Code::Ball, "dropped ball", way.to_owned())
        }
        _ => {
            let there_are = format!("there are: {}", all.join(", "));
            (Code::Priority, "priority", there_are)
        }
    };
    let near = is_one_of_few.then(|| nearest(&slug(word), all)).flatten();
    let help = near.map_or(otherwise, |near| format!("did you mean {near}?"));
    Diagnostic::new(code, format!("\"{word}\" is no {what} anybody declared")).help(help)
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
