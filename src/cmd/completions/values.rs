//! The values there are: those of the vocabulary, and those that the log uses,
//! the latest first. The log is read when a value is wanted that only it knows;
//! what cannot be read is left out.

use super::{Candidate, Wanted};
use crate::cli::Globals;
use crate::context::Context;
use crate::log::{Log, Prose};
use crate::model::{Entry, Fact, Key, Kind, Party, Value, Words};
use crate::query::{Field, MINUS};
use crate::session::Session;
use crate::vocabulary::{TeamWords, Vocabulary};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

pub(super) struct Values<'a> {
    /// Nothing where the person's own configuration cannot be read.
    session: Option<&'a Session<'a>>,
    log: Option<Log>,
    /// Who writes, as far as `--as` says so already.
    writer: Option<Party>,
    vocabulary: OnceCell<Vocabulary>,
    /// The latest first.
    entries: OnceCell<Vec<Entry>>,
}

impl<'a> Values<'a> {
    pub fn new(words: &[OsString], session: Option<&'a Session<'a>>) -> Self {
        let log = session.and_then(|session| Log::open(&session.located().ok()?.root).ok());
        Self {
            session,
            log,
            writer: given(&texts(words), ["--as", "--as"]).and_then(Party::parse),
            vocabulary: OnceCell::new(),
            entries: OnceCell::new(),
        }
    }

    /// What may stand behind `before`, which the argument already has, for a
    /// value of which this much is typed.
    pub fn of(&self, wanted: Wanted, before: &str, begun: &str) -> Vec<Candidate> {
        let mut candidates = match wanted {
            Wanted::Files | Wanted::Folders => Vec::new(),
            Wanted::Id => self.ids(begun),
            Wanted::Words(words, party) => self.words(words, party.or(self.writer)),
            Wanted::Query => return self.query(begun),
            Wanted::BallOrQuery if begun.is_empty() => return self.query(begun),
            Wanted::BallOrQuery => {
                let mut both = self.query(begun);
                both.extend(
                    self.words(Words::Ball, None)
                        .into_iter()
                        .filter(|one| one.value.starts_with(begun)),
                );
                return both;
            }
        };
        // A list names nothing twice.
        let list = before.rsplit('=').next().unwrap_or(before);
        candidates.retain(|one| {
            one.value.starts_with(begun) && !list.split(',').any(|word| word == one.value)
        });
        prefixed(candidates, before)
    }

    /// One term of a query: the field, or its values where it is named.
    fn query(&self, begun: &str) -> Vec<Candidate> {
        let (minus, term) = match begun.strip_prefix(['-', MINUS]) {
            Some(term) => ("-", term),
            None => ("", begun),
        };
        let Some((name, list)) = term.split_once(':') else {
            let no = Candidate::new("no:", "an empty field");
            let fields = Field::all()
                .map(|field| Candidate::new(format!("{}:", field.as_str()), field.meaning()));
            let terms = fields.chain([no]).filter(|one| one.value.starts_with(term));
            return prefixed(terms.collect(), minus);
        };
        let (before, begun) = match list.rfind(',') {
            Some(comma) => list.split_at(comma + 1),
            None => ("", list),
        };
        let mut values = match (name, Field::parse(name)) {
            ("no", _) => {
                let fields = Field::all().filter(|field| field.can_be_empty());
                fields
                    .map(|field| {
                        Candidate::new(field.as_str(), format!("without: {}", field.meaning()))
                    })
                    .collect()
            }
            (_, Some(Field::Id)) => self.ids(begun),
            (_, Some(field)) => self.field(field),
            (_, None) => Vec::new(),
        };
        values.retain(|one| {
            one.value.starts_with(begun) && !before.split(',').any(|word| word == one.value)
        });
        prefixed(values, &format!("{minus}{name}:{before}"))
    }

    fn field(&self, field: Field) -> Vec<Candidate> {
        let parties = || Party::ALL.map(|party| Candidate::new(party.as_str(), party.title()));
        match field {
            Field::Fact(Fact::By) | Field::Party => parties().to_vec(),
            Field::Fact(fact) => match fact.about().kind {
                Kind::Text(words) | Kind::List(words) => self.words(words, None),
                Kind::OneOf(words) => words.iter().map(|word| Candidate::new(*word, "")).collect(),
                Kind::Day => self.days(),
                Kind::Prose => Vec::new(),
            },
            Field::Since | Field::Until => self.days(),
            Field::Id => self.ids(""),
        }
    }

