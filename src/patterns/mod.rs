//! What keeps being dropped: post-mortems, the vocabulary, today and settings
//! in, plain data out; the same for table, JSON, Markdown and HTML. Pure and
//! deterministic: the order of the post-mortems never matters, and every number
//! can be counted again from the ids that stand beside it.
//!
//! Frequencies look at the window and the one before it. What was promised, and
//! the walls a role runs into, look at everything up to the end of the window.
//! What is counted is one thing, and what may be said of it another: the second is
//! the digest, and pages say nothing that is not in it.

mod balance;
mod ball;
mod basis;
mod behind;
mod brief;
mod change;
mod cluster;
mod counts;
mod decided;
mod defaults;
mod digest;
mod endings;
mod exposure;
mod funnel;
mod grouped;
mod history;
mod logarithms;
mod mentions;
mod mirrors;
mod months;
mod names;
mod news;
mod priorities;
mod promise;
mod runs;
mod sample;
mod saved;
mod scope;
mod series;
mod share;
mod stakes;
mod statement;
mod topics;
mod trend;
mod usage;
mod wall;
mod window;

pub use balance::Balance;
pub use ball::{Ball, Level, Since, Trend};
pub use behind::{BehindBall, behind};
pub use brief::{Again, Brief, Mirrored, brief};
pub use change::{Change, Verdict};
pub use cluster::Cluster;
pub use counts::{OfLog, Patterns, Waiting, patterns, patterns_since_decisions};
pub use decided::Decided;
pub use defaults::{THRESHOLD, WINDOW};
pub use digest::{Digest, PROMISES};
pub use endings::Endings;
pub use exposure::{Chance, EveryChance};
pub use funnel::Floor;
pub use grouped::{Grouped, GroupedRow, grouped};
pub use history::{History, PromiseHistory, history};
pub use logarithms::Logarithms;
pub use mentions::Mention;
pub use months::{MonthOfBall, MonthlyBall, months};
pub use news::{Arrival, News};
pub use priorities::{Priorities, Unmatched};
pub use promise::{Event, Judged, Promise, Promises};
pub use runs::{Enders, Reached, runs};
pub use sample::{FEWEST, Sample};
pub use saved::{Recurrence, recurrences};
pub use scope::{BriefScope, Sought};
pub use share::Share;
pub use stakes::{Direction, STAKES, Stake, days, weigh};
pub use statement::{Claim, Matter, Statement};
pub use usage::{Usage, usage};
pub use wall::Wall;
pub use window::Settings;

#[cfg(test)]
pub use {brief::ToAsk, scope::Widened};

#[cfg(test)]
mod tests;
