//! What a log does to its files, and what it leaves alone.

use super::*;
use crate::model::{Day, Party};
use std::cell::Cell;
use std::os::unix::fs::{PermissionsExt, symlink};

#[test]
fn a_new_file_gets_a_fresh_id_and_takes_nobodys_place() {
    let taken = "logs/2019/2019-01-01-other-22222.toml";
    let (folder, log) = log(&[(taken, VALID)]);
    // The names with 33333 and 44444 are taken by what is no post-mortem.
    symlink(
        "nowhere",
        folder.path().join("logs/2026-11-20-analyst-33333.toml"),
    )
    .unwrap();
    fs::create_dir_all(
        folder
            .path()
            .join("logs/2026/2026-11-20-analyst-44444.toml"),
    )
    .unwrap();
    symlink(
        "../../hirelog.toml",
        folder
            .path()
            .join("logs/2026/2026-11-20-analyst-55555.toml"),
    )
    .unwrap();
    let drawn = Cell::new(0);
    let random = |bytes: &mut [u8]| {
        let next: u8 = drawn.get();
        drawn.set(next + 1);
        // Bytes past 251 would favour some characters; such a draw is no id.
        bytes.fill([255, 0, 2, 3, 4][usize::from(next % 5)]);
        Ok(())
    };
    let path = log
        .create(VALID, analyst().date, Some("Analyst"), random)
        .unwrap();
    assert_eq!(
        (path.as_str(), drawn.get()),
        ("logs/2026/2026-11-20-analyst-66666.toml", 5)
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(&path)).unwrap(),
        VALID
    );
    assert!(
        refusal(log.create(VALID, analyst().date, Some("Analyst"), random)).contains("no free id")
    );
    assert!(
        refusal(
            log.create(VALID, analyst().date, None, |_| Err(io::Error::other(
                "none"
            )))
        )
        .contains("id")
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(taken)).unwrap(),
        VALID
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(TEAM_FILE)).unwrap(),
        include_str!("../../../templates/hirelog.toml")
    );
    assert!(
        names(folder.path())
            .iter()
            .all(|name| !name.contains("tmp"))
    );
    let mode = |path: &str| {
        fs::metadata(folder.path().join(path))
            .unwrap()
            .permissions()
            .mode()
    };
    put(folder.path(), "usual", "");
    assert_eq!(mode(&path), mode("usual"), "the team may read it");
}

#[test]
fn a_role_without_a_slug_is_left_out_of_the_name_and_a_year_has_four_digits() {
    let (_folder, log) = log(&[]);
    for role in [None, Some("プラットフォーム"), Some("../../etc")] {
        let path = log
            .create(VALID, Day::FIRST, role, |bytes| {
                getrandom::fill(bytes).map_err(io::Error::other)
            })
            .unwrap();
        let slug = if role == Some("../../etc") {
            "etc-"
        } else {
            ""
        };
        assert!(
            path.starts_with(&format!("logs/0000/0000-01-01-{slug}")),
            "{path}"
        );
        assert_eq!(
            path.len(),
            "logs/0000/0000-01-01-k7f3q.toml".len() + slug.len(),
            "{path}"
        );
    }
}

#[test]
fn a_log_whose_files_lie_beside_the_team_file_keeps_them_there() {
    for logs in [".", "./", "a/../.", "./a//b/"] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), TEAM_FILE, format!("logs = \"{logs}\"\n"));
        let Ok(log) = Log::open(folder.path()) else {
            continue;
        };
        assert!(!Path::new(log.logs()).is_absolute());
        let path = Path::new(log.logs()).join("2026/x.toml");
        assert!(
            folder.path().join(&path).starts_with(folder.path()),
            "{logs} leads to {path:?}"
        );
        let path = log
            .create(VALID, analyst().date, Some("Analyst"), |bytes| {
                bytes.fill(7);
                Ok(())
            })
            .unwrap();
        assert_eq!(log.read(Prose::Whole).unwrap().entries[0].path, path);
    }
}

