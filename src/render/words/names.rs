//! Names in a row, whose a ball is, and sentences from files.

use crate::model::{Party, sentences};

/// Whose a ball is, beside its name; to whoever keeps the log alone, their own.
pub(in crate::render) fn whose(party: Party, keeper: Option<Party>) -> &'static str {
    match keeper {
        Some(keeper) if keeper == party => "yours",
        _ => party.as_str(),
    }
}

/// `a, b and c`.
pub(in crate::render) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A sentence begins with a capital.
pub(in crate::render) fn capital(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

/// The first sentence of prose, on one line.
pub(in crate::render) fn first_sentence(prose: &str) -> String {
    let first = sentences(prose).next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let spoken = [0, 1, 2, 3].map(|count| listed(&names[..count]));
        assert_eq!(spoken, ["", "a", "a and b", "a, b and c"]);
    }

    #[test]
    fn the_first_sentence_ends_where_a_sentence_does() {
        for (prose, first) in [
            ("I said so.\nThen I left.", "I said so."),
            (
                "We met, e.g. On Monday. Then not.",
                "We met, e.g. On Monday.",
            ),
            ("Two p.m. was late! It was.", "Two p.m. was late!"),
            ("I called at 9.30 sharp. Nobody.", "I called at 9.30 sharp."),
            (
                "They asked \"why?\" twice. I did not.",
                "They asked \"why?\" twice.",
            ),
            ("no end", "no end"),
            ("日本語です。 次", "日本語です。"),
            (" \n", ""),
        ] {
            assert_eq!(first_sentence(prose), first);
        }
    }
}
