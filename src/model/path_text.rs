//! Paths as they are printed, and names of files that not every system can have.

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

/// Why some system cannot have a file or folder of this name.
pub fn unportable(name: &str) -> Option<String> {
    let sign = name.chars().find(|sign| {
        matches!(sign, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || sign.is_control()
    });
    match sign {
        _ if is_device(name) => Some(format!(
            "Windows keeps the name `{}` for a device",
            stem(name)
        )),
        Some(sign) if sign.is_control() => {
            Some("Windows has no control characters in names".to_owned())
        }
        Some(sign) => Some(format!("Windows has no `{sign}` in names")),
        None if name.ends_with(['.', ' ']) => {
            Some(format!("Windows takes the last character of `{name}` away"))
        }
        None if name.len() > 255 => Some("some systems stop at 255 bytes a name".to_owned()),
        None => None,
    }
}

/// Whether Windows takes a name for one of its devices, such as the console or the printer,
/// in whichever folder and with whichever ending.
fn is_device(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    const NUMBERED: [&str; 2] = ["com", "lpt"];
    let stem = stem(name).to_lowercase();
    let number = NUMBERED.iter().find_map(|name| stem.strip_prefix(name));
    let mut number = number.unwrap_or_default().chars();
    DEVICES.contains(&stem.as_str())
        || matches!(
            (number.next(), number.next()),
            (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None)
        )
}

fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name).trim_end()
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

#[cfg(test)]
mod tests_of_names {
    use super::*;

    #[test]
    fn devices_of_windows_are_known_whatever_the_ending_and_the_letter_case() {
        for name in [
            "con",
            "NUL.toml",
            "Aux .txt",
            "prn.a.b",
            "COM1",
            "lpt9.md",
            "com\u{b2}",
            "CONOUT$",
        ] {
            assert!(is_device(name), "{name}");
            assert!(unportable(name).is_some(), "{name}");
        }
        for name in [
            "",
            "con-2",
            "console",
            "com",
            "com10",
            "lpt",
            "com1a",
            "2026-11-20-con",
        ] {
            assert!(!is_device(name), "{name}");
            assert_eq!(unportable(name), None, "{name}");
        }
    }
}
