//! The conversation with somebody at a real (pseudo-)terminal: all of it, going
//! back, skipping, and being torn away at every question. Whatever happens, what
//! was typed is in the log or in a draft, and the terminal is as it was.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::support::{HIRELOG, Sandbox, files};
use memchr::memmem;
use rexpect::process::{PtyProcess, Signal, WaitStatus};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// No answer takes as long, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A person at a terminal of some size.
pub(crate) struct Desk {
    pub(crate) sandbox: Sandbox,
    pub(crate) columns: u16,
    pub(crate) rows: u16,
    environment: Vec<(&'static str, String)>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            sandbox: Sandbox::with_log(),
            columns: 80,
            rows: 24,
            environment: vec![("TERM", "xterm-256color".to_owned())],
        }
    }

    /// With a setting of the environment.
    pub(crate) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// A command line of a shell.
    pub(crate) fn start(&self, line: &str) -> Talk {
        let Self { columns, rows, .. } = self;
        let mut command = self.sandbox.command("sh");
        command
            .args(["-c", &format!("stty cols {columns} rows {rows}; {line}")])
            .stdin(Stdio::inherit())
            .env("hirelog", HIRELOG)
            .envs(self.environment.iter().cloned());
        Talk::new(command)
    }

    pub(crate) fn hirelog(&self, arguments: &str) -> Talk {
        self.start(&format!("exec \"$hirelog\" {arguments}"))
    }

    /// The one file of the log, as it was written.
    fn logged(&self) -> String {
        let logged = self.sandbox.logged();
        assert_eq!(logged.len(), 1, "{logged:?}");
        with_a_known_case(&fs::read_to_string(&logged[0]).unwrap())
    }

    fn draft(&self) -> String {
        let drafts = self.sandbox.drafts();
        assert_eq!(drafts.len(), 1, "{drafts:?}");
        let mode = fs::metadata(&drafts[0]).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads it");
        fs::read_to_string(&drafts[0]).unwrap()
    }
}

/// What a terminal shows, without the codes that colour and move.
#[derive(Default)]
struct Screen {
    bytes: Vec<u8>,
    plain: Vec<u8>,
    /// How far the next byte is into a code.
    code: Code,
    is_closed: bool,
}

#[derive(Default)]
enum Code {
    #[default]
    None,
    Begun,
    Inside,
}

impl Screen {
    fn show(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        for &byte in bytes {
            self.code = match self.code {
                _ if byte == b'\x1b' => Code::Begun,
                Code::Begun => Code::Inside,
                Code::Inside if byte.is_ascii_alphabetic() => Code::None,
                Code::Inside => Code::Inside,
                Code::None => {
                    self.plain.push(byte);
                    Code::None
                }
            };
        }
    }
}

/// One program at the terminal.
pub(crate) struct Talk {
    process: PtyProcess,
    keyboard: fs::File,
    /// What is shown, and a bell whenever that changes.
    screen: Arc<(Mutex<Screen>, Condvar)>,
    /// How much of what was shown has been read.
    seen: usize,
    /// Keys pressed so far.
    keys: usize,
}

