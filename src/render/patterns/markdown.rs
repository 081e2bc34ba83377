//! `patterns --format md`: for a chat message or a pull request. Lists and no
//! tables, as a chat shows those as they are written.

use super::super::claims::{HEAD, LINES, PRIORITIES, SENTENCES, at_most};
use super::super::markdown::{code, escaped};
use super::super::words::{
    UNFINISHED, asked, breath, days, item, matching, of_log, plural, priorities, sentences, span,
    title, waiting,
};
use crate::patterns::{Claim, Digest, Matter, Patterns, Statement, Waiting};

/// Balls of one kind that are named, and post-mortems that wait; the rest is counted.
const NAMED: usize = 10;
const OLDEST: usize = 5;

pub fn patterns_markdown(patterns: &Patterns, digest: &Digest<'_>) -> String {
    let page = ChatPage { patterns, digest };
    let mut parts = vec![page.head()];
    let decided = digest.all(Claim::Decided);
    let decided = decided.filter_map(|one| match one.about {
        Matter::Decision(decided) => Some(format!(
            "{}: “{}”",
            page.sentences(one),
            escaped(&decided.entry.decision.next)
        )),
        _ => None,
    });
    parts.extend(list(&title(Claim::Decided, digest), decided));
    let on_memory = digest.all(Claim::OnMemory);
    parts.extend(on_memory.map(|one| page.sentences(one)));
    let promised = digest.all(Claim::Promised);
    let promised = promised.filter_map(|one| page.promised(one));
    parts.extend(list(&title(Claim::Promised, digest), promised));
    parts.extend(list(
        "To talk about",
        digest.topics.iter().map(|one| page.topic(one)),
    ));
    parts.extend(page.paragraph(&SENTENCES));
    for claim in LINES.into_iter().chain(PRIORITIES) {
        parts.extend(page.line(claim));
    }
    parts.extend(page.unfinished());
    parts.extend(waiting(Claim::Unsorted, digest));
    parts.join("\n\n") + "\n"
}

struct ChatPage<'a> {
    patterns: &'a Patterns,
    digest: &'a Digest<'a>,
}

impl ChatPage<'_> {
    fn sentences(&self, statement: &Statement<'_>) -> String {
        sentences(statement, self.digest, escaped).join(" ")
    }

    fn head(&self) -> String {
        let patterns = self.patterns;
        let mut head = format!(
            "**Dropped balls, {}**\n\n{}{} in {}; {} in the {} before.",
            span(patterns.window, "–"),
            plural(patterns.post_mortems, "post-mortem"),
            escaped(&matching(patterns)),
            days(patterns.window),
            patterns.post_mortems_before,
            days(patterns.before),
        );
        for claim in HEAD {
            for statement in self.digest.all(claim) {
                head += &format!(" {}", self.sentences(statement));
            }
        }
        head
    }

    fn promised(&self, statement: &Statement<'_>) -> Option<String> {
        let ball = statement.ball()?;
        let latest = ball.promises.latest.as_ref()?;
        let words: Vec<_> = latest.promise.text.split_whitespace().collect();
        let head = item(Claim::Promised, ball, self.digest, "");
        let (name, head) = (code(&ball.slug), escaped(&head));
        Some(format!("{name}{head}: “{}”", escaped(&words.join(" "))))
    }

    fn topic(&self, topic: &Statement<'_>) -> String {
        let slugs = topic.slugs();
        let shown = |text: &str| match slugs.contains(&text) {
            true => code(text),
            false => escaped(text),
        };
        let mut line = breath(topic, self.digest, shown);
        if let Some(question) = &topic.question {
            let asked = asked(question.party, self.digest.keeper);
            line += &format!(" {asked}: {}", escaped(&question.text));
        }
        let ids: Vec<_> = topic.ids().iter().map(|id| code(id.as_str())).collect();
        format!("{line} ({})", ids.join(", "))
    }

    fn paragraph(&self, claims: &[Claim]) -> Option<String> {
        let said = claims.iter().flat_map(|claim| self.digest.all(*claim));
        let said: Vec<_> = said.map(|one| self.sentences(one)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// One line a kind.
    fn line(&self, claim: Claim) -> Option<String> {
        let mut items: Vec<String> = Vec::new();
        for statement in self.digest.all(claim) {
            items.push(match statement.about {
                Matter::Ball(ball) => {
                    let rest = item(claim, ball, self.digest, "");
                    format!("{}{}", code(&ball.slug), escaped(&rest))
                }
                Matter::Priorities(found) => priorities(found, statement.figures.of, code),
                Matter::Cluster(_) => {
                    let said = sentences(statement, self.digest, code);
                    said.join(" ").trim_end_matches('.').to_owned()
                }
                _ => self.sentences(statement).trim_end_matches('.').to_owned(),
            });
        }
        at_most(NAMED, &mut items);
        let title = title(claim, self.digest);
        (!items.is_empty()).then(|| format!("**{title}:** {}", items.join("; ")))
    }

    fn unfinished(&self) -> Option<String> {
        let statement = self.digest.all(Claim::Unfinished).next()?;
        let Matter::Waiting(all) = statement.about else {
            return None;
        };
        let is_missed = |one: &&Waiting| !self.digest.missed(&one.parties).is_empty();
        let missed: Vec<_> = all.iter().filter(is_missed).collect();
        let line = |one: &&Waiting| {
            let parties = self.digest.missed(&one.parties);
            let parties: Vec<_> = parties.iter().map(|party| party.as_str()).collect();
            let role = one.role.as_deref().map_or("no role".to_owned(), escaped);
            let id = code(one.id.as_str());
            let log = escaped(&of_log(one.log.as_deref()));
            format!("{id}{log} {}, {role}: {}", one.date, parties.join(", "))
        };
        let mut lines: Vec<_> = missed.iter().take(OLDEST).map(line).collect();
        if let Some(more) = missed.len().checked_sub(OLDEST).filter(|more| *more > 0) {
            lines.push(format!("and {more} more: `{UNFINISHED}`"));
        }
        list(&waiting(Claim::Unfinished, self.digest)?, lines.into_iter())
    }
}

fn list(title: &str, lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<_> = lines.map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| format!("**{title}**\n\n{}", lines.join("\n")))
}
