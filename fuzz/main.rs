//! Looks for bytes that break what has to hold; `fuzz/run` says how it is built and started.

#![no_main]

#[path = "../tests/fuzz/targets.rs"]
mod targets;

use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").expect("FUZZ_TARGET names a target");
    let mut targets = targets::TARGETS.into_iter();
    let found = targets.find(|(known, _)| *known == name);
    found.expect("it is one of tests/fuzz/targets.rs").1
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| TARGET(bytes));
