//! `hirelog edit` at a terminal: one section, asked about, with what it says already.

use super::destination::There;
use super::guided::{Drafts, Room};
use super::keeper::Keeper;
use super::meant::{Kept, Meant, WantedChange};
use crate::error::{Error, Kind};
use crate::interview::{InterviewState, Occasion, Step};
use crate::model::{Party, PostMortem};
use crate::session::Session;

/// Asks about the section of a party, or of the party that the person then names. `None`
/// where they named none.
///
/// # Errors
/// Where the conversation is broken off, or there is no terminal to hold it at.
pub fn ask<'a>(
    named: Option<Party>,
    there: &'a There,
    session: &'a Session<'_>,
) -> Result<Option<Meant<'a>>, Error> {
    let old = &there.post_mortem;
    // Whoever keeps a log alone is not asked whose part it is.
    let kept = session.keeper(&there.log);
    let named = named.or(kept);
    let writer = kept.or(named).or(session.user.party);
    let given = [writer.map(|_| Step::Writer), named.map(|_| Step::Whose)];
    let given = given.into_iter().flatten().collect();
    let state = InterviewState::new(Occasion::Section(named), old.clone(), writer, given);
    let mut keeper = Keeper::new(session, &there.log.root, there.id(), old.sections.clone());
    let room = Room {
        session,
        log: Some(&there.log),
        vocabulary: &there.vocabulary,
        keeper: kept,
        drafts: Drafts::Offer,
        about: about(old, there.id()),
    };
    let state = room.converse(state, &mut keeper, None)?;
    let Occasion::Section(Some(party)) = state.occasion else {
        return Ok(None);
    };
    let section = state.post_mortem.section(party).clone();
    let before = keeper.before[party.index()].clone();
    let edit = Box::new(move |old: &PostMortem| {
        if *old.section(party) != before && *old.section(party) != section {
            return Err(changed_meanwhile(party, there.id(), session));
        }
        let mut new = old.clone();
        *new.section_mut(party) = section.clone();
        Ok(new)
    });
    Ok(Some(Meant {
        kept: Kept::conversation(keeper, &state),
        ..Meant::new(WantedChange::Keys { there, edit }, state.writer)
    }))
}

fn changed_meanwhile(party: Party, id: &str, session: &Session<'_>) -> Error {
    let show = session.command().then("show").word(id);
    let edit = session.command().then("edit").word(id).then("--editor");
    let title = party.title();
    let what = format!(
        "the {title}'s section of {id} was changed by somebody else meanwhile, so nothing was written"
    );
    Error::new(Kind::Io, what)
        .hint(format!("read what it says now: {show}"))
        .hint(format!("put the two together in your editor: {edit}"))
}

/// Which post-mortem it is, in one line.
fn about(post_mortem: &PostMortem, id: &str) -> String {
    let role = post_mortem.role.as_deref().unwrap_or("no role");
    let date = post_mortem.date.spoken();
    let about = format!("{id}: {role}, {}, {date}", post_mortem.outcome);
    match &post_mortem.tldr {
        Some(tldr) => format!("{about}. {tldr}"),
        None => about,
    }
}
