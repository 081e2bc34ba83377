mod lately;

use super::*;
use crate::model::Text;
use crate::vocabulary::TeamWords;
use std::collections::HashSet;

fn vocabulary() -> Vocabulary {
    Vocabulary::new(TeamWords::default())
}

fn slugs(questions: &[Question]) -> Vec<&str> {
    questions
        .iter()
        .map(|question| question.slug.as_str())
        .collect()
}

/// What is asked where another party dropped these.
fn choose(
    questions: &Questions<'_>,
    party: Party,
    stage: Option<&str>,
    outcome: &str,
    dropped: &[&str],
) -> Vec<Question> {
    let mut post_mortem = PostMortem::new(Day::LAST, outcome);
    post_mortem.stage = stage.map(Text::from);
    let other = Party::ALL.into_iter().find(|other| *other != party);
    let section = post_mortem.section_mut(other.unwrap());
    section.dropped = Some(dropped.iter().map(|&ball| ball.to_owned()).collect());
    questions.choose(party, &post_mortem)
}

fn own(slug: &str, party: Party, stages: &[&str]) -> Question {
    Question {
        slug: slug.to_owned(),
        party,
        asks: Asks::Opening,
        stages: stages.iter().map(|&stage| stage.to_owned()).collect(),
        outcomes: Vec::new(),
        after: Vec::new(),
        only_alone: false,
        ball: None,
        text: "What did you see of the floor?".to_owned(),
    }
}

#[test]
fn every_built_in_question_can_be_read_by_anybody() {
    let vocabulary = vocabulary();
    let (mut slugs, mut texts) = (HashSet::new(), HashSet::new());
    for question in built_in().question {
        let Question { slug, text, .. } = &question;
        assert!(slugs.insert(slug.clone()), "{slug} stands twice");
        assert!(slug.starts_with(question.party.as_str()), "{slug}");
        assert_eq!(&crate::model::slug(slug), slug);
        for stage in &question.stages {
            assert!(vocabulary.stage_rank(stage).is_some(), "{slug}: {stage}");
        }
        for outcome in &question.outcomes {
            assert!(vocabulary.outcome(outcome).is_some(), "{slug}: {outcome}");
        }
        if let Some(ball) = &question.ball {
            let ball = vocabulary.ball(ball).unwrap();
            assert_eq!(ball.party, question.party, "{slug}");
        }
        if is_optional(&question) {
            assert!(texts.insert(text.clone()), "{slug} asks the same again");
        }
        assert!(text.ends_with('?') && text.len() <= 100, "{slug}: {text}");
        let words = format!(" {} ", text.to_lowercase());
        assert!(words.contains(" you"), "{slug}: nobody is spoken to");
        for word in [
            " why didn't ",
            " should ",
            " fail",
            " fault",
            " mistake",
            " wrong",
            "ghost",
            " loop",
            " pitch",
            " pipeline",
            " stakeholder",
        ] {
            assert!(!words.contains(word), "{slug} says{word}: {text}");
        }
    }
}

#[test]
fn every_party_is_asked_three_questions_and_two_more_whatever_happened() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    let stages = vocabulary.stages.iter().map(|stage| stage.slug.as_str());
    let outcomes = vocabulary
        .outcomes
        .iter()
        .map(|outcome| outcome.slug.as_str());
    let stages: Vec<_> = stages.map(Some).chain([None, Some("bar-raiser")]).collect();
    let outcomes: Vec<_> = outcomes.chain(["vanished"]).collect();
    for party in Party::ALL {
        assert!(questions.of(party, Asks::Dropped).is_some());
        assert!(questions.of(party, Asks::Next).is_some());
        for &stage in &stages {
            for outcome in &outcomes {
                let chosen = choose(&questions, party, stage, outcome, &[]);
                assert_eq!(chosen.len(), OPENING, "{party} {stage:?} {outcome}");
                assert_eq!(chosen, choose(&questions, party, stage, outcome, &[]));
            }
        }
    }
}

#[test]
fn the_particular_comes_before_the_general() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    let choose = |stage, outcome| choose(&questions, Party::Manager, stage, outcome, &[]);
    assert_eq!(
        slugs(&choose(Some("offer"), "offer-declined")),
        ["manager-priorities", "manager-no", "manager-at-offer"]
    );
    assert_eq!(
        choose(Some("Offer"), "Offer declined"),
        choose(None, "offer-declined"),
        "spelling does not matter, and an outcome has its usual stage"
    );
    assert_eq!(
        slugs(&choose(Some("sourcing"), "vanished")),
        ["manager-kickoff", "manager-wanted", "manager-worth-a-move"]
    );
}

