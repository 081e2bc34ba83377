//! A post-mortem said in one sentence: outcome, stage, day, role, team, what they wanted
//! and what was pitched, what the writer owns and which ball that is, found by the
//! vocabulary and the names of the log. Whatever is found is a claim on words of the
//! sentence; words that nothing claims stay as they were typed. Better nothing claimed
//! than something wrong.

mod claims;
mod lexicon;
mod line;
mod names;
mod outcome;
mod own;
mod phrase;
mod understood;
mod when;
mod wishes;

pub use claims::SentenceResources;
pub use understood::{SentenceClaim, Understood};

use crate::model::{Fact, Party};
use claims::Claims;
use lexicon::SentenceLexicon;
use line::Line;
use outcome::endings;
use std::ops::Range;

/// Reads a sentence. `writer` is who speaks, where somebody says so; else the sentence may.
pub fn read(text: &str, writer: Option<Party>, resources: &SentenceResources<'_>) -> Understood {
    let vocabulary = resources.vocabulary;
    let mut lexicon = SentenceLexicon::new(vocabulary);
    let names = resources.roles.iter().chain(resources.teams);
    let parts = names.flat_map(|name| name.split(|one: char| !one.is_alphanumeric()));
    lexicon.known.extend(parts.map(str::to_lowercase));
    let line = Line::new(text, &lexicon.known);
    let named = own::named(&line);
    let writer = writer.or(named.as_ref().map(|(party, _)| *party));
    let mut claims = Claims::new(&line, &lexicon);
    let mut open = Vec::new();
    let endings = endings(&line, &lexicon, writer).unwrap_or_else(|rivals| {
        open.push(format!("how it ended: {}", rivals.join(" or ")));
        Vec::new()
    });
    claims.endings = endings.iter().map(|one| one.words.clone()).collect();
    // What says it once more says why, as "reneged, counteroffer" does, and stays.
    if let Some(ending) = endings.first() {
        claims.add(Fact::Outcome, &ending.slug, ending.words.clone());
    }
    if let Some((party, words)) = named
        && writer == Some(party)
    {
        claims.add_to(Some(party), Fact::By, party.as_str(), words);
    }
    let binds = |word: &str| lexicon.others.contains(word) || lexicon.glue.contains(word);
    if let Some((role, words)) = names::role(&line, resources.roles, &binds) {
        claims.add(Fact::Role, role, words);
    }
    claims.add_what_stands_with_it(resources, &mut open);
    let wishes = [
        (
            Fact::Wanted,
            wishes::wanted(&line, &lexicon, vocabulary, writer),
        ),
        (
            Fact::Pitched,
            wishes::pitched(&line, &lexicon, vocabulary, writer),
        ),
    ];
    let promised = match writer {
        Some(_) => own::promised(&line, &claims.endings),
        None => Vec::new(),
    };
    for (fact, wishes) in wishes {
        // What somebody will pitch was not pitched.
        let is_said = |words: &Range<usize>| !promised.iter().any(|one| one.contains(&words.start));
        for (slug, words) in wishes.into_iter().filter(|(_, words)| is_said(words)) {
            claims.add(fact, &slug, words);
        }
    }
    if let Some(party) = writer {
        claims.add_owned(party, &promised, resources);
    }
    claims.add_what_binds();
    let (ahead, unsure_day) = (claims.ahead.take(), claims.unsure_day.take());
    let mut claims = claims.found;
    claims.sort_by_key(|(words, claim)| (words.start, claim.key));
    let mut understood = Understood {
        text: text.to_owned(),
        writer,
        claims: claims.into_iter().map(|(_, claim)| claim).collect(),
        open,
        ahead,
        unsure_day,
        words: line.words,
    };
    understood.claims.dedup();
    understood
}
