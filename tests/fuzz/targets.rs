//! What has to hold whatever the bytes are, one function for each way in, as a fuzzer calls
//! it; `tests/it/corpus.rs` tries the bytes that were kept.

use hirelog::tested::{
    ApplicationEnd, Calendar, Checker, Columns, Day, Diagnostic, Digest, Entry, ExportReader, Fact,
    Form, Hints, Id, ImportWords, Language, Meeting, Message, OutcomeJudge, Party, Passage,
    PostMortem, Query, Questions, Search, SentenceResources, Settings, SideFile, SideFiles, Span,
    System, TeamLabels, TeamWords, TextList, Vocabulary, archive_texts, decode, decoded, encode,
    history, letter_pieces, months, patterns_json, patterns_since_decisions, read_reply,
    read_sentence, report, report_json, revise,
};
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// A way in: what to call it, and what it does with bytes from outside.
pub type WayIn = (&'static str, fn(&[u8]));

pub const TARGETS: [WayIn; 13] = [
    ("file", file),
    ("edit", edit),
    ("query", query),
    ("language", language),
    ("sentence", sentence),
    ("reply", reply),
    ("import-greenhouse", |bytes| {
        import(System::Greenhouse, bytes)
    }),
    ("import-lever", |bytes| import(System::Lever, bytes)),
    ("import-ashby", |bytes| import(System::Ashby, bytes)),
    ("import-csv", |bytes| import(System::Csv, bytes)),
    ("import-archive", archive),
    ("search", search),
    ("report", pages),
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(TeamWords::default()));
static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&VOCABULARY));
static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::new);
thread_local! {
    static IMPORT_WORDS: ImportWords = ImportWords::built_in();
}

fn today() -> Day {
    Day::parse("2026-11-20").unwrap()
}

/// The first byte chooses, the rest is the text.
fn chosen(bytes: &[u8]) -> Option<(usize, &str)> {
    let (first, rest) = bytes.split_first()?;
    Some((usize::from(*first), std::str::from_utf8(rest).ok()?))
}

fn are_inside(diagnostics: &[Diagnostic], text: &str) {
    for one in diagnostics {
        if let Some(place) = &one.place {
            assert!(text.get(place.clone()).is_some(), "{one:?}");
        }
    }
}

/// What can be read can be written and read again, and is looked at like any other.
fn file(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let decoded = decode(text);
    are_inside(&decoded.diagnostics, text);
    let checker = Checker {
        vocabulary: &VOCABULARY,
        language: &LANGUAGE,
        today: today(),
        keeper: None,
        retain: Some("12m"),
        search: Some(&SEARCH),
    };
    let stem = "2026-11-10-x-bbbbb";
    if let Some(rest) = &decoded.rest {
        checker.rest(stem, rest);
    }
    if let Some(post_mortem) = decoded.post_mortem {
        checker.post_mortem(stem, &post_mortem);
        if let Ok(written) = encode(&post_mortem) {
            assert_eq!(
                decode(&written).post_mortem.as_ref(),
                Some(&post_mortem),
                "{written}"
            );
        }
        let redacted = post_mortem.redacted();
        let written = revise(text, &post_mortem, &redacted);
        if let Ok(written) = written {
            assert_eq!(
                decode(&written).post_mortem.as_ref(),
                Some(&redacted),
                "{written}"
            );
        }
    }
}

/// One post-mortem is turned into another in its own text, and back.
fn edit(bytes: &[u8]) {
    let Some((old, new)) = std::str::from_utf8(bytes)
        .ok()
        .and_then(|text| text.split_once('\0'))
    else {
        return;
    };
    let (Some(before), Some(after)) = (decode(old).post_mortem, decode(new).post_mortem) else {
        return;
    };
    if let Ok(revised) = revise(old, &before, &after) {
        let back = revise(&revised, &after, &before);
        let back = back.unwrap_or_else(|why| panic!("{why:?}: {revised}"));
        assert_eq!(decode(&back).post_mortem.as_ref(), Some(&before), "{back}");
    } else {
        assert!(
            encode(&after).is_err(),
            "what can be written is not refused"
        );
    }
}

