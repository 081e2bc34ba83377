//! The months that a report draws, counted again from the rows of `export --by chance`,
//! and what is expected of them, multiplied out.

use crate::agree::run;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// By party and slug, how many rows of some days `export --by chance` has that were
/// dropped, and how many in all.
pub fn rates_of(rows: &str, days: [&str; 2]) -> Rates {
    let mut rates: BTreeMap<_, (u64, u64)> = BTreeMap::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let cell = |name: &str| row[name].as_str().unwrap().to_owned();
        let day = cell("date");
        if days[0] <= day.as_str() && day.as_str() <= days[1] {
            let (n, of) = rates.entry((cell("party"), cell("slug"))).or_default();
            *n += u64::from(row["dropped"].as_bool().unwrap());
            *of += 1;
        }
    }
    rates
}

pub type Rates = BTreeMap<(String, String), (u64, u64)>;

/// How much was compared: months, and those of which something is expected.
pub struct Counted {
    pub months: usize,
    pub points: usize,
}

/// Every month that the report draws is a group of the same rows, and what is expected of
/// it leaves out no more than its part of one in ten, on either side half of that.
pub fn monthly(drawn: &Value, seed: u64, rates: &dyn Fn(&str, &str) -> Rates) -> Counted {
    let drawn = drawn.as_array().unwrap();
    let months = drawn
        .iter()
        .flat_map(|ball| ball["months"].as_array().unwrap());
    let all = months.clone().count();
    let points = months.filter(|month| !month["expected"].is_null()).count();
    for ball in drawn {
        let key = ["party", "slug"].map(|name| ball[name].as_str().unwrap().to_owned());
        let [party, slug] = key;
        let key = (party, slug);
        for month in ball["months"].as_array().unwrap() {
            let [since, until] = ["since", "until"].map(|end| month[end].as_str().unwrap());
            let said = ["n", "of"].map(|count| month[count].as_u64().unwrap());
            let counted = rates(since, until).get(&key).copied().unwrap_or_default();
            assert_eq!((said[0], said[1]), counted, "{seed} {key:?} {since}");
            let Some(expected) = month["expected"].as_array() else {
                continue;
            };
            let older = ["n", "of"].map(|count| ball["older"][count].as_u64().unwrap());
            let outside = 0.05 / points as f64;
            let [fewest, most] = [0, 1].map(|end| expected[end].as_u64().unwrap());
            let chance = |drops: Range<u64>| -> f64 {
                drops
                    .map(|x| spread((older[0], older[1]), x, said[1]))
                    .sum()
            };
            let (below, above) = (chance(0..fewest), chance(most + 1..said[1] + 1));
            let tight = chance(0..fewest + 1) > outside && chance(most..said[1] + 1) > outside;
            assert!(
                below <= outside + 1e-9 && above <= outside + 1e-9 && tight,
                "{seed} {month}"
            );
        }
    }
    Counted {
        months: all,
        points,
    }
}

/// How likely `x` drops of `of` chances are after `older`, step by step: each order of
/// them by what is learnt on the way, times how many orders there are.
fn spread(older: (u64, u64), x: u64, of: u64) -> f64 {
    let (mut drops, mut rest, mut chance) =
        (older.0 as f64 + 1.0, (older.1 - older.0) as f64 + 3.0, 1.0);
    for step in 0..of {
        let share = if step < x { &mut drops } else { &mut rest };
        let own = *share;
        *share += 1.0;
        chance *= own / (drops + rest - 1.0);
        // Orders, multiplied out beside it: (of choose x) has x factors.
        if step < x {
            chance *= (of - step) as f64 / (step + 1) as f64;
        }
    }
    chance
}

#[test]
fn a_year_of_months_lies_where_it_is_to_be_expected() {
    let log = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/year");
    let rows = run(&log, &["export", "--by", "chance"]);
    let report: Value = serde_json::from_str(&run(&log, &["report", "--format", "json"])).unwrap();
    let rates = |since: &str, until: &str| rates_of(&rows, [since, until]);
    let counted = monthly(&report["months"], 0, &rates);
    assert!(
        counted.months >= 24 && counted.points >= 8,
        "{}",
        report["months"]
    );
}
