//! Given names of many places. From the name lists of Faker
//! (<https://github.com/joke2k/faker>, MIT licence, copyright 2012 Daniele Faraglia),
//! some added by hand; names that are rather words, as "grant" and "autumn", are left out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// In order, without accents, divided by blanks. What ends with `*` is so common that it
/// is known by itself and in lower case too.
const NAMES: &str = include_str!("../../../templates/given-names.txt");
const COMMON: char = '*';

/// Whether a word of a pair is a given name: Anne, Anne-Sophie, Ye-jin.
pub fn is_given(word: &str) -> bool {
    let plain = plain(word);
    entry(&plain).is_some()
        || plain.contains('-')
            && (entry(&plain.replace('-', "")).is_some()
                || plain.split('-').any(|part| entry(part).is_some()))
}

/// Whether a word by itself is a given name that many people have.
pub fn is_common(word: &str) -> bool {
    entry(&plain(word)).is_some_and(|entry| entry.ends_with(COMMON))
}

/// In lower case, without accents.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let letters = word.nfd().filter(|letter| !is_combining_mark(*letter));
    let lower = letters.flat_map(char::to_lowercase);
    lower.fold(String::with_capacity(word.len()), |mut plain, letter| {
        match letter {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'æ' => plain.push_str("ae"),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
        plain
    })
}

/// The entry of a name. Looked up in the text as it is, so that nothing is read before
/// somebody asks.
fn entry(name: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let blank = NAMES[low..middle].rfind(char::is_whitespace);
        let start = blank.map_or(low, |at| low + at + 1);
        let rest = NAMES[start..high].trim_start();
        let Some(entry) = rest.split_ascii_whitespace().next() else {
            high = start;
            continue;
        };
        match entry.trim_end_matches(COMMON).cmp(name) {
            std::cmp::Ordering::Equal => return Some(entry),
            std::cmp::Ordering::Less => low = high - rest.len() + entry.len(),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        let names: Vec<&str> = NAMES.split_whitespace().collect();
        let bare = |entry: &&str| entry.trim_end_matches(COMMON).to_owned();
        let bare: Vec<String> = names.iter().map(bare).collect();
        assert!(bare.is_sorted_by(|one, next| one < next));
        for name in &bare {
            assert!(is_given(name), "{name}");
            assert!(entry(&format!("{name}0")).is_none(), "{name}");
        }
        assert!(is_common("Zoë") && is_given("Małgorzata") && is_given("Ye-jin"));
        assert!(!is_given("") && !is_given("-") && !is_given("aaaa") && !is_given("zzzz"));
    }
}
