//! One post-mortem as a page to read.

use super::style::{Look, Tone};
use super::wrap::wrapped;
use crate::model::{Entry, Fact, Key, Party, PostMortem, Text, Value, ValueKind};
use crate::talk::visible;
use crate::talk::visible_lines;
use crate::vocabulary::Vocabulary;
use unicode_width::UnicodeWidthStr;

/// `path` is the file as it would be named where the reader stands.
/// In a log that one party keeps for itself, its part is the reader's own.
pub fn page(
    entry: &Entry,
    path: &str,
    vocabulary: &Vocabulary,
    keeper: Option<Party>,
    look: Look,
) -> String {
    let page = Page {
        vocabulary,
        keeper,
        look,
    };
    let post_mortem = &entry.post_mortem;
    let mut blocks = vec![page.head(entry)];
    blocks.extend(post_mortem.tldr.as_ref().map(|tldr| page.prose("", tldr)));
    blocks.extend(page.lists(post_mortem));
    let is_shown = |party: &Party| {
        let is_others = keeper.is_some_and(|keeper| keeper != *party);
        !is_others || post_mortem.section(*party).is_written()
    };
    let parties = Party::ALL.into_iter().filter(is_shown);
    blocks.extend(parties.map(|party| page.section(party, post_mortem)));
    blocks.push(look.paint(Tone::Quiet, visible(path)));
    blocks.join("\n\n") + "\n"
}

struct Page<'a> {
    vocabulary: &'a Vocabulary,
    keeper: Option<Party>,
    look: Look,
}

