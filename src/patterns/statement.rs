//! One thing that is said of a log: what kind it is, what it is about, its figures,
//! the post-mortems behind it, and a question to begin the talk with.

use super::balance::Balance;
use super::ball::Ball;
use super::cluster::Cluster;
use super::counts::{OfLog, Waiting};
use super::decided::Decided;
use super::funnel::Floor;
use super::priorities::Unmatched;
use super::share::Share;
use super::wall::Wall;
use crate::model::{Id, Party, Question, spelled};

spelled! {
    /// What kind of thing is said.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Claim {
        /// What a meeting decided, and what became of it.
        Decided = "decided",
        /// Decisions that nothing makes happen when nobody remembers.
        OnMemory = "on-memory",
        /// What was promised last, and what became of it.
        Promised = "promised",
        /// Dropped in the last days, after a promise about it.
        Event = "event",
        MoreOften = "more-often",
        /// A run that chance does not explain.
        Wall = "wall",
        /// Recurring, and nobody promised anything about it.
        NoPromise = "no-promise",
        /// Recurring, and no less since the promise.
        NoLess = "no-less",
        HonestMismatches = "honest-mismatches",
        /// How many post-mortems are of which of several logs.
        Logs = "logs",
        /// No post-mortem lies in the window.
        Nothing = "nothing",
        TooFew = "too-few",
        /// Enough to call something, and too few chances to show a trend.
        Few = "few",
        /// Of a call: post-mortems that were written long after their outcome.
        WrittenLate = "written-late",
        /// Of a log that one party keeps for itself: how much of its part is written.
        OwnPart = "own-part",
        /// How much of a party's part is written.
        Looked = "looked",
        /// A party whose balls were mostly written down by others.
        Blamed = "blamed",
        /// How many got to an offer, and how that ended.
        Funnel = "funnel",
        /// Nobody was hired in the window, as far as the log says.
        NoHires = "no-hires",
        Recurring = "recurring",
        /// A ball of a window too small to call anything: a count and no more.
        Counted = "counted",
        NoneDropped = "none-dropped",
        NoneRecurs = "none-recurs",
        /// Something recurs, and nothing of it is to be talked about again.
        AllPromised = "all-promised",
        LessOften = "less-often",
        Cluster = "cluster",
        /// Losses in a row that chance explains.
        Run = "run",
        Watch = "watch",
        /// Recurring in the window before, absent in this one, and not by chance.
        Quiet = "quiet",
        Wanted = "wanted",
        Pitched = "pitched",
        /// Files that could not be read.
        Unread = "unread",
        /// Imported, and how many of those somebody has looked at.
        Imported = "imported",
        /// Post-mortems with sections that somebody should write.
        Unfinished = "unfinished",
        /// Post-mortems with sections of which nobody said which balls they are.
        Unsorted = "unsorted",
    }
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matter<'p> {
    /// All post-mortems of the window.
    Log,
    /// What was asked for, which nothing in the whole log matches.
    Query(&'p str),
    /// Parts of it that nobody has sorted yet.
    Open(usize),
    Logs(&'p [OfLog]),
    Party(&'p Balance),
    Ball(&'p Ball),
    Decision(&'p Decided),
    Cluster(&'p Cluster),
    Wall(&'p Wall),
    /// With how many more did not say how far they got.
    Floor(&'p Floor, usize),
    /// Most often first.
    Priorities(&'p [Unmatched]),
    /// Oldest first.
    Waiting(&'p [Waiting]),
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'p> {
    pub kind: Claim,
    pub about: Matter<'p>,
    /// Counted, of how many that could have been.
    pub figures: Share,
    /// What to begin the talk with.
    pub question: Option<Question>,
}

impl<'p> Statement<'p> {
    pub const fn ball(&self) -> Option<&'p Ball> {
        match self.about {
            Matter::Ball(ball) => Some(ball),
            _ => None,
        }
    }

    pub const fn party(&self) -> Option<Party> {
        match self.about {
            Matter::Ball(ball) => Some(ball.party),
            Matter::Wall(wall) => Some(wall.party),
            _ => None,
        }
    }

    /// The post-mortems behind it, where they are counted one by one.
    pub fn ids(&self) -> &'p [Id] {
        match (self.about, self.kind) {
            (Matter::Ball(ball), Claim::Event) => {
                let event = ball.promises.event.as_ref();
                event.map_or(&[], |event| std::slice::from_ref(&event.id))
            }
            (Matter::Ball(ball), _) => &ball.ids,
            (Matter::Cluster(cluster), _) => &cluster.ids,
            (Matter::Wall(wall), _) => &wall.ids,
            _ => &[],
        }
    }
}
