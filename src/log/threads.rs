//! Many small waits for the disk at once.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `work` gives on each of `most` threads. One that the system does not give, as where
/// their number is limited, is done without.
pub(super) fn on_each<R: Send>(most: usize, work: impl Fn() -> R + Sync) -> Vec<R> {
    thread::scope(|scope| {
        let others: Vec<_> = (1..most)
            .map_while(|_| thread::Builder::new().spawn_scoped(scope, &work).ok())
            .collect();
        let own = work();
        let others = others.into_iter();
        let others = others.map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        [own].into_iter().chain(others).collect()
    })
}

/// What `work` gives for each number below `count`, in their order, on `most` threads.
pub(super) fn on_threads<R: Send>(
    count: usize,
    most: usize,
    work: impl Fn(usize) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let numbers = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let numbers = numbers.take_while(|number| *number < count);
        numbers
            .map(|number| (number, work(number)))
            .collect::<Vec<_>>()
    };
    let all = on_each(most.min(count), share);
    let mut all: Vec<_> = all.into_iter().flatten().collect();
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
