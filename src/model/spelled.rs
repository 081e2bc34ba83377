//! Enums of which each variant is one word in files, flags and JSON.

/// Each line: its explanation, `Variant = "word",`. Gives the list of all, the word
/// of each and the way back, so that none of the three can forget a variant.
macro_rules! spelled {
    (
        $(#[$about:meta])*
        $visible:vis enum $name:ident {
            $($(#[$line:meta])* $variant:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        $visible enum $name {
            $($(#[$line])* $variant,)+
        }

        #[allow(dead_code, reason = "not every enum is read back, or listed")]
        impl $name {
            /// In the order in which files, pages and counts name them.
            pub const ALL: [Self; Self::WORDS.len()] = [$(Self::$variant),+];

            /// The word of each, in the same order.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word used in files, flags and JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.as_str() == word)
            }
        }
    };
}

pub(crate) use spelled;
