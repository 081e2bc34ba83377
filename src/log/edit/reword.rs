//! One word of the lists of a text turned into another: the inside of its
//! quotes, and nothing else. Where the new word stands in the list already, the
//! old one leaves it.

use super::revise::{misread, revise};
use crate::diagnostic::{Diagnostic, Edit};
use crate::log::array::{in_steps, inside, step};
use crate::log::read::decode::decode;
use crate::log::settings::{self, TeamSettings};
use crate::model::{Party, PostMortem, Text};
use toml_spanner::{Array, Item};

/// Which word becomes which.
#[derive(Clone, Copy)]
pub struct Rewording<'a> {
    /// What is written from now on.
    pub slug: &'a str,
    /// Whether a word means the old one, under any of its spellings.
    pub old: &'a dyn Fn(&str) -> bool,
    /// Whether a word means the new one.
    pub new: &'a dyn Fn(&str) -> bool,
}

impl Rewording<'_> {
    fn is_there(&self, word: &str) -> bool {
        word == self.slug || (self.new)(word) && !(self.old)(word)
    }

    /// Whether a word is one that has to go.
    pub fn is_meant(&self, word: &str) -> bool {
        word != self.slug && (self.old)(word)
    }

    /// What a list says afterwards.
    pub fn list<W>(&self, words: &[W]) -> Vec<W>
    where
        W: AsRef<str> + Clone + for<'w> From<&'w str>,
    {
        let mut there = words.iter().any(|word| self.is_there(word.as_ref()));
        let mut list = Vec::with_capacity(words.len());
        for word in words {
            if !self.is_meant(word.as_ref()) {
                list.push(word.clone());
            } else if !there {
                list.push(self.slug.into());
                there = true;
            }
        }
        list
    }
}

/// A post-mortem in which the sections of these parties say the new word. `old` is what the
/// text says now.
pub(in crate::log) fn reword(
    source: &str,
    old: &PostMortem,
    parties: &[Party],
    rewording: Rewording<'_>,
) -> Result<(String, PostMortem), Vec<Diagnostic>> {
    let mut new = old.clone();
    for &party in parties {
        let section = new.section_mut(party);
        for list in [&mut section.dropped, &mut section.next_for] {
            *list = list
                .take()
                .map(|words| rewording.list(&words).into_iter().collect());
        }
    }
    Ok((revise(source, old, &new)?, new))
}

/// What the team's file says of the word.
#[derive(Clone, Copy)]
pub enum Declaration<'a> {
    /// The block of this slug takes the new one, and so does what hides it.
    Moves(&'a str),
    /// No block is the old word's, or the new word has one of its own.
    Stays,
}

/// A team's file in which mirrors, and the declaration where it moves, say the
/// new word; read back and compared.
pub(in crate::log) fn reword_team(
    source: &str,
    declaration: Declaration<'_>,
    rewording: Rewording<'_>,
) -> Result<(String, TeamSettings), Vec<Diagnostic>> {
    let (mut expected, _) = settings::team(source);
    let is_declared = |slug: &str| matches!(declaration, Declaration::Moves(old) if old == slug);
    let hiding = Rewording {
        old: &is_declared,
        ..rewording
    };
    // A ball is no mirror of itself: in its own block, the word is left alone.
    let has_mirrors = |slug: &str| slug != rewording.slug && !(rewording.new)(slug);
    for ball in &mut expected.balls {
        if is_declared(&ball.slug) {
            ball.slug = rewording.slug.to_owned();
        }
        if has_mirrors(&ball.slug) {
            ball.mirrors = rewording.list(&ball.mirrors);
        }
    }
    expected.hide = hiding.list(&expected.hide);
    let text = in_steps(source, |text, root| {
        let blocks = root.get("dropped_ball").and_then(Item::as_array);
        let blocks = blocks.into_iter().flatten().filter_map(Item::as_table);
        let in_blocks = blocks.filter_map(|block| {
            let slug = block.get("slug")?;
            let named = slug.as_str()?;
            if is_declared(named) {
                let place = slug.span().range();
                return Some(vec![inside(text, place, rewording.slug)]);
            }
            let mirrors = block.get("mirrors")?.as_array()?;
            has_mirrors(named).then(|| reworded(text, mirrors, rewording))?
        });
        let hide = || {
            let vocabulary = root.get("vocabulary")?.as_table()?;
            reworded(text, vocabulary.get("hide")?.as_array()?, hiding)
        };
        in_blocks.take(1).next().or_else(hide)
    })
    .map_err(|text| decode(&text).diagnostics)?;
    let (read_back, diagnostics) = settings::team(&text);
    match read_back == expected {
        true => Ok((text, expected)),
        false => Err(misread(diagnostics)),
    }
}

/// What brings a list nearer to what it says afterwards.
fn reworded(source: &str, list: &Array<'_>, rewording: Rewording<'_>) -> Option<Vec<Edit>> {
    let words = list.iter().filter_map(Item::as_str);
    let words = words.filter(|word| !word.trim().is_empty());
    let words: Vec<_> = words.map(Text::from).collect();
    step(source, list, &rewording.list(&words))
}

#[cfg(test)]
mod tests;
