//! Keys as a person means them, whatever the terminal sends for them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

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
