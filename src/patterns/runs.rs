//! Runs of losses at one stage, among those who reached it, and how often chance
//! alone makes one.

use crate::model::{Day, EndedBy, Span, spelled};
use foldhash::{HashMap, HashMapExt};

/// As many losses as this in a row are a run.
pub const IN_A_ROW: usize = 3;

spelled! {
    /// Who ended the processes of a run.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Enders {
        /// The candidates: declined, withdrew, reneged, silent.
        Them = "them",
        /// The team: rejected.
        Us = "us",
        /// Some of each, or nobody can say.
        Both = "both",
    }
}

impl Enders {
    /// Of one loss; `None` for a word that nobody declared.
    pub const fn of(ended_by: Option<EndedBy>) -> Self {
        match ended_by {
            Some(EndedBy::They) => Self::Them,
            Some(EndedBy::We) => Self::Us,
            Some(EndedBy::Either | EndedBy::Accepted | EndedBy::Closed) | None => Self::Both,
        }
    }
}

/// Whose post-mortems a run is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose<'a> {
    Role(&'a str),
    Team(&'a str),
    Everything,
}

/// One post-mortem that says how far it got.
#[derive(Debug, Clone, Copy)]
pub struct Reached<'a> {
    pub day: Day,
    /// The place of its stage among all stages.
    pub stage: usize,
    /// Who ended it; `None` for a hire and for a role that closed.
    pub lost: Option<Enders>,
    /// By the names that tell roles and teams apart.
    pub role: Option<&'a str>,
    pub team: Option<&'a str>,
}

impl Reached<'_> {
    /// Stages that it got past, from the first.
    pub fn passed(&self) -> usize {
        self.stage + usize::from(self.lost.is_none())
    }
}

/// Losses in a row that are the latest of all that reached the stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<'a> {
    pub whose: Whose<'a>,
    pub stage: usize,
    /// Which of the post-mortems, in their order.
    pub losses: Vec<usize>,
    pub ended_by: Enders,
    /// How often chance alone makes such a run in a window, over all roles.
    pub by_chance: f64,
    /// Somebody of any role got past the stage in both windows: without one, how often
    /// chance does it is no more than a guess.
    pub is_passed: bool,
}

/// The runs whose last loss lies in the window. `sorted` is everything that is
/// known and got to a stage, by date; `everything` adds runs over all of it.
pub fn runs<'a>(sorted: &[Reached<'a>], window: Span, everything: bool) -> Vec<Run<'a>> {
    let mut latest: HashMap<(Whose<'a>, usize), Vec<usize>> = HashMap::new();
    let of = |one: &Reached<'a>| {
        let role = one.role.map(Whose::Role);
        let team = one.team.map(Whose::Team);
        let all = everything.then_some(Whose::Everything);
        [role, team, all].into_iter().flatten()
    };
    // Nobody knows what came first on a day, so whoever got past a stage then ends every
    // run at it.
    let numbered: Vec<_> = sorted.iter().enumerate().collect();
    for of_day in numbered.chunk_by(|(_, one), (_, next)| one.day == next.day) {
        for (index, one) in of_day.iter().filter(|(_, one)| one.lost.is_some()) {
            for whose in of(one) {
                latest.entry((whose, one.stage)).or_default().push(*index);
            }
        }
        for (_, one) in of_day {
            for whose in of(one) {
                for stage in 0..one.passed() {
                    latest.remove(&(whose, stage));
                }
            }
        }
    }
    let is_current = |losses: &[usize]| {
        let last = losses.last().map(|last| sorted[*last].day);
        losses.len() >= IN_A_ROW && last.is_some_and(|last| window.contains(last))
    };
    let current = latest.into_iter().filter(|(_, run)| is_current(run));
    let mut runs: Vec<_> = current
        .map(|((whose, stage), losses)| {
            let (by_chance, is_passed) = by_chance(stage, &losses, sorted, window);
            Run {
                whose,
                stage,
                ended_by: ended_by(losses.iter().map(|loss| sorted[*loss].lost)),
                by_chance,
                is_passed,
                losses,
            }
        })
        .collect();
    runs.sort_by(|one, other| (one.whose, one.stage).cmp(&(other.whose, other.stage)));
    runs
}

fn ended_by(losses: impl Iterator<Item = Option<Enders>>) -> Enders {
    let all = losses.reduce(|one, next| match one == next {
        true => one,
        false => Some(Enders::Both),
    });
    all.flatten().unwrap_or(Enders::Both)
}

