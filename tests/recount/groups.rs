//! The balls counted apart for every group, a second time and obviously.

use crate::generate::{Log, count, log};
use crate::obvious::{could_drop, rows};
use crate::walls::same;
use hirelog::tested::{Entry, Grouping, Text, grouped};
use std::collections::{BTreeMap, BTreeSet};

/// Party, slug and group, and how many of how many.
type Cells = BTreeMap<(String, String, String), (usize, usize)>;

fn counted(log: &Log, by: Grouping) -> Cells {
    let entries: Vec<_> = log.entries.iter().collect();
    let found = grouped(&entries, &log.team.vocabulary, &count(log), by);
    let mut cells = Cells::new();
    for row in &found.rows {
        for (group, share) in found.groups.iter().zip(&row.cells) {
            let group = match by {
                Grouping::Team | Grouping::Role => same(group),
                _ => group.clone(),
            };
            let key = (row.party.as_str().to_owned(), row.slug.clone(), group);
            let known = cells.insert(key, (share.n, share.of));
            assert_eq!(known, None, "two columns of one name");
        }
    }
    cells
}

fn group_of(log: &Log, entry: &Entry, by: Grouping) -> String {
    let post_mortem = &entry.post_mortem;
    let date = post_mortem.date.to_string();
    let name = |name: &Option<Text>| name.as_deref().map(same).unwrap_or_default();
    match by {
        Grouping::Team => name(&post_mortem.team),
        Grouping::Role => name(&post_mortem.role),
        Grouping::Stage => {
            let stage = post_mortem.stage.as_deref();
            let slug = |stage| log.team.vocabulary.stage_slug(stage).into_owned();
            stage.map(slug).unwrap_or_default()
        }
        Grouping::Month => date[..7].to_owned(),
        Grouping::Quarter => {
            let quarter = match &date[5..7] {
                "01" | "02" | "03" => 1,
                "04" | "05" | "06" => 2,
                "07" | "08" | "09" => 3,
                _ => 4,
            };
            format!("{}-Q{quarter}", &date[..4])
        }
    }
}

fn recounted(log: &Log, by: Grouping) -> Cells {
    let window = log.team.settings.window;
    let rows = rows(log, (window.since, window.until));
    let groups: BTreeSet<String> = rows
        .iter()
        .map(|row| group_of(log, row.entry, by))
        .collect();
    let mut cells = Cells::new();
    for dropping in &rows {
        for slug in &dropping.dropped {
            for group in &groups {
                let of_group = rows.iter().filter(|row| {
                    row.party == dropping.party && group_of(log, row.entry, by) == *group
                });
                let (mut n, mut of) = (0, 0);
                for row in of_group {
                    n += usize::from(row.drops(slug));
                    of += usize::from(could_drop(row, slug, log.team));
                }
                let party = dropping.party.as_str().to_owned();
                cells.insert((party, slug.clone(), group.clone()), (n, of));
            }
        }
    }
    cells
}

#[test]
fn groups_count_the_same_both_ways() {
    groups_of(0..30);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn groups_count_the_same_both_ways_in_many_logs() {
    groups_of(30..500);
}

fn groups_of(seeds: std::ops::Range<u64>) {
    let mut several = 0;
    for seed in seeds {
        let log = log(seed);
        for by in Grouping::ALL {
            let found = counted(&log, by);
            assert_eq!(found, recounted(&log, by), "seed {seed} by {}", by.as_str());
            let groups: BTreeSet<_> = found.keys().map(|key| &key.2).collect();
            several += usize::from(groups.len() > 1);
        }
    }
    assert!(several > 20, "{several}");
}
