//! What is said of a log, in which order, and from how much on: decided here,
//! once. Table, Markdown, HTML and brief take their statements from a digest and
//! draw them; what it does not say, no page says. A statement holds what it is
//! about, its figures and its question; the sentences are the word book's.

use super::balance::Balance;
use super::ball::{Ball, Level};
use super::brief::Brief;
use super::cluster::Cluster;
use super::counts::{Patterns, Unwritten};
use super::priorities::Priorities;
use super::sample::Sample;
use super::statement::{Claim, Figures, Matter, Statement};
use super::wall::Wall;
use crate::model::{Party, Question};
use crate::vocabulary::Questions;

/// No page has room for more things to talk about than this.
pub const TOPICS: usize = 12;

/// Fewer post-mortems than this are few, and said to be.
const FEW: usize = 30;

/// Everything that is said, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest<'p> {
    pub sample: Sample,
    /// The party that keeps the log for itself, where one does: what is said is
    /// about the reader then.
    pub keeper: Option<Party>,
    pub statements: Vec<Statement<'p>>,
}

impl<'p> Digest<'p> {
    /// Without questions nothing is asked.
    pub fn of(
        patterns: &'p Patterns,
        questions: Option<&Questions<'_>>,
        keeper: Option<Party>,
    ) -> Self {
        let mut digest = Self::new(patterns.post_mortems, keeper);
        digest.honest_mismatches(patterns);
        digest.size(patterns.post_mortems);
        digest.balance(&patterns.balance, patterns.post_mortems);
        if keeper.is_some() {
            digest.walls(&patterns.walls, questions);
        }
        digest.dropped(patterns, questions);
        if keeper.is_none() {
            digest.walls(&patterns.walls, questions);
        }
        digest.priorities(&patterns.priorities);
        digest.quiet(&patterns.balls);
        digest.unfinished(&patterns.unfinished);
        digest
    }

    /// What a brief may say beside its promises and questions. Its balls are
    /// counted and not called: on the way into a room nothing has to recur.
    pub fn of_brief(brief: &'p Brief) -> Self {
        let mut digest = Self::new(brief.ids.len(), None);
        digest.size(brief.ids.len());
        for again in &brief.again {
            digest.ball(Claim::Counted, &again.ball, None);
        }
        if brief.again.is_empty() && !brief.ids.is_empty() {
            digest.log(Claim::NoneDropped, brief.ids.len());
        }
        digest.priorities(&brief.priorities);
        digest.walls(&brief.walls, None);
        digest
    }

    const fn new(post_mortems: usize, keeper: Option<Party>) -> Self {
        Self {
            sample: Sample::of(post_mortems),
            keeper,
            statements: Vec::new(),
        }
    }

