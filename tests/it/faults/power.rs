//! A loss of power: what was not flushed is forgotten. strace says what was written,
//! renamed and flushed, in which order; then the folder is put together anew as a disk may
//! have it after each step: a file as it was last flushed, a name only where its folder was
//! flushed after it, or all names, as a journal keeps them, with texts cut where they were
//! last flushed.

use super::{Log, Work};
use crate::support::{HIRELOG, Ran};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug)]
enum Event {
    /// A file is made, or is there and opened.
    Open(PathBuf),
    Write(PathBuf, Vec<u8>),
    /// Of a file, or of the names in a folder.
    Flush(PathBuf),
    Make(PathBuf),
    Rename(PathBuf, PathBuf),
    Link(PathBuf, PathBuf),
    Remove(PathBuf),
    /// Something was said on standard output.
    Said,
}

/// What strace prints with `-f -y -xx`.
fn events(trace: &str, work: &Path) -> Vec<Event> {
    let token = Regex::new(r#"(?:[0-9]+|AT_FDCWD)<([^>]*)>|"([^"]*)""#).unwrap();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    let plain = |text: &str| -> Vec<u8> {
        match text.starts_with("\\x") {
            true => text
                .as_bytes()
                .chunks(4)
                .map(|one| byte(&one[2..]))
                .collect(),
            false => text.as_bytes().to_vec(),
        }
    };
    let path = |text: &str| PathBuf::from(String::from_utf8(plain(text)).unwrap());
    let mut begun = BTreeMap::new();
    let mut found = Vec::new();
    for line in trace.lines() {
        let (process, line) = line.split_once(' ').unwrap();
        let mut line = line.trim_start().to_owned();
        if let Some(first) = line.strip_suffix(" <unfinished ...>") {
            begun.insert(process.to_owned(), first.to_owned());
            continue;
        }
        if let Some((_, rest)) = line.split_once(" resumed>") {
            line = begun.remove(process).unwrap() + rest;
        }
        let Some((call, came)) = line.rsplit_once(" = ") else {
            continue;
        };
        let (name, arguments) = call.split_once('(').unwrap();
        if came.starts_with('-') || came.starts_with('?') {
            continue;
        }
        // The file that is written to or flushed, the bytes, and the paths that are named.
        let (mut of, mut bytes, mut paths) = (None, Vec::new(), Vec::new());
        for one in token.captures_iter(arguments) {
            match (one.get(1), one.get(2)) {
                (Some(folder), _) => of = Some(path(folder.as_str())),
                (_, Some(text)) if name.contains("write") => bytes.extend(plain(text.as_str())),
                (_, Some(text)) => {
                    let folder = of.clone().unwrap_or_else(|| work.to_owned());
                    paths.push(folder.join(path(text.as_str())));
                }
                _ => {}
            }
        }
        let of = of.unwrap_or_default();
        let mut paths = paths.into_iter();
        let mut next = || paths.next().unwrap();
        found.push(match name {
            // One without a name is gone with its process.
            "open" | "openat" if arguments.contains("O_TMPFILE") => continue,
            "open" | "openat" if !arguments.contains("O_CREAT|") => continue,
            "open" | "openat" => Event::Open(next()),
            "write" | "writev" if arguments.starts_with("1<") => Event::Said,
            "write" | "writev" => {
                bytes.truncate(came.parse().unwrap());
                Event::Write(of, bytes)
            }
            "fsync" | "fdatasync" => Event::Flush(of),
            "mkdir" | "mkdirat" => Event::Make(next()),
            "rename" | "renameat" | "renameat2" => Event::Rename(next(), next()),
            "link" | "linkat" => Event::Link(next(), next()),
            "unlink" | "unlinkat" | "rmdir" => Event::Remove(next()),
            other => panic!("{other} is not known here: {line}"),
        });
    }
    found
}

/// Names of files with the numbers of their texts, and folders without one.
type Names = BTreeMap<PathBuf, Option<usize>>;

