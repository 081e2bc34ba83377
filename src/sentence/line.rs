//! A sentence taken apart: its words, the clauses that marks divide it into, and the
//! smaller pieces that begin where somebody else acts. Every word keeps its place, so
//! that whatever becomes of it, none is lost.

use crate::model::{is_shortened, month};
use std::collections::HashSet;
use std::ops::Range;

pub struct Line<'a> {
    pub text: &'a str,
    pub words: Vec<LineWord>,
}

#[derive(Debug, Clone)]
pub struct LineWord {
    /// In lower case, without apostrophes; what a slip of the finger meant, where that
    /// is plain.
    pub text: String,
    /// Its bytes.
    pub place: Range<usize>,
    /// Which clause it stands in.
    pub clause: usize,
    /// Which piece of which clause.
    pub piece: usize,
    /// Between quotation marks: taken as it is.
    pub is_quoted: bool,
    /// It was written with an apostrophe: we'd is no Wednesday.
    pub is_contracted: bool,
}

/// Shorter words have too many neighbours a slip away.
const SHORTEST_MISTYPED: usize = 6;

/// Before "I", these begin a piece; a plain "and" or "but" also before another subject.
const BEFORE_I: &str = "and but so then because bc cause cos since as while though";
const ALSO_BEFORE_OTHERS: &str = "and but so then";

/// After these, "I" goes on with what was said: the job that I wanted.
const NO_BEGINNING: &str = "what that than how why if which who where when before until";

const SUBJECTS: &str = "they we she he it hm recruiter candidate finance";

impl<'a> Line<'a> {
    pub fn new(text: &'a str, known: &HashSet<String>) -> Self {
        let mut line = Self {
            text,
            words: Vec::new(),
        };
        line.split();
        line.mark_quotes();
        line.mark_pieces();
        for word in &mut line.words {
            if let Some(meant) = meant(&word.text, known) {
                word.text = meant.to_owned();
            }
        }
        line
    }

    fn split(&mut self) {
        let mut clause = 0;
        let mut start = 0;
        let mut tokens = self.text.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            let at = start + self.text[start..].find(token).unwrap_or(0);
            start = at + token.len();
            // October 3, 2026
            let is_dated = token.ends_with(',')
                && token.starts_with(|one: char| one.is_ascii_digit())
                && tokens.peek().is_some_and(|next| is_year(next));
            clause = match is_dated {
                true => self.add(token.trim_end_matches(','), at, clause),
                false => self.add(token, at, clause),
            };
        }
    }

    /// Adds the words of what stands between blanks; gives the clause that comes next.
    fn add(&mut self, token: &str, at: usize, mut clause: usize) -> usize {
        let is_figure = |text: &str| {
            let first = text.chars().next().is_some_and(|one| one.is_ascii_digit());
            first && text.chars().filter(|one| "./-:".contains(*one)).count() > 0
        };
        if token.chars().all(|one| "-–—|+/".contains(one)) {
            return clause + 1;
        }
        let core = token.trim_matches(|one: char| divides(one) || is_quote(one));
        if core.is_empty() {
            return clause + usize::from(token.chars().any(divides));
        }
        let begin = at + token.find(core).unwrap_or(0);
        let (before, after) = (&token[..begin - at], &token[begin - at + core.len()..]);
        clause += usize::from(before.chars().any(divides));
        let is_date = is_figure(core) && (core.matches(['.', '/', '-']).count() > 0);
        // 13.11. is a day; its last point is a part of it.
        let is_short_date = is_date && after.starts_with('.') && core.matches('.').count() == 1;
        if is_date {
            let end = begin + core.len() + usize::from(is_short_date);
            self.push(begin..end, clause);
        } else {
            let mut from = begin;
            for (offset, one) in core.char_indices() {
                let here = begin + offset;
                let parts = matches!(
                    one,
                    '-' | '/' | '.' | ',' | ';' | '(' | ')' | '!' | '?' | '…' | '—' | '–'
                ) && !(one == '/' && core.len() == 3)
                    && !(matches!(one, '.' | ',')
                        && core[..offset].ends_with(|one: char| one.is_ascii_digit()));
                if parts {
                    self.push(from..here, clause);
                    clause += usize::from(divides(one) || one == '—' || one == '–');
                    from = here + one.len_utf8();
                }
            }
            self.push(from..begin + core.len(), clause);
        }
        let point_only = after == "." && is_cut_short(core);
        let breaks = after.chars().any(divides) && !point_only && !is_short_date;
        clause + usize::from(breaks || is_short_date && after.len() > 1)
    }

    fn push(&mut self, place: Range<usize>, clause: usize) {
        let raw = &self.text[place.clone()];
        if raw.is_empty() {
            return;
        }
        let is_apostrophe = |one: &char| matches!(one, '\'' | '’' | '`' | 'ʼ' | '´');
        let letters = raw.chars().filter(|one| !is_apostrophe(one));
        self.words.push(LineWord {
            text: letters.flat_map(char::to_lowercase).collect(),
            is_contracted: raw.chars().any(|one| is_apostrophe(&one)),
            place,
            clause,
            piece: 0,
            is_quoted: false,
        });
    }

    /// What stands between double quotation marks that open and close.
    fn mark_quotes(&mut self) {
        let marks: Vec<usize> = self
            .text
            .match_indices(is_quote)
            .map(|(at, _)| at)
            .collect();
        for pair in marks.chunks_exact(2) {
            let within =
                |word: &&mut LineWord| pair[0] < word.place.start && word.place.end <= pair[1];
            for word in self.words.iter_mut().filter(within) {
                word.is_quoted = true;
            }
        }
    }

    fn mark_pieces(&mut self) {
        let mut piece = 0;
        for at in 0..self.words.len() {
            let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
            let is_new_clause = at > 0 && self.words[at].clause != self.words[at - 1].clause;
            let begins = begins_with_i(text(at + 1)) && is_among(BEFORE_I, text(at))
                || is_among(SUBJECTS, text(at + 1)) && is_among(ALSO_BEFORE_OTHERS, text(at))
                || text(at) == "then" && at > 0
                || begins_with_i(text(at))
                    && at > 0
                    && !is_among(BEFORE_I, text(at - 1))
                    && !is_among(NO_BEGINNING, text(at - 1));
            piece += usize::from(is_new_clause || at > 0 && begins);
            self.words[at].piece = piece;
        }
    }

    /// Word numbers of each clause, or of each piece of one.
    pub fn runs(&self, number: impl Fn(&LineWord) -> usize) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in 0..self.words.len() {
            match runs.last_mut() {
                Some(run) if number(&self.words[at]) == number(&self.words[run.start]) => {
                    run.end = at + 1;
                }
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// Word numbers of each sentence.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        for at in 0..self.words.len() {
            let end = self.words[at].place.end;
            let next = self.words.get(at + 1);
            let between = &self.text[end..next.map_or(self.text.len(), |next| next.place.start)];
            let is_new = next.is_none_or(|next| next.clause != self.words[at].clause);
            if next.is_none() || is_new && between.contains(['.', '!', '?', '\n']) {
                sentences.push(start..at + 1);
                start = at + 1;
            }
        }
        sentences
    }

    pub fn clauses(&self) -> Vec<Range<usize>> {
        self.runs(|word| word.clause)
    }

    pub fn pieces(&self) -> Vec<Range<usize>> {
        self.runs(|word| word.piece)
    }

    pub fn text_of(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| word.text.as_str())
    }

    /// What these words name, the longest run of them at each place; none in quotes.
    pub fn named<T>(
        &self,
        words: Range<usize>,
        find: impl Fn(&str, &Range<usize>) -> Option<T>,
    ) -> Vec<(T, Range<usize>)> {
        const LONGEST: usize = 4;
        one_by_one(words.clone(), |at| {
            let lengths = (1..=LONGEST.min(words.end - at)).rev();
            lengths.into_iter().find_map(|length| {
                let run = at..at + length;
                let is_quoted = self.words[run.clone()].iter().any(|word| word.is_quoted);
                let one = find(&self.texts(run.clone()).join(" "), &run)?;
                (!is_quoted).then_some((one, run))
            })
        })
    }

    /// The words of a range.
    pub fn texts(&self, words: Range<usize>) -> Vec<&str> {
        self.words[words]
            .iter()
            .map(|word| word.text.as_str())
            .collect()
    }
}

