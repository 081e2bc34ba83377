//! `hirelog new`.

use super::commit;
use super::compose::{self, Composed, Done, Start};
use super::content;
use super::given::Given;
use super::guided::{self, Room, Unfinished};
use super::keeper::Keeper;
use super::place::Place;
use super::session::Session;
use super::words::{EXAMPLE, Words};
use crate::cli::New;
use crate::context::Answer;
use crate::diagnostic::{Diagnostic, Findings};
use crate::error::Error;
use crate::interview::{InterviewState, Purpose, Step};
use crate::log::{self, Draft};
use crate::model::{Id, Party, PostMortem};
use crate::vocabulary::Vocabulary;

pub(super) fn run(args: &New, session: &Session<'_>) -> Result<Answer, Error> {
    session.check_editor(args.editor)?;
    let place = Place::find(session)?;
    let given = args
        .from
        .as_ref()
        .map(|file| Given::read(file, session))
        .transpose()?;
    if args.resume {
        check_resume(args, session)?;
    }
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
        written.kept.done();
        answer.text = match &place.log {
            Some(log) => log.with_schema_line(&written.text),
            None => written.text,
        };
        return Ok(answer);
    }
    let vocabulary = place.vocabulary.clone();
    let saved = place.open(session, &mut answer).and_then(|log| {
        let random = |bytes: &mut [u8]| session.context.random(bytes);
        let path = log.create(&written.text, &written.post_mortem, random)?;
        Ok((log, path))
    });
    let (log, path) = match saved {
        Ok(saved) => saved,
        Err(error) => return Ok(unsaved(error, &written, answer, session)),
    };
    let state = session.context.folders.state.as_deref();
    let resumed = args
        .from
        .as_deref()
        .zip(state)
        .and_then(|(file, state)| Draft::at(state, file));
    let is_guided = matches!(written.kept, Kept::Conversation(_));
    written.kept.done();
    if let Some(draft) = resumed {
        draft.remove();
    }
    answer.text = format!("{}\n", session.shown(&log.root.join(&path)));
    answer.talk += &session.recurrences(&log, &path, &Party::ALL);
    if is_guided {
        answer.talk += &guided::undeclared(&written.post_mortem, &Party::ALL, &vocabulary);
    }
    answer.talk += &next_step(&path, &written.post_mortem, is_guided, session);
    if args.commit {
        commit::added(session, &log, &path, &written.post_mortem, &mut answer);
    }
    Ok(answer)
}

/// What is about to be saved.
struct Written<'s> {
    text: String,
    post_mortem: PostMortem,
    notes: Vec<String>,
    kept: Kept<'s>,
}

/// Where it is kept until it is saved.
enum Kept<'s> {
    /// On the command line.
    Nowhere,
    Editor(Draft),
    Conversation(Box<Keeper<'s>>),
}

impl Kept<'_> {
    fn hints(&self) -> Vec<String> {
        match self {
            Self::Nowhere => Vec::new(),
            Self::Editor(draft) => vec![compose::kept(draft, "new")],
            Self::Conversation(keeper) => keeper.hints(),
        }
    }

    fn done(self) {
        match self {
            Self::Nowhere => {}
            Self::Editor(draft) => draft.remove(),
            Self::Conversation(keeper) => keeper.done(),
        }
    }
}

impl Written<'_> {
    fn in_editor(done: Done, notes: Vec<String>) -> Self {
        Self {
            text: done.text,
            post_mortem: done.post_mortem,
            notes,
            kept: Kept::Editor(done.draft),
        }
    }
}

/// It could not be saved: where it is instead, or all of it where it is nowhere.
fn unsaved(error: Error, written: &Written<'_>, answer: Answer, session: &Session<'_>) -> Answer {
    let hints = written.kept.hints();
    let nowhere = hints.is_empty() && matches!(written.kept, Kept::Conversation(_));
    let mut refusal = session.complaint(hints.into_iter().fold(error, Error::hint));
    if nowhere {
        refusal.complaints += "this is what you typed; nothing else holds it:\n\n";
        refusal.complaints += &written.text;
    }
    Answer {
        talk: answer.talk,
        ..refusal
    }
}

/// A post-mortem from flags, from what was given, or from the editor; nothing
/// when the person closed it.
fn begin<'s>(
    args: &New,
    given: Option<&Given>,
    place: &Place,
    session: &'s Session<'_>,
) -> Result<Option<Written<'s>>, Error> {
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
    if post_mortem.outcome.is_empty() && !args.editor && guided::is_possible(session) {
        place.check(args.dry_run)?;
        return converse(args, post_mortem, notes, place, session).map(Some);
    }
    if args.editor {
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
        kept: Kept::Nowhere,
    }))
}

/// Asks for what the flags do not say.
fn converse<'s>(
    args: &New,
    post_mortem: PostMortem,
    notes: Vec<String>,
    place: &Place,
    session: &'s Session<'_>,
) -> Result<Written<'s>, Error> {
    let writer = args.content.writer.or(session.user.party);
    let mut given = content::answered(&args.content, writer);
    given.extend(writer.map(|_| Step::Writer));
    let is_plain = content::is_empty(&args.content);
    let state = InterviewState::new(Purpose::New, post_mortem, writer, given);
    let mut keeper = Keeper::new(session, &place.root, "", Default::default());
    if args.resume && keeper.left().is_empty() {
        let error =
            Error::usage("there is nothing unfinished for this log").hint("begin: hirelog new");
        let elsewhere = keeper.left_elsewhere();
        return Err(
            error.maybe_hint(elsewhere.map(|go_on| format!("or, for another log: {go_on}")))
        );
    }
    let room = Room {
        session,
        log: place.log.as_ref(),
        vocabulary: &place.vocabulary,
        unfinished: match (args.resume, is_plain) {
            (true, _) => Unfinished::Resume,
            (false, true) => Unfinished::Offer,
            (false, false) => Unfinished::Keep,
        },
        about: guided::about_new(session),
    };
    let state = room.converse(state, &mut keeper)?;
    Ok(Written {
        text: encode(&state.post_mortem)?,
        post_mortem: state.post_mortem,
        notes,
        kept: Kept::Conversation(Box::new(keeper)),
    })
}

fn check_resume(args: &New, session: &Session<'_>) -> Result<(), Error> {
    if !content::is_empty(&args.content) {
        return Err(Error::usage(
            "--resume goes on with what was typed, and takes no other answers",
        )
        .hint("leave out the other flags; each answer can be changed on the way"));
    }
    if !guided::is_possible(session) {
        return Err(
            Error::usage("--resume asks questions, and nobody is there to answer")
                .hint("run it on a terminal, or save a draft as it is: hirelog new --from DRAFT"),
        );
    }
    Ok(())
}

/// A text of the person's own, opened as it is.
fn go_on<'s>(
    args: &New,
    given: &Given,
    place: &Place,
    session: &'s Session<'_>,
) -> Result<Option<Written<'s>>, Error> {
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
fn next_step(
    path: &str,
    post_mortem: &PostMortem,
    is_guided: bool,
    session: &Session<'_>,
) -> String {
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
        Some(first) if is_guided => {
            format!(
                "saved {id}; their questions, to paste into a message: {hirelog} ask {id} --as {first}\n"
            )
        }
        Some(first) => {
            let names: Vec<_> = missing.iter().map(|party| Party::as_str(*party)).collect();
            format!(
                "saved {id}; still to be looked at: {}; next: {hirelog} edit {id} --as {first}\n",
                names.join(", ")
            )
        }
    }
}
