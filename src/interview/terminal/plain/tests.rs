use super::*;
use crate::interview::person::{By, PartProgress};
use crate::model::Day;
use std::cell::RefCell;
use std::collections::VecDeque;

/// Lines typed by a script, and everything that was written.
struct TypedLines {
    lines: RefCell<VecDeque<String>>,
    written: RefCell<String>,
}

impl LineTerminal for TypedLines {
    fn read(&self) -> Option<String> {
        self.lines.borrow_mut().pop_front()
    }

    fn write(&self, text: &str) {
        self.written.borrow_mut().push_str(text);
    }
}

fn play(prompt: &Prompt<'_>, lines: &[&str]) -> (Heard, String, Vec<Response>) {
    let typed = TypedLines {
        lines: RefCell::new(lines.iter().map(|line| (*line).to_owned()).collect()),
        written: RefCell::default(),
    };
    let edit = |text: &str| Ok(format!("{text}, edited"));
    let mut kept = Vec::new();
    let heard = Plain::new(&typed, &edit).ask(prompt, &mut |answer| kept.push(answer.clone()));
    assert!(typed.lines.borrow().is_empty(), "nobody asked for that");
    (heard, typed.written.into_inner(), kept)
}

fn ask<'a>(kind: PromptKind<'a>, answer: Response) -> Prompt<'a> {
    Prompt {
        label: "label",
        progress: Some(PartProgress {
            unit: "",
            part: "your part".to_owned(),
            at: 2,
            of: 3,
        }),
        question: "What?".to_owned(),
        beside: vec!["Curious?".to_owned()],
        remark: None,
        about: String::new(),
        answer,
        kind,
    }
}

fn choose() -> Prompt<'static> {
    let offers = vec![
        Offer::new("offer-declined", "They said no.").called(&["said no".to_owned()]),
        Offer::new("withdrew", "They left."),
        Offer::default(),
    ];
    ask(PromptKind::Choose(offers), Response::text("withdrew"))
}

fn pick(most: usize) -> Prompt<'static> {
    let offers = |words: &str, picked: &[String]| {
        ["feedback-late", "role-not-sold", "no-pre-close"]
            .into_iter()
            .filter(|slug| slug.contains(words) && !picked.iter().any(|one| one == slug))
            .map(|slug| Offer::new(slug, "meaning"))
            .collect()
    };
    let kind = PromptKind::Pick {
        most,
        by: By::Meaning,
        offers: Box::new(offers),
    };
    ask(kind, Response::default())
}

