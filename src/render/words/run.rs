//! Losses in a row, and how often chance alone makes such a run.

use crate::model::{Party, Span};
use crate::patterns::{Digest, Enders, Wall};

/// Days of a month, on average.
const MONTH: f64 = 30.44;

/// Whose run it is.
pub(in crate::render) fn wall_of(wall: &Wall, shown: impl Fn(&str) -> String) -> String {
    match (&wall.role, &wall.team) {
        (Some(role), _) => shown(role),
        (None, Some(team)) => format!("Team {}", shown(team)),
        (None, None) => "All roles".to_owned(),
    }
}

/// `Backend Engineer: 5 losses in a row at final-loop, since 22 Sep 2026; each time the
/// candidate ended it. About once in 4 years by chance alone.`
pub(in crate::render) fn run(
    wall: &Wall,
    digest: &Digest<'_>,
    shown: impl Fn(&str) -> String,
) -> String {
    let (whose, stage) = (wall_of(wall, &shown), shown(&wall.stage));
    let least = wall.uncounted.map_or("", |_| "at least ");
    let since = wall.uncounted.map_or(wall.since, |day| day.min(wall.since));
    let (length, since) = (wall.length(), since.spoken());
    let enders = enders(wall, digest.keeper);
    let chance = match digest.tells_chance {
        true => format!(" {}.", super::capital(&by_chance(wall, digest.window))),
        false => String::new(),
    };
    format!("{whose}: {least}{length} losses in a row at {stage}, since {since}{enders}.{chance}")
}

/// Theirs and ours are not the same: three rejected finalists may be a bar that works.
/// Nobody knows who fell silent first.
fn enders(wall: &Wall, keeper: Option<Party>) -> String {
    let is_candidate = keeper == Some(Party::Candidate);
    let who = match (wall.ended_by, is_candidate) {
        (Enders::Them, _) if wall.silences == wall.length() => {
            return "; each time contact was lost".to_owned();
        }
        (Enders::Them, false) => "the candidate",
        (Enders::Us, true) => "they",
        (Enders::Us, false) => "we",
        (Enders::Them, true) => "you",
        (Enders::Both, _) => return String::new(),
    };
    let or_silence = match wall.silences {
        0 => "",
        _ => ", or contact was lost",
    };
    format!("; each time {who} ended it{or_silence}")
}

/// `about once in 15 months by chance alone`; nothing of the kind in a log of losses only.
pub(super) fn by_chance(wall: &Wall, window: Span) -> String {
    if !wall.is_passed {
        return "nobody got past this stage, so there is nothing to compare with".to_owned();
    }
    let days = window.days() as f64;
    let months = days / wall.by_chance / MONTH;
    let once = match months {
        months if wall.by_chance >= 1.0 || months < 1.5 => {
            "about once a month or more often".to_owned()
        }
        months if months < 24.0 => format!("about once in {months:.0} months"),
        months if months < 1_200.0 => format!("about once in {:.0} years", months / 12.0),
        _ => "hardly ever".to_owned(),
    };
    format!("{once} by chance alone")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id};
    use crate::patterns::Sample;

    fn wall(by_chance: f64, ended_by: Enders) -> Wall {
        Wall {
            role: Some("Data Engineer".to_owned()),
            team: None,
            stage: "final-loop".to_owned(),
            since: Day::parse("2026-09-22").unwrap(),
            uncounted: None,
            ids: ["a", "b", "c"].map(Id::from_stem).to_vec(),
            days: Vec::new(),
            outcome: "rejected".into(),
            ended_by,
            silences: 0,
            party: Party::Manager,
            by_chance,
            is_passed: true,
            is_interrupted: false,
        }
    }

    fn digest(window: Span) -> Digest<'static> {
        Digest {
            sample: Sample::Enough,
            keeper: None,
            window,
            tells_chance: true,
            is_old: false,
            topics: Vec::new(),
            statements: Vec::new(),
        }
    }

    #[test]
    fn a_run_says_how_often_chance_makes_one() {
        let until = Day::parse("2026-11-20").unwrap();
        let window = Span {
            since: until.minus_days(89),
            until,
        };
        for (e, said) in [
            (0.18, "about once in 16 months by chance alone"),
            (0.02, "about once in 12 years by chance alone"),
            (2.5, "about once a month or more often by chance alone"),
            (1e-9, "hardly ever by chance alone"),
        ] {
            assert_eq!(by_chance(&wall(e, Enders::Us), window), said);
        }
        let said = |ended_by, keeper| {
            let digest = Digest {
                keeper,
                ..digest(window)
            };
            run(&wall(0.18, ended_by), &digest, str::to_owned)
        };
        assert_eq!(
            said(Enders::Us, None),
            "Data Engineer: 3 losses in a row at final-loop, since 22 Sep 2026; each time we ended it. About once in 16 months by chance alone."
        );
        let alone = Wall {
            is_passed: false,
            ..wall(0.18, Enders::Us)
        };
        assert_eq!(
            by_chance(&alone, window),
            "nobody got past this stage, so there is nothing to compare with"
        );
        let longer = Wall {
            uncounted: Day::parse("2026-08-27"),
            ..wall(0.18, Enders::Us)
        };
        let longer = run(&longer, &digest(window), str::to_owned);
        assert!(
            longer.contains(": at least 3 losses in a row at final-loop, since 27 Aug 2026"),
            "{longer}"
        );
        let yours = said(Enders::Us, Some(Party::Candidate));
        assert!(yours.contains("each time they ended it"), "{yours}");
        assert!(!said(Enders::Both, None).contains("ended it"));
        let silent = |silences| {
            let wall = Wall {
                silences,
                ..wall(0.18, Enders::Them)
            };
            run(&wall, &digest(window), str::to_owned)
        };
        assert!(silent(3).contains("; each time contact was lost."));
        assert!(silent(1).contains("; each time the candidate ended it, or contact was lost."));
        let brief = Digest {
            tells_chance: false,
            ..digest(window)
        };
        assert!(run(&wall(0.18, Enders::Us), &brief, str::to_owned).ends_with("we ended it."));
    }
}
