use super::*;

fn offers(names: &[&str]) -> Vec<Offer> {
    names
        .iter()
        .map(|name| Offer::new(*name, format!("about {name}")))
        .collect()
}

/// A question of each kind, with what stands in it.
fn ask<'a>(kind: PromptKind<'a>, answer: Response) -> Prompt<'a> {
    Prompt {
        label: "label",
        progress: None,
        question: "What?".to_owned(),
        beside: Vec::new(),
        remark: None,
        about: String::new(),
        answer,
        kind,
    }
}

fn choose(preset: &str) -> Prompt<'static> {
    let mut all = offers(&["offer-declined", "withdrew", "offer-rushed"]);
    all[1].aliases = vec!["pulled out".to_owned()];
    all.push(Offer::default());
    ask(PromptKind::Choose(all), Response::text(preset))
}

const ROLES: [&str; 3] = ["Staff Platform Engineer", "SRE", "Staff Writer"];

fn line<'a>(known: &'a [String], text: &str) -> Prompt<'a> {
    let kind = PromptKind::Line {
        suggested: None,
        is_needed: false,
        today: None,
        known,
    };
    ask(kind, Response::text(text))
}

fn pick(by: By, most: usize, picked: &[&str]) -> Prompt<'static> {
    let offers = |words: &str, picked: &[String]| {
        let mut found: Vec<Offer> = offers(&["benefits", "equity", "scope"])
            .into_iter()
            .filter(|one| one.slug.starts_with(words) && !picked.contains(&one.slug))
            .map(|one| Offer {
                is_plain: true,
                ..one
            })
            .collect();
        if !words.is_empty() && found.is_empty() {
            found.push(Offer {
                is_new: true,
                ..Offer::new(words.replace(' ', "-"), "a new word")
            });
        }
        found
    };
    let kind = PromptKind::Pick {
        most,
        by,
        offers: Box::new(offers),
    };
    ask(kind, Response::picked(picked.iter().copied()))
}

/// The keys of a line: what is written is typed, signs are keys.
fn keys(line: &str) -> Vec<KeyPress> {
    line.chars()
        .map(|character| match character {
            '⏎' => KeyPress::Enter,
            '⎋' => KeyPress::Back,
            '↓' => KeyPress::Down,
            '↑' => KeyPress::Up,
            '→' => KeyPress::Right,
            '⇥' => KeyPress::Tab,
            '⌫' => KeyPress::Backspace,
            '␃' => KeyPress::Interrupt,
            '␄' => KeyPress::Finish,
            '⌘' => KeyPress::Editor,
            '␊' => KeyPress::NewLine,
            '⌧' => KeyPress::DeleteToStart,
            other => KeyPress::Character(other),
        })
        .collect()
}

/// What came of the last key.
fn press(prompt: &Prompt<'_>, line: &str) -> Pressed {
    let mut field = PromptField::new(prompt);
    let mut last = Pressed::Seen;
    for key in keys(line) {
        assert!(
            !matches!(last, Pressed::Heard(_)),
            "answered before the end of {line}"
        );
        last = field.press(&key);
    }
    last
}

fn text(text: &str) -> Pressed {
    Pressed::Heard(Heard::Answer(Response::text(text)))
}

fn picked(picked: &[&str]) -> Pressed {
    Pressed::Heard(Heard::Answer(Response::picked(picked.iter().copied())))
}

#[test]
fn numbers_letters_and_arrows_mark_and_enter_takes() {
    for (preset, line, expected) in [
        ("withdrew", "⏎", "withdrew"),
        ("", "⏎", ""),
        ("nothing like it", "⏎", "offer-declined"),
        ("", "2⏎", "withdrew"),
        ("withdrew", "0⏎", ""),
        ("withdrew", "1⌫⏎", "withdrew"),
        ("withdrew", "12⌫⏎", "offer-declined"),
        ("", "with⏎", "withdrew"),
        ("", "rushed⏎", "offer-rushed"),
        ("", "about w⏎", "withdrew"),
        ("", "pulled⏎", "withdrew"),
        ("", "offer d⏎", "offer-declined"),
        ("", "declined the offer⏎", "offer-declined"),
        ("", "leave⏎", ""),
        ("withdrew", "↑⏎", "offer-declined"),
        ("withdrew", "↓↓↓↓↓⏎", ""),
        ("withdrew", "↑↑↑⏎", "offer-declined"),
        ("", "x⌫2⏎", "withdrew"),
        ("withdrew", "off⌫⌫⌫⏎", "withdrew"),
        ("", "xyz⏎⌫⌫⌫2⏎", "withdrew"),
        ("", "xyz⏎↓⏎", "offer-declined"),
    ] {
        assert_eq!(press(&choose(preset), line), text(expected), "{line}");
    }
}

