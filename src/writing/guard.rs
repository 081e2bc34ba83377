//! The step before every write, whatever the door: the rules of `check` look at what is
//! about to be written. Some of what they find stops it; the other errors are named, and
//! keep the file out of git and its words out of the file's name.

use super::meant::NEW_FILE;
use crate::check::{self, Checker, Switches};
use crate::diagnostic::{Code, Diagnostic, Family, Findings, Pointed};
use crate::error::Error;
use crate::language::{Language, names_somebody};
use crate::log::{self, TeamSettings};
use crate::model::{Day, Decision, Fact, PostMortem, Text, says_none, slug};
use crate::vocabulary::Vocabulary;
use std::collections::HashSet;
use std::sync::LazyLock;

pub struct Guard<'a> {
    vocabulary: &'a Vocabulary,
    /// `None` for a log that is still to be made.
    team: Option<&'a TeamSettings>,
    today: Day,
    /// Made when it is first needed.
    language: LazyLock<Language>,
}

/// One file, as it is about to be written.
pub struct Proposal<'a> {
    /// What to call it.
    pub path: &'a str,
    pub text: &'a str,
    /// What it said; `None` where it is a new one.
    pub before: Option<&'a PostMortem>,
    pub text_before: &'a str,
    pub after: &'a PostMortem,
}

impl<'a> Proposal<'a> {
    /// A file of its own.
    pub const fn new(text: &'a str, after: &'a PostMortem) -> Self {
        Self {
            path: NEW_FILE,
            text,
            before: None,
            text_before: "",
            after,
        }
    }

    fn findings(&self, diagnostics: Vec<Diagnostic>) -> Findings {
        Findings::of(self.path, self.text, diagnostics)
    }
}

/// Errors of `check` in a file that can be written all the same.
#[derive(Debug, Clone)]
pub struct GuardFindings {
    /// What this write brings in.
    pub new: Findings,
    /// What the file said already.
    pub old: Findings,
    /// What this write brings in of names and the like, which is told and keeps nothing out.
    pub names: Vec<Diagnostic>,
    /// What to call the file after; `None` where those words are at fault.
    pub named_after: Option<Text>,
}

impl<'a> Guard<'a> {
    pub const fn new(
        vocabulary: &'a Vocabulary,
        team: Option<&'a TeamSettings>,
        today: Day,
    ) -> Self {
        Self {
            vocabulary,
            team,
            today,
            language: LazyLock::new(Language::new),
        }
    }

    /// Lets a file pass, and says what `check` will say of it.
    ///
    /// # Errors
    /// The findings that stop it, each with its place.
    pub fn pass(&self, proposal: &Proposal<'_>) -> Result<GuardFindings, Error> {
        self.let_through(proposal)?;
        let (text, after) = (proposal.text, proposal.after);
        let (pointed, names) = self.errors(after);
        let is_role = |one: &Pointed| one.field.as_deref() == Some(Fact::Role.name());
        let is_named = |role: &&Text| !names_somebody(role) && !pointed.iter().any(is_role);
        let named_after = after.role.as_ref().filter(is_named).cloned();
        let (before, names_before) = match proposal.before {
            Some(before) if !(pointed.is_empty() && names.is_empty()) => self.errors(before),
            _ => Default::default(),
        };
        let (before, names_before) = (in_place(&before), in_place(&names_before));
        let is_old = |one: &Pointed| before.contains(&placed(one));
        let names = names.into_iter();
        let names = names.filter(|one| !names_before.contains(&placed(one)));
        let names = self.left(text, names.collect(), Vec::new());
        let (old, new) = pointed.into_iter().partition(is_old);
        let there = self.remarks(proposal.text_before);
        let there = in_words(&there);
        let remarks = self.remarks(text).into_iter();
        let (old_remarks, new_remarks) = remarks.partition(|one| there.contains(&worded(one)));
        Ok(GuardFindings {
            new: proposal.findings(self.left(text, new, new_remarks)),
            old: proposal.findings(self.left(text, old, old_remarks)),
            names,
            named_after,
        })
    }

    /// Lets a file pass of which nothing else changes than words of the vocabulary: no
    /// rule has to read its prose again.
    ///
    /// # Errors
    /// The findings that stop it, each with its place.
    pub fn let_through(&self, proposal: &Proposal<'_>) -> Result<(), Error> {
        let stopping = self.stopping(proposal.before, proposal.after);
        if stopping.is_empty() {
            return Ok(());
        }
        let stopping = proposal.findings(log::place(proposal.text, stopping));
        Err(Error::findings("this cannot be saved yet", vec![stopping]))
    }

    /// What stops a write: never what the file said already, as nobody could then mend
    /// anything else in it.
    pub fn stopping(&self, before: Option<&PostMortem>, after: &PostMortem) -> Vec<Pointed> {
        let mut found = check::words(after, self.vocabulary);
        found.retain(stops);
        found.extend(check::ahead(after, self.today));
        if let (false, Some(before)) = (found.is_empty(), before) {
            let mut there = check::words(before, self.vocabulary);
            there.extend(check::ahead(before, self.today));
            let said = |one: &Pointed| (one.diagnostic.code, one.diagnostic.message.clone());
            let there: HashSet<_> = there.iter().map(said).collect();
            found.retain(|one| !there.contains(&said(one)));
        }
        found
    }

    /// Whether one is counted as the other, and holds no error that the other does not.
    pub fn finds_nothing_new(&self, before: &PostMortem, after: &PostMortem) -> bool {
        let is_counted_alike =
            check::folded(before, self.vocabulary) == check::folded(after, self.vocabulary);
        let there = self.errors(before);
        let there = in_place(&there.0);
        let is_old = |one: &Pointed| there.contains(&placed(one));
        is_counted_alike && self.errors(after).0.iter().all(is_old)
    }

