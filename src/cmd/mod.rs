//! One file a command: what was typed in, an answer out. The commands tie the
//! rooms together and do nothing that a room could do.

mod ask;
mod brief;
mod check;
mod completions;
mod decide;
mod edit;
mod export;
mod import;
mod init;
mod list;
mod man;
mod new;
mod patterns;
mod redact;
mod report;
mod schema;
mod show;
mod sort;
mod vocab;
mod r#where;

use crate::cli::reference::OVERVIEW;
use crate::cli::{Cli, Command};
use crate::context::{Answer, Context, any_wait, tell_wait};
use crate::error::Error;
use crate::log;
use crate::render::{self, Look};
use crate::session::Session;

/// Runs what was typed. An error is an answer too.
pub fn run(cli: &Cli, context: &Context) -> Answer {
    context.show_waits(cli.globals.quiet);
    log::say_waits_by(log::Waits {
        told: tell_wait,
        shown: any_wait,
    });
    // Needs no log, and no configuration that can be read.
    if let Some(Command::Completions(args)) = &cli.command {
        return completions::run(args, context);
    }
    let session = match Session::new(&cli.globals, context) {
        Ok(session) => session,
        Err(error) => return complaint(&error),
    };
    let answer = match &cli.command {
        None | Some(Command::Completions(_)) => {
            Ok(Answer::of(render::overview(OVERVIEW, session.look())))
        }
        Some(Command::Init(args)) => init::run(args, &session),
        Some(Command::New(args)) => new::run(args, &session),
        Some(Command::Edit(args)) => edit::run(args, &session),
        Some(Command::Sort(args)) => sort::run(args, &session),
        Some(Command::Decide(args)) => decide::run(args, &session),
        Some(Command::Ask(args)) => ask::run(args, &session),
        Some(Command::List(args)) => list::run(args, &session),
        Some(Command::Show(args)) => show::run(args, &session),
        Some(Command::Patterns(args)) => patterns::run(args, &session),
        Some(Command::Brief(args)) => brief::run(args, &session),
        Some(Command::Report(args)) => report::run(args, &session),
        Some(Command::Vocab(args)) => vocab::run(args, &session),
        Some(Command::Redact(args)) => redact::run(args, &session),
        Some(Command::Check(args)) => check::run(args, &session),
        Some(Command::Import(args)) => import::run(args, &session),
        Some(Command::Export(args)) => export::run(args, &session),
        Some(Command::Where(args)) => r#where::run(args, &session),
        Some(Command::Man(args)) => man::run(args, &session),
        Some(Command::Schema(args)) => Ok(schema::run(args, &session)),
    };
    let mut answer = answer.unwrap_or_else(|error| session.complaint(error));
    answer.talk.prepend(&session.remarks());
    let look = session.talk_look();
    answer.talk = render::folded(&answer.talk, look);
    answer.complaints = render::folded(&answer.complaints, look);
    answer
}

/// An error before anything is known about the terminal.
pub fn complaint(error: &Error) -> Answer {
    let look = Look {
        width: None,
        color: false,
        unicode: true,
    };
    Answer {
        complaints: render::error(error, look),
        exit_code: error.exit_code(),
        ..Answer::default()
    }
}
