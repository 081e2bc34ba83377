//! One question at a drawn screen: what the keys do to it. Keys go in, an answer
//! comes out in the end; what it looks like is the frame's business.

use super::line_editor::{Direction, LineEditor, LineLimit};
use crate::context::Key;
use crate::interview::person::{By, Heard, Offer, Prompt, PromptKind, Response};

/// What a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// Nothing, or nothing that has to be kept.
    Seen,
    /// What stands in the answer is another now.
    Changed,
    Heard(Heard),
    /// The text is to be opened in an editor.
    Editor,
}

pub struct PromptField<'a> {
    pub prompt: &'a Prompt<'a>,
    /// The text, or the words that narrow the offers.
    pub editor: LineEditor,
    pub picked: Vec<String>,
    /// What is offered now.
    pub offers: Vec<Offer>,
    /// Which of the offers Enter takes.
    pub at: Option<usize>,
    /// A quiet line about the last key.
    pub notice: Option<String>,
    /// Columns that a row of text has.
    pub width: usize,
}

impl<'a> PromptField<'a> {
    pub fn new(prompt: &'a Prompt<'a>) -> Self {
        let editor = match prompt.kind {
            PromptKind::Choose(_) => LineEditor::default(),
            _ => LineEditor::new(prompt.answer.text.clone()),
        };
        let mut field = Self {
            prompt,
            editor,
            picked: prompt.answer.picked.clone(),
            offers: Vec::new(),
            at: None,
            notice: None,
            width: 80,
        };
        field.offer();
        field
    }

    /// What stands in it so far.
    pub fn so_far(&self) -> Response {
        match self.prompt.kind {
            PromptKind::Choose(_) => Response::default(),
            _ => Response {
                text: self.editor.text().to_owned(),
                picked: self.picked.clone(),
            },
        }
    }

    pub fn press(&mut self, key: &Key) -> Pressed {
        self.notice = None;
        match key {
            Key::Interrupt => return Pressed::Heard(Heard::Left(self.so_far())),
            Key::Finish if self.editor.is_empty() => {
                return Pressed::Heard(Heard::Left(self.so_far()));
            }
            Key::Back => return Pressed::Heard(Heard::Back(self.so_far())),
            Key::Pause | Key::Resize | Key::Suspend => return Pressed::Seen,
            Key::Editor if matches!(self.prompt.kind, PromptKind::Text) => return Pressed::Editor,
            _ => {}
        }
        match &self.prompt.kind {
            PromptKind::Choose(_) => self.choose(key),
            PromptKind::Line { .. } => self.line(key),
            PromptKind::Text => self.text(key),
            PromptKind::Pick { most, by, .. } => self.pick(key, *most, *by),
        }
    }

    /// What the editor made of the text.
    pub fn replace(&mut self, text: String) {
        self.editor = LineEditor::new(text);
    }

    fn choose(&mut self, key: &Key) -> Pressed {
        if let Some(offer) = self.numbered(key) {
            return Pressed::Heard(Heard::Answer(Response::text(offer.slug)));
        }
        match key {
            Key::Enter => match self.at.and_then(|at| self.offers.get(at)) {
                Some(offer) => Pressed::Heard(Heard::Answer(Response::text(offer.slug.clone()))),
                None => Pressed::Seen,
            },
            Key::Up | Key::Down => self.walk(key),
            _ => self.narrow(key),
        }
    }

    /// The offer whose number this key is, where numbers are no words.
    fn numbered(&self, key: &Key) -> Option<Offer> {
        let Key::Character(digit) = key else {
            return None;
        };
        let of_number = |index: &usize| number(*index, &self.offers) == Some(*digit);
        let at = (0..self.offers.len()).find(of_number);
        let at = at.filter(|_| self.editor.is_empty())?;
        self.offers.get(at).cloned()
    }

