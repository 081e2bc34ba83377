//! What is sent to one party about one post-mortem: two questions and three lettered balls,
//! or all the questions; and what of it is known again when it comes back quoted.

use super::mark::Mark;
use crate::model::{Asks, Day, DroppedBall, Entry, Party, Question, is_hidden};
use crate::vocabulary::{Questions, Vocabulary};
use std::borrow::Cow;

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
    /// Where it ended, and which case it is.
    place: String,
    /// What happened.
    tldr: String,
    answer_by: Day,
    /// Everything this party may have been asked, now or earlier.
    pub(super) known: Vec<Question>,
}

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterLength {
    Short,
    Full,
}

/// What it is about and when that was stand where the stars are.
const ABOUT: &str = "About the * search: *. Two lines are plenty; \"nothing\" is an answer.";
const ABOUT_NO_ROLE: &str =
    "About your last search: *. Two lines are plenty; \"nothing\" is an answer.";
pub(super) const MANNERS: &str =
    "Two lines are plenty; \"nothing\" is an answer. It is not about fault.";
const LETTERS: &str = "If one of these says it, send its letter:";
const CLOSING: &str = "No names: it goes into the hiring log. By * if you can.";
/// What letters of version 0.1 said around their questions.
const EARLIER: [&str; 5] = [
    "This is a short look back at *, from your side.",
    "Hi! This is a short look back at *, from your side.",
    "It takes about two minutes. A short answer is fine, and \"nothing\" is a fine answer too: this is to do better next time, not to find fault.",
    "Please leave out names and anything personal, yours or anybody else's: what you write is kept in the team's hiring log.",
    "Answer under the questions or above them, whichever is easier.",
];
/// How they asked what comes next.
pub(super) const EARLIER_NEXT: [&str; 2] = [
    "What will you do next time, and before which step?",
    "What will you do in your next search, and before which step?",
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
        let mut asked = questions.choose(party, post_mortem);
        let closing = [
            questions.of(party, Asks::Dropped),
            questions.of(party, Asks::Next),
        ];
        asked.extend(closing.into_iter().flatten().cloned());
        let role = post_mortem.role.as_deref().map(one_line);
        let tldr = post_mortem.tldr.as_deref().map(one_line);
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
            outcome: one_line(&vocabulary.outcome_slug(&post_mortem.outcome)).replace('-', " "),
            day: post_mortem.date,
            place: if is_inside {
                place(entry)
            } else {
                String::new()
            },
            tldr: tldr.filter(|_| is_inside).unwrap_or_default(),
            answer_by: working_days_after(today, 4),
            known: asked
                .iter()
                .chain(questions.of_party(party))
                .cloned()
                .collect(),
            questions: asked,
        }
    }

    pub fn subject(&self, length: LetterLength) -> String {
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
    pub fn asked(&self, length: LetterLength) -> &[Question] {
        let is_closing = |question: &Question| matches!(question.asks, Asks::Dropped | Asks::Next);
        let first = self.questions.iter().position(is_closing).unwrap_or(0);
        match length {
            LetterLength::Full => &self.questions,
            LetterLength::Short => &self.questions[first..],
        }
    }

    /// What its last line says. A full letter offers no balls.
    pub fn mark_of(&self, length: LetterLength) -> Mark {
        let mut mark = self.mark.clone();
        if length == LetterLength::Full {
            mark.balls.clear();
        }
        mark
    }

    /// The letter. Paragraphs are not wrapped: mail and chat do that themselves.
    pub fn text(&self, length: LetterLength) -> String {
        let whole = self.lines(length, &self.tldr);
        let words = whole.iter().flat_map(|line| line.split_whitespace());
        let is_word = |word: &&str| word.contains(char::is_alphabetic) && !word.ends_with(')');
        let excess = words.filter(is_word).count().saturating_sub(MOST_WORDS);
        let lines = if excess == 0 || length == LetterLength::Full {
            whole
        } else {
            // What happened is told as far as there is room for it.
            let told: Vec<&str> = self.tldr.split(' ').collect();
            let told = told[..told.len().saturating_sub(excess)].join(" ");
            self.lines(
                length,
                &if told.is_empty() {
                    told
                } else {
                    format!("{told} \u{2026}")
                },
            )
        };
        format!("{}\n\n{}\n", lines.join("\n"), self.mark_of(length))
    }

    fn lines(&self, length: LetterLength, tldr: &str) -> Vec<String> {
        let about = self.role.as_ref().map_or_else(
            || "your last search".to_owned(),
            |role| format!("the {role} search"),
        );
        let mut lines = vec![if self.mark.party == Party::Candidate {
            format!("About {about}. {MANNERS}")
        } else {
            let (outcome, day) = (&self.outcome, self.day.spoken());
            let told = if tldr.is_empty() {
                String::new()
            } else {
                format!(": {tldr}")
            };
            let stop = if tldr.ends_with(['.', '!', '?', '\u{2026}']) {
                ""
            } else {
                "."
            };
            format!(
                "About {about}: {outcome} on {day}{}{told}{stop} {MANNERS}",
                self.place
            )
        }];
        lines.push(String::new());
        for (index, question) in self.asked(length).iter().enumerate() {
            lines.push(format!("{}. {}", index + 1, question.text));
        }
        if length == LetterLength::Short && !self.balls.is_empty() {
            lines.extend([String::new(), LETTERS.to_owned()]);
            let letters = ('a'..).zip(&self.balls);
            lines.extend(letters.map(|(letter, ball)| format!("{letter}) {ball}")));
        }
        lines.extend([String::new(), self.closing()]);
        lines
    }

    /// Its first line: what happened.
    pub fn about(&self, length: LetterLength) -> String {
        self.text(length)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// Until when, and what to leave out.
    pub fn closing(&self) -> String {
        CLOSING.replace('*', &self.answer_by.spoken())
    }

    /// Whether a letter begins so; a mail client may have wrapped its first line.
    pub(super) fn begins(line: &str, next: &str) -> bool {
        let is_named = |line: &str| line.contains(" search");
        line.starts_with("About your last search")
            || (line.starts_with("About the ") && (is_named(line) || is_named(next)))
            || line.contains("short look back at")
    }

    /// What letters say besides their questions and balls, a sentence each; anything may
    /// stand where the stars are.
    pub(super) fn frame() -> impl Iterator<Item = &'static str> {
        let short = MANNERS.split_inclusive(". ").chain([LETTERS]);
        let short = short.chain(CLOSING.split_inclusive(". "));
        let about = [
            ABOUT,
            ABOUT_NO_ROLE,
            "About the * search.",
            "About your last search.",
        ];
        short
            .chain(about)
            .chain(EARLIER.iter().flat_map(|text| text.split_inclusive(". ")))
    }
}

