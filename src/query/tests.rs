use super::*;
use crate::model::{Entry, Fact, Fit, Id, Party, PostMortem, TextList};
use crate::vocabulary::{TeamWords, Vocabulary};

fn vocabulary() -> Vocabulary {
    Vocabulary::new(TeamWords::default())
}

fn today() -> Day {
    Day::parse("2026-11-20").unwrap()
}

fn query(text: &str) -> Result<Query, Vec<QueryError>> {
    let words: Vec<String> = text.split('|').map(str::to_owned).collect();
    Query::parse(&words, &vocabulary(), today())
}

fn entry() -> Entry {
    let mut post_mortem = PostMortem::new(Day::parse("2026-11-14").unwrap(), "offer-declined");
    post_mortem.stage = Some("offer".into());
    post_mortem.role = Some("Staff Platform Engineer".into());
    post_mortem.fit = Some(Fit::Mismatch);
    post_mortem.wanted = TextList::from_iter(["benefits"]);
    post_mortem.tldr = Some("Chose a public company.".into());
    post_mortem.hold = Some("claim pending".into());
    let manager = post_mortem.section_mut(Party::Manager);
    manager.by = Some(Party::Recruiter);
    manager.owned = "I led with EQUITY.".into();
    manager.dropped = Some(TextList::from_iter(["Scorecards still missing"]));
    manager.scratch_list = Some(TextList::from_iter(["feedback-late"]));
    manager.scratch_day = Day::parse("2026-11-20");
    Entry {
        id: Id::from_stem("2026-11-14-staff-platform-engineer-k7f3q"),
        path: "logs/2026/2026-11-14-staff-platform-engineer-k7f3q.toml".to_owned(),
        log: None,
        post_mortem: post_mortem.into(),
        imported: false,
    }
}

