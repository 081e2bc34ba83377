//! Random logs, the same from a seed for ever.

use crate::obvious::kebab;
use hirelog::tested::{
    Day, Decision, DecisionEntry, DroppedBall, Entry, Fit, Id, Party, Patterns, PostMortem,
    RestsOn, Settings, Span, TeamWords, TextList, Vocabulary, encode_decision,
    patterns_since_decisions,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

pub const TODAY: &str = "2026-11-20";

/// Balls of a team's own, some of them at odds with the built-in ones: an alias
/// and a slug that are taken, another party, stages nobody knows, mirrors that
/// are misspelt, undeclared, or the ball itself.
const TEAM_BALLS: &str = "dropped_ball = [
    { slug = 'panel-not-briefed', party = 'manager', stages = ['onsite'], aliases = ['No Brief'], mirrors = ['Reply Forgotten'] },
    { slug = 'reply-forgotten', party = 'recruiter', stages = ['nowhere'], aliases = ['no kickoff'] },
    { slug = 'mood-unread', party = 'candidate', stages = ['nowhere', 'Offer'], aliases = ['role-oversold'], mirrors = ['Panel was cold', 'mood_unread'] },
    { slug = 'intake-skipped', party = 'recruiter', aliases = ['unicorn spec', 'purple squirrel'], mirrors = ['no brief', 'mood-unread'] },
]";

/// The generator called splitmix64.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A declared word as somebody may write it.
    fn spell(&mut self, words: &str) -> String {
        let forms = [(" ", "-"), ("-", "_"), ("-", "  "), ("-", ""), (" ", "")];
        let &(from, to) = self.pick(&forms);
        let respelled = words.replace(from, to);
        let shouted = format!(" {} ", respelled.to_uppercase());
        self.pick(&[respelled, shouted]).clone()
    }
}

/// A team's settings and words, and what every spelling of a declared one means.
pub struct Team {
    pub file: String,
    pub settings: Settings,
    pub vocabulary: Vocabulary,
    pub slugs: BTreeMap<String, String>,
    pub ranks: BTreeMap<String, usize>,
    /// The first stage at which a declared ball can be dropped.
    pub earliest: BTreeMap<String, usize>,
    /// Of two that are mirrors, whichever names the other.
    pub mirrors: BTreeMap<String, BTreeSet<String>>,
}

/// Reading a vocabulary takes longer than counting, so the logs share a few.
pub static TEAMS: LazyLock<Vec<Team>> = LazyLock::new(|| (0..60).map(team).collect());

fn team(seed: u64) -> Team {
    let mut random = Random(seed);
    let until = Day::parse(TODAY).unwrap();
    let (days, threshold) = (*random.pick(&[1, 7, 30, 90]), *random.pick(&[2, 3, 4]));
    let since = until.minus_days(days - 1);
    let own = *random.pick(&["", TEAM_BALLS]);
    let own_balls: BTreeMap<String, Vec<DroppedBall>> = toml::from_str(own).unwrap();
    let own_balls: Vec<_> = own_balls.into_values().flatten().collect();
    let lists = ["", "", "screen onsite offer", "offer final-loop trial-day"];
    let stages = random.pick(&lists).split_whitespace();
    let stages: Vec<_> = stages.map(str::to_owned).collect();
    let tables = format!("threshold = {threshold}\n[vocabulary]\nstages = {stages:?}");
    let file = format!("schema = 1\n{own}\n[patterns]\nwindow = '{days}d'\n{tables}\n");
    let mut words = TeamWords::default();
    (words.balls, words.stages) = (own_balls.clone(), stages);
    let vocabulary = Vocabulary::new(words);
    // Whatever comes later wins: the team over the built-in, a slug over an alias.
    let (mut slugs, mut ranks) = (BTreeMap::new(), BTreeMap::new());
    for ball in vocabulary.balls.iter().chain(&own_balls) {
        let aliases = ball.aliases.iter().map(|alias| fold(alias));
        slugs.extend(aliases.map(|alias| (alias, ball.slug.clone())));
    }
    let declared = vocabulary.balls.iter().map(|ball| ball.slug.clone());
    slugs.extend(declared.map(|slug| (fold(&slug), slug)));
    for (rank, stage) in vocabulary.stages.iter().enumerate() {
        let names = stage.aliases.iter().chain([&stage.slug]);
        ranks.extend(names.map(|name| (fold(name), rank)));
    }
    let earliest = vocabulary.balls.iter().map(|ball| {
        let rank = |stage: &String| ranks.get(&fold(stage)).copied();
        let earliest = ball.stages.iter().filter_map(rank).min();
        (ball.slug.clone(), earliest.unwrap_or(0))
    });
    let earliest = earliest.collect();
    let mut mirrors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for ball in vocabulary.balls.iter() {
        for mirror in &ball.mirrors {
            let mirror = slugs.get(&fold(mirror)).cloned().unwrap_or(kebab(mirror));
            if mirror != ball.slug {
                mirrors
                    .entry(mirror.clone())
                    .or_default()
                    .insert(ball.slug.clone());
                mirrors.entry(ball.slug.clone()).or_default().insert(mirror);
            }
        }
    }
    let window = Span { since, until };
    let keeper = (random.below(6) == 0).then_some(Party::Candidate);
    let file = match keeper {
        Some(_) => format!("keeper = 'candidate'\n{file}"),
        None => file,
    };
    Team {
        file,
        settings: Settings {
            window,
            before_promise: Settings::two_of(window),
            threshold,
            keeper,
        },
        vocabulary,
        slugs,
        ranks,
        earliest,
        mirrors,
    }
}

