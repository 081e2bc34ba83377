//! Which program this is, for scripts that start it later from elsewhere.

use super::Context;
use std::env;
use std::path::PathBuf;

const NAME: &str = "hirelog";

impl Context {
    /// This program by a path that lasts: the one under which the PATH has it, as
    /// an update may put the file itself elsewhere. `None` where the system does
    /// not say.
    pub fn program(&self) -> Option<PathBuf> {
        let own = env::current_exe().ok()?;
        let real = own.canonicalize().ok()?;
        let path = env::var_os("PATH").unwrap_or_default();
        let on_path = env::split_paths(&path)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(NAME).with_extension(env::consts::EXE_EXTENSION))
            .find(|file| file.canonicalize().is_ok_and(|file| file == real));
        Some(on_path.unwrap_or(own))
    }
}
