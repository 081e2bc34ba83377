//! What to talk about, most pressing first: what came back after a commitment,
//! what recurs, what is dropped from several sides, the walls. Each with a
//! question to begin with.

use crate::model::{Party, Question};
use crate::patterns::{Ball, Level, Patterns, State, Wall};
use crate::vocabulary::Questions;

/// What a topic is about, by its place in the patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A ball that was dropped in the window after a commitment about it.
    CameBack(usize),
    /// A ball that recurs.
    Recurring(usize),
    /// A ball of a window too small to call anything: a count and no more.
    Counted(usize),
    /// A ball with its mirrors.
    Cluster(usize),
    Wall(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    pub subject: Subject,
    pub question: Option<Question>,
}

pub(super) fn topics(patterns: &Patterns, questions: &Questions<'_>) -> Vec<Topic> {
    let balls = |wanted: &dyn Fn(&Ball) -> bool, subject: fn(usize) -> Subject| {
        let found = patterns.balls.iter().enumerate();
        found
            .filter(|(_, ball)| ball.n() > 0 && wanted(ball))
            .map(|(position, ball)| Topic {
                subject: subject(position),
                question: questions.about_ball(&ball.slug, ball.party),
            })
            .collect::<Vec<_>>()
    };
    if patterns.too_few {
        return balls(&|_| true, Subject::Counted);
    }
    let came_back = |ball: &Ball| came_back(ball, patterns);
    let recurs = |ball: &Ball| ball.level == Level::Recurring && !came_back(ball);
    let mut topics = balls(&came_back, Subject::CameBack);
    topics.extend(balls(&recurs, Subject::Recurring));
    topics.extend(
        patterns
            .clusters
            .iter()
            .enumerate()
            .map(|(position, cluster)| {
                let of = |party: Party| {
                    let slug = |slug: &String| questions.about_ball(slug, party);
                    cluster.slugs.iter().find_map(slug)
                };
                Topic {
                    subject: Subject::Cluster(position),
                    // What the company can do before what a candidate could.
                    question: [Party::Manager, Party::Recruiter, Party::Candidate]
                        .into_iter()
                        .find_map(of),
                }
            }),
    );
    for (position, wall) in patterns.walls.iter().enumerate() {
        // A role that is a whole team, or the whole log, stands there once.
        let same = |other: &Wall| other.ids == wall.ids;
        if patterns.walls[..position].iter().any(same) {
            continue;
        }
        // Not the same question twice on a page, where there is another that fits.
        let asked = |question: &Question| {
            topics
                .iter()
                .any(|topic| topic.question.as_ref() == Some(question))
        };
        let fitting = questions.choose(wall.party, Some(&wall.stage), &wall.outcome, &[]);
        let best = wall.question(questions);
        let question = best
            .iter()
            .chain(&fitting)
            .find(|question| !asked(question));
        topics.push(Topic {
            subject: Subject::Wall(position),
            question: question.cloned().or(best),
        });
    }
    topics
}

/// Dropped in this window, after some commitment.
fn came_back(ball: &Ball, patterns: &Patterns) -> bool {
    let latest = ball.commitment.last_came_back;
    ball.commitment.state() == State::CameBack
        && latest.is_some_and(|day| patterns.window.contains(day))
}
