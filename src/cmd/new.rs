//! `hirelog new`.

use super::commit;
use super::compose::{self, Composed, Done, Start};
use super::content;
use super::given::Given;
use super::init::told;
use super::session::Session;
use super::words::{EXAMPLE, Words};
use crate::cli::New;
use crate::context::Answer;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::log::{self, Draft, Log};
use crate::model::{Id, Party, PostMortem};
use crate::vocabulary::{TeamWords, Vocabulary};

pub(super) fn run(args: &New, session: &Session<'_>) -> Result<Answer, Error> {
    session.check_editor(args.editor)?;
    let place = Place::find(session)?;
    let given = args
        .from
        .as_ref()
        .map(|file| Given::read(file, session))
        .transpose()?;
    let written = match &given {
        Some(given) if args.editor => go_on(args, given, &place, session)?,
        _ => begin(args, given.as_ref(), &place, session)?,
    };
    let Some(mut written) = written else {
        let talk = "nothing was changed, so nothing was saved\n".to_owned();
        return Ok(Answer {
            talk,
            ..Answer::default()
        });
    };
    if written.post_mortem.date > session.context.today {
        let date = written.post_mortem.date;
        written.notes.push(format!(
            "{date} is still to come; counts look at days up to today"
        ));
    }
    let talk = written
        .notes
        .iter()
        .map(|note| format!("note: {note}\n"))
        .collect();
    let mut answer = Answer {
        talk,
        ..Answer::default()
    };
    if args.dry_run {
        if let Some(draft) = written.draft {
            draft.remove();
        }
        answer.text = written.text;
        return Ok(answer);
    }
    let log = place.open(session, &mut answer)?;
    let path = log
        .create(&written.text, &written.post_mortem, |bytes| {
            session.context.random(bytes)
        })
        .map_err(|error| {
            error.maybe_hint(
                written
                    .draft
                    .as_ref()
                    .map(|draft| compose::kept(draft, "new")),
            )
        })?;
    let state = session.context.folders.state.as_deref();
    let resumed = args
        .from
        .as_deref()
        .zip(state)
        .and_then(|(file, state)| Draft::at(state, file));
    for draft in written.draft.into_iter().chain(resumed) {
        draft.remove();
    }
    answer.text = format!("{}\n", session.shown(&log.root.join(&path)));
    answer.talk += &session.recurrences(&log, &path, &Party::ALL);
    answer.talk += &next_step(&path, &written.post_mortem, session);
    if args.commit {
        commit::added(session, &log, &path, &written.post_mortem, &mut answer);
    }
    Ok(answer)
}

/// What is about to be saved.
struct Written {
    text: String,
    post_mortem: PostMortem,
    notes: Vec<String>,
    draft: Option<Draft>,
}

impl Written {
    fn in_editor(done: Done, notes: Vec<String>) -> Self {
        Self {
            text: done.text,
            post_mortem: done.post_mortem,
            notes,
            draft: Some(done.draft),
        }
    }
}

/// A post-mortem from flags, from what was given, or from the editor; nothing
/// when the person closed it.
fn begin(
    args: &New,
    given: Option<&Given>,
    place: &Place,
    session: &Session<'_>,
) -> Result<Option<Written>, Error> {
    let today = session.context.today;
    let mut notes = Vec::new();
    let base = match given {
        Some(given) => {
            let mut post_mortem = given.post_mortem(&args.content, today)?;
            // What a flag says is held against the vocabulary with the other flags.
            post_mortem.outcome = args.content.outcome.clone().unwrap_or(post_mortem.outcome);
            post_mortem.stage = args.content.stage.clone().or(post_mortem.stage);
            if post_mortem.outcome.is_empty() {
                return Err(missing_outcome(&place.vocabulary));
            }
            let mut words = Words::new(&place.vocabulary);
            words.fold(&mut post_mortem);
            notes = words.notes_or_error()?;
            post_mortem
        }
        None => PostMortem::new(today, ""),
    };
    let writer = args.content.writer.or(session.user.party);
    let filled = content::fill(&args.content, writer, &base, &place.vocabulary)?;
    let mut post_mortem = filled.post_mortem;
    notes.extend(filled.notes);
    if args.editor || post_mortem.outcome.is_empty() && !session.unattended() {
        if let Some(party) = writer {
            post_mortem.section_mut(party).by = Some(party);
        }
        place.check(args.dry_run)?;
        let text = encode(&post_mortem)?;
        return Ok(
            match compose::compose(session, &place.vocabulary, &Start::Fresh(&text), "new")? {
                Composed::Unchanged => None,
                Composed::Done(done) => Some(Written::in_editor(*done, notes)),
            },
        );
    }
    if post_mortem.outcome.is_empty() {
        return Err(missing_outcome(&place.vocabulary));
    }
    Ok(Some(Written {
        text: encode(&post_mortem)?,
        post_mortem,
        notes,
        draft: None,
    }))
}

/// A text of the person's own, opened as it is.
fn go_on(
    args: &New,
    given: &Given,
    place: &Place,
    session: &Session<'_>,
) -> Result<Option<Written>, Error> {
    if !content::is_empty(&args.content) {
        return Err(Error::usage(
            "with --from and --editor, what the file says is opened as it is",
        )
        .hint("leave out the other flags, or leave out --editor"));
    }
    place.check(args.dry_run)?;
    let composed = compose::compose(session, &place.vocabulary, &Start::Own(&given.toml), "new")?;
    Ok(match composed {
        Composed::Unchanged => None,
        Composed::Done(done) => Some(Written::in_editor(*done, Vec::new())),
    })
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
        let log = session.open(&root)?;
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
                session.open(&self.root)
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
        .hint(EXAMPLE)
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

/// What to do next: the parties nobody has looked at.
fn next_step(path: &str, post_mortem: &PostMortem, session: &Session<'_>) -> String {
    let stem = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".toml");
    let id = Id::from_stem(stem);
    let hirelog = session.command();
    let missing: Vec<_> = post_mortem.unwritten().collect();
    match missing.first() {
        None => format!("saved {id}; see what recurs: {hirelog} patterns\n"),
        Some(first) => {
            let names: Vec<_> = missing.iter().map(|party| Party::as_str(*party)).collect();
            format!(
                "saved {id}; still to be looked at: {}; next: {hirelog} edit {id} --as {first}\n",
                names.join(", ")
            )
        }
    }
}
