//! `hirelog new`.

use super::compose::{self, Composed};
use super::content::{self, Filled};
use super::init::told;
use super::session::Session;
use super::words::Words;
use crate::cli::New;
use crate::context::Answer;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::log::{self, Defaults, Log, Prose};
use crate::model::{Id, Party, PostMortem};
use crate::vocabulary::{TeamWords, Vocabulary};
use std::path::Path;

pub(super) fn run(args: &New, session: &Session<'_>) -> Result<Answer, Error> {
    let place = Place::find(session)?;
    let writer = args.content.writer.or(session.user.party);
    let base = match &args.from {
        Some(file) => read_from(file, args, session)?,
        None => PostMortem::new(session.context.today, ""),
    };
    let Filled {
        mut post_mortem,
        mut notes,
    } = content::fill(&args.content, writer, &base, &place.vocabulary)?;
    let mut answer = Answer::default();
    let mut draft = None;
    let text = if args.editor || post_mortem.outcome.is_empty() && !session.unattended() {
        if let Some(party) = writer {
            post_mortem.section_mut(party).by = Some(party);
        }
        place.check(args.dry_run)?;
        match compose::compose(session, &place.vocabulary, &encode(&post_mortem)?, "new")? {
            Composed::Unchanged => {
                answer.talk = "nothing was changed, so nothing was saved\n".to_owned();
                return Ok(answer);
            }
            Composed::Done(done) => {
                post_mortem = done.post_mortem;
                draft = Some(done.draft);
                done.text
            }
        }
    } else {
        if post_mortem.outcome.is_empty() {
            return Err(missing_outcome(&place.vocabulary));
        }
        if args.from.is_some() {
            notes.extend(Words::of(&post_mortem, &place.vocabulary).notes_or_error()?);
        }
        encode(&post_mortem)?
    };
    answer.talk = notes.iter().map(|note| format!("note: {note}\n")).collect();
    if args.dry_run {
        answer.text = text;
        return Ok(answer);
    }
    let log = place.open(session, &mut answer)?;
    let path = log.create(&text, &post_mortem, |bytes| session.context.random(bytes));
    let path = match (path, &draft) {
        (Err(error), Some(draft)) => return Err(error.hint(compose::kept(draft, "new"))),
        (path, _) => path?,
    };
    if let Some(draft) = draft {
        draft.remove();
    }
    answer.text = format!("{}\n", session.shown(&log.root.join(&path)));
    answer.talk += &next_step(&path, &post_mortem);
    Ok(answer)
}

/// Where the file will go, and the words it may use.
struct Place {
    root: std::path::PathBuf,
    log: Option<Log>,
    vocabulary: Vocabulary,
}

impl Place {
    fn find(session: &Session<'_>) -> Result<Self, Error> {
        let root = session.located()?.root;
        if !Log::is_at(&root) {
            return Ok(Self {
                root,
                log: None,
                vocabulary: Vocabulary::new(TeamWords::default()),
            });
        }
        let log = Log::open(&root)?;
        let vocabulary = session.vocabulary(&log);
        Ok(Self {
            root,
            log: Some(log),
            vocabulary,
        })
    }

    /// Whether it can be written, before anybody types anything.
    fn check(&self, dry_run: bool) -> Result<(), Error> {
        match &self.log {
            Some(log) if !dry_run => log.check_writable(),
            _ => Ok(()),
        }
    }

    /// The log; made on the way where there is none, and said so.
    fn open(self, session: &Session<'_>, answer: &mut Answer) -> Result<Log, Error> {
        match self.log {
            Some(log) => Ok(log),
            None => {
                let made = log::init(&self.root)?;
                answer.talk += &format!(
                    "there was no log yet, so one was made at {}\n",
                    session.shown(&self.root)
                );
                answer.talk += &told(&made, session);
                Log::open(&self.root)
            }
        }
    }
}

fn missing_outcome(vocabulary: &Vocabulary) -> Error {
    let outcomes: Vec<_> = vocabulary
        .outcomes
        .iter()
        .map(|outcome| outcome.slug.as_str())
        .collect();
    Error::usage("nothing says how it ended: --outcome is missing")
        .hint("such as: hirelog new --outcome offer-declined --stage offer --role 'Staff Platform Engineer'")
        .hint(format!("outcomes: {}", outcomes.join(", ")))
        .hint("or give all of it, in TOML or JSON: hirelog new --from FILE (- for standard input)")
}

fn encode(post_mortem: &PostMortem) -> Result<String, Error> {
    log::encode(post_mortem).map_err(|diagnostics| unwritable(diagnostics, None))
}

fn unwritable(diagnostics: Vec<Diagnostic>, source: Option<String>) -> Error {
    let findings = Findings {
        path: "the new file".to_owned(),
        source,
        diagnostics,
    };
    Error::findings("this post-mortem cannot be written as TOML", vec![findings])
}

/// A post-mortem in TOML or JSON. What it leaves out is filled in from flags;
/// what it has too much is refused, as nothing would keep it.
fn read_from(file: &Path, args: &New, session: &Session<'_>) -> Result<PostMortem, Error> {
    let (name, text) = if file == Path::new("-") {
        let bytes = session.context.standard_input()?;
        (
            "standard input".to_owned(),
            log::text_of("standard input", &bytes)?,
        )
    } else {
        let path = session.context.working_folder.join(file);
        (session.shown(&path), log::read_text(&path)?)
    };
    let refused = |source: Option<String>, diagnostics: Vec<Diagnostic>| {
        let findings = Findings {
            path: name.clone(),
            source,
            diagnostics,
        };
        Error::findings(format!("{name} is not a post-mortem"), vec![findings])
            .hint("nothing was written; put it right and run this again")
    };
    let is_json = text.trim_start().starts_with('{');
    let toml = if is_json {
        log::from_json(&text).map_err(|problem| refused(None, vec![problem]))?
    } else {
        text
    };
    let defaults = Defaults {
        date: Some(args.content.date.unwrap_or(session.context.today)),
        outcome: Some(args.content.outcome.clone().unwrap_or_default()),
    };
    let decoded = log::decode_with(&toml, &defaults, Prose::Whole);
    let mut diagnostics = decoded.diagnostics;
    match decoded.post_mortem {
        Some(post_mortem) if diagnostics.is_empty() => Ok(post_mortem),
        _ => {
            // The places in JSON are not those of the TOML it was turned into.
            for problem in diagnostics.iter_mut().filter(|_| is_json) {
                problem.place = None;
            }
            Err(refused((!is_json).then_some(toml), diagnostics))
        }
    }
}

/// What to do next: the parties nobody has looked at.
fn next_step(path: &str, post_mortem: &PostMortem) -> String {
    let stem = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".toml");
    let id = Id::from_stem(stem);
    let missing: Vec<_> = post_mortem.unwritten().collect();
    match missing.first() {
        None => format!("saved {id}; see what recurs: hirelog patterns\n"),
        Some(first) => {
            let names: Vec<_> = missing.iter().map(|party| Party::as_str(*party)).collect();
            format!(
                "saved {id}; still to be looked at: {}; next: hirelog edit {id} --as {first}\n",
                names.join(", ")
            )
        }
    }
}