    /// The statements of one kind, in order.
    pub fn all(&self, kind: Claim) -> impl Iterator<Item = &Statement<'p>> {
        let statements = self.statements.iter();
        statements.filter(move |statement| statement.kind == kind)
    }

    pub fn says(&self, kind: Claim) -> bool {
        self.all(kind).next().is_some()
    }

    pub fn balls(&self, kind: Claim) -> impl Iterator<Item = &'p Ball> {
        self.all(kind).filter_map(Statement::ball)
    }

    /// What to talk about, most pressing first.
    pub fn topics(&self) -> impl Iterator<Item = &Statement<'p>> {
        let statements = self.statements.iter();
        statements.filter(|statement| statement.kind.is_topic())
    }

    /// Statements of one kind that follow each other.
    pub fn groups(&self) -> impl Iterator<Item = &[Statement<'p>]> {
        self.statements.chunk_by(|one, next| one.kind == next.kind)
    }

    /// Whose sections somebody should write: in a log that one party keeps for
    /// itself, only its own.
    pub fn missed(&self, parties: &[Party]) -> Vec<Party> {
        let is_missed = |party: &Party| self.keeper.is_none_or(|keeper| keeper == *party);
        parties.iter().copied().filter(is_missed).collect()
    }

    fn say(&mut self, kind: Claim, about: Matter<'p>, n: usize, of: usize) {
        self.ask(kind, about, n, of, None);
    }

    fn ask(
        &mut self,
        kind: Claim,
        about: Matter<'p>,
        n: usize,
        of: usize,
        question: Option<Question>,
    ) {
        self.statements.push(Statement {
            kind,
            about,
            figures: Figures { n, of },
            question,
        });
    }

    fn log(&mut self, kind: Claim, post_mortems: usize) {
        self.say(kind, Matter::Log(&[]), post_mortems, post_mortems);
    }

    fn honest_mismatches(&mut self, patterns: &'p Patterns) {
        let ids = &patterns.honest_mismatches;
        if !ids.is_empty() {
            let (kind, of) = (Claim::HonestMismatches, patterns.post_mortems);
            self.say(kind, Matter::Log(ids), ids.len(), of);
        }
    }

    /// What to keep in mind while reading the figures.
    fn size(&mut self, post_mortems: usize) {
        match (post_mortems, self.sample) {
            (0, _) => self.log(Claim::Nothing, 0),
            (n, Sample::TooFew) => self.log(Claim::TooFew, n),
            (n, Sample::Enough) if n < FEW => self.log(Claim::Few, n),
            _ => {}
        }
    }

    /// Whose part is looked at too little, or by others only.
    fn balance(&mut self, balance: &'p [Balance; 3], post_mortems: usize) {
        if let Some(keeper) = self.keeper {
            if post_mortems > 0 {
                let side = &balance[keeper.index()];
                self.say(Claim::OwnPart, Matter::Party(side), side.written, side.of);
            }
            return;
        }
        if self.sample == Sample::TooFew {
            return;
        }
        let dropped = balance.iter().map(|side| side.dropped).sum();
        for side in balance {
            if side.is_overlooked() {
                self.say(
                    Claim::Overlooked,
                    Matter::Party(side),
                    side.written,
                    side.of,
                );
            }
            if side.carries_the_blame(dropped) {
                let by_others = side.dropped_by_others;
                self.say(Claim::Blamed, Matter::Party(side), by_others, dropped);
            }
        }
    }

    /// Everything that was dropped in the window, loudest first; for whoever
    /// keeps the log, the own balls first.
    fn dropped(&mut self, patterns: &'p Patterns, questions: Option<&Questions<'_>>) {
        let mut dropped: Vec<&Ball> = patterns.balls.iter().filter(|ball| ball.n() > 0).collect();
        if let Some(keeper) = self.keeper {
            dropped.sort_by_key(|ball| ball.party != keeper);
        }
        if dropped.is_empty() && patterns.post_mortems > 0 {
            self.log(Claim::NoneDropped, patterns.post_mortems);
            return;
        }
        if self.sample == Sample::TooFew {
            for ball in dropped {
                self.ball(Claim::Counted, ball, questions);
            }
            return;
        }
        let (again, others): (Vec<&Ball>, Vec<&Ball>) = dropped.into_iter().partition(|ball| {
            let last = ball.promises.last_came_back;
            last.is_some_and(|day| patterns.window.contains(day))
        });
        for ball in again {
            self.ball(Claim::CameBack, ball, questions);
        }
        if patterns.recurring().next().is_none() {
            self.log(Claim::NoneRecurs, patterns.post_mortems);
        }
        let of = |level| others.iter().filter(move |ball| ball.level == level);
        for ball in of(Level::Recurring) {
            self.ball(Claim::Recurring, ball, questions);
        }
        for cluster in &patterns.clusters {
            let (about, n) = (Matter::Cluster(cluster), cluster.n());
            let question = questions.and_then(|questions| about_cluster(cluster, questions));
            self.ask(Claim::Cluster, about, n, patterns.post_mortems, question);
        }
        for ball in of(Level::Watch) {
            self.ball(Claim::Watch, ball, None);
        }
        for ball in of(Level::Once) {
            self.ball(Claim::Once, ball, None);
        }
    }

    fn ball(&mut self, kind: Claim, ball: &'p Ball, questions: Option<&Questions<'_>>) {
        let question = questions.and_then(|it| it.about_ball(&ball.slug, ball.party));
        self.ask(kind, Matter::Ball(ball), ball.n(), ball.of, question);
    }

    /// Walls of the same post-mortems are one: the role says it, then the team.
    fn walls(&mut self, walls: &'p [Wall], questions: Option<&Questions<'_>>) {
        if self.sample == Sample::TooFew {
            return;
        }
        for (position, wall) in walls.iter().enumerate() {
            if walls[..position].iter().any(|known| known.ids == wall.ids) {
                continue;
            }
            let question = questions.and_then(|questions| self.about_wall(wall, questions));
            let length = wall.length();
            self.ask(Claim::Wall, Matter::Wall(wall), length, length, question);
        }
    }

    /// Not the same question twice on a page, where there is another that fits.
    fn about_wall(&self, wall: &Wall, questions: &Questions<'_>) -> Option<Question> {
        let whom = self.keeper.unwrap_or(wall.party);
        let best = wall.question_to(whom, questions);
        let fitting = questions.choose(whom, Some(&wall.stage), &wall.outcome, &[]);
        let asked = |question: &&Question| {
            let mut statements = self.statements.iter();
            statements.any(|one| one.question.as_ref() == Some(*question))
        };
        let mut candidates = best.iter().chain(&fitting);
        candidates
            .find(|question| !asked(question))
            .cloned()
            .or(best)
    }

    fn priorities(&mut self, found: &'p Priorities) {
        for (kind, list) in [
            (Claim::Wanted, &found.wanted_not_pitched),
            (Claim::Pitched, &found.pitched_not_wanted),
        ] {
            if !list.is_empty() {
                self.say(kind, Matter::Priorities(list), list.len(), found.of());
            }
        }
    }

    fn quiet(&mut self, balls: &'p [Ball]) {
        let quiet = |ball: &&Ball| ball.n() == 0 && ball.was_recurring;
        for ball in balls.iter().filter(quiet) {
            if self.sample == Sample::Enough {
                self.ball(Claim::Quiet, ball, None);
            }
        }
    }

    fn unfinished(&mut self, unfinished: &'p [Unwritten]) {
        for one in unfinished {
            let missed = self.missed(&one.parties).len();
            if missed > 0 {
                let about = Matter::PostMortem(one);
                self.say(Claim::Unfinished, about, missed, Party::ALL.len());
            }
        }
    }
}

/// What the company can do comes before what a candidate could.
fn about_cluster(cluster: &Cluster, questions: &Questions<'_>) -> Option<Question> {
    let of = |party: Party| {
        let slug = |slug: &String| questions.about_ball(slug, party);
        cluster.slugs.iter().find_map(slug)
    };
    [Party::Manager, Party::Recruiter, Party::Candidate]
        .into_iter()
        .find_map(of)
}
