//! Everything a template may lay out: what a page says and what it draws.

use super::super::claims::{LINES, QuotedLine, Voice, legend, marked};
use super::super::words::{
    UNDECLARED, days, nth_time, of_log, plural, sentence, sentences, span, title, waiting,
};
use super::charts;
use super::dots;
use super::fitted::{name, prose};
use super::groups::groups;
use super::head;
use super::meeting::Meeting;
use super::monthly::MONTHLY_LEGEND;
use super::promises::promises;
use super::topics::topic;
use crate::model::{Id, Party};
use crate::patterns::{Arrival, Claim, Digest, News, PROMISES, Patterns, Sample, Waiting};
use serde_json::{Value, json};

/// More than this of one kind is counted, not told.
const MOST_NEWS: usize = 20;
const OLDEST: usize = 5;
const MOST_NAMES: usize = 24;
/// Of one kind, on its line.
const NAMED: usize = 10;

pub(super) fn page(meeting: &Meeting<'_>) -> Value {
    let (patterns, history, digest) = (meeting.patterns, meeting.history, meeting.digest);
    let missed = digest.unfinished();
    let voice = Voice {
        digest,
        shown: name,
        slug: name,
        ball: |ball| marked(ball, name),
    };
    let caution = [
        Claim::Logs,
        Claim::Unread,
        Claim::TooFew,
        Claim::Few,
        Claim::WrittenLate,
    ];
    let balance = [
        Claim::OwnPart,
        Claim::Looked,
        Claim::Blamed,
        Claim::Imported,
    ];
    let (title, to_decide, all_written, finished, wished) = match digest.keeper {
        Some(keeper) => (
            "Where can you take responsibility?",
            "What you decide",
            "Your own part of every post-mortem is written.",
            "A post-mortem is finished with your own part.",
            match keeper {
                Party::Candidate => "What you wanted, and what they led with",
                _ => "What candidates said mattered, and what you led with",
            },
        ),
        None => (
            "Where can we take responsibility?",
            "What we decide",
            "Every section of every post-mortem is written.",
            "No post-mortem is finished until each party has been looked at: best by that party itself.",
            "What candidates said mattered, and what we led with",
        ),
    };
    let wished = match patterns.priorities.of() {
        1 => format!("{wished}, in the one post-mortem that says both."),
        of => format!("{wished}, in the {of} post-mortems that say both."),
    };
    let days_of = span(patterns.window, "–");
    let made = meeting.today.spoken();
    let foot = format!("{}, {days_of}, made {made}", name(meeting.log));
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let topics = digest.topics.iter().map(|one| topic(one, meeting));
    let open = missed
        .iter()
        .take(OLDEST)
        .map(|(one, parties)| open(one, parties));
    let said = json!({
        "title": title, "log": name(meeting.log),
        // What stands at the foot of each printed side, as a style sheet says it.
        "foot": css_string(&foot),
        // `23 Aug – 20 Nov 2026`.
        "span": days_of, "days": days(patterns.window), "before": span(patterns.before, "–"),
        "post_mortems": patterns.post_mortems,
        "size": plural(patterns.post_mortems, "post-mortem"),
        "post_mortems_before": patterns.post_mortems_before,
        "query": filled(name(meeting.query)), "too_few": digest.sample == Sample::TooFew,
        "caution": filled(said(&caution, digest).join(" ")),
        "mismatches": sentence(Claim::HonestMismatches, digest),
        // The first sentence of the page, or why there is none.
        "heading": head::heading(meeting),
        // What was decided and promised last, and what became of it.
        "decided": last(voice.decided(PROMISES)), "on_memory": sentence(Claim::OnMemory, digest),
        "decided_title": voice.decided_title(PROMISES, "hirelog"),
        "promised": last(voice.promised()),
        "topics": topics.collect::<Vec<_>>(),
        // What stands above the lines for the decisions, one for each topic.
        "to_decide": to_decide,
        // Where there is nothing to talk about.
        "no_topic": head::no_topic(digest),
        // Everything else that is said, a line each.
        "lines": lines(patterns, &voice),
        "balance": said(&balance, digest),
        "funnel": said(&[Claim::Funnel, Claim::NoHires], digest).join(" "),
    });
    let drawn = json!({
        "worked": head::worked(meeting),
        // How the months are to be read, where any are drawn.
        "monthly_legend": (!meeting.months.is_empty()).then_some(MONTHLY_LEGEND),
        "wall": head::wall(meeting), "teams": head::teams(meeting),
        "news": history.news.as_ref().map(|news| fresh(news, meeting)),
        // Where that was asked for.
        "groups": meeting.grouped.map(groups),
        "parties": charts::parties(patterns, digest.sample),
        "endings": dots::endings(&history.endings), "promises": promises(meeting),
        "wishes": dots::wishes(&patterns.priorities),
        // What is compared there, and when a post-mortem is finished.
        "wished": wished, "finished": finished,
        "unsorted": waiting(Claim::Unsorted, digest, "hirelog"),
        "unfinished": open.collect::<Vec<_>>(),
        "more_unfinished": missed.len().saturating_sub(OLDEST),
        // Where nothing is unfinished.
        "all_written": all_written,
        "signoff": meeting.signoff.map(prose),
    });
    merged(said, drawn)
}

