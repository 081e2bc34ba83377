//! What stands around a text in the person's editor: the words that may be used, below a
//! line of its own, and what is wrong, above the line it is in. All of it is taken out
//! again, and nothing else: a person may have such lines in a text of their own.

use crate::diagnostic::{Diagnostic, line_and_column};
use crate::model::{Fact, Party, ValueKind, Words};
use crate::render::wrap;
use crate::vocabulary::Vocabulary;

/// Columns that editors are sure to have.
const WIDTH: usize = 88;
/// Begins a line in which we say what is wrong.
const PROBLEM: &str = "#! hirelog: ";
const CUT: &str = "# ------------------------ >8 ------------------------";

/// What is put around one text, as long as it is being edited.
pub struct Guidance {
    /// The line above the words; no line of the text is the same.
    cut: String,
    lines: Vec<String>,
    problems: Vec<String>,
    /// Ends the last line of the text, where nothing of its own does.
    gap: &'static str,
}

impl Guidance {
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut cut = CUT.to_owned();
        while text.lines().any(|line| line.trim_end() == cut) {
            cut.push('-');
        }
        Self {
            cut,
            lines: lines(vocabulary),
            problems: Vec::new(),
            gap: "",
        }
    }

    /// The text as the editor shows it, each problem as a comment above the line it is in.
    pub fn around(&mut self, text: &str, problems: &[Diagnostic]) -> String {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut shown = String::new();
        self.problems.clear();
        let line_of = |problem: &Diagnostic| {
            let place = problem.place.as_ref();
            place.map_or(1, |place| line_and_column(text, place.start).0)
        };
        // An emptied file has a first line all the same.
        let mut lines: Vec<_> = text.split_inclusive('\n').collect();
        if lines.is_empty() {
            lines.push("");
        }
        for (index, line) in lines.iter().enumerate() {
            let is_here = |one: &&Diagnostic| line_of(one).min(lines.len()) == index + 1;
            for problem in problems.iter().filter(is_here) {
                let help = problem.help.as_deref();
                let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
                let said = format!("{PROBLEM}{}{help}\n", problem.message);
                self.problems
                    .extend(said.lines().map(|line| line.trim_end().to_owned()));
                shown.push_str(&said);
            }
            shown.push_str(line);
        }
        self.gap = match text.is_empty() || text.ends_with('\n') {
            true => "",
            false => line_end,
        };
        shown.push_str(self.gap);
        for line in std::iter::once(&self.cut).chain(&self.lines) {
            shown.push_str(line);
            shown.push_str(line_end);
        }
        shown
    }

    /// What the person typed, wherever they typed it.
    pub fn typed(&self, edited: &str) -> String {
        let is_problem = |line: &str| self.problems.iter().any(|one| one == line);
        let (mut own, below) = without(edited, |line| line == self.cut, is_problem, &self.lines);
        if below.is_empty() && own.ends_with(self.gap) {
            own.truncate(own.len() - self.gap.len());
        }
        own + &below
    }
}

/// A text of the person's own; if it is a draft, without what we put around it.
pub fn own_text(text: &str, vocabulary: &Vocabulary) -> String {
    let is_cut = |line: &str| {
        let more = line.strip_prefix(CUT);
        more.is_some_and(|more| more.chars().all(|one| one == '-'))
    };
    if !text.lines().any(|line| is_cut(line.trim_end())) {
        return text.to_owned();
    }
    let is_problem = |line: &str| line.starts_with(PROBLEM.trim_end());
    let (own, below) = without(text, is_cut, is_problem, &lines(vocabulary));
    own + &below
}