impl Talk {
    pub(crate) fn new(command: Command) -> Self {
        let mut process = PtyProcess::new(command).unwrap();
        // A shell takes no notice of being asked to end.
        process.set_kill_timeout(Some(0));
        let mut output = process.get_file_handle().unwrap();
        let screen = Arc::<(Mutex<Screen>, Condvar)>::default();
        let both = Arc::clone(&screen);
        thread::spawn(move || {
            let (screen, bell) = &*both;
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                screen.lock().unwrap().show(&bytes[..count]);
                bell.notify_all();
            }
            screen.lock().unwrap().is_closed = true;
            bell.notify_all();
        });
        let keyboard = process.get_file_handle().unwrap();
        Self {
            process,
            keyboard,
            screen,
            seen: 0,
            keys: 0,
        }
    }

    /// Waits for a text after what was seen so far.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        self.shown_until(text);
        self
    }

    /// The same; what is shown before it.
    #[track_caller]
    pub(crate) fn shown_until(&mut self, text: &str) -> String {
        let find = |screen: &Screen| memmem::find(&screen.plain[self.seen..], text.as_bytes());
        let (screen, bell) = &*self.screen;
        let until = Instant::now() + PATIENCE;
        let mut screen = screen.lock().unwrap();
        let at = loop {
            match find(&screen) {
                Some(at) => break at,
                None if screen.is_closed || Instant::now() > until => {
                    let fresh = String::from_utf8_lossy(&screen.plain[self.seen..]).into_owned();
                    panic!("`{text}` does not appear; instead:\n{fresh}");
                }
                None => screen = bell.wait_timeout(screen, PATIENCE).unwrap().0,
            }
        };
        let before = &screen.plain[self.seen..self.seen + at];
        let before = String::from_utf8_lossy(before).into_owned();
        drop(screen);
        self.seen += at + text.len();
        before
    }

    /// The same of a text that may be wrapped anywhere.
    #[track_caller]
    fn see_wrapped(&mut self, text: &str) -> &mut Self {
        let is_drawn = |byte: &u8| !byte.is_ascii_whitespace();
        let text: Vec<u8> = text.bytes().filter(is_drawn).collect();
        let (screen, bell) = &*self.screen;
        let until = Instant::now() + PATIENCE;
        let mut screen = screen.lock().unwrap();
        loop {
            let fresh = screen.plain[self.seen..].iter().copied().enumerate();
            let (places, drawn): (Vec<usize>, Vec<u8>) =
                fresh.filter(|(_, byte)| is_drawn(byte)).unzip();
            if let Some(at) = memmem::find(&drawn, &text) {
                self.seen += places[at + text.len() - 1] + 1;
                break;
            }
            if screen.is_closed || Instant::now() > until {
                let text = String::from_utf8_lossy(&text).into_owned();
                let fresh = String::from_utf8_lossy(&screen.plain[self.seen..]).into_owned();
                panic!("`{text}` does not appear; instead:\n{fresh}");
            }
            screen = bell.wait_timeout(screen, PATIENCE).unwrap().0;
        }
        drop(screen);
        self
    }

    /// Waits until nothing has been drawn for a moment.
    fn settle(&self) {
        let (screen, bell) = &*self.screen;
        let mut screen = screen.lock().unwrap();
        loop {
            let drawn = screen.bytes.len();
            screen = bell
                .wait_timeout(screen, Duration::from_millis(100))
                .unwrap()
                .0;
            if screen.bytes.len() == drawn {
                return;
            }
        }
    }

    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        self.keys += keys.chars().count();
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// The same where it may have ended meanwhile.
    pub(crate) fn try_key(&mut self, key: &str) {
        self.keys += 1;
        // Nobody is there to read it.
        let _ = self.keyboard.write_all(key.as_bytes());
    }

    /// Everything that was shown, without the codes that colour and move.
    pub(crate) fn shown(&self) -> String {
        String::from_utf8_lossy(&self.screen.0.lock().unwrap().plain).into_owned()
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.screen.0.lock().unwrap().bytes.clone()
    }

    pub(crate) fn kill(&mut self, signal: Signal) {
        self.process.signal(signal).unwrap();
    }

    /// Waits for the end: the exit code, where it was not killed.
    #[track_caller]
    pub(crate) fn end(&mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.process.status() {
                Some(WaitStatus::Exited(_, code)) => {
                    self.hear_last_words();
                    let shown = self.shown();
                    assert!(!shown.contains("panicked"), "{shown}");
                    return Some(code);
                }
                Some(WaitStatus::Signaled(..)) => return None,
                _ => thread::sleep(Duration::from_millis(2)),
            }
            assert!(Instant::now() < until, "it does not end:\n{}", self.shown());
        }
    }

    /// What was written before the end is shown after it; a process that was left
    /// behind at the terminal is not waited for.
    fn hear_last_words(&self) {
        let (screen, bell) = &*self.screen;
        let is_open = |screen: &mut Screen| !screen.is_closed;
        let patience = Duration::from_millis(500);
        let heard = bell.wait_timeout_while(screen.lock().unwrap(), patience, is_open);
        drop(heard.unwrap());
    }

    /// Whether the keyboard echoes again and lines are lines.
    pub(crate) fn is_restored(&self) -> bool {
        let text = String::from_utf8_lossy(&self.bytes()).into_owned();
        let last = |on: &str, off: &str| text.rfind(on) > text.rfind(off);
        let pasting = !text.contains("\u{1b}[?2004h") || last("\u{1b}[?2004l", "\u{1b}[?2004h");
        let cursor = !text.contains("\u{1b}[?25l") || last("\u{1b}[?25h", "\u{1b}[?25l");
        pasting && cursor
    }
}

