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
    /// One, and nothing else.
    pub fn of(letter: usize) -> Self {
        Self {
            ticked: vec![letter],
            is_none: false,
            is_one: true,
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
    let is_verdict = |at: usize, said: &[Said]| {
        at == 1
            && said.len() > 1
            && letter(&said[0].word).is_some()
            && (said[1].is(Phrasing::Yes) || said[1].is(Phrasing::Negation))
            && (said[1].ends() || said[1].rest.is_empty())
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
        let mark = if is_verdict(mark + 1, &said) { 1 } else { mark };
        let cut = (last..=end).rev().find(|at| stops(&said[*at]));
        // `i. A. Sabine Kolb`
        let mut above = said.iter().take_while(|it| letter(&it.word).is_none());
        if above.any(stops) {
            return None;
        }
        let cut = cut.unwrap_or(mark);
        said.truncate(cut + 1);
    }
    let (mut ticked, mut named, mut is_none, mut is_denied) = (Vec::new(), 0, false, false);
    let separates = |it: &Said| it.behind.contains([',', ';', '.', '\n', '&', '+', '/']);
    let items = said.split_inclusive(separates);
    for (place, item) in items.flat_map(|item| item.split(|it| it.word == "but").enumerate()) {
        is_denied &= place == 0;
        let is = |at: usize, kind| item.get(at).is_some_and(|it| it.is(kind));
        let own = |at: &usize| letter(&item[*at].word).is_some();
        // `a letra c`, `b a c`: not everywhere is it a letter.
        let is_article = |at: &usize| {
            let is_label = is(at + 1, Phrasing::DroppedLabel) || is(at + 1, Phrasing::Prefix);
            item[*at].word == "a" && (is_label || (*at > 0 && own(&(at - 1))))
        };
        let places = (0..item.len()).filter(|at| !is_article(at));
        let mut own: Vec<usize> = places.filter_map(|at| letter(&item[at].word)).collect();
        let first = |kind| (0..item.len()).find(|at| is(*at, kind));
        let is_whole = |at: &usize| *at == 0 || item.get(at + 1).is_none_or(|it| it.word == "of");
        if said.len() > 1 && first(Phrasing::All).is_some_and(|at| is_whole(&at)) {
            own.extend(0..offered);
        }
        named += own.len();
        is_none |= item.len() > 1 && matches!(item[0].word.as_str(), "none" | "neither");
        // `not a, b`: all that follow; `a no, b yes`: this one.
        let denies = first(Phrasing::Negation);
        let is_said = item.iter().any(|it| it.word == "yes");
        is_denied = denies == Some(0) || (is_denied && denies.is_none() && !is_said);
        if denies.is_none() && !is_denied {
            ticked.append(&mut own);
        }
    }
    let is_one = named == 1 && letter(&said[0].word).is_some();
    (named > 0 || is_none).then(|| SaidLetters {
        is_none: is_none && ticked.is_empty(),
        is_verdict: is_one && is_verdict(1, &said),
        rest: said.last().map_or("", |it| it.rest),
        ticked,
        is_one,
    })
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
