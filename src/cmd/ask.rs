//! `hirelog ask`.

use crate::cli::{Ask, AskFormat};
use crate::context::{Answer, pass_on};
use crate::error::Error;
use crate::log::{self, Loaded, Log, Prose};
use crate::mail::{GITHUB_FORM, GITLAB_FORM, LONGEST_LINK, LetterLength, Letters, Message};
use crate::model::{Entry, Fact, Party};
use crate::render::{self, Logs};
use crate::session::selection::Selection;
use crate::session::{LogSource, Session};

use crate::talk::{CommandLine, Talk, visible_lines};
use crate::writing::destination::There;
use crate::writing::finish::finish;
use crate::writing::guard::Guard;
use crate::writing::letter::{asked, letter, open};
use crate::writing::meant::SAVED_AS_IT_IS;

/// Nobody answers a longer letter.
const MOST_LETTERS: usize = 8;

pub(super) fn run(args: &Ask, session: &Session<'_>) -> Result<Answer, Error> {
    if args.sent {
        // It is written down in one log.
        session.only_flag()?;
    }
    let (party, hirelog) = (args.party, session.command());
    let all = Selection::read(session, &[], Prose::Hinted)?;
    let (source, log) = (&all.source, all.log());
    if session.keeper(log).is_some_and(|keeper| keeper != party) {
        return Err(nobody_to_ask(party, args.id.as_deref(), session));
    }
    let mut talk = Talk::default();
    let whole_log = &all.reading.entries;
    let mut open = open(party, whole_log);
    let (files, broken) = match &args.id {
        Some(id) => {
            open.clear();
            (vec![source.find(id, session)?], &[][..])
        }
        None => {
            let latest = open.iter().take(MOST_LETTERS);
            let files = latest.map(|entry| source.load(entry));
            (files.collect::<Result<_, _>>()?, &all.reading.broken[..])
        }
    };
    if files.is_empty() {
        talk += match whole_log.is_empty() {
            true => all.nothing(session),
            false => format!("every section of the {} is written\n", party.title()).into(),
        };
        let answer = Answer::talking(talk);
        return Ok(session.with_broken(answer, broken, log));
    }
    if party == Party::Candidate && files.len() > 1 && args.format != AskFormat::Json {
        return Err(several_candidates(&open, source, session));
    }
    if args.format != AskFormat::Json && files.iter().any(|file| file.log != files[0].log) {
        talk += several_logs(party, source);
    }
    let (mut messages, mut entries) = (Vec::new(), Vec::new());
    // A letter to the candidate says nothing else of the case.
    let repeated: &[Fact] = match party {
        Party::Candidate => &[Fact::Role],
        _ => &[Fact::Role, Fact::Case, Fact::Tldr],
    };
    let mut complaints = Talk::default();
    for loaded in &files {
        let entry = loaded.readable(&log.root)?;
        let its_own = source.log_of(&entry);
        let vocabulary = session.vocabulary(its_own);
        let words = (its_own, &vocabulary);
        messages.push(letter(&entry, party, words, whole_log, session));
        let guard = Guard::new(&vocabulary, Some(&its_own.team), session.context.today);
        for said in guard.repeated(&entry.post_mortem, repeated) {
            let edit = source.command(&entry, session).then("edit");
            complaints += format!(
                "warning: the letter repeats what hirelog check calls an error ({said}); put it right before you send it: {}\n",
                edit.word(entry.id.as_str())
            );
        }
        entries.push(entry);
    }
    let length = match args.full {
        true => LetterLength::Full,
        false => LetterLength::Short,
    };
    let issue = match args.format {
        AskFormat::Markdown if source.logs() == Logs::One => issue(party, log, session),
        _ => None,
    };
    let letters = Letters {
        messages: &messages,
        length,
        to: args.to.as_deref(),
        issue: issue.as_deref(),
    };
    let text = match args.format {
        AskFormat::Text => visible_lines(&letters.text()).into_owned(),
        AskFormat::Mailto => letters.mailto(),
        AskFormat::Eml => letters.eml(),
        AskFormat::Markdown => letters.markdown(),
        AskFormat::Slack => letters.slack(),
        AskFormat::Html => letters.html(),
        AskFormat::Json => {
            let each = entries.iter().zip(&messages);
            let each = each.map(|(entry, one)| letter_json(entry, one, length));
            let each = each.collect::<Vec<_>>().join(",");
            match &args.id {
                Some(_) => each,
                None => format!("{{\"schema\": 1, \"letters\": [{each}]}}\n"),
            }
        }
    };
    let findings = files.iter().map(Loaded::findings);
    talk += session.talk_of(&findings.collect::<Vec<_>>(), log);
    if open.len() > files.len() {
        let more = open.len() - files.len();
        let list = hirelog.clone().then(&format!("list -party:{party}"));
        talk += format!("the latest {MOST_LETTERS}; and {more} more: {list}\n");
    }
    if args.format == AskFormat::Mailto && text.len() > LONGEST_LINK {
        talk += format!(
            "note: longer than {LONGEST_LINK} characters, which some mail programs cut; --format eml is not cut\n"
        );
    }
    let is_mail = matches!(
        args.format,
        AskFormat::Mailto | AskFormat::Eml | AskFormat::Html
    );
    if args.to.is_some() && !is_mail {
        talk += "note: --to is left out here; --format mailto, eml or html say to whom it goes\n";
    }
    let is_written = |entry: &&Entry| entry.post_mortem.section(party).is_written();
    match entries.iter().rfind(is_written) {
        Some(entry) => {
            talk += format!(
                "note: the {}'s section is written already; read it: {}\n",
                party.title(),
                hirelog.then("show").word(entry.id.as_str())
            );
        }
        None => {
            let mut edits: Vec<String> = Vec::new();
            for entry in &entries {
                let edit = source.command(entry, session).then("edit");
                // Not every reply quotes its mark; of several letters only the mark tells which.
                let edit = match entries.as_slice() {
                    [only] => edit.word(only.id.as_str()).then(&format!("--as {party}")),
                    _ => edit,
                };
                let edit = format!("when the answer is there: {}\n", edit.then("--reply -"));
                if !edits.contains(&edit) {
                    edits.push(edit);
                }
            }
            for edit in edits {
                talk += edit;
            }
        }
    }
    let mut answer = Answer {
        text,
        talk,
        complaints,
        ..Answer::default()
    };
    if args.sent {
        // Nobody was asked by a message that nobody got.
        if !pass_on(answer.text.as_bytes())? {
            answer.complaints +=
                "the message was not read to its end, so nothing is written down\n";
            return Ok(answer);
        }
        answer.text.clear();
        for Entry { id, .. } in &entries {
            let there = There::find(id.as_str(), session)?;
            let meant = asked(party, &there, session.context.today);
            let one = finish(meant, SAVED_AS_IT_IS, session);
            if one.exit_code == 0 {
                answer.talk += format!("written down in {id}: asked today\n");
            }
            answer.complaints += one.complaints;
            answer.exit_code = answer.exit_code.max(one.exit_code);
        }
    }
    Ok(session.with_broken(answer, broken, log))
}

