//! The keys of the files of a log: what each takes and what it is for. The one
//! list of them: the readers go by it, and so do the schemas for editors.

use crate::model::{Fit, Party};

/// What may stand behind the equals sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// The number of the format, or of a later one.
    Schema,
    /// The number of the format and no other.
    ThisSchema,
    Day,
    /// Text; blank, it counts as left out.
    Word(Words),
    /// Text that may not be blank.
    Filled(Words),
    Prose,
    List(Words),
    /// One of these; blank, it counts as left out.
    OneOf(&'static [&'static str]),
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
    Section(&'static [Key]),
    Blocks(&'static [Key]),
}

/// Where the words come from that an editor may suggest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Any,
    Outcome,
    Stage,
    Priority,
    Ball(Option<Party>),
}

/// Whether a file may do without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub takes: Takes,
    pub need: Need,
    /// In a few words.
    pub about: &'static str,
}

const fn key(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        name,
        takes,
        need: Need::Optional,
        about,
    }
}

const fn required(name: &'static str, takes: Takes, about: &'static str) -> Key {
    Key {
        need: Need::Required,
        ..key(name, takes, about)
    }
}

pub(super) fn find(keys: &[Key], name: &str) -> Option<Takes> {
    keys.iter()
        .find(|key| key.name == name)
        .map(|key| key.takes)
}

