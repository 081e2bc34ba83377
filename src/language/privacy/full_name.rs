//! Somebody's full name in prose: a given name that a list has, and a family name beside
//! it that nothing else explains. One of the two alone is never enough.

use super::given::is_given;
use super::titled::{PARTICLES, is_called, is_title};
use crate::language::parsed::Parsed;
use crate::language::words::lexicon::UNKNOWN;
use crate::language::words::token::{TokenKind, WordCase};
use std::ops::Range;

pub fn find(parsed: &Parsed<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 1 < parsed.words.len() {
        match last_of_name(parsed, at).or_else(|| called(parsed, at)) {
            Some(last) => {
                found.push(parsed.bytes(&(at..last + 1)));
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// The last word of the name that begins here.
fn last_of_name(parsed: &Parsed<'_>, first: usize) -> Option<usize> {
    let letters = parsed.words[first].letters;
    if !is_capital(parsed, first) || !is_beside_a_name(parsed, first) {
        return None;
    }
    let mut at = first + 1;
    while is_particle(parsed, at) || is_initial(parsed, at) {
        at += 1;
    }
    let is_family = |at: usize| {
        is_capital(parsed, at)
            && parsed.words[at].letters == letters
            && parsed.words[at].id == UNKNOWN
            && follows(parsed, at)
    };
    let is_named = || is_given(parsed.text(first)) || is_titled(parsed, first);
    if !is_family(at) || !is_double(parsed, first, at) && !is_named() {
        return None;
    }
    while is_family(at + 1) {
        at += 1;
    }
    // Ada Lovelace Day, the Alan Turing Institute
    let names_a_thing = letters == WordCase::Capitalised
        && is_capital(parsed, at + 1)
        && parsed.words[at + 1].letters == letters
        && follows(parsed, at + 1);
    (!names_a_thing).then_some(at)
}

/// Ottoline Prewett-Szabo: nobody knows the words, and the second is two names.
fn is_double(parsed: &Parsed<'_>, first: usize, at: usize) -> bool {
    let is_name = |name: &str| name.len() >= 4 && name.starts_with(char::is_uppercase);
    let both = parsed.text(at).split_once('-');
    parsed.words[first].id == UNKNOWN && both.is_some_and(|(one, two)| is_name(one) && is_name(two))
}

/// Frau Annegret Sipplinger, Dr. Raghunandan Iyer
fn is_titled(parsed: &Parsed<'_>, at: usize) -> bool {
    let title = parsed.passage.text[..parsed.words[at].start as usize].trim_end();
    let title = title.rsplit(' ').next().unwrap_or_default();
    title.contains(char::is_lowercase) && is_called(title)
}

/// Ms. Petrova, Frau von Schmidt: the last word of it.
fn called(parsed: &Parsed<'_>, title: usize) -> Option<usize> {
    let is_followed = |at| is_capital(parsed, at) || is_particle(parsed, at);
    let is_before =
        is_followed(title + 1) || is_followed(title + 2) || is_initial(parsed, title + 1);
    (is_capital(parsed, title) && is_before).then_some(())?;
    let text = |at: usize| &parsed.passage.text[parsed.words[at].range()];
    let is_pointed = parsed.words.get(title + 1).is_some() && text(title + 1) == ".";
    let point = if is_pointed { "." } else { "" };
    is_title(&format!("{}{point}", text(title))).then_some(())?;
    let mut at = title + 1;
    while parsed.words.get(at).is_some() && (parsed.text(at) == "." || is_particle(parsed, at)) {
        at += 1;
    }
    while is_initial(parsed, at) {
        at += 1;
    }
    let is_near =
        |at| is_capital(parsed, at) && parsed.words[at - 1].end + 1 >= parsed.words[at].start;
    is_near(at).then(|| {
        if is_capital(parsed, at + 1) && is_near(at + 1) && parsed.words[at + 1].id == UNKNOWN {
            at + 1
        } else {
            at
        }
    })
}

/// Whether what follows may belong to a name: not worth a look at the list otherwise.
fn is_beside_a_name(parsed: &Parsed<'_>, at: usize) -> bool {
    let next = at + 1;
    is_capital(parsed, next) || is_particle(parsed, next) || is_initial(parsed, next)
}

fn is_capital(parsed: &Parsed<'_>, at: usize) -> bool {
    parsed.words.get(at).is_some_and(|word| {
        word.kind == TokenKind::Word && word.letters != WordCase::Lower && word.range().len() > 1
    })
}

/// Whether nothing but a blank stands before a word.
fn follows(parsed: &Parsed<'_>, at: usize) -> bool {
    // What was contracted shares its place, and has nothing between.
    let between = parsed.words[at - 1].end as usize..parsed.words[at].start as usize;
    let between = parsed.passage.text.get(between).unwrap_or_default();
    !between.is_empty() && between.chars().all(|one| one == ' ' || one == '\n')
}

fn is_particle(parsed: &Parsed<'_>, at: usize) -> bool {
    let is_word = |at: usize| parsed.words[at].kind == TokenKind::Word;
    at < parsed.words.len() && is_word(at) && PARTICLES.contains(&parsed.text(at))
}

/// The K and the dot of Nadia K. Svoboda.
fn is_initial(parsed: &Parsed<'_>, at: usize) -> bool {
    let is_letter = |at: usize| {
        parsed.words.get(at).is_some_and(|word| {
            word.kind == TokenKind::Word
                && word.letters != WordCase::Lower
                && word.range().len() == 1
        })
    };
    let is_dot = |at: usize| at < parsed.words.len() && parsed.text(at) == ".";
    is_letter(at) || is_dot(at) && is_letter(at - 1)
}