    fn line(&mut self, key: &Key) -> Pressed {
        match key {
            Key::Enter => {
                if let Some(offer) = self.at.and_then(|at| self.offers.get(at)) {
                    return Pressed::Heard(Heard::Answer(Response::text(offer.slug.clone())));
                }
                Pressed::Heard(Heard::Answer(self.so_far()))
            }
            Key::Up | Key::Down => self.walk(key),
            Key::Tab => self.complete(),
            Key::Right | Key::End if self.editor.is_at_end() && self.ghost().is_some() => {
                self.complete()
            }
            _ => self.narrow(key),
        }
    }

    fn text(&mut self, key: &Key) -> Pressed {
        let before = self.editor.text().len();
        match key {
            Key::Enter => return Pressed::Heard(Heard::Answer(self.so_far())),
            Key::Up => {
                self.editor.go(Direction::Up, self.width);
            }
            Key::Down => {
                self.editor.go(Direction::Down, self.width);
            }
            _ => {
                self.editor.press(key, LineLimit::Many);
            }
        }
        if self.editor.text().len() == before {
            Pressed::Seen
        } else {
            Pressed::Changed
        }
    }

    fn pick(&mut self, key: &Key, most: usize, by: By) -> Pressed {
        if let Some(offer) = self.numbered(key).filter(|_| by == By::Name) {
            return self.take(offer, most);
        }
        let chosen = self.at.and_then(|at| self.offers.get(at)).cloned();
        match key {
            Key::Character(',') if by == By::Name => match chosen {
                Some(offer) => self.take(offer, most),
                None => Pressed::Seen,
            },
            Key::Enter if self.editor.text().trim().is_empty() && chosen.is_none() => {
                Pressed::Heard(Heard::Answer(Response::picked(&self.picked)))
            }
            Key::Enter => match chosen {
                Some(offer) => self.take(offer, most),
                None if self.offers.is_empty() => {
                    self.notice =
                        Some("nothing is called that; other words may find it".to_owned());
                    Pressed::Seen
                }
                None => {
                    self.at = Some(0);
                    self.notice = Some("Enter again takes it as a new word".to_owned());
                    Pressed::Seen
                }
            },
            Key::Tab => match chosen.or_else(|| self.offers.first().cloned()) {
                Some(offer) => self.take(offer, most),
                None => Pressed::Seen,
            },
            Key::Character(' ') if self.editor.is_empty() => match chosen {
                Some(offer) => self.take(offer, most),
                None => Pressed::Seen,
            },
            Key::Backspace if self.editor.is_empty() && self.at.is_none() => {
                let Some(last) = self.picked.pop() else {
                    return Pressed::Seen;
                };
                self.notice = Some(format!("{last} is taken back"));
                self.offer();
                Pressed::Changed
            }
            Key::Up | Key::Down => self.walk(key),
            _ => self.narrow(key),
        }
    }

    fn take(&mut self, offer: Offer, most: usize) -> Pressed {
        if self.picked.len() >= most {
            self.notice = Some(format!("{most} are enough; Enter goes on"));
            return Pressed::Seen;
        }
        self.picked.push(offer.slug);
        self.editor = LineEditor::default();
        self.offer();
        Pressed::Changed
    }

    fn walk(&mut self, key: &Key) -> Pressed {
        let last = self.offers.len().checked_sub(1);
        // Where something is chosen in any case, the walk stays among the offers.
        let outside = !matches!(self.prompt.kind, PromptKind::Choose(_));
        self.at = match (key, self.at) {
            (Key::Down, None) => last.map(|_| 0),
            (Key::Down, Some(at)) => Some(at).map(|at| (at + 1).min(last.unwrap_or(0))),
            (_, Some(0)) if outside => None,
            (_, Some(at)) => Some(at.saturating_sub(1)),
            (_, None) => None,
        };
        Pressed::Seen
    }

    fn narrow(&mut self, key: &Key) -> Pressed {
        let before = self.editor.text().to_owned();
        self.editor.press(key, LineLimit::One);
        if self.editor.text() == before {
            return Pressed::Seen;
        }
        self.offer();
        Pressed::Changed
    }

