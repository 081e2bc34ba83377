//! Words as shells hand them over while they are typed, quotes and all, and as
//! bash and PowerShell take them back. The other shells do both themselves.

/// A word as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedWord {
    /// What it says, each character with whether a quote or a backslash hides
    /// it from the shell.
    characters: Vec<(char, bool)>,
    /// The quote that is not closed yet, and where what it holds begins.
    open: Option<(char, usize)>,
}

impl TypedWord {
    /// A word that came without its quotes.
    pub fn plain(word: &str) -> Self {
        let characters = word.chars().map(|character| (character, false));
        Self {
            characters: characters.collect(),
            open: None,
        }
    }

    pub fn read(word: &str) -> Self {
        let mut typed = Self::plain("");
        let mut rest = word.chars();
        while let Some(character) = rest.next() {
            let closes = typed.open.is_some_and(|(quote, _)| quote == character);
            match (typed.open, character) {
                _ if closes => typed.open = None,
                (None, '\'' | '"') => typed.open = Some((character, typed.characters.len())),
                (None | Some(('"', _)), '\\') => {
                    let next = rest.next().map(|next| (next, true));
                    typed.characters.extend(next);
                }
                (open, _) => typed.characters.push((character, open.is_some())),
            }
        }
        typed
    }

    /// What it says.
    pub fn text(&self) -> String {
        self.characters
            .iter()
            .map(|(character, _)| *character)
            .collect()
    }

    /// What bash is to put in for this value: it replaces only what stands
    /// behind the last of the characters that break a word, or behind the open
    /// quote.
    pub fn for_bash(&self, value: &str, word_breaks: &str) -> String {
        let value: Vec<_> = value.chars().collect();
        if let Some((quote, start)) = self.open {
            let rest = value.into_iter().skip(start);
            return match quote {
                '"' => escaped(rest, |character| "$`\"\\".contains(character)),
                _ => rest.collect(),
            };
        }
        let breaks =
            |(character, is_hidden): &(char, bool)| !is_hidden && word_breaks.contains(*character);
        let start = match self.characters.iter().rposition(breaks) {
            // These two belong to the word that they begin.
            Some(start) if "@$".contains(self.characters[start].0) => start,
            Some(start) => start + 1,
            None => 0,
        };
        let rest = value.into_iter().skip(start);
        escaped(rest, |character| {
            character.is_ascii()
                && !character.is_ascii_alphanumeric()
                && !"_-./:=@,+%^".contains(character)
        })
    }
}

fn escaped(text: impl Iterator<Item = char>, is_special: impl Fn(char) -> bool) -> String {
    let mut escaped = String::new();
    for character in text {
        if is_special(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// In quotes, where anything in it means something: `@` and `,` do.
pub(super) fn for_powershell(value: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:=".contains(&byte);
    if value.bytes().all(is_plain) {
        value.to_owned()
    } else {
        format!("'{}'", value.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What bash breaks words at, unless somebody changed it.
    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    #[test]
    fn bash_gets_what_stands_behind_the_last_break() {
        for (typed, value, inserted) in [
            ("of", "offer-declined", "offer-declined"),
            ("stage:of", "stage:offer", "offer"),
            ("--stage=of", "--stage=offer", "offer"),
            ("stage:screen,of", "stage:screen,offer", "screen,offer"),
            ("@la", "@latest", "@latest"),
            ("role:a@b", "role:a@bc", "@bc"),
            ("", "@latest", "@latest"),
            (
                "Staff",
                "Staff Engineer (a&b)",
                r"Staff\ Engineer\ \(a\&b\)",
            ),
            (r"Staff\ En", "Staff Engineer", r"Staff\ Engineer"),
            ("'Staff En", "Staff Engineer", "Staff Engineer"),
            ("role:'Staff En", "role:Staff Engineer", "Staff Engineer"),
            ("\"cost $", "cost $ and `", "cost \\$ and \\`"),
            (r"role:a\:b", "role:a:bc", "a:bc"),
            ("Zü", "Zürich", "Zürich"),
        ] {
            let word = TypedWord::read(typed);
            assert_eq!(word.for_bash(value, BREAKS), inserted, "{typed}");
        }
        assert_eq!(
            TypedWord::read("stage:of").for_bash("stage:offer", " "),
            "stage:offer"
        );
    }

    #[test]
    fn quotes_are_taken_off_as_the_shell_does() {
        for (typed, text) in [
            ("a", "a"),
            ("'my log'", "my log"),
            (r#"my" log""#, "my log"),
            (r"my\ log\", "my log"),
            (r#"'it"s'\''"#, "it\"s'"),
            (r#""a \" b"#, "a \" b"),
            (r"'a\b", r"a\b"),
        ] {
            assert_eq!(TypedWord::read(typed).text(), text, "{typed}");
        }
    }

    #[test]
    fn powershell_gets_quotes_where_a_character_means_something() {
        assert_eq!(for_powershell("stage:offer"), "stage:offer");
        assert_eq!(for_powershell("@latest"), "'@latest'");
        assert_eq!(for_powershell("a,b"), "'a,b'");
        assert_eq!(for_powershell("it's"), "'it''s'");
    }
}
