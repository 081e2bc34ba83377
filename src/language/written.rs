//! What stands in `templates/language.toml`, as it is written there. Every command that
//! reads a sentence reads it first, so its words stay where they are and are not copied.

use toml_spanner::{Arena, Item};

type Text = &'static str;

#[derive(Default)]
pub(super) struct WrittenLanguage {
    /// What people write -> the words it stands for.
    pub spelling: Vec<(Text, Text)>,
    /// Words that are recognised with one letter wrong.
    pub often_mistyped: Vec<Text>,
    /// Class -> its words, divided by spaces.
    pub words: Vec<(Text, Text)>,
    /// Patterns of words that only sound like a protected trait.
    pub harmless: Vec<Text>,
    /// Patterns in which the writer owns what happened.
    pub owning: Vec<Text>,
    /// Patterns of what was agreed or went well.
    pub welcome: Vec<Text>,
    /// Patterns of what others can see being done.
    pub acts: Vec<Text>,
    /// Patterns of what the writer left undone or did too late.
    pub omitting: Vec<Text>,
    /// Patterns of decisions, and of reasons for them.
    pub deciding: Vec<Text>,
    pub rules: Vec<WrittenRule>,
}

#[derive(Default)]
pub(super) struct WrittenRule {
    pub code: Text,
    pub family: Text,
    pub category: Text,
    pub severity: Text,
    pub title: Text,
    pub explanation: Text,
    pub message: Text,
    pub question: Option<Text>,
    /// Patterns that a classifier may overrule.
    pub patterns: Vec<Text>,
    /// Patterns that hardly ever fit anything else.
    pub sure: Vec<Text>,
    pub matches: Vec<Text>,
    pub passes: Vec<Text>,
    /// The rule is silent in a text that has a word of this class.
    pub unless: Option<Text>,
}

impl WrittenLanguage {
    /// Reads the file that is part of the program.
    ///
    /// # Errors
    ///
    /// When it is not TOML of this shape.
    pub fn read() -> Result<Self, String> {
        let source = include_str!("../../templates/language.toml");
        // Read once a run and kept for as long as it lasts.
        let arena: &'static Arena = Box::leak(Box::default());
        let document = toml_spanner::parse(source, arena).map_err(|error| format!("{error:?}"))?;
        let document = Box::leak(Box::new(document));
        let mut written = Self::default();
        for (key, item) in document.table().entries() {
            match key.as_str() {
                "schema" => {}
                "spelling" => written.spelling = pairs(item)?,
                "often_mistyped" => written.often_mistyped = texts(item)?,
                "words" => written.words = pairs(item)?,
                "harmless" => written.harmless = texts(item)?,
                "owning" => written.owning = texts(item)?,
                "welcome" => written.welcome = texts(item)?,
                "acts" => written.acts = texts(item)?,
                "omitting" => written.omitting = texts(item)?,
                "deciding" => written.deciding = texts(item)?,
                "rule" => written.rules = each(item, WrittenRule::read)?,
                other => return Err(format!("nothing is called {other}")),
            }
        }
        Ok(written)
    }
}

impl WrittenRule {
    fn read(item: &'static Item<'_>) -> Result<Self, String> {
        let mut rule = Self::default();
        for (key, item) in item.as_table().ok_or("a rule is no table")?.entries() {
            match key.as_str() {
                "code" => rule.code = text(item)?,
                "family" => rule.family = text(item)?,
                "category" => rule.category = text(item)?,
                "severity" => rule.severity = text(item)?,
                "title" => rule.title = text(item)?,
                "explanation" => rule.explanation = text(item)?,
                "message" => rule.message = text(item)?,
                "question" => rule.question = Some(text(item)?),
                "patterns" => rule.patterns = texts(item)?,
                "sure" => rule.sure = texts(item)?,
                "matches" => rule.matches = texts(item)?,
                "passes" => rule.passes = texts(item)?,
                "unless" => rule.unless = Some(text(item)?),
                other => return Err(format!("nothing of a rule is called {other}")),
            }
        }
        Ok(rule)
    }
}

fn text(item: &'static Item<'_>) -> Result<Text, String> {
    let text = item.as_str();
    text.ok_or_else(|| format!("this is no text: {item:?}"))
}

fn texts(item: &'static Item<'_>) -> Result<Vec<Text>, String> {
    each(item, text)
}

fn each<T>(
    item: &'static Item<'_>,
    read: impl Fn(&'static Item<'_>) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let items = item.as_array();
    let items = items.ok_or_else(|| format!("this is no list: {item:?}"))?;
    items.iter().map(read).collect()
}

/// The texts of a table, in the order of their names.
fn pairs(item: &'static Item<'_>) -> Result<Vec<(Text, Text)>, String> {
    let table = item.as_table();
    let table = table.ok_or_else(|| format!("this is no table: {item:?}"))?;
    let pairs = table.entries().iter();
    let pairs = pairs.map(|(key, item)| Ok((key.as_str(), text(item)?)));
    let mut pairs = pairs.collect::<Result<Vec<_>, String>>()?;
    pairs.sort_unstable();
    Ok(pairs)
}
