//! One question at a drawn screen: what the keys do to it. Keys go in, an answer
//! comes out in the end; what it looks like is the frame's business.

use super::line_editor::{CursorDirection, LineEditor, LineLimit};
use crate::context::KeyPress;
use crate::interview::chosen::{ClosestOffers, meant};
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

    pub fn press(&mut self, key: &KeyPress) -> Pressed {
        // It stays until the next key, and these are none.
        if matches!(key, KeyPress::Pause | KeyPress::Resize | KeyPress::Suspend) {
            return Pressed::Seen;
        }
        self.notice = None;
        match key {
            KeyPress::Interrupt => return Pressed::Heard(Heard::Left(self.so_far())),
            KeyPress::Finish if self.editor.is_empty() => {
                return Pressed::Heard(Heard::Left(self.so_far()));
            }
            KeyPress::Back => return Pressed::Heard(Heard::Back(self.so_far())),
            KeyPress::Editor if matches!(self.prompt.kind, PromptKind::Text) => {
                return Pressed::Editor;
            }
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

    fn choose(&mut self, key: &KeyPress) -> Pressed {
        match key {
            KeyPress::Enter => match self.marked() {
                Some(offer) => Pressed::Heard(Heard::Answer(Response::text(offer.slug))),
                None => {
                    self.notice = Some(self.fits_nothing());
                    Pressed::Seen
                }
            },
            KeyPress::Up | KeyPress::Down => self.walk(key),
            _ => self.narrow(key),
        }
    }

    /// What Enter takes.
    pub fn marked(&self) -> Option<Offer> {
        self.offers.get(self.at?).cloned()
    }

    fn fits_nothing(&self) -> String {
        let typed = self.editor.text().trim();
        match typed.is_empty() {
            _ if self.offers.is_empty() => {
                "nothing is listed for that: other words say it".to_owned()
            }
            true => "a number or an arrow marks one".to_owned(),
            false => format!(
                "nothing here is plainly \"{typed}\": {} marks one, other words may find it",
                self.marker()
            ),
        }
    }

    /// What marks an offer now: behind letters a digit is one more letter.
    pub fn marker(&self) -> &'static str {
        match self.is_numbered() {
            true => "a number or an arrow",
            false => "an arrow",
        }
    }

    /// Whether digits are numbers of the list, as long as no letter follows.
    pub fn is_numbered(&self) -> bool {
        let by_number = matches!(
            self.prompt.kind,
            PromptKind::Choose(_) | PromptKind::Pick { by: By::Name, .. }
        );
        by_number && self.editor.text().bytes().all(|byte| byte.is_ascii_digit())
    }

    fn line(&mut self, key: &KeyPress) -> Pressed {
        match key {
            KeyPress::Enter => {
                if let Some(offer) = self.at.and_then(|at| self.offers.get(at)) {
                    return Pressed::Heard(Heard::Answer(Response::text(offer.slug.clone())));
                }
                Pressed::Heard(Heard::Answer(self.so_far()))
            }
            KeyPress::Up | KeyPress::Down => self.walk(key),
            KeyPress::Tab => self.complete(),
            KeyPress::Right | KeyPress::End
                if self.editor.is_at_end() && self.ghost().is_some() =>
            {
                self.complete()
            }
            _ => self.narrow(key),
        }
    }

    fn text(&mut self, key: &KeyPress) -> Pressed {
        let before = self.editor.text().len();
        match key {
            KeyPress::Enter => return Pressed::Heard(Heard::Answer(self.so_far())),
            KeyPress::Up => {
                self.editor.go(CursorDirection::Up, self.width);
            }
            KeyPress::Down => {
                self.editor.go(CursorDirection::Down, self.width);
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

    fn pick(&mut self, key: &KeyPress, most: usize, by: By) -> Pressed {
        let chosen = self.marked();
        let is_blank = self.editor.text().trim().is_empty();
        match (key, chosen) {
            (KeyPress::Enter | KeyPress::Tab, Some(offer)) => self.take(offer, most),
            (KeyPress::Character(','), Some(offer)) if by == By::Name => self.take(offer, most),
            (KeyPress::Character(' '), Some(offer)) if self.editor.is_empty() => {
                self.take(offer, most)
            }
            (KeyPress::Enter, None) if is_blank => {
                Pressed::Heard(Heard::Answer(Response::picked(&self.picked)))
            }
            (KeyPress::Enter | KeyPress::Tab, None) => {
                self.notice = Some(self.fits_nothing());
                Pressed::Seen
            }
            (KeyPress::Character(','), None) if by == By::Name => Pressed::Seen,
            (KeyPress::Character(' '), None) if self.editor.is_empty() => Pressed::Seen,
            (KeyPress::Backspace, None) if self.editor.is_empty() => {
                let Some(last) = self.picked.pop() else {
                    return Pressed::Seen;
                };
                self.notice = Some(format!("{last} is taken back"));
                self.offer();
                Pressed::Changed
            }
            (KeyPress::Up | KeyPress::Down, _) => self.walk(key),
            _ => self.narrow(key),
        }
    }

    fn take(&mut self, offer: Offer, most: usize) -> Pressed {
        self.editor = LineEditor::default();
        if self.picked.contains(&offer.slug) {
            self.notice = Some(format!("{} is picked already", offer.slug));
        } else if self.picked.len() >= most {
            self.notice = Some(format!("{most} are enough; Enter goes on"));
        } else {
            self.picked.push(offer.slug);
        }
        self.offer();
        Pressed::Changed
    }

    fn walk(&mut self, key: &KeyPress) -> Pressed {
        let last = self.offers.len().checked_sub(1);
        // Where something is chosen in any case, the walk stays among the offers.
        let outside = !matches!(self.prompt.kind, PromptKind::Choose(_));
        self.at = match (key, self.at) {
            (KeyPress::Down, None) => last.map(|_| 0),
            (KeyPress::Down, Some(at)) => Some(at).map(|at| (at + 1).min(last.unwrap_or(0))),
            (_, Some(0)) if outside => None,
            (_, Some(at)) => Some(at.saturating_sub(1)),
            (_, None) => None,
        };
        Pressed::Seen
    }

    fn narrow(&mut self, key: &KeyPress) -> Pressed {
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
        let PromptKind::Line {
            known, suggested, ..
        } = &self.prompt.kind
        else {
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
        let PromptKind::Line {
            known, suggested, ..
        } = &self.prompt.kind
        else {
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
        let number = typed.parse().ok().filter(|_| self.is_numbered());
        self.at = None;
        match &self.prompt.kind {
            PromptKind::Choose(all) => {
                let at = number.and_then(|number| numbered(number, all));
                let meant = match at {
                    // A number that none of them has is no word either.
                    None if number.is_none() => meant(all, &typed),
                    _ => ClosestOffers::default(),
                };
                // With nothing typed Enter takes what was preset.
                let preset = self.prompt.answer.text.as_str();
                let preset = || all.iter().position(|offer| offer.slug == preset);
                self.at = match typed.as_str() {
                    "" => Some(preset().unwrap_or(0)),
                    _ => at.or(meant.is_plain.then_some(0)),
                };
                self.offers = match meant.offers.as_slice() {
                    [] => all.clone(),
                    _ => meant.offers,
                };
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
            PromptKind::Pick { offers, by, .. } => {
                // A list with numbers keeps them while one picks.
                let picked = match by {
                    By::Name => &[][..],
                    By::Meaning => &self.picked,
                };
                if let Some(number) = number {
                    self.offers = offers("", picked);
                    self.at = numbered(number, &self.offers);
                    if self.at.is_some() {
                        return;
                    }
                }
                self.offers = offers(&typed, picked);
                let plain = |offer: &Offer| offer.is_plain || offer.is_new;
                let plain = self.offers.iter().position(plain);
                self.at = plain.filter(|_| !typed.is_empty());
            }
        }
    }
}

/// The number of an offer: 0 leaves it open.
pub fn number(index: usize, offers: &[Offer]) -> Option<usize> {
    let offer = offers.get(index)?;
    if offer.slug.is_empty() {
        return Some(0);
    }
    let before = offers[..index].iter().filter(|one| !one.slug.is_empty());
    Some(before.count() + 1)
}

fn numbered(wanted: usize, offers: &[Offer]) -> Option<usize> {
    (0..offers.len()).find(|index| number(*index, offers) == Some(wanted))
}

#[cfg(test)]
mod tests;
