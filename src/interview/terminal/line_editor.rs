//! Text while it is typed: a cursor between characters as people see them, and
//! rows no wider than the terminal.

use crate::context::KeyPress;
use crate::talk::visible;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineEditor {
    text: String,
    /// In bytes, between two characters.
    cursor: usize,
}

/// Whether a text may have more than one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineLimit {
    One,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CursorDirection {
    Up,
    Down,
}

impl LineEditor {
    /// With the cursor at the end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            cursor: text.len(),
            text,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub fn is_at_end(&self) -> bool {
        self.cursor == self.text.len()
    }

    /// Does what a key says; false where it is none for editing.
    pub fn press(&mut self, key: &KeyPress, lines: LineLimit) -> bool {
        match key {
            KeyPress::Character(character) if !character.is_control() => {
                self.insert(character.encode_utf8(&mut [0; 4]));
            }
            KeyPress::Paste(text) => self.insert(&pasted(text, lines)),
            KeyPress::NewLine if lines == LineLimit::Many => self.insert("\n"),
            KeyPress::Left => self.cursor = self.before(),
            KeyPress::Right => self.cursor = self.after(),
            KeyPress::WordLeft => self.cursor = self.word_before(),
            KeyPress::WordRight => self.cursor = self.word_after(),
            KeyPress::Home => self.cursor = self.line().start,
            KeyPress::End => self.cursor = self.line().end,
            KeyPress::Backspace => self.delete(self.before()..self.cursor),
            KeyPress::Delete | KeyPress::Finish => self.delete(self.cursor..self.after()),
            KeyPress::DeleteWord => self.delete(self.word_before()..self.cursor),
            KeyPress::DeleteToStart => self.delete(self.line().start..self.cursor),
            KeyPress::DeleteToEnd => self.delete(self.cursor..self.line().end),
            _ => return false,
        }
        true
    }

    /// A row up or down; false at the first or last one.
    pub fn go(&mut self, direction: CursorDirection, width: usize) -> bool {
        let rows = self.rows(width);
        let (row, column) = self.place(&rows);
        let target = match direction {
            CursorDirection::Up => row.checked_sub(1),
            CursorDirection::Down => Some(row + 1),
        };
        let Some(range) = target.and_then(|target| rows.get(target)) else {
            return false;
        };
        let mut reached = range.start;
        for (at, character) in self.text[range.clone()].grapheme_indices(true) {
            if columns(&self.text[range.start..range.start + at]) >= column {
                break;
            }
            reached = range.start + at + character.len();
        }
        self.cursor = reached.min(range.end);
        true
    }

    /// The rows, as bytes of the text, broken between words where possible.
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let width = width.max(1);
        let mut rows = Vec::new();
        let (mut start, mut used, mut space) = (0, 0, None);
        for (at, character) in self.text.grapheme_indices(true) {
            if character == "\n" {
                rows.push(start..at);
                (start, used, space) = (at + 1, 0, None);
                continue;
            }
            let wide = columns(character);
            // Blanks at the end may hang over.
            if used + wide > width && character != " " {
                let cut = space.take().unwrap_or(at);
                if cut > start {
                    rows.push(start..cut);
                    start = cut;
                    used = columns(&self.text[start..at]);
                }
            }
            used += wide;
            if character == " " {
                space = Some(at + 1);
            }
        }
        rows.push(start..self.text.len());
        rows
    }

    /// Row and column of the cursor.
    pub fn place(&self, rows: &[Range<usize>]) -> (usize, usize) {
        let row = rows.iter().rposition(|row| row.start <= self.cursor);
        let row = row.unwrap_or_default();
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, columns(&self.text[start..self.cursor]))
    }

    fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        // What was typed may have joined its neighbour.
        while !self.text.is_char_boundary(self.cursor) {
            self.cursor += 1;
        }
    }

    fn delete(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let before = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - before.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let after = self.text[self.cursor..].graphemes(true).next();
        self.cursor + after.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = &self.text[..self.cursor];
        let words = before.trim_end_matches(|one: char| !one.is_alphanumeric());
        words
            .rfind(|one: char| !one.is_alphanumeric())
            .map_or(0, |at| {
                at + words[at..].chars().next().map_or(0, char::len_utf8)
            })
    }

    fn word_after(&self) -> usize {
        let after = &self.text[self.cursor..];
        let gap = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let word = after[gap..].find(|one: char| !one.is_alphanumeric());
        self.cursor + gap + word.unwrap_or(after.len() - gap)
    }

    /// The line the cursor is in, between newlines.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.cursor..].find('\n');
        start..end.map_or(self.text.len(), |at| self.cursor + at)
    }
}

