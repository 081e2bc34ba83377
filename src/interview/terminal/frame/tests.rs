use super::*;
use crate::context::KeyPress;
use crate::interview::person::Offer;
use crate::interview::person::PartProgress;
use crate::model::Day;

const LOOK: Look = Look {
    width: Some(80),
    color: false,
    unicode: true,
};

fn long_ask(kind: PromptKind<'_>) -> Prompt<'_> {
    Prompt {
        label: "owned",
        progress: Some(PartProgress {
            unit: "",
            part: "your part".to_owned(),
            at: 1,
            of: 3,
        }),
        question: "What is yours to own: one thing you did, or did not do, that made a difference?"
            .to_owned(),
        beside: vec![
            "When the candidate told you what mattered, what did you do with it?".to_owned(),
            "平台工程师平台工程师平台工程师 and \u{1b}[2J hidden".to_owned(),
        ],
        remark: Some("\"they failed\": what did you do? (Enter keeps it)".to_owned()),
        about: String::new(),
        answer: Response::default(),
        kind,
    }
}

fn kinds() -> Vec<PromptKind<'static>> {
    let offers = || {
        let mut offers: Vec<Offer> = (0..9)
            .map(|number| Offer {
                note: "4 times before".to_owned(),
                ..Offer::new(
                    format!("priorities-not-heard-{number}"),
                    "平台 what it means, at length",
                )
            })
            .collect();
        offers.push(Offer::default());
        offers
    };
    vec![
        PromptKind::Choose(offers()),
        PromptKind::Line {
            suggested: Some("c-7f3k".to_owned()),
            is_needed: false,
            today: None,
            known: &[],
        },
        PromptKind::Text,
        PromptKind::Pick {
            most: 5,
            by: By::Name,
            offers: Box::new(move |_, _| offers()),
        },
    ]
}

/// The rows as they are seen, the cursor as a bar.
fn seen(frame: &Frame) -> String {
    let rows = frame.rows.iter().enumerate().map(|(index, row)| {
        let mut text = painted(row, LOOK);
        if index == frame.cursor.0 {
            let mut column = 0;
            let at = text
                .char_indices()
                .find(|(_, one)| {
                    let here = column;
                    column += columns(&one.to_string());
                    here >= frame.cursor.1
                })
                .map_or(text.len(), |(at, _)| at);
            text.insert(at, '|');
        }
        text.trim_end().to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn no_terminal_is_too_small_and_no_row_too_wide() {
    every_frame_fits(&[0, 1, 2, 3, 5, 10, 29]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn no_terminal_of_any_height_is_too_small() {
    every_frame_fits(&Vec::from_iter(0..30));
}

fn every_frame_fits(heights: &[usize]) {
    for kind in kinds() {
        let prompt = long_ask(kind);
        for typed in [
            "",
            "some words that were typed, 平台 and more of them\u{202e}",
        ] {
            let mut field = PromptField::new(&prompt);
            field.picked = vec!["benefits".to_owned(), "priorities-not-heard".to_owned()];
            field.press(&KeyPress::Paste(typed.to_owned()));
            for columns in 0..90 {
                for &height in heights {
                    let frame = frame(&mut field, (columns, height), LOOK);
                    assert!(frame.rows.len() <= height.saturating_sub(1).max(1));
                    assert!(frame.cursor.0 < frame.rows.len().max(1));
                    for row in &frame.rows {
                        let wide = row_columns(row);
                        assert!(
                            wide <= columns.saturating_sub(1).max(1),
                            "{row:?} at {columns}x{height}"
                        );
                        let text = painted(row, LOOK);
                        assert!(!text.contains(['\u{1b}', '\n', '\u{202e}']), "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_typed_is_always_in_sight() {
    for kind in kinds() {
        let prompt = long_ask(kind);
        let mut field = PromptField::new(&prompt);
        field.press(&KeyPress::Paste("typed".to_owned()));
        for height in 2..30 {
            for columns in [20, 50, 80] {
                let frame = frame(&mut field, (columns, height), LOOK);
                if height > 9 {
                    let seen = seen(&frame);
                    assert!(seen.contains("typed|"), "{columns}x{height}:\n{seen}");
                }
            }
        }
    }
}

#[test]
fn a_picker_at_eighty_fifty_and_twenty_columns() {
    let prompt = Prompt {
        beside: Vec::new(),
        remark: None,
        about: String::new(),
        question: "Which ball was dropped?".to_owned(),
        ..long_ask(kinds().remove(3))
    };
    let mut field = PromptField::new(&prompt);
    field.picked = vec!["feedback-late".to_owned()];
    field.press(&KeyPress::Down);
    assert_eq!(
        seen(&frame(&mut field, (80, 9), LOOK)),
        "\
your part · 1 of 3
Which ball was dropped?
  1 feedback-late
> |
> 1 priorities-not-heard-0  平台 what it means, at length · 4 times before
  2 priorities-not-heard-1  平台 what it means, at length · 4 times before
  3 priorities-not-heard-2  平台 what it means, at length · 4 times before
  Enter picks priorities-not-heard-0 · Esc back"
    );
    assert_eq!(
        seen(&frame(&mut field, (50, 10), LOOK)),
        "\
your part · 1 of 3
Which ball was dropped?
  1 feedback-late
> |
> 1 priorities-not-heard-0
    平台 what it means, at length · 4 times
    before
  2 priorities-not-heard-1  平台 what it means, …
  Enter picks priorities-not-heard-0 · Esc back"
    );
    assert_eq!(
        seen(&frame(&mut field, (20, 8), LOOK)),
        "\
Which ball was
dropped?
  1 feedback-late
> |
> 1 priorities-not…
    平台 what it
  Enter picks prio…"
    );
}

#[test]
fn an_answer_leaves_one_row_behind() {
    let row = |kind: PromptKind<'static>, answer: Response| {
        let prompt = long_ask(kind);
        painted(&answered(&prompt, &answer, 40, LOOK), LOOK)
    };
    let choice = || {
        PromptKind::Choose(vec![
            Offer::new("withdrew", "They left."),
            Offer::new("", "they fill in theirs"),
        ])
    };
    let day = || PromptKind::Line {
        suggested: Some("today".to_owned()),
        is_needed: true,
        today: Day::parse("2026-11-20"),
        known: &[],
    };
    for (kind, answer, expected) in [
        (choice(), Response::text("withdrew"), "owned    withdrew"),
        (choice(), Response::text(""), "owned    they fill in theirs"),
        (PromptKind::Text, Response::text(" \n "), "owned    -"),
        (
            PromptKind::Text,
            Response::text("one\ntwo and so on and on and on \u{1b}[2J"),
            "owned    one two and so on and on and …",
        ),
        (kinds().remove(1), Response::default(), "owned    c-7f3k"),
        // A day is shown as what it was taken for, and what is none as nothing.
        (day(), Response::default(), "owned    2026-11-20, Friday"),
        (
            day(),
            Response::text("last friday"),
            "owned    2026-11-13, Friday",
        ),
        (day(), Response::text("ays"), "owned    -"),
        (
            kinds().remove(3),
            Response::picked(["b", "a"]),
            "owned    b, a",
        ),
    ] {
        let shown = row(kind, answer);
        assert!(columns(&shown) < 40, "{shown}");
        assert_eq!(shown, expected);
    }
}
