//! In which order every page says what the digest says, and how much of it is named.

use crate::patterns::Claim;

/// Beside the title: how much there is to go by.
pub(super) const HEAD: [Claim; 8] = [
    Claim::Logs,
    Claim::Unread,
    Claim::HonestMismatches,
    Claim::Nothing,
    Claim::TooFew,
    Claim::Few,
    Claim::WrittenLate,
    Claim::Imported,
];

/// Whole sentences about all of it.
pub(super) const SENTENCES: [Claim; 8] = [
    Claim::NoneDropped,
    Claim::NoneRecurs,
    Claim::OwnPart,
    Claim::Looked,
    Claim::Overlooked,
    Claim::Blamed,
    Claim::Funnel,
    Claim::NoHires,
];

/// A line each, with what is named in it.
pub(super) const LINES: [Claim; 9] = [
    Claim::Counted,
    Claim::MoreOften,
    Claim::Recurring,
    Claim::Watch,
    Claim::Wall,
    Claim::Run,
    Claim::Cluster,
    Claim::LessOften,
    Claim::Quiet,
];

/// The same, of what the candidates wanted.
pub(super) const PRIORITIES: [Claim; 2] = [Claim::Wanted, Claim::Pitched];

/// The first of what could be named, and how many more there are.
pub(super) fn at_most(most: usize, items: &mut Vec<String>) {
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        items.truncate(most);
        items.push(format!("and {more} more"));
    }
}
