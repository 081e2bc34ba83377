//! What is said of a log, in which order, and of how large a sample: decided here,
//! once. Table, Markdown, HTML and brief take their statements from a digest and
//! draw them; what it does not say, no page says. A statement holds what it is
//! about, its figures and its question; the sentences are the word book's.

use super::balance::Balance;
use super::ball::{Ball, Level, Trend};
use super::brief::Brief;
use super::change::Verdict;
use super::counts::{Patterns, Waiting};
use super::decided::{Decided, standing};
use super::priorities::Priorities;
use super::sample::{FEW_CHANCES, Sample};
use super::share::Share;
use super::statement::{Claim, Matter, Statement};
use super::topics::{own_first, topics};
use super::wall::Wall;
use crate::model::{Id, Party, Span};
use crate::vocabulary::Questions;
use std::cmp::Reverse;

/// As many of the latest decisions and promises open the page.
pub const PROMISES: usize = 3;

/// Everything that is said, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Digest<'p> {
    pub sample: Sample,
    /// The party that keeps the log for itself, where one does: what is said is
    /// about the reader then.
    pub keeper: Option<Party>,
    pub window: Span,
    /// How often chance makes a run depends on the days that are looked at, so only the page
    /// of every week says it: a brief looks at others.
    pub tells_chance: bool,
    /// The log is older than both windows together.
    pub is_old: bool,
    /// What to talk about, the strongest first; at most three.
    pub topics: Vec<Statement<'p>>,
    /// Everything else.
    pub statements: Vec<Statement<'p>>,
}

impl<'p> Digest<'p> {
    /// Without questions nothing is asked.
    pub fn of(patterns: &'p Patterns, questions: Option<&Questions<'_>>) -> Self {
        let mut digest = Self::new(patterns.post_mortems, patterns.window, patterns.keeper);
        digest.is_old = patterns.is_old;
        digest.decided(&patterns.decisions);
        digest.promised(patterns);
        digest.topics = topics(patterns, questions);
        digest.size(patterns);
        digest.balance(&patterns.balance, patterns.post_mortems);
        digest.honest_mismatches(patterns);
        digest.funnel(patterns);
        digest.dropped(patterns);
        digest.runs(patterns.runs());
        digest.priorities(&patterns.priorities);
        digest.waiting(patterns);
        digest
    }

    /// What a brief may say beside its promises and questions. Its balls are
    /// counted and not called: on the way into a room nothing has to recur.
    pub fn of_brief(brief: &'p Brief) -> Self {
        let settings = brief.settings;
        let mut digest = Self::new(brief.ids.len(), settings.window, settings.keeper);
        digest.tells_chance = false;
        digest.few(brief.ids.len(), &brief.query, brief.none_of);
        digest.decided(&brief.decided);
        for again in &brief.again {
            digest.ball(Claim::Counted, &again.ball);
        }
        if brief.again.is_empty() && !brief.ids.is_empty() {
            digest.log(Claim::NoneDropped, brief.elsewhere, brief.ids.len());
        }
        digest.priorities(&brief.priorities);
        digest.runs(brief.walls.iter().filter(|wall| !wall.is_interrupted));
        digest
    }

    const fn new(post_mortems: usize, window: Span, keeper: Option<Party>) -> Self {
        Self {
            sample: Sample::of(post_mortems),
            keeper,
            window,
            tells_chance: true,
            is_old: false,
            topics: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// The statements of one kind, in order.
    pub fn all(&self, kind: Claim) -> impl Iterator<Item = &Statement<'p>> {
        let statements = self.statements.iter();
        statements.filter(move |statement| statement.kind == kind)
    }

    pub fn balls(&self, kind: Claim) -> impl Iterator<Item = &'p Ball> {
        self.all(kind).filter_map(Statement::ball)
    }

    /// Whose sections somebody should write: in a log that one party keeps for
    /// itself, only its own.
    pub fn missed(&self, parties: &[Party]) -> Vec<Party> {
        let is_missed = |party: &Party| self.keeper.is_none_or(|keeper| keeper == *party);
        parties.iter().copied().filter(is_missed).collect()
    }

    /// Post-mortems that wait for somebody's words, with whose.
    pub fn unfinished(&self) -> Vec<(&'p Waiting, Vec<Party>)> {
        let waiting = self
            .all(Claim::Unfinished)
            .filter_map(|one| match one.about {
                Matter::Waiting(waiting) => Some(waiting),
                _ => None,
            });
        let missed = waiting
            .flatten()
            .map(|one| (one, self.missed(&one.parties)));
        missed.filter(|(_, missed)| !missed.is_empty()).collect()
    }

