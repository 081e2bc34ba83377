//! Whole imports: exports shaped as the systems document them, with personal data
//! planted wherever those have it, and none of it in the log afterwards.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Ran, Sandbox, files};
use hirelog::tested::{Party, PostMortem, decode};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

fn export(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ats");
    folder.join(name).to_str().unwrap().to_owned()
}

fn import(sandbox: &Sandbox, arguments: &[&str]) -> Ran {
    sandbox.run(sandbox.command(HIRELOG).arg("import").args(arguments))
}

/// Everything a file of the log says, in a form that two imports share: all but
/// its id, its case and its mark.
fn told(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for path in sandbox.logged() {
        let text = fs::read_to_string(&path).unwrap();
        let mut post_mortem = read(&text);
        let case = post_mortem.case.take().unwrap();
        assert!(case.starts_with("c-") && case.len() == 12, "{case}");
        let remarks: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with("# ") && !line.starts_with("# import: "))
            .map(|line| line.split(" (").next())
            .collect();
        *told
            .entry(format!("{post_mortem:?} {remarks:?}"))
            .or_default() += 1;
    }
    told
}

fn read(text: &str) -> PostMortem {
    let decoded = decode(text);
    assert_eq!(decoded.diagnostics, [], "{text}");
    decoded.post_mortem.unwrap()
}

/// Every text below a folder, names of files among them.
fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for path in files(folder) {
        all += &format!("{}\n", path.display());
        all += &String::from_utf8_lossy(&fs::read(&path).unwrap());
    }
    all
}

/// The arguments for each export that is on file, and how many rows are new.
fn exports() -> Vec<(Vec<String>, usize)> {
    let words = |words: &[&str]| {
        let all = words.iter().chain(&["--from-stage", "sourcing"]);
        all.map(|word| (*word).to_owned()).collect::<Vec<_>>()
    };
    let greenhouse = export("greenhouse-applications.json");
    let offers = export("greenhouse-offers.json");
    let lever = export("lever-opportunities.json");
    let reasons = export("lever-archive-reasons.json");
    let ashby = export("ashby-applications.json");
    let ashby_offers = export("ashby-offers.json");
    let workable = export("workable.csv");
    vec![
        (
            words(&[&greenhouse, "--from", "greenhouse", "--offers", &offers]),
            5,
        ),
        (
            words(&[&lever, "--from", "lever", "--reasons", &reasons]),
            3,
        ),
        (
            words(&[&ashby, "--from", "ashby", "--offers", &ashby_offers]),
            4,
        ),
        (
            words(&[&workable, "--from", "csv", "--dates", "month-first"]),
            4,
        ),
    ]
}

#[test]
fn nothing_personal_of_an_export_is_in_the_log() {
    for keep_ids in [false, true] {
        let sandbox = Sandbox::with_log();
        for (arguments, count) in exports() {
            let before = sandbox.logged().len();
            let mut arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
            if keep_ids {
                arguments.push("--keep-ids");
            }
            import(&sandbox, &arguments);
            assert_eq!(sandbox.logged().len() - before, count, "{arguments:?}");
        }
        let log = everything(&sandbox.path("work"));
        for (arguments, _) in exports() {
            for file in arguments
                .iter()
                .filter(|argument| argument.contains("/ats/"))
            {
                let tokens = planted(&fs::read_to_string(file).unwrap());
                assert!(
                    !tokens.is_empty() || file.contains("archive-reasons"),
                    "{file}"
                );
                for token in tokens {
                    assert!(!log.contains(&token), "{token} of {file}");
                }
            }
        }
        assert!(!log.contains("PLANTED"));
        let ids = ["69306314", "57683957", "250d8f03", "3ae2b801", "81820fe8"];
        for id in ids {
            let is_source = !["57683957", "81820fe8"].contains(&id);
            assert_eq!(log.contains(id), keep_ids && is_source, "{id}");
        }
        for path in sandbox.logged() {
            let post_mortem = read(&fs::read_to_string(path).unwrap());
            for party in Party::ALL {
                assert_eq!(
                    *post_mortem.section(party),
                    Default::default(),
                    "sections stay open"
                );
            }
            assert_eq!(post_mortem.tldr, None);
        }
    }
}

