//! What bytes were found once, and a few of each kind: `tests/fuzz/corpus` has a
//! folder for each of the targets, and nothing in it breaks what has to hold.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test reads files, and stops where it cannot go on"
)]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn what_was_found_once_is_found_no_more() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut tried = 0;
    for (name, target) in targets::TARGETS {
        for file in fs::read_dir(corpus.join(name)).unwrap() {
            target(&fs::read(file.unwrap().path()).unwrap());
            tried += 1;
        }
    }
    let folders = fs::read_dir(corpus).unwrap().count();
    assert_eq!(folders, targets::TARGETS.len());
    assert!(tried >= 3 * folders, "{tried}");
}
