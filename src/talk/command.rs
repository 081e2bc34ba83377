//! Commands that a person copies into a shell. A name from a file may hold anything that
//! a shell obeys, and what the terminal shows has to be what is pasted.

use crate::model::path_text;
use std::ffi::OsStr;
use std::fmt;

/// A command, word by word.
#[derive(Debug, Clone)]
pub struct CommandLine {
    words: String,
    /// What begins like an option and is none, behind everything else.
    last: String,
}

impl CommandLine {
    /// A program, and words of ours that need no quotes.
    pub fn new(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            last: String::new(),
        }
    }

    /// More words of ours.
    #[must_use]
    pub fn then(mut self, words: &str) -> Self {
        self.words.push(' ');
        self.words.push_str(words);
        self
    }

    /// A word from elsewhere.
    #[must_use]
    pub fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        let word = word.as_ref();
        match word.as_encoded_bytes() {
            // A single one is standard input.
            [b'-', _, ..] => return self.last(word),
            _ => self.words += &format!(" {}", shell_word(word)),
        }
        self
    }

    /// A word from elsewhere, behind everything else.
    #[must_use]
    pub fn last(mut self, word: impl AsRef<OsStr>) -> Self {
        self.last += &format!(" {}", shell_word(word));
        self
    }

    /// An option with a value from elsewhere, which never begins an option of its own.
    #[must_use]
    pub fn option(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        let value = value.as_ref();
        let joined = match value.as_encoded_bytes() {
            [b'-', _, ..] if name.starts_with("--") => "=",
            [b'-', _, ..] => " ./",
            _ => " ",
        };
        self.words += &format!(" {name}{joined}{}", shell_word(value));
        self
    }
}

/// A text for the person at a log: a command in it that names none is given as it is typed
/// for this one. Behind the `|` of a file that is shown stands what the file says.
pub fn for_this_log(text: &str, hirelog: &CommandLine) -> String {
    let (hirelog, mut said, mut rest) = (hirelog.to_string(), String::new(), text);
    while let Some((before, behind)) = rest.split_once("hirelog ") {
        said.push_str(before);
        let line = said.rsplit('\n').next().unwrap_or_default();
        let is_command = (line.ends_with(": ") || line.ends_with('`'))
            && !line.contains(['|', '│'])
            && behind.starts_with(|letter: char| letter.is_ascii_lowercase())
            && !OF_NO_LOG.iter().any(|word| behind.starts_with(word));
        said += if is_command { &hirelog } else { "hirelog" };
        said.push(' ');
        rest = behind;
    }
    said + rest
}

/// What makes a log says where itself, and the others need none.
const OF_NO_LOG: [&str; 3] = ["init", "man", "completions"];

impl fmt::Display for CommandLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words)?;
        match self.last.as_str() {
            "" => Ok(()),
            last => write!(formatter, " --{last}"),
        }
    }
}

/// One word for a shell, in letters that all can be seen. What cannot be shown, or is not
/// text, is spelt out in a way that every shell understands.
pub fn shell_word(word: impl AsRef<OsStr>) -> String {
    let word = if cfg!(windows) {
        path_text(word.as_ref()).into()
    } else {
        word.as_ref().to_owned()
    };
    let bytes = word.as_encoded_bytes();
    match str::from_utf8(bytes) {
        Ok("") => "''".to_owned(),
        Ok(text) if text.chars().all(is_plain) => text.to_owned(),
        // (What a command prints loses the newlines at its end.)
        Ok(text) if super::visible(text) == text || text.ends_with('\n') => {
            format!("'{}'", text.replace('\'', r"'\''"))
        }
        _ => format!("\"$(printf '{}')\"", spelt_out(bytes)),
    }
}

/// Means nothing to any shell, wherever it stands in a word.
fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '/' | ':' | ',' | '@' | '+' | '-')
}

/// For printf, within single quotes.
fn spelt_out(bytes: &[u8]) -> String {
    let mut spelt = String::with_capacity(bytes.len() * 2);
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'%' => spelt.push_str("%%"),
            b'-' if index == 0 => spelt.push_str("\\055"),
            b' '..=b'~' if !matches!(byte, b'\'' | b'\\') => spelt.push(char::from(*byte)),
            _ => {
                spelt += &format!("\\{byte:03o}");
            }
        }
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_quoted_where_a_shell_would_make_something_of_it() {
        for (word, shown) in [
            ("k7f3q", "k7f3q"),
            ("logs/2026/a-b.toml", "logs/2026/a-b.toml"),
            ("Zürich", "Zürich"),
            ("", "''"),
            ("two words", "'two words'"),
            ("it's", r"'it'\''s'"),
            ("x-$(touch pwn)", "'x-$(touch pwn)'"),
            ("~root", "'~root'"),
            ("a=b", "'a=b'"),
            ("-x\u{1b}%'\\", "\"$(printf '\\055x\\033%%\\047\\134')\""),
            ("a\nb", "\"$(printf 'a\\012b')\""),
            ("a\n", "'a\n'"),
        ] {
            assert_eq!(shell_word(word), shown);
        }
    }

    #[test]
    fn a_command_that_names_no_log_is_typed_for_this_one() {
        let hirelog = CommandLine::new("hirelog").option("-C", "a log");
        for (said, here) in [
            ("so: hirelog list\n", "so: hirelog -C 'a log' list\n"),
            ("`hirelog ask x` asks", "`hirelog -C 'a log' ask x` asks"),
            ("a: hirelog -C b list", "a: hirelog -C b list"),
            ("begin: hirelog init", "begin: hirelog init"),
            ("4 │ \"so: hirelog list\"", "4 │ \"so: hirelog list\""),
        ] {
            assert_eq!(for_this_log(said, &hirelog), here);
            assert_eq!(for_this_log(said, &CommandLine::new("hirelog")), said);
        }
    }

    #[test]
    fn what_begins_like_an_option_is_none() {
        let line = || CommandLine::new("hirelog").then("edit");
        let shown = line().word("-x").then("--as manager").to_string();
        assert_eq!(shown, "hirelog edit --as manager -- -x");
        let shown = line().word("x").option("--reply", "-y z").to_string();
        assert_eq!(shown, "hirelog edit x --reply='-y z'");
        let shown = line().option("--reply", "-").option("-C", "-d").to_string();
        assert_eq!(shown, "hirelog edit --reply - -C ./-d");
    }
}
