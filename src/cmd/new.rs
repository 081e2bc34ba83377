//! `hirelog new`.

use crate::cli::New;
use crate::context::{Answer, tell};
use crate::error::Error;
use crate::interview::{FRESH_CASE, InterviewState, Occasion, Step};
use crate::log::Draft;
use crate::model::{Fact, Key, NewValue, Party, PostMortem};
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use crate::writing::compose::{TextOf, compose};
use crate::writing::content;
use crate::writing::content::Given;
use crate::writing::destination::Destination;
use crate::writing::finish::finish;
use crate::writing::guided::{self, Drafts, Room};
use crate::writing::keeper::Keeper;
use crate::writing::meant::{Kept, Meant, WantedChange, text_below};
use crate::writing::sentence::{Spoken, unseen};
use crate::writing::sorting::finish_and_offer;
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
        _ if !args.words.is_empty() => match door.sentence()? {
            Ok(meant) => Some(meant),
            Err(unseen) => return Ok(unseen),
        },
        Some(given) if args.editor => door.own_text(given)?,
        _ => door.flags(given.as_ref())?,
    };
    let Some(meant) = meant else {
        return Ok(Answer::talking(
            "nothing was changed, so nothing was saved\n",
        ));
    };
    let finish = if args.editor {
        finish_and_offer
    } else {
        finish
    };
    Ok(finish(meant, args.saving, session))
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
                        let value = Some(NewValue::Text(text.into()));
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
        let people = (writer, self.destination.keeper(self.session));
        let filled = content::fill(&args.content, people, &base, vocabulary, today)?;
        let mut post_mortem = filled.post_mortem;
        notes.extend(filled.notes);
        let lacks_outcome = post_mortem.outcome.is_empty();
        let mut meant = if args.editor {
            if let Some(party) = writer {
                post_mortem.section_mut(party).by = Some(party);
            }
            let text = text_below(&[], &post_mortem)?;
            match self.editor((&text, TextOf::Us))? {
                Some(meant) => meant,
                None => return Ok(None),
            }
        } else if lacks_outcome && !args.yes && guided::is_possible(self.session) {
            self.conversation(post_mortem)?
        } else if lacks_outcome {
            return Err(missing_outcome(vocabulary));
        } else {
            Meant {
                kept: Kept {
                    read: self.draft(),
                    ..Kept::default()
                },
                ..self.meant(text_below(&[], &post_mortem)?, post_mortem)
            }
        };
        notes.append(&mut meant.notes);
        meant.notes = notes;
        meant.days_said = filled.days_said;
        Ok(Some(meant))
    }

    /// What a sentence says, and what flags say besides; an answer where that is not
    /// to be saved.
    fn sentence(&self) -> Result<Result<Meant<'a>, Answer>, Error> {
        let (args, session) = (self.args, self.session);
        let vocabulary = &self.destination.vocabulary;
        let spoken = Spoken::new(&args.words, &args.content, self.destination, session)?;
        let (understood, filled) = spoken.filled(self.writer())?;
        if guided::is_possible(session) && !args.yes && !args.saving.dry_run {
            self.check_writable()?;
            self.tell_where();
            let mut meant = spoken.review(self.writer(), &self.room(Drafts::Keep))?;
            meant.notes = filled.notes;
            meant.days_said = filled.days_said;
            return Ok(Ok(meant));
        }
        let told = spoken.told(&understood, &filled.post_mortem);
        let refused = |error: Error| Answer {
            talk: Talk::drawn(told.clone()),
            ..session.complaint(error)
        };
        if filled.post_mortem.outcome.is_empty() {
            return Ok(Err(refused(missing_outcome(vocabulary))));
        }
        if let Some(unsure) = spoken.unsure_day(&understood) {
            return Ok(Err(refused(unsure)));
        }
        if !args.yes && !args.saving.dry_run {
            return Ok(Err(refused(unseen())));
        }
        Ok(Ok(Meant {
            writer: understood.writer,
            notes: filled.notes,
            days_said: filled.days_said,
            understood: told,
            ..self.meant(text_below(&[], &filled.post_mortem)?, filled.post_mortem)
        }))
    }

    /// Before anybody types anything.
    fn tell_where(&self) {
        if let Some(told) = self.destination.told(self.session) {
            tell(told.as_str());
        }
    }

    fn room(&self, drafts: Drafts) -> Room<'_> {
        Room {
            session: self.session,
            log: self.destination.log(),
            vocabulary: &self.destination.vocabulary,
            keeper: self.destination.keeper(self.session),
            drafts,
            about: guided::about_new(self.session),
        }
    }

    /// A text of the person's own, opened as it is.
    fn own_text(&self, given: &Given) -> Result<Option<Meant<'a>>, Error> {
        if !self.args.content.is_empty() {
            return Err(Error::usage(
                "with --from and --editor, what the file says is opened as it is",
            )
            .hint("leave out the other flags, or leave out --editor"));
        }
        self.editor((&given.toml, TextOf::Them))
    }

    fn editor(&self, start: (&str, TextOf)) -> Result<Option<Meant<'a>>, Error> {
        self.check_writable()?;
        let composed = compose(self.session, &self.destination.vocabulary, start, None)?;
        Ok(composed.map(|composed| Meant {
            kept: Kept {
                read: self.draft(),
                ..composed.kept
            },
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
            return Err(
                Error::usage("there is nothing unfinished for this log").hint("begin: hirelog new")
            );
        }
        self.tell_where();
        let room = self.room(if args.resume {
            Drafts::Resume
        } else if args.content.is_empty() {
            Drafts::Offer
        } else {
            Drafts::Keep
        });
        let state = room.converse(state, &mut keeper, None)?;
        let text = text_below(&[], &state.post_mortem)?;
        let case = state.post_mortem.case.as_deref();
        let fresh = case.filter(|case| case.starts_with(FRESH_CASE));
        Ok(Meant {
            writer: state.writer,
            notes: Vec::from_iter(fresh.map(fresh_case)),
            kept: Kept::conversation(keeper, &state),
            ..self.meant(text, state.post_mortem)
        })
    }

    fn meant(&self, text: String, post_mortem: PostMortem) -> Meant<'a> {
        let change = WantedChange::New {
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
        if self.args.saving.dry_run {
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

/// Nobody asked for it, and nobody was asked.
fn fresh_case(case: &str) -> String {
    format!(
        "the case is called {case}: keep that beside the name, where the name is kept, to find it again; edit --case calls it otherwise, and --case '' leaves it out"
    )
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

#[cfg(test)]
mod tests {
    use crate::cli::Cli;
    use crate::vocabulary::{TeamWords, Vocabulary};
    use clap::CommandFactory;

    #[test]
    fn the_help_lists_every_outcome_and_stage() {
        let mut command = Cli::command();
        let new = command.find_subcommand_mut("new").unwrap();
        let help = new.render_long_help().to_string();
        let vocabulary = Vocabulary::new(TeamWords::default());
        let outcomes = vocabulary.outcomes.iter().map(|one| &one.slug);
        for slug in outcomes.chain(vocabulary.stages.iter().map(|one| &one.slug)) {
            assert!(help.contains(slug), "{slug}");
        }
    }
}
