//! `patterns --format md`: for a chat message or a pull request. Lists and no
//! tables, as a chat shows those as they are written.

use super::super::markdown::{code, escaped};
use super::words;
use crate::model::Party;
use crate::patterns::{Ball, FEWEST, Level, Patterns, Standing, Trend};
use crate::vocabulary::Questions;

pub fn patterns_markdown(
    patterns: &Patterns,
    questions: Option<&Questions<'_>>,
    keeper: Option<Party>,
) -> String {
    let mut parts = vec![head(patterns)];
    let walls = walls(patterns, questions, keeper);
    match keeper {
        Some(_) => parts.extend(walls.clone()),
        None => parts.extend(balance(patterns)),
    }
    parts.extend(balls(patterns));
    if keeper.is_none() {
        parts.extend(walls);
    }
    parts.extend(priorities(patterns));
    parts.extend(quiet(patterns));
    parts.extend(unfinished(patterns, keeper));
    parts.join("\n\n") + "\n"
}

fn head(patterns: &Patterns) -> String {
    let mut head = format!(
        "**Dropped balls, {}**\n\n{} in {}; {} in the {} before.",
        words::span(patterns.window, "–"),
        words::count(patterns.post_mortems, "post-mortem"),
        words::days(patterns.window),
        patterns.post_mortems_before,
        words::days(patterns.before),
    );
    if let Some(sentence) = words::honest_mismatches(patterns) {
        head += &format!(" {sentence}");
    }
    if patterns.too_few {
        head += &format!(
            " Too few to call: with fewer than {FEWEST} there are counts and no patterns."
        );
    }
    head
}

fn balance(patterns: &Patterns) -> Option<String> {
    let lines = patterns.balance.iter().map(|side| {
        format!(
            "{}: looked at in {}, {} in its own words, {} dropped",
            side.party,
            words::figures(side.written, side.of),
            side.own_voice,
            side.dropped
        )
    });
    let sentences = words::balance_sentences(patterns);
    let sentences = sentences
        .into_iter()
        .map(|sentence| format!("**{sentence}**"));
    (patterns.post_mortems > 0).then(|| list("Who was looked at", lines.chain(sentences)))?
}

fn balls(patterns: &Patterns) -> Vec<String> {
    let dropped = || patterns.balls.iter().filter(|ball| ball.n() > 0);
    if patterns.too_few {
        return list("Dropped", dropped().map(figures))
            .into_iter()
            .collect();
    }
    let came_back = |ball: &&Ball| {
        let last = ball.promises.last_came_back;
        last.is_some_and(|day| patterns.window.contains(day))
    };
    let of = |level| dropped().filter(move |ball| !came_back(ball) && ball.level == level);
    let line = |ball: &Ball| {
        let trend = words::trend(ball.trend, patterns);
        let trend = trend.map_or(String::new(), |trend| format!(", {trend}"));
        let promised = words::commitment_sentence(&ball.promises);
        format!("{}{trend}; {}", figures(ball), escaped(&promised))
    };
    let title = match dropped().any(|ball| came_back(&ball)) {
        true => "Recurring as well",
        false => "Recurring",
    };
    let mut parts = Vec::new();
    parts.extend(list(
        "Came back after a commitment",
        dropped().filter(came_back).map(line),
    ));
    parts.extend(list(title, of(Level::Recurring).map(line)));
    if patterns.recurring().next().is_none() {
        parts.push("No dropped ball recurs.".to_owned());
    }
    let clusters = patterns.clusters.iter().map(|cluster| {
        let slugs: Vec<_> = cluster.slugs.iter().map(|slug| code(slug)).collect();
        format!(
            "{}: {} together",
            slugs.join(" and "),
            words::count(cluster.n(), "post-mortem")
        )
    });
    parts.extend(list("The same thing, dropped from several sides", clusters));
    parts.extend(folded(
        "Watch",
        of(Level::Watch).map(|ball| {
            let trend = match ball.trend {
                Trend::Rising | Trend::Falling => format!(", {}", ball.trend.as_str()),
                _ => String::new(),
            };
            format!(
                "{} {}{trend}",
                code(&ball.slug),
                words::figures(ball.n(), ball.of)
            )
        }),
    ));
    parts.extend(folded("Once", of(Level::Once).map(|ball| code(&ball.slug))));
    parts
}

/// Name, party and figures.
fn figures(ball: &Ball) -> String {
    let percent = words::percent(ball.n(), ball.of);
    let percent = percent.map_or(String::new(), |percent| format!(" ({percent})"));
    let unknown = if ball.declared {
        ""
    } else {
        ", new to the vocabulary"
    };
    format!(
        "{} ({}{unknown}): **{}**{percent}, was {}",
        code(&ball.slug),
        ball.party,
        words::figures(ball.n(), ball.of),
        words::figures(ball.was(), ball.was_of)
    )
}

fn walls(
    patterns: &Patterns,
    questions: Option<&Questions<'_>>,
    keeper: Option<Party>,
) -> Option<String> {
    let walls = words::different_walls(&patterns.walls)
        .into_iter()
        .map(|wall| {
            let question = words::question(wall, questions, keeper);
            let question = question.map_or(String::new(), |question| {
                let asked = words::asked(question.party, keeper);
                format!(" {asked}: {}", escaped(&question.text))
            });
            words::wall(wall, escaped) + &question
        });
    list("Walls", walls).filter(|_| !patterns.too_few)
}

fn priorities(patterns: &Patterns) -> Option<String> {
    let found = &patterns.priorities;
    let lists = [
        ("Wanted, not pitched", &found.wanted_not_pitched),
        ("Pitched, not wanted", &found.pitched_not_wanted),
    ];
    let lines = lists
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(label, list)| format!("{label}: {}", words::priorities(list, found.of(), code)));
    list("What candidates wanted", lines)
}

fn quiet(patterns: &Patterns) -> Option<String> {
    let balls = patterns
        .balls
        .iter()
        .filter(|ball| ball.n() == 0 && ball.was_recurring);
    let quiet = balls.map(|ball| match ball.promises.standing() {
        Standing::SoFar | Standing::Holding => {
            format!(
                "{} ({})",
                code(&ball.slug),
                escaped(&words::commitment(&ball.promises))
            )
        }
        _ => code(&ball.slug),
    });
    folded("Quiet now, recurring before", quiet).filter(|_| !patterns.too_few)
}

fn unfinished(patterns: &Patterns, keeper: Option<Party>) -> Option<String> {
    let unfinished = patterns.unfinished.iter().filter_map(|one| {
        let missed = one
            .parties
            .iter()
            .filter(|party| keeper.is_none_or(|keeper| keeper == **party));
        let parties: Vec<_> = missed.map(|party| party.as_str()).collect();
        let role = one.role.as_deref().map_or("no role".to_owned(), escaped);
        let line = format!(
            "{} {}, {role}: {}",
            code(one.id.as_str()),
            one.date,
            parties.join(", ")
        );
        (!parties.is_empty()).then_some(line)
    });
    list("Still unwritten", unfinished)
}

fn list(title: &str, lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<_> = lines.map(|line| format!("- {line}")).collect();
    (!lines.is_empty()).then(|| format!("**{title}**\n\n{}", lines.join("\n")))
}

fn folded(title: &str, words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<_> = words.collect();
    (!words.is_empty()).then(|| format!("**{title}:** {}", words.join(", ")))
}
