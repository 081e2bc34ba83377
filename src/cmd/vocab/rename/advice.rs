//! What a team may put into its `hirelog.toml` after a renaming.

use super::words::WordPair;
use crate::log::{self, Declaration, Log};
use crate::model::{DroppedBall, Party};
use crate::vocabulary::{TeamWords, Vocabulary};

impl WordPair<'_> {
    /// Lines for `hirelog.toml`, for those who still have the old word in their
    /// fingers.
    pub fn advice(&self, log: &Log, owner: Party) -> String {
        if self.old == self.new {
            return String::new();
        }
        let old = &self.old;
        if is_built_in(old) {
            if self.vocabulary.hides(old) {
                return String::new();
            }
            let mut hide = log.team.hide.clone();
            hide.push(old.clone());
            return format!(
                "{old} stays in the built-in vocabulary and counts apart where somebody writes it again; to stop offering it, in hirelog.toml:\n\n[vocabulary]\n{}\n",
                log::list_line("hide", &hide)
            );
        }
        let with_alias = |words: &[String]| {
            let mut words = words.to_vec();
            words.push(old.clone());
            words
        };
        match (self.declaration(), self.new_ball, self.old_ball) {
            (Declaration::Moves(_), _, Some(ball)) => format!(
                "for fingers that still type {old}, put it into the aliases of {} in hirelog.toml:\n\n{}\n",
                self.new,
                log::list_line("aliases", &with_alias(&ball.aliases))
            ),
            (_, Some(ball), _) => {
                let twice = if self.team_declares {
                    format!(
                        "hirelog.toml still declares {old}: take its [[dropped_ball]] block out; "
                    )
                } else {
                    String::new()
                };
                let aliases = with_alias(&ball.aliases);
                if log.team.balls.iter().any(|own| own.slug == self.new) {
                    format!(
                        "{twice}for fingers that still type {old}, put it into the aliases of {} in hirelog.toml:\n\n{}\n",
                        self.new,
                        log::list_line("aliases", &aliases)
                    )
                } else {
                    format!(
                        "{twice}for fingers that still type {old}: a block of the team's own takes the place of the built-in {}, aliases and all; in hirelog.toml:\n\n{}\n",
                        self.new,
                        log::ball_block(&DroppedBall {
                            aliases,
                            ..ball.clone()
                        })
                    )
                }
            }
            (_, None, _) => format!(
                "say what {} means, in hirelog.toml:\n\n{}\n",
                self.new,
                log::ball_block(&DroppedBall {
                    slug: self.new.clone(),
                    party: owner,
                    meaning: "…".to_owned(),
                    aliases: vec![old.clone()],
                    ..DroppedBall::default()
                })
            ),
        }
    }
}

fn is_built_in(slug: &str) -> bool {
    let built_in = Vocabulary::new(TeamWords::default());
    built_in.balls.iter().any(|ball| ball.slug == slug)
}
