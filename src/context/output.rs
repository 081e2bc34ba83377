//! Writing what a command has to say: its answer to standard output, through a
//! pager where it would not fit, the rest to standard error.

use super::programs::program;
use crate::error::Error;
use crate::talk::Talk;
use anstream::{AutoStream, ColorChoice};
use std::env;
use std::io::{self, Write};
use std::process::Stdio;

/// What a command has to say.
#[derive(Debug, Default)]
pub struct Answer {
    /// For standard output.
    pub text: String,
    /// The command line of a pager, where the text is taller than the terminal.
    pub pager: Option<String>,
    /// For standard error, unless somebody wants it quiet.
    pub talk: Talk,
    /// For standard error in any case.
    pub complaints: Talk,
    pub exit_code: u8,
}

impl Answer {
    /// For standard output.
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// For standard error alone.
    pub fn talking(talk: impl Into<Talk>) -> Self {
        Self {
            talk: talk.into(),
            ..Self::default()
        }
    }

    /// What is missing from it, a line each, which makes it less than whole.
    pub fn incomplete(&mut self, missing: Vec<String>) {
        for line in missing {
            self.complaints += line + "\n";
            self.exit_code = 2;
        }
    }
}

/// Standard output, for an answer too long to be held. A reader that goes away has
/// had enough: that is no failure, and false.
///
/// # Errors
/// Where standard output cannot be written to.
pub fn pass_on(text: &[u8]) -> Result<bool, Error> {
    let mut stream = io::stdout().lock();
    match stream.write_all(text).and_then(|()| stream.flush()) {
        Ok(()) => Ok(true),
        Err(error) if is_closed_pipe(&error) => Ok(false),
        Err(error) => Err(Error::io("write to", "standard output".as_ref(), error)),
    }
}

/// A reader that has gone away. Windows has two words for it, and the library knows one of
/// them.
pub fn is_closed_pipe(error: &io::Error) -> bool {
    const PIPE_NOT_CONNECTED: i32 = 233;
    error.kind() == io::ErrorKind::BrokenPipe
        || cfg!(windows) && error.raw_os_error() == Some(PIPE_NOT_CONNECTED)
}

/// Writes the answer, then what there is to say about it. A reader that goes
/// away early has had enough: that is success.
///
/// # Errors
/// Where standard output cannot be written to. What was done is said all the same, and a
/// line of an answer, such as the path of what was saved, is in the hint.
pub fn emit(answer: &Answer, quiet: bool) -> Result<(), Error> {
    let written = write_answer(answer);
    let talk = if quiet { "" } else { answer.talk.as_str() };
    let mut stream = as_it_is(io::stderr().lock());
    // Nobody is left to tell when standard error is gone.
    let _ = stream
        .write_all(talk.as_bytes())
        .and_then(|()| stream.write_all(answer.complaints.as_str().as_bytes()));
    let error = match written {
        Err(error) if !is_closed_pipe(&error) => error,
        _ => return Ok(()),
    };
    let line = answer.text.trim_end();
    let line = (!line.is_empty() && !line.contains('\n')).then(|| format!("it would say: {line}"));
    Err(Error::io("write to", "standard output".as_ref(), error).maybe_hint(line))
}

fn write_answer(answer: &Answer) -> io::Result<()> {
    if let Some(written) = answer
        .pager
        .as_deref()
        .and_then(|pager| page(&answer.text, pager))
    {
        return written;
    }
    let mut stream = as_it_is(io::stdout().lock());
    stream.write_all(answer.text.as_bytes())?;
    stream.flush()
}

/// Whether to colour was decided before the text was drawn; old consoles of
/// Windows get it translated.
fn as_it_is<S: anstream::stream::RawStream>(stream: S) -> AutoStream<S> {
    AutoStream::new(stream, ColorChoice::Always)
}

/// `None` where there is no such pager; the text is then written as it is.
fn page(text: &str, command: &str) -> Option<io::Result<()>> {
    let mut pager = program(command)?;
    // As git does: without these, less shows colours as their codes.
    for (name, options) in [("LESS", "FRX"), ("LV", "-c")] {
        if env::var_os(name).is_none() {
            pager.env(name, options);
        }
    }
    let mut pager = pager.stdin(Stdio::piped()).spawn().ok()?;
    let written = match pager.stdin.take() {
        Some(mut input) => input.write_all(text.as_bytes()),
        None => Ok(()),
    };
    Some(pager.wait().and(written))
}