/// Letter case, spaces, hyphens and underscores tell no words apart.
pub fn fold(words: &str) -> String {
    words.to_lowercase().replace([' ', '-', '_'], "")
}

pub struct Log {
    pub team: &'static Team,
    pub entries: Vec<Entry>,
    /// By date, then id.
    pub decisions: Vec<DecisionEntry>,
}

impl Log {
    /// Every file of it, in a folder of its own.
    pub fn written(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| std::fs::write(folder.path().join(path), text);
        write("hirelog.toml", &self.team.file).unwrap();
        for below in ["logs", "decisions"] {
            std::fs::create_dir(folder.path().join(below)).unwrap();
        }
        for entry in &self.entries {
            write(&entry.path, &file_of(entry)).unwrap();
        }
        for entry in &self.decisions {
            write(&entry.path, &encode_decision(&entry.decision)).unwrap();
        }
        folder
    }
}

/// A file as an import or a person leaves it.
pub fn file_of(entry: &Entry) -> String {
    let text = hirelog::tested::encode(&entry.post_mortem).unwrap();
    match entry.imported {
        true => format!("# import: key 0f\n{text}"),
        false => text,
    }
}

pub fn count(log: &Log) -> Patterns {
    let entries: Vec<_> = log.entries.iter().collect();
    let (vocabulary, settings) = (&log.team.vocabulary, log.team.settings);
    patterns_since_decisions(&entries, &log.decisions, vocabulary, settings)
}

pub fn log(seed: u64) -> Log {
    let (team, entries) = entries(seed);
    let decisions = decisions(&entries, team, &mut Random(!seed));
    Log {
        team,
        entries,
        decisions,
    }
}

/// What meetings decided, mostly about what was dropped: on days of drops and promises, on
/// days to come, and no longer meant.
fn decisions(entries: &[Entry], team: &Team, random: &mut Random) -> Vec<DecisionEntry> {
    let mut dropped = vec![(Party::Manager, "panel-was-cold", team.settings.window.since)];
    for entry in entries {
        for (party, section) in entry.post_mortem.by_party() {
            let words = section.balls().iter();
            dropped.extend(words.map(|word| (party, word.as_str(), entry.post_mortem.date)));
        }
    }
    let count = *random.pick(&[0, 1, 3]);
    let one = |index: usize| {
        let &(party, word, day) = random.pick(&dropped);
        let other = *random.pick(&dropped);
        let also = (random.below(3) == 0).then_some(other.1);
        let until = team.settings.window.until;
        let back = random.below(2 * team.settings.window.days() as usize + 2) as u64;
        let recent = until.plus_days(1).minus_days(back);
        let date = *random.pick(&[day, day.plus_days(1), recent, recent]);
        let later = date.plus_days(random.below(90) as u64);
        let decision = Decision {
            date,
            about: [word]
                .into_iter()
                .chain(also)
                .map(|word| random.spell(word))
                .collect(),
            party: *random.pick(&[party, party, party, Party::Recruiter]),
            next: "When a loop ends, I will call.".into(),
            review: *random.pick(&[None, Some(later)]),
            rests_on: *random.pick(&[None, Some(RestsOn::Memory), Some(RestsOn::Gate)]),
            withdrawn: *random.pick(&[None, None, None, Some(later)]),
        };
        let stem = format!("{date}-d{index:04}");
        DecisionEntry {
            id: Id::from_stem(&stem),
            path: format!("decisions/{stem}.toml"),
            log: None,
            decision,
        }
    };
    let mut decisions: Vec<_> = (0..count).map(one).collect();
    decisions.sort_by_key(|one| (one.decision.date, one.id.to_string()));
    decisions
}

