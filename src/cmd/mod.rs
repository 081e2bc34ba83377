//! One file a command: what was typed in, an answer out. The commands tie the
//! rooms together and do nothing that a room could do.

mod ask;
mod brief;
mod check;
mod completions;
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
mod vocab;
mod r#where;

use crate::cli::{Cli, Command};
use crate::context::{Answer, Context};
use crate::error::Error;
use crate::render::{self, Look};
use crate::session::Session;

/// Runs what was typed. An error is an answer too.
pub fn run(cli: &Cli, context: &Context) -> Answer {
    // Needs no log, and no configuration that can be read.
    if let Some(Command::Completions(args)) = &cli.command {
        return completions::run(args, context);
    }
    let session = match Session::new(&cli.globals, context) {
        Ok(session) => session,
        Err(error) => return complaint(&error),
    };
    let answer = match &cli.command {
        None | Some(Command::Completions(_)) => Ok(Answer {
            text: overview(),
            ..Answer::default()
        }),
        Some(Command::Init(args)) => init::run(args, &session),
        Some(Command::New(args)) => new::run(args, &session),
        Some(Command::Edit(args)) => edit::run(args, &session),
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
    answer.talk.insert_str(0, &session.remarks());
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

/// What bare `hirelog` says.
fn overview() -> String {
    "\
hirelog asks, after a hiring outcome: where can each of the three parties, hiring
manager, candidate and recruiter, take responsibility? It keeps the answers as plain
files and counts what keeps being dropped.

  hirelog init          make a log for the team
  hirelog new           write a post-mortem; only the outcome is required
  hirelog edit ID       fill in or correct a section
  hirelog ask ID        questions for a party, to paste into a message
  hirelog list          what is there       (hirelog list stage:offer since:90d)
  hirelog show ID       one post-mortem
  hirelog patterns      weekly: what keeps being dropped
  hirelog brief QUERY   before a conversation: what not to drop again
  hirelog report        the page for the meeting      (hirelog report --open)
  hirelog check         every problem in every file, with its remedy
  hirelog import FILE   skeletons from Greenhouse, Lever, Ashby or any CSV
  hirelog export        the log as jsonl, json or csv, for other tools
  hirelog redact ID     strip the sentences of a post-mortem or a case
  hirelog vocab WORDS   the dropped ball you mean   (hirelog vocab no prep call)

Try: hirelog new --outcome offer-declined --role 'Staff Platform Engineer'
More: hirelog --help, hirelog new --help
"
    .to_owned()
}