/// In a log that one person keeps there is nobody who would answer.
fn nobody_to_ask(party: Party, id: Option<&str>, session: &Session<'_>) -> Error {
    let edit = session.command().then("edit");
    let edit = edit.word(id.unwrap_or("ID")).then(&format!("--as {party}"));
    let what = format!(
        "this log is yours alone, so the {} is not asked",
        party.title()
    );
    Error::usage(what).hint(format!(
        "what you guess of that part, you may write down: {edit}"
    ))
}

/// One letter to them all would tell each of the others.
/// Who hires for one team need not be told of another's.
fn several_logs(party: Party, source: &LogSource) -> Talk {
    let letters = source.parts.iter().map(|part| {
        let one = CommandLine::new("hirelog").option("-C", &part.shown);
        one.then(&format!("ask --as {party}")).to_string()
    });
    let letters: Vec<_> = letters.take(MOST_LETTERS).collect();
    format!(
        "note: this tells of searches of several logs; where not all of them are the reader's: {}\n",
        letters.join("; ")
    )
    .into()
}

fn several_candidates(open: &[&Entry], source: &LogSource, session: &Session<'_>) -> Error {
    let what = format!(
        "the sections of {} candidates are not written, each another person: there is no one letter to them all",
        open.len()
    );
    let ask = |entry: &&Entry| {
        let ask = source.command(entry, session).then("ask");
        let role = entry.post_mortem.role.as_deref().unwrap_or("no role");
        let ask = ask.word(entry.id.as_str()).then("--as candidate");
        format!("{role}, {}: {ask}", entry.post_mortem.date.spoken())
    };
    let more = open
        .len()
        .checked_sub(MOST_LETTERS)
        .filter(|more| *more > 0);
    let list = session.command().then("list -party:candidate");
    let more = more.map(|more| format!("and {more} more: {list}"));
    let latest = open.iter().take(MOST_LETTERS).map(ask);
    latest.chain(more).fold(Error::usage(what), Error::hint)
}

/// Where the form of an issue opens, if there is one; the candidate has no account there.
fn issue(party: Party, log: &Log, session: &Session<'_>) -> Option<String> {
    let top = session.context.repository_top(&log.root)?;
    let page = || session.context.repository_page(&log.root);
    match party {
        Party::Candidate => None,
        _ if log::has(&top, GITHUB_FORM) => {
            Some(page()? + "/issues/new?template=look-back.yml&mark=")
        }
        _ if log::has(&top, GITLAB_FORM) => {
            Some(page()? + "/-/issues/new?issuable_template=look-back&issue%5Btitle%5D=")
        }
        _ => None,
    }
}

fn letter_json(entry: &Entry, message: &Message, length: LetterLength) -> String {
    let text = message.text(length);
    render::questions_json(entry, message.mark.party, message.asked(length), &text)
}
