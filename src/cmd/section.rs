//! `hirelog edit` at a terminal: one section, asked about, with what it says already.

use super::guided::{self, Room, Unfinished};
use super::keeper::Keeper;
use super::session::Session;
use crate::cli::Edit;
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::interview::{InterviewState, Purpose, Step};
use crate::log::{Loaded, Log, Revised};
use crate::model::{Party, PostMortem, Section};

/// What came of it.
pub(super) struct Asked {
    pub answer: Answer,
    /// The post-mortem as it is now, where it was changed.
    pub changed: Option<PostMortem>,
}

pub(super) fn ask(
    args: &Edit,
    session: &Session<'_>,
    log: &Log,
    loaded: &Loaded,
) -> Result<Asked, Error> {
    let old = loaded.editable(&log.root)?;
    let vocabulary = session.vocabulary(log);
    if !args.dry_run {
        log.check_writable()?;
    }
    let id = loaded.id.as_str();
    let writer = args.content.writer.or(session.user.party);
    let given = args.content.writer.map(|_| Step::Writer);
    let purpose = Purpose::Section(args.content.writer);
    let state = InterviewState::new(purpose, old.clone(), writer, given.into_iter().collect());
    let mut keeper = Keeper::new(session, &log.root, id, old.sections.clone());
    let room = Room {
        session,
        log: Some(log),
        vocabulary: &vocabulary,
        unfinished: Unfinished::Offer,
        about: about(old, id),
    };
    let state = room.converse(state, &mut keeper)?;
    let Purpose::Section(Some(party)) = state.purpose else {
        return Ok(unchanged("nothing was changed\n".to_owned(), None));
    };
    let section = state.post_mortem.section(party);
    let before = keeper.before[party.index()].clone();
    let kept = |error: Error| keeper.hints().into_iter().fold(error, Error::hint);
    let filled = |old: &PostMortem| filled(old, party, &before, section, session, id);
    if args.dry_run {
        let text = filled(old).and_then(|new| log.revised(loaded, old, &new));
        let text = text.map_err(kept)?;
        keeper.done();
        let answer = Answer {
            text,
            ..Answer::default()
        };
        return Ok(Asked {
            answer,
            changed: None,
        });
    }
    let shown = session.shown(&log.root.join(&loaded.path));
    let revised = log.revise(&loaded.path, filled).map_err(kept)?;
    keeper.done();
    if revised == Revised::Unchanged {
        return Ok(unchanged(
            format!("{shown} says so already; nothing was changed\n"),
            None,
        ));
    }
    let mut new = old.clone();
    *new.section_mut(party) = section.clone();
    let mut talk = format!("changed {shown}\n");
    if before.dropped != section.dropped {
        talk += &session.recurrences(log, &loaded.path, &[party]);
        talk += &guided::undeclared(&new, &[party], &vocabulary);
    }
    talk += &next_step(&new, party, id, session);
    Ok(unchanged(talk, Some(new)))
}

fn unchanged(talk: String, changed: Option<PostMortem>) -> Asked {
    let answer = Answer {
        talk,
        ..Answer::default()
    };
    Asked { answer, changed }
}

/// The post-mortem with the section put in, unless somebody else wrote it meanwhile.
fn filled(
    old: &PostMortem,
    party: Party,
    before: &Section,
    section: &Section,
    session: &Session<'_>,
    id: &str,
) -> Result<PostMortem, Error> {
    if old.section(party) != before && old.section(party) != section {
        let hirelog = session.command();
        let title = party.title();
        let what = format!(
            "the {title}'s section of {id} was changed by somebody else meanwhile, so nothing was written"
        );
        return Err(Error::new(Kind::Io, what)
            .hint(format!("read what it says now: {hirelog} show {id}"))
            .hint(format!(
                "put the two together in your editor: {hirelog} edit {id} --editor"
            )));
    }
    let mut new = old.clone();
    *new.section_mut(party) = section.clone();
    Ok(new)
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

/// Whom to ask next: somebody with the other side of a ball before anybody else.
fn next_step(post_mortem: &PostMortem, party: Party, id: &str, session: &Session<'_>) -> String {
    let hirelog = session.command();
    let missing: Vec<Party> = post_mortem
        .unwritten()
        .filter(|one| *one != party)
        .collect();
    match missing.first() {
        None => format!("read it: {hirelog} show {id}\n"),
        Some(first) => {
            let names: Vec<_> = missing.iter().map(|party| party.as_str()).collect();
            format!(
                "still to be looked at: {}; their questions, to paste into a message: {hirelog} ask {id} --as {first}\n",
                names.join(", ")
            )
        }
    }
}
