//! `hirelog edit`.

use crate::cli::Edit;
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::log::{Loaded, Log, Revised};
use crate::model::{Party, PostMortem};
use crate::session::Session;
use crate::writing::compose::{self, Composed, Start};
use crate::writing::{commit, content, guided, reply, section};

pub(super) fn run(args: &Edit, session: &Session<'_>) -> Result<Answer, Error> {
    session.check_editor(args.editor)?;
    if let Some((file, party)) = args.reply.as_deref().zip(args.content.writer) {
        return reply::run(args, party, file, session);
    }
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let path = log.find(&args.id)?;
    let loaded = log.load(&path)?;
    let old = loaded.editable(&log.root)?;
    let nothing_named = content::is_empty(&args.content);
    if nothing_named && !args.editor && guided::is_possible(session) {
        let asked = section::ask(args, session, &log, &loaded)?;
        let mut answer = asked.answer;
        if let Some(new) = asked.changed.filter(|_| args.commit) {
            commit::edited(session, &log, &loaded, &new, &mut answer);
        }
        return Ok(answer);
    }
    if nothing_named && !args.editor {
        let (id, hirelog) = (&loaded.id, session.command());
        let party = args
            .content
            .writer
            .or(session.user.party)
            .unwrap_or(Party::Manager);
        let ball = vocabulary
            .balls_of(party)
            .next()
            .map_or("feedback-late", |ball| ball.slug.as_str());
        return Err(Error::usage("nothing says what to change")
            .hint(format!("such as: {hirelog} edit {id} --as {party} --owned 'I did not ask.' --dropped {ball}"))
            .hint(format!("or in your editor: {hirelog} edit {id} --editor")));
    }
    let writer = args.content.writer.or(session.user.party);
    let fill = |old: &PostMortem| content::fill(&args.content, writer, old, &vocabulary);
    let filled = fill(old)?;
    let mut answer = Answer {
        talk: filled
            .notes
            .iter()
            .map(|note| format!("note: {note}\n"))
            .collect(),
        ..Answer::default()
    };
    if args.editor {
        if !args.dry_run {
            log.check_writable()?;
        }
        return in_editor(args, session, &log, &loaded, &filled.post_mortem, answer);
    }
    if args.dry_run {
        answer.text = log.revised(&loaded, old, &filled.post_mortem)?;
        return Ok(answer);
    }
    let shown = session.shown(&log.root.join(&path));
    let changed: Vec<_> = old
        .by_party()
        .zip(filled.post_mortem.by_party())
        .filter(|((_, old), (_, new))| old.dropped != new.dropped)
        .map(|((party, _), _)| party)
        .collect();
    match log.revise(&path, |old| Ok(fill(old)?.post_mortem))? {
        Revised::Unchanged => {
            answer.talk += &format!("{shown} says so already; nothing was changed\n");
        }
        Revised::Done => {
            answer.talk += &format!("changed {shown}\n");
            answer.talk += &session.recurrences(&log, &path, &changed);
            if args.commit {
                commit::edited(session, &log, &loaded, &filled.post_mortem, &mut answer);
            }
        }
    }
    Ok(answer)
}

fn in_editor(
    args: &Edit,
    session: &Session<'_>,
    log: &Log,
    loaded: &Loaded,
    start: &PostMortem,
    mut answer: Answer,
) -> Result<Answer, Error> {
    let old = loaded.editable(&log.root)?;
    let text = log.revised(loaded, old, start)?;
    let vocabulary = session.vocabulary(log);
    let Composed::Done(done) = compose::compose(
        session,
        &vocabulary,
        &Start::Fresh(&text),
        loaded.id.as_str(),
    )?
    else {
        answer.talk += "nothing was changed\n";
        return Ok(answer);
    };
    if args.dry_run {
        answer.text = done.text;
        done.draft.remove();
        return Ok(answer);
    }
    let shown = session.shown(&log.root.join(&loaded.path));
    let kept = compose::kept(&done.draft, loaded.id.as_str());
    match log.replace(loaded, &done.text) {
        Ok(true) => {
            done.draft.remove();
            answer.talk += &format!("changed {shown}\n");
            if args.commit {
                commit::edited(session, log, loaded, &done.post_mortem, &mut answer);
            }
            Ok(answer)
        }
        Ok(false) => {
            let what = format!(
                "{shown} was changed by somebody else while you were editing it; nothing was written"
            );
            Err(Error::new(Kind::Io, what).hint(kept))
        }
        Err(error) => Err(error.hint(kept)),
    }
}
