//! Tables as spreadsheets and systems save them: in which encoding, with which days, with
//! ids that were taken for numbers, with merged cells. What is certain is read; what is
//! not is asked about or refused, and everything else is written.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::exports::{import, workbook};
use crate::support::{Ran, Sandbox};

/// The days that the log holds, of rows of the same process.
fn days_of(cells: &[&str], flags: &[&str]) -> Result<Vec<String>, String> {
    let ran = imported(cells, flags);
    if ran.stdout.is_empty() {
        return Err(ran.stderr);
    }
    Ok(days(&ran))
}

fn days(ran: &Ran) -> Vec<String> {
    let days = ran.stdout.lines();
    days.map(|path| path[10..20].to_owned()).collect()
}

fn imported(cells: &[&str], flags: &[&str]) -> Ran {
    let sandbox = Sandbox::with_log();
    let rows = (1..).zip(cells);
    let rows: Vec<_> = rows
        .map(|(id, cell)| format!("{id},{cell},rejected,Onsite,Analyst\n"))
        .collect();
    let table = format!("id,date,outcome,stage,role\n{}", rows.concat());
    sandbox.put("work/a.csv", table);
    import(&sandbox, "a.csv", flags)
}

#[test]
fn a_column_says_which_number_of_its_days_is_the_year() {
    for (cells, expected) in [
        (&["26-10-03", "26-09-30"][..], "2026-10-03 2026-09-30"),
        (&["12-10-03", "26-09-05"], "2012-10-03 2026-09-05"),
        (&["03-10-26", "31-10-26"], "2026-10-03 2026-10-31"),
        (&["03.10.26", "12.11.26"], "2026-10-03 2026-11-12"),
        (&["26.10.03", "26.09.12"], "2026-10-03 2026-09-12"),
        (&["10/3/26", "10/14/26"], "2026-10-03 2026-10-14"),
        (&["3/10/26", "14/10/26"], "2026-10-03 2026-10-14"),
        (&["26/10/3", "26/9/30"], "2026-10-03 2026-09-30"),
        // The third of December is still to come.
        (&["03/12/26", "04/11/26"], "2026-03-12 2026-04-11"),
        (&["3-Oct-26", "12-Nov-26"], "2026-10-03 2026-11-12"),
        (&["26-Oct-03", "26-Nov-12"], "2026-10-03 2026-11-12"),
    ] {
        let days = days_of(cells, &[]).map(|days| days.join(" "));
        assert_eq!(days.as_deref(), Ok(expected), "{cells:?}");
    }
    for slip in ["31.11.25", "29.02.26", "31.09.26", "45.10.26"] {
        let ran = imported(&["03.10.26", slip, "12.11.26"], &[]);
        assert_eq!(days(&ran), ["2026-10-03", "2026-11-12"], "{slip}: {ran:?}");
        let named = format!("a.csv: line 3: `date`: \"{slip}\" is no day\n");
        assert!(ran.stderr.contains(&named), "{slip}: {ran:?}");
    }
    for (cells, expected) in [
        (&["15/10/26", "31/02/26"][..], "2026-10-15"),
        (&["15-10-26", "31-02-26"], "2026-10-15"),
        (&["31/02/26", "10/15/26"], "2026-10-15"),
        (&["26/10/03", "26/02/31"], "2026-10-03"),
        // One that is still to come says as little of the others.
        (&["10.10.26", "15.12.26"], "2026-10-10"),
        (
            &[
                "03/10/2026",
                "25/10/2026",
                "31/02/2026",
                "03/12/2026",
                "04/12/2026",
            ],
            "2026-10-03 2026-10-25",
        ),
    ] {
        let days = days_of(cells, &[]).map(|days| days.join(" "));
        assert_eq!(days.as_deref(), Ok(expected), "{cells:?}");
    }
    for (cells, flags) in [
        // By custom of 2012, by the year of this year; and nine tenths of it old.
        (
            &["26.10.12", "26.09.12"][..],
            "--dates day-first or --dates year-first",
        ),
        (
            &["14-10-20", "15-03-21", "13-11-25", "26-01-05"],
            "--dates day-first or --dates year-first",
        ),
        (
            &["13/10/2026", "14/10/2026", "10/15/2026"],
            "--dates day-first or --dates month-first",
        ),
        (
            &["10/3/26", "10/4/26"],
            "the day or the month? say so: --dates day-first or --dates month-first",
        ),
        (
            &["20-10-26", "21-10-26"],
            "the day or the year? say so: --dates day-first or --dates year-first",
        ),
        (
            &["10-03-09", "11-04-09"],
            "the day, the month or the year? say so: --dates day-first, --dates month-first or --dates year-first",
        ),
    ] {
        let asked = days_of(cells, &[]).unwrap_err();
        assert!(asked.contains(flags), "{cells:?}: {asked}");
    }
    let said = days_of(&["10-03-09", "11-04-09"], &["--dates", "year-first"]);
    assert_eq!(said.unwrap(), ["2010-03-09", "2011-04-09"]);
    let disagree = days_of(&["45-10-03", "03-10-45", "03-45-10"], &[]).unwrap_err();
    assert!(disagree.contains("the days disagree"), "{disagree}");
}

