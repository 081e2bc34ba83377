//! How a brief speaks: the same words on the page and in Markdown.

use crate::model::Party;
use crate::patterns::{Again, Brief, Mirrored, Promised, Promises, Standing, Wall};

/// What was asked for, and what it was answered from.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// As it was typed.
    pub query: &'a str,
    pub role: Option<String>,
    pub team: Option<String>,
    pub stage: Option<String>,
    /// The query says more than role, team, stage and days.
    pub asks_more: bool,
    /// Nobody asked for other days than a brief looks at by itself.
    pub default_days: bool,
    /// What was tried; the last one is what the counts are made of.
    pub steps: Vec<Step>,
    /// What was given up for wanted and pitched.
    pub wishes_without: Vec<&'static str>,
}

/// One step of widening.
#[derive(Debug, Clone)]
pub struct Step {
    /// The fields given up.
    pub without: Vec<&'static str>,
    pub post_mortems: usize,
}

impl Asked<'_> {
    /// `Backend Engineer at final-loop`.
    pub(super) fn place(&self) -> String {
        let team = self.team.as_ref().map(|team| format!("team {team}"));
        let whose = [self.role.clone(), team].into_iter().flatten();
        let whose = whose.collect::<Vec<_>>().join(", ");
        let mut place = match (whose.is_empty(), &self.stage) {
            (true, None) => "All roles and stages".to_owned(),
            (true, Some(stage)) => format!("Any role at {stage}"),
            (false, None) => whose,
            (false, Some(stage)) => format!("{whose} at {stage}"),
        };
        if self.asks_more {
            place += &format!(" ({})", self.query);
        }
        place
    }

    /// What the counts are made of, in a sentence.
    pub(super) fn source(&self) -> String {
        let Some((last, before)) = self.steps.split_last() else {
            return String::new();
        };
        let far = match &self.stage {
            Some(stage) if before.is_empty() => format!(" that got as far as {stage}"),
            Some(_) if !last.without.contains(&"stage") => " that got there".to_owned(),
            _ => String::new(),
        };
        let of = of_any(&last.without);
        let from = format!("{}{of}{far}", post_mortems(last.post_mortems));
        let place = self.place();
        let place = match place.strip_prefix("Any role") {
            Some(rest) => format!("any role{rest}"),
            None => place,
        };
        match before.first() {
            _ if last.post_mortems == 0 => "No post-mortem to count yet.".to_owned(),
            None => format!("From {from}."),
            Some(first) if first.post_mortems == 0 => {
                format!("Nothing yet for {place}; from {from}.")
            }
            Some(first) => {
                format!("Only {} for {place}; from {from}.", first.post_mortems)
            }
        }
    }

    pub(super) fn back(&self) -> Option<&'static str> {
        self.default_days.then_some(
            "Looking back a year, as a role comes up a few times in one; since: changes it.",
        )
    }
}

/// ` of any role and team`, ` of any role at any stage`.
pub(super) fn of_any(without: &[&str]) -> String {
    let names = without.iter().filter(|name| **name != "stage");
    let names: Vec<_> = names.copied().collect();
    let mut of = match names.as_slice() {
        [] => String::new(),
        names => format!(" of any {}", names.join(" and ")),
    };
    if without.contains(&"stage") {
        of += " at any stage";
    }
    of
}

pub(super) fn post_mortems(count: usize) -> String {
    format!("{count} post-mortem{}", if count == 1 { "" } else { "s" })
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{count} times"),
    }
}

/// `feedback-late?, manager: 4 of 9, last 12 Nov 2026`; the name as it is to be shown.
pub(super) fn counts(again: &Again, name: &str) -> String {
    format!(
        "{name}, {}: {} of {}, last {}",
        again.ball.party,
        again.ball.n(),
        again.ball.of,
        again.ball.last.spoken()
    )
}

/// The other sides that were dropped too and that the brief does not list by
/// themselves.
pub(super) fn other_sides<'a>(
    again: &'a Again,
    brief: &'a Brief,
) -> impl Iterator<Item = &'a Mirrored> {
    let listed = |side: &Mirrored| {
        let mut listed = brief.again.iter();
        listed.any(|one| one.ball.slug == side.slug && one.ball.party == side.party)
    };
    let sides = again.mirrors.iter();
    sides.filter(move |side| !side.ids.is_empty() && !listed(side))
}

/// What came of a promise: `untested`, `held 2 of 2 so far`, `came back twice, 1
/// of 1 since`.
pub(super) fn state(commitment: &Promises) -> String {
    let exposures = commitment.exposures;
    let held = exposures.saturating_sub(commitment.dropped_since);
    match commitment.standing() {
        Standing::None => String::new(),
        Standing::Untested => "untested".to_owned(),
        Standing::SoFar => format!("held {held} of {exposures} so far"),
        Standing::Holding => format!("holding {held} of {exposures}"),
        Standing::CameBack => {
            let back = format!("came back {}", times(commitment.came_back));
            match exposures {
                0 => format!("{back}, untested since"),
                _ => format!("{back}, held {held} of {exposures} since"),
            }
        }
    }
}

/// The same, where a line has no room for more.
pub(super) fn short_state(commitment: &Promises) -> String {
    match commitment.standing() {
        Standing::CameBack => format!("came back {}", times(commitment.came_back)),
        _ => state(commitment),
    }
}

/// The same, with the sides from which it was dropped meanwhile.
pub(super) fn whole_state(commitment: &Promises) -> String {
    let state = state(commitment);
    match commitment.partly.as_slice() {
        [] => state,
        partly => format!("{state}, partly: {}", partly.join(", ")),
    }
}

/// Promises about other balls than the five, by party.
pub(super) fn also_promised(brief: &Brief) -> Vec<(Party, Vec<&Promised>)> {
    let listed = |one: &&Promised| {
        let mut again = brief.again.iter();
        again.any(|again| again.ball.slug == one.slug && again.ball.party == one.party)
    };
    let of = |party: Party| {
        let own = brief.promised.iter().filter(|one| one.party == party);
        (party, own.filter(|one| !listed(one)).collect::<Vec<_>>())
    };
    let all = Party::ALL.into_iter().map(of);
    all.filter(|(_, promised)| !promised.is_empty()).collect()
}

/// What was wanted most and not pitched, and of how many: `of 23, any role`.
pub(super) fn wanted<'a>(
    brief: &'a Brief,
    asked: &Asked<'_>,
) -> Option<(Vec<(&'a str, usize)>, String)> {
    const MOST: usize = 3;
    let priorities = &brief.priorities;
    let wanted = priorities.wanted_not_pitched.iter().take(MOST);
    let wanted: Vec<_> = wanted.map(|one| (one.slug.as_str(), one.n())).collect();
    let any: String = asked
        .wishes_without
        .iter()
        .map(|field| format!(", any {field}"))
        .collect();
    (!wanted.is_empty()).then(|| (wanted, format!("of {}{any}", priorities.of())))
}

/// `Wall: 4 losses in a row at final-loop, Backend Engineer, since 1 Sep 2026`.
pub(super) fn wall(wall: &Wall) -> String {
    let of = match (&wall.role, &wall.team) {
        (Some(role), _) => format!(", {role}"),
        (None, Some(team)) => format!(", team {team}"),
        (None, None) => String::new(),
    };
    format!(
        "Wall: {} losses in a row at {}{of}, since {}",
        wall.length(),
        wall.stage,
        wall.since.spoken()
    )
}