    /// The words of a kind: those of the vocabulary, and at the end those that the
    /// log alone knows. Outcomes and stages are no words of one's own.
    fn words(&self, words: Words, party: Option<Party>) -> Vec<Candidate> {
        let vocabulary = self.vocabulary();
        let offered = vocabulary.offered(words, party).into_iter();
        let offered = offered.map(|(slug, meaning)| Candidate::new(slug, meaning));
        if matches!(words, Words::Any | Words::Outcome | Words::Stage) {
            return offered.collect();
        }
        let about = if words.is_vocabulary() {
            "used in this log"
        } else {
            ""
        };
        let takes_them = |key: &Key| match key.fact.about().kind {
            Kind::Text(own) | Kind::List(own) => own == words,
            Kind::Day | Kind::Prose | Kind::OneOf(_) => false,
        };
        let of_party = |key: &Key| party.is_none() || key.party.is_none() || key.party == party;
        let keys: Vec<Key> = Key::all().filter(takes_them).filter(of_party).collect();
        let used = self.entries().iter().flat_map(|entry| {
            let said = keys.iter().filter_map(|key| key.get(&entry.post_mortem));
            said.flat_map(Value::words)
        });
        let used = used.map(|word| Candidate::new(vocabulary.slug_of(words, word), about));
        once(offered.chain(used))
    }

    /// Ids, the latest first; where what is typed begins none, file names.
    fn ids(&self, begun: &str) -> Vec<Candidate> {
        let entries = self.entries();
        let about = |entry: &Entry| {
            let it = &entry.post_mortem;
            let role = it.role.iter().map(|role| format!(" {role},"));
            format!("{}{} {}", it.date, role.collect::<String>(), it.outcome)
        };
        let latest = entries
            .first()
            .map(|entry| Candidate::new("@latest", about(entry)));
        let ids: Vec<_> = entries
            .iter()
            .map(|entry| Candidate::new(entry.id.as_str(), about(entry)))
            .chain(latest)
            .collect();
        if begun.is_empty() || ids.iter().any(|one| one.value.starts_with(begun)) {
            return ids;
        }
        entries
            .iter()
            .map(|entry| Candidate::new(entry.stem(), about(entry)))
            .collect()
    }

    /// Spans that people look at, and the months of the log.
    fn days(&self) -> Vec<Candidate> {
        let spans = [
            ("last-week", "the week before this one"),
            ("last-month", "the month before this one"),
            ("30d", "30 days"),
            ("90d", "90 days"),
            ("6m", "six months"),
            ("12m", "twelve months"),
        ];
        let months = self.entries().iter().map(|entry| {
            let day = entry.post_mortem.date.to_string();
            Candidate::new(&day[..7], "a month")
        });
        let today = self
            .session
            .map(|session| Candidate::new(session.context.today.to_string(), "today"));
        let spans = spans.map(|(span, about)| Candidate::new(span, about));
        once(spans.into_iter().chain(today).chain(months))
    }

    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .get_or_init(|| match self.session.zip(self.log.as_ref()) {
                Some((session, log)) => session.vocabulary(log),
                None => Vocabulary::new(TeamWords::default()),
            })
    }

    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| {
            let reading = self
                .log
                .as_ref()
                .and_then(|log| log.read(Prose::Hinted).ok());
            let mut entries = reading.map(|reading| reading.entries).unwrap_or_default();
            entries.reverse();
            entries
        })
    }
}

impl Candidate {
    fn new(value: impl Into<String>, about: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            about: about.into(),
        }
    }
}

/// The log that is named so far.
pub(super) fn globals(words: &[OsString], context: &Context) -> Globals {
    let log = given(&texts(words), ["-C", "--log"]).map(|path| from_home(path, context));
    Globals {
        log,
        ..Globals::default()
    }
}

fn texts(words: &[OsString]) -> Vec<&str> {
    words.iter().filter_map(|word| word.to_str()).collect()
}

/// What a flag was given, in any of the ways to write it.
fn given<'w>(words: &[&'w str], [short, long]: [&str; 2]) -> Option<&'w str> {
    let (_, before) = words.split_last()?;
    before.iter().enumerate().find_map(|(index, word)| {
        if *word == short || *word == long {
            return before.get(index + 1).copied();
        }
        let of_long = word
            .strip_prefix(long)
            .and_then(|rest| rest.strip_prefix('='));
        let of_short = word
            .strip_prefix(short)
            .filter(|_| !short.starts_with("--"));
        of_long.or(of_short.map(|rest| rest.trim_start_matches('=')))
    })
}

/// No shell has looked at it yet.
fn from_home(path: &str, context: &Context) -> PathBuf {
    match (path.strip_prefix("~/"), &context.folders.home) {
        (Some(below), Some(home)) => home.join(below),
        _ => Path::new(path).to_owned(),
    }
}

fn prefixed(mut candidates: Vec<Candidate>, prefix: &str) -> Vec<Candidate> {
    for one in &mut candidates {
        one.value.insert_str(0, prefix);
    }
    candidates
}

/// Each value once, where it comes first.
fn once(candidates: impl IntoIterator<Item = Candidate>) -> Vec<Candidate> {
    let mut seen = HashSet::new();
    let mut candidates: Vec<_> = candidates.into_iter().collect();
    candidates.retain(|one| seen.insert(one.value.clone()));
    candidates
}
