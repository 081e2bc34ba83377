//! A conversation that is left, gone back in and taken up again.

use super::*;

const WHOLE: &str = "outcome = offer-declined\ndate = tuesday\nstage\nrole = SRE\nteam = platform\ncase = c-9\nshort = Gone.\nfit = match\nwanted + benefits\npitched + equity\nwriter = manager\nowned = they failed, I think\nowned\ndropped + priorities-not-heard\nnext = Ask.\nothers = both\nowned = A\ndropped + went-quiet\nnext = B\nowned = C\ndropped + feedback-late\nnext = D";

#[test]
fn left_at_any_question_it_goes_on_there_and_says_the_same_in_the_end() {
    let table = Table::new();
    let whole = table.new_one(WHOLE);
    let moves: Vec<&str> = WHOLE.lines().collect();
    for at in 1..moves.len() {
        let label = moves[at].split(' ').next().unwrap();
        if moves[at] == "owned" {
            continue; // Enter would take what is half-typed
        }
        let left = format!("{}\n{label} x half-typed", moves[..at].join("\n"));
        let left = table.new_one(&left);
        assert_eq!(left.ended, InterviewEnd::Left);
        let step = left.state.at.unwrap();
        assert_eq!(left.state.typed[&step].text, "half-typed", "{label}");
        assert_eq!(left.kept.last(), Some(&left.state));
        let rest = moves[at..].join("\n");
        let resumed = table.play(left.state, &rest);
        assert_eq!(
            resumed.state.post_mortem, whole.state.post_mortem,
            "{label}"
        );
    }
}

#[test]
fn what_is_half_typed_is_kept_at_every_letter() {
    let played = Table::new().new_one(WHOLE);
    let typed = |step, text: &str| {
        let mut kept = played.kept.iter();
        kept.any(|state| {
            state
                .typed
                .get(&step)
                .is_some_and(|typed| typed.text == text)
        })
    };
    assert!(typed(Step::Part(Party::Manager, Fact::Owned), "they fai"));
    assert!(typed(Step::Fact(Fact::Tldr), "Go"));
    assert!(played.state.typed.is_empty(), "answered in the end");
}

#[test]
fn going_back_from_the_end_to_the_beginning_and_on_again_changes_nothing() {
    let whole = Table::new().new_one(WHOLE);
    let mut script: Vec<String> = WHOLE.lines().map(str::to_owned).collect();
    let last = script.pop().unwrap();
    // The repeated question after a nudge is no step of its own.
    let labels: Vec<&str> = WHOLE
        .lines()
        .enumerate()
        .filter(|(index, _)| *index != 12)
        .map(|(_, line)| line.split(' ').next().unwrap())
        .collect();
    for label in labels.iter().rev().take(labels.len() - 1) {
        script.push(format!("{label} <"));
    }
    for label in &labels[..labels.len() - 1] {
        script.push((*label).to_owned());
    }
    script.push(last);
    let again = Table::new().new_one(&script.join("\n"));
    assert_eq!(again.state.post_mortem, whole.state.post_mortem);
}
