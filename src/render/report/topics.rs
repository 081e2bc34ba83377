//! What to talk about: each topic of the digest as a template lays it out.

use super::super::words::{UNDECLARED, asked, capital, kicker, sentences, share, wall_of};
use super::fitted::{name, prose};
use super::head::{WallDots, dots, history};
use super::meeting::Meeting;
use crate::model::Question;
use crate::patterns::{Ball, Matter, Statement};
use serde::Serialize;
use serde_json::{Value, json};

/// Something to talk about.
#[derive(Serialize)]
pub(super) struct Topic {
    /// As in the JSON.
    pub reason: &'static str,
    pub kicker: String,
    pub name: String,
    /// Whose ball it is; `None` where it is several parties'.
    pub party: Option<&'static str>,
    pub title: Option<&'static str>,
    pub meaning: Option<String>,
    /// `4 of 13`, and what it was in the window before.
    pub figure: String,
    pub before: Option<String>,
    pub sentences: Vec<String>,
    /// A promise, in the words of the section that makes it.
    pub said: Option<Value>,
    pub question: Option<Asking>,
    /// Of a ball.
    pub history: Option<Value>,
    /// Of a wall.
    pub dots: Option<WallDots>,
}

#[derive(Serialize)]
pub(super) struct Asking {
    pub party: &'static str,
    /// `Ask the recruiter`.
    pub ask: String,
    pub text: String,
}

pub(super) fn topic(statement: &Statement<'_>, meeting: &Meeting<'_>) -> Topic {
    let mut sentences = sentences(statement, meeting.digest, name);
    let (mut meaning, mut before, mut said) = (None, None, None);
    let (called, figure) = match statement.about {
        Matter::Ball(ball) => {
            meaning = self::meaning(ball, meeting);
            if !ball.declared {
                sentences.insert(0, capital(UNDECLARED) + ".");
            }
            before = (ball.was_of > 0).then(|| share(ball.was(), ball.was_of));
            said = promise(ball);
            (name(&ball.slug), share(ball.n(), ball.of))
        }
        Matter::Wall(wall) => (
            format!("{}, at {}", wall_of(wall, name), name(&wall.stage)),
            format!("{} in a row", wall.length()),
        ),
        _ => Default::default(),
    };
    let keeper = meeting.digest.keeper;
    let asking = |question: &Question| Asking {
        party: question.party.as_str(),
        ask: asked(question.party, keeper),
        text: prose(&question.text),
    };
    let party = statement.party();
    Topic {
        reason: statement.kind.as_str(),
        kicker: kicker(statement.kind, meeting.digest),
        name: called,
        party: party.map(|party| party.as_str()),
        title: party.map(|party| party.title()),
        meaning,
        figure,
        before,
        sentences,
        said,
        question: statement.question.as_ref().map(asking),
        history: statement.ball().and_then(|ball| history(ball, meeting)),
        dots: match statement.about {
            Matter::Wall(wall) => Some(dots(wall, meeting)),
            _ => None,
        },
    }
}

fn meaning(ball: &Ball, meeting: &Meeting<'_>) -> Option<String> {
    let vocabulary = meeting.questions.vocabulary();
    let known = vocabulary.ball(&ball.slug).filter(|_| ball.declared)?;
    Some(prose(&known.meaning)).filter(|meaning| !meaning.is_empty())
}

fn promise(ball: &Ball) -> Option<Value> {
    let latest = &ball.promises.latest.as_ref()?.promise;
    Some(json!({ "day": latest.day.spoken(), "words": prose(&latest.text) }))
}
