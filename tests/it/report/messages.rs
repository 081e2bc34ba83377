//! The page as a message, for a chat and for a mail program: whatever the log says, nobody
//! is called, no header is added, and it stays as short as a message may be.

use super::{logs, report};
use crate::support::Sandbox;

/// Losses in a row, in a search whose name is a header, a channel and a person.
fn wall() -> Sandbox {
    let sandbox = logs::empty("");
    for day in 1..9 {
        sandbox.put(
            &format!("work/logs/2026/2026-11-0{day}-x-2345{day}.toml"),
            format!(
                "schema = 1\ndate = 2026-11-0{day}\noutcome = 'rejected'\nstage = 'final-loop'\n\
                 role = \"Größe\\r\\nBcc: a@b.example <!channel> <@U1> @here #all\"\n"
            ),
        );
    }
    sandbox
}

fn sandboxes() -> Vec<Sandbox> {
    vec![
        logs::hostile(),
        logs::endless(),
        logs::year(60),
        logs::examples(),
        logs::empty(""),
        logs::empty("keeper = 'candidate'\n"),
        wall(),
    ]
}

#[test]
fn a_chat_gets_one_message_that_calls_nobody() {
    for sandbox in sandboxes() {
        for query in [&[][..], &["since:2026-11-08"]] {
            let message = report(&sandbox, &[&["--format", "slack"], query].concat());
            assert!(message.chars().count() < 3_000, "{message}");
            let bare = ["&amp;", "&lt;", "&gt;"]
                .into_iter()
                .fold(message.clone(), |text, sign| text.replace(sign, ""));
            let bare = bare.replace("\n> ", "\n");
            assert!(!bare.contains(['<', '>', '&', '\r', '\u{1b}']), "{message}");
            let bare = bare.replace("@\u{2060}", "").replace("#\u{2060}", "");
            assert!(!bare.contains(['@', '#']), "{message}");
            assert!(message.starts_with('*'), "{message}");
            assert!(
                message.ends_with(": `hirelog report --open`\n"),
                "{message}"
            );
        }
    }
    let message = report(&wall(), &["--format", "slack"]);
    assert!(
        message.contains("&lt;!channel&gt; &lt;@\u{2060}U1&gt; @\u{2060}here #\u{2060}all"),
        "{message}"
    );
}

#[test]
fn a_mail_program_gets_the_text_and_the_page_and_no_other_header() {
    for sandbox in sandboxes() {
        let message = report(&sandbox, &["--format", "mail"]);
        assert!(message.is_ascii());
        assert!(message.lines().all(|line| line.len() <= 998), "{message}");
        assert_eq!(
            message.matches('\n').count(),
            message.matches("\r\n").count()
        );
        let message = message.replace("\r\n", "\n");
        let (head, _) = message.split_once("\n\n").unwrap();
        let names: Vec<_> = head
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split_once(": ").unwrap().0)
            .collect();
        let expected = [
            "X-Unsent",
            "Subject",
            "Date",
            "MIME-Version",
            "Content-Type",
        ];
        assert_eq!(names, expected, "{head}");
        let parts: Vec<_> = message.split("--=_hirelog_page").skip(1).collect();
        assert_eq!(parts.len(), 3, "{head}");
        for (part, format) in parts.into_iter().zip(["md", "html"]) {
            let (_, body) = part.split_once("\n\n").unwrap();
            let body = plain(body.strip_suffix('\n').unwrap());
            let page = report(&sandbox, &["--format", format]);
            if format == "md" {
                assert_eq!(body, page, "{head}");
                continue;
            }
            // No picture, and every word that is not part of one.
            assert!(
                !body.contains("<svg") && !body.contains("legend\">"),
                "{body}"
            );
            let text = super::markup::check(&body);
            let words = super::markup::check(&page);
            assert!(text.len() > words.len() / 2, "{text}");
            let title = page
                .split("<h1>")
                .nth(1)
                .unwrap()
                .split("</h1>")
                .next()
                .unwrap();
            assert!(
                body.contains(title) && body.ends_with("</html>\n"),
                "{body}"
            );
        }
    }
}

/// Quoted-printable, read back.
fn plain(quoted: &str) -> String {
    let joined = quoted.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
