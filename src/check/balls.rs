//! What a section drops, held against what it says and what it promises.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Party, PostMortem, REDACTED, Section};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::search::Search;
use std::collections::HashSet;

/// Without a search no sentence is compared.
pub(super) fn check(
    post_mortem: &PostMortem,
    vocabulary: &Vocabulary,
    search: Option<&Search<'_>>,
    found: &mut Vec<Pointed>,
) {
    let stage = post_mortem.stage.as_deref();
    let stage = stage.map(|stage| vocabulary.stage_slug(stage));
    for (party, section) in post_mortem.by_party() {
        promised(party, section, vocabulary, found);
        let says_none = section.dropped.as_ref().is_some_and(Vec::is_empty);
        let is_said = !matches!(section.owned.trim(), "" | REDACTED);
        if let Some(search) = search.filter(|_| says_none && is_said) {
            found.extend(said(party, &section.owned, stage.as_deref(), search));
        }
    }
}

/// Which of the balls a promise is about.
fn promised(party: Party, section: &Section, words: &Vocabulary, found: &mut Vec<Pointed>) {
    let slug = |word: &String| words.known(word).slug.into_owned();
    let dropped: HashSet<_> = section.balls().iter().map(slug).collect();
    let Some(about) = &section.next_for else {
        if dropped.len() > 1 && !section.next.trim().is_empty() {
            let diagnostic = Diagnostic::new(
                Code::WhichBall,
                "which of the dropped balls is this promise about?",
            );
            let first = section.balls().first().map_or("", String::as_str);
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
