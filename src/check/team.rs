//! The team's own words: slugs that nothing has, words that are claimed twice.

use crate::diagnostic::{Code, Diagnostic, Pointed, nearest};
use crate::model::{DroppedBall, Party, Question, slug};
use crate::vocabulary::{Questions, Vocabulary};
use std::collections::{HashMap, HashSet};

/// What is wrong with the words of hirelog.toml. `vocabulary` holds the built-in
/// words and these, `import` what the stages and the outcomes of exports are here.
pub fn team(
    balls: &[DroppedBall],
    questions: &[Question],
    hide: &[String],
    import: [&[(String, String)]; 2],
    vocabulary: &Vocabulary,
) -> Vec<Pointed> {
    let mut found = Vec::new();
    let mut question_slugs = HashSet::new();
    if !hide.is_empty() {
        question_slugs.extend(Questions::built_in_slugs());
        question_slugs.extend(questions.iter().map(|question| question.slug.clone()));
    }
    let ball_slugs: HashSet<&str> = vocabulary.balls.iter().map(|ball| &*ball.slug).collect();
    for (index, hidden) in hide.iter().enumerate() {
        // With more it is no slip of the fingers.
        let is_slip = found.len() < 100;
        if !ball_slugs.contains(hidden.as_str()) && !question_slugs.contains(hidden) {
            let known = ball_slugs.iter().copied();
            let known = known.chain(question_slugs.iter().map(String::as_str));
            let known = known.filter(|_| is_slip);
            let what = format!("there is no dropped ball or question \"{hidden}\" to hide");
            found.push(unknown(
                format!("vocabulary.hide[{index}]"),
                what,
                hidden,
                known,
            ));
        }
    }
    for (index, ball) in balls.iter().enumerate() {
        let block = format!("dropped_ball[{index}]");
        for (number, mirror) in ball.mirrors.iter().enumerate() {
            if !ball_slugs.contains(mirror.as_str()) {
                let what = format!("there is no dropped ball \"{mirror}\" to mirror");
                let field = format!("{block}.mirrors[{number}]");
                found.push(unknown(field, what, mirror, ball_slugs.iter().copied()));
            }
        }
        stages(&block, &ball.stages, vocabulary, &mut found);
    }
    for (index, question) in questions.iter().enumerate() {
        let block = format!("question[{index}]");
        stages(&block, &question.stages, vocabulary, &mut found);
        for (number, outcome) in question.outcomes.iter().enumerate() {
            if vocabulary.outcome(outcome).is_none() {
                let what = format!("there is no outcome \"{outcome}\"");
                let known = vocabulary.outcomes.iter().map(|known| &*known.slug);
                let field = format!("{block}.outcomes[{number}]");
                found.push(unknown(field, what, outcome, known));
            }
        }
    }
    imported(import, vocabulary, &mut found);
    let slugs = balls.iter().map(|ball| (&*ball.slug, None));
    twice("dropped_ball", slugs, &mut found);
    // Parties may be asked the same in their own words.
    let slugs = questions.iter().map(|one| (&*one.slug, Some(one.party)));
    twice("question", slugs, &mut found);
    aliases(balls, &ball_slugs, &mut found);
    found
}

fn stages(block: &str, stages: &[String], vocabulary: &Vocabulary, found: &mut Vec<Pointed>) {
    for (number, stage) in stages.iter().enumerate() {
        if vocabulary.stage(stage).is_none() {
            let known = vocabulary.stages.iter().map(|known| &*known.slug);
            let what = format!("there is no stage \"{stage}\"");
            found.push(unknown(
                format!("{block}.stages[{number}]"),
                what,
                stage,
                known,
            ));
        }
    }
}

/// What an export calls a stage or an outcome, and what that is to be; blank is none.
fn imported(
    [stages, outcomes]: [&[(String, String)]; 2],
    vocabulary: &Vocabulary,
    found: &mut Vec<Pointed>,
) {
    let mut look = |what: &str, pairs: &[(String, String)], known: Vec<&str>| {
        let known_word = |word: &str| match what {
            "stage" => vocabulary.stage(word).is_some(),
            _ => vocabulary.outcome(word).is_some(),
        };
        let pairs = pairs.iter().filter(|(_, word)| !word.is_empty());
        for (name, word) in pairs.filter(|(_, word)| !known_word(word)) {
            let field = format!("import.{what}s.{name}");
            let said = format!("there is no {what} \"{word}\"");
            found.push(unknown(field, said, word, known.iter().copied()));
        }
    };
    let known = vocabulary.stages.iter().map(|known| &*known.slug);
    look("stage", stages, known.collect());
    let known = vocabulary.outcomes.iter().map(|known| &*known.slug);
    look("outcome", outcomes, known.collect());
}

fn unknown<'a>(
    field: String,
    what: String,
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Pointed {
    let mut diagnostic = Diagnostic::new(Code::TeamWord, what);
    // Sets have no order, and two may be equally near.
    let mut known: Vec<_> = known.collect();
    known.sort_unstable();
    if let Some(near) = nearest(word, known) {
        diagnostic = diagnostic.help(format!("did you mean {near}?"));
    }
    Pointed::at_word(field, word, diagnostic)
}

fn twice<'a>(
    block: &str,
    slugs: impl Iterator<Item = (&'a str, Option<Party>)>,
    found: &mut Vec<Pointed>,
) {
    let mut seen = HashSet::new();
    for (index, (slug, party)) in slugs.enumerate() {
        if !seen.insert((slug, party)) {
            let message = format!("\"{slug}\" is declared twice, and the last one counts");
            let diagnostic =
                Diagnostic::new(Code::DeclaredTwice, message).help("put them together");
            found.push(Pointed::at(format!("{block}[{index}].slug"), diagnostic));
        }
    }
}

/// A team's alias over a built-in one is meant; over another's slug, or over
/// another of the team's own, it takes words away from it.
fn aliases(balls: &[DroppedBall], slugs: &HashSet<&str>, found: &mut Vec<Pointed>) {
    let mut claimed: HashMap<String, &str> = HashMap::new();
    for (index, ball) in balls.iter().enumerate() {
        for (number, alias) in ball.aliases.iter().enumerate() {
            let folded = slug(alias);
            let owner = match claimed.insert(folded.clone(), &ball.slug) {
                Some(owner) if owner != ball.slug => owner.to_owned(),
                _ if slugs.contains(folded.as_str()) && folded != ball.slug => folded,
                _ => continue,
            };
            let message = format!("\"{alias}\" is claimed by {owner} as well");
            let diagnostic = Diagnostic::new(Code::SharedAlias, message)
                .help("keep it with the ball that it fits better");
            let field = format!("dropped_ball[{index}].aliases[{number}]");
            found.push(Pointed::at_word(field, alias, diagnostic));
        }
    }
}
