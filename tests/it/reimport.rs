//! What a later import does to what an earlier one wrote: new days, likely twins, and what
//! is taken away again. Nothing that somebody touched is removed.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::conversation::Desk;
use crate::support::{HIRELOG, Ran, Sandbox};
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn row(id: u64, status: &str, day: &str, role: &str) -> Value {
    json!({
        "id": id, "status": status, "rejected_at": format!("{day}T12:00:00Z"),
        "jobs": [{ "name": role }], "current_stage": { "name": "Onsite" },
        "rejection_reason": { "name": "Culture", "type": { "name": "We rejected them" } },
    })
}

fn import(sandbox: &Sandbox, rows: &[Value], arguments: &[&str]) -> Ran {
    sandbox.put("work/export.json", Value::Array(rows.to_vec()).to_string());
    let mut command = sandbox.command(HIRELOG);
    command.args(["import", "export.json", "--from", "greenhouse"]);
    sandbox.run(command.args(arguments))
}

fn names(sandbox: &Sandbox) -> Vec<String> {
    let logged = sandbox.logged();
    let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut names: Vec<_> = logged.iter().map(name).collect();
    names.sort();
    names
}

#[test]
fn an_untouched_file_is_called_after_its_new_day_and_keeps_its_id() {
    let sandbox = Sandbox::with_log();
    import(
        &sandbox,
        &[row(1, "rejected", "2025-12-30", "Analyst")],
        &[],
    )
    .ok();
    let before = names(&sandbox);
    let id = before[0].strip_prefix("2025-12-30-analyst-").unwrap();
    let plan = import(
        &sandbox,
        &[row(1, "rejected", "2026-01-04", "Analyst")],
        &["--dry-run"],
    );
    assert!(
        plan.stderr
            .contains("it was 2025-12-30, rejected, final-loop; it is 2026-01-04"),
        "{plan:?}"
    );
    assert_eq!(names(&sandbox), before);
    let ran = import(
        &sandbox,
        &[row(1, "rejected", "2026-01-04", "Analyst")],
        &[],
    );
    assert!(
        ran.stderr.contains("is called after its new day"),
        "{ran:?}"
    );
    let now = sandbox.path(&format!("work/logs/2026/2026-01-04-analyst-{id}"));
    assert!(now.is_file() && sandbox.logged().len() == 1);
    // It is as untouched as before: the next change is taken over, too.
    import(&sandbox, &[row(1, "hired", "2026-01-04", "Analyst")], &[]).failed(0);
    let mut hired = row(1, "hired", "2026-01-04", "Analyst");
    hired["hired_at"] = json!("2026-01-09T12:00:00Z");
    import(&sandbox, &[hired], &[]).ok();
    assert_eq!(names(&sandbox), [format!("2026-01-09-analyst-{id}")]);
    assert_eq!(sandbox.hirelog(["check"]).code, Some(0));
}

