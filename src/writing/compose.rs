//! A post-mortem written in the person's editor: opened with the words that may
//! be used below, reopened once where it cannot be read, and never lost.

use super::destination::There;
use super::guard::Guard;
use super::meant::Kept;
use crate::context::{CAME_BACK_AT_ONCE, Edited, HAS_TO_WAIT};
use crate::diagnostic::{Diagnostic, Findings, line_and_column};
use crate::error::{Error, Kind};
use crate::log::{self, Draft};
use crate::model::{Day, Fact, Party, PostMortem, ValueKind, Words, path_text};
use crate::render::wrap;
use crate::session::Session;
use crate::vocabulary::Vocabulary;
use std::io::ErrorKind::NotFound;

/// Whose text the editor is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// Ours: closing it without a change cancels.
    Us,
    /// The person's own, to go on with.
    Them,
}

/// A text that can be saved.
pub struct Composed<'a> {
    pub text: String,
    pub post_mortem: PostMortem,
    pub kept: Kept<'a>,
}

/// Everything from this line on is cut off.
const CUT: &str = "# ------------------------ >8 ------------------------";
/// Columns that editors are sure to have.
const GUIDANCE_WIDTH: usize = 88;
/// Begins a line in which we say what is wrong; cut out as well.
const PROBLEM: &str = "#! hirelog: ";

/// Opens a text in the person's editor; `None` where it was closed without a change, which
/// is the way to cancel. `there` is the post-mortem that is edited.
///
/// # Errors
/// Where no draft can be kept, where there is no editor or it fails, and where what was
/// typed cannot be saved the second time either.
pub fn compose<'a>(
    session: &Session<'_>,
    vocabulary: &Vocabulary,
    (start, whose): (&str, TextOf),
    there: Option<&There>,
) -> Result<Option<Composed<'a>>, Error> {
    let editor = session.context.editor(session.user.editor.as_deref());
    let state = session.context.folders.state.as_ref();
    let state = state
        .ok_or_else(|| Error::usage("there is no folder for drafts").hint("set XDG_STATE_HOME"))?;
    let draft = Draft::create(
        state,
        there.map_or("new", There::id),
        &with_guidance(&cleaned(start), vocabulary),
    )?;
    let hint = hint(&draft, there, session);
    for last_try in [false, true] {
        let edited = session.context.edit(&editor, &draft.path);
        let at_once = matches!(edited, Ok(Edited::AtOnce));
        match edited {
            Ok(Edited::Done | Edited::AtOnce) => {}
            Ok(Edited::Failed) => {
                let what = "the editor reported an error, so nothing was saved";
                return Err(Error::new(Kind::Io, what).hint(hint));
            }
            Ok(Edited::Interrupted) => {
                let what = "interrupted; nothing was written to the log";
                return Err(Error::new(Kind::Interrupted, what).hint(hint));
            }
            Err(error) if last_try => return Err(error.hint(hint)),
            Err(error) => {
                draft.remove(); // nothing was typed yet
                return Err(error);
            }
        }
        let text = match draft.read() {
            Err(error)
                if error
                    .source
                    .as_ref()
                    .is_some_and(|source| source.kind() == NotFound) =>
            {
                draft.remove();
                let what = "the editor left no file behind, so nothing was saved";
                return Err(Error::new(Kind::Io, what));
            }
            text => text.map_err(|error| error.hint(&hint))?,
        };
        let text = cleaned(&text);
        if whose == TextOf::Us && text == cleaned(start) && !last_try {
            draft.remove();
            if at_once {
                let what = format!("{CAME_BACK_AT_ONCE}, so nothing was saved");
                return Err(Error::new(Kind::Io, what).hint(HAS_TO_WAIT));
            }
            return Ok(None);
        }
        let problems = match read(&text, vocabulary, session.context.today, there) {
            Ok(post_mortem) => {
                let kept = Kept {
                    editor: Some((draft, hint)),
                    ..Kept::default()
                };
                return Ok(Some(Composed {
                    text,
                    post_mortem,
                    kept,
                }));
            }
            Err(problems) => problems,
        };
        if last_try {
            // As it is named below, so that the lines are those of the file.
            draft.write(&with_guidance(&text, vocabulary))?;
            let findings = Findings::of(path_text(&draft.path), &text, problems);
            return Err(Error::findings("this cannot be saved yet", vec![findings]).hint(hint));
        }
        draft.write(&with_guidance(&with_problems(&text, &problems), vocabulary))?;
    }
    Ok(None)
}

