//! What a decision rests on.

use super::spelled::spelled;

spelled! {
    /// What makes it happen when nobody remembers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum RestsOn {
        /// Nothing yet.
        Memory = "memory",
        /// A list that somebody goes through.
        List = "list",
        /// It happens unless somebody stops it.
        Default = "default",
        /// The step cannot go on without it.
        Gate = "gate",
    }
}
