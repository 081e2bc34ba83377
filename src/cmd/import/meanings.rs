//! What labels and stages mean that nobody has explained yet: asked at a terminal, shown,
//! and kept in `hirelog.toml`.

use super::tally::{Counts, ImportTally};
use crate::error::Error;
use crate::interview::Offer;
use crate::log::{ImportSettings, Log};
use crate::render::plural;
use crate::session::Session;
use crate::talk::Talk;
use crate::vocabulary::Vocabulary;
use crate::writing::guided::{Consent, agrees, chosen};

const LATER: &str = "later";
const NONE: &str = "none";

/// Whether something was said and kept.
///
/// # Errors
/// Where the person leaves, or the file cannot be written.
pub(super) fn ask(
    tally: &ImportTally,
    vocabulary: &Vocabulary,
    log: &Log,
    session: &Session<'_>,
) -> Result<bool, Error> {
    let of_each = |counts: &Counts, known: Vec<Offer>, none: &str| {
        let mut names: Vec<_> = counts.iter().collect();
        names.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let mut said = Vec::new();
        for (name, count) in names {
            let mut offers = vec![Offer::new(LATER, "leave it open")];
            offers.extend(known.iter().cloned());
            offers.push(Offer::new(NONE, none));
            let question = format!(
                "What does \"{name}\" mean there? ({})",
                plural(*count, "application")
            );
            let Some(word) = chosen("import", &question, offers, session)? else {
                break;
            };
            match word.as_str() {
                LATER => {}
                NONE => said.push((name.clone(), String::new())),
                word => said.push((name.clone(), word.to_owned())),
            }
        }
        Ok::<_, Error>(said)
    };
    let outcomes = vocabulary.outcomes.iter();
    let outcomes = outcomes.map(|one| Offer::new(&one.slug, &one.meaning));
    let stages = vocabulary.stages.iter();
    let stages = stages.map(|one| Offer::new(&one.slug, &one.meaning));
    let said = ImportSettings {
        outcomes: of_each(
            &tally.unclear_labels,
            outcomes.collect(),
            "such applications are left out",
        )?,
        stages: of_each(&tally.stages, stages.collect(), "it stands for no stage")?,
    };
    if said == ImportSettings::default() {
        return Ok(false);
    }
    let Some(meanings) = log.with_meanings(&said)? else {
        return Ok(false);
    };
    let mut shown = Talk::default();
    shown += "hirelog.toml gets these lines, for this import and later ones:\n";
    shown += Talk::lines(&meanings.lines);
    let consent = Consent {
        label: "meanings",
        question: "Write them?".to_owned(),
        no: ("no", "what was asked about stays open"),
        yes: ("yes", "and go on with the import"),
    };
    Ok(agrees(&shown, &consent, session)? && log.keep_meanings(&meanings)?)
}
