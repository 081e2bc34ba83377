//! Rules find the words and say what is wrong with them, and a classifier decides in
//! doubt: about blame and promises in both directions, and so about protected traits, of
//! which it only warns by itself. Contact data is found by its form alone.

use super::classifier::{Classifiers, Model, ScoredExcerpt};
use super::finding::Finding;
use super::parsed::Parsed;
use super::privacy::{self, Leak};
use super::rules::hit::{Hit, Trust, within};
use super::rules::{Owner, Rules, is_read};
use super::words::token::TokenKind;
use crate::diagnostic::Family;
use crate::model::Party;
use std::cmp::Reverse;
use std::ops::Range;

/// Scores, in thousandths, chosen in cross-validation. Above 0 the classifier speaks of
/// blame, a promise or a trait without any rule, and of a sentence of a longer text, which
/// the others may put right, above this.
const ALONE_AMONG_OTHERS: i32 = 250;
/// Above this, what a rule found is kept.
const KEPT: i32 = -300;
/// What a rule found in a promise is kept above this.
const KEPT_COMMITMENT: i32 = -300;
/// The same for a protected trait, by a classifier that was taught with traits and their
/// look-alikes alone: who has to speak unasked was taught with everything else as well.
const KEPT_TRAIT: i32 = -600;

/// The category of the rule for what only the classifier sees.
const GENERAL: &str = "general";
/// The category of the rule for private reasons, which only warns.
const LIFE_FACT: &str = "life-fact";
/// The categories of traits that are such a reason beside what the writer left undone.
const LIFE: [&str; 2] = ["family", "marital"];

/// What is known of a text before anything is decided.
struct SentenceEvidence<'a> {
    parsed: &'a Parsed<'a>,
    rules: &'a Rules,
    hits: &'a [Hit],
    leaks: &'a [Leak],
}

impl Classifiers {
    /// Everything found in a text, in the order of its words.
    pub fn findings(&self, parsed: &Parsed<'_>, rules: &Rules) -> Vec<Finding> {
        let field = parsed.passage.field;
        self.judged(parsed, rules, &rules.hits(parsed), |evidence| {
            let mut advice = Vec::new();
            if is_read(Family::Blame, field) {
                let models = [Model::Blame, Model::Hints];
                let [blame, hints] = self.judge(models, parsed, evidence.hits);
                advice.extend(evidence.blame(&blame));
                advice.extend(evidence.unnamed_trait(&hints));
            }
            if is_read(Family::Commitment, field) {
                let [promises] = self.judge([Model::Commitment], parsed, evidence.hits);
                advice.extend(evidence.commitment(&promises));
            }
            advice
        })
    }

    /// What nobody may commit, in the order of its words: contact data, identities and
    /// protected traits.
    pub fn leaks(&self, parsed: &Parsed<'_>, rules: &Rules) -> Vec<Finding> {
        self.judged(parsed, rules, &rules.leaks(parsed), |_| Vec::new())
    }