pub(super) fn names(keys: &'static [Key]) -> impl Iterator<Item = &'static str> + Clone {
    keys.iter().map(|key| key.name)
}

const PARTIES: &[&str] = &[
    Party::Manager.as_str(),
    Party::Candidate.as_str(),
    Party::Recruiter.as_str(),
];
const FITS: &[&str] = &[
    Fit::Match.as_str(),
    Fit::Mismatch.as_str(),
    Fit::Unsure.as_str(),
];

/// A post-mortem, in the order of the format.
pub const POST_MORTEM: &[Key] = &[
    required("schema", Takes::Schema, "the format of the file"),
    required("date", Takes::Day, "day of the outcome"),
    required("outcome", Takes::Filled(Words::Outcome), "how it ended"),
    key("stage", Takes::Word(Words::Stage), "how far it got"),
    key("role", Takes::Word(Words::Any), "what was hired for"),
    key("team", Takes::Word(Words::Any), "the team that hired"),
    key(
        "case",
        Takes::Word(Words::Any),
        "a reference kept elsewhere; never a name",
    ),
    key("tldr", Takes::Prose, "one line of what happened"),
    key("fit", Takes::OneOf(FITS), "whether it was a match at all"),
    key(
        "wanted",
        Takes::List(Words::Priority),
        "what the candidate said mattered, ranked, at most five",
    ),
    key("pitched", Takes::List(Words::Priority), "what we led with"),
    key(
        "hold",
        Takes::Word(Words::Any),
        "why nothing may redact or remove this file",
    ),
    key(
        "manager",
        Takes::Section(MANAGER),
        "where the hiring manager can take responsibility",
    ),
    key(
        "candidate",
        Takes::Section(CANDIDATE),
        "where the candidate can take responsibility",
    ),
    key(
        "recruiter",
        Takes::Section(RECRUITER),
        "where the recruiter can take responsibility",
    ),
];

const fn section_of(party: Party) -> [Key; 4] {
    [
        key(
            "by",
            Takes::OneOf(PARTIES),
            "which party wrote this section",
        ),
        key(
            "owned",
            Takes::Prose,
            "what this party takes responsibility for",
        ),
        key(
            "dropped",
            Takes::List(Words::Ball(Some(party))),
            "the balls this party dropped",
        ),
        key("next", Takes::Prose, "what this party will do next time"),
    ]
}

const MANAGER: &[Key] = &section_of(Party::Manager);
const CANDIDATE: &[Key] = &section_of(Party::Candidate);
const RECRUITER: &[Key] = &section_of(Party::Recruiter);
/// A section, whosever it is.
pub(super) const SECTION: &[Key] = MANAGER;

/// The team's `hirelog.toml`.
pub const TEAM: &[Key] = &[
    key("schema", Takes::ThisSchema, "the format of the file"),
    key(
        "logs",
        Takes::Folder,
        "where the post-mortems are, below this file",
    ),
    key("new", Takes::Section(NEW), "what new files are made of"),
    key(
        "patterns",
        Takes::Section(PATTERNS),
        "what `hirelog patterns` looks at",
    ),
    key(
        "policy",
        Takes::Section(POLICY),
        "what the team has agreed on",
    ),
    key(
        "report",
        Takes::Section(REPORT),
        "the page for the weekly meeting",
    ),
    key(
        "check",
        Takes::Section(CHECK),
        "what `hirelog check` passes over",
    ),
    key(
        "vocabulary",
        Takes::Section(VOCABULARY),
        "which built-in words this team uses",
    ),
    key(
        "dropped_ball",
        Takes::Blocks(DROPPED_BALL),
        "the team's own words, added to the built-in ones",
    ),
    key(
        "question",
        Takes::Blocks(QUESTION),
        "the team's own questions, asked beside the built-in ones",
    ),
    key(
        "import",
        Takes::Section(IMPORT),
        "what the words of the team's tracking system mean here",
    ),
];

const NEW: &[Key] = &[key(
    "schema",
    Takes::Address,
    "where `hirelog schema` was put; each new file names it in its first line, for editors",
)];
const PATTERNS: &[Key] = &[
    key("window", Takes::Length, "how far back: 90d, 12w, 6m"),
    key(
        "threshold",
        Takes::Threshold,
        "so often makes a dropped ball a recurring one",
    ),
];
const POLICY: &[Key] = &[key(
    "retain",
    Takes::Length,
    "`hirelog check` names post-mortems older than this",
)];
const REPORT: &[Key] = &[
    key(
        "signoff",
        Takes::Word(Words::Any),
        "the team's own closing line",
    ),
    key(
        "template",
        Takes::Template,
        "a template of the team's own, .html or .md",
    ),
];
const CHECK: &[Key] = &[
    key("ignore", Takes::List(Words::Any), "codes of rules"),
    key(
        "allow",
        Takes::List(Words::Any),
        "literal text that no rule flags",
    ),
];
const IMPORT: &[Key] = &[
    key(
        "stages",
        Takes::Names(Words::Stage),
        "each stage there and the stage it is; blank for none",
    ),
    key(
        "outcomes",
        Takes::Names(Words::Outcome),
        "each reason there and the outcome it means; blank to leave such applications out",
    ),
];
const VOCABULARY: &[Key] = &[
    key(
        "stages",
        Takes::List(Words::Stage),
        "in order; empty: the built-in ones",
    ),
    key(
        "hide",
        Takes::List(Words::Ball(None)),
        "built-in slugs this team does not use",
    ),
];
pub(super) const DROPPED_BALL: &[Key] = &[
    required("slug", Takes::Slug, "lower-case words joined by hyphens"),
    required("party", Takes::OneOf(PARTIES), "whose ball it is"),
    key(
        "stages",
        Takes::List(Words::Stage),
        "where it can be dropped; empty: anywhere",
    ),
    key(
        "meaning",
        Takes::Word(Words::Any),
        "what happened, as an event",
    ),
    key(
        "aliases",
        Takes::List(Words::Any),
        "words people really use for it",
    ),
    key(
        "mirrors",
        Takes::List(Words::Ball(None)),
        "the same event seen from another party",
    ),
    key(
        "care",
        Takes::Word(Words::Any),
        "what to leave out when writing about it",
    ),
];
pub(super) const QUESTION: &[Key] = &[
    key("slug", Takes::Slug, "lower-case words joined by hyphens"),
    required("party", Takes::OneOf(PARTIES), "who is asked"),
    key(
        "stages",
        Takes::List(Words::Stage),
        "when it is asked; empty: at any stage",
    ),
    key(
        "outcomes",
        Takes::List(Words::Outcome),
        "after what it is asked; empty: after any",
    ),
    required("text", Takes::Filled(Words::Any), "the question"),
];

/// A person's own `config.toml`.
pub const USER: &[Key] = &[
    key(
        "log",
        Takes::Word(Words::Any),
        "the log, where nothing nearer names one",
    ),
    key(
        "editor",
        Takes::Word(Words::Any),
        "the command line of the editor",
    ),
    key(
        "pager",
        Takes::Prose,
        "the command line of the pager; empty for none",
    ),
    key(
        "color",
        Takes::OneOf(&["auto", "always", "never"]),
        "when to colour",
    ),
    key("as", Takes::OneOf(PARTIES), "which party you usually are"),
];
