//! Names that people go by on social sites and in chats.

use super::pieces::Pieces;
use crate::language::listing::listed;
use std::ops::Range;

/// After an @, in code and in chats, but nobody's name.
const NOBODY: [&str; 58] = listed(
    "latest next here channel everyone all team override test property staticmethod classmethod \
    dataclass media import types param params return returns autowired bean component entity \
    input output injectable beta alpha stable canary head main master home work cache \
    lru_cache deprecated nullable nonnull see throws todo since version author rest controller \
    service transactional contextmanager abstractmethod hiring recruiting engineering platform \
    current",
);
const GROUPS: [&str; 26] = listed(
    "team teams ops oncall leads lead primary secondary hiring recruiting eng platform data \
    support group admins managers panel interviewers squad backend frontend people talent \
    security hr",
);
const CODE: [&str; 20] = listed(
    "decorator decorators annotation annotations npm package tag branch version dependency \
    install selector directive jsdoc macro pinned upgrade import fixture query",
);
const SOCIAL: [&str; 24] = listed(
    "twitter x insta instagram ig telegram tg discord mastodon bluesky threads handle dm dms \
    tiktok snapchat snap signal whatsapp skype wechat keybase github reddit",
);

pub(super) fn find(pieces: &Pieces<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, piece) in pieces.pieces.iter().enumerate() {
        let social = pieces.before(at, 5, &SOCIAL) || pieces.after(at, 4, &SOCIAL);
        if let Some(name) = piece.text.strip_prefix('@') {
            let is_name = name.len() >= 3
                && name.len() <= 40
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_.-@".contains(&byte))
                && name.bytes().any(|byte| byte.is_ascii_alphabetic())
                && !name
                    .bytes()
                    .next()
                    .is_some_and(|byte| byte.is_ascii_digit());
            let lower = name.to_lowercase();
            // @data-team-leads: a group of a chat
            let group = lower.contains('-')
                && lower
                    .split('-')
                    .any(|part| GROUPS.contains(&part) || NOBODY.contains(&part));
            let code = NOBODY.contains(&lower.as_str())
                || group
                || pieces.text[piece.range().end..].starts_with('(')
                || pieces.before(at, 4, &CODE)
                || pieces.after(at, 3, &CODE)
                || (piece.is_annotation() && !social);
            if is_name && !code {
                found.push(piece.range());
            }
            continue;
        }
        let name = |word: &str| {
            word.len() > 3
                && word.contains(|character: char| {
                    character.is_ascii_digit() || "_-#.".contains(character)
                })
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"_-#.".contains(&byte))
                && word.bytes().any(|byte| byte.is_ascii_alphabetic())
                && !word.contains("..")
        };
        // "her discord is jo#1234", "handle kay_codes", "u/jobhunter99"
        let reddit = piece
            .lower
            .strip_prefix("u/")
            .or_else(|| piece.lower.strip_prefix("/u/"));
        if reddit.is_some_and(|name| name.len() > 3 && !name.contains('/')) {
            found.push(piece.range());
            continue;
        }
        let numbered = piece.lower.split_once('#').is_some_and(|(name, number)| {
            name.len() > 1 && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let skype = piece
            .lower
            .strip_prefix("live:")
            .is_some_and(|name| name.len() > 3);
        if skype || numbered && social {
            found.push(piece.range());
            continue;
        }
        let introduced = at > 0
            && (SOCIAL[..21].contains(&pieces.lower(at - 1))
                || (at > 1
                    && matches!(
                        pieces.lower(at - 1),
                        "is" | "name" | "id" | "as" | "handle" | "user"
                    )
                    && pieces.before(at, 4, &SOCIAL)));
        if introduced && piece.lower != "e.g" && name(&piece.lower) && !is_version(&piece.lower) {
            found.push(piece.range());
        }
    }
    found
}

fn is_version(word: &str) -> bool {
    word.trim_start_matches('v')
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

impl super::pieces::Piece<'_> {
    /// `@PostConstruct`, `@app.route`: code rather than a person.
    fn is_annotation(&self) -> bool {
        let name = self.text.trim_start_matches('@');
        let capital = name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_uppercase());
        let plain = name.bytes().all(|byte| byte.is_ascii_alphabetic());
        capital && plain && name.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
            || name.starts_with("app.")
            || name.starts_with("pytest.")
            || name.contains('/')
    }
}
