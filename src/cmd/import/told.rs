//! What became of the rows of an export, in words.

use super::tally::{Counts, ImportTally, NAMED};
use crate::import::{ExportSummary, Skip, System};
use crate::log::{self, Log};
use crate::model::Party;
use crate::render::{at_most, plural};
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;

/// The most roles, stages or reasons that are counted in one line.
const LISTED: usize = 8;

impl ImportTally {
    /// What a later export says of applications that were imported before.
    pub fn later(&self) -> Talk {
        let mut text = Talk::default();
        for (what, files) in [
            (
                "changed there; what nobody touched takes it over",
                &self.changed,
            ),
            (
                "changed there, and not here, where somebody wrote",
                &self.differs,
            ),
            (
                "open again there; untouched files, which are removed on a yes (--yes)",
                &self.reopened,
            ),
            (
                "open again there; somebody wrote here, so they stay",
                &self.reopened_here,
            ),
            (
                "most likely of the same as a row of this export; merged on a yes (--yes), so that both imports know it; else the row gets a file of its own",
                &self.likely,
            ),
        ] {
            if !files.is_empty() {
                text += format!("{what}:\n");
            }
            text += first_lines("  ", files.clone());
        }
        text
    }

    fn mending(&self, system: System, columns: &[(String, String)]) -> Talk {
        let (role, stage, reason) = match system {
            System::Greenhouse => ("--jobs FILE", "", "--rejections FILE and --reasons FILE"),
            System::Lever => (
                "--jobs FILE (postings), or expand applications",
                "--stages FILE",
                "--reasons FILE",
            ),
            System::Ashby => ("", "--history FILE (application.listHistory)", ""),
            System::Csv => (
                "--map role=HEADER",
                "--map stage=HEADER",
                "--map reason=HEADER",
            ),
        };
        let mut text = Talk::default();
        for (count, what, mends) in [
            (self.no_role, "role", role),
            (self.no_stage, "stage", stage),
            (self.no_reason, "reason", reason),
        ] {
            if count > 0 {
                let column = columns.iter().find(|(field, _)| field == what);
                let mends = match column {
                    Some((_, header)) => format!("; \"{header}\" is empty there, or names none"),
                    None if mends.is_empty() => String::new(),
                    None => format!("; this gives it: {mends}"),
                };
                text += format!(
                    "no {what} is known of {}{mends}\n",
                    plural(count, "application")
                );
            }
        }
        if self.confidential > 0 {
            text += format!(
                "the role of {} is confidential and left out\n",
                plural(self.confidential, "application")
            );
        }
        text
    }

    /// What is to be known of the export as a whole.
    pub fn notes(&self, summary: &ExportSummary) -> Talk {
        let mut text = Talk::default();
        if let Some(line) = summary.header_line {
            text += format!("note: the names of the columns are taken from line {line}\n");
        }
        if summary.without_ids && self.rows > 0 {
            text += "note: no column holds an id, so rows are told apart by date, stage, role and reason; --map id=HEADER is surer\n";
        }
        if self.rows == 0 {
            text += "the export holds no application\n";
        }
        if summary.other_records > 0 {
            text += format!(
                "note: {} of other streams; jobs, stages, offers and reasons among them were used\n",
                plural(summary.other_records, "record")
            );
        }
        if summary.more_pages {
            text += "note: the export ends with a page that says there are more; fetch those too, and import them the same way\n";
        }
        text
    }

