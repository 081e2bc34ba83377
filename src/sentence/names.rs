//! The roles and teams of the log, as people cut them short: the platform eng, the
//! AE, ward 3. A word that many sentences have is a team's name only where nothing
//! else is said beside it.

use super::line::Line;
use crate::model::same_name;
use std::ops::Range;

/// A name of the log, and the words that stand for it.
pub struct Named {
    pub name: String,
    pub words: Range<usize>,
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
pub fn role(line: &Line<'_>, roles: &[String], binds: &dyn Fn(&str) -> bool) -> Option<Named> {
    let roles: Vec<(&String, Vec<String>)> = roles.iter().map(|role| (role, parts(role))).collect();
    let mut found: Vec<(usize, Named)> = Vec::new();
    for clause in line.clauses() {
        let mut at = clause.start;
        while at < clause.end {
            match longest(line, &roles, at..clause.end, binds) {
                Some((length, said)) => {
                    at = said.words.end;
                    found.push((length, said));
                }
                None => at += 1,
            }
        }
    }
    let first = found
        .iter()
        .max_by_key(|(length, _)| *length)?
        .1
        .name
        .clone();
    let is_one = found.iter().all(|(_, said)| said.name == first);
    let said = found.into_iter().map(|(_, said)| said);
    said.into_iter().find(|_| is_one)
}

fn longest(
    line: &Line<'_>,
    roles: &[(&String, Vec<String>)],
    words: Range<usize>,
    binds: &dyn Fn(&str) -> bool,
) -> Option<(usize, Named)> {
    let lengths = roles.iter().filter_map(|(role, parts)| {
        let length = length(line, parts, words.clone(), binds)?;
        Some((length, *role))
    });
    let lengths: Vec<_> = lengths.collect();
    let most = lengths.iter().map(|(length, _)| *length).max()?;
    let mut best = lengths.iter().filter(|(length, _)| *length == most);
    let (length, role) = *best.next()?;
    // Any of several is none.
    if best.next().is_some() {
        return None;
    }
    let words = words.start..words.start + length;
    Some((
        length,
        Named {
            name: role.clone(),
            words,
        },
    ))
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

/// The words of teams, each with whether it can be nothing else.
pub fn teams(line: &Line<'_>, teams: &[String]) -> Vec<(Named, bool)> {
    let mut found = Vec::new();
    for clause in line.clauses() {
        for at in clause.clone() {
            for team in teams {
                let parts = parts(team);
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
                let mut is_plain = parts.len() > 1;
                if is_team(words.end) {
                    words.end += 1;
                    is_plain = true;
                } else if words.start > 0 && is_team(words.start - 1) {
                    words.start -= 1;
                    is_plain = true;
                }
                found.push((
                    Named {
                        name: team.clone(),
                        words,
                    },
                    is_plain,
                ));
            }
        }
    }
    found
}

fn parts(name: &str) -> Vec<String> {
    let name = same_name(name);
    let parts = name.split(|one: char| !one.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