/// How often chance alone makes such a run, and whether somebody got past the stage, of all
/// roles: e = n (1 − s) s^k. A run begins with somebody who was not lost there, and the share
/// that is lost there is counted without the run itself.
fn by_chance(stage: usize, run: &[usize], sorted: &[Reached<'_>], window: Span) -> (f64, bool) {
    let both = Span {
        since: window.before().since,
        until: window.until,
    };
    let reached = |span: Span| {
        let got_there = sorted.iter().filter(|one| one.stage >= stage);
        got_there.filter(|one| span.contains(one.day)).count()
    };
    let lost_there = sorted
        .iter()
        .filter(|one| one.stage == stage && one.lost.is_some());
    let lost = lost_there.filter(|one| both.contains(one.day)).count();
    let own = run.iter().filter(|loss| both.contains(sorted[**loss].day));
    let (own, in_both) = (own.count(), reached(both));
    let share = (lost - own + 1) as f64 / (in_both - own + 2) as f64;
    let e = reached(window) as f64 * (1.0 - share) * share.powf(run.len() as f64);
    (e, in_both > lost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window() -> Span {
        let until = Day::parse("2026-11-20").unwrap();
        Span {
            since: until.minus_days(89),
            until,
        }
    }

    /// `o` is an offer, `f` a final loop, `s` a screen; capital letters are hires,
    /// a digit is one that they ended at the offer. One a day, the last today.
    fn log(row: &str) -> Vec<Reached<'static>> {
        let one = |(index, letter): (usize, char)| Reached {
            day: window().until.minus_days((row.len() - 1 - index) as u64),
            stage: match letter.to_ascii_lowercase() {
                's' => 1,
                'f' => 3,
                _ => 4,
            },
            lost: match letter {
                'A'..='Z' => None,
                '1' => Some(Enders::Them),
                '2' => Some(Enders::Both),
                _ => Some(Enders::Us),
            },
            role: Some("engineer"),
            team: None,
        };
        row.chars().enumerate().map(one).collect()
    }

    fn found(row: &str) -> Vec<(usize, Vec<usize>)> {
        let found = runs(&log(row), window(), false).into_iter();
        found.map(|run| (run.stage, run.losses)).collect()
    }

    #[test]
    fn only_those_who_reached_the_stage_make_or_break_a_run() {
        assert_eq!(found("Oooo"), [(4, vec![1, 2, 3])]);
        assert_eq!(found("osofo"), [(4, vec![0, 2, 4])], "passed over");
        assert_eq!(found("fff"), [(3, vec![0, 1, 2])]);
        assert_eq!(found("fffo"), [], "one got further");
        assert_eq!(found("fffO"), [], "one was hired");
        assert_eq!(found("foff"), []);
        let of_a_day = |row: &str| {
            let mut log = log(row);
            for one in &mut log {
                one.day = window().until;
            }
            runs(&log, window(), false).len()
        };
        assert_eq!(of_a_day("ooo"), 1);
        assert_eq!(
            [of_a_day("Oooo"), of_a_day("oooO")],
            [0, 0],
            "whichever id is first"
        );
        assert_eq!(
            [of_a_day("offf"), of_a_day("fffo")],
            [0, 0],
            "one got further that day"
        );
        let both = found("fooossfsf");
        assert_eq!(both, [(4, vec![1, 2, 3])], "two since got less far");
    }

    #[test]
    fn a_run_is_current_where_its_last_loss_lies_in_the_window() {
        let mut old = log("ooo");
        for one in &mut old {
            one.day = one.day.minus_days(89);
        }
        assert_eq!(runs(&old, window(), false).len(), 1, "the first day");
        for one in &mut old {
            one.day = one.day.minus_days(1);
        }
        assert_eq!(runs(&old, window(), false), []);
    }

    #[test]
    fn theirs_and_ours_are_told_apart() {
        for (row, expected) in [
            ("111", Enders::Them),
            ("ooo", Enders::Us),
            ("1o1", Enders::Both),
            ("112", Enders::Both),
        ] {
            assert_eq!(runs(&log(row), window(), false)[0].ended_by, expected);
        }
    }

    /// Three at the final loop of twelve who got there: e = 12 (1 − s) s³ with
    /// s = (2 + 1) / (9 + 2).
    #[test]
    fn how_often_chance_makes_such_a_run() {
        let row = "OOffOOOOOfff";
        let run = &runs(&log(row), window(), true)[0];
        let share: f64 = 3.0 / 11.0;
        let expected = 12.0 * (1.0 - share) * share.powi(3);
        assert!((run.by_chance - expected).abs() < 1e-12, "{run:?}");
        let whose: Vec<_> = runs(&log(row), window(), true)
            .iter()
            .map(|run| run.whose)
            .collect();
        assert_eq!(whose, [Whose::Role("engineer"), Whose::Everything]);
        let long = format!("{}{}", "O".repeat(20), "f".repeat(3));
        assert!(runs(&log(&long), window(), false)[0].by_chance < 0.02);
        let is_passed = |row: &str| runs(&log(row), window(), false)[0].is_passed;
        assert!(!is_passed("fff"), "nothing but losses");
        assert!(is_passed("Offf") && is_passed("offf"));
    }
}
