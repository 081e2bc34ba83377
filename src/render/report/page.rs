//! Everything a template may lay out: what a page says and what it draws.

use super::super::claims::{LINES, Voice, legend, marked};
use super::super::words::{
    UNDECLARED, days, nth_time, of_log, plural, sentence, sentences, span, title, waiting,
};
use super::charts;
use super::dots;
use super::fitted::{name, prose};
use super::groups::groups;
use super::head::{self, Teams, WallDots, WorkedPromise};
use super::meeting::Meeting;
use super::monthly::MONTHLY_LEGEND;
use super::promises::promises;
use super::topics::{Topic, topic};
use crate::model::{Id, Party};
use crate::patterns::{Arrival, Claim, Digest, News, Patterns, Sample, Waiting};
use serde::Serialize;
use serde_json::{Value, json};

/// More than this of one kind is counted, not told.
const MOST_NEWS: usize = 20;
const OLDEST: usize = 5;
const MOST_NAMES: usize = 24;
/// Of one kind, on its line.
const NAMED: usize = 10;

#[derive(Serialize)]
pub(super) struct ReportPage {
    pub title: &'static str,
    pub log: String,
    /// What stands at the foot of each printed side, as a style sheet says it.
    pub foot: String,
    /// `23 Aug – 20 Nov 2026`.
    pub span: String,
    pub days: String,
    pub before: String,
    pub post_mortems: usize,
    pub size: String,
    pub post_mortems_before: usize,
    pub query: Option<String>,
    pub too_few: bool,
    pub caution: Option<String>,
    pub mismatches: Option<String>,
    /// The first sentence of the page, or why there is none.
    pub heading: String,
    pub worked: Option<WorkedPromise>,
    /// How the months are to be read, where any are drawn.
    pub monthly_legend: Option<&'static str>,
    pub wall: Option<WallDots>,
    /// The strongest balls by team.
    pub teams: Option<Teams>,
    /// What was decided last, and what became of it.
    pub decided: Vec<LastPromise>,
    pub on_memory: Option<String>,
    /// What was promised last, and what became of it.
    pub promised: Vec<LastPromise>,
    pub news: Option<Value>,
    pub topics: Vec<Topic>,
    /// What stands above the lines for the decisions, one for each topic.
    pub to_decide: &'static str,
    /// Where there is nothing to talk about.
    pub no_topic: Option<String>,
    /// Everything else that is said, a line each.
    pub lines: Vec<Value>,
    /// Where that was asked for.
    pub groups: Option<Value>,
    pub parties: Vec<Value>,
    pub endings: Value,
    pub promises: Value,
    pub wishes: Value,
    pub balance: Vec<String>,
    pub funnel: String,
    pub unsorted: Option<String>,
    pub unfinished: Vec<Value>,
    pub more_unfinished: usize,
    /// Where nothing is unfinished.
    pub all_written: &'static str,
    pub signoff: Option<String>,
}

/// A promise that opens the page.
#[derive(Serialize)]
pub(super) struct LastPromise {
    pub head: String,
    pub words: String,
}

impl ReportPage {
    pub fn of(meeting: &Meeting<'_>) -> Self {
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
        let none = [
            Claim::Nothing,
            Claim::NoneDropped,
            Claim::NoneRecurs,
            Claim::AllPromised,
        ];
        let no_topic = none.iter().find_map(|kind| sentence(*kind, digest));
        let headline = head::headline(meeting);
        let size = plural(patterns.post_mortems, "post-mortem");
        let heading = headline.or_else(|| no_topic.clone());
        let heading = heading.unwrap_or_else(|| size.clone());
        Self {
            title: match digest.keeper {
                Some(_) => "Where can you take responsibility?",
                None => "Where can we take responsibility?",
            },
            log: name(meeting.log),
            foot: css_string(&format!(
                "{}, {}, made {}",
                name(meeting.log),
                span(patterns.window, "–"),
                meeting.today.spoken()
            )),
            span: span(patterns.window, "–"),
            days: days(patterns.window),
            before: span(patterns.before, "–"),
            post_mortems: patterns.post_mortems,
            size,
            post_mortems_before: patterns.post_mortems_before,
            query: Some(name(meeting.query)).filter(|query| !query.is_empty()),
            too_few: digest.sample == Sample::TooFew,
            caution: Some(said(&caution, digest)).filter(|said| !said.is_empty()),
            decided: last(voice.decided()),
            on_memory: sentence(Claim::OnMemory, digest),
            promised: last(voice.promised()),
            mismatches: sentence(Claim::HonestMismatches, digest),
            heading,
            worked: head::worked(meeting),
            monthly_legend: (!meeting.months.is_empty()).then_some(MONTHLY_LEGEND),
            wall: head::wall(meeting),
            teams: head::teams(meeting),
            news: history.news.as_ref().map(|news| fresh(news, meeting)),
            to_decide: match digest.keeper {
                None => "What we decide",
                Some(_) => "What you decide",
            },
            topics: digest
                .topics
                .iter()
                .map(|one| topic(one, meeting))
                .collect(),
            no_topic,
            lines: lines(patterns, &voice),
            groups: meeting.grouped.map(groups),
            parties: charts::parties(patterns, digest.sample),
            endings: dots::endings(&history.endings),
            promises: promises(meeting),
            wishes: dots::wishes(&patterns.priorities),
            balance: [
                Claim::OwnPart,
                Claim::Looked,
                Claim::Blamed,
                Claim::Imported,
            ]
            .into_iter()
            .flat_map(|kind| digest.all(kind))
            .flat_map(|statement| sentences(statement, digest, name))
            .collect(),
            funnel: said(&[Claim::Funnel, Claim::NoHires], digest),
            unsorted: waiting(Claim::Unsorted, digest, "hirelog"),
            unfinished: missed
                .iter()
                .take(OLDEST)
                .map(|(one, parties)| open(one, parties))
                .collect(),
            more_unfinished: missed.len().saturating_sub(OLDEST),
            all_written: match digest.keeper {
                Some(_) => "Your own part of every post-mortem is written.",
                None => "Every section of every post-mortem is written.",
            },
            signoff: meeting.signoff.map(prose),
        }
    }
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
fn said(claims: &[Claim], digest: &Digest<'_>) -> String {
    let said = claims.iter().flat_map(|claim| digest.all(*claim));
    let said: Vec<_> = said.flat_map(|one| sentences(one, digest, name)).collect();
    said.join(" ")
}

fn last(all: Vec<(String, String)>) -> Vec<LastPromise> {
    let last = all.into_iter().map(|(head, words)| LastPromise {
        head,
        words: prose(&words),
    });
    last.collect()
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
    let dropped = arrival.dropped.iter().map(|one| {
        let slug = name(&one.slug);
        match one.nth {
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