/// How many columns a text takes as it is shown.
pub fn columns(text: &str) -> usize {
    visible(text).width()
}

fn pasted(text: &str, lines: LineLimit) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}'], "\n");
    let text = match lines {
        LineLimit::One => text.trim_end_matches('\n').replace('\n', " "),
        LineLimit::Many => text,
    };
    text.chars()
        .map(|one| if one == '\t' { ' ' } else { one })
        .filter(|one| *one == '\n' || !one.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyPress]) -> LineEditor {
        let mut editor = LineEditor::default();
        for key in keys {
            editor.press(key, LineLimit::Many);
        }
        editor
    }

    #[test]
    fn keys_do_what_a_shell_does() {
        let text = || KeyPress::Paste("one two  three".to_owned());
        for (keys, expected) in [
            (vec![text(), KeyPress::DeleteWord], "one two  "),
            (
                vec![text(), KeyPress::DeleteWord, KeyPress::DeleteWord],
                "one ",
            ),
            (vec![text(), KeyPress::DeleteToStart], ""),
            (
                vec![text(), KeyPress::WordLeft, KeyPress::DeleteToEnd],
                "one two  ",
            ),
            (
                vec![
                    text(),
                    KeyPress::Home,
                    KeyPress::Delete,
                    KeyPress::Character('O'),
                ],
                "One two  three",
            ),
            (
                vec![
                    text(),
                    KeyPress::Home,
                    KeyPress::WordRight,
                    KeyPress::Character('!'),
                ],
                "one! two  three",
            ),
            (
                vec![text(), KeyPress::Left, KeyPress::Left, KeyPress::Backspace],
                "one two  thee",
            ),
            (
                vec![
                    KeyPress::Backspace,
                    KeyPress::Left,
                    KeyPress::Delete,
                    KeyPress::Right,
                ],
                "",
            ),
            (
                vec![
                    KeyPress::Paste("e\u{301}a".into()),
                    KeyPress::Left,
                    KeyPress::Backspace,
                ],
                "a",
            ),
            (
                vec![KeyPress::Paste("👩\u{200d}🚀".into()), KeyPress::Backspace],
                "",
            ),
            (
                vec![
                    KeyPress::Character('a'),
                    KeyPress::NewLine,
                    KeyPress::Character('b'),
                    KeyPress::Home,
                    KeyPress::DeleteToStart,
                ],
                "a\nb",
            ),
            (
                vec![KeyPress::Paste("a\r\nb\tc\u{1b}[2J".into())],
                "a\nb c[2J",
            ),
        ] {
            assert_eq!(typed(&keys).text(), expected, "{keys:?}");
        }
    }

    #[test]
    fn rows_are_never_wider_than_asked_and_lose_nothing() {
        for text in [
            "",
            "a",
            "one two three four five",
            "averylongwordthatdoesnotfit anywhere",
            "日本語の長い文章です and some latin",
            "one\n\ntwo\n",
            "   lead   and   trail   ",
            "e\u{301}e\u{301}e\u{301}e\u{301} 👩\u{200d}🚀👩\u{200d}🚀",
            "a\u{202e}b",
        ] {
            for width in 1..30 {
                let editor = LineEditor::new(text);
                let rows = editor.rows(width);
                let joined: String = rows.iter().map(|row| &text[row.clone()]).collect();
                assert_eq!(joined, text.replace('\n', ""), "{text:?} at {width}");
                for row in &rows {
                    let row = &text[row.clone()];
                    let one = row.trim_end().graphemes(true).count() == 1;
                    let wide = columns(row.trim_end());
                    assert!(one || wide <= width, "{row:?} at {width}");
                }
                let (row, _) = editor.place(&rows);
                assert_eq!(row, rows.len() - 1, "{text:?} at {width}");
            }
        }
    }

    #[test]
    fn up_and_down_keep_to_the_column() {
        let mut editor = LineEditor::new("one two three four");
        assert_eq!(editor.rows(8), [0..8, 8..14, 14..18]);
        assert!(editor.go(CursorDirection::Up, 8));
        assert_eq!(editor.place(&editor.rows(8)), (1, 4));
        assert!(editor.go(CursorDirection::Up, 8) && !editor.go(CursorDirection::Up, 8));
        assert_eq!(editor.place(&editor.rows(8)), (0, 4));
        assert!(editor.go(CursorDirection::Down, 8));
    }
}
