//! The counts of the page once more, slowly, from what `list` prints.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const PARTIES: [&str; 3] = ["manager", "candidate", "recruiter"];

/// `told` is the report, `listed` the whole list that it reports on.
pub fn check(told: &Value, listed: &Value) {
    let all = listed["post_mortems"].as_array().unwrap();
    let (since, until) = (
        text(&told["window"]["since"]),
        text(&told["window"]["until"]),
    );
    let window: Vec<_> = all.iter().filter(|one| within(one, since, until)).collect();
    assert_eq!(told["window"]["post_mortems"], window.len());
    series(told, &window);
    endings(told, &window);
    promises(told, all);
    let new = text(&told["new"]["since"]);
    let ids: Vec<_> = window
        .iter()
        .filter(|one| text(&one["date"]) >= new)
        .map(|one| &one["id"])
        .collect();
    assert_eq!(
        told["new"]["ids"]
            .as_array()
            .unwrap()
            .iter()
            .collect::<Vec<_>>(),
        ids
    );
}

fn series(told: &Value, window: &[&Value]) {
    let steps = told["series"]["steps"].as_array().unwrap();
    let mut counted = 0;
    for (position, step) in steps.iter().enumerate() {
        let (since, until) = (text(&step["since"]), text(&step["until"]));
        assert!(since <= until);
        if let Some(next) = steps.get(position + 1) {
            assert!(until < text(&next["since"]));
        }
        let inside: Vec<_> = window
            .iter()
            .filter(|one| within(one, since, until))
            .collect();
        assert_eq!(step["post_mortems"], inside.len());
        counted += inside.len();
        for party in PARTIES {
            let dropped: usize = inside.iter().map(|one| balls(one, party).len()).sum();
            assert_eq!(step["dropped"][party], dropped, "{party} {since}");
        }
    }
    assert_eq!(counted, window.len(), "nothing falls between the steps");
    assert_eq!(steps.last().unwrap()["until"], told["window"]["until"]);
}

fn endings(told: &Value, window: &[&Value]) {
    let mut cells: BTreeMap<(String, String), Vec<&Value>> = BTreeMap::new();
    for one in window {
        let key = (one["stage"].to_string(), one["outcome"].to_string());
        cells.entry(key).or_default().push(&one["id"]);
    }
    let told = told["stage_by_outcome"].as_array().unwrap();
    assert_eq!(told.len(), cells.len());
    for cell in told {
        let key = (cell["stage"].to_string(), cell["outcome"].to_string());
        let ids: Vec<_> = cell["ids"].as_array().unwrap().iter().collect();
        assert_eq!(
            (cell["n"].as_u64(), &ids),
            (Some(ids.len() as u64), &cells[&key])
        );
    }
}

fn promises(told: &Value, all: &[Value]) {
    let before = text(&told["window"]["before"]["since"]);
    let until = text(&told["window"]["until"]);
    let told_promises = told["commitments"].as_array().unwrap();
    let mut expected = BTreeSet::new();
    for ball in told["balls"].as_array().unwrap() {
        let (slug, party) = (text(&ball["slug"]), text(&ball["party"]));
        let drops: Vec<_> = all
            .iter()
            .filter(|one| text(&one["date"]) <= until && balls(one, party).contains(slug))
            .collect();
        // A promise is about the one ball that its section drops, or those it names.
        let promised = |one: &Value| -> Option<String> {
            one[party]["next"].as_str()?;
            let named = one[party]["next_for"].as_array().unwrap();
            let is_about = match named.is_empty() {
                true => balls(one, party).len() == 1,
                false => named.iter().any(|ball| ball == slug),
            };
            let day = one[party]["promised"]
                .as_str()
                .unwrap_or(text(&one["date"]));
            (is_about && day <= until).then(|| day.to_owned())
        };
        let Some(first) = drops.iter().filter_map(|one| promised(one)).min() else {
            continue;
        };
        expected.insert((slug, party));
        let promise = told_promises
            .iter()
            .find(|one| one["slug"] == slug && one["party"] == party)
            .unwrap_or_else(|| panic!("{party} said something about {slug}"));
        let latest = drops.iter().max_by_key(|one| promised(one)).unwrap();
        assert_eq!(promise["latest"], promised(latest).unwrap());
        assert_eq!(promise["next"], latest[party]["next"]);
        assert_eq!(promise["state"], ball["commitment"]["state"]);
        let drawn: Vec<_> = drops
            .iter()
            .filter(|one| text(&one["date"]) >= before)
            .map(|one| {
                let again = first.as_str() < text(&one["date"]);
                (
                    text(&one["id"]),
                    text(&one["date"]),
                    promised(one).is_some(),
                    again,
                )
            })
            .collect();
        let marks: Vec<_> = promise["dropped"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mark| {
                let flag = |name: &str| mark[name].as_bool().unwrap();
                (
                    text(&mark["id"]),
                    text(&mark["date"]),
                    flag("commits"),
                    flag("again"),
                )
            })
            .collect();
        assert_eq!(marks, drawn, "{slug}");
    }
    assert_eq!(expected.len(), told_promises.len());
}

/// Each once; the logs spell every ball in one way.
fn balls<'a>(one: &'a Value, party: &str) -> BTreeSet<&'a str> {
    let dropped = one[party]["dropped"].as_array().unwrap();
    dropped.iter().map(text).collect()
}

fn within(one: &Value, since: &str, until: &str) -> bool {
    (since..=until).contains(&text(&one["date"]))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
