//! A reply taken apart: which lines are ours come back, which are mail clients talking,
//! and which are the person's own.

use super::frames::{Divider, divider, is_chat_heading, quoted_in_jira, stamped, tabbed};
use super::line::{ReplyLine, spoken, word_count, words};
use super::manners::{LineShape, Phrasing};
use super::numbers::marked;
use super::sent::{Sent, SentSentence, SentenceKind, is_label};
use std::collections::BTreeSet;

/// A reply with what stands in it told apart.
#[derive(Default)]
pub(super) struct Letter {
    pub parts: Vec<(usize, LetterPart)>,
    /// How many questions there may be.
    pub count: usize,
    /// In the form of an issue: how many of its questions stood there.
    form: Option<usize>,
    /// The numbers of the questions that stand in it.
    pub asked: BTreeSet<usize>,
    /// The letters of balls that were ticked where they stand.
    pub ticked: Vec<usize>,
    /// The first lines of letters that stand in it.
    pub about: Vec<String>,
    /// What chats and mail programs said around the person's words.
    pub left_out: Vec<String>,
    /// Who sent our letter in a chat.
    pub askers: BTreeSet<String>,
}

#[derive(Debug)]
pub(super) enum LetterPart {
    Question(usize),
    Ball(usize),
    Ours,
    Divider(Divider),
    Text(ReplyLine),
}

impl LetterPart {
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(line) if line.is_blank())
    }
}

impl Letter {
    pub fn of(text: &str, sent: &Sent) -> Self {
        let mut letter = Self {
            count: sent.count,
            ..Self::default()
        };
        let (mut lines, mut stamps) = (Vec::new(), Vec::new());
        for raw in quoted_in_jira(&tabbed(text)).split('\n') {
            let mut line = ReplyLine::new(raw);
            if let Some((name, length)) = stamped(&line.text) {
                stamps.push((lines.len(), name));
                let stamp = line.text[..length].trim_end().replace('\t', " ");
                letter.left_out.push(stamp);
                line.text.drain(..length);
            }
            line.text = line.text.replace('\t', " ");
            lines.push(line);
        }
        // Without a name, and above all names of an export, the program itself speaks.
        let named = stamps.iter().filter(|(_, name)| name.is_some()).count();
        let first = stamps
            .first()
            .filter(|_| named > 1)
            .map_or(0, |(index, _)| *index);
        let unnamed = stamps
            .iter()
            .filter(|(_, name)| named > 0 && name.is_none());
        for index in (0..first).chain(unnamed.map(|(index, _)| *index)) {
            let said = std::mem::take(&mut lines[index].text);
            letter
                .left_out
                .extend(Some(said).filter(|said| !said.is_empty()));
        }
        letter.take_apart(&lines, &sent.all_in(&lines), &stamps);
        letter
    }

