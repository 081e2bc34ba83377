//! Where the folders of tests lie.

use tempfile::TempDir;

/// A folder that goes with its test: in memory, where the system has room there and runs
/// programs that lie there, as each flush to a disk is a wait.
pub fn folder() -> std::io::Result<TempDir> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{StatVfsMountFlags, statvfs};
        let is_fit = |place: &str| {
            statvfs(place).is_ok_and(|about| {
                let is_roomy = about.f_bavail.saturating_mul(about.f_frsize) >= 1 << 30;
                is_roomy && !about.f_flag.contains(StatVfsMountFlags::NOEXEC)
            })
        };
        if is_fit("/dev/shm")
            && let Ok(folder) = tempfile::tempdir_in("/dev/shm")
        {
            return Ok(folder);
        }
    }
    tempfile::tempdir()
}
