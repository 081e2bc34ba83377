mod again;
mod left;

use super::*;
use crate::interview::person::{Review, Reviewed};
use crate::interview::{Memory, Nudge, Occasion, Prompt, PromptKind, Resources, TypedText};
use crate::model::{Day, Fact, Party, PostMortem, Section, Text};
use crate::vocabulary::search::Search;
use crate::vocabulary::{Questions, TeamWords, Vocabulary};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Plays a script, a move a line: `LABEL = WORDS` answers, `LABEL + A, B` picks,
/// `LABEL` alone is Enter, `LABEL < WORDS` goes back with that half-typed,
/// `LABEL x WORDS` leaves. The label says which question is expected.
struct Script<'s> {
    moves: std::str::Lines<'s>,
    /// What was shown: questions asked, and everything beside them.
    shown: Vec<String>,
}

impl<'s> Script<'s> {
    fn new(script: &'s str) -> Self {
        Self {
            moves: script.lines(),
            shown: Vec::new(),
        }
    }
}

impl Person for Script<'_> {
    fn ask(&mut self, ask: &Prompt<'_>, keep: &mut dyn FnMut(&Response)) -> Heard {
        let shown = [
            &ask.beside.join("\n"),
            ask.remark.as_deref().unwrap_or_default(),
            &ask.question,
        ]
        .join("\n");
        self.shown.push(shown);
        let mut line = self.moves.next().map(str::trim).unwrap_or_default();
        while line.is_empty() {
            line = self
                .moves
                .next()
                .unwrap_or_else(|| panic!("nothing is left to say to {:?}", ask.label))
                .trim();
        }
        let mut words = line.splitn(3, ' ');
        let label = words.next().unwrap();
        assert_eq!(label, ask.label.split(' ').next_back().unwrap(), "{line}");
        let how = words.next().unwrap_or_default();
        let text = words.next().unwrap_or_default().replace("\\n", "\n");
        match how {
            "" => Heard::Answer(ask.answer.clone()),
            "=" => {
                if let PromptKind::Choose(offers) = &ask.kind {
                    assert!(offers.iter().any(|one| one.slug == text), "{line}");
                }
                for end in 1..text.len() {
                    keep(&Response::text(text.get(..end).unwrap_or_default()));
                }
                Heard::Answer(Response::text(text))
            }
            "+" => Heard::Answer(Response::picked(text.split(", "))),
            "<" if text.is_empty() => Heard::Back(ask.answer.clone()),
            "<" => Heard::Back(Response::text(text)),
            "x" => Heard::Left(Response::text(text)),
            other => panic!("{other}: {line}"),
        }
    }

    fn review(&mut self, _: &Review<'_>) -> Reviewed {
        Reviewed::Save
    }

    fn say(&mut self, _: &str) {}
}

struct Table {
    memory: Memory,
    keeper: Option<Party>,
}

/// Setting up a search takes longer than a conversation.
static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(TeamWords::default()));
static SEARCH: LazyLock<Search<'static>> = LazyLock::new(|| Search::new(&VOCABULARY));

impl Table {
    fn new() -> Self {
        Self {
            memory: Memory {
                used: HashMap::from([
                    (Fact::Role, vec!["SRE".to_owned()]),
                    (Fact::Team, vec!["platform".to_owned()]),
                ]),
                dropped: HashMap::from([("feedback-late".to_owned(), 3)]),
                has_cases: true,
                ..Memory::default()
            },
            keeper: None,
        }
    }

