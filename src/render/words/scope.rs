//! What a brief is about, and what it was counted from.

use super::numbers::plural;
use crate::patterns::{Patterns, Sought};

/// `Backend Engineer at final-loop`.
pub(in crate::render) fn place(sought: &Sought<'_>) -> String {
    let team = sought.team.as_ref().map(|team| format!("team {team}"));
    let whose = [sought.role.clone(), team].into_iter().flatten();
    let whose = whose.collect::<Vec<_>>().join(", ");
    let mut place = match (whose.is_empty(), &sought.stage) {
        (true, None) => "All roles and stages".to_owned(),
        (true, Some(stage)) => format!("Any role at {stage}"),
        (false, None) => whose,
        (false, Some(stage)) => format!("{whose} at {stage}"),
    };
    if sought.asks_more {
        place += &format!(" ({})", sought.query);
    }
    place
}

/// What the counts are made of, in a sentence; `None` where there is nothing to
/// count.
pub(in crate::render) fn source(sought: &Sought<'_>) -> Option<String> {
    let (last, before) = sought.steps.split_last()?;
    let far = match &sought.stage {
        Some(stage) if before.is_empty() => format!(" that got as far as {stage}, or may have"),
        Some(_) if !last.without.contains(&"stage") => " that got there, or may have".to_owned(),
        _ => String::new(),
    };
    let of = of_any(&last.without);
    let logs = match sought.logs {
        0 | 1 => String::new(),
        logs => format!(" in {logs} logs"),
    };
    let from = format!(
        "{}{of}{far}{logs}",
        plural(last.post_mortems, "post-mortem")
    );
    let place = place(sought);
    let place = match place.strip_prefix("Any role") {
        Some(rest) => format!("any role{rest}"),
        None => place,
    };
    match before.first() {
        _ if last.post_mortems == 0 => None,
        None => Some(format!("From {from}.")),
        Some(first) if first.post_mortems == 0 => {
            Some(format!("Nothing yet for {place}; from {from}."))
        }
        Some(first) => Some(format!(
            "Only {} for {place}; from {from}.",
            first.post_mortems
        )),
    }
}

/// `, of those matching role:backend`, behind a figure.
pub(in crate::render) fn of_those(patterns: &Patterns) -> String {
    matching(patterns).replacen(' ', ", of those ", 1)
}

/// ` matching role:backend`; nothing where all count.
pub(in crate::render) fn matching(patterns: &Patterns) -> String {
    match patterns.query.as_str() {
        "" => String::new(),
        query => format!(" matching {query}"),
    }
}

pub(in crate::render) fn looking_back(sought: &Sought<'_>) -> Option<&'static str> {
    sought
        .default_days
        .then_some("Looks back one year; since: sets another span.")
}

/// ` of any role and team`, ` of any role at any stage`.
fn of_any(without: &[&str]) -> String {
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