/// The text above the last line that cuts, and what was typed below it.
fn without(
    text: &str,
    is_cut: impl Fn(&str) -> bool,
    is_problem: impl Fn(&str) -> bool,
    guidance: &[String],
) -> (String, String) {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let cut = lines.iter().rposition(|line| is_cut(line.trim_end()));
    let (above, below) = lines.split_at(cut.unwrap_or(lines.len()));
    let own = above
        .iter()
        .filter(|line| !is_problem(line.trim_end()))
        .copied()
        .collect();
    let typed = below.iter().skip(1);
    let typed = typed.filter(|line| !guidance.iter().any(|one| one == line.trim_end()));
    let typed: String = typed.copied().collect();
    // Comments alone are guidance that an editor has wrapped anew, or of an older hirelog.
    let is_comment = |line: &str| line.trim().is_empty() || line.starts_with('#');
    match typed.lines().all(is_comment) {
        true => (own, String::new()),
        false => (own, typed),
    }
}

/// The words that may be used.
fn lines(vocabulary: &Vocabulary) -> Vec<String> {
    let mut lines = vec![
        "# Comments from the line above on are cut off. Close without a change to cancel."
            .to_owned(),
        "#".to_owned(),
        "# Only the outcome is required. Your own section first: what did you do, or not do?"
            .to_owned(),
        "# About the others, what happened. It may also simply not have been a fit.".to_owned(),
    ];
    let ranked = Fact::all().filter(|fact| fact.about().kind == ValueKind::List(Words::Priority));
    let ranked: Vec<_> = ranked.map(Fact::name).collect();
    lines.push(format!(
        "# {} take up to five priorities, the most important first.",
        ranked.join(" and ")
    ));
    lines.push("#".to_owned());
    let mut words = |name: &str, words: Vec<&str>| {
        let first = format!("# {name:9} ");
        let text = wrap(&words.join(", "), WIDTH, &first, "#           ");
        lines.extend(text.lines().map(str::to_owned));
    };
    let slugs = |words| -> Vec<&str> {
        let declared = vocabulary.declared(words).into_iter();
        declared.map(|(slug, _)| slug).collect()
    };
    for fact in Fact::all() {
        match fact.about().kind {
            ValueKind::Text(known) if known.is_vocabulary() => words(fact.name(), slugs(known)),
            ValueKind::OneOf(allowed) => words(fact.name(), allowed.to_vec()),
            _ => {}
        }
    }
    words("priority", slugs(Words::Priority));
    for party in Party::ALL {
        lines.push("#".to_owned());
        lines.push(format!("# dropped, by the {}:", party.title()));
        for ball in vocabulary.balls_of(party) {
            let first = format!("#   {:28} ", ball.slug);
            let text = wrap(&ball.meaning, WIDTH, &first, &format!("#{:32}", ""));
            lines.extend(text.lines().map(|line| line.trim_end().to_owned()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::vocabulary::TeamWords;

    #[test]
    fn what_we_add_for_the_editor_is_taken_away_again_and_nothing_else() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let own = format!("schema = 1\n{CUT}\n#! hirelog: mine\n[manager]\n{CUT}-\nby = \"x\"\n");
        for text in [
            "schema = 1\n",
            "schema = 1\r\noutcome = \"x\"\r\n",
            "schema = 1\r\noutcome = \"x\"",
            own.as_str(),
        ] {
            let problem = Diagnostic::error(Code::Syntax, 0..1, "no");
            let mut guidance = Guidance::new(text, &vocabulary);
            let shown = guidance.around(text, &[problem]);
            assert!(shown.contains("#! hirelog: no\n") && shown.contains("feedback-late"));
            assert_eq!(guidance.typed(&shown), text);
            let below = format!("{shown}# a comment\n");
            assert_eq!(guidance.typed(&below), text);
            let below = format!("{shown}[recruiter]\n# a comment\n");
            let typed = format!("{text}{}[recruiter]\n# a comment\n", guidance.gap);
            assert_eq!(guidance.typed(&below), typed);
            // Whoever deletes what we added deletes nothing of their own with it.
            assert_eq!(guidance.typed(text), text);
        }
        let draft = Guidance::new("", &vocabulary).around("schema = 1\n", &[]);
        assert_eq!(own_text(&draft, &vocabulary), "schema = 1\n");
    }
}
