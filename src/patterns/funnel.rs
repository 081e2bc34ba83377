//! How far people get, and how it ends there. Outcomes say it, so that imported
//! post-mortems nobody has looked at count here as any other.

use super::runs::EndedBy;

/// How one ended that got to a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Accepted,
    /// Hired, and gone again: either side may have ended it.
    LeftEarly,
    They,
    We,
    /// The role closed, or nobody can say.
    Other,
}

impl Ending {
    /// Who ended it, of one that was lost.
    pub const fn ended_by(self) -> EndedBy {
        match self {
            Self::They => EndedBy::Them,
            Self::We => EndedBy::Us,
            Self::Accepted | Self::LeftEarly | Self::Other => EndedBy::Both,
        }
    }
}

/// One stage of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Floor {
    /// Got at least this far.
    pub reached: usize,
    /// Ended here.
    pub accepted: usize,
    pub they_ended: usize,
    pub we_ended: usize,
    pub left_early: usize,
}

/// A floor a stage, in their order, from the place of the stage at which each
/// ended and how it did.
pub fn funnel(stages: usize, ended: impl Iterator<Item = (usize, Ending)>) -> Vec<Floor> {
    let mut floors = vec![Floor::default(); stages];
    for (stage, ending) in ended {
        for floor in &mut floors[..=stage] {
            floor.reached += 1;
        }
        let floor = &mut floors[stage];
        match ending {
            Ending::Accepted => floor.accepted += 1,
            Ending::LeftEarly => floor.left_early += 1,
            Ending::They => floor.they_ended += 1,
            Ending::We => floor.we_ended += 1,
            Ending::Other => {}
        }
    }
    floors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_got_further_got_this_far_too() {
        let ended = [
            (2, Ending::Accepted),
            (2, Ending::They),
            (1, Ending::We),
            (1, Ending::Other),
            (2, Ending::LeftEarly),
        ];
        let floors = funnel(3, ended.into_iter());
        let expected = Floor {
            reached: 3,
            accepted: 1,
            they_ended: 1,
            we_ended: 0,
            left_early: 1,
        };
        assert_eq!(floors[2], expected);
        let reached: Vec<_> = floors.iter().map(|floor| floor.reached).collect();
        assert_eq!(reached, [5, 5, 3]);
        assert_eq!((floors[1].we_ended, floors[1].accepted), (1, 0));
    }
}
