//! `patterns --format md`: for a chat message or a pull request. Lists and no
//! tables, as a chat shows those as they are written.

use super::super::markdown::{code, escaped};
use super::super::words::{
    NEW_WORD, asked, days, figures, item, own_words, percent, plural, priorities, promise_sentence,
    sentence, sentences, span, title, trend,
};
use crate::patterns::{Ball, Claim, Digest, Matter, Patterns, Sample, Statement};

pub fn patterns_markdown(patterns: &Patterns, digest: &Digest<'_>) -> String {
    let mut parts = vec![head(patterns, digest)];
    if digest.keeper.is_none() && patterns.post_mortems > 0 {
        parts.extend(balance(patterns, digest));
    }
    let groups = digest.groups();
    parts.extend(groups.filter_map(|group| self::group(group[0].kind, group, digest)));
    parts.join("\n\n") + "\n"
}

fn head(patterns: &Patterns, digest: &Digest<'_>) -> String {
    let mut head = format!(
        "**Dropped balls, {}**\n\n{} in {}; {} in the {} before.",
        span(patterns.window, "–"),
        plural(patterns.post_mortems, "post-mortem"),
        days(patterns.window),
        patterns.post_mortems_before,
        days(patterns.before),
    );
    for kind in [
        Claim::HonestMismatches,
        Claim::Nothing,
        Claim::TooFew,
        Claim::OwnPart,
    ] {
        if let Some(sentence) = sentence(kind, digest) {
            head += &format!(" {sentence}");
        }
    }
    head
}

fn balance(patterns: &Patterns, digest: &Digest<'_>) -> Option<String> {
    let lines = patterns.balance.iter().map(|side| {
        format!(
            "{}: looked at in {}, {}, {} dropped",
            side.party,
            figures(side.written, side.of),
            own_words(side.own_voice),
            side.dropped
        )
    });
    let said = [Claim::Overlooked, Claim::Blamed]
        .into_iter()
        .flat_map(|kind| digest.all(kind))
        .flat_map(|statement| sentences(statement, digest.sample, escaped))
        .map(|sentence| format!("**{sentence}**"));
    list(&title(Claim::Overlooked, digest), lines.chain(said))
}

/// What is said in a row of one kind; what stands in the head or beside the
/// balance is written there.
fn group(kind: Claim, group: &[Statement<'_>], digest: &Digest<'_>) -> Option<String> {
    let (title, sample) = (title(kind, digest), digest.sample);
    let balls = || group.iter().filter_map(Statement::ball);
    let items = |ball: &Ball| escaped_item(kind, ball, sample);
    match kind {
        Claim::CameBack | Claim::Recurring => list(&title, balls().map(|ball| line(ball, sample))),
        Claim::Counted => list(&title, balls().map(counted)),
        Claim::NoneDropped | Claim::NoneRecurs => sentence(kind, digest),
        Claim::Cluster | Claim::Wall => list(&title, group.iter().map(|one| topic(one, digest))),
        Claim::Watch | Claim::Once | Claim::Quiet => folded(&title, balls().map(items)),
        Claim::Wanted => wishes(digest),
        Claim::Pitched if !digest.says(Claim::Wanted) => wishes(digest),
        Claim::Unfinished => list(
            &title,
            group.iter().filter_map(|one| unfinished(one, digest)),
        ),
        Claim::HonestMismatches
        | Claim::Nothing
        | Claim::TooFew
        | Claim::Few
        | Claim::OwnPart
        | Claim::Overlooked
        | Claim::Blamed
        | Claim::Pitched => None,
    }
}

/// Name, party and figures.
fn counted(ball: &Ball) -> String {
    let percent = percent(ball.n(), ball.of);
    let percent = percent.map_or(String::new(), |percent| format!(" ({percent})"));
    let unknown = if ball.declared {
        String::new()
    } else {
        format!(", {NEW_WORD}")
    };
    format!(
        "{} ({}{unknown}): **{}**{percent}, was {}",
        code(&ball.slug),
        ball.party,
        figures(ball.n(), ball.of),
        figures(ball.was(), ball.was_of)
    )
}

/// The same, which way it goes, and what was promised.
fn line(ball: &Ball, sample: Sample) -> String {
    let trend = sample.trend(ball).map(trend);
    let trend = trend.map_or(String::new(), |trend| format!(", {trend}"));
    let promised = promise_sentence(&ball.promises, sample);
    format!("{}{trend}. {}", counted(ball), escaped(&promised))
}

/// A ball among others of its kind.
fn escaped_item(kind: Claim, ball: &Ball, sample: Sample) -> String {
    let rest = item(kind, ball, sample, "");
    format!("{}{}", code(&ball.slug), escaped(&rest))
}

fn topic(topic: &Statement<'_>, digest: &Digest<'_>) -> String {
    let named = match topic.kind {
        Claim::Cluster => code,
        _ => escaped,
    };
    let said = sentences(topic, digest.sample, named).into_iter().next();
    let mut line = said.unwrap_or_default();
    if let Some(question) = topic
        .question
        .as_ref()
        .filter(|_| topic.kind == Claim::Wall)
    {
        let asked = asked(question.party, digest.keeper);
        line += &format!(" {asked}: {}", escaped(&question.text));
    }
    line
}

fn wishes(digest: &Digest<'_>) -> Option<String> {
    let kinds = [Claim::Wanted, Claim::Pitched].into_iter();
    let lines = kinds.flat_map(|kind| digest.all(kind)).filter_map(|one| {
        let Matter::Priorities(found) = one.about else {
            return None;
        };
        let named = priorities(found, one.figures.of, code);
        Some(format!("{}: {named}", title(one.kind, digest)))
    });
    list("What candidates wanted", lines)
}

fn unfinished(statement: &Statement<'_>, digest: &Digest<'_>) -> Option<String> {
    let Matter::PostMortem(one) = statement.about else {
        return None;
    };
    let parties = digest.missed(&one.parties);
    let parties: Vec<_> = parties.iter().map(|party| party.as_str()).collect();
    let role = one.role.as_deref().map_or("no role".to_owned(), escaped);
    let id = code(one.id.as_str());
    Some(format!("{id} {}, {role}: {}", one.date, parties.join(", ")))
}

fn list(title: &str, lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<_> = lines.map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| format!("**{title}**\n\n{}", lines.join("\n")))
}

fn folded(title: &str, words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| format!("**{title}:** {}", words.join(", ")))
}
