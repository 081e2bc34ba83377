//! What is said once a post-mortem is in the log: where it is, what the log now knows of
//! its balls, how to declare a new word, and what to do next.

use crate::check;
use crate::context::Answer;
use crate::diagnostic::nearest;
use crate::log::{self, Log, Prose};
use crate::model::{
    Day, DroppedBall, Id, Key, Party, PostMortem, Text, Value, ValueKind, Words, says_none,
};
use crate::patterns;
use crate::render;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use std::path::Path;

/// A post-mortem that was written just now.
pub struct Saved<'a> {
    pub log: &'a Log,
    pub vocabulary: &'a Vocabulary,
    /// Relative to the root.
    pub path: &'a str,
    /// What the file said; `None` where it is a new one.
    pub before: Option<&'a PostMortem>,
    pub after: &'a PostMortem,
    pub writer: Option<Party>,
    /// The role, where it may be told: git keeps its messages as it keeps its files.
    pub named_after: Option<&'a str>,
}

impl Saved<'_> {
    pub fn id(&self) -> Id {
        let stem = Path::new(self.path).file_stem().unwrap_or_default();
        Id::from_stem(&stem.to_string_lossy())
    }

    pub fn tell(&self, session: &Session<'_>, answer: &mut Answer) {
        let shown = session.shown(&self.log.root.join(self.path));
        match self.before {
            None => answer.text = format!("{shown}\n"),
            Some(before) => {
                let own = session.in_own(&self.log.root);
                answer.talk += format!("changed {shown}{own}\n");
                let replaced = render::changed(before, self.after, session.talk_look());
                answer.talk += Talk::drawn(replaced);
            }
        }
        answer.talk += self.recurrences(session);
        answer.talk += Talk::lines(&self.undeclared());
        answer.talk += self.next_step(session);
    }

    /// What the log knows about the balls of the sections that now drop others. A log
    /// that cannot be read whole says so when it is asked for patterns.
    pub(super) fn recurrences(&self, session: &Session<'_>) -> Talk {
        let counted = |one: &PostMortem| check::folded(one, self.vocabulary).sections;
        let after = counted(self.after);
        let before = self.before.map(counted).unwrap_or_default();
        let is_changed =
            |party: Party| before[party.index()].dropped != after[party.index()].dropped;
        let parties: Vec<_> = Party::ALL
            .into_iter()
            .filter(|party| is_changed(*party))
            .collect();
        if parties.is_empty() {
            return Talk::default();
        }
        let Ok(reading) = self.log.read(Prose::Hinted) else {
            return Talk::default();
        };
        let Some(entry) = reading.entries.iter().find(|entry| entry.path == self.path) else {
            return Talk::default();
        };
        let window = session.window(self.log);
        let decisions = self.log.decisions().unwrap_or_default().entries;
        let found = patterns::recurrences(
            entry,
            &reading.entries,
            &decisions,
            self.vocabulary,
            window,
            &parties,
        );
        render::recurrences(&found, window, session.keeper(self.log))
    }

    /// How to declare the words that nobody declared.
    fn undeclared(&self) -> String {
        let counted = |one: &PostMortem| check::folded(one, self.vocabulary);
        let (before, after) = (self.before.map(counted), counted(self.after));
        let added: Vec<_> = added_balls(before.as_ref(), &after)
            .filter(|(_, word)| self.vocabulary.ball(word).is_none())
            .collect();
        if added.is_empty() {
            return String::new();
        }
        let words: Vec<_> = added.iter().map(|(_, word)| word.as_str()).collect();
        let block = |(party, word): &(Party, &Text)| {
            log::ball_block(word, *party, "what happens, in one sentence") + "\n"
        };
        format!(
            "to declare {}, add to hirelog.toml:\n\n{}",
            words.join(" and "),
            added.iter().map(block).collect::<String>()
        )
    }

    /// Whose part nobody has looked at yet, and how to go on: with one's own, or with the
    /// questions for the others.
    fn next_step(&self, session: &Session<'_>) -> String {
        let (id, hirelog) = (self.id(), session.command());
        let saved = match self.before {
            None => format!("saved {id}{}; ", session.in_own(&self.log.root)),
            Some(_) => String::new(),
        };
        let keeper = session.keeper(self.log);
        let is_missed = |party: &Party| keeper.is_none_or(|keeper| keeper == *party);
        let missing: Vec<Party> = self.after.unwritten().filter(is_missed).collect();
        let Some(first) = missing.first() else {
            return format!("{saved}see what recurs: {hirelog} patterns\n");
        };
        let to = |command: &str, party: Party| {
            let command = hirelog.then(command).word(id.as_str());
            command.then(&format!("--as {party}"))
        };
        if keeper.is_some() {
            let edit = to("edit", *first);
            return format!("{saved}your own part is still to be written: {edit}\n");
        }
        let names: Vec<_> = missing.iter().map(|party| party.as_str()).collect();
        let own = match self.writer {
            Some(writer) => missing.contains(&writer).then_some(writer),
            None => (missing.len() == Party::ALL.len()).then_some(*first),
        };
        let next = match own {
            Some(party) => format!("next: {}", to("edit", party)),
            None => format!(
                "their questions, to paste into a message: {}",
                to("ask", *first)
            ),
        };
        format!(
            "{saved}still to be looked at: {}; {next}\n",
            names.join(", ")
        )
    }
}

const PRIORITIES: ValueKind = ValueKind::List(Words::Priority);

/// What is worth knowing about the words and the day that a change brings in, and about nothing
/// that the file said already: one sentence each, in the order of the file. Both post-mortems are as they are counted,
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
) -> impl Iterator<Item = (Party, &'a Text)> {
    after.by_party().flat_map(move |(party, section)| {
        let before = before.map_or(&[][..], |before| before.section(party).balls());
        added(before, section.balls()).map(move |word| (party, word))
    })
}

fn added<'a>(before: &'a [Text], after: &'a [Text]) -> impl Iterator<Item = &'a Text> {
    after.iter().filter(|word| !before.contains(word))
}

fn of_ball(party: Party, ball: &DroppedBall, vocabulary: &Vocabulary) -> Vec<String> {
    let slug = &ball.slug;
    let mut notes = Vec::new();
    if ball.party != party {
        let seen = match vocabulary.mirrors(ball, party).as_slice() {
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
