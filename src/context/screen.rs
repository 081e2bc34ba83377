//! The terminal while somebody is asked: keys as they are typed, and a few lines
//! at the bottom that are drawn over again. Everything is put back when this is
//! dropped. It is drawn on standard error, as standard output is for answers. Keys
//! that arrive at once are a burst: see `key`.

use super::Departure;
#[cfg(unix)]
use super::input::look_at;
use super::key::{Burst, KeyPress, key};
use super::wait::{Wait, no_wait};
use crossterm::cursor::{Hide, MoveDown, MoveRight, MoveUp, Show};
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{self, Clear, ClearType};
use crossterm::{Command, queue};
#[cfg(unix)]
use rustix::event::PollFlags;
use std::io::{self, Write};
use std::panic::set_hook;
use std::process::exit;
use std::thread;
use std::time::Duration;

/// How often signals are looked at while nobody types.
const TICK: Duration = Duration::from_millis(100);
/// Nobody types the next key so soon; a paste is there by then.
const AT_ONCE: Duration = Duration::from_millis(12);

/// A terminal in raw mode.
#[derive(Debug)]
pub struct Screen<'a> {
    departure: &'a Departure,
    /// Rows of the frame above the one with the cursor.
    above: usize,
    /// Columns of each row of the frame, and the row and column of the cursor.
    shown: Vec<usize>,
    cursor: (usize, usize),
    /// Something was typed since the last pause.
    busy: bool,
    /// What arrived at once and was not read yet.
    burst: Burst,
    is_raw: bool,
    _no_wait: Option<Wait>,
}

impl<'a> Screen<'a> {
    /// # Errors
    /// Where the terminal cannot be drawn on.
    pub fn open(departure: &'a Departure) -> io::Result<Self> {
        let mut screen = Self {
            departure,
            above: 0,
            shown: Vec::new(),
            cursor: (0, 0),
            busy: false,
            burst: Burst::default(),
            is_raw: false,
            _no_wait: no_wait(),
        };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        self.is_raw = true;
        send(&commands(|out| queue!(out, EnableBracketedPaste)))
    }

    fn leave(&mut self) {
        if self.is_raw {
            self.is_raw = false;
            give_back();
        }
    }

    /// Columns and rows; never nothing.
    pub fn size(&self) -> (usize, usize) {
        let (columns, rows) = terminal::size().unwrap_or((80, 24));
        let seen = |count: u16, otherwise: usize| match count {
            0 => otherwise,
            count => usize::from(count),
        };
        (seen(columns, 80), seen(rows, 24))
    }

    /// Waits for the next key.
    pub fn read(&mut self) -> KeyPress {
        if let Some(key) = self.burst.next() {
            return key;
        }
        let mut wait = Duration::ZERO;
        let mut idle = 0;
        loop {
            // The library would wait for ever on a terminal that is gone.
            let input = look(wait);
            if self.departure.is_due() || input == Input::Gone {
                return KeyPress::Interrupt;
            }
            match event::poll(Duration::ZERO) {
                Err(_) => return KeyPress::Interrupt,
                Ok(true) => match event::read() {
                    Err(_) => return KeyPress::Interrupt,
                    Ok(event) => {
                        if let Some(key) = key(event) {
                            self.busy = true;
                            return self.with_the_rest(key);
                        }
                    }
                },
                Ok(false) if idle >= 3 && self.busy => {
                    self.busy = false;
                    return KeyPress::Pause;
                }
                Ok(false) if input == Input::Ready => thread::sleep(TICK / 10),
                Ok(false) => idle += usize::from(wait == TICK),
            }
            wait = TICK;
        }
    }

    /// Forgets what was typed before there was anything to see; a request to stop is none.
    pub fn forget_typed_ahead(&mut self) {
        self.burst.answered();
        while event::poll(Duration::ZERO).is_ok_and(|is_there| is_there) {
            if event::read().ok().and_then(key) == Some(KeyPress::Interrupt) {
                self.departure.note_control_c();
            }
        }
    }

    /// What arrives with a key: a paste that no terminal marks as one, keys that were
    /// typed ahead, or a key that bounced.
    fn with_the_rest(&mut self, first: KeyPress) -> KeyPress {
        let mut keys = vec![first];
        loop {
            let wait = if keys.len() > 1 {
                AT_ONCE
            } else {
                Duration::ZERO
            };
            match event::poll(wait) {
                Ok(true) => match event::read() {
                    Ok(event) => keys.extend(key(event)),
                    Err(_) => break,
                },
                Ok(false) | Err(_) => break,
            }
        }
        self.burst = Burst::of(keys);
        self.burst.next().unwrap_or(KeyPress::Pause)
    }

    /// A question was answered: what is left of the burst answers no other one.
    pub fn answered(&mut self) {
        self.burst.answered();
    }

