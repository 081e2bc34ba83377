//! `hirelog sort`.

use crate::cli::Sort;
use crate::context::Answer;
use crate::error::Error;
use crate::log::Prose;
use crate::render::{self, Logs, Unsorted};
use crate::session::Session;
use crate::session::selection::Selection;
use crate::vocabulary::search::Search;
use crate::writing::{guided, sorting};

/// More balls than this beside a text are no help in choosing.
const OFFERED: usize = 3;

pub(super) fn run(args: &Sort, session: &Session<'_>) -> Result<Answer, Error> {
    let selection = Selection::read(session, &args.query, Prose::Whole)?;
    let (matching, hirelog) = (selection.matching(), session.command());
    let search = Search::new(&selection.vocabulary);
    let mut unsorted = Vec::new();
    for entry in &matching {
        let stage = entry.post_mortem.stage.as_deref();
        let stage = stage.map(|stage| selection.vocabulary.stage_slug(stage));
        for (party, section) in entry.post_mortem.by_party() {
            // An editor or an older hirelog may have said none without anybody's asking.
            let says_none = section.is_sorted() && section.balls().is_empty();
            let names_one = || {
                search
                    .plain(&section.owned, party, stage.as_deref())
                    .is_some()
            };
            if section.is_unsorted() || args.recheck && says_none && names_one() {
                let mut may_be = search.owned(&section.owned, party, stage.as_deref());
                may_be.truncate(OFFERED);
                unsorted.push(Unsorted {
                    entry,
                    party,
                    owned: &section.owned,
                    command: selection
                        .source
                        .command(entry, session)
                        .then("edit")
                        .word(entry.id.as_str())
                        .then(&format!("--as {party} --dropped SLUG"))
                        .to_string(),
                    may_be,
                });
            }
        }
    }
    // A command for each log is all that can be said of several.
    let is_guided = guided::is_possible(session)
        && session.look().width.is_some()
        && selection.source.logs() == Logs::One;
    if is_guided && !unsorted.is_empty() {
        let waiting: Vec<_> = unsorted
            .iter()
            .map(|one| (one.entry.id.to_string(), one.party))
            .collect();
        let answer = sorting::sort(&waiting, &selection.vocabulary, session)?;
        return Ok(session.with_broken(answer, &selection.reading.broken, selection.log()));
    }
    let mut answer = session.page(render::unsorted_page(&unsorted, session.look()));
    if matching.is_empty() {
        answer.talk += selection.nothing(session);
    } else if unsorted.is_empty() {
        answer.talk += "everything that is written is sorted\n";
    } else {
        answer.talk += format!(
            "SLUG is what was dropped: one of those above it or of {hirelog} vocab, several with a comma between, or '' for none\n"
        );
    }
    Ok(session.with_reading(answer, &selection.reading, selection.log()))
}
