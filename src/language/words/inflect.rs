//! The regular forms of a verb: `~drop` in the rules stands for drop, drops,
//! dropped and dropping. Irregular forms are written out there.

/// All forms of a regular verb, the verb itself first.
#[cfg(test)]
pub fn forms(verb: &str) -> Vec<String> {
    let mut forms = Vec::new();
    each_form(verb, |form| forms.push(form.to_owned()));
    forms
}

/// The same, one after the other.
pub fn each_form(verb: &str, mut found: impl FnMut(&str)) {
    let last = verb.chars().next_back().unwrap_or_default();
    let before = verb.chars().rev().nth(1).unwrap_or_default();
    let vowel = |character: char| "aeiou".contains(character);
    let mut form = String::with_capacity(verb.len() + LONGEST_ENDING);
    let mut with = |beginning: &[&str], ending: &str| {
        form.clear();
        form.extend(beginning.iter().copied().chain([ending]));
        found(&form);
    };
    let without_last = &verb[..verb.len() - last.len_utf8()];
    let doubled = &verb[without_last.len()..];
    let stem: &[&str] = match last {
        'e' => &[without_last],
        _ if doubles(verb) => &[verb, doubled],
        _ => &[verb],
    };
    with(&[verb], "");
    if last == 'y' && !vowel(before) {
        with(&[without_last], "ies");
        with(&[without_last], "ied");
    } else if verb.ends_with("sh") || verb.ends_with("ch") || "sxz".contains(last) {
        with(&[verb], "es");
        with(&[verb], "ed");
    } else {
        with(&[verb], "s");
        with(stem, "ed");
    }
    match verb.ends_with("ee") || verb.ends_with("oe") {
        true => with(&[verb], "ing"),
        false => with(stem, "ing"),
    }
}

/// With the letter that is doubled.
const LONGEST_ENDING: usize = 4;

/// One short syllable, closed by one consonant: drop, dropped.
fn doubles(verb: &str) -> bool {
    let vowel = |byte: u8| b"aeiouy".contains(&byte);
    match verb.as_bytes() {
        [start @ .., middle, last] => {
            !vowel(*last)
                && !b"wx".contains(last)
                && vowel(*middle)
                && !start.is_empty()
                && !start.iter().any(|byte| vowel(*byte))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn regular_verbs_have_four_forms() {
        assert_eq!(forms("drop"), ["drop", "drops", "dropped", "dropping"]);
        assert_eq!(forms("ghost"), ["ghost", "ghosts", "ghosted", "ghosting"]);
        assert_eq!(
            forms("ignore"),
            ["ignore", "ignores", "ignored", "ignoring"]
        );
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("brush"), ["brush", "brushes", "brushed", "brushing"]);
        assert_eq!(forms("delay"), ["delay", "delays", "delayed", "delaying"]);
        assert_eq!(forms("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(forms("fail"), ["fail", "fails", "failed", "failing"]);
    }
}
