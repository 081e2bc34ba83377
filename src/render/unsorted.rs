//! What is written and not sorted: the sentences, the balls they may be, and the
//! command that says which.

use super::style::{Look, Tone};
use super::wrap::wrapped;
use crate::model::{Entry, Party};
use crate::talk::{one_line, visible};
use crate::vocabulary::search::Match;

/// A section of which nobody said yet which balls it drops.
pub struct Unsorted<'a> {
    pub entry: &'a Entry,
    pub party: Party,
    pub owned: &'a str,
    /// Best first.
    pub may_be: Vec<Match<'a>>,
    pub command: String,
}

pub fn unsorted_page(unsorted: &[Unsorted<'_>], look: Look) -> String {
    let parts: Vec<_> = unsorted.iter().map(|one| part(one, look)).collect();
    match parts.is_empty() {
        true => String::new(),
        false => parts.join("\n\n") + "\n",
    }
}

fn part(one: &Unsorted<'_>, look: Look) -> String {
    let wrapped = |first: &str, rest: &str, text: &str| wrapped(text, look, first, rest);
    let post_mortem = &one.entry.post_mortem;
    let role = post_mortem
        .role
        .as_deref()
        .map_or("no role".into(), visible);
    let id = visible(one.entry.id.as_str());
    let id = look.paint(Tone::Id, &*id);
    let mut lines = vec![format!(
        "{}  {id}  {role}, {}",
        post_mortem.date,
        one.party.title()
    )];
    lines.push(wrapped("  ", "  ", &visible(&one_line(one.owned))));
    let widest = one.may_be.iter().map(|may_be| may_be.ball.slug.len()).max();
    for Match { ball, .. } in &one.may_be {
        let slug = format!("  {:1$}  ", ball.slug, widest.unwrap_or(0));
        let rest = " ".repeat(slug.len());
        let line = wrapped(&slug, &rest, &visible(&ball.meaning));
        lines.push(look.paint(Tone::Quiet, line));
    }
    // A command is copied: it stays on a line of its own.
    lines.push(format!("  {}", one.command));
    lines.join("\n")
}
