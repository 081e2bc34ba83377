//! Many small waits for the disk at once.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` gives for each number below `count`, in their order, on `most` threads. One
/// that the system does not give, as where their number is limited, is done without.
pub(super) fn on_threads<R: Send>(
    count: usize,
    most: usize,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count {
                return done;
            }
            done.push((number, work(number)));
        }
    };
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..most.min(count))
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, share).ok())
            .collect();
        let mut all = share();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(number, _)| *number);
    all.into_iter().map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::on_threads;

    #[test]
    fn everything_is_done_once_and_told_in_order() {
        for most in [1, 3, 64] {
            let doubled = on_threads(100, most, |number| number * 2);
            assert_eq!(
                doubled,
                (0..100).map(|number| number * 2).collect::<Vec<_>>()
            );
        }
        assert!(on_threads(0, 16, |number| number).is_empty());
    }
}
