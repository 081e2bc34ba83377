//! The three sections: who wrote them, and who has not.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Day, Id, Party, PostMortem, REDACTED, Section, Text};
use crate::talk::CommandLine;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::Search;
use std::collections::HashSet;

/// A section open for longer is being forgotten.
const OPEN_DAYS: u64 = 30;
/// By then it is forgotten: to go on asking would only teach people not to look.
const FORGOTTEN_DAYS: u64 = 90;

pub(super) fn check(
    id: &Id,
    post_mortem: &PostMortem,
    today: Day,
    keeper: Option<Party>,
    found: &mut Vec<Pointed>,
) {
    if post_mortem.stage.is_none() {
        let diagnostic = Diagnostic::new(Code::NoStage, "nothing says how far it got")
            .help("such as stage = \"offer\"");
        found.push(Pointed::at("stage", diagnostic));
    }
    for (party, section) in post_mortem.by_party() {
        found.extend(signature(party, section));
    }
    let days = today.days_since(post_mortem.date);
    let is_open = (OPEN_DAYS + 1..=FORGOTTEN_DAYS).contains(&days);
    let unwritten: Vec<_> = post_mortem.unwritten().collect();
    if let Some(keeper) = keeper {
        found.extend(
            own(id, keeper, &unwritten, days)
                .filter(|_| is_open || unwritten.len() == Party::ALL.len()),
        );
        return;
    }
    let ask = |party: Party| {
        let ask = CommandLine::new("hirelog ask").word(id.as_str());
        ask.then(&format!("--as {party}"))
    };
    if unwritten.len() == Party::ALL.len() {
        let diagnostic = Diagnostic::new(Code::Unwritten, "no party has written anything yet")
            .help(format!(
                "`{}` prints the questions to send",
                ask(Party::Manager)
            ));
        found.push(Pointed::of_file(diagnostic));
        return;
    }
    if !is_open {
        return;
    }
    // What the candidate would say is often out of reach; the company's own is not.
    for party in unwritten {
        if party != Party::Candidate {
            let message = format!(
                "the {}'s section has been open for {days} days",
                party.title()
            );
            let help = format!(
                "`{}` prints the questions; a party with nothing to own says so in a sentence",
                ask(party)
            );
            let diagnostic = Diagnostic::new(Code::Open, message).help(help);
            found.push(Pointed::at(party.as_str(), diagnostic));
        }
    }
}

/// In a log that one person keeps, nobody else's part is missed.
fn own(id: &Id, keeper: Party, unwritten: &[Party], days: u64) -> Option<Pointed> {
    let edit = CommandLine::new("hirelog edit").word(id.as_str());
    let edit = edit.then(&format!("--as {keeper}"));
    if unwritten.len() == Party::ALL.len() {
        let diagnostic = Diagnostic::new(Code::Unwritten, "you have written nothing yet")
            .help(format!("`{edit}` asks you"));
        return Some(Pointed::of_file(diagnostic));
    }
    let message = format!("your own part has been open for {days} days");
    let help = format!("`{edit}` asks you; where you dropped nothing, say so in a sentence");
    let diagnostic = Diagnostic::new(Code::Open, message).help(help);
    let is_missed = unwritten.contains(&keeper);
    is_missed.then(|| Pointed::at(keeper.as_str(), diagnostic))
}

fn signature(party: Party, section: &Section) -> Option<Pointed> {
    let promises = !section.next.trim().is_empty();
    match (section.is_written(), section.by) {
        (true, None) => {
            let message = format!("nothing says who wrote the {}'s section", party.title());
            let help = format!("in their own words: by = \"{party}\"");
            let diagnostic = Diagnostic::new(Code::Unsigned, message).help(help);
            Some(Pointed::at(party.as_str(), diagnostic))
        }
        (false, _) if promises => {
            let message = "this section promises something, and owns or drops nothing";
            let diagnostic = Diagnostic::new(Code::NextOnly, message).help(
                "it counts as not written; say in `owned` or `dropped` what the promise is about",
            );
            Some(Pointed::at(format!("{party}.next"), diagnostic))
        }
        (false, Some(by)) => {
            let message = format!(
                "the {} is named as its author, and the section is empty",
                by.title()
            );
            let diagnostic = Diagnostic::new(Code::SignedOnly, message).help(
                "it counts as not looked at; a party with nothing to own says so in a sentence",
            );
            Some(Pointed::at(format!("{party}.by"), diagnostic))
        }
        _ => None,
    }
}

/// What each drops, held against what it says and what it promises. Without a search no
/// sentence is compared.
pub(super) fn balls(
    post_mortem: &PostMortem,
    vocabulary: &Vocabulary,
    search: Option<&Search<'_>>,
    found: &mut Vec<Pointed>,
) {
    let stage = post_mortem.stage.as_deref();
    let stage = stage.map(|stage| vocabulary.stage_slug(stage));
    for (party, section) in post_mortem.by_party() {
        promised(party, section, vocabulary, found);
        let says_none = section.dropped.as_deref().is_some_and(Vec::is_empty);
        let is_said = !matches!(section.owned.trim(), "" | REDACTED);
        if let Some(search) = search.filter(|_| says_none && is_said) {
            found.extend(said(party, &section.owned, stage.as_deref(), search));
        }
    }
}

/// Which of the balls a promise is about.
fn promised(party: Party, section: &Section, words: &Vocabulary, found: &mut Vec<Pointed>) {
    let slug = |word: &Text| words.known(word).slug.into_owned();
    let dropped: HashSet<_> = section.balls().iter().map(slug).collect();
    let Some(about) = &section.next_for else {
        if dropped.len() > 1 && !section.next.trim().is_empty() {
            let diagnostic = Diagnostic::new(
                Code::WhichBall,
                "which of the dropped balls is this promise about?",
            );
            let first = section.balls().first().map_or("", Text::as_str);
            let help = format!(
                "until somebody says so, nobody learns whether it helped: next_for = [\"{first}\"]"
            );
            found.push(Pointed::at(format!("{party}.next"), diagnostic.help(help)));
        }
        return;
    };
    for word in about.iter().filter(|word| !dropped.contains(&slug(word))) {
        let message = format!("the promise is about \"{word}\", which is not dropped here");
        let diagnostic = Diagnostic::new(Code::PromisedBall, message)
            .help("name it in `dropped`, or take it out");
        found.push(Pointed::at_word(
            format!("{party}.next_for"),
            word,
            diagnostic,
        ));
    }
}

/// A list that says none beside a sentence that plainly says one.
fn said(party: Party, owned: &str, stage: Option<&str>, search: &Search<'_>) -> Option<Pointed> {
    let (ball, sentence) = search.plain(owned, party, stage)?;
    let start = owned.find(sentence)?;
    let message = format!("this may say `{}`, and dropped = [] says none", ball.slug);
    let mut diagnostic = Diagnostic::new(Code::PlainBall, message).help(format!(
        "`{}`: {} Name it in `dropped`, or leave the list empty where nothing was dropped",
        ball.slug, ball.meaning
    ));
    diagnostic.words = Some(sentence.to_owned());
    Some(Pointed {
        words: Some(start..start + sentence.len()),
        ..Pointed::at(format!("{party}.owned"), diagnostic)
    })
}
