//! What an export is packed in, and what stands beside it: archives, workbooks, streams of
//! connectors, pages, side files; and what of it is asked for (`--limit`, `--until`).

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::{HIRELOG, Ran, Sandbox};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn row(id: u64, day: &str, stage: &str) -> Value {
    json!({
        "id": id, "status": "rejected", "rejected_at": format!("{day}T12:00:00Z"),
        "jobs": [{ "name": "Analyst" }], "current_stage": { "name": stage },
        "rejection_reason": { "name": "Culture", "type": { "name": "We rejected them" } },
    })
}

pub fn import(sandbox: &Sandbox, file: &str, arguments: &[&str]) -> Ran {
    let mut command = sandbox.command(HIRELOG);
    let system = if file.contains("csv") || file.contains("xlsx") {
        "csv"
    } else {
        "greenhouse"
    };
    command.args(["import", file, "--from", system]);
    sandbox.run(command.args(arguments))
}

/// An archive of these entries.
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub const TABLE: &[u8] =
    b"Application ID,Date,Outcome,Stage,Job\n1,2026-10-01,rejected,Onsite,Analyst\n";

#[test]
fn limit_takes_what_is_most_worth_a_look_and_until_what_ended_by_then() {
    let sandbox = Sandbox::with_log();
    let rows = [
        row(1, "2026-10-01", "Onsite"),
        row(2, "2026-10-02", "Technical interview"),
        json!({ "id": 3, "status": "rejected", "rejected_at": "2026-10-03T12:00:00Z", "jobs": [{ "name": "Analyst" }],
            "rejection_reason": { "name": "Offer declined", "type": { "name": "They rejected us" } } }),
        row(4, "2026-11-04", "Onsite"),
    ];
    sandbox.put("work/a.json", Value::Array(rows.to_vec()).to_string());
    let days = |ran: Ran| -> Vec<String> {
        let text = ran.ok();
        let mut days: Vec<_> = text.lines().map(|line| line[..10].to_owned()).collect();
        days.sort();
        days
    };
    let plan = |more: &[&str]| days(import(&sandbox, "a.json", &[&["--dry-run"], more].concat()));
    assert_eq!(plan(&["--limit", "2"]), ["2026-10-03", "2026-11-04"]);
    assert_eq!(
        plan(&["--until", "2026-10-02"]),
        ["2026-10-01", "2026-10-02"]
    );
    assert_eq!(
        plan(&["--since", "2026-10", "--until", "2026-10", "--limit", "1"]),
        ["2026-10-03"]
    );
    assert_eq!(plan(&["--limit", "0"]), [""; 0]);
    let ran = import(&sandbox, "a.json", &["--limit", "2"]);
    assert!(ran.stderr.contains("wrote 2, 2 beyond --limit"), "{ran:?}");
    assert_eq!(sandbox.logged().len(), 2);
    // The rest is there for the next time.
    assert_eq!(import(&sandbox, "a.json", &[]).ok().lines().count(), 2);
    let said = import(&sandbox, "a.json", &["--until", "someday"]).failed(2);
    assert!(said.contains("--until names no day"), "{said}");
}

#[test]
fn records_of_several_streams_are_told_apart() {
    let airbyte = |stream: &str, data: Value| json!({ "record": { "data": data, "emitted_at": 1, "stream": stream }, "type": "RECORD" });
    let singer = |stream: &str, record: Value| json!({ "record": record, "stream": stream, "type": "RECORD" });
    let mut one = row(1, "2026-10-01", "Onsite");
    one["jobs"] = Value::Null;
    one["job_id"] = json!(7);
    for record in [&airbyte as &dyn Fn(&str, Value) -> Value, &singer] {
        let sandbox = Sandbox::with_log();
        let lines = [
            json!({ "type": "LOG", "log": { "level": "INFO", "message": "Zz" } }),
            record("applications", one.clone()),
            record(
                "jobs",
                json!({ "id": 7, "name": "Data Analyst", "status": "open", "confidential": false }),
            ),
            record(
                "candidates",
                json!({ "id": 9, "status": "rejected", "first_name": "Zz" }),
            ),
            json!({ "type": "STATE", "state": { "data": {} } }),
        ];
        let text = lines
            .iter()
            .fold(String::new(), |text, line| format!("{text}{line}\n"));
        sandbox.put("work/a.jsonl", text);
        let ran = import(&sandbox, "a.jsonl", &[]);
        assert!(ran.stderr.contains("2 records of other streams"), "{ran:?}");
        assert!(ran.stderr.contains("1 application: wrote 1"), "{ran:?}");
        assert!(ran.stderr.contains("1 Data Analyst"), "{ran:?}");
        ran.ok();
    }
}

