//! How an application ended, as far as its export says. What it does not say is
//! reported as unclear, never guessed.

use super::application::{Application, DecidedBy, OfferAnswer, Status};
use super::record::visible;
use super::words::{ImportWords, Meaning, TeamLabels};
use crate::model::{Day, spelled};
use crate::vocabulary::Vocabulary;

/// What an application is to a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationEnd {
    Ended {
        /// A slug of the vocabulary.
        outcome: String,
        day: Day,
    },
    Skip(Skip),
    /// Why that is not clear, and the label that the team could explain.
    Unclear {
        why: String,
        label: Option<String>,
    },
}

spelled! {
    /// Why there is nothing to look back on.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Skip {
        Active = "still active",
        Lead = "never applied",
        Private = "private there",
        Duplicate = "duplicate",
        Spam = "spam or test",
        RoleClosed = "role-closed",
        LeftOut = "left out by [import.outcomes]",
        NotAsked = "outside of --since or --only",
        /// A later row of the same application counts.
        Passed = "another row of the same",
        There = "imported before",
    }
}

/// The words that say an outcome: the exports', the team's, the log's.
pub struct OutcomeJudge<'a> {
    pub words: &'a ImportWords,
    pub team: &'a TeamLabels,
    pub vocabulary: &'a Vocabulary,
}

