mod cells;
mod labels;
mod systems;

use super::*;
use crate::model::Day;
use crate::vocabulary::{TeamWords, Vocabulary};
use chrono::{DateTime, Datelike};
use std::io;

fn utc(seconds: i64) -> Option<Day> {
    let date = DateTime::from_timestamp(seconds, 0)?.date_naive();
    Day::new(date.year(), date.month(), date.day())
}

fn calendar() -> Calendar<'static> {
    let today = Day::parse("2026-11-20").unwrap();
    Calendar { zone: &utc, today }
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
        calendar: calendar(),
        columns,
        words: &words,
    };
    let mut lines = Vec::new();
    let survey = reader.survey(text.as_ref());
    let read = survey.and_then(|survey| {
        reader.rows(&survey, text.as_ref(), &mut |row| {
            lines.push(line(&judge, row).unwrap_or_else(|why| format!("bad: {why}")));
            ControlFlow::Continue(())
        })
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
        ApplicationEnd::Skip(skip) => format!("skip: {}", skip.as_str()),
        ApplicationEnd::Unclear { why, .. } => format!("unclear: {why}"),
        ApplicationEnd::Ended { outcome, day } => {
            let skeleton = judge.skeleton(&application, &outcome, day)?;
            let stage = skeleton.post_mortem.stage.unwrap_or("-".into());
            format!(
                "{day} {outcome} {stage} {}",
                match skeleton.labels.iter().all(|label| looks_free(label)) {
                    true => "-".to_owned(),
                    false => skeleton.labels.join("; "),
                }
            )
        }
    })
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
    assert_eq!(
        lines[2],
        "bad: record 2 (line 4, .[0]): a number, not an application"
    );
    assert_eq!(
        lines[3],
        "bad: record 3 (line 4, .[1]): null, not an application"
    );

    let array = rows(format!(
        "\u{feff} [{good}, 7, {{}}, {{\"id\": [], \"status\": \"active\"}}, {good}]"
    ));
    assert_eq!(
        array,
        [
            active,
            "bad: record 2 (.[1]): a number, not an application",
            "bad: record 3 (.[2]): it has no `id`",
            "bad: record 4 (.[3]): it has no `id`",
            active
        ]
    );
    let torn = rows(format!("[{good}, {good}, {{\"id\": 3"));
    assert_eq!(torn[..2], [active, active]);
    assert!(
        torn[2].contains("the file ends in the middle at line 1, column"),
        "{torn:?}"
    );
    assert_eq!(rows(String::new()), ["stopped: the file is empty"]);
    assert!(rows("\u{feff}<html>".to_owned())[0].starts_with("stopped: it is a web page"));
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
        calendar: calendar(),
        columns: Box::leak(Box::default()),
        words: &words,
    };
    let mut count = |_| {
        rows += 1;
        ControlFlow::Continue(())
    };
    let json = Survey(None);
    let stopped = reader(System::Greenhouse)
        .rows(&json, endless, &mut count)
        .unwrap_err();
    assert!(stopped.what.contains("more than 4 MiB"), "{stopped:?}");
    let start = "date,outcome\n2026-01-01,rejected\n2026-01-02,\"".as_bytes();
    let stopped = reader(System::Csv)
        .survey(start.chain(io::repeat(b'x')))
        .unwrap_err();
    assert!(stopped.what.contains("4 MiB"), "{stopped:?}");
    assert_eq!(rows, 1);
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
        calendar: calendar(),
        columns: &Columns::default(),
        words: &words,
    };
    for (pages, count, more) in [(page(true) + &page(false), 2, false), (page(true), 1, true)] {
        let mut places = Vec::new();
        let ending = reader.rows(&Survey(None), pages.as_bytes(), &mut |row| {
            places.push(row.place.to_string());
            ControlFlow::Continue(())
        });
        assert_eq!(ending.unwrap().more_pages, more);
        let expected = ["record 1 (.results[0])", "record 2 (page 2, .results[0])"];
        assert_eq!(places, expected[..count]);
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
    assert!(read(&odd, &[])[0].contains("no column seems to hold the day it ended"));
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
        old[0].contains("column 3 is not UTF-8 (byte 0xe9), and nothing says which encoding it is"),
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
    // Also where the built-in list would know better, and whichever column has the word.
    let team = TeamLabels::new(
        &[],
        &[
            pair("Hired", ""),
            pair("Offer accepted then withdrew", "withdrew"),
            pair("Test candidate", "rejected"),
            pair("Spam", "withdrew"),
            pair("Screening", "unresponsive"),
        ],
    );
    let words = "Hired\nOffer accepted then withdrew\nTest candidate\nSpam\nScreening\n";
    for header in ["outcome", "status"] {
        let rows = words.lines().map(|word| format!("2026-09-01,{word}\n"));
        let text = format!("date,{header}\n{}", rows.collect::<String>());
        let (files, columns) = (SideFiles::default(), Columns::default());
        let rows = verdicts_with(System::Csv, text, &files, &columns, &team);
        let ends: Vec<_> = rows
            .iter()
            .map(|row| row.split(' ').nth(1).unwrap())
            .collect();
        assert_eq!(
            ends,
            ["left", "withdrew", "rejected", "withdrew", "unresponsive"],
            "{header}"
        );
    }
}
