//! What to keep in mind on the way into the room: a page that fits a small
//! terminal whole, strongest first.

use super::super::claims::{Voice, words};
use super::super::style::{Look, Tone};
use super::super::table::{Cell, cut};
use super::super::words::{
    Telling, looking_back, place, promise, sentence, sentences, source, span,
};
use super::super::wrap::wrap;
use super::parts::{
    also_promised, asked, counts, other_sides, promiser, promises, side_of, wanted,
};
use crate::patterns::{Again, Ball, Brief, Claim, Digest, PROMISES, Sought};
use crate::talk::visible;
use unicode_width::UnicodeWidthStr;

/// Lines of a small terminal that leave room for the next prompt.
const LINES: usize = 23;

/// On fewer columns nothing is cut to make the page fit.
const NARROW: usize = 60;

/// Columns of a name in a sentence; its figures are worth more than its end.
const NAME: usize = 32;

/// One line of the page, as long as it wants to be.
struct BriefLine {
    tone: Tone,
    text: String,
    /// Before what does not fit on it.
    indent: &'static str,
    weight: Weight,
}

/// How much a line is needed where the page would not fit. The last of these
/// leave first; the first two stay, on one line each where there is no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
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

pub fn brief_page(brief: &Brief, sought: &Sought<'_>, look: Look) -> String {
    let digest = Digest::of_brief(brief);
    let mut lines = head(brief, &digest, sought, look);
    let shown = |text: &str| visible(text).into_owned();
    let voice = Voice::of_brief(&digest, shown);
    let decided = voice.decided(PROMISES);
    if !decided.is_empty() {
        lines.push(gap());
        lines.push(needed(
            Tone::Heading,
            voice.decided_title(PROMISES, "hirelog"),
        ));
    }
    for (head, words) in decided {
        lines.push(needed(Tone::Plain, head));
        lines.extend(words.map(|words| BriefLine {
            weight: Weight::Words,
            ..needed(Tone::Quiet, format!("  \"{}\"", visible(&words)))
        }));
    }
    let on_memory = sentence(Claim::OnMemory, &digest);
    lines.extend(on_memory.map(|said| needed(Tone::Plain, said)));
    if !brief.again.is_empty() {
        lines.push(gap());
        lines.push(needed(Tone::Heading, "Not again"));
        for (index, again) in brief.again.iter().enumerate() {
            lines.extend(ball(index, again, brief, &digest, look));
        }
    }
    let none = sentence(Claim::NoneDropped, &digest);
    lines.extend(none.map(|none| needed(Tone::Plain, none)));
    let also = also_promised(brief).into_iter();
    lines.extend(also.map(|(party, all)| also_line(promiser(party, brief), &all, &digest, look)));
    let wanted = wanted(&digest, sought, |slug| visible(slug).into_owned());
    lines.extend(wanted.map(|wanted| needed(Tone::Plain, wanted)));
    let name = |name: &str| match look.width {
        Some(_) => cut(&visible(name), NAME, look),
        None => visible(name).into_owned(),
    };
    let walls = [Claim::Wall, Claim::Run].into_iter();
    let walls = walls.flat_map(|claim| digest.all(claim));
    let walls = walls.flat_map(|wall| sentences(wall, &digest, name));
    let mut walls = walls.map(|wall| needed(Tone::Watch, wall));
    // The longest stays; the others leave where there is no room.
    lines.extend(walls.next());
    lines.extend(walls.map(|wall| BriefLine {
        weight: Weight::MoreWalls,
        ..wall
    }));
    lines.push(gap());
    let narrow = look.width.is_some_and(|width| width < NARROW);
    for one in &brief.ask {
        lines.push(BriefLine {
            indent: if narrow { "  " } else { "           " },
            ..needed(
                Tone::Plain,
                format!("{:<9}  {}", asked(one.party, brief), visible(&one.text)),
            )
        });
    }
    drawn(lines, look)
}

fn needed(tone: Tone, text: impl Into<String>) -> BriefLine {
    BriefLine {
        tone,
        text: text.into(),
        indent: "  ",
        weight: Weight::Needed,
    }
}

fn gap() -> BriefLine {
    BriefLine {
        weight: Weight::Gap,
        ..needed(Tone::Plain, "")
    }
}

fn head(brief: &Brief, digest: &Digest<'_>, sought: &Sought<'_>, look: Look) -> Vec<BriefLine> {
    let dash = if look.unicode { "–" } else { "-" };
    let days = span(brief.settings.window, dash);
    let title = format!("{}, {days}", visible(&place(sought)));
    let mut lines = vec![needed(Tone::Heading, title)];
    let source = source(sought).map(|source| visible(&source).into_owned());
    let size = [Claim::Nothing, Claim::TooFew].map(|kind| sentence(kind, digest));
    let said = source.into_iter().chain(size.into_iter().flatten());
    lines.extend(said.map(|said| needed(Tone::Plain, said)));
    lines.extend(looking_back(sought).map(|back| needed(Tone::Quiet, back)));
    lines
}

