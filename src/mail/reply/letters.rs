//! What a text says about the letters of our balls, before it says anything else.

use super::line::{word_count, words};
use super::manners::Phrasing;

/// `b`, `a, c`, `A and C but not B`, `none of these`, `all three`; `b) my notes took a week`,
/// `a - no, mine were there`, `Guilty of b: I read it late`.
pub(super) struct SaidLetters<'t> {
    /// Those that were sent.
    pub ticked: Vec<usize>,
    /// Those that it says were not.
    pub denied: Vec<usize>,
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
            denied: Vec::new(),
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
    is_upper: bool,
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

/// The alphabets in which people letter a list.
const ALPHABETS: [&str; 5] = [
    "abcdefghijklmnopqrstuvwxyz",
    "абвгд",
    "αβγδε",
    "אבגדה",
    "أبجده",
];

/// Which letter of its alphabet a word is.
pub(super) fn letter_place(word: &str) -> Option<usize> {
    let mut letters = word.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    let mut places = ALPHABETS
        .iter()
        .map(|all| all.chars().position(|it| it == letter));
    places.find_map(|place| place)
}

/// `het is b`, `pasuje c`, `то b`: short, nobody speaks of themselves, and it ends in a letter
/// or begins with one that is no word, or holds one of another script than all its words. No
/// language need be known.
fn is_short(said: &[Said], is_letter: impl Fn(&Said) -> bool) -> bool {
    const MOST_WORDS: usize = 6;
    const FEW_WORDS: usize = 4;
    let is_latin = |it: &Said| it.word.is_ascii();
    let mut places = (0..said.len()).filter(|at| is_letter(&said[*at]) && is_latin(&said[*at]));
    let (Some(place), None) = (places.next(), places.next()) else {
        return false;
    };
    let count: usize = said.iter().map(|it| word_count(&it.word)).sum();
    let is_alone = (0..said.len()).all(|at| at == place || !is_latin(&said[at]));
    // `letter b is the one I would say`; `Series B` is none.
    if place == 1 && said[0].is(Phrasing::DroppedLabel) {
        return said.len() < self::MOST_WORDS;
    }
    let is_end = place > 0 && place + 1 == said.len() && !said[place].is_upper;
    let is_begin = place == 0 && count <= 3 && said[0].word != "a";
    (2..=MOST_WORDS).contains(&count)
        && said[..said.len() - 1]
            .iter()
            .all(|it| it.behind.trim_start_matches('\u{5f3}').trim().is_empty())
        && (count <= FEW_WORDS || !said.iter().any(|it| it.is(Phrasing::FirstPerson)))
        && (is_end || is_begin || is_alone)
}

/// `a no, b no, c yes`: a verdict on each of several letters, and nothing else.
fn judged<'t>(said: &[Said], letter: impl Fn(&Said) -> Option<usize>) -> Option<SaidLetters<'t>> {
    let starts: Vec<usize> = (0..said.len())
        .filter(|at| letter(&said[*at]).is_some())
        .collect();
    let judges = |it: &Said| it.is(Phrasing::Yes) || it.is(Phrasing::Negation);
    let is_verdict = |it: &Said| judges(it) || it.is(Phrasing::Filler);
    let mut verdicts = said.chunk_by(|_, it| letter(it).is_none());
    let is_judged = |one: &[Said]| one.iter().any(judges) && one[1..].iter().all(is_verdict);
    if starts.len() < 2 || starts[0] != 0 || !verdicts.clone().all(is_judged) {
        return None;
    }
    let (denied, ticked): (Vec<_>, Vec<_>) = verdicts
        .by_ref()
        .partition(|one| one.iter().any(|it| it.is(Phrasing::Negation)));
    let places = |all: Vec<&[Said]>| all.iter().filter_map(|one| letter(&one[0])).collect();
    Some(SaidLetters {
        is_none: ticked.is_empty(),
        denied: places(denied),
        ..SaidLetters::of(places(ticked))
    })
}

/// After these a text turns to what does hold: `not a, but c`.
const TURNS: [&str; 7] = ["but", "sondern", "sino", "bensì", "mais", "maar", "utan"];

