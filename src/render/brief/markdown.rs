//! A brief as Markdown that reads as plain text too: calendars show it as it is.
//! Lists and nothing else; not one table, emphasis or link.

use super::super::claims::{Voice, words};
use super::super::markdown::escaped;
use super::super::words::{
    Telling, capital, looking_back, place, promise, sentence, sentences, source, span,
};
use super::parts::{
    also_promised, asked, counts, other_sides, promiser, promises, side_of, wanted,
};
use crate::patterns::{Brief, Claim, Digest, PROMISES, Promises, Sought};

/// As many promises of a party about other balls; an invite is short.
const BESIDES: usize = 2;

pub fn brief_markdown(brief: &Brief, sought: &Sought<'_>) -> String {
    let digest = Digest::of_brief(brief);
    let days = span(brief.settings.window, "to");
    let mut blocks = vec![format!("{}, {days}", escaped(&place(sought)))];
    let source = source(sought).map(|source| escaped(&source));
    let nothing = sentence(Claim::Nothing, &digest);
    let back = looking_back(sought).map(str::to_owned);
    let said: Vec<_> = source.into_iter().chain(nothing).chain(back).collect();
    blocks.push(said.join(" "));
    blocks.extend(sentence(Claim::TooFew, &digest));
    let voice = Voice::of_brief(&digest, escaped);
    let decided = voice.decided(PROMISES).into_iter();
    let decided = decided.map(|(head, words)| match words {
        Some(words) => format!("- {head}: “{}”", escaped(&words)),
        None => format!("- {head}"),
    });
    let decided_last = voice.decided_title(PROMISES, "hirelog") + ":";
    blocks.extend(under(&decided_last, &decided.collect::<Vec<_>>()));
    blocks.extend(sentence(Claim::OnMemory, &digest));
    let balls = brief.again.iter().enumerate().map(|(index, again)| {
        let name = escaped(&again.ball.slug) + if again.ball.declared { "" } else { "?" };
        let mut line = format!("{}. {}", index + 1, counts(again, brief, &name));
        for side in other_sides(again, brief) {
            let (slug, n) = (escaped(&side.slug), side.ids.len());
            line += &format!("; {}: {slug}, {n}", side_of(side.party, brief));
        }
        match again
            .is_promised
            .then(|| words_of(&again.promises, &digest))
        {
            _ if !promises(again.ball.party, brief) => format!("{line}."),
            Some(promised) => format!("{line}. Promised {promised}"),
            None => {
                let promised = promise(&again.promises, digest.sample, Telling::Story);
                format!("{line}. {}", escaped(&capital(&promised)))
            }
        }
    });
    blocks.extend(under("Not again:", &balls.collect::<Vec<_>>()));
    let mut promised = Vec::new();
    for (party, all) in also_promised(brief) {
        let party = promiser(party, brief);
        for one in all.iter().take(BESIDES) {
            promised.push(format!(
                "- {party}, {}: {}",
                escaped(&one.slug),
                words_of(&one.promises, &digest)
            ));
        }
        if let Some(more) = all.len().checked_sub(BESIDES).filter(|more| *more > 0) {
            promised.push(format!("- {party}: {more} more"));
        }
    }
    blocks.extend(under("Also promised:", &promised));
    blocks.extend(sentence(Claim::NoneDropped, &digest));
    blocks.extend(wanted(&digest, sought, escaped));
    let runs = [Claim::Wall, Claim::Run].into_iter();
    for wall in runs.flat_map(|claim| digest.all(claim)) {
        blocks.extend(sentences(wall, &digest, escaped));
    }
    let ask = brief.ask.iter();
    let ask = ask.map(|one| format!("- {}: {}", asked(one.party, brief), escaped(&one.text)));
    blocks.extend(under("To ask:", &ask.collect::<Vec<_>>()));
    blocks.join("\n\n") + "\n"
}

/// A promise in its own words, with what came of it.
fn words_of(promises: &Promises, digest: &Digest<'_>) -> String {
    let latest = promises.latest.as_ref().map(|latest| &latest.promise);
    let day = latest.map_or_else(String::new, |latest| latest.day.spoken());
    let next = words(promises).map_or_else(String::new, |next| format!(": \"{}\"", escaped(&next)));
    let state = promise(promises, digest.sample, Telling::Story);
    format!("{day}{next} ({})", escaped(&state))
}

fn under(title: &str, lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| format!("{title}\n\n{}", lines.join("\n")))
}
