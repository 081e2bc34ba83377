//! A person at a terminal on which nothing is drawn over: questions and answers
//! are whole lines, choices are numbered, and a screen reader can follow.

use super::drawn::EditText;
use crate::context::{Departure, tell};
use crate::interview::chosen::{ClosestOffers, meant};
use crate::interview::person::{
    By, Heard, Offer, Person, Prompt, PromptKind, Response, Review, Reviewed,
};
use crate::model::{day_in_words, says_something, slug};
use crate::talk::visible;

/// Where lines come from and go to.
pub trait LineTerminal {
    /// The next line; `None` where the input ends or it is time to leave.
    fn read(&self) -> Option<String>;
    fn write(&self, text: &str);
}

impl LineTerminal for Departure {
    fn read(&self) -> Option<String> {
        self.line()
    }

    fn write(&self, text: &str) {
        tell(text);
    }
}

/// The most offers in a list: one that is read aloud takes its time.
const MOST: usize = 9;
/// Goes back one question.
const BACK: &str = "<";
/// Opens the editor.
const EDITOR: &str = "!";
/// Takes back what was picked.
const NONE: &str = "-";

pub struct Plain<'a> {
    lines: &'a dyn LineTerminal,
    edit: &'a EditText<'a>,
    /// What may be typed was explained once.
    explained: bool,
}

impl<'a> Plain<'a> {
    pub fn new(lines: &'a dyn LineTerminal, edit: &'a EditText<'a>) -> Self {
        Self {
            lines,
            edit,
            explained: false,
        }
    }

    fn tell(&self, text: &str) {
        self.lines.write(&format!("{}\n", visible(text)));
    }

