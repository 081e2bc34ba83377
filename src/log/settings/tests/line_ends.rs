//! Settings over several lines, as an editor of Windows saves them.

use super::*;

#[test]
fn lines_are_the_same_with_the_line_ends_of_windows() {
    let text = r#"
[report]
signoff = """
Thank you
all."""
[[dropped_ball]]
slug = "floor"
party = "manager"
meaning = """
A floor
nobody saw."""
aliases = ["""
no
floor"""]
"#;
    let read = check(team, &text.replace('\n', "\r\n"), "");
    assert_eq!(read.signoff.as_deref(), Some("Thank you\nall."));
    assert_eq!(read.balls[0].meaning, "A floor\nnobody saw.");
    assert_eq!(read.balls[0].aliases, ["no\nfloor"]);
    assert_eq!(read, check(team, text, ""));
}
