//! The page for people: what was promised last, at most three things to talk about,
//! and a line for everything else; every sentence fit to be read aloud.

use super::super::claims::{HEAD, LINES, PRIORITIES, QuotedLine, SENTENCES, at_most, legend};
use super::super::style::{Look, Tone};
use super::super::table::cut;
use super::super::words::{
    UNFINISHED, asked, breath, days, matching, of_log, plural, sentence, sentences, span, title,
    waiting,
};
use super::sheet::{Sheet, SheetRoom, to_read};
use crate::model::{Id, Party};
use crate::patterns::{Ball, Claim, Digest, Patterns, Statement, Waiting};
use crate::talk::visible;

/// Two screens of a terminal that nobody has made larger.
const SCREENS: usize = 2 * 24;

/// What a page shows of all there is, the roomiest first: a log in which everything goes
/// on at once takes fewer names for two screens.
const ROOMS: [SheetRoom; 5] = [
    room(10, 5, 3, IDS),
    room(5, 5, 3, IDS),
    room(3, 3, 3, IDS),
    SheetRoom {
        quotes: false,
        ..room(2, 2, 2, 3)
    },
    SheetRoom {
        quotes: false,
        is_airy: false,
        ..room(1, 1, 1, 3)
    },
];

const fn room(named: usize, oldest: usize, promises: usize, ids: usize) -> SheetRoom {
    SheetRoom {
        named,
        oldest,
        promises,
        ids,
        quotes: true,
        is_airy: true,
    }
}

/// Ids behind a topic that are shown.
const IDS: usize = 8;

/// How much of it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Two screens at most.
    Short,
    /// The table of all balls as well.
    All,
}

pub fn patterns_page(
    patterns: &Patterns,
    digest: &Digest<'_>,
    extent: Extent,
    hirelog: &str,
    look: Look,
) -> String {
    let drawn = |room: &SheetRoom| {
        let sheet = Sheet {
            patterns,
            digest,
            hirelog,
            look,
            room: *room,
        };
        sheet.page(extent)
    };
    let [roomy, narrower @ ..] = &ROOMS;
    let mut page = drawn(roomy);
    // A pipe has no screens, and who asks for all gets all.
    if look.width.is_none() || extent == Extent::All {
        return page;
    }
    for room in narrower {
        if page.lines().count() <= SCREENS {
            break;
        }
        page = drawn(room);
    }
    page
}

