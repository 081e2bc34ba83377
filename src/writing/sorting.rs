//! `hirelog sort` at a terminal: what is written and unsorted, sentence by sentence. A section is saved once its last sentence is answered, and what the log then
//! counts is said; Esc takes the last answer back, also out of the file.

use super::commit::tell;
use super::destination::There;
use super::ending::Saved;
use super::finish::{finish, finish_of};
use super::guided::{chosen, is_possible, with_answers};
use super::keeper::Keeper;
use super::meant::{Meant, SAVED_AS_IT_IS, WantedChange};
use crate::context::Answer;
use crate::error::{Error, Kind};
use crate::flags::Saving;
use crate::interview::{
    By, Heard, Offer, PartProgress, Person, Prompt, PromptKind, Response, SectionSoFar,
    balls_by_meaning,
};
use crate::model::{Party, PostMortem, Section, TextList};
use crate::render::plural;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::{Hints, Search, sentences};

/// More balls than this beside a sentence are no help in choosing.
const OFFERED: usize = 3;
/// The answers that are no ball.
const NONE: &str = "none";
const OTHER: &str = "other";

/// Asks about each sentence until all are sorted or the person stops.
///
/// # Errors
/// Where there is no terminal to ask at, or a file cannot be read or written.
pub fn sort(
    waiting: &[(String, Party)],
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Result<Answer, Error> {
    let sorted = go_through(waiting, vocabulary, session)?;
    if sorted == waiting.len() {
        return Ok(Answer::talking("everything that was written is sorted\n"));
    }
    let go_on = format!("{} sort", session.command());
    let mut answer = Answer::default();
    stopped(sorted, waiting.len(), &go_on, &mut answer);
    Ok(answer)
}

fn stopped(sorted: usize, of: usize, go_on: &str, answer: &mut Answer) {
    let sorted = match sorted {
        0 => "none".to_owned(),
        _ => sorted.to_string(),
    };
    let of = plural(of, "part");
    answer.talk += format!("{sorted} of {of} sorted; go on: {go_on}\n");
    answer.exit_code = Error::new(Kind::Interrupted, "").exit_code();
}

fn go_through(
    waiting: &[(String, Party)],
    vocabulary: &Vocabulary,
    session: &Session<'_>,
) -> Result<usize, Error> {
    let search = Search::new(vocabulary);
    with_answers(session, |person| {
        let mut sorter = Sorter {
            waiting,
            search: &search,
            session,
            person,
            sorted: Vec::new(),
        };
        sorter.sort_all()?;
        Ok(sorter.sorted.len())
    })
}

/// Saves what was written where nobody is asked for balls, in a reply or an editor, and offers
/// to sort it; where nobody is there, and where it is committed as it is, the command is named.
pub fn finish_and_offer(meant: Meant<'_>, saving: Saving, session: &Session<'_>) -> Answer {
    let (mut answer, saved) = finish_of(meant, saving, session);
    let Some(id) = saved.filter(|_| answer.exit_code == 0) else {
        return answer;
    };
    let is_asked = !saving.dry_run && !saving.commit && is_possible(session);
    if let Err(error) = offer(id.as_str(), is_asked, &mut answer, session) {
        let complaint = session.complaint(error);
        answer.complaints += complaint.complaints;
        answer.exit_code = complaint.exit_code;
    }
    answer
}

fn offer(id: &str, is_asked: bool, saved: &mut Answer, session: &Session<'_>) -> Result<(), Error> {
    let there = There::find(id, session)?;
    let sections = there.post_mortem.by_party();
    let sections = sections.filter(|(_, section)| Section::is_unsorted(section));
    let waiting: Vec<(String, Party)> = sections.map(|(party, _)| (id.to_owned(), party)).collect();
    if waiting.is_empty() {
        return Ok(());
    }
    let sort = session.command().then("sort").word(id);
    if !is_asked {
        let (parts, they_are) = match waiting.as_slice() {
            [(_, party)] => (format!("the {}'s part", party.title()), "it is"),
            several => (format!("{} parts", several.len()), "they are"),
        };
        saved.talk +=
            format!("no count sees {parts} before somebody says which balls {they_are}: {sort}\n");
        return Ok(());
    }
    tell(session, saved);
    let question = "Which balls is that? No count sees it before somebody says.";
    let offers = vec![
        Offer::new(NOW, "sentence by sentence"),
        Offer::new("later", sort.to_string()),
    ];
    let sorted = match chosen("sort", question, offers, session) {
        Ok(Some(chosen)) if chosen == NOW => go_through(&waiting, &there.vocabulary, session)?,
        Ok(_) => return Ok(()),
        Err(error) if error.kind == Kind::Interrupted => 0,
        Err(error) => return Err(error),
    };
    if sorted < waiting.len() {
        stopped(sorted, waiting.len(), &sort.to_string(), saved);
    }
    Ok(())
}

/// The answer that sorts it at once.
const NOW: &str = "now";

struct Sorter<'a> {
    waiting: &'a [(String, Party)],
    search: &'a Search<'a>,
    session: &'a Session<'a>,
    person: &'a mut dyn Person,
    /// What was done, for taking it back.
    sorted: Vec<Sorted>,
}

