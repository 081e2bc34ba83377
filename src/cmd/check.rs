//! `hirelog check`.

mod examine;
mod fix;
mod named;
mod names;
mod scope;
mod staged;
mod subject;

use crate::check;
use crate::cli::{Check, CheckFormat, Denied};
use crate::context::Answer;
use crate::diagnostic::{Diagnostic, Rule, nearest};
use crate::error::Error;
use crate::language::Language;
use crate::log::{self, Hook};
use crate::render::{self, Examined};
use crate::session::Session;
use crate::writing::proof::Proof;
use examine::Examination;

pub(super) fn run(args: &Check, session: &Session<'_>) -> Result<Answer, Error> {
    if let Some(code) = &args.explain {
        return explain(code, args.format, session);
    }
    if args.hook {
        return hook(args.format, session);
    }
    if args.fix && args.paths.iter().any(|path| path.as_os_str() == "-") {
        let what = "--fix changes files, and standard input is none";
        return Err(Error::usage(what).hint("name the file, or leave out --fix"));
    }
    let mut examination = Examination::of(args, session)?;
    let mut answer = Answer::default();
    if args.fix && args.dry_run {
        answer.text = fix::diff(&examination, session);
        let left = fix::left(&examination, session);
        answer.talk = fix::rest(&answer.text, left.len());
        answer.exit_code = u8::from(left.into_iter().any(|one| is_refused(one, &args.deny)));
        return Ok(answer);
    }
    if args.fix {
        let mut fixed = fix::Fixed::default();
        if let Err(error) = put_right(args, session, &mut examination, &mut fixed) {
            let mut stopped = session.complaint(error);
            stopped.talk = fixed.done();
            return Ok(stopped);
        }
        answer.talk = fixed.summary();
    }
    let found = &examination.found()[..];
    let looked_at = examination.looked_at;
    answer.exit_code = u8::from(found.iter().any(|file| {
        let mut all = file.findings.diagnostics.iter();
        all.any(|one| is_refused(one, &args.deny))
    }));
    let summary = || match args.staged && examination.parts.is_empty() {
        true => "nothing of the log is staged, so nothing was checked\n".into(),
        false => {
            // What was put right just now is all there is.
            let fixes = if args.fix {
                0
            } else {
                fix::count(&examination, session)
            };
            let command = session.command();
            render::checked_summary(found, looked_at, fixes, &command, session.talk_look())
        }
    };
    if args.format == CheckFormat::Table && args.staged && session.globals.quiet {
        let stops = |one: &Diagnostic| is_refused(one, &args.deny);
        let command = session.command();
        answer.text = render::checked_in_a_hook(found, stops, &command, session.look());
    } else if args.format == CheckFormat::Table {
        let page = session.page(render::checked_page(found, session.look()));
        answer.text = page.text;
        answer.pager = page.pager;
    } else {
        answer.text = for_programs(args.format, found, looked_at, session);
    }
    if !matches!(args.format, CheckFormat::Json | CheckFormat::Sarif) {
        answer.talk += summary();
    }
    Ok(answer)
}

/// What is put right may uncover more: a file that can be read now, an alias that names
/// what is there already.
fn put_right(
    args: &Check,
    session: &Session<'_>,
    examination: &mut Examination,
    fixed: &mut fix::Fixed,
) -> Result<(), Error> {
    while fix::apply(examination, session, fixed)? {
        *examination = Examination::of(args, session)?;
    }
    Ok(())
}

fn for_programs(
    format: CheckFormat,
    found: &[&Examined],
    looked_at: usize,
    session: &Session<'_>,
) -> String {
    match format {
        CheckFormat::Table | CheckFormat::Short => render::checked_short(found, session.look()),
        CheckFormat::Json => render::checked_json(found, looked_at),
        CheckFormat::Github => render::annotations(found),
        CheckFormat::Sarif => {
            let version = env!("CARGO_PKG_VERSION");
            render::sarif(found, &check::rules(&Language::new()), version)
        }
    }
}

fn is_refused(one: &Diagnostic, deny: &[Denied]) -> bool {
    one.is_error()
        || deny.contains(&Denied::All)
        || deny.contains(&Denied::Family(one.code.family()))
}

/// Tries the hooks of the repository that the log lies in.
fn hook(format: CheckFormat, session: &Session<'_>) -> Result<Answer, Error> {
    let root = scope::at(&session.located_by_files()?, session)?;
    let unchecked = |why: Error| {
        let what = format!("no commit of this log is checked: {why}");
        Answer {
            exit_code: 1,
            ..session.complaint(Error { what, ..why })
        }
    };
    let none = |what: &str, hint: String| unchecked(Error::usage(what).hint(hint));
    let install = format!(
        "to have it checked: {}",
        session.command().then("init --hook")
    );
    let Some(repository) = session.context.repository(&root)? else {
        return Ok(none("it is in no git repository", install));
    };
    let folder = match repository.hooks() {
        Ok(folder) => folder,
        Err(elsewhere) => return Ok(unchecked(elsewhere)),
    };
    let hook = Hook {
        top: &repository.top,
        folder,
        log: &log::below(&repository.top, &root)?,
        program: "",
        is_shared: repository.shares_hooks(),
    };
    let Some(proof) = Proof::of(&root, &hook, &repository, session)? else {
        let Some(settings) = hook.framework_settings() else {
            return Ok(none("git runs no hook of hirelog here", install));
        };
        let what = format!(
            "nothing was tried: {} has the files that it names checked, and only a hook of hirelog's own shows what it refuses",
            session.shown(&settings)
        );
        let way = session.command().then("init --hook");
        let error = Error::usage(what).hint(format!("to have one beside it: {way}"));
        return Ok(Answer {
            exit_code: 1,
            ..session.complaint(error)
        });
    };
    let found = proof.found();
    let found: Vec<_> = found.iter().collect();
    let mut answer = Answer::of(match format {
        CheckFormat::Table => proof.page(),
        format => for_programs(format, &found, 0, session),
    });
    match proof.holds() {
        true => answer.talk += proof.summary(),
        false => {
            answer.complaints += proof.summary();
            answer.exit_code = 1;
        }
    }
    Ok(answer)
}

/// One code, or all of them.
fn explain(code: &str, format: CheckFormat, session: &Session<'_>) -> Result<Answer, Error> {
    let rules = check::rules(&Language::new());
    let json = format == CheckFormat::Json;
    let look = session.look();
    if code.is_empty() {
        return Ok(if json {
            Answer::of(render::rules_json(&rules))
        } else {
            session.page(render::rules_page(&rules, look))
        });
    }
    let rule = one(code, &rules)?;
    let text = if json {
        render::rules_json(std::slice::from_ref(rule))
    } else {
        render::rule_page(rule, look)
    };
    Ok(Answer::of(text))
}

fn one<'r>(code: &str, rules: &'r [Rule]) -> Result<&'r Rule, Error> {
    let known = || rules.iter().map(|rule| rule.code.as_str());
    let found = rules
        .iter()
        .find(|rule| rule.code.as_str().eq_ignore_ascii_case(code));
    found.ok_or_else(|| {
        let near = nearest(code, known()).map(|near| format!("did you mean {near}?"));
        Error::usage(format!("there is no code `{code}`"))
            .maybe_hint(near)
            .hint("all of them: hirelog check --explain")
    })
}
