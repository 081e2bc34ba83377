//! The sentences of a digest: what happened, never whose fault it was; each
//! figure with its denominator, and small numbers called small.

use super::ball::{change, trend_sentence};
use super::names::listed;
use super::numbers::{figures, plural};
use super::promise::{Telling, promise, promise_sentence};
use crate::model::Party;
use crate::patterns::{
    Ball, Claim, Cluster, Digest, FEWEST, Matter, Sample, Standing, Statement, Unmatched, Wall,
};

/// As many priorities as this are named on a line.
const MOST_NAMED: usize = 3;

/// What the statements of one kind stand under.
pub(in crate::render) fn title(kind: Claim, digest: &Digest<'_>) -> String {
    let for_one = digest.keeper.is_some();
    let for_a_candidate = digest.keeper == Some(Party::Candidate);
    let title = match kind {
        Claim::CameBack => "Came back after a promise",
        // What came back may recur as well.
        Claim::Recurring if digest.says(Claim::CameBack) => "Recurring as well",
        Claim::Recurring => "Recurring",
        Claim::Counted => "Dropped",
        Claim::Cluster => "The same thing, dropped from several sides",
        Claim::Wall if for_one => "Walls you are running into",
        Claim::Wall => "Walls",
        Claim::Watch => "Watch",
        Claim::Once => "Once",
        Claim::Quiet => "Quiet now, recurring before",
        Claim::Wanted if for_a_candidate => "What you wanted and nobody pitched",
        Claim::Wanted => "Wanted, not pitched",
        Claim::Pitched if for_a_candidate => "What was pitched and you did not want",
        Claim::Pitched => "Pitched, not wanted",
        Claim::Overlooked | Claim::Blamed | Claim::OwnPart => "Who was looked at",
        Claim::Unfinished => return unfinished(digest),
        Claim::HonestMismatches
        | Claim::Nothing
        | Claim::TooFew
        | Claim::Few
        | Claim::NoneDropped
        | Claim::NoneRecurs => "",
    };
    title.to_owned()
}

/// What one topic stands under.
pub(in crate::render) fn kicker(kind: Claim, digest: &Digest<'_>) -> String {
    match kind {
        Claim::Wall => "A wall".to_owned(),
        Claim::Recurring => "Recurring".to_owned(),
        kind => title(kind, digest),
    }
}

fn unfinished(digest: &Digest<'_>) -> String {
    let count = digest.all(Claim::Unfinished).count();
    let have = if count == 1 { "has" } else { "have" };
    let what = match digest.keeper {
        Some(_) => "no part of yours yet",
        None => "a section nobody has written",
    };
    format!("Unfinished: {} {have} {what}", plural(count, "post-mortem"))
}

/// The sentence of the first statement of a kind, where there is one.
pub(in crate::render) fn sentence(kind: Claim, digest: &Digest<'_>) -> Option<String> {
    let statement = digest.all(kind).next()?;
    sentences(statement, digest.sample, ToString::to_string)
        .into_iter()
        .next()
}

/// A statement in sentences. `shown` makes a text from a file fit to be seen.
pub(in crate::render) fn sentences(
    statement: &Statement<'_>,
    sample: Sample,
    shown: impl Fn(&str) -> String,
) -> Vec<String> {
    let (n, of) = (statement.figures.n, statement.figures.of);
    let counted = figures(n, of);
    match (statement.kind, statement.about) {
        (Claim::HonestMismatches, _) => {
            let were = match n {
                1 => "was an honest mismatch",
                _ => "were honest mismatches",
            };
            vec![format!("{counted} {were}: nobody dropped a ball.")]
        }
        (Claim::Nothing, _) => vec!["Nothing yet: no post-mortem lies in this window.".to_owned()],
        (Claim::TooFew, _) => vec![format!(
            "Too few to call: with fewer than {FEWEST} post-mortems there are counts and no patterns."
        )],
        (Claim::Few, _) => vec![format!(
            "{n} is a small number: one or two more or fewer is what chance does."
        )],
        (Claim::NoneDropped, _) => vec!["No dropped ball is named.".to_owned()],
        (Claim::NoneRecurs, _) => vec!["No dropped ball recurs.".to_owned()],
        (Claim::OwnPart, Matter::Party(side)) => vec![format!(
            "Your own part is written in {counted}; it names {}.",
            plural(side.dropped, "dropped ball")
        )],
        (Claim::Overlooked, Matter::Party(side)) => vec![format!(
            "The {}'s part was looked at in less than half: {counted}.",
            side.party.title()
        )],
        (Claim::Blamed, Matter::Party(side)) => vec![format!(
            "{n} of all {of} dropped balls are the {}'s, and somebody else wrote them down.",
            side.party.title()
        )],
        (Claim::CameBack | Claim::Recurring, Matter::Ball(ball)) => {
            let trend = trend_sentence(ball, sample).map(str::to_owned);
            let promise = promise_sentence(&ball.promises, sample);
            [promise].into_iter().chain(trend).collect()
        }
        (_, Matter::Cluster(cluster)) => vec![
            format!("{}.", together(cluster, shown)),
            "None of them recurs alone; together they do.".to_owned(),
        ],
        (_, Matter::Wall(wall)) => vec![self::wall(wall, shown)],
        _ => Vec::new(),
    }
}

/// What stands on a line with others of its kind. `name` is the ball as the page
/// names it.
pub(in crate::render) fn item(kind: Claim, ball: &Ball, sample: Sample, name: &str) -> String {
    match kind {
        Claim::Once => name.to_owned(),
        Claim::Quiet => match sample.standing(ball.promises.standing()) {
            Some(Standing::SoFar | Standing::Holding) => {
                let promise = promise(&ball.promises, sample, Telling::Line);
                format!("{name} ({promise})")
            }
            _ => name.to_owned(),
        },
        _ => {
            let (counted, change) = (figures(ball.n(), ball.of), change(ball, sample));
            format!("{name} {counted}{change}")
        }
    }
}

/// `a and b: 3 post-mortems together`.
pub(in crate::render) fn together(cluster: &Cluster, shown: impl Fn(&str) -> String) -> String {
    let slugs: Vec<_> = cluster.slugs.iter().map(|slug| shown(slug)).collect();
    let count = plural(cluster.n(), "post-mortem");
    format!("{}: {count} together", listed(&slugs))
}

/// Whose wall it is.
pub(in crate::render) fn wall_of(wall: &Wall, shown: impl Fn(&str) -> String) -> String {
    match (&wall.role, &wall.team) {
        (Some(role), _) => shown(role),
        (None, Some(team)) => format!("Team {}", shown(team)),
        (None, None) => "All roles".to_owned(),
    }
}

fn wall(wall: &Wall, shown: impl Fn(&str) -> String) -> String {
    format!(
        "{}: {} losses in a row at {}, since {}.",
        wall_of(wall, &shown),
        wall.length(),
        shown(&wall.stage),
        wall.since.spoken()
    )
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

/// `13 in its own words`.
pub(in crate::render) fn own_words(count: usize) -> String {
    format!("{count} in its own words")
}
