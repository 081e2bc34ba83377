//! Ctrl-C while something must not be cut off in the middle.

use super::Context;
use crate::error::Error;
use signal_hook::consts::SIGINT;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

impl Context {
    /// Does work that Ctrl-C does not end. The work gets a question to ask where
    /// it could stop: whether somebody pressed it.
    ///
    /// # Errors
    /// Where the system does not let Ctrl-C be noticed.
    pub fn uninterrupted<T>(
        &self,
        work: impl FnOnce(&(dyn Fn() -> bool + Sync)) -> T,
    ) -> Result<T, Error> {
        let interrupted = Arc::new(AtomicBool::new(false));
        let handler = signal_hook::flag::register(SIGINT, Arc::clone(&interrupted))
            .map_err(|error| Error::io("prepare", "for Ctrl-C".as_ref(), error))?;
        let done = work(&|| interrupted.load(Ordering::Relaxed));
        signal_hook::low_level::unregister(handler);
        Ok(done)
    }
}
