//! Which of the files beside an export one is.

use super::record;
use super::system::System;
use super::table;

/// A side file, by the flag that takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideFile {
    Offers,
    Reasons,
    Rejections,
    Jobs,
    Stages,
    History,
}

impl SideFile {
    pub const ALL: [Self; 6] = [
        Self::Offers,
        Self::Reasons,
        Self::Rejections,
        Self::Jobs,
        Self::Stages,
        Self::History,
    ];

    pub const fn flag(self) -> &'static str {
        match self {
            Self::Offers => "--offers",
            Self::Reasons => "--reasons",
            Self::Rejections => "--rejections",
            Self::Jobs => "--jobs",
            Self::Stages => "--stages",
            Self::History => "--history",
        }
    }

    /// Which one the records of a stream are, by its name.
    pub fn of_stream(stream: &str) -> Option<Self> {
        let known = [
            ("offers", Self::Offers),
            ("rejectiondetails", Self::Rejections),
            ("reasons", Self::Reasons),
            ("jobs", Self::Jobs),
            ("postings", Self::Jobs),
            ("stages", Self::Stages),
            ("history", Self::History),
        ];
        let found = known.iter().find(|(name, _)| stream.ends_with(name));
        found.map(|(_, kind)| *kind)
    }

    /// Which one a text is, by the keys in it; `None` for the applications themselves.
    pub fn of_text(text: &[u8], system: System) -> Option<Self> {
        let start = &text[..text.len().min(1 << 16)];
        let has =
            |key: &str| memchr::memmem::find(start, format!("\"{key}\"").as_bytes()).is_some();
        let all = |keys: &[&str]| keys.iter().all(|key| has(key));
        let any = |keys: &[&str]| keys.iter().any(|key| has(key));
        let is_json = matches!(start.trim_ascii().first(), Some(b'{' | b'['));
        let first = start.split(|byte| *byte == b'\n').next();
        let is_stream = first.is_some_and(|line| record::stream(line).is_some());
        if system == System::Csv || !is_json || is_stream || table::has_keys_of(start, system) {
            return None;
        }
        Some(match () {
            () if has("enteredStageAt") => Self::History,
            () if any(&["acceptanceStatus", "resolved_at", "sentAt", "signatures"]) => Self::Offers,
            () if all(&["application_id", "rejection_reason_id"]) => Self::Rejections,
            () if any(&[
                "department_id",
                "departments",
                "requisition_id",
                "categories",
                "employmentType",
                "confidential",
            ]) =>
            {
                Self::Jobs
            }
            () if has("reasonType") || all(&["name", "type"]) || all(&["text", "type"]) => {
                Self::Reasons
            }
            () if all(&["id", "text"]) => Self::Stages,
            () => return None,
        })
    }
}
