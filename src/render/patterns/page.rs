//! The page for people: one screen, what asks for a talk first, and every line
//! fit to be read aloud.

mod balls;

use super::super::sparkline::Blocks;
use super::super::style::{Look, Tone};
use super::super::table::{Cell, Column, cut, table};
use super::super::visible::{visible, wrap};
use super::words;
use crate::model::Party;
use crate::patterns::{Ball, FEWEST, Patterns, Standing};
use crate::vocabulary::Questions;
use balls::name;
use std::borrow::Cow;

/// Lines of unfinished post-mortems that are shown on a terminal; the rest is
/// counted.
const UNFINISHED: usize = 3;

/// `questions` are asked about walls. `keeper` is the party that keeps the log for itself, where one does; then
/// the words are about the reader.
pub fn patterns_page(
    patterns: &Patterns,
    questions: Option<&Questions<'_>>,
    keeper: Option<Party>,
    look: Look,
) -> String {
    let lines = patterns.balls.iter().map(|ball| &ball.days[..]);
    let blocks = Blocks::over(patterns.window, lines).filter(|_| look.unicode);
    let page = Page {
        patterns,
        questions,
        keeper,
        look,
        blocks,
    };
    let mut parts = vec![page.head()];
    match keeper {
        Some(_) => parts.extend(page.walls()),
        None if patterns.post_mortems > 0 => parts.push(page.balance()),
        None => {}
    }
    parts.extend(page.balls());
    if keeper.is_none() {
        parts.extend(page.walls());
    }
    parts.extend(page.priorities());
    parts.extend(page.quiet());
    if patterns.balls.iter().any(|ball| !ball.declared) {
        let legend = "? a word the vocabulary does not have under this party";
        parts.push(look.paint(Tone::Quiet, page.wrapped("", legend)));
    }
    parts.extend(page.unfinished());
    parts.join("\n\n") + "\n"
}

struct Page<'a> {
    patterns: &'a Patterns,
    questions: Option<&'a Questions<'a>>,
    keeper: Option<Party>,
    look: Look,
    /// Nothing where they cannot be shown.
    blocks: Option<Blocks>,
}

