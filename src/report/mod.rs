//! What a team looks at once a week: the patterns, told in the order in which
//! to talk about them, and the series that are drawn. Plain data, the same for
//! Markdown, HTML and JSON; pure, like the patterns it is made of.

mod endings;
mod news;
mod promise;
mod series;
mod topic;

pub use endings::{Ending, Endings};
pub use news::{Arrival, Arrived, News};
pub use promise::{Mark, Promised};
pub use series::{Length, Series, Step};
pub use topic::{Subject, Topic};

use crate::model::{Day, Entry};
use crate::patterns::{self, Patterns, patterns};
use crate::vocabulary::{Questions, Vocabulary};

/// Where to look, and since when something is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    pub patterns: patterns::Settings,
    /// The first day that counts as new, where somebody asks for what is new.
    pub news_since: Option<Day>,
}

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub patterns: Patterns,
    pub news: Option<News>,
    /// What to talk about, most pressing first.
    pub topics: Vec<Topic>,
    /// What the window dropped, week by week.
    pub series: Series,
    /// How far each process of the window got, and how it ended.
    pub endings: Endings,
    /// What parties said they would do, and what came of it.
    pub promises: Vec<Promised>,
}

/// Counts and puts in order. `entries` may hold post-mortems of any day.
pub fn report(entries: &[&Entry], questions: &Questions<'_>, settings: Settings) -> Report {
    let vocabulary: &Vocabulary = questions.vocabulary();
    let patterns = patterns(entries, vocabulary, settings.patterns);
    let mut known: Vec<&Entry> = entries.to_vec();
    known.sort_by_key(|entry| entry.order());
    let window: Vec<&Entry> = known
        .iter()
        .copied()
        .filter(|entry| patterns.window.contains(entry.post_mortem.date))
        .collect();
    let promises = promise::promises(&patterns, &known, vocabulary);
    Report {
        news: settings
            .news_since
            .map(|since| News::since(since, &patterns, &window, vocabulary)),
        topics: topic::topics(&patterns, questions),
        series: Series::of(&patterns, &window),
        endings: Endings::of(&window, vocabulary),
        promises,
        patterns,
    }
}

#[cfg(test)]
mod tests;