#[test]
fn every_kind_is_answered_in_whole_lines() {
    let line = |text: &str, suggested: Option<&str>| {
        let kind = PromptKind::Line {
            suggested: suggested.map(str::to_owned),
            is_needed: false,
            today: None,
            known: &[],
        };
        ask(kind, Response::text(text))
    };
    let text = |text: &str| ask(PromptKind::Text, Response::text(text));
    let roles = ["Designer".to_owned(), "SRE".to_owned()];
    let known = || {
        let kind = PromptKind::Line {
            suggested: None,
            is_needed: false,
            today: None,
            known: &roles,
        };
        ask(kind, Response::default())
    };
    let day = |text: &str| {
        let kind = PromptKind::Line {
            suggested: Some("today".to_owned()),
            is_needed: true,
            today: Day::parse("2026-11-20"),
            known: &[],
        };
        ask(kind, Response::text(text))
    };
    let needed = || {
        let offers = vec![Offer::new("withdrew", "They left.")];
        ask(PromptKind::Choose(offers), Response::default())
    };
    for (prompt, lines, expected) in [
        (choose(), vec!["-"], Response::default()),
        (needed(), vec!["-", "1"], Response::text("withdrew")),
        (day("tuesday"), vec![""], Response::text("tuesday")),
        (day("bogusday"), vec![""], Response::default()),
        (text(".."), vec![""], Response::default()),
        (choose(), vec![""], Response::text("withdrew")),
        (choose(), vec!["1"], Response::text("offer-declined")),
        (choose(), vec!["3"], Response::text("")),
        (choose(), vec!["Offer"], Response::text("offer-declined")),
        (choose(), vec!["said no"], Response::text("offer-declined")),
        (choose(), vec!["9", "what", "2"], Response::text("withdrew")),
        (line("", None), vec!["SRE"], Response::text("SRE")),
        (line("SRE", None), vec![""], Response::text("SRE")),
        (line("SRE", None), vec!["-"], Response::default()),
        (known(), vec!["2"], Response::text("SRE")),
        (known(), vec!["3"], Response::text("3")),
        (line("", Some("c-1")), vec![""], Response::text("")),
        (line("", Some("c-1")), vec!["-"], Response::text("-")),
        (text(""), vec![""], Response::text("")),
        (text(""), vec!["one", "two", ""], Response::text("one\ntwo")),
        (text("was"), vec![""], Response::text("was")),
        (text("was"), vec!["is", ""], Response::text("is")),
        (text("was"), vec!["-"], Response::default()),
        (text("was"), vec!["!"], Response::text("was, edited")),
        (pick(5), vec![""], Response::default()),
        (
            pick(5),
            vec!["2, 1", ""],
            Response::picked(["role-not-sold", "feedback-late"]),
        ),
        (
            pick(5),
            vec!["close", "1", ""],
            Response::picked(["no-pre-close"]),
        ),
        (
            pick(5),
            vec!["no-pre-close", ""],
            Response::picked(["no-pre-close"]),
        ),
        (pick(5), vec!["zzz", "7", ""], Response::default()),
        (pick(5), vec!["1", "-", ""], Response::default()),
        (
            pick(1),
            vec!["1 2", ""],
            Response::picked(["feedback-late"]),
        ),
    ] {
        let (heard, written, _) = play(&prompt, &lines);
        assert_eq!(heard, Heard::Answer(expected), "{lines:?}\n{written}");
    }
}

#[test]
fn leaving_and_going_back_keep_what_was_said() {
    let text = || ask(PromptKind::Text, Response::default());
    for (prompt, lines, expected) in [
        (text(), vec!["one", "<"], Heard::Back(Response::text("one"))),
        (text(), vec!["one"], Heard::Left(Response::text("one"))),
        (choose(), vec!["<"], Heard::Back(Response::default())),
        (choose(), vec![], Heard::Left(Response::default())),
        (
            pick(5),
            vec!["1", "<"],
            Heard::Back(Response::picked(["feedback-late"])),
        ),
    ] {
        assert_eq!(play(&prompt, &lines).0, expected, "{lines:?}");
    }
    let (_, _, kept) = play(&text(), &["one", "two", ""]);
    assert_eq!(kept, [Response::text("one"), Response::text("one\ntwo")]);
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

#[test]
fn what_a_colleague_wrote_is_shown_and_not_obeyed() {
    let typed = TypedLines {
        lines: RefCell::default(),
        written: RefCell::default(),
    };
    let edit = |text: &str| Ok(text.to_owned());
    Plain::new(&typed, &edit).say("Dev \u{1b}]52;c;x\u{7}");
    let written = typed.written.into_inner();
    assert_eq!(written, "Dev \\u{1b}]52;c;x\\u{7}\n");
}

#[test]
fn a_number_is_of_the_list_that_was_shown_last() {
    let offers = |_: &str, _: &[String]| {
        ["equity", "growth", "mission"]
            .map(|it| Offer::new(it, ""))
            .to_vec()
    };
    let kind = PromptKind::Pick {
        offers: Box::new(offers),
        by: By::Name,
        most: 5,
    };
    let (heard, ..) = play(&ask(kind, Response::default()), &["mission", "1", ""]);
    let Heard::Answer(answer) = heard else {
        panic!("{heard:?}")
    };
    assert_eq!(answer.picked, ["mission", "equity"]);
}
