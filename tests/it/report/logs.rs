//! Logs to report on: the examples, a long year, a hostile one, one without end.

use crate::support::Sandbox;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const ROLES: [&str; 6] = [
    "Backend Engineer",
    "Product Designer",
    "Account Executive",
    "Data Analyst",
    "Engineering Manager",
    "Customer Support Lead",
];
const STAGES: [&str; 7] = [
    "sourcing",
    "screen",
    "first-interview",
    "final-loop",
    "offer",
    "pre-start",
    "onboarding",
];
const OUTCOMES: [&str; 6] = [
    "accepted",
    "offer-declined",
    "withdrew",
    "rejected",
    "unresponsive",
    "reneged",
];
const PRIORITIES: [&str; 8] = [
    "compensation",
    "equity",
    "benefits",
    "growth",
    "scope",
    "mission",
    "flexibility",
    "stability",
];
const BALLS: [(&str, [&str; 6]); 3] = [
    (
        "manager",
        [
            "feedback-late",
            "priorities-not-heard",
            "decision-delayed",
            "panel-uncoordinated",
            "role-oversold",
            "our-own-word",
        ],
    ),
    (
        "candidate",
        [
            "proof-not-ready",
            "answers-rambled",
            "went-quiet",
            "research-skipped",
            "priorities-not-stated",
            "no-questions-asked",
        ],
    ),
    (
        "recruiter",
        [
            "priorities-not-relayed",
            "candidate-not-prepped",
            "timeline-not-set",
            "scheduling-slip",
            "candidate-ghosted",
            "no-pre-close",
        ],
    ),
];

/// What somebody could put into a file to make a page do something.
pub const PAYLOADS: [&str; 12] = [
    "<script>window.hacked = 1</script>",
    "\"><img src=x onerror='window.hacked = 2'>",
    "' onmouseover='window.hacked = 3",
    "</style></title></svg><script>window.hacked = 4</script>",
    "<svg onload=window.hacked=5><title></desc>",
    "{{ 7 * 7 }}{% include 'x' %}{# y #}",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "user\u{202e}gnp.exe \u{1b}[2J \u{7}",
    "<!-- --><![CDATA[ ]]> <?php ?>",
    "javascript:window.hacked=6 data:text/html,<script>",
    "| a | b | `code` [x](javascript:1) @channel #1",
    "zero\u{200b}\u{feff}width and an \u{2066}isolate",
];

pub fn examples() -> Sandbox {
    let sandbox = Sandbox::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in crate::support::files(&examples) {
        let below = file.strip_prefix(&examples).unwrap().display();
        sandbox.put(&format!("work/{below}"), fs::read(&file).unwrap());
    }
    sandbox
}

/// A log with this team file and nothing else.
pub fn empty(team: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.put("work/hirelog.toml", format!("schema = 1\n{team}"));
    sandbox
}

/// Post-mortems spread over the year before the day of the tests.
pub fn year(size: usize) -> Sandbox {
    spread(&Kind {
        size,
        team: "[patterns]\nwindow = '12m'\n[report]\nsignoff = 'Until Friday.'\n",
        roles: &ROLES,
        teams: &[],
        is_recent: false,
    })
}

/// What a log of no real post-mortem looks like.
struct Kind {
    size: usize,
    team: &'static str,
    roles: &'static [&'static str],
    teams: &'static [&'static str],
    /// All of the last month.
    is_recent: bool,
}

/// Small and large, alone, in teams, with long names and with such as run from right to
/// left; each also with decisions, of which one waits to be looked at.
pub fn of_each_kind() -> Vec<(String, Sandbox)> {
    const TEAMS: [&str; 5] = ["platform", "data", "sales", "product", "routing"];
    const LONG: [&str; 2] = [
        "Principal Engineer for Freight Pricing XX",
        "Senior Customer Success Manager, Benelux",
    ];
    const LONG_TEAMS: [&str; 2] = [
        "international-freight-pricing-and-routing",
        "customer-success-benelux-and-the-nordics",
    ];
    const RIGHT_TO_LEFT: [&str; 2] = ["مهندس بيانات أول", "מנהל המוצר (B2B)"];
    let kind = |size| Kind {
        size,
        team: "",
        roles: &ROLES,
        teams: &TEAMS[..1],
        is_recent: size <= 12,
    };
    let mut all = Vec::new();
    for decided in [false, true] {
        let mut kinds: Vec<_> = [1, 3, 12, 60, 400]
            .map(|size| (size.to_string(), kind(size)))
            .into();
        let mut add = |name: &str, kind: Kind| kinds.push((name.to_owned(), kind));
        let (team, teams) = ("keeper = 'candidate'\n", &TEAMS[..]);
        add("own", Kind { team, ..kind(25) });
        add("teams", Kind { teams, ..kind(300) });
        let (roles, teams) = (&LONG[..], &LONG_TEAMS[..]);
        add(
            "names",
            Kind {
                roles,
                teams,
                ..kind(150)
            },
        );
        let roles = &RIGHT_TO_LEFT[..];
        add(
            "right-to-left",
            Kind {
                roles,
                teams: roles,
                ..kind(150)
            },
        );
        for (name, kind) in kinds {
            let sandbox = spread(&kind);
            for (id, about, review) in [
                (
                    "q4x7m",
                    "['feedback-late', 'decision-delayed']",
                    "2026-11-13",
                ),
                ("r5y8n", "['priorities-not-relayed']", "2027-01-15"),
            ] {
                let text = format!(
                    "schema = 1\ndate = 2026-10-09\nabout = {about}\nparty = 'manager'\nreview = {review}\n\
                     next = 'When a final loop ends, the panel lead books the debrief before anybody leaves the room.'\n"
                );
                if decided {
                    sandbox.put(&format!("work/decisions/2026-10-09-{id}.toml"), text);
                }
            }
            let decided = if decided { "-decided" } else { "" };
            all.push((format!("kind-{name}{decided}"), sandbox));
        }
    }
    all
}

