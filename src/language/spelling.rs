//! Writing out what people contract, and reading what they mistype.

use super::lexicon::{ByHash, Id, Lexicon, SEED, UNKNOWN, hash, mix};
use super::words::Word;

/// How words are spelt out.
#[derive(Default)]
pub(super) struct Spelling {
    /// didnt -> did, not.
    forms: ByHash<Vec<(u64, Id)>>,
    not: (u64, Id),
    is: (u64, Id),
    /// Words after which 's is a verb.
    before_is: Vec<u64>,
    /// The endings behind an apostrophe, with the word each stands for.
    endings: Vec<(&'static str, u64, Id)>,
    /// A word with any one letter left out -> the word.
    nearly: ByHash<(u64, Id)>,
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

const BEFORE_IS: [&str; 18] = [
    "it",
    "that",
    "there",
    "what",
    "who",
    "he",
    "she",
    "here",
    "how",
    "where",
    "everything",
    "nothing",
    "this",
    "which",
    "why",
    "when",
    "everyone",
    "nobody",
];

/// Shorter words have too many neighbours.
const LONG: usize = 7;

impl Spelling {
    pub fn new<'a>(
        forms: impl IntoIterator<Item = (&'a String, &'a String)>,
        often_mistyped: &[String],
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
        for (form, meant) in forms {
            let meant = meant
                .split(' ')
                .map(|word| (hash(word), lexicon.learn(word)))
                .collect();
            spelling.forms.insert(hash(form), meant);
        }
        for word in often_mistyped {
            let meant = (hash(word), lexicon.learn(word));
            for hash in shorter(word) {
                spelling.nearly.insert(hash, meant);
            }
        }
        spelling
    }

    /// Pushes a word as it is spelt out; all its parts stand where it stands.
    pub fn write_out(
        &self,
        text: &str,
        word: Word,
        apostrophe: Option<(usize, u64)>,
        lexicon: &Lexicon,
        words: &mut Vec<Word>,
    ) {
        if let Some(meant) = self.forms.get(&word.hash) {
            words.extend(meant.iter().map(|&(hash, id)| Word { hash, id, ..word }));
            return;
        }
        if let Some((at, before)) = apostrophe {
            let mark = text[at..].chars().next().map_or(1, char::len_utf8);
            let ending = &text[at + mark..word.end as usize];
            let is = |wanted: &str| ending.eq_ignore_ascii_case(wanted);
            let stem_end = text[..at].trim_end_matches(['n', 'N']).len();
            if is("t") && stem_end + 1 == at {
                let stem = hash(&text[word.start as usize..stem_end].to_lowercase());
                words.push(Word {
                    hash: stem,
                    id: lexicon.id(stem),
                    ..word
                });
                let (hash, id) = self.not;
                words.push(Word { hash, id, ..word });
                return;
            }
            if let Some(&(_, hash, id)) = self.endings.iter().find(|(ending, ..)| is(ending)) {
                words.push(Word {
                    hash: before,
                    id: lexicon.id(before),
                    end: at as u32,
                    ..word
                });
                let is_verb = is("s") && self.before_is.contains(&before);
                let (hash, id) = if is_verb { self.is } else { (hash, id) };
                words.push(Word { hash, id, ..word });
                return;
            }
        }
        if word.id == UNKNOWN
            && word.range().len() >= LONG - 1
            && word.range().len() <= 16
            && let Some((hash, id)) = self.mistyped(&text[word.range()])
        {
            words.push(Word { hash, id, ..word });
            return;
        }
        words.push(word);
    }

    /// The often mistyped word that one slip of the fingers makes this.
    fn mistyped(&self, word: &str) -> Option<(u64, Id)> {
        if !word.is_ascii() {
            return None;
        }
        let whole = without(word, None);
        let meant = |hash| self.nearly.get(&hash).copied();
        meant(whole).or_else(|| shorter(word).find_map(meant))
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
