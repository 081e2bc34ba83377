//! Links that lead to one person's page.

use super::chunks::Chunks;
use crate::language::listing::listed;
use std::ops::Range;

/// Addresses below which every page is a person's.
const PEOPLE: [&str; 34] = listed(
    "linkedin.com/in/ linkedin.com/pub/ lnkd.in/ twitter.com/ x.com/ instagram.com/ \
    facebook.com/ fb.com/ t.me/ telegram.me/ wa.me/ xing.com/profile/ behance.net/ \
    dribbble.com/ medium.com/@ stackoverflow.com/users/ tiktok.com/@ youtube.com/@ \
    threads.net/@ bsky.app/profile/ kaggle.com/ about.me/ linktr.ee/ angel.co/u/ \
    wellfound.com/u/ orcid.org/ researchgate.net/profile/ keybase.io/ snapchat.com/add/ \
    calendly.com/ cal.com/ app.greenhouse.io/people/ hire.lever.co/candidates/ \
    app.ashbyhq.com/candidates/",
);
/// Addresses of which only a page right below is a person's: further down are things.
const HOSTS: [&str; 6] =
    listed("github.com/ gitlab.com/ bitbucket.org/ codepen.io/ codeberg.org/ hachyderm.io/@");
/// Pages of these sites that are no person's.
const THINGS: [&str; 22] = listed(
    "intent share sharer hashtag search home company jobs features about login orgs topics \
    pricing docs datasets competitions help marketplace shots c learn",
);

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
        let host = || below(&HOSTS).is_some_and(|name| !name.contains('/') && is_name(&name));
        let own_pages = || {
            let sites = [
                "github.io",
                "tumblr.com",
                "substack.com",
                "wordpress.com",
                "carrd.co",
            ];
            page.split_once('.').is_some_and(|(name, rest)| {
                name.len() > 1 && sites.contains(&rest.trim_end_matches('/'))
            })
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
        let is_persons = || person() || host() || own_pages() || path || is_personal(page);
        if slug || is_page && is_persons() {
            found.push(chunk.range());
        }
    }
    found
}