/// What a text says about so many letters, if it begins with that.
pub(super) fn letters(text: &str, offered: usize) -> Option<SaidLetters<'_>> {
    let letter = |said: &Said| {
        let place = letter_place(&said.word).filter(|letter| *letter < offered)?;
        // Where a letter may be a word, only its mark says that it is none.
        let is_known = said.word.is_ascii() || said.rest.is_empty() || said.ends();
        is_known.then_some(place)
    };
    let said = words(text).take(MOST_WORDS).map(|(word, end)| {
        let rest = text[end..].trim_start_matches(|one: char| !one.is_alphanumeric());
        let behind = &text[end..text.len() - rest.len()];
        let is_upper = text[..end].ends_with(char::is_uppercase);
        Said {
            word,
            is_upper,
            behind,
            rest,
        }
    });
    let mut said: Vec<Said> = said.collect();
    // `A. B. Carrow`
    let is_initial = |it: &Said| it.is_upper && it.word.len() == 1 && it.behind.starts_with(". ");
    let initials = said.iter().take_while(|it| is_initial(it)).count();
    if initials > 1 && said.len() == initials + 1 && said[initials].rest.is_empty() {
        return None;
    }
    if said.last()?.rest.is_empty()
        && let Some(judged) = judged(&said, letter)
    {
        return Some(judged);
    }
    // `I was going to say c but it is b`, `c was tempting but b`
    let turn = said
        .iter()
        .rposition(|it| TURNS.contains(&it.word.as_str()));
    let is_turned = |at: &usize| said[..*at].iter().filter_map(letter).count() == 1;
    let turn = turn.filter(|at| is_turned(at) && said.last().is_some_and(|it| it.rest.is_empty()));
    let turned = turn.and_then(|at| letters(said[at].rest, offered));
    if let Some(found) = turned.filter(|it| it.rest.is_empty() && !it.is_denied()) {
        return Some(found);
    }
    if !is_short(&said, |it| letter(it).is_some()) {
        let is_beside = |it: &Said| letter(it).is_some() || BESIDE.iter().any(|kind| it.is(*kind));
        let end = said.iter().position(|it| !is_beside(it));
        said.truncate(end.unwrap_or(said.len()));
    }
    // `c) does not apply:`: the word that ends a yes or no behind the one letter before it.
    let verdict = |said: &[Said]| {
        letter(&said[0])?;
        let ends = |at: &usize| said[*at].ends() || said[*at].rest.is_empty();
        let end = (1..said.len()).find(ends)?;
        let judges = |it: &Said| it.is(Phrasing::Yes) || it.is(Phrasing::Negation);
        let is_plain = |it: &Said| letter(it).is_none();
        let behind = &said[1..=end];
        (behind.iter().any(judges) && behind.iter().all(is_plain)).then_some(end)
    };
    if !said.last()?.rest.is_empty() {
        // Behind the last sentence of letters, or the first mark behind the last letter.
        let end = said.iter().rposition(Said::ends)?;
        let last = said[..=end]
            .iter()
            .rposition(|it| letter(it).is_some())
            .unwrap_or(0);
        let stops = |it: &Said| it.behind.contains(". ") || it.behind.contains("! ");
        let mark = (last..=end).find(|at| said[*at].ends())?;
        let mark = verdict(&said).filter(|_| last == 0).unwrap_or(mark);
        let cut = (last..=end).rev().find(|at| stops(&said[*at]));
        // `i. A. Sabine Kolb`
        let mut above = said.iter().take_while(|it| letter(it).is_none());
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
        item.split(move |it| TURNS.contains(&it.word.as_str()) && !is_all)
            .enumerate()
    });
    for (place, item) in parts {
        is_denied &= place == 0;
        let is = |at: usize, kind| item.get(at).is_some_and(|it| it.is(kind));
        let is_letter = |at: &usize| letter(&item[*at]).is_some();
        // `a letra c`, `b a c`: not everywhere is it a letter.
        let is_article = |at: &usize| {
            item[*at].word == "a"
                && (is(at + 1, Phrasing::DroppedLabel) || (*at > 0 && is_letter(&(at - 1))))
        };
        let first = |kind| (0..item.len()).find(|at| is(*at, kind));
        let denies = first(Phrasing::Negation);
        let is_whole = |at: &usize| {
            let is_said = |it: &Said| it.word == "of" || it.is(Phrasing::Negation);
            *at == 0 || item.get(at + 1).is_none_or(is_said)
        };
        let all = first(Phrasing::All).filter(|at| said.len() > 1 && is_whole(at));
        // `all but c`, `b, not a`: what stands behind that is not meant.
        let is_between = |no: &usize| {
            first(Phrasing::Yes).is_none()
                && (0..*no).any(|at| is_letter(&at))
                && (*no..item.len()).any(|at| is_letter(&at))
        };
        let excepts = denies.filter(|no| all.is_some_and(|all| all < *no) || is_between(no));
        let end = excepts.unwrap_or(item.len());
        excepted.extend(item[end..].iter().filter_map(letter));
        let places = (0..end).filter(|at| !is_article(at));
        let mut own: Vec<usize> = places.filter_map(|at| letter(&item[at])).collect();
        own.extend(all.map_or(0..0, |_| 0..offered));
        named += own.len();
        let none = |word: &str| matches!(word, "none" | "neither") || Phrasing::Nothing.has(word);
        is_none |= item.len() > 1 && none(&item[0].word);
        // `not a, b`: all that follow; `a no, b yes`: this one.
        let says = |it: &Said| matches!(it.word.as_str(), "yes" | "only" | "just");
        // `neither a nor b, it was c`: somebody begins anew.
        let begun = item.iter().take_while(|it| letter(it).is_none()).count();
        let is_said = item.iter().any(says) || (begun > 1 && place == 0);
        is_denied = denies == Some(0) || (is_denied && denies.is_none() && !is_said);
        if excepts.is_some() || (denies.is_none() && !is_denied) {
            ticked.append(&mut own);
            is_all |= all.is_some();
        }
        excepted.append(&mut own);
        is_denied |= excepts.is_some();
    }
    ticked.retain(|letter| !is_all || !excepted.contains(letter));
    excepted.retain(|letter| !ticked.contains(letter));
    let is_one = named == 1 && letter(&said[0]).is_some();
    (named > 0 || is_none).then(|| SaidLetters {
        is_none: is_none && ticked.is_empty(),
        is_verdict: verdict(&said).is_some(),
        rest: said.last().map_or("", |it| it.rest),
        denied: excepted,
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
            ("Nessuna delle tre, direi.", &[], ""),
            ("aucune des trois", &[], ""),
            ("keine davon", &[], ""),
            ("b, if I have to pick", &[1], ""),
            ("not all of them, only b", &[1], ""),
            ("all but c", &[0, 1], ""),
            ("Neither a nor b, it was c", &[2], ""),
            ("not a, not b", &[], ""),
            ("weder a noch b, sondern c", &[2], ""),
            ("a no, b no, c yes.", &[2], ""),
            ("a) yes b) not really c) yes", &[0, 2], ""),
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
            "A. B. Carrow",
            "I was late",
            "C-suite",
            "",
        ] {
            assert!(letters(text, 3).is_none(), "{text}");
        }
    }
}
