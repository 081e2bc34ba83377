//! Precision and recall, as a whole and by section and category.

use super::sentences::Sentence;
use std::collections::BTreeMap;
use std::ops::AddAssign;

#[derive(Default, Clone, Copy)]
pub struct Counts {
    pub found: usize,
    pub missed: usize,
    pub cried: usize,
    pub quiet: usize,
}

impl Counts {
    pub fn add(&mut self, clean: bool, found: bool) {
        match (clean, found) {
            (false, true) => self.found += 1,
            (false, false) => self.missed += 1,
            (true, true) => self.cried += 1,
            (true, false) => self.quiet += 1,
        }
    }

    /// Of a hundred findings, how many are right.
    pub fn precision(&self) -> f64 {
        100.0 * self.found as f64 / (self.found + self.cried).max(1) as f64
    }

    /// Of a hundred things to find, how many are found.
    pub fn recall(&self) -> f64 {
        100.0 * self.found as f64 / (self.found + self.missed).max(1) as f64
    }

    /// Of a hundred clean sentences, how many are flagged.
    pub fn alarms(&self) -> f64 {
        100.0 * self.cried as f64 / (self.cried + self.quiet).max(1) as f64
    }

    pub fn print(&self, title: &str) {
        println!(
            "{title:<28} precision {:5.1}  recall {:5.1}  false alarms {:4.1}  of {}",
            self.precision(),
            self.recall(),
            self.alarms(),
            self.found + self.missed + self.cried + self.quiet
        );
    }
}

/// What the model of traits says by itself.
pub const HINT: &str = "HL614";

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.cried += other.cried;
        self.quiet += other.quiet;
    }
}

#[derive(Default)]
pub struct Figures {
    pub all: Counts,
    /// Honest ownership only.
    pub ownership: Counts,
    by_section: BTreeMap<&'static str, Counts>,
    by_provenance: BTreeMap<String, Counts>,
    by_category: BTreeMap<(bool, String), Counts>,
}

impl Figures {
    pub fn add(&mut self, sentence: &Sentence, found: bool) {
        let clean = sentence.is_clean();
        let category = (clean, sentence.category.clone());
        self.all.add(clean, found);
        self.by_section
            .entry(sentence.section())
            .or_default()
            .add(clean, found);
        self.by_provenance
            .entry(sentence.provenance.clone())
            .or_default()
            .add(clean, found);
        self.by_category
            .entry(category)
            .or_default()
            .add(clean, found);
        if clean && sentence.category.starts_with("ownership") {
            self.ownership.add(clean, found);
        }
    }

    pub fn print(&self, title: &str) {
        let line = |name: &str, counts: &Counts| counts.print(name);
        line(title, &self.all);
        if self.ownership.cried + self.ownership.quiet > 0 {
            line("  honest ownership", &self.ownership);
        }
        for (section, counts) in &self.by_section {
            line(&format!("  {section}"), counts);
        }
        for (provenance, counts) in &self.by_provenance {
            line(&format!("  {provenance}"), counts);
        }
        for ((clean, category), counts) in &self.by_category {
            let (found, all) = match clean {
                true => (counts.cried, counts.cried + counts.quiet),
                false => (counts.found, counts.found + counts.missed),
            };
            let kind = if *clean { "clean" } else { "to find" };
            println!("    {found:3} of {all:3} found: {category} ({kind})");
        }
    }
}
