//! Questions to take into the room: one for each dropped ball, so that it is not
//! dropped again. They look ahead, where the questions of a post-mortem look back.

use crate::model::{DroppedBall, Party, read_template};
use serde::Deserialize;

/// The built-in ones, from `templates/brief.toml`, as the party that keeps the log alone asks
/// them, where one does.
#[derive(Debug, Clone)]
pub struct Before {
    questions: Vec<BriefQuestion>,
    keeper: Option<Party>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BriefQuestions {
    #[serde(rename = "schema")]
    _schema: i64,
    question: Vec<BriefQuestion>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct BriefQuestion {
    ball: Option<String>,
    party: Option<Party>,
    text: String,
    /// The same, where the candidate asks it alone.
    alone: Option<String>,
}

impl Before {
    pub fn new(keeper: Option<Party>) -> Self {
        let built_in: BriefQuestions = read_template(include_str!("../../templates/brief.toml"));
        let questions = built_in.question;
        Self { questions, keeper }
    }

    fn text(&self, is_it: impl Fn(&BriefQuestion) -> bool) -> Option<String> {
        let question = self.questions.iter().find(|one| is_it(one))?;
        let alone = question.alone.as_ref().filter(|_| self.keeper.is_some());
        Some(alone.unwrap_or(&question.text).clone())
    }

    /// For a party that has dropped nothing.
    pub fn of_party(&self, party: Party) -> String {
        let text = self.text(|one| one.party == Some(party) && one.ball.is_none());
        text.unwrap_or_default()
    }

    /// About a ball; `ball` is its declaration, where there is one. Where nobody
    /// wrote a question, its meaning is asked about.
    pub fn about(&self, slug: &str, ball: Option<&DroppedBall>) -> String {
        if let Some(text) = self.text(|one| one.ball.as_deref() == Some(slug)) {
            return text;
        }
        let meaning = ball.map(|ball| ball.meaning.trim());
        match meaning.filter(|meaning| !meaning.is_empty()) {
            Some(meaning) => format!("What keeps this from happening again: {meaning}"),
            None => format!(
                "What keeps this from happening again: {}?",
                slug.replace('-', " ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{TeamWords, Vocabulary};

    #[test]
    fn every_built_in_ball_and_every_party_has_one_that_fits_on_a_line() {
        let (before, vocabulary) = (Before::new(None), Vocabulary::new(TeamWords::default()));
        for ball in vocabulary.balls.iter() {
            let text = before.text(|one| one.ball.as_ref() == Some(&ball.slug));
            let text = text.unwrap_or_else(|| panic!("nothing to ask about {}", ball.slug));
            assert!(text.chars().count() <= 69, "{text}");
            assert!(text.contains('?'), "{text}");
        }
        let about_balls = before.questions.iter().filter(|one| one.ball.is_some());
        assert_eq!(about_balls.count(), vocabulary.balls.len());
        for party in Party::ALL {
            assert!(before.of_party(party).ends_with('?'));
        }
    }

    #[test]
    fn a_team_s_own_ball_is_asked_about_by_its_meaning() {
        let before = Before::new(None);
        let mut ball = Vocabulary::new(TeamWords::default()).balls[0].clone();
        ball.meaning = "The corridor was cold.".to_owned();
        assert_eq!(
            before.about("corridor-cold", Some(&ball)),
            "What keeps this from happening again: The corridor was cold."
        );
        assert_eq!(
            before.about("corridor-cold", None),
            "What keeps this from happening again: corridor cold?"
        );
    }
}
