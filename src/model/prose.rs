//! Where a sentence of what people write ends.

/// Words cut short: their point ends nothing.
const SHORTENED: &str = "approx ca dr fr hr mr mrs ms nr prof st vs";

/// The sentences of a text, each with its marks. A stop ends one where a blank or nothing
/// follows, whatever the case of the next letter, as many write in small letters only.
pub fn sentences(prose: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let all = sentence_ends(prose).map(move |end| {
        let sentence = prose[start..end].trim();
        start = end;
        sentence
    });
    all.filter(|sentence| sentence.contains(char::is_alphanumeric))
}

/// The bytes behind each of them.
pub fn sentence_ends(prose: &str) -> impl Iterator<Item = usize> {
    let mut end = 0;
    std::iter::from_fn(move || {
        end += first_end(&prose[end..])?;
        Some(end)
    })
}

/// Behind the first sentence; `None` where nothing is left.
fn first_end(text: &str) -> Option<usize> {
    let ends = text.char_indices().find_map(|(at, character)| {
        let end = at + character.len_utf8();
        match character {
            '\n' if is_wrapped(&text[..at], &text[end..]) => None,
            '\n' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => Some(end),
            '.' | '!' | '?' => ended(&text[..at], character, &text[end..]).map(|more| end + more),
            _ => None,
        }
    });
    ends.or(Some(text.len())).filter(|end| *end > 0)
}

/// A line that was full goes on in the next, unless that begins anew.
fn is_wrapped(before: &str, behind: &str) -> bool {
    const FULL: usize = 40;
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().count() >= FULL
        && behind
            .trim_start_matches(' ')
            .starts_with(char::is_lowercase)
}

/// How many bytes that close something end it as well.
fn ended(before: &str, stop: char, behind: &str) -> Option<usize> {
    let open = behind.trim_start_matches(['"', '\'', ')', '\u{201d}', '\u{2019}']);
    let next = open.trim_start();
    // They asked "why?" twice.
    let goes_on = open.len() < behind.len() && next.starts_with(char::is_lowercase);
    let is_apart = open.is_empty() || next.len() < open.len();
    // The word is looked for behind a blank alone: text without one has no end of it.
    let is_cut_short = || {
        let word = before.rsplit(char::is_whitespace).next();
        stop == '.' && word.is_some_and(is_shortened)
    };
    let is_end = is_apart && !goes_on && !is_cut_short();
    is_end.then(|| behind.len() - open.len())
}

/// Whether a word, without the point behind it, is one that is cut short, as `approx` or
/// `e.g` is.
pub fn is_shortened(word: &str) -> bool {
    let word = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let lower = word.to_lowercase();
    let letters = || word.split('.').map(|part| part.chars().count());
    let has_points = word.contains('.') && letters().all(|count| count == 1);
    let is_figure = word.starts_with(|one: char| one.is_ascii_digit());
    SHORTENED.split(' ').any(|one| one == lower) || has_points && !is_figure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_a_person_ends_it() {
        for (prose, said) in [
            (
                "I asked about Node.js too late. I had no notes.",
                &["I asked about Node.js too late.", "I had no notes."][..],
            ),
            (
                "I sent it at approx. 3.5 days, e.g. by mail. i was late",
                &["I sent it at approx. 3.5 days, e.g. by mail.", "i was late"],
            ),
            (
                "I told Dr. Meier too late.",
                &["I told Dr. Meier too late."],
            ),
            (
                "They asked \"why?\" twice. (I did not.) Then...",
                &["They asked \"why?\" twice.", "(I did not.)", "Then..."],
            ),
            (
                "Late!? Yes, v2.0\nand so",
                &["Late!?", "Yes, v2.0", "and so"],
            ),
            ("日本語です。次", &["日本語です。", "次"]),
            ("late notes\nno prep", &["late notes", "no prep"]),
            (
                "I kept it to myself for a whole week because\nit felt rude. So\nit goes.",
                &[
                    "I kept it to myself for a whole week because\nit felt rude.",
                    "So",
                    "it goes.",
                ],
            ),
            (
                "Two p.m. was late! It was.",
                &["Two p.m. was late!", "It was."],
            ),
            (" \n...\n", &[]),
        ] {
            assert_eq!(sentences(prose).collect::<Vec<_>>(), said, "{prose}");
        }
    }
}
