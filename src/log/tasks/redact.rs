//! Taking out what people wrote in sentences. The keys are known; a comment is
//! prose as well, and so is the text of a key that nobody knows.

use crate::diagnostic::Edit;
use crate::error::{Error, Kind};
use crate::log::edit::revise::revise;
use crate::log::read::decode::decode;
use crate::log::read::{Reading, check_whole};
use crate::log::remarks::{FileKeys, spoken_comments, unknown};
use crate::log::write::together::{Replacement, Stop, replace_all};
use crate::log::{Loaded, LoadedDecision, Log, decode_decision, spliced};
use crate::model::{Fact, PostMortem, path_text};
use toml_spanner::Arena;

/// What a file would be, and what it would lose.
#[derive(Debug, PartialEq, Eq)]
pub struct Redacted {
    pub text: String,
    /// The keys, and how many comments: `tldr`, `manager.owned`, `2 comments`.
    pub removed: Vec<String>,
}

impl Log {
    /// Whether all files could be read; any other may belong to what is stripped.
    ///
    /// # Errors
    /// Where one could not be.
    pub fn check_redactable(&self, reading: &Reading) -> Result<(), Error> {
        let may = "hold what is to be stripped";
        check_whole(&self.root, &reading.broken, may, "was stripped")
    }

    /// The file without its sentences; every other byte stays.
    ///
    /// # Errors
    /// Where the file cannot be read, or its text could not be read back.
    pub fn redacted(&self, loaded: &Loaded) -> Result<Redacted, Error> {
        let old = loaded.editable(&self.root)?;
        redacted(&loaded.source, old).map_err(|why| self.astray(&loaded.path, &why))
    }

    /// A decision without its sentence; every other byte stays.
    ///
    /// # Errors
    /// Where a newer hirelog wrote it, or its text could not be read back.
    pub fn redacted_decision(&self, loaded: &LoadedDecision) -> Result<Redacted, Error> {
        let (old, new) = (&loaded.entry.decision, loaded.entry.decision.redacted());
        let text = loaded.revised(&new)?;
        let changed = Fact::DECISION
            .iter()
            .filter(|fact| fact.of_decision(old) != fact.of_decision(&new));
        let removed = changed.map(|fact| fact.name().to_owned()).collect();
        let reads_back = |text: &str| decode_decision(text).0.as_ref() == Some(&new);
        stripped(&text, removed, FileKeys::OfDecision, reads_back)
            .map_err(|why| self.astray(&loaded.entry.path, &why))
    }

    fn astray(&self, path: &str, why: &str) -> Error {
        let path = self.root.join(path);
        let what = format!("{} was not redacted: {why}", path_text(path));
        Error::new(Kind::Unreadable, what).hint("take it out by hand, then run this again")
    }

    /// Writes all of them or none.
    ///
    /// # Errors
    /// Where a file changed meanwhile or cannot be written: then none is.
    pub fn redact(&self, files: &[(&Loaded, Redacted)], stop: Stop<'_>) -> Result<(), Error> {
        let replacements = files.iter().map(|(loaded, redacted)| Replacement {
            file: self.root.join(&loaded.path),
            old: loaded.source.clone(),
            new: redacted.text.clone(),
        });
        match replace_all(&self.root, &replacements.collect::<Vec<_>>(), stop)? {
            true => Ok(()),
            false => {
                let what = "somebody else wrote one of the files meanwhile; nothing was changed";
                Err(Error::new(Kind::Io, what).hint("try again"))
            }
        }
    }
}

/// An error says what nobody can judge, or what went wrong.
fn redacted(source: &str, old: &PostMortem) -> Result<Redacted, String> {
    let new = old.redacted();
    let removed = old.differences(&new).map(|key| key.to_string()).collect();
    let text = revise(source, old, &new).map_err(|_| ASTRAY.to_owned())?;
    stripped(&text, removed, FileKeys::OfPostMortem, |text| {
        decode(text).post_mortem.as_ref() == Some(&new)
    })
}

const ASTRAY: &str = "it would not read back as it was meant";

