//! A page as a message that mail programs open as a draft: its text, and beside it the
//! page. Nothing is sent, and nobody is named.

use super::forms::in_header;
use crate::model::Day;

/// No line of what is quoted begins or ends with it: there `=` is written `=3D`.
const BOUNDARY: &str = "=_hirelog_page";

/// One message, which holds all that it shows.
pub fn page_message(subject: &str, day: Day, text: &str, html: &str) -> String {
    let mut message = format!(
        "X-Unsent: 1\nSubject: {}\nDate: {:.3}, {} 00:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"{BOUNDARY}\"\n\n",
        in_header(subject),
        day.weekday(),
        day.spoken(),
    );
    for (kind, content) in [("plain", text), ("html", &without_pictures(html))] {
        message += &format!(
            "--{BOUNDARY}\nContent-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        );
        for line in content.lines() {
            message += &format!("{}\n", quoted(line));
        }
        // The last end of a line before a boundary is the boundary's.
        message.push('\n');
    }
    message += &format!("--{BOUNDARY}--\n");
    message.replace('\n', "\r\n")
}

/// Most mail programs draw no picture of a page; what is drawn also stands there as text. Of
/// what people wrote nothing is an element.
fn without_pictures(html: &str) -> String {
    const PICTURES: [(&str, &str); 5] = [
        ("<figure class=\"months\">", "</figure>"),
        ("<figcaption class=\"key\">", "</figcaption>"),
        ("<p class=\"legend\">", "</p>"),
        ("<tr class=\"axis\"", "</tr>"),
        ("<svg ", "</svg>"),
    ];
    PICTURES.iter().fold(html.to_owned(), |html, (start, end)| {
        let mut parts = html.split(start);
        let before = parts.next().unwrap_or_default().to_owned();
        let after = parts.map(|part| part.split_once(end).map_or("", |(_, after)| after));
        before + &after.collect::<String>()
    })
}

/// A line as quoted-printable, in lines of at most 76 characters.
fn quoted(line: &str) -> String {
    const LONGEST: usize = 72;
    let (mut quoted, mut length) = (String::new(), 0);
    for (index, byte) in line.bytes().enumerate() {
        let is_plain = match byte {
            b'=' => false,
            b' ' => index + 1 < line.len(),
            byte => byte.is_ascii_graphic(),
        };
        let written = if is_plain {
            char::from(byte).to_string()
        } else {
            format!("={byte:02X}")
        };
        if length + written.len() > LONGEST {
            quoted += "=\n";
            length = 0;
        }
        length += written.len();
        quoted += &written;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_quoted_so_that_no_mail_program_changes_it() {
        assert_eq!(quoted("a = ü "), "a =3D =C3=BC=20");
        let long = quoted(&"é".repeat(100));
        assert!(long.lines().all(|line| line.len() <= 76), "{long}");
        assert_eq!(long.replace("=\n", ""), "=C3=A9".repeat(100));
    }
}
