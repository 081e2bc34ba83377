//! Paths as they are printed.

use std::borrow::Cow;
use std::path::{self, Path, PathBuf};

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

/// A path for whoever hands it to the system as it is: Windows takes no more than 260
/// letters of one, unless it begins with a mark, which the standard library puts there by
/// itself and others do not.
pub fn any_length(path: &Path) -> Cow<'_, Path> {
    let marked = || marked(path::absolute(path).ok()?.to_str()?);
    match cfg!(windows) {
        true => marked().map_or(Cow::Borrowed(path), |marked| PathBuf::from(marked).into()),
        false => Cow::Borrowed(path),
    }
}

/// `None` for what is a device, or marked already.
fn marked(absolute: &str) -> Option<String> {
    match absolute.strip_prefix(r"\\") {
        Some(rest) if rest.starts_with(['?', '.']) => None,
        Some(share) => Some(format!(r"\\?\UNC\{share}")),
        None => Some(format!(r"\\?\{absolute}")),
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

    #[test]
    fn a_path_of_windows_is_marked_once_to_be_of_any_length() {
        for (path, expected) in [
            (r"C:\Users\Jo", Some(r"\\?\C:\Users\Jo")),
            (r"\\server\share\log", Some(r"\\?\UNC\server\share\log")),
            (r"\\?\C:\Users\Jo", None),
            (r"\\.\NUL", None),
        ] {
            assert_eq!(marked(path).as_deref(), expected);
            assert_eq!(
                without_mark(&marked(path).unwrap_or_default()),
                match expected {
                    Some(_) => path,
                    None => "",
                }
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn elsewhere_a_backslash_is_a_letter_of_a_name() {
        assert_eq!(path_text(Path::new(r"/tmp/a\b")), r"/tmp/a\b");
    }
}
