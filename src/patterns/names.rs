//! Names of roles and teams that are the same however somebody spells them.

/// Two spellings of one role or team: letter case and outer spaces aside.
pub(super) fn same_name(name: &str) -> String {
    name.trim().to_lowercase()
}
