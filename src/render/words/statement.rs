//! The sentences of a digest: what happened, never whose fault it was; each
//! figure with its denominator, and small numbers called small.

use super::ball::{first_seen, now_and_before, quiet, since, since_sentence};
use super::names::{listed, whose};
use super::numbers::{figures, plural};
use super::promise::{Telling, decision, event, in_log, promise, promise_sentence};
use super::run::run;
use crate::model::Party;
use crate::patterns::{
    Balance, Ball, Claim, Cluster, Digest, FEWEST, Floor, Matter, Sample, Statement, Unmatched,
};

/// As many priorities as this are named on a line.
const MOST_NAMED: usize = 3;

/// What the statements of one kind stand under.
pub(in crate::render) fn title(kind: Claim, digest: &Digest<'_>) -> String {
    let for_one = digest.keeper.is_some();
    let for_a_candidate = digest.keeper == Some(Party::Candidate);
    let title = match kind {
        Claim::Decided => "Decided last",
        Claim::Promised => "Promised last",
        Claim::Event => "Dropped again",
        Claim::MoreOften => "More often",
        Claim::LessOften => "Less often",
        Claim::Wall if for_one => "Walls you are running into",
        Claim::Wall => "Walls",
        Claim::Run => "Runs",
        Claim::NoPromise => "Recurring, and nothing promised",
        Claim::NoLess => "Recurring, and no less since the promise",
        // What is talked about recurs as well.
        Claim::Recurring if !digest.topics.is_empty() => "Recurring as well",
        Claim::Recurring => "Recurring",
        Claim::Counted => "Dropped",
        Claim::Cluster => "The same thing, dropped from several sides",
        Claim::Watch => "Watch",
        Claim::Quiet => "Quiet",
        Claim::Wanted if for_a_candidate => "What you wanted and nobody pitched",
        Claim::Wanted => "Wanted, not pitched",
        Claim::Pitched if for_a_candidate => "What was pitched and you did not want",
        Claim::Pitched => "Pitched, not wanted",
        // Sentences that stand by themselves.
        _ => "",
    };
    title.to_owned()
}

/// What one topic stands under.
pub(in crate::render) fn kicker(kind: Claim, digest: &Digest<'_>) -> String {
    match kind {
        Claim::Wall => "A wall".to_owned(),
        kind => title(kind, digest),
    }
}

/// The sentences of the first statement of a kind, where there is one.
pub(in crate::render) fn sentence(kind: Claim, digest: &Digest<'_>) -> Option<String> {
    let statement = digest.all(kind).next()?;
    let said = sentences(statement, digest, ToString::to_string);
    Some(said.join(" ")).filter(|said| !said.is_empty())
}

/// Something to talk about in one breath: whose it is, its figures, and what there
/// is to say of it.
pub(in crate::render) fn breath(
    statement: &Statement<'_>,
    digest: &Digest<'_>,
    shown: impl Fn(&str) -> String,
) -> String {
    let said = sentences(statement, digest, &shown).join(" ");
    match statement.ball() {
        Some(ball) => {
            let whose = match digest.keeper {
                Some(keeper) if keeper == ball.party => "yours",
                _ => ball.party.title(),
            };
            format!(
                "{} ({whose}): {}. {said}",
                shown(&ball.slug),
                now_and_before(ball)
            )
        }
        None => said,
    }
}

