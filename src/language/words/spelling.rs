//! Writing out what people contract, and reading what they mistype.

use super::lexicon::{ByHash, Lexicon, SEED, UNKNOWN, WordId, hash, mix};
use super::token::Token;
use crate::language::listing::listed;
use std::collections::BTreeMap;

/// Where a word has an apostrophe.
pub struct Contraction {
    /// Its byte in the text.
    pub apostrophe: usize,
    /// The hash of what stands before it.
    pub before: u64,
}

/// The words behind what people write.
#[derive(Default)]
pub struct Spelling {
    /// didnt -> did, not.
    forms: ByHash<Vec<(u64, WordId)>>,
    not: (u64, WordId),
    is: (u64, WordId),
    /// Words after which 's is a verb.
    before_is: Vec<u64>,
    /// The endings behind an apostrophe, with the word each stands for.
    endings: Vec<(&'static str, u64, WordId)>,
    /// A word with any one letter left out -> the word.
    mistyped: ByHash<(u64, WordId)>,
}

const ENDINGS: [(&str, &str); 8] = [
    ("s", "'s"),
    ("re", "are"),
    ("m", "am"),
    ("ve", "have"),
    ("ll", "will"),
    ("d", "'d"),
    ("nt", "not"),
    ("em", "them"),
];

const BEFORE_IS: [&str; 18] = listed(
    "it that there what who he she here how where everything nothing this which why when \
    everyone nobody",
);

/// Shorter words have too many neighbours one slip away; longer ones are not looked
/// up.
const SHORTEST: usize = 6;
const LONGEST: usize = 16;

impl Spelling {
    pub fn new(
        forms: &BTreeMap<&str, &str>,
        often_mistyped: &[&str],
        lexicon: &mut Lexicon,
    ) -> Self {
        let mut spelling = Self {
            not: (hash("not"), lexicon.learn("not")),
            is: (hash("is"), lexicon.learn("is")),
            before_is: BEFORE_IS.iter().map(|word| hash(word)).collect(),
            ..Self::default()
        };
        for (ending, word) in ENDINGS {
            let id = lexicon.learn(word);
            spelling.endings.push((ending, hash(word), id));
        }
        for (form, full) in forms {
            let full = full.split(' ');
            let words = full.map(|word| (hash(word), lexicon.learn(word)));
            spelling.forms.insert(hash(form), words.collect());
        }
        for word in often_mistyped {
            let right = (hash(word), lexicon.learn(word));
            for hash in shorter(word) {
                spelling.mistyped.insert(hash, right);
            }
        }
        spelling
    }

    /// Pushes a word as it is written out; all its parts stand where it stands.
    pub fn write_out(
        &self,
        text: &str,
        word: Token,
        contraction: Option<Contraction>,
        lexicon: &Lexicon,
        words: &mut Vec<Token>,
    ) {
        if let Some(full) = self.forms.get(&word.hash) {
            words.extend(full.iter().map(|&(hash, id)| Token { hash, id, ..word }));
            return;
        }
        if let Some(contraction) = contraction
            && let Some(both) = self.write_out_ending(text, word, &contraction, lexicon)
        {
            words.extend(both);
            return;
        }
        let length = word.range().len();
        if word.id == UNKNOWN
            && (SHORTEST..=LONGEST).contains(&length)
            && let Some((hash, id)) = self.mistyped(&text[word.range()])
        {
            words.push(Token { hash, id, ..word });
            return;
        }
        words.push(word);
    }

    /// The word before an apostrophe, and the one that the ending stands for.
    fn write_out_ending(
        &self,
        text: &str,
        word: Token,
        contraction: &Contraction,
        lexicon: &Lexicon,
    ) -> Option<[Token; 2]> {
        let &Contraction { apostrophe, before } = contraction;
        let mark = text[apostrophe..].chars().next().map_or(1, char::len_utf8);
        let ending = &text[apostrophe + mark..word.end as usize];
        let is = |wanted: &str| ending.eq_ignore_ascii_case(wanted);
        let base_end = text[..apostrophe].trim_end_matches(['n', 'N']).len();
        if is("t") && base_end + 1 == apostrophe {
            let base = hash(&text[word.start as usize..base_end].to_lowercase());
            let (hash, id) = self.not;
            return Some([
                Token {
                    hash: base,
                    id: lexicon.id(base),
                    ..word
                },
                Token { hash, id, ..word },
            ]);
        }
        let &(_, hash, id) = self.endings.iter().find(|(ending, ..)| is(ending))?;
        let is_verb = is("s") && self.before_is.contains(&before);
        let (hash, id) = if is_verb { self.is } else { (hash, id) };
        Some([
            Token {
                hash: before,
                id: lexicon.id(before),
                end: apostrophe as u32,
                ..word
            },
            Token { hash, id, ..word },
        ])
    }

    /// The often mistyped word that one slip of the fingers makes this.
    fn mistyped(&self, word: &str) -> Option<(u64, WordId)> {
        if !word.is_ascii() {
            return None;
        }
        let whole = without(word, None);
        let right = |hash| self.mistyped.get(&hash).copied();
        right(whole).or_else(|| shorter(word).find_map(right))
    }
}

/// The hash of a word without any one of its letters but the first, which is
/// seldom the wrong one.
fn shorter(word: &str) -> impl Iterator<Item = u64> {
    (1..word.len()).map(move |left_out| without(word, Some(left_out)))
}

fn without(word: &str, left_out: Option<usize>) -> u64 {
    let letters = word.bytes().enumerate();
    let kept = letters.filter(|(at, _)| Some(*at) != left_out);
    kept.fold(SEED, |hash, (_, byte)| mix(hash, byte.to_ascii_lowercase()))
}
