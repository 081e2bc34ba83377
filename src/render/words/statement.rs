//! The sentences of a digest: what happened, never whose fault it was; each
//! figure with its denominator, and small numbers called small.

use super::ball::{change, trend_sentence};
use super::names::listed;
use super::numbers::{figures, plural};
use super::promise::{Length, promise, promise_sentence};
use crate::model::Party;
use crate::patterns::{
    About, Ball, Cluster, Digest, FEWEST, Guard, Kind, Standing, Statement, Unmatched, Wall,
};

/// As many priorities as this are named on a line.
const MOST_NAMED: usize = 3;

/// What the statements of one kind stand under.
pub(in crate::render) fn title(kind: Kind, digest: &Digest<'_>) -> String {
    let for_one = digest.keeper.is_some();
    let for_a_candidate = digest.keeper == Some(Party::Candidate);
    let title = match kind {
        Kind::CameBack => "Came back after a promise",
        // What came back may recur as well.
        Kind::Recurring if digest.says(Kind::CameBack) => "Recurring as well",
        Kind::Recurring => "Recurring",
        Kind::Counted => "Dropped",
        Kind::Cluster => "The same thing, dropped from several sides",
        Kind::Wall if for_one => "Walls you are running into",
        Kind::Wall => "Walls",
        Kind::Watch => "Watch",
        Kind::Once => "Once",
        Kind::Quiet => "Quiet now, recurring before",
        Kind::Wanted if for_a_candidate => "What you wanted and nobody pitched",
        Kind::Wanted => "Wanted, not pitched",
        Kind::Pitched if for_a_candidate => "What was pitched and you did not want",
        Kind::Pitched => "Pitched, not wanted",
        Kind::Overlooked | Kind::Blamed | Kind::OwnPart => "Who was looked at",
        Kind::Unfinished => return unfinished(digest),
        Kind::HonestMismatches
        | Kind::Nothing
        | Kind::TooFew
        | Kind::Few
        | Kind::NoneDropped
        | Kind::NoneRecurs => "",
    };
    title.to_owned()
}

/// What one topic stands under.
pub(in crate::render) fn kicker(kind: Kind, digest: &Digest<'_>) -> String {
    match kind {
        Kind::Wall => "A wall".to_owned(),
        Kind::Recurring => "Recurring".to_owned(),
        kind => title(kind, digest),
    }
}

fn unfinished(digest: &Digest<'_>) -> String {
    let count = digest.all(Kind::Unfinished).count();
    let have = if count == 1 { "has" } else { "have" };
    let what = match digest.keeper {
        Some(_) => "no part of yours yet",
        None => "a section nobody has written",
    };
    format!("Unfinished: {} {have} {what}", plural(count, "post-mortem"))
}

/// The sentence of the first statement of a kind, where there is one.
pub(in crate::render) fn sentence(kind: Kind, digest: &Digest<'_>) -> Option<String> {
    let statement = digest.all(kind).next()?;
    sentences(statement, digest.guard, ToString::to_string)
        .into_iter()
        .next()
}

/// A statement in sentences. `shown` makes a text from a file fit to be seen.
pub(in crate::render) fn sentences(
    statement: &Statement<'_>,
    guard: Guard,
    shown: impl Fn(&str) -> String,
) -> Vec<String> {
    let (n, of) = (statement.figures.n, statement.figures.of);
    let counted = figures(n, of);
    match (statement.kind, statement.about) {
        (Kind::HonestMismatches, _) => {
            let were = match n {
                1 => "was an honest mismatch",
                _ => "were honest mismatches",
            };
            vec![format!("{counted} {were}: nobody dropped a ball.")]
        }
        (Kind::Nothing, _) => vec!["Nothing yet: no post-mortem lies in this window.".to_owned()],
        (Kind::TooFew, _) => vec![format!(
            "Too few to call: with fewer than {FEWEST} post-mortems there are counts and no patterns."
        )],
        (Kind::Few, _) => vec![format!(
            "{n} is a small number: one or two more or fewer is what chance does."
        )],
        (Kind::NoneDropped, _) => vec!["No dropped ball is named.".to_owned()],
        (Kind::NoneRecurs, _) => vec!["No dropped ball recurs.".to_owned()],
        (Kind::OwnPart, About::Party(side)) => vec![format!(
            "Your own part is written in {counted}; it names {}.",
            plural(side.dropped, "dropped ball")
        )],
        (Kind::Overlooked, About::Party(side)) => vec![format!(
            "The {}'s part was looked at in less than half: {counted}.",
            side.party.title()
        )],
        (Kind::Blamed, About::Party(side)) => vec![format!(
            "{n} of all {of} dropped balls are the {}'s, and somebody else wrote them down.",
            side.party.title()
        )],
        (Kind::CameBack | Kind::Recurring, About::Ball(ball)) => {
            let trend = trend_sentence(ball, guard).map(str::to_owned);
            let promise = promise_sentence(&ball.promises, guard);
            [promise].into_iter().chain(trend).collect()
        }
        (_, About::Cluster(cluster)) => vec![
            format!("{}.", together(cluster, shown)),
            "None of them recurs alone; together they do.".to_owned(),
        ],
        (_, About::Wall(wall)) => vec![self::wall(wall, shown)],
        _ => Vec::new(),
    }
}

/// What stands on a line with others of its kind. `name` is the ball as the page
/// names it.
pub(in crate::render) fn item(kind: Kind, ball: &Ball, guard: Guard, name: &str) -> String {
    match kind {
        Kind::Once => name.to_owned(),
        Kind::Quiet => match guard.standing(ball.promises.standing()) {
            Some(Standing::SoFar | Standing::Holding) => {
                let promise = promise(&ball.promises, guard, Length::Line);
                format!("{name} ({promise})")
            }
            _ => name.to_owned(),
        },
        _ => {
            let (counted, change) = (figures(ball.n(), ball.of), change(ball, guard));
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
