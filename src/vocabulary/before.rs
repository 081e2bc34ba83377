//! Questions to take into the room: one for each dropped ball, so that it is not
//! dropped again. They look ahead, where the questions of a post-mortem look back.

use crate::model::{DroppedBall, Party, read_template};
use serde::Deserialize;
use std::collections::HashMap;

/// The built-in ones, from `templates/brief.toml`.
#[derive(Debug, Clone)]
pub struct Before {
    by_ball: HashMap<String, String>,
    /// For a party that has dropped nothing.
    by_party: HashMap<Party, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BriefQuestions {
    #[serde(rename = "schema")]
    _schema: i64,
    question: Vec<BriefQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BriefQuestion {
    ball: Option<String>,
    party: Option<Party>,
    text: String,
    /// The same, where the candidate asks it alone.
    alone: Option<String>,
}

impl Before {
    /// As the party that keeps the log alone asks them, where one does.
    pub fn new(keeper: Option<Party>) -> Self {
        let built_in: BriefQuestions = read_template(include_str!("../../templates/brief.toml"));
        let mut before = Self {
            by_ball: HashMap::new(),
            by_party: HashMap::new(),
        };
        for question in built_in.question {
            let alone = question.alone.filter(|_| keeper.is_some());
            let text = alone.unwrap_or(question.text);
            match (question.ball, question.party) {
                (Some(ball), _) => before.by_ball.insert(ball, text),
                (None, Some(party)) => before.by_party.insert(party, text),
                (None, None) => None,
            };
        }
        before
    }

    /// For a party that has dropped nothing.
    pub fn of_party(&self, party: Party) -> &str {
        self.by_party.get(&party).map_or("", String::as_str)
    }

    /// About a ball; `ball` is its declaration, where there is one. Where nobody
    /// wrote a question, its meaning is asked about.
    pub fn about(&self, slug: &str, ball: Option<&DroppedBall>) -> String {
        if let Some(text) = self.by_ball.get(slug) {
            return text.clone();
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
        for ball in &vocabulary.balls {
            let text = before.by_ball.get(&ball.slug);
            let text = text.unwrap_or_else(|| panic!("nothing to ask about {}", ball.slug));
            assert!(text.chars().count() <= 69, "{text}");
            assert!(text.contains('?'), "{text}");
        }
        assert_eq!(
            before.by_ball.len(),
            vocabulary.balls.len(),
            "each is about a ball"
        );
        for party in Party::ALL {
            assert!(before.of_party(party).ends_with('?'));
        }
    }

    #[test]
    fn a_team_s_own_ball_is_asked_about_by_its_meaning() {
        let before = Before::new(None);
        let mut ball = Vocabulary::new(TeamWords::default()).balls.remove(0);
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