impl Sheet<'_> {
    fn page(&self, extent: Extent) -> String {
        let (sheet, patterns, look) = (self, self.patterns, self.look);
        let mut parts = vec![sheet.head()];
        parts.extend(sheet.decided());
        parts.extend(sheet.promised());
        parts.extend(sheet.topics());
        parts.extend(sheet.paragraph(&SENTENCES));
        parts.extend(sheet.lines());
        if extent == Extent::All {
            let all: Vec<&Ball> = patterns.balls.iter().collect();
            parts.extend(sheet.table("All of them", Tone::Heading, &all));
        }
        if let Some(legend) = legend(&patterns.balls, to_read, &parts.join("\n")) {
            parts.push(look.paint(Tone::Quiet, sheet.wrapped("", &legend)));
        }
        parts.extend(sheet.waiting());
        let gap = if self.room.is_airy { "\n\n" } else { "\n" };
        parts.join(gap) + "\n"
    }

    fn head(&self) -> String {
        let (patterns, look) = (self.patterns, self.look);
        let dash = if look.unicode { "–" } else { "-" };
        let title = format!(
            "{}, {}: {}{}",
            span(patterns.window, dash),
            days(patterns.window),
            plural(patterns.post_mortems, "post-mortem"),
            visible(&matching(patterns))
        );
        let before = format!(
            "In the {} before: {}.",
            days(patterns.before),
            patterns.post_mortems_before
        );
        let said = HEAD.iter().filter_map(|claim| self.said(*claim));
        let mut head = look.paint(Tone::Heading, self.wrapped("", &title));
        for line in [before].into_iter().chain(said) {
            head += "\n";
            head += &self.wrapped("", &line);
        }
        head
    }

    fn said(&self, claim: Claim) -> Option<String> {
        let said = sentence(claim, self.digest)?;
        Some(visible(&said).into_owned())
    }

    /// What was decided last, and what became of it.
    fn decided(&self) -> Option<String> {
        let (voice, most) = (self.voice(), self.room.promises);
        let decided = voice.decided(most).into_iter();
        let lines = decided.map(|one| self.quoting(&one));
        let memory = self.said(Claim::OnMemory);
        let lines: Vec<_> = lines
            .chain(memory.map(|said| self.wrapped("", &said)))
            .collect();
        self.titled(&voice.decided_title(most, self.hirelog), &lines)
    }

    /// A line, and below it the words of somebody where there is room.
    fn quoting(&self, (head, words): &QuotedLine) -> String {
        let head = self.wrapped("", head);
        let Some(words) = words.as_ref().filter(|_| self.room.quotes) else {
            return head;
        };
        let quoted = format!("  \"{}\"", visible(words));
        let width = self.look.width.unwrap_or(usize::MAX);
        let quoted = self.look.paint(Tone::Quiet, cut(&quoted, width, self.look));
        format!("{head}\n{quoted}")
    }

    /// What was promised last, in the words of whoever promised it.
    fn promised(&self) -> Option<String> {
        let decided = self.digest.all(Claim::Decided).count();
        let room = self.room.promises.saturating_sub(decided);
        let promised = self.voice().promised();
        let promised = promised.iter().take(room);
        let lines: Vec<_> = promised.map(|one| self.quoting(one)).collect();
        self.titled(&title(Claim::Promised, self.digest), &lines)
    }

    /// At most three, each in a breath, with a question and the post-mortems behind
    /// it.
    fn topics(&self) -> Option<String> {
        let shown = |text: &str| visible(text).into_owned();
        let topic = |(index, topic): (usize, &Statement<'_>)| {
            let said = breath(topic, self.digest, shown);
            let text = self.wrapped(&format!("{}. ", index + 1), &said);
            let question = topic.question.as_ref().map(|question| {
                let asked = asked(question.party, self.digest.keeper);
                format!("  {asked}: {}", visible(&question.text))
            });
            let behind = self.behind(topic.ids());
            if let (Some(question), false) = (&question, self.room.is_airy) {
                let below = format!("{question} ({behind})");
                return format!("{text}\n{}", self.wrapped("", &below));
            }
            let behind = self.wrapped("", &format!("  {behind}"));
            let question = question.map(|question| self.wrapped("", &question));
            let behind = self.look.paint(Tone::Id, behind);
            let lines = [Some(text), question, Some(behind)].into_iter();
            lines.flatten().collect::<Vec<_>>().join("\n")
        };
        let topics: Vec<_> = self.digest.topics.iter().enumerate().map(topic).collect();
        self.titled("To talk about", &topics)
    }

    /// The post-mortems behind a topic, as far as there is room.
    fn behind(&self, ids: &[Id]) -> String {
        let mut behind: Vec<_> = ids
            .iter()
            .map(|id| visible(id.as_str()).into_owned())
            .collect();
        at_most(self.room.ids, &mut behind);
        behind.join(" ")
    }

    /// Sentences, one below the other.
    fn paragraph(&self, claims: &[Claim]) -> Option<String> {
        let shown = |text: &str| visible(text).into_owned();
        let said = claims.iter().flat_map(|claim| self.digest.all(*claim));
        let said = said.flat_map(|one| sentences(one, self.digest, shown));
        let said: Vec<_> = match self.room.is_airy {
            true => said.map(|said| self.wrapped("", &said)).collect(),
            false => vec![self.wrapped("", &said.collect::<Vec<_>>().join(" "))],
        };
        Some(said.join("\n")).filter(|said| !said.is_empty())
    }

    /// One line a kind.
    fn lines(&self) -> Option<String> {
        let claims = LINES.into_iter().chain(PRIORITIES);
        let lines: Vec<_> = claims.filter_map(|claim| self.line(claim)).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn line(&self, claim: Claim) -> Option<String> {
        let items = self.voice().items(claim, self.room.named);
        let tone = match claim {
            Claim::MoreOften | Claim::Recurring | Claim::Wall => Tone::Loud,
            Claim::Watch | Claim::Run => Tone::Watch,
            _ => Tone::Plain,
        };
        let title = title(claim, self.digest);
        (!items.is_empty()).then(|| self.folded(&title, tone, &items.join("; ")))
    }

    /// Sections that nobody has written, the oldest first, and how to see the rest;
    /// and how many nobody has sorted.
    fn waiting(&self) -> Option<String> {
        let (missed, oldest) = (self.digest.unfinished(), self.room.oldest);
        let shown = missed.iter().take(oldest);
        let mut lines: Vec<_> = shown
            .map(|(one, parties)| self.open(one, parties))
            .collect();
        if missed.len() > oldest {
            let more = format!(
                "and {} more: {} {UNFINISHED}",
                missed.len() - oldest,
                self.hirelog
            );
            lines.push(self.look.paint(Tone::Quiet, self.wrapped("", &more)));
        }
        let title = waiting(Claim::Unfinished, self.digest, self.hirelog).unwrap_or_default();
        let unsorted = waiting(Claim::Unsorted, self.digest, self.hirelog);
        let unsorted = unsorted.map(|unsorted| self.wrapped("", &unsorted));
        let parts = self.titled(&title, &lines).into_iter().chain(unsorted);
        Some(parts.collect::<Vec<_>>().join("\n")).filter(|parts| !parts.is_empty())
    }

    fn open(&self, one: &Waiting, parties: &[Party]) -> String {
        let look = self.look;
        let parties: Vec<_> = parties.iter().map(|party| party.as_str()).collect();
        let role = one.role.as_deref().map_or("no role".into(), visible);
        let rest = format!("{}  {role}: {}", one.date, parties.join(", "));
        let log = of_log(one.log.as_deref());
        let id = format!("{}{}", visible(one.id.as_str()), visible(&log));
        let room = look
            .width
            .map_or(usize::MAX, |width| width.saturating_sub(id.len() + 2));
        let rest = cut(&rest, room, look);
        format!("{}  {rest}", look.paint(Tone::Id, &id))
    }
}
