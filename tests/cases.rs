//! Runs the cases: every `tests/cases/**/*.md` is one test, called after its path,
//! and the `console` blocks of README.md are one more.
//!
//! A case is a page of Markdown that says what it specifies. Its fenced blocks are
//! done in order, in a fresh folder of its own:
//!
//! - `sandbox examples` puts a copy of the example log there; `sandbox permissions`
//!   leaves the case out where permissions mean nothing, as for root; `sandbox unix` says
//!   what of the case no Windows has, and must be true of it;
//! - `file PATH` writes a file, below the home folder where PATH begins with `~/`.
//!   `file:crlf`, `file:bom` and `file:bare` (no newline at the end) say how, and
//!   `file:hex` takes bytes;
//! - `console` holds lines `$ COMMAND` for a shell (`> ` continues one), each followed by
//!   what it prints: standard output as it is, lines of standard error behind `! `, and
//!   `? N` where the status is not 0. Control characters appear as pictures (`␛`).
//!
//! In what is expected, `[..]` stands for anything within a line, `...` for any
//! lines, `[SANDBOX]` and `[HOME]` for the folders, and `[ID1]`, `[ID2]` for fresh
//! ids in the order in which they appear; commands may name those too.
//!
//! `cargo test --test cases list/` runs some of them;
//! `SNAPSHOTS=overwrite` writes down what was printed instead of comparing.
//! `WINDOWS_PROGRAMS=FOLDER` asks the `hirelog` of that folder instead of the one built
//! here, which runs a Windows program on this disk (see `.ci/windows`).

#![expect(
    clippy::disallowed_methods,
    reason = "a test harness reads its cases and runs the program"
)]

#[path = "it/memory.rs"]
mod memory;

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use snapbox::filter::{NormalizeToExpected, Redactions};
use snapbox::report::{Palette, write_diff};
use snapbox::{Data, IntoData};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const ID_ALPHABET: &str = "23456789bcdfghjkmnpqrstvwxyz";
const ENVIRONMENT: &str = "HIRELOG_TODAY=2026-11-20 LC_ALL=C.UTF-8 TZ=UTC TERM=xterm HOME=~ \
    XDG_CONFIG_HOME=~/.config XDG_DATA_HOME=~/.local/share XDG_STATE_HOME=~/.local/state \
    GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_AUTHOR_NAME=Recruiter GIT_AUTHOR_EMAIL=recruiter@example.com \
    GIT_COMMITTER_NAME=Recruiter GIT_COMMITTER_EMAIL=recruiter@example.com";

fn main() -> Result<ExitCode, Failed> {
    let folder = Path::new(ROOT).join("tests/cases");
    let mut pages: Vec<_> = files_below(&folder)
        .into_iter()
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .map(|file| (file, Page::Case))
        .collect();
    let readme = Path::new(ROOT).join("README.md");
    if readme.is_file() {
        pages.push((readme, Page::Readme));
    }
    let trial = |(file, page): (PathBuf, Page)| {
        let name = file.strip_prefix(&folder).unwrap_or(Path::new("README.md"));
        let name = name.with_extension("").display().to_string();
        // The commands are written for a POSIX shell.
        Trial::ignorable_test(name, move || check(&file, page)).with_ignored_flag(!cfg!(unix))
    };
    let trials = pages.into_iter().map(trial).collect();
    Ok(libtest_mimic::run(&Arguments::from_args(), trials).exit_code())
}

/// Where the Windows program is started from, if that is what is asked.
fn windows_programs() -> Option<PathBuf> {
    env::var_os("WINDOWS_PROGRAMS").map(PathBuf::from)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Case,
    /// Only its console blocks are run, beside a copy of the examples.
    Readme,
}

