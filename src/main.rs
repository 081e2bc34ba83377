//! The recipe: parse, look at the world, run, say what came of it.

use clap::error::ErrorKind;
use hirelog::{Cli, Context, Error, complaint, emit, is_closed_pipe, run, say_mistakes};
use std::env;
use std::path::Path;
use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "main reads the command line")]
fn main() -> ExitCode {
    say_mistakes();
    let cli = match Cli::read(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return clap_says(&error),
    };
    let answer = match Context::from_environment() {
        Ok(context) => run(&cli, &context),
        Err(error) => complaint(&error),
    };
    match emit(&answer, cli.globals.quiet) {
        Ok(()) => ExitCode::from(answer.exit_code),
        Err(error) => {
            let _ = emit(&complaint(&error), cli.globals.quiet);
            ExitCode::from(2)
        }
    }
}

/// Help, the version, or what is wrong with the command line.
fn clap_says(error: &clap::Error) -> ExitCode {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    match error.print() {
        Err(failed) if asked && !is_closed_pipe(&failed) => {
            let failed = Error::io("write to", Path::new("standard output"), failed);
            let _ = emit(&complaint(&failed), false);
            ExitCode::from(2)
        }
        _ => ExitCode::from(if asked { 0 } else { 2 }),
    }
}
