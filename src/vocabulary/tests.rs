use super::index::fold;
use super::*;
use std::collections::HashMap;

fn built_in() -> Vocabulary {
    Vocabulary::new(TeamWords::default())
}

#[test]
fn every_built_in_word_is_a_plain_slug_and_stands_once() {
    let vocabulary = built_in();
    let kinds: [Vec<&String>; 4] = [
        vocabulary.stages.iter().map(|stage| &stage.slug).collect(),
        vocabulary
            .outcomes
            .iter()
            .map(|outcome| &outcome.slug)
            .collect(),
        vocabulary.balls.iter().map(|ball| &ball.slug).collect(),
        vocabulary
            .priorities
            .iter()
            .map(|priority| &priority.slug)
            .collect(),
    ];
    for slugs in kinds {
        let distinct: HashSet<_> = slugs.iter().collect();
        assert_eq!(distinct.len(), slugs.len());
        for slug in slugs {
            assert_eq!(&crate::model::slug(slug), slug);
        }
    }
}

#[test]
fn no_alias_means_two_balls() {
    let vocabulary = built_in();
    let mut seen: HashMap<String, &str> = HashMap::new();
    for ball in vocabulary.balls.iter() {
        for name in ball.aliases.iter().chain([&ball.slug]) {
            if let Some(other) = seen.insert(fold(name), &ball.slug) {
                panic!("`{name}` means `{other}` and `{}`", ball.slug);
            }
        }
    }
}

#[test]
fn mirrors_are_mutual_and_point_to_another_party() {
    let vocabulary = built_in();
    for ball in vocabulary.balls.iter() {
        for mirror in &ball.mirrors {
            let other = vocabulary.balls.iter().find(|other| &other.slug == mirror);
            let other = other.unwrap_or_else(|| panic!("{} mirrors unknown {mirror}", ball.slug));
            assert_ne!(other.party, ball.party, "{} and {mirror}", ball.slug);
            assert!(
                other.mirrors.contains(&ball.slug),
                "{mirror} does not mirror {} back",
                ball.slug
            );
        }
    }
}

/// A letter offers these first.
#[test]
fn behind_every_outcome_stand_balls_of_both_sides() {
    let vocabulary = built_in();
    for outcome in vocabulary.outcomes.iter() {
        let of = |party| {
            let balls = outcome.balls.iter().map(|slug| {
                let ball = vocabulary.balls.iter().find(|ball| &ball.slug == slug);
                ball.unwrap_or_else(|| panic!("{} names unknown {slug}", outcome.slug))
            });
            balls.filter(|ball| ball.party == party).count()
        };
        assert!(
            of(Party::Manager) >= 3 && of(Party::Recruiter) >= 2,
            "{}",
            outcome.slug
        );
    }
}

#[test]
fn every_ball_names_known_stages() {
    let vocabulary = built_in();
    for ball in vocabulary.balls.iter() {
        assert!(!ball.meaning.is_empty(), "{}", ball.slug);
        for stage in &ball.stages {
            assert!(
                vocabulary.stage_rank(stage).is_some(),
                "{}: {stage}",
                ball.slug
            );
        }
    }
}

#[test]
fn peoples_words_fold_into_slugs() {
    let vocabulary = built_in();
    for words in [
        "feedback-late",
        "Feedback Late",
        "feedback_late",
        "Scorecards still missing",
    ] {
        assert_eq!(vocabulary.known(words).slug, "feedback-late", "{words}");
    }
    let unknown = vocabulary.known("Take home unpaid");
    assert_eq!(
        unknown,
        Known {
            slug: "take-home-unpaid".into(),
            ball: None
        }
    );
    assert_eq!(vocabulary.known("???").slug, "???");
    assert_eq!(vocabulary.stage_slug("Final Loop"), "final-loop");
    assert_eq!(vocabulary.outcome_slug("offer_declined"), "offer-declined");
    assert_eq!(
        vocabulary.nearest_ball("late-feedback"),
        Some("feedback-late")
    );
}

#[test]
fn a_team_adds_replaces_and_hides() {
    let ball = |slug: &str, party, aliases: &[&str]| DroppedBall {
        slug: slug.to_owned(),
        party,
        stages: vec!["bar-raiser".to_owned()],
        meaning: "Ours.".to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        mirrors: Vec::new(),
        care: None,
    };
    let vocabulary = Vocabulary::new(TeamWords {
        stages: vec![
            "screen".to_owned(),
            "bar-raiser".to_owned(),
            "offer".to_owned(),
        ],
        balls: vec![
            ball("team-lunch-skipped", Party::Manager, &["ghosted"]),
            ball("feedback-late", Party::Recruiter, &["went dark"]),
        ],
        hide: vec!["role-not-sold".to_owned()],
    });
    assert_eq!(
        vocabulary.known("Ghosted").slug,
        "team-lunch-skipped",
        "the team's alias wins"
    );
    assert_eq!(
        vocabulary.ball("feedback-late").unwrap().party,
        Party::Recruiter
    );
    let went_dark = vocabulary.known("Went dark").slug;
    assert_eq!(went_dark, "feedback-late", "also where it replaces a ball");
    assert_eq!(vocabulary.stage_rank("bar-raiser"), Some(1));
    assert_eq!(vocabulary.stage_rank("final-loop"), None);
    assert!(
        !vocabulary.stages[0].meaning.is_empty(),
        "built-in stages keep their meaning"
    );
    assert!(
        vocabulary.ball("role-not-sold").is_some(),
        "hidden balls are still understood"
    );
    assert!(
        vocabulary
            .balls_of(Party::Manager)
            .all(|ball| ball.slug != "role-not-sold")
    );
}
