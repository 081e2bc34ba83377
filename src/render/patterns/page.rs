//! The page for people: one screen, what asks for a talk first, and every line
//! fit to be read aloud.

use super::super::sparkline::Blocks;
use super::super::style::{Look, Tone};
use super::super::table::{Cell, Column, cut, table};
use super::super::words::{
    UNDECLARED, asked, days, figures, item, own_words, plural, priorities, sentence, sentences,
    span, title,
};
use super::sheet::{Sheet, name};
use crate::patterns::{Balance, Ball, Claim, Digest, Matter, Patterns, Statement};
use crate::talk::visible;
use std::borrow::Cow;

/// Lines of unfinished post-mortems that are shown on a terminal; the rest is
/// counted.
const UNFINISHED: usize = 3;

pub fn patterns_page(patterns: &Patterns, digest: &Digest<'_>, look: Look) -> String {
    let lines = patterns.balls.iter().map(|ball| &ball.days[..]);
    let sheet = Sheet {
        patterns,
        digest,
        look,
        blocks: Blocks::over(patterns.window, lines).filter(|_| look.unicode),
    };
    let mut parts = vec![sheet.head()];
    if digest.keeper.is_none() && patterns.post_mortems > 0 {
        parts.push(sheet.balance());
    }
    let mut above = None;
    for group in digest.groups() {
        let kind = group[0].kind;
        let Some(text) = sheet.group(kind, group) else {
            continue;
        };
        let goes_on = matches!(
            (above, kind),
            (Some(Claim::Watch), Claim::Once) | (Some(Claim::Wanted), Claim::Pitched)
        );
        match parts.last_mut().filter(|_| goes_on) {
            Some(part) => *part += &format!("\n{text}"),
            None => parts.push(text),
        }
        above = Some(kind);
    }
    if patterns.balls.iter().any(|ball| !ball.declared) {
        let legend = sheet.wrapped("", &format!("? {UNDECLARED}"));
        parts.push(look.paint(Tone::Quiet, legend));
    }
    parts.extend(sheet.unfinished());
    parts.join("\n\n") + "\n"
}

impl<'a> Sheet<'a> {
    fn head(&self) -> String {
        let (patterns, look) = (self.patterns, self.look);
        let dash = if look.unicode { "–" } else { "-" };
        let title = format!(
            "{}, {}: {}",
            span(patterns.window, dash),
            days(patterns.window),
            plural(patterns.post_mortems, "post-mortem")
        );
        let before = format!(
            "In the {} before: {}.",
            days(patterns.before),
            patterns.post_mortems_before
        );
        let said = [
            Claim::HonestMismatches,
            Claim::Nothing,
            Claim::TooFew,
            Claim::OwnPart,
        ];
        let said = said.iter().filter_map(|kind| sentence(*kind, self.digest));
        let mut head = look.paint(Tone::Heading, self.wrapped("", &title));
        for line in [before].into_iter().chain(said) {
            head += "\n";
            head += &self.wrapped("", &line);
        }
        head
    }

    /// Who was looked at, and by whom.
    fn balance(&self) -> String {
        let columns = [
            Column::left("party", 9, 0),
            Column::left("looked at", 9, 1),
            Column::right("in its own words", 16, 3),
            Column::right("dropped balls", 13, 2),
        ];
        let piped = self.look.width.is_none();
        let row = |side: &Balance| {
            let tone = match side.is_overlooked() {
                true => Tone::Watch,
                false => Tone::Plain,
            };
            let looked_at = figures(side.written, side.of);
            let [looked_at, own, dropped] = match piped {
                true => [
                    format!("looked at in {looked_at}"),
                    own_words(side.own_voice),
                    format!("{} dropped", side.dropped),
                ],
                false => [
                    looked_at,
                    side.own_voice.to_string(),
                    side.dropped.to_string(),
                ],
            };
            vec![
                Cell::text(Tone::Plain, side.party.as_str()),
                Cell::text(tone, looked_at),
                Cell::text(Tone::Plain, own),
                Cell::text(Tone::Plain, dropped),
            ]
        };
        let rows: Vec<_> = self.patterns.balance.iter().map(row).collect();
        let mut text = table(&columns, &rows, self.look);
        for kind in [Claim::Overlooked, Claim::Blamed] {
            for statement in self.digest.all(kind) {
                for sentence in self.sentences(statement) {
                    text += &self.wrapped("", &sentence);
                    text.push('\n');
                }
            }
        }
        text.trim_end().to_owned()
    }

