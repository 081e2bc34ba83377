//! E-mail addresses, also as people write them to hide them from machines.

use super::chunks::Chunks;
use crate::language::listing::listed;
use std::ops::Range;

/// Whose addresses are known without their ending.
const PROVIDERS: [&str; 22] = listed(include_str!("../../../templates/contact/providers.txt"));
/// The endings of addresses that are looked for in words.
pub const TOP: [&str; 38] = listed(include_str!("../../../templates/contact/endings.txt"));

/// Mailboxes that nobody owns: apply@, bewerbung@.
const MAILBOXES: [&str; 132] = listed(include_str!("../../../templates/contact/mailboxes.txt"));

/// Those endings that are no words.
const ENDINGS: [&str; 6] = listed("com net org de fr uk");

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    plain(chunks.text, &mut found);
    spelt(chunks, &mut found);
    found
}

const LONGEST_NAME: usize = 64;
const LONGEST_DOMAIN: usize = 128;

/// `jo.smith@example.org`
fn plain(text: &str, found: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'@', bytes) {
        // An address has a longest name and a longest domain, which keeps the search short.
        let from = at.saturating_sub(LONGEST_NAME);
        let local = bytes[from..at]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte))
            .count();
        // Domains have letters of every script.
        let domain: usize = (text[at + 1..].chars().take(LONGEST_DOMAIN))
            .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '.' | '-'))
            .map(char::len_utf8)
            .sum();
        let domain = &text[at + 1..at + 1 + domain];
        let domain = domain.trim_end_matches(['.', '-']);
        let end = at + 1 + domain.len();
        // git@host and host:team/repository are places for code.
        let whose = &bytes[at - local..at];
        let is_office = |mailbox: &&str| whose.eq_ignore_ascii_case(mailbox.as_bytes());
        let path = whose.eq_ignore_ascii_case(b"git")
            || bytes.get(end) == Some(&b':')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
        let is_domain = top.chars().nth(1).is_some()
            && top.chars().all(char::is_alphabetic)
            && domain.starts_with(char::is_alphanumeric);
        // The name may begin with letters of other scripts.
        let named = local > 0
            || text[..at]
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric);
        let provider = domain.split('.').next().unwrap_or_default();
        let office = MAILBOXES.iter().any(is_office) && !PROVIDERS.contains(&provider);
        if named && is_domain && !path && !office {
            let mut start = at - local;
            while !text.is_char_boundary(start) {
                start += 1;
            }
            let lead =
                text[start..at].len() - text[start..at].trim_start_matches(['\'', '.', '-']).len();
            found.push(start + lead..end);
        }
    }
}

/// How people write the dot and the at of an address in words.
const DOTS: [&str; 7] = [
    "dot", "(dot)", "[dot]", "punkt", "(d o t)", "point", "punto",
];
const ATS: [&str; 10] = listed("at @ (at) [at] {at} at-sign at-symbol -at- klammeraffe arobase");

/// The same within a chunk.
const MARKS: [&str; 6] = listed("[at] (at) {at} <at> _at_ -at-");

/// `jo dot smith at gmail dot com`, `jo.smith (at) example.org`.
fn spelt(chunks: &Chunks<'_>, found: &mut Vec<Range<usize>>) {
    // (a t) and (d o t), as long as the parts stand close together.
    let letters = |at: usize, word: &str| {
        (0..word.len()).all(|one| chunks.lower(at + one) == &word[one..=one])
    };
    let dot = |at: usize| match () {
        () if DOTS.contains(&chunks.lower(at)) => 1,
        () if letters(at, "dot") => 3,
        () => 0,
    };
    let count = chunks.list.len();
    for at in 0..count {
        let chunk = &chunks.list[at];
        // jo.smith[at]gmail[dot]com, jo(at)example.org
        let may_have = chunk.is_marked && chunk.lower.contains("at");
        for mark in MARKS.iter().filter(|_| may_have) {
            if let Some((name, domain)) = chunk.lower.split_once(mark)
                && !name.is_empty()
                && (domain.contains('.') || domain.contains("dot"))
            {
                found.push(chunk.range());
            }
        }
        let width = match () {
            () if ATS.contains(&chunk.lower.as_ref()) => {
                1 + usize::from(chunks.lower(at + 1) == "sign")
            }
            () if letters(at, "at") => 2,
            () => continue,
        };
        let host = at + width;
        // "At no point in the search" is no address.
        let is_article = matches!(
            chunks.lower(host),
            "no" | "any" | "one" | "some" | "this" | "that"
        );
        if at == 0 || host >= count || is_article {
            continue;
        }
        let provider = PROVIDERS.contains(&chunks.lower(host));
        let mut last = host;
        while dot(last + 1) > 0 && last + 1 + dot(last + 1) < count {
            last += 1 + dot(last + 1);
        }
        // d.murphy @ example . ie
        let blank = chunk.text == "@"
            && last == host
            && chunks.list.get(host + 1).is_some_and(|top| {
                TOP.contains(&top.lower.as_ref())
                    && chunks.text[chunks.list[host].range().end..top.start].trim() == "."
            });
        // jo lind at gmail com
        let unspelt = provider && last == host && ENDINGS.contains(&chunks.lower(host + 1));
        last += usize::from(blank || unspelt);
        let top = chunks.lower(last).rsplit('.').next().unwrap_or_default();
        let dotted = last > host;
        let domain = chunks.lower(host).split_once('.');
        let known = domain.is_some_and(|(name, _)| PROVIDERS.contains(&name));
        let name = &chunks.list[at - 1];
        let is_no_word = name.lower.contains(['.', '_']) || name.digits > 0;
        let marked = chunk.lower != "at" || chunk.text != chunk.lower || width > 1;
        let spelt_name = at >= 3 && DOTS.contains(&chunks.lower(at - 2));
        let is = (dotted && TOP.contains(&top))
            || (domain.is_some()
                && TOP.contains(&top)
                && (is_no_word || marked || known || spelt_name))
            || (provider && (is_no_word || spelt_name || marked || unspelt));
        if is {
            let mut first = at - 1;
            let joins = |word: &str| {
                DOTS.contains(&word) || matches!(word, "underscore" | "dash" | "hyphen")
            };
            while first >= 2 && joins(chunks.lower(first - 1)) {
                first -= 2;
            }
            found.push(chunks.span(first, last));
        }
    }
}
