//! Blocks such as `[[question]]`: each is read as far as it can be.

use super::shape::{DROPPED_BALL, QUESTION, SettingKey};
use super::value::{self, SettingValue, known};
use crate::diagnostic::{Code, Diagnostic};
use crate::log::read::fields::{Problems, says_nothing};
use crate::model::{DroppedBall, Party, Question, slug};
use std::collections::HashMap;
use toml_spanner::Item;

/// A team's own dropped balls.
pub(super) fn balls(item: &Item<'_>, problems: &mut Problems) -> Vec<DroppedBall> {
    let needed = [
        ("slug", "such as slug = \"panel-not-briefed\""),
        ("party", "manager, candidate or recruiter"),
    ];
    let blocks = blocks("dropped_ball", DROPPED_BALL, needed, item, problems).into_iter();
    let ball = |mut block: SettingBlock| {
        Some(DroppedBall {
            slug: block.text("slug")?,
            party: block.party()?,
            stages: block.list("stages"),
            meaning: block.text("meaning").unwrap_or_default(),
            aliases: block.list("aliases"),
            mirrors: block.list("mirrors"),
            care: block.text("care"),
        })
    };
    blocks.filter_map(ball).collect()
}

/// A team's own questions.
pub(super) fn questions(item: &Item<'_>, problems: &mut Problems) -> Vec<Question> {
    let needed = [
        ("party", "manager, candidate or recruiter"),
        (
            "text",
            "such as text = \"What did you do on the day of the decision?\"",
        ),
    ];
    let blocks = blocks("question", QUESTION, needed, item, problems).into_iter();
    let question = |mut block: SettingBlock| {
        let text = block.text("text")?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Question {
            slug: block.text("slug").unwrap_or_else(|| slug(&text)),
            party: block.party()?,
            stages: block.list("stages"),
            outcomes: block.list("outcomes"),
            text,
            ..Question::default()
        })
    };
    blocks.filter_map(question).collect()
}

/// What one block says, by key.
struct SettingBlock(HashMap<&'static str, SettingValue>);

impl SettingBlock {
    fn text(&mut self, key: &str) -> Option<String> {
        self.0.remove(key)?.text
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        self.0.remove(key).unwrap_or_default().list
    }

    fn party(&mut self) -> Option<Party> {
        Party::parse(&self.text("party")?)
    }
}

/// Each block called `[[name]]`; which of the keys that it needs one lacks or leaves blank is
/// said, with what could stand there.
fn blocks(
    name: &str,
    keys: &'static [SettingKey],
    needed: [(&str, &str); 2],
    item: &Item<'_>,
    problems: &mut Problems,
) -> Vec<SettingBlock> {
    let wrong = |item: &Item<'_>, problems: &mut Problems| {
        let help = format!("write each as a block that begins with [[{name}]]");
        problems.wrong_type(name, item, "a list of blocks").help = Some(help);
    };
    let mut blocks = Vec::new();
    let Some(array) = item.as_array() else {
        wrong(item, problems);
        return blocks;
    };
    for item in array {
        let Some(table) = item.as_table() else {
            wrong(item, problems);
            continue;
        };
        let mut block = HashMap::new();
        for (key, item) in known(table, keys, &format!("a [[{name}]]"), problems) {
            block.insert(key.name, value::read(key.takes, key.name, item, problems));
        }
        for (key, help) in needed {
            let place = match table.get(key) {
                None => table.span(),
                Some(item) if says_nothing(item) => item.span(),
                Some(_) => continue,
            };
            let what = format!("this [[{name}]] has no `{key}`");
            problems.push(Diagnostic::error(Code::Missing, place.range(), what).help(help));
        }
        blocks.push(SettingBlock(block));
    }
    blocks
}
