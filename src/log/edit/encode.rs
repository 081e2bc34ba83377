//! Post-mortem -> the text of a new file: the blank one, with values put in.
//! And lines for a person to put into `hirelog.toml`.

use crate::diagnostic::Diagnostic;
use crate::log::edit::revise::apply;
use crate::log::value::{self, is_obeyed};
use crate::model::{Key, Party, PostMortem};

/// A blank post-mortem: the layout of every new file. One idea a line and a
/// heading of its own above each section, so that two people who fill in two
/// sections in two clones change lines that do not touch.
pub const BLANK: &str = include_str!("../../../templates/post-mortem.toml");

/// The text of a new file.
///
/// # Errors
/// What of it no file can say.
pub fn encode(post_mortem: &PostMortem) -> Result<String, Vec<Diagnostic>> {
    let said = Key::all().filter(|key| key.get(post_mortem).is_some());
    apply(BLANK, said, post_mortem)
}

/// The same, below comments: what is worth knowing and is no part of it.
///
/// # Errors
/// What of it no file can say.
pub fn encode_below(
    remarks: &[String],
    post_mortem: &PostMortem,
) -> Result<String, Vec<Diagnostic>> {
    let text = encode(post_mortem)?;
    let remarks: String = remarks
        .iter()
        .map(|remark| format!("# {}\n", harmless(remark)))
        .collect();
    Ok(remarks + &text)
}

/// On one line, with nothing in it that a comment may not hold or a terminal obeys.
fn harmless(remark: &str) -> String {
    let is_meant = |character: char| character.is_control() || is_obeyed(character);
    value::spelt_out(remark, is_meant, |code| format!("\\u{{{code:x}}}"))
}

/// The block that declares a ball.
pub fn ball_block(slug: &str, party: Party, meaning: &str) -> String {
    let lines = [
        ("slug", slug),
        ("party", party.as_str()),
        ("meaning", meaning),
    ];
    let line = |(key, text)| format!("{key} = {}\n", value::quoted(text));
    format!("[[dropped_ball]]\n{}", lines.map(line).concat())
}

#[cfg(test)]
mod tests {
    use super::super::revise::NOT_SAID_YET;
    use super::*;
    use crate::log::decode;
    use crate::model::Day;
    use crate::model::TextList;

    #[test]
    fn a_new_file_says_of_no_section_which_balls_there_are() {
        assert_eq!(BLANK.matches(NOT_SAID_YET).count(), Party::ALL.len());
        let mut post_mortem = PostMortem::new(Day::LAST, "rejected");
        assert!(!encode(&post_mortem).unwrap().contains("\ndropped"));
        let section = post_mortem.section_mut(Party::Candidate);
        section.dropped = Some(TextList::default());
        let text = encode(&post_mortem).unwrap();
        assert_eq!(text.matches(NOT_SAID_YET).count(), Party::ALL.len() - 1);
        let uncommented = encode(&PostMortem::new(Day::LAST, "rejected")).unwrap();
        let uncommented = uncommented.replace("# dropped = []", "dropped = []");
        let read = decode(&uncommented).post_mortem.unwrap();
        assert!(
            read.sections
                .iter()
                .all(|one| one.dropped == Some(TextList::default()))
        );
    }
}

#[cfg(test)]
mod tests_of_blocks {
    use super::*;
    use crate::log::settings;

    #[test]
    fn a_block_declares_the_ball_it_was_made_from() {
        let text = ball_block(
            "panel-not-briefed",
            Party::Manager,
            "They \"met\" without\nknowing.",
        );
        let (settings, problems) = settings::team(&text);
        assert_eq!(problems, []);
        let ball = &settings.balls[0];
        assert_eq!(
            (&*ball.slug, ball.party),
            ("panel-not-briefed", Party::Manager)
        );
        assert_eq!(ball.meaning, "They \"met\" without\nknowing.");
    }
}
