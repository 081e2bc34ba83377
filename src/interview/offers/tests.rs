use super::*;
use crate::vocabulary::TeamWords;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(TeamWords::default()));
static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&VOCABULARY));

fn offered(words: &str, party: Party, owned: &str, by_others: Vec<&str>) -> Vec<Offer> {
    let moment = SectionSoFar {
        hints: Hints {
            party: Some(party),
            stage: Some("final-loop"),
            outcome: Some("offer-declined"),
        },
        owned,
        by_others,
    };
    balls(words, &[], &moment, &VOCABULARY, &SEARCH)
}

#[test]
fn words_offer_the_ball_they_mean() {
    for (party, words, slug) in [
        (
            Party::Recruiter,
            "didnt send them the prep doc",
            "candidate-not-prepped",
        ),
        (Party::Manager, "scorecards still missing", "feedback-late"),
        (
            Party::Manager,
            "took us 9 days to get back to her",
            "feedback-late",
        ),
    ] {
        let offers = offered(words, party, "", Vec::new());
        let known = offers.iter().find(|offer| !offer.is_new).unwrap();
        assert_eq!(known.slug, slug, "{words}: {offers:?}");
        let is_name = words.starts_with("scorecards");
        assert_ne!(offers.iter().any(|offer| offer.is_new), is_name);
        // What is plainly meant stands first and is marked; otherwise the new word does.
        assert_eq!(offers[0].is_plain, !offers[0].is_new, "{offers:?}");
        assert!(offers.len() <= MOST);
    }
}

#[test]
fn only_the_partys_own_balls_are_offered() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    for party in Party::ALL {
        for words in ["", "nobody told them about the benefits", "late"] {
            for offer in offered(words, party, "I was late", vec!["feedback-late"]) {
                let whose = vocabulary.ball(&offer.slug).map(|ball| ball.party);
                assert!(
                    offer.is_new || whose == Some(party),
                    "{party} {words}: {offer:?}"
                );
            }
        }
    }
}

#[test]
fn another_partys_ball_is_offered_to_whoever_names_it() {
    let offers = offered("candidate ghosted", Party::Manager, "", Vec::new());
    let named = offers.last().unwrap();
    assert_eq!(named.slug, "candidate-ghosted", "{offers:?}");
    assert_eq!(named.note, "the recruiter's ball");
}

#[test]
fn with_nothing_typed_the_other_side_comes_first_then_what_was_owned() {
    let offers = offered(
        "",
        Party::Recruiter,
        "I did not send the prep doc.",
        vec!["priorities-not-heard"],
    );
    let sides = [offers[0].slug.as_str(), &offers[1].slug];
    assert_eq!(sides, ["priorities-not-asked", "priorities-not-relayed"]);
    assert_eq!(offers[1].note, "the other side of priorities-not-heard");
    assert_eq!(offers[2].slug, "candidate-not-prepped", "{offers:?}");
    let offers = offered("", Party::Manager, "", Vec::new());
    assert!(offers.iter().all(|one| one.note.is_empty()), "{offers:?}");
}

#[test]
fn what_fits_nothing_can_be_a_new_word_beside_the_nearest() {
    let new = |words: &str| {
        let mut offers = offered(words, Party::Manager, "", Vec::new()).into_iter();
        offers.find(|offer| offer.is_new).unwrap()
    };
    let near = new("feedback lte");
    assert_eq!(near.slug, "feedback-lte");
    assert_eq!(near.note, "did you mean feedback-late?");
    assert_eq!(new("zzz qqq").slug, "zzz-qqq");
    assert_eq!(
        new("the panel met in three different rooms and two different cities").slug,
        "the-panel-met-in-three-different-rooms"
    );
    assert!(
        !offered("Feedback Late", Party::Manager, "", Vec::new())
            .iter()
            .any(|offer| offer.is_new)
    );
    assert_eq!(offered("…!", Party::Manager, "", Vec::new()), []);
}

#[test]
fn priorities_are_found_by_their_beginning_and_by_what_people_call_them() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let find = |words: &str, picked: &[&str]| {
        let picked: Vec<String> = picked.iter().map(|one| (*one).to_owned()).collect();
        let offers = priorities(words, &picked, &vocabulary);
        offers
            .into_iter()
            .map(|offer| offer.slug)
            .collect::<Vec<_>>()
    };
    assert_eq!(find("", &[])[..2], ["compensation", "equity"]);
    assert_eq!(find("t", &[])[..2], ["title", "team"]);
    assert_eq!(find("ben", &[])[0], "benefits");
    assert_eq!(find("salary", &[]), ["compensation"]);
    assert_eq!(find("remote", &[])[0], "flexibility");
    assert_eq!(find("a dog", &["benefits"]), ["a-dog"]);
    assert!(!find("", &["benefits"]).contains(&"benefits".to_owned()));
}
