//! A conversation that was left, as a draft holds it: a post-mortem that any
//! reader of the format understands, below comments that say where it was. The
//! comments are TOML themselves, each line behind a sign of its own.

use crate::log::edit::encode::encode;
use crate::log::read::decode::{Defaults, decode_with};
use crate::log::read::text::Prose;
use crate::log::value::{ProseLines, list, quoted, written};
use crate::model::{Day, Fact, NewValue, Party, PostMortem, Response, Section};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

const SIGN: &str = "#@ ";
const ABOUT: &str = "# Not finished yet, and kept until it is in the log. Go on with: ";

/// Everything it takes to go on. Steps are known by name here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    pub place: Resumption,
    pub post_mortem: PostMortem,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resumption {
    /// The folder of the log it belongs to.
    pub log: String,
    /// The id of the post-mortem that is edited; empty for a new one.
    pub id: String,
    /// The command that goes on with it.
    pub resume: String,
    /// The question that was open; empty when all was said.
    pub at: String,
    pub writer: Option<Party>,
    /// In an edit, whose section it is about.
    pub party: Option<Party>,
    pub given: Vec<String>,
    pub now: Vec<Party>,
    /// The questions at which something was shown, each with the words it was about.
    pub nudged: Vec<String>,
    pub nobody: bool,
    /// In an edit, what the section said when it began.
    #[serde(default, deserialize_with = "section")]
    pub before: Option<Section>,
    /// Half-typed answers, by question.
    #[serde(default)]
    pub typed: BTreeMap<String, Response>,
}

/// A section as its keys and values; an unknown key makes the draft unreadable.
fn section<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Section>, D::Error> {
    let mut section = Section::default();
    for (name, value) in toml::Table::deserialize(from)? {
        let fact = Fact::find(Fact::SECTION, &name);
        let fact = fact.ok_or_else(|| D::Error::custom(format!("unknown key {name}")))?;
        let day = |text: &str| Day::parse(text).map(NewValue::Day);
        let value = match value {
            toml::Value::String(text) => Some(NewValue::Text(text.into())),
            toml::Value::Datetime(when) => day(&when.to_string()),
            list => { list.try_into::<Vec<String>>().ok() }
                .map(|list| NewValue::List(list.into_iter().collect())),
        };
        fact.set_in_section(&mut section, value);
    }
    Ok(Some(section))
}

impl Unfinished {
    /// The text of a draft; `None` where the words cannot be written at all.
    pub fn encode(&self) -> Option<String> {
        let post_mortem = encode(&self.post_mortem).ok()?;
        Some(format!("{}\n{post_mortem}", self.place.encode()))
    }

    /// What a draft holds; `None` where it is not of this kind.
    pub fn decode(text: &str) -> Option<Self> {
        let place = Resumption::decode(text)?;
        let decoded = decode_with(text, &Defaults::default(), Prose::Whole);
        Some(Self {
            place,
            post_mortem: decoded.post_mortem?,
        })
    }
}

impl Resumption {
    /// The comments of a draft.
    pub fn encode(&self) -> String {
        let about = format!("{ABOUT}{}\n", self.resume.replace(['\n', '\r'], " "));
        let lines = self.lines().into_iter();
        let lines: String = lines.map(|line| format!("{SIGN}{line}\n")).collect();
        about + &lines
    }

    /// What the comments of a draft say; `None` where it is not of this kind.
    pub fn decode(text: &str) -> Option<Self> {
        let comments = text.lines().take_while(|line| line.starts_with('#'));
        let place: Vec<_> = comments
            .filter_map(|line| line.strip_prefix(SIGN))
            .collect();
        toml::from_str(&place.join("\n")).ok()
    }

    fn lines(&self) -> Vec<String> {
        let names = |parties: &[Party]| parties.iter().map(Party::to_string).collect::<Vec<_>>();
        let mut lines = vec![
            format!("log = {}", quoted(&self.log)),
            format!("id = {}", quoted(&self.id)),
            format!("resume = {}", quoted(&self.resume)),
            format!("at = {}", quoted(&self.at)),
            format!("given = {}", list(&self.given)),
            format!("now = {}", list(&names(&self.now))),
            format!("nudged = {}", list(&self.nudged)),
            format!("nobody = {}", self.nobody),
        ];
        for (key, party) in [("writer", self.writer), ("party", self.party)] {
            lines.extend(party.map(|party| format!("{key} = {}", quoted(party.as_str()))));
        }
        if let Some(before) = &self.before {
            lines.push("[before]".to_owned());
            for fact in Fact::SECTION {
                let value = fact.of_section(before);
                let kind = fact.about().kind;
                let line = |value| {
                    format!(
                        "{} = {}",
                        fact.name(),
                        written(kind, value, ProseLines::One)
                    )
                };
                lines.extend(value.map(|value| line(Some(value))));
            }
        }
        for (step, typed) in &self.typed {
            lines.push(format!("[typed.{}]", quoted(step)));
            lines.push(format!("text = {}", quoted(&typed.text)));
            lines.push(format!("picked = {}", list(&typed.picked)));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::decode;
    use crate::model::TextList;
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence::WithSource;

    fn unfinished(text: &str, picked: Vec<String>) -> Unfinished {
        let mut post_mortem = PostMortem::new(Day::parse("2026-11-20").unwrap(), "withdrew");
        post_mortem.section_mut(Party::Manager).owned = "#@ not = \"ours\"".into();
        let typed = Response {
            text: text.to_owned(),
            picked,
        };
        Unfinished {
            post_mortem,
            place: Resumption {
                log: text.to_owned(),
                id: String::new(),
                resume: "hirelog new --resume".to_owned(),
                at: "manager.owned".to_owned(),
                writer: Some(Party::Manager),
                party: None,
                given: vec!["stage".to_owned()],
                now: vec![Party::Candidate],
                nudged: vec!["manager.owned jo@example.com".to_owned()],
                nobody: true,
                before: Some(Section {
                    by: Some(Party::Recruiter),
                    owned: text.into(),
                    scratch_day: Some(Day::LAST),
                    scratch_list: Some(TextList::default()),
                    ..Section::default()
                }),
                typed: BTreeMap::from([("manager.owned".to_owned(), typed)]),
            },
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("seeds")))]

        #[test]
        fn whatever_was_typed_is_read_back(text: String, picked: Vec<String>) {
            let unfinished = unfinished(&text, picked);
            let encoded = unfinished.encode().unwrap();
            prop_assert_eq!(Unfinished::decode(&encoded), Some(unfinished));
        }
    }

    #[test]
    fn a_draft_is_a_post_mortem_that_any_reader_understands() {
        let encoded = unfinished("half", Vec::new()).encode().unwrap();
        assert!(encoded.starts_with(
            "# Not finished yet, and kept until it is in the log. Go on with: hirelog new --resume\n#@ log = \"half\"\n"
        ));
        let decoded = decode(&encoded);
        assert_eq!(decoded.diagnostics, []);
        assert_eq!(decoded.post_mortem.unwrap().outcome, "withdrew");
        assert_eq!(Unfinished::decode("schema = 1\n"), None);
        assert_eq!(Unfinished::decode("#@ log = 1\n"), None);
        let other = encoded.replace("#@ scratch_day", "#@ unknown_day");
        assert_eq!(Unfinished::decode(&other), None);
    }
}