/// The counts with what became of the promise and the other side, as far as one
/// line goes; then the promise itself.
fn ball(
    index: usize,
    again: &Again,
    brief: &Brief,
    digest: &Digest<'_>,
    look: Look,
) -> Vec<BriefLine> {
    let fits = |text: &str| look.width.is_none_or(|width| text.width() <= width);
    let mark = if again.ball.declared { "" } else { "?" };
    let name = format!("{}{mark}", visible(&again.ball.slug));
    let mut first = format!("{} {}", index + 1, counts(again, brief, &name));
    let mut below = Vec::new();
    let made = &again.promises;
    let told = [Telling::Story, Telling::Line, Telling::Word]
        .map(|length| visible(&promise(made, digest.sample, length)).into_owned());
    let promises = promises(again.ball.party, brief);
    let beside = told.iter().map(|told| format!("{first}; {told}"));
    let beside = beside.into_iter().find(|text| promises && fits(text));
    let apart = beside.is_none();
    first = beside.unwrap_or(first);
    if let Some(side) = other_sides(again, brief).next() {
        let (slug, n) = (visible(&side.slug), side.ids.len());
        let whose = promiser(side.party, brief);
        let beside = format!("{first}; {whose}: {slug} {n}");
        if fits(&beside) {
            first = beside;
        } else {
            let text = format!("  {}: {slug}, {n}", side_of(side.party, brief));
            below.push(BriefLine {
                weight: Weight::Side,
                ..needed(Tone::Plain, text)
            });
        }
    }
    let promised = words(&again.promises).filter(|_| promises && again.is_promised);
    if let Some(promised) = promised {
        let told = if apart {
            format!("{}: ", told[2])
        } else {
            String::new()
        };
        let text = format!("  {told}\"{}\"", visible(&promised));
        below.push(BriefLine {
            weight: Weight::Words,
            ..needed(Tone::Quiet, text)
        });
    }
    below.insert(0, needed(Tone::Plain, first));
    below
}

/// What a party promised besides: as many as fit, and how many more there are.
fn also_line(who: &str, all: &[&Ball], digest: &Digest<'_>, look: Look) -> BriefLine {
    let label = format!("{who} also promised: ");
    let word = |one: &&Ball| {
        let state = promise(&one.promises, digest.sample, Telling::Word);
        format!("{} ({})", visible(&one.slug), visible(&state)).into()
    };
    let words = Cell::words(Tone::Plain, all.iter().map(word).collect());
    let room = look.width.unwrap_or(usize::MAX);
    let words = words.fitted(room.saturating_sub(label.width()), look);
    BriefLine {
        weight: Weight::AlsoPromised,
        ..needed(Tone::Plain, label + &words)
    }
}

/// Wrapped where there is a width; what is needed least leaves where the page
/// would be taller than a small terminal, and sentences are whole where there is
/// room for them.
fn drawn(mut lines: Vec<BriefLine>, look: Look) -> String {
    let Some(width) = look.width else {
        return lines
            .iter()
            .map(|line| format!("{}\n", look.paint(line.tone, &line.text)))
            .collect();
    };
    let whole = |line: &BriefLine| {
        let start = &line.text[..line.text.len() - line.text.trim_start().len()];
        match line.text.trim_start() {
            "" => String::new(),
            text => wrap(text, width, start, line.indent),
        }
    };
    let short = |line: &BriefLine| cut(&line.text, width, look);
    let height = |text: &str| text.lines().count().max(1);
    let mut walls = 0;
    while lines.len() > LINES {
        let leaving = lines.iter().map(|line| line.weight).max();
        let Some(leaving) = leaving.filter(|weight| *weight > Weight::Words) else {
            break;
        };
        if let Some(position) = lines.iter().rposition(|line| line.weight == leaving) {
            lines.remove(position);
            walls += usize::from(leaving == Weight::MoreWalls);
        }
    }
    // The one that stays says that there are others.
    let stays = lines.iter_mut().rfind(|line| line.tone == Tone::Watch);
    if let Some(line) = stays.filter(|_| walls > 0) {
        line.text += &format!(" And {walls} more: hirelog patterns.");
    }
    let mut spare = LINES.saturating_sub(lines.len());
    let mut shown: Vec<String> = lines.iter().map(short).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&index| lines[index].weight);
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
