//! The folder of files: finding it, its settings, reading it, changing it. The
//! only room that touches the disk, and the only one that knows TOML.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the room that touches the disk"
)]

mod array;
mod conflict;
mod decisions;
mod edit;
mod find;
mod input;
mod locate;
mod read;
mod remarks;
mod settings;
mod tasks;
mod threads;
mod value;
mod wait;
mod write;

pub use decisions::{Decisions, LoadedDecision, decode_decision, encode_decision};
pub use edit::encode::{ball_block, encode, encode_below};
pub use edit::revise::revise;
pub use edit::reword::{Declaration, Rewording};
pub use find::{LATEST, Loaded, NamedFile, is_whole_name};
pub use input::{assignment, files_in, from_json, open, read_bytes, read_user_settings};
pub use locate::{Located, Log, Origin, log_of, logs_below};
pub use read::Reading;
pub use read::comments::switches;
pub use read::decode::{Decoded, Defaults, decode, decode_with};
pub use read::folder::files_below;
pub use read::found::is_pipe;
pub use read::held::tells;
pub use read::mark::{AS_IMPORTED, ImportOrigin, MARK};
pub use read::places::{name_fields, place, spliced};
pub use read::several::LogPart;
pub use read::text::{LARGEST, Prose, file_at, prose, text, text_of};
pub use read::twins::outcome_told;
pub use read::walk::LogFile;
pub use remarks::{Remark, decision_remarks, remarks, remarks_beside};
pub use settings::{ImportSettings, TEAM_FILE, TeamSettings, UserSettings};
pub use tasks::hook::{HOOKS, Hook, InstalledHook, add_hook, installed_hooks};
pub use tasks::init::{KeptBy, Made, add_file, add_workflows, below, has, init};
pub use tasks::marks::{keep_secret, read_secret};
pub use tasks::rename::{Renamed, Renaming};
pub use tasks::schema::{Described, schema};
pub use tasks::strays::{Why, names_case};
pub use wait::{Waits, say_waits_by};
pub use write::batch::Batch;
pub use write::change::rewrite;
pub use write::draft::Draft;
pub use write::page::{Output, page_in};
pub use write::target::{check_writable, whole_path};
pub use write::unfinished::{Resumption, Unfinished};

#[cfg(test)]
mod tests;
