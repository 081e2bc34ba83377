//! `patterns SLUG`: what is behind one ball, to read.

use super::super::style::{Look, Tone};
use super::super::words::{
    NEW_WORD, ball as ball_sentence, evidence, first_sentence, mirror, of_log, plural,
    promise_sentence,
};
use super::super::wrap::wrapped;
use super::spans::spans;
use crate::model::Party;
use crate::patterns::{Ball, BehindBall, Dropped, Patterns, Sample};
use crate::talk::visible;
use std::borrow::Cow;

pub fn behind_page(behind: &[BehindBall<'_>], patterns: &Patterns, look: Look) -> String {
    let page = BehindPage {
        patterns,
        sample: Sample::of(patterns.post_mortems),
        look,
    };
    let parts: Vec<_> = behind.iter().map(|one| page.ball(one)).collect();
    parts.join("\n\n\n") + "\n"
}

struct BehindPage<'a> {
    patterns: &'a Patterns,
    sample: Sample,
    look: Look,
}

impl BehindPage<'_> {
    fn ball(&self, behind: &BehindBall<'_>) -> String {
        let mut parts = vec![self.head(behind), self.figures(&behind.ball)];
        for (title, span) in spans(self.patterns) {
            let dropped = behind.dropped.iter();
            let dropped: Vec<_> = dropped
                .filter(|one| span.contains(one.entry.post_mortem.date))
                .map(|one| self.dropped(one, behind.ball.party))
                .collect();
            if !dropped.is_empty() {
                let title = format!("{title}: {}", plural(dropped.len(), "post-mortem"));
                parts.push(
                    self.look
                        .paint(Tone::Heading, self.wrapped("", "  ", &title)),
                );
                parts.extend(dropped);
            }
        }
        if behind.dropped.is_empty() {
            parts.push("Nobody has dropped it yet.".to_owned());
        }
        parts.extend(self.mirrors(&behind.mirrors));
        parts.join("\n\n")
    }

    fn head(&self, behind: &BehindBall<'_>) -> String {
        let (ball, look) = (&behind.ball, self.look);
        let dot = format!(" {} ", look.dot());
        let mut about = vec![
            look.paint(Tone::Heading, visible(&ball.slug)),
            ball.party.title().to_owned(),
        ];
        let level = self.sample.level(ball);
        about.extend(level.map(|level| level.as_str().to_owned()));
        if !ball.declared {
            about.push(NEW_WORD.to_owned());
        }
        let mut head = about.join(&dot);
        let meaning = behind.declared.map_or("", |ball| ball.meaning.as_str());
        if !meaning.is_empty() {
            head += "\n";
            head += &self.wrapped("", "", &visible(meaning));
        }
        head
    }

    fn figures(&self, ball: &Ball) -> String {
        let mut lines = vec![ball_sentence(ball, self.patterns, self.sample)];
        lines.extend(evidence(ball, self.sample));
        if ball.promises.made > 0 || ball.n() > 0 {
            lines.push(promise_sentence(&ball.promises, self.sample));
        }
        let text: Vec<_> = lines
            .iter()
            .map(|line| self.wrapped("", "  ", &visible(line)))
            .collect();
        text.join("\n")
    }

    fn dropped(&self, dropped: &Dropped<'_>, party: Party) -> String {
        let (entry, look) = (dropped.entry, self.look);
        let post_mortem = &entry.post_mortem;
        let role = post_mortem
            .role
            .as_deref()
            .map_or(Cow::Borrowed("no role"), visible);
        let stage = post_mortem.stage.as_deref().map(visible);
        let stage = stage.map_or(String::new(), |stage| format!(" at {stage}"));
        let ended = format!("{role}, {}{stage}", visible(&post_mortem.outcome));
        let log = of_log(entry.log.as_deref());
        let (id, log) = (visible(entry.id.as_str()), visible(&log));
        let label = format!("{}  {id}{log}  ", post_mortem.date);
        let title = self.wrapped(&label, "  ", &ended);
        let title = title.replacen(
            entry.id.as_str(),
            &look.paint(Tone::Id, entry.id.as_str()),
            1,
        );
        let mut lines = vec![title];
        for (of, section) in post_mortem.by_party() {
            let sentence = first_sentence(&section.owned);
            if sentence.is_empty() {
                continue;
            }
            let by = match section.by {
                Some(by) if by != of => format!(" (written by the {})", by.title()),
                _ => String::new(),
            };
            lines.push(self.labelled(of.as_str(), &format!("{}{by}", visible(&sentence))));
        }
        if let Some(day) = dropped.promised {
            let next = first_sentence(&post_mortem.section(party).next);
            let day = day.spoken();
            lines.push(self.labelled("next", &format!("{} ({day})", visible(&next))));
        }
        lines.join("\n")
    }

    fn mirrors(&self, mirrors: &[Ball]) -> Option<String> {
        let lines: Vec<_> = mirrors
            .iter()
            .map(|ball| {
                self.wrapped(
                    "",
                    "  ",
                    &format!("{}: {}", visible(&ball.slug), mirror(ball, self.sample)),
                )
            })
            .collect();
        let title = self
            .look
            .paint(Tone::Heading, "The same thing from other sides");
        (!lines.is_empty()).then(|| format!("{title}\n{}", lines.join("\n")))
    }

    fn labelled(&self, label: &str, text: &str) -> String {
        self.wrapped(&format!("  {label:9}  "), "             ", text)
    }

    fn wrapped(&self, first: &str, rest: &str, text: &str) -> String {
        wrapped(text, self.look, first, rest)
    }
}