#[test]
fn an_id_that_was_rounded_is_refused_and_the_others_are_written() {
    for (ids, bad) in [
        (["1.23457E+11", "123456789013", "7"], &[2][..]),
        (["7", "1,23E+11", "1E+15"], &[3, 4]),
        (["12345678901234500", "12345678901234567", "7"], &[]),
        (["12345678901234500", "8", "7"], &[]),
        (["1200000000000", "1300000000000", "12e5"], &[]),
    ] {
        let sandbox = Sandbox::with_log();
        let mut table = "id;date;outcome;stage;role\n".to_owned();
        for id in ids {
            table += &format!("{id};2026-10-01;rejected;Onsite;Analyst\n");
        }
        sandbox.put("work/a.csv", table);
        let ran = import(&sandbox, "a.csv", &[]);
        assert_eq!(
            ran.stdout.lines().count(),
            3 - bad.len(),
            "{ids:?}: {ran:?}"
        );
        assert_eq!(ran.code, Some(if bad.is_empty() { 0 } else { 2 }));
        for line in bad {
            let named = format!("a.csv: line {line}: `id`: the id was rounded\n");
            assert!(ran.stderr.contains(&named), "{ran:?}");
        }
        let hint = ran.stderr.contains("export that column as text");
        assert_eq!(hint, !bad.is_empty(), "{ran:?}");
    }
}

const GERMAN: &str = "id;date;outcome;stage;role\n1;03.10.2026;rejected;Onsite;Qualitätsprüfer für Öl\n2;04.10.2026;rejected;Onsite;Ingénieur\n";

#[test]
fn an_encoding_that_is_certain_is_read_and_said() {
    let sixteen = |text: &str| -> Vec<u16> { text.encode_utf16().collect() };
    let little = |text: &str| -> Vec<u8> {
        let units = sixteen(text).into_iter();
        units.flat_map(u16::to_le_bytes).collect()
    };
    let big: Vec<u8> = { sixteen(GERMAN).into_iter() }
        .flat_map(u16::to_be_bytes)
        .collect();
    let western: Vec<u8> = GERMAN.chars().map(|one| one as u8).collect();
    for (bytes, says) in [
        (
            little(&format!("\u{feff}{GERMAN}")),
            "a.csv is read as UTF-16\n",
        ),
        (little(GERMAN), "a.csv is read as UTF-16LE\n"),
        (big, "a.csv is read as UTF-16BE\n"),
        (western, "a.csv is read as Windows-1252\n"),
        (GERMAN.as_bytes().to_vec(), ""),
    ] {
        let sandbox = Sandbox::with_log();
        sandbox.put("work/a.csv", bytes);
        let ran = import(&sandbox, "a.csv", &[]);
        assert!(ran.stderr.contains(says), "{says}: {ran:?}");
        assert_eq!(ran.stderr.contains("is read as"), !says.is_empty());
        assert_eq!(ran.ok().lines().count(), 2, "{says}");
        let listed = sandbox.hirelog(["list"]).ok();
        assert!(listed.contains("Qualitätsprüfer für Öl"), "{listed}");
        assert!(listed.contains("Ingénieur"), "{listed}");
    }
    // So are side files, and JSON.
    let sandbox = Sandbox::with_log();
    let json = r#"[{"id": 1, "status": "rejected", "rejected_at": "2026-10-01", "jobs": [{"name": "Ingénieur"}], "current_stage": {"name": "Onsite"}, "rejection_reason": {"name": "Culture", "type": {"name": "We rejected them"}}}]"#;
    sandbox.put("work/a.json", little(&format!("\u{feff}{json}")));
    assert_eq!(import(&sandbox, "a.json", &[]).ok().lines().count(), 1);
}

