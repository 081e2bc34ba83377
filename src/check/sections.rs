//! The three sections: who wrote them, and who has not.

use crate::diagnostic::{Code, Diagnostic, Pointed};
use crate::model::{Day, Id, Party, PostMortem, Section};
use crate::talk::CommandLine;

/// A section open for longer is being forgotten.
const OPEN_DAYS: u64 = 30;
/// By then it is forgotten: to go on asking would only teach people not to look.
const FORGOTTEN_DAYS: u64 = 90;

pub(super) fn check(id: &Id, post_mortem: &PostMortem, today: Day, found: &mut Vec<Pointed>) {
    if post_mortem.stage.is_none() {
        let diagnostic = Diagnostic::new(Code::NoStage, "nothing says how far it got")
            .help("such as stage = \"offer\"");
        found.push(Pointed::at("stage", diagnostic));
    }
    for (party, section) in post_mortem.by_party() {
        found.extend(signature(party, section));
    }
    let ask = |party: Party| {
        let ask = CommandLine::new("hirelog ask").word(id.as_str());
        ask.then(&format!("--as {party}"))
    };
    let unwritten: Vec<_> = post_mortem.unwritten().collect();
    if unwritten.len() == Party::ALL.len() {
        let diagnostic = Diagnostic::new(Code::Unwritten, "no party has written anything yet")
            .help(format!(
                "`{}` prints the questions to send",
                ask(Party::Manager)
            ));
        found.push(Pointed::of_file(diagnostic));
        return;
    }
    let days = today.days_since(post_mortem.date);
    if days <= OPEN_DAYS || days > FORGOTTEN_DAYS {
        return;
    }
    // What the candidate would say is often out of reach; the company's own is not.
    for party in unwritten {
        if party != Party::Candidate {
            let message = format!(
                "the {}'s section has been open for {days} days",
                party.title()
            );
            let help = format!(
                "`{}` prints the questions; a party with nothing to own says so in a sentence",
                ask(party)
            );
            let diagnostic = Diagnostic::new(Code::Open, message).help(help);
            found.push(Pointed::at(party.as_str(), diagnostic));
        }
    }
}

fn signature(party: Party, section: &Section) -> Option<Pointed> {
    let promises = !section.next.trim().is_empty();
    match (section.is_written(), section.by) {
        (true, None) => {
            let message = format!("nothing says who wrote the {}'s section", party.title());
            let help = format!("in their own words: by = \"{party}\"");
            let diagnostic = Diagnostic::new(Code::Unsigned, message).help(help);
            Some(Pointed::at(party.as_str(), diagnostic))
        }
        (false, _) if promises => {
            let message = "this section promises something, and owns or drops nothing";
            let diagnostic = Diagnostic::new(Code::NextOnly, message).help(
                "it counts as not written; say in `owned` or `dropped` what the promise is about",
            );
            Some(Pointed::at(format!("{party}.next"), diagnostic))
        }
        (false, Some(by)) => {
            let message = format!(
                "the {} is named as its author, and the section is empty",
                by.title()
            );
            let diagnostic = Diagnostic::new(Code::SignedOnly, message).help(
                "it counts as not looked at; a party with nothing to own says so in a sentence",
            );
            Some(Pointed::at(format!("{party}.by"), diagnostic))
        }
        _ => None,
    }
}
