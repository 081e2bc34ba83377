//! What became of the rows of an export: counted, and reported in the end.

use crate::diagnostic::Diagnostic;
use crate::import::{RowPlace, Skip};
use crate::log::{self, Log};
use crate::model::Party;
use crate::render::plural;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;

/// The most places that are named one by one.
const NAMED: usize = 20;
/// The most problems that are reported one by one.
const MOST_PROBLEMS: usize = 100;

#[derive(Debug, Default)]
pub(super) struct ImportTally {
    pub rows: usize,
    /// By outcome.
    pub created: BTreeMap<String, usize>,
    pub skipped: BTreeMap<Skip, usize>,
    /// By what is not clear.
    pub unclear: BTreeMap<String, Places>,
    /// Labels that the team could explain, and how often one must occur to be no
    /// more than one person's words.
    pub at_least: usize,
    pub labels: BTreeMap<String, usize>,
    /// Stages that stand for none of the log's.
    pub stages: BTreeMap<String, usize>,
    pub withheld: usize,
    /// Errors of `check` in what the rows become, one line each.
    pub findings: Vec<String>,
    pub bad: usize,
    pub problems: Vec<String>,
    /// What to do about them.
    pub hint: Option<&'static str>,
}

#[derive(Debug, Default)]
pub(super) struct Places {
    count: usize,
    first: Vec<String>,
}

impl ImportTally {
    pub fn skip(&mut self, why: Skip) {
        *self.skipped.entry(why).or_default() += 1;
    }

    pub fn unclear(&mut self, place: &RowPlace, why: String, label: Option<String>) {
        let places = self.unclear.entry(why).or_default();
        places.count += 1;
        if places.first.len() < NAMED {
            places.first.push(place.to_string());
        }
        if let Some(label) = label {
            *self.labels.entry(label).or_default() += 1;
        }
    }

    pub fn bad(&mut self, file: &str, place: &RowPlace, why: &str) {
        self.bad += 1;
        if self.problems.len() < MOST_PROBLEMS {
            let line = format!("{file}: {place}: {why}\n");
            self.problems.push(line);
        }
    }

    pub fn found(&mut self, file: &str, place: &RowPlace, found: &[Diagnostic]) {
        self.findings.extend(found.iter().map(|one| {
            let key = one.field.as_deref().unwrap_or("the file");
            let (code, message) = (one.code, &one.message);
            format!("{file}: {place}: error[{code}]: {key}: {message}\n")
        }));
    }

    /// What `check` will find, and when to take it out.
    pub fn findings(&self, dry_run: bool) -> Talk {
        let count = self.findings.len();
        if count == 0 {
            return Talk::default();
        }
        let mut text: Talk = self.findings.iter().take(NAMED).collect();
        if count > NAMED {
            text += format!("and {} more like these\n", count - NAMED);
        }
        text += if dry_run {
            "take it out of the export, or out of the files before they are committed: git does not forget\n"
        } else {
            "written all the same; take it out before it is committed: hirelog check names the files\n"
        };
        text
    }

    pub fn created(&self) -> usize {
        self.created.values().sum()
    }

    /// The rows that could not be read, each with its place.
    pub fn complaints(&self) -> Talk {
        let mut text: Talk = self.problems.iter().collect();
        if self.bad > self.problems.len() {
            text += format!("and {} more like these\n", self.bad - self.problems.len());
        }
        if self.bad > 0 {
            text += match self.bad {
                1 => "1 row could not be read and is left out\n".to_owned(),
                count => format!("{count} rows could not be read and are left out\n"),
            };
        }
        if let Some(hint) = self.hint {
            text += format!("hint: {hint}\n");
        }
        text
    }

