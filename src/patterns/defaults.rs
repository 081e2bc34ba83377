//! What counts where nobody says otherwise. Help texts and the template of
//! `hirelog.toml` say it again in words; `tests/it/manual.rs` holds them to it.

/// The days that are looked at.
pub const WINDOW: &str = "90d";
/// From how many post-mortems in a window a dropped ball recurs.
pub const THRESHOLD: u32 = 3;
