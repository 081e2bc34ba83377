//! What is worth knowing about the words and the day that a change brings in: said before
//! anything is written, and about nothing that the file said already.

use crate::diagnostic::nearest;
use crate::model::{Day, DroppedBall, Key, Party, PostMortem, Value, ValueKind, Words, says_none};
use crate::vocabulary::Vocabulary;

const PRIORITIES: ValueKind = ValueKind::List(Words::Priority);

/// One sentence each, in the order of the file. Both post-mortems are as they are counted,
/// every word its slug.
pub fn notes(
    before: Option<&PostMortem>,
    after: &PostMortem,
    vocabulary: &Vocabulary,
    today: Day,
) -> Vec<String> {
    let mut notes = Vec::new();
    let priorities = Key::all().filter(|key| key.fact.about().kind == PRIORITIES);
    for key in priorities {
        let list = |one| key.get(one).map_or(&[][..], Value::list);
        for word in added(before.map_or(&[][..], list), list(after)) {
            if vocabulary.priority(word).is_none() {
                let slugs = vocabulary.priorities.iter().map(|one| one.slug.as_str());
                notes.push(new_word(word, nearest(word, slugs)));
            }
        }
    }
    for (party, word) in added_balls(before, after) {
        match vocabulary.ball(word) {
            Some(ball) => notes.extend(of_ball(party, ball, vocabulary)),
            // That stops the write, with a message of its own.
            None if says_none(word) => {}
            None => notes.push(new_word(word, vocabulary.nearest_ball(word))),
        }
    }
    let date = after.date;
    // What lies further ahead is an error of `check`, and said as one.
    if date > today && date <= today.plus_days(1) && before.is_none_or(|before| before.date != date)
    {
        notes.push(format!(
            "{date} is still to come; counts look at days up to today"
        ));
    }
    notes
}

/// The balls that a change adds, each with the party whose section names it.
pub fn added_balls<'a>(
    before: Option<&'a PostMortem>,
    after: &'a PostMortem,
) -> impl Iterator<Item = (Party, &'a String)> {
    after.by_party().flat_map(move |(party, section)| {
        let before = before.map_or(&[][..], |before| before.section(party).balls());
        added(before, section.balls()).map(move |word| (party, word))
    })
}

fn added<'a>(before: &'a [String], after: &'a [String]) -> impl Iterator<Item = &'a String> {
    after.iter().filter(|word| !before.contains(word))
}

fn of_ball(party: Party, ball: &DroppedBall, vocabulary: &Vocabulary) -> Vec<String> {
    let slug = &ball.slug;
    let mut notes = Vec::new();
    if ball.party != party {
        let mirrors: Vec<_> = vocabulary
            .balls_of(party)
            .filter(|mirror| ball.mirrors.contains(&mirror.slug))
            .map(|mirror| mirror.slug.as_str())
            .collect();
        let seen = match mirrors.as_slice() {
            [] => String::new(),
            mirrors => format!(
                "; from the {}'s side it is {}",
                party.title(),
                mirrors.join(" or ")
            ),
        };
        notes.push(format!("{slug} is the {}'s ball{seen}", ball.party.title()));
    }
    if let Some(care) = &ball.care {
        notes.push(format!("{slug}: {care}"));
    }
    notes
}

fn new_word(slug: &str, near: Option<&str>) -> String {
    let near = near
        .map(|near| format!("; did you mean {near}?"))
        .unwrap_or_default();
    format!("{slug} is new to the vocabulary{near}")
}