struct Sorted {
    /// The balls of each sentence.
    answers: Vec<Vec<String>>,
    before: SortedWords,
}

/// The balls a section drops, and those its promise is about.
type SortedWords = (Option<TextList>, Option<TextList>);

enum SortAnswer {
    Balls(Vec<String>),
    TakeBack,
    Stop,
}

impl Sorter<'_> {
    fn sort_all(&mut self) -> Result<(), Error> {
        let mut begun: Option<Vec<Vec<String>>> = None;
        while let Some((id, party)) = self.waiting.get(self.sorted.len()) {
            let there = There::find(id, self.session)?;
            let owned = there.post_mortem.section(*party).owned.clone();
            let all: Vec<&str> = sentences(&owned).collect();
            let half = HalfSorted::new(&there, *party, self.session);
            let mut answers = match begun.take() {
                Some(answers) => answers,
                None => {
                    let left = half.take(&all);
                    if !left.is_empty() {
                        let all = plural(all.len(), "sentence");
                        let told =
                            format!("{} of {all} answered before; going on there", left.len());
                        self.person.say(&told);
                    }
                    left
                }
            };
            let Some(sentence) = all.get(answers.len()) else {
                let dropped = distinct(&answers);
                let mut about = there.post_mortem.section(*party).next_for.clone();
                if let Some(about) = &mut about {
                    about.retain(|ball| dropped.iter().any(|dropped| dropped == ball));
                }
                let before = self.write(&there, *party, (Some(dropped.iter().collect()), about))?;
                self.sorted.push(Sorted { answers, before });
                continue;
            };
            match self.ask(sentence, (answers.len(), all.len()), *party, &there) {
                SortAnswer::Balls(balls) => answers.push(balls),
                SortAnswer::Stop => {
                    half.keep(&all, &answers);
                    return Ok(());
                }
                SortAnswer::TakeBack if answers.pop().is_some() => {}
                SortAnswer::TakeBack => {
                    if let Some(last) = self.sorted.pop() {
                        let (id, party) = &self.waiting[self.sorted.len()];
                        let there = There::find(id, self.session)?;
                        self.write(&there, *party, last.before)?;
                        answers = last.answers;
                        answers.pop();
                    }
                }
            }
            begun = Some(answers);
        }
        Ok(())
    }

    fn ask(
        &mut self,
        sentence: &str,
        (at, of): (usize, usize),
        party: Party,
        there: &There,
    ) -> SortAnswer {
        let post_mortem = &there.post_mortem;
        let stage = post_mortem.stage.as_deref();
        let stage = stage.map(|stage| there.vocabulary.stage_slug(stage));
        let outcome = there.vocabulary.outcome_slug(&post_mortem.outcome);
        let hints = Hints {
            party: Some(party),
            stage: stage.as_deref(),
            outcome: Some(&outcome),
        };
        let mut found = self.search.find(sentence, hints);
        found.retain(|one| one.ball.party == party);
        found.truncate(OFFERED);
        // A sentence says more than what a picker is told: only what is plainly meant is preset.
        let plain = self.search.plain(sentence, party, hints.stage);
        let preset = plain.map_or(NONE, |(ball, _)| ball.slug.as_str());
        let mut offers: Vec<Offer> = found
            .iter()
            .map(|one| Offer::new(&one.ball.slug, &one.ball.meaning))
            .collect();
        offers.push(Offer::new(OTHER, "another ball, by what happened"));
        offers.push(Offer::new(NONE, "no ball: it tells what happened"));
        let role = post_mortem.role.as_deref().unwrap_or("no role");
        let progress = PartProgress {
            part: format!("{role}, {}, {}", post_mortem.date.spoken(), party.title()),
            unit: "sentence ",
            at: at + 1,
            of,
        };
        let prompt = |question: String, answer: Response, kind| Prompt {
            label: "sorted",
            progress: Some(progress.clone()),
            question,
            answer,
            kind,
            about: sentence.to_owned(),
            ..Prompt::default()
        };
        let question = format!("Which ball is \"{sentence}\"?");
        loop {
            let offered = PromptKind::Choose(offers.clone());
            let one = prompt(question.clone(), Response::text(preset), offered);
            match self.person.ask(&one, &mut |_| {}) {
                Heard::Back(_) => return SortAnswer::TakeBack,
                Heard::Left(_) => return SortAnswer::Stop,
                Heard::Answer(answer) if answer.text == NONE => {
                    return SortAnswer::Balls(Vec::new());
                }
                Heard::Answer(answer) if answer.text != OTHER => {
                    return SortAnswer::Balls(vec![answer.text]);
                }
                Heard::Answer(_) => {}
            }
            let moment = SectionSoFar {
                hints,
                ..SectionSoFar::default()
            };
            let kind = PromptKind::Pick {
                most: usize::MAX,
                by: By::Meaning,
                offers: balls_by_meaning(moment, &there.vocabulary, self.search),
            };
            let other = prompt(question.clone(), Response::default(), kind);
            match self.person.ask(&other, &mut |_| {}) {
                Heard::Left(_) => return SortAnswer::Stop,
                Heard::Answer(answer) if !answer.picked.is_empty() => {
                    return SortAnswer::Balls(answer.picked);
                }
                Heard::Answer(_) | Heard::Back(_) => {}
            }
        }
    }

    /// Writes which balls a section drops and says what the log now counts; gives back what
    /// it said before.
    fn write(
        &mut self,
        there: &There,
        party: Party,
        (dropped, about): SortedWords,
    ) -> Result<SortedWords, Error> {
        let old = there.post_mortem.section(party);
        let before = (old.dropped.clone(), old.next_for.clone());
        let says = dropped.clone();
        let edit = Box::new(move |old: &PostMortem| {
            let mut new = old.clone();
            let section = new.section_mut(party);
            section.dropped.clone_from(&dropped);
            section.next_for.clone_from(&about);
            Ok(new)
        });
        let meant = Meant::new(WantedChange::Keys { there, edit }, None);
        // No word is added that `check` could find anything in.
        let done = finish(meant, SAVED_AS_IT_IS, self.session);
        if done.exit_code != 0 {
            return Err(Error::usage(done.complaints.as_str().trim()));
        }
        let mut after = there.post_mortem.clone();
        after.section_mut(party).dropped.clone_from(&says);
        let saved = Saved {
            log: &there.log,
            vocabulary: &there.vocabulary,
            path: &there.loaded.path,
            before: Some(&there.post_mortem),
            after: &after,
            writer: None,
            named_after: None,
        };
        let mut told = match says.as_deref().map(Vec::as_slice) {
            None => Talk::from("taken back"),
            Some([]) => Talk::from("saved: no ball"),
            Some(_) => saved.recurrences(self.session),
        };
        if let (true, Some(balls)) = (told.is_empty(), &says) {
            told += format!("saved: {}", balls.join(", "));
        }
        for line in told.as_str().lines() {
            self.person.say(line);
        }
        Ok(before)
    }
}

