//! What holds for every command: the environment, the files, the exit codes, the
//! query. `--help` and the manual are made of the same tables.

use crate::query::Field;

pub const EXIT_CODES: [(&str, &str); 4] = [
    ("0", "done; a reader that closes the pipe early is fine"),
    ("1", "findings"),
    (
        "2",
        "it could not be done, or some files could not be read (the others are shown)",
    ),
    ("130", "interrupted"),
];

pub const ENVIRONMENT: [(&str, &str); 7] = [
    ("HIRELOG_DIR", "the log, where no --log is given"),
    (
        "HIRELOG_TODAY",
        "another day than today, such as 2026-11-20",
    ),
    (
        "HIRELOG_EDITOR",
        "the editor; then `editor` in your config.toml, VISUAL, EDITOR",
    ),
    ("HIRELOG_PAGER", "the pager; then PAGER; empty for none"),
    (
        "BROWSER",
        "what opens a report; then what the system has for it",
    ),
    (
        "HIRELOG_PLAIN",
        "1 asks in plain lines, for a screen reader; so do ACCESSIBLE and TERM=dumb",
    ),
    ("NO_COLOR", "no colour; CLICOLOR_FORCE colours a pipe too"),
];

pub const FILES: [(&str, &str); 6] = [
    (
        "hirelog.toml",
        "marks a log; what stands in it holds for the team",
    ),
    (
        "logs/YEAR/DATE-ROLE-ID.toml",
        "one post-mortem each, below hirelog.toml",
    ),
    (
        "decisions/DATE-ID.toml",
        "what a meeting decided, below hirelog.toml",
    ),
    (
        "~/.config/hirelog/config.toml",
        "what is yours alone: log, editor, pager, color, as",
    ),
    (
        "~/.local/share/hirelog",
        "a log of your own, where nothing names another",
    ),
    (
        "~/.local/state/hirelog/drafts",
        "what was typed and is not saved yet",
    ),
];

const EXAMPLES: [(&str, &str); 4] = [
    ("hirelog init", "make a log in the folder you are in"),
    ("hirelog new", "write a post-mortem"),
    ("hirelog list stage:offer since:90d", "what is there"),
    ("hirelog patterns", "weekly: what keeps being dropped"),
];

/// What bare `hirelog` says.
pub const OVERVIEW: &str = "\
hirelog asks, after a hiring outcome: where can each of the three parties, hiring
manager, candidate and recruiter, take responsibility? It keeps the answers as plain
files and counts what keeps being dropped.

  hirelog init          make a log for the team
  hirelog new           write a post-mortem; only the outcome is required
  hirelog edit ID       fill in or correct a section
  hirelog sort          what is written and counts nowhere yet
  hirelog decide SLUG   what the meeting decided about a dropped ball
  hirelog ask ID        questions for a party, to paste into a message
  hirelog list          what is there       (hirelog list stage:offer since:90d)
  hirelog show ID       one post-mortem
  hirelog patterns      weekly: what keeps being dropped
  hirelog brief QUERY   before a conversation: what not to drop again
  hirelog report        the page for the meeting      (hirelog report --open)
  hirelog check         every problem in every file, with its remedy
  hirelog import FILE   an export (--from greenhouse, lever, ashby or csv)
  hirelog export        the log as jsonl, json or csv, for other tools
  hirelog redact ID     strip the sentences of a post-mortem or a case
  hirelog vocab WORDS   the dropped ball you mean   (hirelog vocab no prep call)

Try: hirelog new --outcome offer-declined --role 'Staff Platform Engineer'
More: hirelog --help, hirelog new --help
";

/// What stands below the flags in `hirelog --help`.
pub fn after_help() -> String {
    [
        list("Examples", &EXAMPLES),
        list("Environment", &ENVIRONMENT),
        list("Exit codes", &EXIT_CODES),
        "Configuration: `hirelog where` prints every setting and where it comes from.\n\
         Deleting and moving: a post-mortem is a file; `git rm FILE`, `git mv FILE ELSEWHERE`."
            .to_owned(),
    ]
    .join("\n")
}

fn list(heading: &str, lines: &[(&str, &str)]) -> String {
    let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut list = format!("{heading}:\n");
    for (name, meaning) in lines {
        list += &format!("  {name:width$}  {meaning}\n");
    }
    list
}

/// How a query is written, below the flags of each command that takes one.
pub fn query() -> String {
    let field = |field: Field| {
        if field.needs_a_word() {
            format!("{} ({})", field.as_str(), field.meaning())
        } else {
            field.as_str().to_owned()
        }
    };
    let fields: Vec<_> = Field::all().map(field).collect();
    let fields = format!("Fields: {}.", fields.join(", "));
    format!("{QUERY}\n{}", textwrap::fill(&fields, WIDTH))
}

/// Columns of a text that is laid out by hand.
const WIDTH: usize = 88;

const QUERY: &str = "\
Query: words are looked for in all that is shown; all terms must hold.
  '\"no call\"' -remote      a phrase, in two kinds of quotes for the shell; not that word
  offer OR screen          one of the two; NOT turns the next round
  outcome:offer-declined   a field; several values, any of them: outcome:withdrew,reneged
  -outcome:accepted        not that
  no:team                  an empty field
  since:90d until:2026-Q3  days: 2026-11-20, 2026-11, 2026-Q4, 2026, 90d, 12w, 6m,
                           last-week, last-month, monday, 17-nov, nov";
