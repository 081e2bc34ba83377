//! Lines for a width.

use super::style::Look;
use crate::talk::Talk;
use textwrap::core::{Word, display_width};
use textwrap::{WordSeparator, WordSplitter};

/// Lines of at most `width` columns, broken at spaces only: a slug keeps its
/// hyphens together.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    textwrap::fill(text, options(width, first, rest))
}

fn options<'a>(width: usize, first: &'a str, rest: &'a str) -> textwrap::Options<'a> {
    textwrap::Options::new(width.max(rest.len() + 10))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::Custom(words))
}

/// Three dots stand for words: they stay with the one before them.
fn words<'a>(line: &'a str) -> Box<dyn Iterator<Item = Word<'a>> + 'a> {
    let mut begins = 0;
    let mut at = 0;
    let mut words = Vec::new();
    for word in WordSeparator::AsciiSpace.find_words(line) {
        if word.starts_with("...") && at > 0 {
            words.pop();
        } else {
            begins = at;
        }
        at += word.len() + word.whitespace.len();
        words.push(Word::from(&line[begins..at]));
    }
    Box::new(words.into_iter())
}

/// Prose is easier to read in short lines than across a wide screen.
const WIDEST: usize = 88;

/// Prose as wide as is read with ease; as it is where no terminal is.
pub(super) fn wrapped(text: &str, look: Look, first: &str, rest: &str) -> String {
    match look.width {
        None => format!("{first}{text}"),
        Some(width) => wrap(text, width.min(WIDEST), first, rest),
    }
}

/// What is said on standard error, no wider than the terminal: lines of prose are broken
/// between words, and a command at the end of one that is too long stands on a line of its
/// own, where it can be copied; so can a path, which stays whole. What somebody pastes into a file stays as it is.
pub fn folded(talk: &Talk, look: Look) -> Talk {
    let Some(width) = look.width else {
        return talk.clone();
    };
    let lines = talk.as_str().split_inclusive('\n').map(|whole| {
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        if display_width(line) <= width || !is_prose(line) {
            return whole.to_owned();
        }
        let (said, command) = match line.rfind(": hirelog ") {
            Some(at) => (&line[..=at], Some(&line[at + 2..])),
            None => (line, None),
        };
        let command = command.map_or(String::new(), |command| format!("\n  {command}"));
        let end = &whole[line.len()..];
        let said = textwrap::fill(said, options(width, "", "  ").break_words(false));
        said + &command + end
    });
    Talk::drawn(lines.collect())
}

/// Not a key with its value, a heading of a table, a comment or what was drawn with an
/// indent.
fn is_prose(line: &str) -> bool {
    let key = line
        .split_once(" = ")
        .is_some_and(|(key, _)| !key.contains(' '));
    !key && !line.starts_with([' ', '[', '#', '|'])
}

/// The first page: its paragraphs, and commands with what they do beside or below them.
pub fn overview(text: &str, look: Look) -> String {
    let Some(width) = look.width else {
        return text.to_owned();
    };
    let paragraph = |paragraph: &str| {
        let is_list = paragraph.starts_with("  ");
        let is_wide = |line: &str| display_width(line) > width;
        if !paragraph.lines().any(is_wide) {
            return paragraph.to_owned();
        }
        if !is_list {
            let sentences = paragraph.replace('\n', " ").replace(" More: ", "\nMore: ");
            let lines = sentences.lines().map(|line| wrap(line, width, "", "  "));
            return lines.collect::<Vec<_>>().join("\n");
        }
        let lines = paragraph.lines().map(|line| {
            let about = line.get(BESIDE..).unwrap_or_default().split_whitespace();
            let about = about.collect::<Vec<_>>().join(" ");
            let command = &line[..line.len().min(BESIDE)];
            wrap(&about, width, command, "      ")
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let paragraphs = text.trim_end().split("\n\n").map(paragraph);
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Where it says what a command does.
const BESIDE: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_between_words_and_commands_stay_whole() {
        let look = |width| Look {
            width: Some(width),
            color: false,
            unicode: true,
        };
        let said = "saved 6nq2c; still to be looked at: manager, candidate; their questions: hirelog ask 6nq2c --as manager\nslug = \"one that is long, and pasted into a file as it stands here\"\n";
        let talk = Talk::lines(said);
        assert_eq!(
            folded(&talk, look(50)).as_str(),
            "saved 6nq2c; still to be looked at: manager,\n  candidate; their questions:\n  hirelog ask 6nq2c --as manager\nslug = \"one that is long, and pasted into a file as it stands here\"\n"
        );
        assert_eq!(folded(&talk, look(200)).as_str(), said);
        let path = "/home/somebody/.local/state/hirelog/drafts/new-H6MlNv/new.toml";
        assert_eq!(
            folded(&Talk::lines(&format!("it is in {path}\n")), look(50)).as_str(),
            format!("it is in\n  {path}\n"),
            "copied, it is one"
        );
        assert_eq!(
            wrap("Do what: when ..., I will ...?", 22, "", ""),
            "Do what: when ..., I\nwill ...?"
        );
        let page = "One two three four\nfive.\n\n  hirelog new           write one; only the outcome\n\nTry: a\nMore: b\n";
        assert_eq!(overview(page, look(80)), page);
        assert_eq!(
            overview(page, look(40)),
            "One two three four\nfive.\n\n  hirelog new           write one; only\n      the outcome\n\nTry: a\nMore: b\n"
        );
    }
}
