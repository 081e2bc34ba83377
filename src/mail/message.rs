//! What is sent to one party about one post-mortem: two questions and three lettered balls,
//! or all the questions; and what of it is known again when it comes back quoted.

use super::mark::Mark;
use crate::model::{Asks, Day, DroppedBall, Entry, Party, Question};
use crate::vocabulary::{Questions, Vocabulary};

/// What is sent to one party about one post-mortem.
#[derive(Debug, Clone)]
pub struct Message {
    pub mark: Mark,
    /// All the questions; the last two ask what is owned and what comes next.
    pub questions: Vec<Question>,
    /// What its balls are called in it, in the order of their letters.
    pub balls: Vec<String>,
    pub role: Option<String>,
    /// The slug in words.
    pub outcome: String,
    pub day: Day,
    /// Where it ended, which case it is, and what happened.
    details: String,
    answer_by: Day,
    /// Everything this party may have been asked, now or earlier.
    pub(super) known: Vec<Question>,
}

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Short,
    Full,
}

/// What it is about and when that was stand where the stars are.
const ABOUT: &str = "About the * search: *. Two lines are plenty; \"nothing\" is an answer.";
const MANNERS: &str = "Two lines are plenty; \"nothing\" is an answer. It is not about fault.";
const LETTERS: &str = "If one of these says it, send its letter:";
const CLOSING: &str = "No names, please: it goes into the hiring log. By * if you can.";
/// What letters of version 0.1 said around their questions.
const EARLIER: [&str; 5] = [
    "This is a short look back at *, from your side.",
    "Hi! This is a short look back at *, from your side.",
    "It takes about two minutes. A short answer is fine, and \"nothing\" is a fine answer too: this is to do better next time, not to find fault.",
    "Please leave out names and anything personal, yours or anybody else's: what you write is kept in the team's hiring log.",
    "Answer under the questions or above them, whichever is easier.",
];
/// A short letter has fewer words, without its subject and mark.
const MOST_WORDS: usize = 99;
/// So many balls are offered.
pub const MOST_BALLS: usize = 3;

impl Message {
    pub fn new(
        entry: &Entry,
        party: Party,
        questions: &Questions<'_>,
        balls: &[&DroppedBall],
        today: Day,
    ) -> Self {
        let post_mortem = &entry.post_mortem;
        let vocabulary = questions.vocabulary();
        let dropped_by_others: Vec<&str> = post_mortem
            .by_party()
            .filter(|(other, _)| *other != party)
            .flat_map(|(_, section)| section.dropped.iter().map(String::as_str))
            .collect();
        let stage = post_mortem.stage.as_deref();
        let mut asked = questions.choose(party, stage, &post_mortem.outcome, &dropped_by_others);
        let closing = [
            questions.dropped_question(party),
            questions.next_question(party),
        ];
        asked.extend(closing.into_iter().flatten().cloned());
        let role = post_mortem.role.as_deref().map(one_line);
        // The candidate is told nothing that the team wrote down.
        let is_inside = party != Party::Candidate;
        let balls = if is_inside { balls } else { &[] };
        let balls: Vec<_> = balls.iter().take(MOST_BALLS).collect();
        Self {
            mark: Mark {
                id: entry.id.to_string(),
                party,
                balls: balls.iter().map(|ball| ball.slug.clone()).collect(),
            },
            balls: balls.iter().map(|ball| said(ball)).collect(),
            role: role.filter(|role| !role.is_empty()),
            outcome: vocabulary.outcome_slug(&post_mortem.outcome).replace('-', " "),
            day: post_mortem.date,
            details: if is_inside { details(entry) } else { String::new() },
            answer_by: working_days_after(today, 4),
            known: asked.iter().chain(questions.of_party(party)).cloned().collect(),
            questions: asked,
        }
    }

    pub fn subject(&self, length: Length) -> String {
        let about = self.role.as_deref().unwrap_or("A recent search");
        let count = match self.asked(length).len() {
            1 => "one question".to_owned(),
            2 => "two questions".to_owned(),
            count => format!("{count} questions"),
        };
        if self.mark.party == Party::Candidate {
            return format!("{about}: {count}");
        }
        format!("{about}, {}, {}: {count}", self.outcome, self.day.spoken())
    }

    /// The questions in the order of their numbers.
    pub fn asked(&self, length: Length) -> &[Question] {
        let is_closing = |question: &Question| matches!(question.asks, Asks::Dropped | Asks::Next);
        let first = self.questions.iter().position(is_closing).unwrap_or(0);
        match length {
            Length::Full => &self.questions,
            Length::Short => &self.questions[first..],
        }
    }

