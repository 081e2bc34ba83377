//! A pasted reply as a section: what the person owns, what they will do next
//! time, and the dropped balls they named by slug. Answers may stand under the
//! quoted questions, above them, numbered or not; what is only mail or manners
//! is left out, and listed.

mod answers;
mod frames;
mod greeting;
mod letter;
mod line;
mod manners;
mod numbers;
mod paragraphs;
mod plain;
mod sent;
mod signature;

use super::message::Message;
use crate::model::{Party, Section};
use crate::vocabulary::Vocabulary;
use answers::Answers;
use letter::{AnswerBlock, Target};
use line::ReplyLine;
use sent::Sent;

/// What was understood of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub section: Section,
    /// The person's own lines that are not kept.
    pub left_out: Vec<String>,
    /// Slugs they named that are another party's balls.
    pub of_others: Vec<String>,
}

/// Why a reply cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// It answers another letter: what stands between the brackets there.
    OtherLetter(String),
    /// No answer was found in it.
    Nothing,
}

/// In the section of a party that has answered, and has nothing to own.
const NOTHING_TO_OWN: &str = "Nothing to own.";

/// Nobody passes a reply on more often.
const MOST_DEPTHS: usize = 8;

/// Reads a reply to this message.
///
/// # Errors
/// It answers another letter, or holds no answer.
pub fn read_reply(
    text: &str,
    message: &Message,
    vocabulary: &Vocabulary,
) -> Result<Reply, Misread> {
    let mut left_out = Vec::new();
    let lines = letter::lines(&plain::plain(text), &mut left_out);
    check_marker(&lines, message)?;
    let sent = Sent::of(message);
    let mut depths: Vec<usize> = lines
        .iter()
        .filter(|line| !line.is_blank())
        .map(|line| line.depth)
        .collect();
    depths.sort_unstable();
    depths.dedup();
    // Where somebody passed the reply on, it is quoted as a whole.
    for base in depths.into_iter().take(MOST_DEPTHS) {
        let mut left_out = left_out.clone();
        let letter = letter::letter(lines.clone(), &sent, base, &mut left_out);
        let blocks = own_words(letter.blocks, &mut left_out);
        let mut answers = Answers::new(sent.count, letter.asked);
        for block in &blocks {
            answers.take(block, paragraphs::width(&block.lines));
        }
        if let Some(reply) = finished(answers, message.party, vocabulary, left_out) {
            return Ok(reply);
        }
    }
    Err(Misread::Nothing)
}

/// A marker that came back names the letter; a reply without one is taken as it is.
fn check_marker(lines: &[ReplyLine], message: &Message) -> Result<(), Misread> {
    let ours = message.marker();
    let is_ours = |marker: &String| marker.eq_ignore_ascii_case(ours.trim_matches(['[', ']']));
    let markers = markers(lines);
    match markers.first() {
        Some(other) if !markers.iter().any(is_ours) => Err(Misread::OtherLetter(other.clone())),
        _ => Ok(()),
    }
}

/// What stands between brackets and ends in a party; mail clients break it like any
/// other words.
fn markers(lines: &[ReplyLine]) -> Vec<String> {
    let words: Vec<&str> = lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .collect();
    let text = words.join(" ");
    let mut markers = Vec::new();
    let mut open = None;
    for (place, bracket) in text.match_indices(['[', ']']) {
        if bracket == "[" {
            open = Some(place + 1);
        } else if let Some(inside) = open.take().map(|open| &text[open..place])
            && let Some((_, party)) = inside.rsplit_once(' ')
            && Party::parse(party).is_some()
        {
            markers.push(inside.to_owned());
        }
    }
    markers
}

