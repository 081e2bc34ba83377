//! Paths as they are printed.

use std::path::{Path, PathBuf};

/// A path with one kind of separator, whatever the system puts between its parts: what is
/// printed here can be typed there, and never mixes the two. What Windows puts before a
/// path that it looked up itself is no part of it.
pub fn path_text(path: impl AsRef<Path>) -> String {
    let text = path.as_ref().to_string_lossy();
    if cfg!(windows) {
        with_slashes(&text)
    } else {
        text.into_owned()
    }
}

/// A path that was looked up, as others name it: with nothing before its drive, which git
/// does not take, and which makes it look like another path.
pub fn plain_path(real: PathBuf) -> PathBuf {
    match real.to_str() {
        Some(text) if cfg!(windows) => PathBuf::from(without_mark(text)),
        _ => real,
    }
}

fn with_slashes(windows: &str) -> String {
    without_mark(windows).replace('\\', "/")
}

fn without_mark(windows: &str) -> String {
    match windows.strip_prefix(r"\\?\") {
        None => windows.to_owned(),
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => format!(r"\\{share}"),
            None => rest.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_windows_has_slashes_and_nothing_before_its_drive() {
        for (path, text) in [
            (
                r"C:\Users\Jo\hiring-log/logs/2026\x.toml",
                "C:/Users/Jo/hiring-log/logs/2026/x.toml",
            ),
            (r"\\?\C:\Users\Jo", "C:/Users/Jo"),
            (r"\\?\UNC\server\share\log", "//server/share/log"),
            (r"\\server\share\log", "//server/share/log"),
        ] {
            assert_eq!(with_slashes(path), text);
        }
    }

    #[cfg(unix)]
    #[test]
    fn elsewhere_a_backslash_is_a_letter_of_a_name() {
        assert_eq!(path_text(Path::new(r"/tmp/a\b")), r"/tmp/a\b");
    }
}
