//! What flags say about a post-mortem, put into one.

use crate::cli::Content;
use crate::diagnostic::nearest;
use crate::error::Error;
use crate::model::{DroppedBall, Party, PostMortem, Section, slug};
use crate::vocabulary::Vocabulary;

/// More priorities than this are no ranking.
const MOST_PRIORITIES: usize = 5;

/// A post-mortem with the flags put in, and what is worth a word about them.
#[derive(Debug)]
pub(super) struct Filled {
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
pub(super) fn is_empty(content: &Content) -> bool {
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

/// Puts the flags in; every problem is reported at once.
pub(super) fn fill(
    content: &Content,
    writer: Option<Party>,
    base: &PostMortem,
    vocabulary: &Vocabulary,
) -> Result<Filled, Error> {
    let mut fill = Fill {
        vocabulary,
        problems: Vec::new(),
        notes: Vec::new(),
    };
    let mut post_mortem = base.clone();
    if let Some(date) = content.date {
        post_mortem.date = date;
    }
    if let Some(outcome) = &content.outcome {
        post_mortem.outcome = fill.outcome(outcome);
    }
    if let Some(stage) = &content.stage {
        post_mortem.stage = filled(stage).map(|stage| fill.stage(&stage));
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
        post_mortem.tldr = filled(&crate::log::prose(tldr));
    }
    if content.fit.is_some() {
        post_mortem.fit = content.fit;
    }
    for (name, flag, field) in [
        ("--wanted", &content.wanted, &mut post_mortem.wanted),
        ("--pitched", &content.pitched, &mut post_mortem.pitched),
    ] {
        if let Some(words) = flag {
            *field = fill.priorities(name, words);
        }
    }
    fill.sections(content, writer, &mut post_mortem);
    fill.finish(post_mortem)
}

/// Checks a post-mortem that came as a whole against the vocabulary.
pub(super) fn check_words(
    post_mortem: &PostMortem,
    vocabulary: &Vocabulary,
) -> Result<Filled, Error> {
    let mut fill = Fill {
        vocabulary,
        problems: Vec::new(),
        notes: Vec::new(),
    };
    fill.outcome(&post_mortem.outcome);
    if let Some(stage) = &post_mortem.stage {
        fill.stage(stage);
    }
    for (party, section) in post_mortem.by_party() {
        fill.balls(party, &section.dropped);
    }
    fill.finish(post_mortem.clone())
}

struct Fill<'a> {
    vocabulary: &'a Vocabulary,
    /// What is wrong, and what to do about it.
    problems: Vec<(String, Vec<String>)>,
    notes: Vec<String>,
}

impl Fill<'_> {
    fn finish(self, post_mortem: PostMortem) -> Result<Filled, Error> {
        if self.problems.is_empty() {
            return Ok(Filled {
                post_mortem,
                notes: self.notes,
            });
        }
        let what: Vec<_> = self
            .problems
            .iter()
            .map(|(what, _)| what.as_str())
            .collect();
        let error = Error::usage(what.join("; "));
        Err(self
            .problems
            .into_iter()
            .flat_map(|(_, hints)| hints)
            .fold(error, Error::hint))
    }

    fn outcome(&mut self, word: &str) -> String {
        if let Some(outcome) = self.vocabulary.outcome(word) {
            return outcome.slug.clone();
        }
        let slugs: Vec<_> = self
            .vocabulary
            .outcomes
            .iter()
            .map(|outcome| outcome.slug.as_str())
            .collect();
        let near = nearest(word, slugs.iter().copied());
        let example = near.unwrap_or("offer-declined");
        let hints = vec![
            near.map_or_else(
                || "one of these says how it ended".to_owned(),
                |near| format!("did you mean {near}?"),
            ),
            format!("outcomes: {}", slugs.join(", ")),
            format!("such as: hirelog new --outcome {example}"),
        ];
        self.problems
            .push((format!("there is no outcome `{word}`"), hints));
        word.to_owned()
    }

    fn stage(&mut self, word: &str) -> String {
        if let Some(stage) = self.vocabulary.stage(word) {
            return stage.slug.clone();
        }
        let slugs: Vec<_> = self
            .vocabulary
            .stages
            .iter()
            .map(|stage| stage.slug.as_str())
            .collect();
        let near = nearest(word, slugs.iter().copied()).map(|near| format!("did you mean {near}?"));
        let hints = near
            .into_iter()
            .chain([format!("stages, in order: {}", slugs.join(", "))])
            .collect();
        self.problems
            .push((format!("there is no stage `{word}`"), hints));
        word.to_owned()
    }

