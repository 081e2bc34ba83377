//! The keys of a team's `hirelog.toml` and of a person's `config.toml`: what each
//! takes and what it is for. The one list of them: the readers go by it, and so do
//! the schemas for editors.

use crate::model::{Need, Party, ValueKind, Words};

/// What may stand behind the equals sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// What a key of a post-mortem may take as well.
    Kind(ValueKind),
    /// The number of the format and no other.
    ThisSchema,
    /// A length of time such as `90d`.
    Length,
    /// A number that makes a pattern: two or more.
    Threshold,
    /// A folder below the file.
    Folder,
    /// The template of a report, below the file.
    Template,
    /// A reference to a file or an address, on one line.
    Address,
    Slug,
    /// Any number of names, each with one of these words or a blank.
    Names(Words),
    Section(&'static [SettingKey]),
    Blocks(&'static [SettingKey]),
}

/// Any text.
const TEXT: Takes = Takes::Kind(ValueKind::Text(Words::Any));
const LIST: Takes = Takes::Kind(ValueKind::List(Words::Any));
const PARTY: Takes = Takes::Kind(ValueKind::OneOf(Party::WORDS));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingKey {
    pub name: &'static str,
    pub takes: Takes,
    pub need: Need,
    /// In a few words.
    pub about: &'static str,
}

/// Tables of keys, one line each: what it takes, and in a few words what it is for.
macro_rules! tables {
    ($($(#[$about:meta])* $visible:vis $table:ident {
        $($name:ident $($required:ident)?: $takes:expr, $meaning:literal;)+
    })+) => {
        $($(#[$about])* $visible const $table: &[SettingKey] = &[$(SettingKey {
            name: stringify!($name),
            takes: $takes,
            need: tables!(need $($required)?),
            about: $meaning,
        },)+];)+
    };
    (need required) => { Need::Required };
    (need) => { Need::Optional };
}

/// A candidate keeps a log of a search; of anybody else it is the team's.
const KEEPERS: &[&str] = &[Party::Candidate.as_str()];

tables! {
    /// The team's `hirelog.toml`.
    pub TEAM {
        schema: Takes::ThisSchema, "the format of the file";
        logs: Takes::Folder, "where the post-mortems are, below this file";
        decisions: Takes::Folder, "where the decisions of the meeting are, below this file";
        keeper: Takes::Kind(ValueKind::OneOf(KEEPERS)),
            "who keeps the log for itself; every page speaks to that one person";
        new: Takes::Section(NEW), "what new files are made of";
        patterns: Takes::Section(PATTERNS), "what `hirelog patterns` looks at";
        policy: Takes::Section(POLICY), "what the team has agreed on";
        report: Takes::Section(REPORT), "the page for the weekly meeting";
        check: Takes::Section(CHECK), "what `hirelog check` passes over";
        vocabulary: Takes::Section(VOCABULARY), "which built-in words this team uses";
        dropped_ball: Takes::Blocks(DROPPED_BALL),
            "the team's own words, added to the built-in ones";
        question: Takes::Blocks(QUESTION),
            "the team's own questions, asked beside the built-in ones";
        import: Takes::Section(IMPORT),
            "what the words of the team's tracking system mean here";
    }

    NEW {
        schema: Takes::Address,
            "where `hirelog schema` was put; each new file names it in its first line, for editors";
    }

    PATTERNS {
        window: Takes::Length, "how far back: 90d, 12w, 6m";
        threshold: Takes::Threshold, "so often makes a dropped ball a recurring one";
    }

    POLICY {
        retain: Takes::Length, "`hirelog check` names post-mortems older than this";
    }

    REPORT {
        signoff: TEXT, "the team's own closing line";
        template: Takes::Template, "a template of the team's own, .html or .md";
    }

    CHECK {
        ignore: LIST, "codes of rules";
        allow: LIST, "literal text that no rule flags";
    }

    IMPORT {
        stages: Takes::Names(Words::Stage),
            "each stage there and the stage it is; blank for none";
        outcomes: Takes::Names(Words::Outcome),
            "each reason there and the outcome it means; blank to leave such applications out";
    }

    VOCABULARY {
        stages: Takes::Kind(ValueKind::List(Words::Stage)),
            "in order; empty: the built-in ones";
        hide: Takes::Kind(ValueKind::List(Words::Ball)),
            "built-in slugs this team does not use";
    }

    pub(in crate::log) DROPPED_BALL {
        slug required: Takes::Slug, "lower-case words joined by hyphens";
        party required: PARTY, "whose ball it is";
        stages: Takes::Kind(ValueKind::List(Words::Stage)),
            "where it can be dropped; empty: anywhere";
        meaning: TEXT, "what happened, as an event";
        aliases: LIST, "words people really use for it";
        mirrors: Takes::Kind(ValueKind::List(Words::Ball)),
            "the same event seen from another party";
        care: TEXT, "what to leave out when writing about it";
    }

    pub(in crate::log) QUESTION {
        slug: Takes::Slug, "lower-case words joined by hyphens";
        party required: PARTY, "who is asked";
        stages: Takes::Kind(ValueKind::List(Words::Stage)),
            "when it is asked; empty: at any stage";
        outcomes: Takes::Kind(ValueKind::List(Words::Outcome)),
            "after what it is asked; empty: after any";
        text required: TEXT, "the question";
    }

    /// A person's own `config.toml`.
    pub USER {
        log: TEXT, "the log, where nothing nearer names one";
        editor: TEXT, "the command line of the editor";
        pager: Takes::Kind(ValueKind::Prose),
            "the command line of the pager; empty for none";
        color: Takes::Kind(ValueKind::OneOf(&["auto", "always", "never"])), "when to colour";
        as: PARTY, "which party you usually are";
    }
}
