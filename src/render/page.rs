//! One post-mortem as a page to read.

use super::style::{Look, Tone};
use super::visible;
use super::visible::{visible_lines, wrap};
use crate::model::{Entry, Party, PostMortem, Section};
use crate::vocabulary::Vocabulary;
use unicode_width::UnicodeWidthStr;

/// Prose is easier to read in short lines than across a wide screen.
const WIDEST: usize = 88;

/// `path` is the file as it would be named where the reader stands.
pub fn page(entry: &Entry, path: &str, vocabulary: &Vocabulary, look: Look) -> String {
    let page = Page { vocabulary, look };
    let post_mortem = &entry.post_mortem;
    let mut blocks = vec![page.head(entry)];
    blocks.extend(post_mortem.tldr.as_ref().map(|tldr| page.prose("", tldr)));
    blocks.extend(page.priorities(post_mortem));
    blocks.extend(
        post_mortem
            .by_party()
            .map(|(party, section)| page.section(party, section)),
    );
    blocks.push(look.paint(Tone::Quiet, visible(path)));
    blocks.join("\n\n") + "\n"
}

struct Page<'a> {
    vocabulary: &'a Vocabulary,
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
        if let Some(hold) = &post_mortem.hold {
            head += &format!("\n{}", self.prose("on hold: ", hold));
        }
        head
    }

    fn priorities(&self, post_mortem: &PostMortem) -> Option<String> {
        let line = |name: &str, words: &[String]| {
            let words: Vec<_> = words
                .iter()
                .map(|word| {
                    marked(
                        word,
                        self.vocabulary
                            .priority(word)
                            .map(|priority| priority.slug.as_str()),
                    )
                })
                .collect();
            (!words.is_empty()).then(|| self.prose(name, &words.join(", ")))
        };
        let lines: Vec<_> = [
            line("wanted   ", &post_mortem.wanted),
            line("pitched  ", &post_mortem.pitched),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn section(&self, party: Party, section: &Section) -> String {
        let name = match party {
            Party::Manager => "Hiring manager",
            Party::Candidate => "Candidate",
            Party::Recruiter => "Recruiter",
        };
        let whose = match section.by {
            _ if !section.is_written() => ": nobody has looked at this part yet".to_owned(),
            Some(by) if by == party => ", in their own words".to_owned(),
            Some(by) => format!(", written by the {}", by.title()),
            None => String::new(),
        };
        let mut lines =
            vec![self.look.paint(Tone::Heading, name) + &self.look.paint(Tone::Quiet, whose)];
        if !section.owned.trim().is_empty() {
            lines.push(self.prose("  ", &section.owned));
        }
        for (index, words) in section.dropped.iter().enumerate() {
            let known = self.vocabulary.known(words);
            let slug = marked(words, known.ball.map(|ball| ball.slug.as_str()));
            lines.push(self.prose(
                if index == 0 {
                    "  dropped  "
                } else {
                    "           "
                },
                &slug,
            ));
            let meaning = known.ball.map_or("", |ball| ball.meaning.as_str());
            if !meaning.is_empty() {
                lines.push(
                    self.look
                        .paint(Tone::Quiet, self.prose("           ", meaning)),
                );
            }
        }
        if !section.next.trim().is_empty() {
            lines.push(self.prose("  next     ", &section.next));
        }
        lines.join("\n")
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
            lines.push(match self.look.width {
                _ if paragraph.trim().is_empty() => String::new(),
                None => format!("{first}{paragraph}"),
                Some(width) => wrap(&paragraph, width.min(WIDEST), first, &indent),
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