#[test]
fn terms_match_as_the_manual_says() {
    let (entry, vocabulary) = (entry(), vocabulary());
    for (text, expected) in [
        ("", true),
        ("equity", true),
        ("equity|public", true),
        ("equity|private", false),
        ("outcome:offer-declined", true),
        ("outcome:accepted,offer_declined", true),
        ("-outcome:accepted", true),
        ("-outcome:offer-declined", false),
        ("stage:Offer", true),
        ("role:platform engineer", true),
        ("role:backend", false),
        ("no:team", true),
        ("no:role", false),
        ("-no:role", true),
        ("fit:mismatch", true),
        ("dropped:feedback-late", true),
        ("dropped:scorecards still missing", true),
        ("party:manager", true),
        ("party:candidate,recruiter", false),
        ("by:recruiter", true),
        ("by:manager", false),
        ("wanted:benefits", true),
        ("no:pitched", true),
        ("id:k7f", true),
        ("id:2026-11-14", true),
        ("since:2026-11-14|until:2026-11-14", true),
        ("since:6d", false),
        ("since:7d", true),
        ("until:7d", false),
        ("since:last-week|until:last-week", true),
        ("10:30", false),
        ("-x", false),
        ("offer declined", true),
        ("offer-declined", true),
        ("declined", true),
        ("turned us down", true),
        ("platform-engineer", true),
        ("feedback late", true),
        // The file calls it otherwise; the pages show the slug.
        ("feedback", true),
        ("k7f3q", true),
        ("mismatch", true),
        ("recruiter", true),
        ("role:\"platform engineer\"", true),
        ("role:\"platform, engineer\"", false),
        ("role:\"platform, engineer\",engineer", true),
        ("\"public company\"", true),
        ("\"public|company\"", true),
        ("\"company public\"", false),
        ("private|OR|public", true),
        ("private|OR|cheap", false),
        ("private|OR|public|accepted", false),
        ("stage:screen|OR|stage:offer", true),
        ("NOT|private", true),
        ("NOT|public", false),
        ("NOT|private|public", true),
        ("-private", true),
        ("-public", false),
        ("-\"public company\"", false),
        ("private|OR|NOT|cheap", true),
        ("OR", true), // a word, and in "platform"
        ("not", false),
        ("\u{2212}outcome:accepted", true),
        ("Outcome:offer-declined", true),
        ("hold:PENDING", true),
        ("hold:settled", false),
        ("no:hold", false),
        ("scratch_day:2026-11", true),
        ("scratch_day:2026-10,2026-Q4", true),
        ("scratch_day:2026-11-21", false),
        ("-scratch_day:2026", false),
        ("no:scratch_day", false),
        ("scratch_list:feedback late", true),
        ("scratch_list:calibration-skipped", false),
        ("no:scratch_list", false),
        ("no:scratch", true),
    ] {
        let query = query(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(query.matches(&entry, &vocabulary), expected, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_named_with_a_way_out() {
    for (text, what, hint) in [
        (
            "outcom:x",
            "there is no field `outcom` in `outcom:x`",
            "did you mean `outcome:`?",
        ),
        (
            "no:outcome",
            "`no:outcome`: every post-mortem has an outcome",
            "",
        ),
        (
            "party:manger",
            "`manger` is not a value of `party:`",
            "did you mean `manager`? allowed: manager, candidate, recruiter",
        ),
        (
            "since:soon",
            "`soon` in `since:soon` is not a day or a span of days",
            "write 2026-11-20,",
        ),
        (
            "since:2026-12|until:2026-11",
            "nothing lies between since 2026-12-01 and until 2026-11-30",
            "swap them",
        ),
        (
            "-since:90d",
            "`-since:90d` cannot be turned round",
            "use until: instead",
        ),
        ("stage:", "`stage:` names no value", "no:stage"),
        ("stage:,", "`stage:,` names no value", "no:stage"),
        ("no:", "`no:` names no field", "no:team"),
    ] {
        let error = query(text).unwrap_err().remove(0);
        assert_eq!(error.what, what);
        assert!(error.hint.unwrap_or_default().contains(hint), "{text}");
    }
}

#[test]
fn a_value_nobody_uses_is_a_slip_and_one_the_log_uses_is_not() {
    let (mut entry, vocabulary) = (entry(), vocabulary());
    entry.post_mortem.section_mut(Party::Candidate).dropped =
        Some(TextList::from_iter(["take-home-unpaid"]));
    let entries = [entry];
    let unknown = |text: &str| -> Vec<_> {
        let unknown = query(text).unwrap().unknown_values(&entries, &vocabulary);
        unknown
            .into_iter()
            .map(|one| (one.field, one.value, one.nearest))
            .collect()
    };
    assert_eq!(unknown("dropped:take-home-unpaid"), []);
    assert_eq!(unknown("outcome:rejected"), [], "declared, merely unused");
    let slip =
        |field, value: &str, nearest: &str| (field, value.to_owned(), Some(nearest.to_owned()));
    assert_eq!(
        unknown("outcome:ofer-declined"),
        [slip(
            Field::Fact(Fact::Outcome),
            "ofer-declined",
            "offer-declined"
        )]
    );
    assert_eq!(
        unknown("dropped:take-home-unpayed"),
        [slip(
            Field::Fact(Fact::Dropped),
            "take-home-unpayed",
            "take-home-unpaid"
        )]
    );
    assert_eq!(
        unknown("role:staf platform engineer"),
        [slip(
            Field::ROLE,
            "staf platform engineer",
            "Staff Platform Engineer"
        )]
    );
}

#[test]
fn days_asked_for_replace_the_usual_window() {
    let usual = Span {
        since: Day::parse("2026-08-23").unwrap(),
        until: today(),
    };
    let span = |text: &str| {
        let span = query(text).unwrap().span_or(usual);
        format!("{}..{}", span.since, span.until)
    };
    assert_eq!(span("role:x"), "2026-08-23..2026-11-20");
    assert_eq!(span("since:30d"), "2026-10-22..2026-11-20");
    assert_eq!(
        span("since:2026-Q3|until:2026-Q3"),
        "2026-07-01..2026-09-30"
    );
    assert_eq!(
        span("until:2026-09-30"),
        "2026-07-03..2026-09-30",
        "as long as the usual one"
    );
}

#[test]
fn a_query_can_be_taken_apart() {
    let words = [
        "role:A,b",
        "-stage:offer",
        "stage:screen",
        "equity",
        "no:team",
        "since:2026-10",
    ];
    let words: Vec<_> = words.map(str::to_owned).into();
    let vocabulary = Vocabulary::new(TeamWords::default());
    let query = Query::parse(&words, &vocabulary, Day::FIRST).unwrap();
    assert_eq!(query.asked(Field::ROLE).unwrap(), ["a", "b"]);
    assert_eq!(query.asked(Field::STAGE).unwrap(), ["screen"]);
    assert_eq!(
        query.asked(Field::TEAM),
        None,
        "an empty field is none to be given up"
    );
    assert!(query.names_days() && !query.is_empty());
    let wider = query.without(&[Field::ROLE, Field::STAGE, Field::TEAM]);
    assert_eq!(
        (wider.asked(Field::ROLE), wider.asked(Field::STAGE)),
        (None, None)
    );
    assert_eq!(wider.terms.len(), 3, "what is not wanted stays: {wider:?}");
    let nothing = Query::parse(&words[5..], &vocabulary, Day::FIRST).unwrap();
    assert!(nothing.is_empty() && nothing.names_days());
}
