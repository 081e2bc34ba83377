//! `hirelog new`.

use crate::cli::New;
use crate::context::Answer;
use crate::error::Error;
use crate::interview::{InterviewState, Occasion, Step};
use crate::log::Draft;
use crate::model::{Fact, Key, NewValue, Party, PostMortem};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::writing::compose::{Start, compose};
use crate::writing::content;
use crate::writing::destination::Destination;
use crate::writing::finish::finish;
use crate::writing::given::Given;
use crate::writing::guided::{self, Drafts, Room};
use crate::writing::keeper::Keeper;
use crate::writing::meant::{Change, Kept, Meant, OnFindings, Purpose, text_below};
use crate::writing::words::{EXAMPLE, TypedWords};

pub(super) fn run(args: &New, session: &Session<'_>) -> Result<Answer, Error> {
    session.check_editor(args.editor)?;
    let destination = Destination::find(session)?;
    let given = args
        .from
        .as_ref()
        .map(|file| Given::read(file, session))
        .transpose()?;
    if args.resume {
        check_resume(args, session)?;
    }
    let door = Door {
        args,
        destination: &destination,
        session,
    };
    let meant = match &given {
        Some(given) if args.editor => door.own_text(given)?,
        _ => door.flags(given.as_ref())?,
    };
    let Some(meant) = meant else {
        return Ok(Answer {
            talk: "nothing was changed, so nothing was saved\n".into(),
            ..Answer::default()
        });
    };
    let purpose = Purpose::of(args.dry_run, args.commit);
    let on_findings = OnFindings::of(args.allow_findings);
    Ok(finish(meant, purpose, on_findings, session))
}

/// What every way to say it has at hand.
struct Door<'a> {
    args: &'a New,
    destination: &'a Destination,
    session: &'a Session<'a>,
}

impl<'a> Door<'a> {
    /// What the flags say of what was given, or by themselves; the rest from a
    /// conversation or an editor.
    fn flags(&self, given: Option<&Given>) -> Result<Option<Meant<'a>>, Error> {
        let (args, vocabulary) = (self.args, &self.destination.vocabulary);
        let today = self.session.context.today;
        let mut notes = Vec::new();
        let base = match given {
            Some(given) => {
                let mut post_mortem = given.post_mortem(&args.content, today)?;
                // What a flag says is held against the vocabulary with the other flags.
                for fact in [Fact::Outcome, Fact::Stage] {
                    if let Some(text) = args.content.text(fact) {
                        let value = Some(NewValue::Text(text.to_owned()));
                        Key::head(fact).set(&mut post_mortem, value);
                    }
                }
                if post_mortem.outcome.is_empty() {
                    return Err(missing_outcome(vocabulary));
                }
                let mut words = TypedWords::new(vocabulary);
                words.fold(&mut post_mortem);
                notes = words.notes_or_error()?;
                post_mortem
            }
            None => PostMortem::new(today, ""),
        };
        let writer = self.writer();
        let filled = content::fill(
            &args.content,
            writer,
            self.destination.keeper(self.session),
            &base,
            vocabulary,
        )?;
        let mut post_mortem = filled.post_mortem;
        notes.extend(filled.notes);
        let lacks_outcome = post_mortem.outcome.is_empty();
        let mut meant = if args.editor {
            if let Some(party) = writer {
                post_mortem.section_mut(party).by = Some(party);
            }
            let text = text_below(&[], &post_mortem)?;
            match self.editor(&Start::Fresh(&text))? {
                Some(meant) => meant,
                None => return Ok(None),
            }
        } else if lacks_outcome && guided::is_possible(self.session) {
            self.conversation(post_mortem)?
        } else if lacks_outcome {
            return Err(missing_outcome(vocabulary));
        } else {
            Meant {
                kept: self.draft().map_or(Kept::Elsewhere, Kept::Draft),
                ..self.meant(text_below(&[], &post_mortem)?, post_mortem)
            }
        };
        meant.notes = notes;
        meant.days_said = filled.days_said;
        Ok(Some(meant))
    }

    /// A text of the person's own, opened as it is.
    fn own_text(&self, given: &Given) -> Result<Option<Meant<'a>>, Error> {
        if !self.args.content.is_empty() {
            return Err(Error::usage(
                "with --from and --editor, what the file says is opened as it is",
            )
            .hint("leave out the other flags, or leave out --editor"));
        }
        self.editor(&Start::Own(&given.toml))
    }

    fn editor(&self, start: &Start<'_>) -> Result<Option<Meant<'a>>, Error> {
        self.check_writable()?;
        let composed = compose(self.session, &self.destination.vocabulary, start, None)?;
        Ok(composed.map(|composed| Meant {
            kept: composed.kept.with(self.draft()),
            ..self.meant(composed.text, composed.post_mortem)
        }))
    }

    /// Asks for what the flags do not say.
    fn conversation(&self, post_mortem: PostMortem) -> Result<Meant<'a>, Error> {
        self.check_writable()?;
        let (args, session, destination) = (self.args, self.session, self.destination);
        let writer = self.writer();
        let mut given = content::answered(&args.content, writer);
        given.extend(writer.map(|_| Step::Writer));
        let state = InterviewState::new(Occasion::New, post_mortem, writer, given);
        let mut keeper = Keeper::new(session, &destination.root, "", Default::default());
        if args.resume && keeper.left().is_empty() {
            let elsewhere = keeper.left_elsewhere();
            return Err(Error::usage("there is nothing unfinished for this log")
                .hint("begin: hirelog new")
                .maybe_hint(elsewhere.map(|go_on| format!("or, for another log: {go_on}"))));
        }
        let room = Room {
            session,
            log: destination.log(),
            vocabulary: &destination.vocabulary,
            keeper: destination.keeper(session),
            drafts: if args.resume {
                Drafts::Resume
            } else if args.content.is_empty() {
                Drafts::Offer
            } else {
                Drafts::Keep
            },
            about: guided::about_new(session),
        };
        let state = room.converse(state, &mut keeper)?;
        let text = text_below(&[], &state.post_mortem)?;
        Ok(Meant {
            writer: state.writer,
            kept: Kept::Conversation {
                keeper: Box::new(keeper),
                state: Box::new(state.clone()),
            },
            ..self.meant(text, state.post_mortem)
        })
    }

    fn meant(&self, text: String, post_mortem: PostMortem) -> Meant<'a> {
        let change = Change::New {
            destination: self.destination,
            text,
            post_mortem,
        };
        Meant::new(change, self.writer())
    }

    fn writer(&self) -> Option<Party> {
        let keeper = self.destination.keeper(self.session);
        let named = self.args.content.writer;
        named.or_else(|| self.session.usual_writer(keeper))
    }

    /// The draft that --from names, if it is one.
    fn draft(&self) -> Option<Draft> {
        let state = self.session.context.folders.state.as_deref()?;
        Draft::at(state, self.args.from.as_deref()?)
    }

    /// Before anybody types anything.
    fn check_writable(&self) -> Result<(), Error> {
        if self.args.dry_run {
            return Ok(());
        }
        self.destination.check_writable()
    }
}

fn check_resume(args: &New, session: &Session<'_>) -> Result<(), Error> {
    if !args.content.is_empty() {
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
