//! How this room, which has no terminal, says what it waits for.

use std::any::Any;
use std::sync::OnceLock;

/// Whoever has a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Waits {
    /// Says it, and lets it stand.
    pub told: fn(&str),
    /// Shows it for as long as what is given is kept, where it takes long.
    pub shown: fn(String) -> Box<dyn Any>,
}

static WAITS: OnceLock<Waits> = OnceLock::new();

pub fn say_waits_by(waits: Waits) {
    // Whoever says it a second time means the same.
    let _ = WAITS.set(waits);
}

pub(in crate::log) fn told(what: impl FnOnce() -> String) {
    if let Some(waits) = WAITS.get() {
        (waits.told)(&what());
    }
}

pub(in crate::log) fn shown(what: impl FnOnce() -> String) -> Option<Box<dyn Any>> {
    WAITS.get().map(|waits| (waits.shown)(what()))
}