/// A statement in sentences. `shown` makes a text from a file fit to be seen.
pub(in crate::render) fn sentences(
    statement: &Statement<'_>,
    digest: &Digest<'_>,
    shown: impl Fn(&str) -> String,
) -> Vec<String> {
    let (n, of) = (statement.figures.n, statement.figures.of);
    let sample = digest.sample;
    let yours = digest.keeper.map_or("", |_| " of yours");
    let said = match (statement.kind, statement.about) {
        (
            Claim::Event | Claim::MoreOften | Claim::NoPromise | Claim::NoLess | Claim::Recurring,
            Matter::Ball(ball),
        ) => {
            let again = ball.promises.event.as_ref();
            let again = again.map(|again| event(again, &ball.promises));
            let promise = promise_sentence(&ball.promises, sample);
            let said = again.into_iter().chain(since_sentence(ball, sample));
            return said.chain([promise]).collect();
        }
        (_, Matter::Wall(wall)) => run(wall, digest, shown),
        (_, Matter::Cluster(cluster)) => format!("{}.", together(cluster, shown)),
        (Claim::HonestMismatches, Matter::Open(parts)) => {
            let were = match n {
                1 => "was an honest mismatch",
                _ => "were honest mismatches",
            };
            let (figures, open) = (figures(n, of), plural(parts, "part"));
            match parts {
                0 => format!("{figures} {were}: no dropped ball was named."),
                _ => format!("{figures} {were} so far: no ball is named, {open} not written."),
            }
        }
        (Claim::Logs, Matter::Logs(logs)) => {
            let each = logs
                .iter()
                .map(|one| format!("{} {}", shown(&one.log), one.ids.len()));
            let each: Vec<_> = each.collect();
            format!("In {}: {}.", plural(n, "log"), each.join(", "))
        }
        (Claim::Nothing, Matter::Query(query)) => {
            format!(
                "None of {} matches {}.",
                plural(of, "post-mortem"),
                shown(query)
            )
        }
        (Claim::Nothing, _) => "Nothing yet: no post-mortem lies in this window.".to_owned(),
        (Claim::TooFew, _) => format!(
            "Too few to call: with fewer than {FEWEST} post-mortems there are counts and no patterns."
        ),
        (Claim::Few, _) => {
            "Fewer than 20 chances: such small numbers can show a run or a promise, not a trend."
                .to_owned()
        }
        (Claim::Unread, _) => match n {
            1 => "1 file could not be read and is left out.".to_owned(),
            n => format!("{n} files could not be read and are left out."),
        },
        (Claim::WrittenLate, _) => format!(
            "{} written more than a month after the outcome: that weakens more often and less often.",
            match n {
                1 => "1 post-mortem was".to_owned(),
                n => format!("{n} post-mortems were"),
            }
        ),
        (Claim::Decided, Matter::Decision(decided)) => decision(decided, digest, shown),
        (Claim::OnMemory, _) if (n, of) == (1, 1) => {
            "The decision says nothing that makes it happen when nobody remembers.".to_owned()
        }
        (Claim::OnMemory, _) => format!(
            "{} decisions {} nothing that makes {} happen when nobody remembers.",
            figures(n, of),
            if n == 1 { "says" } else { "say" },
            if n == 1 { "it" } else { "them" },
        ),
        (Claim::NoneDropped, _) if n > 0 => {
            format!(
                "{} named, none that can be dropped at this stage.",
                plural(n, "ball")
            )
        }
        (Claim::NoneDropped, _) => "No dropped ball is named.".to_owned(),
        (Claim::NoneRecurs, _) => "No dropped ball recurs.".to_owned(),
        (Claim::AllPromised, Matter::Ball(ball)) => {
            let (slug, times) = (shown(&ball.slug), super::times(n));
            let others = match of {
                1 => String::new(),
                of => format!(", and {} as well", plural(of - 1, "other")),
            };
            format!(
                "Each ball{yours} that recurs has a promise; {slug} was dropped {times} since its own{others}."
            )
        }
        (Claim::AllPromised, _) => {
            format!("Nothing new to talk about: each ball{yours} that recurs has a promise.")
        }
        (Claim::OwnPart, Matter::Party(side)) => format!(
            "Your own part is written in {}; it names {}.",
            figures(n, of),
            plural(side.dropped, "dropped ball")
        ),
        (Claim::Looked, Matter::Party(side)) => looked(side, digest.sample),
        (Claim::Blamed, Matter::Party(side)) => format!(
            "{n} of all {of} dropped balls are the {}'s, and somebody else wrote them down.",
            side.party.title()
        ),
        (Claim::Funnel, Matter::Floor(floor, unsaid)) => {
            return funnel(floor, unsaid, digest.keeper, shown);
        }
        (Claim::NoHires, _) => {
            "No hire is logged here: this counts what did not work out, and is no rate.".to_owned()
        }
        (Claim::Imported, _) => match n {
            0 => format!("{of} imported, none looked at."),
            n => format!("{of} imported, {n} looked at."),
        },
        _ => return Vec::new(),
    };
    vec![said]
}

/// `Hiring manager: 13 of 14 parts written, all in their own words; 12 balls named.`
fn looked(side: &Balance, sample: Sample) -> String {
    let party = super::capital(side.party.title());
    if side.written == 0 {
        return format!("{party}: none of {} written.", plural(side.of, "part"));
    }
    let own = match side.own_voice {
        own if own == side.written => "all in their own words".to_owned(),
        0 => "none in their own words".to_owned(),
        own => format!("{own} in their own words"),
    };
    let balls = match side.dropped {
        0 => "no ball named".to_owned(),
        dropped => format!("{} named", plural(dropped, "ball")),
    };
    let parts = plural(side.of, "part");
    let half = match sample {
        Sample::Enough if side.is_overlooked() => " (less than half)",
        _ => "",
    };
    format!(
        "{party}: {} of {parts} written{half}, {own}; {balls}.",
        side.written
    )
}

