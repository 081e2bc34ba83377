//! A pasted reply as a section: what the person owns, what they will do next time, and the
//! balls they say they dropped. Answers may stand under the quoted questions, above them,
//! numbered or not; what is only mail or manners is left out, and listed; what answers
//! nothing is refused.

mod answers;
mod balls;
mod blocks;
mod ends;
mod frames;
mod heading;
mod letter;
mod letters;
mod line;
mod manners;
mod numbers;
mod paragraphs;
mod promise;
mod sent;

pub use balls::Ticked;
pub use heading::{Misread, SUBJECT};
pub(super) use manners::LineShape;
pub use manners::NonAnswer;

use super::mark::Mark;
use super::message::{Message, lettered, words_of};
use crate::model::{Party, Section};
use crate::vocabulary::Vocabulary;
use answers::{Answers, numbers as numbers_of};
use balls::Balls;
use blocks::{AnswerBlock, Target};
use letter::Letter;
use line::each_sentence;
use numbers::Numbered;
use sent::Sent;

/// What was understood of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub section: Section,
    /// The person's own lines that are not kept.
    pub left_out: Vec<String>,
    pub ticked: Ticked,
}

/// In bytes: two lines are asked for.
const LONGEST_ANSWER: usize = 16 << 10;

/// Reads a reply to this message.
///
/// # Errors
/// It answers another letter, or nothing.
pub fn read_reply(
    text: &str,
    message: &Message,
    vocabulary: &Vocabulary,
) -> Result<Reply, Misread> {
    let body = heading::below_subject(text)?;
    let marks = Mark::all_in(text);
    let mark = marks.iter().find(|mark| mark.is_of(&message.mark));
    let lettered = lettered(message, mark, vocabulary);
    let balls = lettered.iter().map(|slug| words_of(slug, vocabulary));
    let balls: Vec<Vec<String>> = balls.collect();
    let sent = Sent::of(message, &balls, &marks);
    let letter = Letter::of(body, &sent);
    match marks.first() {
        Some(other) if mark.is_none() => return Err(Misread::OtherLetter(other.clone())),
        None => heading::check_about(text, &letter.about, message)?,
        _ => {}
    }
    // Running words in which nobody speaks of themselves may be about a reply below them.
    let (mut worst, mut beside) = (NonAnswer::Empty, None);
    let mut not_offered = Vec::new();
    for (place, (first, base)) in letter.readings().enumerate() {
        // Who passes a reply on says no more than manners above it.
        let is_over = worst > NonAnswer::Polite || !not_offered.is_empty();
        if place > 0 && (is_over || (beside.is_some() && first == 0)) {
            continue;
        }
        let mut left_out = letter.left_out.clone();
        left_out.extend(letter.texts(first));
        let mut blocks = letter.blocks(first, base);
        let count = blocks.len();
        blocks.retain(|block| block.target != Target::Nowhere);
        if blocks.len() < count {
            left_out.push("(earlier messages)".to_owned());
        }
        let own = || blocks.iter().flat_map(|block| &block.lines);
        if own().map(|line| line.text.len() + 1).sum::<usize>() > LONGEST_ANSWER {
            return Err(Misread::NoAnswer(NonAnswer::Long));
        }
        let mut balls = Balls::new(message.mark.party, lettered.clone(), vocabulary);
        let copied = letter.copied(base, lettered.len());
        let ticked = letter.ticked.iter().chain(&copied);
        ticked.for_each(|ball| balls.tick(*ball));
        own_words(&mut blocks, &mut balls, &mut left_out);
        not_offered.append(&mut balls.not_offered);
        // Which questions the numbers count: the two of a short letter, where nothing says more.
        let is_full = |mark: &Mark| mark.balls.is_empty() && mark.party != Party::Candidate;
        let is_more = |(_, found): (_, Numbered<'_>)| found.number > 2;
        let counts_more =
            |it: &AnswerBlock| numbers_of(&it.lines, sent.count).into_iter().any(is_more);
        // A question that a short letter does not ask stands in what came back.
        let asks_more = letter.asked.iter().any(|number| number + 1 < sent.count);
        let counts_more = asks_more || blocks.iter().any(counts_more);
        let is_short = !mark.is_some_and(is_full) && !counts_more;
        let answers = Answers::new(sent.count, is_short, letter.asked.clone(), &blocks);
        // Below what may be an answer only numbers say that these are others.
        if beside.is_some() && !answers.is_numbered {
            continue;
        }
        let is_sent = !balls.ticked.dropped.is_empty();
        if is_sent {
            balls.ticked.unknown.append(&mut not_offered);
        }
        let is_none = |talk: &NonAnswer| !is_sent || *talk == NonAnswer::Claim;
        let said = left_out.iter().flat_map(|text| each_sentence(text));
        let said = said.filter_map(manners::non_answer).collect();
        if let Some(talk) = answers.non_answer(said).filter(is_none) {
            worst = worst.max(talk);
            continue;
        }
        if let Some(other) = letter
            .other_mail()
            .filter(|_| !answers.is_numbered && !is_sent)
        {
            return Err(Misread::AboutOther(other));
        }
        let is_certain = answers.is_certain();
        let reply = finished(answers, balls, message.mark.party, left_out);
        if is_certain && reply.is_some() {
            return reply.ok_or(Misread::NoAnswer(worst));
        }
        beside = beside.or(reply);
    }
    if worst <= NonAnswer::Polite && beside.is_none() && !not_offered.is_empty() {
        let last = ('a'..).take(lettered.len()).last().unwrap_or('a');
        return Err(Misread::NotOffered(not_offered.join(", "), last));
    }
    beside.ok_or(Misread::NoAnswer(worst))
}

/// Takes greetings, signatures, ticks and other people's words from the blocks.
fn own_words(blocks: &mut Vec<AnswerBlock>, balls: &mut Balls<'_>, left_out: &mut Vec<String>) {
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.iter_mut().enumerate() {
        let is_whole = block.target == Target::Whole;
        let filled = block.lines.iter().filter(|line| !line.is_blank()).count();
        let mut is_apart = block.apart;
        if is_whole {
            let mut number = 0;
            let mut parts = Vec::new();
            for line in &block.lines {
                let texts = numbers::split_inline(&line.text, &mut number);
                parts.extend(texts.into_iter().map(|text| line.with(text)));
            }
            block.lines = parts;
            is_apart |= ends::without_top(&mut block.lines, index < last, left_out);
        }
        balls.take_lines(block, filled, left_out);
        if is_whole || index == last {
            ends::without_bottom(&mut block.lines, is_apart, left_out);
        }
    }
    blocks.retain(|block| block.lines.iter().any(|line| !line.is_blank()));
}

/// The section; `None` where there is nothing to write into it.
fn finished(
    mut answers: Answers,
    mut balls: Balls<'_>,
    party: Party,
    mut left_out: Vec<String>,
) -> Option<Reply> {
    let (mut owned, next) = answers.sorted(!balls.ticked.dropped.is_empty());
    left_out.append(&mut answers.left_out);
    balls.take_statements(&mut owned);
    owned.retain(|paragraph| !paragraph.is_empty());
    let mut section = Section {
        by: Some(party),
        owned: owned.join("\n\n").into(),
        next: next.join("\n\n").into(),
        ..Section::default()
    };
    let ticked = balls.ticked;
    let is_empty = section.owned.is_empty() && ticked.dropped.is_empty();
    // That there is nothing is said in their own words too.
    let mut nothing = answers.nothing.into_iter().chain(ticked.none.clone());
    let nothing = nothing.find(|said| is_empty && said.contains(char::is_alphanumeric));
    let is_sorted = nothing.is_some() || ticked.none.is_some() || !ticked.dropped.is_empty();
    if let Some(nothing) = nothing {
        section.owned = nothing.into();
    }
    section.dropped = is_sorted.then(|| ticked.dropped.iter().collect());
    let says_more = !section.next.is_empty() || !ticked.unknown.is_empty();
    let reply = Reply {
        section,
        left_out,
        ticked,
    };
    (reply.section.is_written() || says_more).then_some(reply)
}