/// Two objects as one.
pub(super) fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

/// A text inside the quotes of a style sheet, which nothing in it ends.
fn css_string(text: &str) -> String {
    let sign = |sign: char| match sign.is_alphanumeric() || sign == ' ' {
        true => sign.to_string(),
        false => format!("\\{:x} ", u32::from(sign)),
    };
    text.chars().map(sign).collect()
}

/// The sentences of these, one after the other.
fn said(claims: &[Claim], digest: &Digest<'_>) -> Vec<String> {
    let said = claims.iter().flat_map(|claim| digest.all(*claim));
    said.flat_map(|one| sentences(one, digest, name)).collect()
}

/// Promises that open the page.
fn last(all: Vec<QuotedLine>) -> Vec<Value> {
    let last = all.into_iter();
    let words = |words: Option<String>| words.map_or_else(String::new, |words| prose(&words));
    last.map(|(head, said)| json!({ "head": head, "words": words(said) }))
        .collect()
}

/// What is said of each kind.
fn lines(patterns: &Patterns, voice: &Voice<'_>) -> Vec<Value> {
    let line = |claim: &Claim| {
        let items = voice.items(*claim, NAMED);
        let title = title(*claim, voice.digest);
        (!items.is_empty()).then(|| json!({ "title": title, "items": items }))
    };
    let mut lines: Vec<_> = LINES.iter().filter_map(line).collect();
    let said = Value::from(lines.clone()).to_string();
    if legend(&patterns.balls, name, &said).is_some() {
        lines.push(json!({ "title": "?", "items": [UNDECLARED] }));
    }
    lines
}

fn fresh(news: &News, meeting: &Meeting<'_>) -> Value {
    let arrivals = news.arrivals.iter().take(MOST_NEWS);
    let arrivals: Vec<_> = arrivals.map(|one| arrival(one, meeting)).collect();
    json!({
        "since": news.since.spoken(), "size": plural(news.arrivals.len(), "post-mortem"),
        "left_out": news.arrivals.len() - arrivals.len(), "arrivals": arrivals,
    })
}

fn arrival(arrival: &Arrival, meeting: &Meeting<'_>) -> Value {
    let outcome = name(&arrival.outcome);
    let window = meeting.patterns.window;
    let dropped = arrival.dropped.iter().map(|(slug, nth)| {
        let slug = name(slug);
        match *nth {
            1 => slug,
            nth => format!("{slug} ({})", nth_time(nth, window)),
        }
    });
    let ended = match &arrival.stage {
        Some(stage) => format!("{outcome} at {}", name(stage)),
        None => outcome,
    };
    json!({
        "id": of_its_log(&arrival.id, arrival.log.as_deref()), "day": arrival.date.spoken(),
        "role": role(arrival.role.as_deref()), "ended": ended,
        "dropped": dropped.take(MOST_NAMES).collect::<Vec<_>>(),
        "unwritten": titles(&meeting.digest.missed(&arrival.unwritten)),
    })
}

fn of_its_log(id: &Id, log: Option<&str>) -> String {
    name(&format!("{id}{}", of_log(log)))
}

fn role(role: Option<&str>) -> String {
    role.map_or_else(|| "no role".to_owned(), name)
}

/// A post-mortem with sections nobody has written.
fn open(one: &Waiting, parties: &[Party]) -> Value {
    json!({
        "id": of_its_log(&one.id, one.log.as_deref()), "day": one.date.spoken(),
        "role": role(one.role.as_deref()), "parties": titles(parties),
    })
}

fn titles(parties: &[Party]) -> String {
    let titles: Vec<_> = parties.iter().map(|party| party.title()).collect();
    titles.join(", ")
}