/// A question by some of its words, what is typed first, and what is typed then.
type Move = (&'static str, &'static str, &'static str);

/// A whole post-mortem, with one of the others' parts.
const WHOLE: [Move; 16] = [
    ("How did it end?", "", "2\r"),
    // No beginning of "today", which stands there before anything is typed.
    ("When was that?", "2026-11-", "20\r"),
    ("How far did it get?", "", "\r"),
    ("What was the role?", "Staff", " Engineer\r"),
    ("in one line?", "Chose a public", " company.\r"),
    ("Was it a match", "", "4\r"),
    ("mattered to them?", "2\r", "ben\r\r"),
    ("What did we lead with?", "equ\r", "\r"),
    ("Who is writing?", "", "1\r"),
    (
        "What is yours to own",
        "I led with \"equity\"",
        " at every turn.\r",
    ),
    ("Which ball was dropped?", "didnt", " listen\r\r"),
    (
        "What will you do next time",
        "Ask on Monday",
        " in the first call.\r",
    ),
    ("And the others?", "", "1\r"),
    ("in the candidate's hands", "They had not", " said so.\r"),
    (
        "Which ball was the candidate's?",
        "priorities-not-stated\r",
        "\r",
    ),
    ("What will the candidate do next time?", "", "\r"),
];

const EXPECTED: &str = r#"schema = 1
date = 2026-11-20
outcome = "offer-declined"
stage = "offer"
role = "Staff Engineer"
team = ""
case = "c-7f3k"
tldr = "Chose a public company."
fit = "unsure"
wanted = ["equity", "benefits"]
pitched = ["equity"]

# Where can the hiring manager take responsibility?
[manager]
by = "manager"
owned = 'I led with "equity" at every turn.'
dropped = ["priorities-not-heard"]
next = "Ask on Monday in the first call."
promised = 2026-11-20

# Where can the candidate take responsibility?
[candidate]
by = "manager"
owned = "They had not said so."
dropped = ["priorities-not-stated"]
next = ""

# Where can the recruiter take responsibility?
[recruiter]
by = ""
owned = ""
# dropped = [] # the balls this party dropped; [] says none
next = ""
"#;

/// In place of the reference that nobody can foretell.
fn with_a_known_case(text: &str) -> String {
    let Some((before, after)) = text.split_once("case = \"c-") else {
        return text.to_owned();
    };
    format!("{before}case = \"c-7f3k{}", after.get(4..).unwrap())
}

fn play(talk: &mut Talk, moves: &[Move]) {
    for (question, first, then) in moves {
        talk.see_wrapped(question).keys(first);
        if !first.is_empty() {
            // What comes at once is one text.
            talk.see_wrapped(&drawn(first));
        }
        talk.keys(then);
    }
}

#[test]
fn a_whole_conversation_becomes_the_file_it_was_about() {
    for columns in [80, 50, 20] {
        let desk = Desk {
            columns,
            ..Desk::new()
        };
        let mut talk = desk.hirelog("new --as manager");
        let moves: Vec<Move> = WHOLE
            .into_iter()
            .filter(|(question, ..)| *question != "Who is writing?")
            .collect();
        play(&mut talk, &moves);
        assert_eq!(talk.end(), Some(0), "{}", talk.shown());
        assert!(talk.is_restored());
        assert_eq!(desk.logged(), EXPECTED, "at {columns} columns");
        assert_eq!(desk.sandbox.drafts().len(), 0, "it is in the log now");
        if columns == 80 {
            let shown = talk.shown();
            assert!(
                shown.contains("\nlogs/2026/2026-11-20-staff-engineer-"),
                "{shown}"
            );
            assert!(
                shown.contains("hirelog ask") && shown.contains(" --as recruiter"),
                "{shown}"
            );
        }
    }
}

/// Keys of one burst never answer two questions: not a key that bounced, not what was
/// typed ahead, and not the lines of a paste that the terminal does not mark.
#[test]
fn what_arrives_at_once_answers_one_question() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new --as manager");
    talk.see("How did it end?").keys("2\r\r\r");
    talk.see("When was that?").settle();
    talk.keys("\r\r");
    talk.see("How far did it get?").settle();
    talk.keys("\r\rSRE\r");
    // Words typed ahead stand there; the Enter behind them was not meant for it.
    talk.see("What was the role?").see("> SRE").keys("\r\r");
    talk.see("in one line?").keys("one\rtwo\rthree\r");
    talk.see("> one two three").settle();
    talk.keys("\r");
    // A question that is not asked here, meant for another.
    talk.see("Was it a match").keys("4");
    talk.see("> 4").see("Enter takes unsure").keys("01k");
    talk.see("> 401k").keys("\r");
    talk.see("nothing here is plainly \"401k\"")
        .keys("\u{15}4\r");
    talk.see("mattered to them?").keys("401k");
    talk.see("Enter picks benefits").keys("\u{15}\r");
    talk.see("What did we lead with?").keys("\r");
    let lines = "I led with equity.\rThey asked twice.\rThen I moved on.\r";
    talk.see("What is yours to own").keys(lines);
    talk.see("Then I moved on.").settle();
    talk.keys("\r");
    talk.see("Which ball was dropped?").settle();
    talk.keys("\r");
    talk.see("What will you do next time").keys("\r");
    talk.see("And the others?").keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    for said in [
        "outcome = \"offer-declined\"",
        "stage = \"offer\"",
        "role = \"SRE\"",
        "tldr = \"one two three\"",
        "fit = \"unsure\"",
        "wanted = []",
        "owned = \"\"\"\nI led with equity.\nThey asked twice.\nThen I moved on.\n\"\"\"",
    ] {
        assert!(logged.contains(said), "{said} is not in\n{logged}");
    }
}

#[test]
fn standard_output_has_the_path_and_nothing_else() {
    let desk = Desk::new();
    let mut talk = desk.start("path=$(\"$hirelog\" new); echo \"<$path>\"");
    play(&mut talk, &WHOLE);
    talk.see("<logs/2026/2026-11-20-staff-engineer-")
        .see(".toml>");
    assert_eq!(talk.end(), Some(0));
}

#[test]
fn enter_all_the_way_is_a_post_mortem_too() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new");
    for (question, ..) in &WHOLE[..=10] {
        talk.see(question).keys("\r");
    }
    talk.see("And the others?").keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    assert!(
        logged.contains("outcome = \"offer-declined\"\nstage = \"offer\"\nrole = \"\"\n"),
        "{logged}"
    );
    assert!(logged.contains("\ncase = \"c-"), "a fresh one: {logged}");
    let shown = talk.shown();
    assert!(shown.contains("note: the case is called c-"), "{shown}");
    assert!(
        logged.contains("[manager]\nby = \"\"\nowned = \"\"\n"),
        "{logged}"
    );
}

#[test]
fn escape_goes_back_with_the_earlier_answer_still_there() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE[..10]);
    talk.see("Which ball was dropped?").keys("half");
    talk.see("> half").keys("\u{1b}");
    talk.see("> I led with \"equity\" at every turn.")
        .keys("\u{1b}");
    for question in [
        "Who is writing?",
        "What did we lead with?",
        "mattered to them?",
    ] {
        talk.see(question).keys("\u{1b}");
    }
    talk.see("Was it a match").keys("1\r");
    talk.see("mattered to them?")
        .see("1 equity  2 benefits")
        .keys("\r");
    talk.see("What did we lead with?")
        .see("1 equity")
        .keys("\r");
    talk.see("Who is writing?").keys("\r");
    talk.see("I led with \"equity\" at every turn.")
        .keys(" Twice.\r");
    talk.see("Which ball was dropped?")
        .see("> half")
        .keys("\u{15}\r");
    talk.see("What will you do next time").keys("\r");
    talk.see("And the others?").keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    assert!(logged.contains("fit = \"match\""), "{logged}");
    assert!(logged.contains("at every turn. Twice.'"), "{logged}");
}

