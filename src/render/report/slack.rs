//! The head of the page as one message for a chat: text with Slack's marks, of a length
//! that one message holds, in which nobody is called and no channel.

use super::page::ReportPage;
use super::topics::Topic;
use crate::talk::{for_chat, one_line};

/// Characters, as they are sent; a message may have 3,000.
const MOST: usize = 2_900;

pub(super) fn slack(page: &ReportPage) -> String {
    let cautions = [&page.mismatches, &page.caution];
    let mut paragraphs = vec![size(page)];
    paragraphs.extend(cautions.into_iter().flatten().map(|said| words(said)));
    for one in &page.decided {
        paragraphs.push(promise("Decided last", &one.head, &one.words));
    }
    paragraphs.extend(page.on_memory.as_deref().map(words));
    for one in &page.promised {
        paragraphs.push(promise("Promised last", &one.head, &one.words));
    }
    let topics = page.topics.iter().enumerate();
    paragraphs.extend(topics.map(|(index, one)| topic(index + 1, one)));
    let rest = [
        page.worked.as_ref().map(|one| (&one.name, &one.sentence)),
        page.wall.as_ref().map(|one| (&one.name, &one.sentence)),
    ];
    for (name, sentence) in rest.into_iter().flatten() {
        paragraphs.push(format!("{}: {}", bold(name), words(sentence)));
    }
    let teams = page.teams.as_ref();
    if let Some((teams, row)) = teams.and_then(|teams| Some((teams, teams.rows.first()?))) {
        // A message has no grey, and nothing to compare is no news.
        let cells = teams.columns.iter().zip(&row.cells);
        let cells: Vec<_> = cells
            .filter(|(_, cell)| !cell.few)
            .map(|(team, cell)| format!("{team} {}", cell.figure))
            .collect();
        if cells.len() > 1 {
            let said = format!("{}: {}", row.name, cells.join(", "));
            paragraphs.push(format!("{} {}", bold("By team"), words(&said)));
        }
    }
    fitted(bold(&page.heading), &paragraphs)
}

/// As many as one message holds, and how to see all.
fn fitted(mut message: String, paragraphs: &[String]) -> String {
    let mut length = message.chars().count();
    let mut left_out = paragraphs.len();
    for paragraph in paragraphs {
        length += paragraph.chars().count() + 2;
        if length > MOST {
            break;
        }
        message += &format!("\n\n{paragraph}");
        left_out -= 1;
    }
    let more = match left_out {
        0 => "The whole page".to_owned(),
        count => format!("{count} more on the page"),
    };
    message + &format!("\n\n{more}: `hirelog report --open`\n")
}

fn size(page: &ReportPage) -> String {
    let mut size = format!("{} · {}", page.span, page.size);
    if let Some(query) = &page.query {
        size += &format!(" · {query}");
    }
    words(&size)
}

fn promise(title: &str, head: &str, said: &str) -> String {
    format!("{} {}: “{}”", bold(title), words(head), words(said))
}

fn topic(number: usize, topic: &Topic) -> String {
    let mut about = vec![topic.kicker.to_lowercase(), topic.figure.clone()];
    about.splice(0..0, topic.title.map(ToOwned::to_owned));
    let mut text = format!(
        "{number}. {} · {}",
        bold(&topic.name),
        words(&about.join(" · "))
    );
    if let Some(before) = &topic.before {
        text += &format!(", was {before}");
    }
    if !topic.sentences.is_empty() {
        text += &format!("\n{}", words(&topic.sentences.join(" ")));
    }
    if let Some(question) = &topic.question {
        text += &format!("\n> {}: {}", question.ask, words(&question.text));
    }
    text
}

/// What would end the bold before its end is left out.
fn bold(text: &str) -> String {
    format!("*{}*", words(&text.replace('*', "")))
}

/// On one line, calling nobody and no channel.
fn words(text: &str) -> String {
    for_chat(&one_line(text)).replace('#', "#\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_calls_nobody_and_ends_no_mark() {
        assert_eq!(words("a\n<@U1> #b"), "a &lt;@\u{2060}U1&gt; #\u{2060}b");
        assert_eq!(bold("a*b"), "*ab*");
    }

    #[test]
    fn what_no_message_holds_is_counted() {
        let paragraph = words(&"&".repeat(240));
        let message = fitted(bold("Title"), &vec![paragraph; 40]);
        assert!(message.chars().count() < 3_000, "{message}");
        assert!(message.ends_with("\n\n38 more on the page: `hirelog report --open`\n"));
    }
}