    /// Plays a script to its end.
    fn play(&self, state: InterviewState, script: &str) -> Played {
        let questions = Questions::new(Vec::new(), &VOCABULARY);
        let nudge = |written: &TypedText<'_>| {
            let blame = ["they failed", "their loss"];
            let words = blame.into_iter().find(|words| written.text.contains(words));
            let party = written.party.map_or("nobody", Party::as_str);
            let nudge = words.map(|words| Nudge {
                words: words.to_owned(),
                question: format!("what did you do? ({party})"),
            });
            nudge.into_iter().collect()
        };
        let resources = Resources {
            vocabulary: &VOCABULARY,
            questions: &questions,
            search: &SEARCH,
            memory: &self.memory,
            keeper: self.keeper,
            today: Day::parse("2026-11-20").unwrap(),
            case: "c-7f3k".to_owned(),
            nudges: &nudge,
        };
        let mut person = Script::new(script);
        let mut kept = Vec::new();
        let before = match state.occasion {
            Occasion::New => Default::default(),
            Occasion::Section(_) => state.post_mortem.sections.clone(),
        };
        let mut conversation = Conversation::new(&resources, state, before);
        let ended = conversation.hold(&mut person, &mut |state| {
            kept.push(state.clone());
            None
        });
        let left: Vec<&str> = person
            .moves
            .filter(|line| !line.trim().is_empty())
            .collect();
        assert_eq!(left, Vec::<&str>::new(), "nobody asked for that");
        Played {
            ended,
            state: conversation.state,
            shown: person.shown,
            kept,
        }
    }

    fn new_one(&self, script: &str) -> Played {
        self.play(fresh(None), script)
    }
}

struct Played {
    ended: InterviewEnd,
    state: InterviewState,
    shown: Vec<String>,
    kept: Vec<InterviewState>,
}

fn fresh(writer: Option<Party>) -> InterviewState {
    let post_mortem = PostMortem::new(Day::parse("2026-11-20").unwrap(), "");
    let given = writer.map(|_| Step::Writer).into_iter().collect();
    InterviewState::new(Occasion::New, post_mortem, writer, given)
}

/// What a post-mortem says, in a few lines.
fn told(post_mortem: &PostMortem) -> String {
    let word = |text: &Option<Text>| text.clone().unwrap_or("-".into());
    let mut told = vec![format!(
        "{} | {} | {} | {} | {} | {} | {} | {} | {}",
        post_mortem.outcome,
        word(&post_mortem.stage),
        word(&post_mortem.role),
        word(&post_mortem.team),
        word(&post_mortem.case),
        word(&post_mortem.tldr),
        post_mortem.fit.map_or("-", crate::model::Fit::as_str),
        post_mortem.wanted.join(","),
        post_mortem.pitched.join(","),
    )];
    for (party, section) in post_mortem.by_party() {
        if *section != Section::default() {
            let by = section.by.map_or("-", Party::as_str);
            let (owned, next) = (&section.owned, &section.next);
            let dropped = section.balls().join(",");
            told.push(format!("{party} by {by}: {owned} | {dropped} | {next}"));
        }
    }
    told.join("\n")
}

#[test]
fn whoever_keeps_a_log_alone_is_not_asked_about_the_others() {
    let keeper = Some(Party::Candidate);
    let table = Table {
        keeper,
        ..Table::new()
    };
    let script = "outcome = rejected\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nowned = I had no numbers.\ndropped + proof-not-ready\nnext";
    let played = table.play(fresh(keeper), script);
    assert_eq!(played.ended, InterviewEnd::Whole);
    assert_eq!(
        told(&played.state.post_mortem),
        "rejected | - | - | - | - | - | - |  | \ncandidate by candidate: I had no numbers. | proof-not-ready | "
    );
}

