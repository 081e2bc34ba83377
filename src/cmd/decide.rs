//! `hirelog decide`.

use crate::cli::Decide;
use crate::context::Answer;
use crate::error::Error;
use crate::language::Language;
use crate::log::{Log, Prose, is_whole_name};
use crate::model::{COMING_DAYS, Day, Decision, DecisionEntry, Party, RestsOn, Text, coming_day};
use crate::session::Session;
use crate::talk::CommandLine;
use crate::vocabulary::Vocabulary;
use crate::writing::deciding::{DecisionSoFar, ask, finish_decision, weak};
use crate::writing::guided;
use crate::writing::keeper::Keeper;
use crate::writing::words::no_ball;
use std::sync::LazyLock;

pub(super) fn run(args: &Decide, session: &Session<'_>) -> Result<Answer, Error> {
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let today = session.context.today;
    let day = |text: &String| {
        let what =
            || format!("--review: `{text}` is no day to come, and that is when to look again");
        coming_day(text, today).ok_or_else(|| Error::usage(what()).hint(COMING_DAYS))
    };
    let review = args.review.as_ref().map(day).transpose()?;
    let before = match args.about.as_slice() {
        [name] if vocabulary.ball(name).is_none() => log.find_decision(name)?,
        _ => None,
    };
    if let Some(before) = &before {
        let decision = changed(&before.entry, args, review, session)?;
        return finish_decision(
            &decision,
            Some(before),
            &log,
            &vocabulary,
            args.saving,
            session,
        );
    }
    if args.withdraw {
        let list = session.command().then("list is:decision");
        let what = format!("no decision is called `{}`", args.about.join(" "));
        return Err(Error::usage(what).hint(format!("which there are: {list}")));
    }
    let mut so_far = DecisionSoFar {
        about: about(&args.about, &log, &vocabulary)?,
        party: args.party,
        next: args.next.clone(),
        review,
        rests_on: args.rests_on,
        kept: String::new(),
    };
    let of_ball = so_far.about.first().and_then(|slug| vocabulary.ball(slug));
    // Whoever keeps a log alone decides for nobody else.
    let kept_by = session.keeper(&log);
    so_far.party = so_far.party.or(kept_by).or(of_ball.map(|ball| ball.party));
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
    let finished = finish_decision(&decision, None, &log, &vocabulary, args.saving, session);
    let kept = |error| keeper.hints().into_iter().fold(error, Error::hint);
    let mut answer = finished.map_err(kept)?;
    keeper.done();
    let balls = decision
        .about
        .iter()
        .filter_map(|slug| vocabulary.ball(slug));
    for ball in balls.filter(|ball| ball.party != decision.party) {
        let (slug, whose, own) = (&ball.slug, ball.party.title(), decision.party.title());
        let decide = session.command().then("decide").word(slug);
        answer.talk += format!(
            "note: {slug} is the {whose}'s ball, and this is judged by what the {own}'s parts drop; to have that judged: {}\n",
            decide.then(&format!("--as {}", ball.party))
        );
    }
    if !is_asked && let Some(weak) = weak(&decision, &vocabulary, session) {
        answer.talk += format!("note: {weak}\n");
    }
    Ok(answer)
}

/// One that is there already, with what the flags say instead.
fn changed(
    before: &DecisionEntry,
    args: &Decide,
    review: Option<Day>,
    session: &Session<'_>,
) -> Result<Decision, Error> {
    let mut decision = before.decision.clone();
    let says_something =
        args.party.is_some() || args.next.is_some() || args.rests_on.is_some() || args.withdraw;
    if !says_something && review.is_none() {
        let decide = session.command().then("decide").word(before.id.as_str());
        let hints = [
            decide.clone().then("--review DAY"),
            decide.then("--withdraw"),
        ];
        let what = format!(
            "`{}` is a decision, and nothing says what to change",
            before.id
        );
        let such_as = |hint: CommandLine| format!("such as: {hint}");
        let hints = hints.map(such_as).into_iter();
        return Err(hints.fold(Error::usage(what), Error::hint));
    }
    if let Some(day) = decision.withdrawn {
        let again = session.command().then("decide");
        let again = decision
            .about
            .iter()
            .fold(again, |all, ball| all.word(ball.as_str()));
        let what = format!("`{}` is no longer meant since {}", before.id, day.spoken());
        return Err(Error::usage(what).hint(format!("to decide it anew: {again}")));
    }
    decision.party = args.party.unwrap_or(decision.party);
    decision.next = args.next.as_ref().map_or(decision.next, Text::from);
    decision.review = review.or(decision.review);
    decision.rests_on = args.rests_on.or(decision.rests_on);
    if args.withdraw {
        decision.withdrawn = Some(session.context.today);
    }
    Ok(decision)
}

/// Each by its slug. A word that nobody declared is no ball to decide about by accident.
fn about(words: &[String], log: &Log, vocabulary: &Vocabulary) -> Result<Vec<String>, Error> {
    let mut about: Vec<String> = Vec::new();
    for word in words.iter().flat_map(|word| word.split(',')) {
        let known = vocabulary.known(word).slug.into_owned();
        if vocabulary.ball(word).is_none() {
            undeclared(word, log, vocabulary)?;
        }
        if !about.contains(&known) {
            about.push(known);
        }
    }
    Ok(about)
}

/// Lets a word be that nobody declared: one that the log drops, or that is like no other.
fn undeclared(word: &str, log: &Log, vocabulary: &Vocabulary) -> Result<(), Error> {
    let find = "find the one you mean: hirelog vocab WORDS";
    if let Some(no_ball) = no_ball(word, &LazyLock::new(Language::new)) {
        return Err(no_ball.hint(find));
    }
    if let [path] = log.called(word)?.as_slice()
        && is_whole_name(word, path)
    {
        let what = format!("`{word}` is a post-mortem, and no dropped ball");
        return Err(Error::usage(what).hint(find));
    }
    let Some(near) = vocabulary.nearest_ball(word) else {
        return Ok(());
    };
    let slug = vocabulary.known(word).slug;
    let reading = log.read(Prose::Hinted)?;
    let mut sections = reading.all().flat_map(|entry| &entry.post_mortem.sections);
    let is_it = |ball: &Text| vocabulary.known(ball).slug == slug;
    if sections.any(|section| section.balls().iter().any(is_it)) {
        return Ok(());
    }
    let what = format!("nobody declared a dropped ball `{word}`, and nothing in the log drops it");
    Err(Error::usage(what).hint(format!("did you mean {near}?")))
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
