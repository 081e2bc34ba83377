use super::*;

#[test]
fn days_in_words_are_days_that_have_been() {
    let today = Day::parse("2026-11-20").unwrap(); // a Friday
    for (text, day) in [
        ("2026-11-13", "2026-11-13"),
        ("today", "2026-11-20"),
        ("Yesterday", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"),
        ("this morning", "2026-11-20"),
        ("last night", "2026-11-19"),
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-13"),
        ("last tues", "2026-11-17"),
        ("monday morning", "2026-11-16"),
        ("friday 13 november", "2026-11-13"),
        ("3d", "2026-11-17"),
        ("3 days ago", "2026-11-17"),
        ("a week ago", "2026-11-13"),
        ("17 nov", "2026-11-17"),
        ("the 18 of November", "2026-11-18"),
        ("oct 30th", "2026-10-30"),
        ("25 dec", "2025-12-25"),
        ("the 10th", "2026-11-10"),
        ("31st", "2026-10-31"),
        ("16/11", "2026-11-16"),
        ("11/13", "2026-11-13"),
        ("12/11", "2026-11-12"),
        ("13.11.", "2026-11-13"),
        ("13/11/2026", "2026-11-13"),
        ("17.11.26", "2026-11-17"),
        ("17-11-26", "2026-11-17"),
        ("26-10-03", "2026-10-03"),
        ("2026/10/3", "2026-10-03"),
        ("2026-10-3", "2026-10-03"),
        ("20261003", "2026-10-03"),
        ("2026-10-03T10:00:00Z", "2026-10-03"),
        ("October 3, 2026", "2026-10-03"),
        ("3 march 2025", "2025-03-03"),
        ("17-nov", "2026-11-17"),
        ("3-march-2025", "2025-03-03"),
    ] {
        let expected = match text {
            "25 dec" => None, // further back than anybody means without a year
            _ => Day::parse(day),
        };
        assert_eq!(day_in_words(text, today), expected, "{text}");
    }
    for no_day in [
        "11/9",
        "11/9/26",
        "tomorrow",
        "2026-11-21",
        "last week",
        "nov",
        "may",
        "5",
        "24/7",
        "4.5",
        "3/4",
        "6 weeks",
        "two",
        "monday to friday",
        "30 feb",
        "1 december",
        "we",
        "2 months ago",
        "",
        "15-jan",
        "-17-nov",
        "31 dec",
    ] {
        assert_eq!(day_in_words(no_day, today), None, "{no_day}");
    }
}

#[test]
fn a_day_of_long_ago_wants_its_year_unless_somebody_looks_for_it() {
    let today = Day::parse("2026-11-20").unwrap();
    for (text, last) in [
        ("1 december", "2025-12-01"),
        ("15-jan", "2026-01-15"),
        ("1 jan", "2026-01-01"),
        ("31 dec", "2025-12-31"),
    ] {
        assert_eq!(whole_day(text, today), Some(SaidDay::Unclear), "{text}");
        assert_eq!(last_day_called(text, today), Day::parse(last), "{text}");
    }
    assert_eq!(last_day_called("17-nov", today), Day::parse("2026-11-17"));
    assert_eq!(last_day_called("11/9", today), None);
}

#[test]
fn a_date_that_cannot_be_is_one_all_the_same() {
    let today = Day::parse("2026-11-20").unwrap();
    for never in ["31/11/2026", "2026-02-30", "30 feb", "31.11.26", "nov 31"] {
        let words: Vec<&str> = never.split(' ').collect();
        let said = said_day(&words, today);
        assert_eq!(said, Some((words.len(), SaidDay::Never)), "{never}");
    }
    for ahead in [
        "2026-11-21",
        "21.11.26",
        "5 jan 2027",
        "tomorrow",
        "next week",
        "next friday",
    ] {
        let words: Vec<&str> = ahead.split(' ').collect();
        let said = said_day(&words, today);
        assert_eq!(said, Some((words.len(), SaidDay::Ahead)), "{ahead}");
    }
    for roughly in [
        "last month",
        "in march",
        "early march 2025",
        "two fridays ago",
        "a couple of weeks ago",
        "2 months ago",
        "last summer",
        "since june",
        "in q3",
        "q3",
        "q3 2026",
        "2026-q3",
        "2026-w41",
        "kw 41",
        "cw41",
        "2026-10",
        "10/2026",
        "october 2026",
    ] {
        let words: Vec<&str> = roughly.split(' ').collect();
        let said = said_day(&words, today);
        assert_eq!(said, Some((words.len(), SaidDay::Roughly)), "{roughly}");
    }
    for words in [
        "the march",
        "in",
        "ago",
        "months",
        "the last one",
        "this job",
        "20263110",
        "12345678",
        "40 w",
        "week two",
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(said_day(&words, today), None, "{words:?}");
    }
    for words in ["3/4", "may 3", "24/7", "4.5", "1-2-3x"] {
        let words: Vec<&str> = words.split(' ').collect();
        let said = said_day(&words, today).map(|(_, said)| said);
        assert_ne!(said, Some(SaidDay::Never), "{words:?}");
    }
}
