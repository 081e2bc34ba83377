//! A reply taken apart: which lines are ours come back, which are mail clients talking,
//! and which are the person's own.

use super::frames::{Divider, divider, is_chat_heading, is_when, speakers, stamped};
use super::line::{ReplyLine, spoken, word_count, words};
use super::manners::{self, LineShape, Phrasing, boxed, is_empty_answer, is_name};
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
        const QUOTE: &str = "{quote}";
        let timed = text
            .lines()
            .filter(|line| LineShape::ChatTimed.is_match(line));
        let is_timed = timed.take(2).count() > 1;
        let speakers = speakers(text.lines());
        let (mut lines, mut is_quoted) = (Vec::new(), false);
        for raw in text.split('\n') {
            let mut line = ReplyLine::new(&raw.replace(QUOTE, ""));
            let marks = raw.matches(QUOTE).count();
            line.depth += usize::from(is_quoted || marks > 0);
            is_quoted ^= marks % 2 == 1;
            if let Some((name, length)) = stamped(&line.text, is_timed, &speakers) {
                let stamp = line.text[..length].trim_end().replace('\t', " ");
                letter.left_out.push(stamp);
                line.text.drain(..length);
                line.speaker = Some(name);
            }
            // `Own` and what it is, as two cells.
            let cells = line.text.split_once('\t');
            if let Some((label, rest)) = cells.filter(|(label, _)| manners::is_label(label)) {
                line.text = format!("{label}: {rest}");
            }
            line.text = line.text.replace('\t', " ");
            lines.push(line);
        }
        letter.take_apart(&lines, sent);
        letter
    }

    fn take_apart(&mut self, lines: &[ReplyLine], sent: &Sent) {
        let ours = sent.all_in(lines);
        let mut covered = vec![false; lines.len()];
        for sentence in &ours {
            covered[sentence.start.0..=sentence.end.0].fill(true);
        }
        let is_said = |line: &ReplyLine| {
            line.speaker.is_some() || is_chat_heading(&line.text) || is_when(&line.text)
        };
        let is_chat = lines.iter().any(is_said);
        let mut ours = ours.iter().peekable();
        let (mut speaker, mut spoken_at) = (String::new(), 0);
        // The line that is looked at, and from which byte on.
        let (mut index, mut from) = (0, 0);
        while let Some(line) = lines.get(index) {
            if let Some(name) = line.speaker.as_ref().filter(|_| from == 0) {
                (speaker, spoken_at) = (name.clone(), line.depth);
                let divider = Divider::Chat(speaker.clone());
                self.parts.push((line.depth, LetterPart::Divider(divider)));
            }
            if let Some(sentence) = ours.next_if(|sentence| sentence.start.0 == index) {
                let label = &line.text[from..sentence.start.1];
                // Whoever sent it is no answer.
                if !is_label(label) && !label.trim_end().ends_with([':', '\u{ff1a}']) {
                    self.text(line, label.trim());
                }
                // A quotation or a mark below somebody's own words was not sent there.
                let is_quoted = line.depth > spoken_at || line.text.starts_with('[');
                if speaker.is_empty() || !is_quoted {
                    self.askers.insert(speaker.clone());
                }
                let (end, byte) = sentence.end;
                let behind = lines[end].text[byte..].trim_start_matches(is_behind_sentence);
                let is_last = ours.peek().is_none_or(|next| next.start.0 != end);
                let said = if is_last { behind } else { "" };
                self.sentence(sentence, from, said, lines);
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
                speaker.clear();
                if let Divider::Chat(name) = &divider {
                    // Whose page of a tracker it is, above the note.
                    let is_page = |(_, part): &(usize, LetterPart)| match part {
                        LetterPart::Text(line) => is_handle(&line.text) || is_name(&line.text),
                        _ => false,
                    };
                    if self.parts.iter().all(is_page) {
                        self.left_out
                            .extend(self.texts(self.parts.len()).collect::<Vec<_>>());
                        self.parts.clear();
                    }
                    (speaker, spoken_at) = (name.clone(), line.depth);
                    self.left_out.push(joined(&lines[index..index + length]));
                }
                self.parts.push((line.depth, LetterPart::Divider(divider)));
                index += length;
                continue;
            }
            let text = &line.text[from.min(line.text.len())..];
            let edited = LineShape::Edited.find(text).map(|edited| edited.start());
            let text = &text[..edited.unwrap_or(text.len())];
            let is_sticker = (is_chat && !text.is_empty()) || text.starts_with(['[', '<']);
            // Dashes stand above a signature there too.
            let is_sticker = is_sticker
                && LineShape::Furniture.is_match(text)
                && !LineShape::Dashes.is_match(text);
            let is_ours = is_sticker
                || LineShape::Alone.is_match(text)
                || is_when(text)
                || sent.is_title(text);
            if is_ours && marked(text).is_none() {
                self.left_out.push(text.to_owned());
                // Who goes on below it is not named.
                let divider = LetterPart::Divider(Divider::Chat(String::new()));
                let is_next = is_when(text) && !speaker.is_empty();
                self.parts.extend(is_next.then_some((line.depth, divider)));
            } else {
                self.text(line, text);
            }
            (index, from) = (index + 1, 0);
        }
    }

    /// Takes down a sentence of ours that begins behind a byte of its line, and what is said
    /// behind it.
    fn sentence(
        &mut self,
        sentence: &SentSentence,
        from: usize,
        behind: &str,
        lines: &[ReplyLine],
    ) {
        let ((first, start), (last, _)) = (sentence.start, sentence.end);
        let depth = lines[first].depth;
        let part = match sentence.kind {
            SentenceKind::Question(number) => self.question(number),
            SentenceKind::Ball(ball) => {
                let label = &lines[first].text[from..start];
                let tick = boxed(label).map(|(_, tick)| tick);
                let is_boxed = tick == Some(true) || LineShape::Ticked.is_match(label);
                let is_open = |text| LineShape::OpenBox.is_match(text);
                let is_open = tick == Some(false) || is_open(label) || is_open(behind);
                if !is_boxed && (is_open || Phrasing::Negation.has(&spoken(behind, 1))) {
                    // Who copies it to deny it has not dropped it.
                    let behind = Some(behind).filter(|it| it.contains(char::is_alphanumeric));
                    self.left_out.extend(behind.map(str::to_owned));
                    LetterPart::Ours
                } else {
                    self.ticked
                        .extend((is_boxed || !behind.is_empty()).then_some(ball));
                    self.parts.push((depth, LetterPart::Ball(ball)));
                    return self.beside_ball(sentence, from, behind, lines);
                }
            }
            SentenceKind::About => {
                self.about.push(joined(&lines[first..=last]));
                LetterPart::Ours
            }
            SentenceKind::Frame => LetterPart::Ours,
        };
        self.parts.push((depth, part));
    }

    /// `c) I left it to HR because I was away.` says more than its letter: the sentence that
    /// goes on is the person's, and behind a mark what follows. Who types into a quotation
    /// is not quoted.
    fn beside_ball(
        &mut self,
        sentence: &SentSentence,
        from: usize,
        behind: &str,
        lines: &[ReplyLine],
    ) {
        const BESIDE: [Phrasing; 3] = [Phrasing::Yes, Phrasing::Filler, Phrasing::Beside];
        let is_beside = |word: String| BESIDE.iter().any(|kind| kind.has(&word));
        if words(behind).all(|(word, _)| word.len() == 1 || is_beside(word)) {
            return;
        }
        let ((first, start), (last, end)) = (sentence.start, sentence.end);
        let goes_on = |one: char| one.is_alphanumeric() || matches!(one, ',' | ';');
        // A number in front of it is that of the question.
        let number = marked(&lines[first].text[from..]).map(|_| from);
        let is_begun = lines[last].text[end..].trim_start().starts_with(goes_on);
        let mut said: Vec<ReplyLine> = if is_begun || number.is_some() {
            let mut said = lines[first..=last].to_vec();
            said[0].text.drain(..number.unwrap_or(start));
            said
        } else {
            let behind =
                behind.trim_start_matches(|one: char| !one.is_alphanumeric() && one != '(');
            vec![lines[last].with(behind)]
        };
        for line in &mut said {
            line.depth = line.depth.saturating_sub(1);
            self.text(line, &line.text);
        }
    }

    /// What it quotes, where that is a mail and none of ours.
    pub fn other_mail(&self) -> Option<String> {
        const FEWEST_WORDS: usize = 8;
        let is_mail =
            |(_, part): &(usize, LetterPart)| matches!(part, LetterPart::Divider(Divider::Mail(_)));
        let is_text = |(_, part): &(usize, LetterPart)| {
            matches!(part, LetterPart::Text(_) | LetterPart::Divider(_))
        };
        let start = self.parts.iter().position(is_mail)?;
        self.texts(start).next()?;
        let said = self.parts[start..]
            .iter()
            .filter_map(|(_, part)| match part {
                LetterPart::Text(line) if !line.is_blank() => Some(&line.text),
                _ => None,
            });
        let is_long = said.clone().map(|text| words(text).count()).sum::<usize>() >= FEWEST_WORDS;
        let is_other = self.parts.iter().all(is_text) && is_long;
        said.clone().next().filter(|_| is_other).cloned()
    }

    /// What stands above this part and is nobody's frame.
    pub fn texts(&self, end: usize) -> impl Iterator<Item = String> {
        self.parts[..end].iter().filter_map(|(_, part)| match part {
            LetterPart::Text(line) if !line.is_blank() => Some(line.text.clone()),
            _ => None,
        })
    }

    fn question(&mut self, number: usize) -> LetterPart {
        self.asked.insert(number);
        self.form = self.form.map(|asked| asked + 1);
        LetterPart::Question(number)
    }

    fn text(&mut self, line: &ReplyLine, text: &str) {
        let mut said = words(text).map(|(word, _)| word);
        let confirms = said.next().is_some_and(|word| Phrasing::Yes.has(&word))
            && !said.any(|word| Phrasing::Negation.has(&word));
        let mut filled = self.parts.iter().filter(|(_, part)| !part.is_blank());
        let above = confirms.then(|| filled.next_back()).flatten();
        // `> b) …`, and below that `Yes, that. Three of us …`: the rest says why, where answers
        // stand below their questions.
        if let Some(&(depth, LetterPart::Ball(ball))) = above {
            let is_asked = |(_, part): &&_| matches!(part, LetterPart::Question(_));
            let mut below = filled.skip_while(|it| !is_asked(it));
            let is_inline = below.any(|(_, part)| matches!(part, LetterPart::Text(_)));
            self.ticked.extend((line.depth < depth).then_some(ball));
            if let Some(reason) = LineShape::Reason.part(text).filter(|it| word_count(it) > 3) {
                let asked = LetterPart::Question(self.count.saturating_sub(1));
                self.parts.extend(is_inline.then_some((depth, asked)));
                return self.text(line, reason);
            }
        }
        let part = match text.strip_prefix("### ") {
            Some(heading) => self.heading(heading),
            // `Q: What was yours?`, in words of their own.
            None if text.starts_with("Q:") && text.ends_with('?') => {
                self.form.get_or_insert(0);
                self.heading(text)
            }
            // What GitHub writes into a field that was left empty.
            None if text == "_No response_" => LetterPart::Text(line.with("")),
            None => LetterPart::Text(line.with(text)),
        };
        // `>> I was late` right below a question: what is typed into a form is no quotation.
        let depth = match self.parts.last() {
            Some((asked, LetterPart::Question(_))) => line.depth.min(*asked),
            Some((typed, LetterPart::Text(above))) if above.depth == line.depth => *typed,
            _ => line.depth,
        };
        self.parts.push((depth, part));
    }

    /// The first field of a form of ours is the mark; its next two ask what is owned and
    /// what comes next, in the words of the day on which it was made.
    fn heading(&mut self, heading: &str) -> LetterPart {
        if heading == "Mark" {
            self.form = Some(0);
        }
        match self.form {
            Some(asked) if asked < 2 && heading.ends_with('?') => {
                self.question((self.count + asked).saturating_sub(1))
            }
            _ => LetterPart::Ours,
        }
    }
}

/// `srivera`, or nothing: one word, and no answer.
fn is_handle(text: &str) -> bool {
    let is_word = text.len() > 3 && text.is_ascii() && !text.contains([' ', '.']);
    text.is_empty() || (is_word && !is_empty_answer(text))
}

fn joined(lines: &[ReplyLine]) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

/// What may stand between a sentence of ours and an answer on the same line.
fn is_behind_sentence(one: char) -> bool {
    one.is_whitespace() || "?.:!\"*_]),|\u{201d}\u{2026}".contains(one)
}
