//! An application that ended -> what is written down of it.

use super::application::Application;
use super::outcome::OutcomeJudge;
use super::record::visible;
use crate::model::{Day, Party, PostMortem, Text, folded_words};

/// A post-mortem whose sections are open, and what to write beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    pub post_mortem: PostMortem,
    /// The system's reasons. They may be anybody's words until it is known how often they
    /// occur.
    pub labels: Vec<String>,
    pub hint: Option<Hint>,
    /// The system's name of a stage that stands for none of the log's.
    pub unmapped: Option<String>,
}

/// A dropped ball that a label hints at: a suggestion, never counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub party: Party,
    pub ball: String,
}

/// No role or team has a longer name; what is longer is something else.
const LONGEST_NAME: usize = 200;

impl OutcomeJudge<'_> {
    /// What is written down of an application that ended.
    ///
    /// # Errors
    /// Its role or team is too long to be one.
    pub fn skeleton(
        &self,
        application: &Application,
        outcome: &str,
        day: Day,
    ) -> Result<Skeleton, String> {
        let mut post_mortem = PostMortem::new(day, outcome);
        post_mortem.role = name("role", application.role.as_deref())?.map(Text::from);
        post_mortem.team = name("team", application.team.as_deref())?.map(Text::from);
        let (stage, unmapped) = self.stage(application, outcome);
        post_mortem.stage = stage.map(Text::from);
        let mut labels: Vec<String> = Vec::new();
        for label in &application.labels {
            let label = visible(label);
            if folded_words(&label) != folded_words(outcome) && !labels.contains(&label) {
                labels.push(label);
            }
        }
        let hint = application
            .labels
            .iter()
            .find_map(|label| self.words.hint(label))
            .and_then(|slug| self.vocabulary.ball(slug))
            .filter(|ball| !self.vocabulary.hides(&ball.slug))
            .map(|ball| Hint {
                party: ball.party,
                ball: ball.slug.clone(),
            });
        Ok(Skeleton {
            post_mortem,
            labels,
            hint,
            unmapped,
        })
    }

    /// By the team's own table, then by the vocabulary, then by words in the name;
    /// where nothing is known, by the outcome alone.
    fn stage(&self, application: &Application, outcome: &str) -> (Option<String>, Option<String>) {
        let slug = |stage: &str| self.vocabulary.stage(stage).map(|stage| stage.slug.clone());
        let known = |name: &str| match self.team.stage(name) {
            Some("") => Some(None),
            Some(stage) => Some(slug(stage)),
            None => slug(name)
                .or_else(|| slug(self.words.stage(name)?))
                .map(Some),
        };
        let name = application.stage.as_deref().filter(|name| !name.is_empty());
        let known = name.and_then(known);
        let outcome = self.vocabulary.outcome(outcome);
        let preset = outcome.and_then(|outcome| slug(outcome.stage.as_deref()?));
        if let Some(known) = known {
            let rank = |stage: &Option<String>| self.vocabulary.stage_rank(stage.as_deref()?);
            // Who declines an offer got as far as the offer, wherever they were kept.
            let further = known.is_some() && rank(&known) < rank(&preset);
            return (if further { preset } else { known }, None);
        }
        let unmapped = match preset {
            Some(_) => None,
            None => name.map(visible),
        };
        (preset, unmapped)
    }
}

/// A name on one line.
fn name(field: &str, text: Option<&str>) -> Result<Option<String>, String> {
    let Some(text) = text else {
        return Ok(None);
    };
    let text = visible(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length > LONGEST_NAME {
        return Err(format!(
            "its {field} has {length} characters; more than {LONGEST_NAME} is no name"
        ));
    }
    Ok((!name.is_empty()).then_some(name))
}
