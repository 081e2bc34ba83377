//! Names of roles and teams that are the same however somebody typed them.

use unicode_normalization::UnicodeNormalization;

/// What two spellings of one role or team have in common: composed characters,
/// folded case, nothing invisible, and a single space for any run of blanks.
/// Hyphens stay.
pub fn same_name(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_graphic()) {
        return name.to_ascii_lowercase();
    }
    if name.is_ascii() && !name.bytes().any(|byte| byte.is_ascii_control()) {
        let words: Vec<_> = name.split_ascii_whitespace().collect();
        return words.join(" ").to_ascii_lowercase();
    }
    let blanks = name.chars().map(|one| match one.is_whitespace() {
        true => ' ',
        false => one,
    });
    let seen = blanks.filter(|one| !is_hidden(*one));
    // Upwards first, so that what is one letter above is one below.
    let folded = seen.nfc().flat_map(char::to_uppercase);
    let folded: String = folded.flat_map(char::to_lowercase).nfc().collect();
    let words: Vec<_> = folded.split_whitespace().collect();
    words.join(" ")
}

/// Characters that change how others are shown, or show nothing themselves.
pub const fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' // control characters, escape among them
        | '\u{ad}' | '\u{61c}' | '\u{180e}' // soft hyphen, Arabic letter mark, Mongolian separator
        | '\u{200b}'..='\u{200f}' // zero-width characters and direction marks
        | '\u{2028}'..='\u{202e}' // line separators, embeddings and overrides
        | '\u{2060}'..='\u{206f}' // word joiner, isolates
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' // byte order mark, annotations
        | '\u{e0000}'..='\u{e007f}' // tags
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_the_same_and_others_are_not() {
        for (one, other) in [
            ("Data Engineer", " data\u{a0}\u{2003}ENGINEER\t"),
            ("Développeur", "De\u{301}veloppeur"),
            ("Développeur", "DE\u{301}VELOPPEUR"),
            ("Straßenbau", "STRASSENBAU"),
            ("Ops", "\u{feff}O\u{200b}p\u{ad}s\u{200e}"),
            ("ΟΔΟΣ", "οδος"),
            ("İstanbul", "i\u{307}stanbul"),
            ("a\nb", "A B"),
        ] {
            assert_eq!(same_name(one), same_name(other), "{one:?} {other:?}");
        }
        for (one, other) in [("Front-end", "Front end"), ("C", "C++"), ("Ops", "Op")] {
            assert_ne!(same_name(one), same_name(other));
        }
        assert_eq!(same_name(" \u{200b} "), "");
    }
}
