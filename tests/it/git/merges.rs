//! Two people who write at the same time in clones of their own find all of it in
//! the merge.

use crate::support::{HIRELOG, Ran, Sandbox, files};
use hirelog::tested::{Day, Party, PostMortem, Section, TextList, decode};
use std::fs;
use std::path::Path;
use std::thread;

/// A team's repository with a log in it, cloned twice.
struct Clones {
    sandbox: Sandbox,
}

impl Clones {
    fn new() -> Self {
        let clones = Self {
            sandbox: Sandbox::new(),
        };
        clones
            .git(
                "work",
                &["init", "-q", "--bare", "-b", "main", "../team.git"],
            )
            .ok();
        clones
            .git("work", &["clone", "-q", "../team.git", "../a"])
            .ok();
        clones.hirelog("a", &["init"]).ok();
        clones.commit("a");
        clones.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        clones
            .git("work", &["clone", "-q", "../team.git", "../b"])
            .ok();
        clones
    }

    fn run(&self, program: &str, clone: &str, arguments: &[&str]) -> Ran {
        let mut command = self.sandbox.command(program);
        self.sandbox.run(
            command
                .args(arguments)
                .current_dir(self.sandbox.path(clone)),
        )
    }

    fn git(&self, clone: &str, arguments: &[&str]) -> Ran {
        self.run("git", clone, arguments)
    }

    fn hirelog(&self, clone: &str, arguments: &[&str]) -> Ran {
        self.run(HIRELOG, clone, arguments)
    }

    fn commit(&self, clone: &str) {
        self.git(clone, &["add", "-A"]).ok();
        self.git(clone, &["commit", "-q", "-m", "More"]).ok();
    }

    /// What A has is now in B as well.
    fn share(&self) {
        self.commit("a");
        self.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        self.git("b", &["pull", "-q", "origin", "main"]).ok();
    }

    /// A writes, B writes; B merges what A pushed. The merge in B.
    fn merged(&self) -> Ran {
        self.commit("a");
        self.git("a", &["push", "-q", "origin", "HEAD:main"]).ok();
        self.commit("b");
        self.git(
            "b",
            &[
                "-c",
                "merge.conflictStyle=diff3",
                "pull",
                "-q",
                "--no-rebase",
                "--no-edit",
                "origin",
                "main",
            ],
        )
    }
}

