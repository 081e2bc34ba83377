use super::*;
use crate::interview::person::{By, Progress};
use std::cell::RefCell;
use std::collections::VecDeque;

/// Lines typed by a script, and everything that was written.
struct Typed {
    lines: RefCell<VecDeque<String>>,
    written: RefCell<String>,
}

impl Lines for Typed {
    fn read(&self) -> Option<String> {
        self.lines.borrow_mut().pop_front()
    }

    fn write(&self, text: &str) {
        self.written.borrow_mut().push_str(text);
    }
}

fn play(ask: &Ask<'_>, lines: &[&str]) -> (Heard, String, Vec<Answer>) {
    let typed = Typed {
        lines: RefCell::new(lines.iter().map(|line| (*line).to_owned()).collect()),
        written: RefCell::default(),
    };
    let edit = |text: &str| Ok(format!("{text}, edited"));
    let mut kept = Vec::new();
    let heard = Plain::new(&typed, &edit).ask(ask, &mut |answer| kept.push(answer.clone()));
    assert!(typed.lines.borrow().is_empty(), "nobody asked for that");
    (heard, typed.written.into_inner(), kept)
}

fn ask<'a>(kind: Kind<'a>, answer: Answer) -> Ask<'a> {
    Ask {
        label: "label",
        progress: Some(Progress {
            part: "your part".to_owned(),
            at: 2,
            of: 3,
        }),
        question: "What?".to_owned(),
        beside: vec!["Curious?".to_owned()],
        remark: None,
        answer,
        kind,
    }
}

fn choose() -> Ask<'static> {
    let offers = vec![
        Offer::new("offer-declined", "They said no.").called(&["said no".to_owned()]),
        Offer::new("withdrew", "They left."),
        Offer::default(),
    ];
    ask(Kind::Choose(offers), Answer::text("withdrew"))
}

fn pick(most: usize) -> Ask<'static> {
    let offers = |words: &str, picked: &[String]| {
        ["feedback-late", "role-not-sold", "no-pre-close"]
            .into_iter()
            .filter(|slug| slug.contains(words) && !picked.iter().any(|one| one == slug))
            .map(|slug| Offer::new(slug, "meaning"))
            .collect()
    };
    let kind = Kind::Pick {
        most,
        by: By::Meaning,
        offers: Box::new(offers),
    };
    ask(kind, Answer::default())
}

#[test]
fn every_kind_is_answered_in_whole_lines() {
    let line = |text: &str, suggested: Option<&str>| {
        let kind = Kind::Line {
            suggested: suggested.map(str::to_owned),
            known: &[],
        };
        ask(kind, Answer::text(text))
    };
    let text = |text: &str| ask(Kind::Text, Answer::text(text));
    let roles = ["Designer".to_owned(), "SRE".to_owned()];
    let known = || {
        let kind = Kind::Line {
            suggested: None,
            known: &roles,
        };
        ask(kind, Answer::default())
    };
    for (ask, lines, expected) in [
        (choose(), vec![""], Answer::text("withdrew")),
        (choose(), vec!["1"], Answer::text("offer-declined")),
        (choose(), vec!["3"], Answer::text("")),
        (choose(), vec!["Offer"], Answer::text("offer-declined")),
        (choose(), vec!["said no"], Answer::text("offer-declined")),
        (choose(), vec!["9", "what", "2"], Answer::text("withdrew")),
        (line("", None), vec!["SRE"], Answer::text("SRE")),
        (line("SRE", None), vec![""], Answer::text("SRE")),
        (line("SRE", None), vec!["-"], Answer::default()),
        (known(), vec!["2"], Answer::text("SRE")),
        (known(), vec!["3"], Answer::text("3")),
        (line("", Some("c-1")), vec![""], Answer::text("")),
        (line("", Some("c-1")), vec!["-"], Answer::text("-")),
        (text(""), vec![""], Answer::text("")),
        (text(""), vec!["one", "two", ""], Answer::text("one\ntwo")),
        (text("was"), vec![""], Answer::text("was")),
        (text("was"), vec!["is", ""], Answer::text("is")),
        (text("was"), vec!["-"], Answer::default()),
        (text("was"), vec!["!"], Answer::text("was, edited")),
        (pick(5), vec![""], Answer::default()),
        (
            pick(5),
            vec!["2, 1", ""],
            Answer::picked(["role-not-sold", "feedback-late"]),
        ),
        (
            pick(5),
            vec!["close", "1", ""],
            Answer::picked(["no-pre-close"]),
        ),
        (
            pick(5),
            vec!["no-pre-close", ""],
            Answer::picked(["no-pre-close"]),
        ),
        (pick(5), vec!["zzz", "7", ""], Answer::default()),
        (pick(5), vec!["1", "-", ""], Answer::default()),
        (pick(1), vec!["1 2", ""], Answer::picked(["feedback-late"])),
    ] {
        let (heard, written, _) = play(&ask, &lines);
        assert_eq!(heard, Heard::Answer(expected), "{lines:?}\n{written}");
    }
}

#[test]
fn leaving_and_going_back_keep_what_was_said() {
    let text = || ask(Kind::Text, Answer::default());
    for (ask, lines, expected) in [
        (text(), vec!["one", "<"], Heard::Back(Answer::text("one"))),
        (text(), vec!["one"], Heard::Left(Answer::text("one"))),
        (choose(), vec!["<"], Heard::Back(Answer::default())),
        (choose(), vec![], Heard::Left(Answer::default())),
        (
            pick(5),
            vec!["1", "<"],
            Heard::Back(Answer::picked(["feedback-late"])),
        ),
    ] {
        assert_eq!(play(&ask, &lines).0, expected, "{lines:?}");
    }
    let (_, _, kept) = play(&text(), &["one", "two", ""]);
    assert_eq!(kept, [Answer::text("one"), Answer::text("one\ntwo")]);
}

#[test]
fn a_question_reads_aloud_from_top_to_bottom_and_moves_no_cursor() {
    let (_, written, _) = play(&choose(), &["1"]);
    assert_eq!(
        written,
        "Enter goes on, - empties, < goes one back, Ctrl-C keeps a draft.

your part, 2 of 3
  - Curious?
What?
  1 offer-declined: They said no.
  2 withdrew: They left.
  3 leave it open
number or word [2 withdrew]: "
    );
}
