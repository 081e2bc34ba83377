//! Keys that arrive at once. A person types one after the other; what comes together
//! is a paste in a terminal that does not mark it as one, or was typed ahead at a
//! question that nobody had seen. Lines of it are one text, and no two of its keys
//! answer two questions.

use super::key::Key;
use std::collections::VecDeque;

#[derive(Debug, Default)]
pub(super) struct Burst {
    keys: VecDeque<Key>,
}

impl Burst {
    /// Enter between words is a line break of a pasted text.
    pub fn of(keys: Vec<Key>) -> Self {
        let written = |key: &Key| written(key).is_some();
        let first = keys.iter().position(written);
        let last = keys.iter().rposition(written);
        let inside = |at: usize| first.is_some_and(|first| first < at) && last > Some(at);
        let breaks = |(at, key): (usize, &Key)| *key == Key::Enter && inside(at);
        if !keys.iter().enumerate().any(breaks) {
            return Self { keys: keys.into() };
        }
        let mut kept = VecDeque::new();
        let mut text = String::new();
        for (at, key) in keys.into_iter().enumerate() {
            let is_after = last.is_some_and(|last| at > last);
            match (&key, self::written(&key)) {
                (_, Some(written)) => text.push_str(&written),
                (Key::Enter | Key::NewLine, None) if !text.is_empty() && !is_after => {
                    text.push('\n');
                }
                (Key::Tab, None) if !text.is_empty() && !is_after => text.push(' '),
                // The Enter at its end is one of its lines.
                (Key::Enter, None) if is_after => {}
                _ => {
                    push(&mut kept, &mut text);
                    kept.push_back(key);
                }
            }
        }
        push(&mut kept, &mut text);
        Self { keys: kept }
    }

    pub fn next(&mut self) -> Option<Key> {
        self.keys.pop_front()
    }

    /// Words stay, and stand at the next question; what would answer it goes.
    pub fn answered(&mut self) {
        self.keys
            .retain(|key| written(key).is_some() || *key == Key::Interrupt);
    }
}

fn push(keys: &mut VecDeque<Key>, text: &mut String) {
    if !text.is_empty() {
        keys.push_back(Key::Paste(std::mem::take(text)));
    }
}

fn written(key: &Key) -> Option<String> {
    match key {
        Key::Character(character) => Some(character.to_string()),
        Key::Paste(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(line: &str) -> Vec<Key> {
        let key = |character| match character {
            '⏎' => Key::Enter,
            '⌫' => Key::Backspace,
            '⇥' => Key::Tab,
            other => Key::Character(other),
        };
        line.chars().map(key).collect()
    }

    fn read(burst: &mut Burst) -> String {
        let mut shown = String::new();
        while let Some(key) = burst.next() {
            match key {
                Key::Enter => shown.push('⏎'),
                Key::Character(one) => shown.push(one),
                Key::Paste(text) => shown.push_str(&format!("[{text}]")),
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
            while burst.next().is_some_and(|key| key != Key::Enter) {}
            burst.answered();
            assert_eq!(read(&mut burst), left, "{typed}");
        }
    }
}
