//! Numbers and lengths of time, as people say them.

pub(super) fn length(unit: &str) -> Option<u64> {
    match unit {
        "day" | "days" | "d" => Some(1),
        "week" | "weeks" | "wk" | "wks" | "w" => Some(7),
        _ => None,
    }
}

pub(super) fn number(word: &str) -> Option<u64> {
    const NUMBERS: [&str; 11] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let spelt = || NUMBERS.iter().position(|one| *one == word);
    match word {
        "a" | "an" => Some(1),
        _ => digits(word, 1..=3).or_else(|| Some(spelt()? as u64)),
    }
}

pub(super) fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u64> {
    let is_number = lengths.contains(&text.len()) && text.bytes().all(|one| one.is_ascii_digit());
    is_number.then(|| text.parse().ok())?
}