#[test]
fn what_others_dropped_is_asked_from_this_side() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    let choose = |party, dropped: &[&str]| {
        choose(&questions, party, Some("offer"), "offer-declined", dropped)
    };
    let dropped = [
        "priorities-not-heard",
        "went with a different priority",
        "feedback-late",
    ];
    let chosen = choose(Party::Candidate, &dropped);
    assert_eq!(
        chosen[0].text,
        "Had you said what mattered most to you, and to whom?"
    );
    assert_eq!(chosen.len(), 3);
    assert_eq!(
        slugs(&choose(Party::Recruiter, &dropped))[..2],
        ["recruiter-first-call", "recruiter-candidate-ghosted"]
    );
    let manager = choose(Party::Manager, &["priorities-not-relayed"]);
    assert_eq!(
        slugs(&manager),
        ["manager-priorities", "manager-no", "manager-at-offer"],
        "asked once, in the form that fits the outcome"
    );
}

#[test]
fn every_mirrored_ball_has_a_question_in_words_of_its_own() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    for ball in vocabulary
        .balls
        .iter()
        .filter(|ball| !ball.mirrors.is_empty())
    {
        assert!(questions.is_written(ball), "{}", ball.slug);
    }
}

#[test]
fn a_team_asks_its_own_and_leaves_out_what_it_hides() {
    let ball = DroppedBall {
        slug: "brief-not-sent".to_owned(),
        party: Party::Recruiter,
        stages: Vec::new(),
        meaning: "The panel met without a brief.".to_owned(),
        aliases: Vec::new(),
        mirrors: vec!["panel-uncoordinated".to_owned()],
        care: None,
    };
    let vocabulary = Vocabulary::new(TeamWords {
        balls: vec![ball],
        hide: vec!["manager-no".to_owned(), "manager-next".to_owned()],
        ..TeamWords::default()
    });
    let team = vec![
        own("floor", Party::Manager, &[]),
        own("floor-at-offer", Party::Manager, &["Offer"]),
        own("manager-own", Party::Manager, &[]),
    ];
    let questions = Questions::new(team, &vocabulary);
    assert_eq!(
        slugs(&choose(
            &questions,
            Party::Manager,
            Some("offer"),
            "offer-declined",
            &[]
        )),
        ["manager-priorities", "floor-at-offer", "manager-at-offer"]
    );
    assert_eq!(
        slugs(&choose(&questions, Party::Manager, None, "vanished", &[])),
        ["floor", "manager-wanted", "manager-worth-a-move"]
    );
    assert!(questions.of(Party::Manager, Asks::Next).is_some());
    let asked = questions.of(Party::Manager, Asks::Dropped).unwrap();
    assert_eq!(asked.text, "What did you see of the floor?");
    let mirrored = choose(
        &questions,
        Party::Recruiter,
        Some("final-loop"),
        "rejected",
        &["panel-uncoordinated"],
    );
    assert_eq!(mirrored[0].slug, "recruiter-relay");
}

#[test]
fn what_the_company_dropped_decides_what_the_candidate_is_asked() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    for (stage, outcome, dropped, first) in [
        (
            "final-loop",
            "rejected",
            "interviewer-late",
            "candidate-nobody-there",
        ),
        (
            "screen",
            "rejected",
            "referral-neglected",
            "candidate-while-waiting",
        ),
        (
            "first-interview",
            "withdrew",
            "process-too-heavy",
            "candidate-much-of-your-time",
        ),
        (
            "offer",
            "offer-declined",
            "comp-not-aligned-early",
            "candidate-first-number",
        ),
    ] {
        let asked = choose(
            &questions,
            Party::Candidate,
            Some(stage),
            outcome,
            &[dropped],
        );
        assert_eq!(asked[0].slug, first, "{dropped}");
        assert!((2..=3).contains(&asked.len()), "{:?}", slugs(&asked));
        let about_them = [
            "set yourself up",
            "clear and present",
            "practised",
            "prepare",
        ];
        for question in &asked {
            let sounds = about_them.iter().any(|words| question.text.contains(words));
            assert!(!sounds, "{dropped}: {}", question.text);
        }
    }
    for after in questions.all.iter().flat_map(|question| &question.after) {
        let ball = vocabulary.ball(after).unwrap();
        assert!(
            &ball.slug == after && ball.party != Party::Candidate,
            "{after}"
        );
    }
}

#[test]
fn a_hire_a_closed_role_and_an_early_leaving_have_questions_of_their_own() {
    let vocabulary = vocabulary();
    let questions = Questions::new(Vec::new(), &vocabulary);
    for party in Party::ALL {
        for outcome in ["accepted", "role-closed"] {
            for stage in [None, Some("final-loop")] {
                let asked = choose(&questions, party, stage, outcome, &[]);
                let is_own = |one: &Question| one.outcomes == [outcome];
                assert!(asked.iter().all(is_own), "{:?}", slugs(&asked));
            }
        }
    }
    let left = |party| choose(&questions, party, None, "left-early", &[]);
    assert_eq!(
        slugs(&left(Party::Manager)),
        [
            "manager-put-on",
            "manager-first-notice",
            "manager-first-weeks"
        ]
    );
    assert_eq!(left(Party::Candidate)[0].slug, "candidate-put-on");
    assert_eq!(left(Party::Recruiter)[0].slug, "recruiter-put-on");
}
