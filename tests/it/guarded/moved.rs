//! A log that moves in a commit, or goes: what its files say is checked all the same.

use super::{Leak, SetUp};

/// What is about to be committed counts, also where it takes away or moves what marks a log.
pub fn where_the_folder_or_the_mark_of_the_log_moves(leaks: &[Leak]) {
    // What is done, where the file lies then, and whether a log has it there.
    let moves: [(&[&[&str]], &str, bool); 6] = [
        (
            &[&["mv", "hiring/logs", "hiring/archive"]],
            "hiring/archive",
            false,
        ),
        (&[&["mv", "hiring/logs", "notes"]], "notes", false),
        (&[&["mv", "hiring", "people"]], "people/logs", true),
        (
            &[&["rm", "-q", "hiring/hirelog.toml"]],
            "hiring/logs",
            false,
        ),
        (
            &[&["mv", "hiring/hirelog.toml", "hiring/team.toml"]],
            "hiring/logs",
            false,
        ),
        (
            &[
                &["mv", "hiring/hirelog.toml", "hirelog.toml"],
                &["mv", "hiring/logs", "logs"],
            ],
            "logs",
            true,
        ),
    ];
    // Every second one, unless each leak is tried.
    let step = if leaks.len() == 1 { 2 } else { 1 };
    for (commands, folder, is_log) in moves.into_iter().step_by(step) {
        let setup = SetUp::new("hiring");
        setup.install();
        let file = format!("work/{folder}/2026/2026-11-02-x-k7f3q.toml");
        let head = setup.git(&["rev-parse", "HEAD"]).ok();
        let sound = "schema = 1\ndate = 2026-11-02\noutcome = \"rejected\"\nstage = \"offer\"\n";
        for (code, lines) in leaks {
            for command in commands {
                setup.git(command).ok();
            }
            setup.sandbox.put(&file, format!("{sound}{lines}\n"));
            setup.git(&["add", "-A"]).ok();
            let ran = setup.git(&["commit", "-q", "-m", "Leak"]);
            assert_eq!(ran.code, Some(1), "{commands:?}: {ran:?}");
            let reason = match is_log {
                true => code,
                false => "after this commit no log has a post-mortem or decision",
            };
            assert!(format!("{ran:?}").contains(reason), "{commands:?}: {ran:?}");
            assert_eq!(setup.git(&["rev-parse", "HEAD"]).ok(), head);
            setup.git(&["reset", "-q", "--hard"]).ok();
        }
        for command in commands {
            setup.git(command).ok();
        }
        setup.sandbox.put(&file, sound);
        setup.git(&["add", "-A"]).ok();
        let ran = setup.git(&["commit", "-q", "-m", "Moved"]);
        assert_eq!(ran.code, Some(i32::from(!is_log)), "{commands:?}: {ran:?}");
        if is_log {
            // The hook names the place where the log was, and it is found where it is.
            let (code, lines) = leaks[0];
            setup.sandbox.put(&file, format!("{sound}{lines}\n"));
            let ran = setup.git(&["commit", "-q", "-a", "-m", "Leak"]);
            assert_eq!(ran.code, Some(1), "{commands:?}: {ran:?}");
            assert!(format!("{ran:?}").contains(code), "{ran:?}");
            // Nor is it passed over there when what marks it goes.
            setup.git(&["reset", "-q", "--hard"]).ok();
            setup
                .git(&[
                    "rm",
                    "-q",
                    "hirelog.toml",
                    "*/hirelog.toml",
                    "--ignore-unmatch",
                ])
                .ok();
            let ran = setup.git(&["commit", "-q", "-m", "Gone"]);
            assert_eq!(ran.code, Some(1), "{commands:?}: {ran:?}");
        }
    }
    // A log as a whole may go, and so may one file of it.
    let setup = SetUp::new("hiring");
    setup.install();
    let settings = "name = \"x\"\nabout = \"outcome\"\n";
    setup.sandbox.put("work/other.toml", settings);
    setup.git(&["rm", "-q", "-r", "hiring/logs"]).ok();
    setup.git(&["add", "-A"]).ok();
    setup.git(&["commit", "-q", "-m", "Gone"]).ok();
    setup.git(&["rm", "-q", "-r", "hiring"]).ok();
    setup.git(&["commit", "-q", "-m", "Gone"]).ok();
}