fn entries(seed: u64) -> (&'static Team, Vec<Entry>) {
    let mut random = Random(seed);
    let team = random.pick(&TEAMS);
    // Few different balls, so that they come back; in a large log now and then
    // so many that three are less than one in twenty.
    let sizes = [(random.below(61), 5), (240, 60)];
    let (size, kinds) = sizes[usize::from(random.below(20) == 0)];
    let new = ["panel-was-cold", "panelwascold", "über Eilig"];
    let mut words = Vec::from(new.map(|new| (*random.pick(&Party::ALL), new)));
    let mut balls = Vec::from_iter(team.vocabulary.balls.iter());
    balls.retain(|ball| team.file.contains(&ball.slug));
    for _ in 0..kinds {
        let ball = random.pick(&team.vocabulary.balls);
        let mirrors = team.vocabulary.balls.iter();
        balls.extend(mirrors.filter(|other| ball.mirrors.contains(&other.slug)));
        balls.push(ball);
    }
    for ball in balls {
        let names = ball.aliases.iter().take(2).chain([&ball.slug]);
        words.extend(names.map(|name| (ball.party, name.as_str())));
    }
    // In some logs nearly everything ends at one stage, or is one role.
    let stuck = [random.below(4) == 0, random.below(4) == 0];
    let entries = (0..size).map(|index| entry(index, &words, team, stuck, &mut random));
    let mut entries: Vec<_> = entries.collect();
    match random.below(16) {
        0 => {
            let shares = *random.pick(&[[8, 45], [45, 8], [20, 20], [30, 0]]);
            let changes = random.below(500) as u64;
            entries.extend(long_history(
                team,
                shares,
                changes,
                (0..700, 40),
                &mut random,
            ));
        }
        // By itself, of a quarter and with a quiet week: no other ball and no event is more
        // to talk about then, and the promise has had its chances.
        1 => {
            let quarters = TEAMS
                .iter()
                .filter(|team| team.settings.window.days() == 90);
            let team = *random.pick(&Vec::from_iter(quarters));
            let (shares, promised) = random
                .pick(&[([5, 50], 0..0), ([25, 25], 350..370)])
                .clone();
            let changes = 30 + random.below(100) as u64;
            let mut entries = long_history(team, shares, changes, (promised, 1), &mut random);
            let last_week = team.settings.window.until.minus_days(7);
            entries.retain(|entry| entry.post_mortem.date < last_week);
            return (team, entries);
        }
        _ => {}
    }
    (team, entries)
}

/// Two years of one party's section, in which one ball is dropped in one share of
/// the chances up to a day and in another from there on; one in so many of the drops of
/// some days ago is promised about.
fn long_history(
    team: &Team,
    shares: [usize; 2],
    changes: u64,
    (promised, one_in): (Range<u64>, usize),
    random: &mut Random,
) -> Vec<Entry> {
    let one = |index: usize| {
        let back = random.below(700) as u64;
        let date = team.settings.window.until.minus_days(back);
        let mut post_mortem = PostMortem::new(date, "withdrew");
        post_mortem.stage = Some("onboarding".into());
        let roles = ["Recruiter", "Engineer"];
        post_mortem.role = Some(roles[usize::from(back < changes)].into());
        let section = post_mortem.section_mut(Party::Manager);
        section.owned = "Not ours.".into();
        let share = shares[usize::from(back < changes)];
        let dropped = random.below(100) < share;
        section.dropped = Some(match dropped {
            true => TextList::from_iter(["feedback-late"]),
            false => TextList::default(),
        });
        if dropped && promised.contains(&back) && random.below(one_in) == 0 {
            section.next = "Write them the same day.".into();
        }
        let stem = format!("{date}-h{index:04}");
        Entry {
            id: Id::from_stem(&stem),
            path: format!("logs/{stem}.toml"),
            log: None,
            post_mortem: post_mortem.into(),
            imported: false,
        }
    };
    (0..260).map(one).collect()
}

