//! Whether one party keeps the log for itself, as a candidate does who logs the
//! interviews of a search.

use crate::model::{Entry, Party};

/// The party that writes everything, about itself first: no section names
/// another writer, its own is written in most post-mortems, and the others'
/// together in less than half.
///
/// A candidate's log is known by that alone. A manager or recruiter who writes
/// only the own part may as well be a team that leaves the others out; there
/// `usually`, the party the reader usually is, has to say so too.
pub fn keeper(entries: &[&Entry], usually: Option<Party>) -> Option<Party> {
    let mut written = [0; 3];
    let mut writers = [false; 3];
    for entry in entries {
        for (party, section) in entry.post_mortem.by_party() {
            if section.is_written() {
                written[party.index()] += 1;
                if let Some(by) = section.by {
                    writers[by.index()] = true;
                }
            }
        }
    }
    let all: usize = written.iter().sum();
    Party::ALL.into_iter().find(|party| {
        let own = written[party.index()];
        let others_write = Party::ALL
            .iter()
            .any(|other| other != party && writers[other.index()]);
        let is_known = match party {
            Party::Candidate => writers[party.index()] || usually == Some(*party),
            Party::Manager | Party::Recruiter => usually == Some(*party),
        };
        is_known
            && !others_write
            && own > 0
            && 2 * own >= entries.len()
            && 2 * (all - own) < entries.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Id, PostMortem};

    /// One entry a word: who wrote each party's section, `.` for nobody and `?`
    /// for somebody.
    fn log(words: &str) -> Vec<Entry> {
        let entry = |word: &str| {
            let mut post_mortem = PostMortem::new(Day::FIRST, "rejected");
            for (section, by) in post_mortem.sections.iter_mut().zip(word.chars()) {
                if by != '.' {
                    section.owned = "I did not ask.".to_owned();
                }
                let by = Party::ALL
                    .into_iter()
                    .find(|party| party.as_str().starts_with(by));
                section.by = by;
            }
            let (id, path) = (Id::from_stem(word), String::new());
            Entry {
                id,
                path,
                post_mortem,
                imported: false,
            }
        };
        words.split(' ').map(entry).collect()
    }

    #[test]
    fn a_log_is_kept_by_one_party_that_writes_about_itself() {
        let (candidate, manager, recruiter) = (Party::Candidate, Party::Manager, Party::Recruiter);
        for (words, usually, expected) in [
            (".c. .c. .c.", None, Some(candidate)),
            (".c. .c. .cc", None, Some(candidate)),
            (".?. .?. .?.", None, None),
            (".?. .?. .?.", Some(candidate), Some(candidate)),
            (".c. .c. mc.", None, None),
            (".cc ccc .c.", None, None),
            (".c. ... ...", None, None),
            ("m.. m.. m..", None, None),
            ("m.. m.. m..", Some(manager), Some(manager)),
            ("m.. m.. m..", Some(recruiter), None),
            ("rrr rrr rrr", Some(recruiter), None),
            ("..r ..r r.r", Some(recruiter), Some(recruiter)),
            ("...", Some(candidate), None),
        ] {
            let log = log(words);
            let entries: Vec<_> = log.iter().collect();
            assert_eq!(keeper(&entries, usually), expected, "{words} {usually:?}");
        }
    }
}
