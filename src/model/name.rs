//! Names of roles and teams that are the same however somebody typed them, and slugs: of
//! vocabulary words as people type them, and of roles in file names.

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

/// The slug of free words: lower case, words joined by single hyphens. Letters
/// of every script are kept, so that a word never folds away to nothing.
pub fn slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for character in words.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The same words with blanks between them; both kinds of apostrophe bind.
pub fn folded_words(text: &str) -> String {
    slug(&text.replace('’', "'")).replace('-', " ")
}

/// Whether words can be the name of something that happened: figures alone name nothing, and
/// an address would lose its form as a slug, so that nothing would find it any more.
pub fn can_name(words: &str) -> bool {
    let is_address = |word: &str| {
        let host = word.split_once('/').map(|(host, _)| host);
        let is_host = |host: &str| host.trim_matches('.').contains('.') || host.ends_with(':');
        word.contains(['@', '\u{ff20}', '\u{fe6b}']) || host.is_some_and(is_host)
    };
    slug(words).contains(char::is_alphabetic) && !words.split_whitespace().any(is_address)
}

/// Whether a text holds a word: a question mark alone, a dash or three dots say nothing.
pub fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// What people write into a list where nothing belongs into it: no word of a vocabulary.
pub fn says_none(words: &str) -> bool {
    const NONE: [&str; 9] = [
        "none",
        "nothing",
        "nobody",
        "no",
        "nil",
        "na",
        "n-a",
        "no-ball",
        "none-of-these",
    ];
    NONE.contains(&slug(words).as_str())
}

/// The decoration of a file name: ASCII, at most 40 characters, and nothing a
/// Windows clone would choke on. Nothing for a role in another script: no slug
/// is better than a bad one.
pub fn file_slug(role: &str) -> Option<String> {
    if role
        .chars()
        .any(|character| character.is_alphabetic() && !character.is_ascii())
    {
        return None;
    }
    let mut file_slug = slug(role);
    file_slug.retain(|character| character.is_ascii());
    if file_slug.len() > 40 {
        let cut = file_slug[..41]
            .rfind('-')
            .filter(|&cut| cut > 0)
            .unwrap_or(40);
        file_slug.truncate(cut);
    }
    (!file_slug.is_empty()).then_some(file_slug)
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

#[cfg(test)]
mod tests_of_slugs {
    use super::*;

    #[test]
    fn words_become_a_slug() {
        for (words, expected) in [
            ("Scorecards  still missing", "scorecards-still-missing"),
            ("take_home/unpaid!", "take-home-unpaid"),
            ("--didn't ask--", "didnt-ask"),
            ("Überzogen", "überzogen"),
            ("../../etc/passwd", "etc-passwd"),
            ("…", ""),
        ] {
            assert_eq!(slug(words), expected, "{words}");
        }
    }

    #[test]
    fn a_role_becomes_a_file_name_any_system_can_check_out() {
        for (role, expected) in [
            ("Staff Platform Engineer", Some("staff-platform-engineer")),
            ("C++ / C# developer: \"core\"", Some("c-c-developer-core")),
            ("CON", Some("con")),
            ("プラットフォームエンジニア", None),
            ("Développeur", None),
            ("[]", None),
            (
                "Senior Vice President of Everything Else and More",
                Some("senior-vice-president-of-everything-else"),
            ),
            (
                "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk",
                Some("donaudampfschifffahrtselektrizitaetenhau"),
            ),
        ] {
            assert_eq!(file_slug(role).as_deref(), expected, "{role}");
        }
    }
}
