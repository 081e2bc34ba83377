//! `patterns SLUG`: what is behind one ball, to read, and for a chat message or a pull
//! request.

use super::super::markdown::{code, escaped};
use super::super::style::{Look, Tone};
use super::super::words::{
    NEW_WORD, ball as ball_sentence, days, evidence, first_sentence, matching, mirror, of_log,
    plural, promise_sentence,
};
use super::super::wrap::wrapped;
use crate::model::{Day, Party, Span};
use crate::patterns::{BehindBall, Mention, Patterns, Sample};
use crate::talk::visible;

pub fn behind_page(behind: &[BehindBall<'_>], patterns: &Patterns, look: Look) -> String {
    BehindPage::new(patterns, Some(look)).balls(behind, "\n\n\n")
}

pub fn behind_markdown(behind: &[BehindBall<'_>], patterns: &Patterns) -> String {
    BehindPage::new(patterns, None).balls(behind, "\n\n")
}

struct BehindPage<'a> {
    patterns: &'a Patterns,
    sample: Sample,
    /// `None` for Markdown.
    look: Option<Look>,
}

impl<'a> BehindPage<'a> {
    const fn new(patterns: &'a Patterns, look: Option<Look>) -> Self {
        Self {
            patterns,
            sample: Sample::of(patterns.post_mortems),
            look,
        }
    }

    fn balls(&self, behind: &[BehindBall<'_>], gap: &str) -> String {
        let balls: Vec<_> = behind.iter().map(|one| self.ball(one)).collect();
        balls.join(gap) + "\n"
    }

    fn ball(&self, behind: &BehindBall<'_>) -> String {
        let (ball, sample) = (&behind.ball, self.sample);
        let mut parts = vec![self.head(behind)];
        let mut figures = vec![ball_sentence(ball, self.patterns, sample)];
        figures.extend(evidence(ball, sample));
        if ball.promises.made > 0 || ball.n() > 0 {
            figures.push(promise_sentence(&ball.promises, sample));
        }
        let figures = figures
            .iter()
            .map(|said| self.wrapped("", &self.shown(said)));
        let figures: Vec<_> = figures.collect();
        let (between, below, gap) = match self.look {
            Some(_) => ("\n", "\n\n", "\n"),
            None => (" ", "\n", "\n\n"),
        };
        parts.push(figures.join(between));
        for (title, span) in self.spans() {
            let dropped = behind.dropped.iter();
            let dropped = dropped.filter(|one| span.contains(one.entry.post_mortem.date));
            let dropped: Vec<_> = dropped.map(|one| self.dropped(one, ball.party)).collect();
            if !dropped.is_empty() {
                let count = plural(dropped.len(), "post-mortem");
                parts.push(self.title(&format!("{title}: {count}")));
                parts.push(dropped.join(below));
            }
        }
        if behind.dropped.is_empty() {
            let matching = self.shown(&matching(self.patterns));
            parts.push(format!("No post-mortem{matching} has dropped it yet."));
        }
        let mirrors = behind.mirrors.iter().map(|ball| match self.look {
            Some(_) => {
                let said = format!("{}: {}", visible(&ball.slug), mirror(ball, sample));
                self.wrapped("", &said)
            }
            None => format!("- {}: {}", code(&ball.slug), mirror(ball, sample)),
        });
        let mirrors: Vec<_> = mirrors.collect();
        if !mirrors.is_empty() {
            let title = self.title("The same thing from other sides");
            parts.push(format!("{title}{gap}{}", mirrors.join("\n")));
        }
        parts.join("\n\n")
    }

    fn head(&self, behind: &BehindBall<'_>) -> String {
        let ball = &behind.ball;
        let meaning = behind.declared.map_or("", |ball| ball.meaning.as_str());
        let (head, gap) = match self.look {
            None => {
                let (slug, party) = (code(&ball.slug), ball.party.title());
                (format!("**{slug}** ({party})"), "\n\n")
            }
            Some(look) => {
                let mut about = vec![
                    look.paint(Tone::Heading, visible(&ball.slug)),
                    ball.party.title().to_owned(),
                ];
                let level = self.sample.level(ball);
                about.extend(level.map(|level| level.as_str().to_owned()));
                about.extend((!ball.declared).then(|| NEW_WORD.to_owned()));
                (about.join(&format!(" {} ", look.dot())), "\n")
            }
        };
        match meaning {
            "" => head,
            meaning => format!("{head}{gap}{}", self.prose(&self.shown(meaning))),
        }
    }

    /// The windows and what lies before them.
    fn spans(&self) -> [(String, Span); 3] {
        let (window, before) = (self.patterns.window, self.patterns.before);
        let earlier = Span {
            since: Day::FIRST,
            until: before.since.minus_days(1),
        };
        [
            ("In this window".to_owned(), window),
            (format!("In the {} before", days(before)), before),
            ("Earlier".to_owned(), earlier),
        ]
    }

    fn dropped(&self, dropped: &Mention<'_>, party: Party) -> String {
        let (entry, post_mortem) = (dropped.entry, &dropped.entry.post_mortem);
        let role = post_mortem.role.as_deref();
        let role = role.map_or_else(|| "no role".to_owned(), |role| self.shown(role));
        let stage = post_mortem.stage.as_deref();
        let stage = stage.map_or(String::new(), |stage| format!(" at {}", self.shown(stage)));
        let ended = format!("{role}, {}{stage}", self.shown(&post_mortem.outcome));
        let log = self.shown(&of_log(entry.log.as_deref()));
        let (id, date) = (entry.id.as_str(), post_mortem.date);
        let mut lines = vec![match self.look {
            None => format!("- {}{log} {date}, {ended}", code(id)),
            Some(look) => {
                let label = format!("{date}  {}{log}  ", visible(id));
                let head = self.wrapped(&label, &ended);
                head.replacen(id, &look.paint(Tone::Id, id), 1)
            }
        }];
        for (of, section) in post_mortem.by_party() {
            let by = match section.by {
                Some(by) if by != of && self.look.is_some() => {
                    format!(" (written by the {})", by.title())
                }
                _ => String::new(),
            };
            let sentence = first_sentence(&section.owned);
            if !sentence.is_empty() {
                let sentence = format!("{}{by}", self.shown(&sentence));
                lines.push(self.labelled(of.as_str(), &sentence));
            }
        }
        if let Some(day) = dropped.promised {
            let next = self.shown(&first_sentence(&post_mortem.section(party).next));
            lines.push(self.labelled("next", &format!("{next} ({})", day.spoken())));
        }
        lines.join("\n")
    }

    fn title(&self, title: &str) -> String {
        match self.look {
            Some(look) => look.paint(Tone::Heading, self.wrapped("", title)),
            None => format!("**{title}**"),
        }
    }

    fn labelled(&self, label: &str, text: &str) -> String {
        match self.look {
            None => format!("  - {label}: {text}"),
            Some(look) => wrapped(text, look, &format!("  {label:9}  "), "             "),
        }
    }

    fn wrapped(&self, first: &str, text: &str) -> String {
        match self.look {
            None => format!("{first}{text}"),
            Some(look) => wrapped(text, look, first, "  "),
        }
    }

    fn prose(&self, text: &str) -> String {
        match self.look {
            None => text.to_owned(),
            Some(look) => wrapped(text, look, "", ""),
        }
    }

    fn shown(&self, text: &str) -> String {
        match self.look {
            None => escaped(text),
            Some(_) => visible(text).into_owned(),
        }
    }
}