#[test]
fn what_fits_nothing_is_said_with_the_way_on_and_nothing_is_taken() {
    for keys_typed in ["xyz⏎", "9⏎", "2nd round⏎"] {
        let prompt = choose("withdrew");
        let mut field = PromptField::new(&prompt);
        for key in keys(keys_typed) {
            assert!(!matches!(field.press(&key), Pressed::Heard(_)));
        }
        field.press(&KeyPress::Pause);
        let notice = field.notice.clone().unwrap_or_default();
        assert!(notice.contains("an arrow marks one"), "{notice}");
        assert_eq!(field.offers.len(), 4, "all of them are still there");
    }
}

#[test]
fn a_line_completes_what_the_log_knows() {
    let known = ROLES.map(str::to_owned);
    for (standing, keys, expected) in [
        ("", "⏎", ""),
        ("", "New Role⏎", "New Role"),
        ("", "↓⏎", "Staff Platform Engineer"),
        ("", "↓↓⏎", "SRE"),
        ("", "↓↑⏎", ""),
        ("", "st⇥⏎", "Staff Platform Engineer"),
        ("", "st→⏎", "Staff Platform Engineer"),
        ("", "writer⇥⏎", "Staff Writer"),
        ("", "sre⏎", "sre"),
        ("", "⇥⏎", "Staff Platform Engineer"),
        ("SRE", "⏎", "SRE"),
        ("SRE", "⌧⏎", ""),
        ("Zé", "⏎", "Zé"),
    ] {
        assert_eq!(
            press(&line(&known, standing), keys),
            text(expected),
            "{keys}"
        );
    }
    let suggesting = ask(
        PromptKind::Line {
            suggested: Some("c-7f3k".to_owned()),
            is_needed: false,
            today: None,
            known: &[],
        },
        Response::default(),
    );
    assert_eq!(
        press(&suggesting, "⏎"),
        text(""),
        "the conversation takes it"
    );
    assert_eq!(press(&suggesting, "⇥!⏎"), text("c-7f3k!"));
}

#[test]
fn picks_come_in_the_order_of_picking() {
    for (by, standing, keys, expected) in [
        (By::Name, vec![], "⏎", vec![]),
        (By::Name, vec![], "2⏎1⏎⏎", vec!["equity", "benefits"]),
        (By::Name, vec![], "2,1,⏎", vec!["equity", "benefits"]),
        (By::Name, vec![], "21⏎⏎", vec!["21"]),
        (By::Name, vec![], "2⌫⏎", vec![]),
        (By::Name, vec![], "401k⏎⏎", vec!["401k"]),
        (By::Name, vec![], "sc⏎ben⏎⏎", vec!["scope", "benefits"]),
        (By::Name, vec![], "sc,ben,⏎", vec!["scope", "benefits"]),
        (By::Name, vec![], "↓↓⏎⏎", vec!["equity"]),
        (By::Name, vec![], "↓ ⏎", vec!["benefits"]),
        (By::Name, vec![], "sc⇥⏎", vec!["scope"]),
        (By::Name, vec!["scope"], "⏎", vec!["scope"]),
        (By::Name, vec!["scope", "equity"], "⌫⏎", vec!["scope"]),
        (By::Name, vec![], "1⏎1⏎⏎", vec!["benefits"]),
        (By::Name, vec![], "1⏎ben⏎⏎", vec!["benefits"]),
        (By::Name, vec![], "dog⏎⏎", vec!["dog"]),
        (By::Name, vec![], "dog⌫⌫⌫⏎", vec![]),
        (By::Meaning, vec![], "2 dogs, late⏎⏎", vec!["2-dogs,-late"]),
        (By::Meaning, vec![], "eq⏎⏎", vec!["equity"]),
    ] {
        // Two are the most here.
        let prompt = pick(by, 2, &standing);
        assert_eq!(press(&prompt, keys), picked(&expected), "{keys}");
    }
}

