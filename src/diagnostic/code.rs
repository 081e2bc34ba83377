//! The stable codes of problems in the structure of a log: what each means, how
//! much it weighs and what to do. This is the one list of them: `check --explain`
//! and the manual are made of it. Codes are never renumbered or reused.
//!
//! `HL0xx` is about files, `HL1xx` about words, `HL2xx` about what is complete,
//! dated and kept. `HL3xx` to `HL6xx` are rules of the language room.

use crate::model::spelled;
use std::fmt;

/// Each line: its explanation, `Name = code, family, severity, title;`.
macro_rules! codes {
    ($($(#[doc = $line:literal])+ $name:ident = $code:literal, $family:ident, $severity:ident, $title:literal;)+) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $line])+ $name,)+
            /// A rule over sentences; the language room has the list of those.
            Language(&'static str, Family),
        }

        impl Code {
            /// The codes of structure, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Language(code, _) => code,
                }
            }

            pub const fn family(self) -> Family {
                match self {
                    $(Self::$name => Family::$family,)+
                    Self::Language(_, family) => family,
                }
            }

            /// How much it weighs, unless whoever finds it says otherwise.
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)+
                    Self::Language(..) => Severity::Advice,
                }
            }

            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                    Self::Language(..) => "",
                }
            }

            /// What it means, why it matters and what to do.
            pub fn explanation(self) -> String {
                let lines: &[&str] = match self {
                    $(Self::$name => &[$($line),+],)+
                    Self::Language(..) => &[],
                };
                let plain = lines.iter().map(|line| line.strip_prefix(' ').unwrap_or(line));
                plain.collect::<Vec<_>>().join("\n")
            }
        }
    };
}