fn spread(kind: &Kind) -> Sandbox {
    let size = kind.size;
    let sandbox = empty(kind.team);
    let mut random = Random(size as u64);
    for number in 0..size {
        let (month, day) = (random.below(12), 1 + random.below(20));
        let month = if kind.is_recent { 10 } else { month };
        let (year, month) = if month == 11 {
            (2025, 12)
        } else {
            (2026, month + 1)
        };
        let mut text = format!("schema = 1\ndate = {year}-{month:02}-{day:02}\n");
        let mut line = |key: &str, words: &[&str], random: &mut Random| {
            if random.below(10) > 0 {
                let word = words[random.below(words.len())];
                writeln!(text, "{key} = '{word}'").unwrap();
            }
        };
        line("stage", &STAGES, &mut random);
        line("role", kind.roles, &mut random);
        if !kind.teams.is_empty() {
            line("team", kind.teams, &mut random);
        }
        writeln!(text, "outcome = '{}'", OUTCOMES[random.below(6)]).unwrap();
        for key in ["wanted", "pitched"] {
            let words = random.some(&PRIORITIES, 3);
            writeln!(text, "{key} = {words:?}").unwrap();
        }
        for (party, balls) in BALLS {
            let is_kept = party == "candidate" || !kind.team.contains("keeper");
            if is_kept && random.below(4) > 0 {
                writeln!(text, "[{party}]\nby = '{party}'\nowned = 'What I did.'").unwrap();
                writeln!(text, "dropped = {:?}", random.some(&balls, 3)).unwrap();
                if random.below(2) == 0 {
                    let next = "I will ask on the first day, and write down what they say.";
                    writeln!(text, "next = '{next}'").unwrap();
                }
            }
        }
        put(
            &sandbox,
            &format!("{year}-{month:02}-{day:02}-role-{}", id(number)),
            &text,
        );
    }
    sandbox
}

/// Every payload at every place that a page shows.
pub fn hostile() -> Sandbox {
    let quoted = |text: &str| {
        serde_json::to_string(text)
            .unwrap()
            .replace('\u{7f}', "\\u007f")
    };
    let signoff = quoted(&PAYLOADS.join(" "));
    let sandbox = empty(&format!("[report]\nsignoff = {signoff}\n"));
    for (number, payload) in PAYLOADS.into_iter().enumerate() {
        for time in 0..3 {
            let word = quoted(payload);
            let text = format!(
                "schema = 1\ndate = 2026-11-{:02}\noutcome = {word}\nstage = {word}\nrole = {word}\nteam = {word}\n\
                 tldr = {word}\nwanted = [{word}, 'benefits']\npitched = ['equity', {word}]\n\
                 [manager]\nby = 'recruiter'\nowned = {word}\ndropped = [{word}, 'feedback-late']\nnext = {word}\n",
                1 + number + time
            );
            put(
                &sandbox,
                &format!("2026-11-01-x-{}", id(100 + 3 * number + time)),
                &text,
            );
        }
    }
    // The name of a file is text too.
    put(
        &sandbox,
        "'\"><b onclick=window.hacked=7>&{{ 1 }}",
        "schema = 1\ndate = 2026-11-19\noutcome = 'withdrew'\n",
    );
    sandbox
}

/// Words nobody declared, more than a page holds, each as long as a page.
pub fn endless() -> Sandbox {
    let sandbox = empty("");
    for number in 0..100 {
        let words = |what: &str| {
            let words =
                (0..10).map(|word| format!("'{what} {} {word} {}'", number / 3, "x".repeat(300)));
            words.collect::<Vec<_>>().join(", ")
        };
        let long = "long ".repeat(1000);
        let text = format!(
            "schema = 1\ndate = 2026-11-{:02}\noutcome = 'o{number} {long}'\nstage = 's{number} {long}'\nrole = 'r{} {long}'\n\
             wanted = [{}]\npitched = [{}]\n[manager]\nowned = '{long}'\ndropped = [{}]\nnext = '{long}'\n",
            1 + number % 20,
            number % 7,
            words("wanted"),
            words("pitched"),
            words("dropped"),
        );
        put(&sandbox, &format!("2026-11-01-x-{}", id(number)), &text);
    }
    sandbox
}

/// As every text from a file is shown.
pub fn visible(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        let hidden =
            character.is_control() || "\u{202e}\u{2066}\u{feff}\u{200b}".contains(character);
        if hidden {
            write!(shown, "\\u{{{:x}}}", u32::from(character)).unwrap();
        } else {
            shown.push(character);
        }
    }
    shown
}

fn put(sandbox: &Sandbox, stem: &str, text: &str) {
    sandbox.put(&format!("work/logs/2026/{stem}.toml"), text);
}

fn id(number: usize) -> String {
    let digits: Vec<_> = (0..5)
        .map(|place| b"23456789bc"[number / 10_usize.pow(place) % 10] as char)
        .collect();
    digits.into_iter().rev().collect()
}

/// The generator called splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    /// Fewer than so many of them, each once.
    fn some<'a>(&mut self, from: &[&'a str], most: usize) -> Vec<&'a str> {
        let (start, count) = (self.below(from.len()), self.below(most));
        from.iter()
            .cycle()
            .skip(start)
            .take(count)
            .copied()
            .collect()
    }
}
