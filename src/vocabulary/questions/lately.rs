//! No question twice in three months of the same role, unless it was the useful one. No file
//! says what was asked: it follows from the post-mortems before, each of which took its
//! questions in turn. Of a log that a team keeps, each candidate is another person, who has
//! been asked nothing.

use crate::model::{Day, Entry, Party, PostMortem, Question, same_name};

const MONTHS: u32 = 3;

/// The post-mortems of a log, and which of them is asked about.
#[derive(Debug, Clone, Default)]
pub(super) struct Remembered<'a> {
    pub entries: &'a [Entry],
    /// Empty for one that is not in the log yet.
    pub id: &'a str,
    pub keeper: Option<Party>,
}

impl<'a> Remembered<'a> {
    /// Those of the same role before this one about which the same person was asked, in order.
    pub fn earlier(&self, party: Party, post_mortem: &PostMortem) -> Vec<&'a PostMortem> {
        if party == Party::Candidate && self.keeper != Some(party) {
            return Vec::new();
        }
        let role = |one: &PostMortem| one.role.as_deref().map(same_name);
        let (own, date) = (role(post_mortem), post_mortem.date);
        let is_earlier = |one: &&Entry| {
            let (day, id) = (one.post_mortem.date, one.id.as_str());
            let is_before = day < date || day == date && (self.id.is_empty() || id < self.id);
            is_before && role(&one.post_mortem) == own
        };
        let mut earlier: Vec<&Entry> = self.entries.iter().filter(is_earlier).collect();
        earlier.sort_by_key(|one| one.order());
        earlier.into_iter().map(|one| &*one.post_mortem).collect()
    }
}

/// A question as it was asked.
pub(super) struct Asked {
    pub slug: String,
    pub day: Day,
    /// The section names the ball that it is about.
    pub was_useful: bool,
}

/// What was asked until now, the latest last.
pub(super) fn lately<'q>(
    asked: &'q [Asked],
    date: Day,
) -> impl Fn(&Question) -> Option<(usize, &'q Asked)> {
    let since = date.minus_months(MONTHS);
    move |question| {
        let at = asked.iter().rposition(|one| one.slug == question.slug)?;
        (asked[at].day >= since).then(|| (at, &asked[at]))
    }
}

/// The useful one first, then what was not asked lately, then what was asked longest ago;
/// as they stand besides.
pub(super) fn in_turn(fitting: Vec<Question>, asked: &[Asked], date: Day) -> Vec<Question> {
    let last = lately(asked, date);
    let was_useful = |question: &Question| last(question).is_some_and(|(_, one)| one.was_useful);
    let again = fitting.iter().position(was_useful);
    let mut order: Vec<_> = fitting.into_iter().enumerate().collect();
    order.sort_by_key(|(at, question)| (Some(*at) != again, last(question).map(|(at, _)| at)));
    order.into_iter().map(|(_, question)| question).collect()
}