/// The blocks without greetings, signatures and other people's words.
fn own_words(mut blocks: Vec<AnswerBlock>, left_out: &mut Vec<String>) -> Vec<AnswerBlock> {
    let last = blocks
        .iter()
        .rposition(|block| block.target != Target::Nowhere);
    let mut earlier = 0;
    for (index, block) in blocks.iter_mut().enumerate() {
        match block.target {
            Target::Nowhere => {
                earlier += block.lines.iter().filter(|line| !line.is_blank()).count();
                block.lines.clear();
                continue;
            }
            Target::Whole => greeting::without_greeting(&mut block.lines, left_out),
            Target::Question(_) => {}
        }
        if block.target == Target::Whole || Some(index) == last {
            signature::without_signature(&mut block.lines, left_out);
            let is_apart = block.apart || (block.target == Target::Whole && index > 0);
            signature::without_trailing_name(&mut block.lines, is_apart, left_out);
        }
    }
    match earlier {
        0 => {}
        1 => left_out.push("(1 line of an earlier message)".to_owned()),
        _ => left_out.push(format!("({earlier} lines of earlier messages)")),
    }
    blocks.retain(|block| !block.lines.is_empty());
    without_speaker(&mut blocks, left_out);
    blocks
}

/// `SR: …` before every answer says only whose it is.
fn without_speaker(blocks: &mut [AnswerBlock], left_out: &mut Vec<String>) {
    let mut answers: Vec<&mut ReplyLine> = blocks
        .iter_mut()
        .filter(|block| matches!(block.target, Target::Question(_)))
        .filter_map(|block| block.lines.iter_mut().find(|line| !line.is_blank()))
        .collect();
    let speaker = |line: &ReplyLine| Some(line.text.split_once(':')?.0.to_owned());
    let Some(first) = answers.first().and_then(|line| speaker(line)) else {
        return;
    };
    let named = first.split_whitespace().count() <= 2 && answers.len() >= 2;
    let all = answers
        .iter()
        .all(|line| speaker(line).as_ref() == Some(&first));
    if named && all {
        for line in &mut answers {
            line.text = line.text[first.len() + 1..].trim_start().to_owned();
        }
        left_out.push(format!("{first}:"));
    }
}

/// The section; `None` where there is nothing to write into it.
fn finished(
    answers: Answers,
    party: Party,
    vocabulary: &Vocabulary,
    left_out: Vec<String>,
) -> Option<Reply> {
    let said_nothing = answers.said_nothing;
    let (mut owned, mut next) = answers.sorted();
    let mut section = Section {
        by: Some(party),
        ..Section::default()
    };
    let (mut dropped, mut of_others) = (Vec::new(), Vec::new());
    for paragraph in owned.iter_mut().chain(&mut next) {
        let named = slugs(paragraph, vocabulary);
        for (slug, of) in &named {
            let list = if *of == party {
                &mut dropped
            } else {
                &mut of_others
            };
            if !list.contains(slug) {
                list.push(slug.clone());
            }
        }
        let is_own = |word: &str| named.iter().any(|(slug, of)| *of == party && slug == word);
        let only_slugs = paragraph
            .split(is_between_slugs)
            .filter(|word| !word.is_empty() && *word != "and")
            .all(|word| is_own(&word.to_lowercase()));
        if only_slugs {
            paragraph.clear();
        }
    }
    section.owned = joined(&owned);
    section.next = joined(&next);
    if section.owned.is_empty() && dropped.is_empty() && said_nothing {
        section.owned = NOTHING_TO_OWN.to_owned();
        section.dropped = Some(Vec::new());
    }
    if !dropped.is_empty() {
        section.dropped = Some(dropped);
    }
    let anything = section.is_written() || !section.next.is_empty();
    anything.then_some(Reply {
        section,
        left_out,
        of_others,
    })
}

/// The declared slugs that stand literally in a text, each once, with its party.
fn slugs(text: &str, vocabulary: &Vocabulary) -> Vec<(String, Party)> {
    let mut named: Vec<(String, Party)> = Vec::new();
    for word in text
        .split(is_between_slugs)
        .filter(|word| word.contains('-'))
    {
        let word = word.to_lowercase();
        let ball = vocabulary.balls.iter().find(|ball| ball.slug == word);
        if let Some(ball) = ball
            && !named.iter().any(|(slug, _)| *slug == word)
        {
            named.push((word, ball.party));
        }
    }
    named
}

fn is_between_slugs(character: char) -> bool {
    !character.is_alphanumeric() && character != '-'
}

fn joined(paragraphs: &[String]) -> String {
    let filled: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| paragraph.trim())
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    filled.join("\n\n")
}
