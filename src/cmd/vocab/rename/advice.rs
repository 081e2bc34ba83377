//! What a team may put into its `hirelog.toml` after a renaming.

use super::words::WordPair;
use crate::log::{self, Declaration, Log};
use crate::model::{DroppedBall, Party};
use crate::vocabulary::{TeamWords, Vocabulary};

impl WordPair<'_> {
    /// Lines for `hirelog.toml`, for those who still have the old word in their
    /// fingers.
    pub fn advice(&self, log: &Log, owner: Party) -> String {
        let (old, new) = (&self.old, &self.new);
        if old == new || is_built_in(old) && self.vocabulary.hides(old) {
            return String::new();
        }
        if is_built_in(old) {
            let mut hide = log.team.hide.clone();
            hide.push(old.clone());
            return format!(
                "{old} stays in the built-in vocabulary and counts apart where somebody writes it again; to stop offering it, in hirelog.toml:\n\n[vocabulary]\n{}\n",
                log::list_line("hide", &hide)
            );
        }
        let twice = match self.declaration() {
            Declaration::Stays if self.team_declares => format!(", in the place of that of {old},"),
            _ => String::new(),
        };
        let known = self.new_ball.or(self.old_ball);
        let mut ball = known.cloned().unwrap_or(DroppedBall {
            party: owner,
            meaning: "…".to_owned(),
            ..DroppedBall::default()
        });
        ball.slug.clone_from(new);
        let old_names = self.old_ball.into_iter().flat_map(|ball| &ball.aliases);
        for name in old_names.chain([old]) {
            if name != new && !ball.aliases.contains(name) {
                ball.aliases.push(name.clone());
            }
        }
        format!(
            "for fingers that still type {old}, it goes into the aliases of {new}; its whole block in hirelog.toml{twice} is then:\n\n{}\n",
            log::ball_block(&ball)
        )
    }
}

fn is_built_in(slug: &str) -> bool {
    let built_in = Vocabulary::new(TeamWords::default());
    built_in.balls.iter().any(|ball| ball.slug == slug)
}