    fn judged(
        &self,
        parsed: &Parsed<'_>,
        rules: &Rules,
        hits: &[Hit],
        advice: impl Fn(&SentenceEvidence<'_>) -> Vec<Finding>,
    ) -> Vec<Finding> {
        let evidence = SentenceEvidence {
            parsed,
            rules,
            hits,
            leaks: &privacy::find(parsed),
        };
        let mut findings = evidence.privacy();
        findings.extend(advice(&evidence));
        findings.extend(self.protected(&evidence));
        settle(&mut findings);
        findings
    }

    /// Protected traits: what a rule found, unless the classifier sees nobody's trait in
    /// it.
    fn protected(&self, evidence: &SentenceEvidence<'_>) -> Vec<Finding> {
        let SentenceEvidence { parsed, hits, .. } = *evidence;
        let found = evidence.rules.applying(Family::Protected, parsed, hits);
        if found.is_empty() {
            return Vec::new();
        }
        let [all] = self.judge([Model::Protected], parsed, hits);
        let kept = |hit: &&Hit| {
            let around = all.partition_point(|judged| judged.words.end <= hit.words.start);
            let is_trait = |judged: &ScoredExcerpt| judged.score > KEPT_TRAIT;
            (hit.trust == Trust::Sure || all.get(around).is_some_and(is_trait))
                && !evidence.is_of_the_writer(hit)
        };
        let kept: Vec<&Hit> = found.into_iter().filter(kept).collect();
        let life = evidence.rules.of_category(LIFE_FACT, Family::Protected);
        let life = life.filter(|_| !kept.is_empty() && evidence.rules.owns_omission(parsed));
        let kept = kept.into_iter().map(|hit| match life {
            Some(life) if evidence.is_of(hit, &LIFE) => life.finding(parsed.bytes(&hit.words)),
            _ => evidence.finding(hit),
        });
        kept.collect()
    }
}

impl SentenceEvidence<'_> {
    /// Blame: what a rule found unless the classifier sees none in it, and what the
    /// classifier alone sees.
    fn blame(&self, judged: &[ScoredExcerpt]) -> Vec<Finding> {
        let Self { parsed, hits, .. } = *self;
        let found = self.rules.applying(Family::Blame, parsed, hits);
        let mut findings = Vec::new();
        for judged in judged {
            let alone = alone(judged, parsed);
            // Of most nothing can be said, whoever owns it.
            let is_found = !within(&found, &judged.words).is_empty();
            if judged.score <= KEPT || !is_found && judged.score <= alone {
                continue;
            }
            let owner = self.rules.owner(parsed, &judged.words);
            if owner == Owner::Closing {
                continue;
            }
            let before = findings.len();
            let is_owned = owner == Owner::Named;
            for sentence in parsed.sentences_of(&judged.words) {
                // One finding a sentence: whoever takes it in hand sees the rest.
                let best = within(&found, sentence)
                    .iter()
                    .filter(|hit| !hit.quoted && (hit.trust == Trust::Sure || !is_owned))
                    .min_by_key(|hit| (hit.trust, Reverse(hit.words.len()), hit.words.start));
                findings.extend(best.map(|hit| self.finding(hit)));
            }
            let is_silent = is_owned || self.is_explained(judged);
            if findings.len() == before && judged.score > alone && !is_silent {
                findings.extend(self.general(Family::Blame, judged));
            }
        }
        findings
    }

    /// Promises: what a rule found unless the classifier sees an act in it, and what
    /// the classifier sees none in.
    fn commitment(&self, judged: &[ScoredExcerpt]) -> Vec<Finding> {
        let Self { parsed, hits, .. } = *self;
        // One act that can be watched is enough for the whole text.
        let Some(least) = judged.iter().map(|judged| judged.score).min() else {
            return Vec::new();
        };
        let found = self.rules.applying(Family::Commitment, parsed, hits);
        if least > KEPT_COMMITMENT && !found.is_empty() {
            return found.iter().map(|hit| self.finding(hit)).collect();
        }
        let most = judged.iter().max_by_key(|judged| judged.score);
        let most = most.filter(|_| least > 0);
        let finding = most.and_then(|judged| self.general(Family::Commitment, judged));
        finding.into_iter().collect()
    }

    /// A trait that no rule names: people hint at traits in more words than any list has, so
    /// the classifier speaks by itself, and only warns. What a rule finds to be blame is
    /// enough to think about.
    fn unnamed_trait(&self, judged: &[ScoredExcerpt]) -> Vec<Finding> {
        let Self { parsed, hits, .. } = *self;
        let is_found = |family| !self.rules.applying(family, parsed, hits).is_empty();
        if is_found(Family::Protected) || is_found(Family::Blame) {
            return Vec::new();
        }
        let traits = judged
            .iter()
            .filter(|judged| judged.score > alone(judged, parsed));
        traits
            .filter_map(|judged| self.general(Family::Protected, judged))
            .collect()
    }

