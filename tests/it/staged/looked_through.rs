//! What is staged beside the post-mortems, in the names of files, under keys that nobody
//! knows and in the place of folders; and post-mortems that no log would have any more.

use super::{LEAK, Repository, SOUND};
use std::fs;

/// git keeps only where it is, so nobody can look at what is in it.
#[test]
fn a_link_or_another_repository_in_the_place_of_a_folder_is_refused() {
    let link = |repository: &Repository, path: &str| {
        let path = repository.sandbox.path("work").join(path);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink("/elsewhere", path).unwrap();
    };
    let other = |repository: &Repository, path: &str| {
        repository.git(&["init", "-q", path]);
        let empty = ["commit", "-q", "--allow-empty", "-m", "Begin"];
        repository.git(&[&["-C", path][..], &empty].concat());
    };
    for make in [&link as &dyn Fn(&Repository, &str), &other] {
        for path in ["logs", "logs/2026", "decisions", "logs/2026/a"] {
            let repository = Repository::new(["."]);
            make(&repository, path);
            repository.git(&["-c", "advice.addEmbeddedRepo=false", "add", "-A"]);
            let found = repository.staged(1);
            assert!(
                found.starts_with(&format!("{path}: error[HL002]")),
                "{found}"
            );
        }
    }
    // What marks a log says which folders are its own.
    let repository = Repository::new(["."]);
    repository.git(&["mv", "hirelog.toml", "team.toml"]);
    std::os::unix::fs::symlink("team.toml", repository.sandbox.path("work/hirelog.toml")).unwrap();
    repository.git(&["add", "-A"]);
    assert!(
        repository
            .staged(1)
            .contains("hirelog.toml: error[HL002]: a link")
    );
    // Beside the log it is nobody's business.
    let repository = Repository::new(["hiring"]);
    other(&repository, "code");
    link(&repository, "hiring/code");
    repository.git(&["-c", "advice.addEmbeddedRepo=false", "add", "-A"]);
    let named = ["-C", "hiring", "check", "--staged"];
    repository.run(".", &named).ok();
}

#[test]
fn what_lies_beside_the_post_mortems_and_what_files_are_called_is_looked_through() {
    let number = "Ring +44 7700 900123.\n";
    for (path, text, expected) in [
        ("logs/notes.txt", number, "logs/notes.txt:1:6: error[HL502]"),
        (
            "logs/2026/a.csv",
            "id,mail\n1,jo@example.com\n",
            "logs/2026/a.csv:2:3: error[HL501]",
        ),
        (
            "decisions/README.md",
            number,
            "decisions/README.md:1:6: error[HL502]",
        ),
        ("logs/.notes", number, "logs/.notes:1:6: error[HL502]"),
        ("logs/a.pdf", "%PDF\u{0}", "logs/a.pdf: error[HL004]"),
        (".hirelog-x.tmp", SOUND, ".hirelog-x.tmp: error[HL012]"),
        (
            "logs/2026-11-10-jo@example.com-k7f3q.toml",
            SOUND,
            "-k7f3q.toml: error[HL501]: in its name: ",
        ),
        (
            "logs/2026-11-10-call-202-555-0143-k7f3q.toml",
            SOUND,
            "-k7f3q.toml: error[HL502]: in its name: ",
        ),
        (
            "logs/jo@example.com/2026-11-10-k7f3q.toml",
            SOUND,
            "-k7f3q.toml: error[HL501]: in its name: ",
        ),
        (
            "logs/jo@example.com.txt",
            "",
            "logs/jo@example.com.txt: error[HL501]: in its name: ",
        ),
        (
            "decisions/2026-11-10-jo@example.com-k7f3q.toml",
            "",
            "-k7f3q.toml: error[HL501]: in its name: ",
        ),
    ] {
        let repository = Repository::new(["."]);
        repository.put(path, text);
        repository.git(&["add", "-A"]);
        let found = repository.staged(1);
        assert!(found.contains(expected), "{path}: {found}");
        // What was committed before is in nobody's way.
        repository.git(&["commit", "-q", "-m", "Before"]);
        repository.put("logs/2026-11-12-c7f3q.toml", &SOUND.replace("-10", "-12"));
        repository.git(&["add", "-A"]);
        assert!(!repository.staged(0).contains("error"), "{path}");
    }
    let repository = Repository::new(["."]);
    for path in ["logs/README.md", "logs/.gitkeep", "logs/.editorconfig"] {
        repository.put(path, "# Post-mortems of 2026-11-10, one a file\n");
    }
    for name in [
        "req-138-0013-k7f3q",
        "data-analyst-2-m2x9d",
        "2026-p3p3p",
        "phase-2-of-3-c7f3q",
    ] {
        repository.put(&format!("logs/2026/2026-11-10-{name}.toml"), SOUND);
    }
    repository.git(&["add", "-A"]);
    assert!(!repository.staged(0).contains("error"));
    // A picture that an editor or a system keeps for itself says nothing.
    fs::write(repository.sandbox.path("work/logs/.DS_Store"), [0, 0xff]).unwrap();
    repository.git(&["add", "-A"]);
    repository.staged(0);
}

