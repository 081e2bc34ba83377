//! The text of the hook, the same whatever git calls it by, and how one of ours is told from
//! anybody else's, also of another version.

use super::Hook;

pub(super) const SCRIPT: &str = include_str!("../../../../templates/pre-commit.sh");

/// What a line of the script says before its version.
const VERSION: &str = "# hirelog hook ";

/// How the hooks of version 0.1 begin and end: the whole of them but one line.
const OF_0_1: [&str; 2] = [
    "#!/bin/sh
# Checks the post-mortems that are about to be committed; written by `hirelog init --hook`.
# An error stops the commit; `git commit --no-verify` goes past it.
if ! command -v hirelog >/dev/null 2>&1; then
    echo 'hirelog is not on the PATH, so the post-mortems of this commit are not checked' >&2
    exit 0
fi
exec hirelog",
    " check --staged --quiet\n",
];

impl Hook<'_> {
    /// The lines of the logs that a hook of ours checks; `None` for any other hook.
    pub(super) fn own(&self, text: &str) -> Option<String> {
        let text = &text.replace("\r\n", "\n"); // as git may have checked it out
        let own = between(text, OF_0_1[0], OF_0_1[1]).map(|place| {
            let log = place.strip_prefix(" -C ").unwrap_or(".");
            format!("check {log}\n")
        });
        own.or_else(|| {
            let (head, rest) = SCRIPT.split_once("{program}")?;
            let (middle, tail) = rest.split_once("{checks}\n")?;
            let (_, checks) = between(text, head, tail)?.split_once(middle)?;
            Some(checks.to_owned())
        })
        .or_else(|| {
            let is_old = version(text)? < version(SCRIPT)?;
            let checks = text.lines().filter(|line| line.starts_with("check "));
            is_old.then(|| checks.map(|line| format!("{line}\n")).collect())
        })
    }

    /// The script, which checks this log as well as those in `checks`.
    pub(super) fn script(&self, checks: &str) -> String {
        let line = if self.is_in(checks) {
            String::new()
        } else {
            self.check()
        };
        SCRIPT.replacen("{program}", self.program, 1).replacen(
            "{checks}\n",
            &format!("{checks}{line}"),
            1,
        )
    }
}

/// Which version of ours a hook is; `None` where it is another's, or of 0.1.
pub(super) fn version(text: &str) -> Option<u32> {
    let line = text.lines().find_map(|line| line.strip_prefix(VERSION))?;
    line.split([',', ' ']).next()?.parse().ok()
}

/// What stands between the beginning of a text and its end.
fn between<'t>(text: &'t str, head: &str, tail: &str) -> Option<&'t str> {
    text.strip_prefix(head)?.strip_suffix(tail)
}
