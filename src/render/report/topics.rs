//! What to talk about: each topic of the digest as a template lays it out.

use super::super::words::{UNDECLARED, asked, capital, kicker, sentences, share, wall_of};
use super::fitted::{name, prose};
use super::head::{dots, history};
use super::meeting::Meeting;
use crate::model::Party;
use crate::patterns::{Ball, Matter, Statement};
use serde_json::{Value, json};

/// Something to talk about.
pub(super) fn topic(statement: &Statement<'_>, meeting: &Meeting<'_>) -> Value {
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
    let question = statement.question.as_ref().map(|question| {
        json!({
            "party": question.party.as_str(), "ask": asked(question.party, keeper),
            "text": prose(&question.text),
        })
    });
    let losses = match statement.about {
        Matter::Wall(wall) => Some(dots(wall, meeting)),
        _ => None,
    };
    let party = statement.party();
    json!({
        // As in the JSON.
        "reason": statement.kind.as_str(), "kicker": kicker(statement.kind, meeting.digest),
        "name": called,
        // Whose ball it is; none where it is several parties'.
        "party": party.map(Party::as_str), "title": party.map(Party::title),
        "meaning": meaning,
        // `4 of 13`, and what it was in the window before.
        "figure": figure, "before": before,
        "sentences": sentences,
        // A promise, in the words of the section that makes it.
        "said": said,
        "question": question,
        // Of a ball, and of a wall.
        "history": statement.ball().and_then(|ball| history(ball, meeting)), "dots": losses,
    })
}

fn meaning(ball: &Ball, meeting: &Meeting<'_>) -> Option<String> {
    let vocabulary = meeting.questions.vocabulary();
    let known = vocabulary.ball(&ball.slug).filter(|_| ball.declared)?;
    Some(prose(&known.meaning)).filter(|meaning| !meaning.is_empty())
}

fn promise(ball: &Ball) -> Option<Value> {
    let latest = &ball.promises.latest.as_ref()?.promise;
    Some(json!({ "day": latest.day.spoken(), "words": prose(latest.words()?) }))
}
