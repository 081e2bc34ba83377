//! The files of a log through the standard library alone, for systems without
//! folder handles. Links are looked at, never followed.

use crate::log::read::found::{Found, ReadFile, Refused, is_left_over, looks_meant};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(in crate::log) struct Folder(PathBuf);

impl Folder {
    /// # Errors
    /// Where it is no folder that can be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::read_dir(path)?;
        Ok(Self(path.to_owned()))
    }

    /// # Errors
    /// Where it is no folder that can be read, or is a link.
    #[cfg_attr(
        unix,
        expect(
            dead_code,
            reason = "on Unix this only stands beside the other in a test"
        )
    )]
    pub fn open_below(&self, name: &str) -> io::Result<Self> {
        Self::open(&self.0.join(name))
    }

    /// # Errors
    /// Where the folder cannot be listed.
    pub fn list(&self, mut found: impl FnMut(Found)) -> io::Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') && !is_left_over(&name) {
                continue;
            }
            let kind = entry.file_type()?;
            if entry.file_name().to_str().is_none() && name.ends_with(".toml") {
                found(Found::Refused(name, Refused::Name));
                continue;
            }
            if kind.is_dir() {
                found(Found::Folder(name));
            } else if kind.is_symlink() {
                if name.ends_with(".toml")
                    || fs::metadata(entry.path()).is_ok_and(|target| target.is_dir())
                {
                    found(Found::Refused(name, Refused::Link));
                }
            } else if name.ends_with(".toml") {
                found(if kind.is_file() {
                    Found::File(name)
                } else {
                    Found::Refused(name, Refused::Device)
                });
            } else if kind.is_file() && looks_meant(&name) {
                found(Found::Stray(name));
            }
        }
        Ok(())
    }
}

impl ReadFile for Folder {
    fn read(&self, name: &str, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = fs::File::open(self.0.join(name))?;
        let mut length = 0;
        while length < buffer.len() {
            match file.read(&mut buffer[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(length)
    }
}