#[test]
fn what_nobody_knows_is_looked_through_by_its_name_as_well() {
    for (path, text) in [
        (
            "hirelog.toml",
            "schema = 1\n[import.outcomes]\n\"jo@example.com\" = \"rejected\"\n",
        ),
        (
            "hirelog.toml",
            "schema = 1\n[import.outcomes]\n\"turned down\" = \"jo@example.com\"\n",
        ),
        (
            "logs/2026-11-10-k7f3q.toml",
            &format!("\"jo@example.com\" = 1\n{SOUND}"),
        ),
        (
            "logs/2026-11-10-k7f3q.toml",
            &format!("{SOUND}\"jo@example.com\" = 1\n"),
        ),
        (
            "logs/2026-11-10-k7f3q.toml",
            &format!("{SOUND}[notes.\"jo@example.com\"]\n"),
        ),
    ] {
        let repository = Repository::new(["."]);
        repository.put(path, text);
        repository.git(&["add", "-A"]);
        let found = repository.staged(1);
        assert!(found.contains("error[HL501]"), "{text}: {found}");
    }
}

/// A commit in which the log goes elsewhere, or its `hirelog.toml` names another folder.
#[test]
fn post_mortems_that_no_log_would_have_are_not_passed_over() {
    let file = "logs/2026-11-10-k7f3q.toml";
    let begin = |folder: &str| {
        let repository = Repository::new([folder]);
        repository.put(&format!("{folder}/{file}"), SOUND);
        repository.git(&["add", "-A"]);
        repository.git(&["commit", "-q", "-m", "Sound"]);
        repository
    };
    let refused = |repository: &Repository, path: &str| {
        repository.git(&["add", "-A"]);
        for arguments in [
            &["check", "--staged"][..],
            &["-C", "a", "check", "--staged"],
        ] {
            let said = repository.run(".", arguments).failed(2);
            let expected = format!("nothing would check what they say: {path}\n");
            assert!(said.contains(&expected), "{said}");
            assert!(
                said.contains("hint: in the same commit, move hirelog.toml"),
                "{said}"
            );
        }
    };
    let settings = "schema = 1\nlogs = \"records\"\n";
    // Another folder is named, and what was there stays, changed or not.
    let repository = begin("a");
    repository.put("a/hirelog.toml", settings);
    refused(&repository, &format!("a/{file}"));
    repository.put(&format!("a/{file}"), LEAK);
    refused(&repository, &format!("a/{file}"));
    // With the files it is the same log.
    repository.git(&["mv", "a/logs", "a/records"]);
    repository.git(&["add", "-A"]);
    assert!(
        repository
            .staged(1)
            .contains("a/records/2026-11-10-k7f3q.toml:8:15: error[HL501]")
    );
    // Under another ending it is still one.
    let repository = begin("a");
    repository.git(&["mv", &format!("a/{file}"), "a/notes.txt"]);
    refused(&repository, "a/notes.txt");
    // To another log.
    let repository = begin("a");
    repository.run(".", &["init", "-q", "b"]).ok();
    repository.git(&["mv", &format!("a/{file}"), "b/logs/2026-11-10-k7f3q.toml"]);
    repository.put("b/logs/2026-11-10-k7f3q.toml", LEAK);
    repository.git(&["add", "-A"]);
    assert!(
        repository
            .staged(1)
            .contains("b/logs/2026-11-10-k7f3q.toml:8:15: error[HL501]")
    );
    let named = repository.run(".", &["-C", "a", "check", "--staged"]);
    assert!(named.stdout.contains("error[HL501]"), "{named:?}");
    // The mark goes out of git and stays in the folder: it is a log all the same.
    let repository = begin("a");
    repository.git(&["rm", "-q", "--cached", "a/hirelog.toml"]);
    repository.put(".gitignore", "hirelog.toml\n");
    repository.put(&format!("a/{file}"), LEAK);
    repository.git(&["add", "-A"]);
    assert!(repository.staged(1).contains("error[HL501]"));
}