impl OutcomeJudge<'_> {
    /// The first of these that holds: hired, or an offer accepted; an offer
    /// declined; contact lost; the role closed; the side that said no. The team's
    /// own reading of a label comes before all that labels say.
    ///
    /// # Errors
    /// It ended, and no day can be read.
    pub fn verdict(&self, application: &Application) -> Result<ApplicationEnd, String> {
        let offer = application.offer;
        let answered = |answer| offer.filter(|offer| offer.answer == answer);
        match &application.status {
            Status::Lead => return Ok(ApplicationEnd::Skip(Skip::Lead)),
            Status::Private => return Ok(ApplicationEnd::Skip(Skip::Private)),
            Status::Unknown => {
                return Ok(unclear("its status is none that is known here".to_owned()));
            }
            _ => {}
        }
        if let Some(outcome) = self.by_the_team(application) {
            return match outcome {
                "" => Ok(ApplicationEnd::Skip(Skip::LeftOut)),
                outcome => ended(outcome, application.ended, application),
            };
        }
        let meanings = self.meanings(application);
        match application.status {
            Status::Active => {
                return match answered(OfferAnswer::Accepted) {
                    Some(offer) => ended("accepted", offer.day.or(application.ended), application),
                    None => Ok(ApplicationEnd::Skip(Skip::Active)),
                };
            }
            Status::Hired if meanings.contains(&Some(Meaning::Outcome("reneged"))) => {
                return ended("reneged", application.ended, application);
            }
            Status::Hired if meanings.iter().flatten().any(is_no_hire) => {
                return Ok(self.cannot_tell(application));
            }
            Status::Hired => {
                let day = answered(OfferAnswer::Accepted).and_then(|offer| offer.day);
                return ended("accepted", day.or(application.ended), application);
            }
            _ => {}
        }
        for (meaning, skip) in [
            (Meaning::Duplicate, Skip::Duplicate),
            (Meaning::Spam, Skip::Spam),
        ] {
            if meanings.contains(&Some(meaning)) {
                return Ok(ApplicationEnd::Skip(skip));
            }
        }
        if answered(OfferAnswer::Accepted).is_some() {
            let why = "the offer was accepted and the application closed afterwards; if they did not start, write it: hirelog new --outcome reneged";
            return Ok(unclear(why.to_owned()));
        }
        if let Some(offer) = answered(OfferAnswer::Declined) {
            return ended(
                "offer-declined",
                offer.day.or(application.ended),
                application,
            );
        }
        let is_active = !meanings.is_empty()
            && meanings
                .iter()
                .all(|meaning| *meaning == Some(Meaning::Active));
        if is_active && application.decided_by == DecidedBy::Unknown {
            return Ok(ApplicationEnd::Skip(Skip::Active));
        }
        match self.by_label_or_decision(application, &meanings) {
            Some(outcome) => ended(outcome, application.ended, application),
            None => Ok(self.cannot_tell(application)),
        }
    }

    fn meanings(&self, application: &Application) -> Vec<Option<Meaning<'_>>> {
        let labels = application.labels.iter();
        labels.map(|label| self.words.meaning(label)).collect()
    }

    fn by_the_team(&self, application: &Application) -> Option<&str> {
        // A status that is over gives way to a reason that says how.
        let says_how = |label| matches!(self.words.meaning(label), Some(Meaning::Outcome(_)));
        let is_said = application.labels.iter().any(|label| says_how(label));
        let over = application.over.iter().filter(|_| !is_said);
        let mut labels = application.labels.iter().chain(over);
        let outcome = labels.find_map(|label| self.team.outcome(label))?;
        match self.vocabulary.outcome(outcome) {
            Some(outcome) => Some(&outcome.slug),
            None => outcome.is_empty().then_some(""),
        }
    }

    /// By what labels say whoever decided; else by the side; else by the rest of them.
    fn by_label_or_decision(
        &self,
        application: &Application,
        meanings: &[Option<Meaning<'_>>],
    ) -> Option<&str> {
        let says = |outcome: &str| {
            let meant = |meaning: &Option<Meaning<'_>>| matches!(meaning, Some(Meaning::Outcome(meant)) if *meant == outcome);
            meanings.iter().any(meant)
        };
        let whoever_decided = [
            "offer-declined",
            "unresponsive",
            "role-closed",
            "accepted",
            "reneged",
        ];
        let outcome = whoever_decided.into_iter().find(|outcome| says(outcome));
        if meanings.contains(&Some(Meaning::Unclear)) {
            return None;
        }
        let decided = match application.decided_by {
            DecidedBy::Candidate => Some("withdrew"),
            DecidedBy::Company => Some("rejected"),
            DecidedBy::Unknown => match (says("withdrew"), says("rejected")) {
                (true, true) => return outcome,
                (true, false) => Some("withdrew"),
                (false, true) => Some("rejected"),
                (false, false) => None,
            },
        };
        let of_the_log = || {
            let mut labels = application.labels.iter();
            let outcome = labels.find_map(|label| self.vocabulary.outcome(label))?;
            Some(outcome.slug.as_str())
        };
        let is_over = || {
            meanings
                .contains(&Some(Meaning::Over))
                .then_some("rejected")
        };
        outcome.or(decided).or_else(of_the_log).or_else(is_over)
    }

    fn cannot_tell(&self, application: &Application) -> ApplicationEnd {
        match application.labels.first() {
            Some(label) => ApplicationEnd::Unclear {
                why: "its reason does not say how it ended".to_owned(),
                label: Some(visible(label)),
            },
            None => unclear("no reason is given, so nothing says who said no".to_owned()),
        }
    }
}

/// What is not said of somebody who was hired, and stayed. Why they were chosen can read as
/// why others were not.
fn is_no_hire(meaning: &Meaning<'_>) -> bool {
    match meaning {
        Meaning::Outcome(outcome) => !["accepted", "rejected"].contains(outcome),
        other => matches!(other, Meaning::Over | Meaning::Unclear | Meaning::Spam),
    }
}

fn unclear(why: String) -> ApplicationEnd {
    ApplicationEnd::Unclear { why, label: None }
}

fn ended(
    outcome: &str,
    day: Option<Day>,
    application: &Application,
) -> Result<ApplicationEnd, String> {
    let outcome = outcome.to_owned();
    match (day, &application.no_day) {
        (Some(day), _) => Ok(ApplicationEnd::Ended { outcome, day }),
        (None, Some(why)) => Err(why.clone()),
        (None, None) if outcome == "accepted" => Ok(unclear(
            "nothing says on which day the offer was accepted (--offers FILE, or a column of that day)"
                .to_owned(),
        )),
        (None, None) => Err("nothing says on which day it ended".to_owned()),
    }
}