#[test]
fn a_replaced_file_keeps_its_permissions_and_what_others_wrote() {
    let path = "logs/2026/2026-11-20-k7f3q.toml";
    let (folder, log) = log(&[(path, VALID)]);
    let file = folder.path().join(path);
    for mode in [0o640, 0o600, 0o755] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let revised = log.revise(path, |old| {
            let mut new = old.clone();
            new.section_mut(Party::Manager).next = format!("Ask. {mode}").into();
            Ok(new)
        });
        assert!(revised.unwrap().1);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o7777,
            mode
        );
    }
    let shown = log.load(path).unwrap();
    put(folder.path(), path, dated("2026-11-19"));
    assert!(
        !log.replace(&shown, VALID).unwrap(),
        "somebody else wrote it"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), dated("2026-11-19"));
    let unchanged = log.revise(path, |old| Ok(old.clone()));
    assert!(!unchanged.unwrap().1);
    let turns = Cell::new(0);
    let revised = log.revise(path, |old| {
        if turns.replace(turns.get() + 1) < 2 {
            put(
                folder.path(),
                path,
                dated(&format!("2026-11-0{}", turns.get())),
            );
        }
        Ok(PostMortem {
            team: Some("data".into()),
            ..old.clone()
        })
    });
    assert!(revised.unwrap().1);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        dated("2026-11-02") + "team = \"data\"\n"
    );
    let never = log.revise(path, |old| {
        put(
            folder.path(),
            path,
            dated(&format!(
                "2026-10-{}",
                10 + turns.replace(turns.get() + 1) % 20
            )),
        );
        Ok(PostMortem {
            team: Some("other".into()),
            ..old.clone()
        })
    });
    assert!(refusal(never).contains("kept changing"));
    assert_eq!(
        names(folder.path())
            .iter()
            .filter(|name| name.contains("hirelog-"))
            .count(),
        0
    );
}

#[test]
fn a_file_too_large_to_be_read_again_is_not_written() {
    let path = "logs/2026-11-20-k7f3q.toml";
    let (folder, log) = log(&[(path, VALID)]);
    let mut large = analyst();
    large.section_mut(Party::Manager).owned = "x".repeat(1 << 20).into();
    let text = encode(&large).unwrap();
    let created = log.create(&text, large.date, None, |bytes| {
        bytes.fill(7);
        Ok(())
    });
    assert!(refusal(created).contains("1 MiB"));
    assert!(refusal(log.revise(path, |_| Ok(large.clone()))).contains("1 MiB"));
    assert_eq!(fs::read_to_string(folder.path().join(path)).unwrap(), VALID);
    assert_eq!(log.read(Prose::Whole).unwrap().broken, []);
}

#[test]
fn what_cannot_be_read_or_is_newer_is_never_written() {
    let huge = VALID.to_owned() + &"#".repeat(1 << 20);
    for (bytes, said) in [
        (&b""[..], "the file is empty"),
        (b"\xef\xbb\xbf#", "`schema` is missing"),
        (b"\xff\xfes\0c\0", "is UTF-16"),
        (b"role = \"caf\xe9\"\n", "is not UTF-8: byte 11"),
        (b"\0\0\0", "NUL bytes"),
        (b"<<<<<<< HEAD\n", "conflict marker"),
        (
            b"schema = 2\ndate = 2026-11-20\noutcome = 'x'\n",
            "a newer hirelog",
        ),
        (huge.as_bytes(), "larger than 1 MiB"),
    ] {
        let path = "logs/2026-11-20-k7f3q.toml";
        let (folder, log) = log(&[]);
        put(folder.path(), path, bytes);
        let refused = refusal(log.revise(path, |old| {
            Ok(PostMortem {
                team: Some("a".into()),
                ..old.clone()
            })
        }));
        assert!(refused.contains(said), "{refused}");
        assert_eq!(fs::read(folder.path().join(path)).unwrap(), bytes);
    }
}
