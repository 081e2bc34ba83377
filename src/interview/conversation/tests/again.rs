//! A conversation about a post-mortem that is there already.

use super::*;
use crate::model::TextList;

fn existing() -> PostMortem {
    let mut post_mortem = PostMortem::new(Day::parse("2026-11-20").unwrap(), "offer-declined");
    let section = post_mortem.section_mut(Party::Manager);
    section.by = Some(Party::Recruiter);
    section.owned = "They led with equity; they failed.".into();
    section.dropped = Some(TextList::from_iter(["priorities-not-heard"]));
    post_mortem
}

#[test]
fn an_edit_asks_about_one_section_and_leaves_the_rest() {
    let table = Table::new();
    for (writer, asked, script, expected) in [
        (
            Some(Party::Recruiter),
            Some(Party::Recruiter),
            "owned = I did not relay it.\ndropped + priorities-not-relayed\nnext",
            "recruiter by recruiter: I did not relay it. | priorities-not-relayed | ",
        ),
        (
            Some(Party::Recruiter),
            Some(Party::Recruiter),
            "owned\ndropped",
            "",
        ),
        (
            None,
            None,
            "writer = candidate\nwhose\nowned = I had not said so.\ndropped\nnext",
            "candidate by candidate: I had not said so. |  | ",
        ),
        (
            None,
            None,
            "writer = recruiter\nwhose = candidate\nowned = They had not said so.\ndropped\nnext",
            "candidate by recruiter: They had not said so. |  | ",
        ),
        (
            Some(Party::Recruiter),
            None,
            "whose = candidate\nowned = They had not said so.\ndropped\nnext",
            "candidate by recruiter: They had not said so. |  | ",
        ),
    ] {
        let given = [writer.map(|_| Step::Writer), asked.map(|_| Step::Whose)];
        let given = given.into_iter().flatten().collect();
        let state = InterviewState::new(Occasion::Section(asked), existing(), writer, given);
        let played = table.play(state, script);
        let told = told(&played.state.post_mortem);
        let (kept, rest) = told.split_once('\n').unwrap();
        assert!(kept.starts_with("offer-declined | - |"), "{told}");
        let manager =
            "manager by recruiter: They led with equity; they failed. | priorities-not-heard | ";
        assert_eq!(
            rest,
            [manager, expected].join("\n").trim_end_matches('\n'),
            "{script}"
        );
    }
}

#[test]
fn what_is_there_is_shown_and_enter_keeps_it_and_whose_voice_it_is() {
    let state = InterviewState::new(
        Occasion::Section(Some(Party::Manager)),
        existing(),
        Some(Party::Candidate),
        BTreeSet::from([Step::Writer, Step::Whose]),
    );
    let played = Table::new().play(state, "owned\ndropped\nnext = Ask.");
    let section = played.state.post_mortem.section(Party::Manager);
    assert_eq!(
        section.by,
        Some(Party::Recruiter),
        "a correction is no voice"
    );
    assert_eq!(section.owned, existing().section(Party::Manager).owned);
    assert_eq!(played.shown.len(), 3, "no nudge about what stood there");
}

#[test]
fn progress_is_shown_within_a_part_and_never_runs_past_its_end() {
    let table = Table::new();
    let questions = Questions::new(Vec::new(), &VOCABULARY);
    let resources = Resources {
        vocabulary: &VOCABULARY,
        questions: &questions,
        search: &SEARCH,
        memory: &table.memory,
        keeper: None,
        today: Day::parse("2026-11-20").unwrap(),
        case: "c-7f3k".to_owned(),
        nudges: &|_| Vec::new(),
    };
    let mut conversation =
        Conversation::new(&resources, fresh(Some(Party::Manager)), Default::default());
    let mut seen = Vec::new();
    while let Some(step) = conversation.state.at {
        let (answer, progress) = {
            let ask = conversation.ask(step);
            (ask.answer.clone(), ask.progress.clone())
        };
        seen.push(progress.map_or("-".to_owned(), |progress| {
            format!("{} {}/{}", progress.part, progress.at, progress.of)
        }));
        conversation.take(step, &answer);
    }
    assert_eq!(seen[0], "-");
    assert_eq!(seen[1], "what happened 2/10");
    assert_eq!(seen[9], "what happened 10/10");
    assert_eq!(seen[10..], ["your part 1/3", "your part 2/3", "-"]);
}

#[test]
fn with_several_balls_it_is_asked_which_one_the_promise_is_about() {
    let told = |script: &str| {
        let asked = BTreeSet::from([Step::Writer, Step::Whose]);
        let occasion = Occasion::Section(Some(Party::Manager));
        let state = InterviewState::new(occasion, existing(), Some(Party::Manager), asked);
        let played = Table::new().play(state, script);
        let section = played.state.post_mortem.section(Party::Manager).clone();
        (section.balls().len(), section.next_for, played.shown)
    };
    let two = "owned\ndropped + priorities-not-heard, feedback-late\nnext = Ask.\n";
    let late = Some(TextList::from_iter(["feedback-late"]));
    let (balls, about, shown) = told(&format!("{two}about + feedback-late"));
    assert_eq!((balls, about), (2, late));
    assert!(
        shown[2].contains("feedback-late 3 times before"),
        "{shown:?}"
    );
    assert!(!shown[1].contains("before"), "not before the choice");
    let (_, about, _) = told(&format!("{two}about"));
    assert_eq!(about, None, "Enter says nothing");
    let (_, about, _) = told("owned\ndropped\nnext = Ask.");
    assert_eq!(about, None, "one ball is what it is about");
    let (_, about, _) = told("owned\ndropped + priorities-not-heard, feedback-late\nnext");
    assert_eq!(about, None, "nothing is promised");
    let back = format!("{two}about <\nnext <\ndropped + priorities-not-heard\nnext");
    let (balls, about, _) = told(&back);
    assert_eq!((balls, about), (1, None), "what is not dropped is left out");
}