/// New files, and files that were there: each is whole, and what is done is counted.
#[test]
fn a_stop_in_the_middle_says_what_is_written_and_the_next_import_goes_on() {
    let rows = |from: u64, day: &str| -> Vec<_> {
        let ids = from..from + 1500;
        ids.map(|id| row(id, "rejected", day, "Analyst")).collect()
    };
    let sandbox = Sandbox::with_log();
    for (rows, signal) in [
        (rows(0, "2026-10-01"), "-TERM"),
        (rows(0, "2026-10-05"), "-INT"),
    ] {
        let is_done = || {
            let day = rows[0]["rejected_at"].as_str().unwrap()[..10].to_owned();
            let logged = names(&sandbox).into_iter();
            logged.filter(|name| name.starts_with(&day)).count()
        };
        sandbox.put("work/export.json", Value::Array(rows.clone()).to_string());
        let mut command = sandbox.command(HIRELOG);
        command.args(["import", "export.json", "--from", "greenhouse"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        let begun = Instant::now();
        while is_done() < 100 && begun.elapsed() < Duration::from_secs(60) {
            thread::sleep(Duration::from_millis(2));
        }
        let id = child.id().to_string();
        Command::new("kill").args([signal, &id]).status().unwrap();
        let ran = Ran::from(child.wait_with_output().unwrap());
        let done = is_done();
        assert!((100..1500).contains(&done), "it was too fast: {done}");
        assert_eq!(ran.code, Some(130), "{}", ran.stderr);
        let said = format!("what is written ({done} files) stays; run it again to go on");
        assert!(ran.stderr.contains(&said), "{done}: {}", ran.stderr);
        assert!(!ran.stderr.contains("nothing was written"), "{ran:?}");
        import(&sandbox, &rows, &[]).ok();
        assert_eq!((is_done(), sandbox.logged().len()), (1500, 1500));
    }
}

#[test]
fn what_an_export_does_not_say_it_does_not_take_away() {
    let sandbox = Sandbox::with_log();
    import(
        &sandbox,
        &[row(1, "rejected", "2026-10-01", "Analyst")],
        &[],
    )
    .ok();
    let mut later = row(1, "rejected", "2026-10-02", "Analyst");
    later["current_stage"] = Value::Null;
    import(&sandbox, &[later], &[]).ok();
    assert!(sandbox.hirelog(["list"]).ok().contains("2026-10-02"));
    assert!(sandbox.hirelog(["list"]).ok().contains("final-loop"));
}

#[test]
fn undo_takes_away_what_nobody_touched_of_the_last_import() {
    let sandbox = Sandbox::with_log();
    let rows: Vec<_> = (1..=5)
        .map(|id| row(id, "rejected", "2026-10-01", "Analyst"))
        .collect();
    let first = import(&sandbox, &rows[..1], &[]).ok();
    let second = import(&sandbox, &rows, &[]).ok();
    let of_second: Vec<_> = second.lines().collect();
    assert_eq!(of_second.len(), 4);
    // Written in, held, and changed by hand in a word that import does not even know.
    let id = |path: &str| path.rsplit(['-', '/']).next().unwrap().replace(".toml", "");
    sandbox
        .hirelog([
            "edit",
            &id(of_second[0]),
            "--as",
            "manager",
            "--owned",
            "I waited too long to ask.",
        ])
        .ok();
    sandbox
        .hirelog(["edit", &id(of_second[1]), "--hold", "claim pending"])
        .ok();
    let by_hand = sandbox.path(&format!("work/{}", of_second[2]));
    let text = fs::read_to_string(&by_hand).unwrap();
    fs::write(
        &by_hand,
        text.replace("role = \"Analyst\"", "role = \"Data Analyst\""),
    )
    .unwrap();
    let before = sandbox.logged();
    let asked = sandbox.hirelog(["import", "--undo"]);
    assert!(
        asked
            .stderr
            .contains("1 file away: hirelog import --undo --yes"),
        "{asked:?}"
    );
    assert_eq!(asked.code, Some(2));
    assert!(
        sandbox
            .hirelog(["import", "--undo", "--dry-run"])
            .ok()
            .is_empty()
    );
    assert_eq!(sandbox.logged(), before);
    let ran = sandbox.hirelog(["import", "--undo", "--yes"]);
    assert!(
        ran.stderr.contains(of_second[3]) && ran.stderr.contains("1 file taken away"),
        "{ran:?}"
    );
    assert_eq!(sandbox.logged().len(), before.len() - 1);
    assert!(
        sandbox.path(&format!("work/{}", first.trim())).is_file(),
        "an earlier import stays"
    );
    let again = sandbox.hirelog(["import", "--undo", "--yes"]);
    assert!(
        again.stderr.contains("changed since, so they stay"),
        "{again:?}"
    );
    assert_eq!(sandbox.logged().len(), before.len() - 1);
    // What was taken away is new again.
    assert_eq!(import(&sandbox, &rows, &[]).ok().lines().count(), 1);
}

#[test]
fn undo_is_for_whoever_imported() {
    let sandbox = Sandbox::with_log();
    let said = sandbox.hirelog(["import", "--undo", "--yes"]).failed(2);
    assert!(said.contains("no import here can be undone"), "{said}");
    import(
        &sandbox,
        &[row(1, "rejected", "2026-10-01", "Analyst")],
        &[],
    )
    .ok();
    fs::remove_dir_all(sandbox.path("state/hirelog/import-keys")).unwrap();
    let said = sandbox.hirelog(["import", "--undo", "--yes"]).failed(2);
    assert!(said.contains("only where you have its key"), "{said}");
    assert_eq!(sandbox.logged().len(), 1);
}

#[test]
fn a_key_among_shared_files_is_refused() {
    let sandbox = Sandbox::with_log();
    let rows = [row(1, "rejected", "2026-10-01", "Analyst")];
    let said = import(&sandbox, &rows, &["--key", "logs/key"]).failed(2);
    assert!(said.contains("which is shared"), "{said}");
    sandbox.put("repository/.git/HEAD", "ref: refs/heads/main\n");
    sandbox.put("repository/.git/refs/x", "");
    sandbox.put("repository/.git/objects/x", "");
    let said = import(&sandbox, &rows, &["--key", "../repository/below/key"]).failed(2);
    assert!(said.contains("by another way than the log"), "{said}");
    assert_eq!(sandbox.logged().len(), 0);
    let ran = import(&sandbox, &rows, &["--key", "../key"]);
    assert!(ran.stderr.contains("--key FILE"), "{ran:?}");
    assert!(sandbox.path("key").is_file());
}

/// A colleague imports with another key, and somebody a table of the same.
#[test]
fn likely_twins_are_merged_where_somebody_says_so() {
    let sandbox = Sandbox::with_log();
    let rows = [
        row(1, "rejected", "2026-10-01", "Analyst"),
        row(2, "rejected", "2026-10-01", "Analyst"),
        row(3, "rejected", "2026-10-20", "Analyst"),
    ];
    import(&sandbox, &rows[..2], &[]).ok();
    let keys = sandbox.path("state/hirelog/import-keys");
    fs::rename(&keys, sandbox.path("of-somebody-else")).unwrap();
    let apart = import(&sandbox, &rows, &["--new-key"]);
    assert!(
        apart.stderr.contains("most likely of the same"),
        "{apart:?}"
    );
    assert_eq!(apart.ok().lines().count(), 3);
    let twins = sandbox.hirelog(["check"]);
    assert!(twins.stdout.contains("HL208"), "{twins:?}");
    sandbox.hirelog(["import", "--undo", "--yes"]).ok();
    assert_eq!(sandbox.logged().len(), 2);
    fs::remove_dir_all(&keys).unwrap();
    let merged = import(&sandbox, &rows, &["--new-key", "--yes"]);
    assert!(merged.stderr.contains("wrote 1, merged 2"), "{merged:?}");
    assert_eq!(sandbox.logged().len(), 3);
    let theirs = crate::support::files(&sandbox.path("of-somebody-else"));
    let name = theirs[0].file_name().unwrap();
    fs::copy(&theirs[0], keys.join(name)).unwrap();
    assert_eq!(import(&sandbox, &rows, &[]).ok(), "", "both know them");
    assert!(!sandbox.hirelog(["check"]).stdout.contains("HL208"));
    // A table without ids of the same, and one row that is new, by the first of them.
    sandbox.put(
        "work/a.csv",
        "date,outcome,stage,role\n2026-10-02,rejected,Onsite,analyst\n2026-10-20,rejected,Onsite,Analyst\n2026-11-01,rejected,Onsite,Analyst\n",
    );
    let key = theirs[0].to_str().unwrap();
    let table = ["import", "a.csv", "--from", "csv", "--yes", "--key", key];
    let ran = sandbox.hirelog(table);
    assert!(ran.stderr.contains("wrote 1, merged 2"), "{ran:?}");
    assert_eq!(sandbox.hirelog(table).ok(), "");
    // A third system tells of them as well; another table without them does not.
    let lever = json!([{
        "id": "a", "archived": { "archivedAt": 1_790_942_400_000_u64, "reason": "Rejected" },
        "stage": { "text": "Onsite" }, "posting": { "text": "Analyst" },
    }]);
    sandbox.put("work/lever.json", lever.to_string());
    let lever = [
        "import",
        "lever.json",
        "--from",
        "lever",
        "--yes",
        "--key",
        key,
    ];
    let ran = sandbox.hirelog(lever);
    assert!(ran.stderr.contains("wrote 0, merged 1"), "{ran:?}");
    assert_eq!(sandbox.hirelog(lever).ok(), "");
    sandbox.put(
        "work/a.csv",
        "id,date,outcome,role\n7,2026-10-20,rejected,analyst\n",
    );
    let ran = sandbox.hirelog(table);
    assert!(ran.stderr.contains("wrote 1"), "{ran:?}");
    assert!(!ran.stderr.contains("merged"), "{ran:?}");
}

/// A table with a row a stage: earlier stages are neither other applications nor open again.
#[test]
fn of_several_rows_of_one_application_the_latest_counts() {
    let sandbox = Sandbox::with_log();
    sandbox.put(
        "work/a.csv",
        "Application ID,Job,Stage,Date,Outcome\r\n\
         1,Analyst,Screen,2026-09-01,In progress\r\n1,Analyst,Onsite,2026-09-05,Rejected\r\n\
         2,Analyst,Offer,2026-09-09,Withdrew\r\n2,Analyst,Screen,2026-09-02,Withdrew\r\n\
         3,Analyst,Onsite,soon,Rejected\r\n",
    );
    let import = || sandbox.hirelog(["import", "a.csv", "--from", "csv", "--yes"]);
    let first = import();
    assert!(first.stderr.contains("wrote 2"), "{first:?}");
    assert!(first.stderr.contains("a.csv: line 6: `Date`"), "{first:?}");
    let names = names(&sandbox);
    assert!(names[0].starts_with("2026-09-05-analyst"), "{names:?}");
    assert!(names[1].starts_with("2026-09-09-analyst"), "{names:?}");
    let second = import();
    assert!(second.stderr.contains("wrote 0, left out 4"), "{second:?}");
    assert_eq!(self::names(&sandbox), names);
}

#[test]
fn on_a_terminal_somebody_is_asked() {
    let desk = Desk::new();
    let sandbox = &desk.sandbox;
    let rows = [
        row(1, "rejected", "2026-10-01", "Analyst"),
        row(2, "rejected", "2026-10-02", "Analyst"),
    ];
    import(sandbox, &rows, &[]).ok();
    let open = Value::Array(vec![row(1, "active", "2026-10-01", "Analyst")]);
    sandbox.put("work/export.json", open.to_string());
    let import = "import export.json --from greenhouse";
    let mut talk = desk.hirelog(import);
    talk.see("open again there")
        .see("Remove 1 file?")
        .keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(sandbox.logged().len(), 2, "Enter changes nothing");
    let mut talk = desk.hirelog(import);
    talk.see("Remove 1 file?").keys("2\r");
    talk.see("removed: logs/2026/2026-10-01-analyst-");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(sandbox.logged().len(), 1);
    let mut talk = desk.hirelog("import --undo");
    talk.see("nobody has touched them")
        .see("Take 1 file away?")
        .keys("2\r");
    talk.see("1 file taken away");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(sandbox.logged().len(), 0);
}

/// What `import` says of a table, with `more` behind it.
fn table(sandbox: &Sandbox, text: &str, more: &[&str]) -> Ran {
    sandbox.put("work/a.csv", text);
    let mut command = sandbox.command(HIRELOG);
    command.args(["import", "a.csv", "--from", "csv", "--no-input"]);
    sandbox.run(command.args(more))
}

#[test]
fn an_id_is_known_again_whatever_its_column_is_called() {
    const ROWS: &str = "Closed on,Outcome,Stage,Job\n1,2026-09-01,Offer declined,Offer,Analyst\n2,2026-09-01,Rejected,Onsite,Analyst\n";
    let headers = ["Application ID", "ID", "Ref", "Candidate ID"];
    for first in headers {
        let sandbox = Sandbox::with_log();
        table(&sandbox, &format!("{first},{ROWS}"), &[]).ok();
        for header in headers {
            let ran = table(&sandbox, &format!("{header},{ROWS}"), &[]);
            assert_eq!(ran.ok(), "", "{first}, then {header}");
        }
        // Without a role it may be no other; called otherwise it is named, and merged on a yes.
        let bare = ROWS.replace(",Job", "").replace(",Analyst", "");
        for header in headers {
            let ran = table(&sandbox, &format!("{header},{bare}"), &[]);
            assert_eq!(ran.ok(), "", "{first}, then {header}");
        }
        let renamed = format!("ID,{}", ROWS.replace("Analyst", "Data Analyst"));
        let plan = table(&sandbox, &renamed, &["--dry-run"]);
        let is_named = plan.stderr.contains("most likely of the same");
        assert!(is_named, "{first}: {plan:?}");
        table(&sandbox, &renamed, &["--yes"]).ok();
        assert_eq!(sandbox.logged().len(), 2, "{first}");
        assert_eq!(table(&sandbox, &renamed, &[]).ok(), "", "{first}");
        // A person's other application is one.
        let other = ROWS.replace("Analyst", "Designer").replace("-09-", "-10-");
        table(&sandbox, &format!("Candidate ID,{other}"), &["--yes"]).ok();
        assert_eq!(sandbox.logged().len(), 4, "{first}");
    }
}

#[test]
fn an_import_that_only_changed_files_is_not_taken_for_the_one_before_it() {
    let sandbox = Sandbox::with_log();
    let rows = |days: [&str; 2]| {
        let row = |(id, day): (usize, &&str)| row(id as u64, "rejected", day, "Analyst");
        days.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    let first = rows(["2026-10-01", "2026-10-02"]);
    import(&sandbox, &first, &[]).ok();
    import(&sandbox, &rows(["2026-10-01", "2026-10-05"]), &[]).ok();
    import(&sandbox, &rows(["2026-10-01", "2026-10-06"]), &[]).ok();
    let said = sandbox.hirelog(["import", "--undo", "--yes"]).failed(2);
    assert!(
        said.contains("the last import, 3, wrote no file: it changed 1 file"),
        "{said}"
    );
    assert_eq!(sandbox.logged().len(), 2);
    // One that wrote as well leaves what it changed.
    let mut more = rows(["2026-10-03", "2026-10-06"]);
    more.push(row(7, "rejected", "2026-10-06", "Analyst"));
    import(&sandbox, &more, &[]).ok();
    let ran = sandbox.hirelog(["import", "--undo", "--yes"]);
    assert!(
        ran.stderr.contains("import 4 changed these, which stay"),
        "{ran:?}"
    );
    assert!(ran.stderr.contains("1 file taken away"), "{ran:?}");
    assert_eq!(sandbox.logged().len(), 2);
    assert_eq!(sandbox.hirelog(["check"]).code, Some(0));
}