impl Page<'_> {
    fn head(&self, entry: &Entry) -> String {
        let post_mortem = &entry.post_mortem;
        let outcome = self
            .vocabulary
            .outcome(&post_mortem.outcome)
            .map(|outcome| outcome.slug.as_str());
        let mut about = vec![marked(&post_mortem.outcome, outcome)];
        if let Some(stage) = &post_mortem.stage {
            about[0] += &format!(
                " at {}",
                marked(
                    stage,
                    self.vocabulary
                        .stage(stage)
                        .map(|stage| stage.slug.as_str())
                )
            );
        }
        about.push(post_mortem.date.spoken());
        about.extend(post_mortem.team.as_ref().map(|team| format!("team {team}")));
        about.extend(post_mortem.case.as_ref().map(|case| format!("case {case}")));
        about.extend(post_mortem.fit.map(|fit| format!("fit: {}", fit.as_str())));
        let title = visible(post_mortem.role.as_deref().unwrap_or("(no role)"));
        let dot = format!(" {} ", self.look.dot());
        let about = self.prose("", &about.join(&dot));
        let mut head = format!(
            "{}{dot}{}\n{about}",
            self.look.paint(Tone::Heading, title),
            self.look.paint(Tone::Id, visible(entry.id.as_str())),
        );
        for key in Fact::HEAD.iter().map(|fact| Key::head(*fact)) {
            let label = match key.fact {
                Fact::Date | Fact::Outcome | Fact::Stage | Fact::Role => continue,
                Fact::Team | Fact::Case | Fact::Fit | Fact::Tldr => continue,
                Fact::Hold => "on hold: ".to_owned(),
                fact if matches!(fact.about().kind, ValueKind::List(_)) => continue,
                fact => format!("{}: ", fact.name()),
            };
            head.extend(
                self.line(&label, key, post_mortem)
                    .map(|line| format!("\n{line}")),
            );
        }
        head
    }

    /// Every list above the sections, a line each.
    fn lists(&self, post_mortem: &PostMortem) -> Option<String> {
        let keys = Fact::HEAD.iter().map(|fact| Key::head(*fact));
        let lines: Vec<_> = keys
            .filter_map(|key| self.list(&format!("{:9}", key.fact.name()), key, post_mortem))
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// The words of a list, where it has any.
    fn list(&self, label: &str, key: Key, post_mortem: &PostMortem) -> Option<String> {
        let ValueKind::List(words) = key.fact.about().kind else {
            return None;
        };
        let list = key.get(post_mortem)?.list();
        let word = |word: &Text| {
            let slug = self.vocabulary.slug_of(words, word);
            let is_declared = self.vocabulary.declares(words, word);
            marked(word, is_declared.then_some(&*slug))
        };
        let list: Vec<_> = list.iter().map(word).collect();
        (!list.is_empty()).then(|| self.prose(label, &list.join(", ")))
    }

    fn section(&self, party: Party, post_mortem: &PostMortem) -> String {
        let section = post_mortem.section(party);
        let name = match party {
            _ if self.keeper == Some(party) => "Your part",
            Party::Manager => "Hiring manager",
            Party::Candidate => "Candidate",
            Party::Recruiter => "Recruiter",
        };
        let whose = match section.by {
            _ if !section.is_written() && self.keeper.is_some() => ": not written yet".to_owned(),
            Some(by) if self.keeper == Some(by) && by == party => String::new(),
            Some(by) if self.keeper == Some(by) => ", as you see it".to_owned(),
            _ if !section.is_written() => ": nobody has looked at this part yet".to_owned(),
            Some(by) if by == party => ", in their own words".to_owned(),
            Some(by) => format!(", written by the {}", by.title()),
            None => String::new(),
        };
        let mut lines =
            vec![self.look.paint(Tone::Heading, name) + &self.look.paint(Tone::Quiet, whose)];
        for key in Key::of(party) {
            match key.fact {
                Fact::By => {}
                Fact::Owned if section.owned.trim().is_empty() => {}
                Fact::Owned => lines.push(self.prose("  ", &section.owned)),
                // Somebody found that no ball was dropped.
                Fact::Dropped if section.is_sorted() && section.balls().is_empty() => {
                    lines.push(self.prose("  dropped  ", "no ball"));
                }
                Fact::Dropped => self.dropped(section.balls(), &mut lines),
                _ => lines.extend(self.line(&format!("  {:9}", key.fact.name()), key, post_mortem)),
            }
        }
        lines.join("\n")
    }

    /// Each ball with what it means.
    fn dropped(&self, dropped: &[Text], lines: &mut Vec<String>) {
        let mut label = "  dropped  ";
        for words in dropped {
            let known = self.vocabulary.known(words);
            let slug = marked(words, known.ball.map(|ball| ball.slug.as_str()));
            lines.push(self.prose(label, &slug));
            label = "           ";
            let meaning = known.ball.map_or("", |ball| ball.meaning.as_str());
            if !meaning.is_empty() {
                lines.push(self.look.paint(Tone::Quiet, self.prose(label, meaning)));
            }
        }
    }

    /// What a key says, behind a label, where it says anything.
    fn line(&self, label: &str, key: Key, post_mortem: &PostMortem) -> Option<String> {
        match key.get(post_mortem).filter(|value| !value.is_blank())? {
            Value::Day(day) => Some(self.prose(label, &day.spoken())),
            Value::Text(text) => Some(self.prose(label, text)),
            Value::List(_) => self.list(label, key, post_mortem),
        }
    }

    /// Wrapped to the terminal, further lines below the first. Piped, only what
    /// the writer broke is broken.
    fn prose(&self, label: &str, text: &str) -> String {
        let shown = visible_lines(text.trim_end());
        let indent = " ".repeat(label.width());
        let paragraphs = match self.look.width {
            None => shown.split('\n').map(str::to_owned).collect(),
            Some(_) => paragraphs(&shown),
        };
        let mut lines: Vec<String> = Vec::new();
        for paragraph in paragraphs {
            let first = if lines.is_empty() { label } else { &indent };
            lines.push(match paragraph.trim() {
                "" => String::new(),
                _ => wrapped(&paragraph, self.look, first, &indent),
            });
        }
        lines.join("\n")
    }
}

/// Lines that a writer wrapped by hand flow together; blank lines, lists and
/// indented lines stay where they are.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut flows = false;
    for line in text.split('\n') {
        let own = line.trim().is_empty()
            || line.starts_with([' ', '-', '*', '+', '>', '#', '|'])
            || starts_with_number(line);
        match paragraphs.last_mut() {
            Some(paragraph) if flows && !own => {
                paragraph.push(' ');
                paragraph.push_str(line.trim_end());
            }
            _ => paragraphs.push(line.trim_end().to_owned()),
        }
        flows = !line.trim().is_empty();
    }
    paragraphs
}

fn starts_with_number(line: &str) -> bool {
    let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
    rest.len() < line.len() && rest.starts_with(['.', ')'])
}

/// A word of the vocabulary; as written and marked with `?` where it is none.
fn marked(word: &str, known: Option<&str>) -> String {
    match known {
        Some(slug) => slug.to_owned(),
        None => format!("{}?", visible(word)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_wrapped_lines_flow_together_and_lists_do_not() {
        let text = "one\ntwo\n\nthree\n- four\n  five\n2. six\nseven\n2 of 3";
        let expected = [
            "one two",
            "",
            "three",
            "- four",
            "  five",
            "2. six seven 2 of 3",
        ];
        assert_eq!(paragraphs(text), expected);
    }
}
