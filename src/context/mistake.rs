//! The last word of a hirelog that made a mistake of its own. A release does not unwind:
//! the terminal is given back here, and nothing else is left to do, as files are only ever
//! put in place whole.

use super::screen::give_back;
use std::io::{self, Write};
use std::panic::set_hook;
use std::process::exit;

/// What the runtime of Rust ends with.
const MISTAKE: i32 = 101;

/// Has every such mistake say a sentence, and end the program.
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
