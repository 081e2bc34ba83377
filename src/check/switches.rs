//! What a team or a writer has switched off, and the switches that do nothing:
//! a finding that nobody can see must at least be hidden on purpose.

use crate::diagnostic::{Code, Diagnostic, Family, Pointed, Rule, Switch, nearest};
use std::ops::Range;

/// What hirelog.toml switches off, and what came of it so far.
pub struct Switches<'a> {
    ignore: Vec<SwitchEntry<'a>>,
    allow: Vec<SwitchEntry<'a>>,
    rules: &'a [Rule],
}

struct SwitchEntry<'a> {
    word: &'a str,
    used: bool,
}

/// What is left of the findings of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unswitched {
    pub diagnostics: Vec<Diagnostic>,
    pub switched_off: usize,
}

impl<'a> Switches<'a> {
    pub fn new(ignore: &'a [String], allow: &'a [String], rules: &'a [Rule]) -> Self {
        let entries = |words: &'a [String]| {
            let words = words.iter().map(String::as_str);
            words
                .map(|word| SwitchEntry { word, used: false })
                .collect()
        };
        Self {
            ignore: entries(ignore),
            allow: entries(allow),
            rules,
        }
    }

    /// The findings of a file that nothing switches off, with what is wrong with
    /// its own switches.
    pub fn left(
        &mut self,
        source: &str,
        comments: &[Switch],
        mut found: Vec<Diagnostic>,
    ) -> Unswitched {
        let mut used = vec![false; comments.len()];
        let mut left = Unswitched::default();
        found.retain(|one| {
            let off = one.code.can_be_switched_off()
                && (by_comment(one, comments, &mut used)
                    | self.ignores(one.code)
                    | self.allows(source, one));
            left.switched_off += usize::from(off);
            !off
        });
        for (comment, used) in comments.iter().zip(used) {
            let about = self.about(comment, used);
            found.extend(about.filter(|one| !self.ignores(one.code)));
        }
        left.diagnostics = found;
        left
    }

    /// Entries of `ignore` that name nothing.
    pub fn misspelt(&self) -> Vec<Pointed> {
        let misspelt = self.ignore.iter().enumerate().filter_map(|(index, entry)| {
            let problem = self.problem_with(entry.word)?;
            Some(Pointed::at_word(
                format!("check.ignore[{index}]"),
                entry.word,
                problem,
            ))
        });
        misspelt.collect()
    }

    /// Entries that switched nothing off, once every file has been looked at.
    pub fn unused(&self) -> Vec<Pointed> {
        let unused = |list: &str, entries: &[SwitchEntry<'_>]| {
            let idle = entries.iter().enumerate().filter(|(_, entry)| !entry.used);
            let idle = idle
                .filter(|(_, entry)| list == "allow" || self.problem_with(entry.word).is_none());
            let said = idle.map(|(index, entry)| {
                let message = format!("nothing in this log needs \"{}\" in `{list}`", entry.word);
                let diagnostic = Diagnostic::new(Code::SwitchUnused, message)
                    .help("take it out before it hides the next finding");
                Pointed::at_word(format!("check.{list}[{index}]"), entry.word, diagnostic)
            });
            said.collect::<Vec<_>>()
        };
        let mut all = unused("ignore", &self.ignore);
        all.extend(unused("allow", &self.allow));
        all.retain(|one| {
            !self
                .ignore
                .iter()
                .any(|entry| is(entry.word, one.diagnostic.code))
        });
        all
    }

    fn ignores(&mut self, code: Code) -> bool {
        let mut ignores = false;
        for entry in &mut self.ignore {
            if is(entry.word, code) {
                entry.used = true;
                ignores = true;
            }
        }
        ignores
    }

    fn allows(&mut self, source: &str, one: &Diagnostic) -> bool {
        let Some(place) = one.place.as_ref().filter(|place| !place.is_empty()) else {
            return false;
        };
        let mut allows = false;
        for entry in &mut self.allow {
            // Where a text has escapes, the whole of it is pointed at.
            let words = one.words.as_deref().unwrap_or_default();
            let is_it = words.eq_ignore_ascii_case(entry.word);
            if is_it || is_part_of(source, place, entry.word) {
                entry.used = true;
                allows = true;
            }
        }
        allows
    }

    fn about(&self, comment: &Switch, used: bool) -> impl Iterator<Item = Diagnostic> + use<> {
        let mut about = Vec::new();
        let example = "write # hirelog: allow HL301 and why";
        if comment.codes.is_empty() {
            let message = "this switch names no code";
            about.push(Diagnostic::new(Code::Switch, message).help(example));
        }
        let problems = comment
            .codes
            .iter()
            .filter_map(|code| self.problem_with(code));
        about.extend(problems);
        let sound = about.is_empty();
        if sound && !comment.has_reason {
            let message = "this switch does not say why";
            about.push(Diagnostic::new(Code::SwitchReason, message).help(example));
        }
        if sound && !used {
            let codes = comment.codes.join(", ");
            let message = format!("there is no {codes} here to switch off");
            let help = "take the comment out; it speaks of the value it stands behind, or of the key below it";
            about.push(Diagnostic::new(Code::SwitchUnused, message).help(help));
        }
        let place = comment.place.clone();
        about.into_iter().map(move |one| one.at(place.clone()))
    }

    /// Why a word of a switch is no code, if it is none.
    fn problem_with(&self, word: &str) -> Option<Diagnostic> {
        if Family::parse(word).is_some() {
            return None;
        }
        let codes = || self.rules.iter().map(|rule| rule.code.as_str());
        let rule = self
            .rules
            .iter()
            .find(|rule| rule.code.as_str().eq_ignore_ascii_case(word));
        match rule {
            Some(rule) if rule.code.can_be_switched_off() => None,
            Some(rule) => {
                let message = format!("{} cannot be switched off", rule.code);
                Some(Diagnostic::new(Code::Switch, message).help("put right what it points at"))
            }
            None => {
                let families = Family::ALL.map(Family::as_str);
                let help = match nearest(word, codes().chain(families)) {
                    Some(near) => format!("did you mean {near}?"),
                    None => "`hirelog check --explain` lists the codes".to_owned(),
                };
                let message = format!("there is no code `{word}`");
                Some(Diagnostic::new(Code::Switch, message).help(help))
            }
        }
    }
}

fn is(word: &str, code: Code) -> bool {
    word.eq_ignore_ascii_case(code.as_str()) || Family::parse(word) == Some(code.family())
}

fn by_comment(one: &Diagnostic, comments: &[Switch], used: &mut [bool]) -> bool {
    let mut off = false;
    for (comment, used) in comments.iter().zip(used) {
        let here = match &one.place {
            Some(place) => comment.covers.contains(&place.start),
            None => comment.covers_file,
        };
        if here && comment.codes.iter().any(|code| is(code, one.code)) {
            *used = true;
            off = true;
        }
    }
    off
}

/// Whether the place lies in an occurrence of the text, letter case aside.
fn is_part_of(source: &str, place: &Range<usize>, text: &str) -> bool {
    let (source, text) = (source.as_bytes(), text.as_bytes());
    let length = place.len();
    if text.is_empty() || length > text.len() {
        return false;
    }
    let first = place.end.saturating_sub(text.len());
    (first..=place.start).any(|start| {
        source
            .get(start..start + text.len())
            .is_some_and(|there| there.eq_ignore_ascii_case(text))
    })
}
