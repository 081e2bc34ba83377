//! Names of files that not every system can have.

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
pub fn is_device(name: &str) -> bool {
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
