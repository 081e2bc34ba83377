//! The roles and teams of the log, as people cut them short: the platform eng, the
//! AE, ward 3. A word that many sentences have is a team's name only where nothing
//! else is said beside it.

use super::line::{Line, one_by_one};
use crate::model::same_name;
use std::ops::Range;

/// A team of the log, and the words that stand for it.
pub struct TeamNamed<'t> {
    pub name: &'t str,
    pub words: Range<usize>,
    /// They can be nothing else.
    pub is_plain: bool,
}

/// Words that go before or behind the name of a team.
const TEAM: [&str; 5] = ["team", "dept", "department", "squad", "org"];
/// Two letters that are words more often than initials.
const NO_INITIALS: [&str; 22] = [
    "as", "is", "it", "an", "in", "on", "at", "so", "no", "we", "he", "me", "us", "by", "or", "if",
    "of", "to", "do", "go", "am", "be",
];

/// The one role that a sentence names; `binds` says which words name nothing
/// themselves. `None` where it names several, or any of several.
pub fn role<'r>(
    line: &Line<'_>,
    roles: &'r [String],
    binds: &dyn Fn(&str) -> bool,
) -> Option<(&'r String, Range<usize>)> {
    let roles = roles.iter().map(|role| (role, parts(role)));
    let mut roles: Vec<(&String, Vec<String>)> = roles.collect();
    // Of one job the shortest name.
    roles.sort_by(|(one, parts), (other, others)| (parts, one.len()).cmp(&(others, other.len())));
    roles.dedup_by(|(_, parts), (_, kept)| parts == kept);
    let mut found = Vec::new();
    for clause in line.clauses() {
        let longest = |at| longest(line, &roles, at..clause.end, binds);
        found.extend(one_by_one(clause.clone(), longest));
    }
    let (role, _) = found.iter().max_by_key(|(_, words)| words.len())?;
    let is_one = found.iter().all(|(other, _)| other == role);
    found.into_iter().find(|_| is_one)
}

fn longest<'r>(
    line: &Line<'_>,
    roles: &[(&'r String, Vec<String>)],
    words: Range<usize>,
    binds: &dyn Fn(&str) -> bool,
) -> Option<(&'r String, Range<usize>)> {
    let lengths = roles.iter().filter_map(|(role, parts)| {
        let length = length(line, parts, words.clone(), binds)?;
        Some((length, *role))
    });
    let lengths: Vec<_> = lengths.collect();
    let most = lengths.iter().map(|(length, _)| *length).max()?;
    let mut best = lengths.iter().filter(|(length, _)| *length == most);
    match (best.next(), best.next()) {
        (Some((_, role)), None) => Some((role, words.start..words.start + most)),
        // Any of several is none.
        _ => None,
    }
}

/// How many words from the first on stand for this role.
fn length(
    line: &Line<'_>,
    parts: &[String],
    words: Range<usize>,
    binds: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    if line.words[words.start].is_quoted {
        return None;
    }
    let first = line.text_of(words.start);
    let initials: String = parts
        .iter()
        .filter_map(|part| part.chars().next())
        .collect();
    if parts.len() > 1 && first == initials && !NO_INITIALS.contains(&first) {
        return Some(1);
    }
    let start = words.start;
    let mut rest = parts.iter();
    let mut count = 0;
    let mut last = None;
    for at in words {
        let Some(part) = rest.find(|part| is_short_for(line.text_of(at), part)) else {
            break;
        };
        count += 1;
        last = Some(part);
    }
    // What somebody is called stands last: the engineer of a platform engineer.
    let names_head = last.is_some() && last == parts.last();
    let is_enough = match count {
        0 => false,
        1 => {
            let is_first = start == 0 || line.words[start - 1].clause != line.words[start].clause;
            // The backend engineer is somebody else than the platform engineer.
            let is_bare = is_first || binds(line.text_of(start - 1));
            names_head && is_bare && !binds(first) && last.is_some_and(|last| is_form(first, last))
        }
        _ => names_head || count == parts.len(),
    };
    is_enough.then_some(count)
}

fn is_short_for(word: &str, part: &str) -> bool {
    is_form(word, part) || word.len() > 2 && word.is_ascii() && part.starts_with(word)
}

fn is_form(word: &str, part: &str) -> bool {
    word == part || word.strip_suffix('s') == Some(part) && part.len() > 3
}

/// The teams that a sentence may name.
pub fn teams<'t>(line: &Line<'_>, teams: &'t [String]) -> Vec<TeamNamed<'t>> {
    let mut found = Vec::new();
    for clause in line.clauses() {
        for (at, name) in clause
            .clone()
            .flat_map(|at| teams.iter().map(move |team| (at, team)))
        {
            let parts = parts(name);
            let end = at + parts.len();
            let is_said = end <= clause.end
                && (at..end)
                    .zip(&parts)
                    .all(|(at, part)| line.text_of(at) == part)
                && !line.words[at].is_quoted;
            let joined = line.text_of(at) == parts.concat();
            if parts.is_empty() || !is_said && !joined {
                continue;
            }
            let mut words = at..if is_said { end } else { at + 1 };
            let is_team = |at: usize| clause.contains(&at) && TEAM.contains(&line.text_of(at));
            let (before, behind) = (
                words.start > 0 && is_team(words.start - 1),
                is_team(words.end),
            );
            if behind {
                words.end += 1;
            } else if before {
                words.start -= 1;
            }
            found.push(TeamNamed {
                name,
                words,
                is_plain: parts.len() > 1 || before || behind,
            });
        }
    }
    found
}

/// What a law has written behind a job, as in `(m/f/d)`, nobody says.
fn parts(name: &str) -> Vec<String> {
    let name = same_name(name);
    let name = match name.trim_end_matches(')').rsplit_once('(') {
        Some((job, behind)) if behind.contains('/') && !job.trim().is_empty() => job,
        _ => &name,
    };
    let parts = name.split(|one: char| !one.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