/// Each ball once, in the order of the sentences.
fn distinct(answers: &[Vec<String>]) -> Vec<String> {
    let mut balls: Vec<String> = Vec::new();
    for ball in answers.iter().flatten() {
        if !balls.contains(ball) {
            balls.push(ball.clone());
        }
    }
    balls
}

/// The answers to a section that somebody stopped sorting half way: a draft holds them, each
/// with its sentence, until the section is sorted.
struct HalfSorted<'a>(Keeper<'a>);

impl<'a> HalfSorted<'a> {
    fn new(there: &There, party: Party, session: &'a Session<'a>) -> Self {
        let id = there.id();
        let sort = session.command().then("sort").word(id);
        let name = format!("sort-{id}-{party}");
        Self(Keeper::of_answers(session, &there.log.root, &name, &sort))
    }

    /// The balls of the first sentences, as far as they are those that were answered; the
    /// draft goes with them.
    fn take(&self, sentences: &[&str]) -> Vec<Vec<String>> {
        let left = self.0.left_answers().unwrap_or_default();
        self.0.done();
        let said = sentences.iter().enumerate().map_while(|(at, sentence)| {
            let typed = left.get(&answer_name(at))?;
            (typed.text == *sentence).then(|| typed.picked.clone())
        });
        said.collect()
    }

    /// Keeps the balls of the first sentences. Where that fails they are asked for again.
    fn keep(&self, sentences: &[&str], answers: &[Vec<String>]) {
        let both = sentences.iter().zip(answers).enumerate();
        let typed = both.map(|(at, (sentence, picked))| {
            let (text, picked) = ((*sentence).to_owned(), picked.clone());
            (answer_name(at), Response { text, picked })
        });
        if !answers.is_empty() {
            self.0.keep_answers(typed.collect());
        }
    }
}

fn answer_name(at: usize) -> String {
    format!("{at:04}")
}
