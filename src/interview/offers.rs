//! What to offer for what somebody types: balls by what happened, priorities by
//! their names and what people call them, and a new word where nothing fits.

use super::chosen::called;
use super::person::{Offer, Offers};
use crate::model::{DroppedBall, Entry, Party, Term, Text, can_name, says_none, slug};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search};

/// The most offers in a list; nobody reads more.
const MOST: usize = 8;
/// The most of them that come from what was owned.
const MOST_OWNED: usize = 5;
/// A slug longer than this is a sentence.
const LONGEST_SLUG: usize = 40;

/// What is known about the section that balls are picked for.
#[derive(Debug, Clone, Default)]
pub struct SectionSoFar<'a> {
    pub hints: Hints<'a>,
    /// What was just written as owned.
    pub owned: &'a str,
    /// What the other parties dropped.
    pub by_others: Vec<&'a str>,
}

/// The balls a party may mean. Nothing typed: the other side of what others
/// dropped, what was just owned, and what fits the stage. How often each was dropped
/// is said once it is chosen: offered for it, it would be counted for it again.
fn balls(
    words: &str,
    picked: &[String],
    moment: &SectionSoFar<'_>,
    vocabulary: &Vocabulary,
    search: &Search<'_>,
) -> Vec<Offer> {
    let party = moment.hints.party.unwrap_or(Party::Manager);
    let hints = Hints {
        party: Some(party),
        ..moment.hints
    };
    let mut offers = Offered {
        offers: Vec::new(),
        picked,
    };
    if words.trim().is_empty() {
        for ball in vocabulary.balls_of(party) {
            if let Some(other) = other_side(ball, &moment.by_others, vocabulary) {
                offers.add(ball, &format!("the other side of {other}"));
            }
        }
        let owned = search.owned(moment.owned, party, hints.stage);
        for one in owned.iter().take(MOST_OWNED) {
            offers.add(one.ball, "");
        }
        for ball in vocabulary.balls_of(party) {
            if fits(ball, hints.stage) && search.is_possible(ball, hints) {
                offers.add(ball, "");
            }
        }
        offers.offers.truncate(MOST);
        return offers.offers;
    }
    let found = search.find(words, hints);
    // The words may fit another party's ball: then this party's side of it is offered.
    for one in found.iter().take(2) {
        if one.ball.party != party {
            for ball in vocabulary.balls_of(party) {
                if mirrors(ball, one.ball) {
                    let theirs = format!("your side of the {}'s {}", one.ball.party, one.ball.slug);
                    offers.add(ball, &theirs);
                }
            }
        }
    }
    let sides = std::mem::take(&mut offers.offers);
    for one in found.iter().filter(|one| one.ball.party == party) {
        offers.add(one.ball, "");
        if one.mark
            && let Some(offer) = offers.offers.first_mut()
        {
            offer.is_plain = offer.slug == one.ball.slug;
        }
    }
    for side in sides {
        if !offers.offers.iter().any(|known| known.slug == side.slug) {
            let at = offers.offers.len().min(1);
            offers.offers.insert(at, side);
        }
    }
    offers.offers.truncate(MOST - 1);
    let mut offers = offers.offers;
    // Whoever names another party's ball outright may mean just that.
    let named = vocabulary
        .ball(words)
        .filter(|ball| ball.party != party && !picked.contains(&ball.slug));
    offers.extend(named.map(|ball| Offer {
        note: format!("the {}'s ball", ball.party.title()),
        ..Offer::new(&ball.slug, &ball.meaning)
    }));
    // Where nothing is plainly meant, the new word stands first, and Enter takes it.
    let new = new_ball(words, picked, hints, vocabulary, search);
    match offers.first().is_some_and(|first| first.is_plain) {
        true => offers.extend(new),
        false => offers.splice(..0, new).for_each(drop),
    }
    offers
}

/// What a letter to a party offers: the other side of what others dropped, then what is most
/// often behind such an outcome, of all that fits the stage.
pub fn in_a_letter<'v>(
    entry: &Entry,
    party: Party,
    vocabulary: &'v Vocabulary,
) -> Vec<&'v DroppedBall> {
    let post_mortem = &entry.post_mortem;
    let outcome = vocabulary.outcome_slug(&post_mortem.outcome);
    let by_others = post_mortem.dropped_by_others(party);
    let stage = post_mortem.stage.as_deref();
    let stage = stage.map(|stage| vocabulary.stage_slug(stage));
    let hints = Hints {
        party: Some(party),
        stage: stage.as_deref(),
        outcome: Some(&outcome),
    };
    let search = Search::new(vocabulary);
    let known = vocabulary.outcome(&outcome);
    let likely = known.map_or(&[][..], |outcome| &outcome.balls);
    let is_mirror = |ball: &DroppedBall| other_side(ball, &by_others, vocabulary).is_some();
    let fits = |ball: &DroppedBall| fits(ball, hints.stage) && search.is_possible(ball, hints);
    let mut balls: Vec<&DroppedBall> = vocabulary
        .balls_of(party)
        .filter(|ball| fits(ball) || is_mirror(ball))
        .collect();
    balls.sort_by_key(|ball| {
        let rank = likely.iter().position(|slug| *slug == ball.slug);
        (!is_mirror(ball), rank.unwrap_or(likely.len()))
    });
    balls
}

