//! What a person says in a conversation, kept as a draft until it is in the log,
//! and found again. A draft that cannot be written stops nobody; it is said once.

use crate::context::{CAME_BACK_AT_ONCE, Departure, Edited, HAS_TO_WAIT};
use crate::interview::{InterviewState, Occasion, Response, Step};
use crate::log::{self, Draft, Resumption, Unfinished};
use crate::model::{Section, path_text};
use crate::session::Session;
use crate::talk::CommandLine;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Keeps one conversation.
pub struct Keeper<'s> {
    session: &'s Session<'s>,
    state_folder: Option<PathBuf>,
    /// The log it belongs to, by the one name its folder has.
    log: String,
    /// The post-mortem that is edited; empty for a new one.
    pub id: String,
    /// The command that goes on with it.
    resume: String,
    /// In an edit, what the sections said when it began.
    pub before: [Section; 3],
    draft: RefCell<Option<Draft>>,
    troubled: Cell<bool>,
}

/// A conversation that was left.
pub struct Left {
    pub draft: Draft,
    pub unfinished: Unfinished,
}

impl<'s> Keeper<'s> {
    pub fn new(session: &'s Session<'s>, root: &Path, id: &str, before: [Section; 3]) -> Self {
        let hirelog = session.command();
        let resume = match id {
            "" => hirelog.then("new --resume"),
            id => hirelog.then("edit").word(id),
        };
        Self {
            before,
            ..Self::of_answers(session, root, id, &resume)
        }
    }

    /// Keeps answers that are about no post-mortem; `id` tells what else they are about.
    pub fn of_answers(
        session: &'s Session<'s>,
        root: &Path,
        id: &str,
        resume: &CommandLine,
    ) -> Self {
        let root = log::whole_path(&session.context.working_folder.join(root));
        Self {
            state_folder: session.context.folders.state.clone(),
            log: path_text(&root),
            id: id.to_owned(),
            resume: resume.to_string(),
            before: Default::default(),
            draft: RefCell::default(),
            troubled: Cell::default(),
            session,
        }
    }

    /// The drafts of this log and this post-mortem, the latest first.
    pub fn left(&self) -> Vec<Left> {
        let all = self.drafts(Unfinished::decode);
        let own = all.filter(|(_, unfinished)| self.is_ours(&unfinished.place));
        own.map(|(draft, unfinished)| Left { draft, unfinished })
            .collect()
    }

    fn is_ours(&self, place: &Resumption) -> bool {
        place.log == self.log && place.id == self.id
    }

    /// What drafts hold that can be read so, the latest first.
    fn drafts<T>(&self, read: fn(&str) -> Option<T>) -> impl Iterator<Item = (Draft, T)> {
        let drafts = self.state_folder.as_deref().map(Draft::all);
        let drafts = drafts.into_iter().flatten();
        drafts.filter_map(move |draft| {
            let held = read(&draft.read().ok()?)?;
            Some((draft, held))
        })
    }

    /// Goes on with a draft: where it was, with what was typed.
    pub fn adopt(&mut self, left: Left) -> InterviewState {
        let Unfinished { place, post_mortem } = left.unfinished;
        let step = |name: &String| Step::parse(name);
        let occasion = match self.id.as_str() {
            "" => Occasion::New,
            _ => Occasion::Section(place.party),
        };
        let mut state = InterviewState::new(
            occasion,
            post_mortem,
            place.writer,
            place.given.iter().filter_map(step).collect(),
        );
        state.at = match place.at.as_str() {
            "" => None,
            at => Step::parse(at).or(state.at),
        };
        state.now = place.now;
        for one in &place.nudged {
            let (name, words) = one.split_once(' ').unwrap_or((one, ""));
            if let Some(step) = Step::parse(name) {
                let said = state.nudged.entry(step).or_default();
                said.push(words.to_owned());
            }
        }
        state.nobody = place.nobody;
        for (name, typed) in place.typed {
            if let Some(step) = Step::parse(&name) {
                state.typed.insert(step, typed);
            }
        }
        if let (Some(text), Some(step)) = (left.draft.left_beside(), state.at) {
            state
                .typed
                .insert(step, Response::text(log::prose(&text).into_owned()));
        }
        if let (Some(party), Some(before)) = (place.party, place.before) {
            self.before[party.index()] = before;
        }
        *self.draft.borrow_mut() = Some(left.draft);
        state
    }

    /// Keeps where the conversation is; the first time that fails, why.
    pub fn keep(&self, state: &InterviewState) -> Option<String> {
        if state.post_mortem.outcome.is_empty() {
            return None; // nothing is answered yet
        }
        let unfinished = Unfinished {
            place: self.place(state),
            post_mortem: state.post_mortem.clone(),
        };
        self.keep_text(unfinished.encode())
    }

