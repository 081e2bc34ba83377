//! A text taken apart into words, numbers and marks, each with its place. What
//! was contracted is written out (`didn't` and `didnt` become did and not), and
//! what is quoted is marked, as it is not the writer's own voice.

use super::lexicon::{AGE, Lexicon, NUMBER, SEED, STEM, UNKNOWN, hash, mix};
use super::spelling::{Contraction, Spelling};
use super::token::{Token, TokenKind, WordCase, is_apostrophe};
use std::ops::Range;

/// The words of a text, in order.
pub fn split(text: &str, lexicon: &Lexicon, spelling: &Spelling) -> Vec<Token> {
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut next = 0;
    while let Some(first) = letter_at(text, next) {
        let start = next;
        next += first.len_utf8();
        if first.is_whitespace() {
            // An empty line ends a sentence as well as a full stop does.
            if first == '\n' && text[start + 1..].starts_with(['\n', '\r', '-', '*']) {
                words.push(mark(start, first, TokenKind::Stop));
            }
        } else if first.is_alphabetic() {
            let (mut word, contraction) = word(text, start, first);
            next = word.end as usize;
            word.id = lexicon.id(word.hash);
            spelling.write_out(text, word, contraction, lexicon, &mut words);
        } else if first.is_ascii_digit() {
            let place = start..end_of_number(text, start);
            next = place.end;
            let may_be_age = matches!(text[place.clone()].parse::<u8>(), Ok(16..=85));
            let entry = match &text[place.clone()] {
                decade if decade.ends_with("0s") => decade,
                _ if may_be_age => AGE,
                _ => NUMBER,
            };
            words.push(Token {
                id: lexicon.id(hash(entry)),
                ..token(place, hash(NUMBER), TokenKind::Number)
            });
        } else {
            let mark = mark(start, first, kind_of_mark(text, start, first));
            let id = lexicon.id(mark.hash);
            words.push(Token { id, ..mark });
        }
    }
    mark_quotes(text, &mut words);
    words
}

/// The character at a byte; most are one byte long.
#[inline]
pub fn letter_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// A word that begins with `first`, and the apostrophe in it.
fn word(text: &str, start: usize, first: char) -> (Token, Option<Contraction>) {
    let (mut end, mut hashed) = (start + first.len_utf8(), fold(SEED, first));
    let mut stem = hashed;
    let mut upper = usize::from(first.is_uppercase());
    let (mut letters, mut length) = (1, 1);
    let mut contraction = None;
    while let Some(next) = letter_at(text, end) {
        let at = end;
        let inside = || letter_at(text, at + next.len_utf8()).is_some_and(char::is_alphabetic);
        if next.is_ascii_lowercase() {
            letters += 1;
            hashed = mix(hashed, next as u8);
        } else if next.is_alphabetic() {
            upper += usize::from(next.is_uppercase());
            letters += 1;
            hashed = fold(hashed, next);
        } else if is_apostrophe(next) && inside() {
            contraction.get_or_insert(Contraction {
                apostrophe: at,
                before: hashed,
            });
            hashed = fold(hashed, '\'');
        } else if next == '-' && inside() {
            hashed = fold(hashed, '-');
        } else {
            break;
        }
        length += 1;
        if length <= STEM {
            stem = hashed;
        }
        end = at + next.len_utf8();
    }
    let word = Token {
        stem,
        letters: match upper {
            0 => WordCase::Lower,
            _ if upper == letters && letters > 1 => WordCase::Capitals,
            _ if first.is_uppercase() => WordCase::Capitalised,
            _ => WordCase::Lower,
        },
        ..token(start..end, hashed, TokenKind::Word)
    };
    (word, contraction)
}

/// Where a number ends: 1,204 and 9:30 are one each, and so is 3rd.
fn end_of_number(text: &str, start: usize) -> usize {
    let mut end = start + 1;
    while let Some(next) = letter_at(text, end) {
        let inside = matches!(next, '.' | ',' | ':')
            && text[end + 1..].starts_with(|next: char| next.is_ascii_digit());
        if !(next.is_alphanumeric() || inside) {
            break;
        }
        end += next.len_utf8();
    }
    end
}

fn kind_of_mark(text: &str, start: usize, mark: char) -> TokenKind {
    match mark {
        // node.js is one thing.
        '.' if text[start + 1..].starts_with(char::is_alphanumeric) => TokenKind::Mark,
        '.' | '!' | '?' | ';' | '…' => TokenKind::Stop,
        ',' | ':' | '(' | ')' | '–' | '—' | '/' | '[' | ']' => TokenKind::Pause,
        '-' if text[..start].ends_with(' ') => TokenKind::Pause,
        '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '›' => TokenKind::Quote,
        _ if is_apostrophe(mark) => TokenKind::Quote,
        _ => TokenKind::Mark,
    }
}

#[inline]
fn fold(hash: u64, character: char) -> u64 {
    match character.is_ascii() {
        true => mix(hash, character.to_ascii_lowercase() as u8),
        false => fold_other(hash, character),
    }
}

fn fold_other(mut hash: u64, character: char) -> u64 {
    let mut bytes = [0; 4];
    for lower in character.to_lowercase() {
        for byte in lower.encode_utf8(&mut bytes).bytes() {
            hash = mix(hash, byte);
        }
    }
    hash
}

fn mark(start: usize, mark: char, kind: TokenKind) -> Token {
    token(start..start + mark.len_utf8(), fold(SEED, mark), kind)
}

fn token(place: Range<usize>, hash: u64, kind: TokenKind) -> Token {
    Token {
        start: place.start as u32,
        end: place.end as u32,
        hash,
        stem: hash,
        id: UNKNOWN,
        kind,
        letters: WordCase::Lower,
        quoted: false,
    }
}

/// Fewer words between quotation marks are a manner of speaking.
const QUOTED_WORDS: usize = 3;

/// Marks what stands between an opening and a closing quotation mark.
fn mark_quotes(text: &str, words: &mut [Token]) {
    let mut open: Option<(usize, bool)> = None;
    for at in 0..words.len() {
        if words[at].kind != TokenKind::Quote {
            continue;
        }
        let mark = &text[words[at].range()];
        let single = mark.chars().all(|mark| is_apostrophe(mark) || mark == '‘');
        let before = text[..words[at].start as usize].chars().next_back();
        let after = text[words[at].end as usize..].chars().next();
        let opens = before.is_none_or(|before| !before.is_alphanumeric())
            && after.is_some_and(|after| !after.is_whitespace());
        match open {
            Some((from, single_open)) if single_open == single => {
                let closes = !single || before.is_some_and(|before| !before.is_whitespace());
                if closes && at - from > QUOTED_WORDS {
                    for word in &mut words[from..=at] {
                        word.quoted = true;
                    }
                }
                if closes {
                    open = None;
                }
            }
            None if opens => open = Some((at, single)),
            _ => {}
        }
    }
}
