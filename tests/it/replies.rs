//! Reads the replies in `tests/replies/`, as many mail and chat programs make
//! them, and compares what was understood with what stands beside each. The
//! first word of a file's name is the party that answers.
//!
//! `SNAPSHOTS=overwrite cargo test --test it replies` writes down what was understood.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads its cases and looks at its environment"
)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it cannot go on"
)]

use hirelog::tested::{
    Day, Entry, Id, LetterLength, Message, Misread, Party, PostMortem, Questions, TeamWords,
    TextList, Vocabulary, decoded, read_reply,
};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

/// An offer that was declined, with what the recruiter and the manager dropped.
fn entry() -> Entry {
    let mut post_mortem = PostMortem::new(Day::parse("2026-11-14").unwrap(), "offer-declined");
    post_mortem.stage = Some("offer".into());
    post_mortem.role = Some("Staff Platform Engineer".into());
    post_mortem.section_mut(Party::Recruiter).dropped =
        Some(TextList::from_iter(["priorities-not-relayed"]));
    post_mortem.section_mut(Party::Manager).dropped =
        Some(TextList::from_iter(["priorities-not-heard"]));
    Entry {
        id: Id::from_stem("2026-11-14-staff-platform-engineer-k7f3q"),
        path: "logs/2026/2026-11-14-staff-platform-engineer-k7f3q.toml".to_owned(),
        log: None,
        post_mortem: post_mortem.into(),
        imported: false,
    }
}

fn message(party: Party, vocabulary: &Vocabulary) -> Message {
    let questions = Questions::new(Vec::new(), vocabulary);
    let balls: Vec<_> = vocabulary.balls_of(party).take(3).collect();
    let today = Day::parse("2026-11-20").unwrap();
    Message::new(&entry(), party, &questions, &balls, today)
}

/// What was understood, as a page to compare.
fn understood(bytes: impl AsRef<[u8]>, party: Party) -> String {
    // Of a thousand replies each would read the words and questions anew.
    static ASKED: LazyLock<(Vocabulary, [(Party, Message); 3])> = LazyLock::new(|| {
        let vocabulary = Vocabulary::new(TeamWords::default());
        let asked = Party::ALL.map(|party| (party, message(party, &vocabulary)));
        (vocabulary, asked)
    });
    let (vocabulary, asked) = &*ASKED;
    let (_, message) = asked.iter().find(|(asked, _)| *asked == party).unwrap();
    let Ok(text) = decoded(bytes.as_ref()) else {
        return "could not be decoded\n".to_owned();
    };
    match read_reply(&text, message, vocabulary) {
        Err(Misread::NoAnswer(talk)) => format!("no answer: {talk:?}\n"),
        Err(Misread::NotOffered(letters, last)) => format!("none of a to {last}: {letters}\n"),
        Err(Misread::OtherLetter(mark)) => format!("answers another letter: {mark}\n"),
        Err(Misread::AboutOther(line)) => format!("is about something else: {line}\n"),
        Ok(reply) => {
            let mut page = format!("owned:\n{}\n", reply.section.owned);
            page += &format!("\nnext:\n{}\n", reply.section.next);
            for (name, list) in [
                ("dropped", reply.section.balls().join("\n")),
                ("of others", reply.ticked.of_others.join("\n")),
                ("means no ball", reply.ticked.unknown.join("\n")),
                ("left out", reply.left_out.join("\n")),
            ] {
                if !list.is_empty() {
                    page += &format!("\n{name}:\n{list}\n");
                }
            }
            page
        }
    }
}

fn replies() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replies");
    let mut replies: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    replies.sort();
    replies
}

#[test]
fn every_reply_is_understood_as_written_beside_it() {
    let overwrite = env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite");
    let mut different = String::new();
    for path in replies() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let party = Party::parse(name.split('-').next().unwrap()).unwrap();
        let found = understood(fs::read(&path).unwrap(), party);
        let beside = path.with_extension("expected");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if found == expected {
        } else if overwrite {
            fs::write(&beside, found).unwrap();
        } else {
            different += &format!("== {name}\nunderstood\n{found}\ninstead of\n{expected}\n");
        }
    }
    assert!(different.is_empty(), "{different}");
}

