//! A text taken apart into words, numbers and marks, each with its place. What
//! was contracted is written out (`didn't` and `didnt` become did and not), and
//! what is quoted is marked, as it is not the writer's own voice.

use super::lexicon::{Id, Lexicon, SEED, STEM, hash, mix};
use super::pattern::{AGE, NUMBER};
use super::spelling::Spelling;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// Ends a sentence.
    Stop,
    /// Divides a sentence: comma, dash, colon, bracket.
    Pause,
    Quote,
    /// Anything else that is visible.
    Mark,
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Lower,
    Capitalised,
    Capitals,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub start: u32,
    pub end: u32,
    /// Of the word in lower case, as it is spelt when spelt out.
    pub hash: u64,
    /// Of its first letters.
    pub stem: u64,
    pub id: Id,
    pub kind: Kind,
    pub letters: Letters,
    /// Said by somebody else.
    pub quoted: bool,
}

impl Word {
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The words of a text, in order.
pub(super) fn split(text: &str, lexicon: &Lexicon, spelling: &Spelling) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            // An empty line ends a sentence as well as a full stop does.
            if first == '\n' && text[start + 1..].starts_with(['\n', '\r', '-', '*']) {
                push_mark(&mut words, start, first, Kind::Stop);
            }
            continue;
        }
        if first.is_alphabetic() {
            let (mut end, mut hashed) = (start + first.len_utf8(), fold(SEED, first));
            let mut stem = hashed;
            let mut upper = usize::from(first.is_uppercase());
            let (mut letters, mut length) = (1, 1);
            let mut apostrophe = None;
            while let Some(&(at, next)) = rest.peek() {
                let inside = text[at + next.len_utf8()..]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphabetic);
                if next.is_alphabetic() {
                    upper += usize::from(next.is_uppercase());
                    letters += 1;
                    hashed = fold(hashed, next);
                } else if is_apostrophe(next) && inside {
                    apostrophe.get_or_insert((at, hashed));
                    hashed = fold(hashed, '\'');
                } else if next == '-' && inside {
                    hashed = fold(hashed, '-');
                } else {
                    break;
                }
                rest.next();
                length += 1;
                if length <= STEM {
                    stem = hashed;
                }
                end = at + next.len_utf8();
            }
            let word = Word {
                start: start as u32,
                end: end as u32,
                hash: hashed,
                stem,
                id: lexicon.id(hashed),
                kind: Kind::Word,
                letters: match upper {
                    0 => Letters::Lower,
                    _ if upper == letters && letters > 1 => Letters::Capitals,
                    _ if first.is_uppercase() => Letters::Capitalised,
                    _ => Letters::Lower,
                },
                quoted: false,
            };
            spelling.write_out(text, word, apostrophe, lexicon, &mut words);
        } else if first.is_ascii_digit() {
            let mut end = start + 1;
            while let Some(&(at, next)) = rest.peek() {
                let inside = matches!(next, '.' | ',' | ':')
                    && text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
                if !(next.is_alphanumeric() || inside) {
                    break;
                }
                rest.next();
                end = at + next.len_utf8();
            }
            push(&mut words, start..end, hash(NUMBER), Kind::Number);
            let age = matches!(text[start..end].parse::<u8>(), Ok(16..=85));
            let number = words.len() - 1;
            words[number].id = lexicon.id(hash(if age { AGE } else { NUMBER }));
        } else {
            let kind = match first {
                // node.js is one thing.
                '.' if text[start + 1..].starts_with(char::is_alphanumeric) => Kind::Mark,
                '.' | '!' | '?' | ';' | '…' => Kind::Stop,
                ',' | ':' | '(' | ')' | '–' | '—' | '/' | '[' | ']' => Kind::Pause,
                '-' if text[..start].ends_with(' ') => Kind::Pause,
                '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '‹' | '›' => Kind::Quote,
                _ if is_apostrophe(first) => Kind::Quote,
                _ => Kind::Mark,
            };
            push_mark(&mut words, start, first, kind);
            let last = words.len() - 1;
            words[last].id = lexicon.id(words[last].hash);
        }
    }
    mark_quotes(text, &mut words);
    words
}

pub(super) const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '`' | 'ʼ' | '´')
}

fn fold(mut hash: u64, character: char) -> u64 {
    if character.is_ascii() {
        return mix(hash, character.to_ascii_lowercase() as u8);
    }
    let mut bytes = [0; 4];
    for lower in character.to_lowercase() {
        for byte in lower.encode_utf8(&mut bytes).bytes() {
            hash = mix(hash, byte);
        }
    }
    hash
}

fn push(words: &mut Vec<Word>, place: Range<usize>, hash: u64, kind: Kind) {
    words.push(Word {
        start: place.start as u32,
        end: place.end as u32,
        hash,
        stem: hash,
        id: 0,
        kind,
        letters: Letters::Lower,
        quoted: false,
    });
}

fn push_mark(words: &mut Vec<Word>, start: usize, mark: char, kind: Kind) {
    let place = start..start + mark.len_utf8();
    push(words, place, fold(SEED, mark), kind);
}

/// A quotation has an opening and a closing mark, and at least three words or a
/// line of its own; one word in quotation marks is a manner of speaking.
fn mark_quotes(text: &str, words: &mut [Word]) {
    let mut open: Option<(usize, bool)> = None;
    for at in 0..words.len() {
        if words[at].kind != Kind::Quote {
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
                if closes && at - from > 3 {
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