#[derive(Clone, Default)]
struct Disk {
    names: Names,
    /// Now, and as last flushed.
    texts: Vec<(Vec<u8>, Vec<u8>)>,
    /// Each with the folder whose flush keeps it.
    waiting: Vec<(PathBuf, PathBuf, Option<Option<usize>>)>,
    /// What is there whatever happens.
    kept: Names,
}

impl Disk {
    fn of(root: &Path) -> Self {
        let mut disk = Self::default();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let text = match path.is_dir() {
                    true => None,
                    false => {
                        let text = fs::read(&path).unwrap();
                        disk.texts.push((text.clone(), text));
                        Some(disk.texts.len() - 1)
                    }
                };
                folders.extend(text.is_none().then(|| path.clone()));
                disk.names.insert(path, text);
            }
        }
        disk.kept = disk.names.clone();
        disk
    }

    fn name(&mut self, path: &Path, is: Option<Option<usize>>) {
        change(&mut self.names, path, is);
        let folder = path.parent().unwrap().to_owned();
        self.waiting.push((folder, path.to_owned(), is));
    }

    fn take(&mut self, event: &Event) {
        let text_of = |disk: &Self, path: &Path| disk.names.get(path).copied().flatten();
        match event {
            Event::Said => {}
            Event::Open(path) if self.names.contains_key(path) => {}
            Event::Open(path) => {
                self.texts.push(Default::default());
                self.name(path, Some(Some(self.texts.len() - 1)));
            }
            Event::Write(path, bytes) => {
                if let Some(text) = text_of(self, path) {
                    self.texts[text].0.extend_from_slice(bytes);
                }
            }
            Event::Flush(path) => {
                if let Some(text) = text_of(self, path) {
                    self.texts[text].1 = self.texts[text].0.clone();
                }
                let (flushed, waiting) = std::mem::take(&mut self.waiting)
                    .into_iter()
                    .partition(|(folder, ..)| folder == path);
                self.waiting = waiting;
                let flushed: Vec<_> = flushed;
                for (_, path, is) in flushed {
                    change(&mut self.kept, &path, is);
                }
            }
            Event::Make(path) => self.name(path, Some(None)),
            Event::Rename(old, new) => {
                let below: Vec<_> = self
                    .names
                    .range(old.clone()..)
                    .map(|(path, _)| path.clone())
                    .take_while(|path| path.starts_with(old))
                    .collect();
                for path in below {
                    let is = self.names[&path];
                    let below = path.strip_prefix(old).unwrap();
                    // Nothing joined to it would end it with a slash.
                    let new: PathBuf = new.components().chain(below.components()).collect();
                    self.name(&new, Some(is));
                    self.name(&path, None);
                }
            }
            Event::Link(old, new) => self.name(new, self.names.get(old).copied()),
            Event::Remove(path) => self.name(path, None),
        }
    }

    fn after(&self, keeps: Keeps) -> &Names {
        match keeps {
            Keeps::Flushed => &self.kept,
            Keeps::Names => &self.names,
        }
    }

    /// A file that was moved and whose new folder alone was flushed has both names: the
    /// person is told of the copy, and nothing is lost.
    fn has_a_file_twice(&self, keeps: Keeps) -> bool {
        let mut texts: Vec<_> = self.after(keeps).values().flatten().collect();
        texts.sort_unstable();
        texts.windows(2).any(|two| two[0] == two[1])
    }

    /// Puts the names and texts of after a loss of power where they were.
    fn write(&self, root: &Path, keeps: Keeps) {
        for name in ["work", "state", "data", "cache"] {
            let _ = fs::remove_dir_all(root.join(name));
            fs::create_dir(root.join(name)).unwrap();
        }
        for (path, text) in self.after(keeps) {
            match text {
                // A folder that is forgotten takes with it what is in it.
                _ if !path.parent().unwrap().is_dir() => {}
                None => drop(fs::create_dir(path)),
                Some(text) => fs::write(path, &self.texts[*text].1).unwrap(),
            }
        }
    }
}

