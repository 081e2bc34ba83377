//! The values there are: those of the vocabulary, and those that the log uses,
//! the latest first. The log is read when a value is wanted that only it knows;
//! what cannot be read is left out.

use crate::cli::Cli;
use crate::context::Context;
use crate::flags::Globals;
use crate::log::{LATEST, NamedFile, Prose};
use crate::model::{DecisionEntry, Entry, Fact, Key, Party, Value, ValueKind, Words};
use crate::query::{Field, MINUS, STANDINGS};
use crate::session::{LogSource, Session};
use crate::vocabulary::{TeamWords, Vocabulary};
use clap::CommandFactory;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Of more ids to choose from than this, nobody reads what each is about.
const DESCRIBED: usize = 100;

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// The whole word.
    pub value: String,
    pub about: String,
}

/// What may stand for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Files,
    Folders,
    Id,
    /// That of a post-mortem or of a decision.
    AnyId,
    /// Words of a kind, as one key has them; the balls of one party, or of whoever writes.
    Words(Words, Option<Party>, Option<Fact>),
    Query,
    /// A query, or one dropped ball.
    BallOrQuery,
    /// A dropped ball, or a decision by its id.
    BallOrDecision,
}

pub(super) struct Values<'a> {
    /// `None` where the person's own configuration cannot be read.
    session: Option<&'a Session<'a>>,
    source: Option<LogSource>,
    /// Who writes, as far as `--as` says so already.
    writer: Option<Party>,
    vocabulary: OnceCell<Vocabulary>,
    /// The latest first.
    entries: OnceCell<Vec<Entry>>,
}

impl<'a> Values<'a> {
    pub fn new(writer: Option<Party>, session: Option<&'a Session<'a>>) -> Self {
        let source = session.and_then(|session| session.source().ok());
        Self {
            session,
            source,
            writer,
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
            Wanted::AnyId => {
                let mut ids = self.ids(begun);
                ids.extend(self.decisions());
                ids
            }
            Wanted::Words(words, party, fact) => self.words(words, party.or(self.writer), fact),
            Wanted::BallOrDecision => {
                let mut both = self.words(Words::Ball, self.writer, None);
                both.extend(self.decisions());
                both
            }
            Wanted::Query => return self.query(begun),
            Wanted::BallOrQuery if begun.is_empty() => return self.query(begun),
            Wanted::BallOrQuery => {
                let mut both = self.query(begun);
                both.extend(
                    self.words(Words::Ball, None, None)
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
                ValueKind::Text(words) | ValueKind::List(words) => {
                    self.words(words, None, Some(fact))
                }
                ValueKind::OneOf(words) => {
                    words.iter().map(|word| Candidate::new(*word, "")).collect()
                }
                ValueKind::Day => self.days(),
                ValueKind::Prose => Vec::new(),
            },
            Field::Is => STANDINGS
                .map(|one| Candidate::new(one.word, one.meaning))
                .to_vec(),
            Field::Since | Field::Until => self.days(),
            Field::Id => self.ids(""),
        }
    }

    /// The words of a kind: those of the vocabulary, and at the end those that the
    /// log alone knows. Outcomes and stages are no words of one's own.
    fn words(&self, words: Words, party: Option<Party>, fact: Option<Fact>) -> Vec<Candidate> {
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
        // A team is no role, and what was wanted may be pitched.
        let is_it = |key: &Key| words.is_vocabulary() || fact.is_none_or(|fact| key.fact == fact);
        let takes_them = |key: &Key| key.fact.about().kind.words() == Some(words) && is_it(key);
        let of_party = |key: &Key| party.is_none() || key.party.is_none() || key.party == party;
        let keys: Vec<Key> = Key::all().filter(takes_them).filter(of_party).collect();
        let used = self.entries().iter().flat_map(|entry| {
            let said = keys.iter().filter_map(|key| key.get(&entry.post_mortem));
            said.flat_map(Value::words)
        });
        let used = used.map(|word| Candidate::new(vocabulary.slug_of(words, word), about));
        once(offered.chain(used))
    }

    /// Ids, the latest first; where what is typed begins none, file names. Names alone say
    /// which there are; only the first are read, to say what they are about.
    fn ids(&self, begun: &str) -> Vec<Candidate> {
        let source = self.source.as_ref();
        let files = source.and_then(|source| source.names().ok());
        let files = files.unwrap_or_default();
        let begin = |of: fn(&NamedFile) -> &str| -> Vec<(&str, &NamedFile)> {
            let named = files.iter().map(|file| (of(file), file));
            named.filter(|(name, _)| name.starts_with(begun)).collect()
        };
        let mut found = begin(|file| file.id.as_str());
        if LATEST.starts_with(begun) {
            found.extend(files.first().map(|file| (LATEST, file)));
        }
        if found.is_empty() {
            found = begin(NamedFile::stem);
        }
        let about = |file: &NamedFile| {
            let entry = source?
                .load_at(file.log.as_ref(), &file.path)
                .ok()?
                .entry()?;
            let it = entry.post_mortem;
            let role = it.role.iter().map(|role| format!(" {role},"));
            Some(format!(
                "{}{} {}",
                it.date,
                role.collect::<String>(),
                it.outcome
            ))
        };
        let told = found
            .into_iter()
            .enumerate()
            .map(|(number, (value, file))| {
                let is_read = number < DESCRIBED || value == LATEST;
                let about = is_read.then(|| about(file)).flatten();
                Candidate::new(value, about.unwrap_or_else(|| file.stem().to_owned()))
            });
        once(told)
    }

    /// Those of the log, the latest first.
    fn decisions(&self) -> Vec<Candidate> {
        let decisions = self.source.as_ref();
        let decisions = decisions.and_then(|source| source.decisions().ok());
        let entries = decisions.map(|one| one.entries).unwrap_or_default();
        let about = |one: &DecisionEntry| {
            let decision = &one.decision;
            format!("{} {}", decision.date, decision.about.join(", "))
        };
        let all = entries.iter().rev();
        all.map(|one| Candidate::new(one.id.as_str(), about(one)))
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
            .get_or_init(|| match self.session.zip(self.source.as_ref()) {
                Some((session, source)) => session.vocabulary(&source.log),
                None => Vocabulary::new(TeamWords::default()),
            })
    }

    fn entries(&self) -> &[Entry] {
        self.entries.get_or_init(|| {
            let source = self.source.as_ref();
            let reading = source.and_then(|source| source.read(Prose::Hinted).ok());
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

/// What the words before the cursor say already.
#[derive(Default)]
pub(super) struct TypedSoFar {
    pub globals: Globals,
    pub writer: Option<Party>,
}

impl TypedSoFar {
    /// As far as the parser gets with a command line that is not whole.
    pub fn of(words: &[OsString], context: &Context) -> Self {
        let before = &words[..words.len().saturating_sub(1)];
        let parser = Cli::command().ignore_errors(true);
        let Ok(matches) = parser.try_get_matches_from(before) else {
            return Self::default();
        };
        let logs = matches.get_many::<PathBuf>("log").into_iter().flatten();
        let command = matches.subcommand().map(|(_, command)| command);
        let party = |id| command?.try_get_one::<Party>(id).ok()?.copied();
        Self {
            globals: Globals {
                log: logs.map(|path| from_home(path, context)).collect(),
                ..Globals::default()
            },
            writer: party("writer").or_else(|| party("party")),
        }
    }
}

/// No shell has looked at it yet.
fn from_home(path: &Path, context: &Context) -> PathBuf {
    match (path.strip_prefix("~"), &context.folders.home) {
        (Ok(below), Some(home)) => home.join(below),
        _ => path.to_owned(),
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
