//! What clients and charsets do to a text.

use super::*;

#[test]
fn what_clients_leave_behind_is_undone() {
    for (text, expected) in [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u{a0}b\u{200b}c\u{feff}", "a bc"),
        (
            "one<br>two<BR />three&nbsp;&amp; four",
            "one\ntwo\nthree & four",
        ),
        (
            "a < b, c > d, <robin@example.com>, R&D; x",
            "a < b, c > d, <robin@example.com>, R&D; x",
        ),
        ("<style>p { color: red }</style>text", "text"),
        (
            "it&#8217;s &#x27;so&#x27; &unknown;",
            "it\u{2019}s 'so' &unknown;",
        ),
        ("<unclosed", "<unclosed"),
        ("bell\u{7}", "bell"),
        (
            "a soft break that a mail program put here to keep the=\n line short =E2=80=93 so",
            "a soft break that a mail program put here to keep the line short \u{2013} so",
        ),
    ] {
        assert_eq!(decoded(text.as_bytes()).unwrap().trim(), expected);
    }
}

#[test]
fn charsets_are_read_where_they_are_certain() {
    let wide: Vec<u8> = "Grüße\n1. Ja"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(decoded(&wide).unwrap(), "Grüße\n1. Ja");
    assert_eq!(
        decoded(b"Gr\xfc\xdfe, it\x92s late").unwrap(),
        "Grüße, it\u{2019}s late"
    );
    for bytes in [
        &b"\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0"[..],
        b"a\x00b",
        b"\x81\x8d",
    ] {
        assert_eq!(decoded(bytes), Err(Undecodable));
    }
}
#[test]
fn an_automatic_message_says_so_in_its_header() {
    for (header, is_automatic) in [
        ("Auto-Submitted: auto-replied", true),
        ("X-Autoreply: yes", true),
        ("Auto-Submitted: no", false),
        ("X-Auto-Response-Suppress: DR, RN, OOF, AutoReply", false),
    ] {
        let message = format!("MIME-Version: 1.0\n{header}\n\nI was late.\n");
        let text = decoded(message.as_bytes()).unwrap();
        assert_eq!(
            text.starts_with(&format!("{SUBJECT}Automatic")),
            is_automatic,
            "{header}"
        );
    }
}