    /// The first known line that begins as this one does: what is left of it.
    pub fn ghost(&self) -> Option<String> {
        let PromptKind::Line { known, suggested } = &self.prompt.kind else {
            return None;
        };
        let typed = self.editor.text();
        if typed.is_empty() {
            return suggested.clone();
        }
        known.iter().find_map(|known| {
            let rest = known.get(typed.len()..)?;
            let same = known[..typed.len()].to_lowercase() == typed.to_lowercase();
            (same && !rest.is_empty()).then(|| rest.to_owned())
        })
    }

    fn complete(&mut self) -> Pressed {
        let PromptKind::Line { known, suggested } = &self.prompt.kind else {
            return Pressed::Seen;
        };
        let begins = |known: &&String| {
            let typed = self.editor.text().to_lowercase();
            known.to_lowercase().starts_with(&typed)
        };
        let offered = self.at.or(Some(0)).and_then(|at| self.offers.get(at));
        let whole = (self.at.is_none().then(|| known.iter().find(begins)))
            .flatten()
            .or(offered.map(|offer| &offer.slug))
            .or(suggested.as_ref());
        let Some(whole) = whole.cloned() else {
            return Pressed::Seen;
        };
        self.editor = LineEditor::new(whole);
        self.offer();
        Pressed::Changed
    }

    fn offer(&mut self) {
        let typed = self.editor.text().trim().to_owned();
        self.at = None;
        match &self.prompt.kind {
            PromptKind::Choose(all) => {
                self.offers = matching(all, &typed);
                // With nothing typed Enter takes what was preset.
                let preset = self.prompt.answer.text.as_str();
                let of_preset = |offer: &Offer| typed.is_empty() && offer.slug == preset;
                let preset = self.offers.iter().position(of_preset);
                self.at = (!self.offers.is_empty()).then_some(preset.unwrap_or(0));
                if self.offers.is_empty() {
                    self.notice = Some("nothing here is called that".to_owned());
                }
            }
            PromptKind::Line { known, .. } => {
                let folded = typed.to_lowercase();
                let fits = |known: &&String| {
                    let known = known.to_lowercase();
                    known.contains(&folded) && known != folded
                };
                let offers = known.iter().filter(fits);
                self.offers = offers.map(|known| Offer::new(known, "")).collect();
            }
            PromptKind::Text => {}
            PromptKind::Pick { offers, most, .. } => {
                self.offers = if self.picked.len() < *most || !typed.is_empty() {
                    offers(&typed, &self.picked)
                } else {
                    Vec::new()
                };
                let known = self.offers.first().is_some_and(|first| !first.is_new);
                self.at = (!typed.is_empty() && known).then_some(0);
            }
        }
    }
}

/// The key that takes an offer at once: 0 leaves it open.
pub fn number(index: usize, offers: &[Offer]) -> Option<char> {
    let offer = offers.get(index)?;
    if offer.slug.is_empty() {
        return Some('0');
    }
    let before = offers[..index].iter().filter(|one| !one.slug.is_empty());
    let number = u32::try_from(before.count() + 1).ok()?;
    (number < 10).then(|| char::from_digit(number, 10))?
}

/// By name, then by what people call it, then by what it means.
fn matching(all: &[Offer], typed: &str) -> Vec<Offer> {
    let typed = typed.to_lowercase().replace([' ', '_'], "-");
    let name = |offer: &Offer| offer.name().replace(' ', "-");
    let starts = |offer: &Offer| name(offer).starts_with(&typed);
    let hyphened = |text: &String| text.to_lowercase().replace(' ', "-");
    let called = |offer: &Offer| {
        let mut aliases = offer.aliases.iter().map(hyphened);
        aliases.any(|alias| alias.contains(&typed))
    };
    let rank = |offer: &Offer| match () {
        () if starts(offer) => Some(0),
        () if name(offer).contains(&typed) => Some(1),
        () if called(offer) => Some(2),
        () if hyphened(&offer.meaning).contains(&typed) => Some(3),
        () => None,
    };
    let mut found: Vec<(u8, &Offer)> = all
        .iter()
        .filter_map(|offer| Some((rank(offer)?, offer)))
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, offer)| offer.clone()).collect()
}

#[cfg(test)]
mod tests;
