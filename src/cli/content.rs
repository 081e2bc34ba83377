//! The flags that say what a post-mortem consists of.

use super::values::{day, fits, parties, sentence};
use crate::model::{Day, Fit, Party};
use clap::Args;

/// What a post-mortem consists of.
#[derive(Debug, Default, Args)]
pub struct Content {
    /// How it ended, such as offer-declined
    #[arg(short, long, value_name = "OUTCOME")]
    pub outcome: Option<String>,
    /// How far it got, such as final-loop
    #[arg(short, long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// What was hired for
    #[arg(short, long, value_name = "ROLE")]
    pub role: Option<String>,
    /// The team that hired
    #[arg(short, long, value_name = "TEAM")]
    pub team: Option<String>,
    /// Day of the outcome; today if left out
    #[arg(short, long, value_name = "DAY", value_parser = day)]
    pub date: Option<Day>,
    /// A reference kept elsewhere; never a name
    #[arg(long, value_name = "REFERENCE")]
    pub case: Option<String>,
    /// One line of what happened
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = sentence)]
    pub tldr: Option<String>,
    /// Whether it was a match at all
    #[arg(long, value_name = "FIT", value_parser = fits())]
    pub fit: Option<Fit>,
    /// What the candidate said mattered, most important first, at most five
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub wanted: Option<Vec<String>>,
    /// What we led with, at most five
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub pitched: Option<Vec<String>>,
    /// Who is writing; --owned, --dropped and --next are this party's
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub writer: Option<Party>,
    /// What the writer takes responsibility for
    #[arg(long, value_name = "TEXT", help_heading = "Section of the writer", allow_hyphen_values = true, value_parser = sentence)]
    pub owned: Option<String>,
    /// The balls the writer dropped
    #[arg(
        long,
        value_name = "A,B",
        value_delimiter = ',',
        help_heading = "Section of the writer"
    )]
    pub dropped: Option<Vec<String>>,
    /// What the writer will do next time
    #[arg(long, value_name = "TEXT", help_heading = "Section of the writer", allow_hyphen_values = true, value_parser = sentence)]
    pub next: Option<String>,
    /// What the manager takes responsibility for
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub manager_owned: Option<String>,
    /// The balls the manager dropped
    #[arg(
        long,
        value_name = "A,B",
        value_delimiter = ',',
        help_heading = "Section of any party"
    )]
    pub manager_dropped: Option<Vec<String>>,
    /// What the manager will do next time
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub manager_next: Option<String>,
    /// What the candidate takes responsibility for
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub candidate_owned: Option<String>,
    /// The balls the candidate dropped
    #[arg(
        long,
        value_name = "A,B",
        value_delimiter = ',',
        help_heading = "Section of any party"
    )]
    pub candidate_dropped: Option<Vec<String>>,
    /// What the candidate will do next time
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub candidate_next: Option<String>,
    /// What the recruiter takes responsibility for
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub recruiter_owned: Option<String>,
    /// The balls the recruiter dropped
    #[arg(
        long,
        value_name = "A,B",
        value_delimiter = ',',
        help_heading = "Section of any party"
    )]
    pub recruiter_dropped: Option<Vec<String>>,
    /// What the recruiter will do next time
    #[arg(long, value_name = "TEXT", help_heading = "Section of any party", allow_hyphen_values = true, value_parser = sentence)]
    pub recruiter_next: Option<String>,
}