/// What the party it is asked of says of itself, in the words of the vocabulary where it has
/// some in the first person.
pub fn said(ball: &DroppedBall) -> String {
    const MOST_WORDS: usize = 6;
    let own = ["i ", "my ", "we ", "our "].iter().find_map(|own| {
        let says = |alias: &&String| {
            alias.to_lowercase().starts_with(own) && alias.split(' ').count() <= MOST_WORDS
        };
        ball.aliases.iter().find(says)
    });
    let Some(words) = own else {
        let slug = || ball.slug.replace('-', " ");
        let name = ball.aliases.first().cloned().unwrap_or_else(slug);
        return format!("it was mine: {name}");
    };
    let words = format!(" {words} ").replace(" i ", " I ");
    words.trim().to_owned()
}

/// ` (final loop, c-7f3k)`.
fn place(entry: &Entry) -> String {
    let post_mortem = &entry.post_mortem;
    let stage = post_mortem.stage.as_deref();
    let parts = [
        stage.map(|stage| one_line(stage).replace('-', " ")),
        post_mortem.case.as_deref().map(one_line),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(", "))
    }
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

/// On one line, without what would steer the terminal or the client that shows it.
pub(super) fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|letter| !is_hidden(*letter)).collect()
}

/// The slugs of the balls that a mark offers, or the letter where there is none.
pub(super) fn lettered(
    message: &Message,
    mark: Option<&Mark>,
    vocabulary: &Vocabulary,
) -> Vec<String> {
    let slugs = mark.map_or(&message.mark.balls, |mark| &mark.balls);
    let known = slugs.iter().map(|slug| vocabulary.known(slug).slug);
    known.map(Cow::into_owned).collect()
}

/// What a letter calls the ball of a slug, and what others called it: people's own words
/// for it, as they stood in a letter of another day.
pub(super) fn words_of(slug: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let ball = vocabulary.ball(slug);
    ball.map_or_else(
        || vec![slug.replace('-', " ")],
        |ball| {
            std::iter::once(said(ball))
                .chain(ball.aliases.clone())
                .collect()
        },
    )
}
