//! A paste that may hold several replies: which of its text answers which letter. What
//! could answer either of two is not guessed at.

use super::mark::Mark;
use super::message::Message;

/// The part of a paste that answers one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub mark: Mark,
    pub text: String,
}

/// Why a paste is not taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mixed {
    /// Something is said both above the first letter and below the last.
    AboveAndBelow,
    /// Something is said between two letters, and neither above nor below them.
    Between,
}

/// A letter as it stands quoted in a paste: from its first line to its mark.
struct Quoted {
    mark: Mark,
    start: usize,
    end: usize,
}

/// The replies of a paste in their order; one where it holds one letter, none where it
/// holds none. `says` tells whether a text beside a letter answers it.
///
/// # Errors
/// Where it holds several, and does not say which of them some words answer.
pub fn pieces(text: &str, says: &dyn Fn(&str, &Mark) -> bool) -> Result<Vec<Piece>, Mixed> {
    let letters = quoted(text, says);
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else {
        return Ok(Vec::new());
    };
    let are_below = if letters.len() > 1 {
        let is_above = says(&text[..first.start], &first.mark);
        let is_below = says(&text[last.end..], &last.mark);
        let is_between = |two: &[Quoted]| says(&text[two[0].end..two[1].start], &two[0].mark);
        match (is_above, is_below) {
            (true, true) => return Err(Mixed::AboveAndBelow),
            (false, false) if letters.windows(2).any(is_between) => return Err(Mixed::Between),
            _ => is_below,
        }
    } else {
        true
    };
    // With each letter goes what stands below it, or else what stands above it.
    let cut = |letter: &Quoted| if are_below { letter.start } else { letter.end };
    let cuts: Vec<usize> = letters
        .iter()
        .skip(usize::from(are_below))
        .map(cut)
        .collect();
    let cuts = &cuts[..letters.len() - 1];
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let end = if are_below { text.len() } else { last.end };
    let ends = cuts.iter().copied().chain([end]);
    let pieces = letters.iter().zip(starts.zip(ends));
    Ok(pieces
        .map(|(letter, (start, end))| Piece {
            mark: letter.mark.clone(),
            text: text[start..end].to_owned(),
        })
        .collect())
}

/// The letters that stand in a text; the same one again and again is one, and so is one with
/// what it quotes itself: an older letter, and what was answered to that.
fn quoted(text: &str, says: &dyn Fn(&str, &Mark) -> bool) -> Vec<Quoted> {
    let mut letters: Vec<Quoted> = Vec::new();
    // Where the line begins on which the mark ends: looked for behind the mark before only.
    let (mut begun, mut seen) = (0, 0);
    for (mark, end) in Mark::places(text) {
        begun = text[seen..end]
            .rfind('\n')
            .map_or(begun, |at| seen + at + 1);
        seen = end;
        let line = &text[begun..end];
        let is_within = |last: &Quoted| {
            let depth = quotes(&text[last.start..]);
            let between = text[last.end..end].split_inclusive('\n').skip(1);
            let outside: String = between.filter(|line| quotes(line) <= depth).collect();
            (1..quotes(line)).contains(&depth) && !says(&outside, &last.mark)
        };
        let is_same = |last: &&mut Quoted| last.mark.is_of(&mark) || is_within(last);
        if let Some(last) = letters.last_mut().filter(is_same) {
            last.end = end;
            continue;
        }
        let from = letters.last().map_or(0, |last| last.end);
        let start = first_line(&text[from..end]).map_or_else(
            || text[..end].rfind('[').unwrap_or(end),
            |start| from + start,
        );
        letters.push(Quoted { mark, start, end });
    }
    letters
}

/// How often a line is quoted.
fn quotes(line: &str) -> usize {
    let marks = line.bytes().take_while(|mark| b">| ".contains(mark));
    marks.filter(|mark| *mark != b' ').count()
}

/// Where the first line of a letter of ours begins: the last that looks so, as an answer
/// above it may begin alike.
fn first_line(text: &str) -> Option<usize> {
    let (mut at, mut first) = (0, None);
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let said = line.trim_start_matches(['>', '|', ' ', '*', '_']);
        if Message::begins(said, lines.peek().unwrap_or(&"")) {
            first = Some(at);
        }
        at += line.len();
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(String, String)>, Mixed> {
        let pieces = pieces(text, &|text, _| text.contains("late"))?;
        let pair = |piece: Piece| (piece.mark.id, piece.text.replace('\n', "/"));
        Ok(pieces.into_iter().map(pair).collect())
    }

    #[test]
    fn every_answer_goes_to_its_own_letter() {
        let (one, two) = (
            "> About the a search.\n> [aaaaa manager]\n",
            "> About the b search.\n> [bbbbb manager]\n",
        );
        let found = |pairs: &[(&str, &str)]| {
            let own = |(id, text): &(&str, &str)| ((*id).to_owned(), (*text).to_owned());
            Ok(pairs.iter().map(own).collect::<Vec<_>>())
        };
        let above = format!("late\n{one}later\n{two}Sam\n");
        assert_eq!(
            read(&above),
            found(&[
                ("aaaaa", "late/> About the a search./> [aaaaa manager]"),
                ("bbbbb", "/later/> About the b search./> [bbbbb manager]"),
            ])
        );
        let below = format!("{one}late\n{two}later\n");
        assert_eq!(
            read(&below),
            found(&[
                ("aaaaa", "> About the a search./> [aaaaa manager]/late/"),
                ("bbbbb", "> About the b search./> [bbbbb manager]/later/"),
            ])
        );
        // An answer may begin as a letter does.
        let alike = format!("{one}About the notes: late\n{two}later\n");
        assert_eq!(
            read(&alike).unwrap()[0].1,
            "> About the a search./> [aaaaa manager]/About the notes: late/"
        );
        assert_eq!(
            read(&format!("late\n{one}{two}late\n")),
            Err(Mixed::AboveAndBelow)
        );
        assert_eq!(read(&format!("{one}late\n{two}")), Err(Mixed::Between));
        let thread = format!("late\n{one}> {one}");
        assert_eq!(read(&thread).map(|pieces| pieces.len()), Ok(1));
        let older = format!("late\n{one}> On Monday:\n{}", two.replace("> ", ">> "));
        let answered = older.replace("> On", ">> later\n> On");
        for thread in [older, answered] {
            assert_eq!(
                read(&thread),
                found(&[("aaaaa", &thread.replace('\n', "/"))])
            );
        }
        let inline = format!("{one}> On Monday:\nlate\n{}", two.replace("> ", ">> "));
        assert_eq!(read(&inline), Err(Mixed::Between));
        assert_eq!(read("late\n"), Ok(Vec::new()));
    }
}
