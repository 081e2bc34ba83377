//! `hirelog where`.

use crate::cli::Where;
use crate::context::{Answer, Color};
use crate::error::Error;
use crate::flags::Format;
use crate::log::{Log, TEAM_FILE};
use crate::model::{Party, path_text};
use crate::patterns::{THRESHOLD, WINDOW};
use crate::render::{self, Setting};
use crate::session::{Session, USER_FILE};
use std::path::Path;

const BUILT_IN: &str = "built in";

pub(super) fn run(args: &Where, session: &Session<'_>) -> Result<Answer, Error> {
    let mut settings = Vec::new();
    let mut wrong = Answer::default();
    for located in session.all_located()? {
        let there = Log::is_at(&located.root);
        // Whoever asks wants to know most where something is wrong.
        let log = match there.then(|| session.open(&located.root)) {
            None => None,
            Some(Ok(log)) => Some(log),
            Some(Err(error)) => {
                let said = session.complaint(error);
                wrong.complaints += said.complaints;
                wrong.exit_code = said.exit_code;
                let log = Log::open_as_far_as_possible(&located.root).ok();
                log.map(|(log, _)| log)
            }
        };
        let missing = if there { "" } else { "; not there yet" };
        settings.push(Setting::new(
            "log",
            path_text(&located.root),
            format!("{}{missing}", located.origin.reason()),
        ));
        settings.extend(team(session, &located.root, log.as_ref()));
    }
    settings.extend(own(session));
    Ok(Answer {
        text: match args.format {
            Format::Table => render::settings_page(&settings, session.look()),
            Format::Json => render::settings_json(&settings),
        },
        ..wrong
    })
}

/// What the team's file decides.
fn team(session: &Session<'_>, root: &Path, log: Option<&Log>) -> Vec<Setting> {
    let team = log.map(|log| log.team.clone()).unwrap_or_default();
    let file = log.map(|log| session.shown(&log.root.join(TEAM_FILE)));
    let file = file.unwrap_or_else(|| TEAM_FILE.to_owned());
    let set = |key, value: Option<String>, otherwise: Option<&str>| match value {
        Some(value) => Setting::new(key, value, file.clone()),
        None => Setting::new(key, otherwise.map(str::to_owned), BUILT_IN),
    };
    let balls: Vec<_> = team.balls.iter().map(|ball| ball.slug.clone()).collect();
    let questions: Vec<_> = team
        .questions
        .iter()
        .map(|question| question.slug.clone())
        .collect();
    let list = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    let pairs = |pairs: &[(String, String)]| {
        let shown = pairs
            .iter()
            .map(|(there, here)| format!("{there} = {here}"));
        (!pairs.is_empty()).then(|| shown.collect::<Vec<_>>().join(", "))
    };
    vec![
        set("logs", team.logs, Some("logs")),
        set("decisions", team.decisions, Some("decisions")),
        set(
            "keeper",
            team.keeper
                .map(|keeper| keeper.map_or("", Party::as_str).to_owned()),
            session.keeper_at(root, None).map(Party::as_str),
        ),
        set("new.schema", team.schema, None),
        set("patterns.window", team.window, Some(WINDOW)),
        set(
            "patterns.threshold",
            team.threshold.map(|threshold| threshold.to_string()),
            Some(&THRESHOLD.to_string()),
        ),
        set("policy.retain", team.retain, None),
        set("report.signoff", team.signoff, None),
        set("report.template", team.template, None),
        set("check.ignore", list(&team.ignore), None),
        set("check.allow", list(&team.allow), None),
        set("vocabulary.stages", list(&team.stages), None),
        set("vocabulary.hide", list(&team.hide), None),
        set("dropped_ball", list(&balls), None),
        set("question", list(&questions), None),
        set("import.stages", pairs(&team.import.stages), None),
        set("import.outcomes", pairs(&team.import.outcomes), None),
    ]
}

/// What the person decides.
fn own(session: &Session<'_>) -> Vec<Setting> {
    let user = &session.user;
    let context = session.context;
    let folder = context
        .folders
        .config
        .as_ref()
        .map(|folder| path_text(folder.join(USER_FILE)));
    let file = folder.clone().unwrap_or_else(|| USER_FILE.to_owned());
    let editor = context.editor(user.editor.as_deref());
    let pager = match (context.pagers.first(), &user.pager) {
        (Some((name, command)), _) if command.is_empty() => {
            Setting::new("pager", "none".to_owned(), *name)
        }
        (Some((name, command)), _) => Setting::new("pager", command.clone(), *name),
        (None, Some(own)) => Setting::new("pager", own.clone(), file.clone()),
        (None, None) => Setting::new("pager", session.pager(), BUILT_IN),
    };
    let environment = context.terminals.output.environment;
    let environment = environment.map(|on| if on { "always" } else { "never" });
    let flag = session.globals.color.map(Color::as_str);
    let (color, origin) = match (flag, environment, &user.color) {
        (Some(color), ..) => (color, "--color"),
        (None, Some(color), _) => (color, "the environment"),
        (None, None, Some(color)) => (color.as_str(), file.as_str()),
        (None, None, None) => ("auto", BUILT_IN),
    };
    let color = Setting::new("color", color.to_owned(), origin.to_owned());
    let origin = user.party.map_or(BUILT_IN.to_owned(), |_| file.clone());
    let party = Setting::new(
        "as",
        user.party.map(|party| party.as_str().to_owned()),
        origin,
    );
    let clock = match context.today_is_set {
        true => "HIRELOG_TODAY",
        false => "the clock",
    };
    vec![
        Setting::new("config", folder, "your own configuration"),
        Setting::new("editor", editor.command, editor.origin),
        pager,
        color,
        party,
        Setting::new("today", context.today.to_string(), clock),
    ]
}