    fn privacy(&self) -> Vec<Finding> {
        let findings = self.leaks.iter().filter_map(|leak| {
            let rule = self.rules.of_category(leak.category, Family::Privacy)?;
            Some(rule.finding(leak.words.clone()))
        });
        findings.collect()
    }

    fn finding(&self, hit: &Hit) -> Finding {
        self.rules.rules[hit.rule].finding(self.parsed.bytes(&hit.words))
    }

    /// Whether managers and recruiters tell of their own family: "my wife does the books".
    fn is_of_the_writer(&self, hit: &Hit) -> bool {
        let (passage, class) = (&self.parsed.passage, &self.parsed.english.class);
        let is_mine = (hit.words.start.saturating_sub(1)..hit.words.end).any(|at| {
            self.parsed.is(at, class.my) && self.parsed.is(at + 1, class.kin | class.spouse)
        });
        let is_life = self.is_of(hit, &[LIFE[0], LIFE[1], LIFE_FACT]);
        is_life && is_mine && passage.party != Some(Party::Candidate) && !passage.is_described()
    }

    fn is_of(&self, hit: &Hit, categories: &[&str]) -> bool {
        categories.contains(&self.rules.rules[hit.rule].category.as_str())
    }

    /// What the classifier of a family says without any rule.
    fn general(&self, family: Family, judged: &ScoredExcerpt) -> Option<Finding> {
        let rule = self.rules.of_category(GENERAL, family)?;
        let text = |words: &Range<usize>| {
            let said = &self.parsed.passage.text[self.parsed.bytes(words)];
            said.trim_matches([',', ';', ':', '.']).to_owned()
        };
        Some(Finding {
            weighed: judged.weighed.iter().map(text).collect(),
            ..rule.finding(self.place(judged)?)
        })
    }

    /// Whether something else is found in an excerpt that the classifier may have taken
    /// for blame: a trait in all of it, contact data in the sentence.
    fn is_explained(&self, judged: &ScoredExcerpt) -> bool {
        let hits = within(self.hits, &judged.words);
        let trait_found = |hit: &Hit| hit.code.family() == Family::Protected;
        let Some(place) = self.place(judged) else {
            return false;
        };
        let leak_found = |leak: &Leak| place.contains(&leak.words.start);
        hits.iter().any(trait_found) || self.leaks.iter().any(leak_found)
    }

    /// The bytes of the sentence that holds what weighed most, without its full stop.
    fn place(&self, judged: &ScoredExcerpt) -> Option<Range<usize>> {
        let parsed = self.parsed;
        let most = judged.weighed.first().unwrap_or(&judged.words).start;
        let at = parsed.sentences.partition_point(|one| one.end <= most);
        let sentence = parsed.sentences.get(at)?;
        let is_said = |at: &usize| parsed.words[*at].kind != TokenKind::Stop;
        let last = sentence.clone().rev().find(is_said)?;
        Some(parsed.bytes(&(sentence.start..last + 1)))
    }
}

/// Above this the classifier speaks of an excerpt without any rule.
fn alone(judged: &ScoredExcerpt, parsed: &Parsed<'_>) -> i32 {
    match judged.words.len() == parsed.words.len() {
        true => 0,
        false => ALONE_AMONG_OTHERS,
    }
}

/// Puts findings in reading order. Of two findings of one family over the same words,
/// the one that begins first stays, then the longer one, then the lower code.
fn settle(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|one| (one.words.start, Reverse(one.words.end), one.code));
    // In reading order, what begins before the furthest end of its family overlaps.
    let mut reached = [0; Family::ALL.len()];
    findings.retain(|finding| {
        let reached = &mut reached[finding.code.family() as usize];
        let stays = finding.words.start >= *reached;
        *reached = (*reached).max(finding.words.end);
        stays
    });
}
