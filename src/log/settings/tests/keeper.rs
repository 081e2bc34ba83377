//! Who keeps a log alone.

use super::*;

#[test]
fn a_candidate_keeps_a_log_or_nobody_does() {
    let keeper = |source: &str| {
        let (settings, problems) = team(source);
        (settings.keeper, problems.len())
    };
    assert_eq!(keeper("schema = 1\n"), (None, 0), "the file does not say");
    assert_eq!(keeper("keeper = ''\n"), (Some(None), 0));
    let candidate = (Some(Some(Party::Candidate)), 0);
    assert_eq!(keeper("keeper = 'candidate'\n"), candidate);
    for wrong in ["'manager'", "'me'", "true"] {
        let (_, problems) = keeper(&format!("keeper = {wrong}\n"));
        assert_eq!(problems, 1, "{wrong}");
    }
}
