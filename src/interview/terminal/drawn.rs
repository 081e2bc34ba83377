//! A person at a terminal that can be drawn over. Each answered question leaves
//! one row behind; the open one is drawn below, and drawn again on each key.
//!
//! Tried before: inquire, which ranks nothing in the order of picking, takes no
//! new word in a list, knows no signal but Ctrl-C and forgets what was typed on
//! Esc, so that its half would have been written around it; and reedline, an
//! editor of lines with a history and twenty packages. crossterm brings the keys,
//! also on Windows, and leaves the rest to this room.

use super::field::{Pressed, PromptField};
use super::frame::{answered, draw, frame, painted};
use super::reviewed::review;
use crate::context::{KeyPress, Screen};
use crate::interview::person::{Heard, Person, Prompt, Response, Review, Reviewed};
use crate::render::{Look, Tone, wrap};
use crate::talk::visible;

/// Opens a text in the person's editor: what it became, or why it did not.
pub type EditText<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// The most keys that are lost when the power goes; a pause keeps them all.
const MOST_UNKEPT: usize = 12;

pub struct Drawn<'a> {
    screen: Screen<'a>,
    look: Look,
    edit: &'a EditText<'a>,
    /// What was left behind, for taking it back.
    behind: Vec<LeftRows>,
}

struct LeftRows {
    /// The question it answers; `None` where nothing was asked.
    question: Option<String>,
    rows: usize,
}

impl<'a> Drawn<'a> {
    pub fn new(screen: Screen<'a>, look: Look, edit: &'a EditText<'a>) -> Self {
        Self {
            screen,
            look,
            edit,
            behind: Vec::new(),
        }
    }

    fn draw(&mut self, field: &mut PromptField<'_>) {
        let frame = frame(field, self.screen.size(), self.look);
        draw(&mut self.screen, &frame.rows, frame.cursor, self.look);
    }

    /// The row of a question that is asked again goes.
    fn take_back(&mut self, question: &str) {
        let at = self
            .behind
            .iter()
            .rposition(|behind| behind.question.is_some());
        let Some(at) = at.filter(|at| self.behind[*at].question.as_deref() == Some(question))
        else {
            return;
        };
        let rows = self.behind.drain(at..).map(|behind| behind.rows).sum();
        self.screen.take_rows_back(rows);
    }

    fn leave_answer(&mut self, prompt: &Prompt<'_>, answer: &Response) {
        let (columns, _) = self.screen.size();
        let row = answered(prompt, answer, columns, self.look);
        self.screen.leave_row(&painted(&row, self.look));
        self.behind.push(LeftRows {
            question: Some(prompt.question.clone()),
            rows: 1,
        });
    }
}

impl Person for Drawn<'_> {
    fn ask(&mut self, prompt: &Prompt<'_>, keep: &mut dyn FnMut(&Response)) -> Heard {
        self.take_back(&prompt.question);
        let mut field = PromptField::new(prompt);
        let mut unkept = 0;
        loop {
            self.draw(&mut field);
            let key = self.screen.read();
            match field.press(&key) {
                Pressed::Heard(Heard::Answer(answer)) => {
                    self.screen.answered();
                    self.leave_answer(prompt, &answer);
                    return Heard::Answer(answer);
                }
                Pressed::Heard(heard) => {
                    self.screen.clear();
                    return heard;
                }
                Pressed::Editor => {
                    let text = field.editor.text().to_owned();
                    keep(&field.so_far());
                    match self.screen.lend(|| (self.edit)(&text)) {
                        Ok(text) => field.replace(text),
                        Err(why) => field.notice = Some(why),
                    }
                    unkept = MOST_UNKEPT;
                }
                Pressed::Changed => unkept += 1,
                Pressed::Seen => {}
            }
            let is_quiet = matches!(key, KeyPress::Pause | KeyPress::Suspend);
            if unkept >= MOST_UNKEPT || (unkept > 0 && is_quiet) {
                keep(&field.so_far());
                unkept = 0;
            }
            match key {
                KeyPress::Resize => self.screen.resized(),
                KeyPress::Suspend => self.screen.suspend(),
                _ => {}
            }
        }
    }

    fn review(&mut self, shown: &Review<'_>) -> Reviewed {
        review(&mut self.screen, self.look, shown)
    }

    fn say(&mut self, text: &str) {
        let (columns, _) = self.screen.size();
        let width = columns.saturating_sub(1).clamp(11, 100);
        let lines = wrap(&visible(text), width, "", "");
        for line in lines.lines() {
            let row = self.look.paint(Tone::Quiet, line);
            self.screen.leave_row(&row);
        }
        self.behind.push(LeftRows {
            question: None,
            rows: lines.lines().count(),
        });
    }
}
