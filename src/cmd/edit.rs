//! `hirelog edit`.

use crate::cli::EditFlags;
use crate::context::Answer;
use crate::error::Error;
use crate::model::{Party, PostMortem};
use crate::session::Session;
use crate::writing::compose::{TextOf, compose};
use crate::writing::destination::There;
use crate::writing::finish::finish;
use crate::writing::meant::{Meant, WantedChange};
use crate::writing::reply::{self, Addition, Taken};
use crate::writing::sorting::finish_and_offer;
use crate::writing::{content, guided, section};

pub(super) fn run(args: &EditFlags, session: &Session<'_>) -> Result<Answer, Error> {
    session.check_editor(args.editor)?;
    if args.reply.is_some() && !args.content.is_empty() {
        return Err(Error::usage(
            "with --reply, what the reply says is written, and no other flag",
        )
        .hint("leave out the other flags, or correct the section afterwards"));
    }
    let id = args.id.as_deref();
    if let Some(file) = &args.reply {
        let addition = if args.append {
            Addition::Appended
        } else {
            Addition::Refused
        };
        let party = args.content.writer;
        let taken = Taken {
            file,
            id,
            party,
            addition,
        };
        return reply::take(taken, args.saving, session);
    }
    let there = There::find(id.unwrap_or_default(), session)?;
    let meant = match meant(args, &there, session)? {
        Some(meant) => meant,
        // It may have been changed before, and not been committed.
        None if args.saving.commit => as_it_is(&there),
        None => {
            return Ok(Answer::talking("nothing was changed\n"));
        }
    };
    let finish = if args.editor {
        finish_and_offer
    } else {
        finish
    };
    Ok(finish(meant, args.saving, session))
}

/// Through the door that the flags name; `None` where the person wants no change after all.
fn meant<'a>(
    args: &'a EditFlags,
    there: &'a There,
    session: &'a Session<'_>,
) -> Result<Option<Meant<'a>>, Error> {
    let named = args.content.writer;
    let says_nothing = args.content.is_empty() && !args.editor;
    if says_nothing && !guided::is_possible(session) {
        return Err(nothing_said(named, there, session));
    }
    let asks_somebody = says_nothing || args.editor;
    if asks_somebody && !args.saving.dry_run {
        there.log.check_writable()?;
    }
    if says_nothing {
        return section::ask(named, there, session);
    }
    let kept = session.keeper(&there.log);
    let writer = named.or_else(|| session.usual_writer(kept));
    let fill = move |old: &PostMortem| {
        let today = session.context.today;
        content::fill(&args.content, (writer, kept), old, &there.vocabulary, today)
    };
    let filled = fill(&there.post_mortem)?;
    if args.editor {
        let old = &there.post_mortem;
        let text = there.log.revised(&there.loaded, old, &filled.post_mortem)?;
        let composed = compose(session, &there.vocabulary, (&text, TextOf::Us), Some(there))?;
        return Ok(composed.map(|composed| {
            let change = WantedChange::Text {
                there,
                text: composed.text,
                post_mortem: composed.post_mortem,
            };
            Meant {
                notes: filled.notes,
                kept: composed.kept,
                ..Meant::new(change, writer)
            }
        }));
    }
    let edit = Box::new(move |old: &PostMortem| Ok(fill(old)?.post_mortem));
    Ok(Some(Meant {
        notes: filled.notes,
        days_said: filled.days_said,
        ..Meant::new(WantedChange::Keys { there, edit }, writer)
    }))
}

fn as_it_is(there: &There) -> Meant<'_> {
    let edit = Box::new(|old: &PostMortem| Ok(old.clone()));
    Meant::new(WantedChange::Keys { there, edit }, None)
}

fn nothing_said(named: Option<Party>, there: &There, session: &Session<'_>) -> Error {
    let edit = session.command().then("edit").word(there.id());
    let usual = session.usual_writer(session.keeper(&there.log));
    let party = named.or(usual).unwrap_or(Party::Manager);
    let ball = there
        .vocabulary
        .balls_of(party)
        .next()
        .map_or("feedback-late", |ball| ball.slug.as_str());
    let such_as = format!("--as {party} --owned 'I did not ask.'");
    let such_as = edit.clone().then(&such_as).option("--dropped", ball);
    Error::usage("nothing says what to change")
        .hint(format!("such as: {such_as}"))
        .hint(format!("or in your editor: {}", edit.then("--editor")))
}