impl<'a> Page<'a> {
    fn head(&self) -> String {
        let (patterns, look) = (self.patterns, self.look);
        let dash = if look.unicode { "–" } else { "-" };
        let title = format!(
            "{}, {}: {}",
            words::span(patterns.window, dash),
            words::days(patterns.window),
            words::count(patterns.post_mortems, "post-mortem")
        );
        let mut lines = vec![format!(
            "In the {} before: {}.",
            words::days(patterns.before),
            patterns.post_mortems_before
        )];
        lines.extend(words::honest_mismatches(patterns));
        if patterns.too_few {
            lines.push(format!(
                "Too few to call: with fewer than {FEWEST} there are counts and no patterns."
            ));
        }
        if let Some(keeper) = self.keeper.filter(|_| patterns.post_mortems > 0) {
            let side = &patterns.balance[keeper.index()];
            lines.push(format!(
                "Your own part is written in {}; it names {}.",
                words::figures(side.written, side.of),
                words::count(side.dropped, "dropped ball")
            ));
        }
        let mut head = look.paint(Tone::Heading, self.wrapped("", &title));
        for line in lines {
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
        let spoken = |before: &str, figures: String, after: &str| match piped {
            true => format!("{before}{figures}{after}"),
            false => figures,
        };
        let row = |side: &crate::patterns::Balance| {
            let tone = match side.is_overlooked() {
                true => Tone::Watch,
                false => Tone::Plain,
            };
            let looked_at = words::figures(side.written, side.of);
            vec![
                Cell::text(Tone::Plain, side.party.as_str()),
                Cell::text(tone, spoken("looked at in ", looked_at, "")),
                Cell::text(
                    Tone::Plain,
                    spoken("", side.own_voice.to_string(), " in its own words"),
                ),
                Cell::text(
                    Tone::Plain,
                    spoken("", side.dropped.to_string(), " dropped"),
                ),
            ]
        };
        let rows: Vec<_> = self.patterns.balance.iter().map(row).collect();
        let mut text = table(&columns, &rows, self.look);
        for sentence in words::balance_sentences(self.patterns) {
            text += &self.wrapped("", &sentence);
            text.push('\n');
        }
        text.trim_end().to_owned()
    }

    fn clusters(&self) -> Option<String> {
        let clusters = self.patterns.clusters.iter().map(|cluster| {
            let slugs: Vec<_> = cluster.slugs.iter().map(|slug| visible(slug)).collect();
            let count = words::count(cluster.n(), "post-mortem");
            self.wrapped("", &format!("{}: {count} together", slugs.join(" and ")))
        });
        self.titled("The same thing, dropped from several sides", clusters)
    }

    fn walls(&self) -> Option<String> {
        if self.patterns.too_few {
            return None;
        }
        let walls = words::different_walls(&self.patterns.walls)
            .into_iter()
            .map(|wall| {
                let text = words::wall(wall, |text| visible(text).into_owned());
                let question = words::question(wall, self.questions, self.keeper);
                let question = question.map(|question| {
                    let asked = words::asked(question.party, self.keeper);
                    format!(" {asked}: {}", visible(&question.text))
                });
                self.wrapped("", &format!("{text}{}", question.unwrap_or_default()))
            });
        let title = match self.keeper {
            Some(_) => "Walls you are running into",
            None => "Walls",
        };
        self.titled(title, walls)
    }

    fn priorities(&self) -> Option<String> {
        let found = &self.patterns.priorities;
        let (wanted, pitched) = match self.keeper {
            Some(Party::Candidate) => (
                "What you wanted and nobody pitched: ",
                "What was pitched and you did not want: ",
            ),
            _ => ("Wanted, not pitched: ", "Pitched, not wanted: "),
        };
        let lists = [
            (wanted, &found.wanted_not_pitched),
            (pitched, &found.pitched_not_wanted),
        ];
        let lines = lists
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(label, list)| {
                let top = words::priorities(list, found.of(), |slug| visible(slug).into_owned());
                self.wrapped(label, &top)
            });
        let lines: Vec<_> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn quiet(&self) -> Option<String> {
        if self.patterns.too_few {
            return None;
        }
        let balls = self.patterns.balls.iter();
        let recurred: Vec<_> = balls
            .filter(|ball| ball.n() == 0 && ball.was_recurring)
            .collect();
        self.folded(
            "Quiet now, recurring before: ",
            Tone::Plain,
            &recurred,
            |ball| {
                let promised = match ball.promises.standing() {
                    Standing::SoFar | Standing::Holding => {
                        format!(" ({})", words::commitment(&ball.promises))
                    }
                    _ => String::new(),
                };
                format!("{}{}", name(ball), visible(&promised))
            },
        )
    }

    /// Sections that nobody has written; in a log that one party keeps for
    /// itself, only its own are missed.
    fn unfinished(&self) -> Option<String> {
        let look = self.look;
        let is_missed = |party: &&Party| self.keeper.is_none_or(|keeper| keeper == **party);
        let missed = self.patterns.unfinished.iter().filter_map(|one| {
            let parties: Vec<_> = one
                .parties
                .iter()
                .filter(is_missed)
                .map(|party| party.as_str())
                .collect();
            (!parties.is_empty()).then_some((one, parties))
        });
        let missed: Vec<_> = missed.collect();
        let have = if missed.len() == 1 { "has" } else { "have" };
        let what = match self.keeper {
            Some(_) => "no part of yours yet",
            None => "a section nobody has written",
        };
        let title = format!(
            "Unfinished: {} {have} {what}",
            words::count(missed.len(), "post-mortem")
        );
        let shown = look.width.map_or(missed.len(), |_| UNFINISHED);
        let mut lines: Vec<_> = missed
            .iter()
            .take(shown)
            .map(|(one, parties)| {
                let role = one
                    .role
                    .as_deref()
                    .map_or(Cow::Borrowed("no role"), visible);
                let rest = format!("{}  {role}: {}", one.date, parties.join(", "));
                let id = visible(one.id.as_str());
                let room = look
                    .width
                    .map_or(usize::MAX, |width| width.saturating_sub(id.len() + 2));
                format!("{}  {}", look.paint(Tone::Id, &id), cut(&rest, room, look))
            })
            .collect();
        if missed.len() > shown {
            let (dots, more) = (look.ellipsis(), missed.len() - shown);
            let more = format!("{dots} and {more} more: hirelog patterns --format json");
            let width = look.width.unwrap_or(usize::MAX);
            lines.push(look.paint(Tone::Quiet, cut(&more, width, look)));
        }
        self.titled(&title, lines.into_iter())
    }

    fn folded(
        &self,
        label: &str,
        tone: Tone,
        balls: &[&Ball],
        spoken: impl Fn(&Ball) -> String,
    ) -> Option<String> {
        let spoken: Vec<_> = balls.iter().map(|ball| spoken(ball)).collect();
        let text = (!spoken.is_empty()).then(|| self.wrapped(label, &spoken.join(", ")))?;
        // Where there is hardly any room the label itself is broken, and stays plain.
        let label = label.trim_end();
        Some(match text.strip_prefix(label) {
            Some(rest) => format!("{}{rest}", self.look.paint(tone, label)),
            None => text,
        })
    }

    fn titled(&self, title: &str, lines: impl Iterator<Item = String>) -> Option<String> {
        let lines: Vec<_> = lines.collect();
        let title = self.look.paint(Tone::Heading, self.wrapped("", title));
        (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
    }

    fn wrapped(&self, label: &str, text: &str) -> String {
        match self.look.width {
            None => format!("{label}{text}"),
            Some(width) => wrap(&format!("{label}{text}"), width, "", "  "),
        }
    }
}
