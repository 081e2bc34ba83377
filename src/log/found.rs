//! What a folder of a log may hold, however it is opened.

use std::io;

/// What a folder holds.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Found {
    Folder(String),
    File(String),
    Refused(String, Refused),
}

/// Why something is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Refused {
    Link,
    Device,
    /// A name that cannot be shown or typed.
    Name,
    /// Folders in folders in folders: nothing a log needs.
    TooDeep,
}

pub(super) trait ReadFile {
    fn read(&self, name: &str, buffer: &mut [u8]) -> io::Result<usize>;
}
