//! The small language in which `templates/language.toml` says what a rule looks
//! for, word by word:
//!
//! - `word`, `~drop` (all forms of a regular verb), `<class>` of words, `#` a number, `#age` one that may be an age;
//! - `(one|two words|<class>)` any of them, `[optional]`, `!word` not here;
//! - `..3` up to three words of the same sentence, `^` and `$` its ends;
//! - `@other` a word that names somebody in that role, and `other> …` at the
//!   beginning: the first word has a subject in that role.

use crate::language::role::Role;
use crate::language::words::lexicon::{Classes, Lexicon, WordId};

/// The numbers of words that one step may be, among those of all steps of a set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct StepWords {
    start: u32,
    end: u32,
}

impl StepWords {
    pub fn of(self, ids: &[WordId]) -> &[WordId] {
        &ids[self.start as usize..self.end as usize]
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PatternStep {
    pub words: StepWords,
    pub classes: Classes,
    pub names: Role,
    pub kind: StepKind,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StepKind {
    #[default]
    Word,
    Optional,
    Not,
    /// At most this many words of any kind.
    Gap(u8),
    /// The beginning of the sentence.
    Start,
    /// Its end.
    End,
    Number,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    pub steps: Vec<PatternStep>,
    /// The step that is looked up; the others are compared from there.
    pub anchor: usize,
    /// What the subject of the first word has to be; [`Role::NONE`] for any.
    pub subject: Role,
}

/// Learns the words of a pattern, which is read when a text is compared with it first:
/// what is a known word and what is none does not depend on that.
pub fn learn(written: &str, lexicon: &mut Lexicon) {
    for part in parts(subject(written).1) {
        if !is_sign(part) {
            let entries = choices(inner(part).0).flat_map(|choice| choice.split(' '));
            let words = entries.filter(|entry| !is_name(entry));
            words.for_each(|word| lexicon.learn_entry(word, 0));
        }
    }
}

/// Reads a pattern as written, which stands for several if it has alternatives of more
/// than one word. Adds the words of its steps to those of all.
///
/// # Errors
///
/// When it is not of this language, names a role or a class that does not exist, or
/// has no word to look up.
pub fn parse(
    written: &str,
    lexicon: &Lexicon,
    ids: &mut Vec<WordId>,
) -> Result<Vec<Pattern>, String> {
    let (role, rest) = subject(written);
    let subject = match role {
        Some(role) => Role::parse(role).ok_or_else(|| format!("no role is called {role}"))?,
        None => Role::NONE,
    };
    let mut patterns: Vec<Vec<PatternStep>> = vec![Vec::new()];
    for part in parts(rest) {
        let mut choices = read_part(part, lexicon, ids)?;
        let last = choices.pop();
        let mut longer = Vec::with_capacity(patterns.len() * (choices.len() + 1));
        for mut steps in patterns {
            longer.extend(choices.iter().map(|choice| [&steps[..], choice].concat()));
            // Most parts are one choice, which needs no copy.
            steps.extend(last.iter().flatten());
            longer.push(steps);
        }
        patterns = longer;
    }
    let with_anchor = |steps: Vec<PatternStep>| {
        let anchor = anchor(&steps, lexicon, ids)
            .ok_or_else(|| format!("{written} has no word to look up"))?;
        Ok(Pattern {
            steps,
            anchor,
            subject,
        })
    };
    patterns.into_iter().map(with_anchor).collect()
}

/// The name of the role that the subject has to be in, and the rest.
fn subject(written: &str) -> (Option<&str>, &str) {
    match written.split_once("> ") {
        Some((role, rest)) if !role.contains(['<', ' ']) => (Some(role), rest),
        _ => (None, written),
    }
}

/// The word that is seldom enough to look up.
fn anchor(steps: &[PatternStep], lexicon: &Lexicon, ids: &[WordId]) -> Option<usize> {
    let costs = steps.iter().map(|step| match step.kind {
        StepKind::Word => cost(step, lexicon, ids),
        _ => 0,
    });
    let words = costs.enumerate().filter(|(_, cost)| *cost > 0);
    words.min_by_key(|(_, cost)| *cost).map(|(at, _)| at)
}

/// How often a step would be compared if it were the anchor: words without meaning of
/// their own come up in every sentence.
fn cost(step: &PatternStep, lexicon: &Lexicon, ids: &[WordId]) -> usize {
    const COMMON: usize = 50;
    const CLASS: usize = 120;
    let words: usize = (step.words.of(ids).iter())
        .map(|id| if lexicon.is_common(*id) { COMMON } else { 1 })
        .sum();
    words + CLASS * step.classes.count_ones() as usize
}

/// Divided at spaces outside brackets.
fn parts(written: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = written.as_bytes().split(move |byte| {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        *byte == b' ' && depth == 0
    });
    let parts = parts.filter_map(|part| str::from_utf8(part).ok());
    parts.filter(|part| !part.is_empty())
}

/// Whether a part stands for no word: a gap, an end of the sentence, a number.
fn is_sign(part: &str) -> bool {
    part.starts_with("..") || matches!(part, "^" | "$" | "#")
}

/// What stands between the brackets of a part, and what it is.
fn inner(part: &str) -> (&str, StepKind) {
    let (inner, kind) = match part.as_bytes() {
        [b'!', _, ..] => (&part[1..], StepKind::Not),
        [b'[', ..] => (part[1..].trim_end_matches(']'), StepKind::Optional),
        _ => (part, StepKind::Word),
    };
    let bare = inner
        .strip_prefix('(')
        .map(|inner| inner.trim_end_matches(')'));
    (bare.unwrap_or(inner), kind)
}

fn choices(inner: &str) -> impl Iterator<Item = &str> {
    let bytes = inner.as_bytes().split(|byte| *byte == b'|');
    bytes.filter_map(|choice| str::from_utf8(choice).ok())
}

/// A class of words or a role, which are no words themselves.
fn is_name(choice: &str) -> bool {
    choice.starts_with(['<', '@'])
}

/// One part, as alternatives of one or more steps.
fn read_part(
    part: &str,
    lexicon: &Lexicon,
    ids: &mut Vec<WordId>,
) -> Result<Vec<Vec<PatternStep>>, String> {
    let simple = |kind| {
        vec![vec![PatternStep {
            kind,
            ..PatternStep::default()
        }]]
    };
    if let Some(most) = part.strip_prefix("..") {
        let most = most
            .parse()
            .map_err(|_| format!("{part} does not say how many words"))?;
        return Ok(simple(StepKind::Gap(most)));
    }
    match part {
        "^" => return Ok(simple(StepKind::Start)),
        "$" => return Ok(simple(StepKind::End)),
        "#" => return Ok(simple(StepKind::Number)),
        _ => {}
    }
    let (inner, kind) = inner(part);
    let count = |bracket| part.bytes().filter(|byte| *byte == bracket).count();
    if count(b'(') != count(b')') || count(b'[') != count(b']') {
        return Err(format!("{part} is not closed"));
    }
    let mut choices = Vec::new();
    for choice in self::choices(inner) {
        if choice.len() > 1 && choice.bytes().any(is_mark) {
            return Err(format!("{part}: {choice} is no word"));
        }
        if choice.contains(' ') {
            let words = choice.split(' ');
            let steps = words.map(|word| read_step([word], StepKind::Word, lexicon, ids));
            choices.push(steps.collect::<Result<_, _>>()?);
        }
    }
    // Alternatives of one word are one step; longer ones stand for themselves.
    let short = self::choices(inner).filter(|choice| !choice.contains(' '));
    let mut single = read_step(short, kind, lexicon, ids)?;
    if kind != StepKind::Word && !choices.is_empty() {
        if kind == StepKind::Not {
            return Err(format!("{part}: only single words can be excluded"));
        }
        choices.push(Vec::new());
        single.kind = StepKind::Word;
    }
    if !single.words.of(ids).is_empty() || single.classes != 0 || single.names != Role::NONE {
        choices.push(vec![single]);
    }
    Ok(choices)
}

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'?' | b'!' | b'.')
}

/// A step that is any of some words.
fn read_step<'w>(
    words: impl IntoIterator<Item = &'w str>,
    kind: StepKind,
    lexicon: &Lexicon,
    ids: &mut Vec<WordId>,
) -> Result<PatternStep, String> {
    let start = ids.len() as u32;
    let mut step = PatternStep {
        kind,
        ..PatternStep::default()
    };
    for word in words {
        if let Some(class) = word.strip_prefix('<') {
            let class = class.trim_end_matches('>');
            step.classes |= lexicon.class(class)?;
        } else if let Some(role) = word.strip_prefix('@') {
            let role = Role::parse(role).ok_or_else(|| format!("no role is called {role}"))?;
            step.names = step.names.or(role);
        } else {
            lexicon.ids_of(word, ids)?;
        }
    }
    let end = ids.len() as u32;
    step.words = StepWords { start, end };
    Ok(step)
}