#[test]
fn a_page_that_says_there_is_more_is_named() {
    let sandbox = Sandbox::with_log();
    let page = |more: bool| json!({ "success": true, "results": [row(1, "2026-10-01", "Onsite")], "moreDataAvailable": more });
    for (text, says_more) in [
        (page(true).to_string(), true),
        (page(false).to_string(), false),
        (format!("{}\n{}\n", page(true), page(false)), false),
    ] {
        sandbox.put("work/a.json", text);
        let ran = import(&sandbox, "a.json", &["--dry-run"]);
        assert_eq!(
            ran.stderr.contains("a page that says there are more"),
            says_more,
            "{ran:?}"
        );
    }
}

#[test]
fn a_torn_file_among_several_refuses_all_of_them() {
    let sandbox = Sandbox::with_log();
    let lines = format!(
        "{}\n{}\n",
        row(1, "2026-10-01", "Onsite"),
        row(2, "2026-10-02", "Onsite")
    );
    let page = json!([row(3, "2026-10-03", "Onsite")]).to_string();
    let torn = &lines[..lines.len() - 20];
    sandbox.put("work/export/a.jsonl", &lines);
    sandbox.put("work/export/b.json", &page);
    sandbox.put("work/export/c.jsonl", torn);
    let said = import(&sandbox, "export", &[]).failed(2);
    assert!(
        said.contains("c.jsonl: the file ends in the middle of line 2"),
        "{said}"
    );
    let archive = |third: &[u8]| {
        zipped(&[
            ("Jo Bloggs.jsonl", lines.as_bytes()),
            ("b.json", page.as_bytes()),
            ("c.jsonl", third),
        ])
    };
    sandbox.put("work/export.zip", archive(torn.as_bytes()));
    let said = import(&sandbox, "export.zip", &[]).failed(2);
    assert!(
        said.contains("export.zip, file 3: the file ends in the middle of line 2"),
        "{said}"
    );
    assert!(!said.contains("Bloggs"), "{said}");
    sandbox.put(
        "work/export.zip",
        archive(&page.as_bytes()[..page.len() - 9]),
    );
    import(&sandbox, "export.zip", &[]).failed(2);
    assert_eq!(sandbox.logged().len(), 0);
    // Whole, each row has its place in its own file.
    sandbox.put(
        "work/export.zip",
        archive(b"{\"id\": 5, \"status\": \"rejected\"}\n{\"id\": 6\n"),
    );
    let ran = import(&sandbox, "export.zip", &[]);
    assert!(ran.stderr.contains("export.zip, file 3: line 2"), "{ran:?}");
    assert_eq!(sandbox.logged().len(), 3);
}

#[test]
fn private_candidates_are_left_out_and_confidential_roles_not_told() {
    let sandbox = Sandbox::with_log();
    let mut one = row(1, "2026-10-01", "Onsite");
    one["is_private"] = json!(true);
    sandbox.put(
        "work/a.json",
        json!([one, row(2, "2026-10-02", "Onsite")]).to_string(),
    );
    let candidates = json!([
        { "id": 7, "applications": [row(3, "2026-10-03", "Onsite")], "is_private": true },
        { "id": 8, "is_private": false, "applications": [row(4, "2026-10-04", "Onsite")] },
    ]);
    sandbox.put("work/b.json", candidates.to_string());
    sandbox.put(
        "work/c.csv",
        "Application ID,Date,Outcome,Stage,Job,Is Private,Confidential\n5,2026-10-05,rejected,Onsite,Head of Secrets,No,Yes\n6,2026-10-06,rejected,Onsite,Analyst,Yes,No\n",
    );
    for (file, count) in [("a.json", 1), ("b.json", 1), ("c.csv", 1)] {
        let ran = import(&sandbox, file, &[]);
        assert!(ran.stderr.contains("1 private there"), "{file}: {ran:?}");
        assert_eq!(ran.ok().lines().count(), count, "{file}");
    }
    let listed = sandbox.hirelog(["list"]).ok();
    assert!(
        !listed.contains("Secrets") && listed.contains("2026-10-05"),
        "{listed}"
    );
    assert!(
        !listed.contains("2026-10-01") && !listed.contains("2026-10-03"),
        "{listed}"
    );
}

