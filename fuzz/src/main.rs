//! Bytes that are made up by what they reach, for one of the ways in of
//! `tests/fuzz/targets.rs`: the one that `TARGET` names. `.ci/fuzz` builds and runs it.

#![no_main]

#[path = "../../tests/fuzz/targets.rs"]
mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("TARGET").unwrap_or_default();
    let target = targets::TARGETS.iter().find(|(known, _)| *known == name);
    let names: Vec<_> = targets::TARGETS.iter().map(|(known, _)| *known).collect();
    let (_, target) = target.unwrap_or_else(|| panic!("TARGET is one of {}", names.join(", ")));
    *target
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