fn entry(number: usize, post_mortem: PostMortem) -> Entry {
    let stem = format!("{}-x-{number:05}", post_mortem.date);
    Entry {
        id: Id::from_stem(&stem),
        path: format!("logs/{stem}.toml"),
        log: None,
        post_mortem: post_mortem.into(),
        imported: number % 7 == 6,
    }
}

fn sample() -> Entry {
    let mut post_mortem = PostMortem::new(Day::parse("2026-11-14").unwrap(), "offer-declined");
    post_mortem.stage = Some("offer".into());
    post_mortem.role = Some("Staff Platform Engineer".into());
    let dropped = Some(TextList::from_iter(["priorities-not-heard"]));
    post_mortem.section_mut(Party::Manager).dropped = dropped;
    entry(0, post_mortem)
}

fn query(bytes: &[u8]) {
    let Some((days, text)) = chosen(bytes) else {
        return;
    };
    let words: Vec<_> = text.split('\n').map(str::to_owned).collect();
    let day = ["2026-11-20", "2024-02-29", "0000-01-01", "9999-12-31"][days % 4];
    if let Ok(query) = Query::parse(&words, &VOCABULARY, Day::parse(day).unwrap_or(Day::FIRST)) {
        query.matches(&sample(), &VOCABULARY);
    }
}

fn language(bytes: &[u8]) {
    let Some((which, text)) = chosen(bytes) else {
        return;
    };
    let party = Party::ALL[which % 3];
    let passage = Passage {
        text,
        field: [Fact::Owned, Fact::Next, Fact::Tldr, Fact::Role][which / 3 % 4],
        party: Some(party),
        by: Some(Party::ALL[which / 12 % 3]),
    };
    for found in LANGUAGE.read(&passage) {
        assert!(text.get(found.words.clone()).is_some(), "{found:?}");
    }
}

fn sentence(bytes: &[u8]) {
    let Some((which, text)) = chosen(bytes) else {
        return;
    };
    let resources = SentenceResources {
        vocabulary: &VOCABULARY,
        search: &SEARCH,
        roles: &[
            "Staff Platform Engineer".to_owned(),
            "Ward Nurse".to_owned(),
        ],
        teams: &["platform".to_owned(), "ward-3".to_owned()],
        today: today(),
    };
    let writer = Party::ALL.get(which % 4).copied();
    let mut post_mortem = PostMortem::new(today(), "withdrew");
    read_sentence(text, writer, &resources).put_into(&mut post_mortem);
    if let Ok(written) = encode(&post_mortem) {
        assert_eq!(decode(&written).post_mortem, Some(post_mortem), "{written}");
    }
}

fn reply(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else {
        return;
    };
    let party = Party::ALL[usize::from(*which) % 3];
    let Ok(text) = decoded(bytes) else {
        return;
    };
    let _ = letter_pieces(&text, &|_, _| true);
    let questions = Questions::new(Vec::new(), &VOCABULARY);
    let balls: Vec<_> = VOCABULARY.balls_of(party).take(3).collect();
    let message = Message::new(&sample(), party, &questions, &balls, today());
    if let Ok(reply) = read_reply(&text, &message, &VOCABULARY) {
        let mut post_mortem = sample().post_mortem;
        *post_mortem.section_mut(party) = reply.section;
        let written = encode(&post_mortem).unwrap();
        assert_eq!(
            decode(&written).post_mortem,
            Some(*post_mortem),
            "{written}"
        );
    }
}

/// The day of an instant, in UTC.
fn epoch(seconds: i64) -> Option<Day> {
    let days = u64::try_from(seconds.div_euclid(86_400)).ok()?;
    let first = Day::new(1970, 1, 1)?;
    (days < 2_900_000).then(|| first.plus_days(days))
}

