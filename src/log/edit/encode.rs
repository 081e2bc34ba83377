//! Post-mortem -> the text of a new file: the blank one, with values put in.

use crate::diagnostic::Diagnostic;
use crate::log::edit::revise::apply;
use crate::log::value::is_obeyed;
use crate::model::{Key, PostMortem};

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
    let mut harmless = String::with_capacity(remark.len());
    for character in remark.chars() {
        if character.is_control() || is_obeyed(character) {
            harmless.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
        } else {
            harmless.push(character);
        }
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::super::revise::NOT_SAID_YET;
    use super::*;
    use crate::log::decode;
    use crate::model::{Day, Party};

    #[test]
    fn a_new_file_says_of_no_section_which_balls_there_are() {
        assert_eq!(BLANK.matches(NOT_SAID_YET).count(), Party::ALL.len());
        let mut post_mortem = PostMortem::new(Day::LAST, "rejected");
        assert!(!encode(&post_mortem).unwrap().contains("\ndropped"));
        let section = post_mortem.section_mut(Party::Candidate);
        section.dropped = Some(Vec::new());
        let text = encode(&post_mortem).unwrap();
        assert_eq!(text.matches(NOT_SAID_YET).count(), Party::ALL.len() - 1);
        let uncommented = encode(&PostMortem::new(Day::LAST, "rejected")).unwrap();
        let uncommented = uncommented.replace("# dropped = []", "dropped = []");
        let read = decode(&uncommented).post_mortem.unwrap();
        assert!(
            read.sections
                .iter()
                .all(|one| one.dropped == Some(Vec::new()))
        );
    }
}
