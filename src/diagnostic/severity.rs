//! How much a problem weighs.

use crate::model::spelled;

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