/// Where the text is, and how to go on from there.
fn hint(draft: &Draft, there: Option<&There>, session: &Session<'_>) -> String {
    let (path, hirelog) = (path_text(&draft.path), session.command());
    match there {
        None => {
            let new = hirelog.then("new --editor").option("--from", &draft.path);
            format!("what you typed is in {path}; go on with: {new}")
        }
        Some(there) => {
            let edit = hirelog.then("edit").word(there.id()).then("--editor");
            format!("what you typed is in {path}; open the file anew, to bring it in: {edit}")
        }
    }
}

fn read(
    text: &str,
    vocabulary: &Vocabulary,
    today: Day,
    there: Option<&There>,
) -> Result<PostMortem, Vec<Diagnostic>> {
    let decoded = log::decode(text);
    let Some(post_mortem) = decoded.post_mortem else {
        return Err(decoded.diagnostics);
    };
    let before = there.map(|there| &there.post_mortem);
    let guard = Guard::new(vocabulary, None, today);
    let stopping = guard.stopping(before, &post_mortem);
    if stopping.is_empty() {
        return Ok(post_mortem);
    }
    Err(log::place(text, stopping))
}

fn cleaned(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.trim_end() == CUT {
            break;
        }
        if !line.starts_with(PROBLEM.trim_end()) {
            cleaned.push_str(line);
        }
    }
    cleaned
}

/// Each problem as a comment above the line it is in.
fn with_problems(text: &str, problems: &[Diagnostic]) -> String {
    let mut commented = String::new();
    let line_of = |problem: &Diagnostic| {
        problem
            .place
            .as_ref()
            .map_or(1, |place| line_and_column(text, place.start).0)
    };
    // An emptied file has a first line all the same.
    let mut lines: Vec<_> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        lines.push("");
    }
    for (index, line) in lines.iter().enumerate() {
        for problem in problems
            .iter()
            .filter(|problem| line_of(problem).min(lines.len()) == index + 1)
        {
            let help = problem
                .help
                .as_deref()
                .map(|help| format!(" ({help})"))
                .unwrap_or_default();
            commented.push_str(&format!("{PROBLEM}{}{help}\n", problem.message));
        }
        commented.push_str(line);
    }
    commented
}

/// The words that may be used, below the text.
fn with_guidance(text: &str, vocabulary: &Vocabulary) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = vec![
        CUT.to_owned(),
        "# Everything from the line above on is cut off. Close without a change to cancel."
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
        let text = wrap(&words.join(", "), GUIDANCE_WIDTH, &first, "#           ");
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
            let text = wrap(
                &ball.meaning,
                GUIDANCE_WIDTH,
                &first,
                &format!("#{:32}", ""),
            );
            lines.extend(text.lines().map(str::to_owned));
        }
    }
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        line_end
    };
    format!("{text}{gap}{}{line_end}", lines.join(line_end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::vocabulary::TeamWords;

    #[test]
    fn what_we_add_for_the_editor_is_taken_away_again() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        for text in ["schema = 1\n", "schema = 1\r\noutcome = \"x\"\r\n"] {
            let problem = Diagnostic::error(Code::Syntax, 0..1, "no");
            let shown = with_guidance(&with_problems(text, &[problem]), &vocabulary);
            assert!(shown.contains("#! hirelog: no\n") && shown.contains("feedback-late"));
            assert_eq!(cleaned(&shown), text);
        }
    }
}