    /// What `check` will find, and when to take it out.
    pub fn findings(&self, dry_run: bool) -> Talk {
        if self.findings.is_empty() {
            return Talk::default();
        }
        let mut text = first_lines("", self.findings.clone());
        text += if dry_run {
            "take it out of the export, or out of the files before they are committed: git does not forget\n"
        } else {
            "written all the same; take it out before it is committed: hirelog check names the files\n"
        };
        text
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
    pub fn summary(
        &self,
        done: &str,
        count: usize,
        vocabulary: &Vocabulary,
        system: System,
        columns: &[(String, String)],
    ) -> Talk {
        let mut text = match self.is_shown {
            true => Talk::default(),
            false => self.later(),
        };
        text += self.mending(system, columns);
        for (why, places) in self.unclear.iter().take(NAMED) {
            let more = places.count - places.first.len();
            let more = if more == 0 {
                String::new()
            } else {
                format!(" and {more} more")
            };
            text += format!("unclear: {why}: {}{more}\n", places.first.join(", "));
        }
        if !self.disagreeing.is_empty() {
            text += "of rows with one id the latest counts; if these are two applications, give each its own:\n";
            text += first_lines("  ", self.disagreeing.clone());
        }
        text += self.lines_to_add(vocabulary);
        text += match self.personal {
            0 => String::new(),
            1 => "1 role or team may name or lead to a person and is left out\n".to_owned(),
            count => {
                format!("{count} roles and teams may name or lead to a person and are left out\n")
            }
        };
        if !self.ids_left_out.is_empty() {
            text += "ids that may name or lead to a person are left out; these get a `case` of their own:\n";
            text += first_lines("  ", self.ids_left_out.clone());
        }
        if self.rows == 0 {
            return text;
        }
        let rows = plural(self.rows, "application");
        text += format!("{rows}: {done} {count}");
        let left_out: usize = self.skipped.values().sum();
        let unclear: usize = self.unclear.values().map(|places| places.count).sum();
        for (what, count) in [
            ("changed", self.changed.len()),
            ("merged", self.merged),
            ("different here", self.differs.len()),
            ("left out", left_out),
            ("ended earlier", self.early.values().sum()),
            ("unclear", unclear),
            ("not readable", self.bad),
        ] {
            if count > 0 {
                text += format!(", {what} {count}");
            }
        }
        if self.beyond_limit > 0 {
            text += format!(", {} beyond --limit", self.beyond_limit);
        }
        text += "\n";
        // Where a disk refuses them, not all that were to be written are.
        let meant: usize = self.outcomes.values().sum();
        let done = if count < meant { "to be written" } else { done };
        text += listed(done, by_count(&self.outcomes));
        text += listed("by stage", by_count(&self.by_stage));
        text += listed("by role", by_count(&self.by_role));
        text += listed("by reason", by_count(&self.by_reason));
        let reasons = self.skipped.iter();
        text += listed(
            "left out",
            reasons.map(|(why, count)| (why.as_str(), count)),
        );
        text += listed("ended earlier", by_count(&self.early));
        text += listed("by reason, of those", by_count(&self.early_by_reason));
        if !self.early.is_empty() {
            text += "what ended before the first interview is counted and not written; to write it too: --from-stage sourcing\n";
        }
        if self.stage_unknown > 0 {
            text += format!(
                "nothing says whether {} got as far as --from-stage: written all the same; see them: hirelog list no:stage\n",
                plural(self.stage_unknown, "application")
            );
        }
        if self.skipped.contains_key(&Skip::RoleClosed) {
            text += "to take the closed roles too: --include role-closed\n";
        }
        text
    }

    /// What to say in hirelog.toml of labels and stages.
    fn lines_to_add(&self, vocabulary: &Vocabulary) -> Talk {
        let outcomes = vocabulary.outcomes.iter().map(|one| one.slug.as_str());
        let outcomes: Vec<_> = outcomes.collect();
        let outcomes = format!(
            "to have those imported, add to hirelog.toml what they mean ({}; \"\" to leave them out):\n[import.outcomes]\n",
            outcomes.join(", ")
        );
        let stages = vocabulary.stages.iter().map(|one| one.slug.as_str());
        let stages: Vec<_> = stages.collect();
        let stages = format!(
            "these stages are not known here and are left blank (hirelog list no:stage); add to hirelog.toml what they are ({}; \"\" for none):\n[import.stages]\n",
            stages.join(", ")
        );
        let mut text = lines(&outcomes, &self.unclear_labels, "OUTCOME");
        if self.unshown_labels > 0 {
            text += format!(
                "reasons not shown, as few rows have them or they may be about a person: {}; what one means is said in hirelog.toml, under [import.outcomes], as \"ITS WORDS\" = \"OUTCOME\"\n",
                self.unshown_labels
            );
        }
        text += lines(&stages, &self.stages, "STAGE");
        if self.unshown_stages > 0 {
            text += format!(
                "stages not known here and not shown, as few rows have them or they may name a person: {}; what one is is said in hirelog.toml, under [import.stages], as \"ITS WORDS\" = \"STAGE\"\n",
                self.unshown_stages
            );
        }
        text
    }

    /// What to do now.
    pub fn next(session: &Session<'_>, keeper: Option<Party>, written: usize) -> String {
        if written == 0 {
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
fn lines(head: &str, names: &Counts, value: &str) -> Talk {
    if names.is_empty() {
        return Talk::default();
    }
    let line = |(name, count): (&String, &usize)| {
        let count = plural(*count, "application");
        format!("{}   # {count}", log::assignment(name, value))
    };
    let mut named: Vec<_> = names.iter().map(line).collect();
    at_most(NAMED, &mut named);
    if names.len() > NAMED
        && let Some(more) = named.last_mut()
    {
        more.insert_str(0, "# ");
    }
    let mut text = Talk::lines(head);
    text += first_lines("", named);
    text
}

/// The first of some lines, and how many more there are.
pub(super) fn first_lines(indent: &str, mut lines: Vec<String>) -> Talk {
    at_most(NAMED, &mut lines);
    lines
        .iter()
        .map(|line| format!("{indent}{}\n", line.trim_end()))
        .collect()
}

/// The most frequent first, and no more than fit into a line.
fn by_count(counts: &Counts) -> impl Iterator<Item = (&String, &usize)> {
    let mut counts: Vec<_> = counts.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    counts.truncate(LISTED);
    counts.into_iter()
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
    let note = |key: &str, (name, word): &(String, String)| {
        format!(
            "note: hirelog.toml, [import.{key}]: \"{name}\" is to be `{word}`, which is no word of this log\n"
        )
    };
    let stages = import.stages.iter().filter(|(_, word)| !word.is_empty());
    let stages = stages.filter(|(_, word)| vocabulary.stage(word).is_none());
    let outcomes = import.outcomes.iter().filter(|(_, word)| !word.is_empty());
    let outcomes = outcomes.filter(|(_, word)| vocabulary.outcome(word).is_none());
    let stages = stages.map(|pair| note("stages", pair));
    stages
        .chain(outcomes.map(|pair| note("outcomes", pair)))
        .collect()
}