#[test]
fn every_way_through_gives_the_post_mortem_that_was_told() {
    let table = Table::new();
    for (about, script, expected) in [
        (
            "Enter all the way: what is preset, and a fresh case",
            "outcome\ndate\nstage\nrole\nteam\ncase\nshort\nfit\nwanted\npitched\nwriter\nowned\ndropped\nothers",
            "offer-declined | offer | - | - | c-7f3k | - | - |  | ",
        ),
        (
            "everything told, and the others left to themselves",
            "outcome = offer-declined\ndate\nstage = offer\nrole = Staff Platform Engineer\nteam = platform\ncase = c-9\nshort = Chose a public company.\nfit = unsure\nwanted + benefits, stability\npitched + equity\nwriter = manager\nowned = I led with equity.\ndropped + priorities-not-heard\nnext = Ask first.\nothers",
            "offer-declined | offer | Staff Platform Engineer | platform | c-9 | Chose a public company. | unsure | benefits,stability | equity\nmanager by manager: I led with equity. | priorities-not-heard | Ask first.",
        ),
        (
            "no stage is preset where the outcome says nothing about it",
            "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = \nothers",
            "withdrew | - | - | - | - | - | - |  | ",
        ),
        (
            "after an acceptance nobody asks about the fit",
            "outcome = accepted\ndate\nstage\nrole\nteam\ncase = -\nshort\nwanted\npitched\nwriter = \nothers",
            "accepted | offer | - | - | - | - | - |  | ",
        ),
        (
            "nobody dropped a ball: one sentence, and no question about balls",
            "outcome = rejected\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit = nobody\nwanted\npitched\nwriter = recruiter\nowned\nothers",
            "rejected | - | - | - | - | - | mismatch |  | \nrecruiter by recruiter: I looked at my part: it was not a fit, and I dropped nothing. |  | ",
        ),
        (
            "and taken back: the sentence goes, the questions come",
            "outcome = rejected\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit = nobody\nwanted\npitched\nwriter = recruiter\nowned\nothers <\nowned <\nwriter <\npitched <\nwanted <\nfit = mismatch\nwanted\npitched\nwriter\nowned\ndropped\nothers",
            "rejected | - | - | - | - | - | mismatch |  | ",
        ),
        (
            "the others now, one after the other, in the writer's words",
            "outcome = reneged\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = recruiter\nowned\ndropped\nothers = both\nowned = The team was quiet.\ndropped + left-alone\nnext\nowned\ndropped",
            "reneged | pre-start | - | - | - | - | - |  | \nmanager by recruiter: The team was quiet. | left-alone | ",
        ),
        (
            "going back to the outcome takes the preset stage along",
            "outcome = left-early\ndate\nstage\nrole <\nstage <\ndate <\noutcome = offer-declined\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = \nothers",
            "offer-declined | offer | - | - | - | - | - |  | ",
        ),
        (
            "but not a stage that was chosen",
            "outcome = left-early\ndate\nstage = screen\nrole <\nstage <\ndate <\noutcome = offer-declined\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = \nothers",
            "offer-declined | screen | - | - | - | - | - |  | ",
        ),
        (
            "the wrong party first: the sentences move along",
            "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = manager\nowned = I did not call.\ndropped + feedback-late\nnext = Call.\nothers <\nnext <\ndropped <\nowned <\nwriter = recruiter\nowned\ndropped\nnext\nothers",
            "withdrew | - | - | - | - | - | - |  | \nrecruiter by recruiter: I did not call. |  | Call.",
        ),
        (
            "Esc at the first question stays there",
            "outcome <\noutcome <\noutcome = role-closed\ndate\nstage\nrole\nteam\ncase = -\nshort\nwanted\npitched\nwriter = \nothers",
            "role-closed | - | - | - | - | - | - |  | ",
        ),
        (
            "what was half-typed before going back is still there",
            "outcome = withdrew\ndate\nstage\nrole = SRE\nteam < plat\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = candidate\nowned = I waited.\ndropped < wai\nowned\ndropped +  went-quiet\nnext\nothers",
            "withdrew | - | SRE | plat | - | - | - |  | \ncandidate by candidate: I waited. | went-quiet | ",
        ),
        (
            "a party nobody writes for can be looked at all the same",
            "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = \nothers = candidate\nowned = They took another job.\ndropped\nnext",
            "withdrew | - | - | - | - | - | - |  | \ncandidate by -: They took another job. |  | ",
        ),
    ] {
        let script = script.replace("+  ", "+ ");
        let played = table.new_one(&script);
        assert_eq!(played.ended, InterviewEnd::Whole, "{about}");
        assert_eq!(told(&played.state.post_mortem), expected, "{about}");
    }
}

#[test]
fn what_reads_as_blame_gets_one_quiet_line_and_is_kept() {
    let script = "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = manager\nowned = I waited, they failed.\nowned\ndropped\nnext = they failed\nnext\nothers";
    let played = Table::new().new_one(script);
    let told = told(&played.state.post_mortem);
    assert!(
        told.ends_with("I waited, they failed. |  | they failed"),
        "{told}"
    );
    let nudges = played.shown.iter().filter(|shown| {
        shown.contains("\"they failed\": what did you do? (manager) (Enter keeps it)")
    });
    assert_eq!(nudges.count(), 2, "once a text: {:?}", played.shown);
}

