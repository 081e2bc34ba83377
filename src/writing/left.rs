//! A conversation that was left, in a line that tells it from the others.

use super::keeper::Left;
use crate::context::Context;
use crate::log::Unfinished;
use crate::model::{Key, PostMortem, ValueKind, says_something};

/// As many letters of what was written say which it is.
const MOST: usize = 32;

/// Whose part it is and what of, when it was kept, and how its text begins.
pub(super) fn told_apart(left: &Left, context: &Context) -> String {
    let Unfinished { place, post_mortem } = &left.unfinished;
    let whose = place
        .party
        .map(|party| format!("the {}'s part of ", party.title()));
    let mut told = whose.unwrap_or_default() + &about(post_mortem);
    if let Some(kept) = left.draft.kept().and_then(|kept| context.local_time(kept)) {
        told += &format!("; kept {kept}");
    }
    if let Some(words) = first_words(&left.unfinished) {
        told += &format!(": {words} …");
    }
    told
}

pub(super) fn about(post_mortem: &PostMortem) -> String {
    let role = post_mortem.role.as_deref().unwrap_or("no role yet");
    format!("{}, {role}, {}", post_mortem.outcome, post_mortem.date)
}

fn first_words(Unfinished { place, post_mortem }: &Unfinished) -> Option<String> {
    let prose = Key::all().filter(|key| key.fact.about().kind == ValueKind::Prose);
    let written = prose.filter_map(|key| key.get(post_mortem)?.text());
    let typed = place.typed.values().map(|typed| &*typed.text);
    let text = written.chain(typed).find(|text| says_something(text))?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line.chars().take(MOST).collect())
}
