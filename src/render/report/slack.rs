//! The head of the page as one message for a chat: text with Slack's marks, of a length
//! that one message holds, in which nobody is called and no channel.

use super::page::ReportPage;
use super::topics::Topic;
use crate::talk::for_chat;

/// Characters, as they are sent; a message may have 3,000.
const MOST: usize = 2_900;
/// Characters of what people read as one thing.
const LONGEST: usize = 240;

pub(super) fn slack(page: &ReportPage) -> String {
    let cautions = [&page.mismatches, &page.caution];
    let mut paragraphs = vec![size(page)];
    paragraphs.extend(cautions.into_iter().flatten().map(|said| words(said)));
    for one in &page.decided {
        paragraphs.push(promise("Decided last", &one.head, &one.words));
    }
    paragraphs.extend(page.on_memory.as_deref().map(words));
    if let Some(one) = page.promised.first() {
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
        let cells = teams.columns.iter().zip(&row.cells);
        let cells: Vec<_> = cells
            .map(|(team, cell)| format!("{team} {}", cell.figure))
            .collect();
        let said = format!("{}: {}", row.name, cells.join(", "));
        paragraphs.push(format!("{} {}", bold("By team"), words(&said)));
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

/// As far as there is room for it, to the end of a word, and how many more words there are.
fn words(text: &str) -> String {
    let mut kept = String::new();
    let mut left = text.split_whitespace();
    let mut length = 0;
    for word in left.by_ref() {
        length += word.chars().count() + 1;
        if length > LONGEST {
            let mut more = left.count() + 1;
            if kept.is_empty() {
                kept.extend(word.chars().take(LONGEST));
                more -= 1;
            }
            kept.push('…');
            if more > 0 {
                kept += &format!(" ({more} more)");
            }
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept += word;
    }
    for_chat(&kept).replace('#', "#\u{2060}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_ends_at_a_word_and_says_how_much_more_there_is() {
        let cut = words(&"word <@U1> ".repeat(60));
        assert!(
            cut.ends_with(" &lt;@\u{2060}U1&gt; word… (77 more)"),
            "{cut}"
        );
        assert_eq!(words(&"x".repeat(500)), format!("{}…", "x".repeat(LONGEST)));
        assert_eq!(bold("a*b"), "*ab*");
    }

    #[test]
    fn what_no_message_holds_is_counted() {
        let paragraph = words(&"&".repeat(500));
        let message = fitted(bold("Title"), &vec![paragraph; 40]);
        assert!(message.chars().count() < 3_000, "{message}");
        assert!(message.ends_with("\n\n38 more on the page: `hirelog report --open`\n"));
    }
}