/// What a question shows once these keys were taken.
fn drawn(keys: &str) -> String {
    match keys {
        "2\r" | "equ\r" => "1 equity".to_owned(),
        "priorities-not-stated\r" => "1 priorities-not-stated".to_owned(),
        keys => format!("> {}", keys.trim_end()),
    }
}

/// Every question, and some that differ: a line, a choice of several, and the last. The
/// other ways to be torn away take the first one, sentences and balls.
const EVERY: [usize; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const SOME: [usize; 3] = [2, 6, 15];

/// Torn away at each question with something half-typed, then resumed. A person
/// waits more than the program works, so several sit at terminals at once.
fn torn_away_at(questions: &[usize], how: impl Fn(&mut Talk) -> Option<i32> + Sync) {
    thread::scope(|scope| {
        for part in questions.chunks(questions.len().div_ceil(4)) {
            scope.spawn(|| part.iter().for_each(|&at| torn_away(at, &how)));
        }
    });
}

fn torn_away(at: usize, how: impl Fn(&mut Talk) -> Option<i32>) {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE[..at]);
    let (question, first, then) = WHOLE[at];
    talk.see(question).keys(first);
    if !first.is_empty() {
        // Drawn with what was typed: it was taken.
        talk.see(&drawn(first));
    }
    let code = how(&mut talk);
    let shown = talk.shown();
    assert_eq!(desk.sandbox.logged().len(), 0, "{question}: {shown}");
    if at == 0 {
        assert_eq!(desk.sandbox.drafts().len(), 0, "nothing was said yet");
        assert!(code.is_none_or(|code| code == 130), "{shown}");
        let mut talk = desk.hirelog("new --resume");
        talk.see("there is nothing unfinished for this log");
        assert_eq!(talk.end(), Some(2));
        return;
    }
    let draft = desk.draft();
    if let Some(code) = code {
        assert_eq!(code, 130, "{question}: {shown}");
        assert!(talk.is_restored(), "{question}: {shown:?}");
        let said: String = shown.split_whitespace().collect();
        let path = desk.sandbox.drafts()[0].to_str().unwrap().to_owned();
        assert!(said.contains(&path), "{question}: {shown}");
        assert!(said.contains("hirelognew--resume"), "{question}: {shown}");
    }
    let mut talk = desk.hirelog("new --resume");
    talk.see(question);
    if !first.is_empty() {
        talk.see(&drawn(first));
    }
    talk.keys(then);
    play(&mut talk, &WHOLE[at + 1..]);
    assert_eq!(talk.end(), Some(0), "{question}: {}\n{draft}", talk.shown());
    assert_eq!(desk.logged(), EXPECTED, "{question}\n{draft}");
    assert_eq!(desk.sandbox.drafts().len(), 0, "{question}");
}

fn control_c(talk: &mut Talk) -> Option<i32> {
    talk.keys("\u{3}").end()
}

fn told_to_end(talk: &mut Talk) -> Option<i32> {
    talk.kill(Signal::SIGTERM);
    talk.end()
}

fn hung_up(talk: &mut Talk) -> Option<i32> {
    talk.kill(Signal::SIGHUP);
    talk.end()
}

/// A draft is written in every pause; this is one, and a long one for a program.
fn killed_after_a_moment(talk: &mut Talk) -> Option<i32> {
    thread::sleep(Duration::from_millis(700));
    talk.kill(Signal::SIGKILL);
    talk.end()
}

#[test]
fn control_c_loses_nothing() {
    torn_away_at(&SOME, control_c);
}

#[test]
fn being_told_to_end_loses_nothing() {
    torn_away_at(&[0, 9], told_to_end);
}

#[test]
fn being_killed_loses_nothing_that_had_a_moment() {
    torn_away_at(&[2, 10], killed_after_a_moment);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn being_torn_away_at_any_question_loses_nothing() {
    torn_away_at(&EVERY, control_c);
    torn_away_at(&EVERY, told_to_end);
    torn_away_at(&EVERY, killed_after_a_moment);
    torn_away_at(&[9, 10, 11], hung_up);
}

#[test]
fn a_closed_terminal_loses_nothing() {
    torn_away_at(&[9], hung_up);
}

#[test]
fn the_next_new_offers_what_was_left() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE[..3]);
    talk.see("What was the role?").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
    // Afresh, and left too; the first one is still there.
    let mut talk = desk.hirelog("new");
    // Nothing comes before it, so Esc takes back what is typed; and leaving says what is kept.
    talk.see("You left one unfinished")
        .see("throw it away")
        .keys("x\u{1b}");
    talk.see("Go on with it?").keys("\u{3}");
    talk.see("what you typed is in")
        .see("go on with it: hirelog new --resume");
    assert_eq!(talk.end(), Some(130));
    let mut talk = desk.hirelog("new");
    talk.see("You left one unfinished").keys("2\r");
    talk.see("How did it end?").keys("3\r");
    talk.see("When was that?").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
    assert_eq!(desk.sandbox.drafts().len(), 2);
    // The later of two is thrown away; then the other is there to go on with.
    let mut talk = desk.hirelog("new");
    talk.see("You left one unfinished")
        .see("withdrew")
        .keys("3\r");
    talk.see("How did it end?").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
    assert_eq!(desk.sandbox.drafts().len(), 1);
    let mut talk = desk.hirelog("new --resume");
    talk.see("What was the role?");
    talk.keys(WHOLE[3].1).keys(WHOLE[3].2);
    play(&mut talk, &WHOLE[4..]);
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(desk.logged(), EXPECTED);
    assert_eq!(desk.sandbox.drafts().len(), 0);
    // A draft is of one log, and says which.
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE[..2]);
    talk.see("How far did it get?").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
    desk.sandbox.hirelog(["init", "other"]).ok();
    let mut talk = desk.hirelog("-C other new --resume");
    talk.see("there is nothing unfinished for this log");
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    let mut talk = desk.hirelog("-C other new");
    talk.see("How did it end?").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
}

