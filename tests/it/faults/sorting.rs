//! A kill during `sort`, whose keys are pressed at a terminal: what it said was saved is,
//! whatever it was killed in is as it was before or after, and the rest is asked again.

use crate::conversation::Desk;
use crate::support::files;
use rexpect::process::Signal;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const IDS: [&str; 4] = ["bbbbb", "ccccc", "ddddd", "fffff"];
/// Nobody presses a key twice as fast.
const BETWEEN: Duration = Duration::from_millis(15);

struct Sorting {
    desk: Desk,
    before: Vec<(PathBuf, String)>,
}

impl Sorting {
    fn new() -> Self {
        let desk = Desk::new();
        for id in IDS {
            let text = format!(
                "schema = 1\ndate = 2026-11-10\noutcome = \"rejected\"\nstage = \"offer\"\ntldr = \"{id}\"\n\n[manager]\nby = \"manager\"\nowned = \"My scorecard was a week late. We use a shared calendar.\" # {id}\nnext = \"\"\n"
            );
            let path = format!("work/logs/2026/2026-11-10-x-{id}.toml");
            desk.sandbox.put(&path, text);
        }
        let mut sorting = Self {
            desk,
            before: Vec::new(),
        };
        sorting.before = sorting.texts();
        sorting
    }

    fn texts(&self) -> Vec<(PathBuf, String)> {
        let files = files(&self.desk.sandbox.path("work/logs")).into_iter();
        // What had no name yet is swept by whoever writes next.
        let has_name =
            |file: &PathBuf| !file.file_name().unwrap().to_string_lossy().starts_with('.');
        let files = files.filter(has_name);
        files
            .map(|file| (file.clone(), fs::read_to_string(file).unwrap()))
            .collect()
    }

    fn restore(&self) {
        for folder in ["work/logs", "state"] {
            fs::remove_dir_all(self.desk.sandbox.path(folder)).unwrap();
        }
        fs::create_dir_all(self.desk.sandbox.path("state")).unwrap();
        for (file, text) in &self.before {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    /// Takes what is marked for each sentence, to the end or until it is killed; what was
    /// shown, and how long that took.
    fn run(&self, killed_after: Option<Duration>) -> (String, Duration) {
        let mut talk = self.desk.hirelog("sort");
        let begun = Instant::now();
        loop {
            if killed_after.is_some_and(|moment| begun.elapsed() >= moment) {
                talk.kill(Signal::SIGKILL);
                talk.end();
                break;
            }
            if talk.shown().contains("is sorted\r\n") {
                assert_eq!(talk.end(), Some(0), "{}", talk.shown());
                break;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "{}",
                talk.shown()
            );
            // It may have ended meanwhile.
            talk.try_key("\r");
            std::thread::sleep(BETWEEN);
        }
        (talk.shown(), begun.elapsed())
    }
}

fn sort_is_killed(moments: u32) {
    let sorting = Sorting::new();
    let (_, time) = sorting.run(None);
    let after = sorting.texts();
    let most = u64::try_from(time.as_micros()).unwrap();
    let mut seed = super::seed();
    for _ in 0..moments {
        sorting.restore();
        let moment = Duration::from_micros(super::random(&mut seed) % most);
        let (shown, _) = sorting.run(Some(moment));
        let texts = sorting.texts();
        let when = format!("killed after {moment:?}: {shown}");
        assert_eq!(texts.len(), IDS.len(), "{when}");
        let mut sorted = 0;
        for ((now, before), after) in texts.iter().zip(&sorting.before).zip(&after) {
            assert!(now == before || now == after, "{when}: {now:?}");
            sorted += usize::from(now == after);
        }
        // After each section a line says what it is, or what the log then counts.
        let told = shown.matches("saved: ").count() + shown.matches(" in 90 days").count();
        assert!(
            (told..=told + 1).contains(&sorted),
            "{sorted} sorted, {when}"
        );
        let (again, _) = sorting.run(None);
        assert_eq!(sorting.texts(), after, "{when}, then {again}");
    }
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_kill_of_sort_at_ten_moments_loses_no_answer_it_said_was_saved() {
    sort_is_killed(10);
}

#[test]
#[ignore = "minutes of debug, so run by hand: .ci/full says how"]
fn a_kill_of_sort_at_two_hundred_moments_loses_no_answer_full_size() {
    sort_is_killed(200);
}
