//! What may be typed behind `hirelog vocab`.

use crate::flags::Format;
use crate::flags::parties;
use crate::model::Party;
use clap::Args;

/// The words for dropped balls: all with their counts, or those that yours may mean
#[derive(Debug, Args)]
#[command(after_long_help = VOCAB)]
pub struct Vocab {
    /// What happened, in your own words; all of the vocabulary if left out;
    /// or `rename OLD NEW`
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Whose ball it is likely to be; without words, only theirs; of a renaming,
    /// only in their sections
    #[arg(long = "as", value_name = "PARTY", value_parser = parties())]
    pub party: Option<Party>,
    /// How far it got; without words, only what can be dropped there
    #[arg(short, long, value_name = "STAGE")]
    pub stage: Option<String>,
    /// Of a renaming, show what would change and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: Format,
}

const VOCAB: &str = "\
Examples:
  hirelog vocab                                        every dropped ball, with its counts
  hirelog vocab didnt send them the prep doc           the closest ones, best first
  hirelog vocab 'went quiet' --as candidate            a hint of whose ball it is
  hirelog vocab took us 9 days --stage final-loop      a hint of how far it got
  hirelog vocab rename slow-feedback feedback-late --dry-run
                                                       one word for what had two

Words are taken for what they mean, not for how they are spelt. Counts are post-mortems of
the whole log that drop the ball; a `?` marks a word the vocabulary does not have. It works
outside a log too, with the built-in words. A team's own words go into hirelog.toml, under
[[dropped_ball]]: what stands in `aliases` is found here, and counts as the ball. Words the
log has grown that look like another are named below the list.

`rename` and exactly two words, quoted where one is several, turn the dropped ball OLD, under
any of its names, into NEW in every post-mortem, and in hirelog.toml where the team declared
it: all files or none, every other byte as it was. Where NEW stands in a list already, OLD
leaves it. Stages, outcomes and priorities are not renamed. With fewer words or more, `rename`
is a word to search for like any other; so it is in quotes: hirelog vocab 'rename a b'.";
