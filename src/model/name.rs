//! Names that are the same however somebody spells them.

use unicode_normalization::UnicodeNormalization;

/// What all spellings of one name have in common: letter case, the width and kind of
/// blanks, and the way in which letters are put together aside.
pub fn folded_name(name: &str) -> String {
    let lower = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        name.nfkc().collect::<String>().to_lowercase()
    };
    let words: Vec<_> = lower.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::folded_name;

    #[test]
    fn spellings_of_one_name_are_one() {
        for name in [
            "Data  Analyst",
            " data analyst",
            "Data\u{a0}Analyst",
            "DATA\u{2009}ANALYST",
            "Ｄata Analyst",
        ] {
            assert_eq!(folded_name(name), "data analyst", "{name}");
        }
        assert_eq!(folded_name("Cafe\u{301}"), folded_name("CAF\u{c9}"));
        assert_ne!(folded_name("C++ Developer"), folded_name("C Developer"));
    }
}