/// A text whose known keys say nothing any more, without what it says beside them. An error
/// for a key that nobody knows and that holds more than a text.
fn stripped(
    text: &str,
    mut removed: Vec<String>,
    keys: FileKeys,
    reads_back: impl Fn(&str) -> bool,
) -> Result<Redacted, String> {
    let arena = Arena::new();
    let document = toml_spanner::parse(text, &arena).map_err(|_| ASTRAY.to_owned())?;
    let mut edits = Vec::new();
    for (name, (_, item)) in unknown(document.table(), keys) {
        if item.as_table().is_some() || item.as_array().is_some() {
            return Err(format!(
                "nobody knows the key `{name}`, and what it holds cannot be judged"
            ));
        }
        if item.as_str().is_some_and(|text| !text.trim().is_empty()) {
            removed.push(name);
            edits.push(Edit {
                place: item.span().range(),
                text: "\"\"".to_owned(),
            });
        }
    }
    let said = without_comments(text);
    match said.len() {
        0 => {}
        1 => removed.push("1 comment".to_owned()),
        count => removed.push(format!("{count} comments")),
    }
    edits.extend(said);
    let text = spliced(text, &edits)
        .filter(|text| reads_back(text))
        .ok_or_else(|| ASTRAY.to_owned())?;
    Ok(Redacted { text, removed })
}

/// Comments that somebody wrote, with the blanks before them, and with their
/// line where they have one to themselves. The headings of a new file say nothing.
fn without_comments(source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for comment in spoken_comments(source) {
        let text = source[comment.clone()].trim_end();
        let line = source[..comment.start]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let before = source[line..comment.start].trim_end_matches([' ', '\t']);
        let alone = before.is_empty() || before == "\u{feff}";
        let start = line + before.len();
        let mut end = comment.start + text.len();
        if alone {
            let rest = &source[end..];
            end += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        }
        edits.push(Edit {
            place: start..end,
            text: String::new(),
        });
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Party;

    const SOURCE: &str = "\
# import: 3f1c09
# Jo told me on the phone
schema = 1
date = 2026-11-20        # a Friday, she was tired
outcome = \"withdrew\"
case = \"c-7f3k\"
tldr = \"\"
mood = \"bad # really\"
score = 4

# Where can the hiring manager take responsibility?
[manager]
by = \"manager\"
owned = '''
# not a comment
I was late.''' # very
dropped = [ # these
    \"feedback-late\",
]
next = \"\"
told = \"Robin\"
";

    fn redact(source: &str) -> Result<Redacted, String> {
        redacted(source, &decode(source).post_mortem.unwrap())
    }

    #[test]
    fn sentences_go_and_what_is_counted_stays() {
        let windows = SOURCE.replace('\n', "\r\n");
        for source in [SOURCE, &windows, &format!("\u{feff}{SOURCE}")] {
            let redacted = redact(source).unwrap();
            let removed = [
                "case",
                "manager.owned",
                "mood",
                "manager.told",
                "4 comments",
            ];
            assert_eq!(redacted.removed, removed);
            for word in [
                "Jo", "tired", "7f3k", "late.", "really", "very", "these", "Robin",
            ] {
                assert!(!redacted.text.contains(word), "{word} in {}", redacted.text);
            }
            let old = decode(source).post_mortem.unwrap();
            let new = decode(&redacted.text).post_mortem.unwrap();
            assert_eq!(new, old.redacted());
            assert!(new.section(Party::Manager).is_written());
            for kept in [
                "# Where can the hiring manager take responsibility?",
                "score = 4",
            ] {
                assert!(redacted.text.contains(kept), "{}", redacted.text);
            }
            let again = redact(&redacted.text).unwrap();
            assert_eq!((again.removed.len(), again.text), (0, redacted.text));
        }
    }

    #[test]
    fn what_cannot_be_judged_is_not_guessed_at() {
        let nested = format!("{SOURCE}[notes]\nby = \"Robin\"\n");
        assert!(redact(&nested).unwrap_err().contains("`notes`"));
    }
}
