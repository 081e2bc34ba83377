//! What a text says about the letters of our balls, before it says anything else.

use super::line::words;
use super::manners::Phrasing;

/// `b`, `a, c`, `A and C but not B`, `none of these`, `all three`; `b) my notes took a week`,
/// `a - no, mine were there`, `Guilty of b: I read it late`.
pub(super) struct SaidLetters<'t> {
    /// Those that were sent.
    pub ticked: Vec<usize>,
    /// It says that it was none of them.
    pub is_none: bool,
    /// It begins with a letter, and names no other.
    pub is_one: bool,
    /// That letter is answered by yes or no.
    pub is_verdict: bool,
    /// What stands behind.
    pub rest: &'t str,
}

impl SaidLetters<'_> {
    /// These, and nothing else.
    pub fn of(letters: Vec<usize>) -> Self {
        Self {
            is_one: letters.len() == 1,
            ticked: letters,
            is_none: false,
            is_verdict: false,
            rest: "",
        }
    }

    /// Nothing was sent: what stands behind says why.
    pub fn is_denied(&self) -> bool {
        self.ticked.is_empty() && !self.is_none
    }
}

/// What may stand beside letters.
#[rustfmt::skip]
const BESIDE: [Phrasing; 5] =
    [Phrasing::Filler, Phrasing::Negation, Phrasing::All, Phrasing::Yes, Phrasing::Prefix];
const MOST_WORDS: usize = 14;

/// A word, and what stands between it and the next.
struct Said<'t> {
    word: String,
    behind: &'t str,
    rest: &'t str,
}

impl Said<'_> {
    /// Prose may begin behind it.
    fn ends(&self) -> bool {
        const MARKS: &str = ".!:)],;\u{2013}\u{2014}\u{3001}\u{ff0e}\u{ff09}\u{ff1a}";
        self.behind.contains(|one| MARKS.contains(one)) || self.behind.contains("- ")
    }

    fn is(&self, kind: Phrasing) -> bool {
        kind.has(&self.word)
    }
}

/// What a text says about so many letters, if it begins with that.
pub(super) fn letters(text: &str, offered: usize) -> Option<SaidLetters<'_>> {
    let letter = |word: &str| {
        let byte = word.bytes().next().filter(|_| word.len() == 1)?;
        Some(usize::from(byte.wrapping_sub(b'a'))).filter(|letter| *letter < offered)
    };
    let said = words(text).take(MOST_WORDS).map(|(word, end)| {
        let rest = text[end..].trim_start_matches(|one: char| !one.is_alphanumeric());
        let behind = &text[end..text.len() - rest.len()];
        Said { word, behind, rest }
    });
    let is_beside =
        |it: &Said| letter(&it.word).is_some() || BESIDE.iter().any(|kind| it.is(*kind));
    let mut said: Vec<Said> = said.take_while(is_beside).collect();
    // `c) does not apply:`: the word that ends a yes or no behind the one letter before it.
    let verdict = |said: &[Said]| {
        letter(&said[0].word)?;
        let ends = |at: &usize| said[*at].ends() || said[*at].rest.is_empty();
        let end = (1..said.len()).find(ends)?;
        let judges = |it: &Said| it.is(Phrasing::Yes) || it.is(Phrasing::Negation);
        let is_plain = |it: &Said| letter(&it.word).is_none();
        let behind = &said[1..=end];
        (behind.iter().any(judges) && behind.iter().all(is_plain)).then_some(end)
    };
    if !said.last()?.rest.is_empty() {
        // Behind the last sentence of letters, or the first mark behind the last letter.
        let end = said.iter().rposition(Said::ends)?;
        let last = said[..=end]
            .iter()
            .rposition(|it| letter(&it.word).is_some())
            .unwrap_or(0);
        let stops = |it: &Said| it.behind.contains(". ") || it.behind.contains("! ");
        let mark = (last..=end).find(|at| said[*at].ends())?;
        let mark = verdict(&said).filter(|_| last == 0).unwrap_or(mark);
        let cut = (last..=end).rev().find(|at| stops(&said[*at]));
        // `i. A. Sabine Kolb`
        let mut above = said.iter().take_while(|it| letter(&it.word).is_none());
        if above.any(stops) {
            return None;
        }
        let cut = cut.unwrap_or(mark);
        said.truncate(cut + 1);
    }
    let (mut ticked, mut excepted, mut named) = (Vec::new(), Vec::new(), 0);
    let (mut is_none, mut is_all, mut is_denied) = (false, false, false);
    let separates = |it: &Said| it.behind.contains([',', ';', '.', '\n', '&', '+', '/']);
    let items = said.split_inclusive(separates);
    let parts = items.flat_map(|item| {
        let is_all = item.iter().any(|it| it.is(Phrasing::All));
        item.split(move |it| it.word == "but" && !is_all)
            .enumerate()
    });
    for (place, item) in parts {
        is_denied &= place == 0;
        let is = |at: usize, kind| item.get(at).is_some_and(|it| it.is(kind));
        let is_letter = |at: &usize| letter(&item[*at].word).is_some();
        // `a letra c`, `b a c`: not everywhere is it a letter.
        let is_article = |at: &usize| {
            let is_label = is(at + 1, Phrasing::DroppedLabel) || is(at + 1, Phrasing::Prefix);
            item[*at].word == "a" && (is_label || (*at > 0 && is_letter(&(at - 1))))
        };
        let first = |kind| (0..item.len()).find(|at| is(*at, kind));
        let denies = first(Phrasing::Negation);
        let is_whole = |at: &usize| {
            let is_said = |it: &Said| it.word == "of" || it.is(Phrasing::Negation);
            *at == 0 || item.get(at + 1).is_none_or(is_said)
        };
        let all = first(Phrasing::All).filter(|at| said.len() > 1 && is_whole(at));
        // `all but c`: what stands behind that is not meant.
        let excepts = all.zip(denies).filter(|(all, no)| all < no);
        let end = excepts.map_or(item.len(), |(_, no)| no);
        excepted.extend(item[end..].iter().filter_map(|it| letter(&it.word)));
        let places = (0..end).filter(|at| !is_article(at));
        let mut own: Vec<usize> = places.filter_map(|at| letter(&item[at].word)).collect();
        own.extend(all.map_or(0..0, |_| 0..offered));
        named += own.len();
        is_none |= item.len() > 1 && matches!(item[0].word.as_str(), "none" | "neither");
        // `not a, b`: all that follow; `a no, b yes`: this one.
        let says = |it: &Said| matches!(it.word.as_str(), "yes" | "only" | "just");
        let is_said = item.iter().any(says);
        is_denied = denies == Some(0) || (is_denied && denies.is_none() && !is_said);
        if excepts.is_some() || (denies.is_none() && !is_denied) {
            ticked.append(&mut own);
            is_all |= all.is_some();
        }
        excepted.append(&mut own);
        is_denied |= excepts.is_some();
    }
    ticked.retain(|letter| !is_all || !excepted.contains(letter));
    let is_one = named == 1 && letter(&said[0].word).is_some();
    (named > 0 || is_none).then(|| SaidLetters {
        is_none: is_none && ticked.is_empty(),
        is_verdict: verdict(&said).is_some(),
        rest: said.last().map_or("", |it| it.rest),
        ticked,
        is_one,
    })
}

