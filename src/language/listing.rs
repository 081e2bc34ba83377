//! Lists of words that are written as one text, divided by blanks or lines.

/// The words of a text, taken apart when the program is built.
pub(super) const fn listed<const COUNT: usize>(text: &'static str) -> [&'static str; COUNT] {
    let mut words = [""; COUNT];
    let (mut rest, mut count) = (text, 0);
    while !rest.is_empty() {
        let bytes = rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() && !bytes[end].is_ascii_whitespace() {
            end += 1;
        }
        let (word, behind) = rest.split_at(end);
        if !word.is_empty() {
            words[count] = word;
            count += 1;
        }
        rest = if behind.is_empty() {
            behind
        } else {
            behind.split_at(1).1
        };
    }
    assert!(count == COUNT, "the list is shorter than it says");
    words
}
