//! Lines for a person to put into `hirelog.toml`.

use crate::log::value;
use crate::model::DroppedBall;

/// The block that declares a ball; what it leaves empty is left out.
pub fn ball_block(ball: &DroppedBall) -> String {
    let line = |key: &str, value: String| format!("{key} = {value}\n");
    let list = |key: &str, words: &[String]| {
        if words.is_empty() {
            String::new()
        } else {
            list_line(key, words)
        }
    };
    let prose = |key: &str, text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            line(key, value::quoted(text))
        }
    };
    [
        "[[dropped_ball]]\n".to_owned(),
        line("slug", value::quoted(&ball.slug)),
        line("party", value::quoted(ball.party.as_str())),
        list("stages", &ball.stages),
        prose("meaning", &ball.meaning),
        list("aliases", &ball.aliases),
        list("mirrors", &ball.mirrors),
        prose("care", ball.care.as_deref().unwrap_or_default()),
    ]
    .concat()
}

/// One key with a list of words.
pub fn list_line(key: &str, words: &[String]) -> String {
    format!("{key} = {}\n", value::list(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::settings;
    use crate::model::Party;

    #[test]
    fn a_block_declares_the_ball_it_was_made_from() {
        let full = DroppedBall {
            slug: "panel-not-briefed".to_owned(),
            party: Party::Manager,
            stages: vec!["final-loop".to_owned()],
            meaning: "They \"met\" without\nknowing.".to_owned(),
            aliases: vec!["no 'brief'".to_owned(), "b".to_owned()],
            mirrors: vec!["c".to_owned()],
            care: Some("No \\ names.".to_owned()),
        };
        let bare = DroppedBall {
            slug: "x".to_owned(),
            party: Party::Recruiter,
            stages: Vec::new(),
            meaning: String::new(),
            aliases: Vec::new(),
            mirrors: Vec::new(),
            care: None,
        };
        let text = ball_block(&full) + &ball_block(&bare);
        let (settings, problems) = settings::team(&text);
        assert_eq!((settings.balls, problems), (vec![full, bare], Vec::new()));
    }
}
