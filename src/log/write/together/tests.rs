use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Files {
    folder: TempDir,
    replacements: Vec<Replacement>,
}

fn never() -> bool {
    false
}

/// So many files in two folders and one in the root, each to be changed.
fn files(count: usize) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let replacements: Vec<_> = (0..count)
        .map(|number| {
            let below = ["logs/2025", "logs/2026", ""][number % 3];
            let file = folder.path().join(below).join(format!("{number}.toml"));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let old = format!("old {number}\n");
            fs::write(&file, &old).unwrap();
            Replacement {
                file,
                old,
                new: format!("new {number}\r\n"),
            }
        })
        .collect();
    Files {
        folder,
        replacements,
    }
}

impl Files {
    fn replace(&self) -> Result<bool, Error> {
        replace_all(self.folder.path(), &self.replacements, &never)
    }

    fn hold(&self, text: impl Fn(&Replacement) -> &String) {
        for one in &self.replacements {
            assert_eq!(&fs::read_to_string(&one.file).unwrap(), text(one));
        }
        for folder in ["", "logs/2025", "logs/2026"] {
            for entry in fs::read_dir(self.folder.path().join(folder)).unwrap() {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(!name.starts_with('.'), "{name} was left behind");
            }
        }
    }
}

fn says_that_none_changed(failed: &Error, file: &Path) {
    assert!(failed.what.contains(&path_text(file)), "{failed:?}");
    assert!(
        failed.hints[0].starts_with("no file was changed"),
        "{failed:?}"
    );
}

#[test]
fn all_files_change() {
    let files = files(7);
    assert!(files.replace().unwrap());
    files.hold(|one| &one.new);
}

#[test]
fn a_file_that_somebody_wrote_meanwhile_stops_it() {
    let mut files = files(7);
    let theirs = "theirs\n".to_owned();
    fs::write(&files.replacements[5].file, &theirs).unwrap();
    assert!(!files.replace().unwrap());
    files.replacements[5].old = theirs;
    files.hold(|one| &one.old);
}

#[test]
fn a_folder_in_the_way_stops_it_before_anything_is_written() {
    let mut files = files(7);
    let gone = files.replacements.remove(5);
    fs::remove_file(&gone.file).unwrap();
    fs::create_dir(&gone.file).unwrap();
    files.replacements.push(gone);
    let failed = files.replace().unwrap_err();
    let gone = files.replacements.pop().unwrap();
    says_that_none_changed(&failed, &gone.file);
    files.hold(|one| &one.old);
}

#[test]
fn a_folder_that_is_gone_stops_it_before_anything_is_written() {
    let mut files = files(7);
    let folder = files.folder.path().join("logs/2025");
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "").unwrap();
    let failed = files.replace().unwrap_err();
    says_that_none_changed(&failed, &folder);
    fs::remove_file(&folder).unwrap();
    fs::create_dir(&folder).unwrap();
    files
        .replacements
        .retain(|one| !one.file.starts_with(&folder));
    files.hold(|one| &one.old);
}

#[test]
fn what_somebody_writes_right_after_it_is_not_taken_for_a_failure() {
    let files = files(300);
    let last = files.replacements.last().unwrap();
    let target = WriteTarget::within(files.folder.path(), &last.file);
    let theirs = || {
        // As an edit does that read the new text as soon as it was there.
        while !matches!(
            write::replace(&target, last.new.as_bytes(), b"theirs\n"),
            Ok(true)
        ) {}
    };
    let done = std::thread::scope(|scope| {
        let theirs = scope.spawn(theirs);
        let done = files.replace();
        theirs.join().unwrap();
        done
    });
    assert!(done.unwrap());
    assert_eq!(fs::read_to_string(&last.file).unwrap(), "theirs\n");
}

/// A new text that vanishes between being written and taking its name: the one
/// failure that comes when others have changed already.
#[test]
fn a_failure_half_way_takes_back_what_was_written() {
    for failing in 0..7 {
        let files = files(7);
        let root = files.folder.path();
        let waiting = WaitingTexts::write(root, &files.replacements, &never).unwrap();
        fs::remove_file(waiting.place(failing)).unwrap();
        let failed = place(files.folder.path(), waiting, &files.replacements, ()).unwrap_err();
        says_that_none_changed(&failed, &files.replacements[failing].file);
        files.hold(|one| &one.old);
    }
}

#[test]
fn what_cannot_be_taken_back_is_named_and_what_is_theirs_is_left_to_them() {
    let files = files(7);
    let waiting = WaitingTexts::write(files.folder.path(), &files.replacements, &never).unwrap();
    waiting.put_in_place(&files.replacements).unwrap();
    let [stuck, theirs] = [1, 2].map(|number| &files.replacements[number].file);
    fs::remove_file(stuck).unwrap();
    fs::create_dir(stuck).unwrap();
    fs::write(theirs, "theirs\n").unwrap();
    assert_eq!(
        take_back(files.folder.path(), &files.replacements),
        std::slice::from_ref(stuck)
    );
    assert_eq!(fs::read_to_string(theirs).unwrap(), "theirs\n");
    assert_eq!(
        fs::read_to_string(&files.replacements[0].file).unwrap(),
        "old 0\n"
    );
}

#[test]
fn it_can_be_stopped_as_long_as_nothing_has_happened() {
    let files = files(7);
    let asked = AtomicUsize::new(0);
    let stop = || asked.fetch_add(1, Ordering::Relaxed) > 4;
    let stopped = replace_all(files.folder.path(), &files.replacements, &stop).unwrap_err();
    assert_eq!(stopped.kind, Kind::Interrupted);
    files.hold(|one| &one.old);
}

#[test]
fn what_a_killed_process_left_waiting_is_cleared_up() {
    let files = files(4);
    let left = files.folder.path().join(".hirelog-a1B2c3.waiting");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("0"), "new 0\n").unwrap();
    let other = files.folder.path().join(".hirelog-notes");
    fs::create_dir(&other).unwrap();
    files.replace().unwrap();
    assert!(other.is_dir());
    fs::remove_dir(&other).unwrap();
    files.hold(|one| &one.new);
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let files = files(1);
    let file = &files.replacements[0].file;
    fs::set_permissions(file, fs::Permissions::from_mode(0o640)).unwrap();
    files.replace().unwrap();
    let mode = fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
