//! In which order every page says what the digest says, and how much of it is named.

use super::words::{UNDECLARED, item, priorities, sentences, title};
use crate::patterns::{Ball, Claim, Digest, Matter, Promises, Statement};
use crate::talk::one_line;

/// Beside the title: how much there is to go by.
pub(super) const HEAD: [Claim; 8] = [
    Claim::Logs,
    Claim::Unread,
    Claim::HonestMismatches,
    Claim::Nothing,
    Claim::TooFew,
    Claim::Few,
    Claim::WrittenLate,
    Claim::Imported,
];

/// Whole sentences about all of it.
pub(super) const SENTENCES: [Claim; 8] = [
    Claim::NoneDropped,
    Claim::NoneRecurs,
    Claim::AllPromised,
    Claim::OwnPart,
    Claim::Looked,
    Claim::Blamed,
    Claim::Funnel,
    Claim::NoHires,
];

/// A line each, with what is named in it.
pub(super) const LINES: [Claim; 9] = [
    Claim::Counted,
    Claim::MoreOften,
    Claim::Recurring,
    Claim::Watch,
    Claim::Wall,
    Claim::Run,
    Claim::Cluster,
    Claim::LessOften,
    Claim::Quiet,
];

/// The same, of what the candidates wanted.
pub(super) const PRIORITIES: [Claim; 2] = [Claim::Wanted, Claim::Pitched];

/// The first of what could be named, and how many more there are.
pub fn at_most(most: usize, items: &mut Vec<String>) {
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        items.truncate(most);
        items.push(format!("and {more} more"));
    }
}

/// The name of a ball: one that is new to the vocabulary, or stands under another party
/// there, is marked.
pub(super) fn marked(ball: &Ball, slug: fn(&str) -> String) -> String {
    slug(&ball.slug) + if ball.declared { "" } else { "?" }
}

/// What the mark means, where a page has it.
pub(super) fn legend(balls: &[Ball], slug: fn(&str) -> String, page: &str) -> Option<String> {
    let has_mark = |ball: &Ball| !ball.declared && page.contains(&marked(ball, slug));
    balls
        .iter()
        .any(has_mark)
        .then(|| format!("? {UNDECLARED}"))
}

/// What became of somebody's words, and the words where nobody took them out.
pub(super) type QuotedLine = (String, Option<String>);

/// Of the latest promise, on one line.
pub(super) fn words(promises: &Promises) -> Option<String> {
    promises.latest.as_ref()?.promise.words().map(one_line)
}

/// How a page puts what the digest says.
pub(super) struct Voice<'d> {
    pub digest: &'d Digest<'d>,
    /// A text from a file.
    pub shown: fn(&str) -> String,
    /// A slug to type.
    pub slug: fn(&str) -> String,
    pub ball: fn(&Ball) -> String,
}

impl<'d> Voice<'d> {
    /// Of a brief, which names each ball by itself.
    pub const fn of_brief(digest: &'d Digest<'d>, shown: fn(&str) -> String) -> Self {
        Self {
            digest,
            shown,
            slug: shown,
            ball: |ball| ball.slug.clone(),
        }
    }

    pub fn sentences(&self, statement: &Statement<'_>) -> String {
        sentences(statement, self.digest, self.shown).join(" ")
    }

    /// What was decided last: what became of it, and the words as they are in their file.
    pub fn decided(&self, most: usize) -> Vec<QuotedLine> {
        let of = |one: &Statement<'d>| match one.about {
            Matter::Decision(decided) => Some((self.sentences(one), words(&decided.came_of_it))),
            _ => None,
        };
        let decided = self.digest.all(Claim::Decided).filter_map(of);
        decided.take(most).collect()
    }

    /// What stands above them: where there are more, how many, and what lists them.
    pub fn decided_title(&self, most: usize, hirelog: &str) -> String {
        let (title, all) = (
            title(Claim::Decided, self.digest),
            self.digest.all(Claim::Decided),
        );
        match all.count() {
            all if all > most => format!("{title}, {most} of {all}: {hirelog} list is:decision"),
            _ => title,
        }
    }

    /// The same of what was promised last.
    pub fn promised(&self) -> Vec<QuotedLine> {
        let of = |ball: &Ball| (self.item(Claim::Promised, ball), words(&ball.promises));
        self.digest.balls(Claim::Promised).map(of).collect()
    }

    /// What stands on the line of one kind.
    pub fn items(&self, claim: Claim, most: usize) -> Vec<String> {
        let item = |statement: &Statement<'_>| match statement.about {
            Matter::Ball(ball) => self.item(claim, ball),
            Matter::Priorities(found) => priorities(found, statement.figures.of, self.slug),
            Matter::Cluster(_) => sentences(statement, self.digest, self.slug).join(" "),
            _ => self.sentences(statement),
        };
        let items = self.digest.all(claim).map(item);
        let mut items: Vec<_> = items
            .map(|item| item.trim_end_matches('.').to_owned())
            .collect();
        at_most(most, &mut items);
        items
    }

    fn item(&self, claim: Claim, ball: &Ball) -> String {
        item(claim, ball, self.digest, &(self.ball)(ball), self.shown)
    }
}
