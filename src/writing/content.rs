//! What flags say about a post-mortem, put into one.

use super::words::{TypedWords, filled};
use crate::cli::Content;
use crate::error::Error;
use crate::interview::Step;
use crate::log::prose;
use crate::model::{Party, PostMortem, Section};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// A post-mortem with the flags put in, and what is written otherwise than it was typed.
#[derive(Debug)]
pub struct Filled {
    pub post_mortem: PostMortem,
    pub notes: Vec<String>,
}

/// One party's section as flags name it.
struct SectionFlags<'a> {
    owned: Option<&'a String>,
    dropped: Option<&'a Vec<String>>,
    next: Option<&'a String>,
}

/// Nothing was named but, perhaps, who is writing.
pub fn is_empty(content: &Content) -> bool {
    let Content {
        outcome,
        stage,
        role,
        team,
        date,
        case,
        tldr,
        fit,
        wanted,
        pitched,
        ..
    } = content;
    let head = [outcome, stage, role, team, case, tldr]
        .into_iter()
        .all(Option::is_none);
    let lists = [wanted, pitched].into_iter().all(Option::is_none);
    head && lists
        && date.is_none()
        && fit.is_none()
        && !writers_section(content).is_named()
        && Party::ALL
            .into_iter()
            .all(|party| !section_of(content, party).is_named())
}

/// The questions of the conversation that flags answer.
pub fn answered(content: &Content, writer: Option<Party>) -> BTreeSet<Step> {
    let facts = [
        (Step::Outcome, content.outcome.is_some()),
        (Step::Stage, content.stage.is_some()),
        (Step::Role, content.role.is_some()),
        (Step::Team, content.team.is_some()),
        (Step::Case, content.case.is_some()),
        (Step::Tldr, content.tldr.is_some()),
        (Step::Fit, content.fit.is_some()),
        (Step::Wanted, content.wanted.is_some()),
        (Step::Pitched, content.pitched.is_some()),
    ];
    let sections = Party::ALL
        .into_iter()
        .map(|party| (party, section_of(content, party)))
        .chain(writer.map(|party| (party, writers_section(content))))
        .flat_map(|(party, flags)| {
            [
                (Step::Owned(party), flags.owned.is_some()),
                (Step::Dropped(party), flags.dropped.is_some()),
                (Step::Next(party), flags.next.is_some()),
            ]
        });
    let answered = facts.into_iter().chain(sections);
    answered
        .filter(|(_, is_answered)| *is_answered)
        .map(|(step, _)| step)
        .collect()
}

/// Puts the flags in; every problem is reported at once.
pub fn fill(
    content: &Content,
    writer: Option<Party>,
    base: &PostMortem,
    vocabulary: &Vocabulary,
) -> Result<Filled, Error> {
    let mut words = TypedWords::new(vocabulary);
    let mut post_mortem = base.clone();
    if let Some(date) = content.date {
        post_mortem.date = date;
    }
    if let Some(outcome) = &content.outcome {
        post_mortem.outcome = words.outcome(outcome);
    }
    if let Some(stage) = &content.stage {
        post_mortem.stage = filled(stage).map(|stage| words.stage(&stage));
    }
    for (flag, field) in [
        (&content.role, &mut post_mortem.role),
        (&content.team, &mut post_mortem.team),
        (&content.case, &mut post_mortem.case),
    ] {
        if let Some(text) = flag {
            *field = filled(text);
        }
    }
    if let Some(tldr) = &content.tldr {
        post_mortem.tldr = filled(&prose(tldr));
    }
    if content.fit.is_some() {
        post_mortem.fit = content.fit;
    }
    for (name, flag, field) in [
        ("--wanted", &content.wanted, &mut post_mortem.wanted),
        ("--pitched", &content.pitched, &mut post_mortem.pitched),
    ] {
        if let Some(ranked) = flag {
            *field = words.priorities(name, ranked);
        }
    }
    sections(&mut words, content, writer, &mut post_mortem);
    let notes = words.notes_or_error()?;
    Ok(Filled { post_mortem, notes })
}

fn sections(
    words: &mut TypedWords<'_>,
    content: &Content,
    writer: Option<Party>,
    post_mortem: &mut PostMortem,
) {
    let own = writers_section(content);
    if own.is_named() {
        match writer {
            Some(party) => {
                for flag in own.also_in(&section_of(content, party)) {
                    let what = format!("--{flag} and --{party}-{flag} say the same thing twice");
                    words.problem(what, ["keep one of them".to_owned()]);
                }
                section(words, party, writer, &own, post_mortem.section_mut(party));
            }
            None => {
                let hint =
                    "say who is writing: --as manager, --as candidate or --as recruiter".to_owned();
                let flag = own.first_flag();
                words.problem(
                    format!("{flag} belongs to the section of the writer, and nobody is named"),
                    [hint],
                );
            }
        }
    }
    for party in Party::ALL {
        section(
            words,
            party,
            writer,
            &section_of(content, party),
            post_mortem.section_mut(party),
        );
    }
}

fn section(
    words: &mut TypedWords<'_>,
    party: Party,
    writer: Option<Party>,
    flags: &SectionFlags<'_>,
    section: &mut Section,
) {
    if !flags.is_named() {
        return;
    }
    let was_written = section.is_written();
    if let Some(owned) = flags.owned {
        section.owned = prose(owned);
    }
    if let Some(dropped) = flags.dropped {
        section.dropped = words.balls(dropped);
    }
    if let Some(next) = flags.next {
        section.next = prose(next);
    }
    // Whoever corrects a section that another wrote does not become its voice.
    if writer.is_some() && (!was_written || writer == Some(party)) {
        section.by = writer;
    }
}

impl SectionFlags<'_> {
    const fn is_named(&self) -> bool {
        self.owned.is_some() || self.dropped.is_some() || self.next.is_some()
    }

    /// The flags that both name.
    fn also_in(&self, other: &Self) -> impl Iterator<Item = &'static str> {
        let both = [
            ("owned", self.owned.is_some() && other.owned.is_some()),
            ("dropped", self.dropped.is_some() && other.dropped.is_some()),
            ("next", self.next.is_some() && other.next.is_some()),
        ];
        both.into_iter()
            .filter(|(_, both)| *both)
            .map(|(flag, _)| flag)
    }

    const fn first_flag(&self) -> &'static str {
        match (self.owned, self.dropped) {
            (Some(_), _) => "--owned",
            (None, Some(_)) => "--dropped",
            (None, None) => "--next",
        }
    }
}

const fn writers_section(content: &Content) -> SectionFlags<'_> {
    SectionFlags {
        owned: content.owned.as_ref(),
        dropped: content.dropped.as_ref(),
        next: content.next.as_ref(),
    }
}

const fn section_of(content: &Content, party: Party) -> SectionFlags<'_> {
    let (owned, dropped, next) = match party {
        Party::Manager => (
            &content.manager_owned,
            &content.manager_dropped,
            &content.manager_next,
        ),
        Party::Candidate => (
            &content.candidate_owned,
            &content.candidate_dropped,
            &content.candidate_next,
        ),
        Party::Recruiter => (
            &content.recruiter_owned,
            &content.recruiter_dropped,
            &content.recruiter_next,
        ),
    };
    SectionFlags {
        owned: owned.as_ref(),
        dropped: dropped.as_ref(),
        next: next.as_ref(),
    }
}
