//! Keys as a person means them, whatever the terminal sends for them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::collections::VecDeque;

/// What a person does at the keyboard, whatever the terminal sends for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPress {
    Character(char),
    /// Pasted as a whole, line ends and all.
    Paste(String),
    Enter,
    NewLine,
    Back,
    Tab,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    Backspace,
    Delete,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
    Editor,
    /// The end of the input, as Ctrl-D says it.
    Finish,
    /// Nothing was typed for a moment.
    Pause,
    Resize,
    /// Ctrl-Z: to the shell for a while.
    Suspend,
    /// Ctrl-C, a signal, or the terminal is gone.
    Interrupt,
}

pub(super) fn key(event: Event) -> Option<KeyPress> {
    match event {
        Event::Key(KeyEvent {
            kind: KeyEventKind::Release,
            ..
        }) => None,
        Event::Key(KeyEvent {
            code, modifiers, ..
        }) => pressed(code, modifiers),
        Event::Paste(text) => Some(KeyPress::Paste(text)),
        Event::Resize(..) => Some(KeyPress::Resize),
        _ => None,
    }
}

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<KeyPress> {
    let control = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    let word = control || alt;
    Some(match code {
        // Windows reports AltGr, which types characters, as both.
        KeyCode::Char(character) if control && !alt => match character.to_ascii_lowercase() {
            'a' => KeyPress::Home,
            'b' => KeyPress::Left,
            'c' => KeyPress::Interrupt,
            'd' => KeyPress::Finish,
            'e' => KeyPress::End,
            'f' => KeyPress::Right,
            'h' => KeyPress::Backspace,
            'j' => KeyPress::NewLine,
            'k' => KeyPress::DeleteToEnd,
            'n' => KeyPress::Down,
            'o' => KeyPress::Editor,
            'p' => KeyPress::Up,
            'u' => KeyPress::DeleteToStart,
            'w' => KeyPress::DeleteWord,
            'z' => KeyPress::Suspend,
            _ => return None,
        },
        KeyCode::Char('b') if alt && !control => KeyPress::WordLeft,
        KeyCode::Char('f') if alt && !control => KeyPress::WordRight,
        KeyCode::Char(character) => KeyPress::Character(character),
        KeyCode::Enter if alt || modifiers.contains(KeyModifiers::SHIFT) => KeyPress::NewLine,
        KeyCode::Enter => KeyPress::Enter,
        KeyCode::Esc => KeyPress::Back,
        KeyCode::Tab => KeyPress::Tab,
        KeyCode::BackTab | KeyCode::Up => KeyPress::Up,
        KeyCode::Down => KeyPress::Down,
        KeyCode::Left if word => KeyPress::WordLeft,
        KeyCode::Right if word => KeyPress::WordRight,
        KeyCode::Left => KeyPress::Left,
        KeyCode::Right => KeyPress::Right,
        KeyCode::Home => KeyPress::Home,
        KeyCode::End => KeyPress::End,
        KeyCode::Backspace if word => KeyPress::DeleteWord,
        KeyCode::Backspace => KeyPress::Backspace,
        KeyCode::Delete => KeyPress::Delete,
        _ => return None,
    })
}

/// Keys that arrive at once. A person types one after the other; what comes together
/// is a paste in a terminal that does not mark it as one, or was typed ahead at a
/// question that nobody had seen. Lines of it are one text, and no two of its keys
/// answer two questions.
#[derive(Debug, Default)]
pub(super) struct Burst {
    keys: VecDeque<KeyPress>,
}

impl Burst {
    /// Enter between words is a line break of a pasted text.
    pub fn of(keys: Vec<KeyPress>) -> Self {
        let written = |key: &KeyPress| written(key).is_some();
        let first = keys.iter().position(written);
        let last = keys.iter().rposition(written);
        let inside = |at: usize| first.is_some_and(|first| first < at) && last > Some(at);
        let breaks = |(at, key): (usize, &KeyPress)| *key == KeyPress::Enter && inside(at);
        if !keys.iter().enumerate().any(breaks) {
            return Self { keys: keys.into() };
        }
        let mut kept = VecDeque::new();
        let mut text = String::new();
        for (at, key) in keys.into_iter().enumerate() {
            let is_after = last.is_some_and(|last| at > last);
            match (&key, self::written(&key)) {
                (_, Some(written)) => text.push_str(&written),
                (KeyPress::Enter | KeyPress::NewLine, None) if !text.is_empty() && !is_after => {
                    text.push('\n');
                }
                (KeyPress::Tab, None) if !text.is_empty() && !is_after => text.push(' '),
                // The Enter at its end is one of its lines.
                (KeyPress::Enter, None) if is_after => {}
                _ => {
                    push(&mut kept, &mut text);
                    kept.push_back(key);
                }
            }
        }
        push(&mut kept, &mut text);
        Self { keys: kept }
    }

    pub fn next(&mut self) -> Option<KeyPress> {
        self.keys.pop_front()
    }

    /// Words stay, and stand at the next question; what would answer it goes.
    pub fn answered(&mut self) {
        self.keys
            .retain(|key| written(key).is_some() || *key == KeyPress::Interrupt);
    }
}

fn push(keys: &mut VecDeque<KeyPress>, text: &mut String) {
    if !text.is_empty() {
        keys.push_back(KeyPress::Paste(std::mem::take(text)));
    }
}

fn written(key: &KeyPress) -> Option<String> {
    match key {
        KeyPress::Character(character) => Some(character.to_string()),
        KeyPress::Paste(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(line: &str) -> Vec<KeyPress> {
        let key = |character| match character {
            '⏎' => KeyPress::Enter,
            '⌫' => KeyPress::Backspace,
            '⇥' => KeyPress::Tab,
            other => KeyPress::Character(other),
        };
        line.chars().map(key).collect()
    }

    fn read(burst: &mut Burst) -> String {
        let mut shown = String::new();
        while let Some(key) = burst.next() {
            match key {
                KeyPress::Enter => shown.push('⏎'),
                KeyPress::Character(one) => shown.push(one),
                KeyPress::Paste(text) => shown.push_str(&format!("[{text}]")),
                other => shown.push_str(&format!("{other:?}")),
            }
        }
        shown
    }

    #[test]
    fn lines_that_arrive_at_once_are_one_text() {
        for (typed, expected) in [
            ("no", "no"),
            ("no⏎", "no⏎"),
            ("⏎⏎", "⏎⏎"),
            ("⏎no", "⏎no"),
            ("one⏎two⏎", "[one\ntwo]"),
            ("one⏎⏎two⏎⏎", "[one\n\ntwo]"),
            ("⏎one⏎two", "⏎[one\ntwo]"),
            ("one⇥two⏎three", "[one two\nthree]"),
            ("one⏎⌫two", "[one\n]Backspace[two]"),
        ] {
            assert_eq!(read(&mut Burst::of(keys(typed))), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_left_after_an_answer_answers_nothing() {
        for (typed, left) in [("⏎⏎⏎", ""), ("⏎SRE⏎", "SRE"), ("2⏎⏎", "")] {
            let mut burst = Burst::of(keys(typed));
            while burst.next().is_some_and(|key| key != KeyPress::Enter) {}
            burst.answered();
            assert_eq!(read(&mut burst), left, "{typed}");
        }
    }
}
