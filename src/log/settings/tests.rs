mod keeper;
mod line_ends;

use super::*;
use crate::log::tests::{check_problems, each_block};
use crate::model::Asks;

fn check<S>(read: fn(&str) -> (S, Vec<Diagnostic>), text: &str, expected: &str) -> S {
    let (settings, diagnostics) = read(text);
    check_problems(text, &diagnostics, expected);
    settings
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

#[test]
fn everything_a_team_can_set_is_read() {
    let text = r#"schema = 1
logs = "./post-mortems//hiring/"
keeper = "candidate"
[new]
schema = " post-mortem.schema.json "
[patterns]
window = "12w"
threshold = 2
[policy]
retain = "12m"
[report]
signoff = "Until Friday."
template = "./pages/weekly.html"
[check]
ignore = ["HL010"]
allow = ["Jo"]
[[dropped_ball]]
slug = "panel-not-briefed"
party = "manager"
stages = ["final-loop"]
meaning = "Interviewers met the candidate unprepared."
aliases = ["panel had no brief"]
mirrors = ["brief-not-sent"]
care = "Mind the panel."
[[dropped_ball]]
slug = "brief-not-sent"
party = "recruiter"
[[question]]
slug = "floor-day"
party = "manager"
stages = ["final-loop"]
outcomes = ["withdrew"]
text = "Who showed them the  floor?"
[[question]]
party = "candidate"
text = "What did you see of the floor?"
[vocabulary]
stages = ["screen", "offer"]
hide = ["feedback-late"]
[import.stages]
"Take Home: 2nd \"try\"" = "first-interview"
[import.outcomes]
Timing = "withdrew"
Moved = " "
"#;
    let everything = TeamSettings {
        decisions: None,
        logs: Some("post-mortems/hiring".to_owned()),
        schema: Some("post-mortem.schema.json".to_owned()),
        window: Some("12w".to_owned()),
        threshold: Some(2),
        retain: Some("12m".to_owned()),
        keeper: Some(Some(Party::Candidate)),
        signoff: Some("Until Friday.".to_owned()),
        template: Some("pages/weekly.html".to_owned()),
        ignore: words(["HL010"]),
        allow: words(["Jo"]),
        balls: vec![
            DroppedBall {
                slug: "panel-not-briefed".to_owned(),
                party: Party::Manager,
                stages: words(["final-loop"]),
                meaning: "Interviewers met the candidate unprepared.".to_owned(),
                aliases: words(["panel had no brief"]),
                mirrors: words(["brief-not-sent"]),
                care: Some("Mind the panel.".to_owned()),
            },
            DroppedBall {
                slug: "brief-not-sent".to_owned(),
                party: Party::Recruiter,
                stages: Vec::new(),
                meaning: String::new(),
                aliases: Vec::new(),
                mirrors: Vec::new(),
                care: None,
            },
        ],
        stages: words(["screen", "offer"]),
        hide: words(["feedback-late"]),
        import: ImportSettings {
            stages: vec![(
                "Take Home: 2nd \"try\"".to_owned(),
                "first-interview".to_owned(),
            )],
            outcomes: vec![
                ("Timing".to_owned(), "withdrew".to_owned()),
                ("Moved".to_owned(), String::new()),
            ],
        },
        questions: vec![
            Question {
                slug: "floor-day".to_owned(),
                party: Party::Manager,
                asks: Asks::Opening,
                stages: words(["final-loop"]),
                outcomes: words(["withdrew"]),
                after: Vec::new(),
                only_alone: false,
                ball: None,
                text: "Who showed them the floor?".to_owned(),
            },
            Question {
                slug: "what-did-you-see-of-the-floor".to_owned(),
                party: Party::Candidate,
                asks: Asks::Opening,
                stages: Vec::new(),
                outcomes: Vec::new(),
                after: Vec::new(),
                only_alone: false,
                ball: None,
                text: "What did you see of the floor?".to_owned(),
            },
        ],
    };
    assert_eq!(check(team, text, ""), everything);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(check(team, &windows, ""), everything);
}

#[test]
fn everything_a_person_can_set_is_read() {
    let text = "log = \"~/hiring\"\neditor = \"code --wait\"\npager = \"\"\ncolor = \"never\"\nas = \"recruiter\"\n";
    let everything = UserSettings {
        log: Some("~/hiring".to_owned()),
        editor: Some("code --wait".to_owned()),
        pager: Some(String::new()),
        color: Some("never".to_owned()),
        party: Some(Party::Recruiter),
    };
    assert_eq!(check(user, text, ""), everything);
}

#[test]
fn a_file_that_says_nothing_sets_nothing() {
    assert_eq!(check(team, "", ""), TeamSettings::default());
    assert_eq!(
        check(team, include_str!("../../../templates/hirelog.toml"), "")
            .logs
            .as_deref(),
        Some("logs")
    );
    let blank = "logs = ''\n[patterns]\nwindow = ' '\n[report]\nsignoff = ''\n[check]\nignore = ['']\n[policy]\n";
    assert_eq!(check(team, blank, ""), TeamSettings::default());
    assert_eq!(
        check(user, "editor = ''\ncolor = ''\nas = ''\n", ""),
        UserSettings::default()
    );
}

#[test]
fn every_mistake_of_a_team_is_named_at_its_place() {
    check(
        team,
        r#"schema = 2
logs = 3
[patterns]
window = "90"
threshold = 1
[policy]
retain = "a year"
[report]
signoff = ["a"]
[check]
ignore = "HL010"
[vocabulary]
stages = [1]
hide = ["a", true]
"#,
        r#"
        1:10 HL011 this hirelog knows format 1, not 2 => update hirelog, or write schema = 1
        2:8 HL008 `logs` must be text in quotes, not a number => put it in quotes
        4:10 HL009 `patterns.window` is not a length of time => write days, weeks or months, such as "90d", "12w" or "6m"
        5:13 HL009 `patterns.threshold` cannot be 1 => once is no pattern: write 2 or more
        7:10 HL009 `policy.retain` is not a length of time => such as "90d"
        9:11 HL008 `report.signoff` must be text in quotes, not a list => put it in quotes
        11:10 HL008 `check.ignore` must be a list of texts in quotes, not text => write ignore = ["HL010"]
        13:11 HL008 `vocabulary.stages[0]` must be text => put it in quotes
        14:14 HL008 `vocabulary.hide[1]` must be text in quotes, not true or false => put it in quotes
        "#,
    );
    let rows = r#"
threshold = 0
    2:13 HL009 `patterns.threshold` cannot be 0 => write 2 or more

threshold = -3
    2:13 HL009 `patterns.threshold` cannot be -3 => write 2 or more

threshold = 5000000000
    2:13 HL009 `patterns.threshold` cannot be 5000000000

threshold = "3"
    2:13 HL008 `patterns.threshold` must be a whole number, not text => without quotes

threshold = 2.5
    2:13 HL008 `patterns.threshold` must be a whole number

window = 90
    2:10 HL008 `patterns.window` must be text in quotes => put it in quotes
"#;
    each_block(rows, |text, expected| {
        let settings = check(team, &format!("[patterns]\n{text}"), expected);
        assert_eq!(settings, TeamSettings::default(), "{text}");
    });
    for length in ["0d", "d", "9é", "99999999999d", "-1d", "+1d", "1 d"] {
        let text = format!("policy.retain = '{length}'\n");
        check(team, &text, "1:17 HL009 `policy.retain` is not a length");
    }
}

#[test]
fn what_is_wrong_with_a_dropped_ball_is_said_and_the_others_are_kept() {
    let settings = check(
        team,
        r#"[[dropped_ball]]
slug = "Panel not briefed"
party = "boss"
[[dropped_ball]]
slug = "kept"
party = "candidate"
alias = ["a"]
[[dropped_ball]]
meaning = 3
"#,
        r#"
        2:8 HL009 "Panel not briefed" is not a slug => joined by hyphens: "panel-not-briefed"
        3:9 HL009 `party` cannot be "boss" => allowed: manager, candidate, recruiter
        7:1 HL010 warning: a [[dropped_ball]] has no key `alias` => did you mean `aliases`?
        8:1 HL007 this [[dropped_ball]] has no `slug` => such as slug = "panel-not-briefed"
        8:1 HL007 this [[dropped_ball]] has no `party` => manager, candidate or recruiter
        9:11 HL008 `meaning` must be text in quotes => put it in quotes
        "#,
    );
    let slugs: Vec<_> = settings
        .balls
        .iter()
        .map(|ball| ball.slug.as_str())
        .collect();
    assert_eq!(slugs, ["kept"]);
    let blocks = r#"
dropped_ball = "a"
    1:16 HL008 `dropped_ball` must be a list of blocks, not text => [[dropped_ball]]

[dropped_ball]
slug = "a"
    1:1 HL008 `dropped_ball` must be a list of blocks, not a table => [[dropped_ball]]

dropped_ball = [1]
    1:17 HL008 `dropped_ball` must be => [[dropped_ball]]

[[dropped_ball]]
slug = " "
party = "manager"
    2:8 HL007 this [[dropped_ball]] has no `slug` => such as slug = "panel-not-briefed"
"#;
    each_block(blocks, |text, expected| {
        check(team, text, expected);
    });
}

#[test]
fn what_is_wrong_with_a_question_is_said_and_the_others_are_kept() {
    let settings = check(
        team,
        r#"[[question]]
slug = "Floor day"
party = "boss"
text = "Who showed them the floor?"
[[question]]
party = "candidate"
text = "What did you see?"
stage = ["offer"]
outcomes = "withdrew"
[[question]]
text = " "
"#,
        r#"
        2:8 HL009 "Floor day" is not a slug => joined by hyphens: "floor-day"
        3:9 HL009 `party` cannot be "boss" => allowed: manager, candidate, recruiter
        8:1 HL010 warning: a [[question]] has no key `stage` => did you mean `stages`?
        9:12 HL008 `outcomes` must be a list of texts in quotes, not text => write outcomes = ["withdrew"]
        10:1 HL007 this [[question]] has no `party` => manager, candidate or recruiter
        11:8 HL007 this [[question]] has no `text` => such as text = "What did you do
        "#,
    );
    let texts: Vec<_> = settings
        .questions
        .iter()
        .map(|question| question.text.as_str())
        .collect();
    assert_eq!(texts, ["What did you see?"]);
    check(
        team,
        "question = \"Why?\"\n",
        "1:12 HL008 `question` must be a list of blocks, not text => begins with [[question]]",
    );
}

#[test]
fn unknown_keys_are_warned_of_with_the_nearest_known_one() {
    check(
        team,
        "schem = 1\nzzz = 1\n[pattern]\n[patterns]\nwindows = '90d'\n[check]\nignored = []\n[vocabulary]\nstage = []\n",
        "1:1 HL010 warning: hirelog.toml has no key `schem` => did you mean `schema`?
         2:1 HL010 has no key `zzz` => nothing
         3:2 HL010 has no key `pattern` => did you mean `patterns`?
         5:1 HL010 warning: the section [patterns] has no key `windows` => did you mean `window`?
         7:1 HL010 warning: the section [check] has no key `ignored` => did you mean `ignore`?
         9:1 HL010 warning: the section [vocabulary] has no key `stage` => did you mean `stages`?",
    );
    check(
        user,
        "logs = '.'\neditr = 'vi'\ncolour = 'auto'\nparty = 'manager'\n",
        "1:1 HL010 warning: config.toml has no key `logs` => did you mean `log`?
         2:1 HL010 has no key `editr` => did you mean `editor`?
         3:1 HL010 has no key `colour` => did you mean `color`?
         4:1 HL010 has no key `party` => nothing",
    );
}

#[test]
fn a_team_file_can_name_no_program() {
    for key in ["editor", "pager"] {
        let settings = check(
            team,
            &format!("{key} = 'rm -rf .'\n"),
            &format!("1:1 HL010 warning: hirelog.toml has no key `{key}`"),
        );
        assert_eq!(settings, TeamSettings::default());
    }
}

#[test]
fn a_person_may_only_choose_what_there_is() {
    check(
        user,
        "color = 'allways'\nas = 'boss'\neditor = ['vi']\npager = true\nlog = 1\n",
        "1:9 HL009 `color` cannot be \"allways\" => did you mean \"always\"? allowed: auto, always, never
         2:6 HL009 `as` cannot be \"boss\" => allowed: manager, candidate, recruiter
         3:10 HL008 `editor` must be text in quotes, not a list
         4:9 HL008 `pager` must be text in quotes, not true or false
         5:7 HL008 `log` must be text in quotes, not a number",
    );
}

#[test]
fn logs_cannot_leave_the_folder_of_the_team_file() {
    let outside = r".. ../other a/../../b /etc \\share\a ..\a C:\a c: a/./../.. //a / . ./ .//.";
    for outside in outside.split(' ') {
        let text = format!("logs = '{outside}'\n");
        let expected = "1:8 HL009 `logs` must be a folder below this file => such as \"logs\"";
        assert_eq!(check(team, &text, expected).logs, None, "{outside}");
    }
    let below = "a=a ./a/=a a//b/.=a/b a\\b=a/b ..a/b..=..a/b..";
    for (logs, folder) in below.split(' ').filter_map(|pair| pair.split_once('=')) {
        let settings = check(team, &format!("logs = '{logs}'\n"), "");
        assert_eq!(settings.logs.as_deref(), Some(folder));
    }
}

#[test]
fn what_is_not_toml_is_said_with_the_rest() {
    check(
        team,
        "logs = logs\n[patterns]\nthreshold = 1\n[patterns]\n",
        "1:8 HL006 text without quotes => put the text in quotes
         3:13 HL009 `patterns.threshold` cannot be 1
         4:1 HL006 redefinition of table `patterns` => keep one of the two",
    );
}