/// Runs a page and compares it with what it turns out to be.
fn check(file: &Path, page: Page) -> Result<Completion, Failed> {
    let expected = fs::read_to_string(file)?;
    let unix = expected.split_once("```sandbox unix\n");
    let unix = unix.and_then(|(_, why)| Some(why.split_once("\n```")?.0.replace('\n', " ")));
    let unix = unix.filter(|_| windows_programs().is_some());
    let mut sandbox = Sandbox::new(&expected)?;
    if page == Page::Readme {
        sandbox.copy_examples("examples")?;
    }
    let Some(actual) = run(&expected, page, &mut sandbox)? else {
        let reason = "permissions mean nothing to this user";
        return Ok(Completion::ignored_with(reason));
    };
    match unix {
        Some(_) if actual == expected => {
            return Err("this holds on Windows too: take `sandbox unix` out".into());
        }
        Some(why) => return Ok(Completion::ignored_with(why)),
        None if actual == expected => return Ok(Completion::Completed),
        None => {}
    }
    if env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        fs::write(file, actual)?;
        return Ok(Completion::Completed);
    }
    let mut diff = String::new();
    write_diff(
        &mut diff,
        &Data::text(expected),
        &Data::text(actual),
        Some(&file.strip_prefix(ROOT)?.display()),
        Some(&"what was printed"),
        Palette::color(),
    )?;
    Err(Failed::from(
        diff + "\nSNAPSHOTS=overwrite writes this down",
    ))
}

/// The page as it would have to read; nothing where it cannot be run here.
fn run(source: &str, page: Page, sandbox: &mut Sandbox) -> Result<Option<String>, Failed> {
    if page == Page::Case && !(source.starts_with("# ") && source.contains("\n```console\n")) {
        return Err("a case begins with a heading and has a console block".into());
    }
    let mut actual = String::new();
    let mut lines = source.split_inclusive('\n');
    while let Some(line) = lines.next() {
        actual.push_str(line);
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        if fence.len() < 3 {
            continue;
        }
        let body: Vec<_> = lines
            .by_ref()
            .take_while(|line| line.trim_end() != fence)
            .collect();
        let info = line[fence.len()..].trim();
        let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
        let mut kind = kind.split(':');
        match (kind.next().unwrap_or_default(), page) {
            ("console", _) => actual += &console(&body, page, sandbox)?,
            (name, Page::Case) => {
                match name {
                    "file" => sandbox.write(rest, &body.concat(), kind)?,
                    "sandbox" if rest == "examples" => sandbox.copy_examples("")?,
                    "sandbox" if rest == "unix" => {}
                    "sandbox" if rest == "permissions" => {
                        let sealed = "touch ../sealed; chmod 000 ../sealed; cat ../sealed";
                        if sandbox.shell(sealed, "")?.is_empty() {
                            return Ok(None);
                        }
                    }
                    _ => return Err(format!("there is no block `{info}`").into()),
                }
                actual.extend(body);
            }
            (_, Page::Readme) => actual.extend(body),
        }
        actual += &format!("{fence}\n");
    }
    Ok(Some(actual))
}

/// A console block as it would have to read.
fn console(body: &[&str], page: Page, sandbox: &mut Sandbox) -> Result<String, Failed> {
    let mut actual = String::new();
    let mut lines = body.iter().copied().peekable();
    while let Some(line) = lines.next() {
        actual.push_str(line);
        let Some(typed) = line.strip_prefix("$ ") else {
            return Err(format!("a console block begins with `$ `, not with {line}").into());
        };
        let mut command = typed.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            actual.push_str(more);
            command += &more[2..];
        }
        let mut expected = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            expected.push_str(line);
        }
        if page == Page::Readme {
            command = command.replacen("cargo run -q -- ", "hirelog ", 1);
        }
        // What the README says about installing it is not done.
        let done = page == Page::Case || !command.starts_with("cargo ");
        actual += &if done {
            sandbox.shell(&command, &expected)?
        } else {
            expected
        };
    }
    Ok(actual)
}

/// A folder to work in and a home, both empty, and the fresh ids seen so far.
struct Sandbox {
    folder: TempDir,
    work: PathBuf,
    home: PathBuf,
    /// Where ids stand that are not fresh.
    known: String,
    ids: Vec<String>,
}

impl Sandbox {
    fn new(source: &str) -> Result<Self, Failed> {
        let folder = memory::folder()?;
        let root = folder.path().canonicalize()?;
        let [work, home] = ["work", "home"].map(|name| root.join(name));
        fs::create_dir(&work)?;
        fs::create_dir(&home)?;
        let (known, ids) = (source.to_owned(), Vec::new());
        Ok(Self {
            folder,
            work,
            home,
            known,
            ids,
        })
    }

    fn copy_examples(&mut self, to: &str) -> Result<(), Failed> {
        let examples = Path::new(ROOT).join("examples");
        for file in files_below(&examples) {
            let path = file.strip_prefix(&examples)?;
            self.known += &path.display().to_string();
            put(&self.work.join(to).join(path), &fs::read(&file)?)?;
        }
        Ok(())
    }

