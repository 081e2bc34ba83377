//! What to keep in mind on the way into the room: a page that fits a small
//! terminal whole, strongest first.

mod json;
mod markdown;
mod words;

pub use json::brief_json;
pub use markdown::brief_markdown;
pub use words::{Asked, Step};

use super::style::{Look, Tone};
use super::table::cut;
use super::visible;
use super::visible::wrap;
use crate::model::Party;
use crate::patterns::{Again, Brief, Promised};
use unicode_width::UnicodeWidthStr;
use words::{also_promised, counts, other_sides, short_state, state, wall, wanted, whole_state};

/// Lines of a small terminal that leave room for the next prompt.
const LINES: usize = 23;

/// On fewer columns nothing is cut to make the page fit.
const NARROW: usize = 60;

/// One line of the page, as long as it wants to be.
struct Line {
    tone: Tone,
    text: String,
    /// Before what does not fit on it.
    indent: &'static str,
    kind: Kind,
}

/// How much a line is needed where the page would not fit. The last of these
/// leave first; the first two stay, on one line each where there is no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Needed,
    /// What somebody promised, in their words.
    Words,
    /// What is promised about other balls.
    AlsoPromised,
    /// Another side that has no room on the line of its ball.
    Side,
    Gap,
    MoreWalls,
}

pub fn brief_page(brief: &Brief, asked: &Asked<'_>, look: Look) -> String {
    let mut lines = head(brief, asked, look);
    if !brief.again.is_empty() {
        lines.push(gap());
        lines.push(needed(Tone::Heading, "Not again"));
        for (index, again) in brief.again.iter().enumerate() {
            lines.extend(ball(index, again, brief, look));
        }
    } else if !brief.ids.is_empty() {
        lines.push(needed(Tone::Plain, "Nobody dropped a ball there."));
    }
    let also = also_promised(brief).into_iter();
    lines.extend(also.map(|(party, all)| also_line(party, &all, look)));
    if let Some((wanted, of)) = wanted(brief, asked) {
        let words = wanted
            .iter()
            .map(|(slug, n)| format!("{} {n}", visible(slug)));
        let words = words.collect::<Vec<_>>().join(", ");
        lines.push(needed(
            Tone::Plain,
            format!("Wanted, not pitched: {words} ({of})"),
        ));
    }
    for (index, one) in brief.walls.iter().enumerate() {
        lines.push(Line {
            kind: [Kind::Needed, Kind::MoreWalls][index.min(1)],
            ..needed(Tone::Watch, visible(&wall(one)))
        });
    }
    lines.push(gap());
    let narrow = look.width.is_some_and(|width| width < NARROW);
    for one in &brief.ask {
        lines.push(Line {
            indent: if narrow { "  " } else { "           " },
            ..needed(
                Tone::Plain,
                format!("{:<9}  {}", one.party, visible(&one.text)),
            )
        });
    }
    drawn(lines, look)
}

fn needed(tone: Tone, text: impl Into<String>) -> Line {
    Line {
        tone,
        text: text.into(),
        indent: "  ",
        kind: Kind::Needed,
    }
}

fn gap() -> Line {
    Line {
        kind: Kind::Gap,
        ..needed(Tone::Plain, "")
    }
}

fn head(brief: &Brief, asked: &Asked<'_>, look: Look) -> Vec<Line> {
    let window = brief.settings.window;
    let dash = if look.unicode { "–" } else { "-" };
    let title = format!(
        "{}, {} {dash} {}",
        visible(&asked.place()),
        window.since.spoken(),
        window.until.spoken()
    );
    let mut lines = vec![
        needed(Tone::Heading, title),
        needed(Tone::Plain, visible(&asked.source())),
    ];
    if brief.too_few && !brief.ids.is_empty() {
        let few = "Too few to call: these are counts, and no patterns.";
        lines.push(needed(Tone::Plain, few));
    }
    lines.extend(asked.back().map(|back| needed(Tone::Quiet, back)));
    lines
}