    fn priorities(&mut self, flag: &str, words: &[String]) -> Vec<String> {
        let mut priorities: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let slug = self.vocabulary.priority_slug(&word).into_owned();
            if self.vocabulary.priority(&word).is_none() {
                let near = nearest(
                    &slug,
                    self.vocabulary
                        .priorities
                        .iter()
                        .map(|priority| priority.slug.as_str()),
                );
                self.notes.push(new_word(&slug, near));
            }
            if !priorities.contains(&slug) {
                priorities.push(slug);
            }
        }
        if priorities.len() > MOST_PRIORITIES {
            let hint =
                format!("keep the {MOST_PRIORITIES} that mattered most, the most important first");
            self.problems.push((
                format!(
                    "{flag} names {} priorities, and that is no ranking",
                    priorities.len()
                ),
                vec![hint],
            ));
        }
        priorities
    }

    fn sections(&mut self, content: &Content, writer: Option<Party>, post_mortem: &mut PostMortem) {
        let own = writers_section(content);
        if own.is_named() {
            match writer {
                Some(party) => self.section(party, writer, &own, post_mortem.section_mut(party)),
                None => {
                    let hint = "say who is writing: --as manager, --as candidate or --as recruiter"
                        .to_owned();
                    let flag = own.first_flag();
                    self.problems.push((
                        format!("{flag} belongs to the section of the writer, and nobody is named"),
                        vec![hint],
                    ));
                }
            }
        }
        for party in Party::ALL {
            self.section(
                party,
                writer,
                &section_of(content, party),
                post_mortem.section_mut(party),
            );
        }
    }

    fn section(
        &mut self,
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
            section.owned = crate::log::prose(owned);
        }
        if let Some(words) = flags.dropped {
            section.dropped = self.balls(party, words);
        }
        if let Some(next) = flags.next {
            section.next = crate::log::prose(next);
        }
        // Whoever corrects a section that another party wrote does not become its voice.
        if writer.is_some() && (!was_written || section.by.is_none() || writer == Some(party)) {
            section.by = writer;
        }
    }

    fn balls(&mut self, party: Party, words: &[String]) -> Vec<String> {
        let mut balls: Vec<String> = Vec::new();
        for word in words.iter().filter_map(|word| filled(word)) {
            let known = self.vocabulary.known(&word);
            let slug = known.slug.clone().into_owned();
            match known.ball {
                Some(ball) => self.note_ball(party, &word, ball),
                None if self::slug(&word).is_empty() => {
                    let hint = "a few words joined by hyphens, such as feedback-late".to_owned();
                    self.problems
                        .push((format!("`{word}` names no dropped ball"), vec![hint]));
                }
                None => self
                    .notes
                    .push(new_word(&slug, self.vocabulary.nearest_ball(&word))),
            }
            if !balls.contains(&slug) {
                balls.push(slug);
            }
        }
        balls
    }

    fn note_ball(&mut self, party: Party, word: &str, ball: &DroppedBall) {
        let slug = &ball.slug;
        if word != slug {
            self.notes.push(format!("`{word}` is written as {slug}"));
        }
        if ball.party != party {
            let seen = self
                .vocabulary
                .balls_of(party)
                .find(|mirror| ball.mirrors.contains(&mirror.slug));
            let seen = seen
                .map(|mirror| format!("; from the {}'s side it is {}", party.title(), mirror.slug));
            self.notes.push(format!(
                "{slug} is the {}'s ball{}",
                ball.party.title(),
                seen.unwrap_or_default()
            ));
        }
        if let Some(care) = &ball.care {
            self.notes.push(format!("{slug}: {care}"));
        }
    }
}

impl SectionFlags<'_> {
    const fn is_named(&self) -> bool {
        self.owned.is_some() || self.dropped.is_some() || self.next.is_some()
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

fn new_word(slug: &str, near: Option<&str>) -> String {
    let near = near
        .map(|near| format!("; did you mean {near}?"))
        .unwrap_or_default();
    format!("{slug} is new to the vocabulary{near}")
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
