use super::*;
use crate::vocabulary::TeamWords;
use std::collections::HashSet;

fn built_in() -> Vocabulary {
    Vocabulary::new(TeamWords::default())
}

fn slugs(matches: &[Match<'_>]) -> Vec<String> {
    matches.iter().map(|one| one.ball.slug.clone()).collect()
}

fn first(search: &Search<'_>, words: &str) -> String {
    slugs(&search.find(words, Hints::default()))
        .first()
        .cloned()
        .unwrap_or_default()
}

#[test]
fn whoever_answered_late_is_offered_that_first() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    for words in [
        "I took two weeks to answer her",
        "I only replied to him after nine days",
        "It took me ten days to get back to her",
    ] {
        for stage in ["first-interview", "final-loop"] {
            let found = search.owned(words, Party::Manager, Some(stage));
            assert_eq!(slugs(&found)[0], "feedback-late", "{words}");
        }
    }
}

#[test]
fn meaning_and_not_spelling() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    for (words, slug) in [
        ("didnt send them the prep doc", "candidate-not-prepped"),
        ("Didn’t send them the prep doc!", "candidate-not-prepped"),
        (
            "never sent anyone the prep document",
            "candidate-not-prepped",
        ),
        ("my scorcard was a week overdue", "feedback-late"),
        ("feedback-late", "feedback-late"),
        ("Scorecards still missing", "feedback-late"),
        ("feedback-l", "feedback-late"),
        ("wrong zom link", "scheduling-slip"),
    ] {
        assert_eq!(first(&search, words), slug, "{words}");
    }
}

#[test]
fn a_name_is_certain_and_nothing_else_is() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    let found = search.find("went dark", Hints::default());
    assert_eq!(found[0].score, 1.0);
    assert!(found[1..].iter().all(|one| one.score < 1.0));
    for pair in found.windows(2) {
        assert!(pair[0].score >= pair[1].score);
    }
}

#[test]
fn what_is_alike_to_nothing_finds_nothing() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    for words in [
        "",
        "   ",
        "?!",
        "the",
        "didn't",
        "42",
        "pizza",
        "asdf qwer",
        "kubernetes cluster crashed",
        "lorem ipsum dolor sit amet",
        "\u{1b}[2J",
        "日本語",
    ] {
        let found = search.find(words, Hints::default());
        assert!(found.is_empty(), "{words}: {:?}", slugs(&found));
    }
    let long = "never replied to them ".repeat(500);
    assert!(search.find(&long, Hints::default()).len() <= MOST);
}

#[test]
fn hints_tip_the_scale() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    let of = |party| {
        let hints = Hints {
            party: Some(party),
            stage: None,
            outcome: None,
        };
        slugs(&search.find("took the counter and stayed", hints))[0].clone()
    };
    assert_eq!(of(Party::Candidate), "counteroffer-not-weighed");
    assert_eq!(of(Party::Recruiter), "counteroffer-not-prepped");
    let score = |stage| {
        let hints = Hints {
            stage,
            ..Hints::default()
        };
        let found = search.find("no laptop when she arrived", hints);
        let ball = |one: &&Match<'_>| one.ball.slug == "onboarding-plan-missing";
        found.iter().find(ball).map(|one| one.score)
    };
    assert_eq!(score(Some("screen")), None, "nobody has arrived yet");
    assert!(score(None).is_some());
    assert_eq!(score(Some("onboarding")), score(None));
}

#[test]
fn the_first_of_equals_is_offered_first_and_what_is_hidden_never() {
    let ball = |slug: &str| DroppedBall {
        slug: slug.to_owned(),
        party: Party::Manager,
        stages: Vec::new(),
        meaning: "The blue form was lost.".to_owned(),
        aliases: Vec::new(),
        mirrors: Vec::new(),
        care: None,
    };
    let vocabulary = Vocabulary::new(TeamWords {
        balls: vec![ball("one-lost"), ball("two-lost")],
        hide: vec!["feedback-late".to_owned()],
        ..TeamWords::default()
    });
    let search = Search::new(&vocabulary);
    assert_eq!(
        first(&search, "lost the blue form"),
        "one-lost",
        "of equals the first"
    );
    let hidden = search.find("scorecards still missing", Hints::default());
    assert!(!slugs(&hidden).contains(&"feedback-late".to_owned()));
}

