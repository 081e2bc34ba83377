//! What each system exports, and what becomes of it.

use super::{calendar, verdicts};
use crate::import::{SideFile, SideFiles, System};
use serde_json::json;

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
            "unclear: its reason does not say how it ended",
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
        .add(SideFile::Offers, file.to_string().as_bytes(), calendar())
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
    assert_eq!(
        files
            .add(SideFile::Rejections, rejections.as_bytes(), calendar())
            .unwrap(),
        1
    );
    assert_eq!(
        files
            .add(SideFile::Reasons, reasons.as_bytes(), calendar())
            .unwrap(),
        1
    );
    let row = json!({ "id": 7, "status": "rejected", "rejected_at": "2026-10-01T12:00:00Z", "stage_name": "Onsite" });
    let expected = "2026-10-01 withdrew final-loop Salary expectations too high";
    assert_eq!(greenhouse(&row, &files), expected);
}

#[test]
fn lever_reasons_are_texts_of_a_second_file() {
    let mut files = SideFiles::default();
    let reasons = json!({ "data": [
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab42", "text": "Withdrew", "type": "non-hired" },
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab43", "text": "Welcome!", "type": "hired" },
        { "id": "63dd55b2-a99f-4e7b-985f-22c7bf80ab44", "text": "Declined offer", "type": "non-hired" },
    ] });
    files
        .add(
            SideFile::Reasons,
            reasons.to_string().as_bytes(),
            calendar(),
        )
        .unwrap();
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
            "unclear: its reason does not say how it ended",
        ),
    ] {
        assert_eq!(row(kind, history), expected);
    }
}