    /// Draws the frame in the place of the last one.
    pub fn draw(&mut self, rows: &[String], widths: &[usize], cursor: (usize, usize)) {
        let mut out = self.over();
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                out.extend_from_slice(b"\r\n");
            }
            out.extend_from_slice(row.as_bytes());
            add(&mut out, Clear(ClearType::UntilNewLine));
        }
        add(&mut out, Clear(ClearType::FromCursorDown));
        let below = rows.len().saturating_sub(1 + cursor.0);
        move_by(&mut out, below, MoveUp);
        out.push(b'\r');
        move_by(&mut out, cursor.1, MoveRight);
        add(&mut out, Show);
        self.above = cursor.0;
        self.shown = widths.to_vec();
        self.cursor = cursor;
        let _ = send(&out);
    }

    /// Takes the frame away and leaves a row in its place for good.
    pub fn leave_row(&mut self, row: &str) {
        self.replace(0, &format!("{row}\r\n"));
    }

    /// Takes the frame away, and rows that were left above it.
    pub fn take_rows_back(&mut self, rows: usize) {
        self.replace(rows, "");
    }

    /// Takes the frame away.
    pub fn clear(&mut self) {
        self.replace(0, "");
    }

    fn replace(&mut self, rows_above: usize, text: &str) {
        let mut out = self.over();
        move_by(&mut out, rows_above, MoveUp);
        add(&mut out, Clear(ClearType::FromCursorDown));
        out.extend_from_slice(text.as_bytes());
        add(&mut out, Show);
        self.above = 0;
        self.shown.clear();
        self.cursor = (0, 0);
        let _ = send(&out);
    }

    /// After a change of size the terminal has wrapped the rows anew.
    pub fn resized(&mut self) {
        let (columns, _) = self.size();
        let rows = |width: usize| width.max(1).div_ceil(columns);
        let above: usize = self
            .shown
            .iter()
            .take(self.cursor.0)
            .copied()
            .map(rows)
            .sum();
        self.above = above + self.cursor.1 / columns;
    }

    /// Gives the terminal to somebody else for a while.
    pub fn lend<T>(&mut self, to: impl FnOnce() -> T) -> T {
        self.clear();
        self.leave();
        let result = to();
        let _ = self.enter();
        result
    }

    /// To the shell, and back when it says so.
    pub fn suspend(&mut self) {
        #[cfg(unix)]
        self.lend(|| {
            let _ = signal_hook::low_level::raise(signal_hook::consts::SIGTSTP);
        });
    }

    /// To the first row and column of the frame, with the cursor out of sight.
    fn over(&self) -> Vec<u8> {
        let mut out = commands(|out| queue!(out, Hide));
        move_by(&mut out, self.above, MoveUp);
        out.push(b'\r');
        out
    }
}

impl Drop for Screen<'_> {
    fn drop(&mut self) {
        if self.is_raw {
            // Below the frame, so that nothing is written over it.
            let below = self.shown.len().saturating_sub(1 + self.above);
            let mut out = Vec::new();
            move_by(&mut out, below, MoveDown);
            if !self.shown.is_empty() {
                out.extend_from_slice(b"\r\n");
            }
            let _ = send(&out);
        }
        self.leave();
    }
}

/// What is to be had from the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Input {
    Nothing,
    /// There is something, or the beginning of something.
    Ready,
    /// The terminal has gone away.
    Gone,
}

/// Looks for so long at most.
#[cfg(unix)]
fn look(wait: Duration) -> Input {
    let Ok(Some(seen)) = look_at(&io::stdin(), wait) else {
        return Input::Nothing;
    };
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    match seen.intersects(gone) {
        true => Input::Gone,
        false => Input::Ready,
    }
}

#[cfg(not(unix))]
fn look(wait: Duration) -> Input {
    match event::poll(wait) {
        Ok(_) => Input::Nothing,
        Err(_) => Input::Gone,
    }
}

/// Has a terminal behave as it did, where one was taken.
pub(super) fn give_back() {
    if terminal::is_raw_mode_enabled().unwrap_or(false) {
        let _ = send(&commands(|out| queue!(out, DisableBracketedPaste, Show)));
        let _ = terminal::disable_raw_mode();
    }
}

fn commands(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write(&mut out); // a Vec takes everything
    out
}

fn add(out: &mut Vec<u8>, command: impl Command) {
    let _ = queue!(out, command);
}

/// Moving by nothing would still move by one.
fn move_by<C: Command>(out: &mut Vec<u8>, count: usize, command: impl FnOnce(u16) -> C) {
    if let Ok(count @ 1..) = u16::try_from(count) {
        add(out, command(count));
    }
}

fn send(bytes: &[u8]) -> io::Result<()> {
    let mut talk = io::stderr().lock();
    talk.write_all(bytes)?;
    talk.flush()
}

/// What the runtime of Rust ends with.
const MISTAKE: i32 = 101;

/// Has every mistake of hirelog's own say a sentence, and end the program. A release does not
/// unwind: the terminal is given back here, and nothing else is left to do, as files are only
/// ever put in place whole.
pub fn say_mistakes() {
    set_hook(Box::new(|mistake| {
        give_back();
        let said = format!(
            "error: hirelog {mistake}\n\
             hint: that is a mistake of hirelog and none of yours; every file is whole, and a draft keeps what was answered\n\
             hint: please tell whoever makes hirelog these lines, and what you did\n"
        );
        let _ = io::stderr().write_all(said.as_bytes());
        exit(MISTAKE);
    }));
}
