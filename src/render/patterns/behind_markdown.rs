//! `patterns SLUG --format md`: what is behind one ball, for a chat message or a
//! pull request.

use super::super::markdown::{code, escaped};
use super::super::words::{
    ball as ball_sentence, evidence, first_sentence, mirror, of_log, plural, promise_sentence,
};
use super::spans::spans;
use crate::model::Party;
use crate::patterns::{BehindBall, Dropped, Patterns, Sample};

pub fn behind_markdown(behind: &[BehindBall<'_>], patterns: &Patterns) -> String {
    let balls: Vec<_> = behind.iter().map(|one| ball(one, patterns)).collect();
    balls.join("\n\n") + "\n"
}

fn ball(behind: &BehindBall<'_>, patterns: &Patterns) -> String {
    let (ball, sample) = (&behind.ball, Sample::of(patterns.post_mortems));
    let mut parts = vec![format!("**{}** ({})", code(&ball.slug), ball.party.title())];
    let meaning = behind.declared.map_or("", |ball| ball.meaning.as_str());
    if !meaning.is_empty() {
        parts.push(escaped(meaning));
    }
    let mut figures = vec![escaped(&ball_sentence(ball, patterns, sample))];
    figures.extend(evidence(ball, sample));
    if ball.promises.made > 0 || ball.n() > 0 {
        figures.push(escaped(&promise_sentence(&ball.promises, sample)));
    }
    parts.push(figures.join(" "));
    for (title, span) in spans(patterns) {
        let dropped = behind.dropped.iter();
        let dropped: Vec<_> = dropped
            .filter(|one| span.contains(one.entry.post_mortem.date))
            .map(|one| self::dropped(one, ball.party))
            .collect();
        if !dropped.is_empty() {
            let count = plural(dropped.len(), "post-mortem");
            parts.push(format!("**{title}: {count}**\n\n{}", dropped.join("\n")));
        }
    }
    if behind.dropped.is_empty() {
        parts.push("Nobody has dropped it yet.".to_owned());
    }
    let mirrors = behind.mirrors.iter();
    let mirrors: Vec<_> = mirrors
        .map(|ball| format!("- {}: {}", code(&ball.slug), mirror(ball, sample)))
        .collect();
    if !mirrors.is_empty() {
        parts.push(format!(
            "**The same thing from other sides**\n\n{}",
            mirrors.join("\n")
        ));
    }
    parts.join("\n\n")
}

fn dropped(dropped: &Dropped<'_>, party: Party) -> String {
    let post_mortem = &dropped.entry.post_mortem;
    let role = post_mortem
        .role
        .as_deref()
        .map_or("no role".to_owned(), escaped);
    let stage = post_mortem.stage.as_deref().map(escaped);
    let stage = stage.map_or(String::new(), |stage| format!(" at {stage}"));
    let (id, outcome) = (
        code(dropped.entry.id.as_str()) + &escaped(&of_log(dropped.entry.log.as_deref())),
        escaped(&post_mortem.outcome),
    );
    let mut lines = vec![format!(
        "- {id} {}, {role}, {outcome}{stage}",
        post_mortem.date
    )];
    for (of, section) in post_mortem.by_party() {
        let sentence = first_sentence(&section.owned);
        if !sentence.is_empty() {
            lines.push(format!("  - {of}: {}", escaped(&sentence)));
        }
    }
    if let Some(day) = dropped.promised {
        let next = first_sentence(&post_mortem.section(party).next);
        lines.push(format!("  - next: {} ({})", escaped(&next), day.spoken()));
    }
    lines.join("\n")
}