#[test]
fn two_clones_that_write_the_same_role_on_the_same_day_merge() {
    two_clones_write_the_same_role(4);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn two_clones_that_write_the_same_role_twenty_times_merge() {
    two_clones_write_the_same_role(20);
}

fn two_clones_write_the_same_role(each: usize) {
    let clones = Clones::new();
    let new = [
        "new",
        "--outcome",
        "rejected",
        "--role",
        "Data Analyst",
        "--date",
        "2026-11-20",
    ];
    thread::scope(|scope| {
        for clone in ["a", "b"] {
            scope.spawn(|| (0..each).for_each(|_| drop(clones.hirelog(clone, &new).ok())));
        }
    });
    clones.merged().ok();
    let logged = files(&clones.sandbox.path("b/logs"));
    assert_eq!(logged.len(), 2 * each, "{logged:?}");
    let listed = clones.hirelog("b", &["list"]).ok();
    assert_eq!(listed.lines().count(), 2 * each);
}

/// What somebody may write in a section.
fn sections() -> Vec<Section> {
    let long = "I led with the equity story and moved on when they asked about parental benefits. "
        .repeat(4);
    let lines = "I did not ask.\n\n  - twice\n[candidate]\nowned = \"\"\nnext = \"\"";
    let mut sections = Vec::new();
    for owned in ["I did not ask.", long.trim(), lines] {
        for next in ["", "Ask first.", "Ask first.\nThen listen."] {
            sections.push(Section {
                owned: owned.into(),
                dropped: Some(TextList::from_iter(["feedback-late", "no-pre-close"])),
                next: next.into(),
                next_for: (!next.is_empty()).then(|| TextList::from_iter(["feedback-late"])),
                ..Section::default()
            });
        }
    }
    sections
}

fn edit(clones: &Clones, clone: &str, id: &str, party: Party, section: &Section) {
    let mut arguments = vec![
        "edit",
        id,
        "--as",
        party.as_str(),
        "--owned",
        &section.owned,
        "--dropped",
        "feedback-late,no-pre-close",
    ];
    if !section.next.is_empty() {
        arguments.extend(["--next", &section.next, "--next-for", "feedback-late"]);
    }
    clones.hirelog(clone, &arguments).ok();
}

#[test]
fn a_clone_that_fills_in_another_section_merges() {
    two_sections_filled_in_apart_merge(9);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_clone_that_fills_in_another_section_merges_whatever_the_text() {
    two_sections_filled_in_apart_merge(1);
}

/// Each pair of parties, with one text in so many.
fn two_sections_filled_in_apart_merge(step: usize) {
    let pairs: Vec<_> = Party::ALL
        .into_iter()
        .flat_map(|first| Party::ALL.map(|second| (first, second)))
        .filter(|(first, second)| first != second)
        .collect();
    assert_eq!(pairs.len(), 6);
    // One file a pair and text: a commit and a merge for all of them.
    let clones = Clones::new();
    let mut cases = Vec::new();
    for (number, &(first, second)) in pairs.iter().enumerate() {
        let texts = sections().into_iter().enumerate();
        for (index, section) in texts.skip(number % step).step_by(step) {
            let other = sections().remove((index * 4 + 1) % 9);
            let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
            cases.push((path, (first, section), (second, other)));
        }
    }
    clones.share();
    for (path, first, second) in &cases {
        edit(&clones, "a", path, first.0, &first.1);
        edit(&clones, "b", path, second.0, &second.1);
    }
    clones.merged().ok();
    for (path, first, second) in cases {
        let text = fs::read_to_string(clones.sandbox.path("b").join(&path)).unwrap();
        let merged = decode(&text)
            .post_mortem
            .unwrap_or_else(|| panic!("{text}"));
        let mut both = PostMortem::new(merged.date, "rejected");
        for (party, section) in [first, second] {
            let promised = Day::new(2026, 11, 20).filter(|_| !section.next.is_empty());
            *both.section_mut(party) = Section {
                by: Some(party),
                promised,
                ..section
            };
        }
        assert_eq!(merged, both, "{text}");
    }
}

#[test]
fn a_clone_that_fills_in_the_head_merges_with_one_that_fills_in_a_section() {
    let clones = Clones::new();
    let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
    clones.share();
    let head = [
        "--team",
        "data",
        "--tldr",
        "One.\nTwo.",
        "--pitched",
        "mission",
    ];
    clones
        .hirelog("a", &[&["edit", &path][..], &head].concat())
        .ok();
    let section = ["--as", "manager", "--owned", "I did not ask."];
    clones
        .hirelog("b", &[&["edit", &path][..], &section].concat())
        .ok();
    clones.merged().ok();
    let text = fs::read_to_string(clones.sandbox.path("b").join(&path)).unwrap();
    let merged = decode(&text)
        .post_mortem
        .unwrap_or_else(|| panic!("{text}"));
    assert_eq!(merged.tldr.as_deref(), Some("One.\nTwo."));
    assert_eq!(*merged.pitched, ["mission"]);
    assert_eq!(merged.section(Party::Manager).owned, "I did not ask.");
}

#[test]
fn a_merge_that_fails_is_named_with_its_lines_and_not_written_to() {
    let clones = Clones::new();
    let path = clones.hirelog("a", &["new", "--outcome", "rejected"]).ok();
    clones.share();
    for clone in ["a", "b"] {
        let owned = format!("Written in {clone}.\nAnd more.");
        clones
            .hirelog(
                clone,
                &["edit", &path, "--as", "manager", "--owned", &owned],
            )
            .ok();
    }
    assert_eq!(clones.merged().code, Some(1), "both wrote the same section");
    let before = fs::read(clones.sandbox.path("b").join(&path)).unwrap();
    let said = clones.hirelog("b", &["list"]).failed(2);
    for part in [
        "a merge left a conflict marker here: <<<<<<<",
        "|||||||",
        ">>>>>>>",
        &path,
        "git add",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    clones
        .hirelog("b", &["edit", "@latest", "--team", "data"])
        .failed(2);
    clones
        .hirelog("b", &["edit", &path, "--team", "data"])
        .failed(2);
    assert_eq!(
        fs::read(clones.sandbox.path("b").join(&path)).unwrap(),
        before
    );
}

#[test]
fn line_ends_in_the_repository_are_one_newline() {
    let clones = Clones::new();
    let path = clones
        .hirelog(
            "a",
            &["new", "--outcome", "rejected", "--role", "Data Analyst"],
        )
        .ok();
    let file = clones.sandbox.path("a").join(&path);
    let windows = fs::read_to_string(&file).unwrap().replace('\n', "\r\n");
    fs::write(&file, &windows).unwrap();
    clones
        .hirelog(
            "a",
            &["edit", &path, "--as", "manager", "--owned", "One.\nTwo."],
        )
        .ok();
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(
        text.matches('\n').count(),
        text.matches("\r\n").count(),
        "a clone may use others"
    );
    clones.commit("a");
    let stored = clones.git("a", &["show", &format!("HEAD:{path}")]).ok();
    assert_eq!(stored, text.replace("\r\n", "\n").trim_end());
    assert_eq!(
        clones
            .git("a", &["ls-files", "--eol", &path])
            .ok()
            .split_whitespace()
            .next(),
        Some("i/lf")
    );
    assert!(Path::new(&path).starts_with("logs"));
}