/// A letter speaks to one person: each ball that it can offer is said by the party that it is
/// asked of, and known again when it comes back, also in the words of an older letter.
#[test]
fn every_ball_is_said_in_the_first_person() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let questions = Questions::new(Vec::new(), &vocabulary);
    let today = Day::parse("2026-11-20").unwrap();
    for ball in vocabulary.balls.iter() {
        let message = Message::new(&entry(), ball.party, &questions, &[ball], today);
        let letter = message.text(LetterLength::Short);
        let Some(line) = letter.lines().find(|line| line.starts_with("a) ")) else {
            assert_eq!(ball.party, Party::Candidate, "{letter}");
            let is_own = |alias: &String| alias.starts_with("i ");
            assert!(ball.aliases.iter().any(is_own), "{}", ball.slug);
            continue;
        };
        let said = line.trim_start_matches("a) ");
        assert!(said.starts_with("I "), "{}: {said}", ball.slug);
        assert!(said.split(' ').count() <= 6, "{}: {said}", ball.slug);
        for earlier in ball.aliases.iter().take(2) {
            let letter = letter.replace(line, &format!("a) {earlier}"));
            let read = read_reply(&format!("{letter}\nNobody asked."), &message, &vocabulary);
            assert_eq!(read.unwrap().section.owned, "Nobody asked.", "{letter}");
        }
    }
}

/// Without its mark, what a letter is about is compared: role, outcome and day, in its first
/// line and in its subject. A role may have been renamed since.
#[test]
fn a_letter_about_another_post_mortem_is_no_letter_of_ours() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let questions = Questions::new(Vec::new(), &vocabulary);
    let today = Day::parse("2026-11-20").unwrap();
    let (ours, role, outcome) = ("2026-11-14", "Staff Platform Engineer", "offer-declined");
    for (day, role, outcome, is_ours) in [
        (ours, role, outcome, true),
        (ours, "Platform Engineer", outcome, true),
        ("2026-11-04", role, outcome, false),
        (ours, role, "withdrew", false),
        ("2026-11-12", "Analyst", outcome, false),
        ("2026-11-12", "Analyst", "rejected", false),
    ] {
        let mut other = entry();
        other.post_mortem.date = Day::parse(day).unwrap();
        other.post_mortem.outcome = outcome.into();
        other.post_mortem.role = Some(role.into());
        for party in [Party::Manager, Party::Candidate] {
            let sent = Message::new(&other, party, &questions, &[], today);
            let letter = sent.text(LetterLength::Short);
            let (unmarked, _) = letter.rsplit_once('[').unwrap();
            let subject = sent.subject(LetterLength::Short);
            for reply in [
                format!(
                    "I was late.\n\n> {}",
                    unmarked.trim_end().replace('\n', "\n> ")
                ),
                format!("Subject: Re: {subject}\nI was late."),
            ] {
                let read = read_reply(&reply, &message(party, &vocabulary), &vocabulary);
                let is_other = matches!(read, Err(Misread::AboutOther(_)));
                // A candidate is told the role only.
                let is_ours = if party == Party::Candidate {
                    other.post_mortem.role == entry().post_mortem.role
                } else {
                    is_ours
                };
                assert_eq!(!is_other, is_ours, "{reply}");
            }
        }
    }
}

/// Whatever was asked comes back unanswered: then nobody is quoted as having said it.
#[test]
fn our_own_letter_is_no_answer() {
    let vocabulary = Vocabulary::new(TeamWords::default());
    for party in Party::ALL {
        let text = message(party, &vocabulary).text(LetterLength::Full);
        let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
        for letter in [
            &text,
            &quoted,
            &text.replace('\n', "\r\n"),
            &text.replace('\n', " "),
        ] {
            assert_eq!(understood(letter, party), "no answer: Empty\n", "{letter}");
        }
    }
}

/// What nobody types for two questions is something else that was pasted.
#[test]
fn more_than_anybody_answers_is_refused() {
    let pasted = "I was late.\n".repeat(2_000);
    assert_eq!(understood(pasted, Party::Manager), "no answer: Long\n");
}

