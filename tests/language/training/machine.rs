//! Training: a linear support vector machine with squared hinge loss, by dual
//! coordinate descent (Hsieh and others, 2008), over features that count for more the
//! more one-sided they are (after Wang and Manning, 2012); twice, as most features say
//! next to nothing and are left out the second time. Only sums, products, quotients and
//! square roots, in one order, so that every machine writes the same weights.

use std::collections::HashMap;

/// An excerpt of text: what it has, how often, and what it is.
pub struct Example {
    pub features: Vec<(usize, f64)>,
    pub is_sought: bool,
    /// How much a mistake here costs, against one in any other.
    pub weight: f64,
}

/// Names and numbers of features.
#[derive(Default)]
pub struct Features {
    numbers: HashMap<String, usize>,
    pub names: Vec<String>,
}

impl Features {
    pub fn example(&mut self, names: &[String], is_sought: bool, weight: f64) -> Example {
        let mut counts: HashMap<usize, f64> = HashMap::new();
        for name in names {
            let next = self.names.len();
            let number = *self.numbers.entry(name.clone()).or_insert(next);
            if number == next {
                self.names.push(name.clone());
            }
            *counts.entry(number).or_default() += strength(name);
        }
        let length = (names.len().max(1) as f64).sqrt();
        let mut features: Vec<(usize, f64)> = counts
            .into_iter()
            .map(|(number, count)| (number, count / length))
            .collect();
        features.sort_by_key(|(number, _)| *number);
        Example {
            features,
            is_sought,
            weight,
        }
    }
}

/// What says more than one word does is held back less.
pub fn strength(name: &str) -> f64 {
    match name.split(' ').next() {
        Some("rule" | "sure") => 2.0,
        _ => 1.0,
    }
}

pub struct Setting {
    /// How much a mistake costs, for what is sought and for what is not.
    pub sought: f64,
    pub clean: f64,
    /// Features of fewer examples are left out.
    pub least: usize,
    pub rounds: usize,
    /// How much a feature has to say, over all examples, to be kept.
    pub says: f64,
}

pub struct Weights {
    pub bias: f64,
    pub weights: Vec<f64>,
}

pub fn train(examples: &[&Example], features: usize, setting: &Setting) -> Weights {
    let mut seen = vec![0_usize; features];
    for (number, _) in examples.iter().flat_map(|example| &example.features) {
        seen[*number] += 1;
    }
    let mut emphasis = emphasis(examples, features);
    for (emphasis, seen) in emphasis.iter_mut().zip(&seen) {
        if *seen < setting.least {
            *emphasis = 0.0;
        }
    }
    let first = descend(examples, &emphasis, setting);
    for (number, emphasis) in emphasis.iter_mut().enumerate() {
        let says = first.weights[number].abs() * (seen[number] as f64).sqrt();
        if says < setting.says {
            *emphasis = 0.0;
        }
    }
    descend(examples, &emphasis, setting)
}

/// How much more often each feature stands in what is sought than in what is not, or
/// less often; a half for one that stands in both alike.
fn emphasis(examples: &[&Example], features: usize) -> Vec<f64> {
    let mut shares = [(1.0, vec![1.0; features]), (1.0, vec![1.0; features])];
    for example in examples {
        let (all, having) = &mut shares[usize::from(example.is_sought)];
        *all += example.weight;
        for (number, _) in &example.features {
            having[*number] += example.weight;
        }
    }
    let [(all_clean, clean), (all_sought, sought)] = &shares;
    let one_sided = |(clean, sought): (&f64, &f64)| {
        let (clean, sought) = (clean / all_clean, sought / all_sought);
        0.5 + (sought - clean).abs() / (sought + clean)
    };
    clean.iter().zip(sought).map(one_sided).collect()
}

/// The weights of features, each multiplied by its emphasis; those without any are left
/// out.
fn descend(examples: &[&Example], emphasis: &[f64], setting: &Setting) -> Weights {
    let kept: Vec<Vec<(usize, f64)>> = examples
        .iter()
        .map(|example| {
            let counts = example.features.iter();
            let values = counts.map(|(number, count)| (*number, count * emphasis[*number]));
            values.filter(|(_, value)| *value > 0.0).collect()
        })
        .collect();
    let mut weights = Weights {
        bias: 0.0,
        weights: vec![0.0; emphasis.len()],
    };
    let mut alphas = vec![0.0; examples.len()];
    let squares: Vec<f64> = kept
        .iter()
        .map(|features| features.iter().map(|(_, value)| value * value).sum::<f64>() + 1.0)
        .collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 1_u64;
    for _ in 0..setting.rounds {
        // Knuth's linear congruence, and the shuffle of Fisher and Yates.
        for last in (1..order.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let other = (random >> 33) as usize % (last + 1);
            order.swap(last, other);
        }
        for &at in &order {
            let (sign, cost) = match examples[at].is_sought {
                true => (1.0, setting.sought),
                false => (-1.0, setting.clean),
            };
            let slack = 0.5 / (cost * examples[at].weight);
            let sum: f64 = kept[at]
                .iter()
                .map(|(number, value)| weights.weights[*number] * value)
                .sum();
            let gradient = sign * (sum + weights.bias) - 1.0 + slack * alphas[at];
            let old: f64 = alphas[at];
            let new = (old - gradient / (squares[at] + slack)).max(0.0);
            if new != old {
                alphas[at] = new;
                let step = (new - old) * sign;
                weights.bias += step;
                for (number, value) in &kept[at] {
                    weights.weights[*number] += step * value;
                }
            }
        }
    }
    for (weight, emphasis) in weights.weights.iter_mut().zip(emphasis) {
        *weight *= emphasis;
    }
    weights
}