    /// Keeps answers that are about no post-mortem; the first time that fails, why.
    pub fn keep_answers(&self, typed: BTreeMap<String, Response>) -> Option<String> {
        let place = Resumption {
            log: self.log.clone(),
            id: self.id.clone(),
            resume: self.resume.clone(),
            typed,
            ..Resumption::default()
        };
        self.keep_text(Some(place.encode()))
    }

    /// The latest answers of this kind that were left in this log; from here on they are
    /// these.
    pub fn left_answers(&self) -> Option<BTreeMap<String, Response>> {
        let mut drafts = self.drafts(Resumption::decode);
        let (draft, place) = drafts.find(|(_, place)| self.is_ours(place))?;
        *self.draft.borrow_mut() = Some(draft);
        Some(place.typed)
    }

    fn keep_text(&self, text: Option<String>) -> Option<String> {
        let failed = self.try_to_keep(text).err()?;
        if self.troubled.replace(true) {
            return None;
        }
        Some(format!(
            "no draft can be kept ({failed}), so finish in one go"
        ))
    }

    fn try_to_keep(&self, text: Option<String>) -> Result<(), String> {
        let text = text.ok_or("these words cannot be written down")?;
        let folder = self.state_folder.as_deref();
        let folder = folder.ok_or("there is no folder for it; set XDG_STATE_HOME")?;
        let mut draft = self.draft.borrow_mut();
        let written = draft
            .as_ref()
            .is_some_and(|draft| draft.write(&text).is_ok());
        if !written {
            let name = if self.id.is_empty() { "new" } else { &self.id };
            let made = Draft::create(folder, name, &text);
            let made = made.map_err(|error| error.to_string())?;
            *draft = Some(made);
        }
        Ok(())
    }

    fn place(&self, state: &InterviewState) -> Resumption {
        let names = |steps: &mut dyn Iterator<Item = &Step>| steps.map(Step::to_string).collect();
        let party = match state.occasion {
            Occasion::New => None,
            Occasion::Section(party) => party,
        };
        Resumption {
            log: self.log.clone(),
            id: self.id.clone(),
            resume: self.resume.clone(),
            at: state.at.map(|at| at.to_string()).unwrap_or_default(),
            writer: state.writer,
            party,
            given: names(&mut state.given.iter()),
            now: state.now.clone(),
            nudged: { state.nudged.iter() }
                .flat_map(|(step, said)| said.iter().map(move |words| format!("{step} {words}")))
                .collect(),
            nobody: state.nobody,
            before: party.map(|party| self.before[party.index()].clone()),
            typed: { state.typed.iter() }
                .map(|(step, answer)| (step.to_string(), answer.clone()))
                .collect(),
        }
    }

    /// Opens a text in the person's editor, in a file beside the draft.
    ///
    /// # Errors
    /// A sentence for the person; the text stays as it is.
    pub fn edit(&self, text: &str, departure: &Departure) -> Result<String, String> {
        let draft = self.draft.borrow();
        let draft = draft.as_ref().ok_or("no file can be made for the editor")?;
        let said = |error: crate::error::Error| error.to_string();
        let beside = draft.beside(text).map_err(said)?;
        let context = self.session.context;
        let editor = context.editor(self.session.user.editor.as_deref());
        let edited = context.edit(&editor, &beside);
        if matches!(edited, Ok(Edited::Done | Edited::AtOnce)) {
            // Ctrl-C in the editor was for the editor.
            departure.forget_control_c();
        }
        let left = draft
            .left_beside()
            .map(|text| log::prose(&text).into_owned());
        match (edited, left) {
            (Ok(Edited::Failed), _) => {
                Err("the editor reported an error; this is as it was".to_owned())
            }
            (Ok(Edited::AtOnce), Some(left)) if left == log::prose(text) => {
                Err(format!("{CAME_BACK_AT_ONCE}; {HAS_TO_WAIT}"))
            }
            (Ok(_), Some(left)) => Ok(left),
            (Ok(_), None) => Err("what the editor left cannot be read".to_owned()),
            (Err(error), _) => Err(said(error)),
        }
    }

    /// Where it is, and the command that goes on.
    pub fn hints(&self) -> Vec<String> {
        self.draft
            .borrow()
            .as_ref()
            .map_or(Vec::new(), |draft| self.hints_of(draft))
    }

    /// The same of a draft that was left before.
    pub fn hints_of(&self, draft: &Draft) -> Vec<String> {
        let path = path_text(&draft.path);
        vec![
            format!("what you typed is in {path}"),
            format!("go on with it: {}", self.resume),
        ]
    }

    /// Whether nothing is kept yet.
    pub fn is_fresh(&self) -> bool {
        self.draft.borrow().is_none()
    }

    /// It is in the log now, or not wanted.
    pub fn done(&self) {
        if let Some(draft) = self.draft.take() {
            draft.remove();
        }
    }
}