fn change(names: &mut Names, path: &Path, is: Option<Option<usize>>) {
    match is {
        Some(text) => names.insert(path.to_owned(), text),
        None => names.remove(path),
    };
}

/// Of names: only those whose folder was flushed after, or all.
#[derive(Clone, Copy, Debug)]
enum Keeps {
    Flushed,
    Names,
}

/// Runs a work, and then looks at the disk as it may be after that many of its steps, with
/// the last among them.
fn power_is_lost(works: &[Work], moments: usize) {
    let log = Log::new();
    let has_strace = log.sandbox.command("strace").arg("-V").output().is_ok();
    if !has_strace {
        assert!(std::env::var_os("EVERY_TOOL").is_none(), "no strace");
        return;
    }
    let root = fs::canonicalize(log.sandbox.path("")).unwrap();
    for &work in works {
        let (after, _) = log.after(work);
        log.restore();
        let mut disk = Disk::of(&root);
        let mut command = log.sandbox.command("strace");
        let calls = "trace=open,openat,write,writev,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,rmdir,mkdir,mkdirat,ftruncate,copy_file_range,sendfile";
        command.args(["-f", "-y", "-xx", "-s", "1000000", "-e", calls, "-o"]);
        let trace = root.join("home/trace");
        command.arg(&trace).arg(HIRELOG).args(work.words());
        let ran: Ran = command.output().unwrap().into();
        let events = events(&fs::read_to_string(&trace).unwrap(), &root.join("work"));
        fs::remove_file(&trace).unwrap();
        let is_done = matches!(ran.code, Some(0 | 1));
        assert!(is_done, "{work:?}: {ran:?}");
        let really = Disk::of(&root);
        let last = events.len();
        let every = last.checked_div(moments).unwrap_or(last).max(1);
        let mut is_said = false;
        for (at, event) in events.iter().enumerate() {
            disk.take(event);
            is_said |= work == Work::New && matches!(event, Event::Said);
            let at = at + 1;
            if at != last && at % every != 0 {
                continue;
            }
            for keeps in [Keeps::Flushed, Keeps::Names] {
                let when = format!("{keeps:?} after step {at} of {last}, {event:?}");
                disk.write(&root, keeps);
                if disk.has_a_file_twice(keeps) {
                    assert_ne!(at, last, "{work:?} {when}");
                    let known = [&log.said[..], &after].concat();
                    assert!(
                        log.says().iter().all(|text| known.contains(text)),
                        "{work:?} {when}"
                    );
                    continue;
                }
                log.is_whole(work, &after, &when);
                if at == last || is_said {
                    assert_eq!(log.says(), after, "{work:?} {when}");
                }
                log.sandbox.hirelog(["list", "-q"]).ok();
                if work.is_the_same_again() {
                    let again = log.run(work, None);
                    assert_eq!(log.says(), after, "{work:?} {when}, then {again:?}");
                }
            }
        }
        let texts = |disk: &Disk| -> BTreeSet<_> {
            let names = disk
                .names
                .iter()
                .filter(|(path, _)| path.starts_with(root.join("work")));
            names
                .map(|(path, text)| (path.clone(), text.map(|text| disk.texts[text].0.clone())))
                .collect()
        };
        assert_eq!(texts(&disk), texts(&really), "{work:?}: not all was seen");
    }
}

#[test]
fn a_loss_of_power_forgets_nothing_that_was_said() {
    power_is_lost(&[Work::New, Work::Edit, Work::Import], 0);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_loss_of_power_at_some_steps_of_each_forgets_nothing_that_was_said() {
    power_is_lost(&super::ALL, 2);
}

#[test]
#[ignore = "minutes of debug, so run by hand: .ci/full says how"]
fn a_loss_of_power_at_every_step_of_each_full_size() {
    power_is_lost(&super::ALL, usize::MAX);
}
