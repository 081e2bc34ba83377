//! Which of the files beside an export one is.

use super::record;
use super::system::System;
use super::table;
use crate::model::spelled;

spelled! {
    /// A side file, by the flag that takes it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum SideFile {
        Offers = "--offers",
        Reasons = "--reasons",
        Rejections = "--rejections",
        Jobs = "--jobs",
        Stages = "--stages",
        History = "--history",
    }
}

impl SideFile {
    /// Which one the records of a stream are, by its name.
    pub fn of_stream(stream: &str) -> Option<Self> {
        let mut known = Self::ALL.into_iter();
        match stream {
            _ if stream.ends_with("postings") => Some(Self::Jobs),
            _ if stream.ends_with("rejectiondetails") => Some(Self::Rejections),
            _ => known.find(|kind| stream.ends_with(kind.as_str().trim_start_matches('-'))),
        }
    }

    /// Which one a text is, by the keys in it; `None` for the applications themselves.
    pub fn of_text(text: &[u8], system: System) -> Option<Self> {
        let start = &text[..text.len().min(1 << 16)];
        let has =
            |key: &str| memchr::memmem::find(start, format!("\"{key}\"").as_bytes()).is_some();
        let all = |keys: &str| keys.split(' ').all(has);
        let any = |keys: &str| keys.split(' ').any(has);
        let is_json = matches!(start.trim_ascii().first(), Some(b'{' | b'['));
        let first = start.split(|byte| *byte == b'\n').next();
        let is_stream = first.is_some_and(|line| record::stream(line).is_some());
        if system == System::Csv || !is_json || is_stream || table::has_keys_of(start, system) {
            return None;
        }
        Some(match () {
            () if has("enteredStageAt") => Self::History,
            () if any("acceptanceStatus resolved_at sentAt signatures") => Self::Offers,
            () if all("application_id rejection_reason_id") => Self::Rejections,
            () if any(
                "department_id departments requisition_id categories employmentType confidential",
            ) =>
            {
                Self::Jobs
            }
            () if has("reasonType") || all("name type") || all("text type") => Self::Reasons,
            () if all("id text") => Self::Stages,
            () => return None,
        })
    }
}
