//! What may lead to a person is not written, wherever in an export it stands.

use super::running::{MOST_KNOWN, Running};
use crate::import::{Skeleton, Source};
use crate::language::{may_name_somebody, names_somebody};
use crate::model::{Day, PostMortem};
use crate::writing::guard::{Guard, Proposal};
use crate::writing::meant::text_below;
use std::collections::HashMap;

impl Running<'_> {
    /// Roles and teams.
    pub fn leave_out_people(&mut self, skeleton: &mut Skeleton) {
        let post_mortem = &mut skeleton.post_mortem;
        for name in [&mut post_mortem.role, &mut post_mortem.team] {
            let left_out = name.take_if(|text| !may_be_shown(&self.guard, &mut self.shown, text));
            self.tally.personal += usize::from(left_out.is_some());
        }
    }

    /// The system's own id, where that is asked for and leads to nobody by itself.
    pub fn kept_id<'s>(&self, source: &'s Source) -> Option<&'s str> {
        let Source::Id(id) = source else {
            return None;
        };
        let mut only = PostMortem::new(Day::FIRST, "rejected");
        only.case = Some(id.as_str().into());
        let may = || !names_somebody(id) && is_harmless(&self.guard, &only);
        (self.args.keep_ids && may()).then_some(id)
    }

    /// Once the whole export is known: which reasons occur often enough to be shown.
    pub fn show_only_often(&mut self) {
        let (guard, shown, words) = (&self.guard, &mut self.shown, self.judge.words);
        let is_told = |label: &str| words.is_private(label) || may_name_somebody(label);
        self.tally
            .show_only(|label| !is_told(label) && may_be_shown(guard, shown, label));
        self.shown_labels = self.tally.labels.keys().cloned().collect();
    }
}

/// By the rules of `check` and by what looks like somebody: each text is looked at once.
fn may_be_shown(guard: &Guard<'_>, known: &mut HashMap<String, bool>, text: &str) -> bool {
    if let Some(known) = known.get(text) {
        return *known;
    }
    // A number behind a requisition's is read as a part of it.
    let is_reference = |word: &&str| {
        word.contains(|one: char| one.is_ascii_digit())
            && word.starts_with(|one: char| one.is_ascii_alphabetic() || one == '#')
    };
    let words: Vec<_> = text
        .split_whitespace()
        .filter(|word| !is_reference(word))
        .collect();
    let may = [text, &words.join(" ")].into_iter().all(|text| {
        let mut only = PostMortem::new(Day::FIRST, "rejected");
        only.role = Some(text.into());
        !names_somebody(text) && is_harmless(guard, &only)
    });
    if known.len() < MOST_KNOWN {
        known.insert(text.to_owned(), may);
    }
    may
}

/// Whether `check` finds nothing in it that leads to a person.
fn is_harmless(guard: &Guard<'_>, only: &PostMortem) -> bool {
    let proposed = text_below(&[], only);
    let found = proposed.and_then(|below| guard.pass(&Proposal::new(&below, only)));
    found.is_ok_and(|found| found.new.diagnostics.is_empty() && found.names.is_empty())
}