/// `d`, `e)`: those that were not offered, where a text holds nothing but letters.
pub(super) fn not_offered(text: &str, offered: usize) -> Vec<String> {
    /// Nobody offers more; `k`, `n`, `x` and `y` say something else.
    const LETTERS: &str = "abcdefgh";
    let said: Vec<String> = words(text).map(|(word, _)| word).take(MOST_WORDS).collect();
    let place = |word: &String| LETTERS.find(word.as_str()).filter(|_| word.len() == 1);
    let is_letter = |word: &String| place(word).is_some() || Phrasing::Filler.has(word);
    if offered == 0 || !said.iter().all(is_letter) {
        return Vec::new();
    }
    let beyond = |word: &String| place(word).is_some_and(|place| place >= offered);
    said.into_iter().filter(beyond).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_what_stands_behind_them() {
        for (text, ticked, rest) in [
            ("b", &[1][..], ""),
            ("a, c", &[0, 2], ""),
            ("A and C but not B", &[0, 2], ""),
            ("all three, sorry to say", &[0, 1, 2], ""),
            ("b) my notes took a week", &[1], "my notes took a week"),
            ("A. I was a week late.", &[0], "I was a week late."),
            ("a - nope, mine were there", &[], "mine were there"),
            ("b \u{2013} yes, I left it", &[1], "I left it"),
            ("Guilty of b: I read it late", &[1], "I read it late"),
            (
                "Neither a nor b, but c: a round too many",
                &[2],
                "a round too many",
            ),
            ("b and c, sorry. I was away.", &[1, 2], "I was away."),
            ("none of these", &[], ""),
            ("not all of them, only b", &[1], ""),
            ("all but c", &[0, 1], ""),
            ("everything but a", &[1, 2], ""),
            ("all except b", &[0, 2], ""),
            ("all of these, but not c", &[0, 1], ""),
            ("everything except a, b", &[2], ""),
            ("c) does not apply: I asked", &[], "I asked"),
            ("c applies, I was late", &[2], "I was late"),
            ("b\u{3067}\u{3059}\u{3002}", &[1], ""),
        ] {
            let said = letters(text, 3).map(|said| (said.ticked, said.rest));
            assert_eq!(said, Some((ticked.to_vec(), rest)), "{text}");
        }
        for text in [
            "A gamble to them",
            "i. A. Sabine Kolb",
            "I was late",
            "C-suite",
            "",
        ] {
            assert!(letters(text, 3).is_none(), "{text}");
        }
    }
}