    fn take_apart(
        &mut self,
        lines: &[ReplyLine],
        ours: &[SentSentence],
        stamps: &[(usize, Option<String>)],
    ) {
        let mut covered = vec![false; lines.len()];
        for sentence in ours {
            covered[sentence.start.0..=sentence.end.0].fill(true);
        }
        let is_heading = |line: &ReplyLine| is_chat_heading(&line.text);
        let is_chat = !stamps.is_empty() || lines.iter().any(is_heading);
        let mut ours = ours.iter().peekable();
        let mut stamps = stamps.iter().peekable();
        let (mut speaker, mut spoken_at) = (String::new(), 0);
        // The line that is looked at, and from which byte on.
        let (mut index, mut from) = (0, 0);
        while let Some(line) = lines.get(index) {
            if let Some((_, name)) = stamps.next_if(|(stamped, _)| *stamped == index) {
                speaker = name.clone().unwrap_or_default();
                spoken_at = line.depth;
                let divider = Divider::Chat(speaker.clone());
                self.parts.push((line.depth, LetterPart::Divider(divider)));
            }
            if let Some(sentence) = ours.next_if(|sentence| sentence.start.0 == index) {
                let label = &line.text[from..sentence.start.1];
                // Whoever sent it is no answer.
                if !is_label(label) && !label.trim_end().ends_with([':', '\u{ff1a}']) {
                    self.text(line, label.trim());
                }
                let (end, byte) = sentence.end;
                let behind = lines[end].text[byte..].trim_start_matches(is_behind_sentence);
                let is_last = ours.peek().is_none_or(|next| next.start.0 != end);
                let said = if is_last { behind } else { "" };
                let part = self.sentence(sentence, label, said, lines);
                // A quotation or a mark below somebody's own words was not sent there.
                let is_quoted = line.depth > spoken_at || line.text.starts_with('[');
                if speaker.is_empty() || !is_quoted {
                    self.askers.insert(speaker.clone());
                }
                self.parts.push((line.depth, part));
                if is_last && matches!(self.parts.last(), Some((_, LetterPart::Ball(_)))) {
                    self.beside_ball(sentence, from, behind, lines);
                }
                let is_answer = behind.contains(char::is_alphanumeric)
                    && !matches!(sentence.kind, SentenceKind::Ball(_));
                (index, from) = if is_answer || !is_last {
                    (end, lines[end].text.len() - behind.len())
                } else {
                    (end + 1, 0)
                };
                continue;
            }
            let quotes = |below: usize| covered.get(index + below).is_some_and(|it| *it);
            let is_begun = from > 0 || line.is_blank();
            let found = (!is_begun)
                .then(|| divider(&lines[index..], quotes))
                .flatten();
            if let Some((divider, length)) = found {
                // The title of a recording, above its day.
                if let [(_, LetterPart::Text(line))] = self.parts.as_slice()
                    && divider == Divider::Chat(String::new())
                    && word_count(&line.text) <= MOST_OF_A_TITLE
                {
                    self.left_out.push(line.text.clone());
                    self.parts.clear();
                }
                if divider == Divider::Mail {
                    speaker.clear();
                }
                if let Divider::Chat(name) = &divider {
                    speaker.clone_from(name);
                    spoken_at = line.depth;
                    self.left_out.push(joined(&lines[index..index + length]));
                }
                self.parts.push((line.depth, LetterPart::Divider(divider)));
                index += length;
                continue;
            }
            let text = &line.text[from.min(line.text.len())..];
            let text = text.trim_end_matches("(edited)").trim_end();
            let is_sticker = (is_chat && !text.is_empty()) || text.starts_with(['[', '<']);
            let is_sticker = is_sticker && LineShape::Furniture.is_match(text);
            if (is_sticker || LineShape::Alone.is_match(text)) && marked(text).is_none() {
                self.left_out.push(text.to_owned());
            } else {
                self.text(line, text);
            }
            (index, from) = (index + 1, 0);
        }
    }

    fn sentence(
        &mut self,
        sentence: &SentSentence,
        label: &str,
        behind: &str,
        lines: &[ReplyLine],
    ) -> LetterPart {
        match sentence.kind {
            SentenceKind::Question(number) => {
                self.asked.insert(number);
                self.form = self.form.map(|asked| asked + 1);
                return LetterPart::Question(number);
            }
            SentenceKind::Ball(index) => {
                let is_boxed = LineShape::Ticked.is_match(label);
                let is_denied = Phrasing::Negation.has(&spoken(behind, 1));
                if is_boxed || !(behind.is_empty() || is_denied) {
                    self.ticked.push(index);
                } else if is_denied {
                    // Who copies it to deny it has not dropped it.
                    self.left_out.push(behind.to_owned());
                    return LetterPart::Ours;
                }
                return LetterPart::Ball(index);
            }
            SentenceKind::About => {
                self.about
                    .push(joined(&lines[sentence.start.0..=sentence.end.0]));
            }
            SentenceKind::Frame => {}
        }
        LetterPart::Ours
    }

