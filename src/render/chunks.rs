//! Long lists are drawn on all cores; short ones are not worth a thread.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

const SHORT: usize = 2_000;

/// What `draw` makes of each of a few equal parts, in their order.
pub(super) fn in_parts<T: Sync, R: Send>(items: &[T], draw: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 || items.len() < SHORT {
        return vec![draw(items)];
    }
    let draw = &draw;
    thread::scope(|scope| {
        let parts = items.chunks(items.len().div_ceil(cores));
        let threads: Vec<_> = parts
            .map(|part| {
                let thread = thread::Builder::new().spawn_scoped(scope, move || draw(part));
                // Where the system gives none, it is drawn here.
                thread.map_err(|_| draw(part))
            })
            .collect();
        let joined = threads.into_iter().map(|thread| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(drawn) => drawn,
        });
        joined.collect()
    })
}
