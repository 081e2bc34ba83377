//! Keys as a person means them, whatever the terminal sends for them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// What a person does at the keyboard, whatever the terminal sends for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
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

pub(super) fn key(event: Event) -> Option<Key> {
    match event {
        Event::Key(KeyEvent {
            kind: KeyEventKind::Release,
            ..
        }) => None,
        Event::Key(KeyEvent {
            code, modifiers, ..
        }) => pressed(code, modifiers),
        Event::Paste(text) => Some(Key::Paste(text)),
        Event::Resize(..) => Some(Key::Resize),
        _ => None,
    }
}

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let control = modifiers.contains(KeyModifiers::CONTROL);
    let alt = modifiers.contains(KeyModifiers::ALT);
    let word = control || alt;
    Some(match code {
        // Windows reports AltGr, which types characters, as both.
        KeyCode::Char(character) if control && !alt => match character.to_ascii_lowercase() {
            'a' => Key::Home,
            'b' => Key::Left,
            'c' => Key::Interrupt,
            'd' => Key::Finish,
            'e' => Key::End,
            'f' => Key::Right,
            'h' => Key::Backspace,
            'j' => Key::NewLine,
            'k' => Key::DeleteToEnd,
            'n' => Key::Down,
            'o' => Key::Editor,
            'p' => Key::Up,
            'u' => Key::DeleteToStart,
            'w' => Key::DeleteWord,
            'z' => Key::Suspend,
            _ => return None,
        },
        KeyCode::Char('b') if alt && !control => Key::WordLeft,
        KeyCode::Char('f') if alt && !control => Key::WordRight,
        KeyCode::Char(character) => Key::Character(character),
        KeyCode::Enter if alt || modifiers.contains(KeyModifiers::SHIFT) => Key::NewLine,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Back,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab | KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left if word => Key::WordLeft,
        KeyCode::Right if word => Key::WordRight,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Backspace if word => Key::DeleteWord,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}
