//! Links that lead to one person's page.

use super::chunks::Chunks;
use super::given::is_given;
use super::mail::TOP;
use crate::language::listing::listed;
use std::ops::Range;

/// Addresses below which every page is a person's.
const PEOPLE: [&str; 82] = listed(include_str!("../../../templates/contact/people.txt"));
/// Addresses of which only a page right below is a person's: further down are things.
const HOSTS: [&str; 24] = listed(include_str!("../../../templates/contact/hosts.txt"));
/// Sites where people have pages of their own before the dot.
const SITES: [&str; 32] = listed(include_str!("../../../templates/contact/sites.txt"));
/// Pages of these sites that are no person's.
const THINGS: [&str; 22] = listed(include_str!("../../../templates/contact/things.txt"));

/// A given name that begins a domain, and a family name there, have at least so many letters.
const SHORTEST: usize = 4;

/// Pages of any site that are about one person.
const PERSONAL: [&str; 9] =
    listed("cv cv.pdf cv.html resume resume.pdf lebenslauf about-me aboutme my-cv");

/// `example.org/~jo`, `example.org/cv`: with a site before it.
fn is_personal(page: &str) -> bool {
    let Some((site, path)) = page.split_once('/') else {
        return false;
    };
    let is_site = site.contains('.') && site.bytes().any(|byte| byte.is_ascii_alphabetic());
    let about_somebody = |part: &str| {
        part.strip_prefix('~').is_some_and(|name| !name.is_empty()) || PERSONAL.contains(&part)
    };
    is_site && path.split(['/', '?', '#']).any(about_somebody)
}

/// `drmireilleachard.example`, `anna-lindqvist.de`: a domain that is somebody's name.
fn is_named_after(site: &str) -> bool {
    let Some((name, end)) = site.split_once('.') else {
        return false;
    };
    let titled = ["dr", "prof"]
        .iter()
        .find_map(|title| name.strip_prefix(title));
    let titled = titled
        .map(|name| name.trim_start_matches('-'))
        .is_some_and(|name| {
            let beginnings = name
                .char_indices()
                .skip(SHORTEST)
                .map(|(at, _)| &name[..at]);
            name.len() > 2 * SHORTEST && beginnings.into_iter().any(is_given)
        });
    let mut parts = name.split('-');
    let pair = parts.next().is_some_and(is_given)
        && parts.next().is_some_and(|family| family.len() >= SHORTEST)
        && parts.next().is_none();
    (titled || pair) && TOP.contains(&end)
}

/// A page without what may be left out before it.
fn bare(page: &str) -> &str {
    let page = page
        .trim_start_matches("https://")
        .trim_start_matches("http://");
    let page = page
        .trim_start_matches("www.")
        .trim_start_matches("mobile.");
    // de.linkedin.com
    match page.split_once(".linkedin.com") {
        Some((country, _)) if country.len() == 2 => &page[3..],
        _ => page,
    }
}

pub(super) fn find(chunks: &Chunks<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let all = chunks.list.iter().enumerate();
    for (at, chunk) in all.filter(|(_, chunk)| chunk.is_marked) {
        let is_page = chunk.lower.contains(['.', '/']);
        let page = match is_page {
            true => bare(&chunk.lower),
            false => "",
        };
        let below = |hosts: &[&str]| {
            hosts
                .iter()
                .find_map(|host| page.strip_prefix(host))
                .map(|rest| rest.trim_matches(['/', '@']).to_owned())
        };
        let is_name = |name: &str| {
            let name = name.split(['?', '#']).next().unwrap_or_default();
            let first = name.split('/').next().unwrap_or_default();
            !first.is_empty() && !THINGS.contains(&first)
        };
        let person = || below(&PEOPLE).is_some_and(|name| is_name(&name));
        let host = || {
            below(&HOSTS).is_some_and(|name| {
                let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
                !name.contains('/') && !is_number && is_name(&name)
            })
        };
        let site = page.split('/').next().unwrap_or_default();
        let own_pages = || {
            let own = |(name, rest): (&str, _)| name.len() > 1 && SITES.contains(&rest);
            site.split_once('.').is_some_and(own)
        };
        // linkedin: jane-doe-1987, linkedin /in/janedoe
        let named = |word: &str| {
            matches!(
                word,
                "linkedin" | "xing" | "github" | "instagram" | "insta" | "twitter" | "telegram"
            )
        };
        let path = (page.starts_with("in/") || page.starts_with("/in/")) && page.len() > 5;
        let slug = at > 0
            && named(chunks.lower(at - 1))
            && chunks.list[at - 1].ends
            && chunk.lower.len() > 4
            && (chunk.lower.contains(['-', '_']) || chunk.digits > 0)
            && chunk.lower.bytes().any(|byte| byte.is_ascii_alphabetic());
        let is_persons = || {
            person() || host() || own_pages() || path || is_personal(page) || is_named_after(site)
        };
        if slug || is_page && is_persons() {
            found.push(chunk.range());
        }
    }
    found
}
