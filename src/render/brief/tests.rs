use super::*;
use crate::model::{Day, Id, Span};
use crate::patterns::{
    Ball, Level, Mirrored, Priorities, Promise, Promises, Settings, ToAsk, Trend, Unmatched, Wall,
};

const LOOK: Look = Look {
    width: Some(80),
    color: false,
    unicode: true,
};

fn ids(count: usize) -> Vec<Id> {
    (0..count)
        .map(|number| Id::from_stem(&format!("n{number}")))
        .collect()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// As much of everything as a log can hold, each as long as it gets.
fn fullest() -> (Brief, Asked<'static>) {
    let long = "something-very-long-was-lost-again";
    let day = day("2026-11-20");
    let promised = |slug: String, party| Promised {
        slug,
        party,
        promises: Promises {
            made: 3,
            latest: Some(Promise {
                id: ids(1).remove(0),
                day,
            }),
            exposures: 10,
            dropped_since: 2,
            came_back: 12,
            last_came_back: Some(day),
            partly: vec![format!("{long}-too")],
        },
        id: ids(1).remove(0),
        day,
        next: "Say it. ".repeat(40),
    };
    let again = (0..5).map(|number| Again {
        ball: Ball {
            slug: format!("{long}-{number}"),
            party: Party::Candidate,
            declared: false,
            level: Level::Recurring,
            ids: ids(100),
            days: vec![day; 100],
            of: 1000,
            was_ids: Vec::new(),
            was_of: 0,
            was_recurring: false,
            known_before: false,
            trend: Trend::Steady,
            evidence: None,
            first: day,
            last: day,
            roles: 1,
            promises: Promises::default(),
        },
        mirrors: vec![Mirrored {
            slug: format!("{long}-mirror"),
            party: Party::Recruiter,
            ids: ids(10),
        }],
        promised: Some(promised(format!("{long}-{number}"), Party::Candidate)),
    });
    let others = Party::ALL.into_iter().flat_map(|party| {
        (0..9).map(move |number| promised(format!("{long}-other-{number}"), party))
    });
    let again: Vec<_> = again.collect();
    let listed = again.iter().filter_map(|one| one.promised.clone());
    let wall = |number: usize| Wall {
        role: Some(format!(
            "Principal {} Engineer {number}",
            "Platform ".repeat(9)
        )),
        team: None,
        stage: "a-stage-of-our-own".to_owned(),
        since: day,
        ids: ids(number),
        outcome: "rejected".to_owned(),
        party: Party::Manager,
    };
    let wanted = (0..5).map(|number| Unmatched {
        slug: format!("{long}-{number}"),
        ids: ids(3),
    });
    let brief = Brief {
        settings: Settings {
            window: Span {
                since: day,
                until: day,
            },
            threshold: 3,
        },
        ids: ids(4),
        promised: listed.chain(others).collect(),
        again,
        priorities: Priorities {
            ids: ids(9),
            wanted_not_pitched: wanted.collect(),
            ..Priorities::default()
        },
        walls: vec![wall(4), wall(3), wall(3)],
        ask: Party::ALL
            .map(|party| ToAsk {
                party,
                slug: Some(long.to_owned()),
                text: "What of this? ".repeat(20).trim().to_owned(),
            })
            .into(),
        too_few: true,
    };
    let asked = Asked {
        query: "role:platform stage:a-stage-of-our-own outcome:rejected",
        role: Some(format!("Principal {} Engineer", "Platform ".repeat(9))),
        team: Some("infrastructure and developer experience".to_owned()),
        stage: Some("a-stage-of-our-own".to_owned()),
        asks_more: true,
        default_days: true,
        steps: vec![
            Step {
                without: vec![],
                post_mortems: 2,
            },
            Step {
                without: vec!["role"],
                post_mortems: 4,
            },
        ],
        wishes_without: vec!["role", "team"],
    };
    (brief, asked)
}

#[test]
fn the_fullest_page_fits_a_small_terminal_with_room_for_the_prompt() {
    let (mut brief, asked) = fullest();
    let fits = |brief: &Brief| {
        let text = brief_page(brief, &asked, LOOK);
        assert!(text.lines().count() <= 23, "{text}");
        for line in text.lines() {
            assert!(line.width() <= 80, "{line}");
        }
        text
    };
    let text = fits(&brief);
    for needed in [
        "1 something",
        "5 something",
        "Wanted",
        "Wall: 4",
        "manager    What",
        "recruiter  What",
    ] {
        assert!(text.contains(needed), "{needed}:\n{text}");
    }
    // Whatever is missing: what is there is whole as far as there is room.
    brief.again.truncate(2);
    assert!(fits(&brief).contains("\"Say it. Say it."));
    brief.promised.clear();
    brief.walls.clear();
    fits(&brief);
    brief.again.clear();
    assert!(fits(&brief).contains("Nobody dropped a ball there."));
}

#[test]
fn no_width_panics_or_is_exceeded_and_a_pipe_gets_everything() {
    let (brief, asked) = fullest();
    for width in 1..200 {
        let look = Look {
            width: Some(width),
            ..LOOK
        };
        let text = brief_page(&brief, &asked, look);
        for line in text.lines().filter(|_| width >= 20) {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
    let look = Look {
        width: None,
        ..LOOK
    };
    let piped = brief_page(&brief, &asked, look);
    assert!(piped.contains(&"Say it. ".repeat(40).trim().to_owned()));
    assert_eq!(piped.matches("Wall: ").count(), 3);
}

#[test]
fn nothing_from_a_file_is_obeyed() {
    let (mut brief, mut asked) = fullest();
    asked.role = Some("\u{1b}[2J<b>*x*".to_owned());
    brief.again[0].ball.slug = "a\u{202e}|b".to_owned();
    for promised in [
        &mut brief.promised[0],
        brief.again[1].promised.as_mut().unwrap(),
    ] {
        promised.next = "first\nsecond \u{7}".to_owned();
    }
    let page = brief_page(
        &brief,
        &asked,
        Look {
            width: None,
            ..LOOK
        },
    );
    let markdown = brief_markdown(&brief, &asked);
    for text in [&page, &markdown] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text}");
        assert!(text.contains("first second"), "{text}");
    }
    assert!(!markdown.contains("<b>"), "{markdown}");
    let json = brief_json(&brief, &asked);
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["balls"][0]["slug"], "a\u{202e}|b");
    assert!(!json.contains('\u{202e}'));
}

#[test]
fn a_promise_is_told_by_what_became_of_it() {
    let told = |made, exposures, dropped_since, came_back| {
        state(&Promises {
            made,
            exposures,
            dropped_since,
            came_back,
            ..Promises::default()
        })
    };
    for (told, expected) in [
        (told(0, 0, 0, 0), ""),
        (told(1, 0, 0, 0), "untested"),
        (told(1, 2, 0, 0), "held 2 of 2 so far"),
        (told(2, 5, 0, 0), "holding 5 of 5"),
        (told(2, 4, 1, 2), "came back twice, held 3 of 4 since"),
        (told(2, 0, 0, 1), "came back once, untested since"),
    ] {
        assert_eq!(told, expected);
    }
}
