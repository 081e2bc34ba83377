//! What may be typed behind `hirelog import`.

use crate::flags::day_orders;
use crate::import::{FIELDS, System};
use crate::model::DayOrder;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Post-mortem skeletons from an applicant tracking system's export
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Import {
    /// The export, or a folder or zip of it and its side files; standard input with -
    #[arg(value_name = "FILE", required_unless_present = "undo")]
    pub file: Option<PathBuf>,
    /// Which system wrote it
    #[arg(long, value_name = "SYSTEM", required_unless_present = "undo")]
    pub from: Option<System>,
    /// The answers to offers, where the export keeps them in a file of their own
    #[arg(long, value_name = "FILE")]
    pub offers: Option<PathBuf>,
    /// The list of reasons, where applications name theirs by id: Lever's archive reasons,
    /// Greenhouse's rejection reasons
    #[arg(long, value_name = "FILE")]
    pub reasons: Option<PathBuf>,
    /// Greenhouse's rejection details, where newer exports keep them apart
    #[arg(long, value_name = "FILE")]
    pub rejections: Option<PathBuf>,
    /// The list of jobs, for the roles: Greenhouse's jobs, Lever's postings
    #[arg(long, value_name = "FILE")]
    pub jobs: Option<PathBuf>,
    /// The list of stages, where applications name theirs by id, as Lever's do
    #[arg(long, value_name = "FILE")]
    pub stages: Option<PathBuf>,
    /// Ashby's history of stages, with an applicationId in each entry
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
    /// Which column holds what, such as stage='Job Stage'
    #[arg(long, value_name = "FIELD=HEADER", value_parser = column, help_heading = "Tables")]
    pub map: Vec<(String, String)>,
    /// Which number of 03/04/26 comes first
    #[arg(long, value_name = "ORDER", value_parser = day_orders(), help_heading = "Tables")]
    pub dates: Option<DayOrder>,
    /// Which sheet of a workbook to read, where several hold something
    #[arg(long, value_name = "NAME", help_heading = "Tables")]
    pub sheet: Option<String>,
    /// Only what ended on this day or later, such as 2026-07-01, 90d or 2026-Q3
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only what ended on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// Count earlier ends and do not write them [default: first-interview]
    #[arg(long, value_name = "STAGE")]
    pub from_stage: Option<String>,
    /// Write only the N most worth a look: offers declined, then who was lost late
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Only these outcomes
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Take these too, which are left out otherwise
    #[arg(long, value_name = "OUTCOME")]
    pub include: Vec<Included>,
    /// Write the system's own ids down, as `case`; they lead to the candidate
    #[arg(long)]
    pub keep_ids: bool,
    /// The key by which earlier imports are known again, outside of any repository; made
    /// where there is none
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Begin a new key, although earlier imports cannot be known again without theirs
    #[arg(long)]
    pub new_key: bool,
    /// Take away the files of the last import that nobody has touched since
    #[arg(long, conflicts_with_all = ["file", "from"])]
    pub undo: bool,
    /// Without asking: remove untouched files of what is open again, merge likely twins, undo
    #[arg(long)]
    pub yes: bool,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Included {
    RoleClosed,
}

const EXAMPLES: &str = "\
Examples:
  hirelog import applications.json --from greenhouse --offers offers.json --dry-run
  hirelog import opportunities.json --from lever --reasons archive_reasons.json
  hirelog import applications.json --from ashby --since 90d --limit 20
  hirelog import export/ --from greenhouse
  hirelog import archive.csv --from csv --map date='Archive Date' --map outcome='Archive Reason'
  curl … | hirelog import - --from ashby

Written are the date, the outcome, the stage, the role, a fresh `case` and, as comments, the
dropped ball that a reason may hint at, and the reason itself where it occurs three times or
more: what is seldom may be one person's words. What each party owns no system knows: those
sections stay open. Nothing else is read: no names, no contact data, no notes, no scorecards.
Roles, teams, reasons and stages go through the rules of check and are left out where one
finds something; a bare name inside a job title cannot be known. Those rules are English; of
traits in a reason, words in German, French, Spanish, Italian, Dutch, Portuguese and Polish
are known as well. Look once with --dry-run.

FILE may be a workbook, a zip or a folder: the export and its side files are told apart by
their content. Nothing is written before the whole of it can be read.

A later export is compared: what nobody touched takes the new day, outcome and stage over,
and is called after its new day (the id stays, so git sees the file moved); where somebody
wrote, both are shown. A row that is absent means nothing.

The same export twice adds nothing: each file holds a digest of its application's id, made
with a key that stays on this machine (`hirelog-import-key`, in your state folder) and never
goes into the log, as ids are numbers that anybody could try out. A colleague who imports
into the same log needs the same key: send the file by another way than the log, and they
import with --key FILE. What another key or another kind of export wrote of the same outcome,
role and day is a likely twin: it is merged where you say so, or stays apart (HL208).

A day: a time in UTC is the day it was in this machine's time zone (TZ=Europe/Berlin sets
another), a time with an offset of its own the day it names there.

What a team's stages and reasons mean it says in hirelog.toml:
  [import.stages]
  \"Take Home Test\" = \"first-interview\"
  [import.outcomes]
  \"Timing\" = \"withdrew\"           # \"\" leaves such applications out

Columns of a table: id, date, status, outcome, reason, side (who said no), stage, role, team,
offer (its status). Those that are not named are found by the
words of their headers; '#3' names the third.

Rows that cannot be read are named with their place and left out, and the exit code is 2;
the others are written. Rows that do not say how they ended are listed, never guessed.";

fn column(text: &str) -> Result<(String, String), String> {
    let (field, header) = text
        .split_once('=')
        .ok_or("write it as FIELD=HEADER, such as date='Archive Date'")?;
    let field = field.trim();
    if !FIELDS.contains(&field) {
        return Err(format!(
            "there is no field `{field}`; fields: {}",
            FIELDS.join(", ")
        ));
    }
    Ok((field.to_owned(), header.trim().to_owned()))
}
