//! What an archive may not hold, and how much of it: refused in bounded memory, without the
//! names in it.

#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs programs, and stops where it cannot go on"
)]

use crate::exports::{TABLE, import, zipped};
use crate::support::{HIRELOG, Sandbox};
use std::fs::File;
use std::io::Cursor;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[test]
fn what_an_archive_may_not_hold_is_refused_without_its_name() {
    let sandbox = Sandbox::with_log();
    let plain = zipped(&[("Zz.csv", TABLE)]);
    let mut linked = ZipWriter::new(Cursor::new(Vec::new()));
    linked
        .add_symlink("Zz.csv", "/etc/passwd", SimpleFileOptions::default())
        .unwrap();
    let linked = linked.finish().unwrap().into_inner();
    // The flag that says so, in both heads of the entry.
    let mut encrypted = plain.clone();
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let head = encrypted
            .windows(4)
            .position(|bytes| bytes == mark)
            .unwrap();
        encrypted[head + at] |= 1;
    }
    let names: Vec<_> = (0..1_001).map(|number| format!("{number}.csv")).collect();
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let large = vec![b' '; 51 << 20];
    for (bytes, says) in [
        (linked, "entry 1 of the archive is a link"),
        (encrypted, "entry 1 of the archive is encrypted"),
        (
            zipped(&[("Zz.zip", &plain)]),
            "entry 1 of the archive is an archive",
        ),
        (zipped(&many), "more than 1,000 entries"),
        (
            zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/Zz.xml", &large)]),
            "more than 50 MB unpacked",
        ),
        (
            zipped(&[("Zz.csv", TABLE), ("Zz2.csv", TABLE)]),
            "several tables",
        ),
        (plain[..plain.len() - 9].to_vec(), "the archive is broken"),
        (b"\x1f\x8b\x08Zz".to_vec(), "a gzip archive"),
    ] {
        sandbox.put("work/csv.zip", bytes);
        let said = import(&sandbox, "csv.zip", &[]).failed(2);
        assert!(
            said.contains(says) && !said.contains("Zz"),
            "{says}: {said}"
        );
        assert_eq!(sandbox.logged().len(), 0, "{says}");
    }
    sandbox.put("work/csv.zip", plain);
    assert_eq!(import(&sandbox, "csv.zip", &[]).ok().lines().count(), 1);
}

/// A gigabyte of zeros, packed: one of them, and then "the last 258 bytes again".
fn packed_zeros() -> Vec<u8> {
    let begin = [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0];
    let again = [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0];
    let again = again.iter().cycle().take(again.len() * ((1 << 30) / 258));
    let bits: Vec<u8> = begin.iter().chain(again).copied().collect();
    let byte = |bits: &[u8]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit);
    bits.chunks(8).map(byte).collect()
}

/// An archive of one such entry, which says that it holds so many bytes.
fn bomb(name: &str, packed: &[u8], says: u32) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file(name, stored).unwrap();
    std::io::Write::write_all(&mut archive, packed).unwrap();
    let mut bytes = archive.finish().unwrap().into_inner();
    let behind = packed.len() + 30 + name.len();
    for (head, method) in [(0, 8), (behind, 10)] {
        bytes[head + method] = 8;
        let size = head + method + 14;
        bytes[size..size + 4].copy_from_slice(&says.to_le_bytes());
    }
    bytes
}

#[test]
fn no_more_is_unpacked_than_may_be_whatever_an_archive_says() {
    let sandbox = Sandbox::with_log();
    let packed = packed_zeros();
    let larger = "the archive is broken";
    for (name, says, said) in [
        ("Zz.csv", (1 << 30) + 1, "the archive holds more than 1 GiB"),
        ("Zz.csv", u32::MAX - 1, "the archive holds more than 1 GiB"),
        ("Zz.csv", 99, larger),
        ("Zz.csv", 0, larger),
        ("xl/workbook.xml", 99, larger),
        ("xl/workbook.xml", 1 << 30, "more than 50 MB unpacked"),
    ] {
        sandbox.put("work/csv.zip", bomb(name, &packed, says));
        let mut shell = sandbox.command("sh");
        let import = "ulimit -v 262144; exec \"$0\" import csv.zip --from csv";
        let stderr = sandbox.run(shell.args(["-c", import, HIRELOG])).failed(2);
        assert!(stderr.contains(said) && !stderr.contains("Zz"), "{stderr}");
    }
    // A file that is too large is not begun, and neither is one of a folder.
    let zip = File::create(sandbox.path("work/csv.zip")).unwrap();
    std::io::Write::write_all(&mut &zip, b"PK\x03\x04 and more").unwrap();
    zip.set_len((1 << 30) + 1).unwrap();
    let said = import(&sandbox, "csv.zip", &[]).failed(2);
    assert!(said.contains("csv.zip is larger than 1 GiB"), "{said}");
    sandbox.put("work/csv/a.csv", TABLE);
    let file = File::create(sandbox.path("work/csv/b.csv")).unwrap();
    file.set_len(1 << 30).unwrap();
    let said = import(&sandbox, "csv", &[]).failed(2);
    assert!(said.contains("1,000 files of 1 GiB at most"), "{said}");
    assert_eq!(sandbox.logged().len(), 0);
}
