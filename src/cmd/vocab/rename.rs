//! `hirelog vocab rename OLD NEW`: one word for a dropped ball in the whole log.

mod words;

use crate::cli::Vocab;
use crate::context::Answer;
use crate::error::Error;
use crate::flags::Format;
use crate::log::{self, Prose, Renamed, Renaming, Rewording};
use crate::render::{self, RenamedList};
use crate::session::Session;
use crate::session::selection::in_doubt;
use crate::talk::Talk;
use crate::writing::guard::{Guard, Proposal};
use words::WordPair;

pub(super) fn run(
    args: &Vocab,
    old: &str,
    new: &str,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let log = session.log()?;
    let vocabulary = session.vocabulary(&log);
    let words = WordPair::read(old, new, args.party, &log, &vocabulary)?;
    let reading = log.read(Prose::Hinted)?;
    words.check(&reading, args)?;
    let (before, after) = words.counted(&reading.entries);
    let (is_old, is_new) = (
        |word: &str| words.is_old(word),
        |word: &str| words.is_new(word),
    );
    let renaming = Renaming {
        word: Rewording {
            slug: &words.new,
            old: &is_old,
            new: &is_new,
        },
        parties: &words.parties,
        team: args.party.is_none().then_some(words.declaration()),
    };
    let guard = Guard::new(&vocabulary, Some(&log.team), session.context.today);
    let prepare = || {
        let renamed = log.renamed(&log.read(Prose::Hinted)?, renaming)?;
        pass(&renamed, &guard)?;
        Ok(renamed)
    };
    let renamed = if args.dry_run {
        log.renamed(&reading, renaming)?
    } else {
        session
            .context
            .uninterrupted(|stop| log.rename_all(prepare, stop))??
    };
    let is_done = !args.dry_run && !renamed.is_empty();
    let lists = renamed.iter().flat_map(|file| {
        file.lists.iter().map(|list| RenamedList {
            id: file.id.as_ref().map(|id| id.as_str()),
            path: session.shown(&log.root.join(&file.path)),
            key: &list.key,
            before: &list.before,
            after: &list.after,
        })
    });
    let (decisions, files): (Vec<_>, Vec<_>) = renamed
        .iter()
        .partition(|file| log.is_of_decisions(&file.path));
    let sections = files.iter().filter(|file| file.id.is_some());
    let in_lists = sections.clone().flat_map(|file| &file.lists);
    let in_lists = in_lists.flat_map(|list| &list.before);
    let page = render::RenamedPage {
        old: &words.old,
        new: &words.new,
        lists: lists.collect(),
        post_mortems: sections.count(),
        occurrences: in_lists.filter(|word| renaming.word.is_meant(word)).count(),
        written: is_done,
    };
    let mut answer = match args.format {
        Format::Json => Answer::of(render::renamed_json(&page)),
        Format::Table if args.dry_run => session.page(render::renamed_page(&page, session.look())),
        Format::Table => Answer::of(render::renamed_page(&page, session.look())),
    };
    if !renamed.is_empty() {
        let sections = (page.occurrences > 0).then(|| {
            let times = render::times(page.occurrences);
            let post_mortems = render::plural(page.post_mortems, "post-mortem");
            format!("{times} in {post_mortems}")
        });
        let decisions = (!decisions.is_empty())
            .then(|| format!("in {}", render::plural(decisions.len(), "decision")));
        let team = renamed.iter().any(|file| file.id.is_none());
        let team = team.then(|| "in hirelog.toml".to_owned());
        let places = [sections, decisions, team].into_iter().flatten();
        let (done, old, new) = (
            if is_done { "renamed" } else { "would rename" },
            &words.typed_old,
            &words.new,
        );
        let places = places.collect::<Vec<_>>().join(", and ");
        answer.talk += format!("{done} `{old}` to `{new}`: {places}\n");
    }
    answer.talk += Talk::lines(&words.notes());
    let dropped = render::plural(after, "post-mortem");
    answer.talk += match (renamed.is_empty(), after, args.dry_run) {
        (true, ..) if words.old == words.new => format!(
            "every post-mortem that drops {} says so already; nothing was changed\n",
            words.new
        ),
        (true, ..) => format!(
            "nothing in the log drops {}; nothing was changed\n",
            words.old
        ),
        (_, 0, true) => {
            "no post-mortem drops it yet; nothing was written: to do it, leave out --dry-run\n"
                .to_owned()
        }
        (_, 0, false) => "no post-mortem drops it yet\n".to_owned(),
        (.., true) => format!(
            "{} would be dropped in {dropped}, {before} now; nothing was written: to do it, leave out --dry-run\n",
            words.new
        ),
        (.., false) => format!(
            "{} is dropped in {dropped} now, {before} before\n",
            words.new
        ),
    };
    if is_done {
        answer.talk += words.advice();
    }
    answer.talk += session.talk_of(&in_doubt(&reading), &log);
    Ok(answer)
}

/// Every post-mortem as it is about to be written.
fn pass(renamed: &[Renamed], guard: &Guard<'_>) -> Result<(), Error> {
    for one in renamed.iter().filter(|one| one.id.is_some()) {
        let said = |text: &str| log::decode(text).post_mortem;
        if let Some(after) = said(&one.text) {
            guard.let_through(&Proposal {
                path: &one.path,
                text: &one.text,
                before: said(&one.source).as_ref(),
                text_before: &one.source,
                after: &after,
            })?;
        }
    }
    Ok(())
}