/// A workbook of sheets, each of rows of text, with cells that are merged.
pub fn workbook(sheets: &[(&str, &[&[&str]])], merged: &str) -> Vec<u8> {
    let merged = { merged.split_whitespace() }.map(|cells| format!("<mergeCell ref=\"{cells}\"/>"));
    let merged: String = merged.collect();
    let mut named = String::new();
    let mut related = String::new();
    let mut entries = Vec::new();
    for (number, (name, rows)) in (1..).zip(sheets) {
        write!(
            named,
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"
        )
        .unwrap();
        let kind = match *name {
            "Chart" => "chartsheet",
            _ => "worksheet",
        };
        write!(related, "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{kind}s/sheet{number}.xml\"/>").unwrap();
        let mut data = String::new();
        for (at, row) in (1..).zip(*rows) {
            write!(data, "<row r=\"{at}\">").unwrap();
            for (column, cell) in ('A'..).zip(*row) {
                write!(
                    data,
                    "<c r=\"{column}{at}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"
                )
                .unwrap();
            }
            data += "</row>";
        }
        let sheet = format!(
            "<{kind} xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></{kind}>"
        );
        entries.push((format!("xl/{kind}s/sheet{number}.xml"), sheet));
    }
    entries.push(("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{named}</sheets></workbook>")));
    entries.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>")));
    entries.push((
        "_rels/.rels".to_owned(),
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
    ));
    entries.push((
        "[Content_Types].xml".to_owned(),
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
            .to_owned(),
    ));
    let entries: Vec<_> = entries
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    zipped(&entries)
}

#[test]
fn of_several_sheets_one_is_named() {
    let sandbox = Sandbox::with_log();
    const HEAD: &[&str] = &["Application ID", "Date", "Outcome", "Stage", "Job"];
    let one: &[&[&str]] = &[HEAD, &["1", "2026-10-01", "rejected", "Onsite", "Analyst"]];
    let two: &[&[&str]] = &[HEAD, &["2", "2026-10-02", "rejected", "Onsite", "Clerk"]];
    sandbox.put(
        "work/a.xlsx",
        workbook(&[("Q3", one), ("Zz Jo", two), ("empty", &[])], ""),
    );
    let said = import(&sandbox, "a.xlsx", &["--dry-run"]).failed(2);
    assert!(
        said.contains("2 sheets of the workbook hold something") && said.contains("--sheet NAME"),
        "{said}"
    );
    assert!(
        !said.contains("Zz") && said.contains(": \"Q3\", 1 not shown"),
        "{said}"
    );
    for (sheet, day) in [("Q3", "2026-10-01"), ("Zz Jo", "2026-10-02")] {
        let plan = import(&sandbox, "a.xlsx", &["--dry-run", "--sheet", sheet]).ok();
        assert!(plan.starts_with(day), "{plan}");
    }
    for sheet in ["empty", "Q4"] {
        let said = import(&sandbox, "a.xlsx", &["--dry-run", "--sheet", sheet]).failed(2);
        assert!(said.contains("no such sheet, or it is empty"), "{said}");
    }
    let charted: &[(&str, &[&[&str]])] = &[("Q3", one), ("empty", &[]), ("Chart", &[])];
    sandbox.put("work/a.xlsx", workbook(charted, ""));
    assert!(
        import(&sandbox, "a.xlsx", &["--dry-run"])
            .ok()
            .starts_with("2026-10-01")
    );
}

#[test]
fn what_a_label_means_is_asked_once_and_kept() {
    let desk = Desk::new();
    let sandbox = &desk.sandbox;
    let mut rows: Vec<_> = (1..=3)
        .map(|id| row(id, "2026-10-01", "Deep dive"))
        .collect();
    for row in &mut rows {
        row["rejection_reason"] = json!({ "name": "Timing", "type": { "name": "None specified" } });
    }
    rows.extend((4..=6).map(|id| row(id, "2026-10-02", "Deep dive")));
    sandbox.put("work/a.json", Value::Array(rows).to_string());
    sandbox.put(
        "work/hirelog.toml",
        "schema = 1\n[import.stages] # ours\n\"Chat\" = \"screen\"\n",
    );
    let mut talk = desk.hirelog("import a.json --from greenhouse");
    talk.see("What does \"Timing\" mean there? (3 applications)")
        .keys("4\r");
    talk.see("What does \"Deep dive\" mean there? (3 applications)")
        .keys("4\r");
    talk.see("hirelog.toml gets these lines")
        .see("Write them?")
        .keys("2\r");
    talk.see("6 applications: wrote 6");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(
        sandbox.read("work/hirelog.toml"),
        "schema = 1\n[import.stages] # ours\n\"Deep dive\" = \"first-interview\"\n\"Chat\" = \"screen\"\n\n[import.outcomes]\n\"Timing\" = \"withdrew\"\n"
    );
    assert_eq!(
        sandbox
            .hirelog(["list", "outcome:withdrew", "stage:first-interview"])
            .ok()
            .lines()
            .count(),
        3
    );
}