codes! {
    /// The system would not let the file be read, so nothing in it is counted. Look at its
    /// permissions, and at the disk it lies on.
    Unreadable = "HL001", Format, Error, "a file that could not be read";
    /// A link, a device or a name that is no text stands where a post-mortem was expected.
    /// Links are never followed: a colleague's branch could point them anywhere. Put the file
    /// itself into the log.
    NotAFile = "HL002", Format, Error, "something that is not a file";
    /// The file is larger than 1 MiB, and nobody writes that much about one outcome, so it was
    /// not read. Move the rest out of it and name where it is.
    TooLarge = "HL003", Format, Error, "a file too large for a post-mortem";
    /// The bytes are not UTF-8 text, or hold the NUL bytes that a power cut leaves. Save the
    /// file as UTF-8, or bring it back from git.
    NotText = "HL004", Format, Error, "a file that is not text";
    /// Git left its markers in the file. Inside a text of several lines they are valid TOML, so
    /// they would be read as what somebody owned. Keep the lines that are right, delete the
    /// markers, then `git add` the file.
    Conflict = "HL005", Merge, Error, "a merge that was not finished";
    /// The file is not TOML, so nothing in it is counted. The usual causes: text without quotes,
    /// quotes that a word processor curled, a value that is missing.
    ///
    /// ```toml
    /// outcome = rejected      # no
    /// outcome = "rejected"    # yes
    /// ```
    Syntax = "HL006", Format, Error, "a line that is not TOML";
    /// `schema`, `date` and `outcome` are what every post-mortem needs; nothing else is required.
    /// Without them it cannot be counted.
    Missing = "HL007", Format, Error, "a required key that is missing";
    /// A text stands where a list was expected, a time where a day was expected, and the like.
    /// A day in quotes is put right by `--fix`.
    ///
    /// ```toml
    /// date = "2026-11-20"     # no
    /// date = 2026-11-20       # yes
    /// ```
    WrongType = "HL008", Format, Error, "a value of the wrong kind";
    /// Some keys take one of a few words: `fit` and `by`, for example. Anything else would be
    /// counted as nothing.
    NotAllowed = "HL009", Format, Error, "a value that is not allowed";
    /// The format has no such key. It is kept on every edit and means nothing: mostly a slip of
    /// the fingers, or a key that stands in the wrong section.
    UnknownKey = "HL010", Format, Warning, "a key the format does not have";
    /// The file was written by a newer hirelog. It is read as far as possible and never changed.
    /// Update hirelog to edit it.
    NewerSchema = "HL011", Format, Warning, "a file of a newer format";
    /// Only names that end in `.toml` and begin with no dot are read. This one looks as if it was
    /// meant to be, so what somebody wrote in it is counted nowhere. Rename it, or take it out of
    /// the log.
    NotRead = "HL012", Format, Warning, "a file that is not read";
    /// Somebody on another system will not be able to check this name out: Windows knows no
    /// colon and no `con`, and takes a trailing dot away; Windows and macOS hold two names that
    /// differ only by letter case for one; some systems stop at 255 bytes. Rename it with `git mv`.
    FileName = "HL013", Format, Warning, "a name that some systems cannot check out";
    /// A comment that switches a finding off, or an entry of `ignore`, names a code that there
    /// is not, or one that cannot be switched off because it keeps the file from being read.
    ///
    /// ```toml
    /// owned = "I ignored a red flag."   # hirelog: allow HL301 quoting the debrief
    /// ```
    Switch = "HL014", Format, Warning, "a switch that names no code";
    /// A comment switches a finding off without saying why, so nobody can tell later whether it
    /// still should. Write the reason behind the code.
    SwitchReason = "HL015", Format, Warning, "a switch without a reason";
    /// There is nothing left that this comment or entry switches off. Take it out before it hides
    /// the next finding.
    SwitchUnused = "HL016", Format, Advice, "a switch that switches nothing off";

    /// Outcomes are a closed list, as counts of losses and walls rest on them. A word that is
    /// none of them is counted as a loss of its own kind. Take the nearest of the list, and put
    /// the rest into `tldr`.
    Outcome = "HL101", Vocabulary, Error, "an outcome nobody declared";
    /// The stage decides which dropped balls were possible at all. One that nobody declared
    /// has no place in the order, so denominators come out wrong. A team that has other stages
    /// names all of them, in order, in `stages` of hirelog.toml.
    Stage = "HL102", Vocabulary, Error, "a stage nobody declared";
    /// The word is counted under its own name, apart from what it may mean. `wanted` against
    /// `pitched` only works where both use the same words.
    Priority = "HL103", Vocabulary, Warning, "a priority nobody declared";
    /// The word is counted under its own name and marked with `?` in `hirelog patterns`. If a
    /// declared ball means the same, use that: `hirelog vocab` finds it by your own words. If it
    /// is new, declare it in hirelog.toml.
    ///
    /// ```toml
    /// [[dropped_ball]]
    /// slug = "panel-not-briefed"
    /// party = "manager"
    /// meaning = "Interviewers met the candidate without knowing what to look for."
    /// ```
    Ball = "HL104", Vocabulary, Warning, "a dropped ball nobody declared";
    /// A ball belongs to the party that can carry it next time. In another party's section it is
    /// counted apart, and reads as blame. Name it in its own party's section, or name its mirror
    /// here: the same event as this party sees it.
    OtherParty = "HL105", Vocabulary, Warning, "a dropped ball of another party";
    /// People's own words fold into a slug when they are counted; in the file the slug is easier
    /// to search for. `--fix` writes it.
    Alias = "HL106", Vocabulary, Advice, "an alias instead of its slug";
    /// The same word stands in the list twice, perhaps under two names. It is counted once.
    /// `--fix` takes the later one out.
    Repeated = "HL107", Vocabulary, Warning, "a word that is in the list twice";
    /// `wanted` and `pitched` are rankings, and a ranking of everything ranks nothing. Keep the
    /// five that mattered most, the most important first.
    TooMany = "HL108", Vocabulary, Warning, "more priorities than a ranking has";
    /// hirelog.toml names a slug that neither the built-in words nor its own have, so that line
    /// does nothing.
    TeamWord = "HL110", Vocabulary, Warning, "a word in hirelog.toml that does not exist";
    /// Two blocks of hirelog.toml declare the same slug; the last one counts. Put them together.
    DeclaredTwice = "HL111", Vocabulary, Warning, "a word that is declared twice";
    /// Two dropped balls claim the same words, so one of the two never gets them. Keep the alias
    /// with the ball that it fits better.
    SharedAlias = "HL112", Vocabulary, Warning, "an alias of two dropped balls";

    /// An outcome cannot lie ahead; it would fall out of every window until then. A day ahead is
    /// taken for another time zone. Mostly the year or the month is mistyped. A promise is made on
    /// the day on which it is written.
    Future = "HL201", Completeness, Error, "a date in the future";
    /// Nothing was logged before the year 2000: a digit is mistyped, and the post-mortem falls out
    /// of every window.
    TooOld = "HL202", Completeness, Warning, "a date too old to be true";
    /// What is counted is the date inside. The name only says where to look: one that says another
    /// day misleads whoever looks for the file, and `list since:`, `export since:` and `@latest`,
    /// which go by names, pass it by. `hirelog edit ID --date` with the right day, also the one that
    /// stands there, renames it; the id stays.
    FileDate = "HL203", Completeness, Advice, "a file named after another day";
    /// Commands name a post-mortem by its id, and two files have the same, letter case aside.
    /// Mostly a sync client made a copy of one that was changed in two places, or somebody copied
    /// it. One of them is counted, the plainly named one; every command that leaves out the other
    /// says so. Bring the two together and delete one; or, if it is another post-mortem, give it
    /// another ending.
    SameId = "HL204", Completeness, Error, "two files with one id";
    /// Two post-mortems have the same case, outcome and day, so they are one, and one of them is
    /// counted: the one in which more is written. Keep that, and move into it what the other says.
    SameOutcome = "HL205", Completeness, Warning, "one outcome written down twice";
    /// Two files hold the same bytes under two ids. Where the name of one says that it is a copy
    /// (it was not given by hirelog, or is made of the other's), or they have a case, one of them
    /// is counted. Otherwise both are, as two candidates can have had the same day: give each its
    /// case, or delete one.
    Identical = "HL206", Completeness, Warning, "two files that say the same";
    /// A role or a team is written in one way here and in another elsewhere: with other blanks,
    /// with a hyphen, in letters that only look the same. Where blanks and letters alone differ
    /// they are counted as one; otherwise apart, so that what recurs may be missed.
    Spelling = "HL207", Completeness, Advice, "one name written in two ways";
    /// Two imports, of two systems or by two people, each wrote a file of one outcome of a role,
    /// on the same day or the next: most likely one candidate. As long as nobody has written in one
    /// of them, it is not counted. Keep the one in which more is written, and delete the other.
    TwoImports = "HL208", Completeness, Warning, "one outcome from two imports";
    /// Nobody leaves early in a screen, and no offer is declined before there is one: one of the
    /// two is a slip, and each rate that is counted by stage has it in the wrong place. Put right
    /// whichever is wrong.
    NotThere = "HL209", Completeness, Advice, "an outcome at a stage where it cannot be";
    /// Two files tell of one role, one outcome and one day, each has what the other lacks, and their
    /// cases differ: two people may have written down one outcome, which is counted twice then.
    /// Bring the parts together in one file and delete the other; two candidates can also have had
    /// the same day.
    PerhapsOne = "HL210", Completeness, Advice, "two files that may be one outcome";
    /// A section says something, and not which party wrote it. Counts tell sections in a party's
    /// own words from those that others wrote about it: set `by`.
    Unsigned = "HL211", Completeness, Warning, "a section without an author";
    /// `by` is set, and nothing is written. Nobody has looked at this part yet, and it is counted
    /// so; a party with nothing to own says that in a sentence.
    SignedOnly = "HL212", Completeness, Advice, "an author without a section";
    /// The section promises something for next time and owns nothing. It counts as not written,
    /// so nobody learns whether the promise helped. Say in `owned` or `dropped` what it is about.
    NextOnly = "HL213", Completeness, Warning, "a promise without a dropped ball";
    /// No party has written anything. That is fine on the day; then it is forgotten.
    /// `hirelog ask` writes each party its questions.
    Unwritten = "HL214", Completeness, Advice, "a post-mortem nobody has written in";
    /// The manager's or the recruiter's section has been open for more than 30 days, and is being
    /// forgotten. A party with nothing to own says that in a sentence. After 90 days nobody is
    /// asked any more.
    Open = "HL215", Completeness, Advice, "a section open for more than 30 days";
    /// Without a stage every dropped ball counts as possible, and the wall at which candidates
    /// are lost cannot be seen.
    NoStage = "HL216", Completeness, Advice, "a post-mortem without a stage";
    /// Several balls are dropped, and nothing says which of them `next` is about. It is shown as it
    /// is written, and nobody learns whether it helped: name the ball in `next_for`.
    ///
    /// ```toml
    /// next_for = ["feedback-late"]
    /// ```
    WhichBall = "HL217", Completeness, Advice, "a promise about one of several balls";
    /// `next_for` names a ball that the section does not drop, so the promise is not judged by it.
    /// Mostly the ball was taken out of `dropped`, or is misspelt.
    PromisedBall = "HL218", Completeness, Warning, "a promise about a ball that is not dropped";
    /// `dropped = []` says that nothing was dropped, and a sentence beside it says what a ball of the
    /// vocabulary says. The section counts as a chance without a drop. Files of hirelog 0.1 have such
    /// a list without anybody having meant it. Name the ball, or leave it as it is where it is meant.
    PlainBall = "HL219", Completeness, Advice, "a sentence that says a ball, beside an empty list";
    /// The team promised, in `retain` of hirelog.toml, to keep what is written about people no
    /// longer than this. `hirelog redact` strips the sentences and keeps what counts are made of.
    /// A post-mortem with a `hold` is left out.
    Retain = "HL221", Completeness, Warning, "a post-mortem kept longer than promised";
    /// Nobody has decided how long sentences about people are kept. In many countries somebody
    /// must. Said once for the log.
    ///
    /// ```toml
    /// [policy]
    /// retain = "12m"
    /// ```
    RetainUnset = "HL222", Completeness, Advice, "no period of keeping";
    /// `hold` is there and blank, so it holds nothing. Say why nothing may redact or remove this
    /// file, or take the key out.
    HoldBlank = "HL223", Completeness, Warning, "a hold without a reason";
}

impl Code {
    /// Whether a team may switch it off: a file that cannot be read is not there
    /// to be judged.
    pub const fn can_be_switched_off(self) -> bool {
        !matches!(
            self,
            Self::Unreadable
                | Self::NotAFile
                | Self::TooLarge
                | Self::NotText
                | Self::Conflict
                | Self::Syntax
                | Self::Missing
                | Self::WrongType
                | Self::NotAllowed
                | Self::Switch
                | Self::SwitchReason
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

spelled! {
    /// What a rule is about; the word by which a team refuses a whole kind.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Family {
        Format = "format",
        Vocabulary = "vocabulary",
        Completeness = "completeness",
        Blame = "blame",
        Privacy = "privacy",
        Protected = "protected",
        Commitment = "commitment",
        Merge = "merge",
    }
}

spelled! {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Severity {
        /// The text cannot be used as it is.
        Error = "error",
        /// It can, but something in it will surprise.
        Warning = "warning",
        /// Something to think about; nobody has to do anything.
        Advice = "advice",
    }
}

/// One line of the table of all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub code: Code,
    pub severity: Severity,
    pub title: String,
    /// What it means, why it matters and what to do; examples between lines of
    /// three backticks.
    pub explanation: String,
}