    /// What its last line says. A full letter offers no balls.
    pub fn mark_of(&self, length: Length) -> Mark {
        let mut mark = self.mark.clone();
        if length == Length::Full {
            mark.balls.clear();
        }
        mark
    }

    /// The letter. Paragraphs are not wrapped: mail and chat do that themselves.
    pub fn text(&self, length: Length) -> String {
        let mut room = String::new();
        loop {
            let text = self.lines(length, &room).join("\n");
            let words = text.split_whitespace().count();
            // What happened is told as far as there is room for it.
            if !room.is_empty() || words <= MOST_WORDS || length == Length::Full {
                return format!("{text}\n\n{}\n", self.mark_of(length));
            }
            let details: Vec<&str> = self.details.split(' ').collect();
            let kept = details.len().saturating_sub(words - MOST_WORDS);
            room = format!("{}\u{2026}", details[..kept].join(" ").trim_end_matches(['.', ',', ':']));
        }
    }

    fn lines(&self, length: Length, details: &str) -> Vec<String> {
        let details = if details.is_empty() { self.details.as_str() } else { details };
        let about = match (&self.role, self.mark.party) {
            (Some(role), Party::Candidate) => format!("About the {role} search. {MANNERS}"),
            (None, Party::Candidate) => format!("About your search. {MANNERS}"),
            (role, _) => {
                let role = role.as_deref().unwrap_or("last");
                let details = if details.is_empty() { String::new() } else { format!(" {details}") };
                let ending = if details.ends_with(['.', '!', '?', '\u{2026}']) { "" } else { "." };
                format!(
                    "About the {role} search: {} on {}{details}{ending} {MANNERS}",
                    self.outcome,
                    self.day.spoken()
                )
            }
        };
        let mut lines = vec![about, String::new()];
        for (index, question) in self.asked(length).iter().enumerate() {
            lines.push(format!("{}. {}", index + 1, question.text));
        }
        if length == Length::Short && !self.balls.is_empty() {
            lines.extend([String::new(), LETTERS.to_owned()]);
            let letters = ('a'..).zip(&self.balls);
            lines.extend(letters.map(|(letter, ball)| format!("{letter}) {ball}")));
        }
        let closing = CLOSING.replace('*', &self.answer_by.spoken());
        lines.extend([String::new(), closing]);
        lines
    }

    /// What letters say besides their questions and balls, a sentence each; anything may
    /// stand where the stars are.
    pub(super) fn frame() -> impl Iterator<Item = &'static str> {
        let short = MANNERS.split_inclusive(". ").chain([LETTERS]);
        let short = short.chain(CLOSING.split_inclusive(". "));
        let about = [ABOUT, "About the * search.", "About your search."];
        short.chain(about).chain(EARLIER.iter().flat_map(|text| text.split_inclusive(". ")))
    }
}

/// What people call it.
pub fn said(ball: &DroppedBall) -> String {
    let first = ball.aliases.first().cloned();
    first.unwrap_or_else(|| ball.slug.replace('-', " "))
}

/// `(final loop, c-7f3k): took another offer`.
fn details(entry: &Entry) -> String {
    let post_mortem = &entry.post_mortem;
    let place: Vec<String> = [
        post_mortem.stage.as_deref().map(|stage| stage.replace('-', " ")),
        post_mortem.case.as_deref().map(one_line),
    ]
    .into_iter()
    .flatten()
    .filter(|text| !text.is_empty())
    .collect();
    let mut details = String::new();
    if !place.is_empty() {
        details = format!("({})", place.join(", "));
    }
    if let Some(tldr) = post_mortem.tldr.as_deref().map(one_line).filter(|tldr| !tldr.is_empty()) {
        details = format!("{details}: {tldr}").trim_start_matches(": ").to_owned();
    }
    details
}

fn working_days_after(today: Day, days: u64) -> Day {
    let mut day = today;
    let mut left = days;
    while left > 0 {
        day = day.plus_days(1);
        left -= u64::from(day.days_from_monday() < 5);
    }
    day
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The balls that a mark offers, or the letter where it names none.
pub(super) fn lettered(message: &Message, mark: Option<&Mark>, vocabulary: &Vocabulary) -> Vec<String> {
    let slugs = mark.map_or(&message.mark.balls, |mark| &mark.balls);
    slugs.iter().map(|slug| vocabulary.known(slug).slug.into_owned()).collect()
}
