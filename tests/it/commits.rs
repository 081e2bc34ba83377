//! `--commit` on a terminal: what is saved stands there before a hook says a word, and
//! what the hook says, or asks, is seen while it runs.

#![cfg(unix)]

use crate::conversation::Desk;

fn git(desk: &Desk, arguments: &[&str]) -> String {
    let mut command = desk.sandbox.command("git");
    desk.sandbox.run(command.args(arguments)).ok()
}

#[test]
fn a_hook_that_asks_is_seen_and_answered_and_the_path_comes_first() {
    let desk = Desk::new();
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "-A"]);
    git(&desk, &["commit", "-q", "-m", "Before"]);
    desk.sandbox.script(
        "work/.git/hooks/prepare-commit-msg",
        r#"exec < /dev/tty; printf 'Ticket? '; read t; echo "$t: done" > "$1""#,
    );
    let mut talk = desk.hirelog("new -o withdrew --commit");
    talk.see("logs/2026/2026-11-20-")
        .see("saved ")
        .see("Ticket? ")
        .keys("HR-7\r");
    talk.see("committed: Add post-mortem");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(
        git(&desk, &["log", "-1", "--format=%s"]).trim(),
        "HR-7: done"
    );

    desk.sandbox.script(
        "work/.git/hooks/pre-commit",
        "echo 'not on Fridays'; exit 1",
    );
    let mut talk = desk.hirelog("new -o withdrew --commit");
    talk.see("logs/2026/2026-11-20-")
        .see("saved ")
        .see("not on Fridays")
        .see("saved, but not committed; what stands above says why");
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    let again = talk.shown().matches("not on Fridays").count();
    assert_eq!(again, 1, "{}", talk.shown());
}
