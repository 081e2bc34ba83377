//! The mark that every letter ends in, `[k7f3q manager feedback-late went-quiet]`: which
//! post-mortem, which party, and which ball each letter stands for.

use crate::model::Party;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub id: String,
    pub party: Party,
    /// The slugs in the order of their letters.
    pub balls: Vec<String>,
}

impl Mark {
    /// The marks of a text in their order, each once; mail clients wrap and quote them as
    /// any other words.
    pub fn all_in(text: &str) -> Vec<Self> {
        let mut marks: Vec<Self> = Vec::new();
        for (mark, _) in Self::places(text) {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        marks
    }

    /// The same, each as often as it stands there, with the byte behind it.
    pub(super) fn places(text: &str) -> Vec<(Self, usize)> {
        let mut places = Vec::new();
        let mut open = None;
        for (place, bracket) in text.match_indices(['[', ']']) {
            if bracket == "[" {
                open = Some(place + 1);
            } else if let Some(open) = open.take() {
                let mark = Self::parse(&text[open..place]);
                places.extend(mark.map(|mark| (mark, place + 1)));
            }
        }
        places
    }

    /// What stands between the brackets.
    fn parse(inside: &str) -> Option<Self> {
        const LONGEST: usize = 400;
        if inside.len() > LONGEST {
            return None;
        }
        let is_quote = |word: &&str| !word.bytes().all(|byte| matches!(byte, b'>' | b'|'));
        let words: Vec<&str> = inside.split_whitespace().filter(is_quote).collect();
        // A slug that was broken at its hyphen is one word again.
        let joined = words.join(" ").replace("- ", "-").to_lowercase();
        let mut words = joined.split(' ');
        let id = words.next().filter(|id| !id.is_empty())?.to_owned();
        let party = Party::parse(words.next()?)?;
        let balls: Vec<String> = words.map(str::to_owned).collect();
        let is_slug =
            |slug: &String| !slug.contains(|one: char| !one.is_alphanumeric() && one != '-');
        balls
            .iter()
            .all(is_slug)
            .then_some(Self { id, party, balls })
    }

    /// Whether it marks the same letter, whatever balls that offers.
    pub fn is_of(&self, other: &Self) -> bool {
        self.id == other.id && self.party == other.party
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "[{} {}", self.id, self.party)?;
        for slug in &self.balls {
            write!(formatter, " {slug}")?;
        }
        formatter.write_str("]")
    }
}
