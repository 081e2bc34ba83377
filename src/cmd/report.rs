//! `hirelog report`.

use crate::cli::{Report, ReportFormat, ReportPeriod};
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::log::{self, Log, Output, Prose, page_in};
use crate::mail::page_message;
use crate::model::{Day, Entry, Grouping};
use crate::patterns::{Digest, grouped, history, months, patterns_since_decisions};
use crate::query::Query;
use crate::render::{self, Flaw, Form, Meeting, OwnTemplate};
use crate::session::Session;
use crate::session::selection::Selection;
use std::path::Path;

/// What --open writes where no file is named.
const OPENED: &str = "report.html";

pub(super) fn run(args: &Report, session: &Session<'_>) -> Result<Answer, Error> {
    let format = format(args)?;
    let output = output(args, session)?;
    let selection = Selection::read(session, &args.query, Prose::Promises)?;
    let (log, vocabulary, query) = (selection.log(), &selection.vocabulary, &selection.query);
    let questions = session.questions(log, vocabulary);
    let settings = session.counting(log, query.span_or(session.window(log)));
    let news_since = args
        .since_last
        .map(|period| first_day(period, session))
        .transpose()?;
    let matching = |entry: &&Entry| query.matches_on_any_day(entry, vocabulary);
    let entries: Vec<_> = selection.reading.entries.iter().filter(matching).collect();
    let decisions = selection.decisions(true)?;
    let mut found = patterns_since_decisions(&entries, &decisions.entries, vocabulary, settings);
    found.unread = selection.reading.broken.len();
    found.asked(query, &entries, &selection.reading.entries);
    let history = history(&entries, &found, vocabulary, news_since);
    let digest = Digest::of(&found, Some(&questions));
    let months = months(&entries, vocabulary, &found, &digest.drawn(&found));
    let teams = grouped(&entries, vocabulary, &found, Grouping::Team);
    let grouped = args.by.map(|by| grouped(&entries, vocabulary, &found, by));
    let name = match found.logs.len() {
        0 => {
            let root = session.context.working_folder.join(&log.root);
            let name = log::whole_path(&root);
            name.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        }
        several => format!("{several} logs"),
    };
    let meeting = Meeting {
        log: &name,
        today: session.context.today,
        patterns: &found,
        history: &history,
        digest: &digest,
        months: &months,
        teams: Some(&teams),
        grouped: grouped.as_ref(),
        questions: &questions,
        query: query.text(),
        signoff: log.team.signoff.as_deref(),
    };
    let page = |form| {
        let own = own_template(log, form)?;
        render::report(&meeting, form, own.as_ref()).map_err(|flaw| unusable(&flaw, log, session))
    };
    let text = match format {
        ReportFormat::Md => page(Form::Markdown)?,
        ReportFormat::Html => page(Form::Html)?,
        ReportFormat::Json => render::report_json(&meeting),
        ReportFormat::Slack => page(Form::Slack)?,
        ReportFormat::Mail => page_message(
            &render::heading(&meeting),
            session.context.today,
            &page(Form::Markdown)?,
            &page(Form::Html)?,
        ),
    };
    let mut answer = Answer::default();
    if entries.is_empty() {
        answer.talk += selection.nothing(session);
    }
    match output {
        None => answer.text = text,
        Some(output) => {
            session.tell_of_pipe(&output.path);
            output.write(&text)?;
            answer.talk += format!("wrote {}\n", session.shown(&output.path));
            if args.open && !session.context.open_page(&output.whole_path()) {
                answer.complaints += format!(
                    "no browser could be opened; open it yourself: {}\n",
                    session.shown(&output.path)
                );
                answer.exit_code = 2;
            }
        }
    }
    let answer = session.with_broken(answer, &decisions.broken, log);
    Ok(session.with_reading(answer, &selection.reading, log))
}

/// What --format says, or the name of the file, or --open.
fn format(args: &Report) -> Result<ReportFormat, Error> {
    let ending = args.output.as_deref().and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let named = match ending.as_deref() {
        None => None,
        Some("html" | "htm") => Some(ReportFormat::Html),
        Some("json") => Some(ReportFormat::Json),
        Some("eml") => Some(ReportFormat::Mail),
        Some("md" | "markdown" | "txt") => Some(ReportFormat::Md),
        // A file of the log, which is refused for what it is.
        Some("toml") => None,
        Some(_) if args.format.is_some() => None,
        Some(other) => {
            let what = format!("there is no report of the form `.{other}`");
            return Err(Error::usage(what)
                .hint("name the file .html, .md, .json or .eml")
                .hint("or say what it is to hold: --format html"));
        }
    };
    let format = args.format.or(named);
    if !args.open {
        return Ok(format.unwrap_or(ReportFormat::Md));
    }
    if is_standard_output(args) {
        return Err(
            Error::usage("--open needs a file, and -o - is none").hint("leave out one of them")
        );
    }
    match format {
        None | Some(ReportFormat::Html) => Ok(ReportFormat::Html),
        Some(_) => Err(
            Error::usage("--open opens the HTML page, and another format is asked for")
                .hint("leave out --open, or ask for --format html"),
        ),
    }
}

fn is_standard_output(args: &Report) -> bool {
    args.output.as_deref() == Some(Path::new("-"))
}

/// Where the page goes; nothing for standard output. A place that cannot be
/// written to is said before anything is counted.
fn output(args: &Report, session: &Session<'_>) -> Result<Option<Output>, Error> {
    match &args.output {
        Some(_) if is_standard_output(args) => Ok(None),
        Some(path) => Output::at(path).map(Some),
        None if args.open => {
            let state = session.context.folders.state.as_deref();
            let folder = state.ok_or_else(|| {
                Error::usage("there is no folder of your own to write the page to")
                    .hint("name a file: -o report.html")
            })?;
            page_in(folder, OPENED).map(Some)
        }
        None => Ok(None),
    }
}

/// The team's own template, where it has one for this form.
fn own_template(log: &Log, form: Form) -> Result<Option<OwnTemplate>, Error> {
    let ending = match form {
        Form::Markdown => ".md",
        Form::Html => ".html",
        Form::Slack => return Ok(None),
    };
    let Some(path) = log
        .team
        .template
        .as_ref()
        .filter(|path| path.ends_with(ending))
    else {
        return Ok(None);
    };
    Ok(Some(OwnTemplate {
        path: path.clone(),
        source: log.template(path)?,
    }))
}

/// As the query understands the same word.
fn first_day(period: ReportPeriod, session: &Session<'_>) -> Result<Day, Error> {
    Query::first_day(period.as_query(), session.context.today)
        .ok_or_else(|| Error::usage("there is no such period before today"))
}

/// A mistake in a template, at its place.
fn unusable(flaw: &Flaw, log: &Log, session: &Session<'_>) -> Error {
    let mut place = session.shown(&log.root.join(&flaw.path));
    for number in [flaw.line, flaw.column].into_iter().flatten() {
        place += &format!(":{number}");
    }
    Error::new(
        Kind::Unreadable,
        format!("the template cannot be used: {place}: {}", flaw.what),
    )
    .hint("mend it, or take `template` out of hirelog.toml to use the built-in page")
}