#[test]
fn an_encoding_that_is_not_certain_is_not_guessed() {
    let sandbox = Sandbox::with_log();
    // Cyrillic of Windows-1251, in one role of two.
    let mut table = b"id,date,outcome,stage,role\n1,2026-10-03,rejected,Onsite,".to_vec();
    table.extend([0xcc, 0xe5, 0xed, 0xe5, 0xe4, 0xe6, 0xe5, 0xf0]);
    table.extend(b"\n2,2026-10-04,rejected,Onsite,Analyst\n");
    sandbox.put("work/a.csv", table);
    let ran = import(&sandbox, "a.csv", &[]);
    assert_eq!(ran.stdout.lines().count(), 1, "{ran:?}");
    let said = ran.failed(2);
    assert!(
        said.contains("a.csv: line 2: column 5 is not UTF-8"),
        "{said}"
    );
    assert!(said.contains("choose UTF-8 where it is exported"), "{said}");
    for cut in [&b"\xff\xfei\0d\0x"[..], b"\xff\xfei\0d\0\0\xd8x\0"] {
        sandbox.put("work/a.csv", cut);
        let said = import(&sandbox, "a.csv", &[]).failed(2);
        assert!(said.contains("the file is UTF-16, and broken"), "{said}");
    }
}

#[test]
fn merged_cells_that_speak_for_several_rows_are_refused_with_their_rows() {
    let rows: &[&[&str]] = &[
        &["All applications", "", "", "", ""],
        &["id", "date", "outcome", "stage", "role"],
        &["1", "2026-10-01", "rejected", "Onsite", "Analyst"],
        &["2", "2026-10-02", "rejected", "Onsite", ""],
    ];
    for (merged, count) in [("A1:E1", 2), ("A1:E1 E3:E4", 0)] {
        let sandbox = Sandbox::with_log();
        let book = workbook(&[("Sheet", rows)], merged);
        sandbox.put("work/a.xlsx", book);
        let ran = import(&sandbox, "a.xlsx", &[]);
        assert_eq!(ran.stdout.lines().count(), count, "{ran:?}");
        let says = ran.stderr.contains("cells of the rows 3 to 4 are merged");
        assert_eq!(says, count == 0, "{ran:?}");
    }
}

#[test]
fn a_cell_that_is_empty_is_said_to_be_and_no_column_asked_for() {
    let sandbox = Sandbox::with_log();
    sandbox.put(
        "work/a.csv",
        "id,date,outcome,phase,role\n1,2026-10-01,rejected,,Analyst\n",
    );
    let ran = import(&sandbox, "a.csv", &["--map", "stage=phase"]);
    let said = "no stage is known of 1 application; \"phase\" is empty there, or names none\n";
    assert!(ran.stderr.contains(said), "{ran:?}");
    sandbox.put(
        "work/b.csv",
        "id,date,outcome,role\n2,2026-10-01,rejected,Analyst\n",
    );
    let ran = import(&sandbox, "b.csv", &[]);
    assert!(
        ran.stderr.contains("this gives it: --map stage=HEADER"),
        "{ran:?}"
    );
}

#[test]
fn the_teams_own_word_for_a_status_holds_where_no_reason_says_more() {
    let sandbox = Sandbox::with_log();
    sandbox.put(
        "work/hirelog.toml",
        "schema = 1\n[import.outcomes]\n\"Abgelehnt\" = \"rejected\"\n\"Archived\" = \"rejected\"\n",
    );
    sandbox.put(
        "work/a.csv",
        "id;date;status;reason;stage;role\n\
         1;2026-10-01;Abgelehnt;Gehalt zu niedrig;Onsite;Analyst\n\
         2;2026-10-02;Abgelehnt;Offer declined;Onsite;Analyst\n\
         3;2026-10-03;Archived;Gehalt zu niedrig;Onsite;Analyst\n",
    );
    let ran = import(&sandbox, "a.csv", &[]);
    let said = "2 rejected, 1 offer-declined";
    assert!(ran.stderr.contains(said), "{ran:?}");
}

#[test]
fn a_column_headed_closed_is_the_date_where_its_cells_are_days() {
    for (header, cells, date) in [
        ("Closed", ["03.10.2026", ""], Some("2026-10-03")),
        (
            "Ended",
            ["2026-10-03 10:00", "2026-10-04"],
            Some("2026-10-03"),
        ),
        ("Closed", ["yes", "no"], None),
    ] {
        let sandbox = Sandbox::with_log();
        let rows = cells.map(|cell| format!("{cell};rejected;Onsite;Analyst\n"));
        sandbox.put(
            "work/a.csv",
            format!("{header};outcome;stage;role\n{}", rows.concat()),
        );
        let ran = import(&sandbox, "a.csv", &[]);
        match date {
            Some(date) => assert_eq!(days(&ran)[0], date, "{ran:?}"),
            None => assert!(
                ran.stderr.contains("no column seems to hold the day"),
                "{ran:?}"
            ),
        }
    }
}
