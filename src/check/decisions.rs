//! A decision of a meeting, by the rules of a section: its balls as what the section drops,
//! its sentence as what the party does next.

use super::{Checker, days, sentences, words};
use crate::diagnostic::{Code, Pointed};
use crate::model::{Decision, Fact, Id, PostMortem};

impl Checker<'_> {
    /// What is wrong with one decision, taken by itself.
    pub fn decision(&self, stem: &str, decision: &Decision) -> Vec<Pointed> {
        let mut told = PostMortem::new(decision.date, "");
        let section = told.section_mut(decision.party);
        section.by = Some(decision.party);
        section.dropped = Some(decision.about.clone());
        section.next.clone_from(&decision.next);
        let mut found = Vec::new();
        words::check(&told, self.vocabulary, &mut found);
        let id = Id::from_stem(stem);
        days::check(stem, &id, &told, self.today, self.retain, &mut found);
        sentences::check(
            &told,
            self.vocabulary,
            self.language,
            sentences::everything,
            &mut found,
        );
        // There is no outcome that could be a wrong word.
        found.retain(|one| one.field.as_deref() != Some(Fact::Outcome.name()));
        for one in &mut found {
            if one.diagnostic.code == Code::OtherParty {
                let help = "a decision is of one party; make another one of that ball";
                one.diagnostic.help = Some(help.to_owned());
            }
            let field = one.field.take();
            one.field = field.map(|field| match field.rsplit_once('.') {
                Some((_, section)) => section.replace(Fact::Dropped.name(), "about"),
                None => field,
            });
        }
        found
    }
}
