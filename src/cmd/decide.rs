//! `hirelog decide`.

use crate::cli::Decide;
use crate::context::Answer;
use crate::error::Error;
use crate::model::{Party, RestsOn, can_name};
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::writing::deciding::{DecisionSoFar, ask, finish_decision, weak};
use crate::writing::guided;
use crate::writing::keeper::Keeper;
use crate::writing::meant::{OnFindings, Purpose};

pub(super) fn run(args: &Decide, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let today = session.context.today;
    if let Some(review) = args.review.filter(|review| *review <= today) {
        let what = format!("{review} is not to come, and that is when to look again");
        return Err(Error::usage(what).hint("name a later day, or leave out --review"));
    }
    let how = (
        Purpose::of(args.saving.dry_run, args.saving.commit),
        OnFindings::of(args.saving.allow_findings),
    );
    if let (None, [name]) = (&args.next, args.about.as_slice())
        && (args.withdraw || args.review.is_some())
    {
        match (log.find_decision(name)?, args.withdraw) {
            (Some(before), _) => {
                let mut decision = before.entry.decision.clone();
                decision.review = args.review.or(decision.review);
                decision.rests_on = args.rests_on.or(decision.rests_on);
                if args.withdraw {
                    decision.withdrawn = Some(today);
                }
                let before = Some(&before);
                return finish_decision(&decision, before, &log, &vocabulary, how, session);
            }
            (None, true) => {
                let list = session.command().then("list is:decision");
                let what = format!("no decision is called `{name}`");
                return Err(Error::usage(what).hint(format!("which there are: {list}")));
            }
            // A ball, and the rest is asked for.
            (None, false) => {}
        }
    }
    let mut so_far = DecisionSoFar {
        about: about(&args.about, &vocabulary)?,
        party: args.party,
        next: args.next.clone(),
        review: args.review,
        rests_on: args.rests_on,
        kept: String::new(),
    };
    let of_ball = so_far.about.first().and_then(|slug| vocabulary.ball(slug));
    so_far.party = so_far.party.or(of_ball.map(|ball| ball.party));
    let resume = session.command().then("decide");
    let keeper = Keeper::of_answers(session, &log.root, "decide", &resume);
    let is_asked = so_far.whole(today).is_none() && guided::is_possible(session);
    if is_asked {
        if !args.saving.dry_run {
            log.check_writable()?;
        }
        so_far = ask(&so_far, &keeper, &vocabulary, session)?;
    }
    let Some(decision) = so_far.whole(today) else {
        return Err(nothing_said(&so_far, session));
    };
    let finished = finish_decision(&decision, None, &log, &vocabulary, how, session);
    let kept = |error| keeper.hints().into_iter().fold(error, Error::hint);
    let mut answer = finished.map_err(kept)?;
    keeper.done();
    if !is_asked && let Some(weak) = weak(&decision, &vocabulary, session) {
        answer.talk += format!("note: {weak}\n");
    }
    Ok(answer)
}

/// Each by its slug. A word that nobody declared is no ball to decide about by accident.
fn about(words: &[String], vocabulary: &Vocabulary) -> Result<Vec<String>, Error> {
    let mut about: Vec<String> = Vec::new();
    for word in words.iter().flat_map(|word| word.split(',')) {
        let known = vocabulary.known(word).slug.into_owned();
        if vocabulary.ball(word).is_none() && !can_name(word) {
            let what = format!("`{word}` is no name of a dropped ball");
            return Err(Error::usage(what).hint("find the one you mean: hirelog vocab WORDS"));
        }
        if !about.contains(&known) {
            about.push(known);
        }
    }
    Ok(about)
}

fn nothing_said(so_far: &DecisionSoFar, session: &Session<'_>) -> Error {
    let what = match (so_far.about.is_empty(), so_far.party) {
        (true, _) => "nothing says which dropped ball it is about",
        (false, None) => "nothing says who will do it",
        (false, Some(_)) => "nothing says what was decided",
    };
    let ball = so_far.about.first().map_or("feedback-late", String::as_str);
    let party = so_far.party.unwrap_or(Party::Manager);
    let decide = session.command().then("decide").word(ball);
    let decide = decide.then(&format!("--as {party} --next 'When …, I will …'"));
    let decide = decide.option("--rests-on", RestsOn::Default.as_str());
    Error::usage(what).hint(format!("such as: {decide}"))
}