    fn offers(&self, offers: &[Offer], most: usize) {
        for (index, offer) in offers.iter().take(most).enumerate() {
            let number = index + 1;
            let about: Vec<&str> = [offer.note.as_str(), offer.meaning.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            let about = match about.as_slice() {
                [] => String::new(),
                about => format!(": {}", about.join(". ")),
            };
            self.tell(&format!("  {number} {}{about}", offer.name()));
        }
        if offers.len() > most {
            self.tell(&format!("  and {} more", offers.len() - most));
        }
    }

    /// A line, unless the person goes back or leaves.
    fn line(&self, before: &str, so_far: &Response) -> Result<String, Heard> {
        self.lines.write(&format!("{} ", visible(before)));
        let Some(line) = self.lines.read() else {
            self.lines.write("\n");
            return Err(Heard::Left(so_far.clone()));
        };
        match line.trim() {
            BACK => Err(Heard::Back(so_far.clone())),
            _ => Ok(line),
        }
    }

    fn choose(&self, prompt: &Prompt<'_>, offers: &[Offer]) -> Result<Response, Heard> {
        self.offers(offers, usize::MAX);
        let preset = offers.iter().position(|one| one.slug == prompt.answer.text);
        let preset = preset.unwrap_or(0);
        let name = offers.get(preset).map_or("", Offer::name);
        loop {
            let before = format!("number or word [{} {name}]:", preset + 1);
            let line = self.line(&before, &Response::default())?;
            let typed = line.trim();
            if typed.is_empty() {
                let slug = offers.get(preset).map(|offer| offer.slug.clone());
                return Ok(Response::text(slug.unwrap_or_default()));
            }
            if typed == NONE {
                if offers.iter().any(|offer| offer.slug.is_empty()) {
                    return Ok(Response::default());
                }
                self.tell("one of these is needed; < goes one back");
                continue;
            }
            if let Ok(number) = typed.parse::<usize>() {
                match number.checked_sub(1).and_then(|at| offers.get(at)) {
                    Some(offer) => return Ok(Response::text(offer.slug.clone())),
                    None => self.tell(&format!(
                        "there is no {number}; the last is {}",
                        offers.len()
                    )),
                }
                continue;
            }
            let ClosestOffers {
                offers: found,
                is_plain,
            } = meant(offers, typed);
            match found.as_slice() {
                [first, ..] if is_plain => return Ok(Response::text(first.slug.clone())),
                [] => self.tell(&format!(
                    "nothing here is like \"{typed}\"; a number chooses one"
                )),
                [one] => self.tell(&format!("did you mean {}?", one.name())),
                [one, other, ..] => {
                    self.tell(&format!("did you mean {} or {}?", one.name(), other.name()));
                }
            }
        }
    }

    fn one_line(
        &self,
        prompt: &Prompt<'_>,
        suggested: Option<&str>,
        known: &[String],
    ) -> Result<Response, Heard> {
        for (index, known) in known.iter().take(MOST).enumerate() {
            self.tell(&format!("  {} {known}", index + 1));
        }
        let stood = standing(prompt);
        let standing = match stood.text.as_str() {
            "" => suggested.unwrap_or_default(),
            text => text,
        };
        let before = match standing {
            "" => ">".to_owned(),
            standing => format!("[{standing}] >"),
        };
        let line = self.line(&before, &prompt.answer)?;
        Ok(match line.trim() {
            "" => stood,
            // Of what stands there nothing is kept; a suggestion understands it too.
            NONE if suggested.is_none() => Response::default(),
            text => match text
                .parse::<usize>()
                .ok()
                .and_then(|one| one.checked_sub(1))
            {
                Some(at) if at < MOST && at < known.len() => Response::text(known[at].clone()),
                _ => Response::text(text),
            },
        })
    }

    /// Lines until an empty one.
    fn text(
        &self,
        prompt: &Prompt<'_>,
        keep: &mut dyn FnMut(&Response),
    ) -> Result<Response, Heard> {
        let stood = standing(prompt);
        if !stood.text.is_empty() {
            for line in stood.text.lines() {
                self.tell(&format!("  | {line}"));
            }
            self.tell("Enter keeps it; a new text takes its place");
        }
        let mut typed: Vec<String> = Vec::new();
        loop {
            let so_far = match typed.as_slice() {
                [] => stood.clone(),
                typed => Response::text(typed.join("\n")),
            };
            let before = if typed.is_empty() {
                ">"
            } else {
                "(Enter ends it) >"
            };
            let line = self.line(before, &so_far)?;
            match line.trim() {
                "" => return Ok(so_far),
                NONE if typed.is_empty() => return Ok(Response::default()),
                EDITOR => match (self.edit)(&so_far.text) {
                    Ok(text) => return Ok(Response::text(text)),
                    Err(why) => self.tell(&why),
                },
                _ => {
                    typed.push(line.trim_end().to_owned());
                    keep(&Response::text(typed.join("\n")));
                }
            }
        }
    }

    fn pick(
        &self,
        prompt: &Prompt<'_>,
        most: usize,
        keep: &mut dyn FnMut(&Response),
    ) -> Result<Response, Heard> {
        let PromptKind::Pick { offers, by, .. } = &prompt.kind else {
            return Ok(prompt.answer.clone());
        };
        let mut picked = prompt.answer.picked.clone();
        let mut offered = offers("", &picked);
        self.offers(&offered, MOST);
        loop {
            if !picked.is_empty() {
                self.tell(&format!("  picked: {}", picked.join(", ")));
            }
            let so_far = Response::picked(&picked);
            keep(&so_far);
            let before = "number, or words to find one (Enter goes on):";
            let line = self.line(before, &so_far)?;
            let typed = line.trim();
            if typed.is_empty() {
                return Ok(so_far);
            }
            if typed == NONE {
                picked.clear();
                continue;
            }
            let numbers: Option<Vec<usize>> = typed
                .split([',', ' '])
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().ok())
                .collect();
            let Some(numbers) = numbers else {
                if *by == By::Name && typed.contains(',') {
                    for name in typed
                        .split(',')
                        .map(str::trim)
                        .filter(|name| !name.is_empty())
                    {
                        let called = slug(name);
                        let mut named = offers(name, &picked).into_iter();
                        match named.find(|offer| offer.slug == called) {
                            Some(_) if picked.len() >= most => {
                                self.tell(&format!("{most} are enough"));
                            }
                            Some(offer) => picked.push(offer.slug),
                            None => self.tell(&format!("nothing is called \"{name}\"")),
                        }
                    }
                    continue;
                }
                let found = offers(typed, &picked);
                let mut named = found.iter();
                let exact = named.find(|offer| offer.slug == typed && !offer.is_new);
                match exact {
                    Some(offer) if picked.len() < most => picked.push(offer.slug.clone()),
                    _ if found.is_empty() => {
                        self.tell("nothing is called that; other words may find it")
                    }
                    // Numbers are of the list that was shown last.
                    _ => {
                        self.offers(&found, MOST);
                        offered = found;
                    }
                }
                continue;
            };
            for number in numbers {
                match number.checked_sub(1).and_then(|at| offered.get(at)) {
                    Some(_) if picked.len() >= most => self.tell(&format!("{most} are enough")),
                    Some(offer) if !picked.contains(&offer.slug) => picked.push(offer.slug.clone()),
                    Some(_) => {}
                    None => self.tell(&format!("there is no {number}")),
                }
            }
        }
    }
}

