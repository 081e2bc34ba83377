//! What the person asks of an import.

use crate::cli::Import;
use crate::error::Error;
use crate::model::Day;
use crate::query::Query;
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use crate::writing::words::{no_outcome, no_stage};

/// What the person asks for.
pub(super) struct ImportLimits {
    pub only: Vec<String>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    /// The rank of the first stage whose ends are written.
    pub from_stage: Option<usize>,
}

impl ImportLimits {
    pub fn of(
        args: &Import,
        session: &Session<'_>,
        vocabulary: &Vocabulary,
    ) -> Result<Self, Error> {
        let known = |word: &String| match vocabulary.outcome(word) {
            Some(outcome) => Ok(outcome.slug.clone()),
            None => Err(no_outcome(word, vocabulary)),
        };
        let today = session.context.today;
        let day = |flag: &str, text: &Option<String>, read: fn(&str, Day) -> Option<Day>| {
            let day = text.as_ref().map(|text| {
                read(text, today).ok_or_else(|| {
                    Error::usage(format!("{flag} names no day: {text}")).hint(
                        "write it as 2026-07-01, 2026-07, 2026-Q3, 90d, 12w, 6m or last-month",
                    )
                })
            });
            day.transpose()
        };
        let from_stage = match &args.from_stage {
            Some(word) => {
                let rank = vocabulary.stage_rank(word);
                Some(rank.ok_or_else(|| no_stage(word, vocabulary))?)
            }
            None => vocabulary.stage_rank(FROM_STAGE),
        };
        Ok(Self {
            only: args.only.iter().map(known).collect::<Result<_, _>>()?,
            since: day("--since", &args.since, Query::first_day)?,
            until: day("--until", &args.until, Query::last_day)?,
            from_stage,
        })
    }

    pub fn contains(&self, day: Day) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Who ends before anybody spoke with them is counted, and seldom worth a post-mortem.
const FROM_STAGE: &str = "first-interview";
