//! A party's questions as a short letter: to paste into mail or chat, and to be
//! known again when it comes back quoted.

use crate::model::{Entry, Party, Question};
use crate::vocabulary::Questions;

/// What is sent to one party about one post-mortem.
#[derive(Debug, Clone)]
pub struct Message {
    id: String,
    pub party: Party,
    /// In the order in which they are numbered; the last asks what comes next.
    pub questions: Vec<Question>,
    /// The role and the day.
    about: String,
    /// Everything this party may have been asked, now or earlier.
    pub(super) known: Vec<Question>,
}

/// What it is about stands where the star is.
const ABOUT: &str = "This is a short look back at *, from your side.";
const TIME: &str = "It takes about two minutes. A short answer is fine, and \"nothing\" is a fine answer too: this is to do better next time, not to find fault.";
const CLOSING: &str = "Please leave out names and anything personal, yours or anybody else's: what you write is kept in the team's hiring log. Answer under the questions or above them, whichever is easier.";

impl Message {
    pub fn new(entry: &Entry, party: Party, questions: &Questions<'_>) -> Self {
        let post_mortem = &entry.post_mortem;
        let dropped_by_others: Vec<&str> = post_mortem
            .by_party()
            .filter(|(other, _)| *other != party)
            .flat_map(|(_, section)| section.balls().iter().map(String::as_str))
            .collect();
        let stage = post_mortem.stage.as_deref();
        let mut asked = questions.choose(party, stage, &post_mortem.outcome, &dropped_by_others);
        let closing = [
            questions.dropped_question(party),
            questions.next_question(party),
        ];
        asked.extend(closing.into_iter().flatten().cloned());
        let role = post_mortem
            .role
            .as_deref()
            .map(one_line)
            .filter(|role| !role.is_empty());
        let about = role.map_or_else(
            || "a recent hiring process".to_owned(),
            |role| format!("the {role} role"),
        );
        let date = post_mortem.date.spoken();
        Self {
            id: entry.id.to_string(),
            party,
            about: format!("{about} ({date})"),
            known: asked
                .iter()
                .chain(questions.of_party(party))
                .cloned()
                .collect(),
            questions: asked,
        }
    }

    /// The letter. Paragraphs are not wrapped: mail and chat do that themselves.
    pub fn text(&self) -> String {
        let about = ABOUT.replace('*', &self.about);
        let mut lines = vec![format!("Hi! {about}"), TIME.to_owned(), String::new()];
        for (index, question) in self.questions.iter().enumerate() {
            lines.push(format!("{}. {}", index + 1, question.text));
        }
        lines.extend([String::new(), CLOSING.to_owned(), self.marker()]);
        lines.join("\n") + "\n"
    }

    /// What the last line of the letter is, by which a reply is matched.
    pub fn marker(&self) -> String {
        format!("[{} {}]", self.id, self.party)
    }

    /// What the letter says besides its questions, a sentence each.
    pub(super) fn frame(&self) -> Vec<String> {
        let marker = self.marker();
        [ABOUT, &format!("Hi! {ABOUT}"), &marker]
            .into_iter()
            .chain(TIME.split_inclusive('.'))
            .chain(CLOSING.split_inclusive('.'))
            .map(str::to_owned)
            .collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