/// What is found in these words, each behind the end of the one before.
pub fn one_by_one<T>(
    words: Range<usize>,
    find: impl Fn(usize) -> Option<(T, Range<usize>)>,
) -> Vec<(T, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let one = find(at);
        at = one.as_ref().map_or(at + 1, |(_, words)| words.end);
        found.extend(one);
    }
    found
}

/// Whether a word is one of these, which stand with a blank between them.
pub fn is_among(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

pub fn begins_with_i(word: &str) -> bool {
    matches!(word, "i" | "im" | "ive" | "id" | "ill")
}

const fn divides(one: char) -> bool {
    matches!(
        one,
        ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '…' | '[' | ']'
    )
}

const fn is_quote(one: char) -> bool {
    matches!(one, '"' | '“' | '”' | '„' | '«' | '»')
}

fn is_year(word: &str) -> bool {
    let word = word.trim_end_matches(divides);
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|one| one.is_ascii_digit())
}

/// A word cut short, as the names of months are: its point ends nothing.
fn is_cut_short(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_month = (3..=4).contains(&lower.len())
        && month(if lower == "sept" { "sep" } else { &lower }).is_some()
        && lower != "may";
    is_month || is_shortened(word)
}

/// The known word that a slip of the finger made this, where only one is so near.
fn meant<'k>(word: &str, known: &'k HashSet<String>) -> Option<&'k str> {
    if word.len() < SHORTEST_MISTYPED || known.contains(word) || !word.is_ascii() {
        return None;
    }
    // Another form of a word is no slip.
    let is_form = |other: &str| {
        let shorter = if other.len() < word.len() {
            other
        } else {
            word
        };
        let longer = if other.len() < word.len() {
            word
        } else {
            other
        };
        longer.strip_suffix('s') == Some(shorter) || longer.strip_suffix('d') == Some(shorter)
    };
    let near = |other: &&String| {
        other.len() >= SHORTEST_MISTYPED
            && other.as_bytes()[0] == word.as_bytes()[0]
            && other.len().abs_diff(word.len()) <= 1
            && !is_form(other)
            && strsim::osa_distance(other, word) == 1
    };
    let mut found = known.iter().filter(near);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}