pub fn entry(
    index: usize,
    words: &[(Party, &str)],
    team: &Team,
    [one_stage, one_role]: [bool; 2],
    random: &mut Random,
) -> Entry {
    let days = team.settings.window.days();
    let anywhere = random.below(400) as u64 % (2 * days + 3);
    let long_ago = random.below(400) as u64;
    let backs = [
        1,
        days,
        days + 1,
        2 * days,
        anywhere,
        anywhere,
        anywhere,
        long_ago,
    ];
    let back = *random.pick(&backs);
    let date = team.settings.window.until.plus_days(1).minus_days(back);
    let stem = format!("{date}-{:05}", index * 7919 % 100_000);
    let mut post_mortem = PostMortem::new(date, &random.pick(&team.vocabulary.outcomes).slug);
    if random.below(9) == 0 {
        post_mortem.outcome = (*random.pick(&["Said no", "hired elsewhere"])).into();
    }
    if one_stage && random.below(3) == 0 {
        post_mortem.outcome = "rejected".into();
    }
    let stages = "cv review,screen,hm call,onsite,final-loop,offer,pre-start,ramp,trial-day,huh";
    let stage = match one_stage && random.below(5) > 0 {
        true => "onsite",
        false => random.pick(&Vec::from_iter(stages.split(','))),
    };
    post_mortem.stage = (random.below(6) > 0).then(|| random.spell(stage).into());
    let roles = [
        "Engineer",
        " e\u{200b}ngineer",
        "ENGINEER\u{a0}",
        "Recruiter",
        "Accountant",
        "Comptabilit\u{e9}",
        "comptabilite\u{301}",
    ];
    let role = roles[random.below(if one_role { 3 } else { 7 })];
    post_mortem.role = (random.below(4) > 0).then(|| role.into());
    let team_name = (*random.pick(&["Platform", "platform ", "Sales"])).into();
    post_mortem.team = (random.below(3) > 0).then_some(team_name);
    post_mortem.fit = *random.pick(&[None, Some(Fit::Match), Some(Fit::Mismatch)]);
    let priorities = Vec::from_iter(team.vocabulary.priorities.iter().take(5));
    for list in [&mut post_mortem.wanted, &mut post_mortem.pitched] {
        for _ in 0..random.below(4) {
            let priority = random.pick(&priorities);
            let names = Vec::from_iter(priority.aliases.iter().take(1).chain([&priority.slug]));
            let name = random.pick(&names);
            list.push(random.spell(name).into());
        }
        if random.below(9) == 0 {
            list.push("Free Lunch".into());
        }
    }
    for party in Party::ALL {
        let any = random.below(4) == 0;
        let near = Vec::from_iter(words.iter().filter(|word| any || word.0 == party));
        let section = post_mortem.section_mut(party);
        section.by = *random.pick(&[None, Some(party), Some(party), Some(Party::Recruiter)]);
        section.owned = (*random.pick(&["", "", " \n", "Not ours."])).into();
        section.next = (*random.pick(&["", " ", "Call on Monday."])).into();
        let count = *random.pick(&[0, 0, 1, 2, 4]);
        let mut dropped = TextList::default();
        while dropped.len() < count && !near.is_empty() {
            let word = random.pick(&near);
            dropped.push(random.spell(word.1).into());
        }
        // Nobody has said so of some: neither which balls, nor that there is none.
        let is_said = !dropped.is_empty() || random.below(3) > 0;
        section.dropped = is_said.then_some(dropped);
        if random.below(3) == 0 {
            let late = [0, 1, 12, 60][random.below(4)];
            section.promised = Some(date.plus_days(late));
        }
        if random.below(2) == 0 {
            let dropped = section.balls().to_vec();
            let mut about = TextList::default();
            if !dropped.is_empty() {
                about.push(random.pick(&dropped).clone());
            }
            if random.below(4) == 0 {
                about.push("panel-was-cold".into());
            }
            section.next_for = Some(about);
        }
    }
    let imported = random.below(5) == 0;
    if imported && random.below(2) == 0 {
        post_mortem.sections = Default::default();
    }
    Entry {
        id: Id::from_stem(&stem),
        path: format!("logs/{stem}.toml"),
        log: None,
        post_mortem: post_mortem.into(),
        imported,
    }
}