#[test]
fn a_better_sentence_after_the_quiet_line_is_taken_without_another() {
    let script = "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = manager\nowned = they failed\nowned = I did not ask, and they failed.\ndropped\nnext\nothers";
    let played = Table::new().new_one(script);
    let owned = &played.state.post_mortem.section(Party::Manager).owned;
    assert_eq!(owned, "I did not ask, and they failed.");
}

#[test]
fn a_sentence_rewritten_as_other_blame_gets_a_line_again() {
    let script = "outcome = withdrew\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = manager\nowned = they failed\nowned = their loss\nowned\ndropped\nnext\nothers";
    let played = Table::new().new_one(script);
    let nudged = |words| move |shown: &&String| shown.contains(&format!("\"{words}\": what"));
    for words in ["they failed", "their loss"] {
        let count = played.shown.iter().filter(nudged(words)).count();
        assert_eq!(count, 1, "{words}: {:?}", played.shown);
    }
    let owned = &played.state.post_mortem.section(Party::Manager).owned;
    assert_eq!(owned, "their loss");
}

#[test]
fn the_other_side_of_a_ball_is_asked_and_offered() {
    let table = Table::new();
    let script = "outcome = offer-declined\ndate\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = manager\nowned = I led with equity.\ndropped + priorities-not-heard\nnext\nothers = recruiter\nowned\ndropped";
    let played = table.new_one(script);
    let at_others = &played.shown[14];
    assert!(at_others.contains("recruiter: "), "{at_others}");
    assert!(at_others.contains("candidate: "), "{at_others}");
    let question = at_others
        .lines()
        .find_map(|line| line.strip_prefix("recruiter: "))
        .unwrap();
    assert!(
        played.shown[15].starts_with(&format!("\"{question}\"")),
        "it opens their section, as what they would be asked: {}",
        played.shown[15]
    );
}

#[test]
fn what_flags_said_is_not_asked_again() {
    let mut state = fresh(Some(Party::Recruiter));
    state.post_mortem.stage = Some("offer".into());
    state.post_mortem.section_mut(Party::Recruiter).owned = "I waited.".into();
    state.given.extend([
        Step::Fact(Fact::Stage),
        Step::Fact(Fact::Case),
        Step::Part(Party::Recruiter, Fact::Owned),
    ]);
    let script = "outcome = left-early\ndate\nrole\nteam\nshort\nfit\nwanted\npitched\ndropped\nnext\nothers";
    let played = Table::new().play(state, script);
    assert_eq!(
        told(&played.state.post_mortem),
        "left-early | offer | - | - | - | - | - |  | \nrecruiter by recruiter: I waited. |  | "
    );
}

#[test]
fn the_day_is_asked_in_words_and_what_is_none_is_said() {
    let table = Table::new();
    let rest = "\nstage\nrole\nteam\ncase = -\nshort\nfit\nwanted\npitched\nwriter = \nothers";
    for (day, expected) in [
        ("date", "2026-11-20"),
        ("date = today", "2026-11-20"),
        ("date = tuesday", "2026-11-17"),
        ("date = 17 nov", "2026-11-17"),
        ("date = soon\ndate = 3d", "2026-11-17"),
    ] {
        let played = table.new_one(&format!("outcome = withdrew\n{day}{rest}"));
        let date = played.state.post_mortem.date;
        assert_eq!(date.to_string(), expected, "{day}");
        let told = played
            .shown
            .iter()
            .filter(|shown| shown.contains("\"soon\" is no day"));
        assert_eq!(told.count(), usize::from(day.contains("soon")));
    }
}

#[test]
fn a_reference_is_asked_for_only_where_the_log_has_its_own() {
    let mut table = Table::new();
    table.memory.has_cases = false;
    let script = "outcome = withdrew\ndate\nstage\nrole\nteam\nshort\nfit\nwanted\npitched\nwriter = \nothers";
    let played = table.new_one(script);
    assert_eq!(played.state.post_mortem.case.as_deref(), Some("c-7f3k"));
}
