use super::*;
use crate::model::Day;
use crate::vocabulary::{TeamWords, Vocabulary};
use chrono::{DateTime, Datelike};
use serde_json::json;
use std::io;

fn utc(seconds: i64) -> Option<Day> {
    let date = DateTime::from_timestamp(seconds, 0)?.date_naive();
    Day::new(date.year(), date.month(), date.day())
}

/// What becomes of every row, in a line each.
fn verdicts(system: System, text: impl AsRef<[u8]>, side_files: &SideFiles) -> Vec<String> {
    verdicts_with(
        system,
        text,
        side_files,
        &Columns::default(),
        &TeamLabels::default(),
    )
}

fn verdicts_with(
    system: System,
    text: impl AsRef<[u8]>,
    side_files: &SideFiles,
    columns: &Columns,
    team: &TeamLabels,
) -> Vec<String> {
    let (words, vocabulary) = (
        ImportWords::built_in(),
        Vocabulary::new(TeamWords::default()),
    );
    let judge = OutcomeJudge {
        words: &words,
        team,
        vocabulary: &vocabulary,
    };
    let reader = ExportReader {
        system,
        side_files,
        zone: &utc,
        columns,
        words: &words,
    };
    let mut lines = Vec::new();
    let read = reader.rows(text.as_ref(), &mut |row| {
        lines.push(line(&judge, row).unwrap_or_else(|why| format!("bad: {why}")));
        ControlFlow::Continue(())
    });
    if let Err(stopped) = read {
        lines.push(format!("stopped: {}", stopped.what));
    }
    lines
}

fn line(judge: &OutcomeJudge<'_>, row: ExportRow) -> Result<String, String> {
    let application = row
        .application
        .map_err(|why| format!("{}: {why}", row.place))?;
    Ok(match judge.verdict(&application)? {
        Verdict::Skip(skip) => format!("skip: {}", skip.reason()),
        Verdict::Unclear { why, .. } => format!("unclear: {why}"),
        Verdict::Ended { outcome, day } => {
            let skeleton = judge.skeleton(&application, &outcome, day)?;
            let stage = skeleton.post_mortem.stage.unwrap_or("-".to_owned());
            format!(
                "{day} {outcome} {stage} {}",
                skeleton.label.unwrap_or("-".to_owned())
            )
        }
    })
}