/// What a picker offers by what happened.
pub fn balls_by_meaning<'a>(
    moment: SectionSoFar<'a>,
    vocabulary: &'a Vocabulary,
    search: &'a Search<'a>,
) -> Offers<'a> {
    Box::new(move |words, picked| balls(words, picked, &moment, vocabulary, search))
}

/// The words as a slug of their own, with the one they may stand for.
fn new_ball(
    words: &str,
    picked: &[String],
    hints: Hints<'_>,
    vocabulary: &Vocabulary,
    search: &Search<'_>,
) -> Option<Offer> {
    let slug = shortened(&slug(words));
    let is_word = can_name(words) && !says_none(words);
    if !is_word || vocabulary.ball(&slug).is_some() || picked.contains(&slug) {
        return None;
    }
    let near = search.nearest(&slug, hints);
    let note = near.map(|ball| format!("did you mean {}?", ball.slug));
    Some(Offer {
        slug,
        meaning: NEW_WORD.to_owned(),
        note: note.unwrap_or_default(),
        is_new: true,
        ..Offer::default()
    })
}

/// Cut between two words.
fn shortened(slug: &str) -> String {
    let Some((end, _)) = slug.char_indices().nth(LONGEST_SLUG + 1) else {
        return slug.to_owned();
    };
    let cut = &slug[..end];
    cut.rsplit_once('-').map_or(cut, |(cut, _)| cut).to_owned()
}

struct Offered<'a> {
    offers: Vec<Offer>,
    picked: &'a [String],
}

impl Offered<'_> {
    fn add(&mut self, ball: &DroppedBall, note: &str) {
        let known = self.offers.iter().any(|known| known.slug == ball.slug);
        if known || self.picked.contains(&ball.slug) {
            return;
        }
        self.offers.push(Offer {
            note: note.to_owned(),
            ..Offer::new(&ball.slug, &ball.meaning)
        });
    }
}

fn fits(ball: &DroppedBall, stage: Option<&str>) -> bool {
    stage.is_none_or(|stage| {
        ball.stages.is_empty() || ball.stages.iter().any(|known| known == stage)
    })
}

pub(super) fn mirrors(one: &DroppedBall, other: &DroppedBall) -> bool {
    one.party != other.party
        && (one.mirrors.contains(&other.slug) || other.mirrors.contains(&one.slug))
}

/// The slug among those of others that this ball is the other side of.
fn other_side<'v>(
    ball: &DroppedBall,
    by_others: &[&str],
    vocabulary: &'v Vocabulary,
) -> Option<&'v str> {
    by_others
        .iter()
        .filter_map(|words| vocabulary.ball(words))
        .find(|other| mirrors(ball, other))
        .map(|other| other.slug.as_str())
}

/// The balls of the section that a promise may be about.
pub fn dropped(words: &str, picked: &[String], dropped: &[Text]) -> Vec<Offer> {
    let typed = slug(words);
    let open = dropped
        .iter()
        .filter(|ball| !picked.iter().any(|picked| picked == *ball));
    let fitting = open.filter(|ball| slug(ball).contains(&typed));
    let plain = |ball: &Text| Offer {
        is_plain: true,
        ..Offer::new(ball.as_str(), "")
    };
    fitting.map(plain).collect()
}

/// The priorities that what was typed may begin or mean; with nothing typed all, in the
/// order of the vocabulary: their numbers stay the same from one post-mortem to the next.
pub fn priorities(words: &str, picked: &[String], vocabulary: &Vocabulary) -> Vec<Offer> {
    let open = vocabulary.priorities.iter();
    let open = open.filter(|priority| !picked.contains(&priority.slug));
    let offer = |priority: &Term| Offer {
        is_plain: true,
        ..Offer::new(&priority.slug, &priority.meaning).called(&priority.aliases)
    };
    let mut offers = called(&open.map(offer).collect::<Vec<_>>(), words);
    let new = shortened(&slug(words));
    let known = vocabulary.priority(words).is_some() || picked.contains(&new);
    if !new.is_empty() && !known && can_name(words) {
        offers.push(Offer {
            is_new: true,
            ..Offer::new(new, NEW_WORD)
        });
    }
    offers
}

/// What a word is that nobody declared.
const NEW_WORD: &str = "a new word";

#[cfg(test)]
mod tests;