    /// The errors of `check` in a decision at a path, as far as nothing switches them off.
    pub fn decision(&self, path: &str, text: &str, decision: &Decision) -> Findings {
        let mut found = self.checker().decision("", decision);
        found.retain(|one| one.diagnostic.is_error());
        let remarks = log::decision_remarks(text);
        let remarks = check::remarks(&remarks, &self.language);
        Findings::of(path, text, self.left(text, found, remarks))
    }

    /// What there is to say of the words of a decision that is no error.
    pub fn weak(&self, decision: &Decision) -> Option<Diagnostic> {
        let found = self.checker().decision("", decision).into_iter();
        let mut found = found.map(|one| one.diagnostic);
        found.find(|one| !one.is_error() && one.code != Code::OtherParty)
    }

    /// What a letter would repeat that `check` calls an error: the key, and what is wrong.
    pub fn repeated(&self, post_mortem: &PostMortem, keys: &[Fact]) -> Vec<String> {
        let (errors, _) = self.errors(post_mortem);
        let key = |one: &Pointed| {
            keys.iter()
                .find(|key| one.field.as_deref() == Some(key.name()))
        };
        let said = errors.iter().filter_map(|one| {
            let message = &one.diagnostic.message;
            Some(format!("{}: {message}", key(one)?.name()))
        });
        said.collect()
    }

    /// The errors of `check`, whatever is switched off. The name of the file has no part
    /// in them.
    /// And what may be the name of somebody, which is none.
    fn errors(&self, post_mortem: &PostMortem) -> (Vec<Pointed>, Vec<Pointed>) {
        let found = self.checker().without_advice("", post_mortem);
        let (errors, mut others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|one| one.diagnostic.is_error());
        others.retain(|one| one.diagnostic.code.family() == Family::Privacy);
        (errors, others)
    }

    /// The same in comments, and in keys that nobody knows.
    fn remarks(&self, text: &str) -> Vec<Diagnostic> {
        let remarks = log::remarks(text);
        match remarks.is_empty() {
            true => Vec::new(),
            false => check::remarks(&remarks, self.checker().language),
        }
    }

    fn checker(&self) -> Checker<'_> {
        Checker {
            vocabulary: self.vocabulary,
            language: &self.language,
            today: self.today,
            // Whose part is open is no error.
            keeper: None,
            retain: None,
            // Whatever it finds is no error.
            search: None,
        }
    }

    /// What neither the team nor a comment switches off.
    fn left(&self, text: &str, found: Vec<Pointed>, remarks: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if found.is_empty() && remarks.is_empty() {
            return Vec::new();
        }
        let (ignore, allow) = match self.team {
            Some(team) => (team.ignore.as_slice(), team.allow.as_slice()),
            None => Default::default(),
        };
        let rules = check::rules(&self.language);
        let mut switches = Switches::new(ignore, allow, &rules);
        let mut found = log::place(text, found);
        found.extend(remarks);
        let mut left = switches.left(text, &log::switches(text), found).diagnostics;
        // What is wrong with a switch is neither an error nor a name.
        left.retain(|one| one.is_error() || one.code.family() == Family::Privacy);
        log::name_fields(text, &mut left);
        left
    }
}

/// What an error is, whichever post-mortem has it, and in which place.
type Placed<'d> = (Option<&'d str>, Worded<'d>, &'d str);
type Worded<'d> = (Code, Option<&'d str>);

fn placed(one: &Pointed) -> Placed<'_> {
    let said = one.diagnostic.message.as_str();
    (one.field.as_deref(), worded(&one.diagnostic), said)
}

fn worded(one: &Diagnostic) -> Worded<'_> {
    (one.code, one.words.as_deref())
}

fn in_place(all: &[Pointed]) -> HashSet<Placed<'_>> {
    all.iter().map(placed).collect()
}

fn in_words(all: &[Diagnostic]) -> HashSet<Worded<'_>> {
    all.iter().map(worded).collect()
}

/// Whether a finding stops a write: words that no count could make anything of. The rest
/// is named, or left to `check`.
fn stops(one: &Pointed) -> bool {
    let finding = &one.diagnostic;
    match finding.code {
        Code::TooMany => true,
        Code::Ball => finding
            .words
            .as_deref()
            .is_some_and(|word| slug(word).is_empty() || says_none(word)),
        code => code.family() == Family::Vocabulary && finding.is_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::TeamWords;

    #[test]
    fn a_fix_passes_only_where_it_counts_alike_and_brings_no_error_in() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let today = Day::parse("2026-11-20").unwrap();
        let guard = Guard::new(&vocabulary, None, today);
        let told = |lines: &str| {
            let head = "schema = 1\ndate = 2026-11-18\noutcome = \"withdrew\"\n";
            log::decode(&format!("{head}{lines}")).post_mortem.unwrap()
        };
        let alias = &vocabulary.ball("feedback-late").unwrap().aliases[0];
        let dropped = |word: &str| told(&format!("[manager]\ndropped = [\"{word}\"]\n"));
        let leak = told("tldr = \"Mail jo@example.com to ask.\"\n");
        for (before, after, passes) in [
            (dropped(alias), dropped("feedback-late"), true),
            (
                dropped("feedback-late"),
                dropped("priorities-not-heard"),
                false,
            ),
            (told(""), leak.clone(), false),
            (leak.clone(), leak, true),
            (told(""), told("stage = \"no-such-stage\"\n"), false),
        ] {
            let passed = guard.finds_nothing_new(&before, &after);
            assert_eq!(passed, passes, "{before:?} {after:?}");
        }
    }
}