fn greenhouse(row: &serde_json::Value, side_files: &SideFiles) -> String {
    let rows = verdicts(System::Greenhouse, json!([row]).to_string(), side_files);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

#[test]
fn greenhouse_outcomes_come_in_the_order_of_the_rules() {
    let none = SideFiles::default();
    let rejected = |reason: &str, side: &str| {
        let row = json!({
            "id": 1, "status": "rejected", "rejected_at": "2026-10-01T12:00:00Z",
            "current_stage": { "name": "Phone Interview" },
            "rejection_reason": { "id": 1, "name": reason, "type": { "id": 9, "name": side } },
        });
        greenhouse(&row, &none)
    };
    for (reason, side, expected) in [
        (
            "Culture",
            "We rejected them",
            "2026-10-01 rejected screen Culture",
        ),
        (
            "Culture",
            "they rejected US",
            "2026-10-01 withdrew screen Culture",
        ),
        (
            "Culture",
            "Our own type",
            "unclear: `Culture` does not say how it ended",
        ),
        (
            "Didn't like offer",
            "They rejected us",
            "2026-10-01 offer-declined offer Didn't like offer",
        ),
        (
            "Could not be contacted",
            "None specified",
            "2026-10-01 unresponsive screen Could not be contacted",
        ),
        (
            "No show for interview",
            "They rejected us",
            "2026-10-01 unresponsive screen No show for interview",
        ),
        (
            "Requisition Canceled",
            "We rejected them",
            "2026-10-01 role-closed screen Requisition Canceled",
        ),
        ("Spam", "We rejected them", "skip: spam or test"),
        ("Duplicate - merged", "None specified", "skip: duplicate"),
        (
            "Hired another candidate",
            "None specified",
            "2026-10-01 rejected screen Hired another candidate",
        ),
        // Somebody may have typed this; a list has no such entries.
        (
            "Call Jane: +49 170 1234567",
            "We rejected them",
            "2026-10-01 rejected screen -",
        ),
        (
            "jane@example.com said no",
            "They rejected us",
            "2026-10-01 withdrew screen -",
        ),
    ] {
        assert_eq!(rejected(reason, side), expected, "{reason} / {side}");
    }
}

#[test]
fn greenhouse_offers_decide_by_their_highest_version() {
    let mut offers = SideFiles::default();
    let file = json!([
        { "application_id": 1, "version": 2, "status": "rejected", "resolved_at": "2026-09-29T12:00:00Z" },
        { "application_id": 1, "version": 1, "status": "accepted", "resolved_at": "2026-09-20T12:00:00Z" },
        { "application_id": 2, "version": 10, "status": "accepted", "resolved_at": "2026-09-21T12:00:00Z" },
        { "application_id": 2, "version": 9, "status": "deprecated" },
        { "application_id": 3, "version": 1, "status": "unresolved" },
        { "nothing": 1 },
    ]);
    let used = offers
        .add_offers(file.to_string().as_bytes(), &utc)
        .unwrap();
    assert_eq!(used, 5);
    let row = |id: u32, status: &str| {
        let rejected = (status == "rejected").then_some("2026-10-01T12:00:00Z");
        json!({ "id": id, "status": status, "rejected_at": rejected,
            "rejection_reason": { "name": "Other", "type": { "name": "They rejected us" } } })
    };
    for (id, status, expected) in [
        (1, "rejected", "2026-09-29 offer-declined offer Other"),
        (1, "active", "skip: still active"),
        (2, "hired", "2026-09-21 accepted offer Other"),
        (2, "active", "2026-09-21 accepted offer Other"),
        (3, "rejected", "2026-10-01 withdrew - Other"),
        (4, "converted", "skip: never applied"),
    ] {
        assert_eq!(
            greenhouse(&row(id, status), &offers),
            expected,
            "{id} {status}"
        );
    }
    let reneged = greenhouse(&row(2, "rejected"), &offers);
    assert!(
        reneged.starts_with("unclear: the offer was accepted"),
        "{reneged}"
    );
    let undated = greenhouse(&row(4, "hired"), &offers);
    assert!(undated.contains("--offers FILE"), "{undated}");
}

#[test]
fn newer_greenhouse_exports_keep_rejections_and_reasons_apart() {
    let mut files = SideFiles::default();
    let rejections = r#"{"application_id": 7, "rejection_reason_id": 3}"#;
    let reasons = r#"{"id": 3, "name": "Salary expectations too high", "type": {"name": "They rejected us"}}"#;
    assert_eq!(files.add_rejections(rejections.as_bytes()).unwrap(), 1);
    assert_eq!(files.add_reasons(reasons.as_bytes()).unwrap(), 1);
    let row = json!({ "id": 7, "status": "rejected", "rejected_at": "2026-10-01T12:00:00Z", "stage_name": "Onsite" });
    let expected = "2026-10-01 withdrew final-loop Salary expectations too high";
    assert_eq!(greenhouse(&row, &files), expected);
}

#[test]
fn a_broken_row_costs_no_more_than_itself() {
    let good = r#"{"id": 1, "status": "active"}"#;
    let active = "skip: still active";
    let rows = |text: String| verdicts(System::Greenhouse, text, &SideFiles::default());
    let lines = rows(format!("{good}\n{{\"id\": 2, \"sta\n\n[1, null]\n{good}"));
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!((lines[0].as_str(), lines[4].as_str()), (active, active));
    assert!(
        lines[1].starts_with("bad: line 2: it ends in the middle"),
        "{lines:?}"
    );
    assert_eq!(lines[2], "bad: line 4: a number, not an application");
    assert_eq!(lines[3], "bad: line 4: null, not an application");

    let array = rows(format!(
        "\u{feff} [{good}, 7, {{}}, {{\"id\": [], \"status\": \"active\"}}, {good}]"
    ));
    assert_eq!(
        array,
        [
            active,
            "bad: .[1]: a number, not an application",
            "bad: .[2]: it has no `id`",
            "bad: .[3]: it has no `id`",
            active
        ]
    );
    let torn = rows(format!("[{good}, {good}, {{\"id\": 3"));
    assert_eq!(torn[..2], [active, active]);
    assert!(
        torn[2].contains("the file ends in the middle at line 1, column"),
        "{torn:?}"
    );
    assert_eq!(rows(String::new()), Vec::<String>::new());
    assert!(rows("\u{feff}<html>".to_owned())[0].starts_with("stopped: it is no JSON at line 1"));
    let deep = format!(
        "[{{\"id\": {}{} }}, {good}]",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    assert!(
        rows(deep)[0].starts_with("stopped: it is no JSON"),
        "no stack is blown"
    );
    let passed_over = format!(
        "[{{\"id\": 1, \"status\": \"active\", \"answers\": {}{} }}]",
        "[".repeat(5000),
        "]".repeat(5000)
    );
    assert_eq!(rows(passed_over), [active]);
    let utf16 = verdicts(
        System::Greenhouse,
        [0xff, 0xfe, b'[', 0],
        &SideFiles::default(),
    );
    assert!(utf16[0].contains("UTF-16"), "{utf16:?}");
}

#[test]
fn a_row_that_would_fill_the_memory_is_refused() {
    let start = r#"[{"id": 1, "status": "active"}, {"id": ""#.as_bytes();
    let endless = start.chain(io::repeat(b'x'));
    let mut rows = 0;
    let words = ImportWords::built_in();
    let reader = |system| ExportReader {
        system,
        side_files: Box::leak(Box::default()),
        zone: &utc,
        columns: Box::leak(Box::default()),
        words: &words,
    };
    let mut count = |_| {
        rows += 1;
        ControlFlow::Continue(())
    };
    let stopped = reader(System::Greenhouse)
        .rows(endless, &mut count)
        .unwrap_err();
    assert!(stopped.what.contains("more than 4 MiB"), "{stopped:?}");
    let start = "date,outcome\n2026-01-01,rejected\n2026-01-02,\"".as_bytes();
    let stopped = reader(System::Csv)
        .rows(start.chain(io::repeat(b'x')), &mut count)
        .unwrap_err();
    assert!(stopped.what.contains("4 MiB"), "{stopped:?}");
    assert_eq!(rows, 2);
}

#[test]
fn candidates_with_their_applications_and_pages_are_read_too() {
    let row = r#"{"id": 1, "status": "active"}"#;
    let candidates = format!(
        r#"[{{"id": 9, "first_name": "Jane", "applications": [{row}, {row}]}}, {{"id": 10, "applications": null}}]"#
    );
    assert_eq!(
        verdicts(System::Greenhouse, candidates, &SideFiles::default()).len(),
        2
    );
    let page = |more: bool| {
        format!(
            "{{\n\"results\": [{{\"id\": \"a\", \"status\": \"Active\"}}], \"moreDataAvailable\": {more}\n}}\n"
        )
    };
    let words = ImportWords::built_in();
    let reader = ExportReader {
        system: System::Ashby,
        side_files: &SideFiles::default(),
        zone: &utc,
        columns: &Columns::default(),
        words: &words,
    };
    for (pages, count, more) in [(page(true) + &page(false), 2, false), (page(true), 1, true)] {
        let mut places = Vec::new();
        let ending = reader.rows(pages.as_bytes(), &mut |row| {
            places.push(row.place.to_string());
            ControlFlow::Continue(())
        });
        assert_eq!(ending.unwrap().more_pages, more);
        assert_eq!(places, [".results[0]", "page 2, .results[0]"][..count]);
    }
}

#[test]
fn lever_reasons_are_texts_of_a_second_file() {
    let mut files = SideFiles::default();
    let reasons = json!({ "data": [
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab42", "text": "Withdrew", "type": "non-hired" },
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab43", "text": "Welcome!", "type": "hired" },
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab44", "text": "Declined offer", "type": "non-hired" },
    ] });
    files.add_reasons(reasons.to_string().as_bytes()).unwrap();
    let row = |last: char, at: serde_json::Value| {
        let text = json!({ "data": [{ "id": "o1", "stage": { "text": "On-site" },
            "archived": { "reason": format!("63dd55b2-a99f-4e7b-985f-22c7bf80ab4{last}"), "archivedAt": at } }] });
        verdicts(System::Lever, text.to_string(), &files).remove(0)
    };
    assert_eq!(
        row('2', json!(1_790_604_000_000_i64)),
        "2026-09-28 withdrew final-loop -"
    );
    assert_eq!(
        row('3', json!("1790604000000")),
        "2026-09-28 accepted offer Welcome!"
    );
    assert_eq!(
        row('4', json!("2026-09-28T10:00:00Z")),
        "2026-09-28 offer-declined offer Declined offer"
    );
    assert!(row('5', json!(0)).contains("--reasons FILE"));
    assert!(row('2', json!(true)).starts_with("bad: `archivedAt`"));
    assert!(row('2', json!(null)).starts_with("bad: nothing says on which day"));
}

#[test]
fn ashby_stages_are_read_from_the_history() {
    let row = |kind: &str, history: &[&str]| {
        let steps: Vec<_> = history
            .iter()
            .map(|title| json!({ "title": title }))
            .collect();
        let text = json!({ "results": [{ "id": "a", "status": "Archived", "archivedAt": "2026-09-28T10:00:00Z",
            "currentInterviewStage": { "title": "Archived", "type": "Archived" }, "applicationHistory": steps,
            "archiveReason": { "text": "Comp", "reasonType": kind } }] });
        verdicts(System::Ashby, text.to_string(), &SideFiles::default()).remove(0)
    };
    for (kind, history, expected) in [
        (
            "RejectedByCandidate",
            &["Recruiter Screen", "Onsite", "Archived"][..],
            "2026-09-28 withdrew final-loop Comp",
        ),
        (
            "rejected_by_org",
            &["Recruiter Screen", "Archived: Rejected"],
            "2026-09-28 rejected screen Comp",
        ),
        (
            "Rejected by organization",
            &[],
            "2026-09-28 rejected - Comp",
        ),
        (
            "Other",
            &["Onsite"],
            "unclear: `Comp` does not say how it ended",
        ),
    ] {
        assert_eq!(row(kind, history), expected);
    }
}

#[test]
fn columns_are_named_or_found() {
    let read = |text: &str, named: &[(&str, &str)]| {
        let pair = |(field, header): &(&str, &str)| ((*field).to_owned(), (*header).to_owned());
        let columns = Columns {
            named: named.iter().map(pair).collect(),
            dates: None,
        };
        verdicts_with(
            System::Csv,
            text,
            &SideFiles::default(),
            &columns,
            &TeamLabels::default(),
        )
    };
    let text = "Archive Date,Stage,Archive Reason,Job,Notes\n2026-09-01,Onsite,Withdrew,Analyst,\"a\nb\"\n2026-09-02,Offer,Offer declined,Analyst,x\n";
    let expected = [
        "2026-09-01 withdrew final-loop -",
        "2026-09-02 offer-declined offer -",
    ];
    assert_eq!(read(text, &[]), expected);
    assert_eq!(read(&text.replace(',', ";"), &[]), expected);
    assert_eq!(
        read(&format!("sep=|\r\n{}", text.replace(',', "|")), &[]),
        expected
    );
    let odd = text
        .replace("Archive Date", "When")
        .replace("Archive Reason", "Why");
    assert_eq!(
        read(&odd, &[("date", "when"), ("outcome", "Why")]),
        expected
    );
    assert!(read(&odd, &[])[0].contains("no column seems to hold how it ended"));
    assert_eq!(
        read(text, &[("role", "Jobb")]),
        ["stopped: no column is called \"Jobb\""]
    );
    let ragged = read("date,outcome\n2026-09-01,rejected,oops\n2026-09-01\n", &[]);
    assert!(
        ragged[0].contains("3 cells where the header has 2"),
        "{ragged:?}"
    );
    assert!(ragged[1].starts_with("unclear: no reason"), "{ragged:?}");
    let old = verdicts(System::Csv, b"date,outcome,role,notes\n2026-09-01,rejected,Ing\xe9nieur,x\n2026-09-01,rejected,Analyst,Ren\xe9\n", &SideFiles::default());
    assert!(
        old[0].contains("`role` is not UTF-8 (byte 0xe9), it looks like Windows-1252"),
        "{old:?}"
    );
    assert_eq!(
        old[1], "2026-09-01 rejected - -",
        "what is never read may be anything"
    );
}

#[test]
fn what_a_team_calls_its_stages_and_reasons_comes_first() {
    let pair = |there: &str, here: &str| (there.to_owned(), here.to_owned());
    let team = TeamLabels::new(
        &[pair("take-home test", "first-interview"), pair("Offer", "")],
        &[pair("Timing", "withdrew"), pair("Internal transfer", "")],
    );
    let text = "date,outcome,stage\n2026-09-01,timing,Take Home Test\n2026-09-01,Internal Transfer,x\n2026-09-01,Rejected,Offer\n2026-09-01,Rejected,Whatever\n";
    let rows = verdicts_with(
        System::Csv,
        text,
        &SideFiles::default(),
        &Columns::default(),
        &team,
    );
    assert_eq!(
        rows,
        [
            "2026-09-01 withdrew first-interview timing",
            "skip: left out by [import.outcomes]",
            "2026-09-01 rejected - -",
            "2026-09-01 rejected - -",
        ]
    );
}
