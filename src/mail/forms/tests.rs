//! What forms make of hostile text, and the policy of the page.

use super::*;

#[test]
fn nothing_of_what_people_wrote_is_markup_or_another_header() {
    assert_eq!(
        encoded("a b&c=d?e#f\r\nBcc: x@y.z ü"),
        "a%20b%26c%3Dd%3Fe%23f%0D%0ABcc%3A%20x%40y.z%20%C3%BC"
    );
    assert_eq!(
        in_html("<b>\"'&{{to}}"),
        "&lt;b&gt;&quot;&#39;&amp;&#123;&#123;to}}"
    );
    assert_eq!(in_header("a\r\nBcc: b"), "a Bcc: b");
    assert_eq!(in_header("Größe"), "=?utf-8?Q?Gr=C3=B6=C3=9Fe?=");
    assert_eq!(in_header("=?x?Q?a?="), "=?utf-8?Q?=3D=3Fx=3FQ=3Fa=3F=3D?=");
    let long = in_header(&"word ".repeat(300));
    assert!(long.lines().all(|line| line.len() <= 76), "{long}");
}

/// A browser runs and draws what the policy names by its hash, and nothing else.
#[test]
fn the_policy_of_the_page_names_its_style_and_its_script() {
    let page = include_str!("../../../templates/letter.html");
    let script = include_str!("../../../templates/letter.js");
    assert!(
        !script.contains("{{"),
        "what is filled in would change the hash"
    );
    for (directive, text) in [
        ("style-src", include_str!("../../../templates/letter.css")),
        ("script-src", script),
    ] {
        let source = format!("{directive} 'sha256-{}'", base64(&sha256(text.as_bytes())));
        assert!(page.contains(&source), "{source}");
    }
    assert_eq!(
        base64(&sha256(b"abc")),
        "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    );
}

/// As FIPS 180-4 has it.
fn sha256(bytes: &[u8]) -> Vec<u8> {
    let is_prime = |number: &u32| (2..*number).all(|part| !number.is_multiple_of(part));
    let primes: Vec<f64> = (2..312).filter(is_prime).map(f64::from).collect();
    let bits = |root: f64| (root.fract() * 4_294_967_296.0) as u32;
    let mut state: Vec<u32> = primes[..8].iter().map(|prime| bits(prime.sqrt())).collect();
    let constants: Vec<u32> = primes.iter().map(|prime| bits(prime.cbrt())).collect();
    let mut message = bytes.to_vec();
    message.push(0x80);
    message.resize(message.len().next_multiple_of(64), 0);
    if message.len() < bytes.len() + 9 {
        message.resize(message.len() + 64, 0);
    }
    let end = message.len() - 8;
    message[end..].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks(64) {
        let words = block.chunks(4).map(|word| {
            word.iter()
                .fold(0, |sum, byte| (sum << 8) | u32::from(*byte))
        });
        let mut words: Vec<u32> = words.collect();
        for at in 16..64 {
            let (a, b): (u32, u32) = (words[at - 15], words[at - 2]);
            let low = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let high = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            let sum = words[at - 16].wrapping_add(low);
            words.push(sum.wrapping_add(words[at - 7]).wrapping_add(high));
        }
        let mut now = state.clone();
        for at in 0..64 {
            let (a, e) = (now[0], now[4]);
            let high = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = (e & now[5]) ^ (!e & now[6]);
            let first = [high, choice, constants[at], words[at]];
            let first = first
                .iter()
                .fold(now[7], |sum, part| sum.wrapping_add(*part));
            let low = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let majority = (a & now[1]) ^ (a & now[2]) ^ (now[1] & now[2]);
            now.rotate_right(1);
            now[4] = now[4].wrapping_add(first);
            now[0] = first.wrapping_add(low).wrapping_add(majority);
        }
        for (sum, part) in state.iter_mut().zip(now) {
            *sum = sum.wrapping_add(part);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks(3).map(|group| {
        let bits = (0..3).fold(0, |bits, at| {
            (bits << 8) | usize::from(group.get(at).copied().unwrap_or(0))
        });
        let sign = |at: usize| {
            if at > group.len() {
                '='
            } else {
                char::from(SIGNS[(bits >> (18 - 6 * at)) & 63])
            }
        };
        (0..4).map(sign).collect::<String>()
    });
    groups.collect()
}
