//! The reader of what hirelog writes, beside the one that reads anything.

use crate::log::read::decode::decode_parsed;
use crate::log::read::plain::{KnownLines, plain};
use crate::log::{Defaults, Prose, encode};
use crate::model::{Party, PostMortem};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

const SOURCE: &str = r#"schema = 1
date = 2026-11-20
outcome = "offer-declined"
case = ""
tldr = "- „Zu spät“, they said"
fit = "match"
wanted = ["growth", "pay"]

# Where can we take responsibility?
[manager]
by = "manager"
owned = """
- My notes were "late",
and nobody asked.
"""
dropped = []
next = "Call."
promised = 2026-11-20

[recruiter]
"#;

fn parsed(source: &str, prose: Prose) -> Option<PostMortem> {
    let decoded = decode_parsed(source, &Defaults::default(), prose);
    decoded
        .post_mortem
        .filter(|_| decoded.diagnostics.is_empty())
}

/// Where lines of the same form have been read before.
fn read_plain(source: &str, prose: Prose) -> Option<PostMortem> {
    let mut known = KnownLines::default();
    plain(SOURCE, prose, &mut known)?;
    plain(source, prose, &mut known)
}

#[test]
fn what_hirelog_writes_is_read_without_a_tree() {
    for prose in [Prose::Whole, Prose::Hinted, Prose::Promises] {
        let read = read_plain(SOURCE, prose);
        assert!(read.is_some());
        assert_eq!(read, parsed(SOURCE, prose));
    }
    let mut written = parsed(SOURCE, Prose::Whole).unwrap();
    written.section_mut(Party::Candidate).owned = "One line,\n\nand two.".into();
    written.tldr = Some("He said: no".into());
    let source = encode(&written).unwrap();
    assert_eq!(read_plain(&source, Prose::Whole), Some(written), "{source}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::with_failure_persistence(WithSource("seeds")) })]

    /// Any other text as well, or it is left to the whole reader.
    #[test]
    fn both_readers_agree(
        cuts in prop::collection::vec((0..SOURCE.len(), 0..3_usize, PIECES), 0..4),
        hinted: bool,
    ) {
        let mut source = SOURCE.to_owned();
        for (at, length, piece) in cuts {
            let boundary = |at: usize| (0..=at).rev().find(|at| source.is_char_boundary(*at)).unwrap();
            let (start, end) = (boundary(at), boundary((at + length).min(source.len())));
            source.replace_range(start..end, &piece);
        }
        let prose = if hinted { Prose::Hinted } else { Prose::Whole };
        let read = read_plain(&source, prose);
        if read.is_some() {
            prop_assert_eq!(read, parsed(&source, prose), "{}", source);
        }
    }
}

const PIECES: &str = r#"|[\\"'#=,\n\r\t \[\].é0-9a]|"{2,3}|\n"""\n?|, "[a ]?"|\n(by|date|owned|hold|team|schema) = |\n\[(manager|candidate)\]\n|= 1|= 20|\x7f|\u{feff}|<<<<<<< "#;
