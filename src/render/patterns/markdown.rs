//! `patterns --format md`: for a chat message or a pull request. Lists and no
//! tables, as a chat shows those as they are written.

use super::super::claims::{HEAD, LINES, PRIORITIES, QuotedLine, SENTENCES, Voice, legend, marked};
use super::super::markdown::{code, escaped};
use super::super::words::{
    UNFINISHED, asked, breath, days, matching, of_log, plural, span, title, waiting,
};
use crate::model::Party;
use crate::patterns::{Claim, Digest, PROMISES, Patterns, Statement, Waiting};

/// Balls of one kind that are named, and post-mortems that wait; the rest is counted.
const NAMED: usize = 10;
const OLDEST: usize = 5;

pub fn patterns_markdown(patterns: &Patterns, digest: &Digest<'_>) -> String {
    let voice = Voice {
        digest,
        shown: escaped,
        slug: code,
        ball: |ball| marked(ball, code),
    };
    let page = ChatPage { patterns, voice };
    let quoted = |all: Vec<QuotedLine>| {
        let all = all.into_iter();
        let quoted = all.map(|(head, words)| match words {
            Some(words) => format!("{head}: “{}”", escaped(&words)),
            None => head,
        });
        quoted.collect::<Vec<_>>()
    };
    let mut parts = vec![page.head()];
    let decided = quoted(page.voice.decided(PROMISES));
    let decided_last = page.voice.decided_title(PROMISES, "hirelog");
    parts.extend(list(&decided_last, &decided));
    let on_memory = digest.all(Claim::OnMemory);
    parts.extend(on_memory.map(|one| page.voice.sentences(one)));
    let promised = quoted(page.voice.promised());
    parts.extend(list(&title(Claim::Promised, digest), &promised));
    let topics: Vec<_> = digest.topics.iter().map(|one| page.topic(one)).collect();
    parts.extend(list("To talk about", &topics));
    let said = SENTENCES.iter().flat_map(|claim| digest.all(*claim));
    let said: Vec<_> = said.map(|one| page.voice.sentences(one)).collect();
    parts.extend((!said.is_empty()).then(|| said.join(" ")));
    for claim in LINES.into_iter().chain(PRIORITIES) {
        let items = page.voice.items(claim, NAMED).join("; ");
        if !items.is_empty() {
            parts.push(format!("**{}:** {items}", title(claim, digest)));
        }
    }
    parts.extend(legend(&patterns.balls, code, &parts.join("\n")));
    parts.extend(unfinished(digest));
    parts.extend(waiting(Claim::Unsorted, digest, "hirelog"));
    parts.join("\n\n") + "\n"
}

struct ChatPage<'a> {
    patterns: &'a Patterns,
    voice: Voice<'a>,
}

impl ChatPage<'_> {
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
        for statement in HEAD.iter().flat_map(|claim| self.voice.digest.all(*claim)) {
            head += &format!(" {}", self.voice.sentences(statement));
        }
        head
    }

    fn topic(&self, topic: &Statement<'_>) -> String {
        let slug = topic.ball().map(|ball| ball.slug.as_str());
        let shown = |text: &str| match slug == Some(text) {
            true => code(text),
            false => escaped(text),
        };
        let mut line = breath(topic, self.voice.digest, shown);
        if let Some(question) = &topic.question {
            let asked = asked(question.party, self.voice.digest.keeper);
            line += &format!(" {asked}: {}", escaped(&question.text));
        }
        let ids: Vec<_> = topic.ids().iter().map(|id| code(id.as_str())).collect();
        format!("{line} ({})", ids.join(", "))
    }
}

fn unfinished(digest: &Digest<'_>) -> Option<String> {
    let missed = digest.unfinished();
    let line = |(one, parties): &(&Waiting, Vec<Party>)| {
        let parties: Vec<_> = parties.iter().map(|party| party.as_str()).collect();
        let role = one.role.as_deref().map_or("no role".to_owned(), escaped);
        let id = code(one.id.as_str());
        let log = escaped(&of_log(one.log.as_deref()));
        format!("{id}{log} {}, {role}: {}", one.date, parties.join(", "))
    };
    let mut lines: Vec<_> = missed.iter().take(OLDEST).map(line).collect();
    if missed.len() > OLDEST {
        lines.push(format!(
            "and {} more: `hirelog {UNFINISHED}`",
            missed.len() - OLDEST
        ));
    }
    list(&waiting(Claim::Unfinished, digest, "hirelog")?, &lines)
}

fn list(title: &str, lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| format!("**{title}**\n\n- {}", lines.join("\n- ")))
}
