//! The top of a text: greetings, names and small talk. They are left out, and shown as
//! left out.

use super::line::{ReplyLine, sentences, word_at};
use super::manners::{MANNERS, is_name, is_starter, non_answer};
use super::numbers::numbered;
use super::signature::is_banner;

/// A sentence that answers nothing is no longer.
const LONGEST_OPENING: usize = 240;

/// Takes the greeting, and what is only talk, from the top of a text; whether it took any.
pub(super) fn without_top(lines: &mut Vec<ReplyLine>, left_out: &mut Vec<String>) -> bool {
    let mut taken = 0;
    let mut is_greeted = false;
    let last = lines.iter().rposition(|line| !line.is_blank());
    for (index, line) in lines.iter_mut().enumerate() {
        let is_last = last <= Some(index);
        let mut rest = line.text.as_str();
        // A signature begins.
        if rest.starts_with("--") {
            break;
        }
        if is_banner(rest) {
            left_out.push(rest.to_owned());
            rest = "";
        }
        while !rest.is_empty()
            && numbered(rest).is_none_or(|number| number.rest.is_empty() && rest.len() > 3)
        {
            let greeted = if is_greeted {
                None
            } else {
                greeting(rest, is_last)
            };
            is_greeted |= greeted.is_some();
            let Some(after) = greeted.or_else(|| behind_talk(rest)) else {
                break;
            };
            left_out.push(rest[..rest.len() - after.len()].trim().to_owned());
            rest = after.trim_start();
        }
        let is_taken = !rest.contains(char::is_alphanumeric);
        line.text = rest.to_owned();
        if !is_taken {
            break;
        }
        taken = index + 1;
    }
    lines.drain(..taken);
    taken > 0
}

/// What stands behind the first sentence, where that answers nothing.
fn behind_talk(text: &str) -> Option<&str> {
    let opening = text
        .char_indices()
        .nth(LONGEST_OPENING)
        .map_or(text, |(end, _)| &text[..end]);
    let marks = [" - ", " \u{2013} ", " \u{2014} ", ": "]
        .iter()
        .filter_map(|mark| opening.find(mark))
        .map(|mark| mark + 1);
    let end = sentences(opening)
        .get(1)
        .copied()
        .or((opening.len() == text.len()).then_some(text.len()));
    let cut = marks.min().filter(|mark| end.is_none_or(|end| *mark < end));
    let ends = cut.into_iter().chain(end);
    ends.into_iter().find_map(|end| {
        non_answer(&text[..end])
            .map(|_| text[end..].trim_start_matches(['-', '\u{2013}', '\u{2014}', ' ', ':']))
    })
}

/// What is left of a line behind what greets or calls somebody.
fn greeting(line: &str, is_last: bool) -> Option<&str> {
    if is_name(line) && !is_last && !MANNERS.polite_whole.is(line) {
        return Some("");
    }
    let greeted = MANNERS.greetings.behind(line);
    let rest = greeted.unwrap_or(line);
    let name = rest.trim_start_matches(|one: char| !one.is_alphanumeric());
    let count = names(name);
    let end = (0..count).try_fold(0, |from, _| word_at(name, from).map(|(_, _, end)| end));
    let after = end.map_or(name, |end| &name[end..]);
    let marks = |text: &str| {
        text.trim_start().starts_with([
            ',', '!', ':', ';', '.', ')', '-', '\u{2013}', '\u{2014}', '\u{ff0c}', '\u{ff01}',
            '\u{3001}', '~',
        ])
    };
    let behind_marks =
        after.trim_start_matches(|one: char| !one.is_alphanumeric() && !"\"'#([".contains(one));
    match greeted {
        Some(_)
            if count > 0
                && !marks(after)
                && !after.is_empty()
                && line.get(..5).is_some_and(|word| {
                    word.eq_ignore_ascii_case("thank") || word.eq_ignore_ascii_case("sorry")
                }) =>
        {
            None
        }
        Some(rest) if count > 0 || marks(rest) || rest.trim().is_empty() => Some(behind_marks),
        Some(rest) if rest.starts_with(' ') && line.len() - rest.len() > 1 => {
            // `Hi there,` and `hi robin i led`: up to two words before a mark or a sentence.
            let mut from = 0;
            for taken in 0..=3 {
                let (word, start, end) =
                    word_at(rest, from).unwrap_or((String::new(), rest.len(), rest.len()));
                if word.is_empty()
                    || (is_starter(&word) && word != "there")
                    || (taken > 0 && marks(&rest[from..]))
                {
                    let is_call =
                        taken > 0 && (marks(&rest[from..]) || word.is_empty() || taken <= 2);
                    return is_call.then(|| {
                        rest[from.min(start)..]
                            .trim_start_matches(|one: char| !one.is_alphanumeric() && one != '"')
                    });
                }
                from = end;
            }
            None
        }
        // `Robin - quick ones`, `Robin, I led`: with a word behind it that begins a sentence.
        None if count > 0 => {
            let next = word_at(behind_marks, 0).map(|(word, ..)| is_starter(&word));
            let is_dash = after.starts_with(" -")
                || after.starts_with(" \u{2013}")
                || after.starts_with(" \u{2014}");
            let word = &name[..name.len() - after.len()];
            let is_call = (is_dash && word.len() > 1)
                || (after.starts_with(',') && next != Some(false))
                || (after.starts_with('!') && next.is_none());
            (is_call && !word.ends_with("ly") && !is_starter(word)).then_some(behind_marks)
        }
        _ => None,
    }
}

/// How many capitalised words a text begins with, and no sentence among them.
fn names(text: &str) -> usize {
    let words = text.split_whitespace().take(3);
    let mut count = 0;
    for word in words {
        let plain = word.trim_end_matches(|one: char| !one.is_alphanumeric());
        if !is_name(plain) || is_starter(plain) {
            break;
        }
        count += 1;
        if plain.len() < word.len() {
            break;
        }
    }
    count
}