#[test]
fn no_bytes_stop_the_reader() {
    mixed_up_replies_are_read(40);
}

#[test]
#[ignore = "full size, run by .ci/full"]
fn a_thousand_replies_of_any_bytes_do_not_stop_the_reader() {
    mixed_up_replies_are_read(1_000);
}

fn mixed_up_replies_are_read(count: usize) {
    let mut seed: u64 = 7;
    let mut below = |limit: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let whole: Vec<Vec<char>> = replies()
        .iter()
        .map(|path| {
            String::from_utf8_lossy(&fs::read(path).unwrap())
                .chars()
                .collect()
        })
        .collect();
    for _ in 0..count {
        let mut text: String = String::new();
        for _ in 0..1 + below(4) {
            let from = &whole[below(whole.len())];
            let start = below(from.len());
            let length = below(from.len() - start);
            text.extend(&from[start..start + length]);
            text.push_str(
                [
                    "\n",
                    "> ",
                    "<",
                    "&",
                    "1) ",
                    "[k7f3q manager]",
                    "é\u{301}",
                    "@",
                    "Hi, ",
                ][below(9)],
            );
        }
        understood(&text, Party::ALL[below(3)]);
    }
}

/// Replies come from outside of the team. These took time that grew with the square
/// of their length, or could have: at this length such a reader takes an hour.
#[test]
fn a_long_reply_is_read_once() {
    read_at_length(1 << 11);
}

#[test]
#[ignore = "takes minutes"]
fn a_very_long_reply_is_read_once() {
    read_at_length(1 << 18);
}

fn read_at_length(length: usize) {
    let vocabulary = Vocabulary::new(TeamWords::default());
    let message = message(Party::Manager, &vocabulary);
    let question = &message.questions[0].text;
    let marker = message.mark.to_string();
    for piece in [
        "\n",
        "\r",
        "\u{a0}",
        "a\n",
        "Not b. ",
        "I was late.\n",
        "I was late. ",
        "I was late, and we waited; nobody asked ",
        "late",
        ".",
        ". ",
        ".\n",
        "! ",
        "<",
        "<b ",
        "<div>",
        "<style></style>",
        "&",
        "&amp;",
        "[",
        "]",
        "[a manager]",
        "[a] ",
        "Thanks. ",
        "Thanks - ",
        "Thanks.\n",
        "Hi Dr. ",
        "Hi\n",
        "Robin - ",
        "Best, Sam. ",
        "Best. ",
        "Best,\n",
        "Best,\nPS late\n",
        "PS ",
        "thanks\n\n",
        "--\n",
        "Sam\n\n",
        "Sent from my phone, confidential\n",
        ">",
        "> \n",
        "> I was late.\n\nI was.\n",
        "1) ",
        "1. late\n",
        "19. late\n",
        "1, ",
        "- late\n",
        "Next time. ",
        "Next: ",
        "On Fri, 20 Nov 2026 at 09:12, Robin wrote:\n",
        "On Fri, 20 Nov 2026 at 09:12, Robin wrote: ok\n",
        "On Friday\n",
        "From: a\n",
        "de: a@b\n",
        "__________\n",
        "Sam Rivera  9:14 AM\n",
        "Sam Rivera  9:14 AM\nok\n",
        "[20.11.26, 09:14] Sam: late\n",
        "priorities-not-heard ",
        "priorities-not-heard feedback-late ",
        &format!("{question} "),
        &format!("{question}\n"),
        &format!("> {question}\n\nlate\n\n"),
        &format!("{marker} "),
        &format!("{marker}\n"),
    ] {
        let long = piece.repeat(length / piece.len());
        let Ok(text) = decoded(format!("We were late.\n\n{long}").as_bytes()) else {
            continue;
        };
        let understood = read_reply(&text, &message, &vocabulary);
        let is_other_letter = matches!(understood, Err(Misread::OtherLetter(_)));
        assert_eq!(is_other_letter, piece == "[a manager]", "{piece:?}");
    }
}
