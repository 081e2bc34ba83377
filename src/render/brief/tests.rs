//! The fullest brief, and the emptiest.

use super::super::style::Look;
use super::*;
use crate::model::{Day, Id, Party, Span};
use crate::patterns::{
    Again, Ball, Brief, Change, Enders, Judged, Level, Mirrored, Priorities, Promise, Promises,
    Settings, Share, Sought, ToAsk, Trend, Unmatched, Verdict, Wall, Widened,
};
use unicode_width::UnicodeWidthStr;

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
fn fullest() -> (Brief, Sought<'static>) {
    let long = "something-very-long-was-lost-again";
    let day = day("2026-11-20");
    let promises = || Promises {
        made: 3,
        latest: Some(Judged {
            promise: Promise {
                id: ids(1).remove(0),
                day,
                text: "Say it. ".repeat(40),
                is_decided: false,
                log: None,
            },
            change: Change {
                since: Share::new(2, 10),
                before: Share::new(120, 1000),
            },
            verdict: Verdict::Early,
            partly: vec![format!("{long}-too")],
        }),
        event: None,
    };
    let ball = |slug: String, party| Ball {
        slug,
        party,
        declared: false,
        level: Level::Recurring,
        ids: ids(100),
        days: vec![day; 100],
        of: 1000,
        was_ids: Vec::new(),
        was_of: 0,
        was_recurring: false,
        trend: Trend::Steady,
        since: None,
        expected: None,
        evidence: None,
        first: day,
        last: day,
        first_ever: day,
        roles: 1,
        promises: promises(),
    };
    let again = (0..5).map(|number| Again {
        ball: ball(format!("{long}-{number}"), Party::Candidate),
        mirrors: vec![Mirrored {
            slug: format!("{long}-mirror"),
            party: Party::Recruiter,
            ids: ids(10),
        }],
        promises: promises(),
        is_promised: true,
    });
    let others = Party::ALL
        .into_iter()
        .flat_map(|party| (0..9).map(move |number| ball(format!("{long}-other-{number}"), party)));
    let again: Vec<_> = again.collect();
    let listed = again.iter().map(|one| one.ball.clone());
    let wall = |number: usize| Wall {
        role: Some(format!(
            "Principal {} Engineer {number}",
            "Platform ".repeat(9)
        )),
        team: None,
        stage: "a-stage-of-our-own".to_owned(),
        since: day,
        uncounted: None,
        ids: ids(number),
        days: vec![day; number],
        outcome: "rejected".into(),
        ended_by: Enders::Us,
        silences: 0,
        party: Party::Manager,
        by_chance: 0.18,
        is_passed: true,
        is_interrupted: false,
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
            before_promise: 2,
            threshold: 3,
            keeper: None,
        },
        query: String::new(),
        none_of: 0,
        elsewhere: 0,
        ids: ids(40),
        promised: listed.chain(others).collect(),
        again,
        priorities: Priorities {
            ids: ids(9),
            wanted_not_pitched: wanted.collect(),
            ..Priorities::default()
        },
        decided: Vec::new(),
        walls: vec![wall(4), wall(3), wall(2)],
        ask: Party::ALL
            .map(|party| ToAsk {
                party,
                slug: Some(long.to_owned()),
                text: "What of this? ".repeat(20).trim().to_owned(),
            })
            .into(),
        too_few: false,
    };
    let sought = Sought {
        query: "role:platform stage:a-stage-of-our-own outcome:rejected",
        role: Some(format!("Principal {} Engineer", "Platform ".repeat(9))),
        team: Some("infrastructure and developer experience".to_owned()),
        stage: Some("a-stage-of-our-own".to_owned()),
        asks_more: true,
        default_days: true,
        steps: vec![
            Widened {
                without: vec![],
                post_mortems: 2,
            },
            Widened {
                without: vec!["role"],
                post_mortems: 40,
            },
        ],
        wishes_without: vec!["role", "team"],
        logs: 1,
    };
    (brief, sought)
}

#[test]
fn the_fullest_page_fits_a_small_terminal_with_room_for_the_prompt() {
    let (mut brief, sought) = fullest();
    let fits = |brief: &Brief| {
        let text = brief_page(brief, &sought, LOOK);
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
        "4 losses in a row",
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
    assert!(fits(&brief).contains("No dropped ball is named."));
}

#[test]
fn no_width_panics_or_is_exceeded_and_a_pipe_gets_everything() {
    let (brief, sought) = fullest();
    for width in 1..200 {
        let look = Look {
            width: Some(width),
            ..LOOK
        };
        let text = brief_page(&brief, &sought, look);
        for line in text.lines().filter(|_| width >= 20) {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
    let look = Look {
        width: None,
        ..LOOK
    };
    let piped = brief_page(&brief, &sought, look);
    assert!(piped.contains(&"Say it. ".repeat(40).trim().to_owned()));
    assert_eq!(piped.matches("losses in a row").count(), 3);
}

#[test]
fn nothing_from_a_file_is_obeyed() {
    let (mut brief, mut sought) = fullest();
    sought.role = Some("\u{1b}[2J<b>*x*".to_owned());
    brief.again[0].ball.slug = "a\u{202e}|b".to_owned();
    for promises in [
        &mut brief.promised[0].promises,
        &mut brief.again[1].promises,
    ] {
        let latest = promises.latest.as_mut().unwrap();
        latest.promise.text = "first\nsecond \u{7}".to_owned();
    }
    let page = brief_page(
        &brief,
        &sought,
        Look {
            width: None,
            ..LOOK
        },
    );
    let markdown = brief_markdown(&brief, &sought);
    for text in [&page, &markdown] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text}");
        assert!(text.contains("first second"), "{text}");
    }
    assert!(!markdown.contains("<b>"), "{markdown}");
    let json = brief_json(&brief, &sought);
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["balls"][0]["slug"], "a\u{202e}|b");
    assert!(!json.contains('\u{202e}'));
}
