//! Which of the imported are worth looking at first.

use crate::model::{Day, PostMortem};
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The most that are named.
const FIRST: usize = 10;
const LATE: &str = "final-loop";

/// How much a post-mortem is worth a look: offers declined and hires gone early teach
/// most, then who was lost late.
pub(super) fn of(post_mortem: &PostMortem, vocabulary: &Vocabulary) -> u32 {
    let rank = |stage: &str| vocabulary.stage_rank(stage);
    let stage = post_mortem.stage.as_deref().and_then(rank);
    let is_late = stage.is_some() && stage >= rank(LATE);
    match (post_mortem.outcome.as_str(), is_late) {
        ("offer-declined" | "reneged" | "left-early", _) => 3,
        ("withdrew" | "unresponsive", true) => 2,
        ("rejected", true) => 1,
        _ => 0,
    }
}

/// The best so far.
#[derive(Debug, Default)]
pub(super) struct BestFinalists(Vec<Finalist>);

#[derive(Debug)]
struct Finalist {
    worth: u32,
    day: Day,
    /// Of the row.
    number: usize,
    what: String,
}

impl BestFinalists {
    pub fn add(&mut self, worth: u32, number: usize, post_mortem: &PostMortem) {
        if worth == 0 {
            return;
        }
        let role = post_mortem.role.as_deref().unwrap_or("-");
        self.0.push(Finalist {
            worth,
            day: post_mortem.date,
            number,
            what: format!("{}  {}  {role}", post_mortem.date, post_mortem.outcome),
        });
        self.0.sort_by_key(|one| Reverse((one.worth, one.day)));
        self.0.truncate(FIRST);
    }

    /// With the command that asks for each, where it is written.
    pub fn told(&self, session: &Session<'_>, written: &HashMap<usize, &String>) -> Talk {
        let hirelog = session.command();
        let line = |one: &Finalist| {
            let path = written.get(&one.number)?;
            let stem = path.strip_suffix(".toml")?;
            let id = stem.rsplit(['-', '/']).next()?;
            Some(format!("  {}: {hirelog} ask {id} --as manager\n", one.what))
        };
        listed(self.0.iter().filter_map(line))
    }

    pub fn planned(&self) -> Talk {
        listed(self.0.iter().map(|one| format!("  {}\n", one.what)))
    }
}

fn listed(lines: impl Iterator<Item = String>) -> Talk {
    let mut text = Talk::default();
    for (number, line) in lines.enumerate() {
        if number == 0 {
            text += "worth looking at first:\n";
        }
        text += line;
    }
    text
}