/// Whatever in an export was planted, from the mark to the end of the text.
fn planted(text: &str) -> Vec<String> {
    let ends = |character: char| matches!(character, '"' | ';' | '\r' | '\n');
    text.match_indices("PLANTED")
        .map(|(at, mark)| {
            let rest = &text[at + mark.len()..];
            let token =
                rest[..rest.find(ends).unwrap_or(rest.len())].trim_start_matches(['-', '_']);
            token.to_owned()
        })
        .filter(|token| token.len() > 4)
        .collect()
}

#[test]
fn the_same_export_again_adds_nothing_and_only_the_person_has_the_key() {
    let sandbox = Sandbox::with_log();
    for (arguments, _) in exports() {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        import(&sandbox, &arguments);
        let before = sandbox.listing();
        let again = import(&sandbox, &arguments);
        assert_eq!(again.stdout, "");
        assert!(again.stderr.contains(": wrote 0"), "{}", again.stderr);
        assert!(again.stderr.contains("imported before"), "{}", again.stderr);
        let dry: Vec<_> = arguments.iter().copied().chain(["--dry-run"]).collect();
        assert_eq!(import(&sandbox, &dry).stdout, "");
        let after = sandbox.listing();
        let logs = sandbox.path("work/logs");
        let changed: Vec<_> = after
            .iter()
            .filter(|(path, about)| {
                path.starts_with(&logs) && path.is_file() && before.get(*path) != Some(*about)
            })
            .collect();
        assert_eq!(changed, [], "nothing is written, nothing is left behind");
        let hidden = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with('.');
        let below = fs::read_dir(&logs).unwrap();
        assert!(
            !below
                .map(|entry| entry.unwrap().path())
                .any(|path| hidden(&path))
        );
        assert!(!files(&logs).iter().any(hidden));
    }
    let keys = files(&sandbox.path("state/hirelog/import-keys"));
    let [key] = keys.as_slice() else {
        panic!("one key for one log: {keys:?}");
    };
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(key).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let secret = fs::read_to_string(key).unwrap();
    let secret = secret.split_whitespace().last().unwrap();
    assert!(!everything(&sandbox.path("work")).contains(secret));

    // A colleague without the key is told so, and nothing is written twice.
    let colleague = Sandbox::with_log();
    let copied = colleague
        .command("cp")
        .args(["-r", sandbox.path("work/logs").to_str().unwrap(), "."])
        .status();
    assert!(copied.unwrap().success());
    let (arguments, count) = &exports()[0];
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let before = colleague.logged();
    let said = import(&colleague, &arguments).failed(2);
    assert!(
        said.contains("which is not here") && said.contains("--new-key"),
        "{said}"
    );
    assert_eq!(colleague.logged(), before);
    let with_key: Vec<_> = arguments
        .iter()
        .copied()
        .chain(["--key", key.to_str().unwrap()])
        .collect();
    assert!(
        import(&colleague, &with_key)
            .stderr
            .contains("5 imported before")
    );
    let anew: Vec<_> = arguments.iter().copied().chain(["--new-key"]).collect();
    import(&colleague, &anew);
    assert_eq!(colleague.logged().len(), before.len() + count);
}

#[test]
fn an_export_that_grew_adds_only_what_is_new() {
    let sandbox = Sandbox::with_log();
    let rows = |count: u64| {
        let rows: Vec<_> = (0..count).map(|id| row(id, "Data Analyst")).collect();
        sandbox.put("work/export.json", Value::Array(rows).to_string());
        import(&sandbox, &["export.json", "--from", "greenhouse"]).ok()
    };
    assert_eq!(rows(3).lines().count(), 3);
    assert_eq!(rows(5).lines().count(), 2);
    // Twice in one export is once.
    let twice = json!([row(7, "A"), row(7, "A"), row(7, "B")]).to_string();
    sandbox.put("work/twice.json", twice);
    assert_eq!(
        import(&sandbox, &["twice.json", "--from", "greenhouse"])
            .ok()
            .lines()
            .count(),
        1
    );
}

#[test]
fn rows_without_ids_are_counted_and_come_in_any_order() {
    let sandbox = Sandbox::with_log();
    let head = "date,outcome,stage,role\n";
    let one = "2026-09-01,rejected,Onsite,Data Analyst\n";
    let other = "2026-09-02,withdrew,Onsite,Data Analyst\n";
    for (text, expected) in [
        (format!("{head}{one}{one}{other}"), 3),
        (format!("{head}{other}{one}{one}"), 0),
        (format!("{head}{one}{other}{other}{one}{one}"), 2),
    ] {
        sandbox.put("work/a.csv", text);
        let ran = import(&sandbox, &["a.csv", "--from", "csv"]);
        assert!(ran.stderr.contains("no column holds an id"), "{ran:?}");
        assert_eq!(ran.ok().lines().count(), expected);
    }
}

