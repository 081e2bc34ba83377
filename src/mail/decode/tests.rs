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

/// Read as the charset of the west it would be stored as letters that nobody wrote, and the
/// letter of ours below it makes most of it plain.
#[test]
fn another_charset_above_our_letter_is_not_taken_for_the_western_one() {
    let mut koi8 = b"1. \xf1 \xd0\xc5\xd2\xc5\xc4\xc1\xcc\xc1 \xcf\xc6\xc6\xc5\xd2.\n".to_vec();
    koi8.extend("> What will you do next time?\n".repeat(9).bytes());
    assert_eq!(decoded(&koi8), Err(Undecodable));
    let french = decoded(b"J'ai oubli\xe9, h\xe9las.\n");
    assert_eq!(french.as_deref(), Ok("J'ai oubli\u{e9}, h\u{e9}las.\n"));
}
