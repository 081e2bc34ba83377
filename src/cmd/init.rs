//! `hirelog init`.

mod weekly;

use crate::cli::Init;
use crate::context::{Answer, Repository};
use crate::error::Error;
use crate::log::{self, Hook, KeptBy, Log, Made, TEAM_FILE};
use crate::mail::{GITHUB_FORM, GITLAB_FORM, github_form, gitlab_template};
use crate::session::Session;
use crate::talk::{CommandLine, shell_word};
use crate::writing::proof::Proof;
use std::path::Path;

pub(super) fn run(args: &Init, session: &Session<'_>) -> Result<Answer, Error> {
    let folder = args
        .folder
        .as_deref()
        .or(session.only_flag()?)
        .unwrap_or(Path::new("."));
    let root = session.context.working_folder.join(folder);
    let root = root.components().collect::<std::path::PathBuf>();
    if (args.hook || args.ci) && folder == Path::new(".") && log::log_of(&root).is_none() {
        meant_below(&root, session)?;
    }
    let kept = if args.mine { KeptBy::Me } else { KeptBy::ATeam };
    let mut made = log::init(&root, kept)?;
    let mut proof = None;
    if args.hook || args.ci {
        let (checks, tried) = checks(args, &root, session)?;
        made.extend(checks);
        proof = tried;
    }
    let is_new = |one: &Made| matches!(one, Made::Created(path) if path.ends_with(TEAM_FILE));
    let is_as_before =
        |one: &Made| matches!(one, Made::Kept(_) | Made::Lacks(..) | Made::Differs(_));
    // Who names no place for the page has one, wherever it is.
    let is_named = args.pages || args.weekly.is_some();
    let differs = made.iter().find_map(|one| match one {
        Made::Differs(path) if is_named => Some(session.shown(path)),
        _ => None,
    });
    let mut answer = Answer::talking(session.made(&made));
    if made.iter().any(is_new) {
        let hirelog = CommandLine::new("hirelog");
        let new = match session.shown(&root).as_str() {
            "." => hirelog,
            place => hirelog.option("-C", place),
        };
        let new = new.then("new");
        answer.talk += format!("the log is ready; write the first post-mortem: {new}\n");
    } else if made.iter().all(is_as_before) && differs.is_none() {
        answer.talk += "everything was there already; nothing was changed\n";
    }
    if let Some(path) = differs {
        let rm = CommandLine::new("rm").word(&path);
        let error = Error::usage(format!("{path} makes another page than this, and stays")).hint(
            format!("to have this one: {rm}, then the same command again"),
        );
        let told = session.complaint(error);
        answer.complaints += told.complaints;
        answer.exit_code = told.exit_code;
    } else if args.pages {
        answer.talk += weekly::PUBLIC;
        answer.talk += "\n";
    }
    match proof {
        Some(proof) if proof.holds() => answer.talk += proof.summary(),
        Some(proof) => {
            answer.complaints += proof.summary();
            answer.exit_code = 1;
        }
        None => {}
    }
    Ok(answer)
}

/// Whoever has a log checked means one that is there.
///
/// # Errors
/// Where none is here and one lies right below.
fn meant_below(root: &Path, session: &Session<'_>) -> Result<(), Error> {
    let below = log::logs_below(root);
    let Some(first) = below.first() else {
        return Ok(());
    };
    let init = CommandLine::new("hirelog").option("-C", session.seen_from_here(first));
    let what = format!("no log is here, and one is in {}", session.shown(first));
    Err(Error::usage(what)
        .hint(format!(
            "for that one: {}, with the same options",
            init.then("init")
        ))
        .hint("to make another here first: hirelog init"))
}

/// What is to run by itself: before a commit, on every change.
fn checks(
    args: &Init,
    root: &Path,
    session: &Session<'_>,
) -> Result<(Vec<Made>, Option<Proof>), Error> {
    let Some(repository) = session.context.repository(root)? else {
        let place = session.shown(root);
        let missing = match args.hook {
            true => "there is nothing to hook into",
            false => "nothing would run what is made for it",
        };
        let what = format!("{place} is in no git repository, so {missing}");
        return Err(
            Error::usage(what).hint("the log itself is made; git init, then run this again")
        );
    };
    let below = log::below(&repository.top, root)?;
    let mut made = Vec::new();
    let mut proof = None;
    if args.hook {
        let again = "the log itself is made; when that is settled, run this again";
        let folder = repository.hooks().map_err(|error| error.hint(again))?;
        let hook = Hook {
            top: &repository.top,
            folder,
            log: &below,
            program: &program(&repository, session),
            is_shared: repository.shares_hooks(),
        };
        made.extend(log::add_hook(&hook)?);
        // What waits for a line of the person's is not in force yet.
        let waits = |one: &Made| matches!(one, Made::LacksCheck { until, .. } if until.is_some());
        if !made.iter().any(waits) {
            proof = Proof::of(root, &hook, &repository, session)?;
        }
    }
    if args.ci {
        let weekly = weekly::workflow(args);
        let workflows = log::add_workflows(&repository.top, &below, weekly.as_deref())?;
        made.extend(workflows);
        made.extend(forms(root, &repository, session)?);
    }
    Ok((made, proof))
}

/// What asks a party in an issue tracker.
fn forms(root: &Path, repository: &Repository, session: &Session<'_>) -> Result<Vec<Made>, Error> {
    let log = Log::open(root)?;
    let vocabulary = session.vocabulary(&log);
    let questions = session.questions(&log, &vocabulary);
    let top = &repository.top;
    let mut made = vec![log::add_file(top, GITHUB_FORM, &github_form(&questions))?];
    if log::has(top, ".gitlab-ci.yml") || log::has(top, ".gitlab") {
        made.push(log::add_file(
            top,
            GITLAB_FORM,
            &gitlab_template(&questions),
        )?);
    }
    Ok(made)
}

/// hirelog for a shell. What everybody gets names nobody's home folder.
fn program(repository: &Repository, session: &Session<'_>) -> String {
    let Some(program) = session.context.program() else {
        return "hirelog".to_owned();
    };
    let quoted = |path: &Path| path.to_str().map(shell_word);
    let home = session.context.folders.home.as_deref();
    let below = home.and_then(|home| program.strip_prefix(home).ok());
    let named = match below.filter(|_| repository.shares_hooks()) {
        Some(below) => quoted(below).map(|below| format!("\"$HOME\"/{below}")),
        None => quoted(&program),
    };
    named.unwrap_or_else(|| "hirelog".to_owned())
}
