//! The recipe: parse, look at the world, run, say what came of it.

use clap::error::ErrorKind;
use hirelog::cli::Cli;
use hirelog::cmd;
use hirelog::context::{Context, emit};
use std::env;
use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "main reads the command line")]
fn main() -> ExitCode {
    let cli = match Cli::read(env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to tell when the streams are gone.
            let _ = error.print();
            let asked = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            );
            return ExitCode::from(if asked { 0 } else { 2 });
        }
    };
    let answer = match Context::from_environment() {
        Ok(context) => cmd::run(&cli, &context),
        Err(error) => cmd::complaint(&error),
    };
    match emit(&answer, cli.globals.quiet) {
        Ok(()) => ExitCode::from(answer.exit_code),
        Err(error) => {
            let _ = emit(&cmd::complaint(&error), cli.globals.quiet);
            ExitCode::from(2)
        }
    }
}