/// The counts with what became of the promise and the other side, as far as one
/// line goes; then the promise itself.
fn ball(index: usize, again: &Again, brief: &Brief, look: Look) -> Vec<Line> {
    let fits = |text: &str| look.width.is_none_or(|width| text.width() <= width);
    let mark = if again.ball.declared { "" } else { "?" };
    let name = format!("{}{mark}", visible(&again.ball.slug));
    let mut first = format!("{} {}", index + 1, counts(again, &name));
    let mut below = Vec::new();
    let told = match &again.promised {
        Some(promised) => {
            let commitment = &promised.promises;
            let told = [whole_state, state, short_state].map(|told| told(commitment));
            told.map(|text| visible(&text).into_owned())
        }
        None => ["nothing promised", "no promise", ""].map(str::to_owned),
    };
    let beside = told.iter().map(|told| format!("{first}; {told}"));
    let beside = beside.into_iter().find(|text| fits(text));
    let apart = beside.is_none();
    first = beside.unwrap_or(first);
    if let Some(side) = other_sides(again, brief).next() {
        let (slug, n) = (visible(&side.slug), side.ids.len());
        let beside = format!("{first}; {}: {slug} {n}", side.party);
        if fits(&beside) {
            first = beside;
        } else {
            let text = format!("  the {}'s side: {slug}, {n}", side.party);
            below.push(Line {
                kind: Kind::Side,
                ..needed(Tone::Plain, text)
            });
        }
    }
    if let Some(promised) = &again.promised {
        let words = promised
            .next
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let told = if apart {
            format!("{}: ", told[1])
        } else {
            String::new()
        };
        let text = format!("  {told}\"{}\"", visible(&words));
        below.push(Line {
            kind: Kind::Words,
            ..needed(Tone::Quiet, text)
        });
    }
    below.insert(0, needed(Tone::Plain, first));
    below
}

/// What a party promised besides: as many as fit, and how many more there are.
fn also_line(party: Party, all: &[&Promised], look: Look) -> Line {
    let label = format!("{party} also promised: ");
    let words: Vec<_> = all
        .iter()
        .map(|one| {
            format!(
                "{} ({})",
                visible(&one.slug),
                visible(&state(&one.promises))
            )
        })
        .collect();
    let some = |count: usize| match words.len() - count {
        0 => format!("{label}{}", words.join(", ")),
        more => format!("{label}{} +{more}", words[..count].join(", ")),
    };
    let fits = |text: &String| look.width.is_none_or(|width| text.width() <= width);
    let longest = (1..=words.len()).rev().map(some).find(fits);
    let by_name = || format!("{label}{}", visible(&all[0].slug));
    Line {
        kind: Kind::AlsoPromised,
        ..needed(Tone::Plain, longest.unwrap_or_else(by_name))
    }
}

/// Wrapped where there is a width; what is needed least leaves where the page
/// would be taller than a small terminal, and sentences are whole where there is
/// room for them.
fn drawn(mut lines: Vec<Line>, look: Look) -> String {
    let Some(width) = look.width else {
        return lines
            .iter()
            .map(|line| format!("{}\n", look.paint(line.tone, &line.text)))
            .collect();
    };
    let whole = |line: &Line| {
        let start = &line.text[..line.text.len() - line.text.trim_start().len()];
        match line.text.trim_start() {
            "" => String::new(),
            text => wrap(text, width, start, line.indent),
        }
    };
    let short = |line: &Line| cut(&line.text, width, look);
    let height = |text: &str| text.lines().count().max(1);
    while lines.len() > LINES {
        let leaving = lines.iter().map(|line| line.kind).max();
        let Some(leaving) = leaving.filter(|kind| *kind > Kind::Words) else {
            break;
        };
        if let Some(position) = lines.iter().rposition(|line| line.kind == leaving) {
            lines.remove(position);
        }
    }
    let mut spare = LINES.saturating_sub(lines.len());
    let mut shown: Vec<String> = lines.iter().map(short).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines[index].kind);
    for index in order {
        let whole = whole(&lines[index]);
        let more = height(&whole) - 1;
        // A narrow terminal is no small one: it is scrolled.
        if more <= spare || width < NARROW {
            spare = spare.saturating_sub(more);
            shown[index] = whole;
        }
    }
    let painted = lines.iter().zip(shown);
    painted
        .map(|(line, text)| look.paint(line.tone, text) + "\n")
        .collect()
}

#[cfg(test)]
mod tests;