#[test]
fn a_new_slug_is_held_against_the_known_ones() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    let nearest = |slug| {
        let nearest = search.nearest(slug, Hints::default());
        nearest.map(|ball| ball.slug.as_str())
    };
    assert_eq!(nearest("late-feedback"), Some("feedback-late"));
    assert_eq!(nearest("scorecard-overdue"), Some("feedback-late"));
    assert_eq!(nearest("prep-doc-not-sent"), Some("candidate-not-prepped"));
    assert_eq!(nearest("office-plants-died"), None);
}

#[test]
fn what_is_said_belongs_to_one_ball() {
    let (vocabulary, lexicon) = (built_in(), lexicon::read());
    let mut seen = HashSet::new();
    for (slug, said) in &lexicon.said {
        let known = vocabulary.balls.iter().any(|ball| &ball.slug == slug);
        assert!(known, "{slug} is no ball");
        for words in said {
            assert!(seen.insert(fold(words)), "`{words}` stands twice");
            let ball = vocabulary.ball(words);
            assert_eq!(ball.map(|ball| &ball.slug), None, "`{words}` is an alias");
        }
    }
    let mut ideas = HashSet::new();
    for synonym in &lexicon.synonym {
        assert!(ideas.insert(&synonym._idea), "{}", synonym._idea);
    }
}

#[test]
fn a_sentence_says_a_ball_plainly_only_where_something_fell_short() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    let plain = |party, sentence: &str| {
        let found = search.plain(sentence, party, Some("final-loop"));
        found.map(|(ball, _)| ball.slug.as_str())
    };
    use Party::{Candidate, Manager, Recruiter};
    for (party, sentence, slug) in [
        (
            Manager,
            "I wrote up my scorecard nine days after the interview.",
            "feedback-late",
        ),
        (
            Manager,
            "I had not read the CV before I walked into the interview.",
            "interviewer-unprepared",
        ),
        (
            Recruiter,
            "We never compared salary expectations and range before the final loop.",
            "comp-not-aligned-early",
        ),
        (
            Candidate,
            "My answers were far too long and lost the thread.",
            "answers-rambled",
        ),
    ] {
        assert_eq!(plain(party, sentence), Some(slug), "{sentence}");
    }
    for (party, sentence) in [
        (
            Manager,
            "I wrote up my scorecard within an hour of the interview.",
        ),
        (
            Manager,
            "I had read the CV and the brief before the candidate came in.",
        ),
        (
            Recruiter,
            "No interview had to be moved and no link was wrong.",
        ),
        (Recruiter, "Nothing to own here; it was not a fit."),
        (
            Recruiter,
            "I gave the candidate a timeline and we did not miss a date.",
        ),
        (
            Candidate,
            "I had my numbers ready and they asked about none of them.",
        ),
        (
            Candidate,
            "I kept my answers short and they had no doubts about them.",
        ),
    ] {
        assert_eq!(plain(party, sentence), None, "{sentence}");
    }
}

#[test]
fn a_mark_needs_two_words_of_a_phrase_or_the_name() {
    let vocabulary = built_in();
    let search = Search::new(&vocabulary);
    let marked = |party, words: &str| {
        let hints = Hints {
            party: Some(party),
            ..Hints::default()
        };
        let found = search.find(words, hints);
        found
            .into_iter()
            .find(|one| one.mark)
            .map(|one| one.ball.slug.as_str())
    };
    for words in [
        "It was a busy week.",
        "it was fine",
        "He was nice.",
        "we were surprised",
        "no idea",
        "week week week",
    ] {
        for party in Party::ALL {
            assert_eq!(marked(party, words), None, "{party}: {words}");
        }
    }
    use Party::{Manager, Recruiter};
    for (party, words, slug) in [
        (
            Recruiter,
            "didnt ask about the visa",
            "logistics-not-qualified",
        ),
        (Manager, "didnt listen", "priorities-not-heard"),
        (Recruiter, "referral", "referral-neglected"),
        (Recruiter, "referral-n", "referral-neglected"),
        (Manager, "Interviewer missing", "interviewer-late"),
    ] {
        assert_eq!(marked(party, words), Some(slug), "{words}");
    }
}