    /// `c) I left it to HR because I was away.` says more than its letter: the sentence that
    /// goes on is the person's, and behind a mark what follows.
    fn beside_ball(
        &mut self,
        sentence: &SentSentence,
        from: usize,
        behind: &str,
        lines: &[ReplyLine],
    ) {
        const BESIDE: [Phrasing; 3] = [Phrasing::Yes, Phrasing::Filler, Phrasing::Beside];
        let is_beside = |word: String| BESIDE.iter().any(|kind| kind.has(&word));
        let mut said = words(behind);
        if said.all(|(word, _)| word.len() == 1 || is_beside(word)) {
            return;
        }
        let ((first, start), (last, end)) = (sentence.start, sentence.end);
        let goes_on = |one: char| one.is_alphanumeric() || matches!(one, ',' | ';');
        if !lines[last].text[end..].trim_start().starts_with(goes_on) {
            let line = &lines[last];
            let behind =
                behind.trim_start_matches(|one: char| !one.is_alphanumeric() && one != '(');
            let yes = Phrasing::Yes.behind(behind);
            let yes = yes.filter(|rest| rest.starts_with([',', '.', '!', ':', ';']));
            let behind = yes.map_or(behind, |rest| rest[1..].trim_start());
            return self
                .parts
                .push((line.depth, LetterPart::Text(line.with(behind))));
        }
        // A number in front of it is that of the question.
        let start = marked(&lines[first].text[from..]).map_or(start, |_| from);
        for (index, line) in lines.iter().enumerate().take(last + 1).skip(first) {
            let text = &line.text[if index == first { start } else { 0 }..];
            self.parts
                .push((line.depth, LetterPart::Text(line.with(text))));
        }
    }

    fn text(&mut self, line: &ReplyLine, text: &str) {
        let part = match text.strip_prefix("### ") {
            Some(heading) => self.heading(heading),
            // `Q: What was yours?`, in words of their own.
            None if text.starts_with("Q:") && text.ends_with('?') => {
                self.form.get_or_insert(0);
                self.heading(text)
            }
            // What GitHub writes into a field that was left empty.
            None if text == "_No response_" => LetterPart::Text(line.with("")),
            None if self.says_yes(text) => LetterPart::Ours,
            None if text.contains("/issues/new?") && text.contains("look-back") => LetterPart::Ours,
            None => LetterPart::Text(line.with(text)),
        };
        self.parts.push((line.depth, part));
    }

    /// `Yes, this one.` right below a ball ticks it.
    fn says_yes(&mut self, text: &str) -> bool {
        let is_longer = |rest| words(rest).count() > 2;
        if Phrasing::Yes.behind(text).is_none_or(is_longer) {
            return false;
        }
        let mut above = self.parts.iter().rev().filter(|(_, part)| !part.is_blank());
        let ball = match (above.next(), above.next()) {
            (_, Some((_, LetterPart::Ball(_)))) => None,
            (Some((_, LetterPart::Ball(ball))), _) => Some(*ball),
            _ => None,
        };
        self.ticked.extend(ball);
        ball.is_some()
    }

    /// The first field of a form of ours is the mark; its next two ask what is owned and
    /// what comes next, in the words of the day on which it was made.
    fn heading(&mut self, heading: &str) -> LetterPart {
        if heading == "Mark" {
            self.form = Some(0);
        }
        let Some(asked) = self
            .form
            .filter(|asked| *asked < 2 && heading.ends_with('?'))
        else {
            return LetterPart::Ours;
        };
        self.form = Some(asked + 1);
        let number = (self.count + asked).saturating_sub(1);
        self.asked.insert(number);
        LetterPart::Question(number)
    }

    /// How often its lines were quoted, the least first.
    pub fn depths(&self) -> BTreeSet<usize> {
        let filled = self.parts.iter().filter(|(_, part)| !part.is_blank());
        filled.map(|(depth, _)| *depth).collect()
    }
}

fn joined(lines: &[ReplyLine]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

/// The title of a recording has no more words.
const MOST_OF_A_TITLE: usize = 4;

/// What may stand between a sentence of ours and an answer on the same line.
fn is_behind_sentence(one: char) -> bool {
    one.is_whitespace() || "?.:!\"*_]),|\u{201d}\u{2026}".contains(one)
}
