//! The files of a log, opened relative to their folder: one system call a name
//! instead of a walk down the whole path, and no link is ever followed.

use crate::log::read::found::{Found, ReadFile, Refused, is_left_over, looks_meant};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, openat, statat};
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

pub(in crate::log) struct Folder(OwnedFd);

const FOLDER: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::CLOEXEC);
/// Not blocking: a named pipe must not hang the reader.
const FILE: OFlags = OFlags::RDONLY
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC)
    .union(OFlags::NONBLOCK);

impl Folder {
    /// The folder of the log itself may be reached through a link: that is the
    /// choice of whoever set it up.
    ///
    /// # Errors
    /// Where it is no folder that can be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(rustix::fs::open(path, FOLDER, Mode::empty())?))
    }

    /// # Errors
    /// Where it is no folder that can be read, or is a link.
    pub fn open_below(&self, name: &str) -> io::Result<Self> {
        Ok(Self(openat(
            &self.0,
            name,
            FOLDER | OFlags::NOFOLLOW,
            Mode::empty(),
        )?))
    }

    /// # Errors
    /// Where the folder cannot be listed.
    pub fn list(&self, mut found: impl FnMut(Found)) -> io::Result<()> {
        for entry in Dir::read_from(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy();
            if name.starts_with('.') && !is_left_over(&name) {
                continue;
            }
            let mut kind = entry.file_type();
            if kind == FileType::Unknown || kind == FileType::Symlink && !name.ends_with(".toml") {
                let follow = if kind == FileType::Symlink {
                    AtFlags::empty()
                } else {
                    AtFlags::SYMLINK_NOFOLLOW
                };
                let target = statat(&self.0, entry.file_name(), follow)
                    .map(|stat| FileType::from_raw_mode(stat.st_mode));
                kind = match (kind, target) {
                    (FileType::Symlink, Ok(FileType::Directory)) => FileType::Symlink,
                    (FileType::Unknown, Ok(kind)) => kind,
                    _ => continue,
                };
            }
            let name = name.into_owned();
            let is_text = entry.file_name().to_str().is_ok();
            match kind {
                _ if !is_text && name.ends_with(".toml") => {
                    found(Found::Refused(name, Refused::Name))
                }
                FileType::Directory => found(Found::Folder(name)),
                FileType::Symlink => found(Found::Refused(name, Refused::Link)),
                FileType::RegularFile if !name.ends_with(".toml") => {
                    if looks_meant(&name) {
                        found(Found::Stray(name));
                    }
                }
                _ if !name.ends_with(".toml") => {}
                FileType::RegularFile => found(Found::File(name)),
                _ => found(Found::Refused(name, Refused::Device)),
            }
        }
        Ok(())
    }
}

impl ReadFile for Folder {
    /// Reads into `buffer` from its beginning. One read is enough for a local
    /// file that fits; a second one makes sure where the text does not end a line.
    fn read(&self, name: &str, buffer: &mut [u8]) -> io::Result<usize> {
        let open = || openat(&self.0, name, FILE, Mode::empty());
        let file = rustix::io::retry_on_intr(open)?;
        let mut length = 0;
        loop {
            let read = match rustix::io::read(&file, &mut buffer[length..]) {
                Err(rustix::io::Errno::INTR) => continue,
                read => read?,
            };
            length += read;
            if read == 0 || length == buffer.len() || buffer[length - 1] == b'\n' {
                return Ok(length);
            }
        }
    }
}