#[test]
fn plain_lines_ask_the_same_and_draw_nothing_over() {
    plain_lines_where(&[("TERM", "dumb")]);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn plain_lines_are_to_be_had_by_either_name() {
    plain_lines_where(&[("HIRELOG_PLAIN", "1"), ("ACCESSIBLE", "1")]);
}

fn plain_lines_where(variables: &[(&'static str, &str)]) {
    for &(name, value) in variables {
        let desk = Desk::new().set(name, value);
        let mut talk = desk.hirelog("new");
        talk.see("How did it end?")
            .see("number or word")
            .keys("2\n");
        talk.see("When was that?").see("[today] >").keys("today\n");
        talk.see("How far did it get?").see("[5 offer]:").keys("\n");
        talk.see("What was the role?")
            .see(">")
            .keys("Staff Engineer\n");
        talk.see("in one line?").see(">").keys("Chose\n");
        talk.see("match at all?").see("]:").keys("<\n");
        talk.see("[Chose] >").keys("Chose a public company.\n");
        talk.see("match at all?").see("]:").keys("unsure\n");
        talk.see("mattered to them?")
            .see("):")
            .keys("2 3\n")
            .see("picked")
            .see("):")
            .keys("\n");
        talk.see("lead with?")
            .see("):")
            .keys("equity\n")
            .see("picked")
            .see("):")
            .keys("\n");
        talk.see("Who is writing?").see("]:").keys("manager\n");
        talk.see("yours to own")
            .see("> ")
            .keys("I led with \"equity\" at every turn.\n");
        talk.see("(Enter ends it) >").keys("\n");
        talk.see("Which ball")
            .see("):")
            .keys("didnt listen\n")
            .see("1 priorities-not-heard");
        talk.see("):")
            .keys("1\n")
            .see("picked")
            .see("):")
            .keys("\n");
        talk.see("next time")
            .see("> ")
            .keys("Ask on Monday in the first call.\n");
        talk.see("(Enter ends it) >").keys("\u{3}");
        assert_eq!(talk.end(), Some(130), "{}", talk.shown());
        assert!(desk.draft().contains("Ask on Monday"), "{}", desk.draft());
        let mut talk = desk.hirelog("new --resume");
        talk.see("next time")
            .see("| Ask on Monday")
            .see("> ")
            .keys("\n");
        talk.see("And the others?").see("]:").keys("\n");
        assert_eq!(talk.end(), Some(0), "{}", talk.shown());
        let logged = desk.logged();
        let (manager, _) = EXPECTED.split_once("\n# Where can the candidate").unwrap();
        assert!(logged.starts_with(manager), "{logged}");
        let bytes = talk.bytes();
        let moves = bytes
            .windows(2)
            .any(|two| two == b"\x1b[" && name == "TERM");
        assert!(!moves, "{}", String::from_utf8_lossy(&bytes));
        let text = String::from_utf8_lossy(&bytes);
        for code in ["\u{1b}[?", "\u{1b}[A", "\u{1b}[J", "\u{1b}[1A", "\u{1b}[K"] {
            assert!(!text.contains(code), "{text:?}");
        }
    }
}

#[test]
fn without_colour_and_unicode_everything_is_still_said() {
    let desk = Desk::new().set("NO_COLOR", "1").set("LC_ALL", "C");
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE);
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(desk.logged(), EXPECTED);
    let bytes = talk.bytes();
    assert!(bytes.is_ascii(), "{}", String::from_utf8_lossy(&bytes));
    let text = String::from_utf8(bytes).unwrap();
    let colours = text.split("\u{1b}[").skip(1).filter(|code| {
        let end = code.find(|one: char| one.is_ascii_alphabetic());
        end.is_some_and(|end| code[end..].starts_with('m'))
    });
    assert_eq!(colours.count(), 0, "{text:?}");
}

#[test]
fn a_log_that_goes_away_meanwhile_leaves_the_draft() {
    let desk = Desk::new();
    let mut talk = desk.hirelog("new");
    play(&mut talk, &WHOLE[..15]);
    // Root may write anywhere, so the folder becomes a file.
    let logs = desk.sandbox.path("work/logs");
    fs::remove_dir_all(&logs).unwrap();
    fs::write(&logs, "").unwrap();
    play(&mut talk, &WHOLE[15..]);
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    let shown = talk.shown();
    assert!(shown.contains("hirelog new --resume"), "{shown}");
    assert!(desk.draft().contains("I led with"), "{}", desk.draft());
    // Before the first question the same is no loss at all.
    let mut talk = desk.hirelog("new");
    talk.see("error: could not list");
    assert_eq!(talk.end(), Some(2));
    fs::remove_file(&logs).unwrap();
    let mut talk = desk.hirelog("new --resume");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(desk.logged(), EXPECTED, "all was said already");
    assert_eq!(desk.sandbox.drafts().len(), 0);
}

#[test]
fn a_full_disk_is_said_once_and_loses_nothing() {
    let desk = Desk::new();
    // No file may hold a byte, and nobody dies of trying.
    let mut talk = desk.start("trap '' XFSZ; ulimit -f 0; exec \"$hirelog\" new");
    let moves = WHOLE.len() - 1;
    play(&mut talk, &WHOLE[..moves]);
    talk.see(WHOLE[moves].0).keys(WHOLE[moves].2);
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    let shown = talk.shown().replace("\r\n", "\n");
    assert_eq!(shown.matches("no draft can be kept").count(), 1, "{shown}");
    assert!(shown.contains("nothing else holds it"), "{shown}");
    assert!(
        with_a_known_case(&shown).contains(EXPECTED),
        "all of it is on the screen: {shown}"
    );
    assert_eq!(desk.sandbox.logged().len(), 0);
}

#[test]
fn long_text_goes_to_the_editor_and_comes_back() {
    let mut desk = Desk::new();
    let editor = desk
        .sandbox
        .script("editor", "printf ' And more,\\nin lines.\\n' >> \"$1\"");
    desk = desk.set("HIRELOG_EDITOR", editor);
    let mut talk = desk.hirelog("new --as manager");
    play(&mut talk, &WHOLE[..8]);
    talk.see("What is yours to own").keys("I led.");
    talk.see("> I led.").keys("\u{f}");
    talk.see("And more,").keys(" Yes.\r");
    talk.see("Which ball").keys("\r");
    talk.see("next time").keys("\r");
    talk.see("And the others?").keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    assert!(
        logged.contains("owned = \"\"\"\nI led. And more,\nin lines. Yes.\n\"\"\"\n"),
        "{logged}"
    );
    let left = files(&desk.sandbox.path("state"));
    assert_eq!(left.len(), 0, "{left:?}");
}

#[test]
fn what_the_editor_was_left_with_is_there_when_it_is_killed() {
    let mut desk = Desk::new();
    let script = "printf ' And more.' >> \"$1\"; echo READY; sleep 60";
    let editor = desk.sandbox.script("editor", script);
    desk = desk.set("HIRELOG_EDITOR", editor);
    let mut talk = desk.hirelog("new --as manager");
    play(&mut talk, &WHOLE[..8]);
    talk.see("What is yours to own").keys("I led.");
    talk.see("> I led.").keys("\u{f}");
    talk.see("READY").kill(Signal::SIGKILL);
    assert_eq!(talk.end(), None);
    let mut talk = desk.hirelog("new --resume");
    talk.see("> I led. And more.").keys("\r");
    talk.see("Which ball").keys("\u{3}");
    assert_eq!(talk.end(), Some(130));
}

#[test]
fn what_flags_say_is_not_asked() {
    let desk = Desk::new();
    let mut talk = desk.hirelog(
        "new --stage offer --role 'Staff Engineer' --case c-7f3k --wanted equity,benefits --pitched equity --as manager --owned 'I led with \"equity\" at every turn.'",
    );
    for at in [0, 1, 4, 5, 10, 11, 12, 13, 14, 15] {
        play(&mut talk, &WHOLE[at..=at]);
    }
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(desk.logged(), EXPECTED);
}

/// A log with one post-mortem that says something of everything.
fn edited() -> (Desk, String) {
    let desk = Desk::new();
    let text = EXPECTED
        .replace(
            "next = \"Ask on Monday in the first call.\"\npromised = 2026-11-20\n",
            "next = \"\"   # nothing yet\n",
        )
        .replace("schema = 1\n", "# by hand\nschema = 1\nours = true\n");
    desk.sandbox
        .put("work/logs/2026/2026-11-20-staff-engineer-k7f3q.toml", &text);
    (desk, text)
}

#[test]
fn an_edit_asks_about_one_section_and_changes_no_other_byte() {
    for (arguments, first) in [
        ("edit k7f3q --as recruiter", None),
        ("edit @latest", Some("3\r")),
    ] {
        let (desk, text) = edited();
        let mut talk = desk.hirelog(arguments);
        if let Some(first) = first {
            talk.see("Who is writing?").keys(first);
            talk.see("Whose part is it?")
                .see("Enter takes recruiter")
                .keys("\r");
        }
        talk.see("yours to own").keys("The brief was an old one.\r");
        talk.see("Which ball").keys("\u{1b}[B");
        talk.see("the other side of priorities-not-heard");
        talk.keys("relayed\r\r");
        talk.see("next time")
            .keys("Read the brief back before each loop.\r");
        talk.see("changed logs/2026/2026-11-20-staff-engineer-k7f3q.toml");
        assert_eq!(talk.end(), Some(0), "{}", talk.shown());
        let (kept, section) = text.rsplit_once("[recruiter]").unwrap();
        let section = section
            .replace("by = \"\"", "by = \"recruiter\"")
            .replace("owned = \"\"", "owned = \"The brief was an old one.\"")
            .replace(
                "# dropped = [] # the balls this party dropped; [] says none",
                "dropped = [\"priorities-not-relayed\"]",
            )
            .replace(
                "next = \"\"\n",
                "next = \"Read the brief back before each loop.\"\npromised = 2026-11-20\n",
            );
        assert_eq!(desk.logged(), format!("{kept}[recruiter]{section}"));
    }
}

#[test]
fn a_conversation_commits_its_one_file_where_asked_to() {
    let (desk, _) = edited();
    let git = |arguments: &[&str]| {
        let mut command = desk.sandbox.command("git");
        let command = command
            .arg("-c")
            .arg("commit.gpgsign=false")
            .args(arguments);
        desk.sandbox
            .run(command.current_dir(desk.sandbox.path("work")))
            .ok()
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-q", "-m", "Before"]);
    desk.sandbox
        .put("work/staged.txt", "staged, and somebody else's business");
    git(&["add", "staged.txt"]);
    let mut talk = desk.hirelog("edit k7f3q --as recruiter --commit");
    talk.see("yours to own").keys("The brief was an old one.\r");
    talk.see("Which ball").keys("\r");
    talk.see("next time")
        .keys("Read the brief back before each loop.\r");
    talk.see("committed: Edit post-mortem k7f3q: recruiter's section");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let mut talk = desk.hirelog("new --commit --stage offer --role Clerk --as manager");
    for question in [
        "How did it end?",
        "When was that?",
        "in one line?",
        "a match",
        "mattered",
        "lead with?",
    ] {
        talk.see(question).keys("\r");
    }
    talk.see("yours to own").keys("\r");
    talk.see("Which ball").keys("\r");
    talk.see("And the others?").keys("\r");
    talk.see("committed: Add post-mortem");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let status = git(&["status", "--short"]);
    assert_eq!(status.trim(), "A  staged.txt");
    assert_eq!(git(&["rev-list", "--count", "HEAD"]).trim(), "3");
}

#[test]
fn an_edit_shows_what_is_there_and_enter_keeps_it() {
    let (desk, text) = edited();
    let mut talk = desk.hirelog("edit k7f3q --as manager");
    talk.see("> I led with \"equity\" at every turn.")
        .keys("\r");
    talk.see("Which ball")
        .see("1 priorities-not-heard")
        .keys("\r");
    talk.see("next time").keys("\r");
    talk.see("says so already");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    assert_eq!(desk.logged(), text);
    assert_eq!(desk.sandbox.drafts().len(), 0);
}

#[test]
fn an_edit_that_was_left_is_offered_and_gives_way_to_somebody_elses() {
    let (desk, text) = edited();
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("yours to own").keys("The brief was old.\r");
    talk.see("Which ball")
        .keys("half")
        .see("> half")
        .keys("\u{3}");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    assert!(
        talk.shown().contains("hirelog edit k7f3q"),
        "{}",
        talk.shown()
    );
    assert_eq!(desk.logged(), text);
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("You left one unfinished").keys("\r");
    talk.see("Which ball").see("> half").keys("\u{15}\r");
    talk.see("next time");
    desk.sandbox
        .hirelog(["edit", "k7f3q", "--as", "recruiter", "--owned", "Mine."])
        .ok();
    talk.keys("Read the brief back before each loop.\r");
    talk.see("changed by somebody else");
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    assert!(desk.logged().contains("owned = \"Mine.\""));
    assert!(desk.draft().contains("The brief was old."), "it is kept");
}

/// Whoever names a party is asked about that party's section; the draft of another waits
/// until it is asked for, and is offered with its party.
#[test]
fn a_draft_of_one_section_is_not_gone_on_with_for_another() {
    let (desk, _) = edited();
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("yours to own").keys("The brief was old.\r");
    talk.see("Which ball").keys("\u{3}");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
    let mut talk = desk.hirelog("edit k7f3q --as manager");
    talk.see("yours to own").keys("\u{3}");
    talk.end();
    assert!(!talk.shown().contains("unfinished"), "{}", talk.shown());
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("You left one unfinished")
        .see("recruiter's part of");
    talk.keys("\r").see("Which ball").keys("\u{3}");
    assert_eq!(talk.end(), Some(130), "{}", talk.shown());
}

/// A draft as hirelog 0.1 left it, in the place of drafts.
fn left(desk: &Desk, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts");
    let draft = fs::read_to_string(folder.join(name)).unwrap();
    let log = fs::canonicalize(desk.sandbox.path("work")).unwrap();
    let draft = draft.replace("[LOG]", log.to_str().unwrap());
    let path = desk
        .sandbox
        .put(&format!("state/hirelog/drafts/{name}"), draft);
    fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
}

#[test]
fn a_draft_of_0_1_goes_on() {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    left(&desk, "new-0.1.toml");
    let mut talk = desk.hirelog("new --resume");
    talk.see("Which ball").see("picked: priorities-not-heard");
    talk.see("Enter goes on").keys("\n");
    talk.see("next time").keys("Ask first.\n");
    talk.see("ends it) >").keys("\n");
    talk.see("And the others?").keys("\n");
    talk.see("saved ");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    for said in [
        "owned = 'I led with \"equity\" at every turn.'",
        "dropped = [\"priorities-not-heard\"]",
        "next = \"Ask first.\"",
    ] {
        assert!(logged.contains(said), "{said} is not in\n{logged}");
    }
    assert_eq!(desk.sandbox.drafts().len(), 0);
    let (desk, text) = edited();
    // As 0.1 wrote it, too.
    let text = text.replace(
        "# dropped = [] # the balls this party dropped; [] says none",
        "dropped = []",
    );
    desk.sandbox
        .put("work/logs/2026/2026-11-20-staff-engineer-k7f3q.toml", &text);
    let desk = desk.set("HIRELOG_PLAIN", "1");
    left(&desk, "edit-0.1.toml");
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("You left one unfinished").keys("\n");
    talk.see("Which ball").keys("\n");
    talk.see("next time").keys("\n");
    talk.see("changed ");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let (kept, _) = text.rsplit_once("[recruiter]").unwrap();
    let logged = desk.logged();
    assert!(logged.starts_with(kept), "{logged}");
    assert!(
        logged.contains("owned = \"The brief was old.\""),
        "{logged}"
    );
    assert_eq!(desk.sandbox.drafts().len(), 0);
}

#[test]
fn a_word_that_no_count_knows_is_not_saved_and_the_draft_stays() {
    let desk = Desk::new().set("HIRELOG_PLAIN", "1");
    left(&desk, "new-0.1-unknown-outcome.toml");
    let mut talk = desk.hirelog("new --resume");
    talk.see("this cannot be saved yet")
        .see("there is no outcome \"moonwalked\"")
        .see("what you typed is in");
    assert_eq!(talk.end(), Some(2), "{}", talk.shown());
    assert_eq!(desk.sandbox.logged().len(), 0);
    assert!(desk.draft().contains("I led with"), "{}", desk.draft());
}

#[test]
fn a_new_word_is_written_and_the_note_says_how_to_declare_it() {
    let (desk, _) = edited();
    let mut talk = desk.hirelog("edit k7f3q --as manager");
    talk.see("yours to own").keys("\r");
    // The nearest is named; Enter adds the new word, as the last row says.
    talk.see("Which ball").keys("priorities not herd");
    talk.see("> + priorities-not-herd")
        .see("did you mean priorities-not-heard?")
        .see("Enter adds priorities-not-herd")
        .keys("\r");
    talk.see("2 priorities-not-herd").keys("\r");
    talk.see("next time").keys("\r");
    talk.see("priorities-not-herd is new to the vocabulary");
    talk.see("[[dropped_ball]]")
        .see("slug = \"priorities-not-herd\"")
        .see("party = \"manager\"");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    assert!(
        logged.contains("dropped = [\"priorities-not-heard\", \"priorities-not-herd\"]"),
        "{logged}"
    );
}

#[test]
fn blame_gets_one_quiet_line_and_is_kept() {
    let (desk, _) = edited();
    let mut talk = desk.hirelog("edit k7f3q --as recruiter");
    talk.see("yours to own")
        .keys("They failed to tell us what they wanted.\r");
    talk.see("(Enter keeps it)").see("> They failed").keys("\r");
    talk.see("Which ball").keys("\r");
    talk.see("next time").keys("Be more careful.\r");
    talk.see("What exactly will you do")
        .see("> Be more careful.")
        .keys("\r");
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let logged = desk.logged();
    assert!(
        logged.contains("owned = \"They failed to tell us what they wanted.\""),
        "{logged}"
    );
    assert!(logged.contains("next = \"Be more careful.\""), "{logged}");
}

#[test]
fn a_typical_post_mortem_takes_few_keys_besides_its_sentences() {
    let desk = Desk::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in files(&examples.join("logs")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        desk.sandbox
            .put(&format!("work/logs/2026/{name}"), fs::read(&file).unwrap());
    }
    desk.sandbox
        .put("config/hirelog/config.toml", "as = \"recruiter\"\n");
    let sentences = [
        "Took the other offer; cash and remote days mattered more.",
        "I heard in the screen that cash came first and did not put it in the brief. I sent the prep doc an hour before the call.",
        "Put the two priorities at the top of the brief before the first interview.",
    ];
    let mut talk = desk.hirelog("new");
    for (question, keys) in [
        ("How did it end?", "2\r"),
        ("When was that?", "\r"),
        ("How far did it get?", "\r"),
        ("What was the role?", "ba\t\r"),
        ("Which team?", "\r"),
        ("in one line?", sentences[0]),
        ("Was it a match", "\r1\r"),
        ("mattered to them?", "2,1,\r"),
        ("What did we lead with?", "1\r\r"),
        ("What is yours to own", sentences[1]),
        ("Which ball was dropped?", "\r\u{1b}[B\r\u{1b}[B\r\r"),
        ("What will you do next time", sentences[2]),
        ("Which of the balls is that about?", "\r1\r\r"),
        ("And the others?", "\r"),
    ] {
        // The Enter that ends a sentence stands before the next keys.
        let (ended, keys) = match keys.strip_prefix('\r') {
            Some(rest) if !rest.is_empty() => ("\r", rest),
            _ => ("", keys),
        };
        talk.keys(ended).see(question).keys(keys);
    }
    assert_eq!(talk.end(), Some(0), "{}", talk.shown());
    let added = desk.sandbox.logged().into_iter().find(|path| {
        path.to_str()
            .unwrap()
            .contains("2026-11-20-backend-engineer-")
    });
    let text = fs::read_to_string(added.unwrap()).unwrap();
    for said in [
        "team = \"routing\"",
        "priorities-not-relayed",
        "candidate-not-prepped",
    ] {
        assert!(text.contains(said), "{said} is not in\n{text}");
    }
    // An arrow is one key and three characters.
    let prose: usize = sentences.iter().map(|one| one.chars().count()).sum();
    let keys = talk.keys - prose - 2 * 2;
    assert!(
        text.contains("next_for = [\"priorities-not-relayed\"]"),
        "{text}"
    );
    // Two of them say which of two balls the promise is about.
    assert!(keys <= 31, "{keys} keys besides {prose} of prose");
}
