//! What to talk about: of everything that might be, the three strongest things, each
//! with a question to begin with.

use super::ball::{Ball, Level, Trend};
use super::change::Verdict;
use super::counts::Patterns;
use super::share::Share;
use super::statement::{Claim, Matter, Statement};
use super::wall::Wall;
use crate::model::{Party, Question};
use crate::vocabulary::Questions;

/// Nobody discusses more things than this in half an hour.
pub const TOPICS: usize = 3;

/// For whoever keeps the log, the own balls come first.
pub(super) fn own_first<'p>(
    keeper: Option<Party>,
    balls: impl Iterator<Item = &'p Ball>,
) -> Vec<&'p Ball> {
    let mut balls: Vec<&Ball> = balls.collect();
    if let Some(keeper) = keeper {
        balls.sort_by_key(|ball| ball.party != keeper);
    }
    balls
}

/// The strongest first: an event, more often, a wall, recurring with no promise,
/// recurring with one that is no less. A ball is one thing to talk about, whatever
/// there is to say of it; so are walls of the same post-mortems.
pub(super) fn topics<'p>(
    patterns: &'p Patterns,
    questions: Option<&Questions<'_>>,
) -> Vec<Statement<'p>> {
    // Whoever keeps the log alone can promise and ask for nobody else.
    let is_own = |ball: &&Ball| patterns.keeper.is_none_or(|keeper| keeper == ball.party);
    let dropped = patterns.balls.iter().filter(|ball| ball.n() > 0);
    let dropped: Vec<&Ball> = dropped.filter(is_own).collect();
    let of = |kind: Claim, is: &dyn Fn(&Ball) -> bool| -> Vec<(Claim, Matter<'p>)> {
        let balls = dropped.iter().filter(|ball| is(ball));
        balls.map(|ball| (kind, Matter::Ball(ball))).collect()
    };
    let recurs = |ball: &Ball| !patterns.too_few && ball.level == Level::Recurring;
    let mut candidates = of(Claim::Event, &|ball| ball.promises.event.is_some());
    candidates.extend(of(Claim::MoreOften, &|ball| ball.trend == Trend::Rising));
    let walls = patterns.runs().filter(|wall| wall.is_wall());
    candidates.extend(walls.map(|wall| (Claim::Wall, Matter::Wall(wall))));
    candidates.extend(of(Claim::NoPromise, &|ball| {
        recurs(ball) && ball.promises.latest.is_none()
    }));
    candidates.extend(of(Claim::NoLess, &|ball| {
        recurs(ball) && ball.promises.verdict() == Some(Verdict::NoLess)
    }));
    let mut topics: Vec<Statement<'p>> = Vec::new();
    for (kind, about) in candidates {
        let is_same = |topic: &Statement<'_>| match (topic.about, about) {
            (Matter::Ball(one), Matter::Ball(other)) => std::ptr::eq(one, other),
            (Matter::Wall(one), Matter::Wall(other)) => one.ids == other.ids,
            _ => false,
        };
        if topics.len() < TOPICS && !topics.iter().any(is_same) {
            let (figures, question) = match about {
                Matter::Ball(ball) => {
                    let ask = |it: &Questions<'_>| it.about_ball(&ball.slug, ball.party);
                    let question = questions.and_then(ask);
                    (ball.share(), question.filter(|one| !is_asked(one, &topics)))
                }
                Matter::Wall(wall) => {
                    let whom = patterns.keeper.unwrap_or(wall.party);
                    let ask = |it: &Questions<'_>| about_wall(wall, whom, &topics, it);
                    let figures = Share::new(wall.length(), wall.length());
                    (figures, questions.and_then(ask))
                }
                _ => continue,
            };
            topics.push(Statement {
                kind,
                about,
                figures,
                question,
            });
        }
    }
    topics
}

/// Not the same question twice on a page, where there is another that fits.
fn about_wall(
    wall: &Wall,
    whom: Party,
    topics: &[Statement<'_>],
    questions: &Questions<'_>,
) -> Option<Question> {
    let best = wall.question_to(whom, questions);
    let fitting = questions.at_stage(whom, &wall.stage, &wall.outcome);
    let mut candidates = best.into_iter().chain(fitting);
    candidates.find(|question| !is_asked(question, topics))
}

/// Of the same party in the same words.
fn is_asked(question: &Question, topics: &[Statement<'_>]) -> bool {
    let mut asked = topics.iter().filter_map(|one| one.question.as_ref());
    asked.any(|one| (one.party, &one.text) == (question.party, &question.text))
}