    /// The promise to show for an example: its ball is dropped less since, and is not
    /// talked about already.
    pub fn worked(&self, patterns: &'p Patterns) -> Option<&'p Ball> {
        let mut promised = patterns.balls.iter();
        promised.find(|ball| {
            let latest = ball.promises.latest.as_ref();
            let verdict = latest.and_then(|latest| self.sample.verdict(latest.verdict));
            verdict == Some(Verdict::Less) && !self.is_topic(ball)
        })
    }

    /// The places of the balls whose months a page draws: those to talk about, and the
    /// one whose promise worked.
    pub fn drawn(&self, patterns: &'p Patterns) -> Vec<usize> {
        let topics = self.topics.iter().filter_map(Statement::ball);
        let balls = &patterns.balls;
        let place = |one: &Ball| balls.iter().position(|ball| std::ptr::eq(ball, one));
        topics
            .chain(self.worked(patterns))
            .filter_map(place)
            .collect()
    }

    fn say(&mut self, kind: Claim, about: Matter<'p>, n: usize, of: usize) {
        self.statements.push(Statement {
            kind,
            about,
            figures: Share::new(n, of),
            question: None,
        });
    }

    fn ball(&mut self, kind: Claim, ball: &'p Ball) {
        self.say(kind, Matter::Ball(ball), ball.n(), ball.of);
    }

    fn log(&mut self, kind: Claim, n: usize, of: usize) {
        self.say(kind, Matter::Log, n, of);
    }

    /// Those that wait to be looked at first, then the latest; a page names a few.
    fn decided(&mut self, all: &'p [Decided]) {
        for decided in standing(all) {
            let change = decided.came_of_it.latest.as_ref().map(|one| one.change);
            let since = change.map_or(Share::default(), |change| change.since);
            self.say(Claim::Decided, Matter::Decision(decided), since.n, since.of);
        }
        let on_memory = all.iter().filter(|one| one.rests_on_memory()).count();
        if on_memory > 0 {
            self.log(Claim::OnMemory, on_memory, all.len());
        }
    }

    /// The latest first. In a log that one party keeps alone, the others promise nothing.
    fn promised(&mut self, patterns: &'p Patterns) {
        let promised = |ball: &'p Ball| Some((ball.promises.latest.as_ref()?, ball));
        let mut promised: Vec<_> = patterns.balls.iter().filter_map(promised).collect();
        let is_decided = |id: &Id| patterns.decisions.iter().any(|one| one.entry.id == *id);
        promised.retain(|(latest, _)| !is_decided(&latest.promise.id));
        promised.retain(|(_, ball)| self.keeper.is_none_or(|keeper| keeper == ball.party));
        promised.sort_by_key(|(latest, _)| Reverse(latest.promise.day));
        let room = PROMISES.saturating_sub(standing(&patterns.decisions).len());
        for (_, ball) in promised.into_iter().take(room) {
            self.ball(Claim::Promised, ball);
        }
    }

    fn is_topic(&self, ball: &Ball) -> bool {
        let mut topics = self.topics.iter().filter_map(Statement::ball);
        topics.any(|topic| std::ptr::eq(topic, ball))
    }

    fn honest_mismatches(&mut self, patterns: &'p Patterns) {
        let mismatches = patterns.sorted_mismatches;
        if mismatches > 0 {
            let (about, of) = (Matter::Open(patterns.open_parts), patterns.post_mortems);
            self.say(Claim::HonestMismatches, about, mismatches, of);
        }
    }

    /// What to keep in mind while reading the figures.
    fn size(&mut self, patterns: &'p Patterns) {
        if !patterns.logs.is_empty() {
            let (n, of) = (patterns.logs.len(), patterns.post_mortems);
            self.say(Claim::Logs, Matter::Logs(&patterns.logs), n, of);
        }
        if patterns.unread > 0 {
            self.log(Claim::Unread, patterns.unread, patterns.post_mortems);
        }
        self.few(patterns.post_mortems, &patterns.query, patterns.none_of);
        let chances = patterns.balls.iter().map(|ball| ball.of).max();
        if let Some(chances) = chances.filter(|chances| *chances < FEW_CHANCES)
            && self.sample == Sample::Enough
        {
            self.log(Claim::Few, chances, chances);
        }
        let says = |ball: &Ball| matches!(ball.trend, Trend::Rising | Trend::Falling);
        if patterns.written_late > 0 && patterns.balls.iter().any(says) {
            let late = patterns.written_late;
            self.log(Claim::WrittenLate, late, patterns.post_mortems);
        }
    }

    fn few(&mut self, post_mortems: usize, query: &'p str, none_of: usize) {
        match (post_mortems, self.sample) {
            (0, _) if none_of > 0 => self.say(Claim::Nothing, Matter::Query(query), 0, none_of),
            (0, _) => self.log(Claim::Nothing, 0, 0),
            (n, Sample::TooFew) => self.log(Claim::TooFew, n, n),
            (_, Sample::Enough) => {}
        }
    }

    /// Whose part is looked at, too little, or by others only.
    fn balance(&mut self, balance: &'p [Balance; 3], post_mortems: usize) {
        if post_mortems == 0 {
            return;
        }
        if let Some(keeper) = self.keeper {
            let side = &balance[keeper.index()];
            self.say(Claim::OwnPart, Matter::Party(side), side.written, side.of);
            return;
        }
        for side in balance {
            self.say(Claim::Looked, Matter::Party(side), side.written, side.of);
        }
        if self.sample == Sample::TooFew {
            return;
        }
        let dropped = balance.iter().map(|side| side.dropped).sum();
        for side in balance {
            if side.carries_the_blame(dropped) {
                let by_others = side.dropped_by_others;
                self.say(Claim::Blamed, Matter::Party(side), by_others, dropped);
            }
        }
    }

    /// The offer is what a lead is asked about; where nobody got there, how far it
    /// went.
    fn funnel(&mut self, patterns: &'p Patterns) {
        let funnel = &patterns.funnel;
        let mut reached = funnel.floors.iter().filter(|floor| floor.reached > 0);
        let offer = reached.clone().find(|floor| floor.stage == "offer");
        let Some(floor) = offer.or(reached.next_back()) else {
            return;
        };
        let (n, of) = (floor.reached, funnel.reached());
        self.say(Claim::Funnel, Matter::Floor(floor, funnel.unsaid), n, of);
        if funnel.hires == 0 && !patterns.is_chosen && self.keeper.is_none() {
            self.log(Claim::NoHires, of, of);
        }
    }

    /// Everything that was dropped in the window and is not talked about already,
    /// loudest first.
    fn dropped(&mut self, patterns: &'p Patterns) {
        let all = patterns.post_mortems;
        let dropped = own_first(
            self.keeper,
            patterns.balls.iter().filter(|ball| ball.n() > 0),
        );
        if dropped.is_empty() && patterns.post_mortems > 0 {
            self.log(Claim::NoneDropped, 0, all);
        }
        let others = dropped.iter().copied();
        let others: Vec<&Ball> = others.filter(|ball| !self.is_topic(ball)).collect();
        if self.sample == Sample::TooFew {
            for ball in others {
                self.ball(Claim::Counted, ball);
            }
            return;
        }
        if !dropped.is_empty() && patterns.recurring().next().is_none() {
            self.log(Claim::NoneRecurs, all, all);
        }
        let is_own = |ball: &Ball| self.keeper.is_none_or(|keeper| keeper == ball.party);
        let recurring: Vec<&Ball> = patterns.recurring().filter(|ball| is_own(ball)).collect();
        if self.topics.is_empty() && !recurring.is_empty() {
            let since = |ball: &&Ball| ball.promises.dropped_since();
            let again = recurring.iter().filter(|ball| since(ball) > 0);
            // The first of those that were dropped most since.
            let most = recurring.iter().copied().rev().max_by_key(since);
            let dropped = most.as_ref().map_or(0, since);
            let most = most.filter(|_| dropped > 0);
            let about = most.map_or(Matter::Log, Matter::Ball);
            self.say(Claim::AllPromised, about, dropped, again.count());
        }
        let is_louder = |ball: &&&Ball| ball.trend == Trend::Rising;
        for ball in others.iter().filter(is_louder) {
            self.ball(Claim::MoreOften, ball);
        }
        let of = |level| {
            let others = others.iter().filter(move |ball| ball.level == level);
            others.filter(|ball| ball.trend != Trend::Rising)
        };
        for ball in of(Level::Recurring) {
            self.ball(Claim::Recurring, ball);
        }
        for cluster in &patterns.clusters {
            self.say(
                Claim::Cluster,
                Matter::Cluster(cluster),
                cluster.n(),
                cluster.of,
            );
        }
        for ball in of(Level::Watch) {
            self.ball(Claim::Watch, ball);
        }
        for (kind, trend) in [
            (Claim::LessOften, Trend::Falling),
            (Claim::Quiet, Trend::Quiet),
        ] {
            for ball in own_first(self.keeper, patterns.balls.iter()) {
                if self.sample.trend(ball) == Some(trend) {
                    self.ball(kind, ball);
                }
            }
        }
    }

    /// Walls and runs that are not talked about already; of the same post-mortems
    /// the role says it, then the team.
    fn runs(&mut self, walls: impl Iterator<Item = &'p Wall>) {
        if self.sample == Sample::TooFew {
            return;
        }
        let walls: Vec<&Wall> = walls.collect();
        for (position, wall) in walls.iter().copied().enumerate() {
            let known = walls[..position].iter().any(|known| known.ids == wall.ids);
            let is_told = |topic: &Statement<'_>| match topic.about {
                Matter::Wall(told) => told.ids == wall.ids,
                _ => false,
            };
            if known || self.topics.iter().any(is_told) {
                continue;
            }
            let kind = match wall.is_wall() {
                true => Claim::Wall,
                false => Claim::Run,
            };
            self.say(kind, Matter::Wall(wall), wall.length(), wall.length());
        }
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

    fn waiting(&mut self, patterns: &'p Patterns) {
        let imported = patterns.imported;
        if imported.of > 0 {
            self.log(Claim::Imported, imported.n, imported.of);
        }
        for (kind, waiting) in [
            (Claim::Unfinished, &patterns.unfinished),
            (Claim::Unsorted, &patterns.unsorted),
        ] {
            let missed = waiting.iter().map(|one| match kind {
                Claim::Unfinished => self.missed(&one.parties).len(),
                _ => one.parties.len(),
            });
            let parts = missed.sum();
            if parts > 0 {
                self.say(kind, Matter::Waiting(waiting), parts, patterns.post_mortems);
            }
        }
    }
}