fn import(system: System, bytes: &[u8]) {
    IMPORT_WORDS.with(|words| import_with(words, system, bytes));
}

fn import_with(words: &ImportWords, system: System, bytes: &[u8]) {
    let calendar = Calendar {
        zone: &epoch,
        today: today(),
    };
    let mut side_files = SideFiles::default();
    // What stands before a NUL is a file beside it.
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    if second.is_some()
        && let Some(kind) = SideFile::of_text(first, system)
    {
        let _ = side_files.add(kind, first, calendar);
    }
    let text = second.unwrap_or(first);
    let (columns, team) = (Columns::default(), TeamLabels::default());
    let reader = ExportReader {
        system,
        side_files: &side_files,
        calendar,
        columns: &columns,
        words,
    };
    let judge = OutcomeJudge {
        words,
        team: &team,
        vocabulary: &VOCABULARY,
    };
    let Ok(survey) = reader.survey(text) else {
        return;
    };
    let _ = reader.rows(&survey, text, &mut |row| {
        let Ok(application) = row.application else {
            return ControlFlow::Continue(());
        };
        if let Ok(ApplicationEnd::Ended { outcome, day }) = judge.verdict(&application)
            && let Ok(skeleton) = judge.skeleton(&application, &outcome, day)
        {
            let written = encode(&skeleton.post_mortem).unwrap();
            assert_eq!(
                decode(&written).post_mortem,
                Some(skeleton.post_mortem),
                "{written}"
            );
        }
        ControlFlow::Continue(())
    });
}

fn archive(bytes: &[u8]) {
    for text in archive_texts(bytes, None).unwrap_or_default() {
        import(System::Csv, &text);
    }
}

fn search(bytes: &[u8]) {
    let Some((which, text)) = chosen(bytes) else {
        return;
    };
    let hints = Hints {
        party: Party::ALL.get(which % 4).copied(),
        stage: Some("offer"),
        outcome: None,
    };
    for found in SEARCH.find(text, hints) {
        assert!(found.score.is_finite(), "{found:?}");
    }
    SEARCH.owned(text, Party::Manager, None);
    SEARCH.plain(text, Party::Manager, None);
    SEARCH.nearest(text, hints);
}

/// Post-mortems, with a NUL between them, on every page.
fn pages(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let read = text.split('\0').filter_map(|one| decode(one).post_mortem);
    let mut entries: Vec<_> = read.enumerate().map(|(at, one)| entry(at, one)).collect();
    entries.sort_by(|one, other| one.order().cmp(&other.order()));
    let entries: Vec<_> = entries.iter().collect();
    let settings = Settings {
        window: Span {
            since: Day::parse("2026-08-23").unwrap(),
            until: today(),
        },
        before_promise: 180,
        threshold: 3,
        keeper: None,
    };
    let found = patterns_since_decisions(&entries, &[], &VOCABULARY, settings);
    let questions = Questions::new(Vec::new(), &VOCABULARY);
    let digest = Digest::of(&found, Some(&questions));
    let meeting = Meeting {
        log: "a log",
        today: today(),
        patterns: &found,
        history: &history(&entries, &found, &VOCABULARY, None),
        digest: &digest,
        months: &months(&entries, &VOCABULARY, &found, &digest.drawn(&found)),
        teams: None,
        grouped: None,
        questions: &questions,
        query: "",
        signoff: None,
    };
    let html = report(&meeting, Form::Html, None).unwrap();
    let is_ours = |tag: &str| !tag.contains("planted");
    assert!(
        html.split('<')
            .skip(1)
            .all(|tag| is_ours(tag.split('>').next().unwrap_or(tag)))
    );
    let markdown = report(&meeting, Form::Markdown, None).unwrap();
    let slack = report(&meeting, Form::Slack, None).unwrap();
    for page in [html, markdown, slack] {
        assert!(!page.contains('\u{1b}'));
    }
    report_json(&meeting);
    patterns_json(&found, &digest, &questions);
}
