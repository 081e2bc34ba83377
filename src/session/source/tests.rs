//! What logs are called beside each other.

use super::*;

#[test]
fn a_log_is_called_by_as_much_of_its_path_as_tells_it_apart() {
    let of = |paths: &[&str]| names(&paths.iter().map(Path::new).collect::<Vec<_>>());
    assert_eq!(of(&["/w/data", "/w/platform"]), ["data", "platform"]);
    assert_eq!(
        of(&["/w/data/log", "/w/platform/log", "/w/old"]),
        ["data/log", "platform/log", "old"]
    );
    assert_eq!(of(&["/log", "/w/log"]), ["log", "w/log"]);
}
