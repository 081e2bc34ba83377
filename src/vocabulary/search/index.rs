//! Which ball says what: every phrase of the vocabulary as features, to be
//! compared with what somebody typed, phrase by phrase and ball by ball.

use super::reader::WordFeature;
use super::weights;
use std::collections::{HashMap, HashSet};

pub(super) struct PhraseIndex {
    features: HashMap<WordFeature, usize>,
    rarity: Vec<f32>,
    /// How rare a feature of a single ball is.
    rarest: f32,
    /// Feature -> balls that say it, and how much.
    balls: Vec<Vec<(u16, f32)>>,
    /// Feature -> phrases that say it, and how much of the phrase it is.
    phrases: Vec<Vec<(u32, f32)>>,
    /// Phrase -> ball.
    owner: Vec<u16>,
    count: usize,
}

/// A phrase of one ball, read.
pub(super) struct BallPhrase {
    pub ball: usize,
    pub weight: f32,
    pub features: Vec<(WordFeature, f32)>,
}

impl PhraseIndex {
    pub fn new(count: usize, phrases: &[BallPhrase]) -> Self {
        let mut features: HashMap<WordFeature, usize> = HashMap::new();
        let mut balls: Vec<Vec<(u16, f32)>> = Vec::new();
        let mut lengths = vec![0.0_f32; count];
        let mut numbered: Vec<Vec<(usize, f32)>> = Vec::with_capacity(phrases.len());
        for phrase in phrases {
            let ball = phrase.ball as u16;
            let mut numbers = Vec::with_capacity(phrase.features.len());
            for (feature, weight) in &phrase.features {
                let number = *features.entry(*feature).or_insert_with(|| {
                    balls.push(Vec::new());
                    balls.len() - 1
                });
                let said = weight * phrase.weight;
                lengths[phrase.ball] += said;
                match balls[number].last_mut() {
                    Some((last, sum)) if *last == ball => *sum += said,
                    _ => balls[number].push((ball, said)),
                }
                numbers.push((number, *weight));
            }
            numbered.push(numbers);
        }
        let rarity: Vec<f32> = balls
            .iter()
            .map(|balls| {
                let saying = balls.len() as f32;
                (1.0 + (count as f32 - saying + 0.5) / (saying + 0.5)).ln()
            })
            .collect();
        let mean = lengths.iter().sum::<f32>() / count.max(1) as f32;
        for balls in &mut balls {
            for (ball, said) in balls {
                let length = lengths[usize::from(*ball)] / mean;
                let most = weights::SATURATION * (1.0 - weights::LENGTH + weights::LENGTH * length);
                *said = *said * (1.0 + weights::SATURATION) / (*said + most);
            }
        }
        let mut index = Self {
            features,
            phrases: vec![Vec::new(); rarity.len()],
            rarest: (1.0 + (count as f32 - 0.5) / 1.5).ln(),
            rarity,
            balls,
            owner: phrases.iter().map(|phrase| phrase.ball as u16).collect(),
            count,
        };
        for (phrase, numbers) in numbered.iter().enumerate() {
            let weighed = |(number, weight): &(usize, f32)| weight * index.rarity[*number];
            let norm = numbers
                .iter()
                .map(|one| weighed(one).powi(2))
                .sum::<f32>()
                .sqrt();
            for one in numbers {
                let part = weighed(one) / norm.max(f32::EPSILON);
                index.phrases[one.0].push((phrase as u32, part * phrases[phrase].weight.min(1.0)));
            }
        }
        index
    }

    /// How alike what was typed is to each ball, 0 to 1.
    pub fn likeness(&self, typed: &[(WordFeature, f32)]) -> Vec<f32> {
        let mut by_ball = vec![0.0_f32; self.count];
        let mut by_phrase = vec![0.0_f32; self.owner.len()];
        let (mut whole, mut norm) = (0.0_f32, 0.0_f32);
        for (feature, weight) in typed {
            let Some(&number) = self.features.get(feature) else {
                if feature.is_strange() {
                    let weight = weight * self.rarest;
                    whole += weight;
                    norm += weight * weight;
                }
                continue;
            };
            let weight = weight * self.rarity[number];
            whole += weight;
            norm += weight * weight;
            for (ball, said) in &self.balls[number] {
                by_ball[usize::from(*ball)] += weight * said;
            }
            for (phrase, part) in &self.phrases[number] {
                by_phrase[*phrase as usize] += weight * part;
            }
        }
        let whole = (whole * (1.0 + weights::SATURATION)).max(f32::EPSILON);
        let norm = norm.sqrt().max(f32::EPSILON);
        let mut nearest = vec![[0.0_f32; 3]; self.count];
        for (phrase, product) in by_phrase.into_iter().enumerate() {
            let likeness = product / norm;
            let nearest = &mut nearest[usize::from(self.owner[phrase])];
            if likeness > nearest[0] {
                *nearest = [likeness, nearest[0], nearest[1]];
            } else if likeness > nearest[1] {
                *nearest = [nearest[0], likeness, nearest[1]];
            } else if likeness > nearest[2] {
                nearest[2] = likeness;
            }
        }
        let sum = 1.0 + weights::SECOND + weights::THIRD;
        by_ball
            .into_iter()
            .zip(nearest)
            .map(|(ball, [first, next, last])| {
                let near = (first + weights::SECOND * next + weights::THIRD * last) / sum;
                weights::PHRASES * near + (1.0 - weights::PHRASES) * ball / whole
            })
            .collect()
    }

    /// Whether a ball and few others deny what the words deny ("didnt listen").
    pub fn denies_the_same(&self, ball: usize, typed: &[(WordFeature, f32)]) -> bool {
        let denied = typed.iter().filter(|(feature, _)| feature.is_denied());
        let numbers = denied.filter_map(|(feature, _)| self.features.get(feature));
        numbers.map(|&number| &self.balls[number]).any(|balls| {
            balls.len() <= weights::FEW && balls.iter().any(|(one, _)| usize::from(*one) == ball)
        })
    }

    /// How many of the words that say something stand in one phrase of a ball, where most of
    /// them do.
    pub fn words_in_common(&self, ball: usize, placed: &[(WordFeature, Vec<usize>)]) -> usize {
        let mut common: HashMap<u32, HashSet<usize>> = HashMap::new();
        for (feature, places) in placed {
            let Some(&number) = self.features.get(feature) else {
                continue;
            };
            let own = |phrase: &u32| usize::from(self.owner[*phrase as usize]) == ball;
            let phrases = self.phrases[number].iter().map(|(phrase, _)| *phrase);
            for phrase in phrases.filter(own) {
                common.entry(phrase).or_default().extend(places);
            }
        }
        common.values().map(HashSet::len).max().unwrap_or(0)
    }
}
