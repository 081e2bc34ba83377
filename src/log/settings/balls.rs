//! A team's own dropped balls, one `[[dropped_ball]]` block each.

use super::blocks::{blocks, missing};
use super::shape::{self, DROPPED_BALL};
use super::value;
use crate::log::read::fields::Problems;
use crate::model::{DroppedBall, Party};
use toml_spanner::Item;

pub(super) fn read(item: &Item<'_>, problems: &mut Problems) -> Vec<DroppedBall> {
    blocks("dropped_ball", item, problems, ball)
}

fn ball(item: &Item<'_>, problems: &mut Problems) -> Option<DroppedBall> {
    if item.as_table().is_none() {
        let help = "write each as a block that begins with [[dropped_ball]]".to_owned();
        problems
            .wrong_type("dropped_ball", item, "a list of blocks")
            .help = Some(help);
    }
    let table = item.as_table()?;
    let (mut slug, mut party) = (None, None);
    let mut ball = DroppedBall {
        slug: String::new(),
        party: Party::Manager,
        stages: Vec::new(),
        meaning: String::new(),
        aliases: Vec::new(),
        mirrors: Vec::new(),
        care: None,
    };
    for (key, item) in table.entries() {
        let name = key.as_str();
        let Some(takes) = shape::find(DROPPED_BALL, name) else {
            problems.unknown_key(key, "a [[dropped_ball]]", shape::names(DROPPED_BALL));
            continue;
        };
        let value = value::read(takes, name, item, problems);
        match name {
            "slug" => slug = value.text,
            "party" => party = value.text.as_deref().and_then(Party::parse),
            "stages" => ball.stages = value.list,
            "meaning" => ball.meaning = value.text.unwrap_or_default(),
            "aliases" => ball.aliases = value.list,
            "mirrors" => ball.mirrors = value.list,
            _ => ball.care = value.text,
        }
    }
    let keys = [
        ("slug", "such as slug = \"panel-not-briefed\""),
        ("party", "manager, candidate or recruiter"),
    ];
    missing("dropped_ball", table, keys, problems);
    ball.slug = slug?;
    ball.party = party?;
    Some(ball)
}