#[test]
fn a_third_of_two_is_refused_with_a_word() {
    let prompt = pick(By::Name, 2, &["benefits", "equity"]);
    let mut field = PromptField::new(&prompt);
    assert_eq!(field.offers.len(), 3, "the list stays as it is");
    for key in keys("sc⏎") {
        field.press(&key);
    }
    assert_eq!(field.notice.as_deref(), Some("2 are enough; Enter goes on"));
    assert_eq!(field.picked, ["benefits", "equity"]);
    field.press(&KeyPress::Backspace);
    assert_eq!(field.notice.as_deref(), Some("equity is taken back"));
    for key in keys("benefits⏎") {
        field.press(&key);
    }
    let notice = field.notice.as_deref();
    assert_eq!(notice, Some("benefits is picked already"));
}

#[test]
fn only_what_is_plain_is_marked_and_a_new_word_takes_one_enter() {
    let offers = |words: &str, _: &[String]| {
        let offer = |slug: &str| Offer::new(slug, "about it");
        let new = Offer {
            is_new: true,
            ..Offer::new("of-a-kind", "a new word")
        };
        let plain = Offer {
            is_plain: true,
            ..offer("late")
        };
        match words {
            "plain" => vec![plain, offer("slow"), new],
            "weak" => vec![new, offer("late"), offer("slow")],
            _ => vec![offer("late"), offer("slow")],
        }
    };
    let prompt = ask(
        PromptKind::Pick {
            most: 5,
            by: By::Meaning,
            offers: Box::new(offers),
        },
        Response::default(),
    );
    for (keys, expected) in [
        ("plain⏎⏎", "late"),
        ("weak⏎⏎", "of-a-kind"),
        ("weak↓⏎⏎", "late"),
        ("none⏎↓⏎⏎", "late"),
    ] {
        assert_eq!(press(&prompt, keys), picked(&[expected]), "{keys}");
    }
    assert_eq!(press(&prompt, "none⏎"), Pressed::Seen);
}

#[test]
fn sentences_take_everything_but_the_keys_that_leave() {
    let prompt = ask(PromptKind::Text, Response::text("I"));
    assert_eq!(
        press(&prompt, " waited.␊And 2.⏎"),
        text("I waited.\nAnd 2.")
    );
    assert_eq!(press(&prompt, "⌘"), Pressed::Editor);
    assert_eq!(press(&prompt, "x"), Pressed::Changed);
    assert_eq!(press(&prompt, "↑"), Pressed::Seen);
}

#[test]
fn leaving_and_going_back_keep_what_stands_there() {
    let so_far = |text: &str, picked: &[&str]| Response {
        text: text.to_owned(),
        picked: picked.iter().map(|one| (*one).to_owned()).collect(),
    };
    for (prompt, keys, expected) in [
        (
            ask(PromptKind::Text, Response::default()),
            "half␃",
            Heard::Left(so_far("half", &[])),
        ),
        (
            ask(PromptKind::Text, Response::default()),
            "half⎋",
            Heard::Back(so_far("half", &[])),
        ),
        (
            ask(PromptKind::Text, Response::default()),
            "␄",
            Heard::Left(so_far("", &[])),
        ),
        (
            pick(By::Name, 5, &[]),
            "2⏎wor␃",
            Heard::Left(so_far("wor", &["equity"])),
        ),
        (
            pick(By::Meaning, 5, &["scope"]),
            "⎋",
            Heard::Back(so_far("", &["scope"])),
        ),
        (choose("withdrew"), "off⎋", Heard::Back(Response::default())),
        (line(&[], ""), "SR␃", Heard::Left(so_far("SR", &[]))),
    ] {
        assert_eq!(press(&prompt, keys), Pressed::Heard(expected), "{keys}");
    }
}

#[test]
fn control_d_in_the_middle_deletes_and_leaves_nobody() {
    let prompt = ask(PromptKind::Text, Response::text("ab"));
    let mut field = PromptField::new(&prompt);
    field.press(&KeyPress::Home);
    assert_eq!(field.press(&KeyPress::Finish), Pressed::Changed);
    assert_eq!(field.editor.text(), "b");
}