    fn write<'a>(
        &self,
        path: &str,
        text: &str,
        mut how: impl Iterator<Item = &'a str>,
    ) -> Result<(), Failed> {
        let bytes = match how.next() {
            None => text.into(),
            Some("crlf") => text.replace('\n', "\r\n").into(),
            Some("bom") => format!("\u{feff}{text}").into(),
            Some("bare") => text.trim_end().into(),
            Some("hex") => text
                .split_whitespace()
                .map(|byte| u8::from_str_radix(byte, 16))
                .collect::<Result<Vec<_>, _>>()?,
            Some(how) => return Err(format!("a file cannot be `{how}`").into()),
        };
        let home = path.strip_prefix("~/").map(|path| self.home.join(path));
        put(&home.unwrap_or(self.work.join(path)), &bytes)
    }

    /// Runs one line; what it prints, in the words of `expected` where it fits.
    fn shell(&mut self, typed: &str, expected: &str) -> Result<String, Failed> {
        let mut command = typed.to_owned();
        for (index, id) in self.ids.iter().enumerate() {
            command = command.replace(&format!("[ID{}]", index + 1), id);
        }
        let own = Path::new(env!("CARGO_BIN_EXE_hirelog")).with_file_name("");
        let programs = windows_programs().unwrap_or(own);
        let path = env::var("PATH").unwrap_or_default();
        let home = self.home.display().to_string();
        let variable = |pair: &'static str| {
            let (name, value) = pair.split_once('=')?;
            Some((name, value.replace('~', &home)))
        };
        let output = Command::new("sh")
            .args(["-c", &command])
            .current_dir(&self.work)
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", format!("{}:{path}", programs.display()))
            .envs(ENVIRONMENT.split(' ').filter_map(variable))
            .output()?;
        let mut printed = pictures(&output.stdout);
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed += "\n\\ no newline at the end\n";
        }
        for line in pictures(&output.stderr).lines() {
            printed += &format!("{}\n", format!("! {line}").trim_end());
        }
        if !output.status.success() {
            let code = output.status.code().map(|code| code.to_string());
            printed += &format!("? {}\n", code.as_deref().unwrap_or("killed"));
        }
        let printed = self.with_ids_named(printed);
        let mut folders = Redactions::new();
        folders.insert("[SANDBOX]", self.work.clone())?;
        folders.insert("[HOME]", self.home.clone())?;
        if windows_programs().is_some() {
            for (name, folder) in [("[SANDBOX]", &self.work), ("[HOME]", &self.home)] {
                folders.insert(name, format!("Z:{}", folder.display()))?;
            }
        }
        let normalized = NormalizeToExpected::new()
            .redact_with(&folders)
            .normalize(Data::text(printed), &expected.into_data());
        normalized
            .render()
            .ok_or_else(|| "what was printed is no text".into())
    }

    /// Fresh ids are those of files that neither the case nor the examples name.
    fn with_ids_named(&mut self, mut text: String) -> String {
        let mut fresh = Vec::new();
        for file in files_below(self.folder.path()) {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let id = stem.rsplit('-').next().unwrap_or_default();
            let is_id = id.len() == 5 && id.chars().all(|letter| ID_ALPHABET.contains(letter));
            if is_id && !self.known.contains(id) && !self.ids.iter().any(|known| known == id) {
                fresh.extend(text.find(id).map(|place| (place, id.to_owned())));
            }
        }
        fresh.sort();
        self.ids.extend(fresh.into_iter().map(|(_, id)| id));
        for (index, id) in self.ids.iter().enumerate() {
            text = text.replace(id, &format!("[ID{}]", index + 1));
        }
        text
    }
}

/// Bytes as text that can be read in a file.
fn pictures(bytes: &[u8]) -> String {
    let picture = |character: char| match character {
        '\n' | '\t' => character,
        '\u{7f}' => '␡',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or(character),
        _ => character,
    };
    String::from_utf8_lossy(bytes)
        .chars()
        .map(picture)
        .collect()
}

fn put(file: &Path, bytes: &[u8]) -> Result<(), Failed> {
    fs::create_dir_all(file.parent().unwrap_or(file))?;
    Ok(fs::write(file, bytes)?)
}

/// In the order of their names; what cannot be listed holds none.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files.extend(files_below(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    files
}