/// `6 got to an offer, 2 of them imported and not looked at: 1 accepted, 4 declined, 1 silent.`
fn funnel(
    floor: &Floor,
    unsaid: usize,
    keeper: Option<Party>,
    shown: impl Fn(&str) -> String,
) -> Vec<String> {
    let stage = match floor.stage.as_str() {
        "offer" => "an offer".to_owned(),
        stage => shown(stage),
    };
    let ended = floor.outcomes.iter().map(|(outcome, times)| {
        let word = match outcome.as_str() {
            "offer-declined" => "declined",
            "unresponsive" => "silent",
            "left-early" => "left early",
            "role-closed" => "closed",
            other => return format!("{times} {}", shown(other)),
        };
        format!("{times} {word}")
    });
    let ended: Vec<_> = ended.collect();
    let who = match keeper {
        Some(Party::Candidate) => format!("You got to {stage} {}", super::times(floor.reached)),
        _ => format!("{} got to {stage}", floor.reached),
    };
    let imported = match floor.skeletons {
        0 => String::new(),
        all if all == floor.reached => ", imported and not looked at".to_owned(),
        some => format!(", {some} of them imported and not looked at"),
    };
    let said = format!("{who}{imported}: {}.", ended.join(", "));
    let unsaid = match unsaid {
        0 => None,
        1 => Some("1 more does not say how far it got.".to_owned()),
        more => Some(format!("{more} more do not say how far they got.")),
    };
    [said].into_iter().chain(unsaid).collect()
}

/// What stands on a line with others of its kind. `name` is the ball as the page
/// names it.
pub(in crate::render) fn item(
    kind: Claim,
    ball: &Ball,
    digest: &Digest<'_>,
    name: &str,
    shown: impl Fn(&str) -> String,
) -> String {
    let sample = digest.sample;
    match kind {
        Claim::Quiet => format!("{name} {}", quiet(ball).unwrap_or_default()),
        Claim::MoreOften | Claim::LessOften => {
            format!("{name} {}", since(ball, sample).unwrap_or_default())
        }
        Claim::Promised => {
            let came_of_it = promise(&ball.promises, sample, Telling::Line);
            let latest = ball.promises.latest.as_ref();
            let day = latest.map(|latest| latest.promise.day.spoken());
            let log = latest.and_then(|latest| latest.promise.log.as_deref());
            format!(
                "{name} ({}{}), {}: {came_of_it}",
                whose(ball.party, digest.keeper),
                in_log(log, shown),
                day.unwrap_or_default()
            )
        }
        Claim::Recurring => {
            format!(
                "{name} {}{}",
                now_and_before(ball),
                first_seen(ball, digest)
            )
        }
        _ => format!("{name} {}", figures(ball.n(), ball.of)),
    }
}

/// `a and b: 3 of 9 in all`.
pub(in crate::render) fn together(cluster: &Cluster, shown: impl Fn(&str) -> String) -> String {
    let slugs: Vec<_> = cluster.slugs.iter().map(|slug| shown(slug)).collect();
    let counted = figures(cluster.n(), cluster.of);
    format!("{}: {counted} in all", listed(&slugs))
}

pub(in crate::render) fn asked(party: Party, keeper: Option<Party>) -> String {
    if keeper == Some(party) {
        "Ask yourself".to_owned()
    } else {
        format!("Ask the {}", party.title())
    }
}

/// `benefits 4 of 12, flexibility 3 of 12`: the first few.
pub(in crate::render) fn priorities(
    found: &[Unmatched],
    of: usize,
    shown: impl Fn(&str) -> String,
) -> String {
    let top = found.iter().take(MOST_NAMED);
    let top: Vec<_> = top
        .map(|one| format!("{} {}", shown(&one.slug), figures(one.n(), of)))
        .collect();
    top.join(", ")
}

/// What waits and how to see it all, by a command that begins with `hirelog`; behind a line
/// for each of the oldest.
pub(in crate::render) fn waiting(
    kind: Claim,
    digest: &Digest<'_>,
    hirelog: &str,
) -> Option<String> {
    let statement = digest.all(kind).next()?;
    let Matter::Waiting(waiting) = statement.about else {
        return None;
    };
    let parts = plural(statement.figures.n, "part");
    Some(match kind {
        Claim::Unsorted => format!("{parts} written, not sorted yet: {hirelog} sort"),
        _ if digest.keeper.is_some() => {
            format!(
                "{} without your own part",
                plural(statement.figures.n, "post-mortem")
            )
        }
        _ => {
            let post_mortems = plural(waiting.len(), "post-mortem");
            format!("Unfinished: {parts} of {post_mortems} not written yet")
        }
    })
}

/// ` (data)` behind the id of a post-mortem, where several logs are read.
pub(in crate::render) fn of_log(log: Option<&str>) -> String {
    log.map_or_else(String::new, |log| format!(" ({log})"))
}

/// What lists what waits.
pub(in crate::render) const UNFINISHED: &str = "list is:unfinished";
