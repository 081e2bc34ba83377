//! Folders: made, and flushed so that a loss of power takes no name that is in them.

use std::fs;
use std::io;
use std::path::Path;

/// Makes a folder that nobody else may enter, where it is not there.
pub(in crate::log) fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    make_folder(folder, &mut builder)
}

/// Makes a folder where it is not there. Those above are flushed: else a loss of power
/// takes its name, and with it all that is put into it.
pub(in crate::log) fn make_folder(folder: &Path, builder: &mut fs::DirBuilder) -> io::Result<()> {
    let is_missing = |folder: &&Path| fs::symlink_metadata(folder).is_err();
    let missing = folder.ancestors().take_while(is_missing).count();
    builder.recursive(true).create(folder)?;
    for made in folder.ancestors().take(missing) {
        // As wherever a folder cannot be flushed, that is no failure.
        let _ = flush_folder(folder_of(made));
    }
    Ok(())
}

pub(in crate::log) fn flush_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

pub(in crate::log) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
