//! One thing that is said of a log: what kind it is, what it is about, its figures,
//! the post-mortems behind it, and a question to begin the talk with.

use super::balance::Balance;
use super::ball::Ball;
use super::cluster::Cluster;
use super::counts::Unwritten;
use super::priorities::Unmatched;
use super::wall::Wall;
use crate::model::{Id, Party, Question};

/// What kind of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    HonestMismatches,
    /// No post-mortem lies in the window.
    Nothing,
    TooFew,
    /// Enough to call something, and still a small number.
    Few,
    /// Of a log that one party keeps for itself: how much of its part is written.
    OwnPart,
    /// A party that was looked at in less than half.
    Overlooked,
    /// A party whose balls were mostly written down by others.
    Blamed,
    /// Dropped in the window after a promise about it.
    CameBack,
    Recurring,
    /// A ball of a window too small to call anything: a count and no more.
    Counted,
    NoneDropped,
    NoneRecurs,
    Cluster,
    Wall,
    Watch,
    Once,
    /// Recurring in the window before, absent in this one.
    Quiet,
    Wanted,
    Pitched,
    /// A post-mortem with sections that somebody should write.
    Unfinished,
}

impl Claim {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HonestMismatches => "honest-mismatches",
            Self::Nothing => "nothing",
            Self::TooFew => "too-few",
            Self::Few => "few",
            Self::OwnPart => "own-part",
            Self::Overlooked => "overlooked",
            Self::Blamed => "blamed",
            Self::CameBack => "came-back",
            Self::Recurring => "recurring",
            Self::Counted => "counted",
            Self::NoneDropped => "none-dropped",
            Self::NoneRecurs => "none-recurs",
            Self::Cluster => "cluster",
            Self::Wall => "wall",
            Self::Watch => "watch",
            Self::Once => "once",
            Self::Quiet => "quiet",
            Self::Wanted => "wanted",
            Self::Pitched => "pitched",
            Self::Unfinished => "unfinished",
        }
    }

    /// Something to talk about.
    pub const fn is_topic(self) -> bool {
        matches!(
            self,
            Self::CameBack | Self::Recurring | Self::Counted | Self::Cluster | Self::Wall
        )
    }
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matter<'p> {
    /// All post-mortems of the window, or these of them.
    Log(&'p [Id]),
    Party(&'p Balance),
    Ball(&'p Ball),
    Cluster(&'p Cluster),
    Wall(&'p Wall),
    /// Most often first.
    Priorities(&'p [Unmatched]),
    PostMortem(&'p Unwritten),
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
            _ => None,
        }
    }

    pub fn slugs(&self) -> Vec<&'p str> {
        match self.about {
            Matter::Ball(ball) => vec![&ball.slug],
            Matter::Cluster(cluster) => cluster.slugs.iter().map(String::as_str).collect(),
            Matter::Priorities(found) => found.iter().map(|one| one.slug.as_str()).collect(),
            Matter::Log(_) | Matter::Party(_) | Matter::Wall(_) | Matter::PostMortem(_) => {
                Vec::new()
            }
        }
    }

    /// The post-mortems behind it, where they are counted one by one.
    pub fn ids(&self) -> &'p [Id] {
        match self.about {
            Matter::Log(ids) => ids,
            Matter::Ball(ball) => &ball.ids,
            Matter::Cluster(cluster) => &cluster.ids,
            Matter::Wall(wall) => &wall.ids,
            Matter::PostMortem(one) => std::slice::from_ref(&one.id),
            Matter::Party(_) | Matter::Priorities(_) => &[],
        }
    }
}
