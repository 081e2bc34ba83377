//! What the page and its Markdown have in common.

use super::super::words::{figures, priorities, title, whose};
use crate::model::Party;
use crate::patterns::{Again, Ball, Brief, Claim, Digest, Matter, Mirrored, Sought};

/// `feedback-late?, manager: 4 of 9, last 12 Nov 2026`; the name as it is to be shown.
pub(super) fn counts(again: &Again, brief: &Brief, name: &str) -> String {
    let ball = &again.ball;
    let whose = whose(ball.party, brief.settings.keeper);
    let figures = figures(ball.n(), ball.of);
    format!("{name}, {whose}: {figures}, last {}", ball.last.spoken())
}

/// Whether a party promises anything here: in a log that one keeps alone, the others can
/// only be guessed at.
pub(super) fn promises(party: Party, brief: &Brief) -> bool {
    brief.settings.keeper.is_none_or(|keeper| keeper == party)
}

/// `the recruiter's side`.
pub(super) fn side_of(party: Party, brief: &Brief) -> String {
    match brief.settings.keeper {
        Some(keeper) if keeper == party => "your side".to_owned(),
        _ => format!("the {party}'s side"),
    }
}

/// Who promises: `manager`, or `you`.
pub(super) fn promiser(party: Party, brief: &Brief) -> &'static str {
    match brief.settings.keeper {
        Some(keeper) if keeper == party => "you",
        _ => party.as_str(),
    }
}

/// The other sides that were dropped too and that the brief does not list by
/// themselves.
pub(super) fn other_sides<'a>(
    again: &'a Again,
    brief: &'a Brief,
) -> impl Iterator<Item = &'a Mirrored> {
    let listed = |side: &Mirrored| lists(brief, &side.slug, side.party);
    let sides = again.mirrors.iter();
    sides.filter(move |side| !side.ids.is_empty() && !listed(side))
}

/// Promises about other balls than the five, by party.
pub(super) fn also_promised(brief: &Brief) -> Vec<(Party, Vec<&Ball>)> {
    let of = |party: Party| {
        let own = brief.promised.iter().filter(|one| one.party == party);
        let others = own.filter(|one| !lists(brief, &one.slug, one.party));
        (party, others.collect::<Vec<_>>())
    };
    let all = Party::ALL.into_iter();
    let all = all.filter(|party| promises(*party, brief)).map(of);
    all.filter(|(_, promised)| !promised.is_empty()).collect()
}

fn lists(brief: &Brief, slug: &str, party: Party) -> bool {
    let mut balls = brief.again.iter().map(|again| &again.ball);
    balls.any(|ball| ball.slug == slug && ball.party == party)
}

/// `Wanted, not pitched: growth 3 of 23 (any role)`.
pub(super) fn wanted(
    digest: &Digest<'_>,
    sought: &Sought<'_>,
    shown: impl Fn(&str) -> String,
) -> Option<String> {
    let statement = digest.all(Claim::Wanted).next()?;
    let Matter::Priorities(found) = statement.about else {
        return None;
    };
    let any = sought.wishes_without.iter();
    let any: Vec<_> = any.map(|field| format!("any {field}")).collect();
    let any = match any.as_slice() {
        [] => String::new(),
        any => format!(" ({})", any.join(", ")),
    };
    let named = priorities(found, statement.figures.of, shown);
    Some(format!("{}: {named}{any}", title(Claim::Wanted, digest)))
}

/// Whom to ask.
pub(super) fn asked(party: Party, brief: &Brief) -> &'static str {
    match brief.settings.keeper {
        Some(keeper) if keeper == party => "yourself",
        _ => party.as_str(),
    }
}