fn row(id: u64, role: &str) -> Value {
    json!({
        "id": id, "status": "rejected", "rejected_at": format!("2026-{:02}-{:02}T12:00:00Z", 1 + id % 10, 1 + id % 28),
        "jobs": [{ "name": role }], "current_stage": { "name": "Onsite" },
        "rejection_reason": { "name": "Culture", "type": { "name": "We rejected them" } },
        "recruiter": { "name": "PLANTED" },
    })
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let sandbox = Sandbox::with_log();
    let roles = [
        "../../../../etc/passwd",
        "/abs",
        "C:\\con",
        "CON",
        "aux.",
        ".hidden",
        "a\u{0}b",
        "\"\"\"\ndropped = [\"x\"]\n",
        "'''",
        "\\u0041 \\",
        "\u{1b}[2J\u{202e}evil",
        "=cmd|' /C calc'!A0",
        "日本語",
        "[manager]",
        "# no comment",
        "<<<<<<< HEAD",
        "x\r\n[manager]\r\nowned = \"I\"",
        "é\u{301}\u{200d}",
        "{{ role }}",
        "a\tb",
    ];
    let rows: Vec<_> = roles
        .iter()
        .enumerate()
        .map(|(id, role)| {
            let mut row = row(id as u64, role);
            row["rejection_reason"]["name"] = json!(role);
            row["current_stage"]["name"] = json!(role);
            row
        })
        .collect();
    sandbox.put("work/hostile.json", Value::Array(rows).to_string());
    let ran = import(&sandbox, &["hostile.json", "--from", "greenhouse"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(
        !ran.stderr.contains('\u{1b}') && !ran.stderr.contains('\u{202e}'),
        "{ran:?}"
    );
    let mut found = Vec::new();
    for path in sandbox.logged() {
        assert!(path.starts_with(sandbox.path("work/logs/2026")), "{path:?}");
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(
            name.is_ascii() && !name.contains(['\\', ':', '\u{0}']),
            "{name}"
        );
        let text = fs::read_to_string(&path).unwrap();
        let post_mortem = read(&text);
        assert_eq!(post_mortem.section(Party::Manager), &Default::default());
        assert_eq!(post_mortem.outcome, "rejected");
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        found.push(post_mortem.role.unwrap());
    }
    let mut expected: Vec<_> = roles
        .iter()
        .map(|role| role.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|role| role.replace(['\0', '\u{1b}', '\u{202e}'], ""))
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert_eq!(sandbox.hirelog(["list"]).ok().lines().count(), roles.len());
    let outside: Vec<_> = sandbox
        .listing()
        .into_keys()
        .filter(|path| path.ends_with("passwd"))
        .collect();
    assert_eq!(outside, Vec::<PathBuf>::new());
}

/// What was imported and cannot be looked into may be any row of the export.
#[test]
fn what_cannot_be_looked_into_is_not_imported_a_second_time() {
    let sandbox = Sandbox::with_log();
    let rows: Vec<_> = (0..30).map(|id| row(id, "Data Analyst")).collect();
    sandbox.put("work/export.json", Value::Array(rows).to_string());
    let export = ["export.json", "--from", "greenhouse"];
    import(&sandbox, &export).ok();
    let imported = sandbox.logged();
    assert_eq!(imported.len(), 30);
    let victim = &imported[7];
    let shell = |script: &str| {
        let mut command = sandbox.command("sh");
        sandbox
            .run(command.args(["-c", script, "sh"]).arg(victim))
            .ok()
    };
    let is_root = shell("id -u") == "0";
    let refused = [
        (
            r#"mv "$1" ../kept; ln -s "$PWD/../kept" "$1""#,
            r#"rm "$1"; mv ../kept "$1""#,
        ),
        (
            r#"mv "$1" ../kept; mkfifo "$1""#,
            r#"rm "$1"; mv ../kept "$1""#,
        ),
        (
            r#"mv logs/2026 ..; ln -s "$PWD/../2026" logs/2026"#,
            "rm logs/2026; mv ../2026 logs",
        ),
        (r#"chmod 000 "$1""#, r#"chmod 644 "$1""#),
        ("chmod 000 logs/2026", "chmod 755 logs/2026"),
    ];
    for (take, give_back) in refused {
        if is_root && take.starts_with("chmod") {
            continue;
        }
        shell(take);
        for arguments in [&export[..], &[&export[..], &["--dry-run"]].concat()] {
            let ran = import(&sandbox, arguments);
            assert_eq!(ran.stdout, "", "{take}");
            let said = ran.failed(2);
            let why = "error: a file cannot be read and may hold what was imported before, so nothing was imported\n";
            assert!(said.starts_with(why), "{take}: {said}");
            assert!(said.contains("logs/2026"), "{take}: {said}");
        }
        shell(give_back);
        assert_eq!(sandbox.logged(), imported, "{take}");
    }
    // Whatever else is wrong with a file, its mark is known.
    for change in [
        r#"printf 'x = = 1\n' >> "$1""#,
        r#"printf '# Zo\353\n' >> "$1""#,
        r#"printf '<<<<<<< HEAD\n' | cat - "$1" > ../a; cp ../a "$1""#,
        r#"sed 's/schema = 1/schema = 9/' "$1" > ../a; cp ../a "$1""#,
        r#"sed 's/$/\r/' "$1" > ../a; cp ../a "$1""#,
        r#"iconv -t UTF-16 "$1" > ../a; cp ../a "$1""#,
        r#"head -c 2000000 /dev/zero | tr '\0' ' ' >> "$1""#,
    ] {
        shell(&format!(r#"cp "$1" ../kept; {change}"#));
        let again = import(&sandbox, &export);
        assert!(
            again.stderr.contains("30 imported before"),
            "{change}: {again:?}"
        );
        shell(r#"cp ../kept "$1""#);
    }
    assert_eq!(sandbox.logged(), imported);
}

#[test]
fn a_folder_that_is_a_link_is_not_followed() {
    let sandbox = Sandbox::with_log();
    let elsewhere = sandbox.path("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, sandbox.path("work/logs/2026")).unwrap();
    sandbox.put("work/a.json", json!([row(1, "A")]).to_string());
    let said = import(&sandbox, &["a.json", "--from", "greenhouse"]).failed(2);
    assert!(said.contains("a link, which is never followed"), "{said}");
    assert_eq!(files(&elsewhere), Vec::<PathBuf>::new());
}

#[test]
fn the_day_is_the_one_it_was_where_the_import_runs() {
    let row = json!([{ "id": 1, "status": "rejected", "rejected_at": "2026-11-20T02:30:00.000Z",
        "rejection_reason": { "type": { "name": "We rejected them" } } }]);
    for (zone, expected) in [
        ("UTC", "2026-11-20"),
        ("Pacific/Honolulu", "2026-11-19"),
        ("America/Los_Angeles", "2026-11-19"),
        ("Pacific/Kiritimati", "2026-11-20"),
    ] {
        let sandbox = Sandbox::with_log();
        sandbox.put("work/a.json", row.to_string());
        let mut command = sandbox.command(HIRELOG);
        command
            .env("TZ", zone)
            .args(["import", "a.json", "--from", "greenhouse", "--dry-run"]);
        let ran = sandbox.run(&mut command);
        if zone != "UTC" && !Path::new("/usr/share/zoneinfo").exists() {
            continue;
        }
        assert!(ran.stdout.starts_with(expected), "{zone}: {ran:?}");
    }
}

#[test]
fn control_c_while_an_export_is_read_writes_nothing() {
    let sandbox = Sandbox::with_log();
    let lines: String = (0..700)
        .map(|id| row(id, "Analyst").to_string() + "\n")
        .collect();
    let mut command = sandbox.command(HIRELOG);
    command.args(["import", "-", "--from", "greenhouse"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // Half of it, then a pause in which Ctrl-C comes while it waits for more.
    input
        .write_all(&lines.as_bytes()[..lines.len() / 2])
        .unwrap();
    thread::sleep(Duration::from_millis(1500));
    let id = child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &id]).status();
    assert!(killed.unwrap().success());
    let ran = Ran::from(child.wait_with_output().unwrap());
    drop(input);
    assert_eq!(ran.code, Some(130), "{}", ran.stderr);
    assert_eq!((ran.stdout.as_str(), sandbox.logged()), ("", Vec::new()));
    let file = sandbox.put("work/all.jsonl", &lines);
    let ran = import(&sandbox, &[file.to_str().unwrap(), "--from", "greenhouse"]);
    assert_eq!(ran.ok().lines().count(), 700);
}

#[test]
fn what_cannot_be_read_to_its_end_writes_nothing() {
    let rows = "Application ID,Date,Outcome,Job\n1,2026-10-01,rejected,Analyst\n2,2026-10-02,rejected,Analyst\n";
    let json = json!([row(1, "A"), row(2, "A")]).to_string();
    let lines = format!("{}\n{}\n", row(1, "A"), row(2, "A"));
    for (name, text, system, place) in [
        (
            "a.csv",
            format!("{rows}3,2026-10-03,\"rejected,Analyst\n"),
            "csv",
            "line 4",
        ),
        ("a.csv", format!("{rows}3,2026-1"), "csv", "line 4"),
        (
            "a.csv",
            format!("{rows}3,25/10/2026,rejected,A\n4,10/25/2026,rejected,A\n"),
            "csv",
            "line 5",
        ),
        (
            "a.json",
            json[..json.len() - 9].to_owned(),
            "greenhouse",
            "line 1",
        ),
        (
            "a.jsonl",
            lines[..lines.len() - 9].to_owned(),
            "greenhouse",
            "line 2",
        ),
        ("a.json", json, "ashby", "--from greenhouse"),
        ("a.html", "<html></html>".to_owned(), "csv", "web page"),
    ] {
        let sandbox = Sandbox::with_log();
        sandbox.put(&format!("work/{name}"), &text);
        let said = import(&sandbox, &[name, "--from", system]).failed(2);
        assert!(said.contains(place), "{text}: {said}");
        assert_eq!(sandbox.logged(), Vec::<PathBuf>::new(), "{text}");
    }
}

/// The one export, then a later one: `../ats/shapes/again`.
#[test]
fn a_later_export_changes_what_nobody_touched() {
    let sandbox = Sandbox::with_log();
    let again = |name: &str| export(&format!("shapes/again/{name}"));
    let (one, two, offers) = (
        again("export1.json"),
        again("export2.json"),
        again("offers.json"),
    );
    let system = ["--from", "greenhouse", "--from-stage", "sourcing"];
    let first = import(&sandbox, &[&[one.as_str()][..], &system].concat()).ok();
    assert_eq!(first.lines().count(), 4);
    let by_table = import(
        &sandbox,
        &[
            &again("gh.csv"),
            "--from",
            "csv",
            "--from-stage",
            "sourcing",
        ],
    );
    assert!(
        by_table.stderr.contains("1 imported before"),
        "{by_table:?}"
    );
    // Somebody wrote in the one, and changed the outcome of the other.
    let id = |path: &str| path.rsplit(['-', '/']).next().unwrap().replace(".toml", "");
    let ids: Vec<_> = first.lines().map(id).collect();
    sandbox
        .hirelog(["edit", &ids[1], "--outcome", "unresponsive"])
        .ok();
    let later = [&[two.as_str(), "--offers", &offers][..], &system].concat();
    let plan = import(&sandbox, &[&later[..], &["--dry-run"]].concat());
    assert_eq!(plan.stdout.lines().count(), 1, "{plan:?}");
    for yes in [&[][..], &["--yes"]] {
        let ran = import(&sandbox, &[&later[..], yes].concat());
        if yes.is_empty() {
            assert!(
                ran.stderr.contains("changed 2, different here 1"),
                "{ran:?}"
            );
        }
        assert!(ran.stderr.contains(&format!("{}.toml", ids[2])), "{ran:?}");
        ran.ok();
    }
    let listed = sandbox.hirelog(["list"]).ok();
    for (id, outcome) in [
        (&ids[0], "accepted"),
        (&ids[1], "unresponsive"),
        (&ids[3], "offer-declined"),
    ] {
        let line = listed
            .lines()
            .find(|line| line.contains(id.as_str()))
            .unwrap();
        assert!(line.contains(outcome), "{listed}");
    }
    assert!(
        !listed.contains(&ids[2]),
        "open again, and nobody wrote in it: {listed}"
    );
}

#[test]
fn a_kill_leaves_whole_files_and_the_next_import_cleans_up() {
    let sandbox = Sandbox::with_log();
    let lines: String = (0..600)
        .map(|id| row(id, "Analyst").to_string() + "\n")
        .collect();
    let file = sandbox.put("work/all.jsonl", &lines);
    let arguments = ["import", file.to_str().unwrap(), "--from", "greenhouse"];
    let mut command = sandbox.command(HIRELOG);
    let mut child = command
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let in_place = || {
        let logged = sandbox.logged();
        let visible = logged
            .into_iter()
            .filter(|path| !path.display().to_string().contains("/.hirelog"));
        visible.collect::<Vec<_>>()
    };
    let begun = Instant::now();
    while in_place().len() < 256 && begun.elapsed() < Duration::from_secs(60) {
        thread::sleep(Duration::from_millis(5));
    }
    // Meanwhile nobody else imports here.
    let said = import(&sandbox, &arguments[1..]);
    child.kill().unwrap();
    child.wait().unwrap();
    if said.code == Some(2) {
        assert!(
            said.stderr.contains("another import is writing"),
            "{said:?}"
        );
    }
    for path in in_place() {
        read(&fs::read_to_string(path).unwrap());
    }
    import(&sandbox, &arguments[1..]).ok();
    assert_eq!(in_place().len(), 600);
    assert_eq!(sandbox.logged().len(), 600, "nothing hidden is left");
    assert_eq!(import(&sandbox, &arguments[1..]).ok(), "");
}

/// In whatever order the rows come, the log says the same.
#[test]
fn the_order_of_rows_does_not_matter() {
    let config = ProptestConfig {
        cases: ProptestConfig::default().cases / 32, // each starts nine processes
        source_file: Some(file!()),
        ..ProptestConfig::with_failure_persistence(WithSource("seeds"))
    };
    let order = Just((0..12_u64).collect::<Vec<_>>()).prop_shuffle();
    let roles = proptest::collection::vec("[ -~äé日\n\t]{0,30}", 12);
    let tried = TestRunner::new(config).run(&(order, roles), |(order, roles)| {
        let rows = |order: &[u64]| {
            let rows: Vec<_> = order
                .iter()
                .map(|id| row(*id, &roles[*id as usize]))
                .collect();
            Value::Array(rows).to_string()
        };
        let (one, other) = (Sandbox::with_log(), Sandbox::with_log());
        one.put("work/a.json", rows(&(0..12).collect::<Vec<_>>()));
        other.put("work/a.json", rows(&order));
        for sandbox in [&one, &other] {
            import(sandbox, &["a.json", "--from", "greenhouse"]).ok();
        }
        prop_assert_eq!(told(&one), told(&other));
        one.put("work/a.json", rows(&order));
        let again = import(&one, &["a.json", "--from", "greenhouse"]).ok();
        prop_assert_eq!(again, "");
        Ok(())
    });
    tried.unwrap_or_else(|failed| panic!("{failed}"));
}

#[test]
fn what_is_not_whole_is_named_and_writes_nothing() {
    let sandbox = Sandbox::with_log();
    let table = "Application ID,Archive Date,Stage,Archive Reason,Job\n1,2026-10-01,Onsite,Offer declined,Analyst\n\"2,2026-10-02,Onsite,Offer declined,Analyst\n3,2026-10-03,Onsite,Offer declined,Analyst\n";
    for (name, bytes, says) in [
        (
            "open.csv",
            table.split("3,").next().unwrap().to_owned(),
            "line 3: a quote is opened there and never closed",
        ),
        (
            "swallowing.csv",
            table.to_owned(),
            "line 3: a quote is opened there, and whole rows stand behind it",
        ),
        // Closed by the next one that should not be there.
        (
            "paired.csv",
            table.replace("\"2", "2").replace("Analyst", "\"Analyst"),
            "line 2: a quote is opened there, and whole rows stand behind it",
        ),
        (
            "a.xlsx",
            "PK\u{3}\u{4}x".to_owned(),
            "the archive is broken",
        ),
    ] {
        sandbox.put(&format!("work/{name}"), bytes);
        let said = sandbox.hirelog(["import", name, "--from", "csv"]).failed(2);
        assert!(said.contains(says), "{said}");
        assert_eq!(sandbox.logged().len(), 0, "{said}");
    }
}
