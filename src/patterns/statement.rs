//! One thing that is said of a log: what kind it is, what it is about, its figures,
//! the post-mortems behind it, and a question to begin the talk with.

use super::balance::Balance;
use super::ball::Ball;
use super::cluster::Cluster;
use super::counts::{OfLog, Waiting};
use super::funnel::Floor;
use super::priorities::Unmatched;
use super::wall::Wall;
use crate::model::{Id, Party, Question};

/// What kind of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// What was promised last, and what became of it.
    Promised,
    /// Dropped in the last days, after a promise about it.
    Event,
    MoreOften,
    /// A run that chance does not explain.
    Wall,
    /// Recurring, and nobody promised anything about it.
    NoPromise,
    /// Recurring, and no less since the promise.
    NoLess,
    HonestMismatches,
    /// How many post-mortems are of which of several logs.
    Logs,
    /// No post-mortem lies in the window.
    Nothing,
    TooFew,
    /// Enough to call something, and too few chances to show a trend.
    Few,
    /// Of a call: post-mortems that were written long after their outcome.
    WrittenLate,
    /// Of a log that one party keeps for itself: how much of its part is written.
    OwnPart,
    /// How much of a party's part is written.
    Looked,
    /// A party that was looked at in less than half.
    Overlooked,
    /// A party whose balls were mostly written down by others.
    Blamed,
    /// How many got to an offer, and how that ended.
    Funnel,
    /// Nobody was hired in the window, as far as the log says.
    NoHires,
    Recurring,
    /// A ball of a window too small to call anything: a count and no more.
    Counted,
    NoneDropped,
    NoneRecurs,
    LessOften,
    Cluster,
    /// Losses in a row that chance explains.
    Run,
    Watch,
    Once,
    /// Recurring in the window before, absent in this one, and not by chance.
    Quiet,
    Wanted,
    Pitched,
    /// Imported, and how many of those somebody has looked at.
    Imported,
    /// Post-mortems with sections that somebody should write.
    Unfinished,
    /// Post-mortems with sections of which nobody said which balls they are.
    Unsorted,
}

impl Claim {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Promised => "promised",
            Self::Event => "event",
            Self::MoreOften => "more-often",
            Self::Wall => "wall",
            Self::NoPromise => "no-promise",
            Self::NoLess => "no-less",
            Self::HonestMismatches => "honest-mismatches",
            Self::Logs => "logs",
            Self::Nothing => "nothing",
            Self::TooFew => "too-few",
            Self::Few => "few",
            Self::WrittenLate => "written-late",
            Self::OwnPart => "own-part",
            Self::Looked => "looked",
            Self::Overlooked => "overlooked",
            Self::Blamed => "blamed",
            Self::Funnel => "funnel",
            Self::NoHires => "no-hires",
            Self::Recurring => "recurring",
            Self::Counted => "counted",
            Self::NoneDropped => "none-dropped",
            Self::NoneRecurs => "none-recurs",
            Self::LessOften => "less-often",
            Self::Cluster => "cluster",
            Self::Run => "run",
            Self::Watch => "watch",
            Self::Once => "once",
            Self::Quiet => "quiet",
            Self::Wanted => "wanted",
            Self::Pitched => "pitched",
            Self::Imported => "imported",
            Self::Unfinished => "unfinished",
            Self::Unsorted => "unsorted",
        }
    }
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matter<'p> {
    /// All post-mortems of the window, or these of them.
    Log(&'p [Id]),
    Logs(&'p [OfLog]),
    Party(&'p Balance),
    Ball(&'p Ball),
    Cluster(&'p Cluster),
    Wall(&'p Wall),
    Floor(&'p Floor),
    /// Most often first.
    Priorities(&'p [Unmatched]),
    /// Oldest first.
    Waiting(&'p [Waiting]),
}

/// Counted, of how many that could have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    pub n: usize,
    pub of: usize,
}

/// One thing that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'p> {
    pub kind: Claim,
    pub about: Matter<'p>,
    pub figures: Figures,
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
            Matter::Party(side) => Some(side.party),
            Matter::Wall(wall) => Some(wall.party),
            _ => None,
        }
    }

    pub fn slugs(&self) -> Vec<&'p str> {
        match self.about {
            Matter::Ball(ball) => vec![&ball.slug],
            Matter::Cluster(cluster) => cluster.slugs.iter().map(String::as_str).collect(),
            Matter::Priorities(found) => found.iter().map(|one| one.slug.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The post-mortems behind it, where they are counted one by one.
    pub fn ids(&self) -> &'p [Id] {
        match (self.about, self.kind) {
            (Matter::Ball(ball), Claim::Event) => {
                let event = ball.promises.event.as_ref();
                event.map_or(&[], |event| std::slice::from_ref(&event.id))
            }
            (Matter::Log(ids), _) => ids,
            (Matter::Ball(ball), _) => &ball.ids,
            (Matter::Cluster(cluster), _) => &cluster.ids,
            (Matter::Wall(wall), _) => &wall.ids,
            _ => &[],
        }
    }
}
