//! The workflow that makes the page each Friday: what all of them do, and how each of
//! them puts the page where the team is, with no more permission than that needs.

use crate::cli::{Init, Weekly};

pub(super) const PUBLIC: &str = "GitHub Pages are public, also those of a private repository: \
                                 whoever has the address reads the page";

/// The file, but for the log; nothing where no page is wanted.
pub(super) fn workflow(args: &Init) -> Option<String> {
    let (place, flag, permissions, steps) = match args.weekly.unwrap_or(Weekly::Issue) {
        _ if args.pages => (
            "on GitHub Pages",
            " --pages",
            "contents: read # the log",
            include_str!("../../../templates/weekly/pages.yml"),
        ),
        Weekly::Issue => (
            "into a comment below an issue",
            "",
            "contents: read # the log\n      issues: write # the comment",
            include_str!("../../../templates/weekly/issue.yml"),
        ),
        Weekly::PullRequest => (
            "into a pull request",
            " --weekly pull-request",
            "contents: write # the branch\n      pull-requests: write # and what asks to merge it",
            include_str!("../../../templates/weekly/pull-request.yml"),
        ),
        Weekly::Artifact => (
            "among the files of the run",
            " --weekly artifact",
            "contents: read # the log",
            include_str!("../../../templates/weekly/artifact.yml"),
        ),
        Weekly::None => return None,
    };
    let warning = if args.pages {
        format!("\n# {PUBLIC}.")
    } else {
        String::new()
    };
    let head = include_str!("../../../templates/weekly/head.yml")
        .replace("{place}", place)
        .replace("{flag}", flag)
        .replace("{warning}", &warning)
        .replace("{permissions}", permissions);
    Some(head + steps)
}