    /// What is said in a row of one kind; what stands in the head, beside the
    /// balance or at the end is drawn there.
    fn group(&self, kind: Claim, group: &[Statement<'a>]) -> Option<String> {
        let title = title(kind, self.digest);
        let balls = || group.iter().filter_map(Statement::ball).collect::<Vec<_>>();
        match kind {
            Claim::CameBack | Claim::Recurring => self.short_table(&title, Tone::Loud, &balls()),
            Claim::Counted => self.table(&title, Tone::Heading, &balls()),
            Claim::NoneDropped | Claim::NoneRecurs => {
                sentence(kind, self.digest).map(|said| self.wrapped("", &said))
            }
            Claim::Cluster | Claim::Wall => {
                let lines: Vec<_> = group.iter().map(|one| self.topic(one)).collect();
                self.titled(&title, &lines)
            }
            Claim::Watch => self.folded(&title, Tone::Watch, &self.items(kind, &balls())),
            Claim::Once | Claim::Quiet => {
                self.folded(&title, Tone::Plain, &self.items(kind, &balls()))
            }
            Claim::Wanted | Claim::Pitched => {
                let Matter::Priorities(found) = group[0].about else {
                    return None;
                };
                let of = group[0].figures.of;
                let found = priorities(found, of, |slug| visible(slug).into_owned());
                self.folded(&title, Tone::Plain, &[found])
            }
            Claim::HonestMismatches
            | Claim::Nothing
            | Claim::TooFew
            | Claim::Few
            | Claim::OwnPart
            | Claim::Overlooked
            | Claim::Blamed
            | Claim::Unfinished => None,
        }
    }

    fn sentences(&self, statement: &Statement<'_>) -> Vec<String> {
        let shown = |text: &str| visible(text).into_owned();
        sentences(statement, self.digest.sample, shown)
    }

    /// What is said first about it, and what to ask.
    fn topic(&self, topic: &Statement<'_>) -> String {
        let mut text = self.sentences(topic).into_iter().next().unwrap_or_default();
        if let Some(question) = topic
            .question
            .as_ref()
            .filter(|_| topic.kind == Claim::Wall)
        {
            let asked = asked(question.party, self.digest.keeper);
            text += &format!(" {asked}: {}", visible(&question.text));
        }
        self.wrapped("", &text)
    }

    fn items(&self, kind: Claim, balls: &[&Ball]) -> Vec<String> {
        let item =
            |ball: &&Ball| visible(&item(kind, ball, self.digest.sample, &name(ball))).into_owned();
        balls.iter().map(item).collect()
    }

    /// Sections that nobody has written; in a log that one party keeps for
    /// itself, only its own are missed.
    fn unfinished(&self) -> Option<String> {
        let look = self.look;
        let count = self.digest.all(Claim::Unfinished).count();
        let shown = look.width.map_or(count, |_| UNFINISHED);
        let line = |statement: &Statement<'_>| {
            let Matter::PostMortem(one) = statement.about else {
                return None;
            };
            let parties = self.digest.missed(&one.parties);
            let parties: Vec<_> = parties.iter().map(|party| party.as_str()).collect();
            let role = one
                .role
                .as_deref()
                .map_or(Cow::Borrowed("no role"), visible);
            let rest = format!("{}  {role}: {}", one.date, parties.join(", "));
            let id = visible(one.id.as_str());
            let room = look
                .width
                .map_or(usize::MAX, |width| width.saturating_sub(id.len() + 2));
            let rest = cut(&rest, room, look);
            Some(format!("{}  {rest}", look.paint(Tone::Id, &id)))
        };
        let unfinished = self.digest.all(Claim::Unfinished).take(shown);
        let mut lines: Vec<_> = unfinished.filter_map(line).collect();
        if count > shown {
            let (dots, more) = (look.ellipsis(), count - shown);
            let more = format!("{dots} and {more} more: hirelog patterns --format json");
            let width = look.width.unwrap_or(usize::MAX);
            lines.push(look.paint(Tone::Quiet, cut(&more, width, look)));
        }
        self.titled(&title(Claim::Unfinished, self.digest), &lines)
    }
}