/// What Enter takes of what stands there: no words that were refused just now, which would
/// stand there for ever.
fn standing(prompt: &Prompt<'_>) -> Response {
    let text = prompt.answer.text.as_str();
    let counts = match &prompt.kind {
        PromptKind::Line { today, .. } => {
            today.is_none_or(|today| day_in_words(text, today).is_some())
        }
        PromptKind::Text => says_something(text),
        PromptKind::Choose(_) | PromptKind::Pick { .. } => true,
    };
    match counts {
        true => prompt.answer.clone(),
        false => Response::default(),
    }
}

impl Person for Plain<'_> {
    fn ask(&mut self, prompt: &Prompt<'_>, keep: &mut dyn FnMut(&Response)) -> Heard {
        if !std::mem::replace(&mut self.explained, true) {
            self.tell("Enter goes on, - empties, < goes one back, Ctrl-C keeps a draft.");
        }
        self.lines.write("\n");
        if let Some(progress) = &prompt.progress {
            let part = &progress.part;
            let (at, of) = (progress.at, progress.of);
            self.tell(&format!("{part}, {}{at} of {of}", progress.unit));
        }
        for question in &prompt.beside {
            self.tell(&format!("  - {question}"));
        }
        self.tell(&prompt.question);
        if let Some(remark) = &prompt.remark {
            self.tell(remark);
        }
        let heard = match &prompt.kind {
            PromptKind::Choose(offers) => self.choose(prompt, offers),
            PromptKind::Line {
                suggested, known, ..
            } => self.one_line(prompt, suggested.as_deref(), known),
            PromptKind::Text => {
                if prompt.answer.text.is_empty() {
                    self.tell("An empty line ends it; ! opens your editor.");
                }
                self.text(prompt, keep)
            }
            PromptKind::Pick { most, .. } => self.pick(prompt, *most, keep),
        };
        match heard {
            Ok(answer) => Heard::Answer(answer),
            Err(heard) => heard,
        }
    }

    fn review(&mut self, review: &Review<'_>) -> Reviewed {
        self.tell(review.line);
        for row in review.rows {
            let value = if row.value.is_empty() {
                "-"
            } else {
                &row.value
            };
            self.tell(&format!("  {} {}: {value}", row.letter, row.label));
        }
        for open in review.open {
            self.tell(&format!("  unsure: {open}"));
        }
        if let Some(notice) = &review.notice {
            self.tell(notice);
        }
        loop {
            let before = "Enter saves, a letter changes, - takes the last mark back:";
            let Ok(line) = self.line(before, &Response::default()) else {
                return Reviewed::Left;
            };
            let typed = line.trim();
            let mut letters = typed.chars();
            match (letters.next(), letters.next()) {
                (None, _) => return Reviewed::Save,
                (Some('-'), None) => return Reviewed::TakeBack,
                (Some(letter), None) => match review.step_of(letter) {
                    Some(step) => return Reviewed::Open(step),
                    None => self.tell(&format!("no field is called {letter}")),
                },
                _ => self.tell("one letter opens a field"),
            }
        }
    }

    fn say(&mut self, text: &str) {
        self.tell(text);
    }
}

#[cfg(test)]
mod tests;