    /// What was done, what was not, and what to add to hirelog.toml.
    pub fn summary(&self, done: &str, vocabulary: &Vocabulary) -> Talk {
        let mut text = Talk::default();
        for (why, places) in &self.unclear {
            let more = places.count - places.first.len();
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            text += format!("unclear: {why}: {}{more}\n", places.first.join(", "));
        }
        text += self.lines_for_outcomes(vocabulary);
        text += self.lines_for_stages(vocabulary);
        if self.withheld > 0 {
            text += format!(
                "{} {} may be somebody's own words; a reason named in [import.outcomes] is kept\n",
                plural(self.withheld, "reason"),
                if self.withheld == 1 {
                    "was not written down, as it"
                } else {
                    "were not written down, as they"
                },
            );
        }
        if self.rows == 0 {
            return text;
        }
        let rows = plural(self.rows, "application");
        text += format!("{rows}: {done} {}", self.created());
        let left_out: usize = self.skipped.values().sum();
        let unclear: usize = self.unclear.values().map(|places| places.count).sum();
        for (what, count) in [
            ("left out", left_out),
            ("unclear", unclear),
            ("not readable", self.bad),
        ] {
            if count > 0 {
                text += format!(", {what} {count}");
            }
        }
        text += "\n";
        text += listed(done, self.created.iter());
        let reasons = self.skipped.iter();
        text += listed(
            "left out",
            reasons.map(|(why, count)| (why.reason(), count)),
        );
        if self.skipped.contains_key(&Skip::RoleClosed) {
            text += "to take the closed roles too: --include role-closed\n";
        }
        text
    }

    fn lines_for_outcomes(&self, vocabulary: &Vocabulary) -> Talk {
        let outcomes = vocabulary.outcomes.iter().map(|outcome| &outcome.slug);
        let outcomes: Vec<_> = outcomes.map(String::as_str).collect();
        let mut labels = self.labels.clone();
        labels.retain(|_, count| *count >= self.at_least);
        lines(
            &format!(
                "to have those imported, add to hirelog.toml what they mean ({}; \"\" to leave them out):\n[import.outcomes]\n",
                outcomes.join(", ")
            ),
            &labels,
            "OUTCOME",
        )
    }

    fn lines_for_stages(&self, vocabulary: &Vocabulary) -> Talk {
        let stages = vocabulary.stages.iter().map(|stage| stage.slug.as_str());
        let stages: Vec<_> = stages.collect();
        let head = format!(
            "these stages are not known here and are left blank (hirelog list no:stage); add to hirelog.toml what they are ({}; \"\" for none):\n[import.stages]\n",
            stages.join(", ")
        );
        lines(&head, &self.stages, "STAGE")
    }

    /// What to do now.
    pub fn next(&self, keeper: Option<Party>, session: &Session<'_>) -> String {
        if self.created() == 0 {
            return String::new();
        }
        let hirelog = session.command();
        let party = keeper.unwrap_or(Party::Recruiter);
        format!(
            "nobody has looked at them yet; see them: {hirelog} list -party:{party}; then write a part: {hirelog} edit ID --as {party}\n"
        )
    }
}

/// Empty if there is nothing to add.
fn lines(head: &str, names: &BTreeMap<String, usize>, value: &str) -> Talk {
    if names.is_empty() {
        return Talk::default();
    }
    let mut text = Talk::lines(head);
    for (name, count) in names.iter().take(NAMED) {
        let line = log::assignment(name, value);
        text += format!("{}   # {}\n", line, plural(*count, "application"));
    }
    if names.len() > NAMED {
        text += format!("# and {} more\n", names.len() - NAMED);
    }
    text
}

/// Empty if there is nothing to list.
fn listed<'a>(what: &str, counts: impl Iterator<Item = (impl AsRef<str>, &'a usize)>) -> String {
    let listed: Vec<_> = counts
        .map(|(name, count)| format!("{count} {}", name.as_ref()))
        .collect();
    if listed.is_empty() {
        return String::new();
    }
    format!("  {what}: {}\n", listed.join(", "))
}

/// Words of `[import.…]` that stand for nothing.
pub(super) fn unknown_words(log: &Log, vocabulary: &Vocabulary) -> Talk {
    let import = &log.team.import;
    let stages = import
        .stages
        .iter()
        .filter(|(_, stage)| !stage.is_empty() && vocabulary.stage(stage).is_none());
    let outcomes = import
        .outcomes
        .iter()
        .filter(|(_, outcome)| !outcome.is_empty() && vocabulary.outcome(outcome).is_none());
    let note = |key: &str, (name, word): &(String, String)| {
        format!(
            "note: hirelog.toml, [import.{key}]: \"{name}\" is to be `{word}`, which is no word of this log\n"
        )
    };
    let stages = stages.map(|pair| note("stages", pair));
    stages
        .chain(outcomes.map(|pair| note("outcomes", pair)))
        .collect()
}
