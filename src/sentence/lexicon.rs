//! What `templates/sentence.toml` knows of how people put things, beside the vocabulary.

use super::phrase::{Phrase, WordClasses};
use crate::model::read_template;
use crate::vocabulary::Vocabulary;
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLexicon {
    #[serde(rename = "schema")]
    _schema: i64,
    class: WordClasses,
    words: WrittenWords,
    phrases: WrittenPhrases,
    outcome: Vec<Put>,
}

/// With blanks between them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenWords {
    not: String,
    unsure: String,
    others: String,
    glue: String,
    own: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPhrases {
    own: Vec<String>,
    wanted: Vec<String>,
    pitched: Vec<String>,
}

/// Ways to put an outcome.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Put {
    means: String,
    plain: Vec<String>,
    #[serde(default)]
    loose: Vec<String>,
}

/// How sure a phrase is of what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    Plain,
    /// Where nothing is said more plainly.
    Loose,
}

pub struct SentenceLexicon {
    pub outcomes: Vec<(String, Sureness, Phrase)>,
    pub not: HashSet<String>,
    pub unsure: HashSet<String>,
    pub others: HashSet<String>,
    pub glue: HashSet<String>,
    pub own_begins: HashSet<String>,
    pub own_says: Vec<Phrase>,
    pub wanted: Vec<Phrase>,
    pub pitched: Vec<Phrase>,
    /// Words of which a slip of the finger is seen.
    pub known: HashSet<String>,
}

impl SentenceLexicon {
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let written: WrittenLexicon = read_template(include_str!("../../templates/sentence.toml"));
        let phrase = |text: &String| Phrase::new(text, &written.class);
        let phrases = |texts: &[String]| texts.iter().map(phrase).collect::<Vec<_>>();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        let loosely: HashSet<&String> = written.outcome.iter().flat_map(|put| &put.loose).collect();
        let mut outcomes = Vec::new();
        for outcome in vocabulary.outcomes.iter() {
            let slug = outcome.slug.replace('-', " ");
            let names = outcome.aliases.iter().chain([&slug]);
            for name in names.filter(|name| !loosely.contains(name)) {
                outcomes.push((outcome.slug.clone(), Sureness::Plain, phrase(name)));
            }
        }
        for put in &written.outcome {
            let plain = put.plain.iter().map(|text| (Sureness::Plain, text));
            let loose = put.loose.iter().map(|text| (Sureness::Loose, text));
            let all = plain.chain(loose);
            outcomes
                .extend(all.map(|(sureness, text)| (put.means.clone(), sureness, phrase(text))));
        }
        let mut known: HashSet<String> = words(
            "yesterday monday tuesday wednesday thursday friday saturday sunday morning afternoon \
             january february march april june july august september october november december",
        );
        for (_, _, phrase) in &outcomes {
            phrase.learn(&mut known);
        }
        let stages = vocabulary.stages.iter();
        let stages = stages.map(|stage| (&stage.slug, &stage.aliases));
        let priorities = vocabulary.priorities.iter();
        let priorities = priorities.map(|priority| (&priority.slug, &priority.aliases));
        for (slug, aliases) in stages.chain(priorities) {
            let names = aliases.iter().chain([slug]);
            known.extend(names.flat_map(|name| name.split([' ', '-']).map(str::to_owned)));
        }
        Self {
            not: words(&written.words.not),
            unsure: words(&written.words.unsure),
            others: words(&written.words.others),
            glue: words(&written.words.glue),
            own_begins: words(&written.words.own),
            own_says: phrases(&written.phrases.own),
            wanted: phrases(&written.phrases.wanted),
            pitched: phrases(&written.phrases.pitched),
            outcomes,
            known,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::TeamWords;

    #[test]
    fn every_phrase_means_a_word_of_the_vocabulary_and_names_classes_that_there_are() {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let lexicon = SentenceLexicon::new(&vocabulary);
        for (slug, _, phrase) in &lexicon.outcomes {
            assert!(vocabulary.outcome(slug).is_some(), "{slug}");
            let mut words = HashSet::new();
            phrase.learn(&mut words);
            let is_plain = |word: &String| !word.contains(['<', '>', '(', ')', '[', ']', '|']);
            assert!(words.iter().all(is_plain), "{phrase:?}");
        }
    }
}
