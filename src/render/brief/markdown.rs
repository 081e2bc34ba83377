//! A brief as Markdown that reads as plain text too: calendars show it as it is.
//! Lists and nothing else; not one table, emphasis or link.

use super::super::markdown::escaped;
use super::words::{Asked, also_promised, counts, other_sides, wall, wanted, whole_state};
use crate::patterns::{Brief, Promised};

/// So many promises of a party about other balls; an invite is short.
const BESIDES: usize = 2;

pub fn brief_markdown(brief: &Brief, asked: &Asked<'_>) -> String {
    let window = brief.settings.window;
    let mut blocks = vec![format!(
        "{}, {} to {}",
        escaped(&asked.place()),
        window.since.spoken(),
        window.until.spoken()
    )];
    let back = asked.back().into_iter().map(str::to_owned);
    let source = escaped(&asked.source());
    blocks.push(
        [source]
            .into_iter()
            .chain(back)
            .collect::<Vec<_>>()
            .join(" "),
    );
    if brief.too_few && !brief.ids.is_empty() {
        blocks.push("Too few to call: these are counts, and no patterns.".to_owned());
    }
    let balls = brief.again.iter().enumerate().map(|(index, again)| {
        let name = escaped(&again.ball.slug) + if again.ball.declared { "" } else { "?" };
        let mut line = format!("{}. {}", index + 1, counts(again, &name));
        for side in other_sides(again, brief) {
            let (slug, n) = (escaped(&side.slug), side.ids.len());
            line += &format!("; the {}'s side: {slug}, {n}", side.party);
        }
        match &again.promised {
            Some(promised) => format!("{line}. Promised {}", sentence(promised)),
            None => line + ". Nothing promised",
        }
    });
    blocks.extend(under("Not again:", &balls.collect::<Vec<_>>()));
    let mut promised = Vec::new();
    for (party, all) in also_promised(brief) {
        for one in all.iter().take(BESIDES) {
            promised.push(format!(
                "- {party}, {}: {}",
                escaped(&one.slug),
                sentence(one)
            ));
        }
        if let Some(more) = all.len().checked_sub(BESIDES).filter(|more| *more > 0) {
            promised.push(format!("- {party}: {more} more"));
        }
    }
    blocks.extend(under("Also promised:", &promised));
    if let Some((wanted, of)) = wanted(brief, asked) {
        let words = wanted
            .iter()
            .map(|(slug, n)| format!("{} {n}", escaped(slug)));
        let words = words.collect::<Vec<_>>().join(", ");
        blocks.push(format!("Wanted and not pitched: {words} ({of})"));
    }
    blocks.extend(brief.walls.iter().map(|one| escaped(&wall(one))));
    let ask = brief.ask.iter();
    let ask = ask.map(|one| format!("- {}: {}", one.party, escaped(&one.text)));
    blocks.extend(under("To ask:", &ask.collect::<Vec<_>>()));
    blocks.join("\n\n") + "\n"
}

fn sentence(promised: &Promised) -> String {
    format!(
        "{}: \"{}\" ({})",
        promised.day.spoken(),
        escaped(
            &promised
                .next
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        ),
        escaped(&whole_state(&promised.promises))
    )
}

fn under(title: &str, lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| format!("{title}\n\n{}", lines.join("\n")))
}
